"""Columns that tell of one record of a list, in a database: each row says what it says to the
reader of one row, and is decided as it decides it.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from datetime import date
from decimal import Decimal
from pathlib import Path
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from huiqi.diagnostics import Diagnostics
from huiqi.language.types import Kind
from huiqi.profile.given_table import GivenTable
from huiqi.profile.table_questions import TableQuestion
from huiqi.rulebook.list_columns import list_columns
from huiqi.rulebook.rulebook import Fact
from huiqi.screening.loader import load_enterprises
from huiqi.values import Records, exactly
from tests.screening.test_loading import (
    DAY,
    PHASES,
    UNITS,
    cells_of,
    check_small_and_large,
    rows_of,
    written,
)
from tests.screening.test_whole_city import answers_of, run, same_answers, told
from tests.thorough import examples
from tests.titles import RULES

duckdb = pytest.importorskip("duckdb")


_LISTS = [one for one in RULES.facts.values() if one.type.kind is Kind.RECORDS and not one.yearly]
#: What an officer writes, besides all that anybody writes into cells.
_OFFICERS = (
    *("<=500万", "约300", "在建", "2026年6月", "2025年底", "市级", "拟认定", "未知", "无"),
    *("50万美元", "50万平方米", "两千多", "800+", "三百万", "300万以上", "花了210 万"),
    *("23年入", "省", "过期了", "没过", "√ 486", "25年8月点火，完工", "25.3-26.9", "试生产"),
)


@st.composite
def _tables(draw: st.DrawFn, fact: Fact) -> tuple[list[list[str]], tuple[str, ...]]:
    """A table with some columns of a list, and what those are."""
    known = list_columns({fact.id: fact})
    names = draw(st.lists(st.sampled_from([*known]), min_size=1, max_size=5, unique=True))
    head, cells, columns = ["企业名称"], [], []
    for number, name in enumerate(names):
        own = known[name]
        units = UNITS.get(own.type.kind, ("",))
        head.append(f"甲{number}{draw(st.sampled_from(units))}")
        columns.append(f"{own.label.zh}={head[-1]}")
        cells.append(st.one_of(cells_of(own.type), st.sampled_from(_OFFICERS)))
    rows = [[f"示例{number}厂", *map(draw, cells)] for number in range(draw(st.integers(1, 10)))]
    return [head, *rows], tuple(columns)


@pytest.mark.few(3)
@pytest.mark.parametrize("fact", _LISTS, ids=lambda one: one.id)
def test_a_row_says_of_a_list_what_it_says_to_the_reader(tmp_path: Path, fact: Fact) -> None:
    """Of every list, whether its columns tell all or not, in a small file and in a large one."""

    @settings(max_examples=examples(12), deadline=None, phases=PHASES)
    @given(drawn=_tables(fact), whole=st.booleans(), lenient=st.booleans())
    def check(drawn: tuple[list[list[str]], tuple[str, ...]], whole: bool, lenient: bool) -> None:
        rows, columns = drawn
        table = GivenTable(
            file=written(tmp_path / "T.csv", rows),
            columns=columns,
            whole=(fact.id,) if whole else (),
            lenient=lenient,
        )
        check_small_and_large(table, fact.id)

    check()


@pytest.mark.parametrize("name", ["否", "是", "Yes", "√", "无", "有"])
def test_yes_or_no_is_no_name_of_a_record(tmp_path: Path, name: str) -> None:
    """Beside what tells of one it stood as its name in a database, and one by one it did not."""
    rows = [["企业名称", "甲", "乙"], ["示例一厂", name, "1966-10-19"], ["示例二厂", "贴息", ""]]
    columns = ("已经得过的财政支持：名目=甲", "已经得过的财政支持：到账日=乙")
    table = GivenTable(file=written(tmp_path / "T.csv", rows), columns=columns)
    check_small_and_large(table, "support_received")


def test_what_support_was_is_read_from_its_name_in_a_database_too(tmp_path: Path) -> None:
    """Where no column says which measure it is, or its cell says nothing."""
    named = ("2024年专精特新奖励（不清楚哪级）", "2023年高企奖励", "年会补贴", "省开门红奖励")
    for more in ((), ("", "小升规奖励", "未知", "高企奖励")):
        head = ["企业名称", "甲", *(["乙"] if more else [])]
        cells = zip(named, more, strict=True) if more else ((one,) for one in named)
        rows = [head, *([f"示例{n}厂", *own] for n, own in enumerate(cells))]
        columns = ("已经得过的财政支持：名目=甲", "已经得过的财政支持：是哪项措施=乙")
        file = written(tmp_path / "T.csv", rows)
        table = GivenTable(file=file, columns=columns[: len(head) - 1])
        check_small_and_large(table, "support_received")
        # The same of a list in a file of its own.
        heads = ["企业名称", "名目", *(["是哪项措施"] if more else [])]
        firms = written(tmp_path / "F.csv", [["企业名称"], *([row[0]] for row in rows[1:])])
        listed = written(tmp_path / "L.csv", [heads, *rows[1:]])
        table = GivenTable(file=firms, lists=(f"support_received={listed}",))
        check_small_and_large(table, "support_received")


def test_values_of_parquet_tell_of_a_record_as_texts_do(tmp_path: Path) -> None:
    """A figure of nought and a title that is not held tell of none; a missing value neither."""
    query = """SELECT * FROM (VALUES
      ('示例一厂', 2350.5::DOUBLE, DATE '2022-06-30', true),
      ('示例二厂', 0, NULL, false),
      ('示例三厂', NULL, DATE '2021-03-01', NULL),
      ('示例四厂', NULL, NULL, true)
    ) t("企业名称", "技改投资（万元）", "技改完成时间", "专精特新")"""
    duckdb.connect().execute(f"COPY ({query}) TO '{tmp_path / 'T.parquet'}'")
    table = GivenTable(file=tmp_path / "T.parquet", columns=(*_TOLD[:2], _TOLD[3]))
    loaded = load_enterprises(duckdb.connect(), table, RULES, DAY, Diagnostics())
    assert loaded.apart_rows() == []
    projects = [
        (row["row"], row["total_investment"], row["completed_on"], row["name"])
        for row in rows_of(loaded, "renovation_projects")
    ]
    days = {day: (day - date(1970, 1, 1)).days for day in (date(2022, 6, 30), date(2021, 3, 1))}
    assert projects == [
        (1, 2_350_500_000, days[date(2022, 6, 30)], "技术改造项目"),
        (3, None, days[date(2021, 3, 1)], "技术改造项目"),
    ]
    titles = [row["row"] for row in rows_of(loaded, "recognitions")]
    assert titles == [1, 4]


#: The columns of an officer, with what stands in their cells.
_COLUMNS = {
    "注册地": ("聊城市东昌府区", "济南市", ""),
    "技改投资（万元）": ("2350", "120000.5", "<=500", "750..850", "2.35亿", "0", "无", "未知", ""),
    "技改完成时间": ("2026年6月", "2025-03-01", "2024年", "2027-01-01", "未知", "", ""),
    "智能化改造": ("是", "否", ""),
    "专精特新": ("是", "否", "√", "", "未知"),
    "高企": ("是", "否", ""),
    "绿色工厂": ("市级", "省级", "国家级绿色工厂", "否", ""),
    "认定时间": ("2025-12-01", "2019年", "", "", ""),
}
_TOLD = (
    "技术改造项目：完成投资=技改投资（万元）",
    "技术改造项目：竣工投产日期=技改完成时间",
    "技术改造项目：属于智能工厂、数字化车间等智能化改造=智能化改造",
    "已获得的称号：专精特新中小企业=专精特新",
    "已获得的称号：高新技术企业=高企",
    "已获得的称号：称号=绿色工厂",
    "已获得的称号：认定日期=认定时间",
)


@pytest.mark.parametrize("whole", [(), ("技术改造项目", "已获得的称号")], ids=["some", "all"])
def test_every_answer_is_the_one_of_check(tmp_path: Path, whole: tuple[str, ...]) -> None:
    """Of random rows; with one that cannot be read, which is decided apart, as is a nought beside
    what tells of the project.
    """
    random = Random(7)
    rows = [
        [f"示例{number}厂", *(random.choice(cells) for cells in _COLUMNS.values())]
        for number in range(40)
    ]
    rows.append(["示例厂", "聊城市东昌府区", "2350", "在建", "是", "是", "拟认定", "", ""])
    table = GivenTable(
        file=written(tmp_path / "T.csv", [["企业名称", *_COLUMNS], *rows]),
        columns=_TOLD,
        whole=whole,
        lenient=True,
    )
    options = [part for own in _TOLD for part in ("--column", own)]
    options += [part for own in whole for part in ("--whole", own)]
    output = tmp_path / "out.parquet"
    ran = run("screen", table.file, *options, "--unread-as-unknown", "-o", output, "--as-of", DAY)
    assert ran.returncode == 0, ran.stderr
    same_answers(told(output), answers_of(table, DAY))
    loaded = load_enterprises(duckdb.connect(), table, RULES, DAY, Diagnostics())
    noughts = [
        number
        for number, (_, _, invested, completed, intelligent, *_) in enumerate(rows, 2)
        if invested == "0" and (completed not in ("", "未知") or intelligent)
    ]
    assert noughts
    assert loaded.apart_rows() == [*noughts, 42]


PROJECT = (
    "技术改造项目：项目名称=项目",
    "技术改造项目：经第三方审核的实际设备软件投资额（至多）=设备投资（万元）",
)


@pytest.mark.parametrize(
    ("cells", "none_is_nought", "most", "said"),
    [
        (
            ("印刷机更新", "0"),
            False,
            0,
            "“0”按 0 读，同一行还写着这一项的别的内容：",
        ),
        (("印刷机更新", "0.00"), False, 0, "“0.00”按 0 读，同一行"),
        (("印刷机更新", "无"), True, 0, "“无”按 0 读，同一行"),
        (("印刷机更新", "无"), False, None, "“无”没有当作 0，按未知；同一行"),
        (("印刷机更新", ""), True, None, ""),
        # Alone it tells of no project.
        (("无", "0"), False, None, ""),
        (("", "0"), True, None, ""),
    ],
)
def test_a_nought_beside_a_project_is_at_most_nought_and_is_told(
    tmp_path: Path, cells: tuple[str, str], none_is_nought: bool, most: int | None, said: str
) -> None:
    """It was passed over without a word, and five millions stood on the list; row by row and in a
    database.
    """
    rows = [["企业名称", "项目", "设备投资（万元）"], ["示例甲厂", *cells]]
    table = GivenTable(
        file=written(tmp_path / "T.csv", rows), columns=PROJECT, none_is_nought=none_is_nought
    )
    opened, diagnostics = table.opened(RULES, DAY, Diagnostics())[0], Diagnostics()
    facts = opened.profile(opened.table.rows[0], diagnostics).facts
    values = [
        record.fields.get("audited_equipment_and_software")
        for one in facts.values()
        if isinstance(one.value, Records)
        for record in one.value.items
    ]
    named = cells[0] not in ("", "无")
    assert values == ([None if most is None else exactly(Decimal(most))] if named else [])
    assert said in " ".join(str(one.message) for one in diagnostics.items)
    check_small_and_large(table, "renovation_projects")


def test_whether_none_is_nought_is_asked_of_a_project_too(tmp_path: Path) -> None:
    """Of one that the row names; of others 无 says that there is none."""
    rows = [["企业名称", "项目", "设备投资（万元）"], ["示例甲厂", "印刷机更新", "无"]]
    table = GivenTable(
        file=written(tmp_path / "T.csv", [*rows, ["示例乙厂", "", "无"]]), columns=PROJECT
    )
    asked = [str(one.text) for one in _asked(table)]
    (one,) = (text for text in asked if "都是 0，" in text)
    assert one.startswith("1 格要数的写的是“无”“没报”一类，如 第 2 行 设备投资（万元）“无”")


def _asked(table: GivenTable) -> Iterator[TableQuestion]:
    """All that is asked of a table where nothing is answered."""
    questions = table.questions(RULES, DAY)
    with suppress(StopIteration):
        one = next(questions)
        while True:
            yield one
            one = questions.send("")
