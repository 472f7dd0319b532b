"""A120: sources that nobody can look up, and what rests on no source."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from huiqi.audit.context import Audit
from huiqi.audit.finding import Check, Figure, Finding, Looked, share_figure
from huiqi.rulebook.basis import Grade
from huiqi.sentences import sentence

#: What is nobody's document, so that there is nothing to look up.
_NO_DOCUMENT = (Grade.ASSUMED, Grade.UNSOURCED)


def _look(audit: Audit) -> Iterator[Looked]:
    for source in audit.rulebook.sources.values():
        if source.grade is Grade.UNSOURCED:
            text = sentence("“{source}”没有可引的来源，凡依据它的都要核对", source=source.title)
        elif source.grade not in _NO_DOCUMENT and not source.url:
            text = sentence("“{source}”没有网址，无法对照", source=source.title)
        else:
            continue
        place = audit.rulebook.declared_at.get(("source", source.id), audit.rules_place)
        yield Finding(place=place, subject=source.id, text=text)


def _figures(audit: Audit) -> Iterable[Figure]:
    documents = [s for s in audit.rulebook.sources.values() if s.grade not in _NO_DOCUMENT]
    text = sentence("来源有网址可以对照")
    yield share_figure("sources", text, (bool(s.url) for s in documents))


CHECK = Check(
    code="A120",
    title=sentence("来源可以对照"),
    explanation=sentence(
        "官方正文、报道和外地文件要有网址；没有可引来源的“常识”逐条列出。"
        "有网址不等于已经对照过：对照要人来做。"
    ),
    look=_look,
    further=_figures,
)
