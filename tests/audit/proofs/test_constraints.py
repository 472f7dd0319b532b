"""The prover's enterprises are those the evaluator's bounds leave possible."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from fractions import Fraction
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
import z3
from hypothesis import given, settings
from hypothesis import strategies as st

from huiqi.audit.proofs import calendar, terms
from huiqi.audit.proofs.examination import Translator, possible
from huiqi.audit.proofs.solver import ask
from huiqi.audit.proofs.symbols import Number, Proposition
from huiqi.audit.proofs.world import World
from huiqi.evaluation import Evaluator
from huiqi.language.checker import check_expression
from huiqi.quantities import LARGEST
from huiqi.rulebook.loading import load_rulebook
from huiqi.rulebook.rulebook import Fact, Rulebook
from huiqi.truth import Truth
from huiqi.values import Interval
from tests.evaluation.constrained import DAY, profile, rules

YEARS = (2022, 2021)
MONEY = ("whole", "part", "piece")
COUNTS = ("left", "right", "both")
DAYS = ("founded", "found", "mended")
NAMES = (*((name, year) for name in MONEY for year in YEARS), *((n, None) for n in COUNTS + DAYS))


@cache
def made() -> Rulebook:
    """The small rulebook, loaded once."""
    with TemporaryDirectory() as folder:
        return rules(Path(folder))


def number(translator: Translator, name: str, year: int | None = None) -> Number:
    """A fact that is a figure or a day."""
    found = translator.look_up(name, year)
    assert isinstance(found, Number)
    return found


def written(name: str, figure: int) -> str:
    """A figure as a profile states it; of a day, how far it lies from the first of 2020."""
    return (
        date.fromordinal(calendar.ordinal(date(2020, 1, 1)).numerator + figure * 40).isoformat()
        if name in DAYS
        else str(figure)
    )


def text_of(stated: dict[tuple[str, int | None], int], kinds: tuple[str, str] | None) -> str:
    """A profile of these figures."""
    lines = []
    for name in (*MONEY, *COUNTS, *DAYS):
        years = {year: figure for (own, year), figure in stated.items() if own == name}
        if years and name in MONEY:
            lines.append(f"  {name}: {years}")
        elif years:
            lines.append(f"  {name}: {written(name, years[None])}")
    if kinds is not None:
        lines += [f"  kind: {kinds[0]}", f"  other: {kinds[1]}"]
    return "\n".join(lines) or "  works: []"


def exact(name: str, figure: int) -> Fraction:
    if name in DAYS:
        return calendar.ordinal(date.fromisoformat(written(name, figure)))
    return Fraction(figure)


def extremes(
    stated: dict[tuple[str, int | None], int],
    kinds: tuple[str, str] | None,
    target: tuple[str, int | None],
) -> tuple[Fraction, Fraction] | None:
    """The least and the most the prover allows, where everything applies; ``None``: nothing."""
    world = World(rulebooks=(made(),))
    translator = Translator(world, made(), DAY)
    met = {key: number(translator, *key) for key in NAMES}
    formulas: list[Any] = [terms.contrary(value.absent) for value in met.values()]
    for key, figure in stated.items():
        formulas.append(terms.same(met[key].top, exact(key[0], figure)))
    for name, kind in zip(("kind", "other"), kinds or (), strict=False):
        value = translator.look_up(name)
        assert isinstance(value, Number)
        formulas += [terms.contrary(value.absent), terms.same(value.top, world.text(kind))]
    found = []
    for sense in ("minimize", "maximize"):
        solver = z3.Optimize()
        solver.set("timeout", 5000)
        solver.add(*[f for f in (*world.possible, *formulas) if f is not True])
        goal = getattr(solver, sense)(met[target].top)
        if solver.check() != z3.sat:
            return None
        found.append(terms.value_of((solver.lower if sense == "minimize" else solver.upper)(goal)))
    return found[0], found[1]


@pytest.mark.fuzz
@settings(max_examples=30, deadline=None)
@given(
    stated=st.dictionaries(st.sampled_from(NAMES), st.integers(0, 30), max_size=11),
    kinds=st.sampled_from([None, ("a", "a"), ("a", "b"), ("b", "a")]),
    target=st.sampled_from(NAMES),
)
def test_bounds_agree(
    stated: dict[tuple[str, int | None], int],
    kinds: tuple[str, str] | None,
    target: tuple[str, int | None],
) -> None:
    """No enterprise of the prover lies outside the evaluator's bounds; where all else is stated,
    the bounds are the prover's own."""
    stated.pop(target, None)
    ends = extremes(stated, kinds, target)
    if ends is None:
        return  # the figures contradict each other: no such profile is read
    value = Evaluator(made(), profile(made(), text_of(stated, kinds)), DAY).outcome(*target).value
    assert isinstance(value, Interval)
    point = calendar.ordinal if target[0] in DAYS else Fraction
    low = None if value.low is None else point(value.low)
    high = None if value.high is None else point(value.high)
    assert low is None or low <= ends[0]
    assert high is None or ends[1] <= high
    others = {key for key in NAMES if key != target}
    if kinds is not None and others <= set(stated):
        domain = 0 if target[0] in MONEY else None
        least = calendar.FIRST if target[0] in DAYS else -Fraction(LARGEST)
        most = calendar.LAST if target[0] in DAYS else Fraction(LARGEST)
        assert ends[0] == (least if low is None and domain is None else low or Fraction(0))
        assert ends[1] == (most if high is None else high)


