"""What a decision on an incident says; every renderer reads these and nothing else decides."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from huiqi.decision.results import ClauseResult, Verdict
from huiqi.evaluation.reads import Missing
from huiqi.inference.errors import Reason
from huiqi.objects import cached_property
from huiqi.penalty.incident import Incident
from huiqi.penalty.laws import ApplicableLaw
from huiqi.rulebook.basis import Basis
from huiqi.rulebook.collection import Collection
from huiqi.rulebook.measure import Group, Rule
from huiqi.rulebook.penalties import Duty, Procedure
from huiqi.rulebook.penalty_models import PrecedentModel
from huiqi.rulebook.sanction import EFFECTS, EffectName, ModalityName
from huiqi.rulebook.text import Text
from huiqi.truth import Truth
from huiqi.values import Value

if TYPE_CHECKING:
    from huiqi.penalty.settling import ValueTrials


class PenaltyStatus(StrEnum):
    """Whether what follows is settled."""

    DECIDED = "decided"
    NEEDS_JUDGEMENT = "needs_judgement"
    UNDETERMINED = "undetermined"


@dataclass(frozen=True, slots=True)
class Consequence:
    """What follows: at least the effect ``must``; and, if the officer so decides, ``may``."""

    must: EffectName
    may: EffectName | None = None

    @property
    def outcome(self) -> tuple[EffectName, ModalityName]:
        """The pair that is told first: the most lenient effect, and whether it must or may be."""
        return (self.may, "may") if self.may is not None else (self.must, "must")


class StillOpen(NamedTuple):
    """What a rule that is open still turns on; ``any_one``: one of it may be enough."""

    facts: tuple[Missing, ...]
    judgements: int
    any_one: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleResult:
    """One rule: whether it applies, and each of its conditions.

    ``decides`` differs from the verdict for an item that is barred, or stated twice differently.
    """

    rule: Rule
    #: On its conditions, that it is in force among them.
    verdict: Verdict
    decides: Truth

    @property
    def still_open(self) -> StillOpen:
        """The facts that are missing, and how many judgements, of the conditions it turns on."""
        clauses = self.verdict.open
        facts = dict.fromkeys(missing for clause in clauses for missing in clause.missing)
        requires = self.rule.requires
        any_one = isinstance(requires, Group) and requires.kind == "any"
        return StillOpen(tuple(facts), sum(map(is_pending, clauses)), any_one and len(clauses) > 1)

    @property
    def lightness(self) -> tuple[int, bool, int]:
        """Smaller is lighter: its best outcome, must before may; then the less it lacks."""
        effect, modality = min(
            self.rule.sanction.outcomes, key=lambda pair: (EFFECTS.index(pair[0]), pair[1] == "may")
        )
        left = self.still_open
        return EFFECTS.index(effect), modality == "may", len(left.facts) + left.judgements


def is_pending(result: ClauseResult) -> bool:
    """Whether only an officer's answer is still to come."""
    if result.truth.known or result.judgement is not None or result.condition.node is not None:
        return False
    return result.pending or not result.missing


