"""Linking clauses: what a condition says, what it rests on, and how conditions are joined."""

from __future__ import annotations

from dataclasses import replace

from pydantic import BaseModel

from huiqi.language.scope import Scope
from huiqi.language.tree import FactReference, Or
from huiqi.language.types import BOOL
from huiqi.rulebook.basis import Basis, of_conditions, support
from huiqi.rulebook.expressions import Expressions
from huiqi.rulebook.linking import Linking
from huiqi.rulebook.measure import Clause, Condition, Group, Reading
from huiqi.rulebook.measure_models import (
    AllModel,
    AnyModel,
    AtLeastModel,
    ClauseModel,
    ConditionModel,
    NoneModel,
    QuestionModel,
    QuestionsFile,
)
from huiqi.rulebook.model_parts import held
from huiqi.rulebook.row_checks import RowChecks
from huiqi.rulebook.text import Text
from huiqi.rulebook.validation import Part, Path_
from huiqi.sentences import sentence
from huiqi.spelling import columns

#: How many columns of a line are left for a title in short, and for what a clause lacks: in
#: Chinese and in English.
SHORT, BRIEF = (20, 20), (28, 24)

_PARTS: dict[type[BaseModel], str] = {AllModel: "all", AnyModel: "any", NoneModel: "none"}


class ClauseLinker:
    """The clauses of one rule; ``basis`` is what a clause rests on that cites nothing itself."""

    def __init__(
        self, part: Part[BaseModel], scope: Scope, linker: Linking, basis: tuple[Basis, ...]
    ) -> None:
        self.part = part
        self.linker = linker
        self.diagnostics = linker.diagnostics
        #: All of its citations; a clause rests on those that do not speak of the money alone.
        self.whole = basis
        self.basis = of_conditions(basis)
        self.ids: set[str] = set()
        self.scope = scope
        self.expressions = Expressions(part, scope)

    def clause(self, model: ClauseModel, path: Path_) -> Clause:
        """A clause with everything below it."""
        if isinstance(model, str):
            return self._named(model, path)
        if isinstance(model, ConditionModel):
            return self.condition(model.id, model, path)
        if isinstance(model, AtLeastModel):
            kind, key, threshold = "at_least", "of", model.at_least
            if threshold > len(model.of):
                message = sentence("要满足的条数多于列出的条数")
                self.part.report("R313", (*path, "at_least"), message, found=threshold)
        else:
            kind = key = _PARTS[type(model)]
            threshold = 0
        children = tuple(
            self.clause(child, (*path, key, index))
            for index, child in enumerate(getattr(model, key))
        )
        RowChecks(self.scope, self.diagnostics).group(
            [
                (child.node, child.place)
                for child in children
                if isinstance(child, Condition) and child.node is not None
            ]
        )
        name = self.identified(model.id or f"{kind.replace('_', '-')}-{len(self.ids) + 1}", path)
        return Group(id=name, kind=kind, children=children, threshold=threshold, text=model.text)

    def identified(self, name: str, path: Path_) -> str:
        """The id of a clause; R301 where the rule has it already."""
        if name in self.ids:
            self.part.report("R301", (*path, "id"), sentence("本条规则里已有这个 id"), found=name)
        self.ids.add(name)
        return name

    def _named(self, name: str, path: Path_) -> Condition:
        question = self.linker.named.get(name)
        if question is not None:
            basis = question.basis or self.basis
            return replace(
                question,
                id=self.identified(question.id, path),
                basis=basis,
                grade=support(basis),
                place=self.part.place(*path),
            )
        if self.linker.named and self.scope.fact(name.strip("「」")) is None:
            truths = (own for own, fact in self.scope.facts.items() if fact.type == BOOL)
            allowed = [*self.linker.named, *truths]
            message = sentence("没有这个名称的条件")
            self.part.report("R303", path, message, found=name, allowed=allowed)
            node = None
        else:
            node = self.expressions.truth(name, path)
        if isinstance(node, FactReference):
            name = node.name
        definition = self.linker.definitions.get(name)
        basis = (definition.basis if definition is not None else ()) or self.basis
        return Condition(
            id=self.identified(name.replace("_", "-"), path),
            text=self.linker.label(name),
            basis=basis,
            grade=support(basis),
            node=node,
            unknown=self.linker.label(name) if node is None else None,
            place=self.part.place(*path),
        )

    def condition(self, name: str, model: QuestionModel, path: Path_) -> Condition:
        """A condition under its id; what cites nothing rests on what the rule does."""
        given = [
            key
            for key in ("formula", "unknown", "judgement", "readings")
            if getattr(model, key) is not None
        ]
        if len(given) != 1:
            self.part.report(
                "R314",
                path,
                sentence("一个条件只写 if、unknown、judgement、readings 之一"),
                found=" ".join(given) or sentence("一个也没有"),
            )
        basis = self.linker.bases(model.basis, self.part, (*path, "basis")) or self.basis
        text = model.text or model.judgement
        if text is None and model.unknown is not None:
            text = model.unknown
        if text is None:
            self.part.report("R202", path, sentence("缺少 text"), remedy=sentence("写明条件原意"))
            text = Text(zh=name, en=name)
        node = unless = None
        if model.formula is not None:
            node = self.expressions.truth(model.formula, (*path, "if"))
        if model.unless is not None:
            unless = self.expressions.truth(model.unless, (*path, "unless"))
            if model.formula is None:
                message = sentence("unless 只与 if 一起写")
                self.part.report("R314", (*path, "unless"), message)
        if node is not None and unless is not None:
            node = Or(BOOL, (unless, node))
        readings = tuple(
            held(
                Reading,
                reading,
                node=self.expressions.truth(reading.formula, (*path, "readings", index, "if")),
            )
            for index, reading in enumerate(model.readings or ())
        )
        return held(
            Condition,
            model,
            id=self.identified(name, path),
            text=text,
            basis=basis,
            grade=support(basis),
            node=node,
            unless=unless,
            question=model.judgement,
            readings=readings,
            place=self.part.place(*path),
            brief=self.within(model.brief, BRIEF, (*path, "brief")),
        )

    def within(self, text: Text | None, most: tuple[int, int], path: Path_) -> Text | None:
        """A short form; R345 where it is wider, in Chinese or English, than its line has room."""
        said = (text.zh, text.en) if text is not None else ()
        for own, limit in zip(said, most, strict=False):
            if columns(own) > limit:
                self.part.report(
                    "R345",
                    path,
                    sentence("简短写法最多 {limit} 列（汉字算两列）", limit=limit),
                    found=sentence("{own}（{number} 列）", own=own, number=columns(own)),
                )
        return text


def link_questions(linker: Linking, scope: Scope, kind: str = "questions") -> None:
    """The named conditions of a rulebook, for all clauses linked after them."""
    for part in linker.files.of(kind, QuestionsFile):
        clauses = ClauseLinker(part, scope, linker, ())
        for name, model in part.model.questions.items():
            if linker.once("name", name, part.document.key_place(("questions", name))):
                key = name.replace("_", "-")
                linker.named[name] = clauses.condition(key, model, ("questions", name))
