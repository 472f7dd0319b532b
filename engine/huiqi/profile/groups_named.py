"""By which of what the rules derive enterprises can be grouped, and how one names it."""

from __future__ import annotations

from huiqi.rulebook.naming import called
from huiqi.rulebook.rulebook import Definition, Rulebook
from huiqi.spelling import Names


def groupings_of(rulebook: Rulebook) -> list[Definition]:
    """What the rules derive by which enterprises can be grouped."""
    return [one for one in rulebook.definitions.values() if one.groups is not None]


def group_named(name: str, rulebook: Rulebook) -> Definition | None:
    """What the rules derive by which enterprises can be grouped, if one is called so."""
    names = {one.id: called(one) for one in groupings_of(rulebook)}
    found = Names(names).find(name)
    return None if found is None else rulebook.definitions[found]
