"""What is asked about the columns of a table that no rule reads under their name: what they are.

Those that may be one thing only are asked about together, so that one answer does for all that are
as they seem.
"""

from __future__ import annotations

from collections.abc import Callable, Generator, Mapping, Sequence
from dataclasses import replace
from functools import partial
from itertools import chain

from huiqi.profile.column_meanings import (
    ColumnInDoubt,
    ColumnMeaning,
    cell_like,
    meaning_named,
    without_it,
)
from huiqi.profile.fact_columns import FactColumns
from huiqi.profile.given_table import GivenTable
from huiqi.profile.lasting import AT_MOST, head_told
from huiqi.profile.rows import EnterpriseTable
from huiqi.profile.table_questions import (
    TableQuestion,
    seen,
    understood,
    with_choices,
    wrong_ones,
    yes,
)
from huiqi.rulebook.measures_served import amounts_beside, asked_by_others, measures_served
from huiqi.rulebook.text import Text
from huiqi.sentences import Sentence, bilingual, in_turn, sentence
from huiqi.words import to_say

#: So many columns are asked about; so many measures are named at a choice.
_MOST, _NAMED = 30, 2
#: So many columns of whose heads the name is a part.
_MOST_WITHIN = 3
#: What a choice leads to.
_PAID = to_say("算{measures}的金额")
_PAID_WITH_OTHERS = to_say("算{measures}的金额（还要别的列）")
_BOUNDED = to_say("给{measures}的金额封顶")
_ASKED = to_say("看{measures}的条件")
_AND = to_say("{first}，{next}")

#: What is asked of several at once, and what becomes of them where it is passed over.
_ALL_CERTAIN = to_say(
    "这几列这样读，都对吗？是（回车）；不对的写它的号（如 {number}，或 1、{number}），那几列只照抄"
)
_SOME_CERTAIN = to_say(
    "这几列这样读，都对吗？是；不对的写它的号（如 {number}，或 1、{number}），那几列只照抄；"
    "回车：写的都读得懂的 {certain} 照这样读，{others} 只照抄"
)
_NONE_CERTAIN = to_say(
    "这几列这样读，都对吗？是；不对的写它的号（如 {number}，或 1、{number}），那几列只照抄；"
    "回车：都只照抄"
)

#: What is asked of one that says yes or no of a year.
_SAYS_WHETHER = to_say("{columns}{seen}说的是{meaning}吧？是（回车）；否：只照抄{without}")
_PERHAPS_WHETHER = to_say(
    "{columns}{seen}说的是{meaning}吗？是：读不懂的按未知；否或回车：只照抄{without}"
)

#: Yields the questions, is sent an answer to each (empty: passed over), returns the table as told.
Questions = Generator[TableQuestion, str, GivenTable]


def what_columns_mean(
    given: GivenTable, table: EnterpriseTable, years: Mapping[str, int | None]
) -> Questions:
    """The table, its columns in doubt as they were said to be; the others are only carried.

    ``years``: of which year those are that name none, where they are not all of one.
    """
    doubts: Sequence[ColumnInDoubt] = table.in_doubt[:_MOST]
    if given.redact:
        # Nothing that stands in a cell is told.
        doubts = [
            replace(one, told=(), meanings=tuple(replace(each, like="") for each in one.meanings))
            for one in doubts
        ]
    doubts = [_of_its_year(one, years) for one in doubts]
    serves = partial(_serves, table.facts)
    within = _most_worth([one for one in doubts if one.within], table.facts)
    doubts = [one for one in doubts if not one.within]
    given, doubts, taken = yield from _together(given, doubts)
    for alike in (*_alike(doubts), *([one] for one in within)):
        free = [
            place
            for place, _ in enumerate(alike[0].meanings)
            if taken.isdisjoint(one.meanings[place].column for one in alike)
        ]
        if not free:
            continue
        shown = [_shown([one.meanings[place] for one in alike]) for place in free]
        text = _one_of(alike, shown, serves) if len(free) > 1 else _whether(alike, shown[0])
        said = list[str]()
        unknown = str(len(free) + 1) if len(free) > 1 else None
        place = yield from understood(text, partial(_meaning, free, said), unknown=unknown)
        if place is None and not said and len(free) == 1 and shown[0].by_default:
            place = free[0]
        for one in alike:
            meaning = None if place is None else one.meanings[place]
            given = _as_said(given, one, meaning)
            taken |= {meaning.column} if meaning else set()
    return given


