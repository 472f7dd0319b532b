"""How a column that is no fact may be said to be headed: as of what came of measures (已申报), or
of the year of decision up to a month (2026年1-10月营业收入).

Code: T104 there is no such column.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from huiqi.diagnostics import Diagnostics, Place
from huiqi.profile.outcome_heads import outcome_head
from huiqi.profile.rows import EnterpriseTable
from huiqi.profile.so_far import part_told_of, remark_on_part
from huiqi.rulebook.rulebook import Rulebook
from huiqi.sentences import sentence
from huiqi.spelling import plain
from huiqi.tables import Wanted


def said_of_carried(
    options: Iterable[str], wanted: Wanted, rulebook: Rulebook, as_of: date | None
) -> dict[str, str]:
    """Of what the user says of columns (``已申报=去年报过啥``) what is of none that is ``wanted``:
    by the name of the column what it is headed.
    """
    found = {}
    for option in options:
        ours, _, theirs = map(str.strip, option.partition("="))
        if (
            not theirs
            or wanted.named.find(ours) is not None
            or wanted.also(plain(ours)) is not None
        ):
            continue
        if outcome_head(ours) is not None or part_told_of(ours, rulebook, as_of) is not None:
            found[theirs] = ours
    return found


def say_of_carried(
    opened: EnterpriseTable, said: Mapping[str, str], diagnostics: Diagnostics
) -> None:
    """Has the columns of a table headed as is said of them."""
    heads = opened.table.columns
    places = {plain(head): place for place, head in enumerate(heads) if head}
    found = {}
    for theirs, ours in said.items():
        if (place := places.get(plain(theirs))) is not None:
            opened.carry(theirs)
            found[place] = ours
            if outcome_head(ours) is None:
                remark_on_part(opened.table, place, diagnostics)
            continue
        diagnostics.report(
            "T104",
            Place("--column"),
            sentence("表头里没有这一列：{column}", column=theirs),
            found=" ".join(filter(None, heads)),
            allowed=[head for head in heads if head],
        )
    opened.said = found
