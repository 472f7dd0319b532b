"""The YAML of measures, of programmes and of having several measures, as pydantic models."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, Tag

from huiqi.rulebook.apply_models import ApplyModel, SeenOn
from huiqi.rulebook.model_parts import (
    BasisModel,
    Day,
    EitherText,
    Folder,
    Formula,
    Identifier,
    Model,
    Name,
    Named,
    Slug,
    WrittenText,
)
from huiqi.rulebook.value_models import FormulaOrUnknown, ReadingModel, ValueModel, discriminated
from huiqi.rulebook.vocabulary_models import Also


class QuestionModel(Model):
    """What is asked: a formula, an official's judgement, an unstated text, or its readings."""

    text: WrittenText | None = None
    brief: WrittenText | None = Field(
        None, description="in few words, what is so where it is not met; at most 28 columns"
    )
    awaits: WrittenText | None = Field(
        None, description="what may still happen, where it is not met: 竣工, 通过复审"
    )
    formula: Formula | None = Field(None, alias="if")
    unless: Formula | None = Field(
        None, description="where this is so, 'if' is not asked: the condition does not apply"
    )
    unknown: EitherText | None = Field(None, description="what the source leaves unstated")
    judgement: WrittenText | None = Field(
        None, description="the question only an official can decide"
    )
    readings: tuple[ReadingModel, ...] | None = None
    presumed: bool = Field(
        False, description="the source is silent: met in any case where it holds, else open"
    )
    basis: tuple[BasisModel, ...] = ()
    proof: tuple[str, ...] = ()
    note: WrittenText | None = None


class ConditionModel(QuestionModel):
    """One clause."""

    id: Slug


class QuestionsFile(Model):
    """``rules/**/questions.yaml``: conditions that several rules ask, each by its name."""

    questions: dict[Identifier, QuestionModel]


class GroupModel(Model):
    """Several clauses together."""

    id: Slug | None = None
    text: WrittenText | None = None


class AllModel(GroupModel):
    """Every part holds."""

    all: tuple[ClauseModel, ...] = Field(min_length=1)


class AnyModel(GroupModel):
    """One part suffices."""

    any: tuple[ClauseModel, ...] = Field(min_length=1)


class NoneModel(GroupModel):
    """No part holds."""

    none: tuple[ClauseModel, ...] = Field(min_length=1)


class AtLeastModel(GroupModel):
    """At least ``at_least`` of the parts hold."""

    at_least: int = Field(ge=1)
    of: tuple[ClauseModel, ...] = Field(min_length=1)


ClauseModel = Annotated[
    Annotated[AllModel, Tag("<all>")]
    | Annotated[AnyModel, Tag("<any>")]
    | Annotated[NoneModel, Tag("<none>")]
    | Annotated[AtLeastModel, Tag("<at_least>")]
    | Annotated[ConditionModel, Tag("<condition>")]
    | Annotated[Named, Tag("<name>")],
    discriminated("all", "any", "none", "at_least", text="name", other="condition"),
]


class InForceModel(Model):
    """When it applies: as stated, and up to the last day on which it was seen (``seen``)."""

    since: Day | None = Field(None, alias="from", description="its stated beginning")
    until: Day | None = Field(None, description="its stated last day, or that of its repeal")
    ended_by: Day | None = Field(
        None, description="it had ended by then (至迟); on which day is not known"
    )
    open: bool = Field(
        False, description="a law or a text marked 长期: ends only with a recorded repeal"
    )
    seen: tuple[SeenOn, ...] = Field(
        (), description="the days, months or years that a source shows it in force"
    )
    issued: Day | None = Field(None, description="it cannot have applied before that day")
    basis: tuple[BasisModel, ...] = ()
    note: WrittenText | None = None


class CapModel(Model):
    """An upper limit.  ``less`` has been received already and is taken off first."""

    at_most: FormulaOrUnknown
    per: Literal["project", "enterprise", "year", "item", "unknown"]
    less: Formula | None = None
    by: Formula | None = Field(None, description="the date that puts an item in its year")
    basis: tuple[BasisModel, ...] = ()
    note: WrittenText | None = None


class FloorModel(Model):
    """A lower limit of what is granted."""

    at_least: FormulaOrUnknown
    per: Literal["project", "enterprise", "year", "item"]
    by: Formula | None = Field(None, description="the date that puts an item in its year")
    basis: tuple[BasisModel, ...] = ()
    note: WrittenText | None = None


class RoundingModel(Model):
    """To whole multiples of ``to``; below ``nothing_below`` nothing is paid."""

    to: Formula = Field(description="such as 1元 or 1万元")
    direction: Literal["down", "up", "half_up"] = "down"
    nothing_below: Formula | None = None
    basis: tuple[BasisModel, ...] = ()
    note: WrittenText | None = None


class UpliftModel(Model):
    """A share on top of what other measures pay."""

    of: tuple[Slug, ...] = Field(min_length=1)
    rate: Formula
    only_limit: bool = Field(
        False, description="the text says 最高: its maximum is all that is known"
    )


class StageModel(Model):
    """A part of the amount, paid on its own condition."""

    id: Slug
    text: WrittenText
    share: Formula
    condition: ClauseModel | None = Field(None, alias="if")


class AmountReadingModel(Model):
    """Another reading of the amount, shown beside the one used."""

    id: Slug
    text: WrittenText
    amount: Formula
    basis: tuple[BasisModel, ...] = ()


class StatementModel(Model):
    """What one of several sources that disagree says the amount is."""

    id: Slug
    text: WrittenText
    amount: ValueModel
    basis: tuple[BasisModel, ...] = Field(min_length=1)


