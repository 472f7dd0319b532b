"""A card to take along to one enterprise of a table, and the page that names them all."""

from __future__ import annotations

from collections.abc import Sequence

from huiqi.decision.results import Decision
from huiqi.decision.topics import overview
from huiqi.report.blocks import Column, Facts, Note, Page, Table
from huiqi.report.pages import three_things
from huiqi.report.pages.call_order import ORDER, reason_to_call
from huiqi.report.pages.check import check_page
from huiqi.report.pages.opening import framed
from huiqi.report.phrases import Phrases
from huiqi.screening.screened import ScreenedEnterprise, Screening

#: So many questions stand on a card.
_QUESTIONS = 10


def card_page(
    decision: Decision,
    entry: ScreenedEnterprise,
    carried: Sequence[str],
    others: frozenset[str],
    phrases: Phrases,
) -> Page:
    """Why it is called, and what ``check`` says on one screen, with what the table says of the
    enterprise in the columns ``carried``; no command, since the enterprise has no file of its own.

    Args:
        others: The measures that most enterprises are asked for: no reason to call one.
    """
    found = overview(phrases.rulebook, decision)
    things = three_things.facts(decision, found, phrases, None)
    page = check_page(decision, found, things, phrases, most=_QUESTIONS, commands=False)
    told = ((head, cell) for head, cell in zip(carried, entry.carried, strict=True))
    first = (phrases.say("为什么先联系"), reason_to_call(entry, others, phrases))
    rows = [row for row in (first, *told) if row[1]]
    title, name, *rest = page.blocks
    return Page(page.title, (title, name, *([Facts(rows)] if rows else ()), *rest))


def cards_index(
    found: Screening,
    cards: Sequence[tuple[str, ScreenedEnterprise]],
    others: frozenset[str],
    phrases: Phrases,
) -> Page:
    """Whose each card is, in the order of the list, by the name of its file.

    Args:
        others: As of :func:`card_page`.
    """
    say = phrases.say
    columns = (
        *Column.texts(say("文件"), say("企业名称"), say("为什么先联系")),
        *Column.texts(*found.carried),
    )
    rows = [
        (file, entry.name, reason_to_call(entry, others, phrases), *entry.carried)
        for file, entry in cards
    ]
    blocks = (Table(columns, rows), Note(say(ORDER)))
    return framed(say("先联系谁"), blocks, phrases, found.as_of)
