"""The working of an amount in a few words, as a clerk notes it beside the figure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from fractions import Fraction

from huiqi.decision.lines import Line
from huiqi.decision.results import AmountKind, MeasureResult
from huiqi.decision.standing import (
    is_maximum_alone,
    is_share_of_maxima,
    least_if_had,
    most_of,
    most_paid,
)
from huiqi.language import tree
from huiqi.language.tree import Node
from huiqi.language.types import Kind
from huiqi.quantities import Number
from huiqi.report.figures import amount_overview, at_least, at_most, between, money, yuan
from huiqi.report.layout import widest
from huiqi.report.pages.by_answer import by_answer_in_short
from huiqi.report.pages.by_stage import told_apart
from huiqi.report.phrases import Phrases
from huiqi.rulebook.measure import Gives
from huiqi.rulebook.rulebook import Fact
from huiqi.values import Interval, Record, Value, exactly
from huiqi.words import to_say

#: The amounts that are figures.
FIGURES = (AmountKind.EXACT, AmountKind.RANGE, AmountKind.AT_MOST)


def in_short(result: MeasureResult, phrases: Phrases, room: int) -> str:
    """The first that fits into so many columns, else the shortest; empty where nothing is known
    that the figure does not say.
    """
    told = list(dict.fromkeys(text for text in _ways(result, phrases) if text))
    fitting = (text for text in told if widest(text) <= room)
    return next(fitting, min(told, key=widest, default=""))


def worth_in_short(result: MeasureResult, phrases: Phrases) -> str:
    """What a measure comes to; of an uplift on what only maxima of sources bound its share alone:
    a part of those maxima says nothing of the enterprise.
    """
    if is_share_of_maxima(result):
        assert result.measure.gives is not None
        assert result.measure.gives.uplift is not None
        rate = phrases.prose(result.measure.gives.uplift.rate)
        return phrases.say("所上浮的 {rate}", rate=rate)
    amount = result.amount
    if (each := _highest_of_each(result)) is not None:
        return phrases.say("每个{most}", most=at_most(each, phrases.say))
    if result.amount_kind is AmountKind.UNKNOWN and amount is not None and amount.of_told:
        # There may be other projects: what was told of comes to so much.
        return phrases.say("写到的{most}", most=at_most(amount.of_told, phrases.say))
    if bounded := _bounded_by_sources(result):
        # Beside what its sources say apart it is not simply unknown.
        largest = max((one.high for one in bounded if one.high is not None), default=None)
        return phrases.say("一说{most}", most=at_most(largest, phrases.say))
    if least := least_if_had(result):
        return at_least(least, phrases.say)
    return by_answer_in_short(result, phrases) or amount_overview(amount, phrases.say)


def highest_of_source(result: MeasureResult, phrases: Phrases, *, shorter: bool = False) -> str:
    """Of what only a highest of its source bounds, that and the sum in one phrase, for the place
    of an amount: beside a figure it is read as the enterprise's own.  Else empty.  ``shorter``: for
    a column of a terminal's table.
    """
    gives, most = result.measure.gives, most_of(result)
    raises = gives is not None and gives.uplift is not None
    if raises or most is None or result.amount_kind is not AmountKind.AT_MOST:
        return ""
    if not is_maximum_alone(result) or by_answer_in_short(result, phrases):
        return ""
    if not shorter and (beyond := beyond_records(result, phrases, most)):
        return beyond
    told = to_say("来源写的最高档 {amount}，不是按本企业算的")
    if shorter:
        told = to_say("最高档 {amount}")
    if (each := _highest_of_each(result)) is not None:
        told = to_say("来源写的最高档每个 {amount}，不是按本企业算的")
        if shorter:
            told = to_say("最高档每个 {amount}")
    return phrases.say(told, amount=money(most if each is None else each, phrases.say))


def worth_in_column(result: MeasureResult, phrases: Phrases) -> str:
    """What a measure comes to, in a column of a terminal's table."""
    return highest_of_source(result, phrases, shorter=True) or worth_in_short(result, phrases)


