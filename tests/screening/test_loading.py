"""Tables in columns: each cell says there what it says to the reader of one row."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from huiqi.city import GivenTable
from huiqi.diagnostics import Diagnostics
from huiqi.language.types import Kind, Type
from huiqi.lowering.cell_columns import Column
from huiqi.profile.list_tables import with_lists
from huiqi.profile.profile import Profile
from huiqi.profile.record_columns import lists_told
from huiqi.rulebook.rulebook import Definition, Fact
from huiqi.screening.loader import Loaded, load_enterprises
from huiqi.spelling import plain
from huiqi.tables.numbers import text_flaw
from huiqi.truth import Truth
from huiqi.values import NOT_APPLICABLE, Choice, Interval, Record, Records, Value
from tests.in_english import still_chinese
from tests.thorough import examples
from tests.titles import RULES

duckdb = pytest.importorskip("duckdb")

DAY = date(2024, 6, 20)
#: What people write into cells, whatever the column is.
ODD = (
    "",
    "0",
    "-1",
    "1",
    "0.5",
    "12",
    "1234.5",
    "1,234.5",
    "1,234,567.89",
    "12,34",
    "1 234",
    "１２",
    "１，２３４．５",
    "(1,200)",
    "12万元",
    "1.2亿元",
    "350万",
    "¥350",
    "1200元整",
    "0.001",
    "0.123456789",
    "0.1234567890123",
    "99999999999999999",
    "1e5",
    "1.5E+10",
    "52%",
    "3.55%",
    "0.1234567%",
    "2‰",
    "1.0000",
    "007",
    "+5",
    "12人",
    "约300",
    "≥100",
    ">= 5%",
    "300人以上",
    "不超过20",
    "280..320",
    "1万元至2万元",
    "2022",
    "2022年3月",
    "2022-03-05",
    "2022/3/5",
    "2022.10",
    "20220305",
    "1965-1-1",
    "2022-02-30",
    "44197",
    "是",
    "否",
    "有",
    "没有",
    "无",
    "√",
    "×",
    "TRUE",
    "未知",
    "不详",
    "-",
    "--",
    "?",
    "UNKNOWN",
    "不适用",
    "Not_Applicable",
    "#REF!",
    "#N/A",
    "####",
    "C3451",
    "3451",
    "c3451 轴承制造",
    "C",
    "99",
    "山东省聊城市东昌府区",
    "聊城",
    "聊城路3号",
    "济南市",
    "东昌府区",
    "a\x08b",
    "\u200b",
    "示例\u200b项目",
    "ＡＢＣ（甲）",
    "abc(甲)",
    "'; DROP TABLE enterprises; --",
    '"',
    "两\n行",
)


def cells_of(type_: Type) -> st.SearchStrategy[str]:
    """Texts for a column: odd ones, and those that are right."""
    right: st.SearchStrategy[str] = st.sampled_from(("甲", "乙 丙", "示例项目"))
    if type_.enumeration is not None:
        options = [*type_.enumeration.symbols, *type_.enumeration.words("zh")]
        right = st.sampled_from(options)
    elif type_.kind is Kind.BOOL:
        right = st.sampled_from(("是", "否"))
    elif type_.kind is Kind.DATE:
        right = st.dates(date(1950, 1, 1), date(2026, 1, 1)).map(str)
    elif type_.kind in (Kind.MONEY, Kind.RATIO, Kind.COUNT, Kind.SCALAR):
        right = st.one_of(
            st.integers(-100, 10**7).map(str),
            st.decimals(-1, 1000, places=2).map(str),
            st.decimals(0, 1, places=4).map(str),
            st.integers(0, 10**9).map(lambda own: f"{own:,}"),
        )
    return st.integers(0, 9).flatmap(lambda n: right if n else st.sampled_from(ODD))


UNITS = {
    Kind.MONEY: ("", "（元）", "（万元）", "（亿元）", "/万元"),
    Kind.RATIO: ("", "（%）", "（‰）"),
}
_FACTS: list[Fact | Definition] = [
    *(one for one in RULES.facts.values() if one.type.kind is not Kind.RECORDS),
    *RULES.definitions.values(),
]
_LISTS = [one for one in RULES.facts.values() if one.type.kind is Kind.RECORDS]
_NAMES = ("示例一厂", "示例 二厂", "（示例）三厂", "", "示例四厂ＡＢ", "未知")
_CODES = ("", "91371500MA3C0000X1", "９１371500ma3c0000x1", "不详", "123")


@st.composite
def _tables(draw: st.DrawFn) -> list[list[str]]:
    """A header of some facts, and rows."""
    facts = draw(st.lists(st.sampled_from(_FACTS), min_size=1, max_size=8, unique_by=id))
    head, cells = ["企业名称", "统一社会信用代码", "备忘"], []
    for fact in facts:
        unit = draw(st.sampled_from(UNITS.get(fact.type.kind, ("",))))
        head.append(f"{'2022年' if fact.yearly else ''}{fact.label.zh}{unit}")
        cells.append(cells_of(fact.type))
    rows = [
        [draw(st.sampled_from(_NAMES)), draw(st.sampled_from(_CODES)), "记", *map(draw, cells)]
        for _ in range(draw(st.integers(1, 12)))
    ]
    return [head, *rows]


@st.composite
def _list_tables(draw: st.DrawFn, fact: Fact) -> list[list[str]]:
    """Records of a list, of enterprises by code and by name."""
    fields = [one for one in fact.fields.values() if one.formula is None]
    years = [one for one in fields if fact.yearly and one.id == "year"]
    # A list of years without a column for them is refused whole.
    fields = draw(st.lists(st.sampled_from(fields), min_size=1, unique_by=id))
    fields += [one for one in years if one not in fields]
    head, cells = ["单位名称", "信用代码"], []
    for field in fields:
        units = UNITS[Kind.MONEY] if field.type.kind is Kind.MONEY else ("",)
        # A name with a bracket of its own goes without a second.
        unit = "" if "（" in field.label.zh else draw(st.sampled_from(units))
        head.append(f"{field.label.zh}{unit}")
        # A cell that cannot be taken as it is written is a fault of the whole table of a list.
        right = cells_of(field.type).filter(lambda text: text_flaw(text) is None)
        cells.append(st.just("2022") if field.id == "year" else right)
    rows = [
        [draw(st.sampled_from(_NAMES)), draw(st.sampled_from(_CODES)), *map(draw, cells)]
        for _ in range(draw(st.integers(1, 12)))
    ]
    return [head, *rows]


def written(path: Path, rows: Iterable[Sequence[str]]) -> Path:
    with path.open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream).writerows(rows)
    return path


def told(column: Column, type_: Type, cells: dict[str, object]) -> Value | None:
    """The value that columns hold, from the contract of :mod:`huiqi.lowering.cell_columns`."""
    if column.absent and cells[f"{column.name}.absent"]:
        return NOT_APPLICABLE
    names = [f"{column.name}.low", f"{column.name}.high"] if column.ranges else [column.name] * 2
    low, high = (cells[name] for name in names)
    if low is None and high is None:
        assert column.nullable
        return None
    if type_.kind is Kind.BOOL:
        return Truth.of(bool(low))
    if type_.enumeration is not None:
        assert isinstance(low, int)
        return Choice(frozenset((type_.enumeration.symbols[low],)))
    if isinstance(low, str):
        return Choice(frozenset((low,)))

    def point(end: object) -> Decimal | date | None:
        if end is None:
            return None
        assert isinstance(end, int)
        assert column.low <= end <= column.high
        if type_.kind is Kind.DATE:
            return date(1970, 1, 1) + timedelta(end)
        return Decimal(end).scaleb(-column.places)

    return Interval(point(low), point(high))


def alike(expected: Value | None, found: Value | None, type_: Type) -> bool:
    """Whether they are the same but for the spelling of a text."""
    if isinstance(expected, Choice) and expected.symbols is None:
        return found is None
    if type_.kind is Kind.TEXT and isinstance(expected, Choice):
        assert expected.symbols is not None
        expected = Choice(frozenset(map(plain, expected.symbols)))
    return expected == found


def rows_of(loaded: Loaded, table: str) -> list[dict[str, Any]]:
    """A table's rows by the names of its columns."""
    result = loaded.connection.execute(f'SELECT * FROM "{table}" ORDER BY ALL')
    names = [one[0] for one in result.description]
    return [dict(zip(names, row, strict=True)) for row in result.fetchall()]


