"""Amounts: every way the texts pay, against a computation of its own, to the cent."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from huiqi.decision.decide import decide_measures
from huiqi.decision.results import Amount, MeasureResult, Status
from huiqi.diagnostics import InputError
from huiqi.profile.profile import Judgement
from huiqi.quantities import Number
from huiqi.report import figures
from huiqi.rulebook.basis import GRADES, Grade
from huiqi.rulebook.rulebook import Rulebook
from huiqi.truth import Truth
from huiqi.values import NOT_APPLICABLE, Interval, Record, Records, Value, exactly
from huiqi.words import Say
from tests.decision.small import AS_OF, profile, rulebook

FREE = "requires: {id: free, text: {zh: 无, en: none}, if: a >= 0}\n"
CENT = Decimal("0.01")


def results(rules: Rulebook, **facts: Value) -> dict[str, MeasureResult]:
    """What is decided of each measure; ``a`` is known unless said."""
    facts.setdefault("a", exactly(Decimal(3)))
    decision = decide_measures(rules, profile(**facts), AS_OF)
    return {result.measure.id: result for result in decision.results}


def amount(rules: Rulebook, **facts: Value) -> Amount:
    """The amount of the measure ``m``."""
    found = results(rules, **facts)["m"].amount
    assert found is not None
    return found


def exact(rules: Rulebook, **facts: Value) -> Number:
    """The one figure it comes to."""
    found = amount(rules, **facts)
    assert found.low is not None
    assert found.low == found.high
    return found.low


def money(value: int | str | Decimal) -> Interval:
    """So many yuan."""
    return exactly(Decimal(value))


def things(*worth: str | None, complete: bool = True) -> Records:
    """A list of things of these values."""
    return Records(
        tuple(
            Record(
                {} if value is None else {"worth": money(value)},
                f"物{number}",
            )
            for number, value in enumerate(worth, 1)
        ),
        complete,
    )


@pytest.fixture(scope="module")
def brackets(tmp_path_factory: pytest.TempPathFactory) -> Rulebook:
    """10 % of the first 100,000, 5 % up to 500,000, 1 % of the rest."""
    body = (
        FREE
        + """
gives:
  amount:
    of: b
    brackets:
      - {up_to: 10万元, rate: 10%}
      - {up_to: 50万元, rate: 5%}
      - {rate: 1%}
