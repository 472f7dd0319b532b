"""Lists, years, parameters and stated values, each against a value worked out by hand."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from huiqi.evaluation import Evaluator
from huiqi.evaluation.evaluator import Strictness
from huiqi.evaluation.reads import Missing, Outcome
from huiqi.language.checker import check_expression
from huiqi.profile.profile import Given, Profile
from huiqi.rulebook.basis import GRADES, Grade
from huiqi.rulebook.loading import load_rulebook
from huiqi.rulebook.rulebook import Rulebook
from huiqi.truth import Truth
from huiqi.values import (
    ANYTHING,
    NOT_APPLICABLE,
    Choice,
    Interval,
    Record,
    Records,
    Value,
    exactly,
    symbol,
)

AS_OF = date(2023, 6, 20)


@pytest.fixture(scope="module")
def rules() -> Rulebook:
    """A rulebook with one definition for each thing tried."""
    return load_rulebook(Path(__file__).with_name("rules"))


def yuan(amount: int | str) -> Interval:
    """An exact amount."""
    return exactly(Decimal(amount))


def span(low: int | None, high: int | None) -> Interval:
    """A range."""
    return Interval(None if low is None else Decimal(low), None if high is None else Decimal(high))


def entry(worth: Value | None = None, good: Truth | None = None) -> Record:
    """A record; what is not given is unknown."""
    fields: dict[str, Value] = {}
    if worth is not None:
        fields["worth"] = worth
    if good is not None:
        fields["good"] = good
    return Record(fields)


def value(rules: Rulebook, name: str, year: int | None = 2022, **facts: Any) -> Value:
    """A definition's value; a fact named ``money_2022`` is that year's."""
    known: dict[tuple[str, int | None], Given] = {}
    for key, given in facts.items():
        fact, _, of = key.rpartition("_")
        known[(fact, int(of)) if of.isdigit() else (key, None)] = Given(value=given)
    return Evaluator(rules, Profile(name="示例", facts=known), AS_OF).outcome(name, year).value


YES, NO = Truth.TRUE, Truth.FALSE
TWO = (entry(yuan(3), YES), entry(yuan(4), NO))


@pytest.mark.parametrize(
    ("name", "items", "complete", "expected"),
    [
        ("worth_good", TWO, True, yuan(3)),
        ("worth_good", TWO, False, span(3, None)),
        ("worth_good", (), True, yuan(0)),
        ("worth_good", (), False, span(0, None)),
        ("worth_good", (*TWO, entry(yuan(5))), True, span(3, 8)),
        ("worth_good", (*TWO, entry(None, YES)), True, span(3, None)),
        ("how_many", (*TWO, entry(yuan(5))), True, span(1, 2)),
        ("how_many", TWO, False, span(1, None)),
        ("least", TWO, True, yuan(3)),
        ("least", (), True, NOT_APPLICABLE),
        ("least", TWO, False, span(0, 3)),
        ("some", TWO, False, YES),
        ("some", (entry(good=NO),), True, NO),
        ("some", (entry(good=NO),), False, Truth.UNKNOWN),
        ("some", (entry(),), True, Truth.UNKNOWN),
        ("some", (), True, NO),
        ("every", TWO, False, NO),
        ("every", (entry(good=YES),), True, YES),
        ("every", (entry(good=YES),), False, Truth.UNKNOWN),
        ("every", (), True, YES),
        ("halves", TWO, True, yuan("3.5")),
    ],
)
def test_lists(
    rules: Rulebook, name: str, items: tuple[Record, ...], complete: bool, expected: Value
) -> None:
    """Unknown list, empty list and "at least these" differ."""
    assert value(rules, name, list_2022=Records(items, complete)) == expected


def test_one_list_of_all_years(rules: Rulebook) -> None:
    """``[all]`` reads every year; only a list of all years lets it be certain of none."""
    good = Records((entry(yuan(1), YES),), True)
    bad = Records((entry(yuan(1), NO),), True)
    assert value(rules, "ever", list_2019=good) is YES
    assert value(rules, "ever", list_2019=bad) is Truth.UNKNOWN
    known = Profile(
        name="示例",
        facts={("list", 2019): Given(value=bad), ("list", None): Given(value=Records((), True))},
    )
    assert Evaluator(rules, known, AS_OF).outcome("ever").value is NO


@pytest.mark.parametrize(
    ("whole", "ends", "year", "complete", "through"),
    [
        # A list of all years, or up to one; of a year, with all that bears on it; or of nothing.
        (Records((), True), {2021: None}, 2022, True, None),
        (Records((), True), {2022: 2022}, 2022, True, 2022),
        (Records((), True, 2021), {}, 2021, False, 2021),
        (Records((), True, 2021), {}, 2022, False, 2021),
        (Records((), True, 2021), {2022: 2022}, 2022, False, 2022),
        (Records((), True, 2023), {2022: 2022}, 2022, False, 2023),
        (Records((), False), {}, 2022, False, None),
        (None, {2022: 2022}, 2022, False, 2022),
        (None, {2022: 2022}, 2023, False, None),
        (None, {2022: 2022}, 2021, False, None),
        (None, {2022: None, 2021: None}, 2022, False, None),
        (None, {}, 2022, False, None),
    ],
)
def test_the_records_of_every_year(
    rules: Rulebook,
    whole: Records | None,
    ends: dict[int, int | None],
    year: int,
    complete: bool,
    through: int | None,
) -> None:
    """In the order of the years; the list is missing where nothing speaks of the year asked for."""
    facts: dict[tuple[str, int | None], Given] = {
        ("list", when): Given(value=Records((entry(yuan(when)),), True, end))
        for when, end in sorted(ends.items(), reverse=True)
    }
    facts |= {("list", None): Given(value=whole)} if whole is not None else {}
    facts["money", 2020] = Given(value=yuan(1))
    evaluator = Evaluator(rules, Profile(name="示例", facts=facts), AS_OF)
    found = evaluator.every_year("list", year)
    assert [item.fields["worth"] for item in found.items] == [yuan(when) for when in sorted(ends)]
    assert (found.complete, found.through) == (complete, through)
    known = complete or (through is not None and through >= year)
    assert list(map(str, evaluator.reads.missing)) == ([] if known else ["list"])


def test_a_list_that_does_not_apply_has_nothing_in_any_year(rules: Rulebook) -> None:
    """And nothing is missing of it."""
    facts: dict[tuple[str, int | None], Given] = {("list", None): Given(value=NOT_APPLICABLE)}
    evaluator = Evaluator(rules, Profile(name="示例", facts=facts), AS_OF)
    found = evaluator.every_year("list", 2022)
    assert (found.items, found.complete) == ((), True)
    assert not evaluator.reads.missing


def test_what_did_not_matter_to_a_condition_is_not_missing(rules: Rulebook) -> None:
    """From 5 to 9 there are 5 in any case; what does not apply is not so."""
    node = check_expression("count_true(people >= 5, size == l, flag)", rules.scope)
    facts: dict[tuple[str, int | None], Given] = {
        ("people", None): Given(value=span(5, 9)),
        ("flag", 2022): Given(value=NOT_APPLICABLE),
    }
    found = Evaluator(rules, Profile(name="示例", facts=facts), AS_OF).evaluate(node, year=2022)
    assert found.value == span(1, 2)
    assert list(map(str, found.missing)) == ["size"]


def test_what_is_worked_out_beside_a_statement(rules: Rulebook) -> None:
    """The derivation alone: of the year asked for, else the decision's; of no year where it has
    none.
    """
    facts: dict[tuple[str, int | None], Given] = {
        ("list", year): Given(value=Records((entry(yuan(worth), YES),), True))
        for year, worth in ((2022, 3), (2023, 7))
    }
    facts |= {("worth_good", 2022): Given(value=yuan(3)), ("size", None): Given(value=symbol("l"))}
    evaluator = Evaluator(rules, Profile(name="示例", facts=facts), AS_OF)
    assert evaluator.derivation("worth_good", 2022).value == yuan(3)
    assert evaluator.derivation("worth_good", 2022).derived is None
    assert evaluator.derivation("worth_good").value == yuan(7)
    assert evaluator.derivation("tabled").value == yuan(5)


@pytest.mark.parametrize("name", ["step", "abroad"])
def test_an_expression_is_as_weak_as_the_weakest_it_rests_on(rules: Rulebook, name: str) -> None:
    """Whichever comes first; and the reasons go with it."""
    weak = rules.parameters["foreign"].rows[0].grade
    expected = {"step": 0, "abroad": weak}[name]
    for text in (f"money + {name}", f"{name} + money", f"step + {name} + step"):
        node = check_expression(text, rules.scope)
        facts: dict[tuple[str, int | None], Given] = {("money", 2022): Given(value=yuan(1))}
        known = Profile(name="示例", facts=facts)
        shown = Evaluator(rules, known, AS_OF, Strictness.ILLUSTRATIVE)
        assert shown.evaluate(node, year=2022).grade == expected
        strict = Evaluator(rules, known, AS_OF).evaluate(node, year=2022)
        assert [cause.kind for cause in strict.causes] == ["weak"] * (name == "abroad")


@pytest.mark.parametrize(
    ("name", "year", "expected"),
    [("step", 2021, yuan(1)), ("step", 2022, yuan(2)), ("step_then", 2022, yuan(1))],
)
def test_parameters_are_dated(rules: Rulebook, name: str, year: int, expected: Value) -> None:
    """A yearly definition reads the parameter at the year's end unless a day is named."""
    assert value(rules, name, year) == expected


