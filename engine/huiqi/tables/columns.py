"""Which column is which: by its names, with or without a bracket, or as the user says.

Codes: T104 a column missing, T106 two columns that go by names of one thing, T107 to T109 cells
that cannot be taken as written, T110 a header over several columns, T113 ``--column`` not
understood; as remarks T120 columns not used, T121 hidden, T122 merged.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import field, replace
from difflib import get_close_matches

from huiqi.diagnostics import Diagnostics, Place, Severity, cell_name, column_name
from huiqi.objects import cached_property, dataclass
from huiqi.sentences import Sentence, bilingual, sentence
from huiqi.spelling import Names, plain
from huiqi.tables.heads_apart import heads_apart
from huiqi.tables.table import ReadTable
from huiqi.tables.units import told_names

#: How much alike two names are, to be offered one for the other.
_ALIKE = 0.5
#: That a head may name two things.
_TWO = re.compile("[/、|]")
#: So many columns, rows or ranges are named one by one.
_MOST_NAMED = 12


def _nothing(name: str) -> str | None:
    return None


@dataclass(frozen=True, kw_only=True)
class Wanted:
    """The columns a reader knows: the names each goes by, the first for people.

    ``stated``: the column of the table that the user says is the one wanted.  ``dated``: a year in
    a bracket belongs to the name.  ``also``: what else a name in its plain form stands for, where
    there are too many names to list.
    """

    names: Mapping[str, tuple[str, ...]]
    required: tuple[str, ...] = ()
    stated: Mapping[str, str] = field(default_factory=dict)
    dated: bool = False
    also: Callable[[str], str | None] = _nothing

    @property
    def heads(self) -> tuple[str, ...]:
        """How the columns are headed without which it is no such table."""
        names = (name for key in self.required for name in self.names[key])
        return (*names, *(self.stated[key] for key in self.required if key in self.stated))

    def with_columns(self, options: Iterable[str], diagnostics: Diagnostics) -> Wanted:
        """With what ``--column 企业名称=单位`` says."""
        if not (options := tuple(options)):
            return self
        keys = self.named
        stated = dict(self.stated)
        for option in options:
            ours, _, theirs = option.partition("=")
            key = keys.find(ours) or self.also(plain(ours))
            if key is None or not theirs.strip() or key in stated:
                diagnostics.report(
                    "T113",
                    Place("--column"),
                    sentence("{column} 写了两次", column=ours)
                    if key in stated
                    else sentence("列名对应写作 企业名称=表里的列名"),
                    found=option,
                    allowed=_nearest(ours, [names[0] for names in self.names.values()]),
                )
                continue
            stated[key] = theirs
        return replace(self, stated=stated)

    @cached_property
    def named(self) -> Names[str]:
        """The column that is meant by a name of it, or by its key."""
        return Names({key: (key, *names) for key, names in self.names.items()})

    @cached_property
    def _keys(self) -> tuple[Mapping[str, str], Mapping[str, str]]:
        """What each name stands for, and each name that the user gives: asked of many rows."""
        keys: dict[str, str] = {}
        for key, names in self.names.items():
            if key not in self.stated:
                for name in names:
                    keys.setdefault(plain(name), key)
        return keys, {plain(theirs): key for key, theirs in self.stated.items()}

    def positions(self, cells: Sequence[str]) -> dict[str, list[int]]:
        """Where each wanted column can be among the cells of a header."""
        _, whole = self._keys
        found: dict[str, list[int]] = {}
        alone = set(map(plain, cells)) if whole else set()
        for index, cell in enumerate(cells):
            name = plain(cell)
            own = map(self._key, told_names(name, self.dated))
            named = whole.get(name) or next(filter(None, own), None)
            if named is not None:
                found.setdefault(named, []).append(index)
            elif whole and _TWO.search(name) is not None:
                # The user may say of one part of a head what it is.
                for part in map(plain, heads_apart(cell)):
                    if part in whole and part not in alone:
                        found.setdefault(whole[part], []).append(index)
        return found

    def _key(self, name: str) -> str | None:
        keys, _ = self._keys
        key = keys.get(name) or self.also(name)
        return None if key in self.stated else key

    def needed(self, cells: Sequence[str]) -> int | None:
        """Where the first of the columns stands that are required, if any is."""
        found = self.positions(cells)
        return next((found[key][0] for key in self.required if key in found), None)


def _nearest(written: str, names: list[str]) -> list[str]:
    """Of many names those that are most like what is written; else all."""
    return get_close_matches(written, names, n=_MOST_NAMED, cutoff=_ALIKE) or names


def find_columns(
    table: ReadTable, wanted: Wanted, diagnostics: Diagnostics, *, by_row: bool = False
) -> dict[str, int]:
    """Where each wanted column stands; reports what is missing, doubtful or damaged in those used,
    and remarks on what is not used, hidden or merged.

    ``by_row``: the caller tells what is damaged row by row, and has a use for the other columns.
    """
    positions = wanted.positions(table.columns)
    names = [name for name in table.columns if name]
    for key, found in positions.items():
        if len(found) > 1:
            diagnostics.report(
                "T106",
                table.place(None, found[1]),
                sentence("几列都是{column}，不知道用哪一列", column=wanted.names[key][0]),
                found=" ".join(table.columns[index] for index in found),
                remedy=sentence("用 --column {column}=列名 写明一列", column=wanted.names[key][0]),
            )
    for key in dict.fromkeys((*wanted.required, *wanted.stated)):
        if key not in positions:
            label, stated = wanted.names[key][0], wanted.stated.get(key)
            diagnostics.report(
                "T104",
                table.place() if stated is None else Place("--column"),
                sentence("表头里没有这一列：{column}", column=label if stated is None else stated),
                found=" ".join(names),
                allowed=wanted.names[key] if stated is None else names,
                remedy=_remedy(label, names),
            )
    chosen = {key: found[0] for key, found in positions.items()}
    _check_headers(table, chosen, diagnostics)
    if not by_row:
        _check_cells(table, set(chosen.values()), diagnostics)
    if len(diagnostics.errors) == 0:
        _remark(table, set(chosen.values()), diagnostics, unused=not by_row)
    return chosen


def _remedy(label: str, names: Sequence[str]) -> str:
    if len(names) == 1:
        # What stands alone is a title.
        return sentence(
            "这一行只有一格，像是标题，没有找到写着列名的一行：在内容上面补一行列名（{label}……）；"
            "已经有的，用 --header 写明第几行",
            label=label,
        )
    return sentence(
        "表头不是这一行，用 --header 写明第几行；列名不同，用 --column {label}=表里的列名",
        label=label,
    )


def _check_headers(table: ReadTable, chosen: Mapping[str, int], diagnostics: Diagnostics) -> None:
    for index in chosen.values():
        for merged in table.merged:
            inside = merged.top <= table.header <= merged.bottom
            if inside and merged.left <= index <= merged.right and merged.right > merged.left:
                diagnostics.report(
                    "T110",
                    table.place(None, index),
                    sentence("表头 {cells} 下面有几列，不知道用哪一列", cells=merged.name),
                    found=table.columns[index],
                    remedy=sentence("用 --header 写明逐列写着列名的那一行"),
                )


def _check_cells(table: ReadTable, used: set[int], diagnostics: Diagnostics) -> None:
    numbers = {row.number for row in table.rows}
    for (number, index), flaw in sorted(table.flaws.items()):
        if index in used and number in numbers:
            diagnostics.report(
                flaw.code,
                Place(table.file, number, index + 1),
                sentence(
                    "{message}（单元格 {cell}，{column}）",
                    message=flaw.message,
                    cell=cell_name(number, index),
                    column=table.columns[index],
                ),
                found=flaw.found,
                remedy=flaw.remedy,
            )


def _remark(table: ReadTable, used: set[int], diagnostics: Diagnostics, *, unused: bool) -> None:
    def remark(code: str, message: str) -> None:
        diagnostics.report(code, table.place(), message, severity=Severity.WARNING)

    aside = [
        name or sentence("第 {number} 列（没有列名）", number=index + 1)
        for index, name in enumerate(table.columns)
        if index not in used and (name or any(row.cells[index] for row in table.rows))
    ]
    if aside and unused:
        remark("T120", sentence("没有用到的列：{columns}", columns=listed(aside)))
    hidden = [
        sentence("{letters}（{column}）", letters=column_name(index), column=table.columns[index])
        for index in sorted(used)
        if any(first <= index <= last for first, last in table.hidden_columns)
    ]
    if hidden:
        remark("T121", sentence("隐藏的列也用了：{columns}", columns=listed(hidden)))
    numbers = [row.number for row in table.rows]
    last = numbers[-1] if numbers else 0
    merged = [
        one.name
        for one in table.merged
        if one.left in used and one.bottom > one.top and table.header < one.bottom <= last
    ]
    if merged:
        remark("T122", sentence("合并的单元格，每行都按同一内容读：{cells}", cells=listed(merged)))


def listed(items: Sequence[str]) -> Sentence:
    """The items in a row; of many, their number."""
    few = tuple(items[:_MOST_NAMED])
    if len(few) == len(items):
        return bilingual(few)
    return sentence("{items} 等 {number} 处", items=few, number=len(items))


def row_numbers(rows: Sequence[int], number: int | None = None) -> Sentence:
    """Row numbers, in a row; of many, how many they are (``number``, where not all are given)."""
    few = tuple(map(str, rows[:_MOST_NAMED]))
    if len(few) == (number or len(rows)):
        return sentence("第 {rows} 行", rows=few)
    return sentence("第 {rows} 等 {number} 行", rows=few, number=number or len(rows))
