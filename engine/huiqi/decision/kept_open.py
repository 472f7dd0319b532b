"""What keeps something open that a case expects to be settled, told beside the failure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from huiqi.decision.results import ClauseResult
from huiqi.evaluation.reads import Missing, declared_of
from huiqi.rulebook.rulebook import Rulebook
from huiqi.sentences import Sentence, bilingual, sentence

#: So many are named; of the others how many there are.
_NAMED = 5


def kept_open(
    failure: Sentence, rulebook: Rulebook, missing: Iterable[Missing], questions: Iterable[str] = ()
) -> Sentence:
    """The failure with the facts it waits for, and the questions that only an official answers."""
    facts = [_fact(rulebook, each) for each in dict.fromkeys(missing)]
    if facts:
        failure = sentence("{failure}；未知：{facts}", failure=failure, facts=_several(facts))
    asked = [bilingual(key) for key in dict.fromkeys(questions)]
    if asked:
        told = _several(asked)
        failure = sentence("{failure}；待判定：{questions}", failure=failure, questions=told)
    return failure


def kept_open_by(
    failure: Sentence, rulebook: Rulebook, rule: str, clauses: Sequence[ClauseResult]
) -> Sentence:
    """The failure with what some clauses of a rule wait for."""
    missing = (each for clause in clauses for each in clause.missing)
    return kept_open(failure, rulebook, missing, still_asked(rule, clauses))


def still_asked(rule: str, clauses: Iterable[ClauseResult]) -> list[str]:
    """The questions among clauses that still wait for an answer, as a case writes them."""
    return [f"{rule}/{clause.condition.id}" for clause in clauses if clause.pending]


def _several(told: list[Sentence]) -> object:
    if len(told) <= _NAMED:
        return tuple(told)
    return sentence("{some} 等 {number} 项", some=tuple(told[:_NAMED]), number=len(told))


def _fact(rulebook: Rulebook, missing: Missing) -> Sentence:
    """A fact by its label and year; of a list the field, and the record's key."""
    told = bilingual(rulebook.label(missing.name))
    if missing.year is not None:
        told = sentence("{fact}（{year}年）", fact=told, year=missing.year)
    declared = declared_of(rulebook, missing) if missing.where else None
    if declared is not None:
        told = sentence("{list}·{field}", list=told, field=declared.label)
    if missing.key:
        told = sentence("{fact}（{key}）", fact=told, key=missing.key)
    return told
