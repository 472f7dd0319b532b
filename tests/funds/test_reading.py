"""Applicants from a table: exact, unknown where empty, faults at their row and column."""

from __future__ import annotations

from datetime import date, time
from decimal import Decimal
from pathlib import Path

import pytest
import xlsxwriter

from huiqi.diagnostics import Diagnostics, InputError
from huiqi.funds.applicant_table import columns_wanted, read_applicants
from huiqi.funds.applicants import Applicant
from huiqi.profile.credit_code import check_character, organisation_check_character
from huiqi.profile.rows import MOST_FAULTS
from huiqi.tables import read_table
from tests.funds.samples import AS_OF, FUND, RULEBOOK, shared
from tests.in_english import still_chinese


def written(folder: Path, text: str) -> Path:
    """A CSV file."""
    path = folder / "t.csv"
    path.write_text(text, "utf-8")
    return path


def read(path: Path, diagnostics: Diagnostics | None = None) -> tuple[Applicant, ...]:
    """The applicants of a file."""
    found = diagnostics or Diagnostics()
    wanted = columns_wanted(RULEBOOK, FUND)
    table = read_table(path, found, wanted=wanted)
    if table is None:
        raise InputError(found.sorted())
    return read_applicants(table, wanted, RULEBOOK, fund=FUND, as_of=AS_OF, diagnostics=found)[0]


def faults(path: Path) -> list[tuple[str, int, int]]:
    """Codes and places of what is wrong."""
    with pytest.raises(InputError) as caught:
        read(path)
    assert not still_chinese(caught.value.diagnostics)
    return [(d.code, d.place.line, d.place.column) for d in caught.value.diagnostics]


def code(first: str) -> str:
    """A credit code with right check characters."""
    body = f"91371500{first:0>8}"
    body += organisation_check_character(body)
    return body + check_character(body)


def test_what_is_written_is_read_and_what_is_not_is_unknown(tmp_path: Path) -> None:
    """Amounts with units, a bound, a range; times with and without an hour; empty cells."""
    text = (
        "企业名称,研发费用加计扣除额,申请时间,排名,得分\n"
        '示例企业01,"1,200.50",2023-07-01,1,\n'
        "示例企业02,350万元,2023-07-01 09:30,2,86.5\n"
        "示例企业03,,2023-07-01T09:30:15,,\n"
        "示例企业04,未知,,,\n"
        "示例企业05,>= 500万元,,,\n"
        "示例企业06,1万元..2万元,,,\n"
        "示例企业07,0,,,\n"
    )
    people = read(written(tmp_path, text))
    bases = [(p.base_low, p.base_high) for p in people]
    million = Decimal(10) ** 6
    assert bases == [
        (Decimal("1200.50"), Decimal("1200.50")),
        (Decimal("3.5") * million, Decimal("3.5") * million),
        (Decimal(0), None),
        (Decimal(0), None),
        (5 * million, None),
        (Decimal(10_000), Decimal(20_000)),
        (Decimal(0), Decimal(0)),
    ]
    assert [p.base_known for p in people] == [True, True, False, False, False, False, True]
    assert [(p.applied_on, p.applied_at) for p in people[:4]] == [
        (date(2023, 7, 1), None),
        (date(2023, 7, 1), time(9, 30)),
        (date(2023, 7, 1), time(9, 30, 15)),
        (None, None),
    ]
    assert [(p.rank, p.score) for p in people[:3]] == [
        (Decimal(1), None),
        (Decimal(2), Decimal("86.5")),
        (None, None),
    ]
    assert [p.row for p in people] == list(range(2, 9))


@pytest.mark.parametrize(
    ("header", "cell", "yuan"),
    [
        ("加计扣除额（万元）", "321.47", "3214700"),
        ("加计扣除额(万元)", "1,321.47", "13214700"),
        ("加计扣除额(万元)", "500元", "500"),
        ("基数（元）", "321.47", "321.47"),
        ("rd_super_deduction", "3", "3"),
        ("R&D super-deduction", "3", "3"),
        ("BASE", "3", "3"),
    ],
)
def test_the_base_is_found_by_any_of_its_names_and_has_the_unit_of_its_header(
    tmp_path: Path, header: str, cell: str, yuan: str
) -> None:
    """A bare number has the header's unit; one that brings its own keeps it."""
    people = read(written(tmp_path, f'name,{header}\n示例企业,"{cell}"\n'))
    assert people[0].base_low == people[0].base_high == Decimal(yuan)


