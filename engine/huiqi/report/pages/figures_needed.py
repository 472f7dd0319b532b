"""To what a figure has to come, before it is told: of a share also how much money that is."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from huiqi.decision.groups import failing
from huiqi.decision.results import ClauseResult, MeasureResult
from huiqi.decision.trace import Needed
from huiqi.language.formatting import format_quantity
from huiqi.language.tree import FactReference, walk
from huiqi.language.types import Kind
from huiqi.report.phrases import Phrases
from huiqi.truth import Truth

if TYPE_CHECKING:
    from huiqi.interview.results import InterviewQuestion

#: So many limits of one question are told.
_MOST = 3


def needed_told(clause: ClauseResult, phrases: Phrases) -> str:
    """Of a share what a condition that is open asks for, where its own text does not say it."""
    if clause.truth is not Truth.UNKNOWN:
        return ""
    says_share = "%" in phrases.text(clause.condition.text)
    shares = [one for one in clause.trace.needed if one.part is not None]
    told = [one for one in shares if one.money is not None or not says_share]
    return phrases.joined(map(phrases.needed, told))


def missed_by_share(result: MeasureResult, phrases: Phrases) -> str:
    """Of a share that is missed and refuses a measure: what is asked, and what it is now."""
    gaps = (gap for clause in failing(result) for gap in phrases.clause(clause).gaps)
    found = next((gap for gap in gaps if gap.type.kind is Kind.RATIO and gap.distance), None)
    if found is None or found.limit is None:
        return ""
    apart = Fraction(found.distance) * (1 if found.over else -1)
    now = format_quantity(Fraction(found.limit) + apart, found.type, phrases.language)
    return phrases.say("{limit}，现在 {now}", limit=phrases.limit(found), now=now)


def needed_rows(asked: InterviewQuestion, phrases: Phrases) -> list[tuple[str, str]]:
    """To what the amount that is asked has to come as a share of another, by the measures that ask
    it; of what another place asks nothing.
    """
    say = phrases.say
    found: dict[str, dict[str, None]] = {}
    for result in asked.measures:
        if phrases.rulebook.level(result.measure) == "comparable":
            continue
        for clause in result.open_clauses:
            for one in clause.trace.needed:
                if _is_about(one, asked):
                    told = found.setdefault(phrases.needed(one), {})
                    told[phrases.text(result.measure.name)] = None
    return [
        (say("要到多少"), say("{measure}：{text}", measure=say.listed(list(names)), text=told))
        for told, names in list(found.items())[:_MOST]
    ]


def _is_about(needed: Needed, asked: InterviewQuestion) -> bool:
    """Whether what is asked is that amount, of its year."""
    if needed.part is None:
        return False
    return any(
        isinstance(node, FactReference)
        and node.name == asked.key.name
        and asked.key.year in (None, needed.part.year + node.shift)
        for node in walk(needed.part.node)
    )
