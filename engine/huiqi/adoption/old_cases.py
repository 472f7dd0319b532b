"""The cases that were there before: which of them no longer hold, and the files without these."""

from __future__ import annotations

from collections.abc import Iterable, Set
from dataclasses import dataclass, replace
from pathlib import Path

from huiqi.adoption.edits import YamlText
from huiqi.adoption.plan import Plan
from huiqi.adoption.rule_words import OURS
from huiqi.decision.cases import CaseResult, read_cases, result_of
from huiqi.decision.decide import Decider
from huiqi.diagnostics import Diagnostics
from huiqi.rulebook.rulebook import Rulebook

#: Kinds of parts that only the cases of a measure, and of what rests on it, can tell.
_OF_MEASURES = ("sources", "stacking")


@dataclass(frozen=True, slots=True, kw_only=True)
class GoneCase:
    """A case that held and no longer does.

    Attributes:
        file: From the cases' folder.
        failures: What comes out otherwise.
        measures: The measures whose expectation goes; none: the whole case goes.
    """

    file: str
    name: str
    failures: tuple[str, ...]
    measures: tuple[str, ...] = ()


def gone_cases(plan: Plan, before: Rulebook, after: Rulebook, cases: Path) -> list[GoneCase]:
    """The cases that hold by the rules as they were and not as they are to be; the plan is without
    them then.

    Args:
        cases: A copy of the cases, in which the files are still as they were.
    """
    found = []
    files, named = _concerned(plan, before, after, cases)
    for path in files:
        failing = [result for result in results(path, after, named) if result.failures]
        if not failing:
            continue
        again = results(path, before, {name for result in failing for name in result.measures})
        held = {result.place for result in again if not result.failures}
        file = path.relative_to(cases).as_posix()
        places = YamlText(path.read_text("utf-8")).document
        positions = {places.place(("cases", n)): n for n in range(_length(places.data))}
        whole: list[int] = []
        for result in failing:
            where = replace(result.place, file=places.file)
            if result.place in held and where in positions:
                gone = _gone(plan, file, result, positions[where])
                found.append(gone)
                whole += [] if gone.measures else [positions[where]]
        text = plan.text("cases", file)
        if whole and text is not None:
            plan.put("cases", file, YamlText(text).remove_items(("cases",), whole).text)
    return found


def results(path: Path, rulebook: Rulebook, named: Set[str] = frozenset()) -> list[CaseResult]:
    """How the cases of a file come out, by the evaluator alone; incidents are none of them.

    ``named``: of these measures, where any are named.
    """
    decider = Decider(rulebook)
    found = []
    for case in read_cases(path, rulebook, Diagnostics()):
        if isinstance(case, CaseResult):
            found.append(case)
        elif not named or named & set(case.expect.measures):
            found.append(result_of(case, rulebook, decider))
    return found


def _length(data: object) -> int:
    return len(data["cases"]) if isinstance(data, dict) and "cases" in data else 0


def _concerned(
    plan: Plan, before: Rulebook, after: Rulebook, cases: Path
) -> tuple[list[Path], frozenset[str]]:
    """The files whose cases the change can reach, and the measures in them (none: whichever)."""
    changed = {change.file for change in plan.changes if change.kind == "rules"}
    measures = set(plan.entered.measures)
    own = {part.file for part in plan.parts if not part.at}
    narrow = all(file in own or any(word in file for word in _OF_MEASURES) for file in changed)
    for rulebook in (before, after):
        for measure in rulebook.measures.values():
            uplift = measure.gives.uplift if measure.gives is not None else None
            if measures & {*measure.modelled_on, *(uplift.of if uplift is not None else ())}:
                measures.add(measure.id)
    found = []
    for path in sorted(cases.rglob("*.yaml")):
        text = path.read_text("utf-8")
        rewritten = plan.text("cases", path.relative_to(cases).as_posix()) != text
        if text.startswith(OURS) and rewritten:
            continue
        if not narrow or any(name in text for name in measures):
            found.append(path)
    return found, frozenset(measures if narrow else ())


def _gone(plan: Plan, file: str, result: CaseResult, position: int) -> GoneCase:
    """What of a case no longer holds; only an expectation, where others are left, is taken out."""
    text = plan.text("cases", file)
    assert text is not None
    edited = YamlText(text)
    gone = tuple(sorted(name for name in result.measures if _named(name, result.failures)))
    data = edited.data
    assert isinstance(data, dict)
    expected = data["cases"][position].get("expect", {})
    rest = set(expected.get("measures", {})) - set(gone) or expected.get("facts")
    if gone and rest and all(_of(failure, gone) for failure in result.failures):
        for name in gone:
            edited = edited.remove(("cases", position, "expect", "measures", name))
        plan.put("cases", file, edited.text)
    else:
        gone = ()
    return GoneCase(file=file, name=result.name, failures=result.failures, measures=gone)


def _of(failure: str, measures: Iterable[str]) -> bool:
    """Whether a failure is about one of these measures: it begins with its name."""
    return any(_named(name, (failure,)) for name in measures)


def _named(measure: str, failures: Iterable[str]) -> bool:
    ends = (" ", "：", "/")
    return any(failure.startswith(tuple(f"{measure}{end}" for end in ends)) for failure in failures)
