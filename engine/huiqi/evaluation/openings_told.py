"""What figures open that nobody has asked about (P146), told by how far they are from the line."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal
from functools import partial

from huiqi.diagnostics import shortened
from huiqi.evaluation.comparison import compare
from huiqi.evaluation.evaluator import Evaluator
from huiqi.evaluation.frame import Frame
from huiqi.evaluation.shown import written
from huiqi.language.tree import FactReference, Node
from huiqi.language.types import Type
from huiqi.profile.profile import LeftOpen, SoFar
from huiqi.profile.standing_told import says_no_industry
from huiqi.profile.years_told import says_more_than_no
from huiqi.quantities import Number
from huiqi.rulebook.constraint_bounds import Constraint
from huiqi.rulebook.rulebook import Rulebook, names_read
from huiqi.rulebook.text import Text
from huiqi.sentences import Sentence, bilingual, in_turn, sentence
from huiqi.spelling import one_line
from huiqi.truth import Truth
from huiqi.values import NOT_APPLICABLE, Interval, Value, exactly, may_be_nothing
from huiqi.words import to_say

_MONTHS = 12
#: So much of a cell is quoted.
_QUOTED = 20
Figure = Callable[[Node, Frame], Text]


def opening_told(
    evaluator: Evaluator,
    constraint: Constraint,
    here: Frame,
    figure: Figure,
    *,
    stated: bool,
    figured: bool,
    in_part: bool = False,
) -> Sentence | None:
    """What the subject of a hint opens in a year, be it perhaps; ``None``: nothing.

    Args:
        figure: An expression with its value.
        stated: Whether all that it names is stated.
        figured: Whether its subject is.
        in_part: Whether that is a part of what is meant (:func:`told_for_subject`).
    """
    left_open = _left_open(evaluator, constraint, here)
    if left_open is None and not _holds(evaluator, constraint, here):
        return None
    limit = evaluator.value(constraint.limit, here)
    line = limit if constraint.line is None else evaluator.value(constraint.line, here)
    subject = evaluator.value(constraint.subject, here)
    if not (isinstance(limit, Interval) and isinstance(line, Interval)) or not line.known:
        return None
    months = so_far(evaluator, constraint, here)
    reached = figured and (stated or left_open is not None) and _reaches(constraint, subject, limit)
    rate = None if months is None else of_a_year(months)
    passing = rate is not None and _reaches(constraint, rate, limit)
    below = figured and compare("<", subject, line) is Truth.TRUE
    if left_open is not None and not left_open[1].denied:
        # Who is far above it, and of whom nothing is told, is hardly about to enter: who says that
        # it has not is.
        reached = reached and _is_near(subject, limit, line)
        passing = passing and (
            below or months is None or _is_near(exactly(months.amount), limit, line)
        )
    if not (reached or passing):
        return None
    sure = left_open is None and figured and _breaks(constraint, subject, limit)
    type_, parts = constraint.subject.type, list[Sentence]()
    past = months is not None and months.amount > line.low
    if figured and isinstance(subject, Interval):
        told, far = figure(constraint.subject, here), distance_told(subject, line.low, type_)
        # What the year before lacked is made up for.
        parts.append(
            bilingual(told) if past else sentence("{figure}，{distance}", figure=told, distance=far)
        )
    if in_part:
        parts.append(sentence("总收入不会更少"))
    if months is not None:
        parts.append(_so_far_told(months, type_, passing=passing, past=past))
    beside = _said_beside(evaluator, constraint) if left_open is None else left_open
    no_industry = False
    if beside is not None:
        parts.append(_open_told(evaluator, *beside))
        no_industry = says_no_industry(evaluator.rulebook, beside[0], beside[1].written)
    behind = rate is not None and rate.low < line.low
    values = {
        "found": in_turn(to_say("{first}；{next}"), parts),
        "text": (
            sentence("先看是不是工业")
            if no_industry
            else constraint.text
            if left_open is None
            else constraint.where_open
        ),
        "rule": constraint.text,
        # How far it comes of the line: of the year of decision, where so much is told.
        "reach": least_of(subject if rate is None else rate) / line.low,
        # Whether the year of decision does not come to it, as far as it is told.
        "behind": behind,
        # Whether it may not have been passed long ago.
        "settled": left_open is None or below,
        # It is the year of decision that counts, which ends then.
        "ends": None if behind else date(evaluator.as_of.year, 12, 31),
    }
    if sure or behind:
        # What does not come to it as the year stands is hardly about to.
        return sentence("{found}；{text}", **values)
    return sentence("也许快到线：{found}；{text}", **values)


def told_for_subject(
    evaluator: Evaluator, constraint: Constraint, here: Frame
) -> FactReference | None:
    """What is stated in its place where the subject of a hint is not, nor what it comes to so far:
    the part of it for which people tell it (main revenue), of which there is no less of it.
    """
    subject, profile = constraint.subject, evaluator.profile
    if not isinstance(subject, FactReference) or so_far(evaluator, constraint, here) is not None:
        return None
    year = here.year + subject.shift
    if profile.given(subject.name, year) is not None:
        return None
    parts = parts_told_for(evaluator.rulebook, subject.name)
    own = next((one for one in parts if profile.given(one, year) is not None), None)
    return None if own is None else replace(subject, name=own)


def parts_told_for(rulebook: Rulebook, name: str) -> list[str]:
    """The facts that people tell for another."""
    return [fact.id for fact in rulebook.facts.values() if fact.may_mean == name]


def so_far(evaluator: Evaluator, constraint: Constraint, here: Frame) -> SoFar | None:
    """What is told of the subject in the year of decision, which follows the one of the hint."""
    subject, told = constraint.subject, evaluator.profile.so_far
    if not isinstance(subject, FactReference) or here.year != evaluator.as_of.year - 1:
        return None
    # Of several the one that tells of most of the year.
    own = (one for one in told if one.fact == subject.name)
    return max(own, key=lambda one: one.months, default=None)


def _holds(evaluator: Evaluator, constraint: Constraint, here: Frame) -> bool:
    return constraint.when is None or evaluator.truth(constraint.when, here) is Truth.TRUE


def _left_open(
    evaluator: Evaluator, constraint: Constraint, here: Frame
) -> tuple[str, LeftOpen] | None:
    """What leaves open if it holds, for what a table asks and does not tell of this one: the fact,
    with what stands there; ``None`` where nothing does.
    """
    when = constraint.when
    if when is None or constraint.where_open is None:
        return None
    told = evaluator.profile.left_open
    asked = next(((name, told[name]) for name in names_read(when) if name in told), None)
    return asked if evaluator.truth(when, here) is Truth.UNKNOWN else None


def _said_beside(evaluator: Evaluator, constraint: Constraint) -> tuple[str, LeftOpen] | None:
    """What a table says beside its no to what the hint is for: why not (没，老板怕入统)."""
    given = evaluator.profile.given
    told = () if constraint.when is None else names_read(constraint.when)
    for name in told:
        own = given(name, None)
        if own is not None and own.value is NOT_APPLICABLE and says_more_than_no(own.written):
            return name, LeftOpen(one_line(own.written), denied=True)
    return None


def _open_told(evaluator: Evaluator, name: str, left: LeftOpen) -> Sentence:
    """What stands in the column that leaves it open."""
    fact = evaluator.rulebook.declared(name).label
    if not left.written:
        return sentence("{fact}没有写", fact=fact)
    return sentence("{fact}写着“{written}”", fact=fact, written=shortened(left.written, _QUOTED))


def of_a_year(months: SoFar) -> Interval:
    """As much for a whole year, to be compared with its line."""
    return exactly(months.amount * _MONTHS / Decimal(months.months))


def _reaches(constraint: Constraint, subject: Value, limit: Interval) -> bool:
    """Whether a figure, or an end of a range of which both are told, breaks the hint."""
    return _breaks(constraint, subject, limit) or any(
        compare(constraint.operator, end, limit) is Truth.FALSE for end in _ends(subject)
    )


def _breaks(constraint: Constraint, subject: Value, limit: Interval) -> bool:
    broken = compare(constraint.operator, subject, limit) is Truth.FALSE
    return broken and not may_be_nothing(subject)


def _ends(subject: Value) -> Iterator[Interval]:
    if isinstance(subject, Interval) and not subject.optional and None not in subject[:2]:
        yield from (exactly(subject.low), exactly(subject.high))


def _is_near(subject: Value, limit: Interval, line: Interval) -> bool:
    """Whether it is no farther above the line than the limit is below it."""
    return bool(least_of(subject) - line.low <= line.low - limit.low)


def least_of(subject: Value) -> Decimal:
    """What a figure is at least, as far as that is known."""
    least = subject.low if isinstance(subject, Interval) else None
    return least if isinstance(least, Decimal) else Decimal(0)


def _so_far_told(months: SoFar, type_: Type, *, passing: bool, past: bool) -> Sentence:
    month, money = months.months, money_told(exactly(months.amount), type_)
    if past:
        return sentence("今年1-{month}月已写 {money}，已过线", month=month, money=money)
    if not passing:
        return sentence("今年1-{month}月已写 {money}", month=month, money=money)
    return sentence("今年1-{month}月已写 {money}，过线要看全年", month=month, money=money)


def distance_told(subject: Interval, line: Number, type_: Type) -> Sentence:
    """How far a figure is from the line, or above it."""
    low, high = subject.low, subject.high

    def money(amount: Number) -> Text:
        return money_told(exactly(amount), type_)

    if low is not None and low >= line:
        over = low - line
        if low != high:
            return sentence("已过线")
        return sentence("已过线 {money}", money=money(over)) if over else sentence("正好到线")
    if high is None or high >= line:
        most = sentence("也许已过线")
        return most if not low else sentence("最多差 {money}，也许已过线", money=money(line - low))
    if low == high:
        return sentence("差 {money}到线", money=money(line - high))
    if not low:
        # 不到2000万元 is a fen below the line.
        least = line - high
        return (
            sentence("差多少没有写")
            if least < 1
            else sentence("至少差 {money}到线", money=money(least))
        )
    ends = Interval(line - high, line - low)
    return sentence("差 {money}到线", money=money_told(ends, type_))


def money_told(value: Interval, type_: Type) -> Text:
    return Text.in_both(partial(written, value, type_))
