"""Columns of a table whose head names two things, and what is told of their cells.

A head of two things is two columns where at least half of the cells below it tell them apart.

Codes, remarks: P134 a cell that does not tell which of them it means; what stands beside the titles
that are asked for.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from huiqi.diagnostics import Diagnostics
from huiqi.profile.column_names import Key
from huiqi.profile.fact_columns import FactColumns
from huiqi.rulebook.vocabulary import TitleWord
from huiqi.sentences import sentence
from huiqi.spelling import plain
from huiqi.tables import ReadTable, Row
from huiqi.tables.columns import listed
from huiqi.tables.heads_apart import heads_apart, is_untold, part_told, says_of_all, told_of_each


def parts_stated(
    table: ReadTable, read: Mapping[Key, int], stated: Mapping[Key, str]
) -> dict[Key, tuple[int, tuple[str, ...]]]:
    """Of the columns that are said to be a part of a head, which one of them."""
    found = {}
    for key, theirs in stated.items():
        head = table.columns[read[key]] if key in read else ""
        heads = heads_apart(head)
        names = list(map(plain, heads))
        if plain(theirs) != plain(head) and plain(theirs) in names:
            found[key] = names.index(plain(theirs)), heads
    return found


def with_parts_of_heads(
    table: ReadTable, carried: Mapping[int, str], known: Callable[[str], object]
) -> tuple[ReadTable, dict[int, str], dict[int, int]]:
    """The table with a column more for each part of a head whose parts are all ``known``, in place
    of that among those that are carried; and in which column each stands.
    """
    columns, cells = list(table.columns), [list(row.cells) for row in table.rows]
    own, origin = dict(carried), dict[int, int]()
    for index, name in carried.items():
        heads = heads_apart(name)
        if not heads or not all(map(known, heads)) or not _tells_apart(table, index, heads):
            continue
        del own[index]
        for place, head in enumerate(heads):
            origin[len(columns)] = index
            own[len(columns)] = head
            columns.append(head)
            for row, line in zip(table.rows, cells, strict=True):
                line.append(part_told(row.cells[index], place, heads))
    if not origin:
        return table, own, origin
    rows = tuple(Row(row.number, tuple(line)) for row, line in zip(table.rows, cells, strict=True))
    return replace(table, columns=tuple(columns), rows=rows), own, origin


def _tells_apart(table: ReadTable, index: int, heads: tuple[str, ...]) -> bool:
    """Whether at least half of the cells that say something tell the parts of their head apart."""
    told = [row.cells[index] for row in table.rows if not says_of_all(row.cells[index])]
    apart = [cell for cell in told if told_of_each(cell, heads) is not None]
    return bool(apart) and 2 * len(apart) >= len(told)


def remark_on_parts(facts: FactColumns, row: Row, diagnostics: Diagnostics) -> None:
    """P134: what stands in the cells of a row and is not read, since nobody knows of what it is, or
    it is of another title than is asked for.
    """
    for index, heads in {facts.columns[key]: own for key, (_, own) in facts.parts.items()}.items():
        text = row.cells[index]
        if is_untold(text, heads):
            said = sentence(
                "“{written}”看不出是{heads}里的哪一个，按未知；写成 {example} 这样",
                written=text,
                heads=listed(heads),
                example="/".join(heads),
            )
            diagnostics.warn("P134", facts.table.place(row, index), said)
    titles = {facts.columns[key]: own for key, own in facts.places.items()}
    for index, title in titles.items():
        others = []
        if isinstance(title, TitleWord) and not title.several:
            others = title.others_beside(row.cells[index], facts.titles)
        if others:
            said = sentence(
                "{title}：“{others}”不是这里问的称号，没有读；要用它，另加一列",
                title=title.label,
                others=listed(others),
            )
            diagnostics.warn("P134", facts.table.place(row, index), said)
