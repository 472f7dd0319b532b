"""A column of titles, where no head is known for it: by what stands there."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from itertools import islice

from huiqi.profile.titles_listed import titles_of_cell
from huiqi.rulebook.rulebook import Rulebook
from huiqi.rulebook.vocabulary import TitleWord
from huiqi.spelling import plain
from huiqi.wordings import says_nothing, yes_or_no

#: So many cells are looked at; so many that name titles at least make such a column.
_LOOKED_AT, _LEAST = 200, 2


def titles_in_cells(
    rulebook: Rulebook, title: TitleWord, cells: Iterable[str], as_of: date | None
) -> bool:
    """Whether most of the cells that say more than that there is none name titles, each alone or
    beside its days: not of what was had for one (24年高企奖励), or is hoped for (想报高企).
    """
    said = (cell for cell in cells if not says_nothing(cell) and yes_or_no(cell) is None)
    told = list(islice(said, _LOOKED_AT))
    named = {
        cell: title.names_titles(cell)
        or (as_of is not None and bool(titles_of_cell(rulebook, title, cell, as_of).known))
        for cell in dict.fromkeys(told)
    }
    number = sum(named[cell] for cell in told)
    return number >= _LEAST and 2 * number > len(told) and len(set(map(plain, named))) > 1
