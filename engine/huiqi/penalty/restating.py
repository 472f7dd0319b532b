"""What an incident file says, with its parts by their ids: as data that reads as the same; and the
same without names.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from huiqi.diagnostics import Diagnostics
from huiqi.penalty.incident_parts import EVENT, NAMES, TOP
from huiqi.profile.inputs import Input, read_input
from huiqi.profile.judgements import PART_NAMES
from huiqi.profile.nameless import Renaming, nameless_judgement
from huiqi.profile.record_lists import wrapper
from huiqi.rulebook.naming import names_of
from huiqi.rulebook.penalties import PenaltyBook
from huiqi.rulebook.rulebook import Fact

#: The parts that are facts: records, or the one act.
_FACTS = ("incident", "history", "laws")
#: What tells in free words whose it was or what was done.
_FREE = ("enterprise", "note", "what")


def restated_incident(
    source: Input, book: PenaltyBook, *, nameless: bool = False
) -> dict[str, object]:
    """Of a file that reads as an incident without a fault; values stay as they were written.

    ``nameless``: no party, no notes, nothing in free words; kinds that are compared as numbers.
    """
    data = read_input(source, Diagnostics(), "incident").data
    assert isinstance(data, Mapping)
    told = dict(_parts(data, TOP, book))
    return _without_names(told, book) if nameless else told


def _parts(
    written: Mapping[object, object], allowed: Sequence[str], book: PenaltyBook
) -> Iterator[tuple[str, object]]:
    """The parts of a file or of an event by their ids."""
    for key, value in written.items():
        name = NAMES.find(key)
        if name is None or name not in allowed or value is None:
            continue
        if name in _FACTS:
            value = _by_id(book.terms.facts[name], value)
        elif name == "events" and isinstance(value, list):
            value = [dict(_parts(own, EVENT, book)) for own in value]
        elif name == "judgements" and isinstance(value, Mapping):
            value = {key: _judged(own) for key, own in value.items()}
        yield name, value


def _by_id(fact: Fact, value: object) -> object:
    """Records, however their list is told, with their fields by id."""
    if isinstance(value, list):
        return [_by_id(fact, item) for item in value]
    if not isinstance(value, Mapping):
        return value
    word = wrapper(value)
    if word is not None:
        return {**value, word: _by_id(fact, value[word])}
    names = names_of(fact.fields)
    named = ((names.find(key), key, own) for key, own in value.items())
    return {name or key: own for name, key, own in named if own is not None}


def _judged(value: object) -> object:
    """An officer's answer, with its parts by id."""
    if not isinstance(value, Mapping):
        return value
    return {part: own for key, own in value.items() if (part := PART_NAMES.find(key)) is not None}


def _without_names(told: Mapping[str, object], book: PenaltyBook) -> dict[str, object]:
    """The same of nobody: the same text is the same number wherever it stands."""
    renaming = Renaming()
    events = told.get("events")
    parts = [told, *(events if isinstance(events, list) else [])]
    bare = [_wordless(part) for part in parts]
    for part in bare:
        for name in _FACTS:
            renaming.learn(book.terms.facts[name], part.get(name))
    whole, *rest = ({**part, **_renamed(part, renaming, book)} for part in bare)
    return {**whole, "events": rest} if "events" in whole else whole


def _wordless(part: Mapping[str, object]) -> dict[str, object]:
    """A part without what is said in free words, and without who judged."""
    kept = {name: value for name, value in part.items() if name not in _FREE}
    act, judged = kept.get("incident"), kept.get("judgements")
    if isinstance(act, Mapping):
        kept["incident"] = {name: value for name, value in act.items() if name not in _FREE}
    if isinstance(judged, Mapping):
        kept["judgements"] = {
            key: (nameless_judgement(own) if isinstance(own, Mapping) else own)
            for key, own in judged.items()
        }
    return kept


def _renamed(
    part: Mapping[str, object], renaming: Renaming, book: PenaltyBook
) -> dict[str, object]:
    facts = book.terms.facts
    return {name: renaming.renamed(facts[name], part[name]) for name in _FACTS if name in part}
