"""Titles that a cell names, several in one, and those that cells of what came of measures say were
given, in a database: each row says what it says to the reader of one row.
"""

from __future__ import annotations

from datetime import date, timedelta
from itertools import product
from pathlib import Path

import pytest

from huiqi.diagnostics import Diagnostics
from huiqi.profile.given_table import GivenTable
from huiqi.screening.loader import Loaded, load_enterprises
from tests.screening.test_loading import check_facts, rows_of, written
from tests.screening.test_titles_and_claims_told import DAY, MEANT
from tests.screening.test_whole_city import answers_of, parquet, run, same_answers, told
from tests.titles import RULES

duckdb = pytest.importorskip("duckdb")

TITLES, OUTCOME = "称号（一格写几个）", "已申报"
FIRST_SETS, RECOGNITIONS = "first_set_products", "recognitions"
#: What stands among the titles: of facts and of lists, with and without days, none, and unread.
CELLS = (
    "高企2024、专精特新2023",
    "绿色工厂(省级25年)、科小2025",
    "科小、省首台套（2026.6）",
    "省首台套2025.3、国家首台套2026.6、市长质量奖",
    "国家级绿色工厂，省级绿色工厂2023",
    "绿色工厂、龙头企业",
    "无",
    "不详",
    "",
)
#: What came of measures, with and without a title that was given.
OUTCOMES = (
    "",
    "省首台套26.6进名单，没报",
    "技改 报了；首台套进了省名单，奖没报",
    "市长质量奖25年评上，50万没下来",
    "首台套 没报",
)


def table(folder: Path, **more: object) -> GivenTable:
    """Each of the one with each of the other, each of these in two rows: 90."""
    rows = [["企业名称", "注册地", TITLES, OUTCOME, "示范"]]
    pairs = [*product(CELLS, OUTCOMES)] * 2
    rows += [[f"示例{n}厂", "聊城市", *own, ("是", "", "否")[n % 3]] for n, own in enumerate(pairs)]
    given = {"meant": MEANT, "lenient": True, **more}
    return GivenTable(file=written(folder / "T.csv", rows), **given)  # type: ignore[arg-type]


def loaded_of(given: GivenTable, said: Diagnostics | None = None) -> Loaded:
    return load_enterprises(duckdb.connect(), given, RULES, DAY, said or Diagnostics())


@pytest.mark.parametrize("year", [None, 2025])
@pytest.mark.parametrize("whole", [(), ("已获得的称号",)])
def test_a_row_tells_the_titles_that_it_tells_the_reader(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, year: int | None, whole: tuple[str, ...]
) -> None:
    """None came into a list, and nobody was told: of the same cells a city had other answers."""
    given = table(tmp_path, titles_year=year, whole=whole)
    loaded = loaded_of(given)
    # Nothing of it is left to the evaluator.
    assert check_facts(loaded, given, DAY) == 90
    small = {name: rows_of(loaded, name) for name in (FIRST_SETS, RECOGNITIONS)}
    assert all(small.values())
    monkeypatch.setattr("huiqi.screening.loader.opening.LARGE", 0)
    large = loaded_of(given)
    assert large.columns == loaded.columns
    assert {name: rows_of(large, name) for name in small} == small


def test_each_title_of_a_cell_is_a_record_with_its_day(tmp_path: Path) -> None:
    """By hand: of a month its first and last day, of a year too; of the same cells in two rows each
    row has its own.
    """
    cell = "省首台套2025.3、国家首台套2026.6、科小2025"
    rows = [["企业名称", TITLES], ["示例厂", cell], ["示例乙厂", cell]]
    loaded = loaded_of(GivenTable(file=written(tmp_path / "T.csv", rows)))
    options = RULES.facts[FIRST_SETS].fields["list"].type.enumeration
    assert options is not None
    march, june = (date(2025, 3, 1), date(2025, 3, 31)), (date(2026, 6, 1), date(2026, 6, 30))
    expected = [("provincial", *march), ("national", *june)]
    assert [
        (one["row"], options.symbols[int(str(one["list"]))], *ends(one))
        for one in rows_of(loaded, FIRST_SETS)
    ] == [(row, *own) for row in (2, 3) for own in expected]
    assert [(one["row"], *ends(one)) for one in rows_of(loaded, RECOGNITIONS)] == [
        (row, date(2025, 1, 1), date(2025, 12, 31)) for row in (2, 3)
    ]


