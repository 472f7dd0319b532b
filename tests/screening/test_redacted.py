"""``screen --redact``: nothing of a person, and nothing of what cannot be read, in any output."""

from __future__ import annotations

import csv
from datetime import date
from pathlib import Path

import duckdb
import pytest
from python_calamine import load_workbook

from huiqi.profile.nameless import impersonal
from huiqi.tables.personal_columns import tells_of_a_person
from huiqi.values import Records
from tests.commands import huiqi
from tests.screening.test_screen import ENGINE, written

#: What stands in the cells and must stand in no output: texts, and figures.
CANARY = "金丝雀"
FIGURES = ("48151623", "31415926", "13806351234")


def tables(folder: Path) -> list[str]:
    """A table with something to be hidden in every cell but those that say which enterprise it is,
    and many of them wrong.
    """
    head = ["企业名称", "统一社会信用代码", "服务专员", "联系电话", "情况", "行业代码", "成立日期"]
    head += ["2023年营业收入（万元）", "2023年主营业务收入（万元）", "2023年从业人员"]
    good = [f"{CANARY}甲", "13806351234", f"{CANARY}乙", "", "2001-01-01", "3141.5926", "", "20"]
    rows: list[list[object]] = [[f"{CANARY}表", *[""] * 9], [*head]]
    for number in range(8):
        rows.append([f"示例企业{number}", f"9137150000{number}", *good])
    for row, column, cell in (
        (3, 5, f"{CANARY}业"),
        (4, 6, f"{CANARY}日"),
        (5, 7, f"{CANARY}万"),
        (6, 8, "48151623.42"),
        (7, 9, f"{CANARY}人"),
    ):
        rows[row][column] = cell
    rows[5][1] = ""
    rows[6][4] = f"找他 138-0635-1234 {CANARY}"
    rows.append(["合计", CANARY, *[""] * 8])
    rows.append([f"备注：{CANARY}", *[""] * 9])
    main = written(folder, "t.csv", rows)
    projects: list[list[object]] = [["企业名称", "项目名称", "生产性设备投资（万元）"]]
    projects += [["示例企业7", f"{CANARY}项目", 600], ["示例企业0", f"{CANARY}二", f"{CANARY}万"]]
    projects += [[f"{CANARY}企业", f"{CANARY}项目", 600]]
    listed = written(folder, "p.csv", projects)
    return ["screen", str(main), "--with", f"技术改造项目={listed}", "--as-of", "2024-06-20"]


@pytest.mark.few(5)
@pytest.mark.parametrize(
    "more", [(), ("--json",), ("--automatic",), ("--set", "rd_subsidy_rate=15%")]
)
@pytest.mark.parametrize("ending", [".csv", ".html", ""])
def test_no_cell_is_in_any_output(tmp_path: Path, more: tuple[str, ...], ending: str) -> None:
    """Screen, messages, files, cards: not a word and not a figure."""
    words = tables(tmp_path)
    out = tmp_path / "out"
    out.mkdir()
    output = ("-o", str(out / f"o{ending}")) if ending else ()
    cards = () if "--set" in more else ("--cards", str(out / "cards"))
    done = huiqi(*words, "--redact", *more, *output, *cards)
    assert done.returncode == 0, done.stderr
    assert "9137150000" not in done.stderr
    told = [done.stdout, done.stderr]
    told += [path.read_text("utf-8") for path in sorted(out.rglob("*.*"))]
    for text in told:
        for hidden in (CANARY, *FIGURES):
            assert hidden not in text.replace(",", "").replace("-", "")
    if not more and ending == ".csv":
        with (out / "o.rejects.csv").open(encoding="utf-8-sig", newline="") as stream:
            rejects = [(row["文件"], row["单元格"]) for row in csv.DictReader(stream)]
        assert ("p.csv", "C3") in rejects
        assert {cell for file, cell in rejects if file == "t.csv"} >= {"F4", "G5", "H6", "J8"}
        assert "服务专员、联系电话、情况" in done.stderr


@pytest.mark.few(1)
@pytest.mark.parametrize("more", [(), ("--json",), ("--set", "rd_subsidy_rate=15%")])
def test_nor_where_a_database_decides(tmp_path: Path, more: tuple[str, ...]) -> None:
    """As one table is told, a city is: a telephone in a cell, a project on a card."""
    words = tables(tmp_path)
    out = tmp_path / "out"
    out.mkdir()
    text = tmp_path / "t.csv"
    source = tmp_path / "t.parquet"
    # Every row of it is an enterprise, with its name.
    duckdb.sql(
        f"COPY (SELECT * FROM read_csv('{text}', skip=1, header=true, all_varchar=true)"
        f" WHERE \"企业名称\" LIKE '示例企业%') TO '{source}'"
    )
    written_too = ("--cards", str(out / "cards"), "-o", str(out / "o.parquet"))
    changed = "--set" in more
    for table in (source,) if changed else (text, source):
        files = () if changed else written_too
        done = huiqi("screen", str(table), *words[2:], "--redact", *more, *files)
        assert done.returncode == 0, done.stderr
        told = [done.stdout, done.stderr]
        for path in sorted(out.rglob("*.*")):
            if path.suffix == ".parquet":
                told.append(str(duckdb.read_parquet(str(path)).fetchall()))
            else:
                told.append(path.read_text("utf-8"))
        assert changed or len(told) > 4
        for one in told:
            for hidden in (CANARY, *FIGURES):
                assert hidden not in one.replace(",", "").replace("-", "")
        assert "服务专员、联系电话、情况" in done.stderr


