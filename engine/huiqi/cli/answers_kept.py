"""How a table was said to be read: kept beside its list, and offered the next time.

It holds names of columns, places and years; nothing that stands in a cell.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from huiqi.files import load_json

if TYPE_CHECKING:
    from huiqi.city import GivenTable

#: In the sums beside a list.
ANSWERED = "answered"
_TEXTS = ("columns", "every", "whole", "apart")
#: What is so or not, with how the command line says it.
FLAGS = {
    "about": "--about",
    "none_is_nought": "--none-is-nought",
    "no_is_never": "--no-is-never",
    "spent": "--spent",
    "still_held": "--still-held",
    "lenient": "--unread-as-unknown",
}
#: A larger file is not looked at, nor a longer answer, nor more of them.
_LARGEST, _LONGEST, _MOST = 5_000_000, 300, 200
_YEARS = range(1949, 2101)

#: The answers by the names that a table has for them, without those that were not given.
Kept = Mapping[str, object]


def kept_of(given: GivenTable) -> Kept:
    """What was said of a table."""
    told: dict[str, object] = {name: [*getattr(given, name)] for name in _TEXTS}
    told |= {"year": given.year, "unit": given.unit}
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
    if name in _TEXTS:
        if not isinstance(value, list) or len(value) > _MOST:
            return False
        return all(isinstance(own, str) and len(own) <= _LONGEST for own in value)
    if name in FLAGS:
        return value is True
    if name == "year":
        return isinstance(value, int) and value in _YEARS
    return name == "unit" and isinstance(value, str) and len(value) <= _LONGEST


def with_kept(given: GivenTable, kept: Kept) -> GivenTable:
    """The table with what was said of it the last time."""
    told = {
        name: tuple(value) if isinstance(value, list) else value for name, value in kept.items()
    }
    return replace(given, **told)  # type: ignore[arg-type]


def how_many(kept: Kept) -> int:
    """How many answers they are."""
    return sum(len(value) if isinstance(value, list) else 1 for value in kept.values())
