"""A quotient of 128-bit numbers is told exactly, however it is come by."""

from __future__ import annotations

from fractions import Fraction
from random import Random

import duckdb
import pytest

from huiqi.lowering.scalar_graph import ScalarGraph
from huiqi.lowering.scalars import WIDEST, Sort
from huiqi.screening.sql.dialects import text
from huiqi.screening.sql.query import Tables, query

_MOST = WIDEST


def _pairs() -> list[tuple[int | None, int | None]]:
    """Numerators beside multiples of their divisors; quotients of all sizes, most of them about
    where floating-point numbers cease to tell them.
    """
    random = Random(38)
    found: list[tuple[int | None, int | None]] = [(None, 3), (7, None), (0, 1), (_MOST, 1)]
    for _ in range(6_000):
        quotient = random.randrange(2 ** random.choice((3, 30, 47, 48, 49, 50, 52, 53, 63, 100)))
        divisor = random.randrange(1, 1 + min(10 ** random.choice((1, 6, 18, 30)), _MOST))
        left = random.choice((0, 1, divisor - 1, divisor // 2, random.randrange(divisor)))
        numerator = quotient * divisor + random.choice((left, -1, 0))
        if 0 <= numerator <= _MOST:
            found.append((numerator, divisor))
    return found


@pytest.mark.parametrize("positive", [True, False])
def test_wide_quotients_are_those_of_whole_numbers(positive: bool) -> None:
    pairs = _pairs() if positive else [*_pairs(), (5, 0), (2**70, 0)]
    graph = ScalarGraph()
    above = graph.column("above", Sort.NUMBER, nullable=True, low=0, high=_MOST)
    below = graph.column("below", Sort.NUMBER, nullable=True, low=int(positive), high=_MOST)
    outputs = {
        "plain": graph.divide(above, below),
        "bounded": graph.divide(above, below, most=Fraction(_MOST)),
        "known": graph.divide(above, graph.constant(504_000_000)),
    }
    written = text(query(outputs, Tables(enterprises="pairs", lists={})), "duckdb")
    with duckdb.connect() as connection:
        connection.execute("CREATE TABLE pairs (row BIGINT, above HUGEINT, below HUGEINT)")
        rows = [(place, *map(str, pair)) for place, pair in enumerate(pairs)]
        told = [tuple(None if cell == "None" else cell for cell in row) for row in rows]
        connection.executemany("INSERT INTO pairs VALUES (?, ?::HUGEINT, ?::HUGEINT)", told)
        query_texts = f"SELECT row, plain::TEXT, bounded::TEXT, known::TEXT FROM ({written})"
        found = {row[0]: row[1:] for row in connection.execute(query_texts).fetchall()}
    for place, (numerator, divisor) in enumerate(pairs):
        known = None if numerator is None else str(numerator // 504_000_000)
        quotient = str(numerator // divisor) if numerator is not None and divisor else None
        assert found[place] == (quotient, quotient, known), (numerator, divisor)
