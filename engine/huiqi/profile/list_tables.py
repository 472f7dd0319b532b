"""Lists of records kept in a table of their own: a record a row, with the enterprise it is of.

Codes: P155 a name that is no list, or a list named twice, P156 rows of no enterprise of the main
table.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import NamedTuple

from huiqi.diagnostics import Diagnostics, Place
from huiqi.language.types import MONEY, Kind
from huiqi.profile.column_names import Key
from huiqi.profile.profile import Given, Profile
from huiqi.profile.profile_reader import profile_from
from huiqi.profile.rows import IDENTITY
from huiqi.quantities import MONEY_UNITS
from huiqi.rulebook.composer import Document, Steps
from huiqi.rulebook.naming import FactNames, called, fact_names
from huiqi.rulebook.points import is_bare, with_unit
from huiqi.rulebook.rulebook import Fact, Rulebook
from huiqi.sentences import bilingual, sentence
from huiqi.spelling import code_text, plain
from huiqi.tables import ReadTable, Row, Wanted, find_columns, read_table
from huiqi.tables.columns import row_numbers
from huiqi.tables.units import stated_factor
from huiqi.wordings import says_nothing

#: The columns that say whose a record is; a record's own name is another.
_WHOSE = {f"@{key}": names for key, names in IDENTITY.items()}
#: ``list=file``, as it is given on the command line.
_EXAMPLE_LIST = "已获得的称号"
_EXAMPLE = f"{_EXAMPLE_LIST}=称号.xlsx"
_EXAMPLE_WHOLE = f"--with {_EXAMPLE} --whole {_EXAMPLE_LIST}"


class ListTable:
    """A table of records, by the enterprise each is of.

    ``whole``: it holds all there is: an enterprise that it does not name has none.
    """

    def __init__(
        self, fact: Fact, table: ReadTable, found: Mapping[str, int], diagnostics: Diagnostics
    ) -> None:
        self.fact, self.table, self.found = fact, table, found
        self.whole = False
        self.units = {
            key: _unit(stated_factor(table, index, diagnostics, names=called(fact.fields[key])))
            for key, index in found.items()
            if key in fact.fields and fact.fields[key].type.kind is Kind.MONEY
        }
        self.by_code: dict[str, list[Row]] = {}
        self.by_name: dict[str, list[Row]] = {}
        for row in table.rows:
            code, name = self._identity(row)
            if code:
                self.by_code.setdefault(code, []).append(row)
            else:
                self.by_name.setdefault(name, []).append(row)

    def _identity(self, row: Row) -> tuple[str, str]:
        code = (
            code_text(row.cells[self.found["@credit_code"]]) if "@credit_code" in self.found else ""
        )
        name = row.cells[self.found["@name"]] if "@name" in self.found else ""
        return "" if says_nothing(code) else code, plain(name)

    def rows_of(self, profile: Profile) -> list[Row]:
        """Its records: by the credit code, and those without one by the name."""
        own = self.by_code.get(profile.credit_code, []) if profile.credit_code else []
        return [*own, *self.by_name.get(plain(profile.name), ())]

    def cell(self, key: str, text: str) -> str:
        """A cell as a profile writes it: with the unit of its header."""
        unit = self.units.get(key, "")
        return with_unit(text, MONEY, unit) if unit and is_bare(text, MONEY) else text

    def of_rows(self, rows: Iterable[Row]) -> ListTable:
        """The same table with these rows for its own."""
        other = ListTable(
            self.fact, replace(self.table, rows=tuple(rows)), self.found, Diagnostics()
        )
        other.whole = self.whole
        return other

    def written(self, rows: Iterable[Row], places: dict[Steps, Place]) -> object:
        """The records as a profile writes them; their places go to ``places``."""
        records: list[dict[str, str]] = []
        word = "complete" if self.whole else "at_least"
        for row in rows:
            at = ("facts", self.fact.id, word, len(records))
            places[at] = self.table.place(row)
            record = {}
            for key, index in self.found.items():
                text = row.cells[index]
                if key not in self.fact.fields or says_nothing(text):
                    continue
                record[key] = self.cell(key, text)
                places[(*at, key)] = self.table.place(row, index)
            records.append(record)
        return {word: records}


def open_lists(
    given: Iterable[str],
    whole: Iterable[str],
    rulebook: Rulebook,
    diagnostics: Diagnostics,
) -> tuple[ListTable, ...]:
    """The tables of ``list=file``; ``whole``: the lists of which they hold all there is.

    Raises :class:`~huiqi.diagnostics.InputError` with what is wrong with a name or a table.
    """
    named = named_lists(given, whole, rulebook, diagnostics)
    found = []
    for one in named:
        opened = open_list(one, diagnostics)
        if opened is not None:
            found.append(opened)
    diagnostics.raise_errors()
    return tuple(found)


class NamedList(NamedTuple):
    """A list with the file it is kept in; ``whole``: that holds all there is."""

    fact: Fact
    file: Path
    whole: bool


def named_lists(
    given: Iterable[str], whole: Iterable[str], rulebook: Rulebook, diagnostics: Diagnostics
) -> list[NamedList]:
    """The lists of ``list=file``, each once; what is wrong with one is reported."""
    names = fact_names(rulebook)
    found: dict[str, NamedList] = {}
    for option in given:
        name, _, file = option.partition("=")
        fact = _list_named(names, name, "--with", diagnostics)
        if fact is None or not file.strip() or fact.id in found:
            if fact is not None:
                diagnostics.report(
                    "P155",
                    Place("--with"),
                    sentence("写作 清单=文件，一张清单一次"),
                    found=option,
                    remedy=sentence("例如 {example}", example=_EXAMPLE),
                )
            continue
        found[fact.id] = NamedList(fact, Path(file.strip()), False)
    for name in whole:
        fact = _list_named(names, name, "--whole", diagnostics)
        if fact is not None and fact.id not in found:
            diagnostics.report(
                "P155",
                Place("--whole"),
                sentence("这张清单没有用 --with 给出"),
                found=name,
                remedy=sentence("例如 {example}", example=_EXAMPLE_WHOLE),
            )
        elif fact is not None:
            found[fact.id] = found[fact.id]._replace(whole=True)
    return list(found.values())


def _list_named(
    names: FactNames, written: str, option: str, diagnostics: Diagnostics
) -> Fact | None:
    name = names.find(written)
    fact = names.declared[name] if name is not None else None
    if isinstance(fact, Fact) and fact.type.kind is Kind.RECORDS:
        return fact
    lists = [one for one in names.declared.values() if one.type.kind is Kind.RECORDS]
    diagnostics.report(
        "P155",
        Place(option),
        sentence("不是一张清单"),
        found=written,
        allowed=[bilingual(one.label) for one in lists],
        names=[name for one in lists for name in called(one)],
    )
    return None


def wanted_fields(fact: Fact) -> Wanted:
    """What is looked for in the header of the table of a list."""
    fields = {key: (*called(field), key) for key, field in fact.fields.items() if not field.formula}
    return Wanted(names={**fields, **_WHOSE}, required=("@name",))


def open_list(named: NamedList, diagnostics: Diagnostics) -> ListTable | None:
    """The table of a list, or None with what is wrong reported."""
    table = read_table(named.file, diagnostics, wanted=wanted_fields(named.fact))
    return None if table is None else list_table(named, table, diagnostics)


def list_table(named: NamedList, table: ReadTable, diagnostics: Diagnostics) -> ListTable | None:
    """The table of a list with its columns told, or None with what is wrong reported."""
    fact = named.fact
    wanted = wanted_fields(fact)
    fields = wanted.names.keys() - _WHOSE.keys()
    found = find_columns(table, replace(wanted, required=()), diagnostics)
    if not _WHOSE.keys() & found.keys():
        diagnostics.report(
            "T104",
            table.place(),
            sentence("表头里没有企业名称，也没有统一社会信用代码"),
            found=" ".join(table.columns),
            remedy=sentence("加上其中一列，才知道每一行是哪户企业的"),
        )
    elif not fields & found.keys():
        diagnostics.report(
            "T104",
            table.place(),
            sentence("表头里没有{list}的任何一栏", list=fact.label),
            found=" ".join(table.columns),
            allowed=[bilingual(field.label) for key, field in fact.fields.items() if key in fields],
            remedy=sentence("列名改成其中的名称；这张表是另一张，就换一个文件"),
        )
    elif fact.yearly and "year" in fields and "year" not in found:
        diagnostics.report(
            "T104",
            table.place(),
            sentence("这张清单分年，表头里没有写年份的列"),
            found=" ".join(table.columns),
            allowed=[bilingual(fact.fields["year"].label)],
            remedy=sentence("加上这一列，每一行写是哪一年的"),
        )
    if diagnostics.errors:
        return None
    opened = ListTable(fact, table, found, diagnostics)
    opened.whole = named.whole
    return opened


def with_lists(
    profile: Profile, tables: Iterable[ListTable], rulebook: Rulebook, diagnostics: Diagnostics
) -> Profile:
    """The profile with its records of each table; what is wrong goes to ``diagnostics``."""
    facts: dict[Key, Given] = dict(profile.facts)
    for table in tables:
        rows = table.rows_of(profile)
        if not rows and not table.whole:
            continue
        places: dict[Steps, Place] = {}
        written = table.written(rows, places)
        document = Document(
            file=table.table.file,
            data={"enterprise": {"name": "-"}, "facts": {table.fact.id: written}},
            places=places,
            key_places={},
        )
        facts |= profile_from(document, rulebook, diagnostics).facts
    return Profile(
        name=profile.name, credit_code=profile.credit_code, facts=facts, file=profile.file
    )


def unmatched(
    tables: Iterable[ListTable], known: Iterable[tuple[str, str]], diagnostics: Diagnostics
) -> None:
    """Remarks on the rows of lists that are of no enterprise of the main table.

    ``known``: the name and the credit code of each row of that.
    """
    pairs = list(known)
    codes, names = {code for _, code in pairs}, {plain(name) for name, _ in pairs}
    for table in tables:
        lost = [
            row.number
            for index, keys in ((table.by_code, codes), (table.by_name, names))
            for key, rows in index.items()
            if key not in keys
            for row in rows
        ]
        if lost:
            diagnostics.warn(
                "P156",
                table.table.place(),
                sentence("没有对上表里的企业：{rows}", rows=row_numbers(sorted(lost))),
                remedy=sentence("两张表的信用代码或企业名称要一致"),
            )


def _unit(factor: Decimal | None) -> str:
    return next((unit for unit, worth in MONEY_UNITS.items() if worth == factor), "")
