"""Running cases, those of measures and those of incidents, from the same files."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from huiqi.decision.cases import CaseResult, case_files, run_file
from huiqi.diagnostics import Diagnostic, Diagnostics
from huiqi.penalty.incident_cases import holds_incidents, run_penalty_file

if TYPE_CHECKING:
    from huiqi.decision.decide import Decider
    from huiqi.penalty.deciding import PenaltyDecider
    from huiqi.rulebook.rulebook import Rulebook


class Tested(NamedTuple):
    """How cases came out; ``untested``: the measures that no case names."""

    results: Sequence[CaseResult]
    untested: tuple[str, ...]
    findings: Sequence[Diagnostic]


def run_cases(
    files: Iterable[Path],
    rulebook: Rulebook,
    decider: Decider,
    penalty_decider: Callable[[], PenaltyDecider],
) -> Tested:
    """The cases in files and folders: how they came out.

    Args:
        files: Files, and folders of them.
        rulebook: The rules.
        decider: Decides the cases of enterprises.
        penalty_decider: Makes what decides incidents, whose rules are loaded only where there
            are cases of them.
    """
    diagnostics = Diagnostics()
    results: list[CaseResult] = []
    listed = case_files(files)
    for path in listed:
        results += run_file(path, rulebook, decider, diagnostics)
    for path in listed:
        if holds_incidents(path):
            results += run_penalty_file(path, penalty_decider(), diagnostics)
    named = {name for result in results for name in result.measures}
    untested = tuple(sorted(set(rulebook.measures) - named))
    return Tested(results, untested, diagnostics.sorted())
