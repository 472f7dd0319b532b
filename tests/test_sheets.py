"""Tables written: every cent is read back, and no text is run."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from huiqi.diagnostics import Diagnostics, InputError
from huiqi.report.sheets import write_sheet
from huiqi.tables import read_table


def written(path: Path, header: list[str], rows: list[list[object]]) -> list[tuple[str, ...]]:
    """The cells as they are read back."""
    write_sheet(path, header, rows, ["a note"])  # type: ignore[arg-type]
    table = read_table(path, Diagnostics())
    assert table is not None
    return [table.columns, *(row.cells for row in table.rows)]


@settings(max_examples=30)
@given(st.lists(st.integers(-(10**17), 10**17), min_size=1), st.sampled_from([".csv", ".xlsx"]))
def test_every_cent_is_read_back(cents: list[int], suffix: str) -> None:
    """Also above what a spreadsheet's number can hold: there the figure is a text."""
    rows: list[list[object]] = [["x", Decimal(amount).scaleb(-2)] for amount in cents]
    with TemporaryDirectory() as folder:
        found = written(Path(folder) / f"t{suffix}", ["name", "amount"], rows)
    assert [Decimal(cells[1]) for cells in found[1:]] == [row[1] for row in rows]


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@x", "\tx"])
def test_a_text_that_looks_like_a_formula_stays_a_text(tmp_path: Path, text: str) -> None:
    """Quoted in a CSV, where the type is lost; as it is in a spreadsheet, which keeps it."""
    write_sheet(tmp_path / "t.csv", [text], [[text], [Decimal(-1)]])
    lines = (tmp_path / "t.csv").read_text("utf-8-sig")
    assert lines.count(f"'{text[0]}") == 2
    assert "\n-1\n" in lines.replace("\r\n", "\n")
    found = written(tmp_path / "t.xlsx", ["name"], [[text]])
    assert found[1][0] == text.strip()


def test_what_would_change_a_screen_is_written_out(tmp_path: Path) -> None:
    """A CSV is printed as it is, and a carriage return starts a formula in some programs."""
    for name in ("t.csv", "t.xlsx"):
        found = written(tmp_path / name, ["name"], [["\rx\x1b[2J\u202e"]])
        assert found[1][0] == "\\x0dx\\x1b[2J\\u202e"


def test_other_kinds_of_file_are_refused(tmp_path: Path) -> None:
    """And a folder that is not there."""
    for name, code in (("t.ods", "C120"), ("none/t.csv", "C121"), ("none/t.xlsx", "C121")):
        with pytest.raises(InputError) as caught:
            write_sheet(tmp_path / name, ["a"], [])
        assert caught.value.diagnostics[0].code == code
