"""Mistakes in tiers, tables and groups that can be read off them: told where they are written.

R352 a row that never applies, R353 a gap between rows, R354 a key of a table that never matters,
R355 what says again what stands before it.  What needs the facts' bounds is proved by the audit.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from huiqi.diagnostics import Diagnostics, Place
from huiqi.language import tree
from huiqi.language.canonical import written_form
from huiqi.language.formatting import format_quantity
from huiqi.language.implied import Implications, Limit, WrittenLimit, hole
from huiqi.language.scope import Scope
from huiqi.language.tree import Node
from huiqi.language.types import Type
from huiqi.sentences import sentence


@dataclass(frozen=True, slots=True)
class RowChecks:
    """The checks of what stands in one scope."""

    scope: Scope
    diagnostics: Diagnostics

    def tiers(
        self, conditions: Sequence[Node], places: Sequence[Place], otherwise: Place | None
    ) -> None:
        """Rows of which the first that holds counts; ``otherwise``: where the rest is told."""
        implied = Implications(self.scope)
        open_ = [row for row, condition in enumerate(conditions) if _understood(condition)]
        pairs = ((row, earlier) for row in open_ for earlier in open_ if earlier < row)
        for row, earlier in pairs:
            if implied.follows(conditions[earlier], conditions[row]):
                self.diagnostics.report(
                    "R352",
                    places[row],
                    sentence(
                        "这一档永远用不上：第 {number} 档成立时先用那一档", number=earlier + 1
                    ),
                    found=written_form(conditions[row], self.scope, "zh"),
                    remedy=sentence("条件严的一档放在前面；重复的删去"),
                )
                return
        always = any(isinstance(one, tree.Literal) and one.value is True for one in conditions)
        if always and otherwise is not None:
            self.diagnostics.report("R352", otherwise, sentence("前面一档总是成立，这里永远用不上"))
        elif otherwise is None and len(open_) == len(conditions):
            self._gap([implied.bounds(condition) for condition in conditions], places)

    def _gap(self, rows: list[tuple[WrittenLimit, ...]], places: Sequence[Place]) -> None:
        found = hole(rows)
        if found is not None:
            low, high, row = found
            type_ = rows[row][0].type
            self.diagnostics.report(
                "R353",
                places[row],
                sentence("各档之间有空当，落在里面的没有值"),
                found=sentence("{low}与{high}之间", low=_said(low, type_), high=_said(high, type_)),
                remedy=sentence("补上这一档或改界限；空当是原文如此的，写 otherwise"),
            )

    def bands(
        self, limits: Sequence[Node], values: Sequence[Node], places: Sequence[Place]
    ) -> None:
        """A band with the value of its neighbour: one of the two says nothing."""
        implied = Implications(self.scope)
        for row in range(1, len(limits)):
            if _understood(values[row]) and implied.same(values[row - 1], values[row]):
                self.diagnostics.report(
                    "R355",
                    places[row],
                    sentence("这一档与上一档的值一样"),
                    found=written_form(values[row], self.scope, "zh"),
                    remedy=sentence("改成这一档的值，或并成一档"),
                )
                return

    def table(self, node: tree.Lookup, places: Sequence[Place]) -> None:
        """A key of a table that changes nothing, whatever it is."""
        cells = {symbols: written_form(v, self.scope, "en") for symbols, v in node.cells}
        if not all(_understood(value) for _, value in node.cells):
            return
        for index, key in enumerate(node.keys):
            options = key.type.enumeration
            if options is None or len(options.symbols) < 2:
                continue
            columns: dict[tuple[str, ...], set[tuple[str, str]]] = {}
            for symbols, text in cells.items():
                rest = (*symbols[:index], *symbols[index + 1 :])
                columns.setdefault(rest, set()).add((symbols[index], text))
            if columns and all(
                len(column) == len(options.symbols) and len({text for _, text in column}) == 1
                for column in columns.values()
            ):
                self.diagnostics.report(
                    "R354",
                    places[index],
                    sentence("查表时这个键从不改变结果：它的每个选项都给同样的值"),
                    found=written_form(key, self.scope, "zh"),
                    remedy=sentence("改正抄重的格，或去掉这个键"),
                )

    def group(self, conditions: Sequence[tuple[Node, Place]]) -> None:
        """Of the conditions side by side in a group one that is there already."""
        seen: dict[str, Place] = {}
        for node, place in conditions:
            first = seen.setdefault(written_form(node, self.scope, "en"), place)
            # What is so, or not so, in any case says nothing that could be meant otherwise.
            constant = isinstance(node, tree.Literal)
            if first is not place and _understood(node) and not constant:
                self.diagnostics.report(
                    "R355",
                    place,
                    sentence("这个条件在同一组里已经写过（{first}）", first=first),
                    found=written_form(node, self.scope, "zh"),
                    remedy=sentence("删去一处，或改成要写的条件"),
                )


def _understood(node: Node) -> bool:
    """Whether there is no fault in it; what is unknown says nothing either."""
    return not any(isinstance(part, tree.UnknownValue) for part in tree.walk(node))


def _said(limit: Limit, type_: Type) -> str:
    if type_.enumeration is not None:
        assert isinstance(limit, int)
        return type_.enumeration.label(type_.enumeration.symbols[limit], "zh")
    return format_quantity(limit, type_, "zh")
