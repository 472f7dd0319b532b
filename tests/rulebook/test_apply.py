"""How one applies, as data: what may be written, what is refused, and where."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from huiqi.quantities import Span
from huiqi.rulebook.apply import MonthDay, Period, Yearly
from huiqi.rulebook.force import Sighting
from huiqi.rulebook.loading import load_rulebook
from huiqi.rulebook.measure import Measure
from tests.rulebook.test_linker import FILES, M, findings, write

ALL = """\
apply:
  windows:
    - {year: 2023, from: 2023-02-20, until: 2023-03-17, condition: 规上企业,
       basis: [{source: press, locator: 一}]}
    - {until: 2022-09}
    - {yearly: {from: 03-01, until: 04}}
    - {all_year: true}
  platform: {name: 省库, url: www.example.com/a}
  office: {name: 窗口, address: 一路一号}
  telephones:
    - {number: 8378982, whose: 高新科}
    - {number: 0635-8378982转801}
  materials:
    - {name: 申请表, issuer: 县局, copies: 2}
  obligations:
    - {text: 每年更新信息, due: 05-31}
  paid_within: {span: 60个工作日, since: 受理之日起}
  note: 由县推荐
"""


def loaded(folder: Path, apply: str) -> Measure:
    """The small measure, with how one applies."""
    return load_rulebook(write(folder, {M: FILES[M] + apply})).measures["m"]


def test_everything_that_may_be_said(tmp_path: Path) -> None:
    """Each part as it was written; what has no basis of its own rests on the measure's."""
    apply = loaded(tmp_path, ALL).apply
    once, until, yearly, always = apply.windows
    assert once.once == Period(Sighting.on(date(2023, 2, 20)), Sighting.on(date(2023, 3, 17)))
    assert (once.year, once.basis[0].source.id) == (2023, "press")
    assert until.once == Period(None, Sighting(date(2022, 9, 1), date(2022, 9, 30)))
    assert until.basis[0].source.id == "law"
    assert yearly.yearly == Yearly(MonthDay(3, 1), MonthDay(4))
    assert always.all_year
    assert [window.text for window in apply.windows] == [
        "2023年度：2023-02-20 至 2023-03-17",
        "2022年9月 截止",
        "每年3月1日 至 4月",
        "常年受理",
    ]
    assert [window.text.in_language("en") for window in apply.windows][
        2
    ] == "each year 1 March to April"
    assert [item.number for item in apply.telephones] == ["8378982", "0635-8378982转801"]
    assert apply.materials[0].copies == 2
    assert apply.obligations[0].due == MonthDay(5, 31)
    assert apply.paid_within is not None
    assert apply.paid_within.span == Span(60, "working_days")
    assert not apply.silent


def test_silence_is_no_answer(tmp_path: Path) -> None:
    """What is not written is not known; that it is not automatic is said."""
    assert loaded(tmp_path / "a", "").apply.silent
    assert not loaded(tmp_path / "b", "apply: {automatic: false}\n").apply.silent


#: what is written, code, where in it the fault stands, what the message or the remedy names
FAULTS: list[tuple[str, str, str, str]] = [
    ("windows: [{from: 2023-03-17, until: 2023-02-20}]", "R346", "2023-02-20", "until 2023-02-20"),
    ("windows: [{from: 2023-04, until: 2023-03}]", "R346", "2023-03}", "until 2023-03"),
    ("windows: [{year: 2023}]", "R346", "{year", "三者选一"),
    ("windows: [{from: 2023-03-01, all_year: true}]", "R346", "{from", "三者选一"),
    ("windows: [{yearly: {from: 03-01}, until: 2023-03-01}]", "R346", "{yearly", "三者选一"),
    ("windows: [{yearly: {}}]", "R346", "{}", "其中之一"),
    ("windows: [{yearly: {from: 03-01}, year: 2023}]", "R346", "2023}", "申报年度"),
    ("windows: [{from: 2023-02-29}]", "R203", "2023-02-29", "2022-05-03"),
    ("windows: [{from: 3月1日}]", "R203", "3月1日", "2022-05-03"),
    ("windows: [{yearly: {until: 02-30}}]", "R203", "02-30", "03-01"),
    ("windows: [{yearly: {until: 13}}]", "R203", "13", "03-01"),
    ("windows: [{yearly: {until: 2023-03-01}}]", "R203", "2023-03-01", "03-01"),
    ("windows: [{yearly: {until: 03-00}}]", "R203", "03-00", "03-01"),
    ("windows: [{untill: 2023-03-01}]", "R201", "untill", "until"),
    ("windows: [{from: 2023-03-01, basis: [{source: lav}]}]", "R307", "lav", "law"),
    ("platform: {}", "R347", "{}", "url"),
    ("platform: {url: 省库}", "R203", "省库", "https://"),
    ("telephones: [{number: 市科技局}]", "R203", "市科技局", "0635-8378982"),
    ("telephone: 12345", "R201", "telephone", "telephones"),
    ("window: 每年三月", "R201", "window", "windows"),
    ("materials: [{name: 表, copies: 0}]", "R203", "0", ""),
    ("paid_within: {span: 很快}", "R203", "很快", "不是一个数"),
    ("paid_within: {span: 0日}", "R203", "0日", "60个工作日"),
    ("obligations: [{text: 更新, due: 05-32}]", "R203", "05-32", "03-01"),
]


