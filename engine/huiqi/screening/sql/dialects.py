"""The text of a query, for one database."""

from __future__ import annotations

from sqlglot import exp


def text(query: exp.Query, dialect: str) -> str:
    """As one database reads it: ``duckdb``, ``spark`` or ``postgres``."""
    return query.sql(dialect=dialect)