@pytest.mark.parametrize(
    ("rows", "code_", "line", "column"),
    [
        ("示例企业,-1,,\n", "F103", 2, 2),
        ("示例企业,-5..3,,\n", "F103", 2, 2),
        ("示例企业,<= -5,,\n", "F103", 2, 2),
        ("示例企业,多,,\n", "F103", 2, 2),
        ("示例企业,0.001,,\n", "F103", 2, 2),
        ("示例企业,1e400,,\n", "T108", 2, 2),
        ("示例企业,1,2023-02-29,\n", "F104", 2, 3),
        ("示例企业,1,2023-02-28 24:00,\n", "F104", 2, 3),
        ("示例企业,1,昨天,\n", "F104", 2, 3),
        ("示例企业,1,,0\n", "F105", 2, 4),
        ("示例企业,1,,1.5\n", "F105", 2, 4),
        (",1,,\n", "F101", 2, 1),
        ("示例企业,1,,\n示例企业,2,,\n", "F102", 3, 1),
        ("", "F107", 1, 0),
    ],
)
def test_a_fault_has_its_row_and_column(
    tmp_path: Path, rows: str, code_: str, line: int, column: int
) -> None:
    """Nothing is read that was not meant."""
    path = written(tmp_path, f"企业名称,加计扣除额,申请时间,排名\n{rows}")
    assert faults(path) == [(code_, line, column)]


def test_each_applicant_stands_once(tmp_path: Path) -> None:
    """By its credit code; two of one name only where both codes tell them apart."""
    one, other = code("12345678"), code("87654321")
    head = "企业名称,统一社会信用代码,基数\n"
    same = f"{head}示例甲,{one},1\n示例乙,{one.lower()},2\n"
    assert faults(written(tmp_path, same)) == [("F102", 3, 2)]
    assert faults(written(tmp_path, f"{head}示例,{one},1\n示例,,2\n")) == [("F102", 3, 1)]
    assert faults(written(tmp_path, f"{head}示例,未知,1\n示例,{one},2\n")) == [("F102", 3, 1)]
    assert len(read(written(tmp_path, f"{head}示例,{one},1\n示例,{other},2\n"))) == 2


def test_a_credit_code_with_a_slip_is_a_warning(tmp_path: Path) -> None:
    """It identifies the row all the same."""
    right = code("12345678")
    wrong = right[:-1] + ("0" if right[-1] != "0" else "1")
    diagnostics = Diagnostics()
    path = written(tmp_path, f"企业名称,统一社会信用代码,基数（元）\n示例企业,{wrong},1\n")
    assert read(path, diagnostics)[0].credit_code == wrong
    assert [(d.code, d.place.column) for d in diagnostics.items] == [("F106", 2)]


def test_a_column_that_is_missing_is_told(tmp_path: Path) -> None:
    """With the names it may have."""
    assert faults(written(tmp_path, "名,加计扣除额\n甲,1\n")) == [("T104", 1, 0)]


def test_faults_are_told_up_to_a_bound(tmp_path: Path) -> None:
    """A table that is wrong throughout ends with one line that says so."""
    rows = "".join(f"示例企业{n},多\n" for n in range(MOST_FAULTS + 50))
    found = faults(written(tmp_path, f"企业名称,基数\n{rows}"))
    assert len(found) == MOST_FAULTS + 2
    assert found[-1][0] == "F108" or found[-2][0] == "F108"


def test_a_spreadsheet_is_read_like_a_csv(tmp_path: Path) -> None:
    """Numbers, dates with an hour and empty cells."""
    path = tmp_path / "t.xlsx"
    book = xlsxwriter.Workbook(str(path))
    sheet = book.add_worksheet()
    moment = book.add_format({"num_format": "yyyy-mm-dd hh:mm"})
    sheet.write_row(0, 0, ["企业名称", "加计扣除额（万元）", "申请时间"])
    sheet.write_row(1, 0, ["示例企业", 321.47])
    sheet.write_number(1, 2, 45108 + 9.5 / 24, moment)
    sheet.write_row(2, 0, ["示例企业2"])
    book.close()
    first, second = read(path)
    assert (first.base_low, first.base_high) == (Decimal(3214700), Decimal(3214700))
    assert (first.applied_on, first.applied_at) == (date(2023, 7, 1), time(9, 30))
    assert (second.base_high, second.applied_on) == (None, None)


