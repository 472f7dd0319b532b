"""Facts from a platform's table, put beside what the enterprise states.

The table (CSV, XLSX or JSON) has a row for each enterprise, found by its 统一社会信用代码; a YAML
file of the same name says whose data it is, by which right it is used, and which column is which
fact.  No other column, and no other row, is read as facts.  What the enterprise states wins;
where both differ, both are told.

Codes: P160 the enterprise has no code to look for, P161 no file beside the table, P162 not in the
table (a remark), P163 twice in it, P164 a column that cannot be a fact's, P165 both differ (a
remark), P166 a JSON that is no table.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Unpack

from huiqi.dates import parse_date, written_year
from huiqi.diagnostics import Details, Diagnostics, Place
from huiqi.language.formatting import money
from huiqi.language.types import Kind
from huiqi.profile.column_names import Key
from huiqi.profile.prefill_models import PrefillModel
from huiqi.profile.profile import Differing, Given, Prefilled, Profile
from huiqi.profile.rows import FactColumns
from huiqi.quantities import QuantityError, money_unit
from huiqi.rulebook.documents import Document, read_document, read_yaml
from huiqi.rulebook.naming import FactNames
from huiqi.rulebook.rulebook import Rulebook
from huiqi.rulebook.validation import Part, validate
from huiqi.spelling import code_text
from huiqi.tables import ReadTable, Row, Wanted, find_columns, read_table
from huiqi.values import Interval

_COLUMNS = ("列", "columns")
_JSON, _YAML = ".json", ".yaml"
#: What is told of a table as a whole, and is of no concern where one row of it is read.
_OF_THE_WHOLE = ("T120", "T124", "T125")
_EXAMPLE = "例如 来源: …、依据: …、日期: 2026-10-31、列: {从业人员: {2025: 参保人数}}"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Mapped:
    """What the file beside the table says; ``columns``: which column of the table is which fact."""

    file: Part[PrefillModel]
    day: date
    unit: Decimal | None
    columns: Mapping[Key, str]


def prefilled(
    profile: Profile, table: Path, rulebook: Rulebook, diagnostics: Diagnostics
) -> Profile:
    """The profile with what the table says of the enterprise and it does not say itself.

    Raises :class:`~huiqi.diagnostics.InputError` with every fault at its place.
    """
    if not profile.credit_code:
        diagnostics.report(
            "P160",
            Place(profile.file),
            "没有写统一社会信用代码，不知道用平台的哪一行",
            remedy="画像里写上统一社会信用代码；表里填在“先看这里”那一张",
        )
    mapped = _mapped(table.with_suffix(_YAML), table, rulebook, diagnostics)
    diagnostics.raise_errors()
    assert mapped is not None
    rows = _table(table, mapped, diagnostics)
    diagnostics.raise_errors()
    assert rows is not None
    given = _row(profile, rows, mapped, rulebook, diagnostics)
    diagnostics.raise_errors()
    return _together(profile, given, mapped, rulebook, diagnostics)


def _mapped(
    path: Path, table: Path, rulebook: Rulebook, diagnostics: Diagnostics
) -> _Mapped | None:
    if not path.is_file():
        diagnostics.report(
            "P161",
            Place(str(table)),
            "旁边没有说明来源与列的文件",
            found=path.name,
            remedy=f"新建 {path.name}，{_EXAMPLE}",
        )
        return None
    document = read_yaml(path, diagnostics)
    model = None if document is None else validate(PrefillModel, document, diagnostics)
    if document is None or model is None:
        return None
    said = Part(model, document)
    unit = day = None
    try:
        day = parse_date(model.day)
    except QuantityError as problem:
        diagnostics.report("P109", said.place("日期"), str(problem), found=model.day)
    try:
        unit = money_unit(model.unit) if model.unit is not None else None
    except QuantityError as problem:
        diagnostics.report("P111", said.place("单位"), str(problem), found=str(model.unit))
    columns = _columns(said, rulebook, diagnostics)
    return None if day is None else _Mapped(file=said, day=day, unit=unit, columns=columns)


def _columns(
    said: Part[PrefillModel], rulebook: Rulebook, diagnostics: Diagnostics
) -> Mapping[Key, str]:
    """The column of each fact, in each year where it has years."""
    names, found, used = FactNames(rulebook), dict[Key, str](), dict[str, str]()
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
            fault("清单写在画像里，不由平台预填", written, found=fact.label.zh)
            continue
        if fact.yearly is not isinstance(columns, dict):
            how = "{2025: 列名}" if fact.yearly else "列名"
            message = f"{fact.label.zh}{'按年填写' if fact.yearly else '不分年'}"
            fault(message, written, remedy=f"写作 {written}: {how}")
            continue
        for key, column in years.items():
            year = None if key is None else written_year(key)
            path = (written,) if key is None else (written, key)
            if key is not None and year is None:
                fault("不是年份", *path, found=key)
            elif (name, year) in found:
                fault("同一件事写了两次", *path, found=written)
            elif column in used:
                fault(f"这一列已经是{used[column]}", *path, found=column)
            else:
                found[name, year], used[column] = column, fact.label.zh
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
                "JSON 要写成每户一个对象的清单，或按信用代码列出的对象",
                found=item,
            )
            return None
        own = {code: key, **item} if isinstance(data, Mapping) else item
        for column in columns:
            if isinstance(own.get(column), Mapping | list):
                place = document.place((key, column))
                diagnostics.report("P166", place, "这里要写一个值", found=column)
        cells = tuple("" if own.get(c) is None else str(own[c]) for c in columns)
        rows.append(Row(document.place((key,)).line, cells))
    return ReadTable(file=document.file, columns=tuple(columns), rows=tuple(rows))


def _listed(data: object) -> Sequence[object]:
    return data if isinstance(data, list) else (data,)


def _row(
    profile: Profile,
    table: ReadTable,
    mapped: _Mapped,
    rulebook: Rulebook,
    diagnostics: Diagnostics,
) -> Mapping[Key, Given]:
    """What the row of the enterprise says; damaged cells of other rows are none of its concern."""
    keys = {f"{name}[{year}]": (name, year) for name, year in mapped.columns}
    names = {f"{name}[{year}]": (column,) for (name, year), column in mapped.columns.items()}
    code = mapped.file.model.code_column
    wanted = Wanted(names={"code": (code,), **names})
    positions = wanted.positions(table.columns)
    for key, (column,) in wanted.names.items():
        if key not in positions:
            diagnostics.report(
                "P164",
                table.place(),
                "表里没有这一列",
                found=column,
                allowed=[name for name in table.columns if name],
                remedy=f"改 {Path(mapped.file.document.file).name} 里的列名",
            )
    diagnostics.raise_errors()
    at = positions["code"]
    own = [row for row in table.rows if code_text(row.cells[at[0]]) == profile.credit_code]
    if not own:
        diagnostics.warn("P162", table.place(), "表里没有这户企业，没有预填")
    if len(own) > 1:
        place = table.place(own[1], at[0])
        remedy = "只留一行，再预填"
        diagnostics.report("P163", place, "表里有两行是这户企业", remedy=remedy)
    told = Diagnostics()
    found = find_columns(replace(table, rows=tuple(own)), wanted, told)
    for one in told.sorted():
        if one.code not in _OF_THE_WHOLE:
            diagnostics.items.append(one)
    diagnostics.raise_errors()
    columns = {keys[key]: index for key, index in found.items() if key in keys}
    reader = FactColumns(rulebook, table, columns, diagnostics, mapped.unit)
    found_in_row = reader.read(own[0]) if own else {}
    reader.ask_about_doubtful(diagnostics)
    return found_in_row


def _together(
    profile: Profile,
    given: Mapping[Key, Given],
    mapped: _Mapped,
    rulebook: Rulebook,
    diagnostics: Diagnostics,
) -> Profile:
    """What is stated, and of the rest what the platform says; where both differ, both are kept."""
    said = mapped.file.model
    source = f"{said.origin}（{mapped.day}）"
    facts, filled, differing = dict(profile.facts), [], []
    for key, one in given.items():
        name, year = key
        told = replace(one, source=source, note=said.lawful_basis)
        stated = profile.given(name, year)
        if stated is None:
            facts[key] = told
            filled.append(key)
        elif repr(stated.value) != repr(told.value):
            differing.append(Differing(name=name, year=year, stated=stated, platform=told))
            label = rulebook.label(name).zh + (f"（{year}年）" if year is not None else "")
            is_money = rulebook.declared(name).type.kind is Kind.MONEY
            both = f"所填 {_written(stated, is_money)}，平台 {_written(told, is_money)}"
            diagnostics.warn(
                "P165",
                stated.place,
                f"{label}：{both}（{told.place}），用所填的",
                remedy="核对哪个对；平台的不对，向数据来源单位提出更正",
            )
    return replace(
        profile,
        facts=facts,
        prefilled=Prefilled(
            origin=said.origin,
            lawful_basis=said.lawful_basis,
            day=mapped.day,
            facts=tuple(filled),
            differing=tuple(differing),
        ),
    )


def _written(given: Given, is_money: bool) -> str:
    """As it was written; an amount with its unit, which the head of a column may have had."""
    value = given.value
    if is_money and isinstance(value, Interval) and value.known:
        return money(Decimal(value.low), "zh")
    return given.written
