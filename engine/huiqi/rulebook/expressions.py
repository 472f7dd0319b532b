"""Expressions of one file: checked in their scope, faults reported at line and column.

The sugar of YAML (``choose``, ``bands``, ``table``, ``unknown``) is rewritten into nodes here.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from pydantic import BaseModel

from huiqi.language import tree
from huiqi.language.calls import is_quotient
from huiqi.language.checker import check_expression
from huiqi.language.parser import ExpressionError, words_in
from huiqi.language.scope import Scope
from huiqi.language.tree import Node
from huiqi.language.types import BOOL, DATE, MONEY, RATIO, Type, product
from huiqi.rulebook.row_checks import RowChecks
from huiqi.rulebook.validation import Part, Path_
from huiqi.rulebook.value_models import (
    BandsModel,
    BracketsModel,
    ChooseModel,
    TableModel,
    UnknownModel,
)
from huiqi.sentences import bilingual, sentence

#: Stands where an expression could not be understood; the fault has been reported.
_BROKEN = sentence("表达式有误")


@dataclass(frozen=True, slots=True)
class Expressions:
    """The checker of one file's expressions within a scope."""

    part: Part[BaseModel]
    scope: Scope

    def formula(
        self, text: str, path: Path_, expected: Type | None, compared: bool = False
    ) -> Node:
        """The typed tree of a text; ``compared``: it is one whole side of comparisons."""
        columns: dict[Node, int] = {}
        try:
            node = check_expression(text, self.scope, expected, columns, compared)
        except ExpressionError as problem:
            if self.scope.rests_on_broken(words_in(text)):
                return tree.UnknownValue(expected or BOOL, reason=_BROKEN)
            place = self.part.document.spot(path, problem.column)
            self.part.diagnostics.report(
                problem.code,
                place,
                problem.message,
                found=problem.found,
                allowed=problem.allowed,
                remedy=problem.remedy,
            )
            return tree.UnknownValue(expected or BOOL, reason=_BROKEN)
        self.part.nodes.update((found, (path, column)) for found, column in columns.items())
        return node

    def perhaps(self, text: str | None, path: Path_, expected: Type | None = BOOL) -> Node | None:
        """A formula (a condition, unless it is told otherwise) that need not be written."""
        return self.formula(text, path, expected) if text else None

    def amount(self, model: object, path: Path_) -> Node:
        """A formula that yields money; R306 for a quotient that no rounding makes exact."""
        node = self.value(model, path, MONEY)
        self.check_rounded(node, path)
        return node

    def check_rounded(self, node: Node, path: Path_) -> None:
        """R306 where an amount holds a quotient that no rounding makes exact."""
        if is_quotient(node):
            message = sentence("金额里的除法要放在 round(…, 位数) 里")
            self.part.report("R306", path, message, remedy=sentence("例如 round(a / b, 2)"))

    def truth(self, text: str, path: Path_) -> Node:
        """A condition."""
        return self.formula(text, path, BOOL)

    def value(self, model: object, path: Path_, expected: Type | None) -> Node:
        """A formula or one of its structured forms."""
        if isinstance(model, ChooseModel):
            return self._choose(model, path, expected)
        if isinstance(model, BandsModel):
            return self._bands(model, path, expected)
        if isinstance(model, BracketsModel):
            return self._brackets(model, path)
        if isinstance(model, TableModel):
            return self._table(model, path, expected)
        if isinstance(model, UnknownModel):
            return self._unknown(model, path, expected)
        return self.formula(str(model), path, expected)

    def _unknown(self, model: UnknownModel, path: Path_, expected: Type | None) -> Node:
        low, high = (
            self.perhaps(getattr(model.between, end, None), (*path, "between", end), expected)
            for end in ("low", "high")
        )
        if _reversed(low, high):
            self.part.report("R309", (*path, "between"), sentence("范围的下限大于上限"))
        known = low or high
        type_ = expected or (known.type if known else None)
        if (
            known is not None
            and not is_broken(known)
            and not (known.type.numeric or known.type == DATE)
        ):
            message = sentence("{type}不写范围，只写 unknown:", type=known.type)
            self.part.report("E104", (*path, "between"), message)
            low = high = None
        if type_ is None:
            message, remedy = sentence("未知的值要能看出类型"), sentence("写 between:")
            self.part.report("R310", path, message, remedy=remedy)
        return tree.UnknownValue(type_ or BOOL, reason=bilingual(model.unknown), low=low, high=high)

    def _choose(self, model: ChooseModel, path: Path_, expected: Type | None) -> Node:
        rows = []
        for index, row in enumerate(model.choose):
            at = (*path, "choose", index)
            condition = self.truth(row.condition, (*at, "if"))
            value = self.value(row.then, (*at, "then"), expected)
            expected = expected or value.type
            rows.append((condition, value))
        otherwise = None
        if model.otherwise is not None:
            otherwise = self.value(model.otherwise, (*path, "otherwise"), expected)
        assert expected is not None
        self._checks.tiers(
            [condition for condition, _ in rows],
            [self.part.place(*path, "choose", index, "if") for index in range(len(rows))],
            self.part.place(*path, "otherwise") if otherwise is not None else None,
        )
        return tree.Choose(expected, tuple(rows), otherwise)

    @property
    def _checks(self) -> RowChecks:
        return RowChecks(self.scope, self.part.diagnostics)

    def _bands(self, model: BandsModel, path: Path_, expected: Type | None) -> Node:
        measured = self.formula(model.of, (*path, "of"), None, compared=True)
        limits, values = [], []
        rising = model.bands[0].at_least is None
        for index, band in enumerate(model.bands):
            at = (*path, "bands", index)
            written, name = (band.at_most, "at_most") if rising else (band.at_least, "at_least")
            if written is None or (band.at_least is None) == (band.at_most is None):
                self.part.report(
                    "R320", at, sentence("一组分档要么都写 at_least，要么都写 at_most")
                )
                written = "0"
            wanted = measured.type if measured.type.ordered else None
            limits.append(self.formula(written, (*at, name), wanted))
            values.append(self.formula(band.value, (*at, "value"), expected))
            expected = expected or values[-1].type
        if not (measured.type.ordered or is_broken(measured)):
            said = sentence("{type}没有大小之分，不能分档", type=measured.type)
            self.part.report("E104", (*path, "of"), said)
        otherwise = self.perhaps(model.otherwise, (*path, "otherwise"), expected)
        assert expected is not None

        def compared(operator: str) -> list[Node]:
            return [
                tree.Comparison(BOOL, operator=operator, left=measured, right=limit)
                for limit in limits
            ]

        kept = compared("<=" if rising else ">=")
        places = [self.part.place(*path, "bands", index) for index in range(len(limits))]
        self._checks.tiers(kept, places, None)
        self._checks.bands(limits, values, places)
        if model.edges == "stated":
            return tree.Choose(expected, tuple(zip(kept, values, strict=True)), otherwise)
        # Only the exact limit is disputed: there the value is one of the two neighbours.
        rows: list[tuple[Node, Node]] = []
        passed, met = compared("<" if rising else ">"), compared("==")
        for value, below, *conditions in zip(
            values, (*values[1:], otherwise), passed, met, strict=True
        ):
            both = (value, below or value)
            low = high = None
            if expected.ordered and expected.enumeration is None:
                low, high = (tree.Extreme(expected, least, both) for least in (True, False))
            disputed = tree.UnknownValue(
                expected,
                reason=sentence("来源对恰好等于界限的写法不一，须人工判定"),
                low=low,
                high=high,
            )
            rows += zip(conditions, (value, disputed), strict=True)
        return tree.Choose(expected, tuple(rows), otherwise)

    def rate(self, text: str, path: Path_) -> Node:
        """A part of a whole; R348 where a bare number is many times the whole (8 for 8%)."""
        node = self.formula(text, path, RATIO)
        if isinstance(node, tree.Literal) and isinstance(node.value, Decimal):
            bare = node.text.strip()
            if node.value > 1 and not bare.endswith("%"):
                self.part.report(
                    "R348",
                    path,
                    sentence("比例是全部的几倍"),
                    found=bare,
                    remedy=sentence("是百分之几就写 {bare}%", bare=bare),
                )
        return node

    def _brackets(self, model: BracketsModel, path: Path_) -> Node:
        """The sum of ``rate * (min(base, end) - min(base, start))`` over the slices."""
        base = self.formula(model.of, (*path, "of"), None)
        start: Node | None = None
        whole: Node | None = None
        for index, part in enumerate(model.brackets):
            at = (*path, "brackets", index)
            last = index == len(model.brackets) - 1
            if (part.up_to is None) != last:
                self.part.report("R320", at, sentence("只有最后一级不写 up_to，其余各级都要写"))
            rate = self.rate(part.rate, (*at, "rate"))
            end: Node = base
            if part.up_to is not None:
                limit = self.formula(part.up_to, (*at, "up_to"), base.type)
                end = tree.Extreme(base.type, True, (base, limit))
            if start is not None and _falls(start, end):
                self.part.report("R309", at, sentence("up_to 要逐级变大"))
            within = end
            if start is not None:
                within = tree.Arithmetic(base.type, operator="-", left=end, right=start)
            paid = tree.Arithmetic(
                product(base.type, RATIO) or base.type, operator="*", left=rate, right=within
            )
            whole = (
                paid
                if whole is None
                else tree.Arithmetic(paid.type, operator="+", left=whole, right=paid)
            )
            start = end
        assert whole is not None
        return whole

    def _table(self, model: TableModel, path: Path_, expected: Type | None) -> Node:
        keys = tuple(
            self.formula(key, (*path, "keys", index), None) for index, key in enumerate(model.keys)
        )
        cells: list[tuple[tuple[str, ...], Node]] = []
        for row, content in model.table.items():
            at = (*path, "table", row)
            columns = content if len(keys) == 2 and isinstance(content, dict) else {"": content}
            for column, cell in columns.items():
                spot = (*at, column) if column else at
                names = (str(row), str(column)) if column else (str(row),)
                if len(names) != len(keys):
                    self.part.report("R311", at, sentence("每行要按第二个键分列"))
                    continue
                value = self.formula(str(cell), spot, expected)
                expected = expected or value.type
                symbols = self._symbols(keys, names, spot)
                if symbols in dict(cells):
                    self.part.diagnostics.report(
                        "R355",
                        self.part.document.key_place(spot),
                        sentence("表里这一格已经写过"),
                        found=bilingual(tuple(names)),
                        remedy=sentence("删去一格，或改成另一个选项"),
                    )
                cells.append((symbols, value))
        assert expected is not None
        node = tree.Lookup(expected, keys, tuple(cells))
        self._checks.table(node, [self.part.place(*path, "keys", n) for n in range(len(keys))])
        return node

    def _symbols(
        self, keys: tuple[Node, ...], names: tuple[str, ...], path: Path_
    ) -> tuple[str, ...]:
        symbols = []
        for key, name in zip(keys, names, strict=True):
            enumeration = key.type.enumeration
            found = enumeration.find(name) if enumeration else None
            if found is None and not is_broken(key):
                self.part.report(
                    "E107",
                    path,
                    sentence("没有这个选项"),
                    found=name,
                    allowed=enumeration.symbols if enumeration else (),
                )
            symbols.append(found or name)
        return tuple(symbols)


def is_broken(node: Node) -> bool:
    """Whether a fault in it has been reported."""
    return any(
        isinstance(part, tree.UnknownValue) and part.reason == _BROKEN for part in tree.walk(node)
    )


def _falls(start: Node, end: Node) -> bool:
    """Whether a slice's written end does not lie above its start."""
    if not (isinstance(start, tree.Extreme) and isinstance(end, tree.Extreme)):
        return False
    low, high = start.operands[1], end.operands[1]
    if not (isinstance(low, tree.Literal) and isinstance(high, tree.Literal)):
        return False
    return low.type != high.type or low.value >= high.value  # type: ignore[operator]


def _reversed(low: Node | None, high: Node | None) -> bool:
    """Whether two written bounds stand the wrong way round."""
    if not (isinstance(low, tree.Literal) and isinstance(high, tree.Literal)):
        return False
    return low.type == high.type and low.value > high.value  # type: ignore[operator]
