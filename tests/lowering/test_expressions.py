"""Random expressions of every construct mean the same in the graph as to the evaluator."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from fractions import Fraction
from random import Random

import pytest

from huiqi.evaluation import Evaluator
from huiqi.language import tree
from huiqi.language.checker import check_expression
from huiqi.language.parser import ExpressionError
from huiqi.language.prose import prose
from huiqi.language.tree import Node
from huiqi.language.types import BOOL, Kind, Type
from huiqi.lowering.day_numbers import day_number
from huiqi.lowering.ends import End
from huiqi.lowering.lowered import (
    Lowered,
    LoweredAnswer,
    LoweredNumber,
    LoweredSymbol,
    LoweredWords,
    Where,
)
from huiqi.lowering.lowerer import Lowerer
from huiqi.lowering.scalars import BeyondError, Scalar
from huiqi.profile.profile import Given, Profile
from huiqi.rulebook.labels import RulebookLabels
from huiqi.sentences import sentence
from huiqi.spelling import plain
from huiqi.truth import Truth
from huiqi.values import NOT_APPLICABLE, Choice, Interval, Record, Records, Value, exactly
from tests.evaluation.test_generated import AS_OF, RULES, Drawn
from tests.language.generated import expression
from tests.screening.enterprises import held, holdable
from tests.screening.sql.reading import Reading
from tests.thorough import THOROUGH

#: So many expressions are tried; ``make agreement`` tries more.
EXPRESSIONS = int(os.environ.get("HUIQI_AGREEMENT", "6" if THOROUGH else "2")) * 150
FIRMS = 6
_TRUTHS = {None: Truth.UNKNOWN, True: Truth.TRUE, False: Truth.FALSE}


# ---- what is drawn


def _node(random: Random, kind: str | None, depth: int = 3) -> Node:
    while True:
        try:
            return check_expression(expression(random, kind, depth, wild=False), RULES.scope)
        except ExpressionError:
            continue


def written_in_yaml(random: Random) -> Node:
    """A construct that only the sugar of a rule makes, within a comparison half of the time."""
    kind = random.choice(["money", "count", "date", "size", "bool", "ratio"])
    parts = [_node(random, kind, 2) for _ in range(3)]
    type_ = parts[0].type
    conditions = [_node(random, "bool", 2) for _ in range(2)]
    how = random.randrange(4)
    if how == 0:
        found: Node = tree.Choose(
            type_,
            tuple(zip(conditions, parts[:2], strict=True)),
            random.choice([None, parts[2]]),
        )
    elif how == 1:
        sizes = RULES.facts["size"].type.enumeration
        colours = RULES.facts["colour"].type.enumeration
        assert sizes is not None
        assert colours is not None
        keys: tuple[Node, ...] = (_node(random, "size", 1),)
        names: list[tuple[str, ...]] = [(size,) for size in sizes.symbols]
        if random.random() < 0.5:
            keys = (*keys, _node(random, "colour", 0))
            names = [(*name, colour) for name in names for colour in colours.symbols]
        cells = tuple((name, random.choice(parts)) for name in names if random.random() < 0.8)
        found = tree.Lookup(type_, keys, cells or ((names[0], parts[0]),))
    elif how == 2 and kind in ("money", "count", "ratio", "date"):
        low, high = (random.choice([None, part]) for part in parts[:2])
        found = tree.UnknownValue(type_, reason=sentence("没有公布"), low=low, high=high)
    else:
        local = tree.LocalReference(type_, "x")
        body = tree.Choose(type_, ((conditions[0], local),), parts[1])
        found = tree.Let(type_, (("x", parts[0]),), body)
    if kind == "bool" or random.random() < 0.5:
        return found
    return (
        tree.Comparison(
            BOOL, operator=random.choice(["<", ">=", "==", "!="]), left=found, right=parts[2]
        )
        if kind != "size"
        else tree.Comparison(BOOL, operator="==", left=found, right=parts[2])
    )


def enterprises(seed: int) -> list[Profile]:
    """Enterprises that a table of whole lists, or of lists that may go on, can hold."""
    drawn = Drawn(seed)
    whole = drawn.random.random() < 0.5
    return [_held(drawn.random, drawn.both()[1], whole) for _ in range(FIRMS)]


def _held(random: Random, profile: Profile, whole: bool) -> Profile:
    facts: dict[tuple[str, int | None], Given] = {}
    for (name, year), given in profile.facts.items():
        fact, value = RULES.facts[name], given.value
        if not isinstance(value, Records):
            if not fact.fields and holdable(fact.type, value):
                facts[name, year] = Given(value=value, written="1")
            continue
        assert year is not None
        kept = []
        for number, item in enumerate(value.items):
            fields: dict[str, Value] = {
                field: own
                for field, own in item.fields.items()
                if holdable(fact.fields[field].type, own)
            }
            fields["year"] = exactly(Decimal(year))
            kept.append(Record(fields, f"第{number}条"))
        if kept:
            facts[name, year] = Given(value=Records(tuple(kept), whole, year if whole else None))
    if whole:
        facts["things", None] = Given(value=Records((), complete=True))
    return Profile(name="示例企业", facts=facts)


# ---- what is read


class Read:
    """What lowered values are of one row."""

    def __init__(self, reading: Reading, symbols: tuple[str, ...]) -> None:
        self.reading, self.symbols = reading, symbols

    def value(self, lowered: Lowered) -> object:
        """As :func:`normal` has the evaluator's values."""
        absent = getattr(lowered, "absent", None)
        if isinstance(absent, Scalar) and self.reading.of(absent):
            return "not applicable"
        if isinstance(lowered, LoweredAnswer):
            truth = self.reading.of(lowered.truth)
            return _TRUTHS[truth]  # type: ignore[index]
        if isinstance(lowered, LoweredNumber):
            ends = (self.end(lowered.low), self.end(lowered.high))
            return (*ends, self.reading.of(lowered.optional))
        if isinstance(lowered, LoweredSymbol):
            possible = frozenset(
                symbol
                for symbol, one in zip(self.symbols, lowered.possible, strict=True)
                if self.reading.of(one)
            )
            return possible, self.reading.of(lowered.optional)
        assert isinstance(lowered, LoweredWords)
        text = self.reading.of(lowered.text)
        return text, self.reading.of(lowered.optional)

    def end(self, end: End) -> Fraction | None:
        """An end as a fraction."""
        parts = (end,) if isinstance(end, Scalar) else (end.numerator, end.denominator)
        values = [self.reading.of(part) for part in parts]
        if None in values:
            return None
        found = [
            Fraction(value, 10**part.places)  # type: ignore[arg-type]
            for value, part in zip(values, parts, strict=True)
        ]
        return found[0] if len(found) == 1 else found[0] / found[1]


