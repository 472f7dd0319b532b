"""How far a refused measure is: by figures alone, the farthest of all, the nearest of any."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest

from huiqi import Engine
from huiqi.decision.nearness import nearness
from tests.decision.small import rulebook

#: A clause on two figures, ``a`` of 10 and ``b`` of 100 yuan.
A = "{id: a, text: {zh: 甲, en: a}, if: a >= 10}"
B = "{id: b, text: {zh: 乙, en: b}, if: b >= 100元}"


@pytest.mark.parametrize(
    ("requires", "a", "b", "expected"),
    [
        (f"all: [{A}, {B}]", 9, 100, Fraction(1, 10)),
        (f"all: [{A}, {B}]", 9, 50, Fraction(1, 2)),
        (f"any: [{A}, {B}]", 9, 50, Fraction(1, 10)),
        (f"{{at_least: 2, of: [{A}, {B}]}}", 9, 50, Fraction(1, 2)),
        (f"all: [{A}, {B}]", 10, 100, None),
        (f"none: [{A}, {B}]", 10, 100, None),
        (f"all: [{A}]", 0, 0, Fraction(1)),
    ],
)
def test_the_share_that_is_lacking(
    requires: str, a: int, b: int, expected: Fraction | None, tmp_path: Path
) -> None:
    """Of what is asked; none where it is met, or where less would be wanted of what is had."""
    text = requires if requires.startswith("{") else f"{{{requires}}}"
    rulebook(tmp_path, m=f"requires: {text}\n")
    engine = Engine.load(tmp_path, compare=False)
    day = date(2023, 6, 20)
    read = engine.read_enterprise(
        {"enterprise": {"name": "示例企业"}, "facts": {"a": a, "b": f"{b}元"}}, day
    )
    assert nearness(engine.check(read.enterprise, day)["m"]) == expected
