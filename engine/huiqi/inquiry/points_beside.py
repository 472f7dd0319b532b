"""What is not known besides the measures' own texts: how one applies, figures and definitions,
what may be had together, how a fund is shared, the city's own list of violations.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from huiqi.diagnostics import Place
from huiqi.inquiry.asked import ApplyPart, AskedDocument, Matter, OpenPoint, code
from huiqi.inquiry.documents_asked import document_of, source_document
from huiqi.language.tree import UnknownValue, walk
from huiqi.rulebook.basis import WEAK, Basis, support
from huiqi.rulebook.measure import Measure
from huiqi.rulebook.penalties import PenaltyBook
from huiqi.rulebook.reach import Reach
from huiqi.rulebook.rulebook import Rulebook
from huiqi.sentences import InLanguages, in_turn, sentence
from huiqi.words import to_say

_SILENT = sentence("没有写")
_PARTS = {
    ApplyPart.DEPARTMENT: sentence("由哪个部门负责？"),
    ApplyPart.WINDOWS: sentence("什么时候可以申报？"),
    ApplyPart.OFFICE: sentence("由哪个科室、窗口或平台受理，地址在哪里？"),
    ApplyPart.TELEPHONES: sentence("咨询电话是多少？"),
    ApplyPart.MATERIALS: sentence("要交哪些材料？"),
    ApplyPart.PAID_WITHIN: sentence("多久兑现？"),
}


def points_of_applying(rulebook: Rulebook, measures: Iterable[Measure]) -> Iterator[OpenPoint]:
    """How one applies, part by part where no source says it; of what has a text of its own."""
    for measure in measures:
        if measure.published:
            document = document_of(rulebook, measure)
            for part in _missing_parts(measure):
                yield OpenPoint(
                    key=f"measure/{measure.id}/apply/{part}",
                    topic=Matter.APPLY,
                    measures=(measure.id,),
                    document=document,
                    text=sentence(
                        "{measure}：{question}", measure=measure.title, question=_PARTS[part]
                    ),
                    stands=measure.apply.note or _SILENT,
                    basis=measure.basis,
                    place=measure.place,
                    path=("department",) if part is ApplyPart.DEPARTMENT else ("apply", part),
                    part=part,
                )


def _missing_parts(measure: Measure) -> Iterator[ApplyPart]:
    apply = measure.apply
    if measure.department is None:
        yield ApplyPart.DEPARTMENT
    if apply.automatic:
        return
    stated = {
        ApplyPart.WINDOWS: [window.basis for window in apply.windows],
        ApplyPart.OFFICE: [at.basis for at in (apply.office, apply.platform) if at is not None],
        ApplyPart.TELEPHONES: [telephone.basis for telephone in apply.telephones],
        ApplyPart.MATERIALS: [material.basis for material in apply.materials],
        ApplyPart.PAID_WITHIN: [] if apply.paid_within is None else [apply.paid_within.basis],
    }
    for part, bases in stated.items():
        if not any(support(basis) < WEAK for basis in bases):
            yield part


def points_of_figures(rulebook: Rulebook, measures: Iterable[Measure]) -> Iterator[OpenPoint]:
    """Parameters and definitions on which a measure rests: not known, or another place's."""
    reach = Reach(rulebook)
    waiting: dict[str, list[Measure]] = {}
    for measure in measures:
        for name in reach.of_measure(measure):
            waiting.setdefault(name, []).append(measure)
    of_funds = {fund.cap for fund in rulebook.funds.values()}
    for name, parameter in rulebook.parameters.items():
        rows = parameter.rows
        unknown = [n for r in rows for n in walk(r.value) if isinstance(n, UnknownValue)]
        weak = any(row.grade >= WEAK for row in rows)
        # What a fund alone names matters too, whichever measure reads it.
        own = waiting.get(name, [])
        if (unknown or weak) and (own or name in of_funds):
            basis = tuple(basis for row in rows for basis in row.basis)
            yield _figure(
                rulebook,
                own,
                basis,
                key=f"parameter/{name}",
                topic=Matter.VALUE if unknown else Matter.BORROWED,
                text=sentence("{label}是多少？", label=parameter.label),
                stands=_why(unknown),
                place=rulebook.declared_at["name", name],
                path=("parameters", name, "values"),
                about=parameter,
            )
    for name, definition in rulebook.definitions.items():
        unknown = [n for n in walk(definition.node) if isinstance(n, UnknownValue)]
        # What an enterprise can state itself is asked of it.
        if (unknown or definition.grade >= WEAK) and name in waiting and not definition.ask:
            yield _figure(
                rulebook,
                waiting[name],
                definition.basis,
                key=f"definition/{name}",
                topic=Matter.VALUE if unknown else Matter.BORROWED,
                text=sentence("{label}怎样认定？", label=definition.label),
                stands=_why(unknown),
                place=definition.place,
                path=("definitions", name),
                about=definition,
            )


