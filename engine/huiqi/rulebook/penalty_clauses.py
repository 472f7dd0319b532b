"""The clauses of penalty provisions and items, in the scope of an incident.

The same texts stand many times in a long list, so each is checked once.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from pydantic import BaseModel

from huiqi.diagnostics import Diagnostics
from huiqi.language.scope import Scope
from huiqi.language.tree import Node
from huiqi.language.types import Type
from huiqi.rulebook.basis import Basis, support
from huiqi.rulebook.clause_linker import ClauseLinker
from huiqi.rulebook.expressions import Expressions
from huiqi.rulebook.first import first_condition
from huiqi.rulebook.force import IN_FORCE
from huiqi.rulebook.linking import Linking
from huiqi.rulebook.measure import Condition
from huiqi.rulebook.penalties import TemporalScope
from huiqi.rulebook.penalty_models import FirstModel, ForceModel
from huiqi.rulebook.period_linker import link_period
from huiqi.rulebook.text import Text
from huiqi.rulebook.validation import Files, Part, Path_

_DAYS = ("incident.committed_on", "incident.ended_on", "as_of")


class PenaltyLinking(Linking):
    """What the linking of every provision and item shares."""

    def __init__(self, files: Files, diagnostics: Diagnostics) -> None:
        super().__init__(files, diagnostics)
        self.scope = Scope(facts={})
        self.firsts: dict[str, tuple[FirstModel, Part[BaseModel]]] = {}
        #: What has been linked already.
        self.formulas: dict[tuple[str, Type | None], Node] = {}
        self.known_firsts: dict[str, Condition] = {}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Remembered(Expressions):
    """Expressions of a long list, where the same text stands many times: each checked once."""

    found: dict[tuple[str, Type | None], Node] = field(default_factory=dict)

    def formula(
        self, text: str, path: Path_, expected: Type | None, compared: bool = False
    ) -> Node:
        """The typed tree; a text at fault is not remembered, and reported at every place."""
        node = self.found.get((text, expected)) if not compared else None
        if node is None:
            before = len(self.diagnostics.items)
            # Named, since a dataclass with slots is another class than the one it was written as.
            node = Expressions.formula(self, text, path, expected, compared)
            if len(self.diagnostics.items) == before and not compared:
                self.found[text, expected] = node
        return node


class PenaltyClauses(ClauseLinker):
    """The clauses of one provision or item, in the scope of an incident."""

    def __init__(
        self, part: Part[BaseModel], linker: PenaltyLinking, basis: tuple[Basis, ...]
    ) -> None:
        super().__init__(part, linker.scope, linker, basis)
        self.formulas = linker.formulas
        self.expressions = _Remembered(part, self.diagnostics, linker.scope, found=self.formulas)
        self.firsts = linker.firsts
        self.known_firsts = linker.known_firsts

    def _named(self, name: str, path: Path_) -> Condition:
        """A definition of first violation."""
        if name not in self.firsts:
            self.diagnostics.report(
                "R303",
                self.part.place(*path),
                "没有这种“首次”的定义",
                found=name,
                allowed=self.firsts,
            )
            return unseen(self.basis)
        model, part = self.firsts[name]
        key = self.identified(name.replace("_", "-"), path)
        own = self.linker.bases(model.basis, part, ("first", name, "basis"))
        if own and name in self.known_firsts:
            return self.known_firsts[name]
        expressions = _Remembered(part, self.diagnostics, self.scope, found=self.formulas)
        found = first_condition(model, key, own or self.basis, expressions, self.part.place(*path))
        return self.known_firsts.setdefault(name, found) if own else found

    def perhaps(self, text: str, path: Path_) -> Node | None:
        """A condition that need not be written."""
        return self.expressions.truth(text, path) if text else None

    def force(self, model: ForceModel, path: Path_) -> TemporalScope:
        """The days on which the rule applies, for the act or the decision."""
        period = link_period(model, self.part, path, self.linker)
        earliest, latest = period.possible
        if model.since is None and model.issued is not None:
            earliest = model.issued
        basis = period.basis or self.basis
        text = Text(
            zh="行为时或者决定时已施行且未失效",
            en="in force at the time of the act or of the decision",
        )
        known = period.known
        question = known != (earliest, latest)
        condition = Condition(
            id=IN_FORCE,
            text=text,
            basis=basis,
            grade=support(basis),
            question=text if question else None,
            note=model.note,
            place=self.part.place(*path),
        )
        return TemporalScope(
            period=period,
            issued=model.issued,
            certain=self.expressions.truth(_within(*known) if known else "false", path),
            possible=self.expressions.truth(_within(earliest, latest), path),
            condition=condition,
        )


def _within(low: date, high: date) -> str:
    """That one of the days that count lies between the ends; an end may be open."""
    parts = []
    for day in _DAYS:
        ends = [f"{day} >= {low}"] if low != date.min else []
        ends += [f"{day} <= {high}"] if high != date.max else []
        parts.append(" and ".join(ends))
    return " or ".join(f"({part})" for part in parts) if parts[0] else "true"


def unseen(basis: tuple[Basis, ...]) -> Condition:
    """The condition that stands for those a source does not list."""
    text = Text(
        zh="来源没有列出条件：本案是否符合",
        en="the source does not list the conditions: does the case meet them",
    )
    return Condition(
        id="item-conditions", text=text, basis=basis, grade=support(basis), question=text
    )
