"""Values with the cells they come from, put together to what stands in a file."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from huiqi.adoption.entered import Content, Path
from huiqi.diagnostics import CellPlace


@dataclass(frozen=True, slots=True)
class InCells:
    """A value, and the cell of each part of it by its path within."""

    value: Content
    places: Mapping[Path, CellPlace]


def at(value: Content, place: CellPlace) -> InCells:
    """A value that stands in one cell."""
    return InCells(value, {(): place})


def mapping(parts: Mapping[str, InCells | None], place: CellPlace | None = None) -> InCells:
    """A mapping of what is there; ``place``: of the whole."""
    given = {key: part for key, part in parts.items() if part is not None}
    places: dict[Path, CellPlace] = {} if place is None else {(): place}
    for key, part in given.items():
        for path, own in part.places.items():
            places[key, *path] = own
    return InCells({key: part.value for key, part in given.items()}, places)


def listing(parts: Sequence[InCells]) -> InCells | None:
    """A list; ``None`` where nothing is in it."""
    if not parts:
        return None
    places: dict[Path, CellPlace] = {}
    for index, part in enumerate(parts):
        for path, own in part.places.items():
            places[index, *path] = own
    return InCells([part.value for part in parts], places)
