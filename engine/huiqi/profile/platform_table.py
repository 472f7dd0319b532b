"""A platform's table, opened: whose data it is, and what its row says of an enterprise.

The table (CSV, XLSX or JSON) has a row for each enterprise, found by its 统一社会信用代码; a YAML
file of the same name says whose data it is, by which right it is used, and which column is which
fact.  No other column, and no other row, is read as facts, nor kept.

Codes: P161 no file beside the table, P162 not in the table (a remark), P163 twice in it, P164 a
column that cannot be a fact's, P166 a JSON that is no table.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Unpack

from huiqi.dates import parse_date, written_year
from huiqi.diagnostics import Details, Diagnostics, Place
from huiqi.language.types import Kind
from huiqi.profile.column_names import Key
from huiqi.profile.column_remarks import ask_about_doubtful
from huiqi.profile.doubts import YUAN_WORD
from huiqi.profile.fact_columns import FactColumns
from huiqi.profile.prefill_models import DAY, UNIT, PrefillModel
from huiqi.profile.profile import Given
from huiqi.quantities import MONEY_UNITS, QuantityError, money_unit
from huiqi.rulebook.documents import Document, read_document
from huiqi.rulebook.naming import fact_names
from huiqi.rulebook.points import with_unit
from huiqi.rulebook.rulebook import Rulebook
from huiqi.rulebook.text import Text
from huiqi.rulebook.validation import Part, read_part
from huiqi.sentences import bilingual, sentence
from huiqi.spelling import code_text
from huiqi.tables import ReadTable, Row, Wanted, find_columns, read_table

_COLUMNS = ("列", "columns")
_JSON, _YAML = ".json", ".yaml"
#: What is told of a table as a whole, and is of no concern where one row of it is read.
_OF_THE_WHOLE = ("T120", "T124", "T125")
_EXAMPLE = "来源: …、依据: …、日期: 2026-10-31、列: {从业人员: {2025: 参保人数}}"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Mapped:
    """What the file beside the table says; ``columns``: which column of the table is which fact."""

    file: Part[PrefillModel]
    day: date
    unit: Decimal | None
    columns: Mapping[Key, str]

    @property
    def named(self) -> Mapping[Key, str]:
        """Each fact by its key as text."""
        return {(name, year): f"{name}[{year}]" for name, year in self.columns}

    @property
    def wanted(self) -> Wanted:
        """The columns that are read, the code's among them."""
        columns = {self.named[key]: (column,) for key, column in self.columns.items()}
        return Wanted(names={"code": (self.file.model.code_column,), **columns})


class PlatformTable:
    """A platform's table with what the file beside it says; its rows are found by their codes."""

    def __init__(self, table: ReadTable, mapped: _Mapped, positions: Mapping[str, int]) -> None:
        """``positions``: of the code, and of the column of each fact by its key as text."""
        self.table, self._mapped = table, mapped
        self._positions = positions
        said = mapped.file.model
        self.origin, self.lawful_basis, self.day = said.origin, said.lawful_basis, mapped.day
        self._rows: dict[str, list[Row]] = {}
        for row in table.rows:
            self._rows.setdefault(code_text(row.cells[positions["code"]]), []).append(row)

    def __len__(self) -> int:
        return len(self._rows)

    def __contains__(self, code: str) -> bool:
        return code in self._rows

    def __iter__(self) -> Iterator[str]:
        return iter(self._rows)

    @property
    def source(self) -> str:
        """As the source of a fact is told."""
        return f"{self.origin}（{self.day}）"

    def read(
        self, code: str, rulebook: Rulebook, diagnostics: Diagnostics
    ) -> dict[Key, tuple[Given, str]]:
        """What the row of a code says, each as read and as a profile writes it; damaged cells of
        other rows are none of its concern.

        Raises :class:`~huiqi.diagnostics.InputError`.
        """
        own = self._rows.get(code, [])
        at = self._positions["code"]
        if not own:
            diagnostics.warn("P162", self.table.place(), sentence("表里没有这户企业，没有预填"))
        if len(own) > 1:
            place = self.table.place(own[1], at)
            message, remedy = sentence("表里有两行是这户企业"), sentence("只留一行，再预填")
            diagnostics.report("P163", place, message, remedy=remedy)
        told = Diagnostics()
        find_columns(replace(self.table, rows=tuple(own)), self._mapped.wanted, told)
        diagnostics.items += [one for one in told.sorted() if one.code not in _OF_THE_WHOLE]
        diagnostics.raise_errors()
        if not own:
            return {}
        columns = {key: self._positions[name] for key, name in self._mapped.named.items()}
        reader = FactColumns(rulebook, self.table, columns, diagnostics, self._mapped.unit)
        found = reader.read(own[0])
        ask_about_doubtful(reader.table, reader.doubtful, diagnostics)
        diagnostics.raise_errors()
        return {key: (given, _as_told(key, given, reader)) for key, given in found.items()}


def _as_told(key: Key, given: Given, columns: FactColumns) -> str:
    """A cell as a profile writes it: with the unit that the head of its column has."""
    type_ = columns.facts[key].type
    unit = columns.units.get(key, "")
    if type_.kind is Kind.MONEY:
        factor = columns.factors.get(key)
        unit = next((name for name, own in MONEY_UNITS.items() if own == factor), YUAN_WORD)
    return with_unit(given.written, type_, unit) if unit else given.written