def test_an_expression_reads_a_parameter_today_and_a_years_at_its_end(rules: Rulebook) -> None:
    """Four spans of 2020 with a figure each; what speaks of another year but is no year's own
    reads today's.
    """
    evaluator = Evaluator(rules, Profile(name="示例"), date(2020, 2, 1))
    node = check_expression("spans", rules.scope)
    assert evaluator.evaluate(node).value == yuan(4)
    assert evaluator.evaluate(node, year=2020).value == yuan(1)
    assert evaluator.evaluate(node, year=2020, yearly=False).value == yuan(4)
    assert evaluator.evaluate(node, year=2019, yearly=False).value == yuan(4)


def test_a_parameter_outside_its_rows_is_unknown(rules: Rulebook) -> None:
    """No value is not zero."""
    assert value(rules, "step", 2019) == Interval(None, None, True)


@pytest.mark.parametrize(
    ("text", "strict", "shown", "grade"),
    [
        ("steps", yuan(2), yuan(2), Grade.OFFICIAL),
        ("told", yuan(7), yuan(7), Grade.REPORTED),
        ("elsewhere", span(None, None), yuan(8), Grade.COMPARABLE),
        ("foreign", span(None, None), yuan(9), Grade.ASSUMED),
        ("by_press", yuan(4), yuan(4), Grade.REPORTED),
        ("by_other", Interval(Decimal(0), Decimal(9), True), yuan(4), Grade.COMPARABLE),
        ("by_press + told", yuan(11), yuan(11), Grade.REPORTED),
        ("by_other + told", Interval(Decimal(7), Decimal(16), True), yuan(11), Grade.COMPARABLE),
    ],
)
def test_what_another_place_has_counts_only_for_illustration(
    rules: Rulebook, text: str, strict: Interval, shown: Interval, grade: Grade
) -> None:
    """From a comparable source on, a figure or a definition is not relied on; the rest is as weak
    as its source.
    """
    facts: dict[tuple[str, int | None], Given] = {("money", 2022): Given(value=yuan(4))}
    known = Profile(name="示例", facts=facts)
    node = check_expression(text, rules.scope)
    illustrated = Evaluator(rules, known, AS_OF, Strictness.ILLUSTRATIVE).evaluate(node, year=2022)
    assert (illustrated.value, GRADES[illustrated.grade]) == (shown, grade)
    assert not illustrated.causes
    relied = Evaluator(rules, known, AS_OF).evaluate(node, year=2022)
    assert relied.value == strict
    assert [cause.kind for cause in relied.causes] == ["weak"] * (strict != shown)
    if strict == shown:
        assert GRADES[relied.grade] is grade


