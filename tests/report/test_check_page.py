"""The one screen of ``check``: for any enterprise, in both languages, on any console."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import yaml
from rich.cells import cell_len

from huiqi import Engine
from huiqi.decision.combined import Total
from huiqi.decision.results import Decision
from huiqi.decision.standing import Mark
from huiqi.decision.topics import overview
from huiqi.evaluation.reads import Missing
from huiqi.quantities import exact_sum
from huiqi.report.answers_form import answers_form
from huiqi.report.blocks import Facts, Page, Table, words_of
from huiqi.report.figures import at_most, between
from huiqi.report.layout import HEIGHT, widest
from huiqi.report.media import terminal
from huiqi.report.pages.check import check_pages
from huiqi.report.pages.papers import papers_asked
from huiqi.report.pages.totals import total_parts, totals_facts
from huiqi.report.phrases import Phrases
from huiqi.rulebook.naming import measure_named
from tests.profile.filling import filled

ROOT = Path(__file__).resolve().parents[2]
DAY = date(2023, 6, 20)
EXAMPLE = ROOT / "cases" / "examples" / "example-complete.yaml"
WIDTH = 80


@pytest.fixture(scope="module")
def engine() -> Iterator[Engine]:
    """The rules of the project, without the network: what is said is the same."""
    with Engine.load(ROOT / "rules", compare=False) as loaded:
        yield loaded


def decided(engine: Engine, source: Path | dict[str, object]) -> Decision:
    return engine.check(engine.read_enterprise(source, DAY).enterprise, DAY)


def screen(engine: Engine, decision: Decision, language: str) -> Page:
    """As the command chooses it."""
    pages = check_pages(decision, Phrases(engine.rulebook, language), engine.penalty_counts)
    return terminal.fitting(pages, WIDTH, HEIGHT)


SUPPORT = "已经得过的财政支持"
ENTERPRISES = [EXAMPLE, *sorted((ROOT / "cases" / "enterprises").glob("*.yaml"))]


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("path", [*ENTERPRISES, None], ids=lambda p: p.stem if p else "nothing")
def test_it_is_one_screen(engine: Engine, path: Path | None, language: str) -> None:
    """At most 45 lines, and 80 columns even where ambiguous characters take two."""
    decision = decided(engine, path or {"enterprise": "示例企业", "facts": {}})
    drawn = terminal.lines(screen(engine, decision, language), WIDTH)
    assert len(drawn) <= HEIGHT
    for line in drawn:
        assert widest(line.plain) <= WIDTH, line.plain


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("yes", ["是", "否"])
def test_one_of_which_everything_is_known_is_one_screen(
    engine: Engine, yes: str, language: str
) -> None:
    """Nothing is left to ask: as many papers and totals as there can be."""
    facts: dict[str, Any] = {}
    decision = decided(engine, EXAMPLE)
    for _ in range(8):
        if not decision.questions:
            break
        form = answers_form(decision.questions, decision.profile, DAY, Phrases(engine.rulebook))
        asked = yaml.safe_load(form)["facts"]
        answers = filled(engine.rulebook, asked, decision.questions, yes=yes)
        for label, value in answers.items():
            facts[label] = _joined(facts.get(label), value)
        if yes == "是" and facts.get(SUPPORT) == []:
            # Who had the bonds' money had support.
            facts[SUPPORT] = [{"名目": "示例国债资金"}]
        known = engine.read_enterprise(EXAMPLE, DAY, {"facts": facts}).enterprise
        decision = engine.check(known, DAY)
    assert not decision.questions
    drawn = terminal.lines(screen(engine, decision, language), WIDTH)
    assert len(drawn) <= HEIGHT
    assert all(widest(line.plain) <= WIDTH for line in drawn)
    assert not any("--write-missing" in line.plain for line in drawn)


def _joined(before: Any, more: Any) -> Any:
    """What two rounds of answers say of one fact."""
    if isinstance(before, dict) and isinstance(more, dict):
        return {**before, **more}
    if isinstance(before, list) and isinstance(more, list) and before and more:
        return [{**one, **other} for one, other in zip(before, more, strict=True)]
    return more


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("path", ENTERPRISES[:3], ids=lambda p: p.stem)
def test_nothing_ambiguous_stands_before_a_column(
    engine: Engine, path: Path, language: str
) -> None:
    """Where quotation marks take two columns the columns are straight all the same."""
    page = screen(engine, decided(engine, path), language)
    for table in (block for block in page.blocks if isinstance(block, Table)):
        for row in table.rows:
            for cell in row[:-1]:
                wide = [c for c in words_of(cell) if unicodedata.east_asian_width(c) == "A"]
                # The terminal leaves out quotation marks there.
                assert set(wide) <= set("“”"), words_of(cell)


def test_the_counts_are_those_of_twenty_topics(engine: Engine) -> None:
    """The six counts add up, and each topic has its line or its place among the references."""
    for path in ENTERPRISES:
        decision = decided(engine, path)
        found = overview(engine.rulebook, decision)
        assert sum(found.count(mark) for mark in Mark) == len(found.topics) == 20
        said = "\n".join(line.plain for line in terminal.lines(screen(engine, decision, "zh"), 400))
        for topic in found.topics:
            assert topic.slot.name.zh in said


def test_every_mark_has_its_word_beside_the_colour(engine: Engine) -> None:
    """Nothing is said by colour alone: without any style the page reads the same."""
    page = screen(engine, decided(engine, EXAMPLE), "zh")
    topics = next(b for b in page.blocks if isinstance(b, Table) and len(b.columns) == 5)
    assert {words_of(row[0]) for row in topics.rows} <= set("✓➚?!✗◦")
    things = next(block for block in page.blocks if isinstance(block, Facts))
    assert "能得 1" in words_of(things.rows[0][1])


def test_the_pool_of_a_fund_is_never_an_enterprises_bound(engine: Engine) -> None:
    """With an unknown super-deduction the subsidy is 金额未知, not up to the fund."""
    facts: dict[str, object] = {"研发机构评定结果": "优秀", "registered_in_liaocheng": "是"}
    decision = decided(engine, {"enterprise": "示例企业", "facts": facts})
    page = screen(engine, decision, "zh")
    topics = next(b for b in page.blocks if isinstance(b, Table) and len(b.columns) == 5)
    (row,) = [row for row in topics.rows if words_of(row[1]) == "企业研发投入补助"]
    assert words_of(row[3]) == "金额未知"


def test_a_conditions_met_with_force_unknown_is_to_be_asked(engine: Engine) -> None:
    """A document last seen in 2019 is never ✓ in 2023, and its amount is in no total."""
    decision = decided(engine, EXAMPLE)
    page = screen(engine, decision, "zh")
    topics = next(b for b in page.blocks if isinstance(b, Table) and len(b.columns) == 5)
    (row,) = [row for row in topics.rows if words_of(row[1]) == "首台套与首批次"]
    assert words_of(row[0]) == "!"
    assert words_of(row[3]) == "50～100万元"
    said = "\n".join(line.plain for line in terminal.lines(page, 400))
    total = next(line for line in said.splitlines() if line.startswith("能一起拿的"))
    assert "100万元" not in total


@pytest.mark.parametrize("width", [40, 60, 132])
def test_any_width_holds(engine: Engine, width: int) -> None:
    """A narrow window breaks lines and loses no word; a wide one is used."""
    page = screen(engine, decided(engine, EXAMPLE), "zh")
    drawn = terminal.lines(page, width)
    assert max(cell_len(line.plain) for line in drawn) <= width
    words = _letters("".join(line.plain for line in drawn))
    for table in (block for block in page.blocks if isinstance(block, Table)):
        for row in table.rows:
            for cell in row:
                # The lines of a cell may stand between those of others.
                for part in words_of(cell).split():
                    assert _letters(part)[:4] in words


def _letters(text: str) -> str:
    """Without what only lays it out, and without the quotation marks that cells leave out."""
    return "".join(text.split()).translate(dict.fromkeys(map(ord, "“”")))


def test_what_the_credit_code_suggests_is_asked_to_be_confirmed(engine: Engine) -> None:
    """Of a code of the city 注册地 is a confirmation, of another's or none a question."""
    said = {}
    for code in ("91371500790384538P", "91370100MA3C0ABC1D", ""):
        source: dict[str, object] = {"enterprise": {"name": "示例企业", "credit_code": code}}
        decision = decided(engine, {**source, "facts": {"首台套产品": []}})
        page = screen(engine, decision, "zh")
        said[code] = "\n".join(line.plain for line in terminal.lines(page, 200))
    own, other, none = said.values()
    assert "注册地在聊城市，对吗（信用代码 3715）" in own
    assert "企业的注册地是否在聊城市" in other
    assert "企业的注册地是否在聊城市" in none
    # Nothing is taken for granted: what the code suggests is asked all the same.
    assert "✓" not in own


