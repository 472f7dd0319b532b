"""From the columns of a row to an expression: fact, year, comparison, value and unit, or written.

Each fault is told at its own cell.  Codes: C103 no such fact, S114 a year missing or doubtful, S115
a comparison that the fact has not, S116 a value; E101 to E108 as the language has them.
"""

from __future__ import annotations

import re

from huiqi.adoption.entry_context import EntryContext
from huiqi.adoption.entry_facts import Meant
from huiqi.adoption.entry_items import BASIC_ITEMS
from huiqi.adoption.entry_located import ReadRow
from huiqi.adoption.entry_words import (
    AMBIGUOUS_YEARS,
    COMPARISONS,
    DAYS,
    NO,
    YEARS,
    YES,
    YUAN,
)
from huiqi.dates import parse_date
from huiqi.language.canonical import written_form
from huiqi.language.checker import check_expression
from huiqi.language.parser import ExpressionError
from huiqi.language.scope import Scope
from huiqi.language.types import BOOL, MONEY, Kind, Type
from huiqi.quantities import (
    MONEY_UNITS,
    RATIO_UNITS,
    QuantityError,
    parse_count,
    parse_ratio,
    split_money,
    split_quantity,
)
from huiqi.sentences import sentence

#: The columns that a condition is written in, one after the other.
_COLUMNS = ("year", "comparison", "value", "unit")
_ORDER = ("<", "<=", ">", ">=")
_SHIFT = re.compile(r"-\d{1,2}")