"""
    )
    return rulebook(tmp_path_factory.mktemp("brackets"), m=body)


def by_slices(base: Decimal) -> Fraction:
    """The brackets, slice by slice."""
    paid, left = Fraction(0), Fraction(base)
    for width, rate in ((100_000, Fraction(1, 10)), (400_000, Fraction(5, 100))):
        part = min(left, Fraction(width))
        paid += part * rate
        left -= part
    return paid + left / 100


@given(base=st.integers(0, 10**12))
def test_brackets_are_the_sum_of_their_slices(brackets: Rulebook, base: int) -> None:
    """For any base in cents."""
    yuan = Decimal(base) * CENT
    assert Fraction(exact(brackets, b=money(yuan))) == by_slices(yuan)


@pytest.mark.parametrize(
    ("base", "paid"),
    [
        ("99999.99", "9999.999"),
        ("100000", "10000"),
        ("100000.01", "10000.0005"),
        ("500000", "30000"),
        ("500000.01", "30000.0001"),
    ],
)
def test_brackets_meet_at_their_limits(brackets: Rulebook, base: str, paid: str) -> None:
    """At, below and above each limit, worked out by hand."""
    assert exact(brackets, b=money(base)) == Decimal(paid)


@pytest.mark.parametrize(
    ("rows", "code"),
    [
        ("[{up_to: 10万元, rate: 10%}, {up_to: 50万元, rate: 5%}]", "R320"),
        ("[{rate: 10%}, {rate: 5%}]", "R320"),
        ("[{up_to: 10万元, rate: 8}, {rate: 5%}]", "R348"),
        ("[{up_to: 50万元, rate: 10%}, {up_to: 10万元, rate: 5%}, {rate: 1%}]", "R309"),
    ],
)
def test_brackets_with_a_hole_are_refused(tmp_path: Path, rows: str, code: str) -> None:
    """The last has no end, the others do, and they rise."""
    with pytest.raises(InputError) as refused:
        rulebook(tmp_path, m=FREE + f"gives: {{amount: {{of: b, brackets: {rows}}}}}\n")
    assert code in {item.code for item in refused.value.diagnostics}


ROUNDING = "gives: {{amount: 5% * b, rounding: {{to: {to}, direction: {how}{below}}}}}\n"


@pytest.mark.parametrize(
    ("to", "how", "below", "base", "paid"),
    [
        ("1万元", "down", ", nothing_below: 1万元", "199999.99", "0"),
        ("1万元", "down", ", nothing_below: 1万元", "200000", "10000"),
        ("1万元", "down", ", nothing_below: 1万元", "399999.99", "10000"),
        ("1万元", "down", ", nothing_below: 1万元", "400000", "20000"),
        ("1元", "half_up", "", "9.99", "0"),
        ("1元", "half_up", "", "10", "1"),
        ("1元", "half_up", "", "29.99", "1"),
        ("1元", "half_up", "", "30", "2"),
        ("1元", "up", "", "20", "1"),
        ("1元", "up", "", "20.01", "2"),
        ("1元", "down", ", nothing_below: 2元", "39.99", "0"),
        ("1元", "down", ", nothing_below: 2元", "40", "2"),
    ],
)
def test_rounding(tmp_path: Path, to: str, how: str, below: str, base: str, paid: str) -> None:
    """Down, up, half up, and nothing below a minimum: at, below and above the steps."""
    rules = rulebook(tmp_path, m=FREE + ROUNDING.format(to=to, how=how, below=below))
    assert exact(rules, b=money(base)) == Decimal(paid)


def test_a_range_is_rounded_at_both_ends(tmp_path: Path) -> None:
    """What lies between lies between after rounding too."""
    rules = rulebook(tmp_path, m=FREE + ROUNDING.format(to="1万元", how="down", below=""))
    found = amount(rules, b=Interval(Decimal(390_000), Decimal(610_000)))
    assert (found.low, found.high) == (Decimal(10_000), Decimal(30_000))


EACH = "for_each: {t: things}\nrequires: {id: worth, text: {zh: 值, en: w}, if: t.worth >= 10元}\n"


@pytest.mark.parametrize(
    ("limits", "worth", "paid"),
    [
        # Half of each; at least 100 and at most 300 for each, at most 500 for all.
        ("floors: [{at_least: 100元, per: item}]", ("100", "400"), "300"),
        ("floors: [{at_least: 100元, per: enterprise}]", ("100", "60"), "100"),
        ("floors: [{at_least: 100元, per: enterprise}]", ("9", "5"), "0"),
        ("caps: [{at_most: 300元, per: item}]", ("599.98", "1000"), "599.99"),
        ("caps: [{at_most: 300元, per: project}, {at_most: 500元, per: enterprise}]",
         ("600", "1000", "9"), "500"),
        ("caps: [{at_most: 500元, per: enterprise, less: b}]", ("600", "1000"), "380"),
    ],
)  # fmt: skip
def test_floors_and_caps(tmp_path: Path, limits: str, worth: tuple[str, ...], paid: str) -> None:
    """Per item and per enterprise, in order; what was received is taken off a cap."""
    rules = rulebook(tmp_path, m=EACH + f"gives: {{amount: 50% * t.worth, {limits}}}\n")
    assert exact(rules, things=things(*worth), b=money(120)) == Decimal(paid)


def test_stages_of_an_amount(tmp_path: Path) -> None:
    """Half now, half if a condition holds: paid, not paid, or not yet known."""
    stages = """
gives:
  amount: 10% * b
  stages:
    - {id: now, text: {zh: 当年, en: now}, share: 50%}
    - id: later
      text: {zh: 次年, en: later}
      share: 50%
      if: {id: kept, text: {zh: 丙, en: c}, if: c}
