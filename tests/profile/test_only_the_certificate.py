"""Who writes the name of a title among what was had may tell no more than that it is held.

All enterprises are invented.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from huiqi.profile.given_table import GivenTable
from huiqi.report.pages.calls import Calls
from tests.screening.test_asked_of_table import answered_by
from tests.screening.test_outcomes_meant import ZH, found_in, screened

DAY = date(2026, 6, 20)
ONLY = " 只是有证书，没拿过钱"


def test_the_certificate_alone_is_an_answer_for_titles_and_for_nothing_else(tmp_path: Path) -> None:
    """It is said behind the measures, by its number, and no measure is meant by it; of a measure
    that is for no title there is no certificate.
    """
    path = tmp_path / "台账.csv"
    rows = ("示例甲厂,聊城市,高企", "示例乙厂,聊城市,高企2024", "示例丙厂,聊城市,技改80万")
    path.write_text("\n".join(("企业名称,注册地,已兑现", *rows)), encoding="utf-8")

    def number(text: str) -> str:
        return text.partition(ONLY)[0].split()[-1] if ONLY in text else ""

    told, asked = answered_by(GivenTable(file=path), number, DAY)
    of_titles, *others = (one for one in asked if "是哪一项" in one)
    lines = of_titles.splitlines()
    assert "写的“高企”" in lines[0]
    assert lines[-1].split() == [str(len(lines) - 1), lines[-1].split(maxsplit=1)[1]]
    assert ONLY in lines[-1]
    assert others
    assert not any(ONLY in one for one in others)
    assert told.meant == ("高企=只是有证书",)
    assert not any(one.startswith("再") for one in asked)

    # The number before it is a measure, and is meant.
    told, _ = answered_by(GivenTable(file=path), lambda text: "2" if ONLY in text else "", DAY)
    assert [one.partition("=")[0] for one in told.meant] == ["高企"]


HELD = "高企=只是有证书"
COMPARE = "先对一对"


@pytest.mark.parametrize("cell", ["高企", "高企2024", "高企24年拿的", "高企 复审过了", "高企证书"])
def test_a_certificate_alone_is_nothing_to_compare(tmp_path: Path, cell: str) -> None:
    """Who had said that it is no money found it among what to compare all the same."""
    assert COMPARE not in line(tmp_path, cell, HELD)
    assert COMPARE in line(tmp_path, cell)


@pytest.mark.parametrize("cell", ["高企10万到账", "高企拨了", "高企 20万元都已落实", "高企报了"])
def test_a_cell_that_tells_of_money_is_compared_whatever_was_said(
    tmp_path: Path, cell: str
) -> None:
    """What was said of most of its kind is no reason to pass over what this one says."""
    assert COMPARE in line(tmp_path, cell, HELD)


def test_what_else_a_cell_says_is_read(tmp_path: Path) -> None:
    """Of another measure beside the certificate."""
    meant = (HELD, "技改=技术改造设备奖补")
    (came,) = found_in(table(tmp_path, "高企；技改 报了", *meant)).told.values()
    assert [(one.measure, one.step.value) for one in came] == [("technical-renovation", "applied")]


def table(folder: Path, cell: str, *meant: str) -> GivenTable:
    path = folder / "台账.csv"
    path.write_text(f"企业名称,注册地,已兑现\n示例甲厂,聊城市,{cell}\n", encoding="utf-8")
    return GivenTable(file=path, meant=meant, lenient=True)


def line(folder: Path, cell: str, *meant: str) -> str:
    """What is said of the one enterprise on the list."""
    found = screened(table(folder, cell, *meant))
    (entry,) = found.entries
    own = Calls(found, ZH).of(entry)
    return " ".join([own.because, *(one.said for one in own.reasons)])
