"""The fields of a list as figures: what a text says of one as a profile writes it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from huiqi.diagnostics import Diagnostics, Place
from huiqi.profile.profile import Given
from huiqi.profile.receipts import canonical, matched
from huiqi.profile.value_reader import ValueReader
from huiqi.rulebook.documents import Document
from huiqi.rulebook.rulebook import Fact, Rulebook
from huiqi.screening.loader.held_figures import HeldFigure, UnreadableError, held_name
from huiqi.screening.loader.plain_figures import SourceCell
from huiqi.screening.loader.plain_texts import sql_text
from huiqi.values import Record, Records, Value

#: Between the two texts of a pair.
_BETWEEN = "\x01"
_DOCUMENT = Document(file="", data=None, places={(): Place("")}, key_places={})


def written_value(field: Fact, written: str) -> Value | None:
    """What a field says, as a profile writes it; :class:`UnreadableError` where that is a fault."""
    diagnostics = Diagnostics()
    value = ValueReader(_DOCUMENT, diagnostics).read(field, written, ())
    if diagnostics.errors:
        raise UnreadableError
    return value


def without_column(field: Fact) -> HeldFigure:
    """A field of which no column says anything."""
    return HeldFigure(
        name=held_name(field.id),
        type=field.type,
        cell=SourceCell("''"),
        read=lambda text: None,
        shift=None,
    )


def as_received(
    fact: Fact, rulebook: Rulebook, figures: Mapping[str, HeldFigure]
) -> dict[str, HeldFigure]:
    """The same; of payments the measure and the thing as rules compare them."""
    found = dict(figures)
    roles = fact.receipts
    if roles is None:
        return found
    own = {key: figures[key] for key in (roles.measure, roles.thing) if key in figures}
    for key, figure in own.items():
        cell = figure.cell
        if key == roles.thing and roles.measure in own:
            measure = own[roles.measure].cell.text
            both = f"{measure} || {sql_text(_BETWEEN)} || {cell.text}"
            cell = SourceCell(f"CASE WHEN {cell.text} <> '' THEN {both} ELSE '' END")
        read = _receipt_reader(fact, rulebook, own, key)
        found[key] = replace(figure, cell=cell, read=read, shift=None)
    return found


def _receipt_reader(
    fact: Fact, rulebook: Rulebook, alone: Mapping[str, HeldFigure], asked: str
) -> Callable[[str], Value | None]:
    """A payment's measure or thing as rules compare it; ``alone``: each as it is read by itself."""
    roles = fact.receipts
    assert roles is not None

    def read(text: str) -> Value | None:
        fields: dict[str, Value] = {}
        texts = {asked: text}
        if asked == roles.thing and roles.measure in alone:
            measure, between, thing = text.partition(_BETWEEN)
            if not between or _BETWEEN in thing:
                raise UnreadableError
            texts = {roles.measure: measure.strip(), roles.thing: thing.strip()}
        for key, own in texts.items():
            value = alone[key].read(own)
            if value is not None:
                fields[key] = value
        if asked not in fields:
            return None
        records = Records((Record(fields),), True)
        records = canonical(rulebook, roles, records, lambda name, titles: None)
        given = matched(rulebook, {(fact.id, None): Given(value=records)})
        found = given[fact.id, None].value
        assert isinstance(found, Records)
        return found.items[0].fields.get(asked)

    return read
