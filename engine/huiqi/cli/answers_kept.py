"""How a table was said to be read: kept beside its list, and offered the next time.

It holds names of columns, places and years, and digests of questions; nothing that stands in a
cell.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from huiqi.files import load_json
from huiqi.sentences import Sentence, Teller
from huiqi.spelling import plain

if TYPE_CHECKING:
    from huiqi.city import GivenTable

#: In the sums beside a list.
ANSWERED = "answered"
#: The same as options of the command, in one line.
OPTIONS = "options"
_TEXTS = ("columns", "every", "whole", "meant", "apart", "unsure")
#: What is so or not, with how the command line says it.
FLAGS = {
    "about": "--about",
    "none_is_nought": "--none-is-nought",
    "no_is_never": "--no-is-never",
    "whether_claimed": "--whether-claimed",
    "spent": "--spent",
    "still_held": "--still-held",
    "lenient": "--unread-as-unknown",
}
#: What was passed over, and what was denied, by :func:`key_of` of each question.
PASSED, DENIED = "passed", "denied"
_QUESTIONS = (PASSED, DENIED)
#: A larger file is not looked at, nor a longer answer, nor more of them.
_LARGEST, _LONGEST, _MOST = 5_000_000, 300, 200
#: So much of a digest tells questions apart.
_KEY = 16
_YEARS = range(1949, 2101)

#: The answers by the names that a table has for them, without those that were not given.
Kept = Mapping[str, object]


def kept_of(given: GivenTable) -> Kept:
    """What was said of a table."""
    told: dict[str, object] = {name: [*getattr(given, name)] for name in _TEXTS}
    told |= {"year": given.year, "unit": given.unit, "titles_year": given.titles_year}
    told |= {name: getattr(given, name) for name in FLAGS}
    return {name: value for name, value in told.items() if value not in (None, False, [])}


def summary_read(summary: Path) -> Mapping[str, object]:
    """The sums beside a list; empty where there are none, or they are not as they were written."""
    try:
        if summary.stat().st_size > _LARGEST:
            return {}
        read = load_json(summary.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return read if isinstance(read, dict) else {}


def kept_in(summary: Path) -> Kept:
    """What was said the last time; empty where nothing is kept, or it is not as it was written."""
    kept = summary_read(summary).get(ANSWERED)
    if not isinstance(kept, dict) or not all(_is_answer(*one) for one in kept.items()):
        return {}
    return kept


def _is_answer(name: str, value: object) -> bool:
    if name in (*_TEXTS, *_QUESTIONS):
        if not isinstance(value, list) or len(value) > _MOST:
            return False
        return all(isinstance(own, str) and len(own) <= _LONGEST for own in value)
    if name in FLAGS:
        return value is True
    if name in ("year", "titles_year"):
        return isinstance(value, int) and value in _YEARS
    return name == "unit" and isinstance(value, str) and len(value) <= _LONGEST


def with_kept(given: GivenTable, kept: Kept) -> GivenTable:
    """The table with what was said of it the last time."""
    told = {
        name: tuple(value) if isinstance(value, list) else value
        for name, value in kept.items()
        if name not in _QUESTIONS
    }
    return replace(given, **told)  # type: ignore[arg-type]


def how_many(kept: Kept) -> int:
    """How many answers they are, without what was passed over."""
    own = (value for name, value in kept.items() if name != PASSED)
    return sum(len(value) if isinstance(value, list) else 1 for value in own)


def more_kept(kept: Kept, now: Kept) -> bool:
    """Whether all that is said now was said the last time, and more than that, or was asked."""

    def told(one: Kept) -> list[Kept]:
        return list(one_by_one(one))

    before, said = told(kept), told(now)
    return all(one in before for one in said) and (len(before) > len(said) or asked_in(kept))


def asked_in(kept: Kept) -> bool:
    """Whether anything was passed over, or denied."""
    return any(questions_kept(kept, name) for name in _QUESTIONS)


def questions_kept(kept: Kept, name: str) -> list[str]:
    """The keys of the questions that were passed over, or denied."""
    keys = kept.get(name, [])
    return list(keys) if isinstance(keys, list) else []


def one_by_one(kept: Kept) -> Iterator[Kept]:
    """Each answer alone."""
    for name, value in kept.items():
        if name in _QUESTIONS:
            continue
        for one in value if isinstance(value, list) else [None]:
            yield {name: value if one is None else [one]}


def put_together(first: Kept, next_: Kept) -> Kept:
    """Both; of what is a list, one after the other."""
    told = dict(first)
    for name, value in next_.items():
        before = told.get(name)
        both = isinstance(before, list) and isinstance(value, list)
        told[name] = [*before, *value] if both else value  # type: ignore[misc]
    return told


def key_of(question: object, heads: Collection[str]) -> str:
    """What tells a question from others as long as it asks the same of the same columns, whatever
    stands in the cells; nothing of it can be read back.
    """
    told = "\n".join(_parts(question, frozenset(map(plain, heads))))
    return hashlib.sha256(told.encode()).hexdigest()[:_KEY]


def heads_in(question: object, heads: Collection[str]) -> list[str]:
    """The columns that a question is about, as their heads are written, in their order."""
    told = {plain(part) for part in _parts(question, frozenset(map(plain, heads)))}
    return [head for head in heads if plain(head) in told]


def _parts(told: object, heads: Collection[str]) -> Iterator[str]:
    if isinstance(told, tuple):
        for one in told:
            yield from _parts(one, heads)
    elif isinstance(told, Sentence):
        yield told.pattern
        for value in told.values.values():
            yield from _parts(value, heads)
    elif isinstance(told, str):
        if plain(told) in heads:
            yield told
    elif not isinstance(told, Teller) and (own := getattr(told, "in_language", None)):
        yield own("zh")
