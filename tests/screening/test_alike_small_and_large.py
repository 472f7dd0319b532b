"""What columns are by their cells is the same of a table that is held, a large text and Parquet."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import duckdb
import pytest

from huiqi.city import GivenTable
from huiqi.diagnostics import Diagnostics
from huiqi.screening.loader.load import load_enterprises
from huiqi.screening.loader.loaded import Loaded
from tests.titles import RULES

DAY = date(2026, 12, 1)
#: Titles in several columns with their days, whether above scale under the head of a size, a level
#: under the head of a yes or no, and years by two digits.
HEAD = "企业名称,资质1,资质1有效期,资质2,资质2有效期,资质3,企业规模"
ROWS = (
    ("高新技术企业", "2026-12-08", "瞪羚企业", "2027-06-30", "", "规上"),
    ("科技型中小企业", "2026-12-31", "高新技术企业", "2028-11-28", "创新型中小企业", "规下"),
    ("", "", "", "", "", "规上"),
    ("", "", "创新型中小企业", "2025-06-30", "", ""),
)
#: One title in a cell with its day in the column beside it, and two.
BESIDE = (("高企", "2023.12.07"), ("高企(头一回)", "2025.12.8"), ("高企、省专精特新", "2023.11"))
YEARS = ("15.3", "16", "12.9", "没有")
LEVELS = ("省级", "市级", "国家级小巨人", "省级（2024）", "没有")


def table_of(folder: Path, head: str, rows: tuple[tuple[str, ...], ...]) -> Path:
    path = folder / "表.csv"
    lines = (",".join((f"示例{number}厂", *row)) for number, row in enumerate(rows))
    path.write_text("\n".join((head, *lines)) + "\n", encoding="utf-8")
    return path


def loaded_of(path: Path, columns: tuple[str, ...]) -> tuple[Loaded, list[str]]:
    given = GivenTable(file=path, columns=columns, lenient=True, no_is_never=True)
    said = Diagnostics()
    loaded = load_enterprises(duckdb.connect(), given, RULES, DAY, said)
    return loaded, [str(one.message) for one in said.items if one.code == "P134"]


@pytest.mark.parametrize(
    ("head", "rows", "columns", "facts"),
    [
        (HEAD, ROWS, ("称号（一格写几个）=资质1",), 6),
        ("企业名称,帽子,帽子啥时候下来的", BESIDE, ("称号（一格写几个）=帽子",), 3),
        ("企业名称,首次升规纳统年份", tuple((year,) for year in YEARS), (), 1),
        ("企业名称,是否专精特新", tuple((level,) for level in LEVELS), (), 2),
    ],
)
def test_a_large_table_and_parquet_are_read_as_a_small_one(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    head: str,
    rows: tuple[tuple[str, ...], ...],
    columns: tuple[str, ...],
    facts: int,
) -> None:
    """Of a large one 资质1 alone was read, without its day, and 企业规模 and 15.3 were not: other
    answers of the same cells, and nobody was told.
    """
    path = table_of(tmp_path, head, rows)
    small, said = loaded_of(path, columns)
    expected = values(small)
    assert len({name for row in expected for name in row if " " in name}) == facts
    parquet = tmp_path / "表.parquet"
    duckdb.sql(f"COPY (FROM read_csv('{path}', all_varchar=true)) TO '{parquet}' (FORMAT parquet)")
    monkeypatch.setattr("huiqi.screening.loader.opening.LARGE", 0)
    for other in (path, parquet):
        found, told = loaded_of(other, columns)
        assert values(found) == expected, other.suffix
        assert told == said


def values(loaded: Loaded) -> list[dict[str, object]]:
    """What each row tells of each fact: in the database, and by the reader of one row."""
    table = loaded.connection.execute("SELECT * FROM enterprises ORDER BY row")
    names = [name for name, *_ in table.description or ()]
    found = [dict(zip(names, row, strict=True)) for row in table.fetchall()]
    written = loaded.written_rows([int(str(row["row"])) for row in found]).table
    for own, row in zip(found, written.table.rows, strict=True):
        facts = written.profile(row, Diagnostics()).facts
        own |= {f"{name} {year}": str(given.value) for (name, year), given in facts.items()}
        # Parquet has no header, which is the first row of a text.
        del own["row"]
    return found
