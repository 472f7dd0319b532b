"""What each value of an open fact would do: as it is decided with that value, never promised."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from huiqi.penalty.incident import Learnt
from huiqi.penalty.results import Answer, PenaltyDecision, Settling, ValueEffect
from huiqi.profile.profile import Judgement
from huiqi.truth import Truth
from huiqi.values import Interval, Value, exactly
from tests.penalty.book import DAY, DECIDER, LICENCE, NO_GROUNDS, incident, judged
from tests.penalty.incidents import CASES, decisions
from tests.thorough import some


def told(answer: Answer) -> tuple[object, ...]:
    """What is told of an answer."""
    rules = {result.rule.id: result.decides for result in answer.rules}
    return answer.worst, answer.best, rules


def points(effect: ValueEffect) -> Iterator[Value]:
    """The ends of a stretch and a place within it; of days the day itself."""
    value = effect.value
    if not isinstance(value, Interval):
        yield value
        return
    low, high = value.low, value.high
    if isinstance(low or high, date):
        days = {low or high, high or low}
        if low is not None and high is not None:
            days.add(low + (high - low) / 2)
        yield from (exactly(day) for day in sorted(days))
    elif low is not None or high is not None:
        ends = {end for end in (low, high) if end is not None}
        yield from (exactly(end) for end in sorted(ends))
        if high is None:
            yield exactly(low + Decimal(1000))


def with_value(decision: PenaltyDecision, settling: Settling, value: Value) -> PenaltyDecision:
    """The incident decided anew as if its file said so."""
    base = decision.incident.base
    if settling.question is not None:
        judgement = Judgement(
            answer=value is Truth.TRUE, by="示例执法人员", on=decision.as_of, reason="示例"
        )
        base = replace(base, judgements={**base.judgements, settling.question.key: judgement})
    elif settling.missing is not None and settling.missing.name == "history":
        base = replace(base, complete=True)
    elif settling.missing is not None:
        base = replace(base, fields={**base.fields, settling.missing.field: value})
    return DECIDER.decide(replace(decision.incident, base=base), decision.as_of, around=False)


def assert_as_decided(decision: PenaltyDecision, settling: Settling) -> int:
    """Each value does what deciding the incident with it does."""
    compared = 0
    for effect in settling.effects:
        for value in points(effect):
            anew = with_value(decision, settling, value)
            assert told(anew.answer) == told(effect.answer), (settling.missing, value)
            compared += 1
    return compared


@pytest.mark.few(4)
@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_each_value_does_what_deciding_with_it_does(path: Path) -> None:
    """For every open incident of the cases."""
    found = [(decision, decision.first) for decision in some(list(decisions(path)), 8)]
    for decision, first in found:
        if decision.answer.worst == decision.answer.best:
            assert first is None
        elif first is not None:
            assert assert_as_decided(decision, first)
    assert any(first for _, first in found) or path.stem == "published"


def open_act(**more: Any) -> PenaltyDecision:
    """The act of the province's list, of which nothing is said after the order."""
    fields = {**LICENCE, "found_on": "2025-03-01", "ordered_on": "2025-03-01",
              "correct_by": "2025-03-10", **more.pop("fields", {})}  # fmt: skip
    data = {"incident": fields, "items": ["shandong-2021-3"], **more}
    return DECIDER.decide(incident(data), DAY, around=False)


def test_the_day_of_the_correction_settles_most() -> None:
    """In time it settles the answer; later the list no longer applies; never, still less does."""
    decision = open_act()
    first = decision.first
    assert first is not None
    assert str(first.missing) == "incident.corrected_on"
    in_time, late, never = first.effects
    assert in_time.value == Interval(date(2025, 3, 1), date(2025, 3, 10))
    assert in_time.settled
    assert in_time.answer.worst.outcome == ("none", "must")
    assert late.value == Interval(date(2025, 3, 11), DAY)
    assert {rule.id for rule in late.holds} == {"shandong-refusal"}
    assert {rule.id for rule in late.falls} == {"shandong-2021-3"}
    assert never.value == Interval(None, None)
    assert [effect.beyond for effect in first.effects] == [False, False, True]
    # As a file says it: found uncorrected on the day of the decision.
    uncorrected = open_act(fields={"uncorrected_on": DAY.isoformat()})
    assert told(uncorrected.answer) == told(never.answer)


