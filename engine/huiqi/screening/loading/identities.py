"""Whose a row is: the name and the credit code, as they are shown and as they are compared."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from huiqi.screening.loading.figures import keep_readings, texts_of
from huiqi.screening.loading.plain_texts import credit_code, normal_name
from huiqi.screening.loading.plain_texts import name as quoted
from huiqi.screening.loading.readings import Reading
from huiqi.spelling import code_text, plain
from huiqi.wordings import says_nothing

if TYPE_CHECKING:
    from collections.abc import Callable

    from duckdb import DuckDBPyConnection


class Identity(NamedTuple):
    """Expressions over a source ``s`` joined with ``joins``: code and normal name, never NULL."""

    code: str
    name: str
    joins: str

    @property
    def key(self) -> str:
        """By what records and enterprises are matched: the code, or else the name."""
        return f"CASE WHEN {self.code} <> '' THEN 'c' || {self.code} ELSE 'n' || {self.name} END"


def identity(
    connection: DuckDBPyConnection, relation: str, name: int | None, code: int | None
) -> Identity:
    """Of the rows of a source, with its columns of names and of codes."""
    joins = ""

    def told(
        position: int | None,
        plain_text: Callable[[str], str],
        read: Callable[[str], str],
        part: str,
    ) -> str:
        nonlocal joins
        if position is None:
            return "''"
        own = f"c{position}"
        texts = texts_of(connection, relation, own, plain_text(own))
        simple = plain_text(f"s.{own}")
        if not texts:
            return f"coalesce({simple}, '')"
        table = f"{relation}.{part}"
        found = [(text, Reading(read(text))) for text in texts]
        keep_readings(connection, table, found, "VARCHAR")
        joins += f" LEFT JOIN {quoted(table)} {part} ON {part}.text = s.{own}"
        return f"coalesce({simple}, {part}.low, '')"

    return Identity(
        code=told(code, credit_code, _code, "of_code"),
        name=told(name, normal_name, plain, "of_name"),
        joins=joins,
    )


def _code(text: str) -> str:
    code = code_text(text)
    return "" if says_nothing(code) else code
