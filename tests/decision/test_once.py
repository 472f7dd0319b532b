"""Paid once: what was received before excludes it, with day and amount; unknown, it is open."""

from __future__ import annotations

import shutil
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from huiqi.decision.decide import Decider
from huiqi.decision.results import MeasureResult, Status
from huiqi.diagnostics import Diagnostics, InputError
from huiqi.language.tree import FactReference, walk
from huiqi.profile.profile import Profile
from huiqi.profile.profile_reader import profile_from
from huiqi.report.phrases import Phrases
from huiqi.rulebook.documents import read_yaml_text
from huiqi.rulebook.loading import load_rulebook
from huiqi.truth import Truth
from tests.decision.small import rulebook as small

ROOT = Path(__file__).resolve().parents[2]
RULES = load_rulebook(ROOT / "rules")
DAY = date(2023, 6, 20)
TITLE = """registered_in_liaocheng: 是
recognitions:
  - {name: 新材料2020, title: new_material_leader, recognised_on: 2020-01-01}
  - {name: 新材料2023, title: new_material_leader, recognised_on: 2023-01-01}
"""
PAID = (
    "{name: 新材料领军奖励, measure: new-material-leader, amount: 100万元, received_on: 2021-03-01}"
)


def read(facts: str) -> Profile:
    """A profile of these facts."""
    diagnostics = Diagnostics()
    lines = "".join(f"  {line}\n" for line in facts.strip().splitlines())
    text = f"enterprise: {{name: 示例企业}}\nfacts:\n{lines}"
    document = read_yaml_text(text, "profile.yaml", diagnostics)
    diagnostics.raise_errors()
    assert document is not None
    profile = profile_from(document, RULES, diagnostics)
    diagnostics.raise_errors()
    return profile


def decided(facts: str, measure: str = "new-material-leader") -> MeasureResult:
    """One measure for these facts."""
    return Decider(RULES).decide(read(facts), DAY, [RULES.measures[measure]]).results[0]


def test_what_was_received_excludes_it_and_is_named() -> None:
    """已享受, by which payment, on which day and how much."""
    facts = f"{TITLE}support_received: [{PAID}]"
    result = decided(facts)
    assert result.status is Status.DOES_NOT_QUALIFY
    assert result.amount is not None
    assert result.amount.low == result.amount.high == Decimal(0)
    item = result.items[1]
    once = next(c for c in item.verdict.clauses if c.condition.once)
    assert Phrases(RULES).clause(once).actual == "已享受 新材料领军奖励 2021-03-01 100万元"


def test_two_records_of_one_title_are_paid_once() -> None:
    """A recheck is no second title."""
    result = decided(f"{TITLE}support_received: []")
    assert result.conditions is Status.QUALIFIES
    assert result.amount is not None
    assert result.amount.low == result.amount.high == Decimal(1000000)


def test_not_knowing_what_was_received_is_one_question() -> None:
    """Open, with that one fact missing; and what is not met for another reason does not wait."""
    result = decided(TITLE)
    assert result.conditions is Status.UNDETERMINED
    assert list(map(str, result.missing)) == ["support_received"]
    refused = decided("registered_in_liaocheng: 否\n" + TITLE.split("\n", 1)[1])
    assert refused.status is Status.DOES_NOT_QUALIFY


@pytest.mark.parametrize(
    "written", ["new-material-leader", "省新材料领军企业奖励", " 省新材料领军企业奖励 "]
)
def test_a_payment_names_its_measure_as_people_do(written: str) -> None:
    """By id or title, however it is spelt."""
    paid = PAID.replace("new-material-leader", f'"{written}"')
    assert decided(f"{TITLE}support_received: [{paid}]").status is Status.DOES_NOT_QUALIFY


def test_learning_what_was_received_never_turns_a_definite_verdict() -> None:
    """From not known to none, to some of another measure, to this one: open, then settled."""
    verdicts = [decided(TITLE).conditions]
    for received in (
        "[]",
        f"[{PAID.replace('new-material-leader', 'quality-award')}]",
        f"[{PAID}]",
    ):
        verdicts.append(decided(f"{TITLE}support_received: {received}").conditions)
    assert verdicts[0] is Status.UNDETERMINED
    assert verdicts[1:] == [Status.QUALIFIES, Status.QUALIFIES, Status.DOES_NOT_QUALIFY]


def test_every_measure_of_the_city_and_the_province_paid_once_asks() -> None:
    """And none of another place: what was received there is not asked of an enterprise here."""
    once = {
        measure.id: [condition.node for condition in measure.conditions() if condition.once]
        for measure in RULES.measures.values()
    }
    own = {measure.id for measure in RULES.supports}
    elsewhere = [node for name, nodes in once.items() if name not in own for node in nodes if node]
    assert len(elsewhere) > 10
    for node in elsewhere:
        lists = [part for part in walk(node) if isinstance(part, FactReference)]
        assert [part.stated for part in lists if part.name == "support_received"] == [True]
    assert {name for name, nodes in once.items() if nodes and name in own} == {
        "brand-reward",
        "digital-navigator",
        "first-quarter-start",
        "first-set",
        "high-technology-first-failed",
        "high-technology-first-pass",
        "high-technology-recheck",
        "innovation-platform-reward",
        "listing-subsidy",
        "new-material-leader",
        "new-rd-institution-match",
        "quality-award",
        "revenue-milestone",
    }


def test_once_needs_a_thing_and_a_list_of_payments(tmp_path: Path) -> None:
    """Refused at load, at its place."""
    free = "requires: {id: free, text: {zh: 无, en: none}, if: a >= 0}\n"
    for scope in ("enterprise", "title"):
        with pytest.raises(InputError) as refused:
            small(tmp_path / scope, m1=f"{free}gives: {{once: {scope}, amount: 1万元}}\n")
        assert {found.code for found in refused.value.diagnostics} == {"R336"}


def test_a_list_that_says_it_itself_needs_no_payments() -> None:
    """A product that was not supported before: a list that is not told settles nothing."""
    product = (
        "registered_in_liaocheng: 是\nfirst_set_products: "
        "[{name: 甲, list: national, recognised_on: 2023-03-01, rewarded_before: 否}]"
    )
    clauses = {
        c.condition.id: c.truth for c in decided(product, "first-set").items[0].verdict.clauses
    }
    assert clauses["once"] is Truth.TRUE


def test_a_field_that_is_not_there_is_told_where_it_is_named(tmp_path: Path) -> None:
    """Of a list that says by which field one thing is told from another."""
    shutil.copytree(ROOT / "rules", tmp_path / "rules")
    path = tmp_path / "rules" / "shared" / "facts" / "projects.yaml"
    text = path.read_text("utf-8")
    assert "things: {product: name}" in text
    path.write_text(text.replace("things: {product: name}", "things: {product: nam}"), "utf-8")
    with pytest.raises(InputError) as refused:
        load_rulebook(tmp_path / "rules")
    assert {(one.code, one.found) for one in refused.value.diagnostics} == {("R303", "nam")}
