"""Cases of the penalty rules: an incident and what must come out, in the rules' own YAML."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Literal

from pydantic import AfterValidator, Field

from huiqi.decision.cases import AnyCase, CaseResult, GivenFile, StatedCase, case_document
from huiqi.decision.kept_open import kept_open, kept_open_by
from huiqi.decision.results import ClauseResult
from huiqi.diagnostics import Diagnostics
from huiqi.penalty.deciding import PenaltyDecider
from huiqi.penalty.incident import Incident
from huiqi.penalty.incident_reader import incident_from
from huiqi.penalty.results import Answer, Consequence, PenaltyDecision, PenaltyStatus
from huiqi.rulebook.documents import Document, read_yaml
from huiqi.rulebook.model_parts import Model
from huiqi.rulebook.penalties import PenaltyBook
from huiqi.rulebook.penalty_models import OutcomeModel
from huiqi.rulebook.rulebook import Rulebook
from huiqi.rulebook.validation import validate
from huiqi.sentences import Sentence, sentence
from huiqi.truth import Truth

TruthName = Literal["true", "false", "unknown"]


class ExpectedPenalty(Model):
    """What must come out: the settled outcome, or its ends while it is open."""

    status: PenaltyStatus | None = None
    outcome: OutcomeModel | None = None
    otherwise: OutcomeModel | None = None
    at_best: OutcomeModel | None = None
    at_worst: OutcomeModel | None = None
    #: By rule whether it decides, by rule/condition whether it holds.
    rules: dict[str, TruthName] = Field(default_factory=dict)
    conditions: dict[str, TruthName] = Field(default_factory=dict)
    #: By rule/condition the readings of its text under which it holds; under the others it fails.
    readings: dict[str, list[str]] = Field(default_factory=dict)
    steps: list[str] | None = None
    #: The provision fined by, as printed; ``judgement`` where an officer has to choose.
    fine: str | None = None


def _expects_something(expected: ExpectedPenalty) -> ExpectedPenalty:
    """What expects nothing would pass whatever comes out."""
    if not expected.model_fields_set:
        raise ValueError(sentence("什么也没有期望：写 status、outcome、rules 等"))
    return expected


class PenaltyCaseModel(StatedCase):
    """One case of an incident."""

    enterprise: str = ""
    incident: dict[str, object] = Field(default_factory=dict)
    history: object = None
    history_complete: object = None
    laws: object = None
    items: list[str] | None = None
    events: list[object] = Field(default_factory=list)
    judgements: dict[str, object] = Field(default_factory=dict)
    expect: Annotated[ExpectedPenalty, AfterValidator(_expects_something)]


class PenaltyCasesFile(GivenFile):
    """``cases/penalty/*.yaml``: incidents, and what is given in each unless it says otherwise."""

    incidents: tuple[PenaltyCaseModel, ...]


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class IncidentCase(AnyCase):
    """The incident and what must come out."""

    incident: Incident
    expect: ExpectedPenalty


def holds_incidents(path: Path) -> bool:
    """Whether a file is one of these; told by its own line, so that others are not read twice."""
    try:
        return b"\nincidents:" in b"\n" + path.read_bytes().replace(b"\r", b"\n")
    except OSError:
        return False


def run_penalty_file(
    path: Path, decider: PenaltyDecider, diagnostics: Diagnostics
) -> Iterator[CaseResult]:
    """The results of a file's incidents; a file without ``incidents:`` has none."""
    for case in read_incident_cases(path, decider.book, diagnostics):
        yield case if isinstance(case, CaseResult) else _result_of(case, decider)


def read_incident_cases(
    path: Path, book: PenaltyBook, diagnostics: Diagnostics
) -> Iterator[IncidentCase | CaseResult]:
    """The incidents of a file, ready to decide; a result with its fault where one is unreadable."""
    document = read_yaml(path, diagnostics)
    data = document.data if document is not None else None
    if document is None or not isinstance(data, Mapping) or "incidents" not in data:
        return
    model = validate(PenaltyCasesFile, document, diagnostics)
    if model is not None:
        for index in range(len(model.incidents)):
            yield _read(document, model, index, book, diagnostics)


def _read(
    document: Document,
    file: PenaltyCasesFile,
    index: int,
    book: PenaltyBook,
    diagnostics: Diagnostics,
) -> IncidentCase | CaseResult:
    place, case = document.place(("incidents", index)), file.incidents[index]

    def failed(reason: Sentence) -> CaseResult:
        return CaseResult(name=case.name, place=place, failures=(reason,))

    as_of = case.as_of or file.as_of
    if as_of is None:
        return failed(sentence("没有写 as_of"))
    given = file.given.get("incident", {})
    if not isinstance(given, dict):
        return failed(sentence("given 的 incident 要写若干 名称: 值"))
    data: dict[str, object] = {
        "enterprise": case.enterprise or sentence("示例企业（{name}）", name=case.name),
        "incident": {**given, **case.incident},
    }
    for key in ("history", "history_complete", "laws", "items", "events", "judgements"):
        # What a case does not write comes from the file; null takes it away.
        if key in case.model_fields_set:
            data[key] = getattr(case, key)
        elif key in file.given:
            data[key] = file.given[key]
    own = case_document(document, data, ("incidents", index))
    incident = incident_from(own, book, as_of, diagnostics)
    if incident is None:
        return failed(sentence("违法行为有误，见上"))
    return IncidentCase(
        name=case.name,
        place=place,
        origin=case.origin,
        as_of=as_of,
        incident=incident,
        expect=case.expect,
    )


def _result_of(case: IncidentCase, decider: PenaltyDecider) -> CaseResult:
    decision = decider.decide(case.incident, case.as_of, around=False)
    expect = case.expect
    return CaseResult(
        name=case.name,
        place=case.place,
        failures=tuple(incident_failures(expect, decision, decider.book.terms)),
        measures=frozenset((*expect.rules, *(c.split("/")[0] for c in expect.conditions))),
        checked=decision.checked,
        note=decision.note,
    )


def incident_failures(
    expected: ExpectedPenalty, decision: PenaltyDecision, terms: Rulebook
) -> Iterator[str]:
    """What came out otherwise than expected, one after the other, and what it waits for."""
    answer = decision.answer
    missing, questions = decision.missing, tuple(one.key for one in decision.questions)
    for failure in _outcome_failures(expected, answer):
        yield kept_open(failure, terms, missing, questions)
        # Said once.
        missing, questions = (), ()
    yield from _truth_failures(expected, answer, terms)
    yield from _reading_failures(expected, answer, terms)
    if expected.steps is not None:
        steps = [
            f"{step.kind} {step.by}" if step.by else step.kind
            for step in decision.steps
            if not step.done
        ]
        if steps != expected.steps:
            yield _differs(sentence("先要做到"), expected.steps, steps)
    if expected.fine is not None:
        choice = decision.fine or next(iter(decision.versions), None)
        chosen = choice.chosen.name if choice and choice.chosen else "judgement"
        if chosen != expected.fine:
            yield sentence("罚款：应按 {wanted}，得到 {found}", wanted=expected.fine, found=chosen)


def _outcome_failures(expected: ExpectedPenalty, answer: Answer) -> Iterator[Sentence]:
    if expected.status is not None and answer.status is not expected.status:
        status = answer.status.value
        yield sentence("应为 {wanted}，得到 {found}", wanted=expected.status.value, found=status)
    settled = answer.worst if answer.worst == answer.best else None
    for name, wanted, found in (
        ("outcome", expected.outcome, settled),
        ("at_best", expected.at_best, answer.best),
        ("at_worst", expected.at_worst, answer.worst),
    ):
        if wanted is not None and (found is None or found.outcome != _pair(wanted)):
            yield _differs(name, _pair(wanted), _shown(found))
    if expected.otherwise is not None and (
        settled is None or (settled.must, "must") != _pair(expected.otherwise)
    ):
        yield _differs("otherwise", _pair(expected.otherwise), _shown(settled))


def _clauses(answer: Answer) -> dict[str, ClauseResult]:
    """The conditions of all rules, by rule/condition."""
    return {
        f"{result.rule.id}/{clause.condition.id}": clause
        for result in answer.rules
        for clause in result.verdict.clauses
    }


def _reading_failures(expected: ExpectedPenalty, answer: Answer, terms: Rulebook) -> Iterator[str]:
    """The texts of several readings of which others hold than expected."""
    clauses = _clauses(answer)
    for name, wanted in expected.readings.items():
        clause = clauses.get(name)
        found = clause.readings if clause is not None else {}
        expects = {key: Truth.of(key in wanted) for key in (*wanted, *found)}
        if not found or expects != found:
            holding = [key for key, truth in found.items() if truth is Truth.TRUE]
            open_ = [f"{key}?" for key, truth in found.items() if truth is Truth.UNKNOWN]
            failure = _differs(name, wanted, [*holding, *open_])
            yield kept_open(failure, terms, clause.missing if clause is not None else ())


def _truth_failures(expected: ExpectedPenalty, answer: Answer, terms: Rulebook) -> Iterator[str]:
    """The rules and conditions that are not as expected."""
    results = {result.rule.id: result for result in answer.rules}
    clauses = _clauses(answer)
    for rule, wanted_truth in expected.rules.items():
        result = results.get(rule)
        truth = result.decides.value if result is not None else sentence("没有这条")
        if truth != wanted_truth:
            open_ = result.verdict.open if result is not None else ()
            yield kept_open_by(_differs(rule, wanted_truth, truth), terms, rule, open_)
    for name, wanted_truth in expected.conditions.items():
        leaf = answer.leaves.get(name)
        if leaf is None or leaf.value != wanted_truth:
            failure = _differs(name, wanted_truth, leaf.value if leaf else sentence("没有这个条件"))
            clause = clauses.get(name)
            own = (clause,) if clause is not None else ()
            yield kept_open_by(failure, terms, name.partition("/")[0], own)


def _pair(model: OutcomeModel) -> tuple[str, str]:
    return model.effect, model.modality


def _shown(found: Consequence | None) -> str:
    return sentence("尚未确定") if found is None else str(found.outcome)


def _differs(what: object, wanted: object, found: object) -> Sentence:
    return sentence("{what}：应为 {wanted}，得到 {found}", what=what, wanted=wanted, found=found)
