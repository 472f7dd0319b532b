"""The guide to applying: the five elements in their order, and what no source says."""

from __future__ import annotations

from pathlib import Path

import pytest

from huiqi import Engine
from huiqi.audit.checks import run_checks
from huiqi.audit.context import Audit
from huiqi.audit.guides import CHECK
from huiqi.report.blocks import Facts, Note, Page, Tree, words_of
from huiqi.report.layout import HEIGHT, widest
from huiqi.report.media import terminal
from huiqi.report.pages.audit import audit_page, audit_screens
from huiqi.report.pages.guide import guide_page
from huiqi.report.pages.marks import whose_document
from huiqi.report.phrases import Phrases
from huiqi.rulebook.guide import Element, elements_stated
from huiqi.rulebook.loading import load_rulebook
from tests.commands import huiqi
from tests.rulebook.test_apply import ALL, loaded
from tests.rulebook.test_linker import FILES, M, write

ROOT = Path(__file__).resolve().parents[2]
#: As one province asks (惠及对象、申报条件、兑现时限、受理地址、咨询电话), then ours.
ORDER = [
    *("惠及对象", "申报条件", "兑现时限", "受理地址", "咨询电话"),
    *("申报材料", "金额", "申报时间", "依据"),
]


def labels(page: Page) -> list[str]:
    """The labels and small headings, from top to bottom."""
    found = []
    for block in page.blocks:
        if isinstance(block, Facts):
            found += [words_of(label) for label, _ in block.rows]
        if isinstance(block, Note):
            found.append(words_of(block.text))
    return [label for label in found if label in ORDER]


def said(page: Page) -> dict[str, str]:
    """Each label with what is said of it."""
    rows = [row for block in page.blocks if isinstance(block, Facts) for row in block.rows]
    return {words_of(label): words_of(text) for label, text in rows}


@pytest.fixture(scope="module")
def engine() -> Engine:
    """The rules of the project."""
    return Engine.load(ROOT / "rules", compare=False)


def test_every_measure_has_its_guide_in_order(engine: Engine) -> None:
    """All labels, whatever is known; what no source says is said, and no more than that."""
    phrases = Phrases(engine.rulebook)
    for measure in engine.rulebook.measures.values():
        page = guide_page(measure, phrases)
        if not measure.published:
            assert not labels(page)
            continue
        assert labels(page) == ORDER, measure.id
        assert any(isinstance(block, Tree) for block in page.blocks)
        rows, known = said(page), elements_stated(measure)
        if Element.PAID_WITHIN not in known:
            assert rows["兑现时限"] == "来源没有写"
        if Element.TELEPHONE not in known:
            assert rows["咨询电话"] == "来源没有写"
        for line in terminal.lines(page, 80):
            assert widest(line.plain) <= 80


def test_a_guide_is_one_screen_for_the_first_measures(engine: Engine) -> None:
    """As a clerk reads it at a counter."""
    for name in ("rd-institution-subsidy", "first-set", "above-scale-reward"):
        page = guide_page(engine.rulebook.measures[name], Phrases(engine.rulebook))
        assert len(terminal.lines(page, 80)) <= HEIGHT


def test_what_is_written_is_said(tmp_path: Path) -> None:
    """Every part of how one applies, with its issuer, copies, and from when it counts."""
    measure = loaded(tmp_path, ALL)
    rules = load_rulebook(tmp_path)
    rows = said(guide_page(measure, Phrases(rules)))
    assert rows["兑现时限"] == "60个工作日内（受理之日起）"
    assert rows["受理地址"] == "窗口（一路一号）；网上 省库 www.example.com/a"
    assert rows["咨询电话"] == "8378982（高新科）、0635-8378982转801"
    assert rows["申报材料"] == "申请表（县局出具，2 份）"
    assert rows["申报时间"].splitlines() == [
        "2023年度：2023-02-20 至 2023-03-17（规上企业）",
        "2022年9月 截止",
        "每年3月1日 至 4月",
        "常年受理",
    ]
    assert rows["以后要"] == "每年更新信息"
    assert set(elements_stated(measure)) == set(Element)
    english = said(guide_page(measure, Phrases(rules, "en")))
    assert english["Paid within"].startswith("within 60 working days")


