"""Who of a table is to be called first, and why."""

from __future__ import annotations

import re
from collections.abc import Iterable
from fractions import Fraction

from huiqi.decision.results import AmountKind
from huiqi.decision.standing import Mark
from huiqi.profile.doubts import OPENING
from huiqi.profile.fact_columns import ENDS_SOON
from huiqi.quantities import Number
from huiqi.report.phrases import Phrases
from huiqi.rulebook.list_columns import WITHIN
from huiqi.screening.screened import NEAR, MeasureAnswer, ScreenedEnterprise
from huiqi.truth import Truth
from huiqi.words import to_say

#: How those to be called stand, as it is said.
ORDER = to_say(
    "先后：差一点还能补上的；文件有效、一定能得的；称号快到期的、快到规上线的；"
    "文件有效、自己的数够得上的；只等部门的；自己的数够得上、文件待核的；差的是已过年份的；"
    "写到的项目、称号要再问的；只差一问的；要等表里没有的列的；别的。同类里金额大的在前"
)

#: The fact of what is missing.
_FACT = re.compile(r"[^\[.(]+")
#: Behind all that a call can do something about.
_AFTER = 7


def to_call(entries: Iterable[ScreenedEnterprise]) -> list[ScreenedEnterprise]:
    """The nearest misses that can be made up for first, then what is in force and certain; whose
    titles end soon, and who is about to go above scale; of what is in force what an answer may
    open and their own figures bound; what only an office has to confirm; what an answer may open of
    documents in doubt, each by how much; then misses by figures of years that are over, which no
    call changes, whose figures are hardly meant as they stand, what else may be open, and last
    what waits for a column that the table lacks: that is alike for all.
    """
    return sorted(entries, key=_order)


def _order(entry: ScreenedEnterprise) -> tuple[int, Fraction, bool, Fraction, int]:
    live, ready, own = in_force_and_theirs(entry), ready_to_ask_for(entry), _of_its_own(entry)
    open_, over = nearest(entry, over=False), nearest(entry, over=True)
    certain = [one for one in live if one.mark is not Mark.ASK_ENTERPRISE]
    told, of_table = of_what_is_told(entry), for_the_table(entry)
    one_fact = [a for a in _settled_by_one(entry) if _lacks_its_own_cell(entry, a)]
    noted = remarked_under(entry, ENDS_SOON, OPENING)
    kinds = (open_, certain, noted, live, ready, own, over, told, one_fact, of_table)
    kind = [*map(bool, (*kinds, _asked(entry))), True].index(True)
    far = next((_far(answer) for answer in {0: open_, 6: over}.get(kind, ())), Fraction(0))
    first = next(iter((*open_, *live, *ready, *own, *over)), None)
    most = next((amount_called_for(answer) for answer in (*live, *ready, *own, *of_table)), None)
    if entry.hardly_meant or (first is not None and rests_on_unread(entry, first)):
        # Nothing rests on a figure that is hardly meant, or on a cell that nobody can read.
        kind = max(kind, _AFTER)
    unsure = first is None or is_in_doubt(first)
    return kind, far, unsure, -Fraction(most or 0), entry.row


def _asked(entry: ScreenedEnterprise) -> list[MeasureAnswer]:
    """What waits for answers, and is not presumed to be refused whatever they are, nor told to have
    been had the first time.
    """
    had = _had(entry)
    return [
        one
        for one in entry.screened.of(Mark.ASK_ENTERPRISE)
        if not one.presumed_no and one.measure not in had
    ]


def _had(entry: ScreenedEnterprise) -> frozenset[str]:
    """What is given for the first time, and the table says that it was had."""
    return frozenset(name for one in entry.received for name in one.had)


def rests_on_unread(entry: ScreenedEnterprise, answer: MeasureAnswer) -> bool:
    """Whether it waits for what the table says in a cell that could not be read."""
    waits = {name.partition("(")[0] for name in answer.missing}
    return not waits.isdisjoint(entry.unread_facts)


def _of_its_own(entry: ScreenedEnterprise) -> list[MeasureAnswer]:
    """What waits for answers, and is bounded by the enterprise's own figures; of documents known
    to be in force first, then what comes to most.
    """
    own = (one for one in _asked(entry) if one.of_told and not _is_of_table(entry, one))
    return sorted(own, key=lambda one: (is_in_doubt(one), -Fraction(one.of_told or 0)))


def for_the_table(entry: ScreenedEnterprise) -> list[MeasureAnswer]:
    """What its own figures bound, and waits for what the table tells of nobody; what comes to most
    first.
    """
    found = (one for one in _asked(entry) if one.of_told and _is_of_table(entry, one))
    return sorted(found, key=lambda one: -Fraction(one.of_told or 0))


def _is_of_table(entry: ScreenedEnterprise, answer: MeasureAnswer) -> bool:
    """Whether a document that may be in force no more waits for what the table tells of nobody: so
    it does for everyone alike, and tells no one of them apart.
    """
    return is_in_doubt(answer) and bool(facts_lacking(entry, answer))


def facts_lacking(entry: ScreenedEnterprise, answer: MeasureAnswer) -> list[str]:
    """The facts, of lists these, that it waits for and of which the table has no column."""
    told = {name.partition(WITHIN)[0] for name in entry.told_facts}
    waited_for = dict.fromkeys(fact_of(missing) for missing in answer.missing)
    return [fact for fact in waited_for if fact not in told]


def _lacks_its_own_cell(entry: ScreenedEnterprise, answer: MeasureAnswer) -> bool:
    """Whether the table has a column for all that it waits for, which tells nothing of this one."""
    return entry.told_facts.issuperset(map(fact_of, answer.missing))


