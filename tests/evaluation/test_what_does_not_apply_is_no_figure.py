"""A figure that does not apply comes to no line, and leaves none: nothing is hinted of it."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from itertools import product

import pytest

from huiqi.diagnostics import Diagnostics
from huiqi.evaluation.reported import check_profile
from huiqi.values import NOT_APPLICABLE, Value, exactly
from tests.titles import RULES, profile_of

DAY = date(2026, 12, 1)
#: Yuan: below the line of industry, by less than a tenth.
NEAR = exactly(Decimal(19_000_000))
FIGURES = ("revenue", "main_revenue")
TOLD = (NOT_APPLICABLE, NEAR, None)


@pytest.mark.parametrize("entered", [None, exactly(Decimal(2015)), NOT_APPLICABLE])
@pytest.mark.parametrize(("first", "second"), list(product(TOLD, TOLD)))
def test_what_does_not_apply_is_no_figure(
    entered: Value | None, first: Value | None, second: Value | None
) -> None:
    """Beside each other figure, in the directory or not: it was a fault of the program."""
    figures = dict(zip(FIGURES, (first, second), strict=True))
    told: dict[tuple[str, int | None], Value] = {
        (name, 2025): value for name, value in figures.items() if value is not None
    }
    if entered is not None:
        told["statistics_entry_year", None] = entered
    diagnostics = Diagnostics()
    check_profile(RULES, profile_of(told), DAY, diagnostics)
    hints = [one for one in diagnostics.items if one.code == "P147"]
    assert not hints or NEAR in (first, second)
