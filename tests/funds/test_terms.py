"""The terms of a fund on a day: which of a parameter's values holds, and on what it rests."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest

from huiqi.decision.in_force import in_force
from huiqi.diagnostics import InputError
from huiqi.funds.fund_terms import fund_terms
from huiqi.language.tree import FactReference, Literal, Node
from huiqi.language.types import MONEY, Kind
from huiqi.rulebook.basis import Basis
from huiqi.rulebook.hypothesis import suppose
from huiqi.rulebook.rulebook import DatedValue, Parameter, Rulebook
from huiqi.truth import Truth
from tests.funds.samples import AS_OF, FUND, RULEBOOK

DAY = timedelta(days=1)
FIRST, SECOND = date(2023, 3, 1), date(2023, 9, 1)


def basis(locator: str) -> Basis:
    """A place of its own in the source of the pool."""
    return replace(RULEBOOK.parameters[FUND.pool].rows[0].basis[0], locator=locator)


def row(since: date, until: date | None, yuan: int, when: Node | None = None) -> DatedValue:
    """A pool of so many yuan in a period, told at a place of that name."""
    literal = Literal(MONEY, Decimal(yuan), f"{yuan}元")
    return DatedValue(
        since=since,
        until=until,
        when=when,
        value=literal,
        basis=(basis(f"第{yuan}条"),),
        grade=0,
    )


def pools(*rows: DatedValue) -> Rulebook:
    """The rulebook with these values of the pool, of which the first that applies holds."""
    pool = replace(RULEBOOK.parameters[FUND.pool], rows=rows, overlap="first")
    return replace(RULEBOOK, parameters={**RULEBOOK.parameters, FUND.pool: pool})


@pytest.mark.parametrize(
    ("day", "yuan"),
    [(FIRST, 100), (SECOND - DAY, 100), (SECOND, 200), (SECOND + DAY, 200)],
)
def test_the_pool_of_a_day_and_what_it_rests_on(day: date, yuan: int) -> None:
    """From the first day of a period to its last, both included; the place is that of the value."""
    terms = fund_terms(
        pools(row(FIRST, SECOND - DAY, 100), row(SECOND, SECOND + DAY, 200)), FUND, day
    )
    assert terms.pool.value == yuan
    assert [one.locator for one in terms.pool.basis] == [f"第{yuan}条"]
    assert terms.known == (Decimal(yuan), terms.rate.value)


@pytest.mark.parametrize("day", [FIRST - DAY, SECOND + 2 * DAY])
def test_a_day_without_a_pool_is_refused(day: date) -> None:
    """Before the first period and after the last; the option that would suppose one is named."""
    book = pools(row(FIRST, SECOND - DAY, 100), row(SECOND, SECOND + DAY, 200))
    book = replace(book, parameters={**book.parameters, FUND.rate: _always(book, FUND.rate)})
    with pytest.raises(InputError) as refused:
        fund_terms(book, FUND, day)
    assert [(d.code, d.place.file) for d in refused.value.diagnostics] == [("F110", "--pool")]


def _always(book: Rulebook, name: str) -> Parameter:
    """A parameter whose first value holds on every day."""
    parameter = book.parameters[name]
    return replace(parameter, rows=(replace(parameter.rows[0], since=date.min, until=None),))


def test_a_pool_that_an_enterprise_decides_is_not_known() -> None:
    """100 where a fact is so, else 200: neither is the pool of all, and the least is no guess."""
    fact = next(f for f in RULEBOOK.facts.values() if f.type.kind is Kind.BOOL and not f.yearly)
    asked = FactReference(type=fact.type, name=fact.id)
    book = pools(row(FIRST, None, 100, asked), row(FIRST, None, 200))
    with pytest.raises(InputError) as refused:
        fund_terms(book, FUND, AS_OF)
    assert [d.code for d in refused.value.diagnostics] == ["F110"]


def test_a_cap_that_no_source_tells_is_unknown_and_says_where() -> None:
    """Never zero, and never no cap at all."""
    cap = fund_terms(RULEBOOK, FUND, AS_OF).cap
    assert cap.value is None
    assert [one.locator for one in cap.basis] == ["没有写"]


@pytest.mark.parametrize(
    ("day", "truth"),
    [(FIRST - DAY, Truth.FALSE), (FIRST, Truth.TRUE), (AS_OF, Truth.TRUE), (SECOND, Truth.UNKNOWN)],
)
def test_a_measure_that_may_not_be_in_force_is_said(day: date, truth: Truth) -> None:
    """In force from a first day on, and last seen in force on AS_OF: beyond it nobody knows."""
    measure = RULEBOOK.measures[FUND.measure]
    period = replace(measure.in_force, since=FIRST)
    told = replace(RULEBOOK, measures={FUND.measure: replace(measure, in_force=period)})
    supposed = suppose(told, [f"{FUND.pool}=100元", f"{FUND.rate}=20%"])
    assert in_force(period, day)[0] is truth
    assert (fund_terms(supposed, FUND, day).force is None) is (truth is Truth.TRUE)
