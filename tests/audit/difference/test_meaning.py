"""What a change of the rules means: proved, with an enterprise on each side that shows it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from huiqi.audit.difference.meaning import meaning
from huiqi.audit.difference.results import AmountChange, ChangeImpact, MeasureChange, Side
from huiqi.audit.proofs.witness import read_back
from huiqi.audit.proofs.witness_check import Shown
from huiqi.language.checker import check_expression
from huiqi.rulebook.loading import load_rulebook
from huiqi.rulebook.measure import Title
from huiqi.rulebook.rulebook import Rulebook
from huiqi.truth import Truth
from huiqi.values import Interval
from tests.decision.small import AS_OF, rulebook

ONE = "requires: {{id: k, text: {{zh: 条件, en: clause}}, if: '{}'}}\n"
PAID = ONE + "gives: {{amount: '{}'}}\n"


def compared(one: Rulebook, other: Rulebook, *days: date) -> MeasureChange:
    """The change of measure m."""
    before, after = days or (AS_OF, AS_OF)
    sides = Side("A", one, before), Side("B", other, after)
    (found,) = (change for change in meaning(*sides) if change.measure == "m")
    return found


def of(folder: Path, one: str, other: str) -> MeasureChange:
    """The change between two texts of measure m."""
    return compared(rulebook(folder / "one", m=one), rulebook(folder / "other", m=other))


@pytest.mark.parametrize(
    ("one", "other", "change"),
    [
        ("a >= 10", "a >= 10", ChangeImpact.SAME),
        # What does not apply is neither at least nor below ten.
        ("a >= 10", "not a < 10", ChangeImpact.WIDER),
        ("a >= 10", "is_applicable(a) and not a < 10", ChangeImpact.SAME),
        ("a > 9", "a >= 10", ChangeImpact.SAME),
        ("b > 9元", "b >= 10元", ChangeImpact.NARROWER),
        ("a >= 10", "a >= 9", ChangeImpact.WIDER),
        ("a >= 10", "a >= 11", ChangeImpact.NARROWER),
        ("a >= 10", "a <= 10", ChangeImpact.DIFFERENT),
        ("a >= 10 and c", "a >= 10", ChangeImpact.WIDER),
        ("a >= 10 or c", "a >= 10", ChangeImpact.NARROWER),
        ("level >= middle", "level in {middle, high}", ChangeImpact.SAME),
        ("level == high", "level >= middle", ChangeImpact.WIDER),
        ("sum(t.worth for t in things) >= 3元", "any(t.worth >= 3元 for t in things)",
         ChangeImpact.NARROWER),
        ("past[-1] >= 5元", "past[-2] >= 5元", ChangeImpact.DIFFERENT),
        ("growth(past) >= 10%", "10 * past >= 11 * past[-1] and past[-1] > 0元", ChangeImpact.SAME),
    ],
)  # fmt: skip
def test_who_may_have_it(tmp_path: Path, one: str, other: str, change: ChangeImpact) -> None:
    """A condition that only reads differently is the same; a moved limit is wider or narrower."""
    found = of(tmp_path, ONE.format(one), ONE.format(other))
    if "growth" in one:
        # Where the base is not positive growth is open and the product is not.
        assert found.change in (ChangeImpact.SAME, ChangeImpact.UNDECIDED)
        return
    assert found.change is change
    assert (found.gains is not None) == (change in (ChangeImpact.WIDER, ChangeImpact.DIFFERENT))
    assert (found.losses is not None) == (change in (ChangeImpact.NARROWER, ChangeImpact.DIFFERENT))


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(one=st.integers(0, 5), other=st.integers(0, 5), third=st.integers(0, 3))
def test_moved_limits(
    tmp_path_factory: pytest.TempPathFactory, one: int, other: int, third: int
) -> None:
    """Wider and narrower are what counting enterprises says; each witness shows it."""
    folder = tmp_path_factory.mktemp("rules")
    texts = [f"a >= {one} and d >= {third}", f"a >= {other} and d >= 1"]
    found = of(folder, *(ONE.format(text) for text in texts))
    had = {(a, d) for a in range(8) for d in range(8) if a >= one and d >= third}
    has = {(a, d) for a in range(8) for d in range(8) if a >= other and d >= 1}
    expected = {
        (False, False): ChangeImpact.SAME,
        (True, False): ChangeImpact.WIDER,
        (False, True): ChangeImpact.NARROWER,
        (True, True): ChangeImpact.DIFFERENT,
    }[bool(has - had), bool(had - has)]
    assert found.change is expected
    for witness, truths in ((found.gains, [False, True]), (found.losses, [True, False])):
        if witness is not None:
            for text, name, truth in zip(
                (witness.before, witness.after), ("one", "other"), truths, strict=True
            ):
                rules = load_rulebook(folder / name)
                shown = Shown(rules, read_back(text, rules), AS_OF)
                assert shown.granted(rules.measures["m"]) is Truth.of(truth)


@pytest.mark.parametrize(
    ("one", "other", "change"),
    [
        ("10% * b", "12% * b", AmountChange.HIGHER),
        ("10% * b", "min(10%, 8%) * b", AmountChange.LOWER),
        # Of a sum that does not apply the least is the other one.
        ("10% * b", "min(10% * b, 50万元)", AmountChange.DIFFERENT),
        ("10% * b", "min(12% * b, 50万元)", AmountChange.DIFFERENT),
        ("10% * b", "5% * b + 5% * b", AmountChange.SAME),
        ("round(b * 1 / 3, 0)", "floor(b / 3)", AmountChange.LOWER),
    ],
)
def test_what_it_pays(tmp_path: Path, one: str, other: str, change: AmountChange) -> None:
    """Amounts are compared for those who have the measure on both sides."""
    found = of(tmp_path, PAID.format("a >= 10", one), PAID.format("a >= 10", other))
    assert (found.change, found.amount) == (ChangeImpact.SAME, change)
    assert (found.higher is not None) == (change in (AmountChange.HIGHER, AmountChange.DIFFERENT))
    assert (found.lower is not None) == (change in (AmountChange.LOWER, AmountChange.DIFFERENT))


def test_caps_count(tmp_path: Path) -> None:
    """A raised cap pays more and asks the same."""
    text = PAID.format("a >= 10", "10% * b") + "  caps: [{at_most: %s, per: enterprise}]\n"
    text = text.replace("gives: {amount: '10% * b'}", "gives:\n  amount: 10% * b")
    found = of(tmp_path, text.replace("%s", "50万元"), text.replace("%s", "60万元"))
    assert (found.change, found.amount) == (ChangeImpact.SAME, AmountChange.HIGHER)


def test_a_measure_of_records_is_met_by_any(tmp_path: Path) -> None:
    """For a measure of records the enterprise counts, not the record."""
    each = "for_each: {t: things}\n"
    found = of(tmp_path, each + ONE.format("t.worth >= 5元"), each + ONE.format("t.worth >= 3元"))
    assert found.change is ChangeImpact.WIDER


def test_a_question_asked_differently_is_not_compared(tmp_path: Path) -> None:
    """Figures of another kind are not the same enterprise."""
    one = rulebook(tmp_path / "one", m=ONE.format("c"))
    rulebook(tmp_path / "other", m=ONE.format("c"))
    facts = tmp_path / "other" / "facts" / "facts.yaml"
    text = facts.read_text("utf-8").replace("c: {type: bool", "c: {type: bool, yearly: true")
    facts.write_text(text, "utf-8")
    assert compared(one, load_rulebook(tmp_path / "other")).change is ChangeImpact.UNDECIDED


@pytest.mark.parametrize(
    ("one", "other", "change"),
    [
        ("a >= 10", "a >= 10", ChangeImpact.SAME),
        ("a >= 10", "a > 10", ChangeImpact.UNDECIDED),
        ("a >= 10", "a >= 10 and c", ChangeImpact.UNDECIDED),
    ],
)
def test_what_else_comes_of_it_is_not_said_to_be_the_same(
    tmp_path: Path, one: str, other: str, change: ChangeImpact
) -> None:
    """Who counts as holding a title, where who may be given it stays as it is."""
    rules = rulebook(tmp_path, m=ONE.format("c"))
    measure = rules.measures["m"]

    def holding(held: str) -> Rulebook:
        title = Title(step="t", order=1, held=check_expression(held, rules.scope))
        return replace(rules, measures={"m": replace(measure, effect=title)})

    found = compared(holding(one), holding(other))
    assert found.change is change
    assert ("没有比较" in found.reason.in_language("zh")) is (change is ChangeImpact.UNDECIDED)


def test_two_days_of_one_rulebook(tmp_path: Path) -> None:
    """Force ends, and what only counts from the day on stays as it is."""
    rules = rulebook(tmp_path, m=ONE.format("past[-1] >= 5元"))
    day = date(2023, 6, 20)
    assert compared(rules, rules, day, date(2023, 12, 31)).change is ChangeImpact.SAME
    assert compared(rules, rules, day, date(2024, 6, 20)).change is ChangeImpact.ENDS
    assert compared(rules, rules, date(2022, 6, 20), day).change is ChangeImpact.BEGINS
    assert compared(rules, rules, date(2021, 6, 20), date(2022, 6, 20)).change is ChangeImpact.SAME


def test_a_dated_parameter_changes_with_the_day(tmp_path: Path) -> None:
    """The enterprise moves with the day; the parameter's dates do not."""
    (tmp_path / "parameters").mkdir(parents=True)
    (tmp_path / "parameters" / "p.yaml").write_text(
        "parameters:\n  least:\n    type: money\n    label: {zh: 下限, en: least}\n"
        "    basis: [{source: law}]\n    values:\n"
        "      - {from: 2020-01-01, until: 2023-06-30, value: 100元}\n"
        "      - {from: 2023-07-01, value: 80元}\n",
        "utf-8",
    )
    rules = rulebook(tmp_path, m=ONE.format("b >= least"))
    found = compared(rules, rules, date(2023, 6, 30), date(2023, 7, 1))
    assert found.change is ChangeImpact.WIDER
    assert compared(rules, rules, date(2023, 6, 29), date(2023, 6, 30)).change is ChangeImpact.SAME


