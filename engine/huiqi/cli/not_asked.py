"""What is said where nobody is there to be asked: how much was left as it stands, and the options
that say it.
"""

from __future__ import annotations

from dataclasses import replace
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

from huiqi.cli.answers_kept import heads_in, how_many, kept_in, with_kept
from huiqi.cli.asked_of_table import heads_of, options_of
from huiqi.diagnostics import InputError
from huiqi.words import Say, to_say

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    from huiqi.city import GivenTable
    from huiqi.rulebook.rulebook import Rulebook

_YES = to_say("是")


class _Unasked(NamedTuple):
    """How many questions there are, of each that no yes answers the columns that it is about, and
    the table if all were answered so.
    """

    number: int
    others: list[list[str]]
    affirmed: GivenTable


def not_asked(
    given: GivenTable, rulebook: Rulebook, as_of: date, say: Say, *, last: Path | None = None
) -> str:
    """One line of what would be asked at a terminal; empty where nothing would be, or the table
    cannot be read, which is told where it is decided.

    Args:
        last: The sums beside the list of the last time, where how its table was read is kept.
    """
    kept = {} if last is None else kept_in(last)
    if kept and (options := options_of(with_kept(given, kept))):
        return say(
            "不在终端里，没有问，上次答过的 {number} 处（记在 {file} 里）也没有照用：再照那样读，"
            "写上 {options}；不用说这一句：--no-ask",
            number=how_many(kept),
            file="" if last is None else last.name,
            options=" ".join(options),
        )
    try:
        found = _unasked(given, rulebook, as_of)
    except InputError:
        return ""
    if not found.number:
        return ""
    said = say(
        "不在终端里，没有问：{number} 处认不准，那些列只照抄，格按未知，名单会缺理由。"
        "在终端里再运行这一条命令就问；不用问也不用说这一句：--no-ask",
        number=found.number,
    )
    before = options_of(given)
    if more := [one for one in options_of(found.affirmed) if one not in before]:
        said = say(
            "{said}。要答 是 的，一样样看过、对的写上：{options}", said=said, options=" ".join(more)
        )
    if found.others:
        own = to_say(
            "{said}。其余 {number} 处要自己定，用 --column、--year、--unit、--measure、--every"
        )
        said = say(own, said=said, number=len(found.others))
        if columns := tuple(dict.fromkeys(chain.from_iterable(found.others))):
            said = say("{said}（列：{columns}）", said=said, columns=columns)
    if like := _overlooked(found, rulebook, as_of):
        own = to_say(
            "{said}。没有认出来、像是用得上的列：{columns}，"
            "写上是哪一项：--column 规则里的名字=列名"
        )
        said = say(own, said=said, columns=like)
    return said


def _unasked(given: GivenTable, rulebook: Rulebook, as_of: date) -> _Unasked:
    number, others = 0, list[list[str]]()
    heads = heads_of(given, rulebook, as_of)
    questions, answer = given.questions(rulebook, as_of), ""
    try:
        question = next(questions)
        while True:
            if question.again and answer == _YES:
                others.append(heads_in(question.text, heads))
            number += not question.again
            answer = "" if question.again else _YES
            question = questions.send(answer)
    except StopIteration as ended:
        affirmed: GivenTable = ended.value
        # That nobody knows the unit is no yes: it is still to be said.
        return _Unasked(number, others, replace(affirmed, unit=given.unit))


def _overlooked(found: _Unasked, rulebook: Rulebook, as_of: date) -> tuple[str, ...]:
    """The columns that look to be of use, and that nobody would be asked about."""
    from huiqi.diagnostics import Diagnostics

    asked = {*chain.from_iterable(found.others)}
    like = found.affirmed.alone(rulebook, as_of, Diagnostics()).overlooked
    return tuple(head for head in like if head not in asked)