def ends(record: dict[str, object]) -> tuple[date, ...]:
    """Between which days it was recognised."""
    own = (record[f"recognised_on.{end}"] for end in ("low", "high"))
    return tuple(date(1970, 1, 1) + timedelta(days=int(str(one))) for one in own)


@pytest.mark.parametrize("whole", [(), ("已获得的称号",)])
def test_a_title_beside_another_column_of_its_list_is_told_by_the_reader(
    tmp_path: Path, whole: tuple[str, ...]
) -> None:
    """One list has one table: who has a title in either is decided apart, and nobody else; who
    leaves open what others there are too, where the columns tell all.
    """
    given = table(tmp_path, columns=("已获得的称号：创新型中小企业=示范",), whole=whole)
    loaded = loaded_of(given)
    together = check_facts(loaded, given, DAY)
    titled, open_ = {0, 1, 2, 3, 4}, {5, 7} if whole else set[int]()
    apart = [
        2 + number
        for number, (cell, outcome) in enumerate([*product(CELLS, OUTCOMES)] * 2)
        if CELLS.index(cell) in titled | open_ or "质量奖" in outcome
    ]
    assert loaded.apart_rows() == apart
    assert together == 90 - len(apart)


def test_a_title_beside_a_list_of_its_own_is_told_by_the_reader(tmp_path: Path) -> None:
    """Of whom that list says nothing the cell alone tells."""
    listed = written(
        tmp_path / "L.csv",
        [["企业名称", "称号", "认定日期"], ["示例0厂", "瞪羚企业", "2025-06-01"]],
    )
    for whole in ((), ("已获得的称号",)):
        given = table(tmp_path, lists=(f"已获得的称号={listed}",), whole=whole)
        loaded = loaded_of(given)
        assert check_facts(loaded, given, DAY) + len(loaded.apart_rows()) == 90


@pytest.mark.parametrize("year", [None, 2025])
def test_every_answer_of_a_city_is_the_one_of_check(tmp_path: Path, year: int | None) -> None:
    """From Parquet; some answer rests on a title that an outcome tells of."""
    given = table(tmp_path, titles_year=year)
    file = parquet(tmp_path / "T.parquet", f"FROM read_csv('{given.file}', all_varchar=true)")
    options = [part for own in MEANT for part in ("--measure", own)]
    options += ["--titles-year", str(year)] if year else []
    output = tmp_path / "out.parquet"
    ran = run("screen", file, *options, "--unread-as-unknown", "-o", output, "--as-of", DAY)
    assert ran.returncode == 0, ran.stderr
    expected = answers_of(given, DAY)
    # Parquet has no header, which is the first row of a text.
    same_answers(told(output), {row - 1: answers for row, answers in expected.items()})
    # 首台套 没报 says of no title that it was given, and 26.6进名单 that it was.
    given_, not_given = (
        expected[2 + OUTCOMES.index(own) + len(OUTCOMES) * CELLS.index("")]["first-set"]
        for own in ("省首台套26.6进名单，没报", "首台套 没报")
    )
    assert given_ != not_given
    # 绿色工厂 has no level, of 龙头企业 there is none: in ten rows each, as 科小 without its year.
    assert "“称号（一格写几个）”里有 20 处认不出是哪一级、哪个称号，没有读：" in ran.stderr
    yearless = "有 10 处一年一认的称号没有写是哪一年的，按未知：科小"
    assert (yearless in ran.stderr) == (year is None)
