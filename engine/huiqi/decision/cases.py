"""Cases: a profile and what the rules must say of it, in the rulebook's own YAML."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import Annotated, Literal

from pydantic import AfterValidator, Field

from huiqi.decision.decide import Decider
from huiqi.decision.expected_beside import (
    ExpectedFund,
    ExpectedTogether,
    fund_failures,
    held_failures,
    together_failures,
)
from huiqi.decision.expected_measure import ExpectedMeasure, measure_failures
from huiqi.decision.expected_values import (
    Evaluators,
    ExpectedValue,
    check_expected,
    fact_failures,
)
from huiqi.decision.results import MeasureResult
from huiqi.diagnostics import Diagnostics, Place
from huiqi.evaluation.reported import check_profile
from huiqi.inference import Reason
from huiqi.profile.doubts import IMPLAUSIBLE
from huiqi.profile.profile import Profile
from huiqi.profile.profile_reader import profile_from
from huiqi.quantities import YUAN
from huiqi.rulebook.documents import Document, read_yaml
from huiqi.rulebook.measure import Measure
from huiqi.rulebook.model_parts import Day, Model
from huiqi.rulebook.rulebook import Rulebook
from huiqi.rulebook.validation import validate
from huiqi.sentences import sentence

_Name = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*(\[\d{4}\])?$")]


class Expected(Model):
    """What must come out."""

    measures: dict[str, ExpectedMeasure] = Field(default_factory=dict)
    facts: dict[_Name, ExpectedValue | object] = Field(default_factory=dict)
    together: ExpectedTogether | None = None
    funds: dict[str, ExpectedFund] = Field(default_factory=dict)


def _expects_something(expected: Expected) -> Expected:
    """What expects nothing would pass whatever comes out."""
    empty = [name for name, part in expected.measures.items() if not part.model_fields_set]
    if empty or not (expected.measures or expected.facts or expected.funds):
        listed = " ".join(empty) or sentence("写 measures 或 facts")
        said = sentence("什么也没有期望：{listed}", listed=listed)
        raise ValueError(said)
    return expected


class StatedCase(Model):
    """What every case says of itself.  ``from``: where the expected values come from;
    ``confirmed``: worked out by the rule as it was entered, and read back by a person, who found
    it to be what the text says.
    """

    name: str
    origin: Literal["source", "independent", "confirmed", "author"] = Field(alias="from")
    basis: str = Field(min_length=1, description="the source, or how it was worked out")
    as_of: Day | None = None


class CaseModel(StatedCase):
    """One case of an enterprise."""

    facts: dict[str, object] = Field(default_factory=dict)
    judgements: dict[str, object] = Field(default_factory=dict)
    expect: Annotated[Expected, AfterValidator(_expects_something)]


class GivenFile(Model):
    """What a file gives each of its cases, unless one says otherwise."""

    as_of: Day | None = None
    given: dict[str, object] = Field(default_factory=dict)


class CasesFile(GivenFile):
    """``cases/**/*.yaml``: cases, and the facts given in each of them."""

    cases: tuple[CaseModel, ...]


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class AnyCase:
    """A case read, of an enterprise or of an incident; ``origin``: where its values come from."""

    name: str
    place: Place
    origin: str
    as_of: date

    @property
    def supported(self) -> bool:
        """Whether what is expected comes from elsewhere than the rule and whoever wrote it."""
        return self.origin in ("source", "independent")


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class Case(AnyCase):
    """The enterprise and what must come out; ``facts`` and ``judgements`` as written."""

    profile: Profile
    expect: Expected
    facts: Mapping[str, object]
    judgements: Mapping[str, object]

    def measures(self, rulebook: Rulebook) -> list[Measure]:
        """The measures of which something is expected."""
        return [m for m in rulebook.measures.values() if m.id in self.expect.measures]


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseResult:
    """What came out of a case; ``failures`` is empty where all is as expected.

    ``checked`` and ``note``: the comparison with the network, as in a decision.
    """

    name: str
    place: Place
    failures: tuple[str, ...] = ()
    measures: frozenset[str] = field(default_factory=frozenset)
    checked: int = 0
    note: Reason | None = None


def case_files(paths: Iterable[Path]) -> list[Path]:
    """Every YAML file under the paths that holds cases."""
    found: list[Path] = []
    for path in paths:
        found.extend(sorted(path.rglob("*.yaml")) if path.is_dir() else [path])
    return found


def run_file(
    path: Path, rulebook: Rulebook, decider: Decider, diagnostics: Diagnostics
) -> Iterator[CaseResult]:
    """The results of a file's cases; a profile, or a file of incidents, has none."""
    for case in read_cases(path, rulebook, diagnostics):
        yield case if isinstance(case, CaseResult) else result_of(case, rulebook, decider)


def result_of(case: Case, rulebook: Rulebook, decider: Decider) -> CaseResult:
    """How one case comes out."""
    results: dict[str, MeasureResult] = {}
    checked, note = 0, None
    if case.expect.measures:
        decision = decider.decide(case.profile, case.as_of, case.measures(rulebook))
        results = {result.measure.id: result for result in decision.results}
        checked, note = decision.checked, decision.note
    return CaseResult(
        name=case.name,
        place=case.place,
        failures=tuple(failures_of(case, rulebook, results, Evaluators.of(rulebook, case))),
        measures=frozenset(case.expect.measures),
        checked=checked,
        note=note,
    )