def _most_worth(doubts: Sequence[ColumnInDoubt], columns: FactColumns) -> list[ColumnInDoubt]:
    """Of the columns whose heads only have a name in them, those that are asked about: on which
    most measures rest, and of these those of which least cannot be read.
    """

    def worth(doubt: ColumnInDoubt) -> tuple[int, int]:
        meaning, as_of = doubt.meanings[0], columns.as_of
        if as_of is None:
            return 0, meaning.unread
        served = [measures_served(columns.rulebook, fact, as_of) for fact in meaning.facts]
        every = (chain(one.amounts, one.bounds, one.conditions) for one in served)
        return -len({measure.id for own in every for measure in own}), meaning.unread

    return sorted(doubts, key=worth)[:_MOST_WITHIN]


def _of_its_year(doubt: ColumnInDoubt, years: Mapping[str, int | None]) -> ColumnInDoubt:
    """A column that names no year, as of the one that is said of it."""
    year = years.get(doubt.name)
    if not doubt.undated or year is None:
        return doubt
    meanings = tuple(own.of_year(year, doubt.name) for own in doubt.meanings)
    return replace(doubt, meanings=meanings, undated=False)


def _alike(doubts: Sequence[ColumnInDoubt]) -> list[list[ColumnInDoubt]]:
    """The columns, those together that may be the same things, each in a year of its own."""
    found: dict[object, list[ColumnInDoubt]] = {}
    for doubt in doubts:
        key = tuple((one.facts, one.label) for one in doubt.meanings)
        own = found.setdefault(key, [])
        names = {one.name for other in own for one in other.meanings}
        if names.isdisjoint(one.name for one in doubt.meanings):
            own.append(doubt)
        else:
            found[doubt.name] = [doubt]
    return list(found.values())


def _shown(meanings: Sequence[ColumnMeaning]) -> ColumnMeaning:
    """One thing that several columns may be, as it is asked about: without their years."""
    if len(meanings) == 1:
        return meanings[0]
    return replace(
        meanings[0],
        name=meanings[0].label,
        unread=sum(one.unread for one in meanings),
        like=next((one.like for one in meanings if one.like), ""),
        telling=max(one.telling for one in meanings),
    )


def _together(
    given: GivenTable, doubts: Sequence[ColumnInDoubt]
) -> Generator[TableQuestion, str, tuple[GivenTable, Sequence[ColumnInDoubt], set[str]]]:
    """The table once several that may be one thing only were asked about; the columns that are
    still in doubt, and what is no longer free.
    """
    alone: dict[str, ColumnInDoubt] = {}
    # What tells the whole comes before what tells at most so much of it.
    for doubt in sorted(doubts, key=lambda one: one.meanings[0].at_most):
        # What most of a column cannot be read as is not said yes to along with the others.
        meaning = doubt.meanings[0]
        apart = meaning.mostly_unread or (meaning.by_default and not meaning.certain)
        if len(doubt.meanings) == 1 and not apart:
            alone.setdefault(doubt.meanings[0].column, doubt)
    asked = [one for one in doubts if one in alone.values()]
    if len(asked) < 2:
        return given, doubts, set()
    said = list[str]()

    def wrong_here(answer: str) -> frozenset[int]:
        said.append(answer)
        return wrong_ones(len(asked), answer)

    wrong = yield from understood(_all_of(asked), wrong_here)
    if wrong is None:
        # What was answered and not understood may have been that one of these is wrong.
        certain = [not said and _is_certain(one) for one in asked]
        wrong = frozenset(number for number, one in enumerate(certain, 1) if not one)
    taken = set[str]()
    for number, doubt in enumerate(asked, 1):
        right = number not in wrong
        given = _as_said(given, doubt, doubt.meanings[0] if right else None)
        taken |= {doubt.meanings[0].column} if right else set()
    return given, [one for one in doubts if one not in asked], taken