class EntryConditions:
    """Reads expressions where ``scope`` is; ``records``: the list that ``variable`` runs over."""

    def __init__(
        self,
        context: EntryContext,
        scope: Scope,
        variable: str | None = None,
        records: str | None = None,
    ) -> None:
        self.context, self.scope = context, scope
        self.variable, self.records = variable, records

    def is_written(self, row: ReadRow) -> bool:
        """Whether a row has a condition at all."""
        return bool(row.text("fact") or row.text("formula"))

    def condition(self, row: ReadRow) -> str | None:
        """The condition of a row in the one form; ``None`` where a fault has been reported."""
        if row.text("fact") and row.text("formula"):
            self.context.fault(
                "S113",
                row,
                "formula",
                sentence("事实和算式只写一种"),
                remedy=sentence("留一种，另一种清空"),
            )
            return None
        if row.text("formula"):
            return self.expression(row, "formula", BOOL)
        built = self._built(row)
        return None if built is None else self._checked(built, row, "value", BOOL)

    def expression(self, row: ReadRow, key: str, expected: Type | None) -> str | None:
        """An expression written in a cell, in the one form."""
        return self.part(row, key, row.text(key), expected)

    def part(self, row: ReadRow, key: str, text: str, expected: Type | None) -> str | None:
        """An expression that is a part of what stands in a cell."""
        written = money_text(text) if expected == MONEY else text
        return self._checked(self._own_names(written), row, key, expected)

    def _own_names(self, text: str) -> str:
        """A field as the sheet lists it (清单：字段) is one of the record that is spoken of."""
        if self.variable is None or self.records is None:
            return text
        listed = re.escape(self.context.facts.label(self.records))
        return re.sub(rf"{listed} ?[：:] ?", f"{self.variable}.", text)

    def product(self, row: ReadRow, rate: str, base: str) -> str | None:
        """A share of a fact."""
        return self._checked(f"{rate} * {base}", row, "proof", MONEY)

    def fact(self, row: ReadRow, key: str, year: str) -> str | None:
        """A fact that is named in a column, with its year in another."""
        meant = self._meant(row, key)
        named = None if meant is None else self._reference(row, meant, year)
        return None if named is None else self._checked(named, row, key, None)

    def _checked(self, text: str, row: ReadRow, key: str, expected: Type | None) -> str | None:
        try:
            node = check_expression(text, self.scope, expected)
        except ExpressionError as problem:
            self.context.fault(
                problem.code,
                row,
                key,
                problem.message,
                found=problem.found or text,
                allowed=problem.allowed,
                remedy=problem.remedy,
            )
            return None
        return written_form(node, self.scope, "zh")

    def _meant(self, row: ReadRow, key: str) -> Meant | None:
        context, written = self.context, row.text(key)
        meant = context.facts.find(written)
        if meant is None:
            message, details = context.facts.names.refusal(written)
            remedy = details.get("remedy", "")
            context.fault(
                "C103",
                row,
                key,
                message,
                allowed=details.get("allowed", ()),
                names=[*details.get("names", ()), *self._fields()],
                remedy=sentence("从下拉里选；没有的写成要问部门的问题。{remedy}", remedy=remedy),
            )
            return None
        if meant.records and meant.records != self.records:
            listed = context.facts.label(meant.records)
            context.fault(
                "S113",
                row,
                key,
                sentence("这是清单里一项的事，而这项措施不是按这个清单逐项算的"),
                remedy=sentence(
                    "第一部分“{item}”选 {listed}；或写成算式",
                    listed=listed,
                    item=BASIC_ITEMS["for_each"].label,
                ),
            )
            return None
        return meant

    def _fields(self) -> list[str]:
        if self.records is None:
            return []
        listed = self.context.rulebook.facts[self.records]
        return [self.context.facts.field_label(self.records, name) for name in listed.fields]

    def _reference(self, row: ReadRow, meant: Meant, key: str) -> str | None:
        written = row.text(key)
        name = f"{self.variable}.{meant.name}" if meant.records else meant.name
        if not meant.yearly:
            if written:
                self.context.fault(
                    "S114", row, key, sentence("这项事实不分年，不写年度"), remedy=sentence("清空")
                )
                return None
            return name
        if not written:
            self.context.fault(
                "S114", row, key, sentence("这项事实分年，没有写看哪一年"), allowed=YEARS.options
            )
            return None
        shift = YEARS.find(written)
        if shift is None and _SHIFT.fullmatch(written):
            shift = int(written)
        if shift is None:
            doubtful = written in AMBIGUOUS_YEARS
            message = (
                sentence("“{written}”可以是不同的年", written=written)
                if doubtful
                else sentence("看不懂年度")
            )
            remedy = sentence("几年都要的，一年写一行，或写成算式")
            self.context.fault("S114", row, key, message, allowed=YEARS.options, remedy=remedy)
            return None
        return f"{name}[{shift}]" if shift else name

    def _built(self, row: ReadRow) -> str | None:
        context = self.context
        meant = self._meant(row, "fact")
        if meant is None:
            return None
        reference = self._reference(row, meant, "year")
        if meant.type.kind is Kind.RECORDS:
            context.fault(
                "S115",
                row,
                "fact",
                sentence("这是一张清单，不能这样比"),
                remedy=sentence("写成算式"),
            )
            return None
        if meant.type.kind is Kind.BOOL and not row.text("comparison"):
            context.fault("S110", row, "comparison", sentence("没有写是还是否"), allowed=(YES, NO))
            return None
        comparison = context.code(row, "comparison", COMPARISONS, sentence("比较"))
        if comparison is None or reference is None:
            return None
        return self._compared(row, meant, reference, comparison)

    def _compared(self, row: ReadRow, meant: Meant, reference: str, comparison: str) -> str | None:
        kind, options = meant.type.kind, meant.type.enumeration
        operator = DAYS.get(comparison, comparison)
        allowed: tuple[str, ...] = ("==", "!=", *_ORDER) if meant.type.ordered else ("==", "!=")
        if kind is Kind.BOOL:
            allowed = ("yes", "no")
        elif options is not None:
            allowed = (*allowed, "in", "not in")
        elif kind is Kind.INDUSTRY:
            allowed = ("in", "==")
        if operator not in allowed or (comparison in DAYS and kind is not Kind.DATE):
            words = [COMPARISONS.word(code) for code in allowed]
            self.context.fault(
                "S115",
                row,
                "comparison",
                sentence("{kind}不能这样比", kind=kind.value),
                allowed=words,
            )
            return None
        if kind is Kind.BOOL:
            for key in ("value", "unit"):
                if row.text(key):
                    message = sentence("比较已经写了是或否，这里不写")
                    self.context.fault("S116", row, key, message, remedy=sentence("清空"))
                    return None
            return reference if comparison == "yes" else f"not {reference}"
        if not row.text("value"):
            self.context.fault("S110", row, "value", sentence("没有写值"))
            return None
        if options is not None or kind is Kind.INDUSTRY:
            return self._listed(row, meant, reference, comparison)
        value = self.quantity(row, meant)
        return None if value is None else f"{reference} {operator} {value}"

    def _listed(self, row: ReadRow, meant: Meant, reference: str, comparison: str) -> str | None:
        options = meant.type.enumeration
        words = [part.strip() for part in re.split("[、，,；;]", row.text("value")) if part.strip()]
        if options is None:
            return f"{reference} within {{{', '.join(words)}}}"
        symbols = []
        for word in words:
            symbol = options.find(word)
            if symbol is None:
                labels = options.words("zh")
                self.context.fault(
                    "E107", row, "value", sentence("没有这个选项"), found=word, allowed=labels
                )
                return None
            symbols.append(symbol)
        if comparison in ("in", "not in"):
            return f"{reference} {comparison} {{{', '.join(symbols)}}}"
        if len(symbols) != 1:
            remedy = sentence("几个都算的，比较选 {among}", among=COMPARISONS.word("in"))
            self.context.fault("S116", row, "value", sentence("这里只写一个"), remedy=remedy)
            return None
        return f"{reference} {comparison} {symbols[0]}"

    def quantity(self, row: ReadRow, meant: Meant) -> str | None:
        """A number with its unit, or a day, as the language writes it."""
        written, unit, kind = row.text("value"), row.text("unit"), meant.type.kind
        try:
            if kind is Kind.DATE:
                return parse_date(written).isoformat()
            if kind is Kind.MONEY:
                number, own = split_money(written)
                return f"{number:f}{_unit(own, unit, tuple(MONEY_UNITS))}"
            if kind is Kind.RATIO:
                number, own = split_quantity(written)
                if not own and not unit:
                    return f"{parse_ratio(written):f}"
                return f"{number:f}{_unit(own, unit, tuple(RATIO_UNITS))}"
            if kind in (Kind.COUNT, Kind.SCALAR):
                number = parse_count(written + unit, meant.unit)
                return f"{number:f}"
        except _UnitError as problem:
            self.context.fault(
                "S116", row, "unit", problem.told, found=unit, allowed=problem.allowed
            )
            return None
        except QuantityError as problem:
            self.context.fault("S116", row, "value", problem.told, found=f"{written}{unit}")
            return None
        self.context.fault(
            "S115",
            row,
            "fact",
            sentence("{kind}不能这样比", kind=kind.value),
            remedy=sentence("写成算式"),
        )
        return None


def money_text(text: str) -> str:
    """A sum of money with its unit in full, 50万 as 50万元; anything else as it stands."""
    try:
        number, unit = split_money(text)
    except QuantityError:
        return text
    named = next((one for one in (unit, f"{unit}{YUAN}") if one in MONEY_UNITS), None)
    return f"{number:f}{named}" if unit and named is not None else text


class _UnitError(QuantityError):
    def __init__(self, message: str, allowed: tuple[str, ...]) -> None:
        super().__init__(message)
        self.allowed = allowed


def _unit(own: str, beside: str, allowed: tuple[str, ...]) -> str:
    """The unit of a figure, written with it or in the cell beside."""
    given = [unit if unit in allowed else f"{unit}{YUAN}" for unit in (own, beside) if unit]
    if not given:
        raise _UnitError(sentence("没有写单位"), allowed)
    if given[0] not in allowed or len(set(given)) > 1:
        raise _UnitError(sentence("看不懂单位，或者写了两个不同的"), allowed)
    return given[0]
