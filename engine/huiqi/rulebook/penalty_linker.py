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
from huiqi.rulebook.clause_linker import link_questions
from huiqi.rulebook.collection import Collection
from huiqi.rulebook.constraint_linker import link_constraints
from huiqi.rulebook.everyday_linker import link_words
from huiqi.rulebook.facts import link_conditions, link_facts
from huiqi.rulebook.first import link_first
from huiqi.rulebook.folder import PENALTY_PATTERNS, fingerprint_with, penalties_folder
from huiqi.rulebook.linking import link_called
from huiqi.rulebook.model_parts import held
from huiqi.rulebook.models import FactsFile, SourcesFile
from huiqi.rulebook.penalties import Duty, PenaltyBook, Procedure, Procedures
from huiqi.rulebook.penalty_clauses import ACT, PenaltyClauses, PenaltyLinking
from huiqi.rulebook.penalty_models import (
    CityListFile,
    DocumentModel,
    DomainsFile,
    DutyModel,
    FirstFile,
    ListFile,
    PenaltyQuestionsFile,
    PrecedentModel,
    PrecedentsFile,
    ProceduresFile,
    StatuteFile,
    WordsFile,
)
from huiqi.rulebook.phrases import link_phrases
from huiqi.rulebook.provision_linker import check_conflicts, link_list, link_statute
from huiqi.rulebook.roles import NEEDED
from huiqi.rulebook.rulebook import Fact, Rulebook
from huiqi.rulebook.validation import MODELS, Files, M, Part, Path_, read_files, read_part
from huiqi.rulebook.vocabulary_linker import check_called_once
from huiqi.sentences import sentence

#: The model that each kind of file must satisfy.
PENALTY_MODELS: Mapping[str, type[BaseModel]] = {
    "sources": SourcesFile,
    "facts": FactsFile,
    "penalty-domains": DomainsFile,
    "penalty-first": FirstFile,
    "penalty-questions": PenaltyQuestionsFile,
    "penalty-words": WordsFile,
    "penalty-statute": StatuteFile,
    "penalty-procedures": ProceduresFile,
    "penalty-city-list": CityListFile,
    "penalty-precedents": PrecedentsFile,
    "penalty-list": ListFile,
}
#: The models of those kinds that the rulebook's other files do not have.
PENALTY_SCHEMAS: Mapping[str, type[BaseModel]] = {
    kind: model for kind, model in PENALTY_MODELS.items() if kind not in MODELS
}


def link_penalties(folder: Path, imported: tuple[Path, ...] = ()) -> PenaltyBook:
    """The penalty rules of ``folder`` with the imported lists, from their files.

    Raises :class:`~huiqi.diagnostics.InputError` with every fault found.
    """
    diagnostics = Diagnostics()
    apart = penalties_folder(folder)
    if apart is None:
        raise input_error(
            "R333",
            Place(str(folder)),
            sentence("这个规则库没有处罚规则（缺 penalty-list/statute.yaml）"),
            remedy=sentence("用 --rules 指向有 penalty-list/ 的规则库，或不写 --rules"),
        )
    files = read_files(apart, diagnostics, PENALTY_PATTERNS, PENALTY_MODELS)
    read = [(read_part(ListFile, path, diagnostics), path) for path in imported]
    diagnostics.raise_errors()
    added = tuple(part for part, _ in read if part is not None)
    sha256 = fingerprint_with(files.sha256, [path.read_bytes() for _, path in read])
    assert sha256 is not None
    book = _PenaltyLinker(Files(files.parts, sha256), added, diagnostics).link()
    diagnostics.raise_errors()
    return book


