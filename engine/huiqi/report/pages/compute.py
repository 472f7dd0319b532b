"""``compute``: one derived fact, its figure first, then its working in the order of the form."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from huiqi.decision.computed import Computation, ComputedLine
from huiqi.decision.lines import Line, Operation
from huiqi.decision.results import MOST_IN_FULL
from huiqi.decision.trace import Found
from huiqi.language.types import Kind, Type
from huiqi.report.blocks import Block, Column, Facts, Note, Page, Role, Said, Space, Table, TextRun
from huiqi.report.figures import exact_between
from huiqi.report.pages.citations import cited
from huiqi.report.pages.opening import and_more, framed
from huiqi.report.pages.who_knows import known_to
from huiqi.report.pages.working import spoken
from huiqi.report.phrases import Phrases
from huiqi.rulebook.rulebook import Definition, Fact
from huiqi.values import Interval, Value
from huiqi.words import to_say

#: The words take all the room that the figures leave.
_ALL = 80
#: So many records are named.
_NAMED = 4
#: A row of a form, between its counter and its measure word; then what is taken of it.
_ROW = re.compile(r"\D(\d[\d+]*)\D(.*)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Depth:
    """How much is told: of a sum so many records at most, so many questions, the rule itself,
    and steps that no form has a line for.
    """

    records: int = 0
    questions: int = 8
    rule: bool = False
    steps: bool = False


EVERYTHING = Depth(records=10**9, questions=10**9, rule=True, steps=True)
_SCREENS = (
    Depth(records=4, rule=True, steps=True),
    Depth(records=2, rule=True, steps=True),
    Depth(rule=True, steps=True),
    Depth(steps=True),
    Depth(questions=4, steps=True),
    Depth(),
    Depth(questions=6),
    Depth(questions=3),
    Depth(questions=1),
)


def compute_pages(found: Computation, phrases: Phrases) -> Iterator[Page]:
    """The page with much depth, then ever shorter."""
    for depth in _SCREENS:
        yield compute_page(found, phrases, depth)


def compute_page(found: Computation, phrases: Phrases, depth: Depth = EVERYTHING) -> Page:
    """The page in so much depth."""
    blocks = [Note.strong(found.enterprise), Space(), *_answer(found, phrases, depth), Space()]
    for part in (_working, _questions, _rule):
        blocks += part(found, phrases, depth)
    return framed(phrases.text(found.declared.label), blocks, phrases, found.as_of)


def _answer(found: Computation, phrases: Phrases, depth: Depth) -> Iterator[Block]:
    """The figure and its year; where it is not one figure, why."""
    say, declared = phrases.say, found.declared
    figure = _value(found.outcome.value, declared.type, phrases)
    if figure and declared.type.kind is Kind.MONEY:
        figure = say("{figure} 元", figure=figure)
    label: str = phrases.text(declared.label)
    if found.year is not None:
        label = say("{fact}（{year}年）", fact=label, year=found.year)
    yield Note((f"{label}  ", TextRun(figure or say("还算不出"), Role.STRONG)))
    yield Note(phrases.joined(_why(found, phrases, depth)), 1)
    if found.illustrative.value != found.outcome.value:
        shown = told(found.illustrative.value, declared, phrases)
        yield Note(say("参照（把推定也算上，不作结论）：{figure}", figure=shown), 1)


def _why(found: Computation, phrases: Phrases, depth: Depth) -> Iterator[str]:
    """Where the figure comes from, or what keeps it from being one: first what can be answered."""
    say, own = phrases.say, found.declared.id
    causes = list(dict.fromkeys(map(phrases.cause, found.outcome.causes)))
    missing = len(found.outcome.missing)
    if any(line.stated for line in found.lines if line.declared.id == own):
        yield say("填报的数")
    elif not missing and not causes:
        yield say("用到的都有，是算出来的")
    if missing:
        yield say("{number} 项没有答，见下面“缺什么”", number=missing)
    if not missing or depth.rule:
        yield from causes


def told(value: Value, declared: Fact | Definition, phrases: Phrases) -> str:
    """A value: yuan to the fen; of what nothing is known that it is not answered."""
    return _value(value, declared.type, phrases) or phrases.say("没有答")


def _value(value: Value, type_: Type, phrases: Phrases) -> str:
    """Empty where no more is known than of every enterprise."""
    if type_.kind is Kind.MONEY and isinstance(value, Interval) and not value.optional:
        if value.high is None and not value.low:
            return ""
        return exact_between(value.low, value.high, phrases.say)
    said = phrases.value(value, type_)
    # A sign that some screens draw wide would push the column out.
    for sign, words in (("≥ ", to_say("至少 {figure}")), ("≤ ", to_say("至多 {figure}"))):
        if said.startswith(sign):
            return phrases.say(words, figure=said.removeprefix(sign))
    return "" if said == phrases.unknown else said


def _working(found: Computation, phrases: Phrases, depth: Depth) -> Iterator[Block]:
    """The lines in the order of the form, or what the definition read; the asked one last."""
    say = phrases.say
    forms = {_form(line.declared)[0] for line in found.lines} - {""}
    title = say("过程")
    if len(forms) == 1:
        title = say("申报表 {form}", form=min(forms))
    lines = found.lines
    if forms and not depth.steps:
        lines = tuple(line for line in lines if line.declared.line)
    rows = [row for line in lines for row in _rows(line, found, phrases, depth)]
    if len(found.lines) == 1 and found.lines[0].formula is not None:
        rows = [_read(read, phrases) for read in found.lines[0].formula.found] + rows
    numbered = any(row[0] for row in rows)
    words = Column(head="" if numbered else title, grows=True, least=_ALL)
    money = any(line.declared.type.kind is Kind.MONEY for line in found.lines)
    columns = (words, Column(head=say("金额（元）") if money else "", align="right"))
    if numbered:
        yield Table((Column(head=title), *columns), rows)
    else:
        yield Table(columns, [row[1:] for row in rows])
    steps = to_say("另 {number} 步不在表上：--full")
    yield from and_more(len(found.lines) - len(lines), steps, phrases, Role.QUIET)
    yield from _records(found, phrases, depth)
    yield Space()


def _records(found: Computation, phrases: Phrases, depth: Depth) -> Iterator[Block]:
    """Of how many records the lines are sums, where each is not told."""
    say = phrases.say
    names = dict.fromkeys(
        phrases.text(part.text)
        for line in found.lines
        for part in line.summands
        if part.step is not Operation.UNKNOWN and not _shown(line, depth)
    )
    if names:
        named = say.listed(list(names)[:_NAMED])
        text = say("是 {number} 个项目的合计：{names}", number=len(names), names=named)
        if len(names) > _NAMED:
            text = say("是 {number} 个项目的合计：{names} 等", number=len(names), names=named)
        yield Note.quiet(say("{said}；逐个 --full", said=text), 1)


def _shown(line: ComputedLine, depth: Depth) -> bool:
    """Whether what each record adds is told below the line; of one alone it is the line."""
    return 1 < len(line.summands) <= depth.records


def _rows(
    line: ComputedLine, found: Computation, phrases: Phrases, depth: Depth
) -> Iterator[Sequence[Said]]:
    """A line of the form, with what each record of its list adds."""
    declared, say = line.declared, phrases.say
    label = phrases.text(declared.label)
    if line.stated:
        label = say("{line}（填报）", line=label)
    role = Role.STRONG if declared.id == found.declared.id else None
    figure = told(line.outcome.value, declared, phrases)
    yield _number(declared, phrases), TextRun(label, role), TextRun(figure, role)
    if _shown(line, depth):
        for name, value in _by_name(line.summands, phrases).items():
            shown = told(value, declared, phrases)
            yield "", TextRun(f"  {name}", Role.QUIET), TextRun(shown, Role.QUIET)


def _by_name(records: Sequence[Line], phrases: Phrases) -> dict[str, Value]:
    """What each adds; a name that stands more than once is told as often as it stands."""
    found: dict[str, Value] = {}
    for line in records[:MOST_IN_FULL]:
        own = phrases.text(line.text)
        name, number = own, 1
        while name in found:
            number += 1
            name = f"{own} ({number})"
        found[name] = line.value
    return found


def _read(read: Found, phrases: Phrases) -> Sequence[Said]:
    """What a definition without a working of its own read."""
    label = spoken(phrases.prose(read.node, read.year), phrases)
    return "", label, _value(read.value, read.node.type, phrases) or phrases.say("没有答")


def _form(declared: Fact | Definition) -> tuple[str, str]:
    """The form a line stands on, and its row there."""
    form, _, row = declared.line.partition(" ")
    return form, row


def _number(declared: Fact | Definition, phrases: Phrases) -> str:
    row = _form(declared)[1]
    parts = _ROW.fullmatch(row)
    if parts is None:
        return spoken(row, phrases)
    said = phrases.say("第{number}行", number=parts[1])
    return spoken(said + re.sub("[×÷]", " \\g<0> ", parts[2]), phrases)


def _questions(found: Computation, phrases: Phrases, depth: Depth) -> Iterator[Block]:
    """What is missing, as questions, with who knows."""
    missing, say = found.outcome.missing, phrases.say
    if not missing:
        return
    rows = []
    for number, one in enumerate(missing[: depth.questions], 1):
        rows.append((f"{number} {phrases.asked(one)}", known_to(one, phrases)))
    missed = Column(head=say("缺什么"), grows=True, least=_ALL)
    yield Table((missed, *Column.texts(say("谁知道"))), rows)
    yield from and_more(len(missing) - len(rows), to_say("另 {number} 问：--full"), phrases)
    yield Space()


def _rule(found: Computation, phrases: Phrases, depth: Depth) -> Iterator[Block]:
    """How it is worked out, by which texts, and what is to be noted."""
    say, declared = phrases.say, found.declared
    if not isinstance(declared, Definition):
        return
    rows: list[tuple[Said, Said]] = []
    if depth.rule:
        rows.append((say("算法"), phrases.prose(declared.node, found.year)))
    told_of = declared.basis if depth.rule else declared.basis[:1]
    rows.append((say("依据"), "\n".join(cited(basis, phrases) for basis in told_of)))
    if declared.note is not None and depth.rule:
        rows.append((say("注意"), phrases.text(declared.note)))
    yield Facts(rows)
    if not depth.rule:
        yield Note(say("算法、全部依据和问题 --full"))