def test_one_field_of_several_records_is_one_question(engine: Engine) -> None:
    """Asked of each in the form, told once on the screen, with of how many it is asked."""
    projects = [
        {"项目名称": f"示例项目{n}", "经第三方审核的实际设备软件投资额": f"{n + 1}百万元"}
        for n in range(3)
    ]
    facts: dict[str, object] = {"注册地在聊城市": "是", "技术改造项目": projects}
    decision = decided(engine, {"enterprise": "示例企业", "facts": facts})
    page = screen(engine, decision, "zh")
    said = [line.plain for line in terminal.lines(page, 200)]
    (asked,) = [line for line in said if "列入省重大技改项目吗" in line]
    assert "示例项目0 等 3 个" in asked
    form = answers_form(decision.questions, decision.profile, DAY, Phrases(engine.rulebook))
    assert form.count("列入省重大技改项目:") == 3


def test_papers_are_told_where_only_force_is_open(engine: Engine) -> None:
    """Three years on nothing is known to be in force: what the R&D subsidy asks is told."""
    day = date(2026, 6, 20)
    facts = {
        "注册地在聊城市": True,
        "研发机构评定结果": "优秀",
        "研发费用加计扣除额": {2025: "650万元"},
    }
    source = {"enterprise": "示例企业", "facts": facts}
    decision = engine.check(engine.read_enterprise(source, day).enterprise, day)
    assert decision["rd-institution-subsidy"].to_be_confirmed
    page = screen(engine, decision, "zh")
    rows = [row for block in page.blocks if isinstance(block, Facts) for row in block.rows]
    (told,) = [words_of(row[1]) for row in rows if words_of(row[0]) == "问部门时带"]
    _, asked = papers_asked(decision, Phrases(engine.rulebook))
    every = [paper for one in asked for paper in one.papers]
    # Each stands once, under the first that asks for it.
    assert len(set(every)) == len(every)
    assert asked[0].measure == decision["rd-institution-subsidy"].measure.name.zh
    own = decision["rd-institution-subsidy"].proofs
    # What is known to be met comes first; on one line there is room for some, the page has all.
    assert tuple(every[: len(own)]) == own
    assert told.startswith(own[0])
    assert told.endswith(f"（共 {len(every)} 份）")


