"""Every short list of records of which something is open: what its completions come to."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from decimal import Decimal
from itertools import combinations_with_replacement, product
from pathlib import Path
from typing import Any

import pytest

from huiqi.evaluation import Evaluator
from huiqi.language.checker import check_expression
from huiqi.profile.profile import Given, Profile
from huiqi.rulebook.loading import load_rulebook
from huiqi.truth import Truth
from huiqi.values import NOT_APPLICABLE, Interval, Record, Records, Value, exactly
from tests.evaluation.grids import FAR, agreed, spanned

RULES = load_rulebook(Path(__file__).with_name("kinds"))
YES, NO, OPEN = Truth.TRUE, Truth.FALSE, Truth.UNKNOWN

#: What is known of a cost (which is never negative), and what it may turn out to be.
COSTS: list[tuple[Value | None, tuple[Any, ...]]] = [
    (exactly(Decimal(1)), (1,)),
    (exactly(Decimal(2)), (2,)),
    (Interval(Decimal(0), Decimal(3)), (0, 1, 2, 3)),
    (Interval(Decimal(1), Decimal(1), True), (1, NOT_APPLICABLE)),
    (NOT_APPLICABLE, (NOT_APPLICABLE,)),
    (None, (0, 1, 2, 3, FAR, NOT_APPLICABLE)),
]
#: Whether it is good, and whether it has happened.
STATES = [(YES, YES), (NO, YES), (OPEN, YES), (YES, OPEN), (YES, NO)]

#: One way an entry may turn out: whether it is there, its cost, whether it is good.
Entry = tuple[bool, Any, bool]


def _answers(truth: Truth) -> tuple[bool, ...]:
    return (True, False) if truth is OPEN else (truth is YES,)


def entries() -> list[tuple[Record, list[Entry]]]:
    """Every entry, with all that it may turn out to be."""
    found = []
    for (cost, costs), (good, there) in product(COSTS, STATES):
        fields: dict[str, Value] = {"good": good}
        if cost is not None:
            fields["cost"] = cost
        completed = list(product(_answers(there), costs, _answers(good)))
        found.append((Record(fields, there=there), completed))
    return found


#: What one more entry of a list that may have more can be.
FURTHER = list(product((True, False), (0, 1, 2, 3, FAR, NOT_APPLICABLE), (True, False)))


def lists() -> list[tuple[Records, list[list[Entry]]]]:
    """Every list of up to two entries, complete or not."""
    found = []
    for size in range(3):
        for chosen in combinations_with_replacement(entries(), size):
            items = tuple(item for item, _ in chosen)
            possible = [completed for _, completed in chosen]
            found.append((Records(items, complete=True), possible))
            found.append((Records(items, complete=False), [*possible, FURTHER]))
    return found


LISTS = lists()


def _worth(operation: Callable[[list[int]], Any]) -> Callable[[Iterable[Entry]], Any]:
    """An operation on the costs of what is there, is good and has a cost."""

    def over(chosen: Iterable[Entry]) -> Any:
        costs = [cost for there, cost, good in chosen if there and good]
        return operation([cost for cost in costs if cost is not NOT_APPLICABLE])

    return over


def _or_nothing(choose: Callable[[list[int]], int]) -> Callable[[list[int]], Any]:
    return lambda costs: choose(costs) if costs else NOT_APPLICABLE


def _dear(cost: Any) -> bool:
    return cost is not NOT_APPLICABLE and cost >= 2


NUMBERS: dict[str, Callable[[Iterable[Entry]], Any]] = {
    "sum(t.cost for t in things if t.good)": _worth(sum),
    "sum(t.cost - 2元 for t in things if t.good)": _worth(lambda costs: sum(c - 2 for c in costs)),
    "min(t.cost for t in things if t.good)": _worth(_or_nothing(min)),
    "max(t.cost for t in things if t.good)": _worth(_or_nothing(max)),
    "count(t for t in things if t.cost >= 2元)": lambda chosen: sum(
        there and _dear(cost) for there, cost, _ in chosen
    ),
}
ANSWERS: dict[str, Callable[[Iterable[Entry]], bool]] = {
    "any(t.good for t in things if t.cost >= 2元)": lambda chosen: any(
        there and _dear(cost) and good for there, cost, good in chosen
    ),
    "all(t.good for t in things if t.cost >= 2元)": lambda chosen: all(
        good for there, cost, good in chosen if there and _dear(cost)
    ),
    "any(t.cost >= 2元 for t in things)": lambda chosen: any(
        there and _dear(cost) for there, cost, _ in chosen
    ),
    "all(t.cost >= 2元 for t in things if t.good)": lambda chosen: all(
        _dear(cost) for there, cost, good in chosen if there and good
    ),
}


def evaluated(text: str) -> Iterable[tuple[Value, Records, set[tuple[Entry, ...]]]]:
    """The value of an expression for each list, and all that the list may turn out to be."""
    node = check_expression(text, RULES.scope)
    for records, possible in LISTS:
        profile = Profile(name="示例企业", facts={("things", 2024): Given(value=records)})
        found = Evaluator(RULES, profile, date(2024, 6, 20)).evaluate(node).value
        yield found, records, set(product(*possible))


@pytest.mark.parametrize("text", NUMBERS)
def test_every_number_of_every_list(text: str) -> None:
    """The range from the least to the greatest that some completion comes to, and whether one of
    them comes to nothing at all.
    """
    for found, records, completions in evaluated(text):
        expected = spanned(NUMBERS[text](chosen) for chosen in completions)
        if not records.complete and isinstance(expected, Interval):
            # What a second like the one more moves further, any number of them moves without end.
            two = spanned(NUMBERS[text]((*chosen, chosen[-1])) for chosen in completions)
            assert isinstance(two, Interval)
            low = expected.low if two.low == expected.low else None
            high = expected.high if two.high == expected.high else None
            expected = Interval(low, high, expected.optional)
        assert found == expected, (records.items, records.complete)


@pytest.mark.parametrize("text", ANSWERS)
def test_every_answer_of_every_list(text: str) -> None:
    """Yes or no where every completion says so."""
    for found, records, completions in evaluated(text):
        expected = agreed(ANSWERS[text](chosen) for chosen in completions)
        assert found is expected, (records.items, records.complete)