def test_what_is_open_is_missing_and_a_year_to_come_lies_ahead(rules: Rulebook) -> None:
    """A range, a set or a list that may hold more is asked for; the year of the decision too, and
    of the next nobody can tell.
    """
    facts: dict[tuple[str, int | None], Given] = {
        ("people", None): Given(value=span(5, 9)),
        ("size", None): Given(value=Choice(frozenset({"s", "l"}))),
        ("list", 2022): Given(value=Records((), False)),
        ("money", 2022): Given(value=span(5, None)),
        ("established_on", None): Given(value=exactly(date(2020, 1, 1))),
    }
    evaluator = Evaluator(rules, Profile(name="示例", facts=facts), AS_OF)
    for name, year, given in (
        ("people", None, 0),
        ("size", None, 0),
        ("list", 2022, 1),
        ("money", 2022, 1),
        ("money", 2023, 0),
        ("list", 2021, 0),
    ):
        found = evaluator.outcome(name, year)
        assert [(missing.name, missing.year) for missing in found.missing] == [(name, year)]
        assert (found.given, found.causes) == (given, ())
    known = evaluator.outcome("established_on")
    assert (known.missing, known.given) == ((), 0)
    ahead = evaluator.outcome("money", 2024)
    assert not ahead.missing
    assert [(cause.kind, str(cause.ahead)) for cause in ahead.causes] == [("ahead", "money[2024]")]


