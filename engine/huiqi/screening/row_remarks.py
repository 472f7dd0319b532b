"""What is remarked on rows, said once of all of which the same is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from huiqi.diagnostics import Diagnostic, cell_name, shortened
from huiqi.profile.fact_columns import UNREAD
from huiqi.screening.paid import OUTCOME_UNREAD
from huiqi.sentences import Sentence, bilingual, sentence
from huiqi.tables.columns import row_numbers

#: Where a message quotes what stands in the cell.
_QUOTED = "“{written}”"
#: So many readings of one kind are shown.
_SHOWN = 3
#: So many cells that were not read are named with what stands in them, of which so much is shown.
_NAMED, _LONGEST = 12, 20


def told_once(remarks: Iterable[Diagnostic]) -> Iterator[Diagnostic]:
    """The first of each kind in a column, with the rows of the others; in the order of the first.

    Of one kind is what is said in the same words of the same fact but for what stands in the cells
    and how it was read, of which the first are told: what was read otherwise is never told as if
    it were the same.  Figures that do not agree are of one kind by the rule.  Of cells that were
    not read each is named.
    """
    found: dict[tuple[object, ...], list[Diagnostic]] = {}
    for one in remarks:
        said = one.message
        words: object = said
        if isinstance(said, Sentence):
            # What an answer was taken for is few words, each with its rows; limits are of a kind.
            told = said.values.get("told")
            answer = told.pattern if isinstance(told, Sentence) else ""
            # Where no cell is quoted, what is told of one is not so of another day.
            day = () if _QUOTED in said.pattern else ("day",)
            of = (
                str(said.values.get(name))
                for name in ("rule", "fact", "held", "message", "measures", *day)
            )
            words = (said.pattern, answer, *of)
        key = (one.code, one.place.file, one.place.column, words, one.remedy)
        found.setdefault(key, []).append(one)
    for first, *others in found.values():
        if first.code in (UNREAD, OUTCOME_UNREAD) and first.found:
            yield _with_cells((first, *others))
            continue
        if not others:
            yield first
            continue
        if _tells_figures((first, *others)):
            # What is so of the first is said of it alone: the others have figures of their own.
            rows = row_numbers(sorted({one.place.line for one in others}))
            said = sentence(
                "第 {row} 行：{message}。数不同、也要这样看的：{rows}",
                row=first.place.line,
                message=first.message,
                rows=rows,
            )
        else:
            rows = row_numbers(sorted({one.place.line for one in (first, *others)}))
            message = _of_all((first, *others))
            said = sentence("{message}；这样的有：{rows}", message=message, rows=rows)
        yield replace(first, message=said)


def _tells_figures(remarks: Sequence[Diagnostic]) -> bool:
    """Whether they say other figures, and not only that a cell was read so."""
    said = remarks[0].message
    if isinstance(said, Sentence) and _QUOTED in said.pattern:
        return False
    return len({str(one.message) for one in remarks}) > 1


def _with_cells(remarks: Sequence[Diagnostic]) -> Diagnostic:
    """The first, with each of their cells and what stands in it."""
    cells = {(one.place.line, one.place.column): one.found for one in remarks}
    shown = tuple(
        sentence("{cell}“{written}”", cell=cell_name(row, column - 1), written=_short(found))
        for (row, column), found in sorted(cells.items())[:_NAMED]
    )
    named, number = bilingual(shown), len(cells) - len(shown)
    first = remarks[0]
    message = sentence("{message}：{cells}", message=first.message, cells=named)
    if number:
        message = sentence("{message} 等 {number} 格", message=message, number=len(cells))
    return replace(first, message=message, found="")


def _short(found: str) -> str:
    return shortened(found, _LONGEST)


def _of_all(remarks: Sequence[Diagnostic]) -> str:
    """The message, with what stands in the first cells that differ, and how each was read."""
    said = remarks[0].message
    if not isinstance(said, Sentence) or _QUOTED not in said.pattern:
        return said
    pairs = dict.fromkeys(
        (str(one.message.values["written"]), one.message.values.get("told"))
        for one in remarks
        if isinstance(one.message, Sentence)
    )
    if len(pairs) == 1:
        return said
    shown = list(pairs)[:_SHOWN]
    written = "”“".join(cell for cell, _ in shown)
    readings = dict.fromkeys(str(reading) for _, reading in shown)
    told = said.values.get("told") if len(readings) == 1 else bilingual(tuple(readings))
    number = len(pairs) - len(shown)
    message = sentence(said.pattern, **{**said.values, "written": written, "told": told})
    if not number:
        return message
    return sentence("{message}（另有 {number} 种写法）", message=message, number=number)
