"""``compute``: the figure first, then the form line by line, and what is missing as questions."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import cast

import pytest

from huiqi import Engine
from huiqi.decision.computed import Computation
from huiqi.report.blocks import Facts, Note, Page, Table, words_of
from huiqi.report.layout import HEIGHT, widest
from huiqi.report.media import terminal
from huiqi.report.pages.compute import compute_page, compute_pages
from huiqi.report.phrases import Phrases
from huiqi.serialisation.computations import computation_json
from tests.drawn import drawn

ROOT = Path(__file__).resolve().parents[2]
DAY = date(2023, 6, 20)
EXAMPLE = ROOT / "cases" / "examples" / "example-complete.yaml"
ENTERPRISES = [EXAMPLE, *sorted((ROOT / "cases" / "enterprises").glob("*.yaml"))]
NOTHING: dict[str, object] = {"enterprise": "示例企业", "facts": {}}
COMPUTED = ("rd_super_deduction", "size_class", "above_scale", "technology_sme_score")


@pytest.fixture(scope="module")
def engine() -> Iterator[Engine]:
    """The rules of the project."""
    with Engine.load(ROOT / "rules", compare=False) as loaded:
        yield loaded


def computed(
    engine: Engine, fact: str = "rd_super_deduction", source: Path | dict[str, object] = EXAMPLE
) -> Computation:
    return engine.compute(engine.read_enterprise(source, DAY).enterprise, fact, DAY)


@pytest.mark.parametrize("fact", COMPUTED)
@pytest.mark.parametrize("source", [*ENTERPRISES, NOTHING], ids=lambda s: getattr(s, "stem", ""))
def test_it_is_one_screen(engine: Engine, fact: str, source: Path | dict[str, object]) -> None:
    """At most 45 lines of 80 columns, in both languages."""
    found = computed(engine, fact, source)
    for language in ("zh", "en"):
        pages = compute_pages(found, Phrases(engine.rulebook, language))
        lines = terminal.lines(terminal.fitting(pages, 80, HEIGHT), 80)
        assert len(lines) <= HEIGHT
        assert max(widest(line.plain) for line in lines) <= 80


def _table(page: Page) -> Table:
    return next(block for block in page.blocks if isinstance(block, Table))


def test_the_figure_stands_first(engine: Engine) -> None:
    """20% of it is the subsidy; nobody has to look for it below the form."""
    page = compute_page(computed(engine), Phrases(engine.rulebook))
    notes = [words_of(block.text) for block in page.blocks if isinstance(block, Note)]
    assert notes[1] == "研发费用加计扣除额（2022年）  4,117,777.78 元"
    assert notes[2] == "用到的都有，是算出来的"


def test_it_reads_as_the_form_in_its_order(engine: Engine) -> None:
    """A107012: each line once, in the order of the form, with the figures of the ledger."""
    page = next(compute_pages(computed(engine), Phrases(engine.rulebook)))
    table = _table(page)
    assert table.columns[0].head == "申报表 A107012"
    numbered = {words_of(row[0]): words_of(row[2]) for row in table.rows if words_of(row[0])}
    assert list(numbered) == [
        *("第3行", "第7行", "第16行", "第19行", "第23行", "第3+7+16+19+23行", "第28行", "第34行"),
        *("第36行 乘 80%", "第37行", "第38行"),
        *(f"第{number}行" for number in range(40, 53)),
    ]
    # 96 + 58; 120.5 + 44; 18 + 9.2; nothing; 6: in units of 10,000 yuan, from the ledger.
    assert [numbered[f"第{n}行"] for n in (3, 7, 16, 19, 23)] == [
        "1,540,000.00",
        "1,645,000.00",
        "272,000.00",
        "0.00",
        "60,000.00",
    ]
    assert (numbered["第46行"], numbered["第50行"]) == ("30,000.00", "100%")
    assert numbered["第51行"] == "4,117,777.78"


@pytest.mark.parametrize("fact", COMPUTED[:2])
def test_its_rows_are_the_lines_of_the_document(engine: Engine, fact: str) -> None:
    """Every line of ``compute --json`` is a row, in that order, with the same figure."""
    found = computed(engine, fact)
    page = next(compute_pages(found, Phrases(engine.rulebook)))
    rows = [row for row in _table(page).rows if not words_of(row[-2]).startswith("  ")]
    lines = computation_json(found)["lines"]
    assert [words_of(row[-2]).removesuffix("（填报）") for row in rows] == [
        line["label"]["zh"] for line in lines
    ]
    for row, line in zip(rows, lines, strict=True):
        value = line["value"]
        if (
            isinstance(value, str)
            and value.replace(".", "").isdigit()
            and "%" not in words_of(row[-1])
        ):
            assert Decimal(words_of(row[-1]).replace(",", "")) == Decimal(value)
        assert words_of(row[-2]).endswith("（填报）") is line["stated"]


def test_projects_are_told_one_by_one_in_full(engine: Engine) -> None:
    """Each adds its part to the line; of a list that ends at a year no other may add to it."""
    page = compute_page(computed(engine), Phrases(engine.rulebook))
    rows = [(words_of(row[-2]), words_of(row[-1])) for row in _table(page).rows]
    start = next(n for n, (label, _) in enumerate(rows) if label.startswith("人员人工费用"))
    assert rows[start + 1 : start + 3] == [
        ("  伺服压力机", "960,000.00"),
        ("  精密减速机", "580,000.00"),
    ]
    assert not any("可能还有" in label for label, _ in rows)
    short = drawn(next(compute_pages(computed(engine), Phrases(engine.rulebook))))
    assert "伺服压力机" in short


def test_of_a_list_that_may_go_on_the_rest_is_open(engine: Engine) -> None:
    """An open list: what others may add stands beside what these add."""
    projects = [{"name": "甲", "year": 2022, "treatment": "expensed", "personnel": 100, "rest": 0}]
    source: dict[str, object] = {"enterprise": "示例企业", "facts": {"rd_projects": projects}}
    found = computed(engine, source=source)
    (line,) = (line for line in found.lines if line.declared.id == "rd_personnel")
    complete = line.outcome.value == line.summands[0].value
    assert complete is not any(
        part.text.in_language("zh") == "可能还有的" for part in line.summands
    )


def test_what_is_missing_is_asked(engine: Engine) -> None:
    """Nothing known: no figure and no nought anywhere, and questions with who knows."""
    found = computed(engine, source=NOTHING)
    page = compute_page(found, Phrases(engine.rulebook))
    tables = [block for block in page.blocks if isinstance(block, Table)]
    form, questions = tables
    figures = {words_of(row[-2]): words_of(row[-1]) for row in form.rows}
    assert figures["研发费用加计扣除额"] == "没有答"
    assert figures["人员人工费用（各项目合计）"] == "没有答"
    assert "0.00" not in figures.values()
    assert len(questions.rows) == len(found.outcome.missing)
    assert ("1 是否为企业所得税居民企业", "财务") in [
        (words_of(row[0]), words_of(row[1])) for row in questions.rows
    ]


def test_what_is_stated_says_so(engine: Engine) -> None:
    """A bookkeeper reads line 51 off the form: it is told as stated."""
    facts = {"rd_super_deduction": {2022: "100万元"}}
    found = computed(engine, source={"enterprise": "示例企业", "facts": facts})
    said = drawn(compute_page(found, Phrases(engine.rulebook)))
    assert "研发费用加计扣除额（2022年）  1,000,000.00 元" in said
    assert "填报的数" in said


def test_without_a_working_it_tells_what_it_read(engine: Engine) -> None:
    """84 million of main revenue against a limit of 20 million."""
    page = compute_page(computed(engine, "above_scale"), Phrases(engine.rulebook))
    rows = [(words_of(row[0]), words_of(row[1])) for row in _table(page).rows]
    assert ("主营业务收入（2022年）", "84,000,000.00") in rows
    assert ("规模以上工业主营业务收入下限", "20,000,000.00") in rows
    assert rows[-1] == ("达到规模以上工业标准", "是")
    facts = cast(Facts, page.blocks[-2])
    assert any("2000万元及以上" in words_of(said) for _, said in facts.rows)


def test_a_class_is_told_with_the_figures_it_rests_on(engine: Engine) -> None:
    """Of industry its people and its revenue; its assets do not matter and are no line."""
    facts = {"行业代码": "C3489", "营业收入": {2022: "8000万元"}, "从业人员": {2022: "120人"}}
    found = computed(engine, "size_class", {"enterprise": "示例企业", "facts": facts})
    told = {line.declared.id: line.stated for line in found.lines}
    assert told["revenue"]
    assert told["employees"]
    assert "total_assets" not in told
    rows = [
        [words_of(cell) for cell in row]
        for row in _table(compute_page(found, Phrases(engine.rulebook))).rows
    ]
    assert any("营业收入" in row[0] and row[-1] == "80,000,000.00" for row in rows)
    assert any("从业人员" in row[0] and row[-1].startswith("120") for row in rows)
