"""A field of a list as a column of a table of enterprises, where a row tells of one record; and
each title of a list of titles, which is held or not.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import lru_cache

from huiqi.language.types import BOOL, Kind
from huiqi.rulebook.rulebook import Definition, Fact, Rulebook
from huiqi.rulebook.text import Text

#: Between the list and its field in the name of such a column: ``renovation_projects.started_on``.
WITHIN = "."
#: What a list of titles tells by one of its fields.
TITLE = "title"


def list_columns(facts: Mapping[str, Fact]) -> dict[str, Fact]:
    """Every field of a list that is of no year, under a name of its own and the list's before its;
    under the field's, and its own, each title.

    What is worked out from other fields is none.
    """
    return dict(_columns(facts))


@lru_cache(maxsize=4)
def columns_of_lists(rulebook: Rulebook) -> Mapping[str, Fact]:
    """Those of a rulebook, put together once: they are looked up with every column of a table."""
    return list_columns(rulebook.facts)


def column_of_names(fact: Fact | None, columns: Mapping[str, Fact]) -> Fact | None:
    """Of a list whose records go by a text alone the column of that."""
    if fact is None or len(fact.key) != 1 or fact.fields[fact.key[0]].type.kind is not Kind.TEXT:
        return None
    return columns.get(f"{fact.id}{WITHIN}{fact.key[0]}")


def column_of(rulebook: Rulebook, name: str) -> Fact | Definition:
    """What a column of this name tells: a fact, a definition or a field of a list.

    Raises :class:`KeyError` where there is none.
    """
    if WITHIN not in name:
        return rulebook.declared(name)
    return columns_of_lists(rulebook)[name]


def is_title(name: str) -> bool:
    """Whether a column of this name tells whether one title is held."""
    return name.count(WITHIN) > 1


def completes(rulebook: Rulebook, name: str) -> bool:
    """Whether a column of this name is the day of completion of the records of a list."""
    list_, within, field = name.partition(WITHIN)
    return bool(within) and any(
        own.planned_until == field for own in rulebook.facts[list_].fields.values()
    )


def _columns(facts: Mapping[str, Fact]) -> Iterator[tuple[str, Fact]]:
    for own in facts.values():
        if own.yearly:
            continue
        for field in own.fields.values():
            if field.formula is not None:
                continue
            name = f"{own.id}{WITHIN}{field.id}"
            label = Text(
                zh=f"{own.label.zh}：{field.label.zh}", en=f"{own.label.en}: {field.label.en}"
            )
            lists, fields = (own.label.zh, *own.also), (field.label.zh, *field.also)
            also = tuple(f"{one}{other}" for one in lists for other in fields)
            yield name, replace(field, id=name, label=label, also=also, question=own.question)
            if field.id in own.things.get(TITLE, ()):
                yield from _titles(own, field, name)


def _titles(own: Fact, field: Fact, name: str) -> Iterator[tuple[str, Fact]]:
    options = field.type.enumeration
    for option in () if options is None else options.symbols:
        assert options is not None
        zh, en = (options.label(option, language) for language in ("zh", "en"))
        label = Text(zh=f"{own.label.zh}：{zh}", en=f"{own.label.en}: {en}")
        lists = (own.label.zh, *own.also)
        also = tuple(f"{one}{other}" for one in lists for other in options.names(option))
        title = f"{name}{WITHIN}{option}"
        yield title, Fact(id=title, type=BOOL, label=label, also=also, question=own.question)
