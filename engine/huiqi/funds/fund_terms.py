"""The terms of a fund on a day: its pool, rate and cap as the rulebook gives or supposes them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from huiqi.decision.in_force import in_force
from huiqi.diagnostics import Diagnostics, Place
from huiqi.evaluation import Evaluator
from huiqi.language.tree import ParameterReference
from huiqi.profile.profile import Profile
from huiqi.rulebook.basis import Basis
from huiqi.rulebook.rulebook import Fund, Rulebook
from huiqi.sentences import InLanguages, sentence
from huiqi.truth import Truth
from huiqi.values import Interval


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """A parameter's value on the day (``None``: unknown), and how well it is supported."""

    parameter: str
    value: Decimal | None
    grade: int
    basis: tuple[Basis, ...]
    hypothetical: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """What a fund offers on a day; amounts in yuan.  ``force``: why it may not be in force."""

    fund: Fund
    as_of: date
    pool: Term
    rate: Term
    cap: Term
    force: InLanguages | None

    @property
    def known(self) -> tuple[Decimal, Decimal]:
        """The pool and the rate, which :func:`fund_terms` makes sure of."""
        assert self.pool.value is not None
        assert self.rate.value is not None
        return self.pool.value, self.rate.value


def fund_terms(rulebook: Rulebook, fund: Fund, as_of: date) -> Terms:
    """The terms on a day, in the strict reading.

    Raises :class:`~huiqi.diagnostics.InputError` F110 where the pool or the rate is not known:
    without them nothing can be shared, and neither is guessed.
    """
    pool, rate, cap = (_term(rulebook, name, as_of) for name in (fund.pool, fund.rate, fund.cap))
    diagnostics = Diagnostics()
    for option, term in (("--pool", pool), ("--rate", rate)):
        if term.value is None:
            label = rulebook.label(term.parameter)
            message = sentence("{parameter}在 {as_of} 没有已知的规定", parameter=label, as_of=as_of)
            remedy = sentence("用 {option} 写一个假设的值，或换 --as-of", option=option)
            diagnostics.report("F110", Place(option), message, remedy=remedy)
    diagnostics.raise_errors()
    truth, reason = in_force(rulebook.measures[fund.measure].in_force, as_of)
    return Terms(
        fund=fund,
        as_of=as_of,
        pool=pool,
        rate=rate,
        cap=cap,
        force=None if truth is Truth.TRUE else reason,
    )


def _term(rulebook: Rulebook, name: str, as_of: date) -> Term:
    parameter = rulebook.parameters[name]
    nobody = Profile(name="")
    outcome = Evaluator(rulebook, nobody, as_of).evaluate(ParameterReference(parameter.type, name))
    value = outcome.value
    rows = [
        row for row in parameter.rows if row.since <= as_of and as_of <= (row.until or date.max)
    ]
    return Term(
        parameter=name,
        value=value.low if isinstance(value, Interval) and value.known else None,
        grade=outcome.grade,
        basis=tuple(basis for row in rows for basis in row.basis),
        hypothetical=name in rulebook.hypothetical,
    )
