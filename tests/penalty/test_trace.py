"""What the result on an incident tells of how it came about: only when asked, and truly."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from huiqi.diagnostics import Diagnostics
from huiqi.penalty.deciding import PenaltyDecider
from huiqi.penalty.incident import Incident
from huiqi.penalty.incident_cases import run_penalty_file
from huiqi.penalty.results import PenaltyDecision
from huiqi.values import Record
from tests.decision.retelling import agrees
from tests.penalty.book import BOOK, ROOT

CASES = sorted((ROOT / "cases" / "penalty").glob("*.yaml"))


class Kept(PenaltyDecider):
    """Keeps what it decides."""

    def __init__(self) -> None:
        super().__init__(BOOK)
        self.kept: list[PenaltyDecision] = []

    def decide(self, incident: Incident, as_of: date, around: bool = True) -> PenaltyDecision:
        self.kept.append(super().decide(incident, as_of, around))
        return self.kept[-1]


@pytest.mark.few(4)
@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_trace_and_verdict_agree(path: Path) -> None:
    """For every incident: nothing is told before it is asked for, and what is told decided."""
    decider = Kept()
    list(run_penalty_file(path, decider, Diagnostics()))
    compared = 0
    for decision in decider.kept:
        names = {"incident": Record(decision.fields)}
        for result in decision.answer.rules:
            for clause in result.verdict.clauses:
                assert "trace" not in vars(clause)
                compared += agrees(clause, BOOK.terms, decision.as_of, names)
    assert compared
