"""The pages on an incident: one screen for any of them, in both languages, and nothing lost."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from rich.cells import cell_len

from huiqi.penalty.results import PenaltyDecision, PenaltyStatus
from huiqi.report.blocks import Heading, Page, Table, Tree, TreeItem, words_of
from huiqi.report.layout import HEIGHT, widest
from huiqi.report.media import terminal
from huiqi.report.pages.penalty import penalty_full_page, penalty_pages
from huiqi.report.pages.penalty_find import found_page, found_pages
from huiqi.report.phrases import Phrases
from huiqi.truth import Truth
from tests.penalty.book import BOOK, DAY, DECIDER, LICENCE, NO_GROUNDS, incident, judged
from tests.penalty.incidents import CASES, decisions
from tests.penalty.test_following import REFUSED
from tests.thorough import some

WIDTH = 80
LANGUAGES = ("zh", "en")


def screen(decision: PenaltyDecision, language: str = "zh") -> Page:
    """As the command chooses it."""
    return terminal.fitting(penalty_pages(decision, BOOK, phrases(language)), WIDTH, HEIGHT)


def phrases(language: str) -> Phrases:
    """The words of the penalty rules."""
    return Phrases(BOOK.terms, language)


def said(page: Page, width: int = 1000) -> str:
    """All of a page, hardly broken."""
    return "\n".join(line.plain for line in terminal.lines(page, width))


def decided(data: dict[str, Any]) -> PenaltyDecision:
    """The decision on plain data, with what stands beside it."""
    return DECIDER.decide(incident(data), DAY)


#: The act of the province's list, found and ordered to be corrected by a day that is over.
OPEN: dict[str, Any] = {
    "enterprise": "示例企业",
    "incident": {**LICENCE, "found_on": "2025-03-01", "ordered_on": "2025-03-01",
                 "correct_by": "2025-03-10"},
    "items": ["shandong-2021-3"],
}  # fmt: skip
#: Inputs that were found to be told wrongly, or at length.
FOUND: dict[str, dict[str, Any]] = {
    "open": OPEN,
    "refused": REFUSED,
    "bare": {"incident": {"what": "甲", "committed_on": "2025-03-01"}},
    "items not said": {"incident": {**LICENCE, "found_on": "2025-03-05"}},
    "two laws": {
        "incident": {"what": "未按规定公示环境信息", "domain": "环保", "committed_on": "2025-03-01",
                     "found_on": "2025-05-01", "correct_by": "2025-06-10"},
        "laws": [
            {"law": "《甲条例》", "article": "第一条", "fine_low": "0元", "fine_high": "5000元"},
            {"law": "《乙法》", "article": "第二条", "fine_low": "2万元", "fine_high": "20万元"},
        ],
    },
    "no violation then": {
        "incident": {"what": "未取得许可经营", "domain": "market", "committed_on": "2022-06-01",
                     "ended_on": "2022-06-01"},
        "laws": [
            {"law": "某法", "article": "第1条", "in_force_from": "2010-01-01",
             "in_force_until": "2022-12-31", "violation": False},
            {"law": "某法", "article": "第1条", "in_force_from": "2023-01-01",
             "fine_low": "1000元", "fine_high": "5000元"},
        ],
        "items": [],
    },
}  # fmt: skip


def assert_one_screen(page: Page) -> None:
    """At most 45 lines, and 80 columns even where ambiguous characters take two."""
    drawn = terminal.lines(page, WIDTH)
    assert len(drawn) <= HEIGHT, len(drawn)
    for line in drawn:
        assert widest(line.plain) <= WIDTH, line.plain
        assert "…" not in line.plain


@pytest.mark.few(4)
@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_every_incident_is_one_screen(path: Path) -> None:
    """In both languages, and its first words are its answer."""
    for decision in some(list(decisions(path)), 6):
        for language in LANGUAGES:
            page = screen(decision, language)
            assert_one_screen(page)
            text = said(page)
            if language == "zh" and decision.answer.status is PenaltyStatus.DECIDED:
                lenient = decision.answer.worst.outcome[0] != "ordinary"
                assert ("\n✓ " if lenient else "\n✗ ") in text
            elif language == "zh":
                assert "还没有定：最轻是" in text
            for rule in decision.answer.rules:
                # What holds is always told; what is open is told or counted.
                if rule.decides is Truth.TRUE:
                    assert rule.rule.title.in_language(language) in text


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", FOUND)
def test_what_was_found_is_one_screen(name: str, language: str) -> None:
    """Inputs that once were told wrongly; nothing ambiguous stands before a column."""
    page = screen(decided(FOUND[name]), language)
    assert_one_screen(page)
    for table in (block for block in page.blocks if isinstance(block, Table)):
        for row in table.rows:
            for cell in row[:-1]:
                wide = {c for c in words_of(cell) if unicodedata.east_asian_width(c) == "A"}
                assert wide <= set("“”"), words_of(cell)


def test_the_answer_stands_first_then_what_settles_most() -> None:
    """What each value does is what was worked out; a limit that is over is not offered."""
    decision = decided(OPEN)
    text = said(screen(decision))
    assert text.index("最轻是应当不予行政处罚，最重是依法处罚") < text.index("先弄清这一问")
    assert text.index("先弄清这一问") < text.index("可能用上的") < text.index("要由有权的人判定")
    assert "改正日是哪一天" in text
    assert "不晚于 2025-03-10：      应当不予行政处罚（山东省清单）" in text
    (late,) = [line for line in text.splitlines() if "2025-03-11～2025-06-01" in line]
    assert "仍没有定" in late
    assert "成立：拒不改正、逾期不改正或者改正后仍不合格" in late
    assert "不再适用：山东省清单" in late
    assert "到评估日还没有" in text
    assert "期限已过 83 天，改正日没有填" in text
    assert "不晚于 2025-03-10（还有" not in text


def test_a_limit_that_can_still_be_kept_is_told_with_the_days_left() -> None:
    """On the day itself none is left; once it is over, for how long."""
    data = {**OPEN, "incident": {**OPEN["incident"], "correct_by": "2025-06-10"}}
    assert "改正违法行为，不晚于 2025-06-10（还有 9 天）" in said(screen(decided(data)))
    data["incident"]["correct_by"] = "2025-06-01"
    assert "改正违法行为，不晚于 2025-06-01（还有 0 天）" in said(screen(decided(data)))
    data["incident"]["correct_by"] = "2025-05-31"
    assert "期限已过 1 天" in said(screen(decided(data)))


def test_what_may_apply_stands_the_lightest_first_with_what_it_lacks() -> None:
    """Numbers of facts and judgements as the result has them."""
    decision = decided(OPEN)
    page = screen(decision)
    (table,) = [b for b in page.blocks if isinstance(b, Table) and len(b.columns) == 4]
    rows = [[words_of(cell) for cell in row] for row in table.rows]
    assert len(rows) == len(decision.open_rules)
    effects = [row[1] for row in rows]
    order = ["应当不予", "可以不予", "应当减轻", "可以减轻", "从轻减轻", "可以从轻", "依法处罚"]
    assert effects == sorted(effects, key=order.index)
    results = {r.rule.title.zh: r for r in decision.answer.rules}
    for _, _, title, lacks in rows:
        left = results[title.rpartition("清单：")[2]].still_open
        assert (f"{len(left.facts)} 个事实" in lacks) is bool(left.facts)
        assert (f"{left.judgements} 个判定" in lacks) is bool(left.judgements)
        assert lacks.startswith("任一" if left.any_one else "差")


def test_what_cannot_apply_is_one_line_and_persons_are_counted() -> None:
    """Of an enterprise four provisions are for individuals only."""
    text = said(screen(decided(OPEN)))
    (line,) = [line for line in text.splitlines() if line.startswith("用不上的")]
    assert line.endswith("只对自然人的 4 种")
    assert "二年内未被发现" in line


def test_a_settled_answer_says_why_on_what_authority_and_what_is_to_be_done() -> None:
    """And how it came about; nothing is asked any more."""
    event = {"what": "复查合格", "on": "2025-03-05", "incident": {"corrected_on": "2025-03-05"}}
    data = {**OPEN, "history": [], "events": [event]}
    text = said(screen(decided(data)))
    assert "✓ 应当不予行政处罚" in text
    assert "✓ 自行改正或者在责令改正的期限内改正" in text
    assert "鲁司〔2021〕39号 市场监管·食品领域（官方）" in text
    assert "责令改正或者限期改正违法行为，免罚也不例外（已做）" in text
    assert "未定 > 2025-03-05 复查合格 > 应当不予行政处罚" in text
    assert "先弄清" not in text
    assert "由有权的人判定" not in text


def test_a_penalty_as_the_law_provides_says_why_nothing_is_lighter() -> None:
    """Each provision that might have helped, with what it fails by."""
    data = {**REFUSED, "incident": {**REFUSED["incident"], **NO_GROUNDS}}
    keys = ("minor", "harm-none", "harm-slight", "timely", "article-32/other-ground")
    data["judgements"] = {key: judged(False) for key in keys}
    decision = decided(data)
    assert decision.answer.worst.outcome == ("ordinary", "must")
    text = said(screen(decision))
    assert "✗ 依法处罚" in text
    assert "违法行为轻微并及时改正，没有造成危害后果" in text


def test_in_full_every_provision_stands_with_its_whole_tree() -> None:
    """Each condition and each group of each rule, and the keys of the questions."""
    for data in FOUND.values():
        decision = decided(data)
        page = penalty_full_page(decision, BOOK, phrases("zh"))
        trees = [node for block in page.blocks if isinstance(block, Tree) for node in block.nodes]
        by_id = {words_of(node.text).rpartition("[")[2].rstrip("]"): node for node in trees}
        assert set(by_id) == {result.rule.id for result in decision.answer.rules}
        for result in decision.answer.rules:
            texts = [words_of(node.text) for node in _below(by_id[result.rule.id])]
            for clause in result.verdict.clauses:
                if clause.condition.id != "in-force" or clause.truth is not Truth.TRUE:
                    assert any(clause.condition.text.zh in text for text in texts)
        text = said(page)
        for question in decision.questions:
            assert question.key in text
        assert any(isinstance(block, Heading) for block in page.blocks)


def _below(node: TreeItem) -> Iterator[TreeItem]:
    yield node
    for child in node.children:
        yield from _below(child)


def test_groups_say_what_they_ask_and_what_is_lacking() -> None:
    """All, any, none, with how many hold; a missing fact by its name."""
    text = said(penalty_full_page(decided(OPEN), BOOK, phrases("zh")))
    assert "满足任一（5 条里已够 0 条）" in text
    assert "均不得有（1 条里 0 条没有）" in text
    assert "没有答：改正日" in text
    assert "没有答：以前的违法" in text


@pytest.mark.parametrize("width", [40, 60, 132])
def test_any_width_holds(width: int) -> None:
    """A narrow window breaks lines and loses no word."""
    page = screen(decided(OPEN))
    drawn = terminal.lines(page, width)
    assert max(cell_len(line.plain) for line in drawn) <= width
    together = "".join("".join(line.plain.split()) for line in drawn)
    for word in ("应当不予行政处罚", "没有算进去", "规则库"):
        assert word in together


def test_fines_are_told_where_they_are_known() -> None:
    """The higher of two, with its figures."""
    text = said(screen(decided(FOUND["two laws"])))
    assert (
        "同一个违法行为只给予一次罚款，按罚款数额高的规定 → 《乙法》第二条，罚款 2万元～20万元"
        in text
    )
    then = said(penalty_full_page(decided(FOUND["no violation then"]), BOOK, phrases("zh")))
    assert "没有罚款" in then


def test_a_field_that_only_individuals_have_is_not_asked_before_who_it_is() -> None:
    """The age of a party of which it is not known whether it is a person."""
    fields = {k: v for k, v in LICENCE.items() if k != "person"}
    decision = decided({"incident": {**fields, "found_on": "2025-03-01"}, "items": []})
    assert decision.later is not None
    asked = [str(s.missing) for s in decision.later.each(decision)]
    assert "incident.age" not in asked
    assert "incident.person" in asked
    (line,) = [s for s in said(screen(decision)).splitlines() if s.startswith("缺的事实")]
    assert "当事人、" in line
    assert "行为时的年龄" not in line


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("query", ["未按规定 公示", "食品", "没有这样的词语组合啊", "许可证"])
def test_what_is_found_is_one_screen_and_the_rest_is_counted(query: str, language: str) -> None:
    """As many hits as fit, the best first; all of them in full."""
    found = DECIDER.index.search(query, most=30)
    pages = found_pages(query, found, BOOK, phrases(language), DAY)
    page = terminal.fitting(pages, WIDTH, HEIGHT)
    assert_one_screen(page)
    shown = _hits(page)
    assert shown == [hit.id for hit in found.hits][: len(shown)]
    assert bool(shown) is bool(found.hits)
    if language == "zh" and len(shown) < len(found.hits):
        assert f"另有 {len(found.hits) - len(shown)} 项" in said(page)
    whole = found_page(query, found, BOOK, phrases(language), DAY)
    assert _hits(whole) == [hit.id for hit in found.hits]


def _hits(page: Page) -> list[str]:
    nodes = [node for block in page.blocks if isinstance(block, Tree) for node in block.nodes]
    return [words_of(node.text).rpartition("[")[2].rstrip("]") for node in nodes]


def test_what_is_found_says_by_its_mark_whether_it_may_decide() -> None:
    """Items by ✓, precedents by ◦."""
    found = DECIDER.index.search("食品生产许可证", most=10)
    page = found_page("食品生产许可证", found, BOOK, phrases("zh"), DAY)
    nodes = [node for block in page.blocks if isinstance(block, Tree) for node in block.nodes]
    precedent = {hit.id: hit.precedent for hit in found.hits}
    assert len(set(precedent.values())) == 2
    for name, node in zip(_hits(page), nodes, strict=True):
        assert words_of(node.mark) == ("◦" if precedent[name] else "✓")
