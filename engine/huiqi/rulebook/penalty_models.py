"""The YAML of ``rules/penalty-list/``: the statute, the lists that may decide, precedents."""

from __future__ import annotations

from typing import Annotated, Literal, Self

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from huiqi.rulebook.measure_models import ClauseModel, ConditionModel, InForceModel, QuestionsFile
from huiqi.rulebook.model_parts import (
    BasisModel,
    Day,
    EitherText,
    Formula,
    Identifier,
    Model,
    Slug,
    SourceModel,
    WrittenText,
)
from huiqi.rulebook.sanction import EFFECTS, EffectName, ModalityName
from huiqi.sentences import sentence

#: A word of a search.
Spoken = Annotated[str, Field(min_length=1, max_length=16)]
#: How far back an earlier violation counts: a span, the calendar year, or all time.
Window = Annotated[str, Field(pattern=r"^(\d{1,2}年|\d{1,3}个月|calendar_year|ever)$")]


class DomainModel(Model):
    """A field of enforcement (执法领域), with the other names it goes by."""

    label: WrittenText
    also: tuple[str, ...] = ()


class CityListModel(Model):
    """How large the city's own list is reported to be; its text is not public."""

    id: Slug = Field("city", description="of a list that is imported, and of its items")
    title: WrittenText | None = Field(None, description="what an imported list is called")
    domains: int = Field(ge=1)
    items: int = Field(ge=1)
    asked_of: WrittenText | None = Field(None, description="the office that is asked for its text")
    basis: tuple[BasisModel, ...] = Field(min_length=1)


class CityListFile(Model):
    """``rules/penalty-list/*/city-list.yaml``."""

    city_list: CityListModel


class DomainsFile(Model):
    """``rules/penalty-list/domains.yaml``."""

    domains: dict[Identifier, DomainModel]
    levels: dict[Literal["national", "province", "city"], WrittenText] = Field(
        default_factory=dict, description="whose a list is, in a word"
    )
    places: dict[Identifier, WrittenText] = Field(
        default_factory=dict, description="what kind of document a precedent may stand in"
    )


class FirstModel(Model):
    """What "first violation" means.  Where several values are listed, the source leaves it open.

    A violation is first where no earlier one counts: within the window, of the kind, found by the
    authority.
    """

    text: WrittenText
    windows: tuple[Window, ...] = Field(min_length=1)
    kinds: tuple[Literal["same", "listed", "domain", "any"], ...] = Field(min_length=1)
    authorities: tuple[Literal["same", "any"], ...] = Field(min_length=1)
    basis: tuple[BasisModel, ...] = ()
    note: WrittenText | None = None


class FirstFile(Model):
    """``rules/penalty-list/first.yaml``."""

    first: dict[Identifier, FirstModel]


class PhraseModel(Model):
    """A wording of a list's conditions, and what it means.

    ``window``: it names the time within which there was no violation before.
    """

    text: str = Field(min_length=1, description="a regular expression; {…} is a part, or a limit")
    means: tuple[Identifier | ConditionModel, ...] = ()
    window: bool = False


class PhrasesModel(Model):
    """How officials write conditions; ``parts`` are what several wordings have in common."""

    parts: dict[Identifier, str] = Field(default_factory=dict)
    written: tuple[PhraseModel, ...] = ()


class PenaltyQuestionsFile(QuestionsFile):
    """``rules/penalty-list/questions.yaml``."""

    phrases: PhrasesModel = PhrasesModel()


class EverydayModel(Model):
    """Words that people use, and those in which the lists have it."""

    said: tuple[Spoken, ...] = Field(min_length=1)
    listed: tuple[Spoken, ...] = Field(
        min_length=1, max_length=8, description="each stands in a matter of a list or a precedent"
    )
    how: bool = Field(
        False, description="when, how or to whom it was done: alone it makes no matters alike"
    )


class WordsFile(Model):
    """``rules/penalty-list/words.yaml``: they widen a search and say nothing of the law."""

    words: tuple[EverydayModel, ...] = Field(max_length=500)
    apart: tuple[Spoken, ...] = Field(
        (), description="longer words that an everyday one stands in and that mean something else"
    )
    passed_over: tuple[Spoken, ...] = Field((), description="what says nothing of what was done")


class ForceModel(InForceModel):
    """When a list or a provision is in force; ``judged_on``: on which days."""

    judged_on: tuple[Formula, ...] = Field(
        (), description="the days of which one has to lie in it; absent, those of the statute"
    )


class StatuteForceModel(ForceModel):
    """When the statute is in force; its days are those of whatever names none of its own."""

    judged_on: tuple[Formula, ...] = Field(
        min_length=1, description="the days of which one has to lie in it: article 37"
    )


class OutcomeModel(Model):
    """What follows, and whether it must or may."""

    effect: EffectName
    modality: ModalityName