def open_platform(table: Path, rulebook: Rulebook, diagnostics: Diagnostics) -> PlatformTable:
    """The table with the file beside it; raises :class:`~huiqi.diagnostics.InputError` with every
    fault at its place.
    """
    mapped = _mapped(table.with_suffix(_YAML), table, rulebook, diagnostics)
    diagnostics.raise_errors()
    assert mapped is not None
    rows = _table(table, mapped, diagnostics)
    diagnostics.raise_errors()
    assert rows is not None
    found = mapped.wanted.positions(rows.columns)
    for key, names in mapped.wanted.names.items():
        if key not in found:
            diagnostics.report(
                "P164",
                rows.place(),
                sentence("表里没有这一列"),
                found=names[0],
                allowed=[name for name in rows.columns if name],
                remedy=sentence("改 {file} 里的列名", file=Path(mapped.file.document.file).name),
            )
    diagnostics.raise_errors()
    positions = {key: own[0] for key, own in found.items()}
    return PlatformTable(_bare(rows, {*positions.values()}), mapped, positions)


def _bare(table: ReadTable, used: set[int]) -> ReadTable:
    """The table without what stands in other columns."""
    rows = (
        Row(row.number, tuple(c if n in used else "" for n, c in enumerate(row.cells)))
        for row in table.rows
    )
    return replace(table, rows=tuple(rows))


def _mapped(
    path: Path, table: Path, rulebook: Rulebook, diagnostics: Diagnostics
) -> _Mapped | None:
    if not path.is_file():
        diagnostics.report(
            "P161",
            Place(str(table)),
            sentence("旁边没有说明来源与列的文件"),
            found=path.name,
            remedy=sentence("新建 {file}，例如 {example}", file=path.name, example=_EXAMPLE),
        )
        return None
    said = read_part(PrefillModel, path, diagnostics)
    if said is None:
        return None
    model = said.model
    unit = day = None
    try:
        day = parse_date(model.day)
    except QuantityError as problem:
        diagnostics.report("P109", said.place(DAY), problem.told, found=model.day)
    try:
        unit = money_unit(model.unit) if model.unit is not None else None
    except QuantityError as problem:
        diagnostics.report("P111", said.place(UNIT), problem.told, found=str(model.unit))
    columns = _columns(said, rulebook, diagnostics)
    return None if day is None else _Mapped(file=said, day=day, unit=unit, columns=columns)


def _columns(
    said: Part[PrefillModel], rulebook: Rulebook, diagnostics: Diagnostics
) -> Mapping[Key, str]:
    """The column of each fact, in each year where it has years."""
    names, found, used = fact_names(rulebook), dict[Key, str](), dict[str, Text]()
    data = said.document.data
    top = next(key for key in data if key in _COLUMNS) if isinstance(data, Mapping) else ""

    def fault(message: str, *path: str | int, **more: Unpack[Details]) -> None:
        diagnostics.report("P164", said.document.key_place((top, *path)), message, **more)

    for written, columns in said.model.columns.items():
        name = names.find(written)
        if name is None:
            message, details = names.refusal(written)
            fault(message, written, **details)
            continue
        fact = names.declared[name]
        years = columns if isinstance(columns, dict) else {None: columns}
        if fact.type.kind is Kind.RECORDS:
            message = sentence("清单写在画像里，不由平台预填")
            fault(message, written, found=bilingual(fact.label))
            continue
        if fact.yearly is not isinstance(columns, dict):
            message = sentence("{fact}不分年", fact=fact.label)
            remedy = sentence("写作 {fact}: 列名", fact=written)
            if fact.yearly:
                message = sentence("{fact}按年填写", fact=fact.label)
                remedy = sentence("写作 {fact}: {{2025: 列名}}", fact=written)
            fault(message, written, remedy=remedy)
            continue
        for key, column in years.items():
            year = None if key is None else written_year(key)
            path = (written,) if key is None else (written, key)
            if key is not None and year is None:
                fault(sentence("不是年份"), *path, found=key)
            elif (name, year) in found:
                fault(sentence("同一件事写了两次"), *path, found=written)
            elif column in used:
                message = sentence("这一列已经是{fact}", fact=used[column])
                fault(message, *path, found=column)
            else:
                found[name, year], used[column] = column, fact.label
    return found


def _table(path: Path, mapped: _Mapped, diagnostics: Diagnostics) -> ReadTable | None:
    """The table, whatever kind of file it is in."""
    if path.suffix.lower() != _JSON:
        code = mapped.file.model.code_column
        wanted = Wanted(names={"code": (code,)}, required=("code",))
        return read_table(path, diagnostics, wanted=wanted)
    document = read_document(path, diagnostics)
    return None if document is None else _from_json(document, mapped, diagnostics)


def _from_json(document: Document, mapped: _Mapped, diagnostics: Diagnostics) -> ReadTable | None:
    """A list of objects, or an object for each code, as a table: a row for each, with its line."""
    data, code = document.data, mapped.file.model.code_column
    items: Sequence[tuple[str | int, object]] = (
        list(data.items()) if isinstance(data, Mapping) else list(enumerate(_listed(data)))
    )
    columns = list(dict.fromkeys((code, *mapped.columns.values())))
    rows = []
    for key, item in items:
        if not isinstance(item, Mapping):
            diagnostics.report(
                "P166",
                document.place((key,)),
                sentence("JSON 要写成每户一个对象的清单，或按信用代码列出的对象"),
                found=item,
            )
            return None
        own = {code: key, **item} if isinstance(data, Mapping) else item
        for column in columns:
            if isinstance(own.get(column), Mapping | list):
                place = document.place((key, column))
                diagnostics.report("P166", place, sentence("这里要写一个值"), found=column)
        cells = tuple("" if own.get(c) is None else str(own[c]) for c in columns)
        rows.append(Row(document.place((key,)).line, cells))
    return ReadTable(file=document.file, columns=tuple(columns), rows=tuple(rows))


def _listed(data: object) -> Sequence[object]:
    return data if isinstance(data, list) else (data,)
