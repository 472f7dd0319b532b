"""From the rows of tiers and limits to what a measure gives.

Code S118: tiers that cannot be told apart or put in order.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from huiqi.adoption.entry_amounts import RANGE
from huiqi.adoption.entry_conditions import EntryConditions
from huiqi.adoption.entry_context import EntryContext
from huiqi.adoption.entry_limits import EntryLimits, figure_alone
from huiqi.adoption.entry_located import ReadRow
from huiqi.adoption.entry_placed import InCells, at, listing, mapping
from huiqi.adoption.entry_words import (
    COMPARISONS,
    EXAMPLE_AMOUNT,
    EXAMPLE_RANGE,
    GIVEN,
    TIERS,
)
from huiqi.language.types import MONEY, RATIO
from huiqi.quantities import QuantityError, parse_money
from huiqi.rulebook.naming import measures_called
from huiqi.sentences import sentence
from huiqi.spelling import Names, plain

Tier = tuple[ReadRow, str | None, InCells]


class EntryPayment:
    """Reads what one measure gives."""

    def __init__(self, context: EntryContext, conditions: EntryConditions) -> None:
        self.context, self.conditions = context, conditions
        self._measures = Names(measures_called(context.rulebook.measures.values()))

    def gives(
        self,
        tiers: Sequence[ReadRow],
        limits: Sequence[ReadRow],
        order: ReadRow | None,
        more: dict[str, InCells | None],
    ) -> InCells | None:
        """The amount with its limits; ``order``: how one of several tiers is chosen."""
        if not tiers:
            for row in limits[:1]:
                self.context.fault(
                    "S110", row, "group", sentence("第四部分没有写给多少，不能有限额"), found=""
                )
            return None
        place = tiers[0].first
        return mapping(
            {
                **self._amount(tiers, order),
                "readings": self._readings(tiers),
                **EntryLimits(self.context, self.conditions).read(limits),
                **more,
                "basis": self._basis(tiers),
            },
            place,
        )

    def _basis(self, tiers: Sequence[ReadRow]) -> InCells | None:
        """Every citation of a tier, each once."""
        found: dict[str, InCells] = {}
        for row in tiers:
            own = self.context.basis(row)
            if own is None or not isinstance(own.value, list):
                continue
            for index, value in enumerate(own.value):
                places = {p[1:]: c for p, c in own.places.items() if p[:1] == (index,)}
                found.setdefault(str(value), InCells(value, places))
        return listing(list(found.values()))

    def _amount(self, rows: Sequence[ReadRow], order: ReadRow | None) -> dict[str, InCells | None]:
        """What the tiers come to: a formula, a first match, a table, a maximum, an uplift."""
        ways = [(row, self.context.code(row, "group", GIVEN, sentence("给的方式"))) for row in rows]
        main = [(row, way) for row, way in ways if way not in (None, "reading")]
        raised = [row for row, way in main if way in ("uplift", "uplift_at_most")]
        if raised:
            if len(main) > 1:
                message = sentence("在别的措施上加的，只写一行")
                self.context.fault("S118", main[1][0], "group", message)
            return {"uplift": self._uplift(raised[0], dict(main)[raised[0]] == "uplift_at_most")}
        limited = [way == "at_most" for _, way in main if way != "unknown"]
        if any(limited) and not all(limited):
            row = next(row for row, way in main if way == "at_most")
            message = sentence("有的档是确定的金额，有的只写最高：放不到一起")
            remedy = sentence("都选 {at_most}，或分成两项措施", at_most=GIVEN.word("at_most"))
            self.context.fault("S118", row, "group", message, remedy=remedy)
            return {}
        tiers = []
        for row, way in main:
            value = self._value(row, way or "")
            written = self.conditions.is_written(row)
            condition = self.conditions.condition(row) if written else None
            if value is None or (written and condition is None):
                continue
            tiers.append((row, condition, value))
        if len(tiers) < len(main):
            return {}
        amount = self._tiers(tiers, order)
        return {} if amount is None else {"at_most" if any(limited) else "amount": amount}

    def _tiers(self, tiers: list[Tier], order: ReadRow | None) -> InCells | None:
        if not tiers:
            return None
        rest = [tier for tier in tiers if tier[1] is None]
        if len(rest) > 1:
            remedy = sentence("每一档写明条件；都不符合时给的那一档不写条件，只能有一档")
            self.context.fault(
                "S118", rest[1][0], "fact", sentence("有两档没有写条件"), found="", remedy=remedy
            )
            return None
        if len(tiers) == 1 and rest:
            return rest[0][2]
        tiers = self._ordered([tier for tier in tiers if tier[1] is not None], order)
        table = self._table(tiers) if not rest else None
        if table is not None:
            return table
        rows = []
        for row, condition, value in tiers:
            key = "formula" if row.text("formula") else "fact"
            rows.append(mapping({"if": at(condition, row.place(key)), "then": value}, row.first))
        otherwise = rest[0][2] if rest else None
        return mapping({"choose": listing(rows), "otherwise": otherwise}, tiers[0][0].first)

    def _ordered(self, tiers: list[Tier], order: ReadRow | None) -> list[Tier]:
        """As they stand, or the highest or the lowest amount first."""
        if order is None:
            return tiers
        wanted = self.context.code(order, "text", TIERS, sentence("分档怎样取"))
        if wanted in (None, "first"):
            return tiers
        amounts: list[tuple[Decimal, Tier]] = []
        for tier in tiers:
            try:
                amounts.append((parse_money(str(tier[2].value)), tier))
            except QuantityError:
                message = sentence("取最高或最低的一档，每一档都要是定额")
                self.context.fault("S118", tier[0], "how", message)
                return tiers
        amounts.sort(key=lambda found: found[0], reverse=wanted == "highest")
        return [tier for _, tier in amounts]

    def _table(self, tiers: Sequence[Tier]) -> InCells | None:
        """By the options of one fact, where that is all that tells the tiers apart."""
        keys = {(row.text("fact"), row.text("year")) for row, _, _ in tiers}
        if len(tiers) < 2 or len(keys) != 1:
            return None
        cells: dict[str, InCells] = {}
        for row, _, value in tiers:
            meant = self.context.facts.find(row.text("fact")) if row.text("fact") else None
            options = meant.type.enumeration if meant is not None else None
            symbol = options.find(row.text("value")) if options is not None else None
            equal = COMPARISONS.find(row.text("comparison")) == "=="
            if symbol is None or not equal or symbol in cells or not isinstance(value.value, str):
                return None
            cells[symbol] = value
        row = tiers[0][0]
        key = self.conditions.fact(row, "fact", "year")
        if key is None:
            return None
        return mapping(
            {
                "keys": listing([at(key, row.place("fact"))]),
                "table": mapping(dict(cells), row.first),
            },
            row.first,
        )

    def _value(self, row: ReadRow, way: str) -> InCells | None:
        """The amount of one tier."""
        written, place = row.text("how"), row.place("how")
        if way == "unknown":
            return self._unknown(row)
        if not written:
            self.context.fault("S110", row, "how", sentence("没有写给多少"))
            return None
        if way == "share":
            if not row.text("proof"):
                self.context.fault("S110", row, "proof", sentence("按比例的，没有写基数"))
                return None
            rate = self.conditions.expression(row, "how", RATIO)
            base = self.conditions.fact(row, "proof", "more")
            if rate is None or base is None:
                return None
            product = self.conditions.product(row, rate, base)
            return None if product is None else at(product, place)
        if way == "fixed":
            try:
                if figure_alone(written):
                    raise QuantityError(sentence("没有写单位"))
                parse_money(written)
            except QuantityError as problem:
                said = problem.told
                remedy = sentence(
                    "定额写作 {example}；按别的算的，方式选 {share} 或 {formula}",
                    example=EXAMPLE_AMOUNT,
                    share=GIVEN.word("share"),
                    formula=GIVEN.word("formula"),
                )
                self.context.fault("S116", row, "how", said, remedy=remedy)
                return None
        elif figure_alone(written):
            remedy = sentence("写明单位：{example}", example=EXAMPLE_AMOUNT)
            self.context.fault("S116", row, "how", sentence("没有写单位"), remedy=remedy)
            return None
        amount = self.conditions.expression(row, "how", MONEY)
        return None if amount is None else at(amount, place)

    def _unknown(self, row: ReadRow) -> InCells | None:
        """An amount that the text does not say, with its ends where it says these."""
        said = row.text("text") or row.text("words")
        if not said:
            self.context.fault("S110", row, "text", sentence("写一句：没有写明的是什么"))
            return None
        ends = row.text("how").split(RANGE) if row.text("how") else []
        if len(ends) not in (0, 2):
            remedy = sentence("写作 {example}，不知道的一头空着", example=RANGE.join(EXAMPLE_RANGE))
            self.context.fault("S116", row, "how", sentence("范围写不清"), remedy=remedy)
            return None
        between: dict[str, InCells | None] = {}
        for key, end in zip(("low", "high"), ends, strict=False):
            if end.strip():
                checked = self.conditions.part(row, "how", end.strip(), MONEY)
                between[key] = at(checked, row.place("how")) if checked is not None else None
        unknown = self.context.text(said, row.place("text"))
        found = mapping(between, row.place("how")) if between else None
        return mapping({"unknown": unknown, "between": found}, row.first)

    def _uplift(self, row: ReadRow, only_limit: bool) -> InCells | None:
        rate = self.conditions.expression(row, "how", RATIO) if row.text("how") else None
        if not row.text("how"):
            self.context.fault("S110", row, "how", sentence("没有写上浮多少"))
        of = self.measures(row, "proof")
        if rate is None or not of:
            return None
        return mapping(
            {
                "of": listing(of),
                "rate": at(rate, row.place("how")),
                "only_limit": at(True, row.place("group")) if only_limit else None,
            },
            row.first,
        )

    def measures(self, row: ReadRow, key: str) -> list[InCells]:
        """The measures that are named in a cell, several with a semicolon between them."""
        found = []
        for title in re.split("[；;]", row.text(key)):
            name = self._measures.find(title) if title.strip() else None
            if name is None:
                titles = [m.title.zh for m in self.context.rulebook.measures.values()]
                close = [t for t in titles if plain(title) in plain(t)] if title.strip() else []
                self.context.fault(
                    "C107",
                    row,
                    key,
                    sentence("没有这项措施"),
                    found=title,
                    allowed=close,
                    names=titles,
                    remedy=sentence("写全名；几项用分号隔开"),
                )
                continue
            found.append(at(name, row.place(key)))
        return found

    def _readings(self, rows: Sequence[ReadRow]) -> InCells | None:
        found: list[InCells] = []
        for row in rows:
            if GIVEN.find(row.text("group")) != "reading":
                continue
            amount = self.conditions.expression(row, "how", MONEY)
            said = row.text("text") or row.text("words")
            if not said:
                self.context.fault("S110", row, "text", sentence("没有写这是哪一种读法"))
            if amount is None or not said:
                continue
            found.append(
                mapping(
                    {
                        "id": at(row.mark or f"reading-{len(found) + 1}", row.first),
                        "text": self.context.text(said, row.place("text")),
                        "amount": at(amount, row.place("how")),
                    },
                    row.first,
                )
            )
        return listing(found)