def check_small_and_large(table: GivenTable, list_: str) -> None:
    """A table says what the reader of one row says, and as a large file the same."""
    loaded = load_enterprises(duckdb.connect(), table, RULES, DAY, Diagnostics())
    check_facts(loaded, table)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("huiqi.screening.loader.opening.LARGE", 0)
        large = load_enterprises(duckdb.connect(), table, RULES, DAY, Diagnostics())
    assert large.columns == loaded.columns
    assert rows_of(large, list_) == rows_of(loaded, list_)


def check_facts(loaded: Loaded, given: GivenTable, day: date = DAY) -> int:
    """Every fact of every row is what the reader of one row says; how many rows are not apart."""
    opened, lists = given.opened(RULES, day, Diagnostics())
    told_in = {*lists_told(opened.facts), *(own.fact.id for own in lists), *loaded.columns.lists}
    listed = [RULES.facts[name] for name in sorted(told_in)]
    rows = {row["row"]: row for row in rows_of(loaded, "enterprises")}
    records: dict[str, dict[object, list[dict[str, object]]]] = {}
    for own in listed:
        for one in rows_of(loaded, own.id):
            records.setdefault(own.id, {}).setdefault(one["row"], []).append(one)
    assert list(rows) == [row.number for row in opened.table.rows]
    together = 0
    for row in opened.table.rows:
        diagnostics = Diagnostics()
        profile = with_lists(opened.profile(row, diagnostics), lists, RULES, diagnostics)
        cells = rows[row.number]
        if cells["apart"]:
            continue
        assert not diagnostics.errors, diagnostics.items
        together += 1
        expected = {key: g.value for key, g in profile.facts.items()}
        for key, column in loaded.columns.facts.items():
            type_ = RULES.declared(key[0]).type
            found = told(column, type_, cells)
            assert alike(expected.pop(key, None), found, type_), (key, row, found)
        for own in listed:
            held = records.get(own.id, {}).get(row.number, [])
            check_records(loaded, own, profile, held)
            check_whole(loaded, own, profile, cells)
            for key in [key for key in expected if key[0] == own.id]:
                del expected[key]
        assert not expected
    return together