def beyond_records(result: MeasureResult, phrases: Phrases, most: Number) -> str:
    """That a highest is more than all the money that is told of the records that it is for: a
    project is not given more than it cost.  Empty where that is not so.
    """
    records = phrases.rulebook.facts.get(result.measure.records or "")
    if records is None:
        return ""
    # Of what is refused none has an amount: it would be for all of them.
    paid = [item for item in result.items if item.amount is not None] or result.items
    told = [_highest_told(item.record, records) for item in paid]
    known = [one for one in told if one]
    if not known or len(known) != len(told) or sum(known) >= most:
        return ""
    return phrases.say("得多少没有写怎样算；来源写的最高档比所填的项目还大，见明细")


def _highest_told(record: Record, records: Fact) -> Number | None:
    """The largest amount of money that is told of a record; ``None`` where none is, or one has no
    end.
    """
    values = [
        value.high
        for name, value in record.fields.items()
        if records.fields[name].type.kind is Kind.MONEY and isinstance(value, Interval)
    ]
    known = [one for one in values if isinstance(one, Decimal | Fraction)]
    return max(known, default=None) if len(known) == len(values) else None


def worth_in_place(result: MeasureResult, phrases: Phrases) -> tuple[str, str]:
    """What a measure comes to, and what is said beside it (:func:`limit_in_short`)."""
    if highest := highest_of_source(result, phrases):
        return highest, ""
    return worth_in_short(result, phrases), limit_in_short(result, phrases)


def _highest_of_each(result: MeasureResult) -> Number | None:
    """Of several records for which nothing but the same highest of the source is known, that one:
    their sum stands nowhere, and is beyond what the enterprise has spent.
    """
    if not is_highest_alone(result):
        return None
    mosts = [most_paid(one.amount) for one in result.items if one.amount is not None]
    each = next(iter(mosts), None)
    if each is None or len(mosts) < 2 or set(mosts) != {each}:
        return None
    return each if most_of(result) == each * len(mosts) else None


def worth_with_base(result: MeasureResult, phrases: Phrases) -> str:
    """What a measure comes to, where no room is beside it to say that this is only a cap, or which
    of several.
    """
    if highest := highest_of_source(result, phrases):
        return highest
    worth = worth_in_short(result, phrases)
    base = base_unknown(result, phrases) or told_apart(result, phrases)
    return phrases.say("{text}（{notes}）", text=worth, notes=base) if base else worth


def is_highest_alone(result: MeasureResult) -> bool:
    """Whether its amount is but the highest of a source, which says nothing of the enterprise."""
    return is_cap_alone(result) or is_maximum_alone(result)


def is_cap_alone(result: MeasureResult) -> bool:
    """Whether nothing but a cap bounds what it comes to, since that of which it is a share is not
    known.
    """
    return _uncapped(result) is not None


def base_unknown(result: MeasureResult, phrases: Phrases, *, named: bool = True) -> str:
    """Of what the amount is a share, and that this is not known, where only a cap bounds it; empty
    where that is not so.  Not ``named``: what it is stands beside it.
    """
    line = _uncapped(result)
    if line is None:
        return ""
    open_ = (one.node for one in line.found if _is_open(one.value))
    base = next(map(phrases.prose, open_), "")
    rate = next(map(phrases.prose, _rates(line)), "")
    if not named:
        return (
            phrases.say("是最高档；要看这个数，按它的 {rate}", rate=rate)
            if rate
            else phrases.say("是最高档，不是按本企业算的")
        )
    if not base:
        return ""
    if not rate:
        return phrases.say("是上限；看{base}，还不知道", base=base)
    return phrases.say("是上限；按{base}的 {rate}，这个数还不知道", base=base, rate=rate)


def _rates(line: Line) -> list[Node]:
    """The share that it is, where it is one of something."""
    node = line.node
    if not isinstance(node, tree.Arithmetic) or node.operator != "*":
        return []
    return [side for side in (node.left, node.right) if side.type.kind is Kind.RATIO]


