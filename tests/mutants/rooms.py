"""What is put to the test, and the tests that concern it: the quick and narrow ones first."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple


class Room(NamedTuple):
    """Modules, as patterns below engine/huiqi, and the tests they are tried against."""

    modules: tuple[str, ...]
    tests: tuple[str, ...]


def _files(folder: str) -> tuple[str, ...]:
    """The tests of a folder, from the smallest file on."""
    paths = (Path(__file__).resolve().parents[1] / folder).glob("test_*.py")
    return tuple(f"tests/{folder}/{path.name}" for path in sorted(paths, key=_size))


def _size(path: Path) -> int:
    return path.stat().st_size


ROOMS = {
    "evaluation": Room(
        ("evaluation/*.py",),
        (
            *_files("evaluation"),
            "tests/test_constraints.py",
            "tests/decision/test_events.py",
        ),
    ),
    "amounts": Room(
        ("decision/amounts/*.py",),
        (
            "tests/decision/test_money.py",
            "tests/decision/test_parts.py",
            "tests/decision/test_amounts.py",
            "tests/decision/test_limits.py",
            "tests/decision/test_working.py",
            "tests/decision/test_operands.py",
            "tests/decision/test_once_claims.py",
            "tests/decision/test_once.py",
            "tests/decision/test_shares.py",
            "tests/decision/test_ranges.py",
        ),
    ),
    "stacking": Room(
        ("decision/stacking/*.py",),
        (
            "tests/decision/test_stacking.py",
            "tests/decision/test_received.py",
            "tests/decision/test_combination.py",
            "tests/decision/test_uplifts.py",
            "tests/decision/test_choice_tree.py",
            "tests/decision/test_prices.py",
            "tests/decision/test_choice.py",
            "tests/decision/test_weighed.py",
            "tests/decision/test_many_records.py",
            "tests/decision/test_unproved.py",
        ),
    ),
    "funds": Room(
        ("funds/*.py",),
        (
            "tests/funds/test_waterfall.py",
            "tests/funds/test_sharing.py",
            "tests/funds/test_bounds.py",
            "tests/funds/test_terms.py",
            "tests/funds/test_applicants.py",
            "tests/funds/test_comparison.py",
            "tests/funds/test_first_come.py",
            "tests/funds/test_coverage.py",
            "tests/funds/test_eligibility.py",
            "tests/funds/test_reading.py",
        ),
    ),
    "fines": Room(("penalty/fines.py",), ("tests/penalty/test_fines.py",)),
}
