"""Not twice: each way the texts say it, and what of it is taken."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from huiqi.decision.decide import decide
from huiqi.decision.results import Decision
from huiqi.diagnostics import InputError
from huiqi.profile.profile import Given
from huiqi.report import wording
from huiqi.rulebook.rulebook import Rulebook
from huiqi.values import Interval, Record, Records, Value, exactly, symbol
from tests.decision.small import AS_OF, FACTS, HEAD, profile, rulebook

FREE = "requires: {id: free, text: {zh: 无, en: none}, if: a >= 0}\n"
EACH = "for_each: {t: things}\nrequires: {id: worth, text: {zh: 值, en: w}, if: t.worth >= 0元}\n"
RECEIVED = """
facts:
  support_received:
    type: records
    key: none
    shown_by: name
    receipts: {measure: measure, thing: project, day: received_on, amount: amount}
    label: {zh: 得过的, en: received}
    fields:
      name: {type: text, label: {zh: 名目, en: name}}
      measure: {type: text, label: {zh: 措施, en: measure}}
      project: {type: text, label: {zh: 项目, en: project}}
      received_on: {type: date, label: {zh: 到账日, en: day}}
      amount: {type: money, label: {zh: 金额, en: amount}}
  got: {type: money, yearly: true, domain: ">= 0", label: {zh: 今年已得, en: got}}
"""


def paying(*amounts: str) -> dict[str, str]:
    """Measures ``m1``, ``m2`` … that pay these."""
    return {
        f"m{number}": FREE + f"gives: {{{amount}}}\n" for number, amount in enumerate(amounts, 1)
    }


def rules(folder: Path, stacking: str, **measures: str) -> Rulebook:
    """A rulebook with these rules on stacking."""
    for place in ("facts", "stacking"):
        (folder / place).mkdir(parents=True, exist_ok=True)
    (folder / "facts" / "received.yaml").write_text(RECEIVED, "utf-8")
    text = "".join(f"  {line}\n" for line in stacking.strip().splitlines())
    (folder / "stacking" / "s.yaml").write_text(f"stacking:\n{text}", "utf-8")
    return rulebook(folder, **measures)


def rule(kind: str, scope: str, measures: str, more: str = "", source: str = "law") -> str:
    """One rule, under the name ``r``."""
    return (
        f"r: {{text: {{zh: 不重复, en: not twice}}, kind: {kind}, scope: {scope}, "
        f"measures: {measures}, basis: [{{source: {source}}}]{more}}}"
    )


def decided(rules: Rulebook, **facts: Value) -> Decision:
    """The decision; nothing was received before unless said."""
    facts.setdefault("a", exactly(Decimal(1)))
    facts.setdefault("support_received", Records((), complete=True))
    return decide(rules, profile(**facts), AS_OF)


def taken(decision: Decision) -> set[tuple[str, str | None]]:
    """What the permitted combination takes."""
    return {(award.measure, award.key) for award in decision.combinations.permitted.taken}


def things(**worth: int) -> Records:
    """Things by name and worth."""
    return Records(
        tuple(Record({"worth": exactly(Decimal(v))}, name) for name, v in worth.items()), True
    )


def payment(**fields: str) -> Records:
    """One payment of which these fields are known."""
    values = {key: symbol(value) for key, value in fields.items() if key != "received_on"}
    record: dict[str, Value] = dict(values)
    if "received_on" in fields:
        record["received_on"] = exactly(AS_OF.fromisoformat(fields["received_on"]))
    return Records((Record(record, "旧奖"),), True)


# ---- the ways the texts say it


@pytest.mark.parametrize("kind", ["higher", "choice", "paid_before"])
def test_only_one_is_had(tmp_path: Path, kind: str) -> None:
    """The best pair is taken although the largest single one is in neither."""
    stacking = rule(kind, "enterprise", "[m1]", ", against: [m2, m3]")
    book = rules(tmp_path, stacking, **paying("amount: 100元", "amount: 60元", "amount: 50元"))
    decision = decided(book)
    assert taken(decision) == {("m2", None), ("m3", None)}
    assert decision.totals["official"].low == 110
    (left_out,) = decision.combinations.permitted.left_out
    assert (left_out.award.measure, left_out.rule.id) == ("m1", "r")
    assert {award.measure for award in left_out.instead} == {"m2", "m3"}
    assert decision.combinations.cautious is None


def test_an_unsettled_rule_shows_both_readings(tmp_path: Path) -> None:
    """The totals together, and the totals if only one may be had."""
    book = rules(
        tmp_path,
        rule("unknown", "year", "[m1, m2]", source="guess"),
        **paying("amount: 100元", "amount: 60元"),
    )
    combinations = decided(book).combinations
    assert combinations.permitted.totals["official"].low == 160
    assert combinations.cautious is not None
    assert combinations.cautious.totals["official"].low == 100
    assert [rule.id for rule in combinations.open] == ["r"]


def test_a_weak_rule_is_not_relied_on(tmp_path: Path) -> None:
    """Another place's rule is no rule here: both readings are shown."""
    book = rules(
        tmp_path,
        rule("higher", "enterprise", "[m1, m2]", source="other"),
        **paying("amount: 100元", "amount: 60元"),
    )
    combinations = decided(book).combinations
    assert combinations.permitted.totals["official"].low == 160
    assert combinations.cautious is not None


