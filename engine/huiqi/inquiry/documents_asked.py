"""Which document a thing that is not known is about, and which office is asked about it."""

from __future__ import annotations

import re

from huiqi.inquiry.asked import AskedDocument
from huiqi.rulebook.basis import RANKS, WEAK, Basis, Grade, Source
from huiqi.rulebook.collection import Collection
from huiqi.rulebook.measure import Measure
from huiqi.rulebook.rulebook import Rulebook
from huiqi.rulebook.text import Text
from huiqi.sentences import InLanguages

#: What stands behind the name of an issuer: 等, and in brackets from where a copy was taken.
_BEHIND = re.compile(r"\s*[（(][^）)]*[）)]|等$")


def document_of(rulebook: Rulebook, measure: Measure) -> AskedDocument:
    """The document that a measure rests on; of a measure without a public text that of its
    programme, where that is one document, of so many measures.
    """
    programme = rulebook.programmes.get(measure.collection)
    if not measure.published and programme is not None and programme.slots is not None:
        return programme_document(programme)
    return source_document(_main(measure.basis), programme, measure.department)


def programme_document(programme: Collection) -> AskedDocument:
    """The text of a programme that is not public."""
    official = next((b.source for b in programme.basis if _is_official(b.source)), None)
    office = programme.asked_of or (issuer(official) if official is not None else None)
    return AskedDocument(
        key=f"programme/{programme.id}",
        title=programme.title,
        number="",
        url="",
        office=office,
        held=False,
    )


def source_document(
    basis: Basis, programme: Collection | None, department: InLanguages | None = None
) -> AskedDocument:
    """A document that is cited.  Asked is whose it is; of what is only reported the department
    that answers for the measure, else the office that the programme names.
    """
    source = basis.source
    office: InLanguages | None = source.asked_of
    if office is None and _is_official(source):
        office = issuer(source)
    if office is None:
        office = department or (programme.asked_of if programme is not None else None)
    return AskedDocument(
        key=f"source/{source.id}",
        title=Text(zh=source.title, en=source.title),
        number=source.number,
        url=source.url,
        office=office,
        held=_is_official(source),
    )


def issuer(source: Source) -> InLanguages | None:
    """The body that issued a document, without what its name is followed by."""
    name = _BEHIND.sub("", source.issuer).strip()
    return Text(zh=name, en=name) if name else None


def _is_official(source: Source) -> bool:
    return source.grade is Grade.OFFICIAL


def _main(basis: tuple[Basis, ...]) -> Basis:
    """The first that is relied on."""
    return next((one for one in basis if RANKS[one.grade] < WEAK), basis[0])