def read_cases(
    path: Path, rulebook: Rulebook, diagnostics: Diagnostics
) -> Iterator[Case | CaseResult]:
    """The cases of a file, ready to run; a result with its fault where one cannot be read."""
    document = read_yaml(path, diagnostics)
    if document is None:
        return
    data = document.data
    if (
        isinstance(data, Mapping)
        and "cases" not in data
        and {"facts", "incidents", "incident"} & set(data)
    ):
        return
    model = validate(CasesFile, document, diagnostics)
    if model is None:
        return
    for index, case in enumerate(model.cases):
        yield _read(document, model, case, index=index, rulebook=rulebook, diagnostics=diagnostics)


def _read(
    document: Document,
    file: CasesFile,
    case: CaseModel,
    *,
    index: int,
    rulebook: Rulebook,
    diagnostics: Diagnostics,
) -> Case | CaseResult:
    place = document.place(("cases", index))
    data: dict[str, dict[str, object]] = {
        "enterprise": {"name": sentence("示例企业（{case}）", case=case.name)},
        "facts": _merged(file.given, case.facts),
        "judgements": case.judgements,
    }
    own = case_document(document, data, ("cases", index, "facts"), ("facts",))
    before = len(diagnostics.errors)
    asked = Diagnostics()
    profile = profile_from(own, rulebook, asked, unit=YUAN)
    # A case tries a limit with whatever figure shows it: whether it is likely is not asked.
    diagnostics.items.extend(item for item in asked.items if item.code != IMPLAUSIBLE)
    for name, wanted in case.expect.facts.items():
        check_expected(wanted, ("cases", index, "expect", "facts", name), document, diagnostics)
    as_of = case.as_of or file.as_of
    if as_of is None:
        return CaseResult(name=case.name, place=place, failures=(sentence("没有写 as_of"),))
    contradictory = Diagnostics()
    check_profile(rulebook, profile, as_of, contradictory)
    # A case may speak of years to come: what only asks for a look is not told.
    diagnostics.items.extend(contradictory.errors)
    if len(diagnostics.errors) > before:
        return CaseResult(name=case.name, place=place, failures=(sentence("用例写得有误，见上"),))
    return Case(
        name=case.name,
        place=place,
        origin=case.origin,
        profile=profile,
        as_of=as_of,
        expect=case.expect,
        facts=data["facts"],
        judgements=case.judgements,
    )


def case_document(
    document: Document, data: object, own: tuple[str | int, ...], under: tuple[str, ...] = ()
) -> Document:
    """What a case says, as a document of its own: each part stands where the case (``own``), or
    else the file's ``given``, writes it, and is found ``under`` these keys.
    """
    places: dict[tuple[str | int, ...], Place] = {}
    for base in (own, ("given",)):
        for path, found in document.places.items():
            if path[: len(base)] == base:
                places.setdefault((*under, *path[len(base) :]), found)
    return Document(file=document.file, data=data, places=places, key_places=places)


def varied(
    case: Case,
    rulebook: Rulebook,
    facts: Mapping[str, object],
    judgements: Mapping[str, object],
    as_of: date,
) -> Case | None:
    """The case with other facts, answers or another day; ``None`` where they cannot be read."""
    data = {"enterprise": {"name": sentence("示例企业")}, "facts": facts, "judgements": judgements}
    diagnostics = Diagnostics()
    document = Document(file=case.place.file, data=data, places={}, key_places={})
    profile = profile_from(document, rulebook, diagnostics, unit=YUAN)
    if diagnostics.errors:
        return None
    return replace(case, profile=profile, as_of=as_of, facts=facts, judgements=judgements)


def failures_of(
    case: Case,
    rulebook: Rulebook,
    results: Mapping[str, MeasureResult],
    readings: Evaluators,
) -> Iterator[str]:
    """What differs from what is expected, one after the other."""
    for name, expected in case.expect.measures.items():
        if name in results:
            yield from measure_failures(name, expected, results[name], rulebook)
        else:
            yield sentence("没有措施 {name}", name=name)
        if expected.held is not None and name in rulebook.measures:
            yield from held_failures(expected.held, rulebook.measures[name], readings)
    for name, wanted in case.expect.facts.items():
        yield from fact_failures(name, wanted, rulebook, readings)
    if case.expect.together is not None:
        yield from together_failures(case.expect.together, rulebook, results, readings)
    for name, fund in case.expect.funds.items():
        yield from fund_failures(name, fund, rulebook, readings)


def _merged(given: Mapping[str, object], own: Mapping[str, object]) -> dict[str, object]:
    """The file's facts, with a case's own in their place, year by year."""
    merged: dict[str, object] = dict(given)
    for name, value in own.items():
        before = merged.get(name)
        if _by_year(before) and _by_year(value):
            merged[name] = {**before, **value}  # type: ignore[dict-item]
        else:
            merged[name] = value
    return merged


def _by_year(value: object) -> bool:
    return isinstance(value, Mapping) and all(isinstance(key, int) for key in value)