@pytest.mark.parametrize(
    ("known", "expected"),
    [
        (span(0, 99), span(2, 9)),
        (span(3, 99), span(3, 9)),
        (span(0, 4), span(2, 4)),
        (yuan(4), yuan(4)),
    ],
)
def test_what_is_worked_out_keeps_to_its_domain(
    rules: Rulebook, known: Interval, expected: Interval
) -> None:
    """Each end by its own."""
    assert value(rules, "within_limits", money_2022=known) == expected


@pytest.mark.parametrize(
    ("day", "said"),
    [
        (exactly(date(2019, 5, 1)), "2019-05-01 "),
        (Interval(date(2019, 5, 1), None), "2019-05-01 "),
        (Interval(None, date(2021, 5, 1)), "2020-01-01 以前"),
    ],
)
def test_where_a_parameter_has_no_value_is_said(rules: Rulebook, day: Interval, said: str) -> None:
    """The day, or the first on which there is one."""
    facts: dict[tuple[str, int | None], Given] = {("established_on", None): Given(value=day)}
    evaluator = Evaluator(rules, Profile(name="示例", facts=facts), AS_OF)
    (cause,) = evaluator.evaluate(check_expression("steps[on: established_on]", rules.scope)).causes
    assert (cause.kind, cause.text) == ("no_value", f"级在 {said}没有已知的规定")


def test_overlaps_are_settled_by_the_written_rule(rules: Rulebook) -> None:
    """The highest that applies; unknown whether it applies, the range of both."""
    assert value(rules, "top", flag_2022=YES) == yuan(1)
    assert value(rules, "top", flag_2022=NO) == yuan("0.75")
    assert value(rules, "top") == Interval(Decimal("0.75"), Decimal(1))


def test_a_weak_parameter_is_unknown_in_the_strict_reading(rules: Rulebook) -> None:
    """Assumed values do not decide; that there is one is not in doubt."""
    assert value(rules, "abroad") == Interval(None, None)


def test_years(rules: Rulebook) -> None:
    """References shift with the year being evaluated."""
    facts: dict[str, Any] = {"money_2020": yuan(1), "money_2021": yuan(4), "money_2022": yuan(9)}
    assert value(rules, "difference", 2022, **facts) == yuan(5)
    assert value(rules, "difference", 2021, **facts) == yuan(3)
    assert value(rules, "at_founding", established_on=exactly(date(2021, 3, 1)), **facts) == yuan(4)
    either = Interval(date(2020, 3, 1), date(2021, 3, 1))
    assert value(rules, "at_founding", established_on=either, **facts) == span(1, 4)


