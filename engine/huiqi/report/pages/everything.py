"""``check F --full``: the one screen, and after it every measure with everything."""

from __future__ import annotations

from huiqi.decision.results import Decision
from huiqi.decision.standing import mark_of
from huiqi.decision.topics import MarkedResult, overview
from huiqi.report.blocks import Block, Heading, Page, Space
from huiqi.report.pages import three_things
from huiqi.report.pages.check import check_page
from huiqi.report.pages.detail import FULL
from huiqi.report.pages.one_measure import measure_blocks
from huiqi.report.pages.opening import compared
from huiqi.report.phrases import Phrases
from huiqi.rulebook.penalty_counts import PenaltyCounts


def everything_page(decision: Decision, phrases: Phrases, counts: PenaltyCounts | None) -> Page:
    """All questions, and all measures in the order of the programmes; nothing is folded."""
    found = overview(phrases.rulebook, decision)
    things = three_things.facts(decision, found, phrases, counts)
    page = check_page(
        decision, found, things, phrases, most=len(decision.questions), named=len(decision.results)
    )
    *shown, closing = page.blocks
    blocks: list[Block] = shown
    programme = ""
    for result in decision.results:
        blocks.append(Space())
        if result.measure.collection != programme:
            programme = result.measure.collection
            declared = phrases.rulebook.programmes.get(programme)
            if declared is not None:
                blocks += [Heading(phrases.text(declared.title)), Space()]
        answer = MarkedResult(result, mark_of(result))
        blocks += measure_blocks(answer, decision, phrases, FULL, decision.results)
    blocks.append(Space())
    if decision.note is None:
        blocks += compared(None, decision.checked, phrases, full=True)
    return Page(page.title, [*blocks, closing])