def _is_certain(doubt: ColumnInDoubt) -> bool:
    return doubt.meanings[0].certain and not doubt.undated


def _as_said(given: GivenTable, doubt: ColumnInDoubt, meaning: ColumnMeaning | None) -> GivenTable:
    """With the column as what it means; as nothing, it is carried and not asked about again."""
    if meaning is None:
        return replace(given, apart=(*given.apart, doubt.name))
    return replace(given, columns=(*given.columns, meaning.option))


def _all_of(doubts: Sequence[ColumnInDoubt]) -> Sentence:
    lines = (
        sentence(
            "{number} “{column}”{seen}：{meaning}{without}",
            number=number,
            column=one.name,
            seen=seen(one.told),
            meaning=meaning_named(one.meanings[0]),
            without=sentence("；不用它{without}", without=without_it(one.meanings[0]))
            if one.meanings[0].whether
            else bilingual(""),
        )
        for number, one in enumerate(doubts, 1)
    )
    return with_choices(sentence(_passed_over(doubts), **_numbers(doubts)), lines)


def _passed_over(doubts: Sequence[ColumnInDoubt]) -> str:
    """What is asked of them, with what becomes of them where it is passed over."""
    certain = [_is_certain(one) for one in doubts]
    if all(certain):
        return _ALL_CERTAIN
    return _SOME_CERTAIN if any(certain) else _NONE_CERTAIN


def _numbers(doubts: Sequence[ColumnInDoubt]) -> dict[str, object]:
    """The last number, those of what is certain, and those of the others."""
    certain = [str(n) for n, one in enumerate(doubts, 1) if _is_certain(one)]
    others = [str(n) for n, one in enumerate(doubts, 1) if not _is_certain(one)]
    return {"number": len(doubts), "certain": tuple(certain), "others": tuple(others)}


def _whether(doubts: Sequence[ColumnInDoubt], meaning: ColumnMeaning) -> Sentence:
    if meaning.whether is not None:
        return sentence(
            _SAYS_WHETHER if meaning.by_default else _PERHAPS_WHETHER,
            columns=_quoted(doubts),
            seen=seen(doubts[0].told),
            meaning=meaning_named(meaning),
            without=without_it(meaning),
        )
    if meaning.mostly_unread:
        return sentence(
            "{columns}{seen}：写了的 {written} 户里 {unread} 户读不懂{like}。"
            "还是当 {meaning} 读吗？是：读不懂的按未知，名单上要逐格看原表；"
            "否或回车：这一列只照抄，靠它的结论和理由都没有",
            columns=_quoted(doubts),
            seen=seen(doubts[0].told),
            written=meaning.unread + meaning.telling + meaning.yearless,
            unread=meaning.unread,
            like=cell_like(meaning),
            meaning=meaning.name,
        )
    if any(one.within for one in doubts):
        return sentence(
            "{columns}{seen}里写的是不是 {meaning}？是；不是或不知道就回车（只照抄）",
            columns=_quoted(doubts),
            seen=seen(doubts[0].told),
            meaning=meaning_named(meaning),
        )
    return sentence(
        "{columns}{seen}是 {meaning} 吗？是 或 否",
        columns=_quoted(doubts),
        seen=seen(doubts[0].told),
        meaning=meaning_named(meaning),
    )


