"""What of its cells is to be filled in or mended where nothing else is a reason to call one."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from huiqi.diagnostics import Diagnostic, cell_name, shortened
from huiqi.report.phrases import Phrases
from huiqi.screening.screened import ScreenedEnterprise, Screening
from huiqi.wordings import says_nothing, says_nothing_there
from huiqi.words import to_say

#: So much of a cell is quoted, and so many where several stand for one figure.
_QUOTED, _CELLS = 30, 2
#: So many choices are named, that have so many letters at least of a part of the head.
_OPTIONS, _TELLING = 4, 2
_PARTS = re.compile(r"[\W_]+")


def quoted(cell: str) -> str:
    """As much of a cell as is quoted."""
    return shortened(cell, _QUOTED)


def quoted_cells(cells: Sequence[str]) -> list[str]:
    """The first of some cells in quotation marks, but for those of which nothing is told."""
    return [f"“{quoted(one)}”" for one in cells[:_CELLS] if one]


def with_cells(said: str, cells: Sequence[Diagnostic], phrases: Phrases) -> str:
    """A reason, marked with the cells that could not be read, and for which it waits."""
    if not cells:
        return said
    say = phrases.say
    named = say(
        "※先看原表 {cells}", cells=say.listed([_short_cell(c, phrases) for c in cells[:_CELLS]])
    )
    return say("{reason}（{cells}）", reason=said, cells=named)


def _short_cell(fault: Diagnostic, phrases: Phrases) -> str:
    place, found = fault.place, phrases.say.told(fault.found)
    name = cell_name(place.line, place.column - 1) if place.column else ""
    return f"{name}“{quoted(found)}”" if found else name


def often_filled(found: Screening) -> dict[int, str]:
    """The columns in which most enterprises of the table say something, by their place."""
    return {
        place: head
        for place, head in enumerate(found.evaluated)
        if head not in found.told_beside
        and 2 * sum(not says_nothing(one.evaluated[place]) for one in found.entries) > found.decided
    }


def cells_to_fill(
    found: Screening, entry: ScreenedEnterprise, often: Mapping[int, str], phrases: Phrases
) -> str:
    """What most enterprises of the table say (:func:`often_filled`) and this one does not, where
    nothing else is a reason to call it; empty where it says all of that.  Of a list of which it
    says that there is nothing (项目: 无) nothing more is to be said.
    """
    told = dict(zip(found.evaluated, entry.evaluated, strict=True))
    none = {own for head, own in found.list_of.items() if says_nothing_there(told.get(head, ""))}
    lacking = [
        head
        for place, head in often.items()
        if says_nothing(cell := entry.evaluated[place])
        # 暂无 says that there is nothing to be filled in.
        and not (cell and says_nothing_there(cell))
        and found.list_of.get(head) not in none
    ]
    if not lacking:
        return ""
    return phrases.say("先补上表里没有写的：{columns}", columns=phrases.say.listed(lacking))


def cells_to_mend(found: Screening, entry: ScreenedEnterprise, phrases: Phrases) -> str:
    """The columns of its cells that were not read for what stands in them, where nothing else is a
    reason to call it; empty where all were.
    """
    own = (head for head, fault in _unread(found, entry) if not fault.allowed)
    columns = list(dict.fromkeys(own))
    if not columns:
        return ""
    return phrases.say("先改读不懂的格：{columns}", columns=phrases.say.listed(columns))


def cells_without_word(found: Screening, entry: ScreenedEnterprise, phrases: Phrases) -> str:
    """What it has that no choice of the rules is called (a title that no measure asks for): no
    fault of the cell, and which there are that the column may be about.
    """
    say, told = phrases.say, []
    for head, fault in _unread(found, entry):
        if not fault.allowed:
            continue
        parts = [part for part in _PARTS.split(head) if len(part) >= _TELLING]
        options = (say.told(one) for one in fault.allowed)
        about = [one for one in options if any(part in one for part in parts)]
        written = quoted(say.told(fault.found))
        text = say(
            "“{column}”写的“{written}”不在规则的选项里，没有当作哪一个",
            column=head,
            written=written,
        )
        if about:
            names = phrases.few(about, _OPTIONS, to_say("{names}等 {number} 个"))
            text = say("{text}；是 {names} 的，写成这样", text=text, names=names)
        told.append(text)
    return "；".join(told)


def _unread(found: Screening, entry: ScreenedEnterprise) -> Iterator[tuple[str, Diagnostic]]:
    """Its cells that were not read, each with the head of its column."""
    heads = dict(zip(found.own_places, (*found.carried, *found.evaluated), strict=True))
    for fault in entry.unread:
        if head := heads.get(fault.place.column - 1, ""):
            yield head, fault
