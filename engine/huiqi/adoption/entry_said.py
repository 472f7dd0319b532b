"""A condition of a rule in the columns of a sheet: fact, year, comparison, value and unit.

What these columns cannot say is written as an expression.
"""

from __future__ import annotations

import re
from datetime import date

from huiqi.adoption.entry_facts import EntryFacts
from huiqi.adoption.entry_words import COMPARISONS, DAYS, YEARS
from huiqi.language import tree
from huiqi.language.canonical import written_form
from huiqi.language.scope import Scope
from huiqi.language.tree import Node
from huiqi.language.types import Kind

Cells = dict[str, str]

_SPLIT = re.compile(r"(-?\d+(?:\.\d+)?)(\D*)")
_DAY_WORDS = {operator: word for word, operator in DAYS.items()}


class SaidInCells:
    """Puts conditions in columns, where ``scope`` is; ``records``: the list whose records a
    measure speaks of, by the name ``variable``.
    """

    def __init__(
        self, facts: EntryFacts, scope: Scope, variable: str | None, records: str | None
    ) -> None:
        self.facts, self.scope = facts, scope
        self.variable, self.records = variable, records

    def condition(self, node: Node) -> Cells:
        """The columns of a condition."""
        return self._columns(node) or {"formula": self.written(node)}

    def written(self, node: Node) -> str:
        """An expression in the one form."""
        return written_form(node, self.scope, "zh")

    def fact(self, node: Node) -> Cells | None:
        """The columns that name a fact and its year."""
        if isinstance(node, tree.FieldReference):
            record = node.record
            if (
                isinstance(record, tree.LocalReference)
                and record.name == self.variable
                and self.records is not None
            ):
                return {"fact": self.facts.field_label(self.records, node.field)}
            return None
        if not isinstance(node, tree.FactReference) or node.at is not None or node.every:
            return None
        label = self.facts.label(node.name)
        meant = self.facts.find(label)
        if meant is None or meant.name != node.name or meant.records:
            return None
        if not meant.yearly:
            return {"fact": label}
        if not YEARS.knows(node.shift):
            return None
        return {"fact": label, "year": YEARS.word(node.shift)}

    def _columns(self, node: Node) -> Cells | None:
        negative = isinstance(node, tree.Not)
        inner = node.operand if isinstance(node, tree.Not) else node
        if isinstance(inner, (tree.FactReference, tree.FieldReference)):
            found = self.fact(inner)
            return found and {**found, "comparison": COMPARISONS.word("no" if negative else "yes")}
        if isinstance(inner, (tree.Membership, tree.IndustryWithin)):
            found = self.fact(inner.operand)
            if found is None or (negative and isinstance(inner, tree.IndustryWithin)):
                return None
            listed = self._listed(inner)
            return {
                **found,
                "comparison": COMPARISONS.word("not in" if negative else "in"),
                "value": listed,
            }
        if negative or not isinstance(node, tree.Comparison):
            return None
        found = self.fact(node.left)
        if found is None or not isinstance(node.right, tree.Literal):
            return None
        value = _value(node.right)
        operator: str = node.operator
        if isinstance(node.right.value, date):
            operator = _DAY_WORDS.get(operator, operator)
        return value and {**found, "comparison": COMPARISONS.word(operator), **value}

    def _listed(self, node: tree.Membership | tree.IndustryWithin) -> str:
        if isinstance(node, tree.IndustryWithin):
            return "、".join(node.codes)
        options = node.operand.type.enumeration
        assert options is not None
        words = []
        for symbol in node.symbols:
            label = options.label(symbol, "zh")
            words.append(label if options.find(label) == symbol and "、" not in label else symbol)
        return "、".join(words)


def _value(literal: tree.Literal) -> Cells | None:
    """The columns of a value written in a rule; ``None`` of a kind that they cannot say."""
    if isinstance(literal.value, date):
        return {"value": literal.value.isoformat()}
    options = literal.type.enumeration
    if options is not None:
        symbol = str(literal.value)
        label = options.label(symbol, "zh")
        return {"value": label if options.find(label) == symbol else symbol}
    if literal.type.kind in (Kind.MONEY, Kind.RATIO, Kind.COUNT, Kind.SCALAR):
        match = _SPLIT.fullmatch(literal.text)
        return match and {"value": match[1], "unit": match[2]}
    return None
