"""Data already in memory: read as a file would be, or refused as one."""

from __future__ import annotations

from contextlib import suppress
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from huiqi import Engine
from huiqi.diagnostics import InputError

ENGINE = Engine.load(compare=False)
DAY = date(2023, 6, 20)

_KEYS = st.text(max_size=6) | st.sampled_from(["facts", "enterprise", "name", "revenue"])
_LEAVES = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.decimals()
    | st.text(max_size=8)
    | st.binary(max_size=4)
    | st.dates()
    | st.datetimes()
)
_ANYTHING = st.recursive(
    _LEAVES,
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(_KEYS | st.integers() | st.tuples(st.integers()), inner, max_size=3)
        | st.tuples(inner)
    ),
    max_leaves=8,
)


def _nested(levels: int) -> dict[str, object]:
    found: dict[str, object] = {}
    for _ in range(levels):
        found = {"a": found}
    return found


def _within_itself() -> dict[str, object]:
    found: dict[str, object] = {"enterprise": "示例企业"}
    found["facts"] = found
    return found


@pytest.mark.parametrize(
    ("facts", "code"),
    [
        (_nested(200), "Y102"),
        (_within_itself(), "Y103"),
        ({"revenue": {2022: 10**5000}}, "Y103"),
        ({("revenue",): 1}, "Y103"),
        ({"revenue": {2022: float("nan")}}, "Y103"),
    ],
)
def test_what_no_file_could_hold_is_refused(facts: dict[object, object], code: str) -> None:
    """With its code, of an enterprise and of an incident."""
    with pytest.raises(InputError) as refused:
        ENGINE.read_enterprise({"enterprise": "示例企业", "facts": facts}, DAY)
    assert refused.value.diagnostics[0].code == code
    with pytest.raises(InputError) as refused:
        ENGINE.read_incident({"incident": facts}, DAY)
    assert refused.value.diagnostics[0].code == code


def test_what_is_deeper_than_python_goes_is_refused() -> None:
    """By its depth, or where Python goes so deep by its size."""
    with pytest.raises(InputError) as refused:
        ENGINE.read_enterprise({"enterprise": "示例企业", "facts": _nested(5000)}, DAY)
    assert refused.value.diagnostics[0].code in ("Y101", "Y102")


@given(_ANYTHING, _ANYTHING)
def test_whatever_it_is_nothing_else_is_raised(name: object, facts: object) -> None:
    """As of a file: read, or every fault told."""
    with suppress(InputError):
        ENGINE.read_enterprise({"enterprise": name, "facts": facts}, DAY)


def test_values_of_python_are_what_their_texts_are() -> None:
    """A Decimal, a day and a whole number, each by itself."""
    told = {"revenue": {2022: Decimal("123456.78")}, "成立日期": date(2012, 3, 1)}
    written = {"revenue": {"2022": "123456.78"}, "成立日期": "2012-03-01"}
    one, _ = ENGINE.read_enterprise({"enterprise": "示例企业", "facts": told}, DAY)
    other, _ = ENGINE.read_enterprise({"enterprise": "示例企业", "facts": written}, DAY)
    assert {key: given.value for key, given in one.facts.items()} == {
        key: given.value for key, given in other.facts.items()
    }
