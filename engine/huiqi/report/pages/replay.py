"""A decision made anew: that it is the same, or what has changed since."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal, InvalidOperation

from huiqi.decision.results import Status
from huiqi.report.blocks import Block, Column, Facts, Note, Page, Role, Table, TextRun
from huiqi.report.figures import at_most, between
from huiqi.report.pages.marks import STATUSES
from huiqi.report.pages.opening import closing, heading
from huiqi.report.phrases import Phrases

#: An answer in short: its words by key.
Answer = Mapping[str, object] | None


def replay_page(
    same: bool,
    engines: Sequence[str],
    rulebooks: Sequence[tuple[str, str]],
    *,
    changed: Sequence[tuple[str, Answer, Answer]],
    edited: bool,
    omitted: bool,
    number: int,
    as_of: date,
    phrases: Phrases,
) -> Page:
    """``engines``, ``rulebooks``: then and now."""
    say = phrases.say
    title = say("按收据再核对")
    told: list[Block] = [
        Note(TextRun(say("与当时逐字节相同：{number} 项", number=number), Role.GOOD))
    ]
    if not same:
        told = [*_differing(engines, rulebooks, changed, number, phrases)]
    if edited:
        said = say("规则和程序都解释不了这个差别：收据被改过（画像、日期、答案、规则库或指纹）")
        told.insert(1, Note(TextRun(said, Role.OPEN)))
    return Page(
        title,
        (
            heading(title, as_of, phrases),
            *told,
            *([Note(say("收据没有名称：核对的是隐去名称以后的画像"))] if omitted else []),
            closing(phrases),
        ),
    )


def _differing(
    engines: Sequence[str],
    rulebooks: Sequence[tuple[str, str]],
    changed: Sequence[tuple[str, Answer, Answer]],
    number: int,
    phrases: Phrases,
) -> Iterator[Block]:
    say = phrases.say
    yield Note(TextRun(say("与当时不同"), Role.OPEN))
    (_, then), (_, now) = rulebooks
    rows = []
    if then != now:
        old, new = f"{rulebooks[0][0]} ({then[:12]})", f"{rulebooks[1][0]} ({now[:12]})"
        rows.append((say("规则库"), say("当时 {then}，现在 {now}", then=old, now=new)))
    if engines[0] != engines[1]:
        told = say("当时 {then}，现在 {now}", then=engines[0], now=engines[1])
        rows.append((say("程序"), told))
    if rows:
        yield Facts(rows)
    if not changed:
        yield Note(say("{number} 项的答案和金额都一样，变的是别的字句", number=number))
        return
    yield Note(say("{changed} 项的答案变了：", changed=len(changed)))
    columns = (Column(least=24), Column(head=say("当时")), Column(head=say("现在")))
    measures = phrases.rulebook.measures
    table = [
        (
            phrases.text(measures[name].title) if name in measures else name,
            *_told_apart(then_, now_, phrases),
        )
        for name, then_, now_ in changed
    ]
    yield Table(columns, table)


def _told_apart(then: Answer, now: Answer, phrases: Phrases) -> tuple[str, str]:
    """Both in words; where these are the same, with what is not: conditions and force."""
    words = _said(then, phrases), _said(now, phrases)
    if words[0] != words[1] or then is None or now is None:
        return words
    apart = [key for key in ("conditions", "force", "status") if then[key] != now[key]]
    first, second = (
        f"{said}（{' '.join(f'{key}: {one[key]}' for key in apart)}）"
        for said, one in zip(words, (then, now), strict=True)
    )
    return first, second


def _said(answer: Answer, phrases: Phrases) -> str:
    """The verdict and the amount."""
    say = phrases.say
    if answer is None:
        return say("没有这一项")
    status = str(answer["status"])
    words = say(STATUSES[Status(status)]) if status in set(Status) else status
    low, high, limit = (_number(answer[key]) for key in ("low", "high", "at_most"))
    if limit is not None:
        return f"{words} {at_most(limit, say)}"
    if low is None and high is None:
        return words
    return f"{words} {between(low, high, say)}"


def _number(written: object) -> Decimal | None:
    """An amount; what is none says nothing."""
    try:
        found = Decimal(str(written)) if written is not None else None
    except InvalidOperation:
        return None
    return found if found is not None and found.is_finite() and abs(found) < 10**18 else None
