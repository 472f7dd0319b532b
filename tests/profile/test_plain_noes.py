"""A no as people say it, of what is asked with yes or no; of a year, that it was not given then."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from huiqi.diagnostics import Diagnostics
from huiqi.profile.given_table import GivenTable
from huiqi.truth import Truth
from huiqi.values import Value
from huiqi.wordings import says_no_plainly, yes_or_no
from tests.titles import RULES

YEARLY, TITLE = ("technology_sme", 2026), ("high_technology_certificate", None)
COLUMNS = ("2026年科技型中小企业（入库）=科小", "高新技术企业资格在有效期内=高企")


def read(path: Path, sme: str, title: str) -> dict[tuple[str, int | None], Value]:
    """What a row tells of both."""
    path.write_text(f"企业名称,科小,高企\n示例公司,{sme},{title}\n", encoding="utf-8")
    given = GivenTable(file=path, columns=COLUMNS, lenient=True)
    table = given.alone(RULES, date(2026, 11, 30), Diagnostics())
    facts = table.profile(table.table.rows[0], Diagnostics()).facts
    return {key: one.value for key, one in facts.items()}


@pytest.mark.parametrize("word", ["没", "不够条件", "不符合", "不达标", "不够格", "没有了"])
def test_a_plain_no_is_a_no_wherever_yes_or_no_is_asked(tmp_path: Path, word: str) -> None:
    """And in a profile, too."""
    assert yes_or_no(word) is False
    assert read(tmp_path / "表.csv", word, word) == {YEARLY: Truth.FALSE, TITLE: Truth.FALSE}


def test_a_word_that_denies_is_no_figure_of_nought() -> None:
    """不够条件 under an amount says nothing of how much it is."""
    assert says_no_plainly("没")
    assert says_no_plainly("×")
    assert not says_no_plainly("不够条件")


def test_what_has_two_meanings_keeps_both() -> None:
    """没 to 没有违法记录 is an answer with two meanings, as 没有 is."""
    assert yes_or_no("没", "没有违法记录") is None


@pytest.mark.parametrize(
    ("cell", "truth"),
    [
        *(("没过", False), ("没通过", False), ("报了没批", False), ("没评上", False)),
        # How far it is: of this year it may come to it yet.
        *(("在评", None), ("正在报", None), ("明年报", None), ("准备报", None), ("没报", None)),
        *(("过期了", None), ("25年没过", None)),
    ],
)
def test_what_was_refused_was_not_given_in_that_year(
    tmp_path: Path, cell: str, truth: bool | None
) -> None:
    """Where a year is asked about, no older one can be meant."""
    told = read(tmp_path / "表.csv", cell, "")
    assert told == ({} if truth is None else {YEARLY: Truth.of(truth)})


@pytest.mark.parametrize(
    ("cell", "held"), [("24年的证", True), ("20年的证书", None), ("27年的证", None)]
)
def test_the_certificate_of_a_year_is_held_for_three(
    tmp_path: Path, cell: str, held: bool | None
) -> None:
    """As 2024年认定 is; afterwards it may have been given anew."""
    told = read(tmp_path / "表.csv", "", cell)
    assert told.get(TITLE) == (None if held is None else Truth.of(held))
