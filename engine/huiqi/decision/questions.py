"""A missing fact that is asked, and what hangs on it."""

from __future__ import annotations

from collections.abc import Iterable

from huiqi.decision.results import MeasureResult
from huiqi.decision.standing import most_of
from huiqi.evaluation.reads import Missing
from huiqi.objects import dataclass
from huiqi.quantities import Number

#: Who does not sit in the house: they have to be asked outside it.
OUTSIDE = ("authority", "expert", "market")


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """A missing fact, and the measures that wait for it.

    ``rules_out``: no answer to it opens a measure, it can only close some.  ``idle``: no answer
    to it settles anything as long as nobody knows what somebody said not to know.
    """

    missing: Missing
    measures: tuple[MeasureResult, ...]
    known_by: str | None
    rules_out: bool
    idle: bool = False

    @property
    def largest(self) -> Number | None:
        """The largest amount in yuan known to hang on it, of one measure, if any is known."""
        return max((most for r in self.measures if (most := most_of(r)) is not None), default=None)


def asked_alike(missing: Missing) -> Missing:
    """The field alone, whichever record it is of."""
    return missing._replace(where=f".{missing.field}") if missing.key else missing


def counted(questions: Iterable[Question]) -> int:
    """How many questions are told to be open; one field of several records is one."""
    return len({asked_alike(question.missing) for question in questions})
