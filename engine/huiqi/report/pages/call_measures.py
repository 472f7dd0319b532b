"""What of an enterprise's measures may be a reason to call it, by how each of them stands."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Set
from dataclasses import replace
from fractions import Fraction

from huiqi.decision.nearness import NEAR
from huiqi.decision.results import AmountKind
from huiqi.decision.standing import Mark
from huiqi.diagnostics import Diagnostic
from huiqi.profile.doubts import OPENING
from huiqi.profile.outcome_heads import OutcomeStep
from huiqi.quantities import Number
from huiqi.report.pages.call_told_outcomes import still_to_come
from huiqi.rulebook.list_columns import WITHIN
from huiqi.screening.outcome_told import OutcomeTold
from huiqi.screening.screened import MeasureAnswer, ScreenedEnterprise
from huiqi.sentences import Sentence
from huiqi.truth import Truth

#: The fact of what is missing.
_FACT = re.compile(r"[^\[.(]+")


def waiting_for_answers(entry: ScreenedEnterprise) -> list[MeasureAnswer]:
    """What waits for answers (:func:`_waiting`), but what would only be had at the far end of what
    a figure may be: that is no reason to call one.
    """
    return [one for one in _waiting(entry) if one.measure not in entry.short]


def short_as_written(entry: ScreenedEnterprise) -> list[MeasureAnswer]:
    """Of what would only be had at the far end of what a figure may be that which the figure as it
    is written nearly reaches; the nearest first, with how far that is.
    """
    found = [
        replace(one, near=short.far)
        for one in _waiting(entry)
        if (short := entry.short.get(one.measure)) is not None
        and short.far is not None
        and short.far <= NEAR
        and (one.of_told or one.asks == 1)
    ]
    return sorted(found, key=lambda one: (is_in_doubt(one), far(one)))


def _waiting(entry: ScreenedEnterprise) -> list[MeasureAnswer]:
    """What waits for answers, and is not presumed to be refused whatever they are, nor told to have
    been had the first time; of a document in doubt, nor of what was had for the same.
    """
    had, alike = _had(entry), _had_alike(entry)
    return [
        one
        for one in entry.screened.of(Mark.ASK_ENTERPRISE)
        if not one.presumed_no
        and one.measure not in had
        and not (one.measure in alike and is_in_doubt(one))
    ]


def _had_alike(entry: ScreenedEnterprise) -> frozenset[str]:
    """The measures for the same as what was applied for, granted or paid."""
    told = (one for one in _of_now(entry) if one.step is not OutcomeStep.REFUSED)
    return frozenset(name for one in told for name in one.alike)


def _had(entry: ScreenedEnterprise) -> frozenset[str]:
    """What is given for the first time, and the table says that it, or something for the same
    thing, was had; and that of which it says what came of it.
    """
    first = frozenset(name for one in entry.received for name in one.first)
    return first | {one.measure for one in _of_now(entry)} | entry.told.had_now.keys()


def _of_now(entry: ScreenedEnterprise) -> list[OutcomeTold]:
    """What came of measures, but of what is had anew each year in a year that is over."""
    return [one for one in entry.outcomes if not (one.before or one.step.tells_of_none)]


def owed(entry: ScreenedEnterprise) -> list[MeasureAnswer]:
    """What was granted, or of which a sum is told, or what it goes with was granted, and was not
    paid, whatever comes of it this year; what comes to most first.
    """
    told = {
        one.measure
        for one in entry.outcomes
        if one.step is OutcomeStep.OWED
        or (one.step is OutcomeStep.UNPAID and (one.amount or one.due))
    }
    return _most_money_first(one for one in entry.screened.answers if one.measure in told)


def listed_and_not_claimed(entry: ScreenedEnterprise) -> list[MeasureAnswer]:
    """What is for a title that the table says was given, and was not applied for, as far as it
    says.
    """
    told = {one.measure for one in entry.outcomes if one.step.tells_of_none and one.titled}
    return _most_money_first(_not_refused(entry, told - _had(entry)))


def told_unclaimed(entry: ScreenedEnterprise) -> list[MeasureAnswer]:
    """What the table says was not applied for, and waits for answers."""
    told = {one.measure for one in entry.outcomes if one.step.tells_of_none and not one.before}
    waits = _not_refused(entry, told - _had(entry))
    return _most_money_first(one for one in waits if one.mark is Mark.ASK_ENTERPRISE)


def _not_refused(entry: ScreenedEnterprise, told: Set[str]) -> Iterator[MeasureAnswer]:
    own = (one for one in entry.screened.answers if one.measure in told)
    return (one for one in own if one.mark is not Mark.NO and not one.presumed_no)


def maybe_had(entry: ScreenedEnterprise) -> list[MeasureAnswer]:
    """The same, as far as nobody says that what was had was the first: of one more to be asked."""
    sure = {name for one in entry.received for name in one.had}
    told = {one.measure for one in entry.outcomes if not one.step.tells_of_none}
    first = (_had(entry) | told) - sure
    waits = [
        one
        for one in entry.screened.answers
        if one.measure in told or (one.measure in first and not one.presumed_no)
    ]
    # What was applied for or paid is followed, whatever is open or presumed of it; of what names
    # none of them that first which their own figures bound.
    found = [
        one
        for one in waits
        if one.ready
        or one.mark is Mark.ASK_ENTERPRISE
        or (one.measure in told and one.mark is not Mark.NO)
    ]
    return sorted(found, key=lambda one: one.measure in entry.told.had_now and not one.of_told)


def unread_waited_for(entry: ScreenedEnterprise, facts: Iterable[str]) -> list[Diagnostic]:
    """The cells that could not be read, and would tell some of these facts."""
    waits = {name.partition("(")[0] for name in facts}
    cells = zip(entry.unread, entry.unread_facts, strict=True)
    return [c for c, own in cells if waits & {name.partition(WITHIN)[0] for name in own}]


def of_its_own(entry: ScreenedEnterprise) -> list[MeasureAnswer]:
    """What waits for answers, and is bounded by the enterprise's own figures; of documents known
    to be in force first, then what comes to most.
    """
    own = (
        one
        for one in waiting_for_answers(entry)
        if one.of_told and not _is_of_table(entry, one) and not is_unfinished(entry, one)
    )
    return sorted(own, key=lambda one: (is_in_doubt(one), -Fraction(one.of_told or 0)))


def is_unfinished(entry: ScreenedEnterprise, answer: MeasureAnswer) -> bool:
    """Whether it is of a project that the row says, beside its figures, not to be done."""
    told = entry.told.unfinished
    return told is not None and any(fact_of(one) in told.lists for one in answer.missing)


def for_the_table(entry: ScreenedEnterprise) -> list[MeasureAnswer]:
    """What its own figures bound, and waits for what the table tells of nobody; what comes to most
    first.
    """
    found = (one for one in waiting_for_answers(entry) if one.of_told and _is_of_table(entry, one))
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


def fact_of(missing: str) -> str:
    """The fact that is missing, without its year; of a field of a list the list."""
    match = _FACT.match(missing)
    assert match is not None
    return match[0]


def in_force_and_theirs(entry: ScreenedEnterprise) -> list[MeasureAnswer]:
    """Of both what rests on a document known to be in force; what comes to most first."""
    own = (one for one in (*ready_to_ask_for(entry), *of_its_own(entry)) if not is_in_doubt(one))
    return sorted(own, key=lambda one: -Fraction(_by_least_answer(entry, one) or 0))


def amount_called_for(answer: MeasureAnswer) -> Number | None:
    """What it comes to at most: of what waits for answers by the enterprise's own figures alone, or
    where it is a single one what the source gives at most.
    """
    if answer.mark is not Mark.ASK_ENTERPRISE or (answer.of_told is None and answer.asks == 1):
        return answer.most
    return answer.of_told


def amount_shown(entry: ScreenedEnterprise, answer: MeasureAnswer) -> Number | None:
    """The same beside why one is called: of what may be a plan what that comes to, and not the
    maximum of the source; nor that where the amount of a project could not be read, and never
    nothing.  Where one answer decides it (double for integrated circuits), what the least of them
    makes of it: beside it the reason says what each does.
    """
    planned = None if answer.of_told else entry.planned.get(answer.measure)
    called = None if is_unread(entry, answer) else _by_least_answer(entry, answer)
    if planned is None and called and (unrounded := unrounded_of(entry, answer)) is not None:
        return unrounded[0]
    return (called if planned is None else planned) or None


def unrounded_of(entry: ScreenedEnterprise, answer: MeasureAnswer) -> tuple[Number, str] | None:
    """What it comes to before it is rounded in a way that no source tells, and to what; ``None``
    where it is not, or no more than a part of it is told.
    """
    whole = amount_called_for(answer) == answer.most
    return entry.worded.unrounded.get(answer.measure) if whole else None


def _by_least_answer(entry: ScreenedEnterprise, answer: MeasureAnswer) -> Number | None:
    """What it is called for by the answer that makes least of it, where one decides the amount."""
    called = amount_called_for(answer)
    # Of a part of it alone nobody has said what an answer makes.
    if called is None:
        return None
    return entry.worded.least.get(answer.measure, called) if called == answer.most else called


def is_unread(entry: ScreenedEnterprise, answer: MeasureAnswer) -> bool:
    """Whether it has no amount but the maximum of the source, and a cell could not be read that may
    tell of the project from which its own would be worked out.
    """
    only_limit = answer.kind is AmountKind.AT_MOST and not answer.of_told
    lists = [name for name in answer.missing if WITHIN in name or name in _lists_unread(entry)]
    return only_limit and bool(unread_waited_for(entry, map(fact_of, lists)))


def _lists_unread(entry: ScreenedEnterprise) -> frozenset[str]:
    """The lists of whose records a cell could not be read."""
    return frozenset(
        name.partition(WITHIN)[0] for own in entry.unread_facts for name in own if WITHIN in name
    )


def amount_ranked(entry: ScreenedEnterprise, answer: MeasureAnswer) -> Number | None:
    """By what it stands among others: of figures that are said to be about so much by what comes
    of the low end.
    """
    if is_unread(entry, answer):
        return None
    if (rest := still_to_come(entry, answer.measure)) is not None:
        return rest[1]
    called, low = _by_least_answer(entry, answer), entry.rough.get(answer.measure)
    if not answer.of_told:
        # Of what may be a plan that, and not the maximum of the source.
        low = entry.planned.get(answer.measure)
    if low is None or called is None:
        return called if low is None else low
    return low if not answer.of_told or Fraction(low) < Fraction(called) else called


def is_in_doubt(answer: MeasureAnswer) -> bool:
    """Whether its document is not known to be in force."""
    return answer.force is not Truth.TRUE


def remarked_under(entry: ScreenedEnterprise, *codes: str) -> list[str]:
    """What is remarked on their row under these codes."""
    return [one.message for one in entry.noted if one.code in codes]


def opened_by_figures(entry: ScreenedEnterprise) -> list[str]:
    """What is remarked on what their figures open."""
    return remarked_under(entry, OPENING)


def is_behind(remark: str) -> bool:
    """Whether this year's figure so far does not come to the line."""
    return isinstance(remark, Sentence) and bool(remark.values.get("behind"))


