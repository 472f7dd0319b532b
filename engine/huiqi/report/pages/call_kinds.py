"""What an enterprise may be called for: the kinds of it, in the order in which they are called for,
each with its word and how it is found.
"""

from __future__ import annotations

from collections.abc import Callable, Container

from huiqi.decision.standing import Mark
from huiqi.objects import dataclass
from huiqi.profile.doubts import LEAVING
from huiqi.profile.fact_columns import ENDS_SOON
from huiqi.report.pages.call_measures import (
    fact_of,
    for_the_table,
    in_force_and_theirs,
    is_behind,
    is_in_doubt,
    is_of_what_is_told,
    listed_and_not_claimed,
    maybe_had,
    misses,
    of_its_own,
    of_what_is_told,
    opened_by_figures,
    over_and_not_had,
    owed,
    ready_to_ask_for,
    remarked_under,
    settled_by_one,
    short_as_written,
    told_unclaimed,
)
from huiqi.report.pages.call_projects import of_its_project, planned_alone
from huiqi.screening.screened import MeasureAnswer, ScreenedEnterprise
from huiqi.words import to_say


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
        of the table wait for, which is none of that where it is for more of a project that this
        one has told of.
        """
        own = [one for one in self.measures(entry) if one.theirs]
        if not self.of_most:
            return own
        return [one for one in own if one.measure not in most or is_of_what_is_told(one)]


def _certain(entry: ScreenedEnterprise) -> list[MeasureAnswer]:
    live = in_force_and_theirs(entry)
    return [one for one in live if one.mark is not Mark.ASK_ENTERPRISE]


def _of_a_column(entry: ScreenedEnterprise) -> list[MeasureAnswer]:
    """What one answer settles, which stands in a column that says nothing of this one."""
    return [one for one in settled_by_one(entry) if _has_column(entry, one)]


def _of_no_column(entry: ScreenedEnterprise) -> list[MeasureAnswer]:
    """What one answer settles, for which the table has no column; no more of a project of whose
    figures something else comes.
    """
    own = [one for one in settled_by_one(entry) if not _has_column(entry, one)]
    figured = bool(of_its_project(entry))
    return [one for one in own if not (figured and is_of_what_is_told(one))]


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


#: What is to be done within so many days is called for first, whatever it is.
PRESSING_DAYS = 10
PRESSING = CallKind(
    word=to_say("十天内"),
    said=to_say("十天内到期、截止的，不论是哪一类"),
)
MISS = CallKind(
    word=to_say("差一点"),
    said=to_say("差一点还能补上的"),
    measures=_in_force(misses),
    by_distance=True,
)
HAD = CallKind(word=to_say("能得"), said=to_say("文件有效、一定能得的"), measures=_certain)
OWED = CallKind(
    word=to_say("催拨付"),
    said=to_say("表里写着批了、钱没有到的"),
    measures=owed,
)
LISTED = CallKind(
    word=to_say("该报没报"),
    said=to_say("表里写着列入名单、认定了，奖没有报、没问过的"),
    measures=listed_and_not_claimed,
)
OPENED = CallKind(
    word=to_say("快到线"),
    said=to_say("快到规上线、年底前要定的"),
    remarks=lambda entry: [one for one in opened_by_figures(entry) if not is_behind(one)],
)
BEHIND = CallKind(
    word=to_say("离线近"),
    said=to_say("离规上线近、今年照现在的数还到不了的"),
    remarks=lambda entry: [one for one in opened_by_figures(entry) if is_behind(one)],
)
LEAVES = CallKind(
    word=to_say("怕退规"),
    said=to_say("在规上库、照现在的数到不了规上线的"),
    remarks=lambda entry: remarked_under(entry, LEAVING),
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
SHORT = CallKind(
    word=to_say("先问准"),
    said=to_say("文件有效、照写的约数差一点、先问准的"),
    measures=_in_force(short_as_written),
    by_distance=True,
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
    measures=_in_doubt(lambda entry: [*misses(entry), *short_as_written(entry)]),
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
    measures=planned_alone,
)
TO_CHECK = CallKind(word=to_say("先核对"), said=to_say("有数像是写错、先核对的"))
OF_TABLE = CallKind(
    word=to_say("待补列"),
    said=to_say("要等表里没有的列的"),
    measures=for_the_table,
)
MAYBE_HAD = CallKind(
    word=to_say("对一对"), said=to_say("可能已经得过、报过的，先对一对"), measures=maybe_had
)
UNCLAIMED = CallKind(
    word=to_say("没报"),
    said=to_say("表里写着没有报、没问过，够不够要问的"),
    measures=told_unclaimed,
)
OTHER = CallKind(
    word=to_say("别的"),
    said=to_say("要问一样表里没有的"),
    measures=_of_no_column,
    of_most=True,
)
NO_INDUSTRY = CallKind(
    word=to_say("先看行业"),
    said=to_say("行业写的不是工业、只有工业才有的"),
)
TO_MEND = CallKind(word=to_say("先改格"), said=to_say("没有别的理由、有格读不懂的"))
TO_FILL = CallKind(word=to_say("先补格"), said=to_say("没有别的理由、有格空着的"))
OVER = CallKind(
    word=to_say("往年差"),
    said=to_say("差的是已过年份、今年得不到的"),
    measures=over_and_not_had,
    by_distance=True,
)
TO_VERIFY = CallKind(
    word=to_say("先核实"),
    said=to_say("停产、迁走、失信、重复的行，先核实"),
)
NONE = CallKind(word="", said="")
#: In the order in which they are called for, as one with a single afternoon would: what ends within
#: days (:class:`~huiqi.report.pages.calls.Calls`); what is had for certain; what is granted and not
#: paid, or recognised and not claimed, as the table says; what is still to be made up for; what the
#: year's end settles; money of documents in force, and titles that end; then what an office is
#: asked once for all, and last what nobody can have any more.
CALL_KINDS = (
    PRESSING,
    *(HAD, OWED, LISTED, MISS, OPENED, LIVE, SHORT, ENDING, LEAVES, BEHIND, READY, MORE, ONE, OWN),
    *(NEAR_IN_DOUBT, UNFINISHED, ONE_IN_DOUBT, TO_CHECK, UNCLAIMED, MAYBE_HAD, OF_TABLE, OTHER),
    *(NO_INDUSTRY, TO_MEND, TO_FILL, OVER, NONE, TO_VERIFY),
)
#: What is for industry: its line, and the equipment of a plant by documents in doubt.
OF_INDUSTRY = (OPENED, LEAVES, BEHIND, OWN, NEAR_IN_DOUBT, ONE_IN_DOUBT, UNFINISHED)