class AlternativesModel(OutcomeModel):
    """What follows, where the authority may also choose something more lenient in its place."""

    instead: tuple[EffectName, ...] = Field(
        (), description="more lenient effects that the authority may choose instead"
    )
    written: str = Field("", description="the outcome in the source's own words")

    @model_validator(mode="after")
    def _more_lenient(self) -> Self:
        heaviest = EFFECTS.index(self.effect)
        if any(EFFECTS.index(other) >= heaviest for other in self.instead):
            said = sentence("instead 只写比 effect 更轻的结果")
            raise PydanticCustomError("heavier_instead", "{said}", {"said": said})
        return self


class ProvisionModel(Model):
    """A provision that changes what follows from a violation."""

    id: Slug
    title: WrittenText
    outcome: AlternativesModel
    requires: ClauseModel
    in_force: ForceModel | None = None
    bars_lists: bool = Field(False, description="where it holds, no item of a list applies")
    basis: tuple[BasisModel, ...] = Field(min_length=1)
    note: WrittenText | None = None


class DutyModel(Model):
    """What is done in any case (``always``) or with a settled decision not to punish."""

    id: Slug
    text: WrittenText
    when: Literal["always", "no_penalty"]
    applies: str = Field("", description="a condition; the duty is told unless it is false")
    done: str = Field("", description="a condition; the duty is done where it is true")
    basis: tuple[BasisModel, ...] = Field(min_length=1)


class ProcedureModel(Model):
    """How a case that ends with an outcome is handled."""

    id: Slug
    title: WrittenText
    outcome: EffectName
    applies: str = Field("", description="a condition; the procedure is told unless it is false")
    review: Literal["required", "unstated"] = Field(description="legal review (法制审核)")
    documents: tuple[WrittenText, ...] = Field(min_length=1)


class ProceduresFile(Model):
    """``rules/penalty-list/procedures.yaml``."""

    basis: tuple[BasisModel, ...] = Field(min_length=1)
    note: WrittenText | None = None
    register_: WrittenText = Field(
        alias="register", description="the register every such case is in"
    )
    procedures: tuple[ProcedureModel, ...] = Field(min_length=1)


class StatuteFile(Model):
    """``rules/penalty-list/statute.yaml``."""

    id: Slug = "statute"
    title: WrittenText | None = None
    provisions: tuple[ProvisionModel, ...]
    duties: tuple[DutyModel, ...]
    in_force: StatuteForceModel


class LaterModel(Model):
    """What is known of later versions of a list, said beside a verdict from ``since`` on."""

    since: Day
    text: WrittenText


class ListModel(Model):
    """A list that may decide in Liaocheng; what it states once for all its items stands here."""

    id: Slug
    title: WrittenText
    jurisdiction: Literal["national", "province", "city"]
    in_force: ForceModel
    requires: tuple[ClauseModel, ...] = ()
    excludes: tuple[ClauseModel, ...] = Field((), description="binds within this list only")
    later: LaterModel | None = Field(None, description="later versions: found or not")
    basis: tuple[BasisModel, ...] = Field(min_length=1)
    note: WrittenText | None = None


class ItemModel(Model):
    """One item: a violation, what follows, and on what conditions."""

    id: Slug
    number: str = Field("", description="its number in the list")
    domain: Identifier
    branch: str = Field("", description="the part of the domain")
    violation: EitherText
    outcome: AlternativesModel
    conditions: str = Field("", description="the conditions as the source states them")
    requires: tuple[ClauseModel, ...] = ()
    law: str = Field("", description="the provisions the item rests on, as the source names them")
    authority: str = ""
    conflicts_with: tuple[Slug, ...] = Field((), description="the same item stated differently")
    basis: tuple[BasisModel, ...] = ()
    note: WrittenText | None = None


class ListFile(Model):
    """``rules/penalty-list/*/*.yaml``, and a list that an official has imported."""

    list: ListModel
    domains: dict[Identifier, DomainModel] = Field(
        default_factory=dict, description="fields that domains.yaml does not have"
    )
    sources: dict[Slug, SourceModel] = Field(
        default_factory=dict, description="documents that sources.yaml does not have"
    )
    first: dict[Identifier, FirstModel] = Field(
        default_factory=dict, description="definitions of first violation that first.yaml lacks"
    )
    items: tuple[ItemModel, ...]


class DocumentModel(Model):
    """A list, decision or draft that never decides in Liaocheng."""

    title: str
    number: str = ""
    dates: str = Field("", description="its dates as the source states them")
    until: Day | None = Field(None, description="its last day, where those dates name it")
    place: EitherText
    kind: Identifier = Field(description="one of the places of domains.yaml")
    note: str = ""


class PrecedentModel(Model):
    """One item of such a document, as the source states it."""

    id: Slug
    document: Slug
    number: str = ""
    domain: Identifier
    branch: str = ""
    violation: str
    outcome: str
    conditions: str = ""
    law: str = ""
    url: str = ""
    evidence: Literal["official", "reported", "unsourced"] = Field(
        description="how well its own text is known"
    )


class PrecedentsFile(Model):
    """``rules/penalty-list/precedents/*.yaml``."""

    documents: dict[Slug, DocumentModel] = Field(
        default_factory=dict, description="documents first cited here; other files may cite them"
    )
    precedents: tuple[PrecedentModel, ...]
