"""What is asked of whom, and what hangs on it.  Plain data for the renderers.

A *point* is one thing that is not known, at one place of the rules.  Points of one kind about one
document are one *question*; the questions on all documents of one office are one *letter*.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import field
from datetime import date
from decimal import Decimal
from enum import StrEnum

from huiqi.diagnostics import Place
from huiqi.objects import dataclass
from huiqi.rulebook.basis import Basis
from huiqi.rulebook.rulebook import Rulebook
from huiqi.sentences import InLanguages, sentence

#: Without what is easily taken for another sign.
_SIGNS = "23456789ABCDEFGHJKMNPQRSTVWXYZ"
_LENGTH = 7


#: The columns of a sheet by which an answer is found again.
ID = sentence("编号")
ANSWER = sentence("答复")
CITED = sentence("依据（文号、条款）")
ANSWERED_BY = sentence("答复人")
ANSWERED_ON = sentence("日期")
ANSWER_COLUMNS = (ANSWER, CITED, ANSWERED_BY, ANSWERED_ON)


class Matter(StrEnum):
    """What kind of thing is not known."""

    TEXT = "text"  # the text itself is not public
    FORCE = "force"  # whether a document is in force
    CLAUSE = "clause"  # a condition that the source only hints at
    PRESUMED = "presumed"  # a condition on which the source is silent
    BORROWED = "borrowed"  # a condition or figure that rests on no document of its own
    READING = "reading"  # a text with several readings
    CONFLICT = "conflict"  # sources that disagree
    CAP = "cap"  # over what an upper limit counts
    VALUE = "value"  # a figure that is not known
    UNSTATED = "unstated"  # what else a source leaves open
    APPLY = "apply"  # how one applies
    STACKING = "stacking"  # whether two measures may be had together
    FUND = "fund"  # how a limited fund is shared, and of which year it is
    LIST = "list"  # the city's own list of violations


class ApplyPart(StrEnum):
    """A part of how one applies, and who leads."""

    DEPARTMENT = "department"
    WINDOWS = "windows"
    OFFICE = "office"
    TELEPHONES = "telephones"
    MATERIALS = "materials"
    PAID_WITHIN = "paid_within"


@dataclass(frozen=True, slots=True, kw_only=True)
class AskedDocument:
    """The document that a point is about; ``office``: who is asked, ``None`` where the rules name
    no one; ``held``: whether the rules rest on the document itself, and not on a report of it.
    """

    key: str
    title: InLanguages
    number: str
    url: str
    office: InLanguages | None
    held: bool


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class OpenPoint:
    """One thing that is not known.

    ``key`` says which it is, and stays the same wherever it stands in a file; ``measures`` are
    those that wait for it, ``stands`` is what the rules say now, ``path`` where it is written in
    the file of ``place``; ``about`` the part of the rules that it is about.
    """

    key: str
    topic: Matter
    measures: tuple[str, ...]
    document: AskedDocument
    text: InLanguages
    stands: InLanguages
    basis: tuple[Basis, ...]
    place: Place
    path: tuple[str | int, ...] = ()
    part: ApplyPart | None = None
    about: object = None

    @property
    def id(self) -> str:
        """By which an answer finds its place: seven signs, without 0, 1, I, L, O and U."""
        return code(self.key)


def code(key: str) -> str:
    """A short name for a long one; the same every time."""
    number = int.from_bytes(hashlib.sha256(key.encode()).digest()[:8], "big")
    signs = ""
    for _ in range(_LENGTH):
        number, sign = divmod(number, len(_SIGNS))
        signs += _SIGNS[sign]
    return signs


@dataclass(frozen=True, slots=True, kw_only=True)
class Weight:
    """What hangs on a question, over a table of enterprises.

    A verdict is one measure for one enterprise.  ``only``: open verdicts that are settled with
    each of the answers tried, all else staying as it is; ``bears``: those that some answer tried
    changes, or whose amount; ``amounts``: of the amounts that are no exact figure, how many are
    one with each answer.  ``low`` and ``high`` are what the verdicts in ``only`` come to in yuan,
    added up, over all answers; ``unbounded`` are those among them without a known upper limit,
    which are not in ``high``.  ``at_stake`` and ``at_stake_unbounded``: the same of the upper ends
    of ``bears``.  ``tried``: of how many of the ``points`` answers could be tried at all.
    """

    only: int = 0
    bears: int = 0
    amounts: int = 0
    low: Decimal = Decimal(0)
    high: Decimal = Decimal(0)
    unbounded: int = 0
    at_stake: Decimal = Decimal(0)
    at_stake_unbounded: int = 0
    tried: int = 0
    points: int = 0

    @property
    def order(self) -> tuple[object, ...]:
        """What settles most comes first."""
        return -self.only, -self.bears, -self.amounts, -self.at_stake


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class OpenQuestion:
    """Points that are asked together; ``each``: what hangs on each of them alone."""

    key: str
    topic: Matter
    document: AskedDocument
    points: tuple[OpenPoint, ...]
    weight: Weight
    each: tuple[Weight, ...]

    @property
    def id(self) -> str:
        """A short name; that of its point, where it has one alone."""
        return code(self.points[0].key if len(self.points) == 1 else self.key)

    @property
    def measures(self) -> tuple[str, ...]:
        """The measures that wait for an answer."""
        return tuple(dict.fromkeys(name for point in self.points for name in point.measures))


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class Letter:
    """All that one office is asked, what settles most first; ``weight``: of all of it."""

    office: InLanguages | None
    questions: tuple[OpenQuestion, ...]
    weight: Weight

    @property
    def documents(self) -> tuple[AskedDocument, ...]:
        """The documents that it is about, in the order of the questions."""
        found = {question.document.key: question.document for question in self.questions}
        return tuple(found.values())

    @property
    def points(self) -> Iterator[OpenPoint]:
        """Every point of it."""
        return (point for question in self.questions for point in question.points)


@dataclass(frozen=True, slots=True, kw_only=True)
class Standings:
    """How the verdicts on a table stand, by who is wanted next as ``check`` marks them.

    ``settled``: known; ``enterprise``: it has something to answer; ``office``: only an office can
    say; ``text``: the text of the measure is not public.
    """

    enterprises: int
    verdicts: int
    settled: int
    enterprise: int
    office: int
    text: int

    @property
    def open(self) -> int:
        """Those that are not settled."""
        return self.verdicts - self.settled

    @property
    def percent(self) -> Decimal | None:
        """How many are settled, in percent to one decimal, rounded down: 100 means all."""
        if not self.verdicts:
            return None
        return Decimal(1000 * self.settled // self.verdicts) / 10


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class Inquiry:
    """All that is not known on a day; ``weight``: of all answers together."""

    rulebook: Rulebook = field(repr=False)
    as_of: date
    letters: tuple[Letter, ...]
    standings: Standings
    weight: Weight

    @property
    def points(self) -> tuple[OpenPoint, ...]:
        """Every point that is asked."""
        return tuple(point for letter in self.letters for point in letter.points)


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class AnswerCarried:
    """An answer that came back: where it stands itself (``place``), the point it is of, where in
    the rules it goes (``at``), and what is written there, each ``path = value``.

    ``left``: why a person has to write it; ``None`` where it is carried as it stands.  ``besides``:
    what a person should look at even so.
    """

    id: str
    answer: str
    cited: str
    place: Place
    point: OpenPoint | None
    at: tuple[Place, ...]
    writes: tuple[str, ...] = ()
    left: InLanguages | None = None
    besides: InLanguages | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class MissionThing:
    """How far one of the things stands that the rules are for (``topics``, ``fund``, ``list``).

    ``texts``: so many of ``of_texts`` texts are held: measures with a text of their own, the
    fund's own document, items of the city's list.  ``beside``: other documents, or items of other
    lists, that answer meanwhile.  ``clauses``: conditions of both that are encoded; ``cases`` that
    expect something of them; ``questions``: points on them that are still open.
    """

    key: str
    title: InLanguages
    #: The title where there is little room.
    name: InLanguages
    texts: int
    of_texts: int
    beside: int
    clauses: int
    cases: int
    questions: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Mission:
    """The things, and how the verdicts on a table of enterprises stand; ``None`` without one."""

    as_of: date
    things: tuple[MissionThing, ...]
    standings: Standings | None