def _uncapped(result: MeasureResult) -> Line | None:
    """The formula that what was told bounds nowhere, where a cap alone does."""
    amount, gives = result.amount, result.measure.gives
    if amount is None or gives is None or amount.fund_only or most_of(result) is None:
        return None
    formulas = [line for line in amount.lines if line.node in (gives.amount, gives.at_most)]
    open_ = [line for line in formulas if _is_open(line.value)]
    return open_[0] if open_ else None


def _is_open(value: Value) -> bool:
    return isinstance(value, Interval) and value.high is None


def _bounded_by_sources(result: MeasureResult) -> list[Interval]:
    """Of an amount on which sources disagree and which is not known what some of them bound."""
    amount, gives = result.amount, result.measure.gives
    if result.amount_kind is not AmountKind.UNKNOWN or amount is None:
        return []
    if gives is None or not gives.conflicting:
        return []
    values = (one.value for one in amount.readings)
    return [one for one in values if isinstance(one, Interval) and one.high is not None]


def limit_in_short(result: MeasureResult, phrases: Phrases) -> str:
    """That an amount is no more than a maximum, and of what; empty where it is worked out."""
    if base := base_unknown(result, phrases):
        return base
    if result.amount_kind is not AmountKind.AT_MOST:
        return told_apart(result, phrases)
    if is_share_of_maxima(result):
        return phrases.say("先得到所上浮的才有")
    gives = result.measure.gives
    if gives is not None and gives.uplift is not None:
        raised = _raised(result, phrases)
        return phrases.say("先得到{names}才有，按最多算", names=phrases.say.listed(raised))
    if is_maximum_alone(result):
        highest = phrases.say("来源写的最高档，不是按本企业算的")
        return phrases.joined(filter(None, (told_apart(result, phrases), highest)))
    # Worked out of what was told, by the most that the source says; which way it is rounded too.
    rounded = gives is not None and gives.rounding is not None and gives.rounding.note is not None
    told = (
        to_say("按最高比例，尾数进位（来源没写怎样取整）") if rounded else to_say("按来源的最高算")
    )
    return phrases.joined(filter(None, (told_apart(result, phrases), phrases.say(told))))


def _raised(result: MeasureResult, phrases: Phrases) -> list[str]:
    """What an uplift was worked out on, by the names of the measures."""
    gives, measures = result.measure.gives, phrases.rulebook.measures
    assert gives is not None
    assert gives.uplift is not None
    # One line for each measure raised comes first.
    lines = result.amount.lines if result.amount is not None else ()
    return [
        phrases.text(measures[name].name)
        for name, line in zip(gives.uplift.of, lines, strict=False)
        if isinstance(line.value, Interval) and line.value.high != 0
    ]


def given_in_words(result: MeasureResult, phrases: Phrases) -> str:
    """Of an amount that is not known, or of which sources say different things, what its document
    gives; empty where that is not said in short.
    """
    summary, amount = result.measure.summary, result.amount
    if result.amount_kind is not AmountKind.UNKNOWN or least_if_had(result):
        return ""
    if amount is not None and _bounded_by_sources(result):
        told = [
            phrases.say(
                "{label}：{amount}",
                label=phrases.text(one.text),
                amount=between(one.value.low, one.value.high, phrases.say),
            )
            for one in amount.readings
            if isinstance(one.value, Interval)
        ]
        return phrases.say("来源说法不同，{said}", said=phrases.say("；").join(told))
    return "" if summary is None else phrases.text(summary)


