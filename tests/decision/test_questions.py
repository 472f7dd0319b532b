"""What is worth asking: once each, in an order, with what hangs on it."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

from huiqi.decision.decide import decide_measures
from huiqi.decision.results import Decision
from huiqi.decision.standing import worth_of
from huiqi.rulebook.loading import load_rulebook
from huiqi.values import exactly
from tests.decision.small import AS_OF, HEAD, profile, rulebook

ROOT = Path(__file__).resolve().parents[2]
OPEN = "requires: {{all: [{{id: one, text: {{zh: 甲, en: a}}, if: {formula}}}]}}\n"
PAYS = "gives: {{amount: {amount}}}\n"


def measure(formula: str, amount: str = "", recipient: str = "") -> str:
    """A measure that asks one thing and pays, where it does, a fixed amount."""
    body = OPEN.format(formula=f'"{formula}"')
    body += PAYS.format(amount=amount) if amount else ""
    return body + (f"recipient: {recipient}\n" if recipient else "")


def asked(decision: Decision) -> list[str]:
    """The facts in the order of asking."""
    return [question.missing.name for question in decision.questions]


def test_what_most_measures_wait_for_is_asked_first(tmp_path: Path) -> None:
    """Then the larger amount; each fact once."""
    rules = rulebook(
        tmp_path,
        m1=measure("a > 3", "10万元"),
        m2=measure("a > 5"),
        m3=measure("d > 3", "20万元"),
        m4=measure("level >= middle", "90万元"),
    )
    decision = decide_measures(rules, profile(), AS_OF)
    assert asked(decision) == ["a", "level", "d"]
    first = decision.questions[0]
    assert {result.measure.id for result in first.measures} == {"m1", "m2"}
    assert first.largest == Decimal(100_000)


def test_what_is_known_is_not_asked(tmp_path: Path) -> None:
    """Nor what a settled measure would have asked."""
    rules = rulebook(tmp_path, m1=measure("a > 3 and d > 3"))
    assert asked(decide_measures(rules, profile(a=exactly(Decimal(1))), AS_OF)) == []
    assert asked(decide_measures(rules, profile(a=exactly(Decimal(4))), AS_OF)) == ["d"]


def test_what_can_only_rule_out_comes_after_what_opens(tmp_path: Path) -> None:
    """A veto is asked when the rest is answered, however many measures it bars."""
    rules = rulebook(
        tmp_path,
        m1=measure("not c", "90万元"),
        m2=measure("not c and a > 3"),
    )
    decision = decide_measures(rules, profile(), AS_OF)
    assert asked(decision) == ["a", "c"]
    assert [question.rules_out for question in decision.questions] == [False, True]


def test_a_fact_read_with_both_signs_is_no_veto(tmp_path: Path) -> None:
    """In one measure it bars, in another it opens."""
    rules = rulebook(tmp_path, m1=measure("not c"), m2=measure("c or a > 3"))
    assert rules.closing_facts == frozenset()
    rules = rulebook(tmp_path / "other", m1="requires: {none: [c]}\n")
    assert rules.closing_facts == {"c"}


def test_a_long_sum_loads_like_a_short_one(tmp_path: Path) -> None:
    """Each of its parts is read with both signs, once: not the parts of parts again and again."""
    rules = rulebook(tmp_path, m1=measure(f"not c and {' + '.join(['a'] * 60)} > 3"))
    assert rules.closing_facts == {"c"}


MOST = """
definitions:
  most:
    type: money
    label: {zh: 至多, en: most}
    value: {choose: [{if: c, then: 5元}], otherwise: 1元}
    basis: [{source: law}]
"""
LIMIT = """
parameters:
  limit:
    type: money
    label: {zh: 限, en: limit}
    overlap: first
    values:
      - {from: 2020-01-01, when: c, value: 1元, basis: [{source: law}]}
      - {from: 2020-01-01, value: 9元, basis: [{source: law}]}
