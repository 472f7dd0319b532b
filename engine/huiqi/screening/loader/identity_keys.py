"""Whose a row is: the name and the credit code, as they are shown and as they are compared."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple

from huiqi.objects import dataclass
from huiqi.screening.loader.held_figures import keep_readings
from huiqi.screening.loader.plain_texts import normal_name, plain_code, plain_name, sql_name
from huiqi.screening.loader.readings import HeldReading
from huiqi.spelling import code_text, plain
from huiqi.wordings import says_nothing

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection


class Identity(NamedTuple):
    """An expression over a source ``s`` joined with ``joins``; it is never NULL."""

    value: str
    joins: str


def code_of(connection: DuckDBPyConnection, relation: str, position: int | None) -> Identity:
    """The credit codes, ``''`` where there is none."""
    return _told(connection, relation, position, _CODE)


def name_of(connection: DuckDBPyConnection, relation: str, position: int | None) -> Identity:
    """The names in their normal form."""
    return _told(connection, relation, position, _NAME)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Part:
    """How a part is read: plain ones, under a condition, and any other."""

    name: str
    condition: Callable[[str], str]
    value: Callable[[str], str]
    read: Callable[[str], str]


def matching_key(code: Identity, name: Identity) -> Identity:
    """By what records and enterprises are matched: the code, or else the name."""
    key = f"CASE WHEN {code.value} <> '' THEN 'c' || {code.value} ELSE 'n' || {name.value} END"
    return Identity(key, code.joins + name.joins)


def _told(
    connection: DuckDBPyConnection,
    relation: str,
    position: int | None,
    part: _Part,
) -> Identity:
    if position is None:
        return Identity("''", "")
    own, table, alias = f"c{position}", f"{relation}.{part.name}", f"of_{part.name}"
    cursor = connection.execute(
        f"SELECT DISTINCT {own} FROM {sql_name(relation)} WHERE NOT {part.condition(own)}"
    )
    texts = [text for (text,) in cursor.fetchall()]
    found = [(text, HeldReading(low=part.read(text))) for text in texts]
    own = f"s.{own}"
    simple = f"CASE WHEN {part.condition(own)} THEN {part.value(own)}"
    if not found:
        return Identity(f"{simple} ELSE '' END", "")
    keep_readings(connection, table, found, "VARCHAR")
    join = f" LEFT JOIN {sql_name(table)} {alias} ON {alias}.text = {own}"
    return Identity(f"{simple} ELSE coalesce({alias}.low, '') END", join)


def _code(text: str) -> str:
    code = code_text(text)
    return "" if says_nothing(code) else code


_CODE = _Part(name="code", condition=plain_code, value=str, read=_code)
_NAME = _Part(name="name", condition=plain_name, value=normal_name, read=plain)