"""
    rules = rulebook(tmp_path, m=FREE + stages)
    whole = money("1000.02")
    assert exact(rules, b=whole, c=Truth.TRUE) == Decimal("100.002")
    assert exact(rules, b=whole, c=Truth.FALSE) == Decimal("50.001")
    open_ = amount(rules, b=whole)
    assert (open_.low, open_.high) == (Decimal("50.001"), Decimal("100.002"))
    assert [missing.name for missing in open_.missing] == ["c"]


def test_the_better_of_two_and_so_much_for_each(tmp_path: Path) -> None:
    """``max`` of two bases, and a sum per head."""
    rules = rulebook(tmp_path, m=FREE + "gives: {amount: 'max(10% * b, a * 2万元)'}\n")
    assert exact(rules, b=money(599_999)) == Decimal(60_000)
    assert exact(rules, b=money("600000.01")) == Decimal("60000.001")
    assert exact(rules, b=NOT_APPLICABLE) == Decimal(60_000)


@pytest.fixture(scope="module")
def uplifted(tmp_path_factory: pytest.TempPathFactory) -> Rulebook:
    """Twenty per cent on one measure that pays and one that only has a limit."""
    open_to = "requires: {{id: open, text: {{zh: 丙, en: c}}, if: {what}}}\n"
    return rulebook(
        tmp_path_factory.mktemp("uplift"),
        base=open_to.format(what="c") + "gives: {amount: 10% * b}\n",
        limit=FREE + "gives: {at_most: 5万元}\n",
        m=FREE + "gives: {uplift: {of: [base], rate: 20%}}\n",
        n=FREE + "gives: {uplift: {of: [base, limit], rate: 20%}}\n",
        o=FREE + "gives: {uplift: {of: [base], rate: 20%, only_limit: true}}\n",
    )


def test_an_uplift_follows_what_it_raises(uplifted: Rulebook) -> None:
    """Nothing where the other is refused, a limit where only a limit is known."""
    granted = results(uplifted, b=money(1000), c=Truth.TRUE)
    refused = results(uplifted, b=money(1000), c=Truth.FALSE)
    open_ = results(uplifted, b=money(1000))

    def told(found: dict[str, MeasureResult], name: str) -> tuple[object, ...]:
        paid = found[name].amount
        assert paid is not None
        return paid.low, paid.high, paid.at_most

    assert told(granted, "m") == (20, 20, None)
    assert told(refused, "m") == (0, 0, None)
    assert told(open_, "m") == (0, 20, None)
    assert told(granted, "n") == (None, None, 10_020)
    assert told(granted, "o") == (None, None, 20)
    assert "c" in {missing.name for missing in open_["m"].missing}


@pytest.mark.parametrize("of", ["base2", "m"])
def test_an_uplift_of_nothing_is_refused(tmp_path: Path, of: str) -> None:
    """The measure raised exists, and is not itself an uplift."""
    with pytest.raises(InputError) as refused:
        rulebook(tmp_path, m=FREE + f"gives: {{uplift: {{of: [{of}], rate: 20%}}}}\n")
    assert [item.code for item in refused.value.diagnostics] == ["R324"]


@pytest.mark.parametrize("gives", ["{}", "{amount: b, at_most: b}"])
def test_one_way_to_pay_is_written(tmp_path: Path, gives: str) -> None:
    """An amount, a limit or an uplift: not none, not two."""
    with pytest.raises(InputError) as refused:
        rulebook(tmp_path, m=FREE + f"gives: {gives}\n")
    assert [item.code for item in refused.value.diagnostics] == ["R314"]


def test_a_limit_is_rounded_and_capped_like_an_amount(tmp_path: Path) -> None:
    """不超过 is worked out by the same steps, and is never an amount."""
    rules = rulebook(
        tmp_path,
        m=FREE
        + "gives: {at_most: 5% * b, caps: [{at_most: 500万元, per: enterprise}],"
        + " rounding: {to: 1万元, nothing_below: 1万元}}\n",
    )

    def limit(base: str) -> tuple[Number | None, Number | None, Number | None]:
        found = amount(rules, b=money(base))
        return found.low, found.high, found.at_most

    assert limit("199999.99") == (None, None, Decimal(0))
    assert limit("399999.99") == (None, None, Decimal(10_000))
    assert limit("99999999999") == (None, None, Decimal(5_000_000))


@pytest.mark.parametrize(
    ("base", "said"),
    [
        ("100000", "不足 10,000.00，不予支付"),
        ("199999.99", "不足 10,000.00，不予支付"),
        ("200000", "不超过 10,000.00"),
        ("0", "0.00"),
    ],
)
def test_what_is_too_little_to_be_paid_is_said_so(tmp_path: Path, base: str, said: str) -> None:
    """Below the minimum nothing is paid: in words, not as an amount of nothing."""
    rules = rulebook(
        tmp_path,
        m=FREE + "gives: {at_most: 5% * b, rounding: {to: 1万元, nothing_below: 1万元}}\n",
    )
    found = amount(rules, b=money(base))
    assert figures.exact(found, Say("zh")) == said
    assert (found.nothing_below == 10_000) == ("不足" in said)


@given(
    worth=st.lists(st.integers(0, 10**7), max_size=6),
    per_item=st.integers(1, 10**6),
    in_all=st.integers(1, 10**7),
)
def test_nothing_is_paid_above_a_cap(worth: list[int], per_item: int, in_all: int) -> None:
    """Whatever the claims and the caps: never above either, and what an own sum gives."""
    from tempfile import TemporaryDirectory

    caps = f"caps: [{{at_most: {per_item}元, per: item}}, {{at_most: {in_all}元, per: enterprise}}]"
    with TemporaryDirectory() as folder:
        rules = rulebook(Path(folder), m=EACH + f"gives: {{amount: 50% * t.worth, {caps}}}\n")
        cents = [Decimal(value) * CENT for value in worth]
        paid = exact(rules, things=things(*map(str, cents)))
    own = sum(
        (min(Fraction(value) / 2, Fraction(per_item)) for value in cents if value >= 10),
        Fraction(0),
    )
    assert Fraction(paid) == min(own, Fraction(in_all))
    assert paid <= in_all


@given(low=st.integers(0, 10**10), more=st.integers(0, 10**10))
def test_more_of_a_base_never_gives_less(brackets: Rulebook, low: int, more: int) -> None:
    """The brackets rise."""
    less = exact(brackets, b=money(Decimal(low) * CENT))
    assert less <= exact(brackets, b=money(Decimal(low + more) * CENT))


def test_the_day_decides_the_year_of_a_cap(tmp_path: Path) -> None:
    """Each year has its own cap; a thing whose day is not known may fall in any."""
    body = EACH + (
        "gives: {amount: t.worth, caps: [{at_most: 100元, per: year, by: t.bought_on}]}\n"
    )
    rules = rulebook(tmp_path, m=body)

    def bought(*days: date | None) -> Records:
        return Records(
            tuple(
                Record(
                    {"worth": money(80)} | ({} if day is None else {"bought_on": exactly(day)}),
                    f"物{number}",
                )
                for number, day in enumerate(days, 1)
            ),
            True,
        )

    one_year = bought(date(2022, 1, 1), date(2022, 12, 31))
    two_years = bought(date(2022, 12, 31), date(2023, 1, 1))
    assert exact(rules, things=one_year) == 100
    assert exact(rules, things=two_years) == 160
    floored = EACH + (
        "gives: {amount: t.worth, floors: [{at_least: 100元, per: year, by: t.bought_on}]}\n"
    )
    least = rulebook(tmp_path / "floored", m=floored)
    assert exact(least, things=one_year) == 160
    assert exact(least, things=two_years) == 200
    found = amount(rules, things=bought(date(2022, 1, 1), None))
    assert found.low is not None
    assert found.low <= 100
    assert found.high == 160


TWO_SOURCES = """
gives:
  conflicting:
    - {id: law, text: {zh: 办法, en: law}, amount: b, basis: [{source: law}]}
    - {id: press, text: {zh: 报道, en: press}, amount: 50% * b, basis: [{source: press}]}
  caps: [{at_most: 120元, per: enterprise}]
