"""A value in a cell of the form, and back: as a profile writes it, with the unit beside it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from decimal import Decimal

from huiqi.language.types import Kind, Type
from huiqi.profile.form.layout import UNITS, UNKNOWN
from huiqi.rulebook.points import with_unit
from huiqi.tables.aside import says_sum
from huiqi.wordings import says_unknown

PERCENT = "%"
_FIGURE = re.compile(r"(-?\d+(?:\.\d+)?)(\D*)")
#: A spreadsheet keeps so many digits of a number.
_DIGITS = 15
_LISTED = (Kind.ENUM, Kind.INDUSTRY)
_LIST = re.compile(r"\[(.*)\]", re.DOTALL)


def unit_for(kind: Kind, values: Iterable[object], own: str = "") -> str:
    """The unit of a row or column: the one that most of its amounts are written in; ``own``: what
    is counted in it.
    """
    if kind == Kind.RATIO:
        return PERCENT
    if kind != Kind.MONEY:
        return own
    # Nothing is the same in every unit.
    written = [_parts(str(value))[1] for value in values if not str(value).startswith("0元")]
    return max(UNITS, key=lambda unit: (written.count(unit), -UNITS.index(unit)))


def to_cell(kind: Kind, value: object, unit: str = "") -> str | Decimal:
    """What to write in the cell: a number where a number says the same, else a text."""
    if value is None:
        return UNKNOWN
    if isinstance(value, list):
        return f"[{'；'.join(map(str, value))}]"
    text = str(value)
    if kind in (Kind.MONEY, Kind.RATIO, Kind.COUNT):
        figure, own = _parts(text)
        fits = own == unit or figure == "0" or (kind is Kind.COUNT and not own)
        if figure and fits and _kept(figure):
            return Decimal(figure)
    if kind == Kind.TEXT and _misread(text):
        return json.dumps(text)
    return text


def from_cell(kind: Kind, text: str, unit: str = "") -> object:
    """What the cell says, as a profile has it; that it is not known as it is said."""
    if says_unknown(text):
        return text
    if kind == Kind.TEXT:
        return _unquoted(text)
    if kind in (Kind.MONEY, Kind.RATIO):
        return with_unit(text, Type(kind=kind), unit)
    listed = _LIST.fullmatch(text) if kind in _LISTED else None
    if listed is not None:
        return [part.strip() for part in re.split("[;；]", listed[1]) if part.strip()]
    return text


def _parts(text: str) -> tuple[str, str]:
    """The figure and its unit; both empty where it is no plain figure."""
    match = _FIGURE.fullmatch(text)
    return (match[1], match[2]) if match else ("", "")


def _kept(figure: str) -> bool:
    """Whether a spreadsheet gives a figure back as it was written: 120.50 becomes 120.5."""
    number = Decimal(figure)
    shown = f"{number.normalize():f}" if number else "0"
    return shown == figure and len(number.as_tuple().digits) <= _DIGITS


def _misread(text: str) -> bool:
    """Whether a text would be read as something else: as not known, as a sum of the rows above it,
    without its ends.
    """
    return (
        not text
        or text != text.strip()
        or not text.isprintable()
        or says_unknown(text)
        or text[0] == text[-1] == '"'
        or says_sum((text,))
    )


def _unquoted(text: str) -> str:
    if len(text) > 1 and text[0] == text[-1] == '"':
        try:
            return str(json.loads(text))
        except ValueError:
            return text
    return text
