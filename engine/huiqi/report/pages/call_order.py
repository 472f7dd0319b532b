"""Who of a table is to be called first, and why."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from fractions import Fraction
from itertools import islice

from huiqi.decision.results import AmountKind
from huiqi.decision.standing import Mark
from huiqi.diagnostics import shortened
from huiqi.profile.doubts import OPENING
from huiqi.profile.fact_columns import ENDS_SOON
from huiqi.quantities import Number
from huiqi.report.figures import at_most
from huiqi.report.pages.screen_tables import measure_name
from huiqi.report.phrases import Phrases
from huiqi.rulebook.list_columns import WITHIN
from huiqi.screening.screened import NEAR, MeasureAnswer, ScreenedEnterprise, Screening
from huiqi.truth import Truth
from huiqi.wordings import says_nothing, says_nothing_there
from huiqi.words import to_say

#: How those to be called stand, as it is said.
ORDER = to_say(
    "先后：差一点还能补上的；文件有效、能得的或自己的数够得上的；只等部门的；称号快到期的；"
    "自己的数够得上、文件待核的；差的是已过年份的；别的。同类里金额大的在前"
)

#: So many reasons stand beside the first.
_BESIDE = 2
#: So much of a cell is quoted.
_SHORT = 30
#: Behind all that a call can do something about.
_AFTER = 6


def to_call(entries: Iterable[ScreenedEnterprise]) -> list[ScreenedEnterprise]:
    """The nearest misses that can be made up for first, then what is in force and can be had, or an
    answer may open it and their own figures bound it; what only an office has to confirm; whose
    titles end soon; what an answer may open of documents in doubt, each by how much; then misses
    by figures of years that are over, which no call changes, whose figures are hardly meant as they
    stand, and what else may be open.
    """
    return sorted(entries, key=_order)


def _order(entry: ScreenedEnterprise) -> tuple[int, Fraction, bool, Fraction, int]:
    live, ready, own = _in_force(entry), _ready(entry), _of_its_own(entry)
    open_, over = nearest(entry, over=False), nearest(entry, over=True)
    told, asked = _of_what_is_told(entry), _asked(entry)
    kinds = (open_, live, ready, _noted(entry, ENDS_SOON, OPENING), own, over, told, asked)
    kind = [*map(bool, kinds), True].index(True)
    far = next((_far(answer) for answer in {0: open_, 5: over}.get(kind, ())), Fraction(0))
    first = next(iter((*open_, *live, *ready, *own, *over)), None)
    most = next((amount_called_for(answer) for answer in (*live, *ready, *own)), None)
    if entry.hardly_meant or (first is not None and _rests_on_unread(entry, first)):
        # Nothing rests on a figure that is hardly meant, or on a cell that nobody can read.
        kind = max(kind, _AFTER)
    unsure = first is None or _in_doubt(first)
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


def _rests_on_unread(entry: ScreenedEnterprise, answer: MeasureAnswer) -> bool:
    """Whether it waits for what the table says in a cell that could not be read."""
    waits = {name.partition("(")[0] for name in answer.missing}
    return not waits.isdisjoint(entry.unread_facts)


def _of_its_own(entry: ScreenedEnterprise) -> list[MeasureAnswer]:
    """What waits for answers, and is bounded by the enterprise's own figures; of documents known
    to be in force first, then what comes to most.
    """
    own = (one for one in _asked(entry) if one.of_told)
    return sorted(own, key=lambda one: (_in_doubt(one), -Fraction(one.of_told or 0)))


def _in_force(entry: ScreenedEnterprise) -> list[MeasureAnswer]:
    """Of both what rests on a document known to be in force; what comes to most first."""
    own = (one for one in (*_ready(entry), *_of_its_own(entry)) if not _in_doubt(one))
    return sorted(own, key=lambda one: -Fraction(amount_called_for(one) or 0))


def amount_called_for(answer: MeasureAnswer) -> Number | None:
    """What it comes to at most: of what waits for answers by the enterprise's own figures alone."""
    return answer.of_told if answer.mark is Mark.ASK_ENTERPRISE else answer.most


def _in_doubt(answer: MeasureAnswer) -> bool:
    """Whether its document is not known to be in force."""
    return answer.force is not Truth.TRUE


