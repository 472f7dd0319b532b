"""Answers kept beside a profile: put into it as if they had been written there.

Each keeps its own place, so that a fault names the file and line where it stands.  What both say
and say alike is said once; where they differ neither wins (P103).  A record goes by the key of its
list.  What is left empty is not answered.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from huiqi.diagnostics import Diagnostics, Place
from huiqi.profile.lists import WHOLE, wrapper, year_of
from huiqi.rulebook.composer import Document, Steps
from huiqi.rulebook.rulebook import Definition, Fact, Rulebook
from huiqi.spelling import Names, plain

#: A record as the answers tell it, and where it stands there.
_Told = tuple[Steps, Any]
_FACTS = Names({"facts": ("facts", "事实")})


class _Merging:
    """One profile being filled in."""

    def __init__(
        self, profile: Document, answers: Document, rulebook: Rulebook, diagnostics: Diagnostics
    ) -> None:
        self.profile = profile
        self.answers = answers
        self.diagnostics = diagnostics
        self.places = dict(profile.places)
        self.key_places = dict(profile.key_places)
        self.spread = dict(profile.spread)
        self.declared: dict[str, Fact | Definition] = {**rulebook.facts, **rulebook.definitions}
        self.names = Names(
            {name: (name, fact.label.zh, fact.label.en) for name, fact in self.declared.items()}
        )

    def facts(self, old: Mapping[Any, Any], new: Mapping[Any, Any], at: Steps, by: Steps) -> Any:
        """The facts of both; ``at`` and ``by``: where each stands in its document."""
        stated = {self.names.find(key): key for key in old if self.names.find(key)}
        found = dict(old)
        for key, value in new.items():
            name = self.names.find(key)
            own = stated.get(name) if name is not None else None
            answered = _answered(value, self._fact(name))
            if answered is None:
                continue
            if own is None or old[own] is None:
                # A name that is not declared is told by whoever reads the profile.
                kept = key if own is None else own
                found[kept] = answered
                self.moved((*by, key), (*at, kept), answered)
            else:
                fact = self._fact(name)
                found[own] = self.value(fact, old[own], answered, (*at, own), (*by, key))
        return found

    def _fact(self, name: str | None) -> Fact | None:
        fact = self.declared.get(name) if name is not None else None
        return fact if isinstance(fact, Fact) else None

    def value(self, fact: Fact | None, old: Any, new: Any, at: Steps, by: Steps) -> Any:
        """What both say of one fact."""
        if fact is not None and fact.fields and isinstance(new, list):
            told = [((*by, index), item) for index, item in enumerate(new)]
            return self.records(fact, old, told, at, by)
        if isinstance(old, Mapping) and isinstance(new, Mapping) and "value" not in old:
            return self.parts(old, new, at, by, year_of)
        return self.same(old, new, at, by)

    def parts(
        self,
        old: Mapping[Any, Any],
        new: Mapping[Any, Any],
        at: Steps,
        by: Steps,
        find: Callable[[Any], object],
    ) -> Any:
        """Years, or fields of a record, by whatever name ``find`` knows them."""
        stated = {find(key): key for key in old if find(key) is not None}
        found = dict(old)
        for key, value in new.items():
            own = stated.get(find(key), key)
            if found.get(own) is not None:
                self.same(found[own], value, (*at, own), (*by, key))
                continue
            found[own] = value
            self.moved((*by, key), (*at, own), value)
        return found

    def records(self, fact: Fact, old: Any, told: Sequence[_Told], at: Steps, by: Steps) -> Any:
        """A list of records, or one for each year, and what the answers say of them."""
        inner = _list(old)
        if inner is not None:
            path, items = inner
            return _with(old, path, self.listed(fact, items, told, (*at, *path), _open(old)))
        if not (fact.yearly and isinstance(old, Mapping) and old and all(map(year_of, old))):
            return self.same(old, [item for _, item in told], at, by)
        found, names = dict(old), _names(fact)
        for steps, item in told:
            stated = {names.find(key): value for key, value in item.items()}
            year = next((own for own in old if year_of(own) == year_of(stated.get("year"))), None)
            if year is None:
                self.unknown(at, steps)
                continue
            bare = {key: value for key, value in item.items() if names.find(key) != "year"}
            found[year] = self.records(fact, found[year], [(steps, bare)], (*at, year), steps)
        return found

    def listed(
        self, fact: Fact, old: list[Any], told: Sequence[_Told], at: Steps, may_grow: bool
    ) -> list[Any]:
        """Records by the key of their list."""
        names, found = _names(fact), list(old)
        known = {_key(fact, names, item): place for place, item in enumerate(old)}
        for steps, item in told:
            place = known.get(_key(fact, names, item)) if fact.key else None
            if place is not None:
                found[place] = self.parts(found[place], item, (*at, place), steps, names.find)
                continue
            if not may_grow:
                self.unknown(at, steps)
            found.append(item)
            self.moved(steps, (*at, len(found) - 1), item)
        return found

    def same(self, old: Any, new: Any, at: Steps, by: Steps) -> Any:
        """What both say; P103 where they differ."""
        if _written(old) != _written(new):
            first = self.profile.place(at)
            self.diagnostics.report(
                "P103",
                self.answers.place(by),
                f"与画像第 {first.line} 行第 {first.column} 列说的不同（{first.file}）",
                found=_written(new),
                allowed=(_written(old),),
                remedy="同一件事两处写得不同，改成一样，或删去一处",
            )
        return old

    def unknown(self, at: Steps, by: Steps) -> None:
        """A record more than the profile says there are."""
        first = self.profile.place(at)
        self.diagnostics.report(
            "P133",
            self.answers.place(by),
            f"画像第 {first.line} 行的清单已经写全，没有这一条（{first.file}）",
            remedy="名称要与画像里的一样；确实还有别的，把画像里的清单写成 至少: […]",
        )

    def moved(self, source: Steps, target: Steps, value: Any) -> None:
        """The places of a value, and of all that is in it, in the document it comes to."""
        for own, taken in (
            (self.places, self.answers.places),
            (self.key_places, self.answers.key_places),
        ):
            place: Place | None = taken.get(source)
            if place is not None:
                own[target] = place
        if source in self.answers.spread:
            self.spread[target] = self.answers.spread[source]
        for key, part in _parts(value):
            self.moved((*source, key), (*target, key), part)


def with_answers(
    profile: Document, answers: Document, rulebook: Rulebook, diagnostics: Diagnostics
) -> Document:
    """The profile's document with the answers in it; faults go to ``diagnostics``: P100 where the
    answers are no facts, P103 where both differ, P133 a record that a list does not have.
    """
    if not isinstance(profile.data, Mapping):
        return profile
    given = answers.data
    if given is not None and not isinstance(given, Mapping):
        diagnostics.report("P100", answers.place(()), "答案要写成 facts: 与若干 名称: 值")
        return profile
    by, new = _part(given or {})
    at, old = _part(profile.data)
    merging = _Merging(profile, answers, rulebook, diagnostics)
    facts = merging.facts(old, new, at, by)
    data = {**profile.data, at[0]: facts} if at else facts
    return Document(
        file=profile.file,
        data=data,
        places=merging.places,
        key_places=merging.key_places,
        spread=merging.spread,
    )


def _part(data: Mapping[Any, Any]) -> tuple[Steps, Mapping[Any, Any]]:
    """Where the facts stand: under ``facts:``, or beside the rest."""
    for key, value in data.items():
        if _FACTS.find(key) is not None:
            return (key,), value if isinstance(value, Mapping) else {}
    return (), data


def _answered(value: Any, fact: Fact | None) -> Any:
    """Without what was left empty; ``None`` where nothing is left."""
    if isinstance(value, Mapping):
        kept = {key: part for key, part in value.items() if part is not None}
        return kept or None
    if isinstance(value, list) and fact is not None and fact.fields:
        records = []
        fields = _names(fact)
        for item in value:
            if not isinstance(item, Mapping):
                records.append(item)
                continue
            kept = {key: part for key, part in item.items() if part is not None}
            # A record of which only the name stands is a question not answered.
            if any(fields.find(key) not in fact.key for key in kept):
                records.append(kept)
        return records if records or not value else None
    return value


def _parts(value: Any) -> Iterator[tuple[Any, Any]]:
    if isinstance(value, Mapping):
        yield from value.items()
    elif isinstance(value, list):
        yield from enumerate(value)


def _list(written: Any) -> tuple[Steps, list[Any]] | None:
    """The records of a list as written, and where below it they stand."""
    if isinstance(written, list):
        return (), written
    if isinstance(written, Mapping) and "value" in written:
        inner = _list(written["value"])
        return None if inner is None else (("value", *inner[0]), inner[1])
    word = wrapper(written)
    if word is not None and isinstance(written[word], list):
        return (word,), written[word]
    return None


def _open(written: Any) -> bool:
    """Whether the list says that there may be more."""
    if isinstance(written, Mapping) and "value" in written:
        return _open(written["value"])
    word = wrapper(written)
    return word is not None and not WHOLE[word]


def _with(written: Any, path: Steps, items: list[Any]) -> Any:
    if not path:
        return items
    return {**written, path[0]: _with(written[path[0]], path[1:], items)}


def _key(fact: Fact, fields: Names[str], item: object) -> tuple[str, ...]:
    """What tells a record apart, as written."""
    if not isinstance(item, Mapping):
        return ()
    named = {fields.find(key): value for key, value in item.items()}
    found = []
    for part in fact.key:
        text = str(named.get(part) or fact.fields[part].default or "")
        enumeration = fact.fields[part].type.enumeration
        symbol = enumeration.find(text) if enumeration is not None else None
        found.append(symbol or plain(text))
    return tuple(found)


def _names(fact: Fact) -> Names[str]:
    """The fields of its records, by any of their names."""
    return Names({n: (n, field.label.zh, field.label.en) for n, field in fact.fields.items()})


def _written(value: object) -> str:
    return plain(str(value))
