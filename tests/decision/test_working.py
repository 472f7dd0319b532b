"""The working of an amount, line by line: what each step leaves, worked out by hand."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from huiqi.decision.decide import decide_measures
from huiqi.decision.results import Amount
from huiqi.profile.profile import Given, Profile
from huiqi.rulebook.basis import GRADES, Grade
from huiqi.truth import Truth
from huiqi.values import Interval, Record, Records, Value, exactly
from tests.decision.small import AS_OF, rulebook
from tests.decision.test_amounts import EACH, FREE, amount, money, results, things

#: A line as text and what is left after it, from and to.
Told = tuple[str, Decimal | None, Decimal | None]


def told(found: Amount) -> list[Told]:
    """The lines of the working."""
    lines = []
    for line in found.lines:
        assert isinstance(line.value, Interval)
        lines.append((line.text.in_language("zh"), *line.value[:2]))
    return lines


def at(text: str, low: str | int, high: str | int | None = None) -> Told:
    """A line of a sum, or of what is between two."""
    return text, Decimal(low), Decimal(low if high is None else high)


def thing(key: str, **fields: Value) -> Record:
    """A thing of that name."""
    return Record(fields, key)


def test_each_limit_says_what_is_left_and_what_came_off_first(tmp_path: Path) -> None:
    """Half of 10元 and of 101元: to 10元 at least, 30元 at most less the 5元 had, 50元 in all less
    what was had of it, to whole yuan.
    """
    rules = rulebook(
        tmp_path,
        m=EACH
        + "gives: {amount: 50% * t.worth, floors: [{at_least: 10元, per: item}], caps: ["
        + "{at_most: 30元, per: item, less: t.got}, {at_most: 50元, per: enterprise, less: b}],"
        + " rounding: {to: 1元, direction: down, nothing_below: 5元}}\n",
    )
    had = Records(
        (
            thing("物1", worth=money(10), got=money(0)),
            thing("物2", worth=money(101), got=money(5)),
        ),
        complete=True,
    )
    begun = [
        at("物1：按公式", "5"),
        at("物2：按公式", "50.5"),
        at("按下限（每件）补足后", "60.5"),
        at("先扣除已享受的（5元），受上限（每件）限制后", "35"),
    ]
    rounded = "向下取整到 1元；整笔不足 5元 的不给"
    assert told(amount(rules, things=had, b=money("20.5"))) == [
        *begun,
        at("先扣除已享受的（20.50元），受上限（每户企业）限制后", "29.5"),
        at(rounded, "29"),
    ]
    open_ = amount(rules, things=had, b=Interval(Decimal(10), Decimal(40)))
    assert told(open_) == [
        *begun,
        at("先扣除已享受的（10元～40元），受上限（每户企业）限制后", 10, 35),
        at(rounded, 10, 35),
    ]
    (capped,) = [
        line.text.in_language("en")
        for line in open_.lines
        if "每户企业" in line.text.in_language("zh")
    ]
    assert capped == "after the cap per enterprise, less what was received (CNY 10 to CNY 40)"


def test_what_several_come_to_is_added_up(tmp_path: Path) -> None:
    """One has no sum beside it; of more than forty the rest is one line."""
    rules = rulebook(tmp_path, m=EACH + "gives: {amount: t.worth}\n")
    assert told(amount(rules, things=things("10"))) == [at("物1：按公式", "10")]
    for number, more in (
        (2, []),
        (40, []),
        (41, [at("另 1 项", "10")]),
        (43, [at("另 3 项", "30")]),
    ):
        expected = [at(f"物{n + 1}：按公式", "10") for n in range(min(number, 40))]
        expected += [*more, at("合计", 10 * number)]
        assert told(amount(rules, things=things(*["10"] * number))) == expected, number


def test_a_cap_of_which_it_is_not_said_over_what_it_counts(tmp_path: Path) -> None:
    """Both ways it can be read; over one thing they are the same."""
    rules = rulebook(
        tmp_path, m=EACH + "gives: {amount: t.worth, caps: [{at_most: 30元, per: unknown}]}\n"
    )
    line = "受上限（来源没有写按项目还是按企业）限制后"
    assert told(amount(rules, things=things("40")))[1:] == [at(line, "30")]
    assert told(amount(rules, things=things("40", "20")))[2:] == [at(line, 30, 50)]


YEARLY = "{at_most: 30元, per: year, less: past, by: t.bought_on}"


def test_what_was_received_is_that_of_the_years_of_the_claims(tmp_path: Path) -> None:
    """9元 of one year and 5元 of another: 14元 in all, and no other year's."""
    rules = rulebook(tmp_path, m=EACH + f"gives: {{amount: t.worth, caps: [{YEARLY}]}}\n")
    bought = Records(
        tuple(
            thing(f"物{year}", worth=money(60), bought_on=exactly(date(year, 5, 1)))
            for year in (2021, 2022)
        ),
        complete=True,
    )
    past = {2020: 3, 2021: 9, 2022: 5, 2023: 1}
    facts: dict[tuple[str, int | None], Given] = {("things", None): Given(value=bought)}
    facts |= {("a", None): Given(value=money(1))}
    facts |= {("past", year): Given(value=money(paid)) for year, paid in past.items()}
    (result,) = decide_measures(rules, Profile(name="示例企业", facts=facts), AS_OF).results
    assert result.amount is not None
    assert told(result.amount)[2:] == [
        at("先扣除已享受的（14元），受上限（每年）限制后", "46"),
        at("合计", "46"),
    ]


