"""Columns that tell of one record of a list: what a row says is what its profile would say."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import duckdb
import pytest

from huiqi.decision.decide import Decider
from huiqi.diagnostics import Diagnostics, InputError
from huiqi.profile.given_table import GivenTable, HeldCells
from huiqi.profile.list_tables import with_lists
from huiqi.profile.profile import Given, Profile
from huiqi.profile.profile_reader import read_profile
from huiqi.screening.keeping import answer_of
from huiqi.screening.loader.load import load_enterprises
from huiqi.values import Interval, Records, symbol
from tests.screening.test_asked_of_table import answered
from tests.titles import RULES

DAY = date(2026, 11, 28)
HEAD = "企业名称,注册地,技改投资（万元）,技改完成时间"
COLUMNS = (
    "技术改造项目：完成投资=技改投资（万元）",
    "技术改造项目：竣工投产日期=技改完成时间",
)


def given(folder: Path, *rows: str, columns: Sequence[str] = COLUMNS) -> GivenTable:
    """A table of an officer, with what its columns are."""
    path = folder / "台账.csv"
    path.write_text("\n".join((HEAD, *rows)), encoding="utf-8")
    return GivenTable(file=path, columns=tuple(columns))


def profiles(table: GivenTable) -> list[Profile]:
    """Every enterprise; raises where a row is at fault."""
    opened, _ = table.opened(RULES, DAY, Diagnostics())
    diagnostics = Diagnostics()
    found = [opened.profile(row, diagnostics) for row in opened.table.rows]
    diagnostics.raise_errors()
    return found


@pytest.mark.parametrize(
    ("row", "record"),
    [
        ("2350,2026年6月", "完成投资: 2350万元, 竣工投产日期: 2026年6月"),
        ("2.35亿,", "完成投资: 2.35亿元"),
        ("750..850,2025-03-01", "完成投资: 750万元..850万元, 竣工投产日期: 2025-03-01"),
    ],
)
def test_a_row_says_what_a_profile_with_the_record_says(
    tmp_path: Path, row: str, record: str
) -> None:
    """Every answer is the same: of what is told, and of what else may exist."""
    (own,) = profiles(given(tmp_path, f"示例甲公司,聊城市,{row}"))
    path = tmp_path / "甲.yaml"
    path.write_text(
        "enterprise: {name: 示例甲公司}\nfacts:\n  注册地: 聊城市\n"
        f"  技术改造项目: {{至少: [{{项目名称: 技术改造项目, {record}}}]}}\n",
        encoding="utf-8",
    )
    diagnostics = Diagnostics()
    other = read_profile(path, RULES, diagnostics)
    diagnostics.raise_errors()
    decider = Decider(RULES)
    answers = [
        [answer_of(one) for one in decider.decide(profile, DAY, RULES.supports).results]
        for profile in (own, other)
    ]
    assert answers[0] == answers[1]


@pytest.mark.parametrize(
    ("cell", "amount"),
    [
        ("智能化改造 1200", "1200万元"),
        ("热处理线2600", "2600万元"),
        ("技改 3.2亿", "3.2亿元"),
        ("二期 950.5", "950.5万元"),
        ("SMT线 210万元", "210万元"),
    ],
)
def test_words_before_an_amount_say_what_it_is_for(tmp_path: Path, cell: str, amount: str) -> None:
    """The amount alone is read, which is told."""
    table = given(tmp_path, f"示例甲公司,聊城市,{cell},")
    opened, _ = table.opened(RULES, DAY, Diagnostics())
    remarks = Diagnostics()
    own = opened.profile(opened.table.rows[0], remarks)
    assert "P134" in [one.code for one in remarks.items]
    (other,) = profiles(given(tmp_path, f"示例甲公司,聊城市,{amount},"))
    told = [one.facts["renovation_projects", None].value for one in (own, other)]
    assert all(isinstance(value, Records) for value in told)
    fields = [value.items[0].fields for value in told if isinstance(value, Records)]
    assert fields[0] == fields[1]


@pytest.mark.parametrize(
    "cell",
    [
        "计划改造 500",
        "扩产约4600",
        "总投资 3000",
        "2024年 300",
        "预计1200",
        "近 800",
    ],
)
def test_an_amount_that_is_planned_or_not_exact_is_not_read(tmp_path: Path, cell: str) -> None:
    """Nor one of several."""
    with pytest.raises(InputError):
        profiles(given(tmp_path, f"示例甲公司,聊城市,{cell},"))


def _year_of(folder: Path, cell: str) -> tuple[Given | None, Diagnostics]:
    """What a cell under 是否规上 says of the year, and what there is to remark."""
    path = folder / "台账.csv"
    path.write_text(f"企业名称,是否规上\n示例甲公司,{cell}\n", encoding="utf-8")
    table = GivenTable(file=path, columns=("首次升规纳统年份=是否规上",))
    opened, _ = table.opened(RULES, DAY, Diagnostics())
    remarks = Diagnostics()
    facts = opened.profile(opened.table.rows[0], remarks).facts
    return facts.get(("statistics_entry_year", None)), remarks


@pytest.mark.parametrize(
    ("cell", "year"),
    [
        ("2026", 2026),
        ("2026年3月", 2026),
        ("2026.3", 2026),
        ("2026.1", 2026),
        ("2026-03-15", 2026),
        ("是（2026年3月新入规）", 2026),
        ("已纳统2025年", 2025),
        ("2024年12月入统", 2024),
        ("今年1月新入规", 2026),
        ("去年入规", 2025),
        ("是，今年1月入规", 2026),
        ("否（预计今年入规）", None),
        ("否，差一点点", None),
        ("是（规上服务业）", None),
        ("退库", None),
        ("规上服务业", None),
        ("是", None),
        ("否", None),
    ],
)
def test_a_year_is_told_by_a_day_of_it_and_not_by_yes_or_no(
    tmp_path: Path, cell: str, year: int | None
) -> None:
    """That it is above scale says nothing of since when; what was passed over is told."""
    value, remarks = _year_of(tmp_path, cell)
    assert not remarks.errors
    assert {one.code for one in remarks.items} == (set() if cell == "2026" else {"P134"})
    assert (value is None) == (year is None)
    if value is not None:
        assert isinstance(value.value, Interval)
        assert value.value.low == value.value.high == year


@pytest.mark.parametrize("cell", ["拟2027年入规", "2025年12月或2026年1月", "明年"])
def test_a_year_that_is_hoped_for_or_one_of_two_is_not_read(tmp_path: Path, cell: str) -> None:
    value, remarks = _year_of(tmp_path, cell)
    assert remarks.errors
    assert value is None


@pytest.mark.parametrize(
    ("head", "rows", "asked"),
    [
        ("是否规上", ("是", "是（规上服务业）"), []),
        # Whether a no says never is asked of its cells.
        ("是否规上", ("是", "否"), ["是否规上"]),
        ("是否规上", ("是", "是（2026年3月新入规）"), ["是否规上"]),
        # Where another column says which year, the noes alone tell less.
        ("是否规上,入规时间", ("是,2019年", "否,"), ["入规时间"]),
        # What time stands there is no unit; what is hoped for is another thing.
        ("是否规上（入库时间）", ("是（2019）", "否"), ["是否规上（入库时间）"]),
        ("是否规上（哪年）", ("是（2019）", "2025年小升规"), ["是否规上（哪年）"]),
        ("是否规上（计划入库时间）", ("是（2027）", "否"), []),
    ],
)
def test_a_column_of_yes_and_no_is_asked_about_as_a_year_where_that_tells_something(
    tmp_path: Path, head: str, rows: tuple[str, ...], asked: list[str]
) -> None:
    path = tmp_path / "台账.csv"
    lines = (f"示例企业{place},{row}" for place, row in enumerate(rows))
    path.write_text("\n".join((f"企业名称,{head}", *lines)), encoding="utf-8")
    opened, _ = GivenTable(file=path).opened(RULES, DAY, Diagnostics())
    assert [one.name for one in opened.in_doubt] == asked


@pytest.mark.parametrize("cell", ["", "无", "—", "未知", "0", "0.00"])
def test_a_row_without_one_says_nothing_of_the_list(tmp_path: Path, cell: str) -> None:
    """That one column has none is no list that is empty."""
    (own,) = profiles(given(tmp_path, f"示例甲公司,聊城市,{cell},"))
    assert ("renovation_projects", None) not in own.facts


def test_a_cell_that_cannot_be_read_leaves_the_rest_of_the_record(tmp_path: Path) -> None:
    """Refused as any cell is; on request that field alone is not known."""
    table = given(tmp_path, "示例甲公司,聊城市,很多,2026年9月完工")
    with pytest.raises(InputError, match="完成投资"):
        profiles(table)
    (own,) = profiles(replace(table, lenient=True))
    value = own.facts["renovation_projects", None].value
    assert isinstance(value, Records)
    assert not value.complete
    (record,) = value.items
    completed = record.fields["completed_on"]
    assert completed == Interval(date(2026, 9, 1), date(2026, 9, 30))
    assert "total_investment" not in record.fields


def test_a_list_stands_in_one_place(tmp_path: Path) -> None:
    """Else one of the two would be lost."""
    other = tmp_path / "项目.csv"
    other.write_text("企业名称,项目名称\n示例甲公司,甲项目\n", encoding="utf-8")
    table = replace(given(tmp_path, "示例甲公司,聊城市,15000,"), lists=(f"技术改造项目={other}",))
    with pytest.raises(InputError, match="P179"):
        table.opened(RULES, DAY, Diagnostics())
    with pytest.raises(InputError, match="P179"):
        load_enterprises(duckdb.connect(), table, RULES, DAY, Diagnostics())


def test_in_a_database_they_are_the_records_of_the_list(tmp_path: Path) -> None:
    """Where they tell of one; a cell that cannot be read is told of row by row."""
    rows = (
        "示例甲公司,聊城市,2350,",
        "示例乙公司,聊城市,无,",
        "示例丙公司,聊城市,,2026年6月",
        "示例丁公司,聊城市,2350,一期完工",
        "示例戊公司,聊城市,2350,在建",
        "示例己公司,聊城市,2350,2026年9月完工",
        "示例庚公司,聊城市,2350,2027年",
    )
    connection = duckdb.connect()
    loaded = load_enterprises(connection, given(tmp_path, *rows), RULES, DAY, Diagnostics())
    assert loaded.apart_rows() == [5]
    assert loaded.columns.lists.keys() == {"renovation_projects"}
    found = connection.execute(
        "SELECT row, name, total_investment FROM renovation_projects WHERE row != 5 ORDER BY row"
    ).fetchall()
    spent = {2: 2_350_000_000, 4: None, 6: None, 7: 2_350_000_000, 8: None}
    assert found == [(row, "技术改造项目", own) for row, own in spent.items()]


@pytest.mark.few(25)
@pytest.mark.parametrize(
    ("cell", "completed", "planned"),
    [
        ("", None, False),
        ("不详", None, False),
        ("已备案，2026年9月完工", ("2026-09-01", "2026-09-30"), False),
        ("2026.6完工", ("2026-06-01", "2026-06-30"), False),
        ("2026.3开工，2026.10.15竣工", ("2026-10-15", "2026-10-15"), False),
        ("完工2026.9.30", ("2026-09-30", "2026-09-30"), False),
        ("26年4月完工", ("2026-04-01", "2026-04-30"), False),
        ("2026-11-28", ("2026-11-28", "2026-11-28"), False),
        ("已完工，待验收", (None, "2026-11-28"), False),
        ("是", (None, "2026-11-28"), False),
        # January or October: both are over.
        ("2026.1", ("2026-01-01", "2026-10-31"), False),
        # Of this month the day decides, and it is not told.
        ("2026年11月", ("2026-11-01", "2026-11-30"), True),
        ("2026-11-29", ("2026-11-29", "2026-11-29"), True),
        ("2026年12月完工", ("2026-12-01", "2026-12-31"), True),
        ("2026.3开工，预计27年6月完工", ("2026-11-29", None), True),
        ("正在安装设备，年底完工", ("2026-11-29", None), True),
        ("在建", ("2026-11-29", None), True),
        ("否", ("2026-11-29", None), True),
        # As officers write it; told from the day of decision.
        ("今年10月已竣工验收", ("2026-10-01", "2026-10-31"), False),
        ("去年12月完工", ("2025-12-01", "2025-12-31"), False),
        ("竣工了", (None, "2026-11-28"), False),
        ("已竣工，2026年6月", ("2026-06-01", "2026-06-30"), False),
        ("70%", ("2026-11-29", None), True),
        ("完成50%", ("2026-11-29", None), True),
        ("一半", ("2026-11-29", None), True),
        ("停建", ("2026-11-29", None), True),
        ("合同已签，设备12月到", ("2026-11-29", None), True),
        ("2025年10月开工，明年6月竣工", ("2027-06-01", "2027-06-30"), True),
        ("设备2027年3月到货", ("2026-11-29", None), True),
        ("备案了,没开工", ("2026-11-29", None), True),
        ("设备已到,在装", ("2026-11-29", None), True),
        ("在谈", ("2026-11-29", None), True),
        ("已完工未验收", (None, "2026-11-28"), False),
        ("完工,25年10月验收", (None, "2026-11-28"), False),
        ("已安装调试完成", None, True),
        ("已投产 今年6月完工，发票齐", ("2026-06-01", "2026-06-30"), False),
        ("激光切割线 已备案，完工待验收", (None, "2026-11-28"), False),
        # What was examined was done by then.
        ("2025年12月验收", (None, "2025-12-31"), False),
        ("今年11月验收合格", (None, "2026-11-28"), False),
        ("明年3月验收", ("2026-11-29", None), True),
        # Two days, or what is not done beside what is, tell nothing of the whole.
        ("2025年6月完工，2026年3月投产", None, True),
        ("厂房完工，设备未到", None, True),
        # Of what is done a day to come is that of something else.
        ("已完工，2027年3月验收", None, True),
        ("主体完工，明年一季度装设备", None, True),
        # What tells of a part, or of a plan that is over, tells nothing of the whole.
        ("分两期，一期26年3月完工，二期27年", None, True),
        ("预计2026年6月完工", None, True),
        ("2026年3月开工", None, True),
        ("年底完工", None, True),
        # Of several, each by its number, nothing is told of the whole.
        ("①2025.12 ②在建", None, True),
        # As people say it, and the year without its century.
        ("完了", (None, "2026-11-28"), False),
        ("停了", ("2026-11-29", None), True),
        ("在建，预计27.3", ("2026-11-29", None), True),
        ("26.9", ("2026-09-01", "2026-09-30"), False),
        # Of which year is not said: it may be over, or to come.
        ("12月底完", None, True),
        ("1、2025.12 2、在建", None, True),
    ],
)
def test_what_may_be_a_plan_is_not_spent(
    tmp_path: Path, cell: str, completed: tuple[str | None, str | None] | None, planned: bool
) -> None:
    """What is not said to be completed by the day of decision may be a plan: told, and unknown;
    unless the user says that it was spent.  Row by row and in a database.
    """
    table = replace(
        given(tmp_path, f'示例甲公司,聊城市,2350,"{cell}"'),
        lenient=True,
        whole=("技术改造项目",),
    )
    opened, _ = table.opened(RULES, DAY, Diagnostics())
    remarks = Diagnostics()
    value = opened.profile(opened.table.rows[0], remarks).facts["renovation_projects", None].value
    assert isinstance(value, Records)
    days = value.items[0].fields.get("completed_on")
    ends = None if days is None else (days.low, days.high)  # type: ignore[union-attr]
    bounds = completed and tuple(day and date.fromisoformat(day) for day in completed)
    assert ends == bounds
    invested = Interval(Decimal(23_500_000), Decimal(23_500_000))
    assert value.items[0].fields.get("total_investment") == (None if planned else invested)
    assert ("P113" in [one.code for one in remarks.items]) is planned
    (spent,) = profiles(replace(table, spent=True, cells=HeldCells()))
    told = spent.facts["renovation_projects", None].value
    assert isinstance(told, Records)
    assert told.items[0].fields["total_investment"] == invested
    for spent_too in (False, True):
        connection = duckdb.connect()
        own = replace(table, spent=spent_too)
        loaded = load_enterprises(connection, own, RULES, DAY, Diagnostics())
        found = connection.execute("SELECT total_investment FROM renovation_projects").fetchall()
        # A cell that is not read sets its row apart.
        assert loaded.apart_rows() == ([2] if planned and completed is None else [])
        if not loaded.apart_rows():
            assert found == [(None if planned and not spent_too else 2_350_000_000,)]


def test_whether_what_is_not_completed_was_spent_is_asked(tmp_path: Path) -> None:
    """Where such a project is told of, and not where none is."""
    rows = ("示例甲公司,聊城市,2350,在建", "示例乙公司,聊城市,500,2026年9月完工")
    table = given(tmp_path, *rows)
    told, asked = answered(table, ("", "是"), DAY)
    (text,) = [one for one in asked if "竣工" in one and "花出" in one]
    assert text.startswith("1 户的项目没有写着已经竣工，如 第 2 行 技改完成时间“在建”")
    assert told.spent
    told, _ = answered(table, ("",), DAY)
    assert not told.spent
    _, asked = answered(given(tmp_path, rows[1]), (), DAY)
    assert not any("花出" in one for one in asked)


def test_what_is_hardly_meant_is_asked_of_a_large_table_too(tmp_path: Path) -> None:
    """An investment of three thousand yuan: of the unit of the column."""
    table = given(tmp_path, "示例甲公司,聊城市,3000,", "示例乙公司,聊城市,3001,")
    text = table.file.read_text(encoding="utf-8").replace("（万元）", "")
    table.file.write_text(text, encoding="utf-8")
    table = replace(table, columns=("技术改造项目：完成投资=技改投资",))
    diagnostics, other = Diagnostics(), Diagnostics()
    load_enterprises(duckdb.connect(), table, RULES, DAY, diagnostics)
    opened, _ = table.opened(RULES, DAY, Diagnostics())
    opened.profile(opened.table.rows[0], other)
    asked = [one for one in diagnostics.items if one.code == "P131"]
    assert asked == other.items
    assert len(asked) == 1


def test_what_is_said_of_a_cell_is_said_once(tmp_path: Path) -> None:
    """When it is read, and not of the record as well."""
    opened, _ = given(tmp_path, "示例甲公司,聊城市,2350,2025年底").opened(RULES, DAY, Diagnostics())
    diagnostics = Diagnostics()
    opened.profile(opened.table.rows[0], diagnostics)
    assert [one.code for one in diagnostics.items] == ["P134"]


@pytest.mark.parametrize("column", ["金额=已得", "到账日=何时"])
def test_a_record_that_nothing_names_is_told_as_well(tmp_path: Path, column: str) -> None:
    """A payment has no key: of a list without one no name is made up."""
    path = tmp_path / "台账.csv"
    path.write_text("企业名称,已得,何时\n示例甲公司,300万元,2025年3月\n", encoding="utf-8")
    table = GivenTable(file=path, columns=(f"已经得过的财政支持：{column}",))
    (own,) = profiles(table)
    value = own.facts["support_received", None].value
    assert isinstance(value, Records)
    assert len(value.items) == 1


@pytest.mark.parametrize(
    ("cells", "number", "complete"),
    [
        ("2350,2026年6月", 1, True),
        (",", 0, True),
        ("无,", 0, True),
        # What is not known, or not read, leaves it open that there is one.
        ("未知,", None, None),
        (",一期完工", None, None),
        (",在建", 1, True),
        ("2350,在建", 1, True),
        ("2350,一期完工", 1, True),
    ],
)
def test_columns_may_be_said_to_tell_all(
    tmp_path: Path, cells: str, number: int | None, complete: bool | None
) -> None:
    """Then a row that tells of none has none; in a database, too."""
    table = replace(
        given(tmp_path, f"示例甲公司,聊城市,{cells}"), whole=("技术改造项目",), lenient=True
    )
    (own,) = profiles(table)
    told = own.facts.get(("renovation_projects", None))
    if number is None:
        assert told is None
    else:
        assert told is not None
        assert isinstance(told.value, Records)
        assert (len(told.value.items), told.value.complete) == (number, complete)
    loaded = load_enterprises(duckdb.connect(), table, RULES, DAY, Diagnostics())
    assert loaded.apart_rows() == ([2] if "一期" in cells else [])
    listed = loaded.columns.lists["renovation_projects"]
    assert listed.whole
    assert (listed.open is not None) is ("未知" in cells)


def test_an_officers_own_heads_are_asked_about(tmp_path: Path) -> None:
    """Yes, and yes, is all that she says; what is planned she denies."""
    table = given(tmp_path, "示例甲公司,聊城市,2350,2026年6月", columns=())
    told, asked = answered(table, ("是", "是"), DAY)
    assert (told.columns, told.whole) == (COLUMNS, ("技术改造项目",))
    assert "全部" in asked[1]
    told, _ = answered(table, ("是", ""), DAY)
    assert (told.columns, told.whole) == (COLUMNS, ())
    assert "技改投资（万元）" in asked[0]
    told, _ = answered(table, ("否", "否"), DAY)
    assert told.columns == ()
    (own,) = profiles(told)
    assert ("renovation_projects", None) not in own.facts


def test_both_ends_of_a_range_have_the_unit_of_the_head(tmp_path: Path) -> None:
    """In a table of records as in any other, one by one and in a database."""
    main, other = tmp_path / "企业.csv", tmp_path / "项目.csv"
    main.write_text("企业名称,注册地\n示例甲公司,聊城市\n", encoding="utf-8")
    other.write_text(
        "企业名称,项目名称,完成投资（万元）\n示例甲公司,甲项目,750..850\n", encoding="utf-8"
    )
    table = GivenTable(file=main, lists=(f"技术改造项目={other}",))
    opened, lists = table.opened(RULES, DAY, Diagnostics())
    diagnostics = Diagnostics()
    profile = with_lists(
        opened.profile(opened.table.rows[0], diagnostics), lists, RULES, diagnostics
    )
    value = profile.facts["renovation_projects", None].value
    assert isinstance(value, Records)
    invested = value.items[0].fields["total_investment"]
    assert isinstance(invested, Interval)
    assert (invested.low, invested.high) == (7_500_000, 8_500_000)
    connection = duckdb.connect()
    load_enterprises(connection, table, RULES, DAY, Diagnostics())
    found = connection.execute("FROM renovation_projects").fetchone()
    assert found is not None
    assert {750_000_000, 850_000_000} <= set(found)


AT_MOST = "技术改造项目：经第三方审核的实际设备软件投资额（至多）=其中设备（万元）"


def test_a_column_may_tell_what_is_to_be_audited_at_most(tmp_path: Path) -> None:
    """The tenth of all that was spent, land and halls as well, was told where the equipment stood
    beside it: row by row and in a database, of what is completed alone.
    """
    path = tmp_path / "台账.csv"
    head = "企业名称,注册地,项目投资（万元）,其中设备（万元）,竣工时间"
    rows = (
        ("3200,2600,2026年6月", 26_000_000),
        ("3200,约700,2026年6月", 7_700_000),
        ("3200,0.26亿,2026年6月", 26_000_000),
        ("3200,2600,2027年6月", None),
        ("3200,,2026年6月", None),
    )
    told = [f"示例企业{place},聊城市,{own}" for place, (own, _) in enumerate(rows)]
    path.write_text("\n".join((head, *told)), encoding="utf-8")
    columns = (
        "技术改造项目：完成投资=项目投资（万元）",
        COLUMNS[1].replace("技改完成", "竣工"),
        AT_MOST,
    )
    table = GivenTable(file=path, columns=columns, about=True)
    found = []
    for profile in profiles(table):
        records = profile.facts["renovation_projects", None].value
        assert isinstance(records, Records)
        value = records.items[0].fields.get("audited_equipment_and_software")
        found.append(value.high if isinstance(value, Interval) else None)
        assert not isinstance(value, Interval) or value.low == 0
    assert found == [None if own is None else Decimal(own) for _, own in rows]
    connection = duckdb.connect()
    load_enterprises(connection, table, RULES, DAY, Diagnostics())
    name = "audited_equipment_and_software"
    names = {row[0] for row in connection.execute("DESCRIBE renovation_projects").fetchall()}
    (high,) = [own for own in names if own.startswith(name) and own.endswith("high")]
    loaded = connection.execute(f'SELECT "{high}" FROM renovation_projects ORDER BY row').fetchall()
    assert [own for (own,) in loaded] == [None if own is None else own * 100 for _, own in rows]


def test_what_is_to_be_audited_is_offered_as_the_most_first(tmp_path: Path) -> None:
    """其中设备 was only copied; and what it is called says no figure that cannot be read."""
    path = tmp_path / "台账.csv"
    rows = ("示例甲公司,2600", "示例乙公司,3100（二期）")
    path.write_text("\n".join(("企业名称,其中设备(万元)", *rows)), encoding="utf-8")
    opened, _ = GivenTable(file=path).opened(RULES, DAY, Diagnostics())
    (doubt,) = opened.in_doubt
    assert doubt.meanings[0].name.endswith("（至多）")
    assert doubt.meanings[0].like == "3100（二期）"


@pytest.mark.parametrize(
    ("cell", "completed"),
    [
        ("2027.6", ("2026-11-29", None)),
        ("已竣工（2026年5月）", ("2026-05-01", "2026-05-31")),
        # It was expected by now, and nobody says that it came about.
        ("2026.6", None),
    ],
)
def test_a_day_below_a_head_of_what_is_expected_is_none_of_completion(
    tmp_path: Path, cell: str, completed: tuple[str | None, str | None] | None
) -> None:
    """预计竣工时间 says when it is hoped for."""
    path = tmp_path / "台账.csv"
    path.write_text(f"企业名称,预计竣工时间\n示例甲公司,{cell}", encoding="utf-8")
    columns = ("技术改造项目：竣工投产日期=预计竣工时间",)
    table = GivenTable(file=path, columns=columns, lenient=True)
    (profile,) = profiles(table)
    given_ = profile.facts.get(("renovation_projects", None))
    if completed is None:
        assert given_ is None
        return
    assert given_ is not None
    assert isinstance(given_.value, Records)
    value = given_.value.items[0].fields["completed_on"]
    assert isinstance(value, Interval)
    assert tuple(None if one is None else str(one) for one in (value.low, value.high)) == completed


def test_a_record_is_called_by_the_column_that_is_headed_as_its_list(tmp_path: Path) -> None:
    """技改项目 was only copied; below such a head yes and no do not say what it is called."""
    path = tmp_path / "台账.csv"
    for head, cells, offered in (
        ("技改项目", ("冷拔机组更新", "无"), ["技术改造项目：项目名称"]),
        ("首台套", ("数控磨床", ""), ["首台套产品：产品名称"]),
        ("技改项目", ("有", "无"), []),
        ("首台套", ("是", "否"), []),
        # Its records go by no name alone.
        ("已获得的称号", ("高企", ""), []),
    ):
        rows = [f"示例企业{place},{cell}" for place, cell in enumerate(cells)]
        path.write_text("\n".join((f"企业名称,{head}", *rows)), encoding="utf-8")
        opened, _ = GivenTable(file=path).opened(RULES, DAY, Diagnostics())
        assert [one.name for doubt in opened.in_doubt for one in doubt.meanings] == offered
    path.write_text("企业名称,技改项目\n示例甲公司,冷拔机组更新\n示例乙公司,有", encoding="utf-8")
    own = GivenTable(file=path, columns=("技术改造项目：项目名称=技改项目",), lenient=True)
    first, second = profiles(own)
    value = first.facts["renovation_projects", None].value
    assert isinstance(value, Records)
    assert value.items[0].fields["name"] == symbol("冷拔机组更新")
    assert ("renovation_projects", None) not in second.facts
