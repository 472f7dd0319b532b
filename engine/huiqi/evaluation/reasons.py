"""Why a value stays open although no fact is missing, in words."""

from __future__ import annotations

from datetime import date

from huiqi.evaluation.reads import Cause, Missing
from huiqi.rulebook.rulebook import Definition, Fact, Parameter
from huiqi.sentences import sentence


def no_value(parameter: Parameter, day: date) -> Cause:
    """A parameter that has no value on the day."""
    if day == date.min:
        start = min(row.since for row in parameter.rows)
        why = sentence(
            "{parameter}在 {day} 以前没有已知的规定", parameter=parameter.label, day=start
        )
    else:
        why = sentence("{parameter}在 {day} 没有已知的规定", parameter=parameter.label, day=day)
    return Cause("no_value", parameter.id, why)


def weak_figure(figure: Parameter | Definition) -> Cause:
    """What rests on a basis that does not count in the strict reading."""
    return Cause("weak", figure.id, sentence("{figure}的依据不足以采信", figure=figure.label))


def ahead(fact: Fact | Definition, year: int, missing: Missing) -> Cause:
    """A fact of a year to come."""
    why = sentence("{fact}（{year}年）还没有到，到时才知道", fact=fact.label, year=year)
    return Cause("ahead", fact.id, why, missing)