def normal(value: Value, type_: Type) -> object:
    """The evaluator's value, as it is read of the graph."""
    symbols = type_.enumeration.symbols if type_.enumeration else ()
    if value is NOT_APPLICABLE:
        return "not applicable"
    if isinstance(value, Truth):
        return value
    if isinstance(value, Interval):
        ends = [
            None if end is None else Fraction(day_number(end) if isinstance(end, date) else end)
            for end in (value.low, value.high)
        ]
        return (*ends, value.optional)
    assert isinstance(value, Choice)
    if symbols:
        return frozenset(symbols if value.symbols is None else value.symbols), value.optional
    single = value.symbols is not None and len(value.symbols) == 1
    (text,) = value.symbols if single and value.symbols else (None,)
    if type_.kind is Kind.TEXT and text is not None:
        text = plain(text)
    return text, value.optional


def nodes(random: Random) -> Iterator[Node]:
    """Random expressions."""
    for number in range(EXPRESSIONS):
        yield written_in_yaml(random) if number % 3 == 0 else _node(random, None, 3)


def test_random_expressions() -> None:
    """Their values, row by row; what the graph cannot say is little, and decided apart."""
    random = Random(20)
    outcomes: Counter[str] = Counter()
    used: set[type[Node]] = set()
    wrong: list[str] = []
    for number, node in enumerate(nodes(random)):
        used |= {type(part) for part in tree.walk(node)}
        profiles = enterprises(number)
        whole = ["things"] if ("things", None) in profiles[0].facts else []
        fields = [n for n, own in RULES.facts["things"].fields.items() if own.formula is None]
        table = held(RULES, profiles, {"things": fields}, whole)
        lowerer = Lowerer(RULES, table.columns, AS_OF)
        symbols = node.type.enumeration.symbols if node.type.enumeration else ()
        try:
            lowered = lowerer.value(node, Where(AS_OF.year, False, {}))
        except BeyondError as error:
            outcomes[f"beyond: {error}"] += FIRMS
            continue
        for own in table.enterprises:
            reading = Reading(own.row, {"things": own.lists.get("things", ())})
            if reading.of(lowerer.apart):
                outcomes["apart"] += 1
                continue
            found = Read(reading, symbols).value(lowered)
            value = Evaluator(RULES, own.profile, AS_OF).evaluate(node).value
            expected = normal(value, node.type)
            outcomes["compared"] += 1
            if found != expected:
                wrong.append(f"{number}: {found} / {expected} of {said(node)}")
    assert not wrong, f"{len(wrong)} of {outcomes}:\n" + "\n".join(wrong[:10])
    assert used == set(tree.node_classes())
    total = sum(outcomes.values())
    assert outcomes["compared"] > 0.8 * total, outcomes


@pytest.mark.parametrize("end", ["low", "high"])
def test_a_bound_that_does_not_apply_is_none(end: str) -> None:
    """Of an enterprise whose money does not apply, its growth bounds nothing."""
    bound = check_expression("growth(money) * rate", RULES.scope)
    bounds = {"low": None, "high": None, end: bound}
    node = tree.UnknownValue(bound.type, reason=sentence("没有公布"), **bounds)
    year = AS_OF.year
    profiles = []
    for now in (exactly(Decimal(2)), NOT_APPLICABLE):
        money = {("money", year): now, ("money", year - 1): exactly(Decimal(1))}
        facts: dict[tuple[str, int | None], Given] = {
            key: Given(value=value, written="1") for key, value in money.items()
        }
        profiles.append(Profile(name="示例企业", facts=facts))
    table = held(RULES, profiles, {"things": []}, [])
    lowered = Lowerer(RULES, table.columns, AS_OF).value(node, Where(AS_OF.year, False, {}))
    found = [Read(Reading(own.row, {}), ()).value(lowered) for own in table.enterprises]
    told = [Evaluator(RULES, profile, AS_OF).evaluate(node).value for profile in profiles]
    assert found == [normal(value, node.type) for value in told]
    assert found[0] != found[1] == (None, None, True)


def said(node: Node) -> str:
    """An expression for people."""
    return prose(node, RulebookLabels(RULES), "zh", AS_OF.year)
