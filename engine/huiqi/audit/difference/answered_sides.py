"""A table whose answers on both sides stand in a database: which differ, and which way they move.

Amounts are compared as exactly as the queries gave them, each in its own places.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from huiqi.audit.difference.answer_pairs import (
    AnswerPair,
    amounts,
    bits_of,
    direction_between,
    side_of,
    told_of_amount,
)
from huiqi.audit.difference.results import Side
from huiqi.objects import dataclass
from huiqi.screening.grouping import GROUPED
from huiqi.screening.loader import Loaded
from huiqi.screening.loader.loaded import CARRIED, ENTERPRISES
from huiqi.screening.loader.plain_texts import sql_name
from huiqi.screening.table_answers import APART, Asked

#: The rows that the evaluator decides, whatever it says of them.
ASIDE = "aside"
#: What differs otherwise: the ``place`` of a pair of answers, the ``row``, the ``direction``, the
#: statuses before and after (``b``, ``a``), whether having it ``moved``.
DIFFERING = "differing"
#: Those of them that are told one by one.
LISTED = "listed"
_STATUSES = ("d.status_b", "d.status_a")
#: As many whole numbers as the database holds of an amount.
_DIGITS = 38


@dataclass(frozen=True, kw_only=True)
class AnsweredSide:
    """One side of a table loaded into the ``schema``; ``relation``: the table of its answers."""

    side: Side
    schema: str
    loaded: Loaded
    asked: Asked
    relation: str


class AnsweredSides:
    """Both sides, compared in the database of the second."""

    def __init__(self, before: AnsweredSide, after: AnsweredSide, *, grouped: bool) -> None:
        self.before, self.after = before, after
        self.connection = after.loaded.connection
        left = {*before.asked.beyond, *after.asked.beyond}
        # By what one side alone could decide nobody gains or loses.
        one, other = (
            {own.measure.id: own for own in side.asked.answers if own.measure.id not in left}
            for side in (before, after)
        )
        self.pairs = [
            AnswerPair(place=place, before=one.get(name), after=other.get(name))
            for place, name in enumerate(dict.fromkeys((*one, *other)))
        ]
        self._grouped = f"{before.schema}.{GROUPED}" if grouped else None

    # ---- which rows

    def other_rows(self) -> bool:
        """Whether the sides read rows of other numbers."""
        one, other = self.before.relation, self.after.relation
        query = (
            f"SELECT count(*) FROM {one} b FULL JOIN {other} a ON a.row = b.row"
            " WHERE a.row IS NULL OR b.row IS NULL"
        )
        return self._column(query) != [0]

    def set_aside(self, *, everything: bool) -> list[int]:
        """Takes out the rows that the evaluator decides, and gives their numbers.

        Args:
            everything: It decides all of them.
        """
        found = []
        for place, own in enumerate((self.before, self.after)):
            wide = self._too_wide(place)
            apart = ["true"] if everything else [f"e.apart OR o.{APART}", *wide]
            found.append(
                f"SELECT o.row AS row FROM {own.relation} o"
                f" JOIN {own.schema}.{ENTERPRISES} e ON e.row = o.row WHERE {' OR '.join(apart)}"
            )
        self._run(f"CREATE OR REPLACE TABLE {ASIDE} AS {' UNION '.join(found)}")
        for relation in {self.before.relation, self.after.relation}:
            self._run(f"DELETE FROM {relation} WHERE row IN (SELECT row FROM {ASIDE})")
        return self._column(f"SELECT row FROM {ASIDE} ORDER BY row")

    def _too_wide(self, place: int) -> Iterator[str]:
        """Where an amount of a side is too large to be written in the other's places."""
        for pair in self.pairs:
            for name, places in amounts(pair.sides[place]):
                more = pair.places - places
                if more:
                    most = 10 ** (_DIGITS - more)
                    yield f"coalesce(abs(o.{sql_name(name)}) > {most}, false)"

    # ---- what differs

    def compare(self) -> None:
        """Makes the table :data:`DIFFERING`."""
        self._run(
            f"CREATE OR REPLACE TABLE {DIFFERING} (place USMALLINT, row BIGINT, direction UTINYINT,"
            " status_b UTINYINT, status_a UTINYINT, moved BOOLEAN)"
        )
        for pair in self.pairs:
            self._run(f"INSERT INTO {DIFFERING} {self._differing(pair)}")

    def _differing(self, pair: AnswerPair) -> str:
        one, other = side_of(pair.before, "b", pair.places), side_of(pair.after, "a", pair.places)
        paid = [own is not None and own.measure.gives is not None for own in pair.sides]
        # With one status on both sides it is had on both, or on neither.
        ends = "false"
        if all(paid):
            ends = "had_b > 0 AND (low_b <> low_a OR high_b IS DISTINCT FROM high_a)"
        elif any(paid):
            ends = "had_b > 0"
        return (
            f"SELECT {pair.place}, row, {direction_between(paid)}, status_b, status_a,"
            f" had_b <> had_a FROM (SELECT b.row AS row, {one}, {other}, false AS differs"
            f" FROM {self.before.relation} b"
            f" JOIN {self.after.relation} a ON a.row = b.row)"
            f" WHERE status_b IS DISTINCT FROM status_a OR ({ends})"
        )

    def differing_rows(self, places: Iterable[int] | None = None) -> list[int]:
        """The rows in which anything differs; ``places``: in these pairs."""
        where = ""
        if places is not None:
            where = f" WHERE place IN ({', '.join(map(str, places)) or 'NULL'})"
        return self._column(f"SELECT DISTINCT row FROM {DIFFERING}{where} ORDER BY row")

    def differing_pairs(self) -> list[AnswerPair]:
        """The measures in which anything differs."""
        found = self._column(f"SELECT DISTINCT place FROM {DIFFERING} ORDER BY place")
        return [self.pairs[place] for place in found]

    # ---- counted

    def compared(self, *, same: bool) -> list[tuple[str | int, int]]:
        """How many rows of each group there are; ``same``: in which nothing differs."""
        where = f" WHERE o.row NOT IN (SELECT row FROM {DIFFERING})" if same else ""
        told, join = self._told("o")
        return self._all(
            f"SELECT {told}, count(*) FROM {self.after.relation} o{join}{where} GROUP BY 1"
        )

    def changed(self) -> list[tuple[str | int, int]]:
        """In how many rows of each group anything differs."""
        told, join = self._told("d")
        return self._all(
            f"SELECT {told}, count(DISTINCT d.row) FROM {DIFFERING} d{join} GROUP BY 1"
        )

    def standing(
        self, pair: AnswerPair
    ) -> list[tuple[str | int, int, int, tuple[int | None, ...]]]:
        """Of each group, in how many differing rows a measure stands in the same way: the place of
        the direction, both statuses, then, where having it moved, the bits of its conditions.
        """
        bits = [f"CASE WHEN d.moved THEN {bit} END" for bit in bits_of(pair)]
        told = ", ".join((self._told("d")[0], "count(*)", "d.direction", *_STATUSES, *bits))
        found = self._all(f"SELECT {told} {self._joined(f'{DIFFERING} d', pair)} GROUP BY ALL")
        return [(told, number, way, tuple(rest)) for told, number, way, *rest in found]

    def _joined(self, rows: str, pair: AnswerPair) -> str:
        """Of some rows ``d`` those of a measure, with the answers of both sides."""
        return (
            f"FROM {rows} JOIN {self.before.relation} b ON b.row = d.row"
            f" JOIN {self.after.relation} a ON a.row = d.row"
            f"{self._told('d')[1]} WHERE d.place = {pair.place}"
        )

    # ---- one by one

    def list_first(self, most: int) -> None:
        """Makes the table :data:`LISTED` of so many changes: who gains for certain first, then who
        loses, and so on.
        """
        self._run(
            f"CREATE OR REPLACE TABLE {LISTED} AS SELECT * FROM {DIFFERING}"
            f" ORDER BY direction, row, place LIMIT {most}"
        )

    def listed(self, pair: AnswerPair) -> list[tuple]:  # type: ignore[type-arg]
        """Each listed change of a measure: row, name, group, then both statuses, the bits of both
        sides, and the amounts of both.
        """
        amounts_told = (
            f"{alias}.{sql_name(name)}"
            for own, alias in zip(pair.sides, "ba", strict=True)
            for name in told_of_amount(own)
        )
        told = ", ".join((self._told("d")[0], *_STATUSES, *bits_of(pair), *amounts_told))
        source = self._joined(f"{LISTED} d JOIN {CARRIED} c ON c.row = d.row", pair)
        return self._all(f"SELECT d.row, c.name, {told} {source} ORDER BY d.row")

    # ---- asking

    def _told(self, alias: str) -> tuple[str, str]:
        if self._grouped is None:
            return "''", ""
        return "g.told", f" JOIN {self._grouped} g ON g.row = {alias}.row"

    def _run(self, statement: str) -> None:
        self.connection.execute(statement)

    def _all(self, query: str) -> list[tuple]:  # type: ignore[type-arg]
        return self.connection.execute(query).fetchall()

    def _column(self, query: str) -> list[int]:
        return [value for (value,) in self._all(query)]
