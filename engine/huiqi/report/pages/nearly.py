"""What is not met now and may be later: missed by a figure, with how much that is, and what waits
for a day, a project or a title, with what it would bring.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction
from itertools import chain

from huiqi.decision.expiring import SOON
from huiqi.decision.groups import awaited_in, failing, missed
from huiqi.decision.nearness import NEAR, is_of_years_over, shortfall
from huiqi.decision.questions import asked_alike
from huiqi.decision.results import ClauseResult, Decision, MeasureResult, Status, Verdict
from huiqi.decision.standing import Mark, mark_of, most_paid
from huiqi.decision.trace import Gap
from huiqi.evaluation.reads import Missing, declared_of
from huiqi.language.tree import Literal
from huiqi.report.figures import money
from huiqi.report.pages import marks
from huiqi.report.pages.asked_of_others import first_asked
from huiqi.report.pages.in_short import (
    FIGURES,
    beyond_records,
    is_highest_alone,
    limit_in_short,
    worth_in_short,
)
from huiqi.report.pages.next_step import (
    brief_or_text,
    if_changed,
    later_told,
    not_published,
    one_step_told,
)
from huiqi.report.pages.office_step import last_seen
from huiqi.report.pages.renewed_titles import renewed_titles
from huiqi.report.pages.result_lines import NearlyLine
from huiqi.report.phrases import Phrases
from huiqi.rulebook.rulebook import Fact, Rulebook
from huiqi.rulebook.text import Text
from huiqi.truth import Truth
from huiqi.values import Interval
from huiqi.words import to_say

#: So many conditions are named beside the one that is missed.
_BESIDES = 3


def nearly_missed(decision: Decision, phrases: Phrases) -> list[NearlyLine]:
    """What one step is lacking for, then what is refused for a figure that was told: what is known
    to be in force first, then what lacks the smaller part of what is asked.
    """
    found: list[tuple[tuple[object, ...], NearlyLine]] = []
    for result in _refused(decision, phrases):
        if mark_of(result) is Mark.ONE_STEP:
            open_ = not_published(result.measure, phrases)
            why = phrases.joined(filter(None, (one_step_told(result, phrases), open_)))
            order = (False, not _is_valid(result), Fraction(0), _less_with_change(result))
            found.append((order, _line(result, why, decision.as_of, phrases)))
            continue
        # What is asked to be more than nothing is missed by no figure.
        lacks = missed(result)
        if lacks is not None:
            line = _missed_line(result, lacks, decision.as_of, phrases)
            order = (True, not _is_valid(result), _part(lacks[1]), Fraction(0))
            found.append((order, line))
    return [line for _, line in sorted(found, key=lambda one: one[0])]


def _missed_line(
    result: MeasureResult, lacks: tuple[ClauseResult, Gap], as_of: date, phrases: Phrases
) -> NearlyLine:
    """What is missed by a figure: by how much, whether that can still be made up, and what else it
    would take.  Far: what lacks more than is near, as of all its figures together, or what no
    figure makes up while its document is in force.
    """
    clause, gap = lacks
    lacking = phrases.say(
        "{condition}：{gap}",
        condition=brief_or_text(clause, phrases),
        gap=_in_full(gap, clause, phrases),
    )
    short = shortfall(result)
    over = short is not None and is_of_years_over(short, as_of.year)
    lost = over and _ends_before_next_year(result, as_of)
    told = [lacking, _closed(result, as_of, phrases, lost=lost) if over else ""]
    why = phrases.joined(filter(None, (*told, *_besides(result, clause, phrases))))
    line = _line(result, why, as_of, phrases)
    far = short is None or short.far > NEAR or lost
    # What it would come to is no offer where nothing makes up what is lacking.
    return replace(line, far=far, brings="" if lost else line.brings)


def _open_matters(verdict: Verdict) -> Iterator[Text]:
    """What a verdict has open, of alternatives the first: neither what is only presumed nor what
    was had before.
    """
    told = False
    for part in verdict.parts:
        told = told and part.depth > 1
        if part.result is None or part.met is not Truth.UNKNOWN or part.idle or told:
            continue
        condition = part.result.condition
        if not condition.once and not condition.presumed:
            told = True
            yield condition.text


def _ends_before_next_year(result: MeasureResult, as_of: date) -> bool:
    """Whether its document is known to be over by the year that would look at another figure."""
    until = result.measure.in_force.until
    return until is not None and until.year <= as_of.year


def _besides(result: MeasureResult, missed_: ClauseResult, phrases: Phrases) -> Iterator[str]:
    """What else refuses it, and what of it has not been looked at: who makes up the figure alone
    may be refused all the same.
    """
    others = [brief_or_text(one, phrases) for one in failing(result) if one is not missed_]
    if others:
        named = phrases.few(list(dict.fromkeys(others)), _BESIDES, to_say("{names}等 {number} 条"))
        yield phrases.say("另外也不符合：{conditions}", conditions=named)
    open_ = dict.fromkeys(chain.from_iterable(map(_open_matters, result.verdicts)))
    if open_:
        texts = [phrases.text(one) for one in open_]
        named = phrases.few(texts, _BESIDES, to_say("{names}等 {number} 条"))
        yield phrases.say("还没有定的：{conditions}", conditions=named)


def had_later(decision: Decision, phrases: Phrases) -> list[NearlyLine]:
    """What waits for a day that was told to lie ahead, or for what may come of what was told: what
    has something to be asked until then first, then what is known to be in force.
    """
    found = []
    for result in _refused(decision, phrases):
        if mark_of(result) is Mark.ONE_STEP or missed(result) is not None:
            continue
        if why := _why_later(result, decision.as_of, phrases):
            found.append((not _is_valid(result), _line(result, why, decision.as_of, phrases)))
    waiting = [line for _, line in sorted(found, key=lambda one: (not one[1].asked, one[0]))]
    return [*_renewed_lines(decision, phrases), *waiting]


def _renewed_lines(decision: Decision, phrases: Phrases) -> Iterator[NearlyLine]:
    """What a title that is to end soon would bring, where it is recognised anew."""
    for one in renewed_titles(decision, phrases):
        line = _line(one.result, one.when, decision.as_of, phrases)
        yield replace(line, asked="", brings=one.brings, far=False, soon=True)


def _asked_until(result: MeasureResult, phrases: Phrases) -> str:
    """Of what waits for something to come what else nobody has told, and who knows it: not what was
    had before, nor a day that has not come either.
    """
    open_ = dict.fromkeys(
        asked_alike(missing)
        for verdict in result.verdicts
        if awaited_in(verdict)
        for part in verdict.parts
        if part.result is not None and part.met is Truth.UNKNOWN and not part.idle
        if not part.result.condition.once
        for missing in part.result.missing
    )
    asked = [one for one in open_ if _can_be_asked(one, phrases.rulebook)]
    return first_asked(asked, phrases, said_unknown=False) if asked else ""


def _can_be_asked(missing: Missing, rulebook: Rulebook) -> bool:
    """Whether it is told by itself, and is neither a day that may not have come nor what hardly any
    enterprise has.
    """
    declared = declared_of(rulebook, missing)
    is_told = isinstance(declared, Fact) and declared.not_yet is None
    return is_told and not rulebook.declared(missing.name).rarely_known


def _refused(decision: Decision, phrases: Phrases) -> Iterator[MeasureResult]:
    """The enterprise's own that give something and are refused, not for being over or to come."""
    for result in decision.results:
        measure = result.measure
        own = measure.recipient == "enterprise" and phrases.rulebook.level(measure) != "comparable"
        refused = result.status is Status.DOES_NOT_QUALIFY and mark_of(result) in (
            Mark.NO,
            Mark.ONE_STEP,
        )
        if own and measure.gives is not None and refused:
            yield result


