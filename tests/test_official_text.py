"""docs/official-text.md works as written: a sheet filled in, adopted, and everything follows."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest

from huiqi.adoption.entry_layout import LAYOUTS
from huiqi.audit.context import Audit
from huiqi.audit.difference.causes import clause_changes
from huiqi.audit.difference.compare import compare_sides
from huiqi.audit.difference.enterprises import Enterprises
from huiqi.audit.difference.results import ChangeImpact, Side
from huiqi.audit.programmes import CHECK
from huiqi.decision.decide import decide_measures
from huiqi.decision.results import Decision, MeasureResult, Status
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
from huiqi.values import Records, exactly
from tests.profile.moved import Book, changed, put
from tests.titles import RULES

ROOT = Path(__file__).resolve().parents[1]
TEXT = (ROOT / "docs" / "official-text.md").read_text("utf-8")
SLOT = "becoming-above-scale"
FORM = "小升规.xlsx"


def tables() -> list[list[list[str]]]:
    """The tables of the page, each from its headings on."""
    found = re.findall(r"(?m)(?:^\|.*\|\n)+", TEXT)
    return [
        [[cell.strip() for cell in line.strip("|").split("|")] for line in table.splitlines()]
        for table in found
    ]


def filled(book: Book) -> None:
    """What the tables say, each under its headings: in the row of the item, or in a free one."""
    for heads, _, *rows in tables():
        sheet, head = next(
            (name, row)
            for name, cells in book.items()
            for row, texts in cells.items()
            if name in ("文件与确认", "小升规") and set(heads) <= set(texts)
        )
        cells = book[sheet]
        columns = [cells[head].index(name) for name in heads]
        free = head
        for written in rows:
            if heads[0] in ("项目", "序号"):
                free = next(
                    row
                    for row, texts in sorted(cells.items())
                    if row > head and texts[columns[0] : columns[0] + 1] == [written[0]]
                )
            else:
                free = next(
                    row for row in range(free + 1, free + 30) if not any(cells.get(row, []))
                )
            for column, text in zip(columns, written, strict=True):
                if text:
                    put(cells, free, column, text)


@dataclass(frozen=True, kw_only=True)
class Walk:
    """What each command printed; the rules after adopting, and all files before and at the end."""

    outputs: dict[str, str]
    official: Rulebook
    rules: Path
    files: tuple[dict[str, bytes], dict[str, bytes]]


def files_of(folder: Path) -> dict[str, bytes]:
    """Every file of the rules and the cases."""
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for name in ("我的规则", "用例")
        for path in sorted((folder / name).rglob("*.yaml"))
        if ".adoptions" not in path.parts
    }


@pytest.fixture(scope="module")
def walk(tmp_path_factory: pytest.TempPathFactory) -> Walk:
    """The page, command by command; after the first block the form is filled in."""
    folder = tmp_path_factory.mktemp("official")
    own = folder / "用例" / "measures"
    own.mkdir(parents=True)
    shutil.copy(ROOT / "cases" / "measures" / "20-measures.yaml", own)
    environment = {
        **os.environ,
        "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
        "PYTHONPATH": str(ROOT / "engine"),
        "HUIQI_LANG": "zh",
        "COLUMNS": "200",
    }
    outputs: dict[str, str] = {}
    before: dict[str, bytes] = {}
    official = None
    for command in re.findall(r"```sh\n(.*?)```", TEXT, re.DOTALL):
        done = subprocess.run(
            ["bash", "-e", "-c", command],
            cwd=folder,
            env=environment,
            capture_output=True,
            text=True,
            timeout=300,
            check=False,
        )
        assert done.returncode == 0, f"{command}\n{done.stdout}\n{done.stderr}"
        outputs[command] = done.stdout + done.stderr
        if not before:
            before = files_of(folder)
            changed(folder / FORM, folder / "填好.xlsx", filled)
            (folder / "填好.xlsx").replace(folder / FORM)
        if "--yes" in command:
            shutil.copytree(folder / "我的规则", folder / "采用后")
            official = load_rulebook(folder / "采用后")
    assert official is not None
    return Walk(
        outputs=outputs,
        official=official,
        rules=folder / "采用后",
        files=(before, files_of(folder)),
    )


def decided(rules: Rulebook, revenue: int | str, as_of: date = date(2023, 6, 20)) -> Decision:
    """An invented enterprise of the city that grew to this revenue in 2022."""
    assert rules.payments is not None
    facts = {
        ("registered_in_liaocheng", None): Given(value=Truth.TRUE),
        ("main_revenue", 2022): Given(value=exactly(Decimal(revenue))),
        ("main_revenue", 2025): Given(value=exactly(Decimal(revenue))),
        ("highest_revenue_before", None): Given(value=exactly(Decimal(19_000_000))),
        ("statistics_entry_year", None): Given(value=exactly(Decimal(2023))),
        (rules.payments.id, None): Given(value=Records((), complete=True)),
    }
    return decide_measures(rules, Profile(name="示例企业", facts=facts), as_of)


def slot(decision: Decision) -> MeasureResult:
    """The slot's result."""
    return next(result for result in decision.results if result.measure.id == SLOT)


