"""Enterprises chosen from a table that was decided: ``县市区=东昌府区``, ``小升规奖励=差一步``.

Codes: C144 what is neither a carried column nor a measure, C145 what nobody has.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from huiqi.decision.standing import Mark
from huiqi.diagnostics import InputError, Place, input_error
from huiqi.objects import dataclass
from huiqi.profile.rows import IDENTITY
from huiqi.rulebook.naming import MeasureNames
from huiqi.rulebook.rulebook import Rulebook
from huiqi.screening.screened import NEAR, MeasureAnswer, Rejected, ScreenedEnterprise, Screening
from huiqi.sentences import sentence
from huiqi.spelling import Names, plain
from huiqi.words import to_say

#: Refused by figures alone, by no more than a tenth of what is asked: no mark of its own.
_NEAR = to_say("接近")
_PLACE = Place("--where")


@dataclass(frozen=True, slots=True, kw_only=True)
class ChosenBy:
    """What is asked of an enterprise: what stands in a carried column (``column``: its place), what
    it is called or its code (``identity``), or how a measure stands (``mark`` absent: near).
    """

    value: str
    column: int | None = None
    identity: str = ""
    measure: str = ""
    mark: Mark | None = None

    @property
    def of_measure(self) -> bool:
        """Whether it asks how a measure stands."""
        return bool(self.measure)

    def written(self, entry: ScreenedEnterprise | Rejected) -> str | None:
        """What the table has of it; ``None`` where that is not known."""
        if self.column is not None:
            return entry.carried[self.column]
        if isinstance(entry, Rejected):
            return entry.name or None if self.identity == "name" else None
        return entry.name if self.identity == "name" else entry.credit_code

    def holds(self, entry: ScreenedEnterprise | Rejected) -> bool:
        """Whether an enterprise is so; one of which nothing was decided may be."""
        if not self.of_measure:
            written = self.written(entry)
            return written is None or plain(written) == plain(self.value)
        if isinstance(entry, Rejected):
            return True
        answers = entry.screened.answers
        return any(one.measure == self.measure and self._stands(one) for one in answers)

    def _stands(self, answer: MeasureAnswer) -> bool:
        if self.mark is None:
            return answer.near is not None and answer.near <= NEAR
        return answer.mark is self.mark


def chosen_by(
    where: str,
    carried: Sequence[str],
    rulebook: Rulebook,
    words: Mapping[Mark, Sequence[str]],
    *,
    evaluated: Iterable[str] = (),
) -> ChosenBy:
    """What ``name=what it is`` asks: of a column as it is written there, of a measure as it stands.

    Args:
        carried: The columns that are carried.
        words: What each mark is called.
        evaluated: The other columns, which would be carried had they been asked about.

    Raises:
        InputError: C144, or C145 of a mark that there is not.
    """
    # A title has no sign of equality; a cell may.
    name, _, value = where.partition("=")
    index = Names({str(n): (own,) for n, own in enumerate(carried)}).find(name)
    if index is not None:
        return ChosenBy(column=int(index), value=value)
    identity = Names(IDENTITY).find(name)
    if identity is not None and "=" in where:
        return ChosenBy(identity=identity, value=value)
    meant = MeasureNames(rulebook).called(name) & {one.id for one in rulebook.supports}
    if len(meant) != 1 or "=" not in where:
        raise input_error(
            "C144",
            _PLACE,
            sentence("写作 列名=内容，或 措施名称=标记"),
            found=where,
            allowed=[*(names[0] for names in IDENTITY.values()), *carried, *evaluated],
            remedy=sentence("列是表里的列；措施的名称用 huiqi rules list 列出"),
        )
    (measure,) = meant
    mark = Names({mark: (mark.value, *said) for mark, said in words.items()}).find(value)
    if mark is None and plain(value) not in (_NEAR, "near"):
        raise input_error(
            "C145",
            _PLACE,
            sentence("措施的标记没有这一种"),
            found=value,
            allowed=[*(said[0] for said in words.values()), _NEAR],
        )
    return ChosenBy(value=value, measure=measure, mark=mark)


def not_written(asked: ChosenBy, carried: Sequence[str], written: Iterable[str]) -> InputError:
    """C145: nobody has this in the column; ``written``: what stands there."""
    column = IDENTITY[asked.identity][0] if asked.column is None else carried[asked.column]
    said = sentence("{column}这一列里没有这样写的", column=column)
    return input_error("C145", _PLACE, said, found=asked.value, allowed=filter(None, written))


def rows_where(
    found: Screening, wheres: Iterable[str], words: Mapping[Mark, Sequence[str]]
) -> set[int]:
    """The rows of which all holds, or may hold.

    Raises:
        InputError: C144, C145.
    """
    rows: tuple[ScreenedEnterprise | Rejected, ...] = (*found.entries, *found.rejected)
    asked = [
        chosen_by(where, found.carried, found.rulebook, words, evaluated=found.evaluated)
        for where in wheres
    ]
    for one in asked:
        if not one.of_measure:
            cells = (one.written(entry) for entry in rows)
            written = dict.fromkeys(cell for cell in cells if cell is not None)
            if plain(one.value) not in map(plain, written):
                raise not_written(one, found.carried, written)
    return {entry.row for entry in rows if all(one.holds(entry) for one in asked)}
