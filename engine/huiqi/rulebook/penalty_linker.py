"""Loading ``rules/penalty-list/`` and imported lists, apart from the measures.

Codes besides those of the rulebook: R330 a document or item that is not there, R331 a field of
enforcement that is not there, R332 items in conflict that do not name each other.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from pydantic import BaseModel

from huiqi import formats
from huiqi.diagnostics import Diagnostics, Place, input_error
from huiqi.language.scope import Declaration, Scope
from huiqi.language.types import Kind, Type
from huiqi.rulebook.constraint_linker import link_applicability, link_constraints
from huiqi.rulebook.documents import read_yaml
from huiqi.rulebook.facts import link_derived_fields, link_facts
from huiqi.rulebook.folder import (
    PENALTY_PATTERNS,
    Fingerprint,
    penalties_folder,
    rules_folder,
)
from huiqi.rulebook.linking import source_of
from huiqi.rulebook.measure import Group
from huiqi.rulebook.models import FactsFile, SourceModel, SourcesFile
from huiqi.rulebook.penalties import (
    Duty,
    PenaltyBook,
    PenaltyList,
    Procedure,
    Procedures,
    Rule,
)
from huiqi.rulebook.penalty_clauses import PenaltyClauses, PenaltyLinking, unseen
from huiqi.rulebook.penalty_models import (
    CityListFile,
    DocumentModel,
    DomainModel,
    DomainsFile,
    DutyModel,
    FirstFile,
    ItemModel,
    ListFile,
    PrecedentModel,
    PrecedentsFile,
    ProceduresFile,
    ProvisionModel,
    StatuteFile,
)
from huiqi.rulebook.rulebook import Rulebook
from huiqi.rulebook.validation import Files, M, Part, Path_, read_files, validate
from huiqi.rulebook.vocabulary_linker import check_called_once
from huiqi.rulebook.write_as import link_called

#: The model that each kind of file must satisfy.
_MODELS: Mapping[str, type[BaseModel]] = {
    "penalty-sources": SourcesFile,
    "penalty-facts": FactsFile,
    "penalty-domains": DomainsFile,
    "penalty-first": FirstFile,
    "penalty-statute": StatuteFile,
    "penalty-procedures": ProceduresFile,
    "penalty-city-list": CityListFile,
    "penalty-precedents": PrecedentsFile,
    "penalty-list": ListFile,
}
#: Where each kind of file lies in their folder, and its model.
PENALTY_KINDS: Mapping[str, tuple[str, type[BaseModel]]] = {
    kind: (pattern, _MODELS[kind]) for kind, pattern in PENALTY_PATTERNS.items()
}
#: The models of those kinds that the rulebook's other files do not have.
PENALTY_SCHEMAS: Mapping[str, type[BaseModel]] = {
    kind: model
    for kind, (_, model) in PENALTY_KINDS.items()
    if model not in (SourcesFile, FactsFile)
}
VERSION = str(formats.RULEBOOK)


def holds_penalties(folder: Path | None = None) -> bool:
    """Whether a rulebook has penalty rules at all."""
    return penalties_folder(folder or rules_folder()) is not None


def load_penalties(folder: Path | None = None, imported: tuple[Path, ...] = ()) -> PenaltyBook:
    """The penalty rules of ``folder`` (absent: those installed) with the imported lists.

    Raises :class:`~huiqi.diagnostics.InputError` with every fault found.
    """
    diagnostics = Diagnostics()
    apart = penalties_folder(folder or rules_folder())
    if apart is None:
        raise input_error(
            "R333",
            Place(str(folder or rules_folder())),
            "这个规则库没有处罚规则（缺 penalty-list/statute.yaml）",
            remedy="用 --rules 指向有 penalty-list/ 的规则库，或不写 --rules",
        )
    files = read_files(apart, diagnostics, PENALTY_KINDS)
    added = []
    # What was imported decides like the rules beside it: it is part of the fingerprint.
    fingerprint = Fingerprint()
    fingerprint.add("rules", files.sha256.encode())
    for path in imported:
        document = read_yaml(path, diagnostics)
        model = validate(ListFile, document, diagnostics) if document is not None else None
        if document is not None and model is not None:
            added.append(Part(model, document))
            fingerprint.add("imported", path.read_bytes())
    diagnostics.raise_errors()
    if added:
        files = Files(files.parts, fingerprint.sha256)
    book = _PenaltyLinker(files, tuple(added), diagnostics).link()
    diagnostics.raise_errors()
    return book


class _PenaltyLinker(PenaltyLinking):
    def __init__(
        self, files: Files, imported: tuple[Part[ListFile], ...], diagnostics: Diagnostics
    ) -> None:
        shared = {"facts": files.parts["penalty-facts"], **files.parts}
        super().__init__(Files(shared, files.sha256), diagnostics)
        self.imported = imported
        self.domains: dict[str, DomainModel] = {}
        self.items: dict[str, Rule] = {}
        self.lists: dict[str, PenaltyList] = {}

    def link(self) -> PenaltyBook:
        """The whole book."""
        lists = (*self.files.of("penalty-list", ListFile), *self.imported)
        for shared in self.files.of("penalty-sources", SourcesFile):
            self._sources(shared, shared.model.sources)
        for part in lists:
            self._sources(part, part.model.sources)
        domains = self._only("penalty-domains", DomainsFile)
        self.domains.update(domains.model.domains)
        for part in lists:
            self.domains.update(part.model.domains)
        facts = link_facts(self)
        declared = {name: Declaration(fact.type) for name, fact in facts.items()}
        record = Type(kind=Kind.RECORD, record=facts["incident"].type.record)
        terms = Scope(facts=declared, called=link_called(self, "facts"))
        self.scope = terms.binding("incident", record)
        facts = link_derived_fields(self, facts, self.scope)
        self.facts = link_applicability(self, facts, self.scope)
        check_called_once(self)
        written: list[Part[FirstFile] | Part[ListFile]] = [
            *self.files.of("penalty-first", FirstFile),
            *lists,
        ]
        for file in written:
            for name, model in file.model.first.items():
                if self.once("first", name, file.document.key_place(("first", name))):
                    self.firsts[name] = (model, file)
        statute = self._only("penalty-statute", StatuteFile)
        held = self._only("penalty-city-list", CityListFile)
        city = held.model.city_list
        documents, precedents = self._precedents()
        return PenaltyBook(
            terms=Rulebook(
                sources=self.sources,
                facts=self.facts,
                parameters={},
                definitions={},
                programmes={},
                measures={},
                scope=terms,
                version=VERSION,
                sha256=self.files.sha256,
                closure={name: frozenset((name,)) for name in self.facts},
                weak=frozenset(),
                constraints=link_constraints(self, self.facts, self.scope),
            ),
            domains=self.domains,
            city_domains=city.domains,
            city_items=city.items,
            city_basis=self.bases(city.basis, held, ("city_list", "basis")),
            city_asked_of=city.asked_of,
            city_place=held.place("city_list"),
            since=statute.model.in_force.since,
            provisions=tuple(
                self._provision(model, statute, index)
                for index, model in enumerate(statute.model.provisions)
            ),
            duties=tuple(
                self._duty(model, statute, index)
                for index, model in enumerate(statute.model.duties)
            ),
            procedures=self._procedures(),
            lists={part.model.list.id: self._list(part) for part in lists},
            items=self._conflicts(lists),
            documents=documents,
            precedents=precedents,
            sha256=self.files.sha256,
        )

    def _duty(self, model: DutyModel, part: Part[StatuteFile], index: int) -> Duty:
        path: Path_ = ("duties", index)
        basis = self.bases(model.basis, part, (*path, "basis"))
        clauses = PenaltyClauses(part, self, basis)
        return Duty(
            id=model.id,
            text=model.text,
            when=model.when,
            basis=basis,
            applies=clauses.perhaps(model.applies, (*path, "applies")),
            done=clauses.perhaps(model.done, (*path, "done")),
        )

    def _procedures(self) -> Procedures | None:
        """Those of the rules' one file, if there is one."""
        for part in self.files.of("penalty-procedures", ProceduresFile):
            basis = self.bases(part.model.basis, part, ("basis",))
            clauses = PenaltyClauses(part, self, basis)
            each = []
            for index, model in enumerate(part.model.procedures):
                path: Path_ = ("procedures", index)
                self.once("procedure", model.id, part.place(*path, "id"))
                each.append(
                    Procedure(
                        id=model.id,
                        title=model.title,
                        outcome=model.outcome,
                        applies=clauses.perhaps(model.applies, (*path, "applies")),
                        review=True if model.review == "required" else None,
                        documents=model.documents,
                    )
                )
            return Procedures(
                each=tuple(each), register=part.model.register_, note=part.model.note, basis=basis
            )
        return None

    def _only(self, kind: str, model: type[M]) -> Part[M]:
        """The one file of a kind that every book has."""
        parts = self.files.of(kind, model)
        if not parts:
            raise input_error(
                "R333", Place(PENALTY_KINDS[kind][0]), "缺少这个文件", remedy="从随包的规则库复制"
            )
        return parts[0]

    def _sources(self, part: Part[BaseModel], written: Mapping[str, SourceModel]) -> None:
        for name, model in written.items():
            if self.once("source", name, part.document.key_place(("sources", name))):
                self.sources[name] = source_of(name, model)

    def _provision(self, model: ProvisionModel, part: Part[StatuteFile], index: int) -> Rule:
        path: Path_ = ("provisions", index)
        self.once("rule", model.id, part.place(*path, "id"))
        basis = self.bases(model.basis, part, (*path, "basis"))
        clauses = PenaltyClauses(part, self, basis)
        force_path = (*path, "in_force") if model.in_force else ("in_force",)
        force = model.in_force or part.model.in_force
        return Rule(
            id=model.id,
            title=model.title,
            effect=model.outcome.effect,
            modality=model.outcome.modality,
            requires=clauses.clause(model.requires, (*path, "requires")),
            force=clauses.force(force, force_path),
            basis=basis,
            note=model.note,
            bars_lists=model.bars_lists,
            instead=model.outcome.instead,
            written=model.outcome.written,
        )

    def _list(self, part: Part[ListFile]) -> PenaltyList:
        model = part.model.list
        self.once("list", model.id, part.place("list", "id"))
        basis = self.bases(model.basis, part, ("list", "basis"))
        found = self.lists[model.id] = PenaltyList(
            id=model.id,
            title=model.title,
            jurisdiction=model.jurisdiction,
            imported=part in self.imported,
            basis=basis,
            note=model.note,
            force=PenaltyClauses(part, self, basis).force(model.in_force, ("list", "in_force")),
            items=tuple(item.id for item in part.model.items),
            later=model.later.text if model.later else None,
            later_since=model.later.since if model.later else None,
        )
        for index, item in enumerate(part.model.items):
            self.items[item.id] = self._item(item, part, index)
        return found

    def _item(self, model: ItemModel, part: Part[ListFile], index: int) -> Rule:
        path: Path_ = ("items", index)
        whole = part.model.list
        self.once("rule", model.id, part.place(*path, "id"))
        if model.domain not in self.domains:
            self.diagnostics.report(
                "R331",
                part.place(*path, "domain"),
                "没有这个领域",
                found=model.domain,
                allowed=self.domains,
                remedy="在 domains.yaml 里加上",
            )
        own = self.bases(model.basis, part, (*path, "basis"))
        shared = self.lists[whole.id].basis
        clauses = PenaltyClauses(part, self, own or shared)
        children = [
            *(
                clauses.clause(clause, ("list", "requires", position))
                for position, clause in enumerate(whole.requires)
            ),
            *(
                clauses.clause(clause, (*path, "requires", position))
                for position, clause in enumerate(model.requires)
            ),
        ]
        excluded = tuple(
            clauses.clause(clause, ("list", "excludes", position))
            for position, clause in enumerate(whole.excludes)
        )
        if excluded:
            children.append(Group(id="excluded", kind="none", children=excluded))
        if not children:
            children.append(unseen(own or shared))
        return Rule(
            id=model.id,
            title=model.violation,
            effect=model.outcome.effect,
            modality=model.outcome.modality,
            requires=Group(id="all-conditions", kind="all", children=tuple(children)),
            force=self.lists[whole.id].force,
            basis=own or shared,
            note=model.note,
            list=whole.id,
            number=model.number,
            domain=model.domain,
            branch=model.branch,
            conditions=model.conditions,
            law=model.law,
            authority=model.authority,
            conflicts_with=model.conflicts_with,
            place=part.place(*path, "id"),
            instead=model.outcome.instead,
            written=model.outcome.written,
        )

    def _conflicts(self, lists: tuple[Part[ListFile], ...]) -> dict[str, Rule]:
        """The items; those in conflict have to name each other."""
        for part in lists:
            for index, model in enumerate(part.model.items):
                for position, other in enumerate(model.conflicts_with):
                    place = part.place("items", index, "conflicts_with", position)
                    if other not in self.items:
                        self.diagnostics.report(
                            "R330", place, "没有这一项", found=other, allowed=self.items
                        )
                    elif model.id not in self.items[other].conflicts_with:
                        self.diagnostics.report(
                            "R332",
                            place,
                            f"{other} 没有写与 {model.id} 冲突",
                            remedy="两项互相写明 conflicts_with",
                        )
        return self.items

    def _precedents(self) -> tuple[dict[str, DocumentModel], dict[str, PrecedentModel]]:
        documents: dict[str, DocumentModel] = {}
        precedents: dict[str, PrecedentModel] = {}
        for part in self.files.of("penalty-precedents", PrecedentsFile):
            for name, document in part.model.documents.items():
                self.once("document", name, part.document.key_place(("documents", name)))
                documents[name] = document
        for part in self.files.of("penalty-precedents", PrecedentsFile):
            for index, model in enumerate(part.model.precedents):
                self.once("rule", model.id, part.place("precedents", index, "id"))
                for key, found, allowed in (
                    ("document", model.document, documents),
                    ("domain", model.domain, self.domains),
                ):
                    if found not in allowed:
                        self.diagnostics.report(
                            "R330" if key == "document" else "R331",
                            part.place("precedents", index, key),
                            "没有这份文件" if key == "document" else "没有这个领域",
                            found=found,
                            allowed=allowed,
                        )
                precedents[model.id] = model
        return documents, precedents