def check_whole(loaded: Loaded, fact: Fact, profile: Profile, cells: dict[str, object]) -> None:
    """Whether an enterprise has but the records that are told."""
    columns = loaded.columns.lists[fact.id]
    given = profile.facts.get((fact.id, None))
    whole = given is not None and isinstance(given.value, Records) and given.value.complete
    assert whole is (columns.whole and not (columns.open is not None and cells[columns.open]))


def check_records(
    loaded: Loaded, fact: Fact, profile: Profile, held: Sequence[dict[str, object]]
) -> None:
    """The records of an enterprise, in the order of their lines."""
    records: list[Record] = []
    for (name, _), given_ in sorted(profile.facts.items(), key=lambda one: one[0][1] or 0):
        if name == fact.id:
            assert isinstance(given_.value, Records)
            records += given_.value.items
    columns = loaded.columns.lists[fact.id].fields
    assert len(records) == len(held)
    left = list(held)
    for record in records:
        for cells in left:
            if all(
                alike(
                    record.fields.get(key),
                    told(column, fact.fields[key].type, cells),
                    fact.fields[key].type,
                )
                for key, column in columns.items()
            ):
                left.remove(cells)
                break
        else:
            raise AssertionError((record, left))
        assert record.fields.keys() <= columns.keys()