def test_two_readings_are_open_not_narrower(tmp_path: Path) -> None:
    """Where one side leaves the exact limit open, nobody is said to lose it."""
    readings = (
        "requires:\n  id: k\n  text: {zh: 以下, en: below}\n  readings:\n"
        "    - {id: with-it, text: {zh: 含, en: with}, if: a <= 10}\n"
        "    - {id: without, text: {zh: 不含, en: without}, if: a < 10}\n"
    )
    found = of(tmp_path, ONE.format("a <= 10"), readings)
    assert found.change is ChangeImpact.UNDECIDED
    assert "两种读法" in found.reason.in_language("zh")
    assert (found.gains, found.losses) == (None, None)


def test_options_in_common_are_compared(tmp_path: Path) -> None:
    """A fact with one option more, in another order, is compared on those both sides have."""
    one = rulebook(tmp_path / "one", m=ONE.format("level in {middle, high}"))
    rulebook(tmp_path / "other", m=ONE.format("level in {middle, high}"))
    facts = tmp_path / "other" / "facts" / "facts.yaml"
    text = facts.read_text("utf-8")
    more = "values: {top: {zh: 顶, en: top}, low: {zh: 低, en: low}"
    facts.write_text(text.replace("values: {low: {zh: 低, en: low}", more), "utf-8")
    found = compared(one, load_rulebook(tmp_path / "other"))
    assert found.change is ChangeImpact.SAME
    assert "等级" in found.reason.in_language("zh")
    measure = tmp_path / "other" / "programmes" / "p" / "m.yaml"
    measure.write_text(measure.read_text("utf-8").replace("{middle, high}", "{high}"), "utf-8")
    found = compared(one, load_rulebook(tmp_path / "other"))
    assert found.change is ChangeImpact.NARROWER
    assert found.losses is not None
    assert "level: 中" in found.losses.before


