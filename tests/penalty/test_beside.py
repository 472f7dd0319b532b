"""What stands beside an answer: items offered, precedents, questions, lists to be checked."""

from __future__ import annotations

from collections.abc import Mapping
from copy import deepcopy
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from huiqi.penalty.deciding import PenaltyDecider
from huiqi.penalty.results import PenaltyDecision, PenaltyStatus
from huiqi.truth import Truth
from tests.penalty.book import BOOK, DAY, DECIDER, LICENCE, incident, judged
from tests.penalty.described import LISTED, UNLISTED

CORRECTED = {**LICENCE, "correct_by": "2025-03-10", "corrected_on": "2025-03-05"}


def decided(
    fields: Mapping[str, Any],
    items: list[str] | None = None,
    answers: Mapping[str, bool] | None = None,
    as_of: date = DAY,
    **more: Any,
) -> PenaltyDecision:
    """The decision on an act without a history; ``items`` absent: not said."""
    data: dict[str, Any] = {"incident": deepcopy(dict(fields)), "history": [], **more}
    if items is not None:
        data["items"] = items
    data["judgements"] = {key: judged(answer) for key, answer in (answers or {}).items()}
    return DECIDER.decide(incident(data, as_of), as_of)


def asked(decision: PenaltyDecision) -> dict[str, tuple[str, ...]]:
    """The questions, each with the rules that ask it."""
    return {question.key: question.rules for question in decision.questions}


@pytest.mark.parametrize("what", ["食品生产者未悬挂食品生产许可证", "示例", None])
def test_six_items_of_the_field_are_offered_the_nearest_first(what: str | None) -> None:
    """Each once, however many of them have words in common with the act."""
    fields = (
        {**LICENCE, "what": what} if what else {k: v for k, v in LICENCE.items() if k != "what"}
    )
    offered = [item.id for item in decided(fields).candidates]
    market = [item.id for item in BOOK.items.values() if item.sanction.domain == "market"]
    assert len(offered) == len(set(offered)) == 6 < len(market)
    assert set(offered) <= set(market)
    if what == "食品生产者未悬挂食品生产许可证":
        assert offered[0] == "shandong-2021-3"
    else:
        assert offered == market[:6]


def test_what_is_near_is_not_offered_twice() -> None:
    """Two items speak of farm produce; the others follow in the order of the lists."""
    offered = [item.id for item in decided({**LICENCE, "what": "农产品"}).candidates]
    near = {item.id for item in BOOK.items.values() if "农产品" in item.title.zh}
    market = [item.id for item in BOOK.items.values() if item.sanction.domain == "market"]
    assert set(offered[:2]) == near
    assert offered[2:] == [name for name in market if name not in near][:4]


@pytest.mark.parametrize("told", [True, False], ids=["field told", "field not told"])
def test_what_is_listed_is_likened_and_what_is_not_is_not(told: bool) -> None:
    """Of twenty that are in the lists each matter is among those likened, and first of nineteen; of
    twenty that are not none is likened (before: nine, and nineteen where no field was told).
    """

    def likened(what: str, domain: str) -> list[str]:
        act = {"what": what, "person": "企业", "committed_on": "2025-05-01"}
        found = decided(act | ({"domain": domain} if told else {}))
        return [item.title.zh for item in found.candidates[: found.alike]]

    found = [(word, likened(what, domain)) for what, domain, word in LISTED]
    assert [titles for word, titles in found if not any(word in title for title in titles)] == []
    assert sum(word in titles[0] for word, titles in found) >= 19
    wrong = [what for what, domain in UNLISTED if likened(what, domain)]
    assert wrong == ([] if told else ["计量器具没有检定"])


