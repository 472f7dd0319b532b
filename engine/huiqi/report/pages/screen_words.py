"""What a service officer is told of one enterprise: the next step on each measure, what to ask."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date

from huiqi.decision.groups import failing
from huiqi.decision.nearness import shortfall
from huiqi.decision.results import ClauseResult, Decision, MeasureResult, Status
from huiqi.decision.standing import Mark, mark_of, most_before_rounding, refused_as_presumed
from huiqi.decision.topics import MarkedResult
from huiqi.profile.doubts import OPENING
from huiqi.quantities import Number
from huiqi.report.figures import money
from huiqi.report.pages.by_answer import more_for
from huiqi.report.pages.by_stage import (
    later_told,
    missed_stage,
    most_at_once,
    stage_of_the_year,
    told_apart,
)
from huiqi.report.pages.next_step import NumberedQuestions, next_step
from huiqi.report.phrases import Phrases
from huiqi.rulebook.constraint_bounds import HINT, Constraint
from huiqi.rulebook.rulebook import names_read
from huiqi.screening.screened import MeasureAnswer, ScreenedEnterprise
from huiqi.screening.worded import Worded
from huiqi.sentences import Sentence
from huiqi.words import to_say

#: How a measure stands whose amount is told of.
_OFFERED = (Mark.ELIGIBLE, Mark.ASK_ENTERPRISE, Mark.ASK_OFFICE)
#: So many facts are named of those that a measure waits for, shortly and at most.
_FACTS, _MOST = 2, 12


def worded(phrases: Phrases) -> Callable[[Decision], Worded]:
    """What to say of a decision in the language of the phrases."""

    def of(decision: Decision) -> Worded:
        facts = {result.measure.id: _facts_asked(result, phrases) for result in decision.results}
        steps = {
            result.measure.id: _step(result, facts[result.measure.id], phrases)
            for result in decision.results
        }
        asked = {
            name: phrases.few(own, _MOST, to_say("{names}等 {number} 项"))
            for name, own in facts.items()
            if own
        }
        evidence = {
            result.measure.id: _evidence(result, phrases)
            for result in decision.results
            if mark_of(result) is Mark.ELIGIBLE
        }
        by_answer = {
            result.measure.id: told
            for result in decision.results
            if mark_of(result) in _OFFERED and (told := told_apart(result, phrases))
        }
        least = {
            result.measure.id: most
            for result in decision.results
            if result.measure.id in by_answer and (most := _least_of(result)) is not None
        }
        staged = [one for one in decision.results if one.measure.id in by_answer]
        return Worded(
            steps={name: step for name, step in steps.items() if step},
            asked=asked,
            evidence=evidence,
            by_answer=by_answer,
            least=least,
            missed={
                r.measure.id: phrases.text(one.text) for r in staged if (one := missed_stage(r))
            },
            later={r.measure.id: rest for r in staged if (rest := later_told(r, phrases))},
            this_year={
                result.measure.id: (phrases.text(stage), date(decision.as_of.year, 12, 31))
                for result in decision.results
                if mark_of(result) in _OFFERED and (stage := stage_of_the_year(result))
            },
            more_for={r.measure.id: label for r in staged if (label := more_for(r, phrases))},
            unrounded={
                r.measure.id: before
                for r in decision.results
                if mark_of(r) in _OFFERED and (before := _unrounded(r, phrases))
            },
        )

    return of


def _least_of(result: MeasureResult) -> Number | None:
    """What the least answer makes of it, or what is paid of it at once."""
    if result.by_answer is not None:
        return result.by_answer.amounts[0].most
    return most_at_once(result)


def _unrounded(result: MeasureResult, phrases: Phrases) -> tuple[Number, str] | None:
    """What the least answer makes of it before it is rounded, where no source says which way, and
    to what.
    """
    gives = result.measure.gives
    if gives is None or gives.rounding is None:
        return None
    if result.by_answer is not None:
        before = result.by_answer.amounts[0].unrounded
    else:
        before = most_before_rounding(result.amount, gives)
    unit = money(gives.rounding.to, phrases.say)
    return None if before is None else (before, unit)


def step_of(entry: ScreenedEnterprise, answer: MeasureAnswer, phrases: Phrases) -> str:
    """The next step on a measure; where it is refused for what has not come about yet, and the
    enterprise's own figures open that (P146), what to ask: as whom to call says it.
    """
    hint = opened_by(entry, answer, phrases) if answer.mark is Mark.NO else ""
    if hint:
        return phrases.say("现在不符合；{hint}", hint=hint)
    return entry.worded.steps.get(answer.measure, "")


def opened_by(entry: ScreenedEnterprise, answer: MeasureAnswer, phrases: Phrases) -> str:
    """What the enterprise's own figures open (P146) of a measure that is refused for what has not
    come about yet, or waits for whether it has; empty where nothing does.
    """
    if answer.mark not in (Mark.NO, Mark.ASK_ENTERPRISE):
        return ""
    read: frozenset[str] | None = None
    for message, hint in hints_of(entry, phrases, OPENING):
        if read is None:
            read = _read_of(answer, phrases)
        if hint.when is not None and not read.isdisjoint(names_read(hint.when)):
            return message
    return ""


def hints_of(
    entry: ScreenedEnterprise, phrases: Phrases, *codes: str
) -> Iterator[tuple[Sentence, Constraint]]:
    """What the enterprise's own figures open, or do not come to any more, by its code, each with
    what says so.
    """
    for one in entry.noted:
        if one.code in codes and isinstance(one.message, Sentence):
            rule = one.message.values.get("rule")
            for hint in phrases.rulebook.constraints.all:
                if hint.severity == HINT and hint.text == rule:
                    yield one.message, hint


def _read_of(answer: MeasureAnswer, phrases: Phrases) -> frozenset[str]:
    """The facts that the conditions read for which it is refused, or those that it waits for."""
    if answer.mark is Mark.ASK_ENTERPRISE:
        return frozenset(name.partition("[")[0].partition("(")[0] for name in answer.missing)
    conditions = phrases.rulebook.measures[answer.measure].conditions()
    asked = (node for one in conditions if one.id in answer.failing for node in one.nodes)
    return frozenset(names_read(*asked))


def _step(result: MeasureResult, facts: Sequence[str], phrases: Phrases) -> str:
    mark, say = mark_of(result), phrases.say
    if mark is Mark.ELIGIBLE:
        return ""
    if mark is Mark.ASK_ENTERPRISE:
        named = phrases.few(facts, _FACTS, to_say("{names}等 {number} 项"))
        return say("问 {facts}", facts=named)
    found = shortfall(result)
    if found is not None and found.chosen:
        # Of alternatives the nearest, and which one that is.
        nearest = (
            (one.condition.text.in_language(phrases.language), _gap(one, phrases))
            for one in found.conditions
        )
        return "；".join(
            say("{gap}（{condition}）", gap=gap, condition=name) for name, gap in nearest
        )
    gaps = (_gap(clause, phrases) for clause in failing(result))
    told = [gap for gap in dict.fromkeys(gaps) if gap]
    other = MarkedResult(result, Mark.PRESUMED_NO if refused_as_presumed(result) else mark)
    return "；".join(told) or next_step(other, NumberedQuestions((), 0), phrases)


def _gap(clause: ClauseResult, phrases: Phrases) -> str:
    """How far a condition is from being met, of a share with the money; where only nothing at all
    is too little, what the condition asks for.
    """
    gaps = clause.trace.gaps
    brief = clause.condition.brief
    if brief is not None and len(gaps) == 1 and gaps[0].limit == 0 == gaps[0].distance:
        return phrases.text(brief)
    if len(gaps) == 1 and gaps[0].lacking is not None:
        told = phrases.lacking(gaps[0])
        # A share is of one of several figures that people call the same: which, and how much.
        share = phrases.said(gaps[0].of)
        read = {
            f"{label} {value}": None
            for label, value, _ in phrases.values(clause.trace.actual)
            if value is not None and label in share
        }
        figures = phrases.say.listed([*read])
        return phrases.say("{gap}（按 {figures} 算）", gap=told, figures=figures) if read else told
    return phrases.clause(clause).gap


def _facts_asked(result: MeasureResult, phrases: Phrases) -> list[str]:
    """What an enterprise is asked of a measure that waits for its answers, or whose amount does."""
    if mark_of(result) is not Mark.ASK_ENTERPRISE:
        met = result.conditions is Status.QUALIFIES
        waits = result.missing if met and mark_of(result) in _OFFERED else ()
        return list(dict.fromkeys(map(phrases.missing, waits)))
    # Of a list of which one record is told that is asked about first.
    of = {missing.name for missing in result.open_facts if missing.where}
    asked = [one for one in result.open_facts if one.where or one.name not in of]
    return list(dict.fromkeys(map(phrases.missing, asked)))


def _evidence(result: MeasureResult, phrases: Phrases) -> str:
    """The facts that its conditions read, of the records that meet them."""
    found = (
        text
        for verdict in result.verdicts
        if verdict.status is Status.QUALIFIES
        for clause in verdict.clauses
        for text in phrases.found(clause.trace.actual, known_only=True)
    )
    return "；".join(dict.fromkeys(found))
