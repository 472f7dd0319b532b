"""What an enterprise may be called for: the kinds of it, in the order in which they are called for,
each with its word and how it is found.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from fractions import Fraction

from huiqi.decision.results import AmountKind
from huiqi.decision.standing import Mark
from huiqi.objects import dataclass
from huiqi.profile.doubts import OPENING
from huiqi.profile.fact_columns import ENDS_SOON
from huiqi.quantities import Number
from huiqi.rulebook.list_columns import WITHIN
from huiqi.screening.screened import NEAR, MeasureAnswer, ScreenedEnterprise
from huiqi.truth import Truth
from huiqi.words import to_say

#: The fact of what is missing.
_FACT = re.compile(r"[^\[.(]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class CallKind:
    """A kind of what one is called for.

    Attributes:
        word: What it is called in a column.
        said: The same in the sentence that says the order.
        measures: What of that kind there is, the best first.
        remarks: What is remarked on the row that is of this kind.
        holds: Whether a row is of the kind, where that is not that anything of it is found.
        of_most: It is no reason to call one where most of the table wait for the same.
    """

    word: str
    said: str
    measures: Callable[[ScreenedEnterprise], list[MeasureAnswer]] = lambda entry: []
    remarks: Callable[[ScreenedEnterprise], list[str]] = lambda entry: []
    holds: Callable[[ScreenedEnterprise], bool] | None = None
    of_most: bool = False

    def is_of(self, entry: ScreenedEnterprise) -> bool:
        """Whether there is anything of this kind."""
        if self.holds is not None:
            return self.holds(entry)
        return bool(self.measures(entry) or self.remarks(entry))


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
    """What is given for the first time, and the table says that it, or something for the same
    thing, was had.
    """
    return frozenset(name for one in entry.received for name in one.first)


def _maybe_had(entry: ScreenedEnterprise) -> list[MeasureAnswer]:
    """The same, as far as nobody says that what was had was the first: of one more to be asked."""
    sure = {name for one in entry.received for name in one.had}
    first = _had(entry) - sure
    waits = (one for one in entry.screened.answers if one.measure in first and not one.presumed_no)
    return [one for one in waits if one.ready or one.mark is Mark.ASK_ENTERPRISE]


def rests_on_unread(entry: ScreenedEnterprise, answer: MeasureAnswer) -> bool:
    """Whether it waits for what the table says in a cell that could not be read."""
    waits = {name.partition("(")[0] for name in answer.missing}
    return not waits.isdisjoint(entry.unread_facts)


def of_its_own(entry: ScreenedEnterprise) -> list[MeasureAnswer]:
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


def fact_of(missing: str) -> str:
    """The fact that is missing, without its year; of a field of a list the list."""
    match = _FACT.match(missing)
    assert match is not None
    return match[0]


def in_force_and_theirs(entry: ScreenedEnterprise) -> list[MeasureAnswer]:
    """Of both what rests on a document known to be in force; what comes to most first."""
    own = (one for one in (*ready_to_ask_for(entry), *of_its_own(entry)) if not is_in_doubt(one))
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
    return sorted(found, key=lambda answer: (is_in_doubt(answer), far(answer)))


def far(answer: MeasureAnswer) -> Fraction:
    """How far it is from being had, as a share of what is asked."""
    return NEAR if answer.near is None else answer.near


def ready_to_ask_for(entry: ScreenedEnterprise) -> list[MeasureAnswer]:
    """What can be had, or only an office has to confirm; what comes to most first."""
    had = _had(entry)
    return _most_money_first(
        one for one in entry.screened.answers if one.ready and one.measure not in had
    )


def _settled_by_one(entry: ScreenedEnterprise) -> list[MeasureAnswer]:
    """What waits for one answer alone; what comes to most first."""
    alone = (one for one in _asked(entry) if one.asks == 1)
    return _most_money_first(
        one for one in alone if not one.of_told or not _is_of_table(entry, one)
    )


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


def misses(entry: ScreenedEnterprise) -> list[MeasureAnswer]:
    """What nearly is had, of what can still be changed."""
    return nearest(entry, over=False)


def _certain(entry: ScreenedEnterprise) -> list[MeasureAnswer]:
    live = in_force_and_theirs(entry)
    return [one for one in live if one.mark is not Mark.ASK_ENTERPRISE]


def _lacks_a_cell(entry: ScreenedEnterprise) -> bool:
    """Whether one answer settles something, and stands in a column that says nothing of this
    one.
    """
    return any(entry.told_facts.issuperset(map(fact_of, a.missing)) for a in _settled_by_one(entry))


def is_hardly_called(entry: ScreenedEnterprise) -> bool:
    """Whether it says that it stopped or left, or another row tells more of it."""
    return bool(entry.standing) or entry.twin_of is not None


MISS = CallKind(word=to_say("差一点"), said=to_say("差一点还能补上的"), measures=misses)
HAD = CallKind(word=to_say("能得"), said=to_say("文件有效、一定能得的"), measures=_certain)
ENDING = CallKind(
    word=to_say("到期"),
    said=to_say("称号快到期的"),
    remarks=lambda entry: remarked_under(entry, ENDS_SOON),
)
OPENED = CallKind(
    word=to_say("快到线"),
    said=to_say("快到规上线的"),
    remarks=lambda entry: remarked_under(entry, OPENING),
)
LIVE = CallKind(
    word=to_say("够得上"),
    said=to_say("文件有效、自己的数够得上的"),
    measures=in_force_and_theirs,
)
READY = CallKind(
    word=to_say("待部门"),
    said=to_say("只等部门的"),
    measures=ready_to_ask_for,
)
OWN = CallKind(
    word=to_say("文件待核"),
    said=to_say("自己的数够得上、文件待核的"),
    measures=of_its_own,
)
OVER = CallKind(
    word=to_say("往年差"),
    said=to_say("差的是已过年份的"),
    measures=lambda entry: nearest(entry, over=True),
)
TO_MEND = CallKind(
    word=to_say("先改格"),
    said=to_say("先要改格、核对数的"),
    # Only of who would stand before it otherwise.
    holds=lambda entry: False,
)
MORE = CallKind(
    word=to_say("再问"),
    said=to_say("写到的项目、称号要再问的"),
    measures=of_what_is_told,
)
ONE = CallKind(
    word=to_say("差一问"),
    said=to_say("只差一问的"),
    measures=_settled_by_one,
    holds=_lacks_a_cell,
    of_most=True,
)
OF_TABLE = CallKind(
    word=to_say("待补列"),
    said=to_say("要等表里没有的列的"),
    measures=for_the_table,
)
MAYBE_HAD = CallKind(
    word=to_say("对一对"), said=to_say("可能已经得过、先对一对的"), measures=_maybe_had
)
OTHER = CallKind(word=to_say("别的"), said=to_say("别的"), holds=lambda e: bool(_asked(e)))
TO_VERIFY = CallKind(
    word=to_say("先核实"),
    said=to_say("停产、迁走、失信、重复的行，先核实"),
    holds=is_hardly_called,
)
NONE = CallKind(word="", said="", holds=lambda entry: True)
#: In the order in which they are called for.
CALL_KINDS = (
    *(MISS, HAD, ENDING, OPENED, LIVE, READY, OWN, OVER, TO_MEND),
    *(MORE, ONE, OF_TABLE, MAYBE_HAD, OTHER, TO_VERIFY, NONE),
)