STAGED = """
gives:
  amount: 10% * b
  stages:
    - {id: now, text: {zh: 当年, en: now}, share: 50%}
    - id: later
      text: {zh: 次年, en: later}
      share: 30%
      if: {id: kept, text: {zh: 丙, en: c}, if: c}
"""


@pytest.mark.parametrize(
    ("kept", "high", "low", "note"),
    [
        (Truth.TRUE, 30, 30, "条件满足"),
        (Truth.FALSE, 0, 0, "条件不满足"),
        (None, 30, 0, "条件尚不能确定"),
    ],
)
def test_each_stage_says_whether_its_condition_is_met(
    tmp_path: Path, kept: Truth | None, high: int, low: int, note: str
) -> None:
    """Of 100元 the half at once, and 30元 of it later or not."""
    rules = rulebook(tmp_path, m=FREE + STAGED)
    facts = {} if kept is None else {"c": kept}
    found = amount(rules, b=money(1000), **facts)
    assert told(found) == [at("按公式", 100), at("当年", 50), at("次年", low, high)]
    assert [line.note.in_language("zh") for line in found.lines if line.note] == ["条件满足", note]


def test_a_limit_is_told_as_one(tmp_path: Path) -> None:
    """不超过 is no formula."""
    rules = rulebook(tmp_path, m=FREE + "gives: {at_most: 5% * b}\n")
    assert told(amount(rules, b=money(1000))) == [at("最高", 50)]


def test_an_uplift_names_what_it_raises(tmp_path: Path) -> None:
    """Each measure with what it pays, then the share of all: as good as the weakest of them."""
    rules = rulebook(
        tmp_path,
        one=FREE + "gives: {amount: 10% * b, basis: [{source: press}]}\n",
        two=FREE + "gives: {at_most: 50元}\n",
        fund=FREE + "gives: {amount: b, shared_from: 20元}\n",
        m=FREE + "gives: {uplift: {of: [one, two, fund], rate: 20%}}\n",
    )
    raised = amount(rules, b=money(1000))
    assert told(raised) == [
        at("上浮的基数：测试措施one", 100),
        at("上浮的基数：测试措施two", 0, 50),
        at("上浮的基数：测试措施fund", 0, 20),
        at("上浮", 20, 34),
    ]
    assert GRADES[raised.grade] is Grade.REPORTED


def between(low: int, high: int) -> Interval:
    """So many yuan at least and at most."""
    return Interval(Decimal(low), Decimal(high))


@pytest.mark.parametrize(
    ("claimed", "pool", "most", "only"),
    [
        (money(19), money(20), 19, False),
        (money(20), money(20), 20, False),
        (money(21), money(20), 20, True),
        # Whether it is the fund that bounds shows at the upper ends.
        (between(10, 30), money(20), 20, True),
        (money(20), between(15, 25), 20, False),
        (money(26), between(15, 25), 25, True),
        (None, money(20), 20, True),
        (None, None, None, False),
        (money(20), None, 20, False),
    ],
)
def test_a_fund_says_what_it_is_and_that_no_more_is_known(
    tmp_path: Path, claimed: Interval | None, pool: Interval | None, most: int | None, only: bool
) -> None:
    """More than is in it is never paid, and perhaps nothing."""
    rules = rulebook(tmp_path, m=FREE + "gives: {amount: b, shared_from: past}\n")
    facts: dict[tuple[str, int | None], Given] = {("a", None): Given(value=money(1))}
    facts |= {("b", None): Given(value=claimed)} if claimed else {}
    facts |= {("past", AS_OF.year): Given(value=pool)} if pool else {}
    found = decide_measures(rules, Profile(name="示例企业", facts=facts), AS_OF).results[0].amount
    assert found is not None
    nothing = Interval(Decimal(0), None)
    lines = [("按公式", *(claimed or nothing)[:2]), ("出自总额", *(pool or nothing)[:2])]
    assert told(found) == lines
    assert found.low == 0
    assert found.high == most
    assert found.fund_only is only


