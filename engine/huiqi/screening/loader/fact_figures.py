"""The columns of a table of enterprises as figures: each cell as the reader of one row reads it."""

from __future__ import annotations

from collections.abc import Callable

from huiqi.diagnostics import Diagnostics, Place
from huiqi.language.types import Kind
from huiqi.profile.column_names import Key
from huiqi.profile.fact_columns import FactColumns
from huiqi.profile.lasting import AT_MOST, told_together
from huiqi.quantities import RATIO_UNITS
from huiqi.rulebook.list_columns import WITHIN
from huiqi.screening.loader.held_figures import HeldFigure, UnreadableError, held_name
from huiqi.screening.loader.plain_figures import SourceCell, bare_figure
from huiqi.screening.loader.plain_texts import sql_text
from huiqi.screening.loader.text_relations import TextRelation
from huiqi.tables.heads_apart import is_untold
from huiqi.tables.numbers import text_flaw
from huiqi.values import Value
from huiqi.wordings import SAYS_WHETHER

#: What is told of no record of a list, of that kind: an investment of nought, a name that is none.
_TELLS_NOTHING = {Kind.MONEY: ("0",), Kind.TEXT: tuple(sorted(map(sql_text, SAYS_WHETHER)))}


#: Between the texts of two columns: it stands in no cell that is read.
_BETWEEN = "\x1f"


def fact_figure(source: TextRelation, facts: FactColumns, key: Key) -> HeldFigure:
    """What a column tells; its name is that of its fact and year."""
    fact = facts.facts[key]
    share = RATIO_UNITS.get(facts.units.get(key, ""))
    bare = bare_figure(fact, facts.factors.get(key), share)
    told_by_text = any(
        key in own
        for own in (
            *(facts.places, facts.firsts, facts.beside, facts.legends, facts.parts),
            facts.within_cells,
        )
    )
    return HeldFigure(
        name=held_name(fact.id if key[1] is None else f"{fact.id}.{key[1]}"),
        type=fact.type,
        cell=_cell(source, facts, key),
        read=_reader(facts, key),
        # An address says yes or no of another thing than it names, a recognition of its first year;
        # what two columns tell is told by both; a figure at most so much is no exact one.
        shift=None if told_by_text or facts.heads.get(key) == AT_MOST else bare.shift,
        low=bare.low,
        high=bare.high,
        whole=fact.is_calendar_year,
        silent=_TELLS_NOTHING.get(fact.type.kind, ()) if WITHIN in key[0] else (),
    )


def _cell(source: TextRelation, facts: FactColumns, key: Key) -> SourceCell:
    """Its column; with the day that another column tells of it, where one does, behind it."""
    own, beside = source.cell(facts.columns[key]), facts.beside.get(key)
    if beside is None:
        return own
    texts = (f"coalesce({one.text}, '')" for one in (own, source.cell(beside.place)))
    return SourceCell(f" || chr({ord(_BETWEEN)}) || ".join(texts))


def _reader(facts: FactColumns, key: Key) -> Callable[[str], Value | None]:
    place, beside = Place(facts.table.file), facts.beside.get(key)

    def read(text: str) -> Value | None:
        text, between, other = text.partition(_BETWEEN)
        if text_flaw(text) is not None or text_flaw(other) is not None:
            raise UnreadableError
        if key in facts.parts and is_untold(text, facts.parts[key][1]):
            # It is remarked on, and may tell of a record.
            raise UnreadableError
        text = facts.own_text(key, text)
        if beside is not None and between:
            text = told_together(text, other, beside.days)
        if facts.tells_nothing(key, text):
            return None
        diagnostics = Diagnostics()
        value, _ = facts.value(key, text, place, diagnostics)
        # What a cell of a record says, and no value is read of, may be a plan, or another record.
        if diagnostics.errors or (value is None and WITHIN in key[0]):
            raise UnreadableError
        return value

    return read
