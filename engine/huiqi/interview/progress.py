"""How far an interview has come."""

from __future__ import annotations

from typing import TYPE_CHECKING

from huiqi.decision.questions import counted
from huiqi.decision.results import MeasureResult
from huiqi.decision.standing import is_told_in_part
from huiqi.evaluation.reads import Missing
from huiqi.interview.results import Progress
from huiqi.language.types import Kind

if TYPE_CHECKING:
    from huiqi.interview.dialogue import Interview


def progress_of(interview: Interview, certain: tuple[MeasureResult, ...]) -> Progress:
    """``certain``: the verdicts that became so by the last answer."""
    questions, decision, state = interview.questions, interview.decision, interview.state
    waiting = {result.measure.id for question in questions for result in question.measures}
    results = [r for r in decision.results if r.measure.recipient == "enterprise"]
    wanted, asked = state.wanted, [question.missing for question in questions]
    later = {question.missing for question in interview.put_off}
    partly = dict.fromkeys(
        one.missing
        for one in decision.questions
        if one.missing not in later and is_told_in_part(decision.profile, one.missing)
    )
    return Progress(
        number=len(state.asked_before) + 1,
        page=len(state.pages_before) + 1,
        left=len(asked) - (wanted in asked if wanted is not None else bool(asked)),
        open_now=counted(questions),
        unasked=counted(one for one in questions if one.missing not in {*later, *partly}),
        put_off=counted(interview.put_off),
        partly=tuple(partly),
        settled=sum(result.measure.id not in waiting for result in results),
        open=sum(result.measure.id in waiting for result in results),
        certain=certain,
        lists=sum(_is_list(question.missing, interview) for question in questions),
        skipped=counted(q for q in interview.put_off if state.is_skipped_once(q.missing)),
    )


def _is_list(key: Missing, interview: Interview) -> bool:
    declared = interview.rulebook.declared(key.name)
    return not key.where and declared.type.kind is Kind.RECORDS
