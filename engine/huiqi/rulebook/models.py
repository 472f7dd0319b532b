"""The YAML of a rulebook, as pydantic models: what a policy officer may write, and nothing else.

Each kind of file is one model below (``huiqi rules schema`` prints its JSON Schema), expressions
still texts: :mod:`huiqi.rulebook.linker` gives them their meaning.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from huiqi.rulebook.constraint_models import ConstraintModel
from huiqi.rulebook.model_parts import (
    BasisModel,
    Day,
    Divisions,
    Fields,
    Formula,
    Identifier,
    IndustryCode,
    Informant,
    Letter,
    Model,
    Name,
    Slug,
    SourceModel,
    StepModel,
    WrittenAs,
    WrittenOffice,
    WrittenText,
)
from huiqi.rulebook.roles import Role
from huiqi.rulebook.value_models import FormulaOrUnknown, ValueModel
from huiqi.rulebook.vocabulary_models import (
    Also,
    AmbiguousModel,
    ClaimWordsModel,
    InterviewModel,
    NowhereWordsModel,
    OffenceWordsModel,
    OptionWords,
    PlaceWordModel,
    SoughtModel,
    StandingWordsModel,
    TitleWordModel,
    TradeWordsModel,
    WithinWordsModel,
)


class SourcesFile(Model):
    """``rules/shared/sources.yaml``."""

    sources: dict[Slug, SourceModel]


FactType = Literal["money", "ratio", "count", "date", "bool", "enum", "industry", "text", "records"]


#: What is said of where a figure stands.
PLANNED_UNTIL = "the day of completion: before it, what a table says of it may be a plan"
FOUND_IN = "the statement and the line on which it stands, such as 利润表“营业收入”"
PLAUSIBLE = "such as '10万元..3000亿元': a figure beyond it is asked about, not refused"
OFFICE = "which office that is, where an authority knows it"
ROLE = "what the engine knows it by"
TOPIC = "the sheet of the form on which its facts stand; one name, one sheet"


class FieldModel(OptionWords):
    """One field of a record; with ``formula`` it is derived from the others."""

    type: FactType
    label: WrittenText
    also: Also = ()
    write_as: WrittenAs | None = None
    values: dict[Identifier, WrittenText] | None = None
    ordered: bool = False
    unit: str = ""
    formula: ValueModel | None = None
    domain: str = ""
    plausible: str = Field("", description=PLAUSIBLE)
    default: str | None = Field(None, description="used where the record does not say")
    help: WrittenText | None = None
    required: bool = Field(False, description="a record without it is refused")
    applies_when: Formula | None = Field(
        None, description="where this is known false the field does not apply; true: it does"
    )
    merge: Literal["latest"] | None = Field(
        None, description="of two statements the later counts; else they may not differ"
    )
    unconstrained: str = Field("", description="why no constraint holds of it")
    role: Role | None = Field(None, description=ROLE)
    step: StepModel | None = Field(
        None, description="it can still change: how that is told as something to do"
    )
    planned_until: Identifier | None = Field(None, description=PLANNED_UNTIL)
    at_most_told: WrittenText | None = Field(
        None, description="a column may tell what it is at most before it is audited: when it does"
    )
    not_yet: WrittenText | None = Field(None, description="how one says that a day has not come")
    found_in: WrittenText | None = Field(None, description=FOUND_IN)
    known_by: Informant | None = Field(None, description="if not whoever knows the list")
    office: WrittenOffice | None = Field(None, description=OFFICE)


class FactModel(OptionWords):
    """What can be known of an enterprise."""

    type: FactType
    label: WrittenText
    also: Also = ()
    write_as: WrittenAs | None = None
    yearly: bool = False
    unit: str = ""
    domain: str = Field("", description="such as '>= 0' or '0%..100%'")
    plausible: str = Field("", description=PLAUSIBLE)
    can_change: Literal["no", "later", "yes"] = "no"
    question: WrittenText | None = None
    help: WrittenText | None = None
    known_by: Informant | None = Field(None, description="who usually knows it")
    office: WrittenOffice | None = Field(None, description=OFFICE)
    rarely_known: bool = Field(False, description="asked last")
    may_mean: Identifier | None = Field(
        None,
        description="a fact for which people tell this one: asked of a table that has no column of"
        " that",
    )
    region: str | None = Field(
        None,
        pattern=r"^\d{2}(\d{2}){0,2}$",
        description="the division whose code in a credit code suggests yes: asked to be confirmed",
    )
    proof: tuple[str, ...] = ()
    values: dict[Identifier, WrittenText] | None = None
    ordered: bool = False
    fields: dict[Identifier, FieldModel] | None = None
    sections: dict[Letter, Divisions] | None = Field(
        None, description="of an industry code: each section with its divisions"
    )
    names: dict[IndustryCode, WrittenText] | None = Field(
        None, description="of an industry code: what sections and divisions are called"
    )
    makes: dict[IndustryCode, tuple[str, ...]] = Field({}, description="words for what it makes")
    key: Fields = Field(
        (), description="the fields that tell its records apart, or none: two may be quite alike"
    )
    dated_by: Identifier | None = Field(
        None,
        description="the date of a record: what is dated after the day of decision has not "
        "happened, what is undated may not have; none: its records are no events",
    )
    shown_by: Identifier | None = Field(
        None, description="the field that names a record to people; absent: the first of its key"
    )
    things: dict[Literal["title", "product", "project", "recognition"], Fields] = Field(
        default_factory=dict,
        description="the field that tells what is paid for once, and is named by a payment; "
        "after it what tells apart those of one such name",
    )
    received: Identifier | None = Field(
        None, description="the field in which a record says itself that it was paid for before"
    )
    receipts: dict[Literal["measure", "thing", "day", "amount"], Identifier] | None = Field(
        None, description="of a list of payments received: which field says what"
    )
    applies_when: Formula | None = Field(
        None, description="where this is known false the fact does not apply; true: it does"
    )
    unconstrained: str = Field("", description="why no constraint holds of it")
    role: Role | None = Field(None, description=ROLE)
    line: str = Field("", description="its line in a form, such as A107012 第46行")
    found_in: WrittenText | None = Field(None, description=FOUND_IN)
    whether: WrittenText | None = Field(None, description="of a year: what yes or no says of it")


class FactsFile(Model):
    """``rules/**/facts/*.yaml``."""

    ambiguous: tuple[AmbiguousModel, ...] = ()
    unread: tuple[str, ...] = Field(
        (), description="words that people write and no rule reads: remarked on, not refused"
    )
    sought: dict[Identifier, SoughtModel] = Field(
        default_factory=dict,
        description="facts: where no column of a table tells one, it is asked which does",
    )
    support: tuple[tuple[str, ...], ...] = Field(
        (), description="words for one thing, as they stand in the names of support"
    )
    looked_for: tuple[tuple[str, ...], ...] = Field(
        (), description="Groups of words by which people look for one thing; of no list or table"
    )
    within: tuple[WithinWordsModel, ...] = ()
    nowhere: tuple[NowhereWordsModel, ...] = ()
    paid_as: tuple[str, ...] = Field(
        (), description="words for money that is given, which stand for each other in a search"
    )
    other_heads: tuple[str, ...] = Field(
        (), description="by which a head that has the name of a fact in it is of another thing"
    )
    standing: tuple[StandingWordsModel, ...] = ()
    trades: tuple[TradeWordsModel, ...] = ()
    offences: tuple[OffenceWordsModel, ...] = ()
    legal_forms: tuple[str, ...] = Field((), description="with what a name ends: 有限公司")
    claimed: dict[Identifier, ClaimWordsModel] = Field(default_factory=dict)
    places: dict[Identifier, PlaceWordModel] = Field(default_factory=dict)
    titles: dict[Identifier, TitleWordModel] = Field(default_factory=dict)
    interview: InterviewModel | None = None
    topic: WrittenText | None = Field(None, description=TOPIC)
    facts: dict[Identifier, FactModel] = Field(default_factory=dict)
    constraints: dict[Slug, ConstraintModel] = Field(default_factory=dict)


class RowModel(Model):
    """One value of a parameter, for a period and, where given, a condition."""

    since: Day = Field(alias="from")
    until: Day | None = None
    when: Formula | None = None
    value: FormulaOrUnknown
    basis: tuple[BasisModel, ...] = ()


class ParameterModel(Model):
    """A dated value.  ``overlap`` says which row counts where several apply."""

    type: Literal["money", "ratio", "count", "date", "bool"]
    label: WrittenText
    write_as: WrittenAs | None = None
    overlap: Literal["none", "highest", "lowest", "first"] = "none"
    values: tuple[RowModel, ...] = Field(min_length=1)
    basis: tuple[BasisModel, ...] = ()
    note: str = ""


class ParametersFile(Model):
    """``rules/**/parameters/*.yaml``."""

    parameters: dict[Identifier, ParameterModel]


class DefinitionModel(Model):
    """A fact derived from others."""

    type: Literal["money", "ratio", "count", "date", "bool", "enum"]
    label: WrittenText
    also: Also = ()
    write_as: WrittenAs | None = None
    yearly: bool = False
    values: dict[Identifier, WrittenText] | None = None
    ordered: bool = False
    unit: str = ""
    domain: str = ""
    plausible: str = Field("", description=PLAUSIBLE)
    let: dict[Name, ValueModel] = Field(default_factory=dict)
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
    found_in: WrittenText | None = Field(None, description=FOUND_IN)
    ask: bool = Field(False, description="an enterprise can read it off a form and state it")
    prefill: bool = Field(False, description="only a first guess: a stated value replaces it")
    lasting: bool | Annotated[int, Field(ge=1, le=20)] = Field(
        False,
        description="held up to a day: a table may tell that day instead of yes; a number: for so"
        " many years from its recognition",
    )
    first_given: Identifier | None = Field(
        None,
        description="with lasting: the fact of the year in which it was first given, which is not"
        " after a recognition that a table tells",
    )
    first_failed: Identifier | None = Field(
        None, description="with lasting: the fact of the year in which its first application failed"
    )
    last_rechecked: Identifier | None = Field(
        None, description="with lasting: the fact of the year of its last recheck that was passed"
    )
    question: WrittenText | None = Field(None, description="how it is asked, with ask")
    help: WrittenText | None = None
    known_by: Informant | None = Field(None, description="who usually knows it, with ask")
    rarely_known: bool = Field(False, description="asked last")
    proof: tuple[str, ...] = ()
    working: tuple[Name, ...] = Field((), description="what compute prints, in order")
    groups: int | None = Field(
        None,
        ge=-5,
        le=0,
        description="tables are grouped by it: 0 of the year of decision, -1 of the year before",
    )
    basis: tuple[BasisModel, ...] = ()
    note: WrittenText | None = None


class DefinitionsFile(Model):
    """``rules/**/definitions/*.yaml``."""

    topic: WrittenText | None = Field(None, description=TOPIC)
    definitions: dict[Identifier, DefinitionModel]
