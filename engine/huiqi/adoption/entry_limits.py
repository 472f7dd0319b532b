"""From the rows of limits to caps, floors, rounding and stages."""

from __future__ import annotations

import re
from collections.abc import Sequence

from huiqi.adoption.entry_conditions import EntryConditions
from huiqi.adoption.entry_context import EntryContext
from huiqi.adoption.entry_located import ReadRow
from huiqi.adoption.entry_placed import InCells, at, listing, mapping
from huiqi.adoption.entry_words import DIRECTIONS, EXAMPLE_LIMIT, LIMITS, PER, UNSTATED
from huiqi.language.types import BOOL, DATE, MONEY, RATIO, Type
from huiqi.sentences import sentence
from huiqi.spelling import plain


class EntryLimits:
    """Reads the limits of what one measure gives."""

    def __init__(self, context: EntryContext, conditions: EntryConditions) -> None:
        self.context, self.conditions = context, conditions

    def read(self, rows: Sequence[ReadRow]) -> dict[str, InCells | None]:
        """Floors, caps, rounding and stages, each by its key."""
        found: dict[str, list[InCells]] = {"caps": [], "floors": [], "stages": []}
        rounding: dict[str, InCells | None] = {}
        for row in rows:
            kind = self.context.code(row, "group", LIMITS, sentence("种类"))
            if kind is None:
                continue
            if kind in ("rounding", "nothing_below"):
                rounding |= self._rounding(row, kind)
                continue
            number = len(found["stages"]) + 1
            stage = kind == "stages"
            limit = self._stage(row, number) if stage else self._limit(row, kind)
            if limit is not None:
                found[kind].append(limit)
        if rounding and "to" not in rounding:
            row = next(r for r in rows if LIMITS.find(r.text("group")) == "nothing_below")
            self.context.fault(
                "S110",
                row,
                "group",
                sentence("不足多少不给，要和“{rounding}”一起写", rounding=LIMITS.word("rounding")),
            )
        return {
            "floors": listing(found["floors"]),
            "caps": listing(found["caps"]),
            "rounding": mapping(rounding) if "to" in rounding else None,
            "stages": listing(found["stages"]),
        }

    def _stage(self, row: ReadRow, number: int) -> InCells | None:
        """A part of the amount, paid on its own condition."""
        said = row.text("text") or row.text("words")
        for key, what in (("text", said), ("fact", row.text("fact"))):
            if not what:
                message = (
                    sentence("没有写这一期是什么")
                    if key == "text"
                    else sentence("没有写这一期的比例：50%")
                )
                self.context.fault("S110", row, key, message)
        if not said or not row.text("fact"):
            return None
        share = self._written(row, "fact", RATIO)
        formula = self._written(row, "formula", BOOL)
        if share is None or (row.text("formula") and formula is None):
            return None
        name, text = row.mark or f"stage-{number}", self.context.text(said, row.place("text"))
        due = {"id": at(f"{name}-due", row.first), "text": text, "if": formula}
        return mapping(
            {
                "id": at(name, row.first),
                "text": text,
                "share": share,
                "if": mapping(due, row.place("formula")) if formula is not None else None,
            },
            row.first,
        )

    def _rounding(self, row: ReadRow, kind: str) -> dict[str, InCells | None]:
        if not row.text("fact"):
            self.context.fault("S110", row, "fact", sentence("没有写金额"))
            return {}
        amount = at(row.text("fact"), row.place("fact"))
        if kind == "nothing_below":
            return {"nothing_below": amount}
        wanted = self.context.code(row, "year", DIRECTIONS, sentence("向哪边取整"))
        note = row.text("text")
        return {
            "to": amount,
            "direction": at(wanted, row.place("year")) if wanted is not None else None,
            "basis": self.context.basis(row),
            "note": self.context.text(note, row.place("text")) if note else None,
        }

    def _limit(self, row: ReadRow, kind: str) -> InCells | None:
        per = self.context.code(row, "year", PER, sentence("范围"))
        note, written = row.text("text"), row.text("fact")
        amount: InCells | None = None
        if plain(written) == plain(UNSTATED):
            said = note or row.text("words") or UNSTATED
            amount = mapping({"unknown": self.context.text(said, row.place("text"))})
            note = ""
        elif not written or figure_alone(written):
            message = sentence("没有写单位") if written else sentence("没有写金额")
            self.context.fault(
                "S116",
                row,
                "fact",
                message,
                remedy=sentence("写作 {example}", example=EXAMPLE_LIMIT),
            )
        else:
            checked = self.conditions.expression(row, "fact", MONEY)
            amount = at(checked, row.place("fact")) if checked is not None else None
        less = self._written(row, "formula", MONEY)
        by = self._written(row, "how", DATE)
        if per is None or amount is None:
            return None
        return mapping(
            {
                "at_most" if kind == "caps" else "at_least": amount,
                "per": at(per, row.place("year")),
                "less": less if kind == "caps" else None,
                "by": by,
                "basis": self.context.basis(row),
                "note": self.context.text(note, row.place("text")) if note else None,
            },
            row.first,
        )

    def _written(self, row: ReadRow, key: str, expected: Type) -> InCells | None:
        if not row.text(key):
            return None
        checked = self.conditions.expression(row, key, expected)
        return at(checked, row.place(key)) if checked is not None else None


def figure_alone(written: str) -> bool:
    """Whether a figure has no unit: nobody can tell yuan from ten thousands."""
    return re.fullmatch(r"[\d,，.\s]+", written) is not None