def _closed(result: MeasureResult, as_of: date, phrases: Phrases, *, lost: bool) -> str:
    """That the figure that is missed is of a year that is over, in which nothing more is spent, and
    whether another year's may count (not where it is ``lost``).
    """
    year = result.made_up.change.year if result.made_up is not None else None
    closed = phrases.say("这是以前年度的数，补不上")
    if year is not None:
        closed = phrases.say("这是{year}年的数，那一年已过完，补不上", year=year)
    if lost:
        return phrases.joined([closed, phrases.say("文件有效期里等不到下一年的数")])
    return phrases.joined([closed, phrases.say("还施行的话，明年看下一年的数")])


def _why_later(result: MeasureResult, as_of: date, phrases: Phrases) -> str:
    """What it waits for; empty of what no day, project or contract to come would change."""
    if later := later_told(result, phrases):
        return later
    refusing = list(failing(result))
    if refusing and all(_may_come(clause, as_of) for clause in refusing):
        return phrases.say.listed([brief_or_text(clause, phrases) for clause in refusing])
    # Of what there is none, and nothing told says that there will be, this is no offer.
    return ""


def _may_come(clause: ClauseResult, as_of: date) -> bool:
    return clause.condition.awaits is not None or _waits(clause, as_of) or _is_begun(clause)


def _is_begun(clause: ClauseResult) -> bool:
    """Whether there has to be some of a figure of which there is none: any is enough."""
    return any(not gap.distance and not gap.limit for gap in clause.trace.gaps)