@pytest.mark.fuzz
@settings(max_examples=200, deadline=None)
@given(
    stated=st.dictionaries(st.sampled_from(NAMES), st.integers(0, 30), max_size=11),
    kinds=st.sampled_from([None, ("a", "a"), ("a", "b"), ("b", "a")]),
    more=st.dictionaries(st.sampled_from(NAMES), st.integers(0, 30), max_size=3),
)
def test_learning_what_contradicts_nothing_flips_no_answer(
    stated: dict[tuple[str, int | None], int],
    kinds: tuple[str, str] | None,
    more: dict[tuple[str, int | None], int],
) -> None:
    """Kleene: what is true or false stays so; bounds only narrow."""
    before = Evaluator(made(), profile(made(), text_of(stated, kinds)), DAY)
    for key, figure in more.items():
        value = before.outcome(*key).value
        assert isinstance(value, Interval)
        known = date.fromisoformat(written(key[0], figure)) if key[0] in DAYS else Decimal(figure)
        if (value.low is not None and known < value.low) or (
            value.high is not None and known > value.high
        ):
            return  # it contradicts what is known
    if contradictory({**more, **stated}, kinds):
        return
    after = Evaluator(made(), profile(made(), text_of({**more, **stated}, kinds)), DAY)
    for text in (
        "part[-1] <= 10元",
        "piece[-1] >= 5元",
        "whole[-1] > 20元",
        "found > founded + 1年",
        "mended <= found",
        "mended > as_of",
        "both >= 12",
        "right <= 3",
        "alike",
        "is_applicable(found)",
    ):
        node = check_expression(text, made().scope)
        one, other = (each.evaluate(node).value for each in (before, after))
        assert one is Truth.UNKNOWN or one is other, text
    for name, year in NAMES:
        one, other = (each.outcome(name, year).value for each in (before, after))
        assert isinstance(one, Interval)
        assert isinstance(other, Interval)
        assert one.low is None or (other.low is not None and other.low >= one.low)
        assert one.high is None or (other.high is not None and other.high <= one.high)


def contradictory(
    stated: dict[tuple[str, int | None], int],
    kinds: tuple[str, str] | None,
) -> bool:
    """Whether some figures contradict each other, be it only by what is assumed."""
    key = NAMES[0] if NAMES[0] not in stated else next((k for k in NAMES if k not in stated), None)
    return extremes(stated, kinds, key or NAMES[0]) is None


def test_what_only_asks_binds_no_enterprise() -> None:
    """A founding day after the decision is possible; a part above its whole is not."""
    world = World(rulebooks=(made(),))
    translator = Translator(world, made(), DAY)
    part, whole = (number(translator, name, 2022) for name in ("part", "whole"))
    founded = number(translator, "founded")
    assert possible(world, [terms.below(calendar.ordinal(DAY), founded.top)]).possible
    apply = [terms.contrary(part.absent), terms.contrary(whole.absent)]
    assert ask([*world.possible, *apply, terms.below(whole.top, part.top)]).impossible


def test_a_record_keeps_its_own_constraints() -> None:
    """In the list of every proof: nothing is done before it was begun, abroad has its country."""
    world = World(rulebooks=(made(),))
    translator = Translator(world, made(), DAY)
    for text, can_be in (
        ("any(w.done < w.begun for w in works)", False),
        ("any(w.done >= w.begun for w in works)", True),
        ("any(is_applicable(w.country) and not w.abroad for w in works)", False),
        ("any(not is_applicable(w.begun) for w in works)", False),
    ):
        claim = translator.value(check_expression(text, made().scope), translator.frame())
        assert isinstance(claim, Proposition)
        assert possible(world, [claim.true]).possible is can_be, text


def test_the_shipped_constraints_leave_enterprises() -> None:
    """All of them together can be satisfied, with every fact that they name."""
    rulebook = load_rulebook(Path(__file__).resolve().parents[3] / "rules")
    world = World(rulebooks=(rulebook,))
    translator = Translator(world, rulebook, DAY)
    for constraint in rulebook.constraints.all:
        for name in constraint.names:
            owner = name.partition(".")[0]
            declared = rulebook.declared(owner)
            if isinstance(declared, Fact) and declared.fields:
                translator.every_year(owner) if declared.yearly else translator.look_up(owner)
            else:
                translator.look_up(owner, 2022 if declared.yearly else None)
    assert possible(world, world.applicable()).possible
