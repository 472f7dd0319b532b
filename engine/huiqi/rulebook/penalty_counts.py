"""What is held of penalty lists, counted without linking them: a page says so in passing."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from huiqi.diagnostics import Diagnostics
from huiqi.rulebook.documents import read_yaml
from huiqi.rulebook.folder import PENALTY_PATTERNS, penalties_folder, rule_files, rules_folder

Kind = TypeVar("Kind")


@dataclass(frozen=True, slots=True)
class PenaltyCounts:
    """How many fields of enforcement and items the city's own list is reported to have, and how
    many items of other lists are held and may decide.
    """

    domains: int
    items: int
    held: int


def penalty_counts(folder: Path | None = None) -> PenaltyCounts | None:
    """Of the rules in ``folder``; ``None`` where it has none, or they cannot be read: whoever asks
    for them is told why.
    """
    penalties = penalties_folder(folder or rules_folder())
    ignored = Diagnostics()
    if penalties is None:
        return None
    try:
        files = list(rule_files(penalties, PENALTY_PATTERNS))
        (own,) = (path for kind, _, path in files if kind == "penalty-city-list")
        city = _read(own, ignored, "city_list", dict)
        lists = (path for kind, _, path in files if kind == "penalty-list")
        held = sum(len(_read(path, ignored, "items", list)) for path in lists)
        return PenaltyCounts(int(city["domains"]), int(city["items"]), held)
    except (KeyError, TypeError, ValueError, OSError):
        return None


def _read(path: Path, diagnostics: Diagnostics, key: str, kind: type[Kind]) -> Kind:
    document = read_yaml(path, diagnostics)
    if document is None or not isinstance(document.data, dict):
        raise ValueError(path)
    found = document.data[key]
    if not isinstance(found, kind):
        raise TypeError(path)
    return found
