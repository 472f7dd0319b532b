"""The enterprises of a city as the peers take them that know no tables: all in memory."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from benchmarks.city import City
from benchmarks.peers.by_hand import connect
from benchmarks.peers.sample import FACTS, PROJECTS

#: Whose facts and projects, by the names of the sample.
Row = Mapping[str, Any]
CODE = "统一社会信用代码"


def rows(city: City) -> list[Row]:
    """Each enterprise with its projects, in the order of the table."""
    facts = ", ".join(f'"{column}" AS {name}' for name, column in FACTS.items())
    fields = ", ".join(f'"{column}" AS {name}' for name, column in PROJECTS.items())
    with connect(city) as connection:
        records = connection.execute(f'SELECT "{CODE}", {fields} FROM renovation_projects')
        projects: dict[str, list[Row]] = {}
        for code, *values in records.fetchall():
            project = {name: plain(value) for name, value in zip(PROJECTS, values, strict=True)}
            projects.setdefault(code, []).append(project)
        told = connection.execute(f'SELECT "{CODE}", {facts} FROM enterprises').fetchall()
    return [
        {
            "code": code,
            **{name: plain(value) for name, value in zip(FACTS, values, strict=True)},
            "projects": projects.get(code, []),
        }
        for code, *values in told
    ]


def plain(value: object) -> object:
    """A day as its text, which orders alike; amounts as floating numbers, all that they take."""
    if isinstance(value, date):
        return value.isoformat()
    return float(value) if isinstance(value, Decimal) else value