def test_a_form_says_how_to_tell_that_there_is_none(engine: Engine) -> None:
    """The year of what never happened is 不适用, not 0."""
    source: dict[str, object] = {"enterprise": "示例企业", "facts": {}}
    decision = decided(engine, source)
    form = answers_form(decision.questions, decision.profile, DAY, Phrases(engine.rulebook))
    label = engine.rulebook.label("first_high_technology_year").zh
    (line,) = [one for one in form.splitlines() if one.strip().startswith(f"{label}:")]
    assert line.endswith("没有的写 不适用")


def test_the_questions_of_a_form_are_numbered_as_they_stand(engine: Engine) -> None:
    """Those on one fact stand together, so what is asked later can stand before."""
    facts = {"可加计扣除的研发费用合计": {2021: "130万元"}}
    decision = decided(engine, {"enterprise": "示例企业", "facts": facts})
    names = [question.missing.name for question in decision.questions]
    assert len(set(names)) < len(names)
    form = answers_form(decision.questions, decision.profile, DAY, Phrases(engine.rulebook))
    numbers = re.findall(r"^  # (\d+) ", form, re.MULTILINE)
    assert numbers == [str(number) for number in range(1, len(names) + 1)]


def test_a_line_of_the_tax_form_is_asked_for_beside_another(engine: Engine) -> None:
    """Who has line 40 at hand has line 51: nothing that it is worked out from is asked, and of a
    year other than 2022 no method of the fourth quarter, whatever is told.
    """
    line = {"可加计扣除的研发费用合计": {2024: "130万元"}}
    ledger = {"研发项目": {2024: [{"项目名称": "甲", "人员人工费用": "100万元"}]}}
    day, asked = date(2025, 6, 20), {}
    for name, facts in (("line", line), ("ledger", ledger), ("both", line | ledger)):
        source = {"facts": {**facts, "收入总额": {2024: "1亿元"}, "研发机构评定结果": "优秀"}}
        profile = engine.read_enterprise(source, day).enterprise
        result = engine.check(profile, day)["rd-institution-subsidy"]
        asked[name] = {missing.name for missing in result.missing if missing.year == 2024}
        assert "rd_fourth_quarter_method" not in {missing.name for missing in result.missing}
    assert asked["line"] == {"rd_super_deduction"}
    assert "rd_super_deduction" not in asked["ledger"] | asked["both"]
    assert "rd_special_income" in asked["ledger"]


