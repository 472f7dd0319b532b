"""``screen`` asks, at a terminal, what it cannot tell of a table; nothing is taken for so."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from huiqi.cli.answers_kept import (
    DENIED,
    FLAGS,
    PASSED,
    Kept,
    how_many,
    kept_in,
    kept_of,
    key_of,
    more_kept,
    one_by_one,
    put_together,
    questions_kept,
    with_kept,
)
from huiqi.spelling import shell_text
from huiqi.words import Say, to_say

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    from huiqi.city import GivenTable
    from huiqi.profile.table_questions import TableQuestion
    from huiqi.rulebook.rulebook import Rulebook

#: The longest line that is read as an answer.
_LONGEST = 200
#: How what was denied before is denied again.
_NO = "no"


def asks(wanted: bool | None, json: bool) -> bool:
    """Whether somebody is there to be asked; ``wanted``: what the command line says."""
    if wanted is not None:
        return wanted
    return not json and sys.stdin.isatty() and sys.stderr.isatty()


def ask_of_table(
    given: GivenTable, rulebook: Rulebook, as_of: date, language: str, *, last: Path | None = None
) -> tuple[GivenTable, Kept]:
    """The table as it is once all is asked, and what is kept of it for the next time; ``last``: the
    sums beside the list of the last time, where how its table was read is kept.
    """
    from huiqi.city import denied

    say = Say(language)
    kept: Kept = {}
    if last is not None:
        given, kept = _as_last_time(given, rulebook, as_of, say, last)
    as_before, questions = given, given.questions(rulebook, as_of)
    before = dict.fromkeys(questions_kept(kept, PASSED), "")
    before |= dict.fromkeys(questions_kept(kept, DENIED), _NO)
    said, again = dict[str, str](), set[str]()
    try:
        question, first = next(questions), True
        heads = heads_of(given, rulebook, as_of)
        while True:
            key = key_of(question.text, heads)
            if key in before and not question.again and not question.needed:
                said[key] = before[key]
                again.add(key)
            else:
                if first:
                    _tell(say("表里有认不准的，先问几句（回车：跳过；不要问：--no-ask）"))
                first = False
                _ask(question, say)
                answer = _answer()
                said[key] = "" if answer == question.unknown else answer
            question = questions.send(said[key])
    except StopIteration as ended:
        told: GivenTable = ended.value
    if again:
        _tell(
            say(
                "上次跳过、答否的 {number} 问没有再问；要再问：问“照上次的读？”时答 否",
                number=len(again),
            )
        )
    # What was written this time is written the next time, too.
    if told != as_before and (options := all_options_of(told)):
        _tell_again(options, say, last)
    passed = [key for key, answer in said.items() if not answer]
    no = [key for key, answer in said.items() if denied(answer)]
    asked = {name: keys for name, keys in ((PASSED, passed), (DENIED, no)) if keys}
    return told, {**kept_of(told), **asked}


def heads_of(given: GivenTable, rulebook: Rulebook, as_of: date) -> tuple[str, ...]:
    """The names of its columns."""
    table, _ = given.headed(rulebook, as_of)
    return table.columns


def _ask(question: TableQuestion, say: Say) -> None:
    if question.again:
        said = to_say("没看懂，再写一次（三次没看懂就跳过这一问）；不答就回车")
        _tell(say(to_say("这一问要答，再写一次") if question.needed else said))
    _tell(say.told(question.text))


def _as_last_time(
    given: GivenTable, rulebook: Rulebook, as_of: date, say: Say, last: Path
) -> tuple[GivenTable, Kept]:
    """The table as it was read the last time, where that is wanted, as far as it still can be."""
    from huiqi.city import denied

    kept, now = kept_in(last), kept_of(given)
    if not more_kept(kept, now):
        # Who says something else than the last time is asked anew.
        return given, {}
    number = how_many(kept) - how_many(now)
    text = to_say(
        "上次这份名单答过 {number} 处（记在 {file} 里）。照上次的读？是（回车）；否：重新问"
    )
    if not number:
        text = to_say(
            "上次这份名单问的都跳过了（记在 {file} 里）。照上次的读？是（回车）；否：重新问"
        )
    _tell(say(text, number=number, file=last.name))
    if denied(_answer()):
        return given, {}
    told = with_kept(given, kept)
    if _fault(told, rulebook, as_of) is None:
        return told, kept
    held, dropped = _what_still_holds(given, rulebook, as_of, kept)
    for one, fault in dropped:
        _tell(say("上次答的“{answer}”用不上了：{fault}", answer=options_of(one)[0], fault=fault))
    told = with_kept(given, held)
    _tell(say("其余 {number} 处照上次的读", number=how_many(held) - how_many(now)))
    asked = {name: kept[name] for name in (PASSED, DENIED) if name in kept}
    return told, {**held, **asked}


def _what_still_holds(
    given: GivenTable, rulebook: Rulebook, as_of: date, kept: Kept
) -> tuple[Kept, list[tuple[GivenTable, str]]]:
    """The answers with which the table can be read; each of the others, with what is wrong with it:
    the column that it was about has another name, or is gone.
    """
    held = kept_of(given)
    said = [*one_by_one(held)]
    waiting = [one for one in one_by_one(kept) if one not in said]
    while True:
        faults = []
        for one in waiting:
            more = put_together(held, one)
            fault = _fault(with_kept(given, more), rulebook, as_of)
            if fault is None:
                held = more
            else:
                faults.append((one, fault))
        if len(faults) == len(waiting):
            # Others may have been of use to them; none was.
            return held, [(with_kept(given, one), fault) for one, fault in faults]
        waiting = [one for one, _ in faults]


def _fault(given: GivenTable, rulebook: Rulebook, as_of: date) -> str | None:
    """Why a table cannot be read so."""
    from huiqi.diagnostics import Diagnostics, InputError

    try:
        given.opened(rulebook, as_of, Diagnostics())
    except InputError as error:
        return error.faults[0].message
    return None


def _answer() -> str:
    print("> ", end="", file=sys.stderr, flush=True)
    return sys.stdin.readline(_LONGEST).strip()


def options_of(told: GivenTable) -> list[str]:
    """How all that was said of a table is said on the command line."""
    found = [] if told.year is None else [f"--year {told.year}"]
    found += [] if told.titles_year is None else [f"--titles-year {told.titles_year}"]
    found += [] if told.unit is None else [f"--unit {told.unit}"]
    said = {"column": told.columns, "every": told.every, "whole": told.whole, "measure": told.meant}
    said |= {"unsure": told.unsure}
    for option, texts in said.items():
        found += [f"--{option} {shell_text(one)}" for one in texts]
    found += [flag for name, flag in FLAGS.items() if getattr(told, name)]
    return [*found, "--refuse-unread"] if told.lenient is False else found


def all_options_of(told: GivenTable) -> str:
    """The same in one line, with which nothing is asked; empty where nothing was said."""
    options = options_of(told)
    # What was denied is not asked again either.
    return " ".join((*options, "--no-ask")) if options else ""


def _tell_again(options: str, say: Say, last: Path | None) -> None:
    """How the table is read so the next time: by the answers that are kept, or by the command, as
    far as that is no wall of text.
    """
    if len(options) <= _LONGEST:
        said = to_say("同一条命令再运行，先问要不要照这次的读；一次写上就不问：{options}")
        _tell(say(said, options=options))
    elif last is not None:
        said = to_say(
            "同一条命令再运行，先问要不要照这次的读，回车就照（记在 {file} 里）；"
            "一次写上就不问的选项很长，也在那里（options）"
        )
        _tell(say(said, file=last.name))
    else:
        said = to_say(
            "这次的读法没有记下来：加 -o 名单.xlsx 再运行一次，答的就记在旁边，下次不用再答"
        )
        _tell(say(said))


def _tell(text: str) -> None:
    print(text, file=sys.stderr)