def test_self_reference_is_bounded_and_starts_at_the_founding(rules: Rulebook) -> None:
    """A running total from the year of founding; before what is looked back to, unknown."""
    facts: dict[str, Any] = {f"money_{year}": yuan(1) for year in range(2019, 2023)}
    founded = exactly(date(2021, 3, 1))
    assert value(rules, "running", established_on=founded, **facts) == yuan(2)
    # It surely was not there before the earliest day on which it may have been founded.
    either = Interval(date(2020, 3, 1), date(2022, 3, 1))
    assert value(rules, "running", established_on=either, **facts) == yuan(3)
    # Without a floor nothing is known of the years before, founded or not.
    assert value(rules, "unfloored", established_on=founded, **facts) == Interval(None, None, True)
    unbounded = value(rules, "running", **facts)
    assert unbounded == Interval(None, None, True)
    # A stated value of an earlier year is where it starts, too.
    assert value(rules, "running", running_2021=yuan(7), **facts) == yuan(8)


def test_a_quotient_by_zero_is_unknown(rules: Rulebook) -> None:
    """Neither zero nor infinite."""
    found = value(rules, "ratio", money_2022=yuan(1), money_2021=yuan(0))
    assert found == Interval(None, None)


@pytest.mark.parametrize(
    ("name", "facts", "expected"),
    [
        ("tabled", {"size": symbol("l")}, yuan(5)),
        ("tabled", {}, Interval(Decimal(1), Decimal(5), True)),
        ("tabled", {"size": Choice(frozenset({"s", "l"}))}, span(1, 5)),
        ("holed", {"size": symbol("l")}, NOT_APPLICABLE),
        ("banded", {"people": yuan(10)}, yuan(3)),
        ("banded", {"people": yuan(9)}, yuan(2)),
        ("banded", {"people": yuan(5)}, yuan(2)),
        ("banded", {"people": yuan(4)}, yuan(1)),
        ("banded", {"people": span(4, 6)}, span(1, 2)),
        ("disputed", {"people": yuan(11)}, yuan(3)),
        ("disputed", {"people": yuan(10)}, span(1, 3)),
        ("disputed", {"people": yuan(9)}, yuan(1)),
        # Values may fall as the limits rise; the range of a disputed limit is still a range.
        ("falling", {"people": yuan(10)}, span(1, 3)),
        ("falling", {"people": yuan(5)}, span(3, 9)),
        ("falling", {"people": yuan(4)}, yuan(9)),
        ("open", {}, span(1, 4)),
        ("scored", {"people": yuan(5)}, span(1, 2)),
        ("scored", {"people": yuan(5), "size": symbol("s")}, yuan(1)),
        ("local", {}, yuan(9)),
        ("has_size", {"size": symbol("s")}, YES),
        ("has_size", {"size": NOT_APPLICABLE}, NO),
        ("has_size", {}, Truth.UNKNOWN),
    ],
)
def test_choices(rules: Rulebook, name: str, facts: dict[str, Value], expected: Value) -> None:
    """Tables, bands, disputed edges, declared unknowns, scores, local names."""
    assert value(rules, name, None, **facts) == expected


def test_a_stated_value_is_used_unless_it_contradicts(rules: Rulebook) -> None:
    """What agrees is taken; what cannot be right leaves the value unknown, with the cause."""
    listed = Given(value=Records(TWO, True))
    outcomes = []
    for stated in (3, 4):
        facts: dict[tuple[str, int | None], Given] = {
            ("list", 2022): listed,
            ("worth_good", 2022): Given(value=yuan(stated)),
        }
        evaluator = Evaluator(rules, Profile(name="示例", facts=facts), AS_OF)
        outcomes.append(evaluator.outcome("worth_good", 2022))
    agreed, outcome = outcomes
    assert agreed.value == yuan(3)
    assert outcome.value == Interval(None, None, True)
    assert [cause.kind for cause in outcome.causes] == ["contradiction"]
    assert outcome.derived == yuan(3)


BOTH: dict[tuple[str, int | None], Given] = {
    ("money", 2022): Given(value=yuan(9)),
    ("money", 2021): Given(value=yuan(4)),
}


