"""What the models of the YAML are made of: names, days, formulas, texts and citations."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields
from datetime import date
from decimal import Decimal
from functools import cache
from typing import TYPE_CHECKING, Annotated, Literal, TypeVar

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field

from huiqi.rulebook.basis import Grade
from huiqi.rulebook.text import KnowingOffice, Text

T = TypeVar("T")

IDENTIFIER = r"^[a-z][a-z0-9_]{0,63}$"
SLUG = r"^[a-z0-9][a-z0-9-]{0,63}$"
#: A fact, or a field of a list: ``renovation_projects.started_on``.
MEANT = r"^[a-z][a-z0-9_]{0,63}(\.[a-z][a-z0-9_]{0,63})?$"
Identifier = Annotated[str, Field(pattern=IDENTIFIER)]
Meant = Annotated[str, Field(pattern=MEANT)]
Slug = Annotated[str, Field(pattern=SLUG)]
#: A programme's id: its name, or a group and its name.
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


_NAME = r"^[a-z][a-z0-9_]{0,63}$|^[\u4e00-\u9fff][a-zA-Z0-9_\u4e00-\u9fff]{0,63}$"
#: A name of a rule's own, such as one under let:, also in Chinese.
Name = Annotated[str, Field(pattern=_NAME)]
#: A fact or a definition, by its id or by what it is called: in 「」 where that has other signs.
Named = Annotated[str, Field(pattern=rf"{_NAME}|^「[^」\n]{{1,200}}」$")]
#: Of a fact, a definition, a parameter or a field.
WrittenAs = Annotated[
    str,
    Field(
        pattern=r"^[A-Za-z\u4e00-\u9fff][A-Za-z0-9_\u4e00-\u9fff]{0,31}$",
        description="how expressions write it in Chinese, where its label is long or has signs",
    ),
]
#: The divisions of an industry section: 13-43, or one.
Divisions = Annotated[str, BeforeValidator(_as_text), Field(pattern=r"^\d\d(-\d\d)?$")]
IndustryCode = Annotated[str, Field(pattern=r"^[A-Z](\d{2,4})?$")]
Letter = Annotated[str, Field(pattern="^[A-Z]$")]


#: Who usually knows a fact in a factory, or gives it.
Informant = Literal[
    "accounting", "office", "personnel", "research", "market", "management", "authority", "expert"
]


class Model(BaseModel):
    """Frozen, and an unknown key is an error."""

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)


def held(kind: Callable[..., T], model: BaseModel, **linked: object) -> T:
    """What the rulebook holds of a model, as an object of this kind.

    What both call alike is the same; ``linked`` is what has to be found or worked out first, or is
    called otherwise.
    """
    same = (name for name in _alike(kind, type(model)) if name not in linked)
    return kind(**{name: getattr(model, name) for name in same}, **linked)


@cache
def _alike(kind: type, model: type[BaseModel]) -> tuple[str, ...]:
    return tuple(own.name for own in fields(kind) if own.name in model.model_fields)


class TextModel(Model):
    """A text for readers, in Chinese and English."""

    zh: str = Field(min_length=1)
    en: str = Field(min_length=1)

    def held(self) -> Text:
        """As the rulebook holds it."""
        return Text(self.zh, self.en)


class KnowingOfficeModel(TextModel):
    """An office by what it is called."""

    presumed: bool = Field(False, description="no source says that it is this one")

    def held_office(self) -> KnowingOffice:
        """As the rulebook holds it."""
        return KnowingOffice(name=self.held(), presumed=self.presumed)


def _both_languages(value: object) -> object:
    return {"zh": value, "en": value} if isinstance(value, str) else value


if TYPE_CHECKING:
    WrittenText = Text
    WrittenOffice = KnowingOffice
    EitherText = Text
else:
    #: Written as the model, and the rulebook's own text once it is read.
    WrittenText = Annotated[TextModel, AfterValidator(TextModel.held)]
    WrittenOffice = Annotated[KnowingOfficeModel, AfterValidator(KnowingOfficeModel.held_office)]
    #: A text that may also be written once, for both languages.
    EitherText = Annotated[
        TextModel,
        BeforeValidator(_both_languages, json_schema_input_type=TextModel | str),
        AfterValidator(TextModel.held),
    ]


class BasisModel(Model):
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
    asked_of: WrittenText | None = Field(
        None, description="the office whose document it is, where the issuer only passed it on"
    )
    note: str = ""


class StepModel(Model):
    """What is done where a field changes: told as a step that still helps."""

    id: Slug
    text: WrittenText
    by: Identifier | None = Field(None, description="the field that says by which day")


#: How a list says that it has no key, or no field that dates its records.
NONE = "none"


def _named_fields(value: object) -> object:
    """One field is a list of one, and ``none`` a list of none."""
    if value == NONE:
        return ()
    return (value,) if isinstance(value, str) else value


#: Fields of a record: one, several, or none.
Fields = Annotated[
    tuple[Identifier, ...],
    BeforeValidator(_named_fields, json_schema_input_type=Identifier | tuple[Identifier, ...]),
]