def _brings(result: MeasureResult, phrases: Phrases) -> str:
    """What it would come to, or what its document gives, as far as either is known."""
    if amount := if_changed(result, phrases) or _if_made_up(result, phrases):
        return amount
    measure, highest = result.measure, _highest(result)
    if highest is not None and (beyond := beyond_records(result, phrases, highest)):
        return beyond
    if measure.summary is not None:
        return phrases.text(measure.summary)
    if highest is not None:
        return phrases.say("来源写最高 {amount}", amount=money(highest, phrases.say))
    gives = measure.gives
    caps = [cap.at_most for cap in gives.caps] if gives is not None else []
    limits = [
        node.value for node in caps if isinstance(node, Literal) and isinstance(node.value, Decimal)
    ]
    if not limits:
        return ""
    # What it is a share of would be another figure once what is lacking is made up.
    return phrases.say("上限 {amount}，不是按本企业算的", amount=money(min(limits), phrases.say))


def _highest(result: MeasureResult) -> Decimal | None:
    """The highest that its source names, where that is all that it says of the amount."""
    most = result.measure.gives.at_most if result.measure.gives is not None else None
    if isinstance(most, Literal) and isinstance(most.value, Decimal):
        return most.value
    return None


def _if_made_up(result: MeasureResult, phrases: Phrases) -> str:
    """What it would come to with the figure made up; empty where that is none of the enterprise's
    own.
    """
    after = result.made_up.result if result.made_up is not None else None
    if after is None or after.amount_kind not in FIGURES or is_highest_alone(after):
        return ""
    worth, limit = worth_in_short(after, phrases), limit_in_short(after, phrases)
    told = phrases.say("{text}（{notes}）", text=worth, notes=limit) if limit else worth
    return phrases.say("照这样算，要是够了是{amount}", amount=told)


def _waits(clause: ClauseResult, as_of: date) -> bool:
    """Whether a day that it reads was told to lie ahead."""
    return any(
        isinstance(found.value, Interval)
        and isinstance(found.value.low, date)
        and found.value.low > as_of
        for found in clause.trace.actual
    )


def _line(result: MeasureResult, why: str, as_of: date, phrases: Phrases) -> NearlyLine:
    asked, brings = _asked_until(result, phrases), _brings(result, phrases)
    most = _highest(result)
    if asked and most is not None and brings != beyond_records(result, phrases, most):
        # It stands among figures of the enterprise's own.
        highest = phrases.say("来源写的最高档，不是按本企业算的")
        brings = phrases.say("{text}（{notes}）", text=brings, notes=highest)
    return NearlyLine(
        id=result.measure.id,
        title=phrases.text(result.measure.name),
        whose=marks.whose(result, phrases),
        why=why,
        asked=asked,
        brings=brings,
        until=_until(result, as_of, phrases),
        far=bool(asked) and most is not None,
    )


def _until(result: MeasureResult, as_of: date, phrases: Phrases) -> str:
    """Up to when its document is in force, as far as that is known."""
    until = result.measure.in_force.until
    if until is not None:
        left = (until - as_of).days
        if 0 <= left <= SOON:
            return phrases.say("文件有效到 {day}，还有 {number} 天", day=until, number=left)
        return phrases.say("文件有效到 {day}", day=until)
    return "" if _is_valid(result) else last_seen(result, phrases)


def _is_valid(result: MeasureResult) -> bool:
    return result.force.truth is Truth.TRUE


def _less_with_change(result: MeasureResult) -> Fraction:
    """For ordering: the more it would come to with the change, the lower."""
    return -Fraction(most_paid(result.changed_amount) or 0)


def _part(gap: Gap) -> Fraction:
    """How much of what is asked is lacking; of what asks for nothing all."""
    return Fraction(gap.distance) / Fraction(gap.limit) if gap.limit else Fraction(1)


def _in_full(gap: Gap, clause: ClauseResult, phrases: Phrases) -> str:
    """What is asked and how much is lacking; of a share of money also in money."""
    limit, lacking = phrases.limit(gap), phrases.clause(clause).gap
    if gap.lacking is None or gap.limit is None:
        return phrases.joined(filter(None, (limit, lacking)))
    # What is lacking of it in money is to what is asked as the share is that is lacking.
    asked = Fraction(gap.lacking) * Fraction(gap.limit) / Fraction(gap.distance)
    return phrases.say(
        "{limit}，就是 {asked}；有 {had}，还差 {short}",
        limit=limit,
        asked=money(asked, phrases.say),
        had=money(asked - Fraction(gap.lacking), phrases.say),
        short=money(gap.lacking, phrases.say),
    )
