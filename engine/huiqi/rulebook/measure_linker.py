"""Linking a measure: its clauses, its amount and its period."""

from __future__ import annotations

from dataclasses import replace

from huiqi.language.scope import Scope
from huiqi.language.types import Kind
from huiqi.rulebook.apply_linker import link_apply
from huiqi.rulebook.basis import support
from huiqi.rulebook.clause_linker import SHORT, ClauseLinker
from huiqi.rulebook.expressions import Expressions
from huiqi.rulebook.linking import Linking, link_period
from huiqi.rulebook.list_columns import TITLE
from huiqi.rulebook.measure import (
    UNPUBLISHED,
    Clause,
    Condition,
    Effect,
    Gives,
    Grant,
    Rule,
    SourceConflict,
    Title,
    Unpublished,
)
from huiqi.rulebook.measure_models import MeasureModel
from huiqi.rulebook.model_parts import held
from huiqi.rulebook.once_linker import link_once, with_once
from huiqi.rulebook.payment_linker import GivesLinker
from huiqi.rulebook.text import Text
from huiqi.rulebook.validation import Part
from huiqi.sentences import sentence


class MeasureLinker(ClauseLinker):
    """The linking of one measure; faults are reported to its file."""

    def __init__(self, part: Part[MeasureModel], scope: Scope, linker: Linking) -> None:
        basis = linker.bases(part.model.basis, part, ("basis",))
        super().__init__(part, scope, linker, basis)
        self.model = part.model
        self.variable, self.records = None, None
        for variable, written in (self.model.for_each or {}).items():
            records = scope.fact(written.strip("「」")) or written
            self.variable, self.records = variable, records
            lists = [n for n, d in scope.facts.items() if d.type.kind is Kind.RECORDS]
            message = sentence("没有这个清单")
            if part.is_one_of(records, lists, "R303", ("for_each", variable), message):
                scope = scope.binding(variable, scope.facts[records].type.item)
        self.scope = scope
        self.expressions = Expressions(part, scope)

    def measure(self, programme: str, apart: bool) -> Rule:
        """The measure of a programme.

        ``apart``: another place's, for reference only.  What was received from it is not asked,
        and counts where it is told; what others than enterprises received does not.
        """
        model = self.model
        requires = self.requires(model)
        gives = None
        if model.gives is not None:
            gives = GivesLinker(model.gives, self, model.id, self.variable).gives()
            if model.gives.once is not None:
                once = link_once(self, model.gives.once, self.variable, self.records)
                gives = replace(gives, once=once)
            if gives.once is not None and model.recipient == "enterprise":
                requires = with_once(self, model.id, gives, self.records, requires, asked=not apart)
        self._check_recognises(model)
        force = model.in_force
        if not (force.since or force.until or force.ended_by or force.seen or force.note):
            self.part.report(
                "R312",
                ("in_force",),
                sentence(
                    "写明施行起止（from、until）、看到它有效的日期（seen），或为什么都没有（note）"
                ),
            )
        return held(
            Rule,
            model,
            collection=programme,
            department=model.department if isinstance(model.department, Text) else None,
            apply=link_apply(model.apply, self.part, self.linker, self.whole),
            in_force=link_period(force, self.part, ("in_force",), self.linker),
            basis=self.whole,
            variable=self.variable,
            records=self.records,
            requires=requires,
            effect=self.effect(model, gives),
            conflicts=tuple(
                held(
                    SourceConflict,
                    item,
                    basis=self.linker.bases(item.basis, self.part, ("conflicts", index, "basis")),
                )
                for index, item in enumerate(model.conflicts)
            ),
            place=self.part.place("id"),
            short=self.within(model.short, SHORT, ("short",)),
        )

    def requires(self, model: MeasureModel) -> Clause:
        """The clauses; for a text that is not public, one that nobody can decide."""
        if (model.requires is None) == (model.modelled_on is None):
            self.part.report(
                "R323",
                ("id",),
                sentence("写 requires，或在条文没有公开时写 modelled_on，二者选一"),
                found=model.id,
            )
        if model.requires is not None:
            return self.clause(model.requires, ("requires",))
        text = Text.of(sentence("条文没有公开"))
        return Condition(
            id=UNPUBLISHED,
            text=text,
            basis=self.whole,
            grade=support(self.whole),
            unknown=text,
            place=self.part.place("id"),
        )

    def effect(self, model: MeasureModel, gives: Gives | None) -> Effect:
        """What comes of it; R321 where only one of instrument and ladder says title."""
        if (model.instrument == "title") != (model.ladder is not None):
            self.part.report(
                "R321",
                ("instrument",),
                sentence("称号（instrument: title）要写 ladder，别的措施不写"),
                found=model.instrument,
            )
        if model.ladder is not None:
            held = self.expressions.truth(model.ladder.held, ("ladder", "held"))
            return Title(step=model.ladder.step, order=model.ladder.rung, held=held, gives=gives)
        if model.requires is None and model.modelled_on is not None:
            return Unpublished(modelled_on=model.modelled_on, gives=gives, titles=model.titles)
        return Grant(gives=gives)

    def _check_recognises(self, model: MeasureModel) -> None:
        """R329 where what it recognises is no title that an enterprise can have."""
        titles = [
            title
            for fact in self.linker.facts.values()
            for field in fact.things.get(TITLE, ())
            if (options := fact.fields[field].type.enumeration) is not None
            for title in options.symbols
        ]
        for index, title in enumerate(model.recognises):
            at = ("recognises", index)
            self.part.is_one_of(title, titles, "R329", at, sentence("没有这个称号"))
