"""What a sharing rule is: who comes before whom, and whether a cap per enterprise applies first."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass

from huiqi.funds.applicants import Applicant
from huiqi.sentences import InLanguages


@dataclass(frozen=True, slots=True, kw_only=True)
class SharingRule:
    """One way to share a pool.

    ``places`` gives each applicant the number of its group, from 0 for those paid first; ``None``
    where its place is not known.  ``needs`` are the table's columns without which there is none.
    ``joined``, where an applicant whose place becomes known can make one group of several: the
    number of the group that they would be.
    """

    id: str
    title: InLanguages
    how: InLanguages
    capped: bool
    places: Callable[[Sequence[Applicant]], list[int | None]]
    needs: tuple[str, ...] = ()
    joined: Callable[[Sequence[Applicant]], list[int | None]] | None = None


def numbered(keys: Sequence[object]) -> list[int | None]:
    """The groups of equal keys, numbered from the smallest; ``None`` stays ``None``."""
    known: set[Hashable] = {key for key in keys if key is not None}
    numbers = {key: number for number, key in enumerate(sorted(known))}  # type: ignore[type-var]
    return [None if key is None else numbers[key] for key in keys]
