"""What was applied for, granted and paid, beside what was estimated."""

from __future__ import annotations

import csv
import json
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from python_calamine import load_workbook

from huiqi.city import screen
from huiqi.profile.given_table import GivenTable
from huiqi.profile.outcome_heads import OutcomeStep
from huiqi.report.pages.calls import Calls
from huiqi.report.pages.screen_words import worded
from huiqi.report.phrases import Phrases
from huiqi.screening.paid import PaidStanding, paid
from tests.commands import ROOT, huiqi
from tests.in_english import still_chinese
from tests.screening.test_screen import ENGINE, screened, written

TABLE = ROOT / "cases" / "examples" / "enterprise-table.csv"
SUBSIDY = "优秀研发机构补贴"


def with_outcomes(folder: Path, columns: dict[str, dict[str, str]]) -> Path:
    """The table of the examples, with what came of it by enterprise; one of them is not rated."""
    with TABLE.open(encoding="utf-8-sig", newline="") as stream:
        head, *rows = csv.reader(stream)
    rating = head.index("研发机构评定结果")
    for row in rows:
        if row[0] == "示例企业04":
            row[rating] = "合格"
    told: list[list[object]] = [
        [*row, *(cells.get(row[0], "") for cells in columns.values())] for row in rows
    ]
    return written(folder, "t.csv", [[*head, *columns], *told])


OUTCOMES = {
    f"已申报：{SUBSIDY}": {"示例企业02": "是", "示例企业03": "2023-03-01", "示例企业04": "否"},
    f"已获批 {SUBSIDY}": {"示例企业02": "是"},
    f"已拨付：{SUBSIDY}（万元）": {
        "示例企业02": "2.5",
        "示例企业03": "241.3",
        "示例企业04": "10000元",
        "示例企业05": "是",
        "示例企业06": "0",
        "示例企业07": "若干",
    },
}


def test_payments_stand_beside_their_estimates(tmp_path: Path) -> None:
    """The estimate is at most 20% of the super-deduction (by hand: 125,000 and 12,060,000 yuan
    deducted); who was not rated outstanding has no claim.
    """
    table = with_outcomes(tmp_path, OUTCOMES)
    output = tmp_path / "o.xlsx"
    done = huiqi("screen", str(table), "--as-of", "2023-06-20", "-o", str(output))
    assert "拨付了、按条件估算不符合：示例企业04" in done.stdout
    notes = load_workbook(str(output)).get_sheet_by_name("说明").to_python()
    named = "没有算进申报、获批、拨付：Z8“若干”"
    assert any(str(cell).endswith(named) for row in notes for cell in row)
    (rejects,) = (tmp_path / "o.rejects.csv").read_text("utf-8-sig").splitlines()[1:]
    assert "若干" in rejects
    told = json.loads((tmp_path / "o.summary.json").read_text("utf-8"))
    (one,) = told["outcomes"]
    assert (one["applied"], one["granted"]) == (2, 1)
    assert [(each["row"], each["amount"], each["beside"]) for each in one["payments"]] == [
        (3, "25000.00", "within"),
        (4, "2413000.00", "above"),
        (5, "10000.00", "refused"),
        (6, None, None),
    ]
    assert (one["total"], one["compared"]) == ("2448000.00", "2438000.00")
    assert (one["low"], one["high"]) == ("0.00", "2437000.00")
    again = huiqi("screen", str(output), "--sheet", "逐笔拨付", "--as-of", "2023-06-20")
    assert "4 户" in again.stdout


APPLIED, GRANTED, OWED = OutcomeStep.APPLIED, OutcomeStep.GRANTED, OutcomeStep.OWED
WORDS = {
    # The column, the cell, how far it came; empty: to nothing; ``None``: it cannot be read.
    ("已申报", "已报"): APPLIED,
    ("已申报", "待批"): APPLIED,
    ("已申报", "没报"): "",
    ("已申报", "没报上"): "",
    ("已申报", "申报中"): None,
    ("已申报", "报了，11.28"): APPLIED,
    ("已申报", "11.28"): APPLIED,
    ("已申报", "报了，又撤回了"): None,
    ("已申报", "批没批"): None,
    ("已申报", "去年没批，今年又报了"): APPLIED,
    ("已申报", "报了，批了，没拨"): OWED,
    ("已获批", "批了"): GRANTED,
    ("已获批", "没批"): OutcomeStep.REFUSED,
    ("已获批", "还没批"): APPLIED,
    ("已获批", "报过，没批（说备案晚了）"): OutcomeStep.REFUSED,
    ("已获批", "审核中"): APPLIED,
    ("已获批", "待拨"): OWED,
    ("已获批", "已报"): APPLIED,
    ("已拨付", "已到账"): OutcomeStep.PAID,
    ("已拨付", "待拨"): OWED,
    ("已拨付", "批了没拨"): OWED,
    ("已拨付", "没拨"): "",
    ("已拨付", "没批"): OutcomeStep.REFUSED,
    ("已拨付", "已批"): GRANTED,
    ("已拨付", "拨了20万，又拨了10万"): None,
}


