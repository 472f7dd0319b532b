"""A210: each clause seen true, false and unknown."""

from __future__ import annotations

from collections.abc import Iterator

from huiqi.audit.context import Audit
from huiqi.audit.finding import Check, Figure, Finding, Looked
from huiqi.language.tree import FactReference, FieldReference, ParameterReference, walk
from huiqi.rulebook.measure import Condition, Measure, leaves
from huiqi.rulebook.rulebook import Rulebook
from huiqi.sentences import sentence
from huiqi.truth import Truth

_WORDS = {
    Truth.TRUE: sentence("真"),
    Truth.FALSE: sentence("假"),
    Truth.UNKNOWN: sentence("未知"),
}


def possible_truths(rulebook: Rulebook, condition: Condition) -> tuple[Truth, ...]:
    """The truths a condition can have.

    What the source leaves unstated is unknown; what rests on no fact (on the day alone) is known.
    """
    if condition.unknown is not None:
        return (Truth.UNKNOWN,)
    parts = [part for node in condition.nodes for part in walk(node)]
    if parts and not any(_reads_a_fact(rulebook, part) for part in parts):
        return (Truth.TRUE, Truth.FALSE)
    return (Truth.TRUE, Truth.FALSE, Truth.UNKNOWN)


def _reads_a_fact(rulebook: Rulebook, part: object) -> bool:
    if isinstance(part, (FactReference, ParameterReference)):
        return any(name in rulebook.facts for name in rulebook.closure[part.name])
    return isinstance(part, FieldReference)


def _conditions(audit: Audit) -> Iterator[tuple[Measure, Condition]]:
    for measure in audit.rulebook.rules.values():
        if not measure.modelled_on:
            for clause in measure.clauses():
                for leaf in leaves(clause):
                    yield measure, leaf


def truths(audit: Audit) -> Iterator[tuple[Measure, Condition, Truth, bool]]:
    """Each truth a condition can have, and whether some case gives it."""
    for measure, condition in _conditions(audit):
        vectors = audit.observed.vectors.get(measure.id, [])
        found = {vector[condition.id] for vector in vectors if condition.id in vector}
        for truth in possible_truths(audit.rulebook, condition):
            yield measure, condition, truth, truth in found


def _look(audit: Audit) -> Iterator[Looked]:
    for measure, condition, truth, seen in truths(audit):
        word = _WORDS[truth]
        yield seen or Finding(
            place=condition.place,
            subject=f"{measure.id}/{condition.id}",
            text=sentence("条件“{condition}”没有用例为{word}", condition=condition.text, word=word),
        )
    for _, condition in _conditions(audit):
        for _ in range(len(_WORDS) - len(possible_truths(audit.rulebook, condition))):
            yield None


CHECK = Check(
    code="A210",
    title=sentence("每个条件都见过真、假、未知"),
    explanation=sentence(
        "有弱依据的措施按参照的读法看条件，其余按严格的读法。来源没有写明的条件只能是未知；不依赖任何事实（只看日期）的条件不会未知：这两种不计入总数。"
    ),
    look=_look,
    tally=Figure(key="clauses", text=sentence("条件的真、假、未知"), gate=True),
    every=True,
)
