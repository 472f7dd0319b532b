"""How much is tried: of what is alike, some in every run, and all under ``make thorough``."""

from __future__ import annotations

import os
from collections.abc import Sequence
from typing import TypeVar

T = TypeVar("T")

#: Whether everything is tried.
THOROUGH = os.environ.get("HUIQI_THOROUGH") == "1"

#: Whether what is missing on this system is an error: as where a change has to pass.
REQUIRE_ALL = os.environ.get("HUIQI_REQUIRE_ALL") == "1"


def some(these: Sequence[T], most: int) -> list[T]:
    """At most so many, the first among them and the rest evenly spread; all where it is thorough.

    For what only differs by its example, not by its kind.
    """
    if THOROUGH or len(these) <= most:
        return list(these)
    return [these[place * len(these) // most] for place in range(most)]


def examples(most: int) -> int:
    """So many random examples where it is thorough or a search, else a third; never none."""
    whole = THOROUGH or "HYPOTHESIS_PROFILE" in os.environ
    return most if whole else max(1, most // 3)
