"""Whom to ask about what can be acted on: said once, and of each only what is its own."""

from __future__ import annotations

from collections.abc import Sequence

from huiqi.decision.results import MeasureResult
from huiqi.inquiry.documents_asked import document_of
from huiqi.report.phrases import Phrases
from huiqi.rulebook.measure import Measure
from huiqi.words import to_say


def whom_in_short(measure: Measure, phrases: Phrases) -> str:
    """The department that answers for it; where no source names one that, and whose document it
    is, or which office has its text.
    """
    if measure.department is not None:
        return phrases.text(measure.department)
    issued = to_say("来源没有写；文件是{office}发的")
    return of_its_document(
        measure, phrases, issued=issued, has=to_say("来源没有写；条文可以向{office}要")
    )


def of_its_document(measure: Measure, phrases: Phrases, *, issued: str, has: str) -> str:
    """Whose document it is (``issued``), or the office that has its text; empty where nobody is
    known.
    """
    document = document_of(phrases.rulebook, measure)
    if document.office is None:
        return ""
    return phrases.say(issued if document.held else has, office=phrases.text(document.office))


def whom_told(led: Sequence[MeasureResult], phrases: Phrases) -> list[str]:
    """Which of them name a department, which do not, and what one does then."""
    say = phrases.say
    named: dict[str, list[str]] = {}
    for result in led:
        if (department := result.measure.department) is not None:
            names = named.setdefault(phrases.text(department), [])
            names.append(phrases.text(result.measure.name))
    told = [
        say("{names}：直接问{office}", names=say.listed(names), office=office)
        for office, names in named.items()
    ]
    programmes = phrases.rulebook.programmes.values()
    helped = [phrases.text(one.helped_by) for one in programmes if one.helped_by is not None]
    unnamed = sum(result.measure.department is None for result in led)
    if not led:
        return helped
    if unnamed:
        then = helped or [say("问各项下写的机关，归谁办")]
        unsaid = to_say("另外 {number} 件归谁办来源没有写：{then}")
        if not named:
            unsaid = to_say("这 {number} 件归谁办来源都没有写：{then}")
        told.append(say(unsaid, number=unnamed, then=phrases.joined(then)))
    return told
