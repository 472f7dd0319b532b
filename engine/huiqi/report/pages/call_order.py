"""Who of a table is to be called first, and why."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from fractions import Fraction
from functools import partial

from huiqi.decision.results import AmountKind
from huiqi.decision.standing import Mark
from huiqi.objects import dataclass
from huiqi.quantities import Number
from huiqi.report.figures import at_most
from huiqi.report.pages.screen_tables import measure_name
from huiqi.report.phrases import Phrases
from huiqi.rulebook.list_columns import WITHIN
from huiqi.screening.screened import NEAR, MeasureAnswer, ScreenedEnterprise, Screening
from huiqi.words import to_say

#: How those to be called stand, as it is said.
ORDER = to_say(
    "先后：差得最近的、能得或待部门的、照自己的数待答的、别的待答的；同类金额大的在前，再照表里的次序"
)
Limits = Mapping[str, Number]


def to_call(entries: Iterable[ScreenedEnterprise]) -> list[ScreenedEnterprise]:
    """The nearest misses first, then what can be had or only an office has to confirm, then what
    an answer may open and their own figures bound, each by how much; then what else may be open.
    """
    every = list(entries)
    return sorted(every, key=partial(_order, _limits(every)))


def _order(limits: Limits, entry: ScreenedEnterprise) -> tuple[int, Fraction, Number, int]:
    answers = entry.screened.answers
    near = min((a.near for a in answers if a.near is not None and a.near <= NEAR), default=None)
    if near is None and entry.screened.of(Mark.ONE_STEP):
        near = NEAR
    ready, asked = _ready(entry), entry.screened.of(Mark.ASK_ENTERPRISE)
    own = _of_its_own(entry, limits)
    first = ready or own[:1]
    largest = max((Fraction(a.most or 0) for a in first), default=Fraction(0))
    kinds = (near is not None, bool(ready), bool(own), bool(asked), True)
    return kinds.index(True), near or Fraction(0), -largest, entry.row


def _limits(entries: Iterable[ScreenedEnterprise]) -> Limits:
    """What several of those who are to be asked do not get below."""
    reached: dict[str, list[Number]] = {}
    for entry in entries:
        for answer in entry.screened.of(Mark.ASK_ENTERPRISE):
            if answer.most is not None:
                reached.setdefault(answer.measure, []).append(answer.most)
    return {name: max(most) for name, most in reached.items() if most.count(max(most)) > 1}


def _of_its_own(entry: ScreenedEnterprise, limits: Limits) -> list[MeasureAnswer]:
    """What waits for answers, and what is told of the enterprise bounds further than of others; of
    what it has told of first.
    """
    asked = (*_of_what_is_told(entry), *_worth_asking(entry))
    return [one for one in asked if one.most and not _is_limit(one, limits)]


def _is_limit(answer: MeasureAnswer, limits: Limits) -> bool:
    """Whether nothing that is told of the enterprise bounds it further than the others."""
    return answer.most is not None and limits.get(answer.measure) == answer.most


@dataclass(frozen=True, slots=True)
class OfMost:
    """What is alike for most of a table, and tells none of them apart: the measures that wait for
    an answer of most, and the limits that several do not get below.
    """

    asked: frozenset[str]
    limits: Limits


def of_most(found: Screening) -> OfMost:
    """The measures of which all but a few are asked, and the limits of those who are to be asked:
    a column of the table, and no reason to call one.
    """
    waits = (m for m in found.measures if 2 * m.marks[Mark.ASK_ENTERPRISE] > found.decided)
    return OfMost(frozenset(one.measure for one in waits), _limits(found.entries))


def reason_to_call(entry: ScreenedEnterprise, others: OfMost, phrases: Phrases) -> str:
    """The best reason to call: what is nearest, else what can be had or asked about, else what
    answers open and its own figures bound, else what waits for more on a project or a title that is
    told of, else what a single answer settles; empty where there is none but what is so of most.
    """
    say = phrases.say
    best = (*nearest(entry), *_ready(entry), *_of_its_own(entry, others.limits))
    for answer in (*best, *_of_what_is_told(entry), *_settled_by_one(entry)):
        waits = answer.mark is Mark.ASK_ENTERPRISE
        if waits and answer.measure in others.asked and not _is_of_what_is_told(answer):
            continue
        if phrases.rulebook.measures[answer.measure].recipient != "enterprise":
            continue
        step = entry.worded.steps.get(answer.measure) or say("能得，去报")
        name = measure_name(answer, phrases)
        if not answer.most or (waits and _is_limit(answer, others.limits)):
            return say("{measure}：{step}", measure=name, step=step)
        money = at_most(answer.most, say)
        return say("{measure}（{money}）：{step}", measure=name, money=money, step=step)
    return ""


def nearest(entry: ScreenedEnterprise) -> list[MeasureAnswer]:
    """What is one step away, or refused by figures alone that are near; the nearest first."""
    found = [
        answer
        for answer in entry.screened.answers
        if (answer.mark is Mark.ONE_STEP or (answer.near is not None and answer.near <= NEAR))
        and answer.measure in entry.worded.steps
    ]
    return sorted(found, key=lambda answer: NEAR if answer.near is None else answer.near)


def _ready(entry: ScreenedEnterprise) -> list[MeasureAnswer]:
    """What can be had, or only an office has to confirm; what comes to most first."""
    return _most_money_first(answer for answer in entry.screened.answers if answer.ready)


def _settled_by_one(entry: ScreenedEnterprise) -> list[MeasureAnswer]:
    """What waits for one answer alone; what comes to most first."""
    return _most_money_first(a for a in entry.screened.of(Mark.ASK_ENTERPRISE) if a.asks == 1)


def _worth_asking(entry: ScreenedEnterprise) -> list[MeasureAnswer]:
    """What waits for several answers, and comes to something; what comes to most first."""
    return _most_money_first(a for a in entry.screened.of(Mark.ASK_ENTERPRISE) if a.most)


def _of_what_is_told(entry: ScreenedEnterprise) -> list[MeasureAnswer]:
    """What waits for more on what is told of; what comes to most first."""
    return _most_money_first(filter(_is_of_what_is_told, entry.screened.of(Mark.ASK_ENTERPRISE)))


def _is_of_what_is_told(answer: MeasureAnswer) -> bool:
    """Whether all that is asked is of a project or a title that the enterprise has told of, or
    which others there are.
    """
    lists = {name.partition(WITHIN)[0] for name in answer.missing if WITHIN in name}
    return bool(lists) and all(name.partition(WITHIN)[0] in lists for name in answer.missing)


def _most_money_first(answers: Iterable[MeasureAnswer]) -> list[MeasureAnswer]:
    """What is worked out from the enterprise's own figures comes before a maximum of the source,
    which says nothing of it.
    """

    def order(answer: MeasureAnswer) -> tuple[bool, bool, Fraction]:
        only_limit = answer.kind is AmountKind.AT_MOST
        return not answer.most, only_limit, -Fraction(answer.most or 0)

    return sorted(answers, key=order)
