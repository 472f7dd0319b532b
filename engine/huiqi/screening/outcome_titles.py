"""What the titles of a row say of the measures of which its other cells tell what came: 高企(首次)
that it was the first time, 省首台套 that the title is held for which something was not claimed.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence

from huiqi.objects import cached_property
from huiqi.profile.outcomes_meant import for_failed, for_first, for_recheck, says_first
from huiqi.profile.rows import EnterpriseTable
from huiqi.profile.support_told import measures_meant
from huiqi.rulebook.rulebook import Rulebook
from huiqi.spelling import plain
from huiqi.tables import Row

#: That a title is none that is held, or is held no more.
_NOT_HELD = re.compile("[没未无不想拟盼]|准备|打算|争取|申[报请]|培育|过期|到期|撤|取消|失效")
_RECHECKED = re.compile("复[审核]|重新认定")


class TitlesBeside:
    """The titles that the columns of titles of a row name, each as it stands there."""

    def __init__(self, row: Row, opened: EnterpriseTable) -> None:
        self._row, self._listing = row, opened.facts.listing
        self._rulebook = opened.facts.rulebook

    @cached_property
    def _held(self) -> list[str]:
        cells = ((self._row.cells[place], own) for place, own in self._listing.items())
        parts = (plain(part) for cell, own in cells for part in own.parts(cell))
        return [one for one in parts if not _NOT_HELD.search(one)]

    def first_of(self, measures: Sequence[str]) -> bool:
        """Whether it is told of the title of these that it was given for the first time, and that
        is what one of them is for.
        """
        first = {name for name in measures if for_first(self._rulebook, name)}
        named = {*measures}
        return any(says_first(one) and first and named & self._of(one) for one in self._held)

    def holds(self, measure: str) -> bool:
        """Whether a title is told that a measure is for, which is given once for it."""
        rulebook = self._rulebook
        own = rulebook.measures[measure]
        if own.gives is None or own.gives.once is None or for_failed(rulebook, measure):
            return False
        first, again = for_first(rulebook, measure), for_recheck(rulebook, measure)
        return any(
            measure in self._of(one)
            and (not first or says_first(one))
            and (not again or _RECHECKED.search(one) is not None)
            for one in self._held
        )

    def _of(self, title: str) -> frozenset[str]:
        return measures_meant(self._rulebook, title)


def are_of_certificates(rulebook: Rulebook, measures: Collection[str]) -> bool:
    """Whether all of these are for that something was recognised or rechecked: of them 通过 is said
    of the certificate.
    """
    kinds = (for_first, for_recheck, for_failed)
    return bool(measures) and all(any(one(rulebook, name) for one in kinds) for name in measures)


def levels_apart(rulebook: Rulebook, measures: Collection[str]) -> bool:
    """Whether each of these is of another level."""
    return len({rulebook.level(rulebook.measures[name]) for name in measures}) == len(measures)


def parts_by_level(levels: frozenset[str]) -> Iterator[frozenset[str]]:
    """The levels of which something is said, one by one."""
    yield from sorted({frozenset({one}) for one in levels} or {levels}, key=sorted)