#: Making a table smaller takes many readings and tells little more.
PHASES = (Phase.explicit, Phase.reuse, Phase.generate)


@settings(
    max_examples=examples(30),
    deadline=None,
    phases=PHASES,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(rows=_tables())
def test_every_cell_says_what_it_says_to_the_reader(tmp_path: Path, rows: list[list[str]]) -> None:
    """Of random tables of random facts, with all that people write into cells."""
    table = GivenTable(file=written(tmp_path / "T.csv", rows))
    loaded = load_enterprises(duckdb.connect(), table, RULES, DAY, Diagnostics())
    check_facts(loaded, table)


#: Rows that are no entries, rows with a cell too many, and one without any.
_BESIDE: tuple[list[str], ...] = (
    ["合计", "", "", "1"],
    ["走访没写年份的都是今年", "", "", ""],
    ["备注", "没写单位的是万元", "", ""],
    ["", "", "总计"],
    ["注：以上为示例"],
    ["一、示例片区"],
    ["示例片区（3家）"],
    ["示例五厂", *[""] * 20, "多"],
    ["示例五厂"],
    [],
    ["  "],
)


@settings(
    max_examples=examples(30),
    deadline=None,
    phases=PHASES,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(rows=_tables(), data=st.data())
def test_a_large_file_is_read_as_a_small_one(
    tmp_path: Path, rows: list[list[str]], data: st.DataObject
) -> None:
    """By the database where it lies, whatever encoding, marks and lines it has, or row by row."""
    beside = data.draw(st.lists(st.sampled_from(_BESIDE), max_size=3))
    for one in beside:
        rows.insert(data.draw(st.integers(1, len(rows))), list(one))
    if data.draw(st.booleans()):
        rows = [[cell.replace("\n", "") for cell in row] for row in rows]
    path = tmp_path / "T.csv"
    encoding = data.draw(st.sampled_from(("utf-8", "utf-8-sig", "gb18030", "utf-16")))
    all_quoted = data.draw(st.booleans())
    ending = data.draw(st.sampled_from(("\n", "\r\n")))
    with path.open("w", encoding=encoding, newline="") as stream:
        stream.write(data.draw(st.sampled_from(("", f"二〇二三年示例名册{ending}"))))
        csv.writer(
            stream,
            quoting=csv.QUOTE_ALL if all_quoted else csv.QUOTE_MINIMAL,
            lineterminator=ending,
        ).writerows(rows)
    found = []
    for large in (10**9, 0):
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr("huiqi.screening.loader.opening.LARGE", large)
            loaded = load_enterprises(
                duckdb.connect(), GivenTable(file=path), RULES, DAY, Diagnostics()
            )
        numbers = [row["row"] for row in rows_of(loaded, "enterprises")]
        part = loaded.written_rows(numbers)
        found.append(
            (
                loaded.columns,
                rows_of(loaded, "enterprises"),
                rows_of(loaded, "carried"),
                part.table.table.rows,
                dict(part.table.table.flaws),
            )
        )
    assert found[0] == found[1]


@settings(
    max_examples=examples(10),
    deadline=None,
    phases=PHASES,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(rows=_tables())
def test_parquet_of_texts_says_the_same(tmp_path: Path, rows: list[list[str]]) -> None:
    """As the same texts in CSV; its rows are counted from one, below no header."""
    connection = duckdb.connect()
    names = ", ".join(f"c{n}" for n in range(len(rows[0])))
    values = ", ".join(f"({', '.join('?' * len(rows[0]))})" for _ in rows[1:])
    heads = ", ".join(f'c{n} AS "{head}"' for n, head in enumerate(rows[0]))
    connection.execute(
        f"COPY (SELECT {heads} FROM (VALUES {values}) t({names})) TO '{tmp_path / 'T.parquet'}'",
        [cell for row in rows[1:] for cell in row],
    )
    written(tmp_path / "T.csv", rows)
    loaded = [
        load_enterprises(
            duckdb.connect(), GivenTable(file=tmp_path / name), RULES, DAY, Diagnostics()
        )
        for name in ("T.csv", "T.parquet")
    ]
    assert loaded[0].columns == loaded[1].columns
    found = [rows_of(one, "enterprises") for one in loaded]
    assert [{**row, "row": 0} for row in found[0]] == [{**row, "row": 0} for row in found[1]]
    assert [row["row"] for row in found[1]] == list(range(1, len(rows)))
    # The rows as they were written: what is decided apart is decided of them.
    parts = [
        one.written_rows([row["row"] for row in rows_of(one, "enterprises")]) for one in loaded
    ]
    cells = [[row.cells for row in part.table.table.rows] for part in parts]
    assert cells[0] == cells[1]


_TYPED = """
SELECT * FROM (VALUES
  ('示例一厂', 8600.5::DOUBLE, 0.1::DOUBLE + 0.2, 12::INTEGER, 1234.50::DECIMAL(18, 4),
   DATE '2012-05-08', true, 0.00005::DOUBLE),
  ('示例二厂', 1e15::DOUBLE, 0.5::DOUBLE, NULL, 0.125::DECIMAL(18, 4),
   DATE '1960-01-01', false, 'nan'::DOUBLE),
  ('示例三厂', -1, NULL, -5, NULL, NULL, NULL, NULL)
) t("企业名称", "2022年营业收入（万元）", "2022年资产负债率", "2022年从业人员",
    "2022年资产总额（万元）", "成立日期", "居民企业", "2021年资产负债率")
"""


def test_values_of_parquet_are_read_as_a_spreadsheets_are(tmp_path: Path) -> None:
    """Of a double fifteen digits count; what is beyond them, or beyond what can be, is apart."""
    duckdb.connect().execute(f"COPY ({_TYPED}) TO '{tmp_path / 'T.parquet'}'")
    table = GivenTable(file=tmp_path / "T.parquet")
    loaded = load_enterprises(duckdb.connect(), table, RULES, DAY, Diagnostics())
    first, second, third = rows_of(loaded, "enterprises")
    assert first == {
        "row": 1,
        "apart": False,
        "revenue.2022": 86_005_000_00,
        "debt_ratio.2022": 300_000,
        "debt_ratio.2021": 50,
        "employees.2022": 12,
        "total_assets.2022": 12_345_000_00,
        "established_on": (date(2012, 5, 8) - date(1970, 1, 1)).days,
        "resident_enterprise": True,
    }
    assert second["apart"]
    assert second["total_assets.2022"] == 1250_00
    assert second["established_on"] == (date(1960, 1, 1) - date(1970, 1, 1)).days
    assert third["apart"]
    part = loaded.written_rows([1, 3])
    assert [row.cells for row in part.table.table.rows] == [
        ("示例一厂", "8600.5", "0.3", "12", "1234.5", "2012-05-08", "是", "0.00005"),
        ("示例三厂", "-1", "", "-5", "", "", "", ""),
    ]
    assert loaded.apart_rows() == [2, 3]


@pytest.mark.parametrize("kind", ["DOUBLE", "VARCHAR", "DECIMAL(8, 2)"])
def test_a_year_with_its_month_is_that_year_in_a_database_too(tmp_path: Path, kind: str) -> None:
    """2026.1 is no number between two years."""
    years = "unnest(['2026', '2026.1', '2026.3', '2026.55'])"
    query = f"""SELECT unnest(['甲', '乙', '丙', '丁']) AS "企业名称",
      CAST({years} AS {kind}) AS "首次升规纳统年份" """
    duckdb.connect().execute(f"COPY ({query}) TO '{tmp_path / 'T.parquet'}'")
    table = GivenTable(file=tmp_path / "T.parquet")
    loaded = load_enterprises(duckdb.connect(), table, RULES, DAY, Diagnostics())
    rows = rows_of(loaded, "enterprises")
    assert [row["statistics_entry_year"] for row in rows[:3]] == [2026, 2026, 2026]
    assert [row["apart"] for row in rows] == [False, False, False, True]


#: Columns of values with a type: what is plain, how it is held, what is not plain, how that is held
#: (None: the enterprise is apart).
_COLUMNS = {
    "2022年营业收入（元）": ("DECIMAL(18, 2)", "12.34", "revenue.2022", 1234, "-0.01", None),
    "2021年营业收入（元）": ("DECIMAL(38, 4)", "12.3400", "revenue.2021", 1234, "12.3456", None),
    "2020年营业收入（元）": ("BIGINT", "0", "revenue.2020", 0, str(10**14), 10**16),
    "2022年从业人员": ("INTEGER", "7", "employees.2022", 7, "-1", None),
    "2022年资产总额（元）": ("DOUBLE", "0.1", "total_assets.2022", 10, "-0.01", None),
    "成立日期": ("DATE", "1970-01-03", "established_on", 2, "0999-12-31", -354286),
    "居民企业": ("BOOLEAN", "false", "resident_enterprise", False, None, None),
}


@pytest.mark.parametrize("odd", [None, *_COLUMNS])
def test_one_value_that_is_not_plain_changes_no_other(tmp_path: Path, odd: str | None) -> None:
    """Where all that are there are plain, none is looked at by itself; a missing one is none."""
    told = {
        head: (type_, [plain, None, other if head == odd else None])
        for head, (type_, plain, _, _, other, _) in _COLUMNS.items()
    }
    columns = ", ".join(f'unnest(?::{type_}[]) AS "{head}"' for head, (type_, _) in told.items())
    query = f"""SELECT unnest(['示例一厂', '示例二厂', '示例三厂']) AS "企业名称", {columns}"""
    values = [cells for _, cells in told.values()]
    duckdb.connect().execute(f"COPY ({query}) TO '{tmp_path / 'T.parquet'}'", values)
    table = GivenTable(file=tmp_path / "T.parquet")
    loaded = load_enterprises(duckdb.connect(), table, RULES, DAY, Diagnostics())
    first, second, third = rows_of(loaded, "enterprises")
    held = {name: number for _, _, name, number, _, _ in _COLUMNS.values()}
    nothing = dict.fromkeys(held)
    assert first == {"row": 1, "apart": False} | held
    assert second == {"row": 2, "apart": False} | nothing
    expected: dict[str, object] = {"row": 3, "apart": False} | nothing
    if odd is not None:
        *_, name, _, other, other_held = _COLUMNS[odd]
        expected |= {name: other_held, "apart": other is not None and other_held is None}
    assert third == expected


def test_a_folder_of_parquet_is_one_table(tmp_path: Path) -> None:
    """Its rows are counted on from file to file, in the order of their names."""
    folder = tmp_path / "T [1]*"
    folder.mkdir()
    for name, first in (("b", 3), ("a", 1)):
        told = """i AS "2022年从业人员", '示例厂' || i AS "企业名称\""""
        query = f"SELECT {told} FROM range({first}, {first + 2}) t(i)"
        file = tmp_path / f"{name}.parquet"
        duckdb.connect().execute(f"COPY ({query}) TO '{file}' (FORMAT parquet)")
        (tmp_path / f"{name}.parquet").rename(folder / f"{name}.parquet")
    loaded = load_enterprises(duckdb.connect(), GivenTable(file=folder), RULES, DAY, Diagnostics())
    assert [(row["row"], row["employees.2022"]) for row in rows_of(loaded, "enterprises")] == [
        (n, n) for n in (1, 2, 3, 4)
    ]


@pytest.mark.parametrize("fact", _LISTS, ids=lambda one: one.id)
def test_every_record_says_what_it_says_to_the_reader(tmp_path: Path, fact: Fact) -> None:
    """Of every list, matched by code and by name."""

    @settings(max_examples=examples(8), deadline=None, phases=PHASES)
    @given(
        rows=_list_tables(fact),
        names=st.lists(st.sampled_from(_NAMES[:3]), min_size=1),
        whole=st.booleans(),
    )
    def check(rows: list[list[str]], names: list[str], whole: bool) -> None:
        firms = [[name, code] for name, code in zip(names, _CODES * 9, strict=False)]
        table = GivenTable(
            file=written(tmp_path / "T.csv", [["企业名称", "统一社会信用代码"], *firms]),
            lists=(f"{fact.id}={written(tmp_path / 'L.csv', rows)}",),
            whole=(fact.id,) if whole else (),
        )
        check_small_and_large(table, fact.id)

    check()


def _loaded(tmp_path: Path, lists: dict[str, list[list[str]]], *firms: list[str]) -> Loaded:
    """A table of these enterprises with lists."""
    given_lists = tuple(
        f"{name}={written(tmp_path / f'{name}.csv', rows)}" for name, rows in lists.items()
    )
    table = written(tmp_path / "T.csv", [["企业名称", "统一社会信用代码"], *firms])
    return load_enterprises(
        duckdb.connect(), GivenTable(file=table, lists=given_lists), RULES, DAY, Diagnostics()
    )


_FIRMS = (["示例一厂", "91371500MA3C0000X1"], ["示例二厂", ""], ["示例三厂", ""])


@pytest.mark.parametrize(
    ("head", "records", "apart"),
    [
        (["项目名称", "年度"], [["甲", "2022"], ["甲", "2022"]], [2]),
        (["项目名称", "年度"], [["甲", "2022"], ["乙", "2022"]], []),
        (["项目名称", "年度"], [["甲", "2022"], [" 甲", "2023"]], []),
        (["项目名称", "年度"], [["", "2022"]], [2]),
        (["项目名称", "年度"], [["甲", "未知"]], [2]),
        (["项目名称", "年度"], [["甲", "2021..2022"]], [2]),
        (["项目名称", "年度", "折旧费用（万元）"], [["甲", "2022", "0.1234567"]], [2]),
        (["项目名称", "年度"], [[f"项目{n}", "2022"] for n in range(1000)], []),
        (["项目名称", "年度"], [[f"项目{n}", "2022"] for n in range(1001)], [2]),
    ],
)
def test_enterprises_whose_records_columns_do_not_hold_are_apart(
    tmp_path: Path, head: list[str], records: list[list[str]], apart: list[int]
) -> None:
    """Records twice, without what tells them apart, without a year, or too many."""
    rows = [["统一社会信用代码", *head], *(["91371500MA3C0000X1", *one] for one in records)]
    loaded = _loaded(tmp_path, {"rd_projects": rows}, *_FIRMS)
    assert loaded.apart_rows() == apart
    assert loaded.apart == len(apart)
    assert len(loaded.written_rows([2]).lists[0].table.rows) == len(records)
    assert loaded.written_rows([3]).lists[0].table.rows == ()


def test_a_record_is_of_every_enterprise_that_it_names(tmp_path: Path) -> None:
    """By the code, or without one by the name; each record of the list is told apart."""
    rows = [
        ["企业名称", "统一社会信用代码", "项目名称"],
        ["示例二厂", "91371500MA3C0000X1", "甲"],
        ["示例二厂", "", "乙"],
        ["没有的厂", "", "丙"],
    ]
    table = written(
        tmp_path / "T.csv", [["企业名称", "统一社会信用代码"], *_FIRMS, ["示例 二厂", "无"]]
    )
    path = written(tmp_path / "L.csv", rows)
    diagnostics = Diagnostics()
    given_table = GivenTable(file=table, lists=(f"renovation_projects={path}",))
    loaded = load_enterprises(duckdb.connect(), given_table, RULES, DAY, diagnostics)
    records = rows_of(loaded, "renovation_projects")
    assert [(row["row"], row["name"]) for row in records] == [(2, "甲"), (3, "乙"), (5, "乙")]
    assert len({row["record"] for row in records}) == 3
    (remark,) = (item for item in diagnostics.items if item.code == "P156")
    assert not still_chinese(diagnostics.items)
    assert "第 4 行" in remark.message


def test_what_is_hardly_meant_is_asked_of_the_first_row(tmp_path: Path) -> None:
    """As of a table that is decided row by row; in a column with its unit it is not."""
    rows = [
        ["企业名称", "2022年营业收入", "2022年资产总额（万元）"],
        ["示例一厂", "86000000", "8600"],
        ["示例二厂", "8600", "8600"],
        ["示例三厂", "9600", "8600"],
    ]
    diagnostics = Diagnostics()
    given_table = GivenTable(file=written(tmp_path / "T.csv", rows))
    load_enterprises(duckdb.connect(), given_table, RULES, DAY, diagnostics)
    (remark,) = diagnostics.items
    assert remark.code == "P131"
    assert "2022年营业收入" in remark.message


def test_fields_that_are_usually_something_and_fields_that_are_needed(tmp_path: Path) -> None:
    """What is usual is filled in; a record without what is needed is refused, so it is apart."""
    fact = RULES.facts["voucher_contracts"]
    fields = {
        **fact.fields,
        "local_provider": replace(fact.fields["local_provider"], default="是"),
        "amount": replace(fact.fields["amount"], required=True),
    }
    rulebook = replace(RULES, facts={**RULES.facts, fact.id: replace(fact, fields=fields)})
    rows = [
        ["企业名称", "合同", "实际支付"],
        ["示例一厂", "甲", "1万元"],
        ["示例二厂", "乙", "未知"],
        ["示例三厂", "丙", ">= 5万元"],
    ]
    table = written(tmp_path / "T.csv", [["企业名称", "统一社会信用代码"], *_FIRMS])
    path = written(tmp_path / "L.csv", rows)
    given_table = GivenTable(file=table, lists=(f"{fact.id}={path}",))
    loaded = load_enterprises(duckdb.connect(), given_table, rulebook, DAY, Diagnostics())
    assert loaded.apart_rows() == [3, 4]
    assert [row["local_provider"] for row in rows_of(loaded, fact.id)] == [True] * 3


def test_a_table_of_hundreds_of_columns_fits_in_the_memory_there_is(tmp_path: Path) -> None:
    """What each column holds apart is read some columns at a time: all at once, the database keeps
    some megabytes of each before it has read a row.
    """
    from huiqi.screening.embedded import database

    facts = [fact for fact in RULES.facts.values() if not fact.fields]
    figures = [fact for fact in facts if fact.type.kind in (Kind.MONEY, Kind.COUNT) and fact.yearly]
    years = range(2010, 2024)
    asked = [(fact, year) for year in years for fact in figures][:300]
    heads = [f"{year}年{fact.label.in_language('zh')}" for fact, year in asked]
    heads = [
        f"{head}（元）" if fact.type.kind is Kind.MONEY else head
        for head, (fact, _) in zip(heads, asked, strict=True)
    ]
    places = range(len(heads))
    rows = [[f"示例企业{n}", *(str(n + place) for place in places)] for n in range(2_000)]
    written(tmp_path / "T.csv", [["企业名称", *heads], *rows])
    texts = f"read_csv('{tmp_path / 'T.csv'}', all_varchar=true)"
    duckdb.connect().execute(f"COPY (SELECT * FROM {texts}) TO '{tmp_path / 'T.parquet'}'")
    with database() as connection:
        table = GivenTable(file=tmp_path / "T.parquet")
        loaded = load_enterprises(connection, table, RULES, DAY, Diagnostics())
        assert len(loaded.columns.facts) == len(heads)
        fact, year = asked[-1]
        column = loaded.columns.facts[fact.id, year]
        last = rows_of(loaded, "enterprises")[-1][column.name]
    assert Decimal(last).scaleb(-column.places) == 1_999 + places[-1]