@pytest.mark.parametrize(
    ("apply", "missing"),
    [
        ("", {Element.PAID_WITHIN, Element.OFFICE, Element.TELEPHONE}),
        ("apply: {platform: {url: www.example.com}}\n", {Element.PAID_WITHIN, Element.TELEPHONE}),
        ("apply: {telephones: [{number: 12345}]}\n", {Element.PAID_WITHIN, Element.OFFICE}),
        # What is assumed is not said.
        (
            "apply: {telephones: [{number: 12345, basis: [{source: law, grade: assumed}]}]}\n",
            {Element.PAID_WITHIN, Element.OFFICE, Element.TELEPHONE},
        ),
    ],
)
def test_which_elements_are_stated(tmp_path: Path, apply: str, missing: set[Element]) -> None:
    """Each by what is written of it alone."""
    assert set(Element) - elements_stated(loaded(tmp_path, apply)) == missing


def test_a_condition_that_is_unknown_leaves_the_conditions_unstated(tmp_path: Path) -> None:
    """For whom it is may still be stated; what is presumed is no condition of the text."""

    def elements(condition: str, folder: str) -> frozenset[Element]:
        text = FILES[M].replace("      if: people > 20\n", condition)
        return elements_stated(load_rulebook(write(tmp_path / folder, {M: text})).measures["m"])

    both = {Element.BENEFICIARIES, Element.CONDITIONS}
    assert elements("      if: people > 20\n", "a") == both
    assert elements("      unknown: 没有写\n", "b") == {Element.BENEFICIARIES}
    assert elements("      if: people > 20\n      presumed: true\n", "c") == both


def test_the_audit_counts_element_by_element(tmp_path: Path) -> None:
    """One figure over all, and one for each: the sum of these."""
    rules = write(tmp_path, {M: FILES[M] + "apply: {telephones: [{number: 12345}]}\n"})
    audit = Audit(rulebook=load_rulebook(rules), rules=rules)
    figures = {figure.key: (figure.done, figure.total) for figure in CHECK.figures(audit)}
    assert figures == {
        "guide": (3, 5),
        "guide_beneficiaries": (1, 1),
        "guide_conditions": (1, 1),
        "guide_paid_within": (0, 1),
        "guide_office": (0, 1),
        "guide_telephone": (1, 1),
    }
    (finding,) = CHECK.run(audit)
    assert finding.text.in_language("zh") == "“措施”来源没有写：兑现时限、受理地址"
    audited, phrases = run_checks(audit, [CHECK]), Phrases(audit.rulebook)
    whole = "\n".join(line.plain for line in terminal.lines(audit_page(audited, phrases), 80))
    screen = "\n".join(
        line.plain for line in terminal.lines(next(audit_screens(audited, phrases)), 80)
    )
    assert "申兑指南五要素" in screen
    assert "60" in screen
    assert "写明咨询电话" in whole
    # Of the one figure's parts the screen tells none, whether they are reached or not.
    assert "写明" not in screen


def test_the_command_writes_a_page(tmp_path: Path) -> None:
    """As HTML with the same words; a title by its name; what is no page is refused."""
    target = tmp_path / "guide.html"
    done = huiqi("rules", "guide", "创新型中小企业", "-o", str(target))
    assert done.returncode == 0, done.stderr
    for text in (done.stdout, target.read_text("utf-8")):
        assert "www.sdyzzxqy.com" in text
        assert "36个月公共信用报告" in text
        assert "来源没有写" in text
    refused = huiqi("rules", "guide", "first-set", "-o", str(tmp_path / "guide.csv"))
    assert (refused.returncode, "C120" in refused.stderr) == (2, True)
    topic = huiqi("rules", "guide", "becoming-above-scale")
    assert "huiqi rules guide above-scale-reward" in topic.stdout


@pytest.mark.parametrize("name", ["first-set", "city-rd-subsidy"])
def test_of_sources_that_disagree_the_weaker_says_how_well_it_is_supported(
    engine: Engine, name: str
) -> None:
    """In the list of measures as in a decision, which cannot rest on the better one alone."""
    measure = engine.rulebook.measures[name]
    assert measure.gives is not None
    assert measure.gives.conflicting
    assert "报道" in whose_document(measure, Phrases(engine.rulebook))