def test_without_it_the_rejects_say_what_was_read(tmp_path: Path) -> None:
    """And every column is carried."""
    done = huiqi(*tables(tmp_path), "-o", str(tmp_path / "o.csv"))
    assert done.returncode == 0
    assert f"{CANARY}人" in (tmp_path / "o.rejects.csv").read_text("utf-8-sig")
    assert "13806351234" in (tmp_path / "o.csv").read_text("utf-8-sig")


def test_a_column_is_kept_by_its_name(tmp_path: Path) -> None:
    """--keep, and --by; of a name that no column has it is said."""
    words = tables(tmp_path)
    output = tmp_path / "o.csv"
    assert (
        huiqi(
            *words, "--redact", "--keep", "情况", "--by", "服务专员", "-o", str(output)
        ).returncode
        == 0
    )
    with output.open(encoding="utf-8-sig", newline="") as stream:
        columns = next(csv.reader(stream))
    assert {"情况", "服务专员"} <= set(columns)
    assert "联系电话" not in columns
    done = huiqi(*words, "--redact", "--keep", "情形")
    assert (done.returncode, "C140" in done.stderr) == (2, True)


def test_what_the_rules_mark_as_personal_becomes_a_number() -> None:
    """One text is one number, in every list; the answers stay."""
    day = date(2024, 6, 20)
    facts = {
        "技术改造项目": [{"项目名称": "甲项目", "生产性设备投资": "600万元"}, {"项目名称": "乙"}],
        "研发项目": {2023: [{"项目名称": "甲 项目"}]},
        "成立日期": "2001-01-01",
    }
    read = ENGINE.read_enterprise({"enterprise": {"name": "示例企业"}, "facts": facts}, day)
    hidden = impersonal(read.enterprise, ENGINE.rulebook)
    keys = {
        name: [item.key for item in given.value.items]
        for (name, _), given in hidden.facts.items()
        if isinstance(given.value, Records)
    }
    assert keys == {"renovation_projects": ["1", "2"], "rd_projects": ["1"]}
    one, other = ENGINE.check(read.enterprise, day), ENGINE.check(hidden, day)
    assert [r.status for r in one.results] == [r.status for r in other.results]
    ends = [[(r.amount.low, r.amount.high) for r in d.results if r.amount] for d in (one, other)]
    assert ends[0] == ends[1]


def test_a_table_that_cannot_be_read_is_refused_without_its_words(tmp_path: Path) -> None:
    """A table without a header is taken for one whose header lacks a name."""
    table = written(tmp_path, "t.csv", [[f"{CANARY}厂", "13806351234"], [CANARY, CANARY]])
    output = ("-o", str(tmp_path / "o.parquet"))
    for more in ((), ("--json",), output, (*output, "--json")):
        done = huiqi("screen", str(table), "--redact", *more)
        assert done.returncode == 2
        assert "T104" in done.stderr
        assert CANARY not in done.stderr + done.stdout


@pytest.mark.parametrize(
    ("name", "cell", "personal"),
    [
        ("联系电话", "", True),
        ("法定代表人（负责人）", "", True),
        ("法人", "", True),
        ("企业法人单位数", "3", False),
        ("备注", "找 0635 8231234", True),
        ("备注", "１３８ 0635 1234", True),
        ("备注", "a@b.cn", True),
        ("备注", "370000198001011234", True),
        ("另一代码", "913715000000000011", False),
        ("县市区", "东昌府区", False),
        ("合同号", "20230620001", False),
        ("2022年用电量", "13800000", False),
    ],
)
def test_which_columns_tell_of_a_person(name: str, cell: str, personal: bool) -> None:
    """By the head, or by what stands in a single cell."""
    assert tells_of_a_person(name, ["", cell]) is personal


def test_what_a_figure_opens_is_told_without_it_and_what_is_carried_is_said(tmp_path: Path) -> None:
    """The question vanished, and one who does not come to the line stood among those who do."""
    rows: list[list[object]] = [["企业名称", "注册地", "去年营收（万元）", "今年1-9月营收", "规上"]]
    rows += [["示例甲厂", "聊城市莘县", "1780", "1490万元", "否"]]
    rows += [["示例乙厂", "聊城市莘县", "1990", "1900万元", "否"]]
    table = written(tmp_path, "t.csv", rows)
    read = ("--column", "首次升规纳统年份=规上", "--no-is-never", "--no-ask")
    told = {}
    for more in ((), ("--redact",)):
        output = tmp_path / f"o{len(more)}.xlsx"
        done = huiqi("screen", str(table), *read, *more, "--as-of", "2026-11-30", "-o", str(output))
        assert done.returncode == 0, done.stderr
        head, *listed = load_workbook(str(output)).get_sheet_by_name("先联系谁").to_python()
        told[more] = [dict(zip(map(str, head), map(str, row), strict=True)) for row in listed]
    open_, discreet = told.values()
    assert [row["类"] for row in discreet] == [row["类"] for row in open_] == ["快到线", "离线近"]
    assert [row["问什么"] for row in discreet] == [row["问什么"] for row in open_]
    assert "1990" in open_[0]["为什么先联系"]
    assert not any("19" in row["为什么先联系"] for row in discreet)
    notes = load_workbook(str(output)).get_sheet_by_name("说明").to_python()
    said = "照抄写出的列，里面的数和文字都照写：今年1-9月营收；用来评估的列不写出"
    assert any(said in row for row in notes)
