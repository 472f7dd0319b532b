"""The YAML of a rulebook, as pydantic models: what a policy officer may write, and nothing else.

Each kind of file is one model below; ``huiqi rules schema`` prints its JSON Schema.  Expressions
are still texts here; :mod:`huiqi.rulebook.linker` gives them their meaning.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Discriminator, Field, Tag

Identifier = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]{0,63}$")]
Slug = Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9-]{0,63}$")]
#: A programme's folder below ``programmes/``: its name, or a group and its name.
Folder = Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9-]{0,63}(/[a-z0-9][a-z0-9-]{0,63})?$")]


def _as_text(value: object) -> object:
    """A bare number or yes-or-no is a legal formula: ``value: 0``."""
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value) if isinstance(value, (int, Decimal)) else value


Formula = Annotated[str, BeforeValidator(_as_text), Field(min_length=1, max_length=2000)]
Day = Annotated[
    date,
    Field(description="YYYY-MM-DD", json_schema_extra={"pattern": r"^\d{4}-\d{2}-\d{2}$"}),
]


#: The divisions of an industry section: 13-43, or one.
Divisions = Annotated[str, BeforeValidator(_as_text), Field(pattern=r"^\d\d(-\d\d)?$")]
Letter = Annotated[str, Field(pattern="^[A-Z]$")]


class Grade(StrEnum):
    """How well a statement is supported, from the strongest to the weakest."""

    OFFICIAL = "official"
    REPORTED = "reported"
    COMPARABLE = "comparable"
    ASSUMED = "assumed"
    UNSOURCED = "unsourced"


class Model(BaseModel):
    """Frozen, and an unknown key is an error."""

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)


class Text(Model):
    """A text for readers, in Chinese and English."""

    zh: str = Field(min_length=1)
    en: str = Field(min_length=1)

    def in_language(self, language: str) -> str:
        """The text in ``zh`` or ``en``."""
        return self.en if language == "en" else self.zh


def _both_languages(value: object) -> object:
    return {"zh": value, "en": value} if isinstance(value, str) else value


#: A text that may also be written once, for both languages.
EitherText = Annotated[Text, BeforeValidator(_both_languages, json_schema_input_type=Text | str)]


class Basis(Model):
    """Where a statement comes from: a source, the place in it, and how far it carries."""

    source: Slug = Field(description="a key of sources.yaml")
    locator: str = Field("", description="clause, row or heading within the source")
    supports: tuple[str, ...] = Field((), description="what of the rule it supports")
    grade: Grade | None = Field(None, description="not better than the source's own grade")
    note: str = ""


class SourceModel(Model):
    """A document that rules cite."""

    title: str
    number: str = ""
    issuer: str = ""
    date: Day | None = None
    url: str = ""
    grade: Grade
    note: str = ""


class SourcesFile(Model):
    """``rules/sources.yaml``."""

    sources: dict[Slug, SourceModel]


#: Who usually knows a fact in a factory, or gives it.
Informant = Literal[
    "accounting", "office", "personnel", "research", "market", "management", "authority", "expert"
]

FactType = Literal["money", "ratio", "count", "date", "bool", "enum", "industry", "text", "records"]


class FieldModel(Model):
    """One field of a record; with ``formula`` it is derived from the others."""

    type: FactType
    label: Text
    values: dict[Identifier, Text] | None = None
    ordered: bool = False
    unit: str = ""
    formula: ValueModel | None = None
    domain: str = ""
    plausible: str = Field(
        "", description="such as '>= 10万元': a bare figure beyond it is asked about, not refused"
    )
    default: str | None = Field(None, description="used where the record does not say")
    help: Text | None = None
    required: bool = Field(False, description="a record without it is refused")
    applies_when: Formula | None = Field(
        None, description="where this is known false the field does not apply; true: it does"
    )
    merge: Literal["latest"] | None = Field(
        None, description="of two statements the later counts; else they may not differ"
    )
    unconstrained: str = Field("", description="why no constraint holds of it")


class FactModel(Model):
    """What can be known of an enterprise."""

    type: FactType
    label: Text
    yearly: bool = False
    unit: str = ""
    domain: str = Field("", description="such as '>= 0' or '0%..100%'")
    plausible: str = Field(
        "", description="such as '>= 10万元': a bare figure beyond it is asked about, not refused"
    )
    can_change: Literal["no", "later", "yes"] = "no"
    question: Text | None = None
    help: Text | None = None
    known_by: Informant | None = Field(None, description="who usually knows it")
    rarely_known: bool = Field(False, description="asked last")
    proof: tuple[str, ...] = ()
    values: dict[Identifier, Text] | None = None
    ordered: bool = False
    fields: dict[Identifier, FieldModel] | None = None
    sections: dict[Letter, Divisions] | None = Field(
        None, description="of an industry code: each section with its divisions"
    )
    key: Identifier | None = Field(None, description="the field that names a record")
    applies_when: Formula | None = Field(
        None, description="where this is known false the fact does not apply; true: it does"
    )
    unconstrained: str = Field("", description="why no constraint holds of it")


class ConstraintModel(Model):
    """What cannot be otherwise: one figure against others, ``fact op expression``."""

    text: Text
    condition: Formula = Field(alias="if", description="such as 'main_revenue <= revenue'")
    when: Formula | None = Field(None, description="it holds only where this is known to be so")
    each: Identifier | None = Field(None, description="the list of whose records it speaks")
    severity: Literal["error", "ask", "assume"] = Field(
        description="error: a stated contradiction is refused; ask: it is remarked on; assume: "
        "nothing is refused.  error and assume bound what is unknown"
    )
    bounds: bool = Field(
        True, description="false: what is not stated may not have happened, and stays open"
    )
    note: str = Field("", description="why it holds, where that is not plain")


class FactsFile(Model):
    """``rules/facts/*.yaml``."""

    facts: dict[Identifier, FactModel] = Field(default_factory=dict)
    constraints: dict[Slug, ConstraintModel] = Field(default_factory=dict)


class BetweenModel(Model):
    """The bounds of an unknown value."""

    low: Formula | None = None
    high: Formula | None = None


class UnknownModel(Model):
    """A value the sources do not give: why, and its bounds where known."""

    unknown: EitherText
    between: BetweenModel | None = None


def told_apart(*keys: str, text: str, other: str) -> Discriminator:
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
    told_apart(text="formula", other="unknown"),
]


class RowModel(Model):
    """One value of a parameter, for a period and, where given, a condition."""

    since: Day = Field(alias="from")
    until: Day | None = None
    when: Formula | None = None
    value: FormulaOrUnknown
    basis: tuple[Basis, ...] = ()


class ParameterModel(Model):
    """A dated value.  ``overlap`` says which row counts where several apply."""

    type: Literal["money", "ratio", "count", "date", "bool"]
    label: Text
    overlap: Literal["none", "highest", "lowest", "first"] = "none"
    values: tuple[RowModel, ...] = Field(min_length=1)
    basis: tuple[Basis, ...] = ()
    note: str = ""


class ParametersFile(Model):
    """``rules/parameters/*.yaml``."""

    parameters: dict[Identifier, ParameterModel]


class ChooseRow(Model):
    """``if`` a condition holds, ``then`` this value."""

    condition: Formula = Field(alias="if")
    then: FormulaOrUnknown


class ChooseModel(Model):
    """First match."""

    choose: tuple[ChooseRow, ...] = Field(min_length=1)
    otherwise: FormulaOrUnknown | None = None


class BandsModel(Model):
    """The value by where a number lies: the first row whose limit it keeps."""

    of: Formula
    bands: tuple[BandRow, ...] = Field(min_length=1)
    otherwise: Formula | None = None
    edges: Literal["stated", "judgement"] = "stated"


class BandRow(Model):
    """A lower limit (``at_least``) or an upper one (``at_most``), and its value."""

    at_least: Formula | None = None
    at_most: Formula | None = None
    value: Formula


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
    table: dict[str, Any]


class ReadingModel(Model):
    """One way to read an ambiguous text."""

    id: Slug
    text: Text
    formula: Formula = Field(alias="if")


ValueModel = Annotated[
    Annotated[Formula, Tag("<formula>")]
    | Annotated[ChooseModel, Tag("<choose>")]
    | Annotated[BandsModel, Tag("<bands>")]
    | Annotated[BracketsModel, Tag("<brackets>")]
    | Annotated[TableModel, Tag("<table>")]
    | Annotated[UnknownModel, Tag("<unknown>")],
    told_apart("choose", "bands", "brackets", "table", text="formula", other="unknown"),
]


class DefinitionModel(Model):
    """A fact derived from others."""

    type: Literal["money", "ratio", "count", "date", "bool", "enum"]
    label: Text
    yearly: bool = False
    values: dict[Identifier, Text] | None = None
    ordered: bool = False
    unit: str = ""
    domain: str = ""
    plausible: str = Field(
        "", description="such as '>= 10万元': a bare figure beyond it is asked about, not refused"
    )
    let: dict[Identifier, ValueModel] = Field(default_factory=dict)
    value: ValueModel
    look_back: int | None = Field(None, ge=1, le=30, description="how far f[-1] of itself reaches")
    floor: Formula | None = Field(None, description="its value before the enterprise existed")
    tolerance: Formula | None = Field(
        None, description="how far rounding may take a stated figure from its derivation"
    )
    same_as: Formula | None = Field(
        None, description="another line of the form on which the same figure stands"
    )
    line: str = Field("", description="its line in the form, such as A107012 第51行")
    ask: bool = Field(False, description="an enterprise can read it off a form and state it")
    prefill: bool = Field(False, description="only a first guess: a stated value replaces it")
    question: Text | None = Field(None, description="how it is asked, with ask")
    help: Text | None = None
    known_by: Informant | None = Field(None, description="who usually knows it, with ask")
    rarely_known: bool = Field(False, description="asked last")
    proof: tuple[str, ...] = ()
    working: tuple[Identifier, ...] = Field((), description="what compute prints, in order")
    basis: tuple[Basis, ...] = ()
    note: Text | None = None


class DefinitionsFile(Model):
    """``rules/definitions/*.yaml``."""

    definitions: dict[Identifier, DefinitionModel]


BandsModel.model_rebuild()
