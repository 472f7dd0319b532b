"""The parts of an amount that apply."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

from huiqi.decision.parts import parts_of
from huiqi.decision.tracing import Tracer
from huiqi.evaluation import Evaluator
from huiqi.language import tree
from huiqi.language.checker import check_expression
from huiqi.language.types import MONEY
from huiqi.values import exactly, symbol
from tests.decision.small import AS_OF, profile, rulebook


def test_of_a_table_only_the_cell_that_applies_is_shown(tmp_path: Path) -> None:
    """What stands in another cell took no part in the amount."""
    rules = rulebook(tmp_path, m="requires: {id: x, text: {zh: x, en: x}, if: a >= 3}\n")
    least, most = (check_expression(f"{f}(b, 9元)", rules.scope) for f in ("min", "max"))
    level = check_expression("level", rules.scope)
    node = tree.Lookup(MONEY, (level,), ((("low",), least), (("high",), most)))
    for given, shown in (("low", "取较小者"), ("high", "取较大者"), ("middle", None)):
        known = profile(b=exactly(Decimal(1)), level=symbol(given))
        found = parts_of(Tracer(Evaluator(rules, known, AS_OF), {}), node)
        assert {part.text.in_language("zh") for part in found} == ({shown} if shown else set())