@pytest.mark.parametrize(
    ("stated", "facts", "expected"),
    [
        # A figure stands, beside what it works out at; a range says no more than what is known.
        (yuan(5), BOTH, Outcome(yuan(5), given=1, derived=yuan(5))),
        (span(3, 6), BOTH, Outcome(yuan(5), given=2)),
        (yuan(5), {}, Outcome(yuan(5), given=1, derived=ANYTHING)),
        # It is something told all the same, and leaves open what its parts leave open.
        (
            span(3, 6),
            {},
            Outcome(span(3, 6), (Missing("money", 2022), Missing("money", 2021)), given=1),
        ),
    ],
)
def test_a_statement_beside_its_derivation(
    rules: Rulebook,
    stated: Interval,
    facts: dict[tuple[str, int | None], Given],
    expected: Outcome,
) -> None:
    """What is known of either is used."""
    told = facts | {("difference", 2022): Given(value=stated)}
    found = Evaluator(rules, Profile(name="示例", facts=told), AS_OF).outcome("difference", 2022)
    assert found == expected


@pytest.mark.parametrize("stated", [yuan(5), yuan(6), span(7, 8), NOT_APPLICABLE])
def test_a_guess_gives_way_to_any_statement(rules: Rulebook, stated: Value) -> None:
    """It contradicts nothing."""
    told = BOTH | {("prefilled", 2022): Given(value=stated)}
    evaluator = Evaluator(rules, Profile(name="示例", facts=told), AS_OF)
    # Nobody but who stated a range can say which of it.
    open_ = (Missing("prefilled", 2022),) if stated == span(7, 8) else ()
    found = evaluator.outcome("prefilled", 2022)
    assert found == Outcome(stated, open_, given=1, derived=yuan(5))
    (guess,) = [
        Evaluator(rules, Profile(name="示例", facts=BOTH), AS_OF).outcome("prefilled", 2022)
    ]
    assert guess == Outcome(yuan(5), given=2)


@pytest.mark.parametrize(
    ("name", "year", "facts", "missing"),
    [
        ("asked", 2022, {}, ["asked[2022]"]),
        ("asked", 2022, {("money", 2022): yuan(9)}, ["money[2021]"]),
        ("difference", 2022, {}, ["money[2022]", "money[2021]"]),
        ("asked", 2024, {}, []),
    ],
)
def test_what_can_be_read_off_a_form_is_asked_for_itself(
    rules: Rulebook, name: str, year: int, facts: dict[Any, Value], missing: list[str]
) -> None:
    """Where nothing is at hand of what it is worked out from; of a year to come nobody asks."""
    known = Profile(name="示例", facts={key: Given(value=told) for key, told in facts.items()})
    found = Evaluator(rules, known, AS_OF).outcome(name, year)
    assert list(map(str, found.missing)) == missing
    assert [cause.kind for cause in found.causes] == ["ahead"] * (year > AS_OF.year)


@pytest.mark.parametrize(
    ("now", "before", "expected", "kinds"),
    [
        # 9 less 4, and 9 less 2: not both; 9 less 2 twice; the other line where one is open.
        (yuan(9), yuan(4), ANYTHING, ["contradiction"]),
        (yuan(9), yuan(2), yuan(7), []),
        (yuan(9), None, yuan(7), []),
        (None, yuan(2), Interval(Decimal(-2), None, True), []),
        (span(8, 9), yuan(2), span(6, 7), []),
    ],
)
def test_a_figure_beside_the_other_line_that_shows_it(
    rules: Rulebook, now: Value | None, before: Value | None, expected: Value, kinds: list[str]
) -> None:
    """``money - money[-1]`` and ``money - 2元`` are one figure."""
    facts: dict[tuple[str, int | None], Given] = {}
    facts |= {("money", 2022): Given(value=now)} if now is not None else {}
    facts |= {("money", 2021): Given(value=before)} if before is not None else {}
    found = Evaluator(rules, Profile(name="示例", facts=facts), AS_OF).outcome("beside", 2022)
    assert found.value == expected
    assert [cause.kind for cause in found.causes] == kinds


@pytest.mark.parametrize(("before", "expected"), [(1, 8), (2, 7), (3, 6)])
def test_two_lines_that_nearly_agree_leave_what_is_worked_out(
    rules: Rulebook, before: int, expected: int
) -> None:
    """9 less what was before, and 9 less 2, a yuan apart at most: the first is the figure."""
    assert value(rules, "nearly", money_2022=yuan(9), money_2021=yuan(before)) == yuan(expected)
    assert value(rules, "nearly", money_2022=yuan(9), money_2021=yuan(before + 3)) == ANYTHING


