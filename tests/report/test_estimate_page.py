"""The one screen of ``estimate``: its figures are the decision's to the fen, and all are told."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from huiqi import Engine
from huiqi.decision.combined import Total
from huiqi.decision.results import REFUSED, Amount, Decision
from huiqi.quantities import Number
from huiqi.report.blocks import Page, Table, words_of
from huiqi.report.layout import HEIGHT, widest
from huiqi.report.media import terminal
from huiqi.report.pages.estimate import EVERYTHING, estimate_page, estimate_pages
from huiqi.report.pages.estimated import full_estimate_page, measure_amount_page
from huiqi.report.phrases import Phrases
from tests.drawn import drawn

ROOT = Path(__file__).resolve().parents[2]
DAY = date(2023, 6, 20)
EXAMPLE = ROOT / "cases" / "examples" / "example-complete.yaml"
ENTERPRISES = [EXAMPLE, *sorted((ROOT / "cases" / "enterprises").glob("*.yaml"))]
WIDTH = 80
#: A sentence and the two ends it tells: of what is only bounded the lower is nothing.
_FIGURE = r"(\d[\d,]*\.\d\d)"


@pytest.fixture(scope="module")
def engine() -> Iterator[Engine]:
    """The rules of the project, without the network: what is said is the same."""
    with Engine.load(ROOT / "rules", compare=False) as loaded:
        yield loaded


def decided(engine: Engine, source: Path | dict[str, object]) -> Decision:
    return engine.estimate(engine.read_enterprise(source, DAY).enterprise, DAY)


@pytest.mark.parametrize("path", [*ENTERPRISES, None], ids=lambda p: p.stem if p else "nothing")
def test_it_is_one_screen(engine: Engine, path: Path | None) -> None:
    """At most 45 lines, and 80 columns even where ambiguous characters take two."""
    decision = decided(engine, path or {"enterprise": "示例企业", "facts": {}})
    for language in ("zh", "en"):
        pages = estimate_pages(decision, Phrases(engine.rulebook, language))
        page = terminal.fitting(pages, WIDTH, HEIGHT)
        lines = terminal.lines(page, WIDTH)
        assert len(lines) <= HEIGHT
        for line in lines:
            assert widest(line.plain) <= WIDTH, line.plain
        for table in _tables(page):
            for row in table.rows:
                wide = [c for cell in row[:-1] for c in words_of(cell) if _ambiguous(c)]
                # The terminal leaves out quotation marks there.
                assert set(wide) <= set("“”"), row


def _ambiguous(character: str) -> bool:
    return unicodedata.east_asian_width(character) == "A"


def _tables(page: Page) -> list[Table]:
    return [block for block in page.blocks if isinstance(block, Table)]


def ends(said: str) -> tuple[Decimal | None, Decimal | None]:
    """The figures of a cell, read back; none where it says that nothing is known."""
    figures = [Decimal(found.replace(",", "")) for found in re.findall(_FIGURE, said)]
    if said.startswith("未知"):
        return None, None
    if said.startswith(("不超过", "最高档")):
        return Decimal(0), figures[0]
    if said.startswith("不少于"):
        return figures[0], None
    return figures[0], figures[-1]


def bounds(amount: Amount) -> tuple[Number | None, Number | None]:
    """What is known of an amount: from nothing upwards without an end is nothing known."""
    if amount.fund_only:
        return None, None
    if amount.at_most is not None:
        return Decimal(0), amount.at_most
    return (None, None) if not amount.low and amount.high is None else (amount.low, amount.high)


@pytest.mark.parametrize("path", [EXAMPLE, *ENTERPRISES[-2:]], ids=lambda p: p.stem)
def test_every_amount_is_told_to_the_fen_with_its_grade(engine: Engine, path: Path) -> None:
    """Of every measure that is not refused and names one; no other has a row."""
    decision, phrases = decided(engine, path), Phrases(engine.rulebook)
    page = estimate_page(decision, phrases, EVERYTHING)
    rows = {
        words_of(row[1]): (words_of(row[2]), words_of(row[3]))
        for table in _tables(page)
        for row in table.rows
        if len(row) == 5
    }
    named = {
        result.measure.name.zh: result
        for result in decision.results
        if result.amount is not None
        and result.status not in REFUSED
        and result.measure.recipient == "enterprise"
    }
    assert set(rows) == set(named)
    for name, (whose, figure) in rows.items():
        amount = named[name].amount
        assert amount is not None
        assert ends(figure) == bounds(amount), name
        assert re.search("官方|报道", whose), name


def test_the_larger_stand_first(engine: Engine) -> None:
    """In each of the three parts; what is not known comes last."""
    page = estimate_page(decided(engine, EXAMPLE), Phrases(engine.rulebook), EVERYTHING)
    for table in _tables(page):
        if len(table.columns) == 5:
            highs = [ends(words_of(row[3]))[1] for row in table.rows]
            known = [high for high in highs if high is not None]
            assert known == sorted(known, reverse=True)
            assert highs == known + [None] * (len(highs) - len(known))


def test_the_totals_are_those_of_the_decision(engine: Engine) -> None:
    """In both readings, level by level and grade by grade, and limits apart from sums."""
    decision = decided(engine, EXAMPLE)
    page = estimate_page(decision, Phrases(engine.rulebook), EVERYTHING)
    counted, apart = (table for table in _tables(page) if len(table.columns) == 3)
    names = {"city": "市", "province": "省", "official": "官方", "reported": "报道"}
    for table, found in ((counted, decision.combinations), (apart, decision.force_unknown)):
        told = {words_of(row[0]): [words_of(cell) for cell in row[1:]] for row in table.rows}
        cautious = found.cautious or found.permitted
        for place, combination in enumerate((found.permitted, cautious)):
            for level, grades in combination.totals_by_level.items():
                for grade, total in grades.items():
                    cell = told[f"{names[level]} {names[grade]}"][place]
                    assert _sums(cell) == _total(total), (level, grade)
    # 首台套 50 to 100, 技改 126 and 开门红 10: at least 50, at most 236 (in units of 10,000 yuan).
    assert words_of(apart.rows[0][1]) == "500,000.00 ～ 2,360,000.00\n另有不超过 650,000.00"
    assert words_of(apart.rows[0][2]) == "500,000.00 ～ 1,100,000.00\n另有不超过 650,000.00"


def _sums(cell: str) -> tuple[object, ...]:
    lines = cell.split("\n")
    limits = [line for line in lines if line.startswith("另有")]
    sums = [line for line in lines if line not in limits]
    return tuple(ends(line.removeprefix("另有")) for line in (*sums, *limits))


def _total(total: Total) -> tuple[object, ...]:
    told: list[object] = []
    if total.high is None and not total.low:
        told.append((None, None))
    elif total.low or total.high:
        told.append((total.low, total.high))
    if total.at_most is None:
        told.append((None, None))
    elif total.at_most:
        told.append((Decimal(0), total.at_most))
    return tuple(told)


@pytest.mark.parametrize("path", ENTERPRISES[:4], ids=lambda p: p.stem)
def test_what_has_no_row_is_counted(engine: Engine, path: Path) -> None:
    """Rows, refused, silent, ended, not public, not an enterprise's: all measures there are."""
    decision = decided(engine, path)
    page = estimate_page(decision, Phrases(engine.rulebook), EVERYTHING)
    said = drawn(page)
    (counts,) = [line for line in said.splitlines() if line.startswith("不符合 ")]
    number = sum(map(int, re.findall(r"(\d+) 项", counts)))
    number += sum(len(table.rows) for table in _tables(page) if len(table.columns) == 5)
    (others,) = re.findall(r"给协会、集群的 (\d+) 件不计", said)
    assert number + int(others) == len(decision.results)


