"""``penalty INCIDENT``: what follows, or the lightest and the heaviest still possible; then why."""

from __future__ import annotations

from collections.abc import Iterator

from huiqi.language.types import Kind
from huiqi.penalty.incident import come_by
from huiqi.penalty.results import PenaltyDecision, PenaltyStatus
from huiqi.report.blocks import Block, Column, Facts, Note, Page, Role, Said, Space, Table, TextRun
from huiqi.report.layout import WIDTH, filled
from huiqi.report.pages import penalty_words as words
from huiqi.report.pages.opening import closing, compared, heading
from huiqi.report.pages.penalty_beside import (
    fines,
    precedents,
    procedures,
    remarks,
    sources,
    tasks,
    turns,
    uncounted,
)
from huiqi.report.pages.penalty_open import (
    judgements,
    may_apply,
    named_items,
    out_of_reach,
    preconditions,
    settles_most,
    still_missing,
)
from huiqi.report.pages.penalty_reasons import decided_by, every_provision
from huiqi.report.pages.penalty_room import ALL, ROOMS, Room, Told
from huiqi.report.phrases import Phrases
from huiqi.rulebook.penalties import PenaltyBook
from huiqi.values import Interval

Rows = list[tuple[Said, Said]]
_BETWEEN = "    "


def penalty_pages(decision: PenaltyDecision, book: PenaltyBook, phrases: Phrases) -> Iterator[Page]:
    """The page, then ever shorter ones."""
    for room in ROOMS:
        yield penalty_page(Told(decision, book, phrases), room)


def penalty_full_page(decision: PenaltyDecision, book: PenaltyBook, phrases: Phrases) -> Page:
    """Everything: each provision with its conditions, and all that stands beside the answer."""
    told = Told(decision, book, phrases)
    title = phrases.say("免罚轻罚")
    return Page(
        title,
        (
            *_answer(told, title),
            *_open(told, ALL),
            *every_provision(told),
            *_below(told, ALL, full=True),
        ),
    )


def penalty_page(told: Told, room: Room) -> Page:
    """The page with as much as there is room for."""
    title = told.phrases.say("免罚轻罚")
    decided = told.decision.answer.status is PenaltyStatus.DECIDED
    why = decided_by(told, room) if decided else _open(told, room)
    return Page(title, (*_answer(told, title), *why, *_below(told, room, full=False)))


def _answer(told: Told, title: str) -> Iterator[Block]:
    """Whose act it is, what and when, and what follows."""
    decision, phrases = told.decision, told.phrases
    yield heading(title, decision.as_of, phrases)
    if decision.incident.name:
        yield Note.strong(decision.incident.name)
    said = [told.of("act"), told.of("domain"), told.of("authority")]
    if any(said):
        yield Note(" · ".join(text for text in said if text))
    yield Note.quiet(_days(told))
    if decision.incident.note:
        yield Note.quiet(decision.incident.note)
    yield Space()
    yield _verdict(told)
    for found in decision.dated:
        if found.later is not None:
            place = phrases.text(told.book.whose(found.id))
            remark = phrases.text(found.later)
            later = phrases.say("{place}清单：{remark}", place=place, remark=remark)
            row = (TextRun("!", Role.OPEN), TextRun(later, Role.OPEN))
            yield Table((Column(), Column()), [row])


def _verdict(told: Told) -> Note:
    """What follows, with its mark; while it is open its two ends."""
    say, answer = told.phrases.say, told.decision.answer
    if answer.status is PenaltyStatus.DECIDED:
        said = words.consequence(answer.worst, say)
        lenient = answer.worst.outcome[0] != "ordinary"
        sign = TextRun("✓ ", Role.GOOD) if lenient else TextRun("✗ ", Role.NO)
        return Note((sign, TextRun(said, Role.STRONG)))
    mark = "!" if answer.status is PenaltyStatus.NEEDS_JUDGEMENT else "?"
    said = say(
        "还没有定：最轻是{best}，最重是{worst}",
        best=words.consequence(answer.best, say),
        worst=words.consequence(answer.worst, say),
    )
    return Note((TextRun(f"{mark} ", Role.OPEN), TextRun(said, Role.STRONG)))


def _days(told: Told) -> str:
    """The days that are known, those of one day together; and those that matter and are not."""
    decision, phrases = told.decision, told.phrases
    days: dict[str, list[str]] = {}
    known = decision.incident.known().fields
    ahead = {*known} - {*come_by(known, decision.as_of)}
    for name, field in told.book.act.fields.items():
        # A check that is superseded by the next is no day of the act.
        if field.type.kind is not Kind.DATE or field.latest:
            continue
        value = decision.fields.get(name)
        label = phrases.text(field.label)
        if isinstance(value, Interval) and value.known:
            days.setdefault(phrases.value(value, field.type), []).append(label)
        elif name in ahead:
            days.setdefault(phrases.say("到评估日还没有"), []).append(label)
        elif any(missing.field == name for missing in decision.missing):
            days.setdefault(phrases.say("未知"), []).append(label)
    said = [f"{phrases.say.listed(labels)} {day}" for day, labels in days.items()]
    return "\n".join(_BETWEEN.join(line) for line in filled(said, _BETWEEN, WIDTH))


def _open(told: Told, room: Room) -> Iterator[Block]:
    """While something is open: what to find out, what may apply, what has to be judged."""
    if told.decision.answer.status is PenaltyStatus.DECIDED:
        return
    yield from settles_most(told)
    yield from named_items(told, room)
    yield from may_apply(told, room)
    rows: Rows = [*still_missing(told, room), *out_of_reach(told, room)]
    if rows:
        yield Facts(rows)
    yield from judgements(told, room)


def _below(told: Told, room: Room, full: bool) -> Iterator[Block]:
    """What is to be done, on what authority, what was not counted, and where to go on."""
    rows: Rows = [*preconditions(told), *tasks(told, room), *fines(told, room)]
    rows += [*procedures(told, full), *turns(told, full)]
    decided = told.decision.answer.status is PenaltyStatus.DECIDED
    rows += [] if decided or full else sources(told, room)
    rows += uncounted(told)
    yield Space()
    if rows:
        yield Facts(rows)
    yield from precedents(told, room)
    if full:
        yield from remarks(told)
    else:
        yield Note(told.phrases.say("条文和条件逐条 --full    找清单事项 huiqi penalty find 词语"))
    decision = told.decision
    yield from compared(decision.note, decision.checked, told.phrases)
    yield closing(told.phrases, part=told.phrases.say("·处罚部分"))