def test_a_precedent_stands_beside_a_question_that_it_speaks_of() -> None:
    """With the part that does; one that was corrected is not thereby corrected in time."""
    fields = {**LICENCE, "what": "出店经营、流动摊贩", "domain": "城市管理"}
    said = {q.key: [saying.part for saying in q.sayings] for q in decided(fields, []).questions}
    assert said["timely"] == said["harm-slight"] == ["初次违法、危害后果轻微、及时改正"]
    food = decided({**LICENCE, "what": "未取得食品经营许可从事食品经营活动"}, [])
    assert any("已改正" in model.conditions for model in food.precedents)
    assert next(q for q in food.questions if q.key == "timely").sayings == ()


@pytest.mark.parametrize(
    ("conditions", "speaks"),
    [
        ("危害、后果、轻微", True),
        ("危害后果", True),
        ("后果、轻微", False),
        ("后果轻", False),
        ("示例", False),
    ],
)
def test_three_of_five_neighbouring_pairs_speak_of_a_question(
    conditions: str, speaks: bool
) -> None:
    """危害后果轻微 has five: two thirds of them, in whole pairs, are enough."""
    act = "出店经营、流动摊贩"
    models = [model for model in BOOK.precedents.values() if model.violation == act]
    changed = {model.id: model.model_copy(update={"conditions": conditions}) for model in models}
    decider = PenaltyDecider(replace(BOOK, precedents={**BOOK.precedents, **changed}))
    fields = {**LICENCE, "what": act, "domain": "城市管理"}
    data = {"incident": fields, "items": [], "history": []}
    questions = {
        question.key: question for question in decider.decide(incident(data), DAY).questions
    }
    said = [saying.part for saying in questions["harm-slight"].sayings]
    assert said == [conditions] * speaks * len(models)


def test_no_item_is_offered_where_it_cannot_matter() -> None:
    """None of the field, items named, or an answer that no item can change."""
    named = decided(LICENCE, ["shandong-2021-3"])
    assert (named.candidates, named.unnamed) == ((), False)
    settled = decided({**LICENCE, "person": "自然人", "age": 12})
    assert settled.answer.status is PenaltyStatus.DECIDED
    assert (settled.candidates, settled.unnamed) == ((), False)
    assert decided(LICENCE).unnamed


def test_precedents_are_alike_and_few() -> None:
    """Of those that share words with the act only those that speak of the like; three are shown."""
    act = "出店经营、流动摊贩"
    fields = {**LICENCE, "what": act, "domain": "城市管理"}
    found = DECIDER.index.find(act, domain="urban", precedents=True, most=20)
    assert len(found) > 1
    assert [model.violation for model in decided(fields, []).precedents] == [act]
    many = {**fields, "what": "重点排污单位不按照规定的方式公开环境信息", "domain": "生态环境"}
    assert len(decided(many, []).precedents) == 3
    assert decided({**fields, "what": "示例"}, []).precedents == ()
    without = DECIDER.decide(incident({"incident": fields, "items": []}), DAY, around=False)
    assert without.precedents == ()


@pytest.mark.parametrize(
    ("fields", "items", "told"),
    [
        (CORRECTED, ["shandong-2021-3"], True),
        (LICENCE, ["shandong-2021-3"], True),
        ({**LICENCE, "correct_by": "2025-03-10", "corrected_on": "2025-03-11"},
         ["shandong-2021-3"], False),
        (CORRECTED, ["market-first-6"], False),
        (CORRECTED, [], False),
    ],
)  # fmt: skip
def test_of_a_list_that_decides_or_may_it_is_said_what_came_later(
    fields: dict[str, Any], items: list[str], told: bool
) -> None:
    """The province's list of 2021: not where it decides nothing."""
    decision = decided(fields, items)
    assert [found.id for found in decision.dated] == ["shandong-2021"] * told
    assert decision.lists == tuple(BOOK.lists[BOOK.items[name].collection] for name in items)


@pytest.mark.parametrize(("day", "told"), [("2021-12-31", False), ("2022-01-01", True)])
def test_what_came_later_is_said_from_a_day_on(day: str, told: bool) -> None:
    """In 2021 it was this year's list."""
    fields = {**LICENCE, "committed_on": "2021-11-01", "correct_by": "2021-12-01",
              "corrected_on": "2021-11-20"}  # fmt: skip
    decision = decided(fields, ["shandong-2021-3"], as_of=date.fromisoformat(day))
    assert bool(decision.dated) is told


