"""An audit of the rules: what ``audit`` answers."""

from typing import Annotated, TypedDict

from huiqi.audit.finding import LIMITS, Audited, Figure, Finding, Level
from huiqi.diagnostics import Place
from huiqi.inquiry.asked import Mission
from huiqi.serialisation.inquiries import StandingsForm, standings_json
from huiqi.serialisation.meanings import Day, Meaning, one_of
from huiqi.serialisation.texts import (
    RulebookForm,
    TextForm,
    maybe_text,
    rulebook_json,
    text_json,
)

AuditSeverityWord = Annotated[
    str,
    one_of(
        Level,
        "audit_severity",
        "error: the rules contradict themselves; warning: a gap to be closed; note: to be known.",
    ),
]
Percent = Annotated[
    str, Meaning("percent", "Percent to one decimal, rounded down: 100 means all.", r"^\d+(\.\d)?$")
]


class FigureForm(TypedDict):
    """A count with its whole; ``excused``: left out of it, since proved impossible."""

    text: TextForm
    done: int
    total: int
    excused: int
    percent: Percent | None


class OperatorForm(TypedDict):
    """Changes of one kind, and how many of them the cases noticed."""

    total: int
    detected: int


class SurvivorForm(TypedDict):
    """A change of the rules that no case notices; ``reached``: some case comes there."""

    operator: str
    subject: str
    place: str
    text: TextForm
    reached: bool


class MutationForm(TypedDict):
    """How many changes of the rules the cases notice, in percent; ``score_supported``: those of
    sources and of independent computations alone.
    """

    score: Percent | None
    score_supported: Percent | None
    total: int
    detected: int
    equivalent: int
    by_operator: dict[str, OperatorForm]
    survivors: list[SurvivorForm]


class RulePlaceForm(TypedDict):
    """A place in the rules (0: the file as a whole)."""

    file: str
    line: int
    column: int


class FindingForm(TypedDict):
    """A finding; ``witness``: an enterprise, as the text of a profile, that shows it."""

    code: str
    severity: AuditSeverityWord
    place: RulePlaceForm
    subject: str
    text: TextForm
    remedy: TextForm | None
    witness: str | None


class MissionThingForm(TypedDict):
    """One of the three things: ``topics`` (of a programme whose text may not be public), ``fund``,
    ``list`` (of violations).  ``texts`` of ``of_texts`` are held; ``beside``: other documents, or
    items of other lists, that answer meanwhile; ``clauses``: conditions of both that are encoded;
    ``cases`` that expect something of them; ``questions`` on them that are open.
    """

    key: str
    title: TextForm
    texts: int
    of_texts: int
    beside: int
    clauses: int
    cases: int
    questions: int


class MissionForm(TypedDict):
    """How far the three things stand, and the verdicts on a table of enterprises on a day:
    ``settled`` of them in percent; ``null`` where none were given.
    """

    as_of: Day
    things: list[MissionThingForm]
    standings: StandingsForm | None
    settled: Percent | None


class AuditForm(TypedDict):
    """What an audit found, and what no audit can show; ``mission``, ``mutation``: ``null`` where
    not asked.
    """

    rulebook: RulebookForm
    mission: MissionForm | None
    coverage: dict[str, FigureForm]
    mutation: MutationForm | None
    findings: list[FindingForm]
    cannot_show: TextForm


def audit_json(audited: Audited, mission: Mission | None = None) -> AuditForm:
    """What ``audit --json`` prints."""
    return {
        "rulebook": rulebook_json(audited.audit.rulebook),
        "mission": None if mission is None else _mission(mission),
        "coverage": {
            figure.key: _figure(figure)
            for figure in audited.figures
            if not figure.key.startswith("mutation")
        },
        "mutation": _mutation(audited),
        "findings": [_finding(finding) for finding in audited.findings],
        "cannot_show": text_json(LIMITS),
    }


def _mission(mission: Mission) -> MissionForm:
    found = mission.standings
    percent = found.percent if found is not None else None
    return {
        "as_of": mission.as_of.isoformat(),
        "things": [
            {
                "key": thing.key,
                "title": text_json(thing.title),
                "texts": thing.texts,
                "of_texts": thing.of_texts,
                "beside": thing.beside,
                "clauses": thing.clauses,
                "cases": thing.cases,
                "questions": thing.questions,
            }
            for thing in mission.things
        ],
        "standings": None if found is None else standings_json(found),
        "settled": None if percent is None else f"{percent:.1f}",
    }


def _mutation(audited: Audited) -> MutationForm | None:
    figures = {figure.key: figure for figure in audited.figures}
    if "mutation" not in figures:
        return None
    mutation = audited.mutation
    return {
        "score": _percent(figures["mutation"]),
        "score_supported": _percent(figures["mutation_supported"]),
        "total": mutation.total,
        "detected": mutation.detected,
        "equivalent": len(mutation.equivalent),
        "by_operator": {
            operator: {"total": total, "detected": mutation.detected_by_operator[operator]}
            for operator, total in sorted(mutation.by_operator.items())
        },
        "survivors": [
            {
                "operator": mutant.operator,
                "subject": mutant.subject,
                "place": str(mutant.place),
                "text": text_json(mutant.text),
                "reached": reached,
            }
            for mutant, reached in mutation.survivors
        ],
    }


def _figure(figure: Figure) -> FigureForm:
    return {
        "text": text_json(figure.text),
        "done": figure.done,
        "total": figure.total,
        "excused": figure.excused,
        "percent": _percent(figure),
    }


def _percent(figure: Figure) -> Percent | None:
    return None if figure.percent is None else str(figure.percent)


def _finding(finding: Finding) -> FindingForm:
    return {
        "code": finding.code,
        "severity": finding.severity.value,
        "place": _place(finding.place),
        "subject": finding.subject,
        "text": text_json(finding.text),
        "remedy": maybe_text(finding.remedy),
        "witness": finding.witness,
    }


def _place(place: Place) -> RulePlaceForm:
    return {"file": place.file, "line": place.line, "column": place.column}