@pytest.mark.parametrize(("column", "cell"), WORDS)
def test_how_far_it_came_is_read_in_the_words_of_officers(
    tmp_path: Path, column: str, cell: str
) -> None:
    """A cell says for itself how far it came, be that farther than its column asks, or less."""
    came = WORDS[column, cell]
    head = f"{column}：{SUBSIDY}"
    found = screened(written(tmp_path, "t.csv", [["企业名称", head], ["示例企业1", cell]]))
    outcomes = [one for own in found.outcomes.values() for one in own]
    assert [(one.step, one.amount) for one in outcomes] == ([(came, None)] if came else [])
    assert [one.code for one in found.entries[0].noted if one.code == "P169"] == (
        ["P169"] if came is None else []
    )


@pytest.mark.parametrize(
    ("cell", "amount"),
    [
        ("2026-9到账40万", 400_000),
        ("拨了84万，11月20到账", 840_000),
        ("84万，11月20到账", 840_000),
        ("批了80万，拨了39万", 390_000),
        ("申请100万，批了80万，拨了 39.5 万", 395_000),
        # About so much, and a figure of which nobody says what it counts, are no amounts.
        *(("拨了约30万", None), ("拨了30多万", None), ("拨了39", None), ("拨了11.28", None)),
    ],
)
def test_what_was_paid_stands_among_words(tmp_path: Path, cell: str, amount: int | None) -> None:
    """Money is exact: of the amounts that a cell has that which was paid; else it is remarked."""
    head = f"已拨付：{SUBSIDY}"
    found = screened(written(tmp_path, "t.csv", [["企业名称", head], ["示例企业1", cell]]))
    (one,) = [one for own in found.outcomes.values() for one in own]
    assert (one.step, one.amount) == (OutcomeStep.PAID, amount)
    noted = [one.code for one in found.entries[0].noted if one.code == "P169"]
    assert noted == ([] if amount else ["P169"])


def test_about_so_much_was_paid_and_is_in_no_total(tmp_path: Path) -> None:
    """Money is exact: 约30 says that it was paid, and the cell is named."""
    head = f"已拨付：{SUBSIDY}（万元）"
    rows: list[list[object]] = [["企业名称", head], ["示例企业1", "约30"], ["示例企业2", "30+"]]
    found = screened(written(tmp_path, "t.csv", [*rows, ["示例企业3", "2.5"]]))
    (one,) = paid(found)
    assert [each.amount for each in one.payments] == [None, None, 25000]
    assert one.total == 25000
    (told,) = [str(own.message) for own in found.remarks if own.code == "P169"]
    assert told.endswith("没有算进拨付合计：B2“约30”、B3“30+”")


def test_what_a_table_does_not_say_of_a_known_measure_is_told(tmp_path: Path) -> None:
    """A title that is none; the column is carried, and nothing is compared."""
    table = written(
        tmp_path, "t.csv", [["企业名称", "已拨付：优秀研发机构奖励"], ["示例企业1", "5"]]
    )
    found = screened(table)
    assert (found.outcomes, found.carried) == ({}, ("已拨付：优秀研发机构奖励",))
    assert [one.code for one in found.remarks] == ["P168"]
    assert not still_chinese(found.remarks)


@pytest.mark.parametrize(
    ("amount", "beside"),
    [("19.99", PaidStanding.BELOW), ("20", PaidStanding.WITHIN), ("20.01", PaidStanding.ABOVE)],
)
def test_a_cent_tells_below_from_above(tmp_path: Path, amount: str, beside: PaidStanding) -> None:
    """Of an estimate of a known sum."""
    table = with_outcomes(tmp_path, {f"已拨付：{SUBSIDY}（元）": {"示例企业02": amount}})
    words = worded(Phrases(ENGINE.rulebook, "zh"))
    found = screen(ENGINE.rulebook, GivenTable(file=table), date(2023, 6, 20), words)
    ((own,),) = found.outcomes.values()
    answers = {a.measure: a for e in found.entries if e.row == 3 for a in e.screened.answers}
    answer = answers[own.measure]
    answer.low = answer.high = Decimal(20)  # type: ignore[misc]
    (one,) = paid(found)
    assert [each.beside for each in one.payments] == [beside]