def test_one_imported_list_is_enough_to_say_so() -> None:
    """The city's list is among those that an authority may have imported."""
    assert not decided(CORRECTED, []).city_list
    first, *_ = BOOK.lists
    lists = {**BOOK.lists, first: replace(BOOK.lists[first], imported=True)}
    decider = PenaltyDecider(replace(BOOK, lists=lists))
    assert decider.decide(incident({"incident": CORRECTED, "items": []}), DAY).city_list


BULK = {
    **LICENCE,
    "what": "未取得食品经营许可从事散装食品经营活动",
    "corrected_on": "2025-03-02",
    "food_accident": False,
}


@pytest.mark.parametrize("named", ["market-2025-1", "market-first-1"])
def test_a_question_that_several_ask_is_asked_once(named: str) -> None:
    """Not so whether a list is in force, or what is left out of an item: that is each one's own."""
    questions = asked(decided(BULK, [named]))
    assert questions["timely"] == ("article-33-minor", "article-33-first", "market-2025-1")
    assert questions["market-2025-1/item-conditions"] == ("market-2025-1",)
    assert questions["market-2025-1/in-force"] == ("market-2025-1",)
    assert questions["market-first-1/in-force"] == ("market-first-1",)
    assert questions["article-32/other-ground"] == ("article-32",)
    assert not {"in-force", "item-conditions", "other-ground"} & set(questions)
    first = next(q for q in decided(BULK, [named]).questions if q.key == "timely")
    assert {cited.source.id for cited in first.basis} == {"penalty-law-2021"}


def test_a_question_that_two_ask_is_asked_once() -> None:
    """Whether another law sets a longer limit, of both limits of article 36."""
    old = {**LICENCE, "committed_on": "2015-03-01", "found_on": "2025-05-20"}
    both = ("article-36-two-years", "article-36-five-years")
    assert asked(decided(old, []))["limitation-otherwise"] == both


def test_an_officer_is_not_asked_what_a_fact_would_say() -> None:
    """The day of the correction is missing, no question."""
    fields = {key: value for key, value in BULK.items() if key != "corrected_on"}
    decision = decided(fields, ["market-2025-1"])
    assert "incident.corrected_on" in map(str, decision.missing)
    assert not any(key.endswith("corrected") for key in asked(decision))
    assert len(set(decision.missing)) == len(decision.missing)


CONFLICT = "conflict/market-2025-1"


def test_which_of_two_conflicting_items_prevails_is_asked_while_it_matters() -> None:
    """Not once it is answered, nor where neither of them is open any more."""
    both = ("market-2025-1", "market-first-1")
    assert asked(decided(BULK, ["market-first-1"]))[CONFLICT] == both
    for answer in (True, False):
        assert CONFLICT not in asked(decided(BULK, ["market-first-1"], {CONFLICT: answer}))
    neither = decided({**BULK, "food_accident": True}, ["market-first-1"], {"harm-slight": False})
    results = {result.rule.id: result.decides for result in neither.answer.rules}
    assert {results[name] for name in both} == {Truth.FALSE}
    assert neither.answer.leaves[CONFLICT] is Truth.UNKNOWN
    assert neither.questions
    assert CONFLICT not in asked(neither)
    cited = next(q for q in decided(BULK, ["market-2025-1"]).questions if q.key == CONFLICT)
    assert len(cited.basis) == sum(len(BOOK.items[name].basis) for name in both)


def test_a_settled_answer_asks_for_nothing() -> None:
    """However much is not known that could no longer change it."""
    settled = decided({**LICENCE, "person": "自然人", "age": 12}, ["market-2025-1"])
    assert settled.answer.worst == settled.answer.best
    assert (settled.questions, settled.missing, settled.open_rules) == ((), (), ())


