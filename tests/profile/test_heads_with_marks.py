"""Heads that end in a sign, or in a word that only asks."""

from __future__ import annotations

import pytest

from huiqi.profile.column_names import bare_head
from huiqi.profile.years_told import says_no, says_no_year
from huiqi.rulebook.naming import fact_names
from tests.titles import RULES


@pytest.mark.parametrize(
    ("head", "fact"),
    [
        ("规上?", "statistics_entry_year"),
        ("规上？", "statistics_entry_year"),
        ("规上（√）", "statistics_entry_year"),
        ("规上（是/否）", "statistics_entry_year"),
        ("高企证书", "high_technology_certificate"),
        ("有无高企", "high_technology_certificate"),
        ("高企情况", "high_technology_certificate"),
        ("高企√", "high_technology_certificate"),
    ],
)
def test_a_sign_or_an_asking_word_changes_nothing(head: str, fact: str) -> None:
    assert [one.id for one in fact_names(RULES).looks_like(bare_head(head))] == [fact]


@pytest.mark.parametrize("head", ["合格证书", "税收情况", "是否", "?", "证书", "情况"])
def test_what_is_left_names_nothing(head: str) -> None:
    assert fact_names(RULES).looks_like(bare_head(head)) == []


@pytest.mark.parametrize("cell", ["还没", "还没有"])
def test_not_yet_is_a_no(cell: str) -> None:
    assert says_no(cell)
    assert says_no_year(cell)
