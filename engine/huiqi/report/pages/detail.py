"""How much of a measure a page tells: everything, or as much as one screen holds."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from huiqi.decision.results import MOST_IN_FULL

_Part = TypeVar("_Part")
_ALL = 10**9


@dataclass(frozen=True, slots=True, kw_only=True)
class Detail:
    """How much is told of each part; what is left out is counted, and stands with ``--full``.

    ``leaves``: of the conditions of a group that hold; ``found``: what was found of those;
    ``records``: told with their reasons; ``inputs``: what each line of a working is made of;
    ``quoted``: an office's questions in the words of the source, not in short; ``spaced``: parts
    stand apart; ``papers``: of what conditions rest on, too, not the measure's own alone.
    """

    full: bool = False
    leaves: int = 6
    found: bool = True
    records: int = 3
    inputs: bool = True
    quoted: bool = True
    spaced: bool = True
    asked: int = 8
    questions: int = 6
    siblings: int = 8
    references: int = 4
    cited: int = 6
    papers: bool = True
    #: Of what is refused also the conditions that are met, and how much it would give.
    every: bool = False

    def most(self, number: int) -> int:
        """So many of what a full page tells all of."""
        return _ALL if self.full else number

    def shown(self, parts: Sequence[_Part], most: int) -> Sequence[_Part]:
        """The first of them, where not all are told."""
        return parts[: self.most(most)]


FULL = Detail(full=True)
#: On a page that folds by itself nothing is left out but ids and formulas.
OPENED = Detail(
    every=True,
    leaves=_ALL,
    records=MOST_IN_FULL,
    asked=_ALL,
    questions=_ALL,
    siblings=_ALL,
    references=_ALL,
    cited=_ALL,
    spaced=False,
)


def levels() -> Iterator[Detail]:
    """From the fullest that may fit one screen to the shortest."""
    yield (detail := Detail())
    yield (detail := replace(detail, spaced=False))
    yield (detail := replace(detail, siblings=5, references=3, cited=3, questions=4, records=1))
    yield (detail := replace(detail, quoted=False, asked=6))
    yield (detail := replace(detail, inputs=False))
    yield (detail := replace(detail, found=False))
    yield (detail := replace(detail, siblings=2, references=1, cited=2, questions=3, asked=5))
    yield (detail := replace(detail, leaves=3))
    yield (
        detail := replace(detail, siblings=1, leaves=1, cited=1, questions=2, asked=3, papers=False)
    )
    yield replace(detail, asked=2)
