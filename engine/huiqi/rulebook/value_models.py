"""How a value is written in the YAML of a rulebook: an expression, a table of them, or why it is
not known.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Discriminator, Field, Tag

from huiqi.rulebook.model_parts import (
    EitherText,
    Formula,
    Model,
    Slug,
    WrittenText,
)


class BetweenModel(Model):
    """The bounds of an unknown value."""

    low: Formula | None = None
    high: Formula | None = None


class UnknownModel(Model):
    """A value the sources do not give: why, and its bounds where known."""

    unknown: EitherText
    between: BetweenModel | None = None


def discriminated(*keys: str, text: str, other: str) -> Discriminator:
    """Tells alternatives apart by a key only one of them has, so that errors name one only.

    The brackets keep an alternative's name apart from the keys of the data in an error's place.
    """

    def kind(value: object) -> str:
        if isinstance(value, Model):
            names = type(value).model_fields
            return f"<{next((key for key in keys if key in names), other)}>"
        if isinstance(value, dict):
            return f"<{next((key for key in keys if key in value), other)}>"
        return f"<{text}>"

    return Discriminator(kind)


FormulaOrUnknown = Annotated[
    Annotated[Formula, Tag("<formula>")] | Annotated[UnknownModel, Tag("<unknown>")],
    discriminated(text="formula", other="unknown"),
]


class ChooseRow(Model):
    """``if`` a condition holds, ``then`` this value."""

    condition: Formula = Field(alias="if")
    then: FormulaOrUnknown


class ChooseModel(Model):
    """First match."""

    choose: tuple[ChooseRow, ...] = Field(min_length=1)
    otherwise: FormulaOrUnknown | None = None


class BandRow(Model):
    """A lower limit (``at_least``) or an upper one (``at_most``), and its value."""

    at_least: Formula | None = None
    at_most: Formula | None = None
    value: Formula


class BandsModel(Model):
    """The value by where a number lies: the first row whose limit it keeps."""

    of: Formula
    bands: tuple[BandRow, ...] = Field(min_length=1)
    otherwise: Formula | None = None
    edges: Literal["stated", "judgement"] = "stated"


class SliceModel(Model):
    """One slice of a base and its rate; the last has no upper end."""

    up_to: Formula | None = None
    rate: Formula


class BracketsModel(Model):
    """Each slice of a base at its own rate, and the sum of all (as income tax is worked out)."""

    of: Formula
    brackets: tuple[SliceModel, ...] = Field(min_length=1, max_length=20)


class TableModel(Model):
    """A value by one or two keys; an absent cell does not apply."""

    keys: tuple[Formula, ...] = Field(min_length=1, max_length=2)
    table: dict[str, object]


class ReadingModel(Model):
    """One way to read an ambiguous text."""

    id: Slug
    text: WrittenText
    formula: Formula = Field(alias="if")


ValueModel = Annotated[
    Annotated[Formula, Tag("<formula>")]
    | Annotated[ChooseModel, Tag("<choose>")]
    | Annotated[BandsModel, Tag("<bands>")]
    | Annotated[BracketsModel, Tag("<brackets>")]
    | Annotated[TableModel, Tag("<table>")]
    | Annotated[UnknownModel, Tag("<unknown>")],
    discriminated("choose", "bands", "brackets", "table", text="formula", other="unknown"),
]
