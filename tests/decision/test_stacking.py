"""Not twice: each way the texts say it, and what of it is taken."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from huiqi.decision.decide import decide_measures
from huiqi.diagnostics import InputError
from huiqi.profile.profile import Given
from huiqi.report.figures import exact
from huiqi.values import NOT_APPLICABLE, Choice, Record, Records, Value, exactly, symbol
from huiqi.words import Say
from tests.decision.small import AS_OF, FACTS, HEAD, profile, rulebook
from tests.decision.stacking import EACH, FREE, decided, paying, payment, rule, rules, taken, things

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
        facts["got", AS_OF.year] = Given(value=exactly(Decimal(got)))
        given = replace(given, facts=facts)
    total = decide_measures(book, given, AS_OF).totals["official"]
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
    said = "未知" if outside else f"不超过 {base}.00"
    assert exact(result.amount, Say("zh")) == said


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


# ---- what rules rest on, and what they are about


@pytest.mark.parametrize(("source", "low"), [("law", 100), ("press", 100), ("other", 120)])
def test_a_weak_ceiling_holds_nothing(tmp_path: Path, source: str, low: int) -> None:
    """Another place's ceiling is none here."""
    stacking = rule("ceiling", "year", "[m1, m2]", ", at_most: 100元", source)
    book = rules(tmp_path, stacking, **paying("amount: 60元", "amount: 60元"))
    assert decided(book).totals["official"].low == low


def test_a_ceiling_over_nothing_hides_none_after_it(tmp_path: Path) -> None:
    """The first is over what is not met; the second holds."""
    stacking = rule("ceiling", "year", "[m3]", ", at_most: 9元") + "\n"
    stacking += rule("ceiling", "year", "[m1, m2]", ", at_most: 100元").replace("r:", "s:", 1)
    book = rules(
        tmp_path,
        stacking,
        **paying("amount: 60元", "amount: 60元"),
        m3=FREE.replace("a >= 0", "a >= 5") + "gives: {amount: 9元}\n",
    )
    assert decided(book).totals["official"].low == 100


@pytest.mark.parametrize(
    ("kind", "source", "sure"),
    [("higher", "press", 0), ("higher", "other", 9), ("unknown", "law", 9)],
)
def test_what_was_received_excludes_by_a_rule_alone(
    tmp_path: Path, kind: str, source: str, sure: int
) -> None:
    """Not by a weak one, nor by what no source settles."""
    book = rules(
        tmp_path,
        rule(kind, "enterprise", "[m1, m2]", source=source),
        m1=FREE + "gives: {amount: 9元}\n",
        m2=FREE + "gives: {amount: 0元}\n",
    )
    combinations = decided(book, support_received=payment(measure="m2")).combinations
    assert sum(award.low for award in combinations.permitted.taken) == sure


def test_no_list_of_payments_applies(tmp_path: Path) -> None:
    """Not applicable is nothing received, not anything."""
    book = rules(
        tmp_path, rule("higher", "enterprise", "[m1, m2]"), **paying("amount: 9元", "amount: 5元")
    )
    assert decided(book, support_received=NOT_APPLICABLE).totals["official"].low == 9


def test_a_payment_excludes_what_the_rule_is_about(tmp_path: Path) -> None:
    """The first measure is not; the second is, and is gone."""
    book = rules(
        tmp_path,
        rule("paid_before", "enterprise", "[m2]", ", against: [m3]"),
        **paying("amount: 9元", "amount: 5元", "amount: 0元"),
    )
    assert taken(decided(book, support_received=payment(measure="m3"))) == {("m1", None)}


@pytest.mark.parametrize(
    ("scope", "fields"),
    [
        ("enterprise", {"measure": Choice(frozenset(("m2", "别的")))}),
        ("project", {"measure": symbol("m2"), "project": Choice(frozenset(("甲", "乙")))}),
    ],
)
def test_a_payment_may_be_one_of_two(
    tmp_path: Path, scope: str, fields: Mapping[str, Value]
) -> None:
    """Which of two it was for is not known: it may exclude, so nothing is sure."""
    book = rules(
        tmp_path,
        rule("paid_before", scope, "[m1]", ", against: [m2]"),
        m1=EACH + "gives: {amount: 10% * t.worth}\n",
        m2=FREE + "gives: {amount: 0元}\n",
    )
    received = Records((Record(fields, "旧奖"),), True)
    total = decided(book, things=things(甲=100), support_received=received).totals["official"]
    assert total.low == 0
    assert total.high == 10


def test_a_payment_for_a_project_may_be_for_what_names_none(tmp_path: Path) -> None:
    """The award names no project: it may be the one."""
    book = rules(
        tmp_path,
        rule("paid_before", "project", "[m1]", ", against: [m2]"),
        **paying("amount: 9元", "amount: 0元"),
    )
    total = decided(book, support_received=payment(measure="m2", project="甲")).totals["official"]
    assert total.low == 0
    assert total.high == 9


def test_a_thing_that_only_one_measure_pays_for(tmp_path: Path) -> None:
    """The second pays for one of the two things: the other stands against nothing."""
    book = rules(
        tmp_path,
        rule("higher", "project", "[m1, m2]"),
        m1=EACH + "gives: {amount: 10% * t.worth}\n",
        m2=EACH.replace(">= 0元", ">= 50元") + "gives: {amount: 20% * t.worth}\n",
    )
    combinations = decided(book, things=things(甲=100, 乙=40)).combinations
    assert combinations.cautious is None
    assert {(a.measure, a.key) for a in combinations.permitted.taken} == {
        ("m2", "甲"),
        ("m1", "乙"),
    }


@pytest.mark.parametrize(("first", "second", "best"), [(20, 10, "m1"), (10, 20, "m2")])
def test_what_a_list_does_not_tell_may_be_for_the_same_thing(
    tmp_path: Path, first: int, second: int, best: str
) -> None:
    """What more there may be of one measure may be for any thing of the other: both readings."""
    book = rules(
        tmp_path,
        rule("higher", "project", "[m1, m2]"),
        m1=EACH + f"gives: {{amount: {first}% * t.worth}}\n",
        m2=EACH + f"gives: {{amount: {second}% * t.worth}}\n",
    )
    other = "m2" if best == "m1" else "m1"
    known = replace(things(甲=100), complete=False)
    combinations = decided(book, things=known).combinations
    assert {(a.measure, a.key) for a in combinations.permitted.taken} == {
        (best, "甲"),
        (best, None),
        (other, None),
    }
    cautious = combinations.cautious
    assert cautious is not None
    assert {(a.measure, a.key) for a in cautious.taken} == {(best, "甲"), (best, None)}
    instead = {
        item.award.key: {(a.measure, a.key) for a in item.instead} for item in cautious.left_out
    }
    assert instead == {
        "甲": {(best, "甲"), (best, None)},
        None: {(best, "甲"), (best, None)},
    }
