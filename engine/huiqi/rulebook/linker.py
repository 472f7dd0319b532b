"""From validated files to the linked :class:`~huiqi.rulebook.rulebook.Rulebook`.

Names are resolved, expressions typed, citations found; everything wrong is reported together.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path

from pydantic import BaseModel

from huiqi import formats
from huiqi.diagnostics import Diagnostics
from huiqi.language.scope import Declaration, Scope
from huiqi.language.tree import Let, Node
from huiqi.language.types import PLAIN, Kind, Type
from huiqi.rulebook import linked_checks
from huiqi.rulebook.basis import support
from huiqi.rulebook.clause_linker import link_questions
from huiqi.rulebook.collection import Collection
from huiqi.rulebook.constraint_linker import link_constraints
from huiqi.rulebook.expressions import Expressions, is_broken
from huiqi.rulebook.facts import declared, link_conditions, link_facts, plain_type
from huiqi.rulebook.fund_linker import link_funds
from huiqi.rulebook.linking import Linking, link_called, written_limits, written_range
from huiqi.rulebook.measure import Measure
from huiqi.rulebook.measure_linker import MeasureLinker
from huiqi.rulebook.measure_models import MeasureModel, ProgrammeModel
from huiqi.rulebook.model_parts import held
from huiqi.rulebook.models import DefinitionModel, DefinitionsFile, ParameterModel, SourcesFile
from huiqi.rulebook.polarity import closing_facts
from huiqi.rulebook.rulebook import DatedValue, Definition, Parameter, Rulebook
from huiqi.rulebook.stacking_linker import link_stacking
from huiqi.rulebook.validation import Part, Path_, read_files
from huiqi.rulebook.vocabulary_linker import link_interview, link_papers, link_vocabulary
from huiqi.sentences import sentence


def link_rulebook(folder: Path) -> Rulebook:
    """The rulebook in ``folder``, from its files.

    Raises :class:`~huiqi.diagnostics.InputError` with every fault found.
    """
    diagnostics = Diagnostics()
    files = read_files(folder, diagnostics)
    # What is missing from a file that could not be read would only be reported again.
    diagnostics.raise_errors()
    rulebook = Linker(files, diagnostics).link()
    diagnostics.raise_errors()
    return rulebook


#: A figure as an example.
_TOLERANCE = "0.02元"


class Linker(Linking):
    """One linking, from the sources to the measures."""

    def link(self) -> Rulebook:
        """The whole rulebook."""
        for part in self.files.of("sources", SourcesFile):
            self.cite(part, part.model.sources)
        facts = link_facts(self)
        definitions = self.models("definitions", DefinitionModel)
        parameters = self.models("parameters", ParameterModel)
        derived = {
            name: Declaration(plain_type(model), model.yearly)
            for name, (_, model) in definitions.items()
        }
        scope = Scope(
            facts={**declared(facts), **derived},
            parameters={name: PLAIN[m.type] for name, (_, m) in parameters.items()},
            called=link_called(self, "facts", "definitions", "parameters"),
            broken=frozenset(self.broken),
        )
        self.facts = link_conditions(self, facts, scope)
        linked_parameters = {
            name: self._parameter(name, part, model, scope)
            for name, (part, model) in parameters.items()
        }
        self.definitions = linked_definitions = {
            name: self._definition(name, part, model, scope)
            for name, (part, model) in definitions.items()
        }
        link_questions(self, scope)
        programmes = {
            part.model.id: held(
                Collection, part.model, basis=self.bases(part.model.basis, part, ("basis",))
            )
            for part in sorted(
                self.files.of("programme", ProgrammeModel), key=lambda p: p.model.rank
            )
        }
        closure = linked_checks.closure(linked_definitions, linked_parameters, self.facts)
        measures = self._measures(scope, programmes)
        rulebook = Rulebook(
            sources=self.sources,
            facts=self.facts,
            parameters=linked_parameters,
            definitions=linked_definitions,
            programmes=programmes,
            measures=measures,
            scope=scope,
            version=str(formats.RULEBOOK),
            sha256=self.files.sha256,
            closure=closure,
            weak=linked_checks.weak(closure, linked_definitions, linked_parameters),
            looking_back=linked_checks.looking_back(closure, linked_definitions),
            closing_facts=closing_facts(self.facts, linked_definitions, measures.values(), closure),
            founded=next((f.id for f in self.facts.values() if f.role == "established"), None),
            stacking=link_stacking(self, scope, measures),
            funds=link_funds(self, linked_parameters, measures),
            constraints=link_constraints(self, scope),
            vocabulary=link_vocabulary(self),
            interview=link_interview(self),
            papers=link_papers(self),
            written_at=self.written_at(),
            declared_at=self.places,
        )
        linked_checks.check_rulebook(rulebook, self.diagnostics, self.places)
        return rulebook

    def _parameter(
        self, name: str, part: Part[BaseModel], model: ParameterModel, scope: Scope
    ) -> Parameter:
        type_ = PLAIN[model.type]
        expressions = Expressions(part, scope)
        path = ("parameters", name)
        shared = self.bases(model.basis, part, (*path, "basis"))
        rows = []
        for index, row in enumerate(model.values):
            at = (*path, "values", index)
            basis = self.bases(row.basis, part, (*at, "basis")) or shared
            if not (row.basis or model.basis):
                part.report(
                    "R304", at, sentence("参数的每个取值都要写依据"), remedy=sentence("加 basis:")
                )
            if row.until is not None and row.until < row.since:
                part.report("R305", (*at, "until"), sentence("until 早于 from"))
            when = expressions.perhaps(row.when, (*at, "when"))
            value = expressions.value(row.value, (*at, "value"), type_)
            grade = support(basis)
            rows.append(held(DatedValue, row, when=when, value=value, basis=basis, grade=grade))
        parameter = held(Parameter, model, id=name, type=type_, rows=tuple(rows))
        linked_checks.check_rows(parameter, model.values, part)
        return parameter

    def _definition(
        self, name: str, part: Part[BaseModel], model: DefinitionModel, scope: Scope
    ) -> Definition:
        path = ("definitions", name)
        type_ = scope.facts[name].type
        basis = self.bases(model.basis, part, (*path, "basis"))
        if not model.basis:
            place, message = part.document.key_place(path), sentence("{name} 没有依据", name=name)
            self.diagnostics.report("R304", place, message, remedy=sentence("加 basis:"))
        inner = expressions = Expressions(part, scope)
        bindings: list[tuple[str, Node]] = []
        for key, value in model.let.items():
            bound = inner.value(value, (*path, "let", key), None)
            bindings.append((key, bound))
            own = inner.scope.binding(key, bound.type, broken=is_broken(bound))
            inner = Expressions(part, own)
        body = inner.value(model.value, (*path, "value"), type_)
        node: Node = Let(body.type, tuple(bindings), body) if bindings else body
        if type_.kind is Kind.MONEY:
            expressions.check_rounded(node, (*path, "value"))
        for key in model.working:
            if key not in model.let:
                message = sentence("没有这个名称")
                part.is_one_of(key, scope.facts, "R303", (*path, "working"), message)
        for key in ("first_given", "first_failed", "last_rechecked"):
            if (year := getattr(model, key)) is not None:
                message = sentence("没有这个名称")
                part.is_one_of(year, self.facts, "R303", (*path, key), message)
        if model.groups is not None and (
            type_.enumeration is None or (model.groups and not model.yearly)
        ):
            message = sentence("表里的企业只按有几种取值的分组；没有年度的写 0")
            remedy = sentence("去掉 groups，或 type: enum、yearly: true")
            at = (*path, "groups")
            part.report("R357", at, message, found=model.groups, remedy=remedy)
        return held(
            Definition,
            model,
            id=name,
            type=type_,
            node=node,
            bindings=dict(bindings),
            floor=expressions.perhaps(model.floor, (*path, "floor"), type_),
            topic=part.model.topic if isinstance(part.model, DefinitionsFile) else None,
            basis=basis,
            grade=support(basis),
            place=part.document.key_place(path),
            tolerance=self._tolerance(model, type_, part, (*path, "tolerance")),
            same_as=expressions.perhaps(model.same_as, (*path, "same_as"), type_),
            **written_limits(model, type_, part, path),
        )

    @staticmethod
    def _tolerance(
        model: DefinitionModel, type_: Type, part: Part[BaseModel], path: Path_
    ) -> Decimal | None:
        """How far apart two statements of one figure may be, in its own dimension."""
        if model.tolerance is None:
            return None
        if not type_.numeric:
            message = sentence("{type}没有误差", type=type_)
            part.report("R309", path, message, remedy=sentence("去掉 tolerance"))
            return None
        low, high = written_range(model.tolerance, type_, model.unit, part, path)
        if not isinstance(low, Decimal) or low != high or low < 0:
            remedy = sentence("例如 {example}", example=_TOLERANCE)
            message = sentence("误差写一个数")
            part.report("R309", path, message, found=model.tolerance, remedy=remedy)
            return None
        return low

    def _measures(self, scope: Scope, programmes: Mapping[str, Collection]) -> dict[str, Measure]:
        measures: dict[str, Measure] = {}
        folders = {
            Path(part.document.file).parent: part.model.id
            for part in self.files.of("programme", ProgrammeModel)
        }
        parts = [
            part
            for part in self.files.of("measure", MeasureModel)
            if self.once("measure", part.model.id, part.place("id"))
        ]
        for part in parts:
            folder = Path(part.document.file).parent
            programme = folders.get(folder, "")
            if programme not in programmes:
                part.report(
                    "R303",
                    (),
                    sentence("目录 {folder} 缺 programme.yaml", folder=folder.name),
                    remedy=sentence("措施放在所属规划的目录里，与它的 programme.yaml 一起"),
                )
            linked, whole = MeasureLinker(part, scope, self), programmes.get(programme)
            apart = whole is not None and whole.level == "comparable"
            measures[part.model.id] = linked.measure(programme, apart)
        allowed = [name for name, found in measures.items() if not found.modelled_on]
        for part in parts:
            for index, other in enumerate(part.model.modelled_on or ()):
                message = sentence("没有这项可参照的措施")
                part.is_one_of(other, allowed, "R322", ("modelled_on", index), message)
            titles = [name for name, found in measures.items() if found.ladder is not None]
            for index, other in enumerate(part.model.titles):
                part.is_one_of(other, titles, "R322", ("titles", index), sentence("没有这个称号"))
        for part in self.files.of("measure", MeasureModel):
            self._check_uplift(part, measures)
        ranks = {programme.id: programme.rank for programme in programmes.values()}
        return dict(sorted(measures.items(), key=lambda item: _order(item[1], ranks)))

    def _check_uplift(self, part: Part[MeasureModel], measures: Mapping[str, Measure]) -> None:
        """An uplift raises measures that exist and have an amount of their own."""
        gives = part.model.gives
        names = gives.uplift.of if gives is not None and gives.uplift is not None else ()
        allowed = [n for n, m in measures.items() if m.gives is not None and not m.gives.uplift]
        for index, name in enumerate(names):
            message = sentence("没有这项有金额的措施可上浮")
            part.is_one_of(name, allowed, "R324", ("gives", "uplift", "of", index), message)


def _order(measure: Measure, ranks: Mapping[str, int]) -> tuple[int, str, int, str]:
    slot = measure.slot if measure.slot is not None else 10**6
    return ranks.get(measure.collection, 10**6), measure.collection, slot, measure.id
