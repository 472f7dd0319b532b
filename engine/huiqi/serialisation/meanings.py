"""What the texts in a document are: amounts, days, and words of a fixed list."""

from enum import Enum
from typing import Annotated, NamedTuple

from huiqi.decision.results import AmountKind, Status
from huiqi.decision.standing import Mark, Settler
from huiqi.language.types import Kind
from huiqi.rulebook.basis import Grade
from huiqi.truth import Truth


class Meaning(NamedTuple):
    """What a text means, under a name of its own in the schema; its pattern or its words."""

    name: str
    text: str
    pattern: str = ""
    words: tuple[str, ...] = ()


def one_of(words: type[Enum], name: str, text: str) -> Meaning:
    """A text that is one of the words of an enumeration."""
    return Meaning(name, text, words=tuple(str(word.value) for word in words))


Yuan = Annotated[str, Meaning("yuan", "Yuan, as a decimal with two digits.", r"^-?\d+\.\d{2}$")]
Day = Annotated[str, Meaning("day", "A day, as YYYY-MM-DD.", r"^\d{4}-\d{2}-\d{2}$")]
Sha256 = Annotated[str, Meaning("sha256", "A fingerprint.", "^[0-9a-f]{64}$")]
FactKey = Annotated[
    str, Meaning("fact_key", "A fact, with its year and its place in a list: fact[2022].field(key)")
]
TruthWord = Annotated[
    str, one_of(Truth, "truth", "Unknown: some completion makes it true, another false.")
]
GradeWord = Annotated[
    str,
    one_of(
        Grade,
        "grade",
        "How well a statement is supported: by the body's own text, by the press, by another "
        "body's rule, by an assumption, by nothing.",
    ),
]
StatusWord = Annotated[str, one_of(Status, "status", "The verdict on a measure.")]
MarkWord = Annotated[
    str, one_of(Mark, "mark", "What the answer is for whoever reads it: have it, one step, …")
]
SettlerWord = Annotated[str, one_of(Settler, "settler", "Who can settle what is open.")]
TypeWord = Annotated[
    str,
    Meaning(
        "type",
        "What a value is: money in yuan, a ratio (0.03 is 3 %), a count in its unit, a day, …",
        words=tuple(kind.name.lower() for kind in Kind),
    ),
]
AmountKindWord = Annotated[
    str,
    one_of(
        AmountKind,
        "amount_kind",
        "none: the source names no amount; unknown: it names one that nothing known bounds; "
        "not_due: not met, or not in force; exact, range: figures; at_most: only a limit.",
    ),
]
