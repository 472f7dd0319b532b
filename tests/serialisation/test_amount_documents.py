"""What a document says of amounts: of which kind, what a fund bounds, what sources dispute."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from huiqi.decision.decide import decide_measures
from huiqi.profile.profile import Judgement, Profile
from huiqi.report.phrases import Phrases
from huiqi.serialisation.decisions import decision_json
from huiqi.serialisation.measures import MeasureForm
from tests.decision.small import AS_OF, profile, rulebook
from tests.decision.test_amounts import money
from tests.serialisation.commands import said
from tests.test_cli import EXAMPLE

ENOUGH = (
    "requires: {id: enough, text: {zh: 够, en: enough}, brief: {zh: 不够, en: less}, if: a >= 3}\n"
)
DISPUTED = """\
gives:
  conflicting:
    - {id: one, text: {zh: 甲说, en: one says}, amount: 2 * b, basis: [{source: law}]}
    - {id: other, text: {zh: 乙说, en: other says}, amount: 5元, basis: [{source: press}]}
  caps: [{at_most: 100元, per: enterprise}]
conflicts:
  - {id: c, text: {zh: 两说, en: two}, basis: [{source: law}, {source: press}]}
  - {id: d, text: {zh: 期限两说, en: the time}, basis: [{source: law}]}
"""


def told(folder: Path, body: str, person: Profile) -> MeasureForm:
    """What is said of one measure."""
    book = rulebook(folder, m=body)
    (measure,) = decision_json(decide_measures(book, person, AS_OF), Phrases(book))["measures"]
    return measure


def test_the_kind_stands_beside_every_amount() -> None:
    """Of measures, of records, of illustrations: none where no figure is named, and one of the
    figures where one is.
    """
    document = said(["check", EXAMPLE, "--as-of", "2023-06-20"])
    seen = set()

    def ask(one: dict[str, Any]) -> None:
        kind, amount = one["amount_kind"], one["amount"]
        seen.add(kind)
        assert (amount is None) <= (kind in ("none", "not_due"))
        if kind == "exact":
            assert amount["low"] == amount["high"] is not None
        if kind == "at_most":
            assert amount["at_most"] is not None
        if kind == "unknown":
            assert amount["high"] is None
            assert amount["at_most"] is None

    for measure in document["measures"]:
        illustration = measure["illustration"]
        models = illustration["models"] if illustration else []
        for one in (measure, *measure["items"], *models, *filter(None, [illustration])):
            ask(one)
    assert seen >= {"none", "unknown", "not_due", "range", "at_most"}


@pytest.mark.parametrize(("b", "high", "pool"), [(100, None, "8.00"), (1, "2.00", None)])
def test_a_fund_bounds_no_one(tmp_path: Path, b: int, high: str | None, pool: str | None) -> None:
    """Its whole is told apart from what one enterprise may have."""
    body = ENOUGH + "gives: {amount: 2 * b, shared_from: 8元}\n"
    measure = told(tmp_path, body, profile(a=money(3), b=money(b)))
    amount = measure["amount"]
    assert amount is not None
    assert (amount["high"], amount["pool"]) == (high, pool)
    assert amount["fund_only"] is (pool is not None)
    assert measure["amount_kind"] == ("range" if high else "unknown")


def test_a_conflict_says_what_it_does_to_the_amount(tmp_path: Path) -> None:
    """What each source says, the bounds of both, the weaker grade; not of one on something else."""
    measure = told(tmp_path, ENOUGH + DISPUTED, profile(a=money(3), b=money(4)))
    on_amount, on_time = measure["conflicts"]
    assert on_time["amount"] is None
    effect = on_amount["amount"]
    assert effect is not None
    assert [(one["id"], one["value"], one["grade"]) for one in effect["statements"]] == [
        ("one", "8", "official"),
        ("other", "5", "reported"),
    ]
    assert (effect["low"], effect["high"], effect["grade"]) == ("5.00", "8.00", "reported")
    assert effect["settled_under"] == "m/amount"
    assert effect["judgement"] is None
    assert measure["amount"] is not None
    assert measure["amount"]["grade"] == "reported"


def test_of_a_conflict_that_is_settled_nothing_is_open(tmp_path: Path) -> None:
    """Who chose, and the amount that then holds."""
    chosen = Judgement(answer=True, by="示例", on=AS_OF, reason="核对原文", choice="one")
    person = profile(a=money(3), b=money(4))
    ruled = Profile(name=person.name, facts=person.facts, judgements={"m/amount": chosen})
    measure = told(tmp_path, ENOUGH + DISPUTED, ruled)
    effect = measure["conflicts"][0]["amount"]
    assert effect is not None
    assert effect["judgement"] is not None
    assert effect["judgement"]["answer"] == "one"
    assert [one["value"] for one in effect["statements"]] == [None, None]
    assert effect["low"] is None
    assert measure["amount_kind"] == "exact"


def test_the_short_form_of_a_clause_is_told(tmp_path: Path) -> None:
    """What is so where it is not met."""
    measure = told(tmp_path, ENOUGH, profile(a=money(2)))
    (clause,) = measure["clauses"]
    assert clause["brief"] == {"zh": "不够", "en": "less"}


def test_a_line_is_told_with_what_it_is_made_of(tmp_path: Path) -> None:
    """Operation and operands, each with its label, its value and its type."""
    measure = told(tmp_path, ENOUGH + "gives: {amount: 20% * b}\n", profile(a=money(3), b=money(5)))
    assert measure["amount"] is not None
    (line,) = measure["amount"]["lines"]
    assert (line["operation"], line["value"], line["type"]) == ("times", "1.00", "money")
    rate, base = line["operands"]
    assert (rate["operation"], rate["value"], rate["type"]) == ("written", "0.20", "ratio")
    assert (base["operation"], base["value"], base["type"]) == ("read", "5", "money")
    assert base["text"] == {"zh": "乙额", "en": "b"}
    assert base["operands"] == []