def _why(unknown: list[UnknownValue]) -> InLanguages:
    if not unknown:
        return sentence("借用别处的写法，只作参照")
    return in_turn(to_say("{first}；{next}"), dict.fromkeys(node.reason for node in unknown))


def _figure(
    rulebook: Rulebook,
    measures: list[Measure],
    basis: tuple[Basis, ...],
    *,
    key: str,
    topic: Matter,
    text: InLanguages,
    stands: InLanguages,
    place: Place,
    path: tuple[str | int, ...],
    about: object,
) -> OpenPoint:
    """Asked of whoever issued what it rests on; else about the document of a measure."""
    document = None
    if basis and support(basis) < WEAK:
        programme = rulebook.programmes.get(measures[0].collection) if measures else None
        document = source_document(basis[0], programme)
    elif measures:
        document = document_of(rulebook, measures[0])
        basis = basis or measures[0].basis
    return OpenPoint(
        key=key,
        topic=topic,
        measures=tuple(measure.id for measure in measures),
        document=document or source_document(basis[0], None),
        text=text,
        stands=stands,
        basis=basis,
        place=place,
        path=path,
        about=about,
    )


def points_of_stacking(rulebook: Rulebook) -> Iterator[OpenPoint]:
    """Whether measures may be had together, where no source says so."""
    for rule in rulebook.stacking.values():
        names = [n for n in (*rule.measures, *rule.against) if n in rulebook.measures]
        if names and (rule.kind == "unknown" or rule.grade >= WEAK):
            titles = tuple(rulebook.measures[name].title for name in names)
            yield OpenPoint(
                key=f"stacking/{rule.id}",
                topic=Matter.STACKING,
                measures=tuple(names),
                document=document_of(rulebook, rulebook.measures[names[0]]),
                text=sentence("{rule}（{measures}）？", rule=rule.text, measures=titles),
                stands=sentence("能与不能两种合计都列出"),
                basis=rule.basis,
                place=rule.place,
                path=("stacking", rule.id),
                about=rule,
            )


def points_of_funds(rulebook: Rulebook) -> Iterator[OpenPoint]:
    """Of which year a fund is, how it is shared, and what else its sources leave open."""
    for fund in rulebook.funds.values():
        measure = rulebook.measures[fund.measure]
        document = document_of(rulebook, measure)
        for name, stated in (("year", fund.year), ("sharing", fund.sharing)):
            if stated.unknown is not None:
                yield _of_fund(
                    document,
                    fund.id,
                    name,
                    stated.unknown,
                    fund.measure,
                    basis=stated.basis,
                    place=fund.place,
                    path=(name,),
                )
        for number, text in enumerate(fund.unstated):
            yield _of_fund(
                document,
                fund.id,
                f"unstated/{code(text.zh)}",
                text,
                fund.measure,
                basis=fund.basis,
                place=fund.place,
                path=("unstated", number),
            )


def _of_fund(
    document: AskedDocument,
    fund: str,
    name: str,
    text: InLanguages,
    measure: str,
    *,
    basis: tuple[Basis, ...],
    place: Place,
    path: tuple[str | int, ...],
) -> OpenPoint:
    return OpenPoint(
        key=f"fund/{fund}/{name}",
        topic=Matter.FUND,
        measures=(measure,),
        document=document,
        text=text,
        stands=_SILENT,
        basis=basis,
        place=place,
        path=path,
    )


def points_of_list(book: PenaltyBook) -> Iterator[OpenPoint]:
    """The city's own list of violations, as long as none was imported."""
    if any(own.imported for own in book.lists.values()):
        return
    basis = book.city_basis
    document = AskedDocument(
        key="penalty-list",
        title=sentence("本市的免罚轻罚清单"),
        number="",
        url=basis[0].source.url,
        office=book.city.asked_of,
        held=False,
    )
    domains, items = book.city.domains, book.city.items
    held = len(book.items)
    yield OpenPoint(
        key="penalty-list/text",
        topic=Matter.LIST,
        measures=(),
        document=document,
        text=sentence(
            "请提供清单正文：{domains} 个领域 {items} 项，每项的违法行为、"
            "适用条件、处理结果、法律依据、执法机关，以及施行日期和有效期。",
            domains=domains,
            items=items,
        ),
        stands=sentence("这份清单一项也没有；只有国家和省的 {held} 项可判", held=held),
        basis=basis,
        place=book.city_place,
        path=("city_list",),
    )
