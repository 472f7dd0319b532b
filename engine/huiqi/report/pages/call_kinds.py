"""What an enterprise may be called for: the kinds of it, in the order in which they are called for,
each with its word and how it is found.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Container, Iterable
from fractions import Fraction

from huiqi.decision.results import AmountKind
from huiqi.decision.standing import Mark
from huiqi.diagnostics import Diagnostic
from huiqi.objects import dataclass
from huiqi.profile.doubts import OPENING
from huiqi.profile.fact_columns import ENDS_SOON
from huiqi.quantities import Number
from huiqi.rulebook.list_columns import WITHIN
from huiqi.screening.screened import NEAR, MeasureAnswer, ScreenedEnterprise
from huiqi.sentences import Sentence
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
        by_distance: The nearest stands first, and not what comes to most.
        of_most: It is no reason to call one where most of the table wait for the same.
    """

    word: str
    said: str
    measures: Callable[[ScreenedEnterprise], list[MeasureAnswer]] = lambda entry: []
    remarks: Callable[[ScreenedEnterprise], list[str]] = lambda entry: []
    by_distance: bool = False
    of_most: bool = False

    def measures_of(
        self, entry: ScreenedEnterprise, most: Container[str] = ()
    ) -> list[MeasureAnswer]:
        """What of that kind there is that the enterprise itself would have; ``most``: what most
        of the table wait for.
        """
        own = (one for one in self.measures(entry) if one.theirs)
        return [one for one in own if not (self.of_most and one.measure in most)]


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


def unread_waited_for(entry: ScreenedEnterprise, facts: Iterable[str]) -> list[Diagnostic]:
    """The cells that could not be read, and would tell some of these facts."""
    waits = {name.partition("(")[0] for name in facts}
    cells = zip(entry.unread, entry.unread_facts, strict=True)
    return [c for c, own in cells if waits & {name.partition(WITHIN)[0] for name in own}]


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


def amount_ranked(entry: ScreenedEnterprise, answer: MeasureAnswer) -> Number | None:
    """By what it stands among others: of figures that are said to be about so much by what comes
    of the low end.
    """
    called, low = amount_called_for(answer), entry.rough.get(answer.measure)
    if not answer.of_told:
        # Of what may be a plan that, and not the maximum of the source.
        low = entry.planned.get(answer.measure)
    return called if low is None else low


def is_in_doubt(answer: MeasureAnswer) -> bool:
    """Whether its document is not known to be in force."""
    return answer.force is not Truth.TRUE


def remarked_under(entry: ScreenedEnterprise, *codes: str) -> list[str]:
    """What is remarked on their row under these codes."""
    return [one.message for one in entry.noted if one.code in codes]


def opened_by_figures(entry: ScreenedEnterprise) -> list[str]:
    """What is remarked on what their figures open."""
    return remarked_under(entry, OPENING)


def _is_behind(remark: str) -> bool:
    """Whether this year's figure so far does not come to the line."""
    return isinstance(remark, Sentence) and bool(remark.values.get("behind"))


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


def _planned(entry: ScreenedEnterprise) -> list[MeasureAnswer]:
    """What would come of a project that is not told to be completed; what comes to most first."""
    found = (one for one in _asked(entry) if entry.planned.get(one.measure) and not one.of_told)
    return sorted(found, key=lambda one: -Fraction(entry.planned[one.measure]))


def misses(entry: ScreenedEnterprise) -> list[MeasureAnswer]:
    """What nearly is had, of what can still be changed."""
    return nearest(entry, over=False)


def _certain(entry: ScreenedEnterprise) -> list[MeasureAnswer]:
    live = in_force_and_theirs(entry)
    return [one for one in live if one.mark is not Mark.ASK_ENTERPRISE]


def _of_a_column(entry: ScreenedEnterprise) -> list[MeasureAnswer]:
    """What one answer settles, which stands in a column that says nothing of this one."""
    return [one for one in _settled_by_one(entry) if _has_column(entry, one)]


def _of_no_column(entry: ScreenedEnterprise) -> list[MeasureAnswer]:
    """What one answer settles, for which the table has no column."""
    return [one for one in _settled_by_one(entry) if not _has_column(entry, one)]


def _has_column(entry: ScreenedEnterprise, answer: MeasureAnswer) -> bool:
    return entry.told_facts.issuperset(map(fact_of, answer.missing))