class Saying(NamedTuple):
    """A precedent that speaks of a question, and the part of its conditions that does."""

    precedent: PrecedentModel
    part: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OfficerQuestion:
    """What only an officer can say: where it is asked, and what others' lists say."""

    key: str
    text: Text
    basis: tuple[Basis, ...]
    rules: tuple[str, ...]
    sayings: tuple[Saying, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Precondition:
    """What has to happen before the lenient outcome; ``by`` where there is a time limit.

    ``field``: of the incident, which says whether it has; ``late``: for how many days the limit
    that was set has been over (0: it is not, or none was set).
    """

    kind: str
    text: Text
    by: date | None
    done: bool
    rules: tuple[str, ...]
    field: str
    late: int = 0


@dataclass(frozen=True, slots=True)
class Task:
    """A duty that follows; ``chosen``: only where the authority decides not to punish."""

    duty: Duty
    chosen: bool
    done: bool


@dataclass(frozen=True, slots=True)
class Course:
    """A procedure for the outcome; ``chosen``: only where the authority decides on it.

    ``open``: it depends on what is not known.
    """

    procedure: Procedure
    chosen: bool
    open: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What follows at one point of the history: settled where ``worst`` and ``best`` are one."""

    status: PenaltyStatus
    worst: Consequence
    best: Consequence
    rules: tuple[RuleResult, ...]
    leaves: Mapping[str, Truth]


@dataclass(frozen=True, slots=True, kw_only=True)
class ValueEffect:
    """What one value, or stretch of values, of a fact would do; of a judgement yes or no.

    ``beyond``: also where it has not happened by the day of the decision.  ``holds``, ``falls``:
    the open rules that it makes apply, and those that it rules out.
    """

    value: Value
    beyond: bool
    answer: Answer
    holds: tuple[Rule, ...]
    falls: tuple[Rule, ...]

    @property
    def settled(self) -> bool:
        """Whether nothing is open with it."""
        return self.answer.worst == self.answer.best


@dataclass(frozen=True, slots=True, kw_only=True)
class Settling:
    """The fact, or the question for an officer, that settles most, and what its values do.

    Of the history ``False`` is that there were no earlier violations: what others would do
    depends on what they were.
    """

    missing: Missing | None
    question: OfficerQuestion | None
    effects: tuple[ValueEffect, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """What an arrival changed."""

    label: str
    on: date | None
    answer: Answer
    changed: Mapping[str, tuple[Truth, Truth]]


@dataclass(frozen=True, kw_only=True)
class PenaltyDecision:
    """Everything said of an incident on a day."""

    incident: Incident
    as_of: date
    fields: Mapping[str, Value]
    answer: Answer
    turns: tuple[Turn, ...]
    questions: tuple[OfficerQuestion, ...]
    missing: tuple[Missing, ...]
    steps: tuple[Precondition, ...]
    duties: tuple[Task, ...]
    courses: tuple[Course, ...]
    candidates: tuple[Rule, ...]
    #: How many of those, the first, what is told is like; the others are of the same field.
    alike: int
    #: The everyday words of the act, each with those of the lists by which the like was found.
    widened: tuple[tuple[str, tuple[str, ...]], ...]
    #: Whether the answer turns on items that the incident does not name.
    unnamed: bool
    #: The rules that are open and could still make the outcome more lenient.
    open_rules: tuple[str, ...]
    precedents: tuple[PrecedentModel, ...]
    versions: tuple[ApplicableLaw, ...]
    fine: ApplicableLaw | None
    lists: tuple[Collection, ...]
    city_list: bool
    checked: int
    note: Reason | None
    #: What works out the dearer parts when asked.
    later: ValueTrials = field(repr=False, compare=False)

    @property
    def resting_on(self) -> tuple[RuleResult, ...]:
        """The rules that apply, and those that are open and could make it more lenient."""
        return tuple(
            result
            for result in self.answer.rules
            if result.decides is Truth.TRUE or result.rule.id in self.open_rules
        )

    @property
    def dated(self) -> tuple[Collection, ...]:
        """Lists of which later versions may exist, and on which the answer rests or may rest."""
        names = {result.rule.collection for result in self.resting_on}
        return tuple(
            found
            for found in self.lists
            if found.id in names
            and found.later_since is not None
            and self.as_of >= found.later_since
        )

    @property
    def like(self) -> tuple[Rule, ...]:
        """The listed matters that what is told is like, the likest first."""
        return self.candidates[: self.alike]

    @cached_property
    def to_find_out(self) -> tuple[Missing, ...]:
        """The missing facts as they are best asked: of one that may not apply whether it does; what
        decides the matter that the act falls under, or is like, before what only mitigates.
        """
        ranks = self.later.ranks(self)
        return tuple(
            sorted(dict.fromkeys(map(self.later.before, self.missing)), key=ranks.__getitem__)
        )

    @cached_property
    def under_candidates(self) -> tuple[tuple[Rule | None, Answer], ...]:
        """What follows where it falls under one of the items offered; last, under none."""
        if not self.unnamed:
            return ()
        each = tuple((rule, self.later.under((rule,))) for rule in self.candidates)
        return (*each, (None, self.later.under(())))

    @cached_property
    def first(self) -> Settling | None:
        """The one fact or judgement that settles most; ``None`` where there is none."""
        return next(iter(self.ranked), None)

    @cached_property
    def ranked(self) -> tuple[Settling, ...]:
        """What is best asked, the first first: only what changes something by itself."""
        settled = self.answer.worst == self.answer.best
        return () if settled else tuple(self.later.ranked(self))
