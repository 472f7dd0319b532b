"""What every check may look at."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from huiqi.rulebook.rulebook import Rulebook


def _silent(message: str) -> None:
    """No progress is shown."""


@dataclass(frozen=True, slots=True)
class Audit:
    """A rulebook under audit, its cases, and where progress is told."""

    rulebook: Rulebook
    rules: Path
    cases: tuple[Path, ...] = ()
    progress: Callable[[str], None] = _silent
