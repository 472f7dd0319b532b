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


def its_department(measure: Measure, phrases: Phrases) -> str:
    """The department that answers for it; where no source names one the one that answers for every
    other document of its topic that names one, which is presumed; empty where there is none.
    """
    rulebook = phrases.rulebook
    if measure.department is not None:
        return phrases.text(measure.department)
    topics = (one for one in rulebook.measures.values() if one.slot is not None)
    under = {name for one in topics if measure.id in one.modelled_on for name in one.modelled_on}
    own = (rulebook.measures[name] for name in sorted(under) if name in rulebook.measures)
    named = {
        phrases.text(one.department)
        for one in own
        if one.department is not None and rulebook.level(one) == rulebook.level(measure)
    }
    if len(named) != 1:
        return ""
    return phrases.say("多半是{office}（推定：同题别的文件归它）", office=named.pop())


def whom_told(led: Sequence[MeasureResult], phrases: Phrases) -> list[str]:
    """Which of them name a department, which do not, and what one does then: the service officer,
    else the offices that have their texts.
    """
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
    unnamed = [result.measure for result in led if result.measure.department is None]
    if not unnamed:
        return told if led else helped
    if listed := _offices(unnamed, phrases):
        first = to_say("没有专员的，向{offices}要条文，问归谁办")
        alone = to_say("向{offices}要条文，问归谁办")
        helped.append(say(first if helped else alone, offices=say.listed(listed)))
    unsaid = to_say("另外 {number} 件归谁办来源没有写：{then}")
    if not named:
        unsaid = to_say("这 {number} 件归谁办来源都没有写：{then}")
    told.append(say(unsaid, number=len(unnamed), then=phrases.joined(helped)))
    return told


def _offices(measures: Sequence[Measure], phrases: Phrases) -> list[str]:
    """The offices that have their texts, where there are several each with what it is asked of, but
    for the one that is asked of most: it has the rest.
    """
    asked: dict[str, list[str]] = {}
    for measure in measures:
        if (office := document_of(phrases.rulebook, measure).office) is not None:
            asked.setdefault(phrases.text(office), []).append(phrases.text(measure.name))
    if len(asked) < 2:
        return list(asked)
    say, most = phrases.say, max(asked, key=lambda office: len(asked[office]))
    own = [office for office in asked if office != most]
    rest = say("其余各件") if len(asked[most]) > 1 else asked[most][0]
    return [
        say("{text}（{notes}）", text=most, notes=rest),
        *(say("{text}（{notes}）", text=one, notes=say.listed(asked[one])) for one in own),
    ]