def reason_to_call(entry: ScreenedEnterprise, most: frozenset[str], phrases: Phrases) -> str:
    """Which of their figures are hardly meant, what of theirs ends soon, and the best reason to
    call besides.  Empty where there is none.
    """
    called_for = measure_called_for(entry, most, phrases)
    say = phrases.say
    # What is to be looked at before anything rests on it.
    doubts = map(say.told, entry.hardly_meant)
    reasons = [say("先核对：{message}", message=message) for message in doubts]
    reasons += map(say.told, _noted(entry, ENDS_SOON, OPENING))
    if called_for is not None:
        if _rests_on_unread(entry, called_for):
            reasons.append(say("先改读不懂的格，再看下面的"))
        # What is known to be in force, and their own figures bound, or asks for more on what was
        # told, is told as well; and what only an office has to confirm.
        told = (one for one in _of_what_is_told(entry) if not _in_doubt(one))
        beside = {one.measure: one for one in (*_in_force(entry), *_ready(entry), *told)}
        beside.pop(called_for.measure, None)
        received = list(entry.received)
        for one in (called_for, *islice(beside.values(), _BESIDE)):
            reasons.append(_reason(entry, one, phrases))
            # Whether it is the same support nobody has read: beside the first that it may be of.
            own = [each for each in received if one.measure in each.measures]
            received = [each for each in received if each not in own]
            reasons += [
                say(
                    "表里“{column}”写着“{written}”，先对一对",
                    column=each.head,
                    written=shortened(each.written, _SHORT),
                )
                for each in own
            ]
    return "；".join(reasons)


def measure_called_for(
    entry: ScreenedEnterprise, most: frozenset[str], phrases: Phrases
) -> MeasureAnswer | None:
    """For what it is best called: what is nearest, else what is in force and can be had or its own
    figures bound, else what only an office has to confirm, else what answers open and its own
    figures bound, else a miss of a year that is over, else what waits for more on a project or a
    title that is told of, else what a single answer settles that ``most`` are not asked for as
    well; ``None`` where there is nothing.
    """
    settled = (one for one in _settled_by_one(entry) if one.measure not in most)
    best = (*nearest(entry, over=False), *_in_force(entry), *_ready(entry), *_of_its_own(entry))
    others = (*best, *nearest(entry, over=True), *_of_what_is_told(entry), *settled)
    measures = phrases.rulebook.measures
    own = (one for one in others if measures[one.measure].recipient == "enterprise")
    return next(own, None)


def worth_a_look(entry: ScreenedEnterprise, phrases: Phrases) -> list[MeasureAnswer]:
    """What an enterprise can have, or nearly; what its own figures bound, or waits for more on what
    it has told of: each once, in the order in which it is called for them.
    """
    near, over = nearest(entry, over=False), nearest(entry, over=True)
    own = (*near, *_in_force(entry), *_ready(entry), *_of_its_own(entry), *over)
    every = {one.measure: one for one in (*own, *_of_what_is_told(entry))}
    measures = phrases.rulebook.measures
    return [one for name, one in every.items() if measures[name].recipient == "enterprise"]


def _noted(entry: ScreenedEnterprise, *codes: str) -> list[str]:
    """What is remarked on their row under these codes."""
    return [one.message for one in entry.noted if one.code in codes]


def _reason(entry: ScreenedEnterprise, answer: MeasureAnswer, phrases: Phrases) -> str:
    say, name = phrases.say, measure_name(answer, phrases)
    step = entry.worded.steps.get(answer.measure) or say("能得，去报")
    waits, most = answer.mark is Mark.ASK_ENTERPRISE, amount_called_for(answer)
    if _to_be_confirmed(answer):
        step = say("读到的条件够，先问部门还办不办")
    if answer.near_over:
        return say("{measure}：{step}，那一年已过，为下一年留意", measure=name, step=step)
    money = at_most(most, say) if most else ""
    if money and waits and most != answer.most:
        money = say("就写到的{money}", money=money)
    if money and waits and answer.figured_roughly:
        money = say("{money}，按所写的上限算", money=money)
    said = "，".join(filter(None, (money, _validity(answer, phrases))))
    if not said:
        return say("{measure}：{step}", measure=name, step=step)
    return say("{measure}（{said}）：{step}", measure=name, said=said, step=step)