def _in_force(
    found: Callable[[ScreenedEnterprise], list[MeasureAnswer]],
) -> Callable[[ScreenedEnterprise], list[MeasureAnswer]]:
    """Of these what rests on documents known to be in force."""
    return lambda entry: [one for one in found(entry) if not is_in_doubt(one)]


def _in_doubt(
    found: Callable[[ScreenedEnterprise], list[MeasureAnswer]],
) -> Callable[[ScreenedEnterprise], list[MeasureAnswer]]:
    """Of these what rests on documents that may be in force no more."""
    return lambda entry: [one for one in found(entry) if is_in_doubt(one)]


def is_hardly_called(entry: ScreenedEnterprise) -> bool:
    """Whether it says that it stopped or left, or another row tells more of it."""
    return bool(entry.standing) or entry.twin_of is not None


MISS = CallKind(
    word=to_say("差一点"),
    said=to_say("差一点还能补上的"),
    measures=_in_force(misses),
    by_distance=True,
)
HAD = CallKind(word=to_say("能得"), said=to_say("文件有效、一定能得的"), measures=_certain)
OPENED = CallKind(
    word=to_say("快到线"),
    said=to_say("快到规上线、年底前要定的"),
    remarks=lambda entry: [one for one in opened_by_figures(entry) if not _is_behind(one)],
)
BEHIND = CallKind(
    word=to_say("离线近"),
    said=to_say("离规上线近、今年照现在的数还到不了的"),
    remarks=lambda entry: [one for one in opened_by_figures(entry) if _is_behind(one)],
)
ENDING = CallKind(
    word=to_say("到期"),
    said=to_say("称号快到期的"),
    remarks=lambda entry: remarked_under(entry, ENDS_SOON),
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
MORE = CallKind(
    word=to_say("再问"),
    said=to_say("文件有效、写到的项目和称号要再问的"),
    measures=_in_force(of_what_is_told),
)
ONE = CallKind(
    word=to_say("差一问"),
    said=to_say("文件有效、只差一问的"),
    measures=_in_force(_of_a_column),
    of_most=True,
)
OWN = CallKind(
    word=to_say("文件待核"),
    said=to_say("自己的数够得上、文件待核的"),
    measures=of_its_own,
)
NEAR_IN_DOUBT = CallKind(
    word=to_say("差一点待核"),
    said=to_say("差一点、文件待核的"),
    measures=_in_doubt(misses),
    by_distance=True,
)
ONE_IN_DOUBT = CallKind(
    word=to_say("一问待核"),
    said=to_say("只差一问、文件待核的"),
    measures=_in_doubt(_of_a_column),
    of_most=True,
)
UNFINISHED = CallKind(
    word=to_say("未竣工"),
    said=to_say("项目没有写竣工、照所写的算会有的"),
    measures=_planned,
)
TO_CHECK = CallKind(word=to_say("先核对"), said=to_say("有数像是写错、先核对的"))
OF_TABLE = CallKind(
    word=to_say("待补列"),
    said=to_say("要等表里没有的列的"),
    measures=for_the_table,
)
MAYBE_HAD = CallKind(
    word=to_say("对一对"), said=to_say("可能已经得过、先对一对的"), measures=_maybe_had
)
OTHER = CallKind(
    word=to_say("别的"),
    said=to_say("要问一样表里没有的"),
    measures=_of_no_column,
    of_most=True,
)
TO_MEND = CallKind(word=to_say("先改格"), said=to_say("没有别的理由、有格读不懂的"))
TO_FILL = CallKind(word=to_say("先补格"), said=to_say("没有别的理由、有格空着的"))
OVER = CallKind(
    word=to_say("往年差"),
    said=to_say("差的是已过年份、今年得不到的"),
    measures=lambda entry: nearest(entry, over=True),
    by_distance=True,
)
TO_VERIFY = CallKind(
    word=to_say("先核实"),
    said=to_say("停产、迁走、失信、重复的行，先核实"),
)
NONE = CallKind(word="", said="")
#: In the order in which they are called for, as one with a single afternoon would: what is still
#: to be made up for or had for certain; what the year's end settles; money of documents in force;
#: then what an office is asked once for all, and last what nobody can have any more.
CALL_KINDS = (
    *(MISS, HAD, OPENED, ENDING, LIVE, BEHIND, READY, MORE, ONE, OWN, NEAR_IN_DOUBT),
    *(UNFINISHED, ONE_IN_DOUBT, TO_CHECK, OF_TABLE, MAYBE_HAD, OTHER),
    *(TO_MEND, TO_FILL, OVER, TO_VERIFY, NONE),
)