class _PenaltyLinker(PenaltyLinking):
    def __init__(
        self, files: Files, imported: tuple[Part[ListFile], ...], diagnostics: Diagnostics
    ) -> None:
        super().__init__(files, diagnostics)
        self.imported = imported
        self.lists: dict[str, Collection] = {}

    def link(self) -> PenaltyBook:
        """The whole book."""
        lists = (*self.files.of("penalty-list", ListFile), *self.imported)
        for shared in self.files.of("sources", SourcesFile):
            self.cite(shared, shared.model.sources)
        domains = self._only("penalty-domains", DomainsFile)
        self.domains.update(domains.model.domains)
        for part in lists:
            self.cite(part, part.model.sources)
            self.domains.update(part.model.domains)
        facts = link_facts(self)
        self._check_roles(facts)
        declared = {name: Declaration(fact.type) for name, fact in facts.items()}
        terms = Scope(facts=declared, called=link_called(self, "facts"))
        self.scope = terms.binding(ACT, facts[ACT].type.item)
        self.facts = link_conditions(self, facts, self.scope)
        check_called_once(self)
        link_questions(self, self.scope, "penalty-questions")
        written: list[Part[FirstFile] | Part[ListFile]] = [
            *self.files.of("penalty-first", FirstFile),
            *lists,
        ]
        for file in written:
            for name, model in file.model.first.items():
                if self.once("name", name, file.document.key_place(("first", name))):
                    self.named[name] = link_first(name, model, file, self)
        statute = self._only("penalty-statute", StatuteFile)
        whole = link_statute(statute, self)
        self.lists = {p.model.list.id: link_list(p, self, p in self.imported) for p in lists}
        for part in lists:
            check_conflicts(part, self)
        held = self._only("penalty-city-list", CityListFile)
        city = held.model.city_list
        named = (*domains.model.levels.items(), *domains.model.places.items())
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
                version=str(formats.RULEBOOK),
                sha256=self.files.sha256,
                closure={name: frozenset((name,)) for name in self.facts},
                weak=frozenset(),
                provisions=self.rules,
                constraints=link_constraints(self, self.scope),
                written_at=self.written_at(),
                declared_at=self.places,
            ),
            domains=self.domains,
            called={str(key): text for key, text in named},
            city=city,
            city_basis=self.bases(city.basis, held, ("city_list", "basis")),
            city_place=held.place("city_list"),
            statute=whole,
            duties=tuple(
                self._duty(model, statute, index)
                for index, model in enumerate(statute.model.duties)
            ),
            procedures=self._procedures(),
            lists=self.lists,
            documents=documents,
            precedents=precedents,
            named=frozenset(self.named),
            phrases=tuple(
                phrase
                for part in self.files.of("penalty-questions", PenaltyQuestionsFile)
                for phrase in link_phrases(part)
            ),
            words=link_words(
                self,
                [one.title.zh for one in self.rules.values() if one.sanction.listed]
                + [one.violation for one in precedents.values()],
            ),
            sha256=self.files.sha256,
        )

    def _check_roles(self, facts: Mapping[str, Fact]) -> None:
        """What the engine has to know of an incident is declared (R338)."""
        for name, needed in NEEDED.items():
            fact = facts.get(name)
            if name == ACT and (fact is None or not fact.fields):
                place = self._only("facts", FactsFile).place("facts")
                said = sentence("没有清单 {name}，或者它没有字段", name=name)
                remedy = sentence("从随包的规则库复制")
                self.diagnostics.report("R338", place, said, remedy=remedy)
            for role in needed if fact is not None else ():
                if fact is not None and role not in fact.roles:
                    place = self.places["name", name]
                    said = sentence("{list}没有担任 {role} 的字段", list=fact.label, role=role)
                    remedy = sentence("在这个字段上写 role: {role}", role=role)
                    self.diagnostics.report("R338", place, said, remedy=remedy)
        # Without them nothing else of an incident can be linked.
        self.diagnostics.raise_errors()

    def _duty(self, model: DutyModel, part: Part[StatuteFile], index: int) -> Duty:
        path: Path_ = ("duties", index)
        basis = self.bases(model.basis, part, (*path, "basis"))
        expressions = PenaltyClauses(part, self, basis).expressions
        return held(
            Duty,
            model,
            basis=basis,
            applies=expressions.perhaps(model.applies, (*path, "applies")),
            done=expressions.perhaps(model.done, (*path, "done")),
        )

    def _procedures(self) -> Procedures | None:
        """Those of the rules' one file, if there is one."""
        for part in self.files.of("penalty-procedures", ProceduresFile):
            basis = self.bases(part.model.basis, part, ("basis",))
            expressions = PenaltyClauses(part, self, basis).expressions
            each = []
            for index, model in enumerate(part.model.procedures):
                path: Path_ = ("procedures", index)
                self.once("procedure", model.id, part.place(*path, "id"))
                each.append(
                    held(
                        Procedure,
                        model,
                        applies=expressions.perhaps(model.applies, (*path, "applies")),
                        review=True if model.review == "required" else None,
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
                "R333",
                Place(PENALTY_PATTERNS[kind]),
                sentence("缺少这个文件"),
                remedy=sentence("从随包的规则库复制"),
            )
        return parts[0]

    def _precedents(self) -> tuple[dict[str, DocumentModel], dict[str, PrecedentModel]]:
        documents: dict[str, DocumentModel] = {}
        precedents: dict[str, PrecedentModel] = {}
        for part in self.files.of("penalty-precedents", PrecedentsFile):
            for name, document in part.model.documents.items():
                self.once("document", name, part.document.key_place(("documents", name)))
                documents[name] = document
                places = self._only("penalty-domains", DomainsFile).model.places
                message = sentence("没有这一种文件")
                if places:
                    path = ("documents", name, "kind")
                    part.is_one_of(document.kind, places, "R330", path, message)
        for part in self.files.of("penalty-precedents", PrecedentsFile):
            for index, model in enumerate(part.model.precedents):
                self.once("rule", model.id, part.place("precedents", index, "id"))
                at: Path_ = ("precedents", index)
                message = sentence("没有这份文件")
                part.is_one_of(model.document, documents, "R330", (*at, "document"), message)
                message = sentence("没有这个领域")
                part.is_one_of(model.domain, self.domains, "R331", (*at, "domain"), message)
                precedents[model.id] = model
        return documents, precedents
