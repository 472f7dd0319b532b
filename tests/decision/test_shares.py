"""A share of nothing is neither yes nor no, and is for an official to judge."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from huiqi.decision.decide import decide_measures
from huiqi.decision.results import Status
from huiqi.diagnostics import Diagnostics, InputError
from huiqi.evaluation import Evaluator
from huiqi.language import tree
from huiqi.language.types import Kind
from huiqi.profile.profile import Given, Judgement, Profile
from huiqi.profile.profile_reader import read_profile
from huiqi.rulebook.loading import load_rulebook
from huiqi.rulebook.reach import rests_on_share
from huiqi.rulebook.rulebook import Rulebook
from huiqi.truth import Truth
from huiqi.values import Interval, exactly
from tests.decision.small import AS_OF, HEAD, profile, rulebook, smallest_changes

SHARE = "requires: {id: share, text: {zh: 占比, en: share}, if: a / d >= 3%}"
YES = Judgement(answer=True, by="示例局", on=AS_OF, reason="无人可比")


def status(rules: Rulebook, known: Profile) -> Status:
    """The status of the one measure."""
    (result,) = decide_measures(rules, known, AS_OF).results
    return result.status


@pytest.mark.parametrize(
    ("top", "base", "expected"),
    [
        (3, 100, Status.QUALIFIES),
        (2, 100, Status.DOES_NOT_QUALIFY),
        (4, 100, Status.QUALIFIES),
        (0, 0, Status.NEEDS_JUDGEMENT),
        (5, 0, Status.NEEDS_JUDGEMENT),
    ],
)
def test_a_share_and_a_share_of_nothing(
    tmp_path: Path, top: int, base: int, expected: Status
) -> None:
    """3 of 100 is 3%; of nothing there is no share, and no further fact would tell."""
    known = profile(a=exactly(Decimal(top)), d=exactly(Decimal(base)))
    (result,) = decide_measures(rulebook(tmp_path, m=SHARE), known, AS_OF).results
    assert result.status is expected
    assert result.missing == ()
    assert bool(result.causes) is (expected is Status.NEEDS_JUDGEMENT)


def test_a_share_that_a_field_or_a_parameter_works_out_is_one_too(tmp_path: Path) -> None:
    """An official may judge what a share of nothing is, wherever the quotient stands."""
    rulebook(tmp_path)
    field = "      part: {type: ratio, label: {zh: 占, en: part}, formula: worth / got}\n"
    facts = tmp_path / "facts" / "facts.yaml"
    facts.write_text(facts.read_text("utf-8") + field, "utf-8")
    (tmp_path / "parameters").mkdir()
    (tmp_path / "parameters" / "x.yaml").write_text(
        "parameters:\n  rate:\n    type: ratio\n    label: {zh: 率, en: rate}\n    values:\n"
        "      - {from: 2020-01-01, when: a / d > 1, value: 1%, basis: [{source: law}]}\n",
        "utf-8",
    )
    clause = "{{id: {}, text: {{zh: x, en: x}}, if: '{}'}}".format
    asked = {
        "field": "any(t.part >= 3% for t in things)",
        "parameter": "rate >= 1%",
        "neither": "any(t.worth >= 3元 for t in things) and a >= 3",
    }
    body = f"requires: {{all: [{', '.join(clause(*entry) for entry in asked.items())}]}}\n"
    path = tmp_path / "programmes" / "p" / "m.yaml"
    path.write_text(HEAD.format(id="m") + body, "utf-8")
    rules = load_rulebook(tmp_path)
    found = {c.id: rests_on_share(rules, c) for c in rules.measures["m"].conditions()}
    assert found == {"field": True, "parameter": True, "neither": False}


def test_a_base_that_may_be_nothing_is_a_missing_fact(tmp_path: Path) -> None:
    """At most 100 may be 0: so far the fact is missing, not the judgement."""
    rules = rulebook(tmp_path, m=SHARE)
    known = profile(a=exactly(Decimal(50)), d=Interval(Decimal(0), Decimal(100)))
    (result,) = decide_measures(rules, known, AS_OF).results
    assert result.status is Status.UNDETERMINED
    assert [missing.name for missing in result.missing] == ["d"]


def test_an_official_says_what_a_share_of_nothing_is(tmp_path: Path) -> None:
    """The answer is used where the share has none, and only there."""
    rules = rulebook(tmp_path, m=SHARE)
    for base, expected in ((0, Status.QUALIFIES), (100, Status.DOES_NOT_QUALIFY)):
        known = profile(a=exactly(Decimal(2)), d=exactly(Decimal(base)))
        told = Profile(name=known.name, facts=known.facts, judgements={"m/share": YES})
        assert status(rules, told) is expected


def test_a_profile_may_answer_only_what_can_lack_a_base(tmp_path: Path) -> None:
    """The share may be answered; what is only compared may not."""
    plain = "requires: {id: many, text: {zh: 数, en: many}, if: a >= 3}"
    rules = rulebook(tmp_path, m=SHARE, n=plain)
    answer = "{answer: 是, by: 示例局, date: 2023-06-01, reason: 无人可比}"
    for key, accepted in (("m/share", True), ("n/many", False)):
        path = tmp_path / "profile.yaml"
        path.write_text(
            f"enterprise: {{name: 示例企业}}\njudgements: {{{key}: {answer}}}\n", "utf-8"
        )
        if accepted:
            assert key in read_profile(path, rules, Diagnostics()).judgements
        else:
            with pytest.raises(InputError, match="P108"):
                read_profile(path, rules, Diagnostics())


def test_growth_from_nothing_is_for_judgement(tmp_path: Path) -> None:
    """Growth is a share of the year before."""
    body = "requires: {id: grows, text: {zh: 增长, en: grows}, if: 'growth(past[-1]) >= 10%'}"
    rules = rulebook(tmp_path, m=body)
    path = tmp_path / "profile.yaml"
    path.write_text("enterprise: {name: 示例企业}\nfacts: {past: {2022: 100, 2021: 0}}\n", "utf-8")
    assert status(rules, read_profile(path, rules, Diagnostics())) is Status.NEEDS_JUDGEMENT


def test_the_smallest_change_reaches_a_share(tmp_path: Path) -> None:
    """Two of a hundred are one short of 3%."""
    rules = rulebook(tmp_path, m=SHARE)
    known = profile(a=exactly(Decimal(2)), d=exactly(Decimal(100)))
    decision = decide_measures(rules, known, AS_OF)
    found = smallest_changes(rules, known, AS_OF, decision.results[0])
    assert found is not None
    assert [(change.name, change.after) for change in found] == [("a", exactly(Decimal(3)))]


def test_no_rule_hides_a_share_in_a_product() -> None:
    """`x >= 3% * y` holds where both are nothing; a share is written as the quotient it is."""
    rules = load_rulebook()
    nodes = [node for measure in rules.measures.values() for node in measure.nodes()]
    for definition in rules.definitions.values():
        nodes.extend(definition.nodes)
    for parameter in rules.parameters.values():
        nodes.extend(parameter.nodes)
    hidden = [
        part
        for node in nodes
        for part in tree.walk(node)
        if isinstance(part, tree.Comparison)
        and part.operator not in ("==", "!=")
        and any(_share(side) for side in (part.left, part.right))
    ]
    assert not [rules.written_at(part) for part in hidden]


def _share(node: tree.Node) -> bool:
    """A rate of something of the enterprise."""
    if not isinstance(node, tree.Arithmetic) or node.operator != "*":
        return False
    kinds = {node.left.type.kind, node.right.type.kind}
    return Kind.RATIO in kinds and not any(
        isinstance(s, tree.Literal) and s.type.kind is not Kind.RATIO
        for s in (node.left, node.right)
    )


def test_truth_of_an_income_of_nothing() -> None:
    """Without income it is neither a manufacturer nor none, and in no excluded industry."""
    zero = Given(value=exactly(Decimal(0)))
    names = (
        "total_income",
        "non_taxable_income",
        "investment_income",
        "manufacturing_revenue",
        "excluded_industry_revenue",
    )
    known = Profile(name="示例企业", facts={(name, 2022): zero for name in names})
    evaluator = Evaluator(load_rulebook(), known, AS_OF)
    assert evaluator.outcome("rd_manufacturing_enterprise", 2022).value is Truth.UNKNOWN
    assert evaluator.outcome("rd_excluded_industry", 2022).value is Truth.FALSE
