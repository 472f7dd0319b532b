"""A document is written as the standard library writes it, only sooner."""

from __future__ import annotations

import json
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from huiqi.decision.results import Status
from huiqi.serialisation.writing import json_text

PLAIN = st.none() | st.booleans() | st.integers() | st.text()
DOCUMENTS = st.recursive(
    PLAIN, lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4)
)


@given(content=DOCUMENTS)
def test_it_is_what_the_standard_library_writes(content: object) -> None:
    """To the letter: escapes, empty lists, what is within what."""
    assert json_text(content) == json.dumps(content, ensure_ascii=False, indent=2)


def test_a_word_of_a_list_is_a_text() -> None:
    """Not its name in Python."""
    assert json_text([Status.QUALIFIES]) == '[\n  "qualifies"\n]'


@pytest.mark.parametrize("value", [1.5, Decimal(1), (1,), {"a": {1}}])
def test_nothing_else_is_written(value: object) -> None:
    """A figure is a text, so that no reader rounds it."""
    with pytest.raises(TypeError):
        json_text([value])
