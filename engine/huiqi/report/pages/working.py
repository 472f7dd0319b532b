"""The working of an amount as a clerk writes it: a ledger, figures at the right, the result last.

A formula is told with each figure beside its name; what a formula is made of (the tier that
applies, the lesser of two, each record of a sum) stands below it, further in.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from huiqi.decision.lines import Line, Operation
from huiqi.decision.results import UNSETTLED, Amount, MeasureResult
from huiqi.decision.standing import is_share_of_maxima
from huiqi.language import tree
from huiqi.language.prose import Prose
from huiqi.language.tree import Node
from huiqi.language.types import MONEY, Kind
from huiqi.quantities import Number
from huiqi.report.blocks import Column, Role, Said, Table, TextRun
from huiqi.report.figures import exact, exact_between, yuan
from huiqi.report.pages import marks
from huiqi.report.pages.by_answer import by_answer_rows
from huiqi.report.pages.in_short import highest_of_source, worth_in_short
from huiqi.report.phrases import Phrases
from huiqi.rulebook.basis import support
from huiqi.values import Interval, Records, Value, exactly
from huiqi.words import to_say

#: The words take all the room that the figures leave.
_ALL = 80
_STEP = "  "

_SIGNS = {
    "×": to_say("乘"),
    "÷": to_say("除以"),
    "−": to_say("减"),
    "≥": to_say("不小于"),
    "≤": to_say("不大于"),
    "≠": to_say("不等于"),
}

Row = tuple[Said, Said]


def working_table(result: MeasureResult, phrases: Phrases, *, full: bool = True) -> Table:
    """The working of a measure's amount; of one that names none, or of which nothing is known, no
    rows but the result.  ``full``: with notes, and what each line is made of.
    """
    columns = (
        Column(head=phrases.say("金额怎样得来"), grows=True, least=_ALL),
        Column(head=phrases.say("金额（元）"), align="right"),
    )
    return Table(columns, list(working_rows(result, phrases, full=full)))


def working_rows(result: MeasureResult, phrases: Phrases, *, full: bool = True) -> Iterator[Row]:
    """The lines, what sources or readings say apart, who ruled between them, and the result."""
    amount, say = result.amount, phrases.say
    if amount is not None:
        for line in amount.lines:
            yield from line_rows(line, phrases, full=full)
        yield from _readings(amount, result, phrases)
        if _only_possible(result) and amount.high is not None:
            yield TextRun(say("资格没有定，所以只能说不超过"), Role.QUIET), ""
        for which, money in by_answer_rows(result, phrases):
            yield TextRun(which, Role.OPEN), money
    if is_share_of_maxima(result):
        # Beside its name its share alone stands: a part of those maxima says nothing of the
        # enterprise.
        apart = say(
            "{share}，按各项来源的最高档算，不是本企业的数", share=worth_in_short(result, phrases)
        )
        yield TextRun(apart, Role.QUIET), ""
    told = exact(amount, say)
    if (least := _least_if_met(result)) is not None:
        told = say("{amount}；符合的话 {money} 起", amount=told, money=yuan(least))
    # What no figure of the enterprise's bounds does not follow for it.
    highest = to_say("来源写的最高档，不是按本企业算的")
    so = highest if highest_of_source(result, phrases) else to_say("所以是")
    yield TextRun(say(so), Role.STRONG), TextRun(told, Role.STRONG)


def _least_if_met(result: MeasureResult) -> Number | None:
    """Of what is not bounded what it comes to at least, where only who gets it is open."""
    amount = result.amount
    if amount is None or not _only_possible(result) or amount.high is not None:
        return None
    value = amount.lines[-1].value
    low = value.low if isinstance(value, Interval) and not value.optional else None
    return low if isinstance(low, Decimal | Fraction) and low > 0 else None


def _only_possible(result: MeasureResult) -> bool:
    """Whether what is worked out may come to nothing because it is open who gets it."""
    amount = result.amount
    if amount is None or amount.at_most is not None or result.conditions not in UNSETTLED:
        return False
    return amount.low == 0 and amount.high != 0 and bool(amount.lines)


def line_rows(line: Line, phrases: Phrases, depth: int = 0, *, full: bool = True) -> Iterator[Row]:
    """A line with what it is made of."""
    formula = _formula(line, phrases)
    label = phrases.text(line.text)
    said = phrases.say("{label}：{said}", label=label, said=formula) if formula else label
    yield _STEP * depth + spoken(said, phrases), _figure(line.value, phrases)
    for part in line.parts if full else ():
        yield from line_rows(part, phrases, depth + 1)
    note = phrases.text(line.note) if line.note is not None else ""
    if note not in label and full:
        yield TextRun(_STEP * (depth + 1) + note, Role.QUIET), ""


def _formula(line: Line, phrases: Phrases) -> str:
    """Its expression with the figures put in; of a plain figure none, unless it is a limit that
    is not reached, or a share.
    """
    said, node = line.said, line.node
    if said is None or isinstance(node, tree.UnknownValue):
        return ""
    if isinstance(node, tree.Literal):
        if node.type.kind is not Kind.MONEY:
            return phrases.said(said)
        assert isinstance(node.value, Decimal)
        if line.value == exactly(node.value):
            return ""
        limit = phrases.said(said)
        if line.operation is Operation.FLOOR:
            return phrases.say("下限 {limit}", limit=limit)
        return phrases.say("上限 {limit}", limit=limit)
    values = {
        id(found.node): phrases.found_value(found)
        for found in line.found
        if not isinstance(found.value, Records)
    }
    filled = _Filled(phrases.labels, phrases.language, said.year, values=values)
    return filled.text(said.node)


def spoken(said: str, phrases: Phrases) -> str:
    """With the signs said in words: some take two columns of a console, and figures follow."""
    for sign, word in _SIGNS.items():
        said = said.replace(sign, phrases.say(word))
    return said


@dataclass(frozen=True, slots=True, kw_only=True)
class _Filled(Prose):
    """An expression in which the value of each name stands beside it.

    ``values``: by the identity of the node that reads each.
    """

    values: Mapping[int, str]

    def text(self, node: Node, place: int = 0) -> str:
        """The text, with the value after a name."""
        text = Prose.text(self, node, place)
        value = self.values.get(id(node))
        return text if value is None else f"{text} {value}"


def _figure(value: Value, phrases: Phrases) -> str:
    """A step in yuan to the fen; what is not money, as it is."""
    if isinstance(value, Interval) and not value.optional:
        return exact_between(value.low, value.high, phrases.say)
    return phrases.value(value, MONEY)


def _readings(amount: Amount, result: MeasureResult, phrases: Phrases) -> Iterator[Row]:
    """The same by another reading, or by each of the sources that disagree, with its grade."""
    say, gives = phrases.say, result.measure.gives
    by_source = gives is not None and gives.conflicting
    for reading in amount.readings:
        grade = marks.grade(max(result.grade, support(reading.basis)), phrases)
        said = say("{label}（{grade}）", label=phrases.text(reading.text), grade=grade)
        if not by_source:
            said = say("另一读法：{reading}", reading=said)
        yield said, _figure(reading.value, phrases)
    chosen = amount.judgement
    if chosen is not None:
        said = say(
            "{person} 于 {day} 裁定：按 {choice}（{reason}）",
            person=chosen.by,
            day=chosen.on,
            choice=chosen.choice,
            reason=chosen.reason,
        )
        yield said, ""
    elif by_source and amount.readings:
        yield TextRun(say("来源不同，没有人裁定过"), Role.OPEN), ""


def why_open(result: MeasureResult, phrases: Phrases) -> tuple[str, ...]:
    """Why its amount is not one figure although no fact would settle it."""
    amount = result.amount
    causes: Iterable[str] = () if amount is None else map(phrases.cause, amount.causes)
    return tuple(dict.fromkeys(causes))