def _one_of(
    doubts: Sequence[ColumnInDoubt],
    meanings: list[ColumnMeaning],
    serves: Callable[[ColumnMeaning], Sentence],
) -> Sentence:
    # Where each stands tells them apart only where it is not the same paper.
    apart = len({str(one.found_in) for one in meanings}) > 1
    numbered = (
        sentence(
            "{number} {meaning}{serves}",
            number=number,
            meaning=_told_apart(one, apart),
            serves=serves(one),
        )
        for number, one in enumerate(meanings, 1)
    )
    text = sentence(
        "{columns}{seen}是哪一个？写号；都不是就回车（只照抄）",
        columns=_quoted(doubts),
        seen=seen(doubts[0].told),
    )
    unknown = sentence(
        "{number} 不知道是哪一个（只照抄，靠它的都按未知，名单上写着要问什么）",
        number=len(meanings) + 1,
    )
    return with_choices(text, (*numbered, unknown))


def _told_apart(meaning: ColumnMeaning, papers: bool) -> Sentence:
    """What it is called, after what the rules say, in the words of who keeps the table, of when it
    is the one; else with the paper by which it is told from the others, where those do that.
    """
    if meaning.note:
        return sentence("{note}，即 {meaning}", note=meaning.note, meaning=meaning_named(meaning))
    if papers and meaning.found_in:
        return sentence(
            "{meaning}，见{found}", meaning=meaning_named(meaning), found=meaning.found_in
        )
    return meaning_named(meaning)


def _quoted(doubts: Sequence[ColumnInDoubt]) -> Sentence:
    return bilingual(tuple(sentence("“{column}”", column=one.name) for one in doubts))


def _serves(columns: FactColumns, meaning: ColumnMeaning) -> Sentence:
    """For which measures it is asked, and of how many rows: what the choice leads to."""
    if columns.as_of is None or not meaning.facts:
        return bilingual("")
    at_most = head_told(meaning.name) == AT_MOST
    found = [
        measures_served(columns.rulebook, fact, columns.as_of, at_most=at_most)
        for fact in meaning.facts
    ]
    told = {name for name, _ in columns.columns} | {*meaning.facts}
    with_others = {
        measure.id
        for fact, one in zip(meaning.facts, found, strict=True)
        for measure in one.amounts
        if amounts_beside(columns.rulebook, fact, measure.id) - told
    }
    alone = [[m for m in one.amounts if m.id not in with_others] for one in found]
    others = [[m for m in one.amounts if m.id in with_others] for one in found]
    parts = [
        sentence(said, measures=_some([one.name for one in dict.fromkeys(chain(*measures))]))
        for said, measures in (
            (_PAID, alone),
            (_PAID_WITH_OTHERS, others),
            (_BOUNDED, [one.bounds for one in found]),
            (_ASKED, [one.conditions for one in found]),
        )
        if any(measures)
    ]
    if not parts:
        if any(asked_by_others(columns.rulebook, fact, columns.as_of) for fact in meaning.facts):
            return sentence("；只有比照别处文件的条件用到它，算不出金额")
        return sentence("；没有措施的结论和金额用到它")
    leads = in_turn(_AND, parts)
    return sentence("；{number} 户：{parts}", number=meaning.telling, parts=leads)


def _some(names: Sequence[Text]) -> Sentence:
    if len(names) <= _NAMED:
        return bilingual(tuple(names))
    return sentence("{names} 等 {number} 项", names=tuple(names[:_NAMED]), number=len(names))


def _meaning(places: list[int], said: list[str], answer: str) -> int | None:
    """Which of the things is meant, by its place among all that the columns may be; what was
    ``said`` is kept.
    """
    said.append(answer)
    if len(places) == 1:
        return places[0] if yes(answer) else None
    if not answer.isdecimal() or not 1 <= int(answer) <= len(places):
        raise ValueError(answer)
    return places[int(answer) - 1]
