"""Sums over measures: by how well they are supported, and by whose money it is."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal

from huiqi.decision.results import Amount, MeasureResult, Status, Total
from huiqi.rulebook.basis import GRADES
from huiqi.rulebook.rulebook import Rulebook


def totals(
    rulebook: Rulebook, results: Iterable[MeasureResult]
) -> tuple[dict[str, Total], dict[str, dict[str, Total]]]:
    """Sums by grade, and by whose money it is; an illustration is never in them."""
    amounts: dict[str, dict[str, list[Amount]]] = {}
    for result in results:
        open_ = (Status.QUALIFIES, Status.UNDETERMINED, Status.NEEDS_JUDGEMENT)
        if result.amount is not None and result.status in open_:
            grade = GRADES[max(result.amount.grade, result.grade)].value
            level = amounts.setdefault(rulebook.level(result.measure), {})
            level.setdefault(grade, []).append(result.amount)

    def ordered(levels: Iterable[dict[str, list[Amount]]]) -> dict[str, Total]:
        listed = list(levels)
        sums = {
            grade.value: [amount for level in listed for amount in level.get(grade.value, ())]
            for grade in GRADES
        }
        return totals_by_grade({grade: found for grade, found in sums.items() if found})

    return ordered(amounts.values()), {
        level: ordered([grades]) for level, grades in amounts.items()
    }


def totals_by_grade(amounts: Mapping[str, Sequence[Amount]]) -> dict[str, Total]:
    """Per grade the sum of lows, of highs (``None`` when one is open) and of upper limits."""
    sums = {}
    for grade, listed in amounts.items():
        low = at_most = Decimal(0)
        high: Decimal | None = Decimal(0)
        for amount in listed:
            if amount.at_most is not None:
                at_most += amount.at_most
                continue
            low += amount.low or 0
            high = None if high is None or amount.high is None else high + amount.high
        sums[grade] = Total(low, high, at_most)
    return sums