def fact_of(missing: str) -> str:
    """The fact that is missing, without its year; of a field of a list the list."""
    match = _FACT.match(missing)
    assert match is not None
    return match[0]


def in_force_and_theirs(entry: ScreenedEnterprise) -> list[MeasureAnswer]:
    """Of both what rests on a document known to be in force; what comes to most first."""
    own = (one for one in (*ready_to_ask_for(entry), *_of_its_own(entry)) if not is_in_doubt(one))
    return sorted(own, key=lambda one: -Fraction(amount_called_for(one) or 0))


def amount_called_for(answer: MeasureAnswer) -> Number | None:
    """What it comes to at most: of what waits for answers by the enterprise's own figures alone, or
    where it is a single one what the source gives at most.
    """
    if answer.mark is not Mark.ASK_ENTERPRISE or (answer.of_told is None and answer.asks == 1):
        return answer.most
    return answer.of_told


def is_in_doubt(answer: MeasureAnswer) -> bool:
    """Whether its document is not known to be in force."""
    return answer.force is not Truth.TRUE


def measure_called_for(
    entry: ScreenedEnterprise, most: frozenset[str], phrases: Phrases
) -> MeasureAnswer | None:
    """For what it is best called: what is nearest, else what is in force and can be had or its own
    figures bound, else what only an office has to confirm, else what answers open and its own
    figures bound, else a miss of a year that is over, else what waits for more on a project or a
    title that is told of, else what a single answer settles that ``most`` are not asked for as
    well, else what waits for a column that the table lacks; ``None`` where there is nothing.
    """
    settled = (one for one in _settled_by_one(entry) if one.measure not in most)
    best = (
        *nearest(entry, over=False),
        *in_force_and_theirs(entry),
        *ready_to_ask_for(entry),
        *_of_its_own(entry),
    )
    of_table, over = for_the_table(entry), nearest(entry, over=True)
    others = (*best, *over, *of_what_is_told(entry), *settled, *of_table)
    measures = phrases.rulebook.measures
    own = (one for one in others if measures[one.measure].recipient == "enterprise")
    return next(own, None)


def worth_a_look(entry: ScreenedEnterprise, phrases: Phrases) -> list[MeasureAnswer]:
    """What an enterprise can have, or nearly; what its own figures bound, or waits for more on what
    it has told of: each once, in the order in which it is called for them.
    """
    near, over = nearest(entry, over=False), nearest(entry, over=True)
    own = (*near, *in_force_and_theirs(entry), *ready_to_ask_for(entry), *_of_its_own(entry), *over)
    others = (*of_what_is_told(entry), *for_the_table(entry))
    every = {one.measure: one for one in (*own, *others)}
    measures = phrases.rulebook.measures
    return [one for name, one in every.items() if measures[name].recipient == "enterprise"]


def remarked_under(entry: ScreenedEnterprise, *codes: str) -> list[str]:
    """What is remarked on their row under these codes."""
    return [one.message for one in entry.noted if one.code in codes]


def nearest(entry: ScreenedEnterprise, *, over: bool | None = None) -> list[MeasureAnswer]:
    """What is one step away, or refused by figures alone that are near; the nearest first.

    ``over``: only what lacks figures of years that are over, or only what does not.
    """
    found = [
        answer
        for answer in entry.screened.answers
        if (answer.mark is Mark.ONE_STEP or (answer.near is not None and answer.near <= NEAR))
        and answer.measure in entry.worded.steps
        and over in (None, answer.near_over)
    ]
    return sorted(found, key=lambda answer: (is_in_doubt(answer), _far(answer)))


def _far(answer: MeasureAnswer) -> Fraction:
    return NEAR if answer.near is None else answer.near


def ready_to_ask_for(entry: ScreenedEnterprise) -> list[MeasureAnswer]:
    """What can be had, or only an office has to confirm; what comes to most first."""
    had = _had(entry)
    return _most_money_first(
        one for one in entry.screened.answers if one.ready and one.measure not in had
    )


def _settled_by_one(entry: ScreenedEnterprise) -> list[MeasureAnswer]:
    """What waits for one answer alone; what comes to most first."""
    of_table = for_the_table(entry)
    return _most_money_first(a for a in _asked(entry) if a.asks == 1 and a not in of_table)


def of_what_is_told(entry: ScreenedEnterprise) -> list[MeasureAnswer]:
    """What waits for more on what is told of; what comes to most first.  Of a document in doubt
    only what their own figures bound: nobody is called for the mere maximum of a text of years ago.
    """
    told = filter(_is_of_what_is_told, _asked(entry))
    return _most_money_first(one for one in told if one.of_told or not is_in_doubt(one))


def _is_of_what_is_told(answer: MeasureAnswer) -> bool:
    """Whether all that is asked is of a project or a title that the enterprise has told of, or
    which others there are; or some of it is known within bounds.
    """
    if answer.told_roughly:
        return True
    lists = {name.partition(WITHIN)[0] for name in answer.missing if WITHIN in name}
    return bool(lists) and all(name.partition(WITHIN)[0] in lists for name in answer.missing)


def _most_money_first(answers: Iterable[MeasureAnswer]) -> list[MeasureAnswer]:
    """Of documents known to be in force first; then what is worked out from the enterprise's own
    figures before a maximum of the source, which says nothing of it.
    """

    def order(answer: MeasureAnswer) -> tuple[bool, bool, bool, Fraction]:
        only_limit = answer.kind is AmountKind.AT_MOST
        return not answer.most, is_in_doubt(answer), only_limit, -Fraction(answer.most or 0)

    return sorted(answers, key=order)