@pytest.mark.parametrize(
    ("items", "open_"),
    [([], False), (None, True), (["market-2025-1"], True), (["shandong-2021-3"], True),
     (["shandong-2021-3", "market-2025-4"], True)],
)  # fmt: skip
def test_what_bars_the_lists_matters_where_a_list_may_decide(
    items: list[str] | None, open_: bool
) -> None:
    """Whether the correction was refused, where it makes no outcome milder by itself."""
    fields = {key: value for key, value in LICENCE.items() if key != "corrected_on"}
    assert ("shandong-refusal" in decided(fields, items).open_rules) is open_
    # An item that does not apply, whatever is still to be learnt, makes no difference.
    settled = decided({**fields, "food_business": False}, ["market-first-6"])
    assert "shandong-refusal" not in settled.open_rules


def test_what_an_item_no_longer_turns_on_is_not_missing() -> None:
    """In catering the item on expired food does not apply, whatever the food was worth; it stays
    open, since the same matter is stated twice.
    """
    for catering in (False, True):
        decision = decided({**LICENCE, "catering": catering}, ["market-first-5"])
        assert "market-first-5" in decision.open_rules
        assert ("incident.goods_value" in map(str, decision.missing)) is not catering


def test_an_item_with_a_choice_is_asked_about_where_one_part_of_it_is_milder() -> None:
    """Mitigated, or no penalty at all: where he may go unpunished anyway, it is milder still in
    what must be.
    """
    name = "market-first-3"
    item = BOOK.items[name]
    outcome = replace(item.sanction, effect="mitigated", modality="must", instead=("none",))
    changed = replace(item, effect=outcome)
    terms = replace(BOOK.terms, provisions={**BOOK.terms.provisions, name: changed})
    decider = PenaltyDecider(replace(BOOK, terms=terms))
    answers = {"timely": True, "harm-slight": True, "harm-none": False, "minor": False}
    judgements = {key: judged(answer) for key, answer in answers.items()}
    data = {"incident": {**CORRECTED, "casualties": 0}, "items": [name], "history": [],
            "judgements": judgements}  # fmt: skip
    decision = decider.decide(incident(data), DAY, around=False)
    assert (decision.answer.worst.must, decision.answer.worst.may) == ("ordinary", "none")
    assert name in decision.open_rules


def test_what_would_not_be_more_lenient_is_not_asked() -> None:
    """Where he may go unpunished, that he might get less is no question, that he must is one."""
    fields = {**CORRECTED, "person": "自然人", "age": 40, "casualties": 0}
    answers = {"timely": True, "harm-slight": True, "harm-none": False, "minor": False}
    decision = decided(fields, [], answers)
    assert decision.answer.worst.may == "none"
    assert "article-31-diminished" not in decision.open_rules
    assert {"article-31-incapable", "article-32"} <= set(decision.open_rules)
    listed = decided(fields, ["market-2025-1"], answers)
    assert "market-2025-1" in listed.open_rules
    assert "article-31-diminished" not in listed.open_rules
    before = decided(fields, [])
    assert "article-31-diminished" in before.open_rules


def test_each_arrival_tells_what_it_changed() -> None:
    """The beginning changes nothing; what stays as it was is not told."""
    events = [{"what": "复查", "on": "2025-03-05", "incident": {"corrected_on": "2025-03-05"}},
              {"what": "无关", "incident": {"merit": True}}]  # fmt: skip
    fields = {key: value for key, value in CORRECTED.items() if key != "corrected_on"}
    first, second, third = decided(fields, ["shandong-2021-3"], events=events).turns
    assert (first.label, dict(first.changed)) == ("", {})
    assert (second.label, second.on) == ("复查", date(2025, 3, 5))
    key = "article-33-first/corrected"
    assert second.changed[key] == (Truth.UNKNOWN, Truth.TRUE)
    assert key not in third.changed
    assert set(third.changed) == {"article-32/merit"}
