"""What is suggested for a name that is none: the same name spelt rightly, and nothing else."""

from __future__ import annotations

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from huiqi.rulebook.naming import called, declared_facts
from huiqi.slips import is_slip, near, slip_of
from tests.profile.test_reader import RULES

DECLARED = declared_facts(RULES)
LABELS = [one.label.zh for one in DECLARED.values()]
IDS = list(DECLARED)


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("revenu", "revenue"),
        ("total_asset", "total_assets"),
        ("requries", "requires"),
        ("rd_subsidy_rat", "rd_subsidy_rate"),
        ("RegisteredInLiaocheng", "registered_in_liaocheng"),
        ("subsidie", "subsidy"),
        ("gambol-pets.yaml", "gambol-pet.yaml"),
        ("营业收人", "营业收入"),
        ("营业业收入", "营业收入"),
        ("营收业入", "营业收入"),
        ("从业入员", "从业人员"),
        ("会计核算健全且查帐征收", "会计核算健全且查账征收"),
    ],
)
def test_slips(written: str, meant: str) -> None:
    """A letter more, less, moved; what looks alike; what is written twice."""
    assert slip_of(written, [*IDS, *LABELS, meant]) == meant


@pytest.mark.parametrize(
    "written",
    [
        *("总资产", "毛资产", "注册地", "注册地在济南市", "净收入", "非营业收入", "营业支出"),
        *("net_revenue", "total_profit", "gross_profit", "new_profit", "total_assets_2022"),
        *("annual_tax_decrease", "registered_in_jinan", "revenue_before_tax"),
    ],
)
def test_another_quantity_is_never_suggested(written: str) -> None:
    """However much of its name is the same."""
    assert slip_of(written, [*IDS, *LABELS]) == ""


def test_no_declared_name_is_a_slip_of_another() -> None:
    """Of any two facts, by any of their names: whoever writes one does not mean the other."""
    named = [(key, name) for key, one in DECLARED.items() for name in called(one)]
    mistaken = [
        (one, other)
        for (a, one), (b, other) in combinations(named, 2)
        if a != b and abs(len(one) - len(other)) < 2 and is_slip(one, other)
    ]
    assert not mistaken


@given(st.sampled_from(LABELS), st.integers(0, 30))
def test_two_characters_that_changed_places_are_found(label: str, place: int) -> None:
    """The label itself is suggested, or nothing where two would be."""
    place %= max(len(label) - 1, 1)
    written = label[:place] + label[place : place + 2][::-1] + label[place + 2 :]
    assert slip_of(written, LABELS) in ("", label)
    if written != label and label.isalpha():
        assert slip_of(written, LABELS) == label


def test_what_is_near_is_a_few_to_look_through() -> None:
    """The nearest first, five at most, whatever it is compared with."""
    found = near("资产", LABELS)
    assert "净资产" in found
    assert "资产总额" in found
    assert len(found) <= 5
    assert near("毫无关系的一句话没有人会这样写", LABELS) == []
