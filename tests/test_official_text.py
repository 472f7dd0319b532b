"""docs/official-text.md works as written: one file changes, and everything follows."""

from __future__ import annotations

import re
import shutil
from datetime import date
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest

from huiqi.audit.context import Audit
from huiqi.audit.difference.causes import clause_changes
from huiqi.audit.difference.compare import compare_sides
from huiqi.audit.difference.gains_and_losses import Enterprises
from huiqi.audit.difference.results import ChangeImpact, Side
from huiqi.audit.programmes import CHECK
from huiqi.decision.cases import run_file
from huiqi.decision.decide import Decider, decide_measures
from huiqi.decision.results import Decision, MeasureResult, Status
from huiqi.diagnostics import Diagnostics
from huiqi.profile.profile import Given, Profile
from huiqi.report.blocks import Page
from huiqi.report.media import terminal
from huiqi.report.pages.check import check_pages
from huiqi.report.pages.detail import Detail
from huiqi.report.pages.guide import guide_page
from huiqi.report.pages.one_measure import measure_page
from huiqi.report.pages.rule import rule_pages
from huiqi.report.pages.rules_list import rules_page, rules_screen
from huiqi.report.phrases import Phrases
from huiqi.rulebook.basis import GRADES
from huiqi.rulebook.loading import load_rulebook
from huiqi.rulebook.rulebook import Rulebook
from huiqi.truth import Truth
from huiqi.values import exactly
from tests.titles import RULES

ROOT = Path(__file__).resolve().parents[1]
SLOT = "becoming-above-scale"


@pytest.fixture(scope="module")
def official(tmp_path_factory: pytest.TempPathFactory) -> Rulebook:
    """The rulebook with the page's two blocks put where the page says."""
    folder = tmp_path_factory.mktemp("official") / "rules"
    shutil.copytree(ROOT / "rules", folder)
    page = (ROOT / "docs" / "official-text.md").read_text(encoding="utf-8")
    source, slot = re.findall(r"```yaml\n(.*?)```", page, re.DOTALL)
    with (folder / "shared" / "sources.yaml").open("a", encoding="utf-8") as file:
        file.write(source)
    path = folder / "twenty-measures" / "becoming-above-scale.yaml"
    assert path.exists()
    path.write_text(slot, encoding="utf-8")
    return load_rulebook(folder)


def decided(rules: Rulebook, revenue: int | str, as_of: date = date(2023, 6, 20)) -> Decision:
    """An invented enterprise of the city that grew to this revenue in 2022."""
    facts = {
        ("registered_in_liaocheng", None): Given(value=Truth.TRUE),
        ("main_revenue", 2022): Given(value=exactly(Decimal(revenue))),
        ("main_revenue", 2025): Given(value=exactly(Decimal(revenue))),
        ("highest_revenue_before", None): Given(value=exactly(Decimal(19_000_000))),
        ("statistics_entry_year", None): Given(value=exactly(Decimal(2023))),
    }
    return decide_measures(rules, Profile(name="示例企业", facts=facts), as_of)


def slot(decision: Decision) -> MeasureResult:
    """The slot's result."""
    return next(result for result in decision.results if result.measure.id == SLOT)


def test_before_it_is_open_and_illustrated() -> None:
    """The text is not public: undetermined, graded as its inferred topic, with a reference."""
    result = slot(decided(RULES, 20_000_000))
    assert result.status is Status.UNDETERMINED
    assert GRADES[result.grade].value == "assumed"
    assert result.amount is None
    assert result.illustration is not None
    assert result.illustration.models[0].measure.id == "above-scale-reward"


def test_after_it_decides_with_the_grade_of_its_source(official: Rulebook) -> None:
    """At the limit, one cent below, and after its last day."""
    result = slot(decided(official, 20_000_000))
    assert result.status is Status.QUALIFIES
    assert GRADES[result.grade].value == "official"
    assert result.illustration is None
    assert result.amount is not None
    assert (result.amount.low, result.amount.high) == (Decimal(200_000), Decimal(200_000))
    assert slot(decided(official, "19999999.99")).status is Status.DOES_NOT_QUALIFY
    late = slot(decided(official, 20_000_000, date(2026, 1, 1)))
    assert late.status is Status.NOT_IN_FORCE


def test_the_totals_follow_and_nothing_else_moves(official: Rulebook) -> None:
    """200,000 more from official texts of the city; every other verdict as it was."""
    before, after = decided(RULES, 20_000_000), decided(official, 20_000_000)
    added = Fraction(after.totals_by_level["city"]["official"].low)
    if "official" in before.totals_by_level["city"]:
        added -= Fraction(before.totals_by_level["city"]["official"].low)
    assert added == Decimal(200_000)
    assert "province" in before.totals_by_level
    assert before.totals_by_level["province"] == after.totals_by_level["province"]
    for old, new in zip(before.results, after.results, strict=True):
        if old.measure.id != SLOT:
            assert (old.measure.id, old.status) == (new.measure.id, new.status)


