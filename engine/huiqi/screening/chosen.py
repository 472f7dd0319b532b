"""Enterprises chosen from a table that was decided: ``县市区=东昌府区``, ``小升规奖励=差一步``.

Codes: C144 what is neither a carried column nor a measure, C145 what nobody has; as a remark P134
what was taken for the same.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from huiqi.decision.nearness import NEAR
from huiqi.decision.standing import Mark
from huiqi.diagnostics import Diagnostics, Place, input_error
from huiqi.objects import dataclass
from huiqi.profile.rows import IDENTITY
from huiqi.rulebook.naming import MeasureNames
from huiqi.rulebook.rulebook import Rulebook
from huiqi.screening.grouping import cut_short
from huiqi.screening.screened import MeasureAnswer, Rejected, ScreenedEnterprise, Screening
from huiqi.sentences import sentence
from huiqi.spelling import Names, plain
from huiqi.tables.columns import listed
from huiqi.words import to_say

#: Refused by figures alone, by no more than a tenth of what is asked: no mark of its own.
_NEAR = to_say("接近")
_PLACE = Place("--where")


@dataclass(frozen=True, slots=True, kw_only=True)
class ChosenBy:
    """What is asked of an enterprise: what stands in a carried column (``column``: its place), what
    it is called or its code (``identity``), or how a measure stands (``mark`` absent: near).

    ``spellings``: the ways in which what is asked for is written in the column.
    """

    value: str
    spellings: tuple[str, ...] = ()
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
            return written is None or plain(written) in map(plain, (self.value, *self.spellings))
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


def as_spelt(
    asked: ChosenBy, carried: Sequence[str], written: Mapping[str, int], diagnostics: Diagnostics
) -> ChosenBy:
    """What is asked of a column with the ways in which it is written there: as a name that is cut
    short is one group with the whole (乐平铺 with 乐平铺镇), so it is found by either, which is
    remarked.

    Args:
        written: What stands in the column, and how often.

    Raises:
        InputError: C145, nobody has this in the column.
    """
    own = tuple(cell for cell in written if plain(cell) == plain(asked.value))
    others: tuple[str, ...] = ()
    if asked.column is not None and asked.value:
        name = own[0] if own else asked.value
        alike = cut_short({name: 0, **written})
        same = (cell for cell in written if alike.get(cell, cell) == alike.get(name, name))
        others = tuple(cell for cell in same if cell not in own)
    column = IDENTITY[asked.identity][0] if asked.column is None else carried[asked.column]
    if not own and asked.identity == "name" and plain(asked.value):
        # A part of a name that one enterprise alone has can only be that one.
        having = [cell for cell in written if plain(asked.value) in plain(cell)]
        if len({plain(cell) for cell in having}) == 1:
            message = sentence(
                "{column}：有“{written}”的只有“{whole}”一户，就看它",
                column=column,
                written=asked.value,
                whole=having[0],
            )
            diagnostics.warn("P134", _PLACE, message)
            return replace(asked, spellings=tuple(having))
    if not own and not others:
        said = sentence("{column}这一列里没有这样写的", column=column)
        cells = sorted(filter(None, written))
        within = (
            [cell for cell in cells if plain(asked.value) in plain(cell)] if asked.value else []
        )
        remedy = sentence("照表里写全") if within else ""
        raise input_error(
            "C145", _PLACE, said, found=asked.value, allowed=within or cells, remedy=remedy
        )
    if others:
        message = sentence(
            "{column}：“{written}”也算{others}",
            column=column,
            written=asked.value,
            others=listed([sentence("“{other}”", other=other) for other in others]),
        )
        diagnostics.warn("P134", _PLACE, message)
    return replace(asked, spellings=(*own, *others))


def rows_where(
    found: Screening,
    wheres: Iterable[str],
    words: Mapping[Mark, Sequence[str]],
    diagnostics: Diagnostics,
) -> set[int]:
    """The rows of which all holds, or may hold; what was taken for the same is remarked.

    Raises:
        InputError: C144, C145.
    """
    rows: tuple[ScreenedEnterprise | Rejected, ...] = (*found.entries, *found.rejected)
    asked = [
        chosen_by(where, found.carried, found.rulebook, words, evaluated=found.evaluated)
        for where in wheres
    ]
    for place, one in enumerate(asked):
        if not one.of_measure:
            cells = (one.written(entry) for entry in rows)
            written = Counter(cell for cell in cells if cell is not None)
            asked[place] = as_spelt(one, found.carried, written, diagnostics)
    return {entry.row for entry in rows if all(one.holds(entry) for one in asked)}
