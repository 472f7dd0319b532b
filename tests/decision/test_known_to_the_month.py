"""A day known to the month: what is decided holds for each of its days, and the range is named."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest

from huiqi.evaluation import Evaluator
from huiqi.truth import Truth
from tests.commands import huiqi
from tests.profile.test_reader import RULES, read

#: Founded 365 days before the day of decision at the latest.
DAY = date(2023, 6, 20)


def held(founded: str, name: str) -> Truth:
    """A yes-or-no of an enterprise founded then."""
    profile, diagnostics = read(RULES, f"成立日期: {founded}")
    assert not diagnostics.items
    value = Evaluator(RULES, profile, DAY).outcome(name).value
    assert isinstance(value, Truth)
    return value


@pytest.mark.parametrize(
    ("month", "expected"),
    [("2022年5月", Truth.TRUE), ("2022年6月", Truth.UNKNOWN), ("2022年7月", Truth.FALSE)],
)
def test_what_holds_of_a_month_holds_of_each_of_its_days(month: str, expected: Truth) -> None:
    """Yes where all its days say so, no where none does, else open."""
    number = int(month[5])
    first = date(2022, number, 1)
    last = date(2022, number + 1, 1) - timedelta(days=1)
    days = [first + timedelta(days=n) for n in range((last - first).days + 1)]
    found = {held(day.isoformat(), "high_technology_registered") for day in days}
    assert held(month, "high_technology_registered") is expected
    assert found == ({expected} if expected.known else {Truth.TRUE, Truth.FALSE})


def test_the_result_names_the_range(tmp_path: Path) -> None:
    """In the clause that it leaves open, as it was told."""
    path = tmp_path / "p.yaml"
    path.write_text("企业名称: 甲\n成立日期: 2022年6月\n", encoding="utf-8")
    done = huiqi("ladder", str(path), "高新", "--as-of", str(DAY), "--full")
    assert done.returncode == 0, done.stderr
    assert "2022年6月" in done.stdout
