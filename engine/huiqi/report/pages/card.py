"""A card to take along to one enterprise of a table, and the page that names them all.

What a visit needs stands on one page of paper; all the rest is folded behind it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from huiqi.decision.results import Decision
from huiqi.decision.topics import MarkedResult, overview
from huiqi.report.blocks import (
    Block,
    Column,
    Facts,
    Folded,
    Heading,
    Note,
    Page,
    Said,
    Space,
    Table,
    TextRun,
)
from huiqi.report.pages import three_things
from huiqi.report.pages.call_kinds import BEHIND, OPENED
from huiqi.report.pages.call_order import order_told
from huiqi.report.pages.calls import Call, Calls
from huiqi.report.pages.card_head import card_facts, still_asked
from huiqi.report.pages.check import check_page
from huiqi.report.pages.detail import Detail
from huiqi.report.pages.one_measure import measure_blocks
from huiqi.report.pages.opening import closing, framed
from huiqi.report.phrases import Phrases
from huiqi.screening.screened import ScreenedEnterprise, Screening

#: So many questions stand on a card, and so much of the measure for which it is called.
_QUESTIONS = 5
_DETAIL = Detail(leaves=3, records=1, quoted=False, inputs=False, spaced=False, references=1)


def card_page(
    decision: Decision,
    entry: ScreenedEnterprise,
    table: Screening,
    calls: Calls,
    phrases: Phrases,
) -> Page:
    """Whose it is, why it is called, how much, what to ask and to bring, until when.  Folded behind
    that what the table says, the measure for which it is called, and what ``check`` says on one
    screen; no command, since the enterprise has no file of its own.

    Args:
        table: The enterprises of the table.
        calls: How each of them is called.
    """
    call = calls.of(entry)
    say, found = phrases.say, overview(phrases.rulebook, decision)
    things = three_things.facts(decision, found, phrases, None)
    questions = still_asked(decision.questions, entry, table, phrases)
    page = check_page(
        decision,
        found,
        things,
        phrases,
        most=_QUESTIONS,
        commands=False,
        questions=questions,
    )
    written = _told(
        table.in_own_order(table.carried, table.evaluated),
        table.in_own_order(entry.carried, entry.evaluated),
    )
    rest = [
        *([Facts([(say("表里写的"), written)])] if written else []),
        *_called_for(decision, entry, call, phrases),
        *page.blocks,
    ]
    return Page(
        entry.name or page.title,
        (
            Heading(entry.name, 1, say("评估日 {day}", day=decision.as_of)),
            Facts(list(card_facts(decision, entry, table, call, phrases))),
            *_opened(entry, call, phrases),
            closing(phrases),
        ),
        Folded(say("台账上写的、这一项的条件、别的题目（不打印）"), rest),
    )


def _told(heads: Sequence[str], cells: Sequence[str]) -> str:
    """What the table says, in one line."""
    told = zip(heads, cells, strict=True)
    return "；".join(f"{head} {cell}" for head, cell in told if cell)


def _opened(entry: ScreenedEnterprise, call: Call, phrases: Phrases) -> Iterator[Block]:
    """Why what lies behind what its figures open is refused below."""
    say = phrases.say
    names = [*dict.fromkeys(name for one in call.reasons for name in one.opens)]
    if call.kind in (OPENED, BEHIND) and names:
        listed = say.listed(names)
        yield Note(say("下面“{measures}”标 ✗，是照现在的情形；这件事办成了再看", measures=listed))


def _called_for(
    decision: Decision, entry: ScreenedEnterprise, call: Call, phrases: Phrases
) -> Iterator[Block]:
    """The measure for which it stands on the list: how much, what to ask and bring, on what it
    rests.
    """
    marks = {answer.measure: answer.mark for answer in entry.screened.answers}
    name = next((name for one in call.reasons for name in one.of), None)
    if name is not None:
        yield Heading(phrases.say("先说这一项"))
        marked = MarkedResult(decision[name], marks[name])
        yield from measure_blocks(marked, decision, phrases, _DETAIL)
        yield Space()


def cards_index(
    found: Screening,
    cards: Sequence[tuple[str, ScreenedEnterprise]],
    calls: Calls,
    phrases: Phrases,
) -> Page:
    """Whose each card is, in the order of the list, by the name of its file.

    Args:
        calls: As of :func:`card_page`.
    """
    say = phrases.say
    groups = [say.told(one.group.name) if one.group is not None else "" for _, one in cards]
    grouped = any(groups)
    # What else the table says stands on each card: here why would have no width left.
    columns = (
        *Column.texts(say("企业名称"), say("打开"), *([say("分组")] if grouped else ())),
        *Column.texts(*found.contacts(found.carried, found.evaluated)[0], say("类")),
        *Column.texts(say("为什么先联系")),
    )
    rows: list[Sequence[Said]] = [
        (
            entry.name,
            TextRun(file, url=file),
            *([group] if grouped else ()),
            *found.contacts(entry.carried, entry.evaluated)[0],
            calls.of(entry).word,
            calls.of(entry).because,
        )
        for group, (file, entry) in zip(groups, cards, strict=True)
    ]
    blocks = (Table(columns, rows), Note(order_told(phrases)))
    return framed(say("先联系谁"), blocks, phrases, found.as_of)
