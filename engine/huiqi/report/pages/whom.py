"""Whom to ask about what can be acted on: said once, and of each only what is its own."""

from __future__ import annotations

import re
from collections.abc import Sequence

from huiqi.decision.results import MeasureResult
from huiqi.inquiry.documents_asked import document_of
from huiqi.report.phrases import Phrases
from huiqi.rulebook.measure import Measure
from huiqi.words import to_say

#: A government as a whole handles nothing itself.
_GOVERNMENT = re.compile("人民政府(办公[室厅])?$")


def whom_in_short(measure: Measure, phrases: Phrases) -> str:
    """The department that answers for it, or is presumed to; where no source names one that, and
    whose document it is, or which office has its text.
    """
    if named := named_or_presumed(measure, phrases):
        return named
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
    """The department that answers for it, or is presumed to, or whose document it is; empty where
    there is none.
    """
    if named := named_or_presumed(measure, phrases):
        return named
    issued = document_of(phrases.rulebook, measure)
    if (
        issued.office is None
        or not issued.held
        or _GOVERNMENT.search(issued.office.in_language("zh"))
    ):
        return ""
    return phrases.say("发文的{office}", office=phrases.text(issued.office))


def named_or_presumed(measure: Measure, phrases: Phrases) -> str:
    """The department that answers for it; where no source names one the one that answers for every
    other document of its topic that names one, which is presumed; empty where there is none.
    """
    if measure.department is not None:
        return phrases.text(measure.department)
    office = _presumed_office(measure, phrases)
    return phrases.say("多半是{office}（推定）", office=office) if office else ""


def _presumed_office(measure: Measure, phrases: Phrases) -> str:
    """The one that answers for every other document of its topic that names one; empty where there
    is none.
    """
    rulebook = phrases.rulebook
    topics = (one for one in rulebook.measures.values() if one.slot is not None)
    under = {name for one in topics if measure.id in one.modelled_on for name in one.modelled_on}
    own = (rulebook.measures[name] for name in sorted(under) if name in rulebook.measures)
    named = {
        phrases.text(one.department)
        for one in own
        if one.department is not None and rulebook.level(one) == rulebook.level(measure)
    }
    return named.pop() if len(named) == 1 else ""


def whom_told(led: Sequence[MeasureResult], phrases: Phrases) -> list[str]:
    """Of how many of them no office is named beside them, and whom one asks then: the service
    officer, else the offices that have their texts.
    """
    say, helped = phrases.say, _service_officers(phrases)
    unnamed = _unnamed(led, phrases)
    if led and not unnamed:
        return []
    if not led:
        return helped
    # Beside each of the others its department stands.
    unsaid = to_say("没写部门的，{then}")
    if len(unnamed) == len(led):
        unsaid = to_say("这 {number} 件来源都没写部门，{then}")
    then = helped
    if not helped and (listed := _offices(unnamed, phrases)):
        then = [say("向{offices}要条文，问归谁办", offices=say.listed(listed))]
    return [say(unsaid, number=len(unnamed), then=phrases.joined(then))]


def whom_else(led: Sequence[MeasureResult], phrases: Phrases) -> list[str]:
    """Whom one asks who has no service officer: the office in the city, whatever place's document
    it is; by what an office is presumed.
    """
    say, told = phrases.say, []
    unnamed = _unnamed(led, phrases)
    own = _of_programmes(phrases)
    if _service_officers(phrases) and unnamed and (listed := own or _offices(unnamed, phrases)):
        told.append(say("没有专员的，先向{offices}问归谁办", offices=say.listed(listed)))
    measures = [one.measure for one in led]
    if any(one.department is None and _presumed_office(one, phrases) for one in measures):
        told.append(say("写“多半是”的，来源没有写，因为同题别的文件归它而推定"))
    return told


def _service_officers(phrases: Phrases) -> list[str]:
    programmes = phrases.rulebook.programmes.values()
    return [phrases.text(one.helped_by) for one in programmes if one.helped_by is not None]


def _of_programmes(phrases: Phrases) -> list[str]:
    """The offices in the city that have the texts of its programmes."""
    own = (one for one in phrases.rulebook.programmes.values() if one.level == "city")
    offices = (one.asked_of for one in own if one.asked_of is not None)
    return list(dict.fromkeys(map(phrases.text, offices)))


def _unnamed(led: Sequence[MeasureResult], phrases: Phrases) -> list[Measure]:
    """Those beside which no office stands."""
    return [one.measure for one in led if not its_department(one.measure, phrases)]


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
