"""A decision made anew: that it is the same, or what has changed since."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation

from huiqi.decision.results import Status
from huiqi.penalty.results import PenaltyStatus
from huiqi.report.blocks import Block, Column, Facts, Note, Page, Role, Table, TextRun
from huiqi.report.figures import at_most, between
from huiqi.report.pages import penalty_words as words
from huiqi.report.pages.marks import STATUSES
from huiqi.report.pages.opening import framed
from huiqi.report.phrases import Phrases
from huiqi.rulebook.penalties import PenaltyBook
from huiqi.words import to_say

#: An answer in short: its words by key.
Answer = Mapping[str, object] | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Replayed:
    """What a receipt and the decision made anew are by; ``engines``, ``rulebooks``: then and now.

    ``edited``: the receipt was; ``omitted``: it has no names.
    """

    same: bool
    edited: bool
    omitted: bool
    engines: Sequence[str]
    rulebooks: Sequence[tuple[str, str]]
    as_of: str


def replay_page(
    replayed: Replayed, changed: Sequence[tuple[str, Answer, Answer]], number: int, phrases: Phrases
) -> Page:
    """Of a decision on an enterprise; ``number``: of measures."""
    say, measures = phrases.say, phrases.rulebook.measures
    same = say("和当时一模一样：{number} 项都没有变", number=number)
    told: list[Block] = [Note(say("{changed} 项的答案变了：", changed=len(changed)))]
    if changed:
        named = []
        for name, then, now in changed:
            title = phrases.text(measures[name].title) if name in measures else name
            named.append((title, *_told_apart(then, now, phrases)))
        told.append(_then_and_now(named, phrases))
    else:
        told = [Note(say("{number} 项的答案和金额都一样，变的是别的字句", number=number))]
    return _page(replayed, same, told, phrases)


def incident_replay_page(
    replayed: Replayed,
    answers: Sequence[Mapping[str, object]],
    changed: Sequence[tuple[str, str | None, str | None]],
    book: PenaltyBook,
    phrases: Phrases,
) -> Page:
    """Of a decision on an incident; ``answers``: then and now; ``changed``: provisions and items
    that decide otherwise.
    """
    say = phrases.say
    rules = {rule.id: rule for rule in (*book.provisions, *book.items.values())}
    ends = [_ends(answer, phrases) for answer in answers]
    rows = [(say(key), *pair) for key, *pair in zip(_ENDS, *ends, strict=True) if len({*pair}) > 1]
    for name, then, now in changed:
        title = words.titled(rules[name], book, phrases) if name in rules else name
        rows.append((title, _decides(then, phrases), _decides(now, phrases)))
    if rows:
        told: list[Block] = [Note(say("变了的：")), _then_and_now(rows, phrases)]
    else:
        told = [Note(say("结论和各条依据都一样，变的是别的字句"))]
    return _page(replayed, say("和当时一模一样"), told, phrases, say("·处罚部分"))


def _page(
    replayed: Replayed, same: str, differing: Sequence[Block], phrases: Phrases, part: str = ""
) -> Page:
    say = phrases.say
    told: list[Block] = [Note(TextRun(same, Role.GOOD))]
    if not replayed.same:
        told = [Note.open(say("与当时不同"))]
        if replayed.edited:
            said = say("规则和程序都解释不了这个差别：收据被改过（所填、日期、答案、规则库或指纹）")
            told.append(Note.open(said))
        told += [*_by_what(replayed, phrases), *differing]
    if replayed.omitted:
        told.append(Note(say("收据没有名称：核对的是隐去名称以后的内容")))
    as_of = date.fromisoformat(replayed.as_of)
    return framed(say("按收据再核对"), told, phrases, as_of, part=part)


def _by_what(replayed: Replayed, phrases: Phrases) -> Iterator[Block]:
    """The rules and the program, where they are others."""
    say = phrases.say
    (then, before), (now, after) = replayed.rulebooks
    rows = []
    if before != after:
        old, new = f"{then} ({before[:12]})", f"{now} ({after[:12]})"
        rows.append((say("规则库"), say("当时 {then}，现在 {now}", then=old, now=new)))
    old, new = replayed.engines
    if old != new:
        rows.append((say("程序"), say("当时 {then}，现在 {now}", then=old, now=new)))
    if rows:
        yield Facts(rows)


def _then_and_now(rows: Sequence[tuple[str, str, str]], phrases: Phrases) -> Table:
    say = phrases.say
    return Table((Column(least=24), Column(head=say("当时")), Column(head=say("现在"))), rows)


#: What is told of an answer on an incident.
_ENDS = (to_say("最轻"), to_say("最重"), to_say("定了没有"))
_STATUSES = {
    PenaltyStatus.DECIDED.value: to_say("已定"),
    PenaltyStatus.UNDETERMINED.value: to_say("未定"),
    PenaltyStatus.NEEDS_JUDGEMENT.value: to_say("要由有权的人判定"),
}
_TRUTHS = {"true": to_say("据以决定"), "false": to_say("不适用"), "unknown": to_say("未定")}


def _ends(answer: Mapping[str, object], phrases: Phrases) -> tuple[str, ...]:
    """The lightest, the heaviest, and whether it is settled."""
    status = str(answer["status"])
    settled = phrases.say(_STATUSES[status]) if status in _STATUSES else status
    best, worst = (_followed(answer[key], phrases) for key in ("at_best", "at_worst"))
    return best, worst, settled


def _followed(told: object, phrases: Phrases) -> str:
    """What follows; a receipt that was edited may hold words that are none of ours."""
    assert isinstance(told, Mapping)
    first, second = (_pair(told[key], phrases) for key in ("outcome", "otherwise"))
    if not second:
        return first
    return phrases.say("{may}；不这样决定的，{must}", may=first, must=second)


def _pair(told: object, phrases: Phrases) -> str:
    if not isinstance(told, Mapping):
        return ""
    effect, modality = str(told["effect"]), str(told["modality"])
    known = effect in words.EFFECTS
    return words.outcome(effect, modality, phrases.say) if known else effect


def _decides(truth: str | None, phrases: Phrases) -> str:
    """Whether a provision or an item decides."""
    if truth is None:
        return phrases.say("没有这一项")
    return phrases.say(_TRUTHS[truth]) if truth in _TRUTHS else truth


def _told_apart(then: Answer, now: Answer, phrases: Phrases) -> tuple[str, str]:
    """Both in words; where these are the same, with what is not: conditions and force."""
    told = _said(then, phrases), _said(now, phrases)
    if told[0] != told[1] or then is None or now is None:
        return told
    apart = [key for key in ("conditions", "force", "status") if then[key] != now[key]]
    first, second = (
        f"{said}（{' '.join(f'{key}: {one[key]}' for key in apart)}）"
        for said, one in zip(told, (then, now), strict=True)
    )
    return first, second


def _said(answer: Answer, phrases: Phrases) -> str:
    """The verdict and the amount."""
    say = phrases.say
    if answer is None:
        return say("没有这一项")
    status = str(answer["status"])
    verdict = say(STATUSES[Status(status)]) if status in set(Status) else status
    low, high, limit = (_number(answer[key]) for key in ("low", "high", "at_most"))
    if limit is not None:
        return f"{verdict} {at_most(limit, say)}"
    if low is None and high is None:
        return verdict
    return f"{verdict} {between(low, high, say)}"


def _number(written: object) -> Decimal | None:
    """An amount; what is none says nothing."""
    try:
        found = Decimal(str(written)) if written is not None else None
    except InvalidOperation:
        return None
    return found if found is not None and found.is_finite() and abs(found) < 10**18 else None
