"""What is said once of the signs of a table: what its notes say that they stand for, and in which
columns that are read how many cells say no more than that nothing is told (/, —, 不详).

Code, a remark: P134 as what cells were taken.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from huiqi.diagnostics import Diagnostics
from huiqi.profile.account import UNKNOWN
from huiqi.profile.column_names import Key
from huiqi.profile.whether_told import claim_told
from huiqi.sentences import bilingual, sentence
from huiqi.spelling import plain
from huiqi.tables.columns import listed
from huiqi.wordings import says_unknown, yes_or_no

if TYPE_CHECKING:
    from huiqi.profile.fact_columns import FactColumns


def sign_in_words(columns: FactColumns, key: Key, text: str) -> str:
    """A cell of a sign that the notes of its table explain, in their word: / as 没有.  A tick stays
    the yes that it is; and that there is none is no figure of nought, unless somebody says so.
    """
    word = columns.table.legend.get(plain(text))
    if word is None or yes_or_no(text) is yes_or_no(word) is not None:
        return text
    nought = columns.none_is_nought or claim_told(columns, key, word) is not None
    denies = yes_or_no(word) is False and columns.is_figure(key) and not nought
    return text if denies else word


def remark_on_signs(columns: FactColumns, diagnostics: Diagnostics) -> None:
    """P134 once of the table for each of both, where there is any."""
    table = columns.table
    if table.legend:
        shown = [f"{sign}={word}" for sign, word in table.legend.items()]
        message = sentence("表里写着 {legend}：这张表照这样读", legend=listed(shown))
        diagnostics.warn("P134", table.place(), message)
    told = []
    for index, key in {index: key for key, index in columns.columns.items()}.items():
        cells = (columns.own_text(key, row.cells[index]).strip() for row in table.rows)
        signs = Counter(cell for cell in cells if says_unknown(cell) and cell != UNKNOWN)
        told += [
            sentence(
                "{column}“{sign}”{number} 格", column=table.columns[index], sign=sign, number=number
            )
            for sign, number in signs.most_common()
        ]
    if told:
        message = sentence("这些格按没有写看：{cells}", cells=bilingual(tuple(told)))
        diagnostics.warn("P134", table.place(), message)
