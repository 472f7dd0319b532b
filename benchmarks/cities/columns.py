"""A column as it is drawn: numbers, and which of them are known; and how DuckDB writes it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from typing import Any

import numpy as np
from numpy.typing import NDArray

Array = NDArray[Any]


class Kind(Enum):
    """What the numbers are."""

    MONEY = "money"  # cents
    RATIO = "ratio"  # hundredths of a per cent
    COUNT = "count"
    DAY = "day"  # since 1970-01-01
    TRUTH = "truth"
    SYMBOL = "symbol"  # its place among the words
    YEAR_OR_NONE = "year or none"  # 0: does not apply
    TEXT = "text"  # words themselves


@dataclass(frozen=True, kw_only=True)
class Drawn:
    """A column of so many rows.

    Attributes:
        words: What the places of symbols are called.
        known: Which rows say something; absent, all.
        least: Which rows say only "at least", and are written as text.
    """

    kind: Kind
    values: Array
    known: Array | None = None
    words: tuple[str, ...] = ()
    least: Array | None = None

    def at(self, rows: Array) -> Drawn:
        """These rows of it."""
        known = None if self.known is None else self.known[rows]
        least = None if self.least is None else self.least[rows]
        return Drawn(
            kind=self.kind, values=self.values[rows], known=known, words=self.words, least=least
        )


def written(name: str, drawn: Drawn, given: dict[str, Array], *, words: bool) -> str:
    """The column as SQL over arrays, which are put into ``given``.

    ``words``: a yes is written 是, as people do, not as a truth.
    """
    place = len(given)
    value, known, least = f"v{place}", f"k{place}", f"l{place}"
    given[value] = drawn.values
    text = _expression(value, drawn, words)
    if drawn.least is not None:
        given[least] = drawn.least
        text = f"CASE WHEN {least} THEN '>= ' ELSE '' END || CAST({text} AS VARCHAR)"
    if drawn.known is not None:
        given[known] = drawn.known
        text = f"CASE WHEN {known} THEN {text} END"
    return f'{text} AS "{name}"'


def _expression(value: str, drawn: Drawn, words: bool) -> str:
    if drawn.kind in (Kind.MONEY, Kind.RATIO):
        # Exact: a division would give a floating number.
        product = f"CAST({value} AS DECIMAL(18,0)) * CAST(0.01 AS DECIMAL(3,2))"
        return f"CAST({product} AS DECIMAL(18,2))"
    if drawn.kind is Kind.DAY:
        return f"DATE '1970-01-01' + CAST({value} AS INTEGER)"
    if drawn.kind is Kind.SYMBOL:
        listed = ", ".join(f"'{word}'" for word in drawn.words)
        return f"[{listed}][CAST({value} AS BIGINT) + 1]"
    if drawn.kind is Kind.YEAR_OR_NONE:
        return f"CASE WHEN {value} = 0 THEN '不适用' ELSE CAST({value} AS VARCHAR) END"
    if drawn.kind is Kind.TRUTH and words:
        return f"CASE WHEN {value} THEN '是' ELSE '否' END"
    if drawn.kind is Kind.COUNT:
        return f"CAST({value} AS INTEGER)"
    return value


def codes(numbers: Array) -> Array:
    """Credit codes of a county that does not exist (371599), so of nobody; each check is right."""
    alphabet = np.frombuffer(b"0123456789ABCDEFGHJKLMNPQRTUWXY", dtype=np.uint8)
    # In the older code of an organisation a letter counts its place in the whole alphabet.
    older = np.array([int(chr(letter), 36) for letter in alphabet])
    places: Mapping[str, int] = {chr(letter): place for place, letter in enumerate(alphabet)}
    digits = np.empty((len(numbers), 18), dtype=np.int64)
    digits[:, :10] = [places[letter] for letter in "91371599MA"]
    digits[:, 10:16] = numbers[:, None] // 31 ** np.arange(5, -1, -1) % 31
    organisation = older[digits[:, 8:16]] @ np.array([3, 7, 9, 10, 5, 8, 4, 2]) % 11
    digits[:, 16] = np.array([places[letter] for letter in "0X987654321"])[organisation]
    weights = np.array([pow(3, place, 31) for place in range(17)])
    digits[:, 17] = -(digits[:, :17] @ weights) % 31
    text = np.ascontiguousarray(alphabet[digits]).view("S18").ravel()
    return text.astype("U18").astype(object)