@pytest.mark.parametrize(
    ("cell", "low", "high"),
    [
        ("+100", "1000000", "1000000"),
        (">= 100", "1000000", None),
        ("至少100", "1000000", None),
        ("100..200", "1000000", "2000000"),
        ("100..150万元", "1000000", "1500000"),
        (">= 100元", "100", None),
    ],
)
def test_the_unit_of_the_header_holds_however_the_number_is_written(
    tmp_path: Path, cell: str, low: str, high: str | None
) -> None:
    """With a sign, as a bound or in a range; what has a unit of its own keeps it."""
    (one,) = read(written(tmp_path, f"企业名称,加计扣除额（万元）\n示例甲,{cell}\n"))
    assert (one.base_low, one.base_high) == (Decimal(low), high and Decimal(high))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("示例（集团）厂", "示例(集团)厂"),
        ("示例厂", "示 例　厂"),
        ("示例厂", "示例\u200b厂"),
        ("示例Ａ厂", "示例A厂"),
    ],
)
def test_one_enterprise_spelt_in_two_ways_is_one(tmp_path: Path, one: str, other: str) -> None:
    """Width, spaces, what is invisible, brackets: it is not paid twice."""
    path = written(tmp_path, f"企业名称,加计扣除额（万元）\n{one},100\n{other},100\n")
    assert faults(path) == [("F102", 3, 1)]


def test_one_credit_code_spelt_in_two_ways_is_one(tmp_path: Path) -> None:
    """Full-width characters and spaces."""
    right = code("12345678")
    wide = "".join(chr(ord(c) + 0xFEE0) for c in right)
    head = "企业名称,统一社会信用代码,基数\n"
    for spelt in (wide, f"{right[:9]} {right[9:]}", f"{right}\u200b"):
        path = written(tmp_path, f"{head}示例甲,{right},1\n示例乙,{spelt},2\n")
        assert faults(path) == [("F102", 3, 2)]


def test_a_header_is_found_however_it_is_spelt(tmp_path: Path) -> None:
    """Full-width letters and brackets, spaces, what is invisible."""
    (one,) = read(written(tmp_path, "企业 名称\u200b,加计扣除额 (万元）\n示例甲,1\n"))
    assert one.base_low == Decimal(10_000)


def test_the_same_table_is_the_same_money_in_a_csv_and_a_spreadsheet(tmp_path: Path) -> None:
    """Midnight keeps its hour; a day alone, saved as spreadsheets save it, is a day."""
    path = tmp_path / "t.xlsx"
    book = xlsxwriter.Workbook(str(path))
    sheet = book.add_worksheet()
    moment = book.add_format({"num_format": "yyyy-mm-dd hh:mm"})
    day = book.add_format({"num_format": "yyyy-mm-dd"})
    sheet.write_row(0, 0, ["企业名称", "加计扣除额（万元）", "申请时间"])
    for number, (value, format_) in enumerate([(45108, moment), (45108.5, moment), (45109, day)]):
        sheet.write_row(number + 1, 0, [f"示例企业{number}", 35000])
        sheet.write_number(number + 1, 2, value, format_)
    book.close()
    text = (
        "企业名称,加计扣除额（万元）,申请时间\n示例企业0,35000,2023-07-01 00:00\n"
        "示例企业1,35000,2023/7/1 12:00\n示例企业2,35000,2023/7/2\n"
    )
    assert read(path) == read(written(tmp_path, text))
    assert [one.applied_at for one in read(path)] == [time(0), time(12), None]
    sharing = [list(r.amounts) for r in shared(read(path), 5 * 10**10).results if r.reason is None]
    assert sharing[1] == [35 * 10**9, 15 * 10**9, 0]


def test_an_address_says_what_the_facts_it_answers_would(tmp_path: Path) -> None:
    """A column 注册地 is as good as 注册地在聊城市; both together are one too many."""
    head = "企业名称,加计扣除额（元）"
    places = {"聊城市东昌府区": "是", "山东省济南市": "否", "未知": "未知", "": ""}
    rows = enumerate(places.items())
    stated = "".join(f"甲{n},1,{place},{yes}\n" for n, (place, yes) in rows)
    both = [line.split(",") for line in stated.splitlines()]
    by_place = "".join(f"{name},{base},{place}\n" for name, base, place, _ in both)
    by_fact = "".join(f"{name},{base},{yes}\n" for name, base, _, yes in both)
    one = read(written(tmp_path, f"{head},注册地\n{by_place}"))
    other = read(written(tmp_path, f"{head},注册地在聊城市\n{by_fact}"))
    assert [found.eligible for found in one] == [found.eligible for found in other]
    assert len({found.eligible for found in one}) > 1
    twice = written(tmp_path, f"{head},注册地,注册地在聊城市\n{stated}")
    assert [found[0] for found in faults(twice)] == ["T106"]
    street = written(tmp_path, f"{head},注册地\n甲,1,光明路\n")
    assert faults(street) == [("P171", 2, 3)]
