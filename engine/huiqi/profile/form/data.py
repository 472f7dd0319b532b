"""What is read of a form, as it is put together: a document like that of a YAML file."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from huiqi.diagnostics import CellPlace, Diagnostics, Place
from huiqi.profile.form.layout import (
    SheetLayout,
)
from huiqi.rulebook.composer import Steps
from huiqi.sentences import sentence
from huiqi.tables.table import At, Flaw


@dataclass(slots=True, kw_only=True)
class ReadSheet:
    """A sheet whose rows and columns have been found; rows from 1, columns from 0."""

    layout: SheetLayout
    name: str
    file: str
    header: int
    mark: int
    columns: Mapping[str, int]
    lines: Mapping[int, list[str]]
    flaws: Mapping[At, Flaw]

    def row_key(self, row: int) -> str:
        """What the row says it is."""
        return self.text(row, self.mark)

    def text(self, row: int, position: int) -> str:
        """What stands in a cell."""
        cells = self.lines.get(row, [])
        return cells[position] if 0 <= position < len(cells) else ""

    def place(self, row: int, position: int) -> Place:
        """Where a cell is."""
        return CellPlace(self.file, row, position + 1, self.name)


@dataclass(slots=True, kw_only=True)
class FormData:
    """The document as it is put together."""

    file: str
    #: The facts and lists of the form, by the names they have there.
    names: Mapping[str, tuple[str, ...]]
    enterprise: dict[str, object] = field(default_factory=dict)
    facts: dict[str, object] = field(default_factory=dict)
    judgements: dict[str, object] = field(default_factory=dict)
    #: What is told of the source of a fact, or of a fact in a year.
    sources: dict[tuple[str, int | None], tuple[dict[str, str], Place]] = field(
        default_factory=dict
    )
    places: dict[Steps, Place] = field(default_factory=dict)
    key_places: dict[Steps, Place] = field(default_factory=dict)

    def put(self, steps: Steps, value: object, place: Place, label: Place | None = None) -> None:
        """A value where it belongs, with where it stands."""
        into: dict[str | int, object] = dict(self.data().items())
        for step in steps[:-1]:
            below = into.setdefault(step, {})
            assert isinstance(below, dict)
            into = below
        into[steps[-1]] = value
        self.places[steps] = place
        self.key_places[steps] = label or place

    def data(self) -> dict[str, object]:
        """As the reader of profiles takes it."""
        return {
            "enterprise": self.enterprise,
            "facts": self.facts,
            "judgements": self.judgements,
        }

    def join(self, diagnostics: Diagnostics) -> None:
        """Each source with what it is the source of."""
        self.places[()] = CellPlace(self.file)
        for (name, year), (told, place) in self.sources.items():
            into: object = self.facts if year is None else self.facts.get(name)
            key: object = name if year is None else year
            if not isinstance(into, dict) or key not in into:
                message = sentence("这一条来源说的项目没有填")
                remedy = sentence("填上那一项，或者删去这一行")
                diagnostics.report("P190", place, message, found=name, remedy=remedy)
                continue
            steps: Steps = ("facts", name) if year is None else ("facts", name, year)
            for own, where in list(self.places.items()):
                if own[: len(steps)] == steps:
                    self.places[(*steps, "value", *own[len(steps) :])] = where
            into[key] = {"value": into[key], **told}
            for part in told:
                self.places[(*steps, part)] = place
