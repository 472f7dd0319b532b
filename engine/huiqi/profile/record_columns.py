"""Columns of a table of enterprises that tell of one record of a list: a project, a title.

A row has one record at most, and others may exist unless it is said that the columns tell all.

Code: P179 a list whose records stand in a table of their own, too.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from huiqi.diagnostics import Diagnostics, Place
from huiqi.language.types import Kind
from huiqi.profile.column_names import Key
from huiqi.profile.doubts import IMPLAUSIBLE
from huiqi.profile.fact_columns import FactColumns
from huiqi.profile.plans import plans_told, remark_on_plans
from huiqi.profile.profile import Given
from huiqi.profile.profile_reader import profile_from
from huiqi.profile.titles_listed import TitleTold, remark_on_unplaced, titles_of_cell
from huiqi.profile.titles_of_a_year import with_their_year
from huiqi.quantities import MONEY_UNITS
from huiqi.rulebook.documents import Document, Steps
from huiqi.rulebook.list_columns import TITLE, WITHIN, is_title
from huiqi.rulebook.naming import fact_names
from huiqi.rulebook.points import is_bare, with_unit
from huiqi.rulebook.rulebook import Fact
from huiqi.sentences import sentence
from huiqi.tables import Row
from huiqi.truth import Truth
from huiqi.values import symbol
from huiqi.wordings import leaves_a_list_open

#: Remarks on a cell by itself: how it was read, and whether it is hardly meant as it stands.
_OF_CELLS = ("P134", IMPLAUSIBLE)


def lists_told(columns: FactColumns) -> frozenset[str]:
    """The lists of which some column tells a record."""
    return frozenset(key[0].partition(WITHIN)[0] for key in columns.columns if WITHIN in key[0])


def lists_of_titles(columns: FactColumns) -> frozenset[str]:
    """The lists of titles of which columns tell whose cells name several."""
    names = (name for title in columns.listing.values() for name in title.listed)
    lists = {name.partition(WITHIN)[0] for name in names}
    return frozenset(one for one in lists if TITLE in columns.rulebook.facts[one].things)


def columns_telling_of(columns: FactColumns, list_: str) -> dict[Key, int]:
    """The columns that tell of a list, each with its place."""
    own = f"{list_}{WITHIN}"
    return {key: index for key, index in columns.columns.items() if key[0].startswith(own)}


def whole_among(columns: FactColumns, names: Iterable[str]) -> frozenset[str]:
    """Of these names of lists those of which columns tell all that an enterprise has."""
    facts = fact_names(columns.rulebook)
    found = {facts.find(name) for name in names}
    return frozenset(
        list_ for list_ in lists_told(columns) | lists_of_titles(columns) if list_ in found
    )


def with_records(
    columns: FactColumns, told: Mapping[Key, Given], row: Row, diagnostics: Diagnostics
) -> dict[Key, Given]:
    """What a row tells, with a record of each list of which it tells a field.

    ``told``: what its cells say, each by its column; what is wrong with a record goes to
    ``diagnostics``.
    """
    facts = {key: given for key, given in told.items() if WITHIN not in key[0]}
    planned = () if columns.spent else plans_told(columns, row)
    remark_on_plans(columns, row, planned, diagnostics)
    told = {key: given for key, given in told.items() if key not in planned}
    titles, open_titles = titles_of_row(columns, row, diagnostics)
    for list_ in sorted(lists_told(columns) | lists_of_titles(columns) | titles.keys()):
        fact = columns.rulebook.facts[list_]
        own = columns_telling_of(columns, list_)
        records = _records(columns, fact, {key: told[key] for key in own if key in told})
        if not records and not own.keys().isdisjoint(planned) and (named := name_told(fact)):
            # That there is one is told, if nothing else.
            records = [named]
        records += [one for one in titles.get(list_, ()) if one not in records]
        unread = {key: index for key, index in own.items() if key not in told}
        open_ = open_titles or any(
            _is_open(columns, key, row.cells[index]) for key, index in unread.items()
        )
        # A field of the one record that is told may be open; a title that is may be another.
        whole = list_ in columns.whole and not (open_ and (TITLE in fact.things or not records))
        if not records and not whole:
            continue
        beside = (at for at, _ in columns.titles_beside)
        place = columns.table.place(row, min((*own.values(), *columns.listing, *beside)))
        at: Steps = ("facts", list_, "complete" if whole else "at_least")
        places = {
            at[:2]: place,
            at: place,
            **{(*at, number): place for number in range(len(records))},
        }
        for field in records[0] if records else ():
            stated = told.get((f"{list_}{WITHIN}{field}", None))
            places[*at, 0, field] = place if stated is None else stated.place
        document = Document(
            file=columns.table.file,
            data={"enterprise": {"name": "-"}, "facts": {list_: {at[2]: records}}},
            places=places,
            key_places={},
        )
        own_faults = Diagnostics()
        facts |= profile_from(document, columns.rulebook, own_faults).facts
        # What there is to say of a cell was said when it was read.
        diagnostics.items += [one for one in own_faults.items if one.code not in _OF_CELLS]
    return facts


def titles_of_row(
    columns: FactColumns, row: Row, diagnostics: Diagnostics
) -> tuple[dict[str, list[dict[str, str]]], bool]:
    """The records of each list of which a row names titles, several in a cell; whether it leaves
    open which others there are.
    """
    found: dict[str, list[dict[str, str]]] = {}
    open_ = False
    for index, title in columns.listing.items() if columns.as_of is not None else ():
        assert columns.as_of is not None
        text, place = row.cells[index], columns.table.place(row, index)
        told = titles_of_cell(columns.rulebook, title, text, columns.as_of)
        head = columns.table.columns[index]
        remark_on_unplaced(columns.rulebook, head, told.others, place, diagnostics)
        open_ = open_ or bool(told.others) or leaves_a_list_open(text)
        for one in with_their_year(columns, told.known, place, diagnostics):
            _add_title(columns, one, found.setdefault(one.list_, []))
    for _, one in columns.titles_beside:
        # What is told of among the titles is the same one.
        own = found.setdefault(one.list_, [])
        if not any(record.get(one.field) == one.option for record in own):
            _add_title(columns, one, own)
    return found, open_


def _add_title(columns: FactColumns, title: TitleTold, own: list[dict[str, str]]) -> None:
    """A title as a record of its list, beside those that are told."""
    fact = columns.rulebook.facts[title.list_]
    named = name_told(fact)
    if named and own:
        # Each goes by a name of its own.
        named = {name: f"{text}{len(own) + 1}" for name, text in named.items()}
    record = named | day_told(fact, columns.as_of) | title.record(fact)
    own += [] if record in own else [record]


def _records(columns: FactColumns, fact: Fact, own: Mapping[Key, Given]) -> list[dict[str, str]]:
    """The record whose fields columns tell, if any does, and the titles that are held beside it."""
    record = {
        key[0].partition(WITHIN)[2]: as_written(columns, key, given)
        for key, given in own.items()
        if not is_title(key[0])
    }
    records = [name_told(fact) | record] if record else []
    for key, given in own.items():
        column, _, title = key[0].rpartition(WITHIN)
        first = own.get((column, None))
        if not is_title(key[0]) or given.value is not Truth.TRUE:
            continue
        if first is None or first.value != symbol(title):
            records.append({column.partition(WITHIN)[2]: title})
    day = day_told(fact, columns.as_of)
    return [day | one for one in records]


def name_told(fact: Fact) -> dict[str, str]:
    """What the record is called whose name no column says: it is the one of which the row tells."""
    named = fact.key[0] if fact.key else None
    text = named is not None and fact.fields[named].type.kind is Kind.TEXT
    return {named: fact.label.zh} if named is not None and text else {}


def day_told(fact: Fact, as_of: date | None) -> dict[str, str]:
    """The day of a title of which no column says it: who has one was given it before."""
    day = fact.dated_by
    told = TITLE in fact.things and day is not None and as_of is not None
    return {day: f"<= {as_of}"} if told and day is not None else {}


def _is_open(columns: FactColumns, key: Key, text: str) -> bool:
    """Whether a cell leaves it open that there is a record: it is not known, or not read."""
    return leaves_a_list_open(text) or not columns.tells_nothing(key, text)


def refuse_twice(columns: FactColumns, lists: Iterable[Fact], diagnostics: Diagnostics) -> None:
    """P179 where the records of a list stand in a table of their own, too."""
    for fact in lists:
        if fact.id in lists_told(columns):
            diagnostics.report(
                "P179",
                Place("--with"),
                sentence("{list}已经有栏写在企业的表里，又有一张表", list=fact.label),
                found=fact.label.zh,
                remedy=sentence("只用一处：不用 --with，或不用那几列的 --column"),
            )
    diagnostics.raise_errors()


def as_written(columns: FactColumns, key: Key, given: Given) -> str:
    """The cell as a profile writes it: with the unit of its header."""
    text, type_ = str(given.written), columns.facts[key].type
    unit = columns.units.get(key, "")
    if type_.kind is Kind.MONEY:
        factor = columns.factors.get(key)
        unit = next((unit for unit, worth in MONEY_UNITS.items() if worth == factor), "")
    return with_unit(text, type_, unit) if unit and is_bare(text, type_) else text
