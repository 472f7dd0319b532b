"""What an interview says: its question, what each answer does, how far it has come.  Plain data."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import field
from decimal import Decimal
from enum import StrEnum
from typing import NamedTuple

from huiqi.decision.results import MeasureResult
from huiqi.diagnostics import Diagnostic
from huiqi.evaluation.reads import Missing
from huiqi.objects import dataclass
from huiqi.quantities import Number
from huiqi.rulebook.rulebook import Definition, Fact
from huiqi.sentences import InLanguages
from huiqi.values import Value
from huiqi.words import to_say

#: What is said of a list below another question: nothing, or some, which is told next.
NONE, HAS = to_say("没有"), to_say("有")
#: By question what is wrong with its answer.
Refusals = Mapping[Missing, Sequence[Diagnostic]]


class AnswerKind(StrEnum):
    """What kind of input answers a question."""

    YES_NO = "yes_no"
    OPTION = "option"
    NUMBER = "number"
    DAY = "day"
    WORDS = "words"
    RECORDS = "records"


@dataclass(frozen=True, slots=True, kw_only=True)
class Selectable:
    """An answer that can be chosen: what is given to :meth:`Interview.answer`, and its words."""

    written: str
    label: InLanguages


@dataclass(frozen=True, slots=True, kw_only=True)
class InterviewQuestion:
    """One question: a fact, in a year where it has years, or a field of a record.

    ``declared``: the fact, or the field.  ``measures`` wait for it, the largest amount in yuan
    known to hang on it is ``largest`` (absent: none is known).  ``asked_of``: the fact on which
    ``known_by`` and ``proof`` stand where a field has none of its own.
    """

    key: Missing
    topic: InLanguages
    declared: Fact | Definition
    asked_of: Fact | Definition
    kind: AnswerKind
    #: What a bare figure counts: 万元 of money, % of a ratio, else what the fact is counted in.
    unit: str
    options: tuple[Selectable, ...]
    #: Of a list: the fields with which each of its records is named.  Others are asked later, each
    #: on its own and only where it matters, but may be told at once.
    first_fields: tuple[Fact, ...]
    measures: tuple[MeasureResult, ...]
    largest: Number | None
    known_by: str | None
    #: No answer opens a measure, it can only close some.
    rules_out: bool
    #: It is one of those to all of which one answer says no.
    deniable: bool
    #: As it was written so far, where that does not settle it, or before it is changed.
    told: object = None
    #: Whether somebody said not to know it, of a list whether there are others.
    not_known: bool = False
    #: Whether that was told to be all of a list.
    whole: bool = False
    #: Of a list: the records that are told so far.
    records: Sequence[Mapping[str, object]] = ()

    @property
    def anew(self) -> bool:
        """Whether it is of a list that is told already, in whose place the answer is put."""
        return isinstance(self.told, list)

    @property
    def may_be_rough(self) -> bool:
        """Whether the answer is a figure of which a tenth about it says something: not of a year,
        of which all that can be lie closer together than that.
        """
        if self.kind is not AnswerKind.NUMBER:
            return False
        if not isinstance(self.declared, Fact):
            return True
        low, high = self.declared.low, self.declared.high
        return not (isinstance(low, Decimal) and isinstance(high, Decimal) and high < 2 * low)

    @property
    def help(self) -> InLanguages | None:
        """What helps to answer; of a field its own, what is said of the list is said with it."""
        return self.declared.help

    @property
    def proof(self) -> tuple[str, ...]:
        """The papers on which it stands."""
        return self.declared.proof or self.asked_of.proof

    @property
    def line(self) -> str:
        """Its line in a form, such as A107012 第51行."""
        return self.declared.line

    @property
    def found_in(self) -> InLanguages | None:
        """The statement and the line on which the figure stands."""
        return self.declared.found_in


@dataclass(frozen=True, slots=True, kw_only=True)
class Turned:
    """A measure that an answer changes: as it stands, and as it would."""

    before: MeasureResult
    after: MeasureResult


class BesideRound(NamedTuple):
    """A round amount, and whether a figure lies a cent ``below`` it, or above."""

    limit: Decimal
    below: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerEffect:
    """What one answer would do, found by giving it: the measures that then stand otherwise.

    ``value``: the answer; of a figure one of those at which something changes; ``beside``: of an
    amount a cent beside a round one, where it lies: it stands for all on that side.
    """

    value: Value
    turned: tuple[Turned, ...]
    beside: BesideRound | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """How far an interview has come.

    ``settled`` measures wait for no question any more, ``open`` ones do; ``certain``: those whose
    verdict became certain by the last answer.  ``number``: of the question that stands, from 1,
    ``page``: of the page on which it stands; ``left``: how many are open beside it (each answer may
    close some and open others).

    One field of several records is one question here: ``open_now``: how many are to be asked;
    ``put_off``: how many were not known or skipped and still matter, some of which may be asked
    once more; ``partly``: the lists of which only some is told, and which still matter;
    ``unasked``: how many are to be asked besides those.
    """

    number: int
    page: int
    left: int
    open_now: int
    unasked: int
    put_off: int
    partly: tuple[Missing, ...]
    settled: int
    open: int
    certain: tuple[MeasureResult, ...]
    #: How many lists of which nothing is told are open: what they hold opens more.
    lists: int
    #: How many were skipped, and come once more at the end.
    skipped: int


@dataclass(frozen=True, slots=True, kw_only=True)
class RepliedBeside:
    """What came of the answers to questions that stand below another.

    ``remarked``: the first question on which there is something to remark; ``refused``: by question
    what is wrong with its answer; ``unneeded``: what was typed that is no answer where by the other
    answers none is needed; ``certain``: the verdicts that became so.
    """

    remarks: tuple[Diagnostic, ...] = ()
    remarked: Missing | None = None
    refused: Refusals = field(default_factory=dict)
    unneeded: Mapping[Missing, str] = field(default_factory=dict)
    certain: tuple[MeasureResult, ...] = ()


class AskedReply(StrEnum):
    """What was said to a question."""

    ANSWERED = "answered"
    UNKNOWN = "unknown"
    SKIPPED = "skipped"


@dataclass(frozen=True, slots=True, kw_only=True)
class Reviewed:
    """What was said so far of one fact, or one field of a record, to look over and to change.

    ``reply`` is absent where it was told before the interview began; ``written`` is absent where
    nothing is told.
    """

    key: Missing
    topic: InLanguages
    declared: Fact | Definition
    reply: AskedReply | None
    written: object