"""


def ruled(rules: Rulebook, choice: str | None, base: int) -> Amount:
    """The amount where an official chose, or nobody did."""
    given = profile(a=exactly(Decimal(3)), b=money(base))
    if choice is not None:
        judgement = Judgement(answer=True, by="示例审核员", on=AS_OF, reason="示例", choice=choice)
        given = replace(given, judgements={"m/amount": judgement})
    (result,) = decide_measures(rules, given, AS_OF).results
    assert result.status is Status.QUALIFIES
    assert result.amount is not None
    return result.amount


def test_sources_that_disagree_leave_the_amount_between_them(tmp_path: Path) -> None:
    """Both are shown, the weaker grade stands; an official's choice has its own grade."""
    rules = rulebook(tmp_path, m=FREE + TWO_SOURCES)
    found = ruled(rules, None, 200)
    assert (found.low, found.high) == (Decimal(100), Decimal(120))
    assert GRADES[found.grade] is Grade.REPORTED
    assert [line.value for line in found.readings] == [money(200), money(100)]
    assert [cause.kind for cause in found.causes] == ["declared"]
    for choice, paid, grade in (("law", 120, Grade.OFFICIAL), ("press", 100, Grade.REPORTED)):
        chosen = ruled(rules, choice, 200)
        assert (chosen.low, chosen.high) == (Decimal(paid), Decimal(paid))
        assert GRADES[chosen.grade] is grade
        assert not chosen.readings
        assert not chosen.causes
        assert chosen.judgement is not None
    # Where the cap leaves them alike, nothing is open.
    assert (ruled(rules, None, 240).exact, ruled(rules, None, 239).exact) == (True, False)


@pytest.mark.parametrize(
    ("statements", "code"),
    [
        ("[{id: x, text: {zh: 甲, en: a}, amount: b, basis: [{source: law}]}]", "R203"),
        (
            "[{id: x, text: {zh: 甲, en: a}, amount: b, basis: [{source: law}]},"
            " {id: x, text: {zh: 乙, en: b}, amount: b, basis: [{source: press}]}]",
            "R301",
        ),
        (
            "[{id: x, text: {zh: 甲, en: a}, amount: b, basis: [{source: law}]},"
            " {id: y, text: {zh: 乙, en: b}, amount: b, basis: [{source: other}]}]",
            "R343",
        ),
    ],
)
def test_a_conflict_needs_two_sources_that_count(
    tmp_path: Path, statements: str, code: str
) -> None:
    """One statement is no conflict; the same id, or another place's measure, is refused."""
    with pytest.raises(InputError) as refused:
        rulebook(tmp_path, m=FREE + f"gives: {{conflicting: {statements}}}\n")
    assert code in [item.code for item in refused.value.diagnostics]