def _to_be_confirmed(answer: MeasureAnswer) -> bool:
    """Whether nothing else is open than whether its document is in force."""
    return answer.mark is Mark.ASK_OFFICE and answer.ready and _in_doubt(answer)


def _validity(answer: MeasureAnswer, phrases: Phrases) -> str:
    """Until when its document is in force, or when it was seen last; of what only an office has to
    confirm the step says so itself.
    """
    force = phrases.rulebook.measures[answer.measure].in_force
    if not _in_doubt(answer):
        return "" if force.until is None else phrases.say("文件到 {day}", day=force.until)
    if answer.mark is Mark.ASK_OFFICE and not _to_be_confirmed(answer):
        return ""
    if not force.seen:
        return phrases.say("文件是否有效待核")
    last = phrases.say.told(max(force.seen).text)
    return phrases.say("文件只见于{year}，是否有效待核", year=last)


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
    return sorted(found, key=lambda answer: (_in_doubt(answer), _far(answer)))


def _far(answer: MeasureAnswer) -> Fraction:
    return NEAR if answer.near is None else answer.near


def _ready(entry: ScreenedEnterprise) -> list[MeasureAnswer]:
    """What can be had, or only an office has to confirm; what comes to most first."""
    had = _had(entry)
    return _most_money_first(
        one for one in entry.screened.answers if one.ready and one.measure not in had
    )


def _settled_by_one(entry: ScreenedEnterprise) -> list[MeasureAnswer]:
    """What waits for one answer alone; what comes to most first."""
    return _most_money_first(a for a in _asked(entry) if a.asks == 1)


def _of_what_is_told(entry: ScreenedEnterprise) -> list[MeasureAnswer]:
    """What waits for more on what is told of; what comes to most first.  Of a document in doubt
    only what their own figures bound: nobody is called for the mere maximum of a text of years ago.
    """
    told = filter(_is_of_what_is_told, _asked(entry))
    return _most_money_first(one for one in told if one.of_told or not _in_doubt(one))


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
        return not answer.most, _in_doubt(answer), only_limit, -Fraction(answer.most or 0)

    return sorted(answers, key=order)


def often_filled(found: Screening) -> dict[int, str]:
    """The columns in which most enterprises of the table say something, by their place."""
    return {
        place: head
        for place, head in enumerate(found.evaluated)
        if head not in found.told_beside
        and 2 * sum(not says_nothing(one.evaluated[place]) for one in found.entries) > found.decided
    }


def cells_to_fill(
    found: Screening, entry: ScreenedEnterprise, often: Mapping[int, str], phrases: Phrases
) -> str:
    """What most enterprises of the table say (:func:`often_filled`) and this one does not, where
    nothing else is a reason to call it; empty where it says all of that.  Of a list of which it
    says that there is nothing (项目: 无) nothing more is to be said.
    """
    told = dict(zip(found.evaluated, entry.evaluated, strict=True))
    none = {own for head, own in found.list_of.items() if says_nothing_there(told.get(head, ""))}
    lacking = [
        head
        for place, head in often.items()
        if says_nothing(cell := entry.evaluated[place])
        # 暂无 says that there is nothing to be filled in.
        and not (cell and says_nothing_there(cell))
        and found.list_of.get(head) not in none
    ]
    if not lacking:
        return ""
    return phrases.say("先补上表里没有写的：{columns}", columns=phrases.say.listed(lacking))


def cells_to_mend(found: Screening, entry: ScreenedEnterprise, phrases: Phrases) -> str:
    """The columns of its cells that were not read, where nothing else is a reason to call it; empty
    where all were.
    """
    if not entry.unread:
        return ""
    heads = dict(zip(found.own_places, (*found.carried, *found.evaluated), strict=True))
    named = dict.fromkeys(heads.get(fault.place.column - 1, "") for fault in entry.unread)
    columns = [column for column in named if column]
    return phrases.say("先改读不懂的格：{columns}", columns=phrases.say.listed(columns))