def nearest(entry: ScreenedEnterprise, *, over: bool | None = None) -> list[MeasureAnswer]:
    """What is one step away, or refused by figures alone that are near; the nearest first.

    ``over``: only what lacks figures of years that are over, or only what does not.
    """
    told = {one.measure for one in _of_now(entry)}
    found = [
        answer
        for answer in entry.screened.answers
        if answer.measure not in told
        and (answer.mark is Mark.ONE_STEP or (answer.near is not None and answer.near <= NEAR))
        and answer.measure in entry.worded.steps
        and over in (None, answer.near_over)
    ]
    return sorted(found, key=lambda answer: (is_in_doubt(answer), far(answer)))


def over_and_not_had(entry: ScreenedEnterprise) -> list[MeasureAnswer]:
    """What lacks only figures of years that are over, the nearest first; then, of documents in
    force, what was lost for nothing but that it was not claimed: to be thought of the next time.
    """
    lost = (one for one in entry.screened.answers if one.unclaimed and not is_in_doubt(one))
    return [*nearest(entry, over=True), *lost]


def far(answer: MeasureAnswer) -> Fraction:
    """How far it is from being had, as a share of what is asked."""
    return NEAR if answer.near is None else answer.near


def ready_to_ask_for(entry: ScreenedEnterprise) -> list[MeasureAnswer]:
    """What can be had, or only an office has to confirm, be it the rest of what was paid in part;
    what comes to most first.
    """
    had = _had(entry)
    return _most_money_first(
        one
        for one in entry.screened.answers
        if one.ready and (one.measure not in had or still_to_come(entry, one.measure) is not None)
    )