def test_a_field_only_one_side_asks(tmp_path: Path) -> None:
    """Each side is given the fields it knows."""
    each = "for_each: {t: things}\n"
    one = rulebook(tmp_path / "one", m=each + ONE.format("t.worth >= 5元"))
    rulebook(tmp_path / "other", m=each + ONE.format("t.worth >= 5元"))
    facts = tmp_path / "other" / "facts" / "facts.yaml"
    more = "      sound: {type: bool, label: {zh: 完好, en: sound}}\n"
    facts.write_text(facts.read_text("utf-8") + more, "utf-8")
    measure = tmp_path / "other" / "programmes" / "p" / "m.yaml"
    text = measure.read_text("utf-8").replace("t.worth >= 5元", "t.worth >= 5元 and t.sound")
    measure.write_text(text, "utf-8")
    found = compared(one, load_rulebook(tmp_path / "other"))
    assert found.change is ChangeImpact.NARROWER
    assert found.losses is not None
    assert "sound: 否" in found.losses.after
    assert "sound" not in found.losses.before


@pytest.mark.parametrize(
    ("one", "other", "least"),
    [
        # Growth alone could start from a loss beyond every enterprise.
        ("past[-1] > past[-2] and b >= 10万元", "past[-1] > past[-2] and b >= 5万元", 0),
        # Only a loss shows the difference: it is one that can be met with.
        ("past[-1] < -10万元 and b >= 5元", "past[-1] < -5万元 and b >= 5元", -(10**10)),
    ],
)
def test_the_example_is_of_a_likely_size(tmp_path: Path, one: str, other: str, least: int) -> None:
    """No figure of a witness is beyond 100亿元, nor below nothing where that is not the point."""
    found = of(tmp_path, ONE.format(one), ONE.format(other))
    assert found.gains is not None
    facts = read_back(found.gains.before, load_rulebook(tmp_path / "one")).facts
    figures = [given.value.low for given in facts.values() if isinstance(given.value, Interval)]
    assert figures
    assert all(least <= figure <= 10**10 for figure in figures)