@pytest.mark.parametrize(("written", "code", "place", "named"), FAULTS)
def test_faults(tmp_path: Path, written: str, code: str, place: str, named: str) -> None:
    """Code, line and column, and what is meant."""
    lines = FILES[M].count("\n")
    found = findings(write(tmp_path, {M: f"{FILES[M]}apply:\n  {written}\n"}))
    assert [item.code for item in found] == [code], [str(item) for item in found]
    column = written.index(place) + 3
    assert str(found[0].place).endswith(f"{M}:{lines + 2}:{column}"), str(found[0])
    assert named in str(found[0])
    assert "Value error" not in str(found[0])


@pytest.mark.parametrize(
    ("yearly", "year", "first", "last"),
    [
        (Yearly(MonthDay(3, 1), MonthDay(4, 30)), 2023, (2023, 3, 1), (2023, 4, 30)),
        # Over the new year, by the day and by the month.
        (Yearly(MonthDay(12, 1), MonthDay(1, 31)), 2023, (2023, 12, 1), (2024, 1, 31)),
        (Yearly(MonthDay(3, 20), MonthDay(3, 10)), 2023, (2023, 3, 20), (2024, 3, 10)),
        # 29 February: nothing beyond what is written.
        (Yearly(MonthDay(2, 29), MonthDay(3, 5)), 2023, (2023, 3, 1), (2023, 3, 5)),
        (Yearly(MonthDay(2, 29), MonthDay(3, 5)), 2024, (2024, 2, 29), (2024, 3, 5)),
        (Yearly(MonthDay(2, 1), MonthDay(2, 29)), 2023, (2023, 2, 1), (2023, 2, 28)),
        (Yearly(MonthDay(2, 1), MonthDay(2, 29)), 2024, (2024, 2, 1), (2024, 2, 29)),
        (Yearly(MonthDay(12, 1), MonthDay(2, 29)), 2023, (2023, 12, 1), (2024, 2, 29)),
    ],
)
def test_each_year(
    yearly: Yearly, year: int, first: tuple[int, int, int], last: tuple[int, int, int]
) -> None:
    """The window that begins in a year, to the day."""
    assert yearly.beginning_in(year) == Period(Sighting.on(date(*first)), Sighting.on(date(*last)))


@pytest.mark.parametrize("month", range(1, 13))
def test_a_month_is_read_however_it_is_written(tmp_path: Path, month: int) -> None:
    """Also where YAML would take it for a number, or for an octal one."""
    for written in (f"{month}", f"{month:02}", f"'{month:02}'"):
        windows = f"apply: {{windows: [{{yearly: {{from: {written}, until: {month:02}-09}}}}]}}\n"
        (found,) = loaded(tmp_path, windows).apply.windows
        assert found.yearly == Yearly(MonthDay(month), MonthDay(month, 9)), written


def test_a_month_is_no_day() -> None:
    """Of a month only that it begins and ends within it is known; the same month is no year."""
    march = Sighting(date(2023, 3, 1), date(2023, 3, 31))
    assert Yearly(MonthDay(3), MonthDay(3)).beginning_in(2023) == Period(march, march)
    assert Yearly(MonthDay(3, 20), MonthDay(3)).beginning_in(2023).last == march
    assert Yearly(MonthDay(3), MonthDay(3, 20)).beginning_in(2023).last == Sighting.on(
        date(2023, 3, 20)
    )
