"""What is put to the test, and the tests that concern it: the quick and narrow ones first."""

from __future__ import annotations

from typing import NamedTuple


class Room(NamedTuple):
    """Modules, as patterns below engine/huiqi, and the tests they are tried against."""

    modules: tuple[str, ...]
    tests: tuple[str, ...]


#: Tests of the whole language: its samples, and the readers beside one another.
_LANGUAGE = ("tests/evaluation", "tests/audit/proofs/test_soundness.py")
_DECISION = ("tests/decision/test_amounts.py", "tests/decision/test_limits.py")

ROOMS = {
    "evaluation": Room(
        ("evaluation/*.py",),
        ("tests/evaluation", "tests/test_constraints.py", "tests/decision/test_events.py"),
    ),
    "amounts": Room(("decision/amounts/*.py",), _DECISION),
    "stacking": Room(("decision/stacking/*.py",), ("tests/decision/test_stacking.py",)),
    "funds": Room(
        ("funds/*.py",),
        (
            "tests/funds/test_sharing.py",
            "tests/funds/test_bounds.py",
            "tests/funds/test_coverage.py",
            "tests/funds/test_eligibility.py",
            "tests/funds/test_reading.py",
            "tests/funds/test_command.py",
        ),
    ),
    "fines": Room(("penalty/fines.py",), ("tests/penalty/test_fines.py",)),
}
