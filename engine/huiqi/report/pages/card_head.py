"""What stands on the one page of a card: the answer first, then what a visit is for."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

from huiqi.decision.questions import Question
from huiqi.decision.results import Decision
from huiqi.diagnostics import Diagnostic, shortened
from huiqi.language.types import Kind
from huiqi.report.blocks import Facts, Said
from huiqi.report.figures import at_most
from huiqi.report.pages import marks
from huiqi.report.pages.applying import window_said
from huiqi.report.pages.call_order import measure_called_for
from huiqi.report.pages.call_reasons import Reason, validity_told
from huiqi.report.pages.calls import Call
from huiqi.report.pages.citations import cited_link
from huiqi.report.pages.screen_tables import cells_told, may_be_wrong
from huiqi.report.phrases import Phrases
from huiqi.rulebook.list_columns import TITLE
from huiqi.rulebook.naming import called
from huiqi.screening.screened import MeasureAnswer, ScreenedEnterprise, Screening
from huiqi.spelling import Names
from huiqi.wordings import says_nothing
from huiqi.words import to_say

#: So many questions, papers, citations and cells stand on the page; so much is quoted of a cell.
_QUESTIONS, _PAPERS, _CITED, _CELLS, _QUOTED = 3, 6, 2, 4, 40
#: Whom an enterprise itself cannot answer for.
_OFFICE = "office"
#: A limit before a day, and before any other figure.
_LIMITS = (
    (re.compile(r"(?:≥|>=) ?(?=\d{4}-\d\d-\d\d)"), to_say("不早于 ")),
    (re.compile(r"(?:≤|<=) ?(?=\d{4}-\d\d-\d\d)"), to_say("不晚于 ")),
    (re.compile(r"(?:≥|>=) ?(?=\d)"), to_say("不少于 ")),
    (re.compile(r"(?:≤|<=) ?(?=\d)"), to_say("不超过 ")),
)


def card_facts(
    decision: Decision,
    entry: ScreenedEnterprise,
    table: Screening,
    call: Call,
    phrases: Phrases,
) -> Iterator[tuple[Said, Said]]:
    """Why it is called, how much, what to ask, to bring, until when, whom, which cells first."""
    say, answer = phrases.say, measure_called_for(entry, table.asked_of_most)
    reasons = call.reasons
    rows: list[tuple[Said, Said]] = [
        (say("类"), call.word),
        (say("为什么先联系"), call.because),
    ]
    money = call.figured
    if money is not None and money.most is not None:
        figure = at_most(money.most, say)
        rows.append((say("多少钱"), say("{text}（{notes}）", text=figure, notes=money.measure)))
    questions = still_asked(decision.questions, entry, table, phrases)
    asked = islice(_asked(decision, questions, answer, reasons, phrases), _QUESTIONS)
    texts = [say("{number}. {text}", number=place, text=one) for place, one in enumerate(asked, 1)]
    rows += Facts.under(say("问什么"), texts)
    if answer is not None:
        rows += _of_measure(decision, answer, phrases)
    contacts, _ = table.contacts(table.carried, table.evaluated)
    cells, _ = table.contacts(entry.carried, entry.evaluated)
    told = [f"{head} {cell}" for head, cell in zip(contacts, cells, strict=True) if cell]
    rows.append((say("找谁"), "；".join(told)))
    rows.append((say("以前得过"), "；".join(_received(entry, table, phrases))))
    rows.append((say("没有读的格"), _cells(entry.unread, table, phrases)))
    rows.append((say("要看的格"), _cells(filter(may_be_wrong, entry.noted), table, phrases)))
    for label, said in rows:
        if said:
            yield label, _plainly(said, phrases) if isinstance(said, str) else said


def still_asked(
    questions: Iterable[Question], entry: ScreenedEnterprise, table: Screening, phrases: Phrases
) -> tuple[Question, ...]:
    """The questions without those about lists of which the row tells in columns of its own."""
    return tuple(one for one in questions if not _is_told(one.missing.name, entry, table, phrases))


def _is_told(name: str, entry: ScreenedEnterprise, table: Screening, phrases: Phrases) -> bool:
    """Whether it is a list of titles, of which the table has columns, or of what was had before, of
    which the row says something.
    """
    rulebook = phrases.rulebook
    fact = rulebook.facts.get(name)
    if fact is None or fact.type.kind is not Kind.RECORDS:
        return False
    if fact.receipts is not None:
        return any(True for _ in _received(entry, table, phrases))
    titles = {one for word in rulebook.vocabulary.titles.values() for one in word.answers}
    return TITLE in fact.things and not entry.told_facts.isdisjoint(titles)


def _received(entry: ScreenedEnterprise, table: Screening, phrases: Phrases) -> Iterator[str]:
    """What the row says in columns of what was had before."""
    facts = phrases.rulebook.facts
    lists = Names({name: called(one) for name, one in facts.items() if one.receipts is not None})
    for head, cell in zip(table.carried, entry.carried, strict=True):
        if not says_nothing(cell) and lists.find(head) is not None:
            written = shortened(cell, _QUOTED)
            yield phrases.say("表里“{column}”写着“{written}”", column=head, written=written)


def _asked(
    decision: Decision,
    every: Iterable[Question],
    answer: MeasureAnswer | None,
    reasons: Sequence[Reason],
    phrases: Phrases,
) -> Iterator[str]:
    """What no measure has to settle first; then what is open of the one it is called for, the
    enterprise's own before an office's.
    """
    say = phrases.say
    measure = "" if answer is None else answer.measure
    questions = [
        one for one in every if any(result.measure.id == measure for result in one.measures)
    ]
    if not reasons:
        questions = list(every)
    told = (one for one in reasons if one.asked and not (one.measure and questions))
    yield from dict.fromkeys(one.asked for one in told)
    for one in sorted(questions, key=lambda one: one.known_by == _OFFICE):
        text = phrases.asked(one.missing, decision.profile)
        whom = marks.known_by(one.known_by, phrases)
        yield say("{text}（{notes}）", text=text, notes=whom) if whom else text


def _of_measure(
    decision: Decision, answer: MeasureAnswer, phrases: Phrases
) -> Iterator[tuple[Said, Said]]:
    """What to bring, until when, and on whose paper it rests."""
    say, result = phrases.say, decision[answer.measure]
    measure = result.measure
    papers = phrases.papers(measure.proofs)
    yield say("带什么"), phrases.few(papers, _PAPERS, to_say("{names}等 {number} 件"))
    times = [window_said(window, phrases) for window in measure.apply.windows]
    yield say("到什么时候"), phrases.joined(filter(None, (validity_told(answer, phrases), *times)))
    yield from Facts.under(
        say("依据"), (cited_link(basis, phrases) for basis in islice(measure.basis, _CITED))
    )


def _cells(faults: Iterable[Diagnostic], table: Screening, phrases: Phrases) -> str:
    every = list(faults)
    told = [cells_told(every[:_CELLS], table.table, phrases)]
    if (more := len(every) - _CELLS) > 0:
        told.append(phrases.say("另 {number} 处", number=more))
    return "；".join(told)


def _plainly(text: str, phrases: Phrases) -> str:
    """Limits in words, as one says them."""
    for sign, words in _LIMITS:
        text = sign.sub(phrases.say(words), text)
    return text