def test_of_a_list_that_is_not_all_it_is_asked_what_else_there_is(engine: Engine) -> None:
    """What is told is not asked for again."""
    title = {"证书上的名称": "高企证书", "称号": "高企", "认定日期": "2022-10-01"}
    phrases = Phrases(engine.rulebook)
    for told, words in (
        ({"已获得的称号": {"至少": [title]}}, "已获得的称号：没有写上的还有哪些"),
        ({}, "企业获得过哪些"),
    ):
        decision = decided(engine, {"facts": {"注册地在聊城市": "是", **told}})
        asked = [q for q in decision.questions if q.missing == Missing("recognitions", None)]
        assert phrases.asked(asked[0].missing, decision.profile).startswith(words)


def test_what_the_screen_prints_of_a_measure_names_it(engine: Engine) -> None:
    """The word of ② and every topic and document that stands on the first screen."""
    assert measure_named(engine.rulebook, "研发补贴") == "rd-institution-subsidy"
    page = screen(engine, decided(engine, EXAMPLE), "zh")
    (topics,) = [
        block for block in page.blocks if isinstance(block, Table) and len(block.columns) == 5
    ][:1]
    names = [words_of(row[1]).strip() for row in topics.rows]
    assert len(names) > 10
    for name in names:
        assert measure_named(engine.rulebook, name)


def test_the_total_apart_says_first_why_it_is_apart(engine: Engine) -> None:
    """What is known of it before what is not, and one thing after another."""
    facts = {
        "注册地在聊城市": "是",
        "行业代码": "C3489",
        "营业收入": {2024: "8000万元"},
    }
    met = {"answer": "是", "by": "示例审核员", "date": date(2025, 6, 1), "reason": "示例"}
    judgements = {"one-technology-centre/other-conditions": met}
    day = date(2025, 6, 1)
    firm = {"facts": facts, "judgements": judgements}
    decision = engine.check(engine.read_enterprise(firm, day).enterprise, day)
    phrases = Phrases(engine.rulebook)
    rows = {words_of(head): words_of(said) for head, said in totals_facts(decision, phrases)}
    assert rows["另计"].startswith("文件是否仍有效待核：")
    assert "金额未知，另有" not in rows["另计"]
    unknown = Total(low=Decimal(0), high=None, at_most=Decimal(650_000), known=Decimal(650_000))
    parts = total_parts(unknown, phrases.say, between, at_most)
    assert parts == ["不超过 65万元", "另有金额未知的"]
    # Of what goes up to a figure and of what is a limit alike, what is known is told.
    for total in (
        Total(low=Decimal(0), high=None, at_most=Decimal(650_000), known=Decimal(2_150_000)),
        Total(low=Decimal(0), high=Decimal(2_150_000), at_most=None, known=Decimal(2_150_000)),
    ):
        parts = total_parts(total, phrases.say, between, at_most)
        assert parts == ["不超过 215万元", "另有金额未知的"]
    summed = decision.force_unknown_by_level["city"]
    for total in summed.values():
        if total.high is not None and total.at_most is not None:
            assert total.known == exact_sum(total.high, total.at_most)


def test_the_method_of_the_fourth_quarter_is_asked_of_2022_alone(engine: Engine) -> None:
    """公告2022年第28号 speaks of the fourth quarter of that year."""
    for year in (2021, 2022, 2023):
        ledger = {"研发项目": {year: [{"项目名称": "甲", "人员人工费用": "100万元"}]}}
        day = date(year + 1, 6, 20)
        profile = engine.read_enterprise({"facts": ledger}, day).enterprise
        missing = engine.check(profile, day)["rd-institution-subsidy"].missing
        names = {one.name for one in missing}
        assert ("rd_fourth_quarter_method" in names) is (year == 2022), year
