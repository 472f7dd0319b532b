"""What every step of linking uses: the files, the names so far, and where to report."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TypeVar

from pydantic import BaseModel

from huiqi.diagnostics import Diagnostics, Place
from huiqi.language.called import Called
from huiqi.language.tree import Node
from huiqi.language.types import Type
from huiqi.quantities import QuantityError
from huiqi.rulebook.basis import RANKS, Basis, Source
from huiqi.rulebook.force import InForce
from huiqi.rulebook.measure import Condition
from huiqi.rulebook.measure_models import InForceModel
from huiqi.rulebook.model_parts import BasisModel, SourceModel, held
from huiqi.rulebook.models import DefinitionModel, FactModel, FieldModel, ParameterModel
from huiqi.rulebook.points import WrittenPoint, parse_range
from huiqi.rulebook.rulebook import Definition, Fact
from huiqi.rulebook.text import Text
from huiqi.rulebook.validation import Files, Part, Path_
from huiqi.rulebook.written import Written
from huiqi.sentences import sentence

M = TypeVar("M", bound=BaseModel)
NamedModel = FactModel | DefinitionModel | ParameterModel
#: What has a name of its own, by the part of the files in which it stands.
NAMED: Mapping[str, type[NamedModel]] = {
    "facts": FactModel,
    "definitions": DefinitionModel,
    "parameters": ParameterModel,
}


class Linking:
    """One linking; it reports to ``diagnostics`` and goes on."""

    def __init__(self, files: Files, diagnostics: Diagnostics) -> None:
        self.files = files
        self.diagnostics = diagnostics
        self.places: dict[tuple[str, str], Place] = {}
        self.sources: dict[str, Source] = {}
        self.facts: dict[str, Fact] = {}
        self.definitions: dict[str, Definition] = {}
        #: The conditions that rules ask by a name.
        self.named: dict[str, Condition] = {}
        #: The facts whose type could not be understood.
        self.broken: set[str] = set()

    def models(self, kind: str, form: type[M]) -> dict[str, tuple[Part[BaseModel], M]]:
        """The models of one kind by id, each with its file; ``form``: what each is."""
        found = {}
        for part in self.files.parts[kind]:
            for name, model in getattr(part.model, kind).items():
                assert isinstance(model, form)
                place = part.document.key_place((kind, name))
                if self.once("name", name, place):
                    found[name] = (part, model)
        return found

    def cite(self, part: Part[BaseModel], written: Mapping[str, SourceModel]) -> None:
        """The sources of a file, which may be cited from then on."""
        for name, model in written.items():
            if self.once("source", name, part.document.key_place(("sources", name))):
                self.sources[name] = held(Source, model, id=name)

    def once(self, what: str, name: str, place: Place) -> bool:
        """Whether a name is new among its kind; the second use of it is reported."""
        first = self.places.setdefault((what, name), place)
        if first is not place:
            self.diagnostics.report(
                "R301",
                place,
                sentence("{name} 已在 {first} 写过", name=name, first=first),
                remedy=sentence("改一个名称"),
            )
        return first is place

    def written_at(self) -> Written:
        """Where the nodes of all expressions are written."""
        parts = [part for kind in self.files.parts.values() for part in kind]
        owners = {node: part for part in parts for node in part.nodes}

        def places() -> list[Place]:
            return [part.document.spot(*part.nodes[node]) for node, part in owners.items()]

        return Written(tuple(owners), places)

    def label(self, name: str) -> Text:
        """What people call a fact or a definition."""
        found = self.definitions.get(name) or self.facts.get(name)
        return found.label if found else Text(zh=name, en=name)

    def bases(
        self, written: Iterable[BasisModel], part: Part[BaseModel], path: Path_
    ) -> tuple[Basis, ...]:
        """Citations with their sources found."""
        found = []
        for index, model in enumerate(written):
            at = (*path, index, "source")
            message = sentence("sources.yaml 里没有这个来源")
            if not part.is_one_of(model.source, self.sources, "R307", at, message):
                continue
            source = self.sources[model.source]
            grade = model.grade or source.grade
            if RANKS[grade] < RANKS[source.grade]:
                message = sentence("依据的等级不能高于来源的等级")
                part.report("R308", at, message, found=grade.value)
            found.append(held(Basis, model, source=source, grade=grade))
        return tuple(found)


def written_limits(
    model: FactModel | FieldModel | DefinitionModel, type_: Type, part: Part[BaseModel], path: Path_
) -> dict[str, object]:
    """Between which its values lie, and between which no figure is asked about."""
    written = ((key, getattr(model, key)) for key in ("domain", "plausible"))
    (low, high), plausible = (
        written_range(text, type_, model.unit, part, (*path, key)) for key, text in written
    )
    return {"low": low, "high": high, "plausible": plausible}


def written_range(
    text: str, type_: Type, unit: str, part: Part[BaseModel], path: Path_
) -> tuple[WrittenPoint | None, WrittenPoint | None]:
    """The low and the high of a range in a file; R309 where it is none."""
    if not text:
        return None, None
    try:
        return parse_range(text, type_, unit)
    except QuantityError as problem:
        part.report("R309", path, problem.told, found=text)
        return None, None


def link_period(
    model: InForceModel,
    part: Part[BaseModel],
    path: Path_,
    linker: Linking,
    on: tuple[Node, ...] = (),
) -> InForce:
    """The period; R328 where what it states cannot all be so.  ``on``: its days, as linked."""
    period = held(
        InForce,
        model,
        seen=tuple(sorted(model.seen)),
        basis=linker.bases(model.basis, part, (*path, "basis")),
        on=on,
        place=part.place(*path),
    )
    problem = _contradiction(period)
    if problem is not None:
        key, said = problem
        part.report("R328", (*path, key), said)
    return period


def _contradiction(period: InForce) -> tuple[str, str] | None:
    """What contradicts the rest, and why."""
    first, last = period.possible
    if first > last:
        key = "until" if period.until == last else "ended_by"
        return key, sentence("失效日（{key}）早于施行日（from {first}）", key=key, first=first)
    if period.ended_by is not None and (period.until is not None or period.open):
        return "ended_by", sentence(
            "ended_by（至迟何日已失效）只在没有见到失效日时写，不与 until、open 同写"
        )
    if any(sighting.last < first or sighting.first > last for sighting in period.seen):
        return "seen", sentence("看到它有效的日期（seen）不在起止日期之间")
    return None


def link_called(linker: Linking, *kinds: str) -> Called:
    """The words of everything of these kinds."""
    models = [
        (name, m) for kind in kinds for name, (_, m) in linker.models(kind, NAMED[kind]).items()
    ]
    return words_of(dict(models))


def words_of(models: Mapping[str, NamedModel | FieldModel]) -> Called:
    """Of each its label, and the shorter word it is written as."""
    return Called.of(
        {name: [m.label.zh, *([m.write_as] if m.write_as else [])] for name, m in models.items()}
    )