"""
FIELD = "      counted: {type: money, label: {zh: 计, en: x}, formula: 'min(worth, most)'}\n"


def test_what_a_parameter_or_a_field_turns_on_is_no_veto(tmp_path: Path) -> None:
    """It opens by another way than under its own name."""
    for name, text, formula in (
        ("definitions", MOST, "not c and any(t.counted > 1元 for t in things)"),
        ("parameters", LIMIT, "not c and b >= limit"),
    ):
        folder = tmp_path / name
        rulebook(folder)
        facts = folder / "facts" / "facts.yaml"
        if name == "definitions":
            facts.write_text(facts.read_text("utf-8") + FIELD, "utf-8")
        (folder / name).mkdir()
        (folder / name / "x.yaml").write_text(text, "utf-8")
        path = folder / "programmes" / "p" / "m.yaml"
        path.write_text(HEAD.format(id="m") + measure(formula), "utf-8")
        assert load_rulebook(folder).closing_facts == frozenset()


def test_what_is_for_others_than_enterprises_is_not_asked(tmp_path: Path) -> None:
    """An association's money asks an enterprise nothing."""
    rules = rulebook(tmp_path, m1=measure("a > 3", recipient="organisation"), m2=measure("d > 1"))
    assert asked(decide_measures(rules, profile(), AS_OF)) == ["d"]


def test_what_lies_within_a_definition_keeps_its_sign() -> None:
    """The project's vetoes are found through their definitions, its titles are none."""
    closing = load_rulebook(ROOT / "rules").closing_facts
    assert "green_threshold_refused" in closing
    assert not {"registered_in_liaocheng", "rd_institution_rating"} & closing


def test_what_comes_to_nothing_is_asked_last(tmp_path: Path) -> None:
    """However many measures wait for it: they are worth nothing whatever is answered."""
    rules = rulebook(
        tmp_path,
        m1=measure("a > 3", "b * 10%"),
        m2=measure("a > 5", "b * 20%"),
        m3=measure("d > 3", "20万元"),
    )
    nothing = profile(b=exactly(Decimal(0)))
    assert asked(decide_measures(rules, nothing, AS_OF)) == ["d", "a"]
    assert asked(decide_measures(rules, profile(b=exactly(Decimal(1))), AS_OF)) == ["a", "d"]


def test_what_is_worth_nothing_stands_behind_what_is_not_known(tmp_path: Path) -> None:
    """A known bound, the larger first; then what is not known; what names none; nothing at all."""
    rules = rulebook(
        tmp_path,
        zero=measure("a > 3", "b * 10%"),
        open=measure("a > 3", "past * 10%"),
        none=measure("a > 3"),
        small=measure("a > 3", "1元"),
        large=measure("a > 3", "20万元"),
    )
    decision = decide_measures(rules, profile(b=exactly(Decimal(0))), AS_OF)
    found = [result.measure.id for result in sorted(decision.results, key=worth_of)]
    assert found == ["large", "small", "open", "none", "zero"]


def test_what_is_refused_as_its_text_is_presumed_is_asked_last(tmp_path: Path) -> None:
    """It stays open, since nothing of the text says so; and it does not come before the rest."""
    presumed = (
        "requires:\n  all:\n"
        "    - {id: one, text: {zh: 甲, en: a}, if: a > 3}\n"
        "    - {id: two, text: {zh: 乙, en: b}, if: b > 3元, presumed: true,"
        " basis: [{source: guess}]}\n"
        "gives: {amount: 90万元}\n"
    )
    rules = rulebook(tmp_path, m1=presumed, m2=measure("d > 3", "20万元"))
    for figure, expected in ((4, ["a", "d"]), (3, ["d", "a"])):
        decision = decide_measures(rules, profile(b=exactly(Decimal(figure))), AS_OF)
        assert {result.status.value for result in decision.results} == {"undetermined"}
        assert asked(decision) == expected