def settled_by_one(entry: ScreenedEnterprise) -> list[MeasureAnswer]:
    """What waits for one answer alone; what comes to most first.  A row of which nothing else is
    told is not called for that; nor is the maximum told of one that it is so, but not since when:
    of most that was long ago.
    """
    if entry.told.tells_nothing:
        return []
    alone = (one for one in waiting_for_answers(entry) if one.asks == 1)
    return _most_money_first(
        replace(one, high=None, at_most=None) if is_undated(entry, one) else one
        for one in alone
        if not one.of_told or not _is_of_table(entry, one)
    )


def is_undated(entry: ScreenedEnterprise, answer: MeasureAnswer) -> bool:
    """Whether the year that it waits for is of what the row says only that it is so."""
    return any(fact_of(one) in entry.told.undated for one in answer.missing)


def of_what_is_told(entry: ScreenedEnterprise) -> list[MeasureAnswer]:
    """What waits for more on what is told of; what comes to most first.  Of a document in doubt
    only what their own figures bound: nobody is called for the mere maximum of a text of years ago.
    """
    told = filter(is_of_what_is_told, waiting_for_answers(entry))
    return _most_money_first(one for one in told if one.of_told or not is_in_doubt(one))


def is_of_what_is_told(answer: MeasureAnswer) -> bool:
    """Whether all that is asked is of a project or a title that the enterprise has told of, or
    which others there are; or some of it is known within bounds.
    """
    if answer.told_roughly:
        return True
    lists = {name.partition(WITHIN)[0] for name in answer.missing if WITHIN in name}
    return bool(lists) and all(name.partition(WITHIN)[0] in lists for name in answer.missing)


def _most_money_first(answers: Iterable[MeasureAnswer]) -> list[MeasureAnswer]:
    """Of documents known to be in force first; then what is worked out from the enterprise's own
    figures, be it that one of a project told of is still to be asked, before a maximum of the
    source, which says nothing of it.
    """

    def order(answer: MeasureAnswer) -> tuple[bool, bool, bool, Fraction]:
        only_limit = answer.kind is AmountKind.AT_MOST
        figured = answer.kind is AmountKind.UNKNOWN and is_of_what_is_told(answer)
        nothing = not (answer.most or figured)
        return nothing, is_in_doubt(answer), only_limit, -Fraction(answer.most or 0)

    return sorted(answers, key=order)


def misses(entry: ScreenedEnterprise) -> list[MeasureAnswer]:
    """What nearly is had, of what can still be changed."""
    return nearest(entry, over=False)
