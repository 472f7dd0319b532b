"""Who of the enterprises given gains or loses by a comparison, and by what."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from huiqi.audit.difference.results import (
    ClauseChange,
    Difference,
    Direction,
    EnterpriseChange,
    LineChange,
    Side,
)
from huiqi.decision.lines import Line
from huiqi.decision.results import Amount, Status
from huiqi.diagnostics import Severity
from huiqi.language.prose import prose
from huiqi.report.blocks import Block, Heading, Note, Role, Said, Space, TextRun, Tree, TreeItem
from huiqi.report.figures import exact, exact_between
from huiqi.report.pages.marks import STATUSES
from huiqi.report.phrases import Phrases
from huiqi.rulebook.labels import RulebookLabels
from huiqi.values import Interval
from huiqi.words import Say, to_say

#: The mark of each direction, its role and its words.
_DIRECTIONS = {
    Direction.GAIN: (TextRun("+", Role.GOOD), to_say("得到或多得")),
    Direction.LOSS: (TextRun("-", Role.STRONG), to_say("失去或少得")),
    Direction.MAY_GAIN: (TextRun("+?", Role.OPEN), to_say("可能得到或多得")),
    Direction.MAY_LOSE: (TextRun("-?", Role.OPEN), to_say("可能失去或少得")),
    Direction.UNCLEAR: (TextRun("?", Role.OPEN), to_say("多少说不清")),
    Direction.NONE: (TextRun("=", Role.QUIET), to_say("没有得失")),
}
_TRUTHS = {
    "true": to_say("满足"),
    "false": to_say("不满足"),
    "unknown": to_say("未知"),
    None: to_say("没有这条"),
}


def enterprises_said(found: Difference, phrases: Phrases) -> Iterator[tuple[Said, Said]]:
    """How many were compared, how many change, and in which direction."""
    given, say = found.enterprises, phrases.say
    if not given.compared and not given.unread:
        return
    names = {change.file for change in given.changes}
    said = say(
        "比较 {compared} 户，{changed} 户有变化", compared=given.compared, changed=len(names)
    )
    counts = Counter(change.direction for change in given.changes)
    listed = [
        f"{mark.text} {say(words)} {counts[direction]}"
        for direction, (mark, words) in _DIRECTIONS.items()
        if counts[direction]
    ]
    yield say("给定的企业"), "\n".join([said, *(["  ".join(listed)] if listed else [])])


def enterprise_blocks(found: Difference, phrases: Phrases, most: int | None) -> Iterator[Block]:
    """Each change of an enterprise; ``most``: so many at most."""
    given, say = found.enterprises, phrases.say
    if given.changes:
        yield Space()
        yield Heading(say("给定的企业"))
        shown = given.changes[:most]
        if shown:
            yield Tree([_enterprise(one, found, phrases, full=most is None) for one in shown])
        if len(shown) < len(given.changes):
            yield Note(say("另 {number} 件：--full", number=len(given.changes) - len(shown)), 1)
    for file, findings in given.unread.items():
        first = next(item for item in findings if item.severity is Severity.ERROR)
        text = say("读不了 {file}：{code} {fault}", file=file, code=first.code, fault=first.message)
        yield Note(TextRun(text, Role.OPEN))


def _enterprise(
    one: EnterpriseChange, found: Difference, phrases: Phrases, *, full: bool
) -> TreeItem:
    say = phrases.say
    mark, _ = _DIRECTIONS[one.direction]
    title = phrases.text(one.title)
    before, after = _status(one.before, say), _status(one.after, say)
    named = f"{one.enterprise}  {title}  {before} → {after}"
    lines = []
    a, b = (_money(value, phrases) for value in (one.amount_before, one.amount_after))
    if a != b:
        lines.append(say("金额（元） {before} → {after}", before=a, after=b))
    lines += [say("因为 {reason}", reason=reason) for reason in _reasons(one, found, phrases)]
    return TreeItem(
        mark=mark,
        text=f"{named}  [{one.measure}]" if full else named,
        found="\n".join(lines if full else lines[:2]),
    )


def _reasons(one: EnterpriseChange, found: Difference, phrases: Phrases) -> Iterator[str]:
    """Its force, its conditions, the step of its amount."""
    if one.force is not None:
        yield " → ".join(phrases.text(text) for text in (one.force.before, one.force.after))
    for clause in one.clauses:
        yield _clause(clause, phrases)
    if one.line is not None:
        yield _line(one.line, found, phrases)


def _clause(clause: ClauseChange, phrases: Phrases) -> str:
    say = phrases.say
    if clause.before is clause.after is None:
        return phrases.text(clause.text)
    truths = " → ".join(say(_TRUTHS[value]) for value in (clause.before, clause.after))
    text = say("{text}：{names}", text=phrases.text(clause.text), names=truths)
    return say("{text}：{names}", text=clause.item, names=text) if clause.item else text


def _line(change: LineChange, found: Difference, phrases: Phrases) -> str:
    """A step of the amount: by its formula where that differs, else by what it comes to."""
    known = change.after or change.before
    assert known is not None
    said = (
        [
            _formula(change.before, found.before, phrases),
            _formula(change.after, found.after, phrases),
        ]
        if change.written
        else [_worth(change.before, phrases), _worth(change.after, phrases)]
    )
    label = phrases.text(known.text)
    return phrases.say("{text}：{names}", text=label, names=" → ".join(said))


def _formula(line: Line | None, side: Side, phrases: Phrases) -> str:
    if line is None:
        return phrases.say("没有这一步")
    if line.node is None:
        return _worth(line, phrases)
    return prose(line.node, RulebookLabels(side.rulebook), phrases.language, side.as_of.year)


def _worth(line: Line | None, phrases: Phrases) -> str:
    if line is None or not isinstance(line.value, Interval):
        return phrases.say("没有")
    return exact_between(line.value.low, line.value.high, phrases.say)


def _money(value: Amount | None, phrases: Phrases) -> str:
    return phrases.say("没有") if value is None else exact(value, phrases.say)


def _status(status: Status | None, say: Say) -> str:
    """A verdict; that there is none on this side."""
    return say("没有这项") if status is None else say(STATUSES[status])
