"""Who of the enterprises given gains or loses by a comparison, and by what."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from huiqi.audit.difference.results import (
    ClauseChange,
    CountedCause,
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
from huiqi.report.blocks import (
    Block,
    Column,
    Facts,
    Heading,
    Note,
    Page,
    Role,
    Said,
    Space,
    Table,
    TextRun,
    Tree,
    TreeItem,
    counted,
    numbered,
    section,
)
from huiqi.report.figures import exact, exact_between
from huiqi.report.pages.marks import STATUSES
from huiqi.report.pages.opening import and_more, framed
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
#: On one screen, so many files and rows that could not be read are told.
_UNREAD = 3
#: So many groups and causes.
_GROUPS, _CAUSES = 12, 6
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
    said = say(
        "比较 {compared} 户，{changed} 户有变化", compared=given.compared, changed=given.changed
    )
    counts = given.directions
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
        yield from section(say("给定的企业"))
        if any(given.groups):
            yield from _first_groups(found, phrases, most)
        shown = given.changes[:most]
        if shown:
            yield Tree([_enterprise(one, found, phrases, full=most is None) for one in shown])
        more = len(given.changes) - len(shown)
        yield from and_more(more, to_say("另 {number} 件：--full"), phrases)
        if given.unlisted:
            yield Note(_unlisted(found, phrases), 1)
        if given.causes and (most is None or more):
            yield from _first_causes(found, phrases, most)
    unread = list(given.unread.items())
    for file, findings in unread if most is None else unread[:_UNREAD]:
        first = next(item for item in findings if item.severity is Severity.ERROR)
        text = say("读不了 {file}：{code} {fault}", file=file, code=first.code, fault=first.message)
        yield Note.open(text)
    if most is not None and len(unread) > _UNREAD:
        yield Note.open(say("另有 {number} 处读不了", number=len(unread) - _UNREAD))


def changes_page(found: Difference, phrases: Phrases) -> Page:
    """For a file: the groups, and of each every enterprise that gains or loses, and by what."""
    say = phrases.say
    sides = [
        (letter, say("{name}  评估日 {day}", name=side.name, day=side.as_of))
        for letter, side in (("A", found.before), ("B", found.after))
    ]
    blocks: list[Block] = [Facts([*sides, *enterprises_said(found, phrases)])]
    groups = sorted(found.enterprises.groups)
    if found.enterprises.unlisted:
        blocks.append(Note.open(_unlisted(found, phrases)))
    if any(groups):
        blocks += [Heading(say("每组得失")), _groups(groups, found, phrases, brief=False)]
    if found.enterprises.causes:
        blocks += [Heading(say("因哪一条")), _causes(found.enterprises.causes, phrases)]
    changes: dict[str, list[EnterpriseChange]] = {name: [] for name in groups or [""]}
    for one in found.enterprises.changes:
        changes[one.group].append(one)
    for name, own in changes.items():
        blocks += [Heading(say.told(name) or say("谁得谁失")), _changes(own, found, phrases)]
    return framed(say("谁得谁失"), blocks, phrases)


def _unlisted(found: Difference, phrases: Phrases) -> str:
    number = found.enterprises.unlisted
    return phrases.say("另有 {number} 件太多，没有逐件列出，合计里都有", number=number)


def _first_groups(found: Difference, phrases: Phrases, most: int | None) -> Iterator[Block]:
    """The groups; on one screen, of very many those in which most change."""
    groups = found.enterprises.groups
    names = sorted(groups)
    if most is not None and len(names) > _GROUPS:
        names = sorted(names, key=lambda name: -groups[name].changed)[: min(most, _GROUPS)]
    if names:
        yield _groups(names, found, phrases, brief=True)
    yield from and_more(len(groups) - len(names), to_say("另 {number} 组：--full"), phrases)


def _first_causes(found: Difference, phrases: Phrases, most: int | None) -> Iterator[Block]:
    """By which conditions most changes come about."""
    causes = found.enterprises.causes
    shown = causes[: None if most is None else min(most, _CAUSES)]
    if not shown:
        return
    yield Space()
    yield _causes(shown, phrases)
    yield from and_more(len(causes) - len(shown), to_say("另 {number} 条：--full"), phrases)


def _causes(causes: Sequence[CountedCause], phrases: Phrases) -> Table:
    """By which condition, or whose force, changes come about, and how many."""
    say = phrases.say
    columns = (
        Column(head=say("措施")),
        Column(head=say("因哪一条"), grows=True),
        Column(head=say("件数"), align="right", least=4),
    )
    rows = [
        (phrases.text(one.title), _moved(one.cause, phrases), numbered(one.number))
        for one in causes
    ]
    return Table(columns, rows)


def _groups(names: Sequence[str], found: Difference, phrases: Phrases, *, brief: bool) -> Table:
    """How many of each group change, and how; ``brief``: under the marks alone."""
    say, given = phrases.say, found.enterprises
    shown = [way for way in _DIRECTIONS if way is not Direction.NONE]
    columns = (
        Column(head=say("分组"), least=12),
        *Column.figures(say("户数"), say("有变化")),
        *(
            Column(head=mark.text if brief else say(words), align="right", least=4)
            for mark, words in (_DIRECTIONS[way] for way in shown)
        ),
    )
    rows = []
    for name in names:
        own = given.groups[name]
        numbers = (own.compared, own.changed, *(own.directions.get(way, 0) for way in shown))
        rows.append((say.told(name), *map(counted, numbers)))
    return Table(columns, rows)


def _changes(
    changes: Sequence[EnterpriseChange], found: Difference, phrases: Phrases
) -> Table | Note:
    """An enterprise and measure a row; those who gain or lose for certain first."""
    say = phrases.say
    if not changes:
        return Note(say("没有一户有变化"))
    columns = (
        *Column.texts(say("得失"), say("企业名称"), say("措施"), say("此前"), say("此后")),
        *Column.texts(say("此前金额（元）"), say("此后金额（元）")),
        Column(head=say("因为"), grows=True),
        *Column.texts(say("在哪里")),
    )
    order = list(_DIRECTIONS)
    rows = [
        (
            say(_DIRECTIONS[one.direction][1]),
            one.enterprise,
            phrases.text(one.title),
            _status(one.before, say),
            _status(one.after, say),
            _money(one.amount_before, phrases),
            _money(one.amount_after, phrases),
            phrases.joined(_reasons(one, found, phrases)),
            Path(one.file).name,
        )
        for one in sorted(changes, key=lambda one: order.index(one.direction))
    ]
    return Table(columns, rows)


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


def _moved(clause: ClauseChange, phrases: Phrases) -> str:
    if clause.before is clause.after is None:
        return phrases.text(clause.text)
    truths = " → ".join(phrases.say(_TRUTHS[value]) for value in (clause.before, clause.after))
    return phrases.say("{text}：{names}", text=phrases.text(clause.text), names=truths)


def _clause(clause: ClauseChange, phrases: Phrases) -> str:
    say, text = phrases.say, _moved(clause, phrases)
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
    return phrases.say("{text}：{names}", text=phrases.text(known.text), names=" → ".join(said))


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