def test_the_tables_have_the_headings_of_the_sheet() -> None:
    """Of some section each: who follows the page finds the columns."""
    sections = [set(layout.heads.values()) for layouts in LAYOUTS.values() for layout in layouts]
    for heads, *_ in tables():
        assert any(set(heads) <= section for section in sections), heads


def test_what_is_shown_before_anything_is_written(walk: Walk) -> None:
    """The rule read back, the suggestions that nobody confirmed, nothing written."""
    shown = next(
        out
        for command, out in walk.outputs.items()
        if "--yes" not in command and "adopt" in command
    )
    assert "主营业务收入" in shown
    assert "没有确认" in shown
    assert "没有写入任何文件" in shown


def test_undone_everything_is_as_it_was(walk: Walk) -> None:
    """File by file."""
    before, after = walk.files
    assert before == after


def test_before_it_is_open_and_illustrated() -> None:
    """The text is not public: undetermined, graded as its inferred topic, with a reference."""
    result = slot(decided(RULES, 20_000_000))
    assert result.status is Status.UNDETERMINED
    assert GRADES[result.grade].value == "assumed"
    assert result.amount is None
    assert result.illustration is not None
    assert result.illustration.models[0].measure.id == "above-scale-reward"


def test_after_it_decides_with_the_grade_of_its_source(walk: Walk) -> None:
    """At the limit, one cent below, and after its last day."""
    result = slot(decided(walk.official, 20_000_000))
    assert result.status is Status.QUALIFIES
    assert GRADES[result.grade].value == "official"
    assert result.illustration is None
    assert result.amount is not None
    assert (result.amount.low, result.amount.high) == (Decimal(200_000), Decimal(200_000))
    assert slot(decided(walk.official, "19999999.99")).status is Status.DOES_NOT_QUALIFY
    late = slot(decided(walk.official, 20_000_000, date(2026, 1, 1)))
    assert late.status is Status.NOT_IN_FORCE


def test_the_totals_follow_and_nothing_else_moves(walk: Walk) -> None:
    """200,000 more from official texts of the city; every other verdict as it was."""
    before, after = decided(RULES, 20_000_000), decided(walk.official, 20_000_000)
    added = Fraction(after.totals_by_level["city"]["official"].low)
    if "official" in before.totals_by_level["city"]:
        added -= Fraction(before.totals_by_level["city"]["official"].low)
    assert added == Decimal(200_000)
    assert before.totals_by_level.get("province") == after.totals_by_level.get("province")
    for old, new in zip(before.results, after.results, strict=True):
        if old.measure.id != SLOT:
            assert (old.measure.id, old.status) == (new.measure.id, new.status)


def test_the_audit_follows(walk: Walk) -> None:
    """One measure more is titled by a source, has conditions and an amount; no other."""

    def counts(rules: Rulebook, folder: Path) -> dict[str, tuple[int, int]]:
        audit = Audit(rulebook=rules, rules=folder)
        return {figure.key: (figure.done, figure.total) for figure in CHECK.figures(audit)}

    before, after = counts(RULES, ROOT / "rules"), counts(walk.official, walk.rules)
    assert after["measures"] == before["measures"]
    for key in ("measures_titled", "measures_conditions", "measures_amount"):
        done, total = before[key]
        assert after[key] == (done + 1, total)


