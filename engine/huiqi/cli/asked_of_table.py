"""``screen`` asks, at a terminal, what it cannot tell of a table; nothing is taken for so."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from huiqi.cli.answers_kept import FLAGS, how_many, kept_in, kept_of, with_kept
from huiqi.spelling import shell_text
from huiqi.words import Say, to_say

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    from huiqi.city import GivenTable
    from huiqi.rulebook.rulebook import Rulebook

#: The longest line that is read as an answer.
_LONGEST = 200


def asks(wanted: bool | None, json: bool) -> bool:
    """Whether somebody is there to be asked; ``wanted``: what the command line says."""
    if wanted is not None:
        return wanted
    return not json and sys.stdin.isatty() and sys.stderr.isatty()


def ask_of_table(
    given: GivenTable, rulebook: Rulebook, as_of: date, language: str, *, last: Path | None = None
) -> GivenTable:
    """The table as it is once all is asked; ``last``: the sums beside the list of the last time,
    where how its table was read is kept.
    """
    say = Say(language)
    if last is not None and not kept_of(given):
        given = _as_last_time(given, rulebook, as_of, say, last)
    as_before, questions = given, given.questions(rulebook, as_of)
    try:
        question = next(questions)
        _tell(say("表里有认不准的，先问几句（回车：跳过；不要问：--no-ask）"))
        while True:
            if question.again:
                said = to_say("没看懂，再写一次（三次没看懂就跳过这一问）；不答就回车")
                _tell(say(to_say("这一问要答，再写一次") if question.needed else said))
            _tell(say.told(question.text))
            question = questions.send(_answer())
    except StopIteration as ended:
        told: GivenTable = ended.value
    # What was written this time is written the next time, too.
    if told != as_before and (options := _options(told)):
        # What was denied is not asked again either.
        options.append("--no-ask")
        _tell(say("下次一次写上：{options}", options=" ".join(options)))
    return told


def _as_last_time(
    given: GivenTable, rulebook: Rulebook, as_of: date, say: Say, last: Path
) -> GivenTable:
    """The table as it was read the last time, where that is wanted and still can be."""
    from huiqi.city import denied
    from huiqi.diagnostics import Diagnostics, InputError

    kept = kept_in(last)
    if not kept:
        return given
    _tell(
        say(
            "上次这份名单答过 {number} 处（记在 {file} 里）。照上次的读？是（回车）；否：重新问",
            number=how_many(kept),
            file=last.name,
        )
    )
    if denied(_answer()):
        return given
    told = with_kept(given, kept)
    try:
        told.opened(rulebook, as_of, Diagnostics())
    except InputError as error:
        _tell(say("上次的回答对这张表用不上（{fault}），重新问", fault=error.faults[0].message))
        return given
    return told


def _answer() -> str:
    print("> ", end="", file=sys.stderr, flush=True)
    return sys.stdin.readline(_LONGEST).strip()


def _options(told: GivenTable) -> list[str]:
    """How all that was said is said on the command line."""
    found = [] if told.year is None else [f"--year {told.year}"]
    found += [] if told.unit is None else [f"--unit {told.unit}"]
    for option, texts in (("column", told.columns), ("every", told.every), ("whole", told.whole)):
        found += [f"--{option} {shell_text(one)}" for one in texts]
    return found + [flag for name, flag in FLAGS.items() if getattr(told, name)]


def _tell(text: str) -> None:
    print(text, file=sys.stderr)
