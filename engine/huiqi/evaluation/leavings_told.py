"""What figures do not come to any more, and is so by what is told (P147)."""

from __future__ import annotations

from huiqi.evaluation.comparison import compare
from huiqi.evaluation.evaluator import Evaluator
from huiqi.evaluation.frame import Frame
from huiqi.evaluation.openings_told import (
    Figure,
    distance_told,
    least_of,
    money_told,
    of_a_year,
    so_far,
)
from huiqi.profile.standing_told import says_no_industry
from huiqi.rulebook.constraint_bounds import Constraint
from huiqi.rulebook.rulebook import names_read
from huiqi.sentences import Sentence, in_turn, sentence
from huiqi.truth import Truth
from huiqi.values import Interval, Value, exactly
from huiqi.words import to_say


def leaving_told(
    evaluator: Evaluator, constraint: Constraint, here: Frame, figure: Figure, *, figured: bool
) -> Sentence | None:
    """That the subject of a hint does not come to its line, by the year of decision as far as that
    is told, else by the year before, be it perhaps; ``None``: it does, or nothing is told.

    Args:
        figure: An expression with its value.
        figured: Whether the subject is stated.
    """
    line, subject = (evaluator.value(one, here) for one in (constraint.limit, constraint.subject))
    months = so_far(evaluator, constraint, here)
    if not _is_so(evaluator, constraint, here) or not isinstance(line, Interval) or not line.known:
        return None
    rate = None if months is None else of_a_year(months)
    counted = subject if rate is None else rate
    # What does not apply is no figure, and comes to nothing that could be told.
    figured = figured and isinstance(subject, Interval)
    if rate is None and not figured:
        return None
    falls = _falls(constraint, counted, line)
    if falls is Truth.FALSE:
        return None
    type_, parts = constraint.subject.type, list[Sentence]()
    if figured and isinstance(subject, Interval):
        told, far = figure(constraint.subject, here), distance_told(subject, line.low, type_)
        parts.append(sentence("{figure}，{distance}", figure=told, distance=far))
    if months is not None:
        money = money_told(exactly(months.amount), type_)
        said = sentence(
            "今年1-{month}月 {money}，照这样全年到不了线", month=months.months, money=money
        )
        parts.append(said)
    values = {
        "found": in_turn(to_say("{first}；{next}"), parts),
        "text": constraint.text,
        "rule": constraint.text,
        # How far it comes of the line, which is not said.
        "reach": least_of(counted) / line.low,
    }
    if falls is Truth.TRUE:
        return sentence("{found}；{text}", **values)
    return sentence("也许到不了线：{found}；{text}", **values)


def _is_so(evaluator: Evaluator, constraint: Constraint, here: Frame) -> bool:
    """Whether it holds; of a year that has come, as a table says, and is not told, that is so.  Not
    where the cell says that the line is none of theirs.
    """
    profile, when = evaluator.profile, constraint.when
    if when is None:
        return True
    truth, asked = evaluator.truth(when, here), frozenset(names_read(when))
    given = {name: own.written for name in asked if (own := profile.given(name, None)) is not None}
    come = {name: text for name, text in profile.come_about.items() if name in asked}
    if truth is not Truth.TRUE and not (truth is Truth.UNKNOWN and come):
        return False
    told = {**given, **come}
    return not any(says_no_industry(evaluator.rulebook, *one) for one in told.items())


def _falls(constraint: Constraint, figure: Value, line: Interval) -> Truth:
    """Whether a figure is below the line; of a range that goes beyond it that is open where most
    of it lies below.
    """
    reaches = compare(constraint.operator, figure, line)
    if reaches is not Truth.UNKNOWN:
        return Truth.FALSE if reaches is Truth.TRUE else Truth.TRUE
    if not isinstance(figure, Interval) or figure.low is None or figure.high is None:
        return Truth.FALSE
    mostly = figure.low + figure.high < 2 * line.low
    return Truth.UNKNOWN if mostly and not figure.optional else Truth.FALSE
