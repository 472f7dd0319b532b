"""Answers kept beside a profile: put into it as if they had been written there.

Each keeps its own place, so that a fault names the file and line where it stands.  What both say
and say alike is said once; an answer within a range that was known takes its place; where they
differ neither wins (P103).  A record goes by the key of its
list.  What is left empty is not answered.  A list of which the profile tells only some is told
whole by the others, as any list is, or by an empty one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from typing import NamedTuple, TypeVar

from huiqi.dates import written_year
from huiqi.diagnostics import Diagnostics
from huiqi.profile.account import UNKNOWN
from huiqi.profile.record_lists import OTHERS, WHOLE, are_others_unknown, bare, told_list, wrapper
from huiqi.profile.value_reader import ValueReader
from huiqi.rulebook.composer import Document, Steps
from huiqi.rulebook.naming import declared_facts, names_of
from huiqi.rulebook.rulebook import Definition, Fact, Rulebook
from huiqi.sentences import sentence
from huiqi.spelling import Names, plain
from huiqi.values import Interval
from huiqi.wordings import says_unknown

#: A part of a document as people write it: names, or years, with what is said of each.
Written = Mapping[str | int, object]
#: What a list says that holds only some of what there is.
_SOME = "at_least"


class _Told(NamedTuple):
    """The records of an answer, each with where it stands; ``whole``: whether it says that with
    them all is told (absent: it is a plain list).
    """

    records: tuple[tuple[Steps, object], ...]
    by: Steps
    whole: bool | None


Key = TypeVar("Key", bound=str | int)
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
        self.declared = declared_facts(rulebook)
        self.names = names_of(self.declared)

    def facts(self, old: Written, new: Written, at: Steps, by: Steps) -> object:
        """The facts of both; ``at`` and ``by``: where each stands in its document."""
        stated = {self.names.find(key): key for key in old if self.names.find(key)}
        found = dict(old)
        for key, value in new.items():
            name = self.names.find(key)
            own = stated.get(name, key) if name is not None else key
            declared = self.declared.get(name) if name is not None else None
            if isinstance(declared, Fact) and declared.fields:
                value = told_list(value)
            answered = _answered(value)
            if answered is None:
                continue
            if says_unknown(bare(found.get(own))):
                found[own] = None
            target, source = (*at, own), (*by, key)
            if isinstance(declared, Fact) and declared.fields and _list(value) is not None:
                told = self.told(value, source)
                merged = self.records(declared, found.get(own), told, target)
                found[own] = _others_as_said(merged, value)
            elif declared is None or found.get(own) is None:
                # A name that is not declared is told by whoever reads the profile.
                found[own] = answered
                self.moved(source, target, answered)
            else:
                found[own] = self.value(declared, found[own], answered, target, source)
        return found

    def told(self, written: object, by: Steps) -> _Told:
        """The records of an answer."""
        inner = _list(written)
        assert inner is not None
        path, items = inner
        word = wrapper(bare(written))
        records = [((*by, *path, index), _answered(item)) for index, item in enumerate(items)]
        return _Told(tuple(records), by, None if word is None else WHOLE[word])

    def value(
        self, declared: Fact | Definition, old: object, new: object, at: Steps, by: Steps
    ) -> object:
        """What both say of one fact that is no list."""
        if isinstance(old, Mapping) and isinstance(new, Mapping) and "value" not in old:
            return self.parts(old, new, (at, by), written_year, lambda key: declared)
        return self.narrowed(declared, old, new, at, by)

    def parts(
        self,
        old: Written,
        new: Written,
        where: tuple[Steps, Steps],
        find: Callable[[object], Key | None],
        about: Callable[[Key], Fact | Definition | None],
    ) -> object:
        """Years, or fields of a record, by whatever name ``find`` knows them; ``about``: what is
        declared of each.
        """
        at, by = where
        stated = {find(key): key for key in old if find(key) is not None}
        found = dict(old)
        for key, value in new.items():
            own = stated.get(find(key), key)
            if says_unknown(value):
                continue
            if found.get(own) is not None and not says_unknown(bare(found[own])):
                known = find(key)
                declared = about(known) if known is not None else None
                how = self.same if declared is None else partial(self.narrowed, declared)
                found[own] = how(found[own], value, (*at, own), (*by, key))
                continue
            found[own] = value
            self.moved((*by, key), (*at, own), value)
        return found

    def records(self, fact: Fact, old: object, told: _Told, at: Steps) -> object:
        """A list of records, or one for each year, and what the answers say of them."""
        if old is None:
            self.key_places.setdefault(at, self.answers.key_place(told.by))
            merged = self.listed(fact, [], told.records, at, may_grow=True)
            return merged if told.whole is not False else {_SOME: merged}
        inner = _list(old)
        if inner is not None:
            path, items = inner
            merged = self.listed(fact, items, told.records, (*at, *path), may_grow=_open(old))
            more = not told.records or len(merged) > len(items)
            if _open(old) and (told.whole or (more and told.whole is None)):
                return self.lifted(merged, (*at, *path), at)
            return _with(old, path, merged)
        if not (fact.yearly and isinstance(old, Mapping) and old and all(map(written_year, old))):
            return self.same(old, [item for _, item in told.records], at, told.by)
        found, names = dict(old), names_of(fact.fields)
        for steps, record in told.records:
            item: Written = record if isinstance(record, Mapping) else {}
            stated = {names.find(key): value for key, value in item.items()}
            told_year = written_year(stated.get("year"))
            year = next((own for own in old if written_year(own) == told_year), None)
            if year is None:
                self.unknown(at, steps)
                continue
            bare = {key: value for key, value in item.items() if names.find(key) != "year"}
            one = _Told(((steps, bare),), steps, False)
            found[year] = self.records(fact, found[year], one, (*at, year))
        return found

    def lifted(self, items: list[object], at: Steps, to: Steps) -> list[object]:
        """A list that now holds all there is, written plainly: its places move up."""
        for place, item in enumerate(items):
            self.moved((*at, place), (*to, place), item, self)
        return items

    def listed(
        self,
        fact: Fact,
        old: list[object],
        told: Sequence[tuple[Steps, object]],
        at: Steps,
        *,
        may_grow: bool,
    ) -> list[object]:
        """Records by the key of their list."""
        names, found = names_of(fact.fields), list(old)
        keys = [_key(fact, names, item) for item in old]
        for steps, item in told:
            place = _place(keys, _key(fact, names, item)) if fact.key else None
            before = found[place] if place is not None else None
            if place is not None and isinstance(before, Mapping) and isinstance(item, Mapping):
                where = (*at, place), steps
                found[place] = self.parts(before, item, where, names.find, fact.fields.get)
                continue
            if not may_grow:
                self.unknown(at, steps)
            found.append(item)
            self.moved(steps, (*at, len(found) - 1), item)
        return found

    def narrowed(
        self, fact: Fact | Definition, old: object, new: object, at: Steps, by: Steps
    ) -> object:
        """What both say of one fact; the answer where it lies within what was known so far."""
        ignored = Diagnostics()
        values = [
            ValueReader(document, ignored).read(fact, bare(written), steps)
            for document, written, steps in ((self.profile, old, at), (self.answers, new, by))
        ]
        known, told = values
        if known is not None and repr(known) == repr(told):
            # The same in another spelling: a label for an id, a unit more.
            return old
        if isinstance(known, Interval) and isinstance(told, Interval) and not known.known:
            above = known.low is None or (told.low is not None and told.low >= known.low)
            below = known.high is None or (told.high is not None and told.high <= known.high)
            if above and below:
                self.moved(by, at, new)
                return new
        return self.same(old, new, at, by)

    def same(self, old: object, new: object, at: Steps, by: Steps) -> object:
        """What both say; P103 where they differ."""
        if _written(old) != _written(new):
            first = self.profile.place(at)
            self.diagnostics.report(
                "P103",
                self.answers.place(by),
                sentence("与画像{place}说的不同（{file}）", place=first.spot, file=first.file),
                found=_brief(new),
                allowed=(_brief(old),),
                remedy=sentence("同一件事两处写得不同，改成一样，或删去一处"),
            )
        return old

    def unknown(self, at: Steps, by: Steps) -> None:
        """A record more than the profile says there are."""
        first = self.profile.place(at)
        self.diagnostics.report(
            "P133",
            self.answers.place(by),
            sentence(
                "画像{place}的清单已经写全，没有这一条（{file}）",
                place=first.spot,
                file=first.file,
            ),
            remedy=sentence("名称要与画像里的一样；确实还有别的，把画像里的清单写成 至少: […]"),
        )

    def moved(
        self, source: Steps, target: Steps, value: object, of: Document | _Merging | None = None
    ) -> None:
        """The places of a value, and of all that is in it, in the document it comes to.

        ``of``: where it comes from; absent, from the answers.
        """
        origin = of or self.answers
        if source in origin.places:
            self.places[target] = origin.places[source]
        if source in origin.key_places:
            self.key_places[target] = origin.key_places[source]
        if source in origin.spread:
            self.spread[target] = origin.spread[source]
        for key, part in _parts(value):
            self.moved((*source, key), (*target, key), part, of)


def with_answers(
    profile: Document, answers: Document, rulebook: Rulebook, diagnostics: Diagnostics
) -> Document:
    """The profile's document with the answers in it; faults go to ``diagnostics``: P100 where the
    answers are no facts, P103 where both differ, P133 a record that a list does not have;
    P172 (a warning) nothing is answered.
    """
    if not isinstance(profile.data, Mapping):
        return profile
    given = answers.data
    if given is not None and not isinstance(given, Mapping):
        message = sentence("答案要写成 facts: 与若干 名称: 值")
        diagnostics.report("P100", answers.place(()), message)
        return profile
    by, new = _part(given or {})
    at, old = _part(profile.data)
    if not any(_answered(value) is not None for value in new.values()):
        diagnostics.warn("P172", answers.place(()), sentence("答案里一项也没有填"))
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


def _brief(written: object) -> str:
    """A value as it is written; of a list or a mapping only how much it holds."""
    if isinstance(written, (Mapping, list)):
        if isinstance(written, list):
            return sentence("{number} 条", number=len(written))
        return sentence("{number} 项", number=len(written))
    return str(written)


def _part(data: Written) -> tuple[Steps, Written]:
    """Where the facts stand: under ``facts:``, or beside the rest."""
    for key, value in data.items():
        if _FACTS.find(key) is not None:
            return (key,), value if isinstance(value, Mapping) else {}
    return (), data


def _answered(value: object) -> object:
    """Without what was left empty; ``None`` where nothing is left."""
    if isinstance(value, Mapping):
        told = {key: part for key, part in value.items() if part is not None}
        return (told or None) if not says_unknown(bare(told)) else None
    return None if says_unknown(value) else value


def _parts(value: object) -> Iterator[tuple[str | int, object]]:
    if isinstance(value, Mapping):
        yield from value.items()
    elif isinstance(value, list):
        yield from enumerate(value)


def _list(written: object) -> tuple[Steps, list[object]] | None:
    """The records of a list as written, and where below it they stand."""
    if isinstance(written, list):
        return (), written
    if isinstance(written, Mapping) and "value" in written:
        inner = _list(written["value"])
        return None if inner is None else (("value", *inner[0]), inner[1])
    word = wrapper(written)
    inside = written[word] if word is not None and isinstance(written, Mapping) else None
    return ((word,), inside) if word is not None and isinstance(inside, list) else None


def _open(written: object) -> bool:
    """Whether the list says that there may be more."""
    if isinstance(written, Mapping) and "value" in written:
        return _open(written["value"])
    word = wrapper(written)
    return word is not None and not WHOLE[word]


def _others_as_said(merged: object, answered: object) -> object:
    """A list that may hold more, with the word of an answer that nobody knows of others."""
    if not (are_others_unknown(answered) and _open(merged)) or are_others_unknown(merged):
        return merged
    assert isinstance(merged, Mapping)
    if "value" in merged:
        return {**merged, "value": _others_as_said(merged["value"], answered)}
    return {**merged, OTHERS[0]: UNKNOWN}


def _with(written: object, path: Steps, items: list[object]) -> object:
    if not path:
        return items
    assert isinstance(written, Mapping)
    return {**written, path[0]: _with(written[path[0]], path[1:], items)}


def _key(fact: Fact, fields: Names[str], item: object) -> tuple[str, ...]:
    """What tells a record apart, as written."""
    if not isinstance(item, Mapping):
        return ("",) * len(fact.key)
    named = {fields.find(key): value for key, value in item.items()}
    found = []
    for part in fact.key:
        text = str(named.get(part) or fact.fields[part].default or "")
        enumeration = fact.fields[part].type.enumeration
        symbol = enumeration.find(text) if enumeration is not None else None
        found.append(symbol or plain(text))
    return tuple(found)


def _place(keys: Sequence[tuple[str, ...]], own: tuple[str, ...]) -> int | None:
    """Which record is meant: that of this key, else the only one that agrees as far as both tell
    their keys (a day that the profile does not know may be the answer).
    """
    if own in keys:
        return keys.index(own)
    agreeing = [
        place
        for place, key in enumerate(keys)
        if any(key)
        and all(one == other or not (one and other) for one, other in zip(key, own, strict=True))
    ]
    return agreeing[0] if len(agreeing) == 1 else None


def _written(value: object) -> str:
    return plain(str(value))