def test_what_a_named_item_rests_on_is_asked_before_what_mitigates() -> None:
    """Where no one answer settles it: that it was the first, then the day of the correction."""
    act = {"what": "逾期申报", "domain": "税务", "person": "企业", "committed_on": "2025-05-01",
           "found_on": "2025-05-10"}  # fmt: skip
    named = DECIDER.decide(incident({"incident": act, "items": ["tax-first-3"]}), DAY)
    assert named.first is not None
    assert str(named.first.missing) == "history"
    told_first = {"incident": act, "items": ["tax-first-3"], "history": []}
    then = DECIDER.decide(incident(told_first), DAY).first
    assert then is not None
    assert str(then.missing) == "incident.corrected_on"
    # The precedent near to those words is found as the item is.
    assert "tax-unsourced-5" in {model.id for model in named.precedents}
    unnamed = DECIDER.decide(incident({"incident": act}), DAY)
    assert unnamed.candidates[0].id == "tax-first-3"
    # Who withholds 个税 reports late; 扣缴 alone had brought up who issued no vouchers.
    late = {**act, "what": "个税扣缴申报晚了5天"}
    assert DECIDER.decide(incident({"incident": late}), DAY).candidates[0].id == "tax-first-8"


def test_what_only_mitigates_is_asked_last() -> None:
    """First all that the matter rests on, then what may spare a penalty, then article 32; what only
    an officer can say after all of it.
    """
    act = {"what": "增值税申报晚了4天", "domain": "税务", "person": "企业",
           "committed_on": "2025-05-16", "corrected_on": "2025-05-19"}  # fmt: skip
    named = DECIDER.decide(incident({"incident": act, "items": ["tax-first-3"]}), DAY)
    asked = [one.missing.field or one.missing.name for one in named.ranked if one.missing]
    matter = ["history", "found_on", "correct_by", "commitment_signed",
              "tax_loss_irreversible", "social_impact"]  # fmt: skip
    assert asked[:6] == matter
    assert set(asked[6:8]) == {"casualties", "no_fault_evidence"}
    assert set(asked[8:]) == {"removed_harm", "coerced", "confessed", "merit"}
    assert all(one.question for one in named.ranked[len(asked) :])
    assert [one.field for one in named.to_find_out if one.field in matter] == matter[1:]
    # What the words are like counts as the matter, as far as it is asked about.
    unnamed = DECIDER.decide(incident({"incident": act}), DAY)
    first = [one.missing.field or one.missing.name for one in unnamed.ranked if one.missing]
    assert first[:2] == ["history", "correct_by"]
    # Under no list the correction turns most rules.
    none = {name: value for name, value in act.items() if name != "corrected_on"}
    bare = DECIDER.decide(incident({"incident": none, "items": []}), DAY)
    then = [one.missing.field or one.missing.name for one in bare.ranked if one.missing]
    assert then[:2] == ["corrected_on", "history"]


def test_a_day_that_has_not_come_is_known_to_be_ahead() -> None:
    """Not asked again; what was corrected by now was corrected before it is found."""
    act = {**LICENCE, "corrected_on": "2025-03-05", "found_on": f"> {DAY}"}
    decision = DECIDER.decide(incident({"incident": act, "items": ["shandong-2021-3"]}), DAY)
    assert decision.answer.worst.outcome == ("none", "must")
    late = {**act, "what": "增值税申报晚了4天", "domain": "税务"}
    tax = DECIDER.decide(incident({"incident": late, "items": ["tax-first-3"], "history": []}), DAY)
    assert "found_on" not in {missing.field for missing in tax.missing}
    # No day is made of it.
    assert tax.fields["found_on"] == Interval(DAY + timedelta(days=1), None)
    assert tax.first is not None
    assert str(tax.first.missing) == "incident.commitment_signed"