def test_the_audit_follows(official: Rulebook) -> None:
    """One measure more is titled by a source, has conditions and an amount; no other."""

    def counts(rules: Rulebook) -> dict[str, tuple[int, int]]:
        audit = Audit(rulebook=rules, rules=ROOT / "rules")
        return {figure.key: (figure.done, figure.total) for figure in CHECK.figures(audit)}

    before, after = counts(RULES), counts(official)
    assert after["measures"] == before["measures"]
    for key in ("measures_titled", "measures_conditions", "measures_amount"):
        done, total = before[key]
        assert after[key] == (done + 1, total)


def test_its_line_and_its_page_say_the_grade_of_the_text(official: Rulebook) -> None:
    """Not that its topic is reported: that was the slot's, of which nothing else was known."""
    decision = decided(official, 20_000_000)
    phrases = Phrases(official)
    (checked, *_) = check_pages(decision, phrases, None)
    (row,) = (line for line in drawn(checked) if line[3:].startswith("小升规 "))
    assert "市 官方" in row
    own = drawn(measure_page(decision, SLOT, phrases, Detail()))
    place = next(n for n, line in enumerate(own) if "[" + SLOT + "]" in line)
    assert "市 官方" in own[place + 2]
    assert "条文没有公开" not in "\n".join(own[place:])


def test_every_heading_counts_the_text_that_is_there(official: Rulebook) -> None:
    """One of the twenty has its text: of the other nineteen two are reported."""
    said = "1 个题目有条文；19 个没有公开（2 个见报道，17 个推定）"
    phrases = Phrases(official)
    (checked, *_) = check_pages(decided(official, 20_000_000), phrases, None)
    assert any(said in line for line in drawn(checked))
    for page in (rules_screen(phrases, None), rules_page(phrases, None)):
        assert any(said in line for line in drawn(page))
    before = drawn(rules_screen(Phrases(RULES), None))
    assert any("条文没有公开（2 个题目见报道，18 个推定）" in line for line in before)
    assert not any("个题目有条文" in line for line in before)


@pytest.mark.parametrize("language", ["zh", "en"])
def test_no_page_of_it_says_what_was_said_of_the_slot(official: Rulebook, language: str) -> None:
    """Neither that its text is not public, nor that its topic is inferred, nor a reference."""
    phrases = Phrases(official, language)
    decision = decided(official, 20_000_000)
    pages = [
        *rule_pages(SLOT, phrases),
        guide_page(official.measures[SLOT], phrases),
        measure_page(decision, SLOT, phrases, Detail()),
        measure_page(decision, SLOT, phrases, Detail(full=True)),
    ]
    for page in pages:
        text = "\n".join(drawn(page))
        for said in ("没有公开", "推定", "参照", "not public", "inferred", "for reference"):
            assert said not in text, said


def test_a_comparison_names_the_text_as_the_cause(official: Rulebook) -> None:
    """What was open for want of a text is decided since there is one; then by which clause."""
    one = Side("A", RULES, date(2023, 6, 20))
    other = Side("B", official, date(2023, 6, 20))
    only = frozenset({SLOT})
    found = compare_sides(one, other, Enterprises(), True, only=only)
    assert [change.change for change in found.measures] == [ChangeImpact.ADDED]
    assert found.measures[0].reason.zh == "此前条文没有公开"
    texts = [change.text.zh for change in found.structure if change.subject == SLOT]
    assert "条文：没有公开 → 有" in texts
    assert not any("text-not-public" in text for text in texts)
    before, after = (slot(decided(rules, "19999999.99")) for rules in (RULES, official))
    causes = list(clause_changes(before, after))
    assert [(cause.text.zh, cause.before, cause.after) for cause in causes] == [
        ("此前条文没有公开，这一边有了", None, None),
        ("上一年度主营业务收入达到2000万元", None, "false"),
    ]


def drawn(page: Page) -> list[str]:
    """A page's lines in a wide terminal."""
    return [line.plain for line in terminal.lines(page, 200)]


def test_the_cases_that_then_fail_are_those_the_page_names(official: Rulebook) -> None:
    """The expectations of the empty slot, by their names, and no other."""
    path = ROOT / "cases" / "measures" / "20-measures.yaml"
    page = (ROOT / "docs" / "official-text.md").read_text("utf-8")
    named = re.search(r"`([^`]*)` 里名字以 `([^`]*)` 开头的用例", page)
    assert named is not None
    assert ROOT / named[1] == path
    results = run_file(path, official, Decider(official), Diagnostics())
    failing = [result.name for result in results if result.failures]
    assert failing
    assert all(name.startswith(named[2]) for name in failing)
