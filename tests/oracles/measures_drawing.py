"""Random enterprises, at, just below and just above the limits of a measure, and parts of them."""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from hypothesis import settings
from hypothesis import strategies as st

from tests.oracles.measures import Facts

CENT = Decimal("0.01")
Draw = Callable[[st.SearchStrategy[Any]], Any]


def often(examples: int) -> settings:
    """Half as many examples, and as many as ``make fuzz`` wants where it runs this."""
    long = os.environ.get("HYPOTHESIS_PROFILE") == "long"
    return settings() if long else settings(max_examples=-(-examples // 2))


def money(*limits: int | str, top: int | str) -> st.SearchStrategy[Decimal]:
    """Yuan: a cent below, at and a cent above each limit, or anything up to ``top``."""
    at = [Decimal(limit) + step for limit in limits for step in (-CENT, Decimal(0), CENT)]
    anything = st.integers(0, int(Decimal(top) * 100)).map(lambda fen: Decimal(fen) / 100)
    edges = [value for value in at if value >= 0]
    return st.one_of(st.sampled_from(edges), anything) if edges else anything


def people(*limits: int, top: int) -> st.SearchStrategy[int]:
    """A count: one below, at and one above each limit, or anything up to ``top``."""
    at = [limit + step for limit in limits for step in (-1, 0, 1) if limit + step >= 0]
    return st.one_of(st.sampled_from(at), st.integers(0, top))


def days(*limits: date, first: date, last: date) -> st.SearchStrategy[date]:
    """A day: one before, on and one after each limit, or any of the span."""
    at = [limit + timedelta(step) for limit in limits for step in (-1, 0, 1)]
    return st.one_of(st.sampled_from(at), st.dates(first, last))


def mostly(value: bool) -> st.SearchStrategy[bool]:
    """Yes or no, four times out of five this one."""
    return st.sampled_from([value] * 4 + [not value])


def records(
    one: st.SearchStrategy[dict[str, Any]], most: int, least: int = 0
) -> st.SearchStrategy[list[dict[str, Any]]]:
    """A list of records, each with a name of its own."""
    return st.lists(one, min_size=least, max_size=most).map(
        lambda rows: [{"name": f"第{i}项", **row} for i, row in enumerate(rows)]
    )


def payments(
    measure: str, of: tuple[str, ...], *edges: date
) -> st.SearchStrategy[list[dict[str, Any]]]:
    """What was received before, mostly nothing: for one of these titles, products or kinds."""
    one = st.fixed_dictionaries(
        {
            "name": st.just("奖补"),
            "measure": st.sampled_from([measure, measure, "renovation-2025"]),
            "project": st.sampled_from(of),
            "amount": st.just(Decimal(10_000)),
            "received_on": days(*edges, first=date(2020, 1, 1), last=date(2025, 12, 31)),
        }
    )
    return st.one_of(st.just([]), st.just([]), st.lists(one, min_size=1, max_size=1))


def _bound(draw: Draw, value: Any) -> str:
    """A true statement about a number that leaves it open, or nearly."""
    step = draw(st.sampled_from([Decimal(0), CENT, Decimal(1000), abs(Decimal(value)) / 2]))
    if isinstance(value, int):  # persons, or a year
        step = Decimal(min(int(step), 1)) if 1900 < value < 2200 else Decimal(int(step))
    step = step.quantize(CENT) if isinstance(value, Decimal) else step
    low, high = max(Decimal(0), Decimal(value) - step), Decimal(value) + step
    return str(draw(st.sampled_from([f">= {low}", f"<= {high}", f"{low}..{high}"])))


def _less(draw: Draw, value: Any, other: Any, bounded: bool) -> tuple[Any, Any]:
    """A value hidden or bounded (``None``: hidden) and another that it could then be."""
    if bounded and isinstance(value, int | Decimal) and not isinstance(value, bool):
        return _bound(draw, value), value
    return None, other


@st.composite
def partly(
    draw: Draw, complete: st.SearchStrategy[Facts], bounded: bool = True
) -> tuple[Facts, list[Facts]]:
    """An enterprise of which some facts are hidden or bounded, and enterprises it could be."""
    known, other = draw(complete), draw(complete)
    stated: dict[str, Any] = {}
    mixed: dict[str, Any] = {}
    how = st.sampled_from(["kept", "kept", "kept", "hidden", "parts"])
    for name, value in known.items():
        choice = draw(how)
        if choice == "kept" or (choice == "hidden" and name not in other):
            stated[name] = mixed[name] = value
        elif choice == "hidden":
            mixed[name] = other[name]
        elif isinstance(value, dict):
            stated[name], mixed[name] = {}, {}
            for year, figure in value.items():
                if draw(st.booleans()):
                    stated[name][year] = mixed[name][year] = figure
                    continue
                part, could = _less(draw, figure, other[name].get(year, figure), bounded)
                mixed[name][year] = could
                if part is not None:
                    stated[name][year] = part
            if not stated[name]:
                del stated[name]
        elif isinstance(value, list):
            stated[name], mixed[name] = _rows(draw, value, other.get(name, value))
        else:
            part, mixed[name] = _less(draw, value, other.get(name, value), bounded)
            if part is not None:
                stated[name] = part
    return stated, [known, mixed]


def _rows(
    draw: Draw, rows: list[dict[str, Any]], others: list[dict[str, Any]]
) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    stated: list[dict[str, Any]] = []
    mixed: list[dict[str, Any]] = []
    for i, row in enumerate(rows):
        less, could = {}, {}
        for field, value in row.items():
            could[field] = value
            if field in ("name", "title") or draw(st.integers(0, 3)):
                less[field] = value
            elif i < len(others) and field in others[i]:
                could[field] = others[i][field]
        stated.append(less)
        mixed.append(could)
    return stated, mixed