@pytest.mark.parametrize("options", [(), ("--where", "服务专员=甲专员")])
def test_in_a_database_they_stand_beside_the_same(tmp_path: Path, options: tuple[str, ...]) -> None:
    """What came of measures, what was paid, and beside what; what cannot be read is told."""
    import duckdb

    small = with_outcomes(tmp_path, OUTCOMES)
    large = small.with_suffix(".parquet")
    read = f"SELECT * FROM read_csv('{small}', all_varchar=true, header=true)"
    duckdb.connect().execute(f"COPY ({read}) TO '{large}'")
    told = []
    for table in (small, large):
        output = tmp_path / f"{table.suffix[1:]}.csv"
        day = ("--as-of", "2023-06-20")
        done = huiqi("screen", str(table), *day, *options, "-o", str(output))
        assert done.returncode == 0
        # Who cannot be read is 示例企业07, whom another specialist has.
        assert ("P169" in done.stderr) == (not options)
        outcomes = json.loads(output.with_suffix(".summary.json").read_text("utf-8"))["outcomes"]
        for own in outcomes:
            # A file without a line for its head counts its rows from one.
            for each in own["payments"]:
                each["row"] += table is large
        shown = done.stdout[done.stdout.index("估算与拨付") :].splitlines()[:4]
        told.append((outcomes, shown))
    assert told[0][0][0]["payments"]
    assert told[0] == told[1]


def test_what_came_of_a_measure_is_followed_and_not_offered_anew(tmp_path: Path) -> None:
    """Paid 150万, a firm was told of the same subsidy as if it had never had it; its card, too."""
    head = "企业名称,注册地,技改项目,设备投资,已申报：技术改造设备奖补,已获批：技术改造设备奖补,"
    head += "已拨付：技术改造设备奖补（万元）,申报/到账"
    rows = [
        "示例甲厂,聊城市,生产线,900,,,,",
        "示例乙厂,聊城市,生产线,900,√,√,150,",
        "示例丙厂,聊城市,生产线,900,√,,,",
        "示例丁厂,聊城市,生产线,900,√,没批,,",
        "示例戊厂,聊城市,生产线,900,,,,技改设备补助 2026-9到账 40万",
    ]
    file = tmp_path / "台账.csv"
    file.write_text("\n".join((head, *rows)), encoding="utf-8")
    given = GivenTable(
        file=file,
        columns=(
            "技术改造项目：项目名称=技改项目",
            "技术改造项目：经第三方审核的实际设备软件投资额（至多）=设备投资",
        ),
        unit="万元",
    )
    phrases = Phrases(ENGINE.rulebook, "zh")
    found = screen(ENGINE.rulebook, given, date(2026, 11, 30), worded(phrases), processes=1)
    calls = Calls(found, phrases)
    told = {one.name: calls.of(one) for one in calls.in_order(found.entries)}
    # Who was never paid comes first, who was refused behind those who may still have it.
    assert next(iter(told)) == "示例甲厂"
    assert told["示例戊厂"].word == "对一对"
    assert "已申报" not in told["示例甲厂"].because
    followed = {
        "示例乙厂": ("已拨付 150万元", "尾款"),
        "示例丙厂": ("“已申报：技术改造设备奖补”写着“√”", "办到哪一步"),
        "示例丁厂": ("“已获批：技术改造设备奖补”写着“没批”，没有批", "为什么没有批"),
    }
    for name, (came, asked) in followed.items():
        call = told[name]
        assert call.word == "对一对"
        assert came in call.because
        assert asked in call.asked
        # Nothing of the same is offered; no amount stands there as if it were to be had.  What is
        # applied for says what it comes to by its source.
        assert ("照文件 不超过 90万元" in call.because) is (came.endswith("“√”"))
        assert call.because.count("不超过 90万元") == call.because.count("照文件 不超过 90万元")
        assert call.figured is None
    # What stands in one cell decides nothing, is told beside, and how to write it apart.
    assert "表里“申报/到账”写着“技改设备补助 2026-9到账 40万”，先对一对" in told["示例戊厂"].because
    (remark,) = (one for one in found.remarks if one.code == "P168")
    assert "“申报/到账”各项写在一格" in str(remark.message)
    assert "已拨付：措施名称（万元）" in str(remark.message)
