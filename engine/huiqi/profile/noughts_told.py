"""A nought, or 无, where an amount of a record is asked for: beside what tells of the record it
says that it comes to nothing; alone it tells of no record.

Code, a remark: P134 as what it was taken.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from huiqi.diagnostics import Diagnostics
from huiqi.language.types import Kind
from huiqi.profile.column_names import Key
from huiqi.profile.profile import Given
from huiqi.profile.record_columns import columns_telling_of, lists_told
from huiqi.sentences import sentence
from huiqi.tables import Row
from huiqi.wordings import says_none, says_nothing

if TYPE_CHECKING:
    from huiqi.profile.fact_columns import FactColumns

_NOUGHT = "0"


def says_nought_or_none(columns: FactColumns, key: Key, text: str) -> bool:
    """Whether a cell of an amount is a nought, or says that there is none."""
    if columns.facts[key].type.kind is not Kind.MONEY or says_nothing(text):
        return False
    return says_none(text) or not text.strip("0. ")


def is_nought(columns: FactColumns, key: Key, text: str) -> bool:
    """Whether such a cell is nought as it is read now."""
    read_so = columns.none_is_nought or not says_none(text)
    return read_so and says_nought_or_none(columns, key, text)


def noughts_beside(columns: FactColumns, told: Mapping[Key, Given], row: Row) -> dict[Key, str]:
    """The amounts of records that are told by what stands in other columns (``told``), whose own
    cells are a nought or say that there is none, with those cells.
    """
    found = {}
    for list_ in lists_told(columns):
        own = columns_telling_of(columns, list_)
        if own.keys().isdisjoint(told):
            continue
        for key in own.keys() - told.keys():
            text = columns.cell(key, row.cells)
            if says_nought_or_none(columns, key, text):
                found[key] = text
    return found


def with_noughts(
    columns: FactColumns, told: Mapping[Key, Given], row: Row, diagnostics: Diagnostics
) -> dict[Key, Given]:
    """What a row tells, with those noughts, each of which is told; 无 is one where somebody says
    so.
    """
    found = dict(told)
    for key, text in noughts_beside(columns, told, row).items():
        place = columns.table.place(row, columns.columns[key])
        values = {"fact": columns.facts[key].label, "written": text}
        if not is_nought(columns, key, text):
            said = sentence(
                "{fact}：“{written}”没有当作 0，按未知；同一行还写着这一项的别的内容", **values
            )
            diagnostics.warn("P134", place, said)
            continue
        said = sentence(
            "{fact}：“{written}”按 0 读，同一行还写着这一项的别的内容：是还没有动工、没有投入吗",
            **values,
        )
        remedy = sentence("只是没有填数的，这一格留空")
        diagnostics.warn("P134", place, said, remedy=remedy)
        value, _ = columns.value(key, _NOUGHT, place, Diagnostics())
        if value is not None:
            found[key] = Given(value=value, written=columns.in_full(key, _NOUGHT), place=place)
    return found