def test_the_same_project_only(tmp_path: Path) -> None:
    """Records of one list exclude each other by their key; others are had together."""
    book = rules(
        tmp_path,
        rule("higher", "project", "[m1, m2]"),
        m1=EACH + "gives: {amount: 10% * t.worth}\n",
        m2=EACH + "gives: {amount: 20% * t.worth}\n",
    )
    decision = decided(book, things=things(甲=100, 乙=1000))
    assert taken(decision) == {("m2", "甲"), ("m2", "乙")}
    assert decision.totals["official"].low == 220
    only = rules(
        tmp_path / "capped",
        rule("higher", "project", "[m1, m2]"),
        m1=EACH + "gives: {amount: 10% * t.worth}\n",
        m2=EACH + "gives: {amount: 20% * t.worth, caps: [{at_most: 190元, per: enterprise}]}\n",
    )
    # 200 for 乙 is cut to 190 in all: so 甲 is better claimed under the other measure.
    decision = decided(only, things=things(甲=100, 乙=1000))
    assert taken(decision) == {("m1", "甲"), ("m2", "乙")}
    assert decision.totals["official"].low == 200


def test_the_one_thing_that_earns_is_known_by_its_key(tmp_path: Path) -> None:
    """Of two things one earns nothing: the rule still knows that the other is the same."""
    book = rules(
        tmp_path,
        rule("higher", "project", "[m1, m2]"),
        m1=EACH.replace(">= 0元", ">= 50元") + "gives: {amount: 10% * t.worth}\n",
        m2=EACH + "gives: {amount: 20% * t.worth}\n",
    )
    combinations = decided(book, things=things(甲=100, 乙=40)).combinations
    assert combinations.cautious is None
    assert combinations.permitted.totals["official"].low == 28
    assert [item.award.key for item in combinations.permitted.left_out] == ["甲"]


@pytest.mark.parametrize(
    ("cap", "high"), [("", None), (", caps: [{at_most: 25元, per: enterprise}]", 25)]
)
def test_what_a_list_does_not_tell_may_earn_too(tmp_path: Path, cap: str, high: int | None) -> None:
    """At least these two: what they come to is sure, and only a cap bounds the rest."""
    book = rules(
        tmp_path,
        rule("higher", "project", "[m1]", ", against: [m2]"),
        m1=EACH + f"gives: {{amount: 10% * t.worth{cap}}}\n",
        m2=FREE + "gives: {amount: 0元}\n",
    )
    for worths, low in (({"甲": 100, "乙": 100}, 20), ({"甲": 100}, 10)):
        known = replace(things(**worths), complete=False)
        total = decided(book, things=known).totals["official"]
        assert total.low == low
        assert total.high == high


def test_what_a_list_does_not_tell_is_sure_of_nothing(tmp_path: Path) -> None:
    """The better measure for the two that are known; what more there may be is not sure."""
    book = rules(
        tmp_path,
        rule("higher", "project", "[m1, m2]"),
        m1=EACH + "gives: {amount: 10% * t.worth}\n",
        m2=EACH + "gives: {amount: 20% * t.worth}\n",
    )
    known = replace(things(甲=100, 乙=100), complete=False)
    total = decided(book, things=known).totals["official"]
    assert total.low == 40
    assert total.high is None