def test_what_is_missing_is_named_and_nothing_else(rules: Rulebook) -> None:
    """A fact that did not matter is not asked for."""
    evaluator = Evaluator(rules, Profile(name="示例"), AS_OF)
    assert [str(m) for m in evaluator.outcome("difference", 2022).missing] == [
        "money[2022]",
        "money[2021]",
    ]
    known = Profile(name="示例", facts={("list", 2022): Given(value=Records(TWO, False))})
    assert Evaluator(rules, known, AS_OF).outcome("some", 2022).missing == ()


def test_looking_back_counts_from_the_year_asked(rules: Rulebook) -> None:
    """Three years back from any year, and nothing asked before changes what comes out."""
    zero = Given(value=yuan(0))
    known: dict[tuple[str, int | None], Given] = {
        ("money", year): Given(value=yuan(1)) for year in range(2000, 2101)
    }
    for year, floor in ((2015, 2012), (2020, 2017), (2023, 2020), (2050, 2047), (2100, 2097)):
        facts = {**known, ("running", floor - 1): zero}
        fresh = Evaluator(rules, Profile(name="示例", facts=facts), AS_OF)
        assert fresh.outcome("running", year).value == yuan(4), year
        asked = Evaluator(rules, Profile(name="示例", facts=facts), AS_OF)
        for other in range(2100, 2000, -1):
            asked.outcome("running", other)
        assert asked.outcome("running", year).value == yuan(4), year


def test_no_year_is_too_far_to_look_back_from(rules: Rulebook) -> None:
    """What lies ahead is unknown, not an error."""
    empty = Evaluator(rules, Profile(name="示例"), AS_OF)
    assert all(
        empty.outcome("running", year).value == span(None, None)._replace(optional=True)
        for year in range(1950, 2101)
    )


@pytest.mark.parametrize(
    ("name", "expected"),
    [("worth_good", yuan(0)), ("how_many", yuan(0)), ("some", NO), ("every", YES)],
)
def test_a_list_that_does_not_apply_has_nothing_in_it(
    rules: Rulebook, name: str, expected: Value
) -> None:
    """Nor may there be more than is told."""
    assert value(rules, name, list_2022=NOT_APPLICABLE) == expected


def test_a_list_up_to_a_year_may_have_more_from_the_next_on() -> None:
    """Of the year itself, and before it, there is no more."""
    rulebook = load_rulebook()
    told = Given(value=Records((), False, 2021))
    evaluator = Evaluator(
        rulebook, Profile(name="示例", facts={("rd_projects", None): told}), AS_OF
    )
    for year, most in ((2020, 0), (2021, 0), (2022, None), (2023, None)):
        counted = f"count(p for p in rd_projects[all] if p.year == {year})"
        found = evaluator.evaluate(check_expression(counted, rulebook.scope)).value
        assert found == span(0, most), year


