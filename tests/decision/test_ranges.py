"""Ranges: every completion lies inside, and an end called tight has been seen to come out."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from huiqi.decision.allowance import Allowance
from huiqi.decision.decide import decide_measures
from huiqi.decision.ranges import MOST_LOOKED_AT, fill
from huiqi.decision.results import Amount, MeasureResult
from huiqi.decision.what_if import RangeReport
from huiqi.profile.profile import Profile
from huiqi.rulebook.rulebook import Rulebook
from huiqi.truth import Truth
from huiqi.values import NOT_APPLICABLE, Interval, Record, Records, Value, exactly, symbol
from tests.decision.small import AS_OF, profile, ranges, rulebook, smallest_changes

FREE = "requires: {id: free, text: {zh: 无, en: none}, if: true or c}\n"
WITH_C = "requires: {id: open, text: {zh: 丙, en: c}, if: c}\n"
WITH_LEVEL = "requires: {id: level, text: {zh: 等级, en: level}, if: level >= middle}\n"
EACH = "for_each: {t: things}\nrequires: {id: worth, text: {zh: 值, en: w}, if: t.worth >= 10元}\n"
#: Formulas that rise with every fact, each fact read once.
MONOTONE = (
    "10% * b",
    "min(500元, 10% * b)",
    "max(100元, 10% * b)",
    "a * 3元 + 50% * b",
    "min(800元, a * 3元 + max(20元, 1% * b))",
)
#: Formulas that read a fact twice or both ways: the range may be wider than what can come out.
OTHER = ("b - min(b, 100元)", "max(0元, a * 5元 - 10% * b)", "10% * b + (2% * b)")


def body(formula: str, requires: str = FREE) -> str:
    """A measure that pays by a formula."""
    return requires + f"gives: {{amount: '{formula}'}}\n"


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Rulebook:
    """One measure for each formula, free and with a condition."""
    measures = {}
    for number, formula in enumerate(MONOTONE):
        measures[f"m{number}"] = body(formula)
        measures[f"c{number}"] = body(formula, WITH_C)
    for number, formula in enumerate(OTHER):
        measures[f"o{number}"] = body(formula, WITH_LEVEL)
    measures["r"] = (
        EACH + "gives: {amount: 50% * t.worth, caps: [{at_most: 60元, per: enterprise}]}\n"
    )
    measures["u"] = EACH + "gives: {amount: 50% * t.worth}\n"
    return rulebook(tmp_path_factory.mktemp("ranges"), **measures)


def decided(book: Rulebook, given: Profile) -> dict[str, MeasureResult]:
    """What is decided of each measure."""
    return {result.measure.id: result for result in decide_measures(book, given, AS_OF).results}


def report(book: Rulebook, given: Profile, name: str) -> tuple[Amount, RangeReport]:
    """The amount of a measure that is a range, and what is found of it."""
    result = decided(book, given)[name]
    found = ranges(book, given).examine(result)
    assert result.amount is not None
    assert found is not None
    return result.amount, found


def ends(amount: Amount) -> tuple[object, object]:
    """What it is between."""
    return amount.low, amount.high


money = st.integers(0, 10**6).map(lambda cents: Decimal(cents) / 100)
values = st.fixed_dictionaries(
    {
        "a": st.integers(0, 500).map(Decimal).map(exactly) | st.just(NOT_APPLICABLE),
        "b": money.map(exactly) | st.just(NOT_APPLICABLE),
        "c": st.sampled_from((Truth.TRUE, Truth.FALSE)),
        "level": st.sampled_from([symbol(s) for s in ("low", "middle", "high")]),
    }
)


@given(whole=values, hidden=st.sets(st.sampled_from(("a", "b", "c", "level")), min_size=1))
def test_every_completion_lies_inside(
    book: Rulebook, whole: dict[str, Value], hidden: set[str]
) -> None:
    """Whatever the hidden facts turn out to be, the amount was within the range."""
    told = decided(book, profile(**{k: v for k, v in whole.items() if k not in hidden}))
    for name, result in decided(book, profile(**whole)).items():
        if name in ("r", "u"):
            continue
        amount, range_ = result.amount, told[name].amount
        assert amount is not None
        assert range_ is not None
        assert amount.low == amount.high
        assert range_.low is None or range_.low <= amount.low  # type: ignore[operator]
        assert range_.high is None or amount.low <= range_.high  # type: ignore[operator]


@given(whole=values, hidden=st.sets(st.sampled_from(("a", "b", "c", "level")), min_size=1))
def test_an_end_called_tight_comes_out(
    book: Rulebook, whole: dict[str, Value], hidden: set[str]
) -> None:
    """The witness filled in, the measure decided again: exactly that end, and nothing open."""
    start = profile(**{k: v for k, v in whole.items() if k not in hidden})
    for name, result in decided(book, start).items():
        found = ranges(book, start).examine(result)
        if found is None or result.amount is None:
            continue
        for witness, end in ((found.low, result.amount.low), (found.high, result.amount.high)):
            if witness is None:
                continue
            completed: Profile | None = start
            for filled in witness:
                assert completed is not None
                completed = fill(completed, filled.missing, filled.value)
            assert completed is not None
            again = decided(book, completed)[name].amount
            assert again is not None
            assert again.low == again.high == end


bounds = st.tuples(money, money).map(sorted).filter(lambda pair: pair[0] < pair[1])


@given(a=st.integers(0, 500), pair=bounds, number=st.integers(0, len(MONOTONE) - 1))
def test_one_fact_read_once_is_tight(
    book: Rulebook, a: int, pair: list[Decimal], number: int
) -> None:
    """A rising formula of one missing fact: both ends have a witness."""
    given_facts = profile(a=exactly(Decimal(a)), b=Interval(pair[0], pair[1]))
    result = decided(book, given_facts)[f"m{number}"]
    assert result.amount is not None
    if result.amount.low == result.amount.high:
        return
    found = ranges(book, given_facts).examine(result)
    assert found is not None
    assert found.tight


def test_no_upper_limit_gives_none(book: Rulebook) -> None:
    """Where nothing bounds a fact from above, nothing bounds the amount, and no witness is made."""
    amount, found = report(book, profile(a=exactly(Decimal(1))), "m0")
    assert ends(amount) == (0, None)
    assert found.low is not None
    assert found.high is None
    assert not found.tight


def test_a_cap_bounds_what_nothing_else_does(book: Rulebook) -> None:
    """The upper end is the cap, and a large enough figure reaches it."""
    amount, found = report(book, profile(a=exactly(Decimal(1))), "m1")
    assert ends(amount) == (0, 500)
    assert found.tight


def test_a_range_wider_than_what_can_come_out_is_not_called_tight(book: Rulebook) -> None:
    """b less the smaller of b and 100 is 0 for b from 50 to 100; the range says up to 50."""
    given_facts = profile(b=Interval(Decimal(50), Decimal(100)), level=symbol("high"))
    amount, found = report(book, given_facts, "o0")
    assert amount.low == 0
    assert amount.high is not None
    assert amount.high > 0
    assert found.low is not None
    assert found.high is None


@pytest.mark.parametrize(
    ("a", "b", "first"),
    [
        ((0, 100), (0, 10), "a"),
        ((0, 10), (0, 10_000), "b"),
        # a adds 0 to 300, b 0 to 300.01: a cent more.
        ((0, 100), (0, "600.02"), "b"),
    ],
)
def test_the_fact_that_narrows_the_most_is_named(
    book: Rulebook, a: tuple[int, int], b: tuple[object, object], first: str
) -> None:
    """Three yuan a head, and half of b."""
    given_facts = profile(
        a=Interval(Decimal(a[0]), Decimal(a[1])),
        b=Interval(Decimal(str(b[0])), Decimal(str(b[1]))),
    )
    _, found = report(book, given_facts, "m3")
    assert found.narrowest is not None
    assert found.narrowest.name == first


def test_a_missing_field_of_a_record_can_be_the_witness(book: Rulebook) -> None:
    """The list is known, the worth of one thing in it is not."""
    known = Record({"worth": exactly(Decimal(100))}, "甲")
    given_facts = profile(things=Records((known, Record({}, "乙")), complete=True))
    amount, found = report(book, given_facts, "r")
    assert ends(amount) == (50, 60)
    assert found.tight
    assert found.narrowest is not None
    assert found.narrowest.where == ".worth(乙)"


def test_a_list_of_which_more_may_be_is_open_above(book: Rulebook) -> None:
    """Only a cap on all of them together bounds it."""
    known = Record({"worth": exactly(Decimal(100))}, "甲")
    results = decided(book, profile(things=Records((known,), complete=False)))
    found, uncapped = results["r"].amount, results["u"].amount
    assert found is not None
    assert uncapped is not None
    assert ends(found) == (50, 60)
    assert ends(uncapped) == (50, None)


def test_a_constraint_narrows_a_range_and_its_ends_still_come_out(tmp_path: Path) -> None:
    """From 5 to 20 of them at 3元 each: both ends are witnessed, and nothing that cannot be."""
    (tmp_path / "facts").mkdir()
    (tmp_path / "facts" / "limits.yaml").write_text(
        "constraints:\n"
        "  least: {text: {zh: 不少于5, en: least}, if: a >= 5, severity: error}\n"
        "  most: {text: {zh: 不多于20, en: most}, if: a <= 20, severity: error}\n",
        "utf-8",
    )
    book = rulebook(tmp_path, m=body("max(3元, a * 3元)"))
    amount, found = report(book, profile(), "m")
    assert ends(amount) == (Decimal(3), Decimal(60))
    assert found.high is not None
    assert found.high[0].value == exactly(Decimal(20))
    assert found.low is None or found.low[0].value is NOT_APPLICABLE


@pytest.mark.parametrize(
    ("name", "known", "least"),
    [
        # 10% of 5000元 is the cap of 500元; of the next smaller round figure, 2000元, it is not.
        ("m1", {}, {"b": 5000}),
        ("c1", {}, {"b": 5000, "c": Truth.TRUE}),
        # 800元 = 3元 for each of 200, with the least of the rest.
        ("m4", {"b": Decimal(0)}, {"a": 500}),
    ],
)
def test_a_witness_is_as_small_as_will_do(
    book: Rulebook, name: str, known: dict[str, Decimal], least: dict[str, int | Truth]
) -> None:
    """Not a figure beyond every enterprise, where a round one that can be met with does."""
    start = profile(**{key: exactly(value) for key, value in known.items()})
    _, found = report(book, start, name)
    assert found.high is not None
    shown = {filled.missing.name: filled.value for filled in found.high}
    wanted = {
        key: value if isinstance(value, Truth) else exactly(Decimal(value))
        for key, value in least.items()
    }
    assert shown == wanted


# ---- the effort


def test_where_the_effort_ends_nothing_is_claimed(book: Rulebook) -> None:
    """No witness, no advice, and it says that not all was tried."""
    given_facts = profile(a=exactly(Decimal(1)), b=Interval(Decimal(0), Decimal(80)))
    result = decided(book, given_facts)["m0"]
    assert ranges(book, given_facts, most=0).examine(result) == RangeReport(
        low=None, high=None, narrowest=None, cut_short=True
    )
    whole = ranges(book, given_facts).examine(result)
    assert whole is not None
    assert whole.tight
    assert not whole.cut_short


def test_the_effort_is_for_all_measures_together(book: Rulebook) -> None:
    """What is enough for one is not there for the next; a fresh one has it again."""
    given_facts = profile(a=exactly(Decimal(1)), b=Interval(Decimal(0), Decimal(80)))
    result = decided(book, given_facts)["m0"]
    spent = ranges(book, given_facts)
    assert spent.examine(result) is not None
    needed = MOST_LOOKED_AT - spent.allowance.left
    shared = ranges(book, given_facts, most=needed)
    cut = [report.cut_short for report in map(shared.examine, (result, result)) if report]
    assert cut == [False, True]


def test_many_records_cost_more(book: Rulebook) -> None:
    """A thousand things are looked at in each try, ten in another's."""
    few, many = (
        profile(things=Records(tuple(Record({}, f"物{n}") for n in range(count)), True))
        for count in (10, 1000)
    )
    ratio = Allowance(many, 0).each / Allowance(few, 0).each
    assert 10 < ratio < 100


def test_changes_end_with_the_effort(book: Rulebook) -> None:
    """With none left nothing is offered; with some the change that makes it qualify."""
    given_facts = profile(a=exactly(Decimal(1)), b=exactly(Decimal(1)), c=Truth.FALSE)
    result = decided(book, given_facts)["c0"]
    assert smallest_changes(book, given_facts, AS_OF, result, Allowance(given_facts, 0)) == ()
    found = smallest_changes(book, given_facts, AS_OF, result, Allowance(given_facts, 1000))
    assert [(change.name, change.after) for change in found] == [("c", Truth.TRUE)]