def test_every_open_fact_and_judgement_does_what_deciding_with_it_does() -> None:
    """Not only the one that settles most."""
    decision = open_act()
    assert decision.later is not None
    each = list(decision.later.each(decision))
    assert len(each) == len(decision.missing) + len(decision.questions)
    assert sum(assert_as_decided(decision, settling) for settling in each) > len(each)


def test_an_amount_is_told_in_the_stretches_that_the_rules_compare() -> None:
    """Goods worth up to 100,000 yuan: at the fen, and open where the text has two readings."""
    name = "customs-minor-1"
    fields = {**LICENCE, "domain": "海关", "corrected_on": "2025-03-05", "correct_by": "2025-03-10"}
    decision = DECIDER.decide(
        incident({"incident": fields, "items": [name], "history": [],
                  "judgements": {f"{name}/in-force": judged(True)}}),
        DAY, around=False,
    )  # fmt: skip
    first = decision.first
    assert first is not None
    assert str(first.missing) == "incident.goods_value"
    assert [effect.value for effect in first.effects] == [
        Interval(Decimal(0), Decimal("99999.99")),
        Interval(Decimal(100_000), Decimal(100_000)),
        Interval(Decimal("100000.01"), None),
    ]
    assert [effect.settled for effect in first.effects] == [True, False, False]
    assert [{rule.id for rule in effect.falls} for effect in first.effects][2] == {name}
    assert assert_as_decided(decision, first) == 5


def test_where_no_single_answer_changes_anything_none_is_told_first() -> None:
    """And none where the answer is settled."""
    settled = open_act(fields={"corrected_on": "2025-03-05"})
    assert settled.answer.worst == settled.answer.best
    assert settled.first is None


def test_a_judgement_may_settle_most() -> None:
    """Where every fact is known an officer's answer is what is asked first."""
    fields = {"corrected_on": "2025-03-15", "casualties": 0, **NO_GROUNDS}
    answers = {"article-32/other-ground": judged(False), "minor": judged(True),
               "harm-none": judged(True)}  # fmt: skip
    decision = open_act(fields=fields, judgements=answers, history=[])
    assert decision.missing == ()
    first = decision.first
    assert first is not None
    assert first.question is not None
    assert first.question.key == "timely"
    assert all(effect.settled for effect in first.effects)
    assert assert_as_decided(decision, first) == 2


def test_a_value_that_contradicts_what_is_stated_is_not_told() -> None:
    """A time limit before the order cannot be."""
    fields = {k: v for k, v in LICENCE.items() if k != "correct_by"}
    decision = DECIDER.decide(
        incident({"incident": {**fields, "found_on": "2025-03-05", "ordered_on": "2025-03-05",
                               "corrected_on": "2025-03-20"}, "items": ["shandong-2021-3"]}),
        DAY, around=False,
    )  # fmt: skip
    assert decision.later is not None
    each = list(decision.later.each(decision))
    (limit,) = [s for s in each if str(s.missing) == "incident.correct_by"]
    lows = [effect.value.low for effect in limit.effects if isinstance(effect.value, Interval)]
    assert min(low for low in lows if low is not None) == date(2025, 3, 5)
    assert assert_as_decided(decision, limit)


def test_parts_may_be_known() -> None:
    """What an arrival says counts as what the file says first."""
    part = Learnt(fields={"corrected_on": exactly(date(2025, 3, 5))})
    decision = open_act()
    later = replace(decision.incident, arrivals=(part,))
    assert DECIDER.decide(later, DAY, around=False).first is None


def test_what_an_item_offered_would_do_is_what_naming_it_does() -> None:
    """For each item, and for none of them."""
    decision = DECIDER.decide(
        incident({"incident": {**LICENCE, "corrected_on": "2025-03-05"}, "history": []}), DAY
    )
    assert decision.unnamed
    offered = decision.under_candidates
    assert [rule for rule, _ in offered] == [*decision.candidates, None]
    for rule, answer in offered:
        named = () if rule is None else (rule.id,)
        anew = DECIDER.decide(replace(decision.incident, items=named), DAY, around=False)
        assert told(anew.answer) == told(answer)
    assert open_act().under_candidates == ()
