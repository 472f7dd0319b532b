"""What is written differently, in words; and what a side may be."""

from __future__ import annotations

import shutil
import subprocess
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from huiqi.adoption.side import entered_rulebook
from huiqi.audit.difference.enterprises import enterprises_of
from huiqi.audit.difference.revisions import sides
from huiqi.audit.difference.structure import KINDS, penalty_structure, structure
from huiqi.diagnostics import InputError
from huiqi.report.pages.difference import KIND_WORDS
from huiqi.rulebook.loading import load_penalties, load_rulebook
from huiqi.rulebook.text import Text
from tests.decision.small import AS_OF, rulebook

RULES = Path(__file__).resolve().parents[3] / "rules"
ONE = "requires: {{id: k, text: {{zh: 条件, en: clause}}, if: '{}'}}\n"


def test_a_changed_clause_reads_as_a_sentence(tmp_path: Path) -> None:
    """Both wordings stand side by side in both languages, and nothing else is said."""
    one = rulebook(tmp_path / "one", m=ONE.format("a >= 10"), same=ONE.format("c"))
    other = rulebook(tmp_path / "other", m=ONE.format("a >= 12"), same=ONE.format("c"))
    (found,) = structure(one, other)
    assert (found.kind, found.subject) == ("measure", "m")
    assert found.text.in_language("zh") == "条件 k：甲数 ≥ 10（official） → 甲数 ≥ 12（official）"
    assert found.text.in_language("en") == "condition k: a ≥ 10 (official) → a ≥ 12 (official)"


def test_what_is_worded_anew_in_one_language_is_shown_in_it() -> None:
    """Else the other would say that a name became itself."""
    one = load_rulebook(RULES)
    title = one.measures["first-set"].title
    for zh, en, told in (("新名", title.en, ("新名", "新名")), (title.zh, "New", ("New", "New"))):
        anew = replace(one.measures["first-set"], title=replace(title, zh=zh, en=en))
        other = replace(one, measures={**one.measures, "first-set": anew})
        (found,) = structure(one, other)
        said = [found.text.in_language(each).rpartition(" → ")[2] for each in ("zh", "en")]
        assert tuple(said) == told


def test_what_is_added_and_removed(tmp_path: Path) -> None:
    """A measure on one side only, and an amount that was not there."""
    one = rulebook(tmp_path / "one", gone=ONE.format("c"), m=ONE.format("c"))
    other = rulebook(
        tmp_path / "other", new=ONE.format("c"), m=ONE.format("c") + "gives: {amount: 10% * b}\n"
    )
    said = {(found.subject, found.text.in_language("zh")) for found in structure(one, other)}
    assert said == {
        ("gone", "删去：测试措施gone"),
        ("new", "新增：测试措施new"),
        ("m", "给付：没有 → 10% × 乙额"),
    }


def test_how_one_applies_is_told_part_by_part(tmp_path: Path) -> None:
    """A window that moved, an office that is new, a number that is gone; the rest is not said."""
    before = (
        "apply: {windows: [{until: 2023-03-17}], telephones: [{number: 12345}], note: 由县推荐}\n"
    )
    after = (
        "apply: {windows: [{until: 2023-03-31, condition: 规上}], office: {name: 市科技局}, "
        "paid_within: {span: 60个工作日}, note: 由县推荐}\n"
    )
    one = rulebook(tmp_path / "one", m=ONE.format("c") + before)
    other = rulebook(tmp_path / "other", m=ONE.format("c") + after)
    assert [found.text.in_language("zh") for found in structure(one, other)] == [
        "申报时间：2023-03-17 截止 → 2023-03-31 截止 规上",
        "受理地址：没有写 → 市科技局",
        "电话：12345 → 没有写",
        "兑现时限：没有写 → 60个工作日",
    ]
    assert (
        structure(one, other)[-1].text.in_language("en")
        == "paid within: not said → 60 working days"
    )


def test_a_source_of_another_grade_is_told(tmp_path: Path) -> None:
    """A grade changes what the strict reading relies on."""
    one = rulebook(tmp_path / "one", m=ONE.format("c"))
    rulebook(tmp_path / "other", m=ONE.format("c"))
    path = tmp_path / "other" / "sources.yaml"
    text = path.read_text("utf-8").replace("grade: official", "grade: assumed")
    path.write_text(text, "utf-8")
    found = structure(one, load_rulebook(tmp_path / "other"))
    assert {change.kind for change in found} == {"measure", "source"}
    assert any("official → assumed" in change.text.in_language("zh") for change in found)


def test_what_only_says_makes_no_difference_and_all_else_does(tmp_path: Path) -> None:
    """Another label of a fact is told nowhere; a fund that looks further back is."""
    one = load_rulebook(RULES)
    fact, fund = one.facts["employees"], one.funds["rd-institution"]
    said = replace(fact, label=Text(zh="人手", en="hands"), help=Text(zh="数一数", en="count"))
    assert structure(one, replace(one, facts={**one.facts, fact.id: said})) == ()
    bounded = replace(fact, yearly=not fact.yearly)
    (found,) = structure(one, replace(one, facts={**one.facts, fact.id: bounded}))
    assert (found.kind, found.subject) == ("fact", "employees")
    further = replace(one, funds={fund.id: replace(fund, years_before=2)})
    (found,) = structure(one, further)
    assert (found.kind, found.text.in_language("zh")) == ("fund", "years_before：1 → 2")