class GivesModel(Model):
    """What the measure gives: a formula, only an upper limit (``at_most``: 最高), an uplift, or
    ``conflicting`` statements: from the lowest to the highest, until an official chooses one.

    In the order of working: formula, floors, caps, rounding, stages, pool.
    """

    amount: ValueModel | None = None
    at_most: ValueModel | None = None
    uplift: UpliftModel | None = None
    conflicting: tuple[StatementModel, ...] | None = Field(
        None, min_length=2, description="chosen by the judgement <measure>/amount"
    )
    floors: tuple[FloorModel, ...] = ()
    caps: tuple[CapModel, ...] = ()
    rounding: RoundingModel | None = None
    stages: tuple[StageModel, ...] = ()
    readings: tuple[AmountReadingModel, ...] = ()
    once: (
        Literal["enterprise", "title", "product", "project", "recognition", "milestone"] | None
    ) = Field(
        None,
        description="paid once (一次性) for it: what was received before, or another record of "
        "the same, excludes it",
    )
    shared_from: Formula | None = Field(None, description="a pool whose sharing is not known")
    basis: tuple[BasisModel, ...] = ()
    note: WrittenText | None = None


class ConflictModel(Model):
    """Sources that disagree: recorded, not settled."""

    id: Slug
    text: WrittenText
    basis: tuple[BasisModel, ...]


class LadderModel(Model):
    """A title's place on the ladder; versions of one title share their ``step``."""

    step: Slug
    rung: int = Field(ge=1, description="the higher, the further up")
    held: Formula = Field(description="whether the enterprise holds the title")


class MeasureModel(Model):
    """``rules/<collection>/<measure>.yaml``."""

    id: Slug
    slot: int | None = Field(None, description="its place among the programme's measures")
    title: WrittenText
    also: Also = ()
    short: WrittenText | None = Field(
        None, description="the title where a line has room for 20 columns only"
    )
    summary: WrittenText | None = None
    department: WrittenText | Literal["unknown"] = "unknown"
    instrument: Literal[
        "subsidy", "reward", "tax", "loan", "service", "recognition", "title", "unknown"
    ]
    recipient: Literal["enterprise", "organisation", "cluster"] = Field(
        "enterprise", description="who receives it; what is another's is in no enterprise's total"
    )
    occasion: Literal["first", "first_failed", "recheck"] | None = Field(
        None,
        description="which time of a recognition it is for alone: that it was the first, that the"
        " first application failed, that it was passed again",
    )
    for_level: Literal["province", "nation"] | None = Field(
        None,
        description="whose title, list or project it is for, where that is of a higher level than"
        " it is itself: who writes of it names either level",
    )
    ladder: LadderModel | None = Field(None, description="with the instrument title, and only then")
    apply: ApplyModel = ApplyModel()
    in_force: InForceModel
    basis: tuple[BasisModel, ...] = Field(min_length=1)
    for_each: dict[Name, Named] | None = Field(None, min_length=1, max_length=1)
    requires: ClauseModel | None = None
    modelled_on: tuple[Slug, ...] | None = Field(
        None, description="in place of requires while the text is not public: nearest first"
    )
    titles: tuple[Slug, ...] = Field(
        (), description="beside modelled_on: the titles it is about, told by their own criteria"
    )
    gives: GivesModel | None = None
    proof: tuple[str, ...] = ()
    recognises: tuple[Name, ...] = Field(
        (), description="the titles it gives, and those above them: who has one need not apply"
    )
    conflicts: tuple[ConflictModel, ...] = ()
    unstated: tuple[WrittenText, ...] = Field((), description="what the sources leave open")
    note: WrittenText | None = None


class ProgrammeModel(Model):
    """``rules/<collection>/programme.yaml``."""

    id: Folder
    title: WrittenText
    short: WrittenText | None = Field(None, description="the title where there is little room")
    summary: WrittenText | None = None
    level: Literal["city", "province", "comparable"] = Field(
        "city", description="whose money; comparable: another place's, for reference only"
    )
    rank: int = Field(100, description="the lower, the earlier it is shown")
    basis: tuple[BasisModel, ...] = ()
    slots: int | None = Field(None, description="how many measures its text is said to have")
    asked_of: WrittenText | None = Field(
        None, description="the office that is asked about it where no document names its issuer"
    )
    helped_by: WrittenText | None = Field(
        None, description="who helps an enterprise, whatever the measure, as its basis tells"
    )
    topics: WrittenText | None = Field(
        None, description="the heading of its measures, where each is a topic that documents answer"
    )
    place: WrittenText | None = Field(None, description="whose it is, in a word")
    sections: tuple[WrittenText, ...] = ()
    note: WrittenText | None = None


class StackingModel(Model):
    """One rule on having several measures at once.

    ``higher``: only the higher counts; ``choice``: the applicant chooses one; ``paid_before``:
    what has been paid excludes the rest; ``ceiling``: all together at most so much; ``unknown``:
    no source says whether they may be had together.
    """

    text: WrittenText
    kind: Literal["higher", "choice", "paid_before", "ceiling", "unknown"]
    scope: Literal["project", "item", "year", "enterprise", "level"] = Field(
        description="the same project, item (by key), year, enterprise, or another level"
    )
    measures: tuple[Slug, ...] = Field(min_length=1)
    against: tuple[Slug, ...] = Field((), description="only these exclude those in measures")
    at_most: Formula | None = Field(None, description="with ceiling: yuan")
    less: Identifier | None = Field(None, description="with ceiling: a fact, received already")
    basis: tuple[BasisModel, ...] = Field(min_length=1)
    note: WrittenText | None = None


class StackingFile(Model):
    """``rules/**/stacking/*.yaml``."""

    stacking: dict[Slug, StackingModel]


for _model in (AllModel, AnyModel, NoneModel, AtLeastModel):
    _model.model_rebuild()