READINGS = """
gives:
  amount: 10% * b
  readings:
    - {id: all, text: {zh: 按全额, en: all}, amount: b}
    - {id: same, text: {zh: 按一成, en: same}, amount: b / 10}
    - {id: half, text: {zh: 按半数, en: half}, amount: 50% * b}
"""


def test_another_reading_is_told_where_it_comes_to_something_else(tmp_path: Path) -> None:
    """Each with what it comes to."""
    rules = rulebook(tmp_path, m=FREE + READINGS.replace("b / 10", "5% * b + 5% * b"))
    found = amount(rules, b=money(1000))
    assert found.low == found.high == 100
    told_ = [(line.text.in_language("zh"), line.value) for line in found.readings]
    assert told_ == [("按全额", money(1000)), ("按半数", money(500))]


@pytest.mark.parametrize(
    ("low", "high", "minimum"),
    [
        # 5% of it, to whole 万元: what is too little whatever it turns out to be, and no more.
        (0, 100_000, True),
        (100_000, 199_999, True),
        (100_000, 400_000, False),
        (0, 0, False),
    ],
)
def test_a_minimum_is_named_where_it_is_not_reached(
    tmp_path: Path, low: int, high: int, minimum: bool
) -> None:
    """Not where something may be paid, and not where nothing was to be paid anyway."""
    body = "gives: {amount: 5% * b, rounding: {to: 1万元, nothing_below: 1万元}}\n"
    found = amount(rulebook(tmp_path, m=FREE + body), b=between(low, high))
    assert (found.nothing_below is not None) is minimum


def test_a_limit_of_another_place_counts_only_for_reference(tmp_path: Path) -> None:
    """Strictly it is anything; illustrated, it limits."""
    cap = "caps: [{at_most: 15元, per: enterprise, basis: [{source: other}]}]"
    rules = rulebook(tmp_path, m=FREE + f"gives: {{amount: b, {cap}}}\n")
    result = results(rules, b=money(40))["m"]
    assert result.amount is not None
    assert (result.amount.low, result.amount.high) == (Decimal(0), Decimal(40))
    assert [cause.kind for cause in result.amount.causes] == ["weak"]
    assert result.illustration is not None
    shown = result.illustration.amount
    assert shown is not None
    assert (shown.low, shown.high) == (Decimal(15), Decimal(15))


def test_what_comes_off_a_year_is_read_on_the_day_of_the_decision(tmp_path: Path) -> None:
    """A rate that rises in the middle of the year: the figure is the year's, the rate today's."""
    (tmp_path / "parameters").mkdir()
    (tmp_path / "parameters" / "x.yaml").write_text(
        "parameters:\n  rate:\n    type: ratio\n    label: {zh: 率, en: rate}\n    values:\n"
        "      - {from: 2020-01-01, until: 2023-06-30, value: 10%, basis: [{source: law}]}\n"
        "      - {from: 2023-07-01, value: 20%, basis: [{source: law}]}\n",
        "utf-8",
    )
    cap = "{at_most: 100元, per: year, less: rate * past, by: t.bought_on}"
    rules = rulebook(tmp_path, m=EACH + f"gives: {{amount: t.worth, caps: [{cap}]}}\n")
    for year, left in ((2022, 96), (2023, 93)):
        bought = thing("物", worth=money(500), bought_on=exactly(date(year, 5, 1)))
        facts: dict[tuple[str, int | None], Given] = {
            ("things", None): Given(value=Records((bought,), complete=True)),
            ("past", 2022): Given(value=money(40)),
            ("past", 2023): Given(value=money(70)),
        }
        found = (
            decide_measures(rules, Profile(name="示例企业", facts=facts), AS_OF).results[0].amount
        )
        assert found is not None
        assert found.low == found.high == left


def test_a_line_and_another_reading_tell_the_figures_of_their_thing(tmp_path: Path) -> None:
    """Each thing its own; of several together a reading names none."""
    reading = "{id: all, text: {zh: 按全额, en: all}, amount: t.worth}"
    rules = rulebook(
        tmp_path, m=EACH + f"gives: {{amount: 10% * t.worth, readings: [{reading}]}}\n"
    )
    one = amount(rules, things=things("50"))
    for line in (*one.lines, *one.readings):
        assert [found.value for found in line.found] == [money(50)]
    two = amount(rules, things=things("50", "60"))
    read = [[found.value for found in line.found] for line in two.lines]
    assert read == [[money(50)], [money(60)], []]
