"""Which tests meet which lines, and how long each takes."""

from __future__ import annotations

import ast
import importlib
import json
import os
import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from tests.mutants.argued import PACKAGE

#: Nothing but whether the tests pass; pytest is not to rewrite what has been loaded already.
_OPTIONS = (
    *("-x", "-q", "--no-header", "--tb=no", "-p", "no:cacheprovider", "-p", "no:xdist"),
    *("-W", "ignore::pytest.PytestAssertRewriteWarning"),
)


def run_pytest(tests: Iterable[str], plugin: object) -> int:
    """Runs them in this process."""
    status: int = importlib.import_module("pytest").main([*_OPTIONS, *tests], plugins=[plugin])
    return status


class Observed:
    """A run of the tests, each noted by the lines it meets."""

    def __init__(self, coverage: Any) -> None:
        self.coverage = coverage
        self.seconds: dict[str, float] = {}

    def pytest_runtest_logstart(self, nodeid: str) -> None:
        """From here on the lines are this test's."""
        self.coverage.switch_context(nodeid)

    def pytest_runtest_logreport(self, report: Any) -> None:
        """Setting up, the test itself, clearing away."""
        self.seconds[report.nodeid] = self.seconds.get(report.nodeid, 0.0) + report.duration


class Covering:
    """The tests that meet a line, the quickest first."""

    def __init__(self, tests: Sequence[str], folder: Path) -> None:
        """Runs all of them once, without any mistake."""
        kept, times = folder / "coverage", folder / "seconds"
        child = os.fork()
        if child == 0:
            coverage = importlib.import_module("coverage")
            observing = coverage.Coverage(data_file=str(kept), source=[str(PACKAGE)], branch=False)
            observing.start()
            observed = Observed(observing)
            status = run_pytest(tests, observed)
            observing.stop()
            observing.save()
            times.write_text(json.dumps(observed.seconds), encoding="utf-8")
            sys.stdout.flush()
            os._exit(status)
        if os.waitpid(child, 0)[1] != 0:
            sys.exit("the tests fail without any mistake")
        self.seconds: dict[str, float] = json.loads(times.read_text(encoding="utf-8"))
        self.data = importlib.import_module("coverage").CoverageData(str(kept))
        self.data.read()

    def tests(self, module: str) -> dict[int, list[str]]:
        """By line of the module; where a line runs at import, all that meet the module."""
        path = PACKAGE / module
        met = self.data.contexts_by_lineno(str(path))
        everyone = {name for names in met.values() for name in names if name} or set(self.seconds)
        found: dict[int, list[str]] = {}
        for lines in _statements(path):
            names = {name for line in lines for name in met.get(line, ())}
            names = everyone if "" in names else names
            ordered = sorted(names - {""}, key=lambda name: self.seconds[name])
            found |= dict.fromkeys(lines, ordered)
        return found


def _statements(path: Path) -> Iterator[range]:
    """The lines of each statement before its body, the outer ones first."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, (ast.stmt, ast.ExceptHandler)):
            assert node.end_lineno is not None
            body = getattr(node, "body", None)
            last = max(node.lineno, body[0].lineno - 1) if body else node.end_lineno
            decorators = getattr(node, "decorator_list", ())
            yield range(min((each.lineno for each in decorators), default=node.lineno), last + 1)
