"""The fields of a list as figures: what a text says of one as a profile writes it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
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
    """The same; of payments the measure and the thing as rules compare them, which read what it was
    from its name, too, where nobody said which measure it is.
    """
    found = dict(figures)
    roles, shown = fact.receipts, fact.shown_by or ""
    if roles is None:
        return found
    if shown in found and roles.measure not in found:
        found[roles.measure] = without_column(fact.fields[roles.measure])
    own = {key: found[key] for key in (shown, roles.measure, roles.thing) if key in found}
    for key in (roles.measure, roles.thing):
        if key not in own:
            continue
        figure = own[key]
        # What it is read with stands before it.
        before = [one for one in own if one != key and one != roles.thing]
        texts = [own[one].cell.text for one in (*before, key)]
        asked = texts if key == roles.measure else texts[-1:]
        some = " OR ".join(f"{text} <> ''" for text in asked)
        joined = f" || {sql_text(_BETWEEN)} || ".join(texts)
        cell = SourceCell(f"CASE WHEN {some} THEN {joined} ELSE '' END") if before else figure.cell
        read = _receipt_reader(fact, rulebook, own, [*before, key])
        found[key] = replace(figure, cell=cell, read=read, shift=None)
    return found


def _receipt_reader(
    fact: Fact, rulebook: Rulebook, alone: Mapping[str, HeldFigure], read_with: Sequence[str]
) -> Callable[[str], Value | None]:
    """The last of some fields of a payment as rules compare it, from the texts of all of them;
    ``alone``: each as it is read by itself.
    """
    asked = read_with[-1]

    def read(text: str) -> Value | None:
        texts = text.split(_BETWEEN)
        if len(texts) != len(read_with):
            raise UnreadableError
        told = {
            key: alone[key].read(own.strip()) for key, own in zip(read_with, texts, strict=True)
        }
        fields = {key: value for key, value in told.items() if value is not None}
        records = Records((Record(fields),), True)
        records = canonical(rulebook, fact, records, lambda name, titles: None)
        given = matched(rulebook, {(fact.id, None): Given(value=records)})
        found = given[fact.id, None].value
        assert isinstance(found, Records)
        return found.items[0].fields.get(asked)

    return read
