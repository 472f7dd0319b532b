"""The product's own answers, in plain values, for comparison with what was worked out apart.

The modules beside this one are written from the sources alone; none of them reads the rules or
the engine.  This one is the only bridge: facts go in as a bookkeeper writes them, answers come
out as :class:`Answer` and :class:`Range`.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from fractions import Fraction
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from huiqi.decision.decide import Decider
from huiqi.decision.results import Amount
from huiqi.diagnostics import Diagnostics
from huiqi.evaluation import Evaluator, Strictness
from huiqi.profile.profile import Profile
from huiqi.profile.profile_reader import profile_from
from huiqi.rulebook.documents import Document
from huiqi.rulebook.loading import load_rulebook
from huiqi.rulebook.rulebook import Rulebook
from huiqi.truth import Truth
from huiqi.values import NOT_APPLICABLE, Choice, Interval

RULES = Path(__file__).resolve().parents[2] / "rules"
#: What of a figure can be stored: text for dates and symbols, numbers in yuan or pieces.
Facts = Mapping[str, Any]


class Range(NamedTuple):
    """Every value from ``low`` to ``high`` (``None``: no limit known)."""

    low: Decimal | Fraction | None
    high: Decimal | Fraction | None

    def holds(self, value: Decimal | Fraction) -> bool:
        """Whether the value is inside."""
        return (self.low is None or self.low <= value) and (self.high is None or value <= self.high)


class Answer(NamedTuple):
    """What is said of a measure: its status, and its amount in yuan where it names one.

    ``at_most``: the source names only a limit (最高); ``low`` and ``high`` are then ``None``.
    """

    status: str
    low: Decimal | Fraction | None
    high: Decimal | Fraction | None
    at_most: Decimal | Fraction | None


class NotRead(Exception):  # noqa: N818  (an answer, not a failure of the test)
    """The facts were refused; ``str()`` holds the diagnostics."""


@cache
def rulebook() -> Rulebook:
    """The rules that are shipped, read once."""
    return load_rulebook(RULES)


@cache
def _decider() -> Decider:
    return Decider(rulebook())


def enterprise(facts: Facts, judgements: Facts | None = None) -> Profile:
    """An invented enterprise of which these facts are known, written as in a profile's YAML.

    Keys are the ids of facts; a yearly fact is ``{2022: ...}``; money is yuan (Decimal or int),
    dates and symbols are texts, yes and no are ``True`` and ``False``, lists are lists of
    dictionaries.  Raises :class:`NotRead` where the product refuses them.
    """
    data = {
        "enterprise": {"name": "示例企业"},
        "facts": _plain(facts),
        "judgements": _plain(judgements or {}),
    }
    diagnostics = Diagnostics()
    profile = profile_from(
        Document(file="示例.yaml", data=data, places={}, key_places={}), rulebook(), diagnostics
    )
    if diagnostics.errors:
        raise NotRead("; ".join(str(error) for error in diagnostics.errors))
    return profile


def answer(measure: str, facts: Facts, as_of: date, judgements: Facts | None = None) -> Answer:
    """The strict verdict and amount of a measure (what the sources of the city itself support)."""
    result = _result(measure, facts, as_of, judgements)
    return _answer(result.status.value, result.amount)


def illustration(
    measure: str, facts: Facts, as_of: date, judgements: Facts | None = None
) -> Answer:
    """What a measure would be with other places' and assumed statements counted as well."""
    result = _result(measure, facts, as_of, judgements)
    shown = result.illustration
    if shown is None:
        return _answer(result.status.value, result.amount)
    return _answer(shown.status.value, shown.amount)


def figure(name: str, year: int | None, facts: Facts, as_of: date) -> Range | None:
    """A derived number; ``None`` where it does not apply."""
    value = _evaluator(facts, as_of).outcome(name, year).value
    if value is NOT_APPLICABLE:
        return None
    assert isinstance(value, Interval), value
    return Range(value.low, value.high)


def symbols(
    name: str, year: int | None, facts: Facts, as_of: date, *, illustrative: bool = False
) -> frozenset[str]:
    """The options of an enum that are still possible (empty: it does not apply)."""
    value = _evaluator(facts, as_of, illustrative).outcome(name, year).value
    if value is NOT_APPLICABLE:
        return frozenset()
    assert isinstance(value, Choice), value
    assert value.symbols is not None
    return value.symbols


def truth(name: str, year: int | None, facts: Facts, as_of: date) -> bool | None:
    """A derived yes or no; ``None`` is unknown."""
    value = _evaluator(facts, as_of).outcome(name, year).value
    assert isinstance(value, Truth), value
    return None if value is Truth.UNKNOWN else value is Truth.TRUE


def _result(measure: str, facts: Facts, as_of: date, judgements: Facts | None) -> Any:
    profile = enterprise(facts, judgements)
    rules = rulebook()
    return _decider().decide(profile, as_of, [rules.measures[measure]]).results[0]


def _evaluator(facts: Facts, as_of: date, illustrative: bool = False) -> Evaluator:
    profile = enterprise(facts)
    strict = Evaluator(rulebook(), profile, as_of)
    if not illustrative:
        return strict
    return Evaluator(rulebook(), profile, as_of, Strictness.ILLUSTRATIVE, strict)


def _answer(status: str, amount: Amount | None) -> Answer:
    if amount is None:
        return Answer(status, None, None, None)
    return Answer(status, amount.low, amount.high, amount.at_most)


def _plain(value: Any) -> Any:
    """As a YAML file holds it: dates are texts there."""
    if isinstance(value, Mapping):
        return {key: _plain(part) for key, part in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(part) for part in value]
    return value.isoformat() if isinstance(value, date) else value