def test_what_is_missing_of_a_derived_field_is_told_each_time() -> None:
    """Also once it has been worked out; what is known is worked out once and missing nowhere."""
    rulebook = load_rulebook()
    rest = {name: yuan(0) for name in ("direct_input", "depreciation", "amortisation", "design")}
    year: dict[str, Value] = {"name": symbol("甲"), "year": yuan(2022)}
    for personnel, missing in ((None, ["rd_projects.personnel"]), (yuan(5), [])):
        fields = year | rest | ({} if personnel is None else {"personnel": personnel})
        facts: dict[tuple[str, int | None], Given] = {
            ("rd_projects", 2022): Given(value=Records((Record(fields),), True)),
            ("rd_projects", None): Given(value=Records((), True)),
        }
        evaluator = Evaluator(rulebook, Profile(name="示例", facts=facts), AS_OF)
        node = check_expression("sum(p.five for p in rd_projects[all])", rulebook.scope)
        for _ in range(2):
            outcome = evaluator.evaluate(node)
            assert list(map(str, outcome.missing)) == missing
            assert outcome.value == (span(0, None) if personnel is None else yuan(5))
        assert [name for _, name, *_ in evaluator.derived_fields].count("five") == 1


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # Whatever more there is, it is worth nothing or more.
        ("all(not p.worth < 0元 for p in list)", YES),
        ("all(p.worth < 0元 for p in list)", Truth.UNKNOWN),
        ("any(p.worth < 0元 for p in list)", NO),
        ("any(not p.worth < 0元 for p in list)", Truth.UNKNOWN),
        ("sum(0元 - p.worth for p in list)", span(None, 0)),
        ("sum(p.worth for p in list)", span(0, None)),
        # Any number of them, however little each is.
        ("sum(0元 - min(p.worth, 0.5元) for p in list)", span(None, 0)),
        ("sum(min(p.worth, 0.5元) for p in list)", span(0, None)),
    ],
)
def test_what_holds_of_every_further_entry_holds(
    rules: Rulebook, text: str, expected: Value
) -> None:
    """Of a list of which nothing is told: there may be none, or any."""
    node = check_expression(text, rules.scope)
    assert Evaluator(rules, Profile(name="示例"), AS_OF).evaluate(node, year=2022).value == expected


def test_further_entries_move_a_sum_one_way(rules: Rulebook) -> None:
    """From what is known on, by its own nearer end: one entry worth 2 to 5 and perhaps more."""
    told = Given(value=Records((entry(span(2, 5)),), False))
    evaluator = Evaluator(rules, Profile(name="示例", facts={("list", 2022): told}), AS_OF)
    for text, expected in (("0元 - p.worth", span(None, -2)), ("p.worth", span(2, None))):
        node = check_expression(f"sum({text} for p in list)", rules.scope)
        assert evaluator.evaluate(node, year=2022).value == expected


def test_what_further_entries_lack_is_not_missing(rules: Rulebook) -> None:
    """The list is, and what was missing before it stays so."""
    node = check_expression("money + sum(p.worth for p in list if p.good)", rules.scope)
    missing = Evaluator(rules, Profile(name="示例"), AS_OF).evaluate(node, year=2022).missing
    assert list(map(str, missing)) == ["money[2022]", "list[2022]"]


def test_what_opens_further_entries_opens_nothing_else(rules: Rulebook) -> None:
    """A share of nothing before the list stays a reason; one within entries that may come is none,
    whatever else is missing.
    """
    facts: dict[tuple[str, int | None], Given] = {
        ("money", 2022): Given(value=yuan(1)),
        ("money", 2021): Given(value=yuan(0)),
    }
    share = check_expression("money / money[-1] * sum(p.worth for p in list)", rules.scope)
    found = Evaluator(rules, Profile(name="示例", facts=facts), AS_OF).evaluate(share, year=2022)
    assert [cause.kind for cause in found.causes] == ["nothing"]
    within = check_expression("money + sum(p.worth + foreign for p in list)", rules.scope)
    found = Evaluator(rules, Profile(name="示例"), AS_OF).evaluate(within, year=2022)
    assert [str(missing) for missing in found.missing] == ["money[2022]", "list[2022]"]
    assert not found.causes


def test_what_rests_on_nothing_rests_on_nothing_weak(rules: Rulebook) -> None:
    """An official rule has the best grade; nothing was given until a fact is."""
    law = Evaluator(rules, Profile(name="示例"), AS_OF).outcome("step", 2022)
    assert (law.value, law.grade, law.given) == (yuan(2), 0, 0)
    told: dict[tuple[str, int | None], Given] = {("money", 2022): Given(value=yuan(1))}
    fact = Evaluator(rules, Profile(name="示例", facts=told), AS_OF).outcome("money", 2022)
    assert (fact.value, fact.grade, fact.given) == (yuan(1), 0, 1)
    unknown = Evaluator(rules, Profile(name="示例"), AS_OF).outcome("money", 2022)
    assert (unknown.grade, unknown.given) == (0, 0)
    assert list(map(str, unknown.missing)) == ["money[2022]"]
    written = check_expression("1元", rules.scope)
    assert Evaluator(rules, Profile(name="示例"), AS_OF).evaluate(written).grade == 0
