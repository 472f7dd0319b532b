"""A combination that is not proved to be the best says so, with what no permitted one can pass."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest

from huiqi.decision.combined import Combinations, Unproved
from huiqi.decision.decide import decide_measures
from huiqi.decision.later import Afterwards
from huiqi.decision.results import Decision, MeasureResult
from huiqi.decision.stacking import combine
from huiqi.decision.stacking.choice import Chosen
from huiqi.decision.stacking.combine import unproved_of
from huiqi.decision.weakness import Weakness
from huiqi.evaluation import Evaluator
from huiqi.report.figures import yuan
from huiqi.report.pages.check import check_pages
from huiqi.report.pages.estimate import estimate_pages
from huiqi.report.pages.estimated import full_estimate_page
from huiqi.report.phrases import Phrases
from huiqi.rulebook.reach import Reach
from huiqi.rulebook.rulebook import Rulebook
from huiqi.serialisation.combinations import combination_json
from huiqi.serialisation.decisions import decision_json
from huiqi.values import Records, exactly
from tests.decision.small import AS_OF, profile
from tests.decision.stacking import EACH, FREE, paying, rule, rules, things
from tests.drawn import drawn

PERSON = profile(a=exactly(Decimal(1)), support_received=Records((), complete=True))


def ring(folder: Path) -> Rulebook:
    """Five measures of 10 yuan, each of which excludes the next: two may be had together."""
    listed = [
        rule("choice", "enterprise", f"[m{n}, m{n % 5 + 1}]").replace("r:", f"r{n}:", 1)
        for n in range(1, 6)
    ]
    return rules(folder, "\n".join(listed), **paying(*["amount: 10元"] * 5))


class Hurried(Afterwards):
    """Looks for the best combination with so much effort."""

    effort = 0

    def combinations(self, results: Iterable[MeasureResult]) -> Combinations:
        return combine(self.evaluator.rulebook, self.evaluator, list(results), self.effort)


def with_effort(book: Rulebook, effort: int) -> Decision:
    """The decision, its combination found with so much effort."""
    evaluator = Evaluator(book, PERSON, AS_OF)
    rest = Hurried(evaluator, evaluator, Weakness(book), Reach(book))
    rest.effort = effort
    return replace(decide_measures(book, PERSON, AS_OF), rest=rest)


def shown(book: Rulebook, decision: Decision, language: str) -> tuple[str, str]:
    """What ``check`` and ``estimate`` print."""
    phrases = Phrases(book, language)
    checked = drawn(next(check_pages(decision, phrases, None)))
    return checked, drawn(next(estimate_pages(decision, phrases)))


WORDS = [("zh", "未证明最优"), ("en", "not proved to be the best")]


@pytest.mark.parametrize(("language", "words"), WORDS)
def test_what_is_not_proved_is_said(tmp_path: Path, language: str, words: str) -> None:
    """In ``check`` and in ``estimate``; of the five at most two may be had, and 20 is the most."""
    book = ring(tmp_path)
    little = with_effort(book, 0)
    unproved = little.combinations.permitted.unproved
    assert unproved is not None
    assert unproved.sure is not None
    assert 20 <= unproved.sure <= 50
    assert unproved.most == unproved.sure
    checked, estimated = shown(book, little, language)
    assert words in checked
    assert words in estimated
    assert checked.count(yuan(unproved.sure)) >= 2
    assert estimated.count(yuan(unproved.sure)) >= 2
    proved = with_effort(book, 1000)
    assert proved.combinations.permitted.unproved is None
    assert proved.totals["official"].low == 20
    for text in shown(book, proved, language):
        assert words not in text


def test_what_is_not_proved_in_json(tmp_path: Path) -> None:
    """``proved_best`` and ``bound``, of both readings; ``bound`` is null where it is proved."""
    book = ring(tmp_path)
    page = combination_json(with_effort(book, 0).combinations)
    assert page["proved_best"] is False
    bound = page["bound"]
    assert bound is not None
    assert Decimal(bound["low"] or 0) >= 20
    assert Decimal(bound["high"] or 0) >= 20
    page = combination_json(with_effort(book, 1000).combinations)
    assert page["proved_best"] is True
    assert page["bound"] is None


def test_without_effort_what_is_found_is_still_permitted(tmp_path: Path) -> None:
    """Of each two that exclude each other one is left out, and says for which."""
    permitted = with_effort(ring(tmp_path), 0).combinations.permitted
    taken = {int(award.measure[1]) for award in permitted.taken}
    assert not any(n % 5 + 1 in taken for n in taken)
    assert taken | {int(item.award.measure[1]) for item in permitted.left_out} == {1, 2, 3, 4, 5}
    assert all(item.instead for item in permitted.left_out)


def test_what_is_taken_instead_is_counted(tmp_path: Path) -> None:
    """Of thirty taken instead of one, JSON lists the first twenty and says thirty."""
    book = rules(
        tmp_path,
        rule("choice", "enterprise", "[m1, m2]")
        + "\n"
        # By the project: so that each record is an award of its own.
        + rule("higher", "project", "[m1]", ", against: [m3]").replace("r:", "s:", 1),
        m1=EACH + "gives: {amount: t.worth}\n",
        m2=FREE + "gives: {amount: 5元}\n",
        m3=FREE + "gives: {amount: 0元}\n",
    )
    person = replace(PERSON, facts={**PERSON.facts, **profile(things=listed(30)).facts})
    decision = decide_measures(book, person, AS_OF)
    (left_out,) = decision_json(decision, Phrases(book))["combination"]["left_out"]
    assert left_out["measure"] == "m2"
    assert len(left_out["instead"]) == 20
    assert left_out["instead_count"] == 30
    assert "共 30 项" in drawn(full_estimate_page(decision, Phrases(book)))


def listed(count: int) -> Records:
    """So many things of one yuan."""
    return things(**{f"物{n}": 1 for n in range(count)})


@pytest.mark.parametrize(("sure", "possible"), [(True, False), (False, True), (False, False)])
def test_both_have_to_be_proved(sure: bool, possible: bool) -> None:
    """What is sure and what is possible are two searches, and the bounds of both are told."""
    best = Chosen(0b1, Fraction(10), sure)
    most = Chosen(0b1, Fraction(20), possible)
    assert unproved_of(best, most) == Unproved(Fraction(10), Fraction(20))
    assert unproved_of(best._replace(proved=True), most._replace(proved=True)) is None
