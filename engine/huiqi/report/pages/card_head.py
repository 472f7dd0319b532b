"""What stands on the one page of a card: the answer first, then what a visit is for."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

from huiqi.decision.questions import Question
from huiqi.decision.results import Decision, MeasureResult
from huiqi.diagnostics import Diagnostic, shortened
from huiqi.language.types import Kind
from huiqi.objects import dataclass
from huiqi.report.blocks import Facts, Said
from huiqi.report.figures import at_most
from huiqi.report.pages.applying import window_said
from huiqi.report.pages.by_stage import told_apart
from huiqi.report.pages.call_looked_at import offences_beside
from huiqi.report.pages.call_measures import unrounded_of
from huiqi.report.pages.call_papers import papers_to_bring
from huiqi.report.pages.call_titles import title_ending, title_worth
from huiqi.report.pages.call_validity import rounded_up, validity_told
from huiqi.report.pages.calls import Call
from huiqi.report.pages.citations import cited_link
from huiqi.report.pages.narrower_paper import narrower_told, own_part
from huiqi.report.pages.screen_tables import cells_told, may_be_wrong
from huiqi.report.pages.who_knows import known_to
from huiqi.report.phrases import Phrases
from huiqi.rulebook.basis import Basis
from huiqi.rulebook.list_columns import TITLE
from huiqi.rulebook.naming import called
from huiqi.rulebook.rulebook import Definition
from huiqi.screening.screened import ScreenedEnterprise, Screening
from huiqi.spelling import Names
from huiqi.wordings import says_nothing
from huiqi.words import to_say

#: So many reasons stand on the page, the first with so many questions, those beside with so many;
#: so many citations of each; so many cells, of which so much is quoted.
_REASONS, _QUESTIONS, _BESIDE = 3, 3, 1
_CITED, _CELLS, _QUOTED = 2, 4, 40
#: Whom an enterprise itself cannot answer for.
_OFFICE = "office"
#: A limit before a day, and before any other figure.
_LIMITS = (
    (re.compile(r"(?:≥|>=) ?(?=\d{4}-\d\d-\d\d)"), to_say("不早于 ")),
    (re.compile(r"(?:≤|<=) ?(?=\d{4}-\d\d-\d\d)"), to_say("不晚于 ")),
    (re.compile(r"(?:≥|>=) ?(?=\d)"), to_say("不少于 ")),
    (re.compile(r"(?:≤|<=) ?(?=\d)"), to_say("不超过 ")),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Part:
    """What the card says of one reason: of what it is, how much that comes to, what to ask and to
    bring, until when, and on whose paper it rests.
    """

    about: str = ""
    money: str = ""
    asked: tuple[str, ...] = ()
    papers: str = ""
    until: str = ""
    bases: tuple[Basis, ...] = ()


def card_facts(
    decision: Decision,
    entry: ScreenedEnterprise,
    table: Screening,
    call: Call,
    phrases: Phrases,
) -> Iterator[tuple[Said, Said]]:
    """Why it is called; of each reason, in the order of the list, how much, what to ask, to bring,
    until when; whom, which cells first.
    """
    say = phrases.say
    parts = [*islice(_parts(decision, entry, table, call, phrases), _REASONS)]
    rows: list[tuple[Said, Said]] = [
        (say("类"), call.word),
        (say("为什么先联系"), call.because),
        *Facts.under(say("多少钱"), _each(((one, one.money) for one in parts), phrases)),
    ]
    # The reason with which it stands on the list has its questions first, and the others one each.
    asked = _each(
        ((one, text) for place, one in enumerate(parts) for text in _first(one.asked, place)),
        phrases,
    )
    texts = [say("{number}. {text}", number=place, text=one) for place, one in enumerate(asked, 1)]
    rows += Facts.under(say("问什么"), texts)
    rows += Facts.under(say("带什么"), _each(((one, one.papers) for one in parts), phrases))
    rows += Facts.under(say("到什么时候"), _each(((one, one.until) for one in parts), phrases))
    bases = dict.fromkeys(basis for one in parts for basis in islice(one.bases, _CITED))
    rows += Facts.under(say("依据"), (cited_link(basis, phrases) for basis in bases))
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


def _first(asked: Sequence[str], place: int) -> Iterable[str]:
    return islice(asked, _BESIDE if place else _QUESTIONS)


def _each(told: Iterable[tuple[_Part, str]], phrases: Phrases) -> list[str]:
    """What is said of parts, each with what it is of."""
    return [
        phrases.say("{measure}：{text}", measure=one.about, text=text) if one.about else text
        for one, text in told
        if text
    ]


def _parts(
    decision: Decision,
    entry: ScreenedEnterprise,
    table: Screening,
    call: Call,
    phrases: Phrases,
) -> Iterator[_Part]:
    """What each reason is of, that with which it stands on the list first; where there is none, all
    that is open.
    """
    say = phrases.say
    questions = still_asked(decision.questions, entry, table, phrases)
    if not call.reasons:
        yield _Part(asked=_asked(entry, decision, questions, phrases))
    answers = {one.measure: one for one in entry.screened.answers}
    for reason in call.reasons:
        measures = [decision[name] for name in reason.of]
        bases = tuple(basis for one in measures for basis in one.measure.basis)
        if reason.ends is not None:
            title = title_ending(reason, phrases.rulebook)
            about = phrases.text(title.label) if title is not None else ""
            yield _Part(
                about=about,
                money=title_worth(reason, table, phrases),
                asked=(reason.asked,),
                papers=papers_to_bring(reason, entry, phrases),
                until=reason.said.removeprefix(about).lstrip("：: "),
                bases=title.basis if isinstance(title, Definition) else (),
            )
        elif reason.is_opening:
            by = "" if reason.by is None else say("{day} 前要定", day=reason.by)
            silent = [one for one in measures if not one.measure.apply.windows]
            unsaid = say("什么时候报，来源没有写") if silent else ""
            times = [*dict.fromkeys(_times(one, phrases) for one in measures)]
            yield _Part(
                about=reason.measure,
                money=reason.unfigured,
                asked=(reason.asked,) if reason.asked else (),
                papers=papers_to_bring(reason, entry, phrases),
                until=phrases.joined(filter(None, (by, *times, unsaid))),
                bases=bases,
            )
        elif reason.of:
            (result,) = measures
            answer = answers[result.measure.id]
            own = [one for one in questions if result in one.measures and not reason.came]
            figure = reason.came if reason.most is None else at_most(reason.most, say)
            least = entry.worded.least.get(answer.measure)
            if reason.came:
                figure = reason.came
            elif unrounded_of(entry, answer) is not None:
                figure = told_apart(result, phrases) or figure
                figure = phrases.joined([figure, rounded_up(phrases)])
            elif reason.most is not None and reason.most in (answer.most, least):
                figure = told_apart(result, phrases) or figure
            if reason.exact:
                figure = say("够得上时{money}", money=figure) if figure else ""
                first = entry.short[answer.measure].asked
                own = [one for one in own if str(one.missing) not in first]
            exact = (reason.exact,) if reason.exact else ()
            told = _asked(entry, decision, own, phrases) or (() if exact else (reason.asked,))
            validity = validity_told(answer, phrases)
            part = own_part(decision.profile, phrases.rulebook)
            whose = narrower_told(result.measure, phrases, part)
            until = (validity, whose, _times(result, phrases))
            yield _Part(
                about=reason.measure,
                money=figure,
                asked=() if answer.near_over else (*exact, *told),
                papers=papers_to_bring(reason, entry, phrases),
                until=phrases.joined(filter(None, until)),
                bases=bases,
            )
        elif reason.asked:
            yield _Part(asked=(reason.asked,))


def _times(result: MeasureResult, phrases: Phrases) -> str:
    windows = result.measure.apply.windows
    return phrases.joined(filter(None, (window_said(one, phrases) for one in windows)))


def _asked(
    entry: ScreenedEnterprise, decision: Decision, questions: Iterable[Question], phrases: Phrases
) -> tuple[str, ...]:
    """Questions in words, the enterprise's own before an office's."""
    told = []
    for one in sorted(questions, key=lambda one: one.known_by == _OFFICE):
        text = phrases.asked(one.missing, decision.profile)
        if offences := offences_beside(one.missing.name, entry, phrases):
            text = phrases.say("{text}（{notes}）", text=text, notes=offences)
        whom = known_to(one.missing, phrases)
        told.append(phrases.say("{text}（{notes}）", text=text, notes=whom) if whom else text)
    return tuple(told)


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
