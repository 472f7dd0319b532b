"""Columns of a table of enterprises that tell of one record of a list: a project, a title.

A row has one record at most, and others may exist: of the list it is never said that it is whole.

Code: P179 a list whose records stand in a table of their own, too.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from huiqi.diagnostics import Diagnostics, Place
from huiqi.language.types import Kind
from huiqi.profile.column_names import Key
from huiqi.profile.fact_columns import FactColumns
from huiqi.profile.profile import Given
from huiqi.profile.profile_reader import profile_from
from huiqi.quantities import MONEY_UNITS
from huiqi.rulebook.documents import Document, Steps
from huiqi.rulebook.list_columns import WITHIN
from huiqi.rulebook.points import is_bare, with_unit
from huiqi.rulebook.rulebook import Fact
from huiqi.sentences import sentence


def with_records(
    columns: FactColumns, told: Mapping[Key, Given], place: Place, diagnostics: Diagnostics
) -> dict[Key, Given]:
    """What a row tells, with a record of each list of which it tells a field.

    ``told``: what its cells say, each by its column; what is wrong with a record goes to
    ``diagnostics``.
    """
    facts = {key: given for key, given in told.items() if WITHIN not in key[0]}
    records: dict[str, dict[str, str]] = {}
    for key, given in told.items():
        list_, within, field = key[0].partition(WITHIN)
        if within:
            records.setdefault(list_, {})[field] = _as_written(columns, key, given)
    for list_, record in records.items():
        fact = columns.rulebook.facts[list_]
        named, *_ = fact.key or ("",)
        if named and named not in record and fact.fields[named].type.kind is Kind.TEXT:
            # What it is called no column says: it is the one of which the row tells.
            record[named] = fact.label.zh
        at: Steps = ("facts", list_, "at_least", 0)
        places = {at: place}
        for field in record:
            own = told.get((f"{list_}{WITHIN}{field}", None))
            places[*at, field] = place if own is None else own.place
        document = Document(
            file=columns.table.file,
            data={"enterprise": {"name": "-"}, "facts": {list_: {"at_least": [record]}}},
            places=places,
            key_places={},
        )
        facts |= profile_from(document, columns.rulebook, diagnostics).facts
    return facts


def refuse_twice(columns: FactColumns, lists: Iterable[Fact], diagnostics: Diagnostics) -> None:
    """P179 where the records of a list stand in a table of their own, too."""
    beside = {key[0].partition(WITHIN)[0] for key in columns.columns if WITHIN in key[0]}
    for fact in lists:
        if fact.id in beside:
            diagnostics.report(
                "P179",
                Place("--with"),
                sentence("{list}已经有栏写在企业的表里，又有一张表", list=fact.label),
                found=fact.label.zh,
                remedy=sentence("只用一处：不用 --with，或不用那几列的 --column"),
            )
    diagnostics.raise_errors()


def _as_written(columns: FactColumns, key: Key, given: Given) -> str:
    """The cell as a profile writes it: with the unit of its header."""
    text, type_ = str(given.written), columns.facts[key].type
    unit = columns.units.get(key, "")
    if type_.kind is Kind.MONEY:
        factor = columns.factors.get(key)
        unit = next((unit for unit, worth in MONEY_UNITS.items() if worth == factor), "")
    return with_unit(text, type_, unit) if unit and is_bare(text, type_) else text
