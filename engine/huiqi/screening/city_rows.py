"""The enterprises of a decided table one by one, as they are asked for: for a sheet of them all."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import overload

from huiqi.decision.standing import Mark
from huiqi.screening.city_results import CityRow
from huiqi.screening.city_totals import mark_name, most
from huiqi.screening.loader import Loaded
from huiqi.screening.loader.loaded import CARRIED
from huiqi.screening.loader.plain_texts import sql_name as quoted
from huiqi.screening.table_answers import MARKS, Asked

#: So many rows are fetched at a time.
_FETCHED = 5_000


class CityRows(Sequence[CityRow]):
    """All of them, in the order of the table; none is kept."""

    def __init__(self, loaded: Loaded, asked: Asked, number: int) -> None:
        self.loaded, self.asked, self.number = loaded, asked, number
        self.measures = tuple(own.measure.id for own in asked.answers)

    def __len__(self) -> int:
        return self.number

    @overload
    def __getitem__(self, place: int) -> CityRow: ...
    @overload
    def __getitem__(self, place: slice) -> list[CityRow]: ...
    def __getitem__(self, place: int | slice) -> CityRow | list[CityRow]:
        first, last, _ = (
            place.indices(self.number) if isinstance(place, slice) else (place, place + 1, 1)
        )
        found = list(self._fetched(f" LIMIT {last - first} OFFSET {first}"))
        return found if isinstance(place, slice) else found[0]

    def __iter__(self) -> Iterator[CityRow]:
        return self._fetched("")

    def _fetched(self, part: str) -> Iterator[CityRow]:
        # What is carried is told in this connection alone.
        cursor = self.loaded.connection.execute(self._query() + part)
        carried = len(self.loaded.carried)
        while rows := cursor.fetchmany(_FETCHED):
            for row, name, code, *rest in rows:
                had, largest, near, enterprise, office = rest[carried:]
                yield CityRow(
                    row=row,
                    name=name or "",
                    credit_code=code or "",
                    carried=tuple(cell or "" for cell in rest[:carried]),
                    had=tuple(own for own, has in zip(self.measures, had, strict=True) if has),
                    most=None if largest is None else Decimal(largest).scaleb(-2),
                    near=near,
                    asks_enterprise=enterprise,
                    asks_office=office,
                )

    def _query(self) -> str:
        answers = self.asked.answers

        def number(mark: Mark) -> str:
            return " + ".join(
                f"({quoted(mark_name(own))} = {MARKS.index(mark)})::INT" for own in answers
            )

        eligible = MARKS.index(Mark.ELIGIBLE)
        had = ", ".join(f"{quoted(mark_name(own))} = {eligible}" for own in answers)
        ends = ", ".join(
            f"CASE WHEN {quoted(mark_name(own))} = {eligible} THEN {most(own)} END"
            for own in answers
        )
        near = " + ".join(f"{quoted(own.close)}::INT" for own in answers if own.close is not None)
        columns = "".join(f", carried{place}" for place in range(len(self.loaded.carried)))
        return (
            f"SELECT answers.row, {CARRIED}.name, {CARRIED}.credit_code{columns},"
            f" [{had}], greatest({ends}), {near or '0'},"
            f" {number(Mark.ASK_ENTERPRISE)}, {number(Mark.ASK_OFFICE)}"
            f" FROM answers JOIN {CARRIED} USING (row) ORDER BY answers.row"
        )