def test_one_record_gives_its_key(tmp_path: Path) -> None:
    """Without any rule by the thing: one thing names the award, two do not."""
    book = rulebook(tmp_path, m1=EACH + "gives: {amount: t.worth}\n")
    assert taken(decided(book, things=things(甲=100))) == {("m1", "甲")}
    assert taken(decided(book, things=things(甲=100, 乙=100))) == {("m1", None)}


def test_a_ceiling_of_its_own_that_is_not_known(tmp_path: Path) -> None:
    """Two of 80 under a cap of 50 to 100: 50 are sure, so 60 are preferred; it may be 100."""
    stacking = rule("choice", "enterprise", "[m1, m2]") + "\n"
    stacking += rule("higher", "project", "[m1]", ", against: [m3]").replace("r:", "s:", 1)
    book = rules(
        tmp_path,
        stacking,
        m1=EACH + "gives: {amount: t.worth, caps: [{at_most: b, per: enterprise}]}\n",
        m2=FREE + "gives: {amount: 60元}\n",
        m3=FREE + "gives: {amount: 0元}\n",
    )
    facts: dict[str, Value] = {"b": Interval(Decimal(50), Decimal(100))}
    permitted = decided(book, things=things(甲=80, 乙=80), **facts).combinations.permitted
    assert [award.measure for award in permitted.taken] == ["m2"]
    assert permitted.most == 100
    assert [award.key for award in permitted.most_by] == ["甲", "乙"]


def test_what_earns_nothing_hides_nothing_after_it(tmp_path: Path) -> None:
    """A measure without an amount, one not met, and another's money stand before what is had."""
    book = rules(
        tmp_path,
        rule("choice", "enterprise", "[m1, m4]"),
        m1=FREE,
        m2=FREE.replace("a >= 0", "a >= 5") + "gives: {amount: 9元}\n",
        m3="recipient: cluster\n" + FREE + "gives: {amount: 9元}\n",
        m4=FREE + "gives: {amount: 7元}\n",
    )
    assert taken(decided(book)) == {("m4", None)}


def test_of_a_limit_nothing_is_sure(tmp_path: Path) -> None:
    """最高 9 beside a sure 1: the 1 is taken, and the 9 may be."""
    book = rules(
        tmp_path,
        rule("choice", "enterprise", "[m1, m2]"),
        m1=FREE + "gives: {at_most: 9元}\n",
        m2=FREE + "gives: {amount: 0.5元}\n",
    )
    permitted = decided(book).combinations.permitted
    assert [award.measure for award in permitted.taken] == ["m2"]
    (most_by,) = permitted.most_by
    assert most_by.low == 0
    assert most_by.high == 9


def test_what_is_not_known_is_not_sure(tmp_path: Path) -> None:
    """A list that may hold anything: nothing of it is sure, and half a yuan is preferred."""
    book = rules(
        tmp_path,
        rule("choice", "enterprise", "[m1, m2]"),
        m1=EACH + "gives: {amount: t.worth}\n",
        m2=FREE + "gives: {amount: 0.5元}\n",
    )
    permitted = decided(book).combinations.permitted
    assert [award.measure for award in permitted.taken] == ["m2"]
    assert permitted.most is None


def test_whether_it_is_one_project_may_not_be_known(tmp_path: Path) -> None:
    """A measure that names no project may be for the same one: both readings are shown."""
    book = rules(
        tmp_path,
        rule("higher", "project", "[m1, m2]"),
        m1=EACH + "gives: {amount: 10% * t.worth}\n",
        m2=FREE + "gives: {amount: 7元}\n",
    )
    combinations = decided(book, things=things(甲=100)).combinations
    assert combinations.permitted.totals["official"].low == 17
    assert combinations.cautious is not None
    assert combinations.cautious.totals["official"].low == 10


CEILING = ", at_most: 100元, less: got"


