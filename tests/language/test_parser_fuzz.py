"""Any text is either understood or refused with an ExpressionError; nothing else happens."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from huiqi.language.checker import check_expression
from huiqi.language.parser import ExpressionError
from tests.language.samples import ACCEPTED, SCOPE

TOKENS = [*" ()[]{}.,:+-*/<>=!%\"'\\\n\t，（）", "revenue", "people", "projects", "size", "low"]
TOKENS += ["3", "3.5", "500万元", "3%", "2年", "2023-06-20", "and", "or", "not", "in", "within"]
TOKENS += [
    "收入",
    "人数",
    "项目",
    "费用",
    "且",
    "或",
    "非",
    "「",
    "」",
    "“",
    "”",
    *"＝≥＞－×÷【、０",
]
TOKENS += ["for", "if", "sum(", "min(", "cagr(", "[-1]", "[at:", "[on:", "[all]", "before", "∞"]
SOUP = st.lists(st.sampled_from(TOKENS), max_size=40).map(" ".join)

pytestmark = pytest.mark.fuzz
EXAMPLES = 150 if settings().max_examples <= 100 else settings().max_examples


def understood_or_refused(text: str) -> None:
    """The one thing every text must be."""
    fault = None
    try:
        check_expression(text, SCOPE)
    except ExpressionError as refused:
        fault = refused
    if fault is not None:
        assert 0 <= fault.column <= len(text)
        assert fault.message


@settings(max_examples=EXAMPLES)
@given(st.text(max_size=200))
def test_any_text(text: str) -> None:
    """Text of any kind."""
    understood_or_refused(text)


@settings(max_examples=EXAMPLES)
@given(SOUP)
def test_token_soup(text: str) -> None:
    """The language's own words in any order."""
    understood_or_refused(text)


@settings(max_examples=EXAMPLES)
@given(st.sampled_from(sorted(ACCEPTED)), st.integers(0, 60), st.sampled_from(TOKENS))
def test_one_slip(text: str, place: int, slip: str) -> None:
    """A right expression with something put in, or left out."""
    place %= len(text) + 1
    understood_or_refused(text[:place] + slip + text[place:])
    understood_or_refused(text[:place] + text[place + 1 :])
