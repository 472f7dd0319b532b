"""JSON that anyone may have written: bounded before it is read."""

from __future__ import annotations

import json
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from huiqi.files import DEEPEST, NestedTooDeepError, load_json

PLAIN = st.none() | st.booleans() | st.integers() | st.text()
VALUES = st.recursive(
    PLAIN, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3)
)


@given(VALUES)
def test_it_reads_what_json_reads(value: object) -> None:
    """Brackets, quotes and backslashes in texts are no levels."""
    assert load_json(json.dumps(value)) == value
    assert load_json(json.dumps({"a": '[{"\\' * 100, "b": value})) == {
        "a": '[{"\\' * 100,
        "b": value,
    }


@pytest.mark.parametrize("pair", ["[]", "{}"])
def test_the_deepest_is_read_and_one_more_is_not(pair: str) -> None:
    """As many levels as are allowed, and one beyond."""
    opening = "[" if pair == "[]" else '{"a":'
    at = opening * (DEEPEST - 1) + pair + pair[1] * (DEEPEST - 1)
    assert load_json(at) is not None
    with pytest.raises(NestedTooDeepError):
        load_json(opening + at + pair[1])
    # Far beyond what the stack would hold.
    with pytest.raises(NestedTooDeepError):
        load_json(opening * 500_000)


def test_figures_are_read_as_they_are_asked_to_be() -> None:
    """Exactly, where that is asked."""
    assert load_json("[0.1, 2]", parse_number=Decimal) == [Decimal("0.1"), Decimal(2)]


@pytest.mark.parametrize("text", ["", "[", '"', '{"a" 1}', "[1,]"])
def test_what_is_no_json_is_refused(text: str) -> None:
    """As by the reader itself."""
    with pytest.raises(json.JSONDecodeError):
        load_json(text)
