"""What is asked about the columns of a table that no rule reads under their name: what they are.

Those that may be one thing only are asked about together, so that one answer does for all that are
as they seem.
"""

from __future__ import annotations

from collections.abc import Callable, Generator, Sequence
from dataclasses import replace
from functools import partial
from itertools import chain

from huiqi.profile.columns_meant import ColumnInDoubt, ColumnMeaning
from huiqi.profile.fact_columns import FactColumns
from huiqi.profile.given_table import GivenTable
from huiqi.profile.lasting import AT_MOST, head_told
from huiqi.profile.rows import EnterpriseTable
from huiqi.profile.table_questions import (
    TableQuestion,
    numbers_said,
    seen,
    understood,
    with_choices,
    yes,
    yes_said,
)
from huiqi.rulebook.measures_served import measures_served
from huiqi.rulebook.text import Text
from huiqi.sentences import Sentence, bilingual, in_turn, sentence
from huiqi.words import to_say

#: So many columns are asked about; so many measures are named at a choice.
_MOST, _NAMED = 30, 2
#: What a choice leads to.
_PAID = to_say("算{measures}的金额")
_BOUNDED = to_say("给{measures}的金额封顶")
_ASKED = to_say("看{measures}的条件")
_AND = to_say("{first}，{next}")

#: Yields the questions, is sent an answer to each (empty: passed over), returns the table as told.
Questions = Generator[TableQuestion, str, GivenTable]


def what_columns_mean(given: GivenTable, table: EnterpriseTable) -> Questions:
    """The table, its columns in doubt as they were said to be; the others are only carried."""
    doubts: Sequence[ColumnInDoubt] = table.in_doubt[:_MOST]
    if given.redact:
        # Nothing that stands in a cell is told.
        doubts = [
            replace(one, told=(), meanings=tuple(replace(each, like="") for each in one.meanings))
            for one in doubts
        ]
    given, doubts, taken = yield from _together(given, doubts)
    serves = partial(_serves, table.facts)
    for doubt in doubts:
        free = [one for one in doubt.meanings if one.name not in taken]
        if not free:
            continue
        text = _one_of(doubt, free, serves) if len(free) > 1 else _whether(doubt, free[0])
        meaning = yield from understood(text, partial(_meaning, free))
        given = _as_said(given, doubt, meaning)
        taken |= {meaning.name} if meaning else set()
    return given


def _together(
    given: GivenTable, doubts: Sequence[ColumnInDoubt]
) -> Generator[TableQuestion, str, tuple[GivenTable, Sequence[ColumnInDoubt], set[str]]]:
    """The table once several that may be one thing only were asked about; the columns that are
    still in doubt, and what is no longer free.
    """
    alone: dict[str, ColumnInDoubt] = {}
    for doubt in doubts:
        if len(doubt.meanings) == 1:
            alone.setdefault(doubt.meanings[0].name, doubt)
    asked = list(alone.values())
    if len(asked) < 2:
        return given, doubts, set()
    wrong = yield from understood(_all_of(asked), partial(_wrong, len(asked)))
    taken = set[str]()
    for number, doubt in enumerate(asked, 1):
        right = wrong is not None and number not in wrong
        given = _as_said(given, doubt, doubt.meanings[0] if right else None)
        taken |= {doubt.meanings[0].name} if right else set()
    return given, [one for one in doubts if one not in asked], taken


def _as_said(given: GivenTable, doubt: ColumnInDoubt, meaning: ColumnMeaning | None) -> GivenTable:
    """With the column as what it means; as nothing, it is carried and not asked about again."""
    if meaning is None:
        return replace(given, apart=(*given.apart, doubt.name))
    return replace(given, columns=(*given.columns, meaning.option))