def _ways(result: MeasureResult, phrases: Phrases) -> Iterator[str]:
    """What may be said of it, the most telling first."""
    say, amount, gives = phrases.say, result.amount, result.measure.gives
    if amount is None or gives is None:
        return
    if (line := _uncapped(result)) is not None:
        for rate in _rates(line):
            yield say("上限；{rate} 乘 未知", rate=phrases.prose(rate))
    if gives.conflicting and amount.judgement is None and amount.readings:
        yield say("{number} 件来源金额不同", number=len(gives.conflicting))
    if amount.readings and not gives.conflicting:
        yield say("条文有 {number} 种读法", number=len(amount.readings) + 1)
    if amount.lines:
        yield from _worked_out(amount.lines, gives, phrases)
    names = [phrases.text(phrases.rulebook.label(m.name)) for m in result.missing]
    if len(set(names)) == 1:
        yield say("看{fact}", fact=names[0])
    if result.missing:
        yield say("另答 {number} 问", number=len(result.missing))


def _worked_out(lines: Sequence[Line], gives: Gives, phrases: Phrases) -> Iterator[str]:
    """By which formula, or which limit it came to."""
    say = phrases.say
    if gives.uplift is not None:
        yield from _uplifted(lines, phrases)
        return
    formulas = [line for line in lines if line.node in (gives.amount, gives.at_most)]
    if len(formulas) > 1:
        yield say("{number} 项合计", number=len(formulas))
        return
    for line in formulas:
        for cap in lines[lines.index(line) + 1 :]:
            # Where a limit is what is paid, the formula says little.
            limit = _literal(cap.node)
            if limit is not None and cap.value != line.value and cap.value == exactly(limit):
                yield say("上限 {limit}", limit=_yuan(limit))
        if line.node is gives.at_most and isinstance(line.node, tree.Literal):
            yield say("来源只写最高")
        else:
            yield from _formula(line, line.node, phrases)


def _uplifted(lines: Sequence[Line], phrases: Phrases) -> Iterator[str]:
    """A share of what other measures pay at most."""
    base: Number | None = Decimal(0)
    for line in lines:
        if line.node is None and isinstance(line.value, Interval):
            high = line.value.high
            base = None if base is None or high is None else base + high
        elif line.said is not None:
            if base is not None:
                rate = phrases.said(line.said)
                yield phrases.say("{figure} 乘 {rate}", figure=_yuan(base), rate=rate)
            return


def _formula(line: Line, node: Node | None, phrases: Phrases) -> Iterator[str]:
    """A product of two figures; the limit that is less than the rest; a fixed sum; a tier."""
    say = phrases.say
    if isinstance(node, tree.Round):
        yield from _formula(line, node.operand, phrases)
    elif isinstance(node, tree.Literal):
        yield say("定额")
    elif isinstance(node, tree.Extreme):
        for operand in node.operands:
            limit = _literal(operand)
            high = line.value.high if isinstance(line.value, Interval) else None
            if limit is not None and high == limit:
                yield say("上限 {limit}", limit=_yuan(limit))
    elif isinstance(node, tree.Choose | tree.Lookup):
        yield say("按档次")
    elif isinstance(node, tree.Arithmetic) and node.operator == "*":
        sides = [_figure(line, side, phrases) for side in (node.left, node.right)]
        if node.left.type.kind is Kind.RATIO:
            sides.reverse()
        if all(sides):
            yield say("{figure} 乘 {rate}", figure=sides[0], rate=sides[1])


def _literal(node: Node | None) -> Decimal | None:
    if not isinstance(node, tree.Literal) or not isinstance(node.value, Decimal):
        return None
    return node.value


def _figure(line: Line, node: Node, phrases: Phrases) -> str:
    """The one figure that a name or a number stands for; empty where it is not known."""
    value: object = None
    if isinstance(node, tree.Literal):
        value = node.value
    for found in line.found:
        if found.node is node and isinstance(found.value, Interval) and found.value.known:
            value = found.value.low
    if not isinstance(value, Decimal | Fraction):
        return ""
    if node.type.kind is Kind.MONEY:
        return _yuan(value)
    return phrases.value(exactly(value), node.type)


def _yuan(amount: Number) -> str:
    """In yuan, as the column of the figures; whole yuan without the fen."""
    return yuan(amount).removesuffix(".00")