@pytest.mark.parametrize(
    ("got", "low", "high"),
    [("0", 100, 100), ("20", 80, 80), ("99.99", "0.01", "0.01"), ("100", 0, 0), (None, 0, 100)],
)
def test_a_ceiling_over_several(tmp_path: Path, got: str | None, low: object, high: object) -> None:
    """A yearly ceiling, less what was received this year; not known: anything up to it."""
    book = rules(
        tmp_path,
        rule("ceiling", "year", "[m1, m2]", CEILING),
        **paying("amount: 60元", "amount: 60元"),
    )
    given = profile(a=exactly(Decimal(1)), support_received=Records((), complete=True))
    if got is not None:
        facts = dict(given.facts)
        facts["got", AS_OF.year] = Given(exactly(Decimal(got)))
        given = replace(given, facts=facts)
    total = decide(book, given, AS_OF).totals["official"]
    assert (total.low, total.high) == (Decimal(str(low)), Decimal(str(high)))


def test_what_a_ceiling_cuts_is_the_weakest(tmp_path: Path) -> None:
    """The better supported amount is paid first."""
    book = rules(
        tmp_path,
        rule("ceiling", "year", "[m1, m2]", ", at_most: 100元"),
        m1=FREE + "gives: {amount: 70元, basis: [{source: press}]}\n",
        m2=FREE + "gives: {amount: 60元}\n",
    )
    totals = decided(book).totals
    assert {grade: total.low for grade, total in totals.items()} == {"official": 60, "reported": 40}


@pytest.mark.parametrize(
    ("scope", "before", "excluded"),
    [
        ("enterprise", {"measure": "m2"}, True),
        ("enterprise", {"measure": "测试措施m2"}, True),
        ("enterprise", {"measure": "测试 措施Ｍ2"}, True),
        ("enterprise", {"measure": "m1"}, False),
        ("enterprise", {"measure": "别的"}, False),
        ("enterprise", {}, None),
        ("year", {"measure": "m2", "received_on": "2023-01-01"}, True),
        ("year", {"measure": "m2", "received_on": "2022-12-31"}, False),
        ("year", {"measure": "m2"}, None),
        ("project", {"measure": "m2", "project": "甲"}, True),
        ("project", {"measure": "m2", "project": " 甲\u200b"}, True),
        ("project", {"measure": "m2", "project": "乙"}, False),
        ("project", {"measure": "m2"}, None),
    ],
)
def test_what_was_received_before(
    tmp_path: Path, scope: str, before: Mapping[str, str], excluded: bool | None
) -> None:
    """In the rule's scope it excludes; where that is not known nothing is sure."""
    book = rules(
        tmp_path,
        rule("paid_before", scope, "[m1]", ", against: [m2]"),
        m1=EACH + "gives: {amount: 10% * t.worth}\n",
        m2=FREE + "gives: {amount: 0元}\n",
    )
    decision = decided(book, things=things(甲=100), support_received=payment(**before))
    if excluded:
        assert decision.totals == {}
    else:
        total = decision.totals["official"]
        assert total.low == (10 if excluded is False else 0)
        assert total.high == 10
    gone = [item.received for item in decision.combinations.permitted.left_out]
    assert gone == (["旧奖"] if excluded else [])


GONE = rule("paid_before", "enterprise", "[m1]", ", against: [m9]").replace("r:", "g:", 1)


def test_what_is_gone_leaves_nothing_unsettled(tmp_path: Path) -> None:
    """Whether it may be had beside another is no question where it is not had at all."""
    book = rules(
        tmp_path,
        rule("unknown", "year", "[m1, m2]", source="guess") + "\n" + GONE,
        **paying("amount: 100元", "amount: 60元"),
        m9=FREE + "gives: {amount: 0元}\n",
    )
    combinations = decided(book, support_received=payment(measure="m9")).combinations
    assert combinations.cautious is None
    assert combinations.open == ()
    assert {award.measure for award in combinations.permitted.taken} == {"m2"}


@pytest.mark.parametrize(("other", "better"), [("99.5", "m2"), ("99.7", "m2"), ("99.9", "m4")])
def test_what_is_gone_counts_for_nothing(tmp_path: Path, other: str, better: str) -> None:
    """Neither for nor against what shares a ceiling with it: of 99.8 and another the larger."""
    stacking = "\n".join(
        (
            rule("ceiling", "year", "[m1, m2]", ", at_most: 99.8元"),
            rule("choice", "enterprise", "[m2, m4]").replace("r:", "s:", 1),
            GONE,
        )
    )
    book = rules(
        tmp_path,
        stacking,
        **paying("amount: 50元", "amount: 100元"),
        m4=FREE + f"gives: {{amount: {other}元}}\n",
        m9=FREE + "gives: {amount: 0元}\n",
    )
    permitted = decided(book, support_received=payment(measure="m9")).combinations.permitted
    assert {award.measure for award in permitted.taken} == {better}


