"""Every incident of the project's cases, decided once for all tests."""

from __future__ import annotations

from datetime import date
from functools import cache
from pathlib import Path

from huiqi.diagnostics import Diagnostics
from huiqi.penalty.deciding import PenaltyDecider
from huiqi.penalty.incident import Incident
from huiqi.penalty.incident_cases import run_penalty_file
from huiqi.penalty.results import PenaltyDecision
from tests.penalty.book import BOOK, ROOT

CASES = sorted((ROOT / "cases" / "penalty").glob("*.yaml"))


class Kept(PenaltyDecider):
    """Keeps what it decides."""

    def __init__(self) -> None:
        super().__init__(BOOK)
        self.kept: list[PenaltyDecision] = []

    def decide(self, incident: Incident, as_of: date, around: bool = True) -> PenaltyDecision:
        """With what stands beside the verdict, as a reader gets it."""
        self.kept.append(super().decide(incident, as_of))
        return self.kept[-1]


@cache
def decisions(path: Path) -> tuple[PenaltyDecision, ...]:
    """The decisions on the incidents of a file."""
    decider = Kept()
    list(run_penalty_file(path, decider, Diagnostics()))
    return tuple(decider.kept)