def test_its_line_and_its_page_say_the_grade_of_the_text(walk: Walk) -> None:
    """Not that its topic is reported: that was the slot's, of which nothing else was known."""
    decision = decided(walk.official, 20_000_000)
    phrases = Phrases(walk.official)
    (checked, *_) = check_pages(decision, phrases, None)
    (row,) = (line for line in drawn(checked) if line[3:].startswith("小升规 "))
    assert "市 官方" in row
    own = drawn(measure_page(decision, SLOT, phrases, Detail()))
    place = next(n for n, line in enumerate(own) if "[" + SLOT + "]" in line)
    assert "市 官方" in own[place + 2]
    assert "条文没有公开" not in "\n".join(own[place:])


def test_every_heading_counts_the_text_that_is_there(walk: Walk) -> None:
    """One of the twenty has its text: of the other nineteen two are reported."""
    said = "1 个题目有条文；19 个没有公开（2 个见报道，17 个推定）"
    phrases = Phrases(walk.official)
    (checked, *_) = check_pages(decided(walk.official, 20_000_000), phrases, None)
    assert any(said in line for line in drawn(checked))
    for page in (rules_screen(phrases, None), rules_page(phrases, None)):
        assert any(said in line for line in drawn(page))
    before = drawn(rules_screen(Phrases(RULES), None))
    assert any("条文没有公开（2 个题目见报道，18 个推定）" in line for line in before)
    assert not any("个题目有条文" in line for line in before)


@pytest.mark.parametrize("language", ["zh", "en"])
def test_no_page_of_it_says_what_was_said_of_the_slot(walk: Walk, language: str) -> None:
    """Neither that its text is not public, nor that its topic is inferred, nor a reference."""
    phrases = Phrases(walk.official, language)
    decision = decided(walk.official, 20_000_000)
    pages = [
        *rule_pages(SLOT, phrases),
        guide_page(walk.official.measures[SLOT], phrases),
        measure_page(decision, SLOT, phrases, Detail()),
        measure_page(decision, SLOT, phrases, Detail(full=True)),
    ]
    for page in pages:
        text = "\n".join(drawn(page))
        for said in ("没有公开", "推定", "参照", "not public", "inferred", "for reference"):
            assert said not in text, said


def test_a_comparison_names_the_text_as_the_cause(walk: Walk) -> None:
    """What was open for want of a text is decided since there is one; then by which clause."""
    one = Side("A", RULES, date(2023, 6, 20))
    other = Side("B", walk.official, date(2023, 6, 20))
    only = frozenset({SLOT})
    found = compare_sides(one, other, Enterprises(), True, only=only)
    assert [change.change for change in found.measures] == [ChangeImpact.ADDED]
    assert found.measures[0].reason.in_language("zh") == "此前条文没有公开"
    texts = [change.text.in_language("zh") for change in found.structure if change.subject == SLOT]
    assert "条文：没有公开 → 有" in texts
    assert not any("text-not-public" in text for text in texts)
    before, after = (slot(decided(rules, "19999999.99")) for rules in (RULES, walk.official))
    causes = list(clause_changes(before, after))
    assert [(cause.text.in_language("zh"), cause.before, cause.after) for cause in causes] == [
        ("此前条文没有公开，这一边有了", None, None),
        ("上一年度主营业务收入达到2000万元", None, "false"),
    ]


def drawn(page: Page) -> list[str]:
    """A page's lines in a wide terminal."""
    return [line.plain for line in terminal.lines(page, 200)]


def test_the_text_is_registered_word_for_word(walk: Walk) -> None:
    """Each article that the page quotes, with the clause that carries it."""
    text = (walk.rules / "texts" / "text-2023-0.yaml").read_text("utf-8")
    assert f"{SLOT}/article-2" in text
    assert "上一年度主营业务收入达到2000万元" in text