def test_what_was_received_may_not_be_known(tmp_path: Path) -> None:
    """Unknown is not nothing: no amount under such a rule is sure."""
    book = rules(
        tmp_path, rule("higher", "enterprise", "[m1, m2]"), **paying("amount: 9元", "amount: 5元")
    )
    total = decided(book, support_received=Records((), complete=False)).totals["official"]
    assert total.low == 0
    assert total.high == 9


def test_another_level_of_government(tmp_path: Path) -> None:
    """Only awards of different levels exclude each other."""
    folder = tmp_path / "levels"
    province = folder / "programmes" / "q"
    province.mkdir(parents=True)
    (province / "programme.yaml").write_text(
        "id: q\ntitle: {zh: 省, en: province}\nlevel: province\n", "utf-8"
    )
    (province / "m3.yaml").write_text(
        HEAD.format(id="m3") + FREE + "gives: {amount: 12元}\n", "utf-8"
    )
    book = rules(
        folder, rule("higher", "level", "[m1, m2, m3]"), **paying("amount: 9元", "amount: 5元")
    )
    assert taken(decided(book)) == {("m1", None), ("m2", None)}


def test_an_uplift_is_paid_on_what_is_taken(tmp_path: Path) -> None:
    """A fifth of 100 and 60; where only the 100 may be had, a fifth of 100."""
    uplift = FREE + "gives: {uplift: {of: [m1, m2], rate: 20%}}\n"
    measures = {**paying("amount: 100元", "amount: 60元"), "u": uplift}
    book = rules(tmp_path, rule("unknown", "year", "[m1, m2]", source="guess"), **measures)
    combinations = decided(book).combinations
    assert combinations.permitted.totals["official"].low == 160 + 32
    assert combinations.cautious is not None
    assert combinations.cautious.totals["official"].low == 100 + 20


def test_an_uplift_is_a_share_of_what_was_capped(tmp_path: Path) -> None:
    """300 and 400 under a cap of 500: a fifth is 100, though the two stand apart; where the 400
    may not be had, a fifth of 300.
    """
    measures = {
        "m1": EACH + "gives: {amount: t.worth, caps: [{at_most: 500元, per: enterprise}]}\n",
        "u": FREE + "gives: {uplift: {of: [m1], rate: 20%}}\n",
        "m2": EACH + "gives: {amount: 0.01 * t.worth}\n",
    }
    book = rules(tmp_path, rule("paid_before", "project", "[m1]", ", against: [m2]"), **measures)
    worths = things(甲=300, 乙=400)

    def uplift(decision: Decision) -> object:
        by_id = {award.measure: award for award in decision.combinations.permitted.taken}
        return (by_id["u"].low, by_id["u"].high)

    assert uplift(decided(book, things=worths)) == (100, 100)
    before = payment(measure="m2", project="乙")
    assert uplift(decided(book, things=worths, support_received=before)) == (60, 60)


UPLIFT = FREE + "gives: {uplift: {of: [m1], rate: 20%}}\n"


def test_an_uplift_is_worth_what_it_is_paid_on(tmp_path: Path) -> None:
    """100 with a fifth on it is more than 110 beside which the fifth is of nothing."""
    book = rules(
        tmp_path,
        rule("choice", "enterprise", "[m1, m2]"),
        **paying("amount: 100元", "amount: 110元"),
        u=UPLIFT,
    )
    permitted = decided(book).combinations.permitted
    assert {award.measure for award in permitted.taken} == {"m1", "u"}
    assert permitted.totals["official"].low == 120
    assert permitted.most == 120
    assert permitted.most_by == ()
    assert permitted.unproved is None


