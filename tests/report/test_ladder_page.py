"""``ladder`` on one screen: every step once, what each lacks, the nearest with its reasons."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from huiqi import Engine
from huiqi.decision.steps import Ladder
from huiqi.diagnostics import InputError
from huiqi.report.blocks import Table, words_of
from huiqi.report.layout import HEIGHT, widest
from huiqi.report.media import terminal
from huiqi.report.pages.ladder import full_ladder_page, ladder_pages, step_page
from huiqi.report.phrases import Phrases
from huiqi.rulebook.naming import title_named
from huiqi.truth import Truth
from tests.drawn import drawn

ROOT = Path(__file__).resolve().parents[2]
DAY = date(2023, 6, 20)
EXAMPLE = ROOT / "cases" / "examples" / "example-complete.yaml"
ENTERPRISES = [EXAMPLE, *sorted((ROOT / "cases" / "enterprises").glob("*.yaml"))]
NOTHING: dict[str, object] = {"enterprise": "示例企业", "facts": {}}


@pytest.fixture(scope="module")
def engine() -> Iterator[Engine]:
    """The rules of the project, without the network: what is said is the same."""
    with Engine.load(ROOT / "rules", compare=False) as loaded:
        yield loaded


def climbed(engine: Engine, source: Path | dict[str, object] = EXAMPLE) -> Ladder:
    return engine.ladder(engine.read_enterprise(source, DAY).enterprise, DAY)


@pytest.mark.few(6)
@pytest.mark.parametrize("source", [*ENTERPRISES, NOTHING], ids=lambda s: getattr(s, "stem", ""))
def test_it_is_one_screen(engine: Engine, source: Path | dict[str, object]) -> None:
    """At most 45 lines of 80 columns, in both languages, and the nearest step is on it."""
    found = climbed(engine, source)
    for language, nearest in (("zh", "最近的一步"), ("en", "The nearest step")):
        pages = ladder_pages(found, Phrases(engine.rulebook, language))
        page = terminal.fitting(pages, 80, HEIGHT)
        lines = terminal.lines(page, 80)
        assert len(lines) <= HEIGHT
        assert max(widest(line.plain) for line in lines) <= 80
        assert (found.nearest is not None) is any(nearest in line.plain for line in lines)


def test_every_step_stands_once_from_the_foot(engine: Engine) -> None:
    """In the order of the ladder, with the title held or not, as the decision says."""
    found = climbed(engine)
    page = next(ladder_pages(found, Phrases(engine.rulebook)))
    table = next(block for block in page.blocks if isinstance(block, Table))
    rows = [[words_of(cell) for cell in row] for row in table.rows]
    assert [row[1] for row in rows] == [s.result.measure.name.zh for s in found.steps]
    held = {Truth.TRUE: "已得", Truth.FALSE: "没有称号", Truth.UNKNOWN: "没有答"}
    assert [row[2] for row in rows] == [held[s.held] for s in found.steps]
    for row, step in zip(rows, found.steps, strict=True):
        assert ("最近的一步" in row[3]) is (step is found.nearest)
        assert (f"打开 {len(step.opens)} 项" in row[3]) is bool(step.opens)
        if step.failing:
            assert f"差 {len(step.failing)} 项：" in row[3]
            assert row[0] == "✗"


def test_what_is_lacking_is_said_in_the_words_of_its_clause(engine: Engine) -> None:
    """With the gap as a number, where it is one; never as a formula."""
    said = drawn(next(ladder_pages(climbed(engine), Phrases(engine.rulebook))))
    assert "差 1 项：成立不超过10年" in said
    assert "近三年平均主营业务收入4亿元以上（差 32,750万元）" in said
    assert "已是专精特新中小企业" in said
    assert "≥" not in said


def test_the_full_page_tells_every_condition(engine: Engine) -> None:
    """Of every step, and what each opens; one step alone is the same."""
    found, phrases = climbed(engine), Phrases(engine.rulebook)
    said = drawn(full_ladder_page(found, phrases))
    for step in found.steps:
        one = drawn(step_page(found, step, phrases))
        assert f"[{step.result.measure.id}]" in said
        for condition in step.result.measure.conditions():
            assert condition.text.zh in one
            assert condition.text.zh in said
        for opened in step.opens:
            assert opened.name.zh in one


def test_a_step_is_meant_by_a_part_of_its_title(engine: Engine) -> None:
    """By id, title or a part that no other has; where several have it they are offered."""
    measures = [step.result.measure for step in climbed(engine).steps]
    assert title_named(measures, "high-technology") == "high-technology"
    assert title_named(measures, "瞪羚") == "gazelle"
    assert title_named(measures, "小巨人") == "little-giant-2022"
    with pytest.raises(InputError) as caught:
        title_named(measures, "单项冠军")
    (found,) = caught.value.diagnostics
    assert found.code == "C107"
    assert "国家制造业单项冠军" in str(found)
    assert "高新技术企业" not in str(found)
    with pytest.raises(InputError):
        title_named(measures, "没有的称号")