def test_why_a_figure_is_only_a_limit(engine: Engine) -> None:
    """What no answer of the enterprise would settle, in the words of the rules."""
    said = drawn(estimate_page(decided(engine, EXAMPLE), Phrases(engine.rulebook), EVERYTHING))
    why = said[said.index("为什么写") :]
    assert "优秀研发机构补贴：单户上限没有公布" in why
    assert "技术改造设备奖补：来源没有写按项目还是按企业" in why


def test_a_measure_is_worked_out_line_by_line(engine: Engine) -> None:
    """Every line of its amount with its figure, and in which total it is."""
    decision, phrases = decided(engine, EXAMPLE), Phrases(engine.rulebook)
    for result in decision.results:
        if result.amount is None or result.status in REFUSED:
            continue
        page = measure_amount_page(decision, [result.measure.id], phrases)
        (table,) = _tables(page)
        texts = [words_of(row[0]) for row in table.rows]
        for line in result.amount.lines:
            assert any(
                text.startswith(line.text.in_language("zh").split("“")[0]) for text in texts
            ), line.text
        assert ends(words_of(table.rows[-1][1])) == bounds(result.amount)
        said = drawn(page)
        assert ("计入合计" in said or "另计" in said) is not bool(result.outside)


def test_what_it_is_left_out_for_is_said_with_its_rule(engine: Engine) -> None:
    """设备奖补 and 智能化设备 are not taken beside 重大技改 if only one may be had."""
    decision, phrases = decided(engine, EXAMPLE), Phrases(engine.rulebook)
    for name in ("technical-renovation", "smart-equipment"):
        said = drawn(measure_amount_page(decision, [name], phrases))
        assert "同一技改项目能否既得市级奖补、又得省级支持；已取 重大技术改造项目支持" in said
        assert "叠加规则没有找到（推定）" in said
    said = drawn(measure_amount_page(decision, ["major-renovation"], phrases))
    assert "为它不计" in said


def test_the_full_page_leaves_nothing_out(engine: Engine) -> None:
    """Every measure that is not refused by its id, the refused by name, and what each is beside."""
    decision, phrases = decided(engine, EXAMPLE), Phrases(engine.rulebook)
    said = drawn(full_estimate_page(decision, phrases))
    for result in decision.results:
        if result.status not in REFUSED:
            assert f"[{result.measure.id}]" in said
        elif result.status == "does_not_qualify":
            assert result.measure.title.zh in said
    for model in ("威海《首破百亿奖励》", "济宁《进入500强奖励》"):
        assert f"参照  {model}（外地可比）" in said
    assert "上端能达到" in said
    assert "最能缩小范围的是" in said
    assert "对象是产业集群，不是企业" in said