def test_what_has_no_words_of_its_own_is_told_all_the_same() -> None:
    """An amount that may be read in another way now is told, though its own words are the same."""
    fault = Path(__file__).parents[1] / "faults" / "A431-2"
    (found,) = structure(*(load_rulebook(fault / side) for side in ("mended", "broken")))
    assert (found.kind, found.subject) == ("measure", "m")


@pytest.mark.parametrize("below", [".", "rules", "deep/rules"])
def test_revisions_of_a_repository(tmp_path: Path, below: str) -> None:
    """What git keeps is compared without touching the files at hand, wherever the rules lie."""
    rules = tmp_path / below
    rulebook(rules, m=ONE.format("a >= 10"))

    def git(*words: str) -> None:
        named = (
            "-c",
            "user.name=t",
            "-c",
            "user.email=t@example.com",
            "-c",
            "commit.gpgsign=false",
        )
        subprocess.run(
            ["git", "-C", str(tmp_path), *named, *words], check=True, capture_output=True
        )

    git("init", "-q")
    git("add", ".")
    git("commit", "-qm", "one")
    rulebook(rules, m=ONE.format("a >= 12"))
    git("commit", "-qam", "two")
    with sides("HEAD~1", "HEAD", rules, AS_OF, entered_rulebook) as (before, after):
        (found,) = structure(before.rulebook, after.rulebook)
        assert "甲数 ≥ 10" in found.text.in_language("zh")
    with sides("HEAD", str(rules), rules, AS_OF, entered_rulebook) as (before, after):
        assert structure(before.rulebook, after.rulebook) == ()


def test_two_days_are_one_rulebook(tmp_path: Path) -> None:
    """Two dates compare the rules with themselves."""
    rulebook(tmp_path, m=ONE.format("c"))
    with sides("2023-01-01", "2024-01-01", tmp_path, AS_OF, entered_rulebook) as (before, after):
        assert before.rulebook is after.rulebook
        assert (before.as_of, after.as_of) == (date(2023, 1, 1), date(2024, 1, 1))


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("--output=/tmp/stolen", "C130"),
        ("HEAD; rm -rf /", "C130"),
        ("no-such-revision", "C130"),
        ("2023-02-30", "C102"),
        ("1800-01-01", "C102"),
    ],
)
def test_what_is_no_side_is_refused(tmp_path: Path, text: str, code: str) -> None:
    """An option, a command, an unknown revision or an impossible day is told with its remedy."""
    rulebook(tmp_path, m=ONE.format("c"))
    with (
        pytest.raises(InputError) as told,
        sides(text, str(tmp_path), tmp_path, AS_OF, entered_rulebook),
    ):
        pass
    assert told.value.diagnostics[0].code == code


def test_an_empty_table_is_refused(tmp_path: Path) -> None:
    """A folder without profiles is a slip."""
    with pytest.raises(InputError):
        enterprises_of(tmp_path)


#: In a file of the penalty rules: what stands there, and what takes its place.
CHANGES = {
    "statute.yaml": ("if: incident.age < 14}", "if: incident.age < 16}"),
    "shandong/shandong-2021.yaml": ("from: 2021-07-20", "from: 2021-08-20"),
    "precedents/agriculture.yaml": ("不按规定缴纳渔业资源增殖保护费", "没有缴纳渔业资源增殖保护费"),
}


def test_what_is_written_of_violations_is_compared_too(tmp_path: Path) -> None:
    """A limit of a provision, the days of a list and so of its items, a precedent; and no more."""
    force = "施行：2021-07-20 起，未见废止 → 2021-08-20 起，未见废止"
    other = tmp_path / "rules"
    shutil.copytree(RULES, other)
    for name, (before, after) in CHANGES.items():
        path = other / "penalty-list" / name
        text = path.read_text(encoding="utf-8")
        assert text.count(before) == 1, name
        path.write_text(text.replace(before, after), encoding="utf-8")
    found = penalty_structure(load_penalties(RULES), load_penalties(other))
    told = [(one.kind, one.subject, one.text.in_language("zh")) for one in found]
    assert told == [
        (
            "provision",
            "article-30-under-14",
            "条件 under-14：行为时的年龄 < 14（official） → 行为时的年龄 < 16（official）",
        ),
        *(("provision", f"shandong-2021-{number}", force) for number in range(1, 6)),
        ("list", "shandong-2021", force),
        (
            "precedent",
            "liandu-agriculture-1",
            "violation：不按规定缴纳渔业资源增殖保护费 → 没有缴纳渔业资源增殖保护费",
        ),
    ]


def test_every_kind_that_is_compared_has_a_word() -> None:
    """None is counted and then not shown."""
    assert tuple(KIND_WORDS) == KINDS


def test_both_sides_have_their_rules_on_violations() -> None:
    """A day, and a folder."""
    with sides("2026-01-01", str(RULES), RULES, AS_OF, entered_rulebook) as (one, other):
        assert one.penalties is not None
        assert other.penalties is not None
        assert not penalty_structure(one.penalties, other.penalties)
