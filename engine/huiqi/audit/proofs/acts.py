"""Proofs about rules on violations: of any act, shown as the file of an incident."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import partial

from huiqi.audit.proofs.witness import ABSENT, Content, yaml_of
from huiqi.audit.proofs.witness_check import Shown, Subjects
from huiqi.diagnostics import Diagnostics
from huiqi.evaluation import Evaluator, Strictness
from huiqi.language.tree import AsOf, FieldReference
from huiqi.penalty.answering import Assessor
from huiqi.penalty.incident_reader import incident_from
from huiqi.penalty.rule_graph import Bearing, questions
from huiqi.rulebook.documents import read_yaml_text
from huiqi.rulebook.measure import Measure
from huiqi.rulebook.penalties import PenaltyBook
from huiqi.rulebook.penalty_clauses import ACT, HISTORY
from huiqi.rulebook.rulebook import Rulebook
from huiqi.sentences import sentence
from huiqi.values import Record, Value
from huiqi.words import to_say

_ILLUSTRATIVE = partial(Evaluator, strictness=Strictness.ILLUSTRATIVE)
_NO_RULES = Bearing(provisions=(), items=(), unnamed=False)


@dataclass(frozen=True, kw_only=True)
class _Acts(Subjects):
    book: PenaltyBook

    def text(self, content: Content, as_of: date) -> str:
        facts = content["facts"]
        acts = facts.get(ACT, [])
        told: dict[str, object] = {ACT: self._told(acts[0], as_of) if acts else {}}
        if HISTORY in facts:
            told[HISTORY] = [_applying(record) for record in facts[HISTORY]]
        if "judgements" in content:
            told["judgements"] = {
                key: {**judgement, "date": as_of.isoformat()}
                for key, judgement in content["judgements"].items()
            }
        return yaml_of({**told, "note": content["note"]})

    def _told(self, act: Mapping[str, object], as_of: date) -> dict[str, object]:
        """What a file can say: no day that has not come, and no field of enforcement at will."""
        ahead = {
            constraint.subject.field
            for constraint in self.book.terms.constraints.all
            if isinstance(constraint.subject, FieldReference)
            and isinstance(constraint.limit, AsOf)
            and not constraint.bounds
        }
        return {
            key: value
            for key, value in _applying(act).items()
            if key != self.book.act.roles["domain"]
            and not (key in ahead and str(value) > as_of.isoformat())
        }

    def shown(self, rulebook: Rulebook, content: Content, as_of: date) -> Shown:
        diagnostics = Diagnostics()
        document = read_yaml_text(self.text(content, as_of), "witness.yaml", diagnostics)
        diagnostics.raise_errors()
        assert document is not None
        incident = incident_from(document, self.book, as_of, diagnostics)
        diagnostics.raise_errors()
        assert incident is not None
        assessor = Assessor(
            self.book, incident, _NO_RULES, as_of, questions(self.book), evaluators=_ILLUSTRATIVE
        )
        known = incident.known()
        return _ShownAct(assessor.evaluator(known), assessor.record(known))


class _ShownAct(Shown):
    """One act before the evaluator."""

    def __init__(self, evaluator: Evaluator, act: Record) -> None:
        self.rulebook = evaluator.rulebook
        self.evaluator = evaluator
        self.act = act

    def names(self, measure: Measure) -> list[dict[str, Value]]:
        return [{ACT: self.act}]


def acts(book: PenaltyBook) -> Subjects:
    """The acts that a penalty book judges."""
    return _Acts(
        book=book,
        note=sentence("审计举出的虚构违法行为"),
        never=to_say("没有违法行为能满足：{clause}"),
        always=to_say("任何违法行为都满足：{clause}"),
        together=to_say("没有违法行为能同时满足：{clauses}"),
        anyone=to_say("任何违法行为都满足这一条的条件"),
    )


def _applying(record: Mapping[str, object]) -> dict[str, object]:
    return {key: value for key, value in record.items() if value != ABSENT}