@pytest.mark.parametrize(("second", "best"), [(119, 120), (121, 121)])
def test_an_uplift_on_what_is_capped(tmp_path: Path, second: int, best: int) -> None:
    """Two things of 80 under a cap of 100: with a fifth on it 120, to the yuan."""
    stacking = rule("choice", "enterprise", "[m1, m2]") + "\n"
    # By the thing: so that the cap is a ceiling over two awards.
    stacking += rule("higher", "project", "[m1]", ", against: [m3]").replace("r:", "s:", 1)
    book = rules(
        tmp_path,
        stacking,
        m1=EACH + "gives: {amount: t.worth, caps: [{at_most: 100元, per: enterprise}]}\n",
        m2=FREE + f"gives: {{amount: {second}元}}\n",
        m3=FREE + "gives: {amount: 0元}\n",
        u=UPLIFT,
    )
    permitted = decided(book, things=things(甲=80, 乙=80)).combinations.permitted
    assert permitted.totals["official"].low == best
    assert permitted.most == best
    assert permitted.unproved is None


@pytest.mark.parametrize(("second", "proved"), [(110, False), (10, True)])
def test_an_uplift_in_no_proportion(tmp_path: Path, second: int, proved: bool) -> None:
    """Its base shares a ceiling with something else: what is found is called the best only where
    the uplift is paid in full.
    """
    stacking = rule("choice", "enterprise", "[m1, m2]") + "\n"
    stacking += rule("ceiling", "year", "[m1, m3]", ", at_most: 100元").replace("r:", "s:", 1)
    book = rules(
        tmp_path,
        stacking,
        **paying("amount: 100元", f"amount: {second}元", "amount: 50元"),
        u=UPLIFT,
    )
    permitted = decided(book).combinations.permitted
    # m1 and m3 come to 100, with a fifth of the 100; m2 and m3 to 160, with a fifth of nothing.
    assert permitted.totals["official"].low == (120 if proved else 160)
    assert (permitted.unproved is None) is proved
    if permitted.unproved is not None:
        assert permitted.unproved.sure is not None
        assert permitted.unproved.sure >= 160


@pytest.mark.parametrize(
    ("measure", "why"),
    [
        ("recipient: cluster\n" + FREE + "gives: {at_most: 9元}\n", "cluster"),
        ("recipient: organisation\n" + FREE + "gives: {amount: 9元}\n", "organisation"),
        (FREE + "gives: {amount: b, shared_from: 8元}\n", "fund"),
    ],
)
def test_what_is_no_enterprises_is_in_no_total(tmp_path: Path, measure: str, why: str) -> None:
    """Paid to another, or bounded only by the whole fund: told apart, and never added."""
    decision = decided(rulebook(tmp_path, m1=FREE + "gives: {amount: 5元}\n", m2=measure))
    assert taken(decision) == {("m1", None)}
    assert decision.totals["official"].high == 5
    assert [(result.measure.id, result.outside) for result in decision.outside] == [("m2", why)]


@pytest.mark.parametrize(("base", "outside"), [(7, False), (8, False), (9, True)])
def test_a_share_within_the_fund_is_the_enterprises_own(
    tmp_path: Path, base: int, outside: bool
) -> None:
    """Where the formula stays within the fund, the enterprise's own figure bounds it."""
    book = rulebook(tmp_path, m1=FREE + "gives: {amount: b, shared_from: 8元}\n")
    decision = decided(book, b=exactly(Decimal(base)))
    assert bool(decision.outside) is outside
    (result,) = decision.results
    assert result.amount is not None
    said = f"不超过 {base}元"
    assert wording.amount(result.amount, "zh") == (
        "不超过资金总额 8元，不是单户上限" if outside else said
    )


def test_most_is_the_best_that_may_come(tmp_path: Path) -> None:
    """What is sure is preferred; that another set may come to more is told apart."""
    book = rules(
        tmp_path,
        rule("choice", "enterprise", "[m1, m2]"),
        m1=FREE + "gives: {amount: 50元}\n",
        m2=FREE + "gives: {amount: b}\n",
    )
    facts: dict[str, Value] = {"b": Interval(Decimal(0), Decimal(80))}
    permitted = decided(book, **facts).combinations.permitted
    assert [award.measure for award in permitted.taken] == ["m1"]
    assert permitted.most == 80
    assert [award.measure for award in permitted.most_by] == ["m2"]