def _all_of(doubts: Sequence[ColumnInDoubt]) -> Sentence:
    lines = (
        sentence(
            "{number} “{column}”{seen}：{meaning}",
            number=number,
            column=one.name,
            seen=seen(one.told),
            meaning=_named(one.meanings[0]),
        )
        for number, one in enumerate(doubts, 1)
    )
    text = sentence(
        "这几列这样读，都对吗？是；不对的写它的号（如 {number}，或 1、{number}），那几列只照抄；"
        "回车：都只照抄",
        number=len(doubts),
    )
    return with_choices(text, lines)


def _wrong(number: int, answer: str) -> frozenset[int]:
    """Which of so many are not what they may be, by their numbers."""
    told = yes_said(answer)
    if told is not None:
        return frozenset() if told else frozenset(range(1, number + 1))
    return numbers_said(number, answer)


def _whether(doubt: ColumnInDoubt, meaning: ColumnMeaning) -> Sentence:
    return sentence(
        "“{column}”{seen}是 {meaning} 吗？是 或 否",
        column=doubt.name,
        seen=seen(doubt.told),
        meaning=_named(meaning),
    )


def _one_of(
    doubt: ColumnInDoubt,
    meanings: list[ColumnMeaning],
    serves: Callable[[ColumnMeaning], Sentence],
) -> Sentence:
    # Where each stands tells them apart only where it is not the same paper.
    apart = len({str(one.found_in) for one in meanings}) > 1
    numbered = (
        sentence(
            "{number} {meaning}{found}{serves}",
            number=number,
            meaning=_named(one),
            found=sentence("，见{found}", found=one.found_in)
            if apart and one.found_in
            else bilingual(""),
            serves=serves(one),
        )
        for number, one in enumerate(meanings, 1)
    )
    text = sentence(
        "“{column}”{seen}是哪一个？写号；都不是或不知道就回车（只照抄）",
        column=doubt.name,
        seen=seen(doubt.told),
    )
    return with_choices(text, numbered)


def _serves(columns: FactColumns, meaning: ColumnMeaning) -> Sentence:
    """For which measures it is asked, and of how many rows: what the choice leads to."""
    if columns.as_of is None or not meaning.facts:
        return bilingual("")
    at_most = head_told(meaning.name) == AT_MOST
    found = [
        measures_served(columns.rulebook, fact, columns.as_of, at_most=at_most)
        for fact in meaning.facts
    ]
    parts = [
        sentence(said, measures=_some([one.name for one in dict.fromkeys(chain(*measures))]))
        for said, measures in (
            (_PAID, [one.amounts for one in found]),
            (_BOUNDED, [one.bounds for one in found]),
            (_ASKED, [one.conditions for one in found]),
        )
        if any(measures)
    ]
    if not parts:
        return sentence("；没有措施的结论和金额用到它")
    told = in_turn(_AND, parts)
    return sentence("；{number} 户：{parts}", number=meaning.telling, parts=told)


def _some(names: Sequence[Text]) -> Sentence:
    if len(names) <= _NAMED:
        return bilingual(tuple(names))
    return sentence("{names} 等 {number} 项", names=tuple(names[:_NAMED]), number=len(names))


def _named(meaning: ColumnMeaning) -> Sentence:
    """With how many rows say what it does not take or no year, and the year where it has one."""
    named: Sentence = bilingual(meaning.name)
    if meaning.alike:
        named = sentence("{name}（没有别的收入、两个数一样的才是）", name=named)
    if meaning.unread:
        like = sentence("，如“{cell}”", cell=meaning.like) if meaning.like else bilingual("")
        named = sentence(
            "{name}（{number} 户写的读不懂{like}）", name=named, number=meaning.unread, like=like
        )
    if meaning.yearless:
        named = sentence(
            "{name}（{number} 户没有写哪一年，按未知，写了的照读）",
            name=named,
            number=meaning.yearless,
        )
    return named


def _meaning(meanings: list[ColumnMeaning], answer: str) -> ColumnMeaning | None:
    if len(meanings) == 1:
        return meanings[0] if yes(answer) else None
    if not answer.isdecimal() or not 1 <= int(answer) <= len(meanings):
        raise ValueError(answer)
    return meanings[int(answer) - 1]