def test_of_what_is_equally_sure_the_one_that_may_come_to_more(tmp_path: Path) -> None:
    """50 is as sure as 50 to 80: the second is taken, though it stands later."""
    book = rules(
        tmp_path,
        rule("choice", "enterprise", "[m1, m2]"),
        m1=FREE + "gives: {amount: 50元}\n",
        m2=FREE + "gives: {amount: b}\n",
    )
    permitted = decided(book, b=Interval(Decimal(50), Decimal(80))).combinations.permitted
    assert [award.measure for award in permitted.taken] == ["m2"]
    assert permitted.most == 80
    assert permitted.most_by == ()


def test_of_what_may_come_to_as_much_the_surer_one(tmp_path: Path) -> None:
    """0 to 80 and 40 to 80 may both come to 80: told is the second; 45 is sure, and is taken."""
    book = rules(
        tmp_path,
        rule("choice", "enterprise", "[m1, m2, m3]"),
        m1=FREE + "gives: {amount: b}\n",
        m2=FREE + "gives: {amount: 40元 + 0.5 * b}\n",
        m3=FREE + "gives: {amount: 45元}\n",
    )
    permitted = decided(book, b=Interval(Decimal(0), Decimal(80))).combinations.permitted
    assert [award.measure for award in permitted.taken] == ["m3"]
    assert permitted.most == 80
    assert [award.measure for award in permitted.most_by] == ["m2"]


def test_a_ceiling_that_is_not_known_may_leave_nothing(tmp_path: Path) -> None:
    """Under a ceiling of 0 to 100 nothing is sure: 30 beside it is, and is preferred."""
    stacking = rule("ceiling", "year", "[m1, m2]", CEILING) + "\n"
    stacking += rule("choice", "enterprise", "[m3]", ", against: [m1, m2]").replace("r:", "s:", 1)
    book = rules(tmp_path, stacking, **paying("amount: 60元", "amount: 60元", "amount: 30元"))
    permitted = decided(book).combinations.permitted
    assert [award.measure for award in permitted.taken] == ["m3"]
    assert permitted.most == 100
    assert [award.measure for award in permitted.most_by] == ["m1", "m2"]


def test_what_brings_nothing_more_is_still_taken(tmp_path: Path) -> None:
    """Where one fills the ceiling the other pays nothing, and no rule keeps it out."""
    book = rules(
        tmp_path,
        rule("ceiling", "year", "[m1, m2]", ", at_most: 100元"),
        **paying("amount: 60元", "amount: 100元"),
    )
    decision = decided(book)
    assert taken(decision) == {("m1", None), ("m2", None)}
    assert decision.combinations.permitted.left_out == ()
    assert decision.totals["official"].low == 100


@pytest.mark.parametrize(
    ("stacking", "code"),
    [
        (rule("higher", "year", "[m1, m9]"), "R325"),
        (rule("higher", "year", "[m1]"), "R326"),
        (rule("higher", "year", "[m1, m2]", ", at_most: 5元"), "R326"),
        (rule("ceiling", "year", "[m1, m2]"), "R326"),
        (rule("ceiling", "project", "[m1, m2]", ", at_most: 5元"), "R326"),
        (rule("ceiling", "year", "[m1, m2]", ", at_most: 5元, less: a"), "R303"),
        (rule("ceiling", "year", "[m1, m2]", ", at_most: a"), "E105"),
        (
            rule("ceiling", "year", "[m1, m2]", ", at_most: 5元")
            + "\n"
            + rule("ceiling", "year", "[m2]", ", at_most: 5元").replace("r:", "s:", 1),
            "R327",
        ),
    ],
)
def test_a_rule_that_says_nothing_is_refused(tmp_path: Path, stacking: str, code: str) -> None:
    """A measure that does not exist, a kind without what it needs, two ceilings over one."""
    with pytest.raises(InputError) as refused:
        rules(tmp_path, stacking, **paying("amount: 9元", "amount: 5元"))
    assert [item.code for item in refused.value.diagnostics] == [code]
    assert all(item.place.line > 0 for item in refused.value.diagnostics)


def test_the_facts_are_those_of_the_rulebook() -> None:
    """The small rulebook has no fact of its own for what was received."""
    assert "support_received" not in FACTS
