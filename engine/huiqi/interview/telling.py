"""What all answers come to: facts as a profile writes them (:mod:`huiqi.profile.account`).

They are put into what was told before, one after the other, so that an answer that is withdrawn
was never given.  What was answered of a record that is not there any more falls away with it.

A list kept by years stands as one list whose records name their year, or as a list for each year;
an answer on one year, or on all, finds its place in either.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple, TypeGuard

from huiqi.dates import written_year
from huiqi.evaluation.reads import Missing
from huiqi.interview.results import AskedReply
from huiqi.interview.state import AskedStep, InterviewState
from huiqi.profile.account import UNKNOWN
from huiqi.profile.profile import Profile
from huiqi.profile.record_lists import THROUGH, WHOLE, are_others_unknown, bare, wrapper
from huiqi.rulebook.rulebook import Definition, Fact, Rulebook
from huiqi.values import Records
from huiqi.wordings import says_unknown

Facts = Mapping[str, object]
WrittenRecord = Mapping[str, object]


class Known(NamedTuple):
    """What is told so far, as it is written and as it is read."""

    facts: Facts
    profile: Profile
    rulebook: Rulebook


def facts_told(state: InterviewState, rulebook: Rulebook) -> dict[str, object]:
    """The facts with which the interview began, and all that was answered."""
    facts = dict(state.begun.facts)
    for step in state.steps:
        if step.reply is not AskedReply.SKIPPED:
            _tell(facts, step, rulebook.declared(step.key.name), state.as_of.year - 1)
            for word, stated in rulebook.vocabulary.stated.items():
                # What is answered by itself is not what an address said of it any more.
                if step.key.name in stated.answers:
                    facts.pop(word, None)
    return {name: value for name, value in facts.items() if value is not None}


def _tell(
    facts: dict[str, object], step: AskedStep, declared: Fact | Definition, last_year: int
) -> None:
    key, answered = step.key, step.reply is AskedReply.ANSWERED
    if key.where:
        at = _record(facts.get(key.name), step)
        if at is not None and (answered or at.get(key.field) is None or step.replaces):
            written = step.written if answered else UNKNOWN
            facts[key.name] = _swapped(facts[key.name], at, {**at, key.field: written})
        return
    if isinstance(declared, Fact) and declared.fields and isinstance(step.written, list):
        old = facts.get(key.name)
        if step.replaces:
            old = _without(old, declared, key.year)
        records = [*map(dict, step.written)]
        facts[key.name] = _with_records(
            old, declared, key.year, records, whole=step.whole and answered, last=last_year
        )
    elif answered:
        _put(facts, declared, key, step.written)
    if not answered:
        _not_know(facts, declared, step)


def _not_know(facts: dict[str, object], declared: Fact | Definition, step: AskedStep) -> None:
    """That nobody knows it; of a list of which some is told, whether there are others."""
    key, old = step.key, facts.get(step.key.name)
    told: object = written_of(facts, key)
    if isinstance(declared, Fact) and declared.fields:
        by_years = declared.yearly and key.year is not None
        told = dict(_by_years(bare(old))).get(key.year or 0) if by_years else old
    records = [] if is_by_year(told) else records_written(told)
    if records:
        _put(facts, declared, key, {"at_least": records, "others": UNKNOWN})
    elif step.replaces or written_of(facts, key) is None or isinstance(step.written, list):
        _put(facts, declared, key, UNKNOWN)


def is_said_not_known(written: object) -> bool:
    """Whether it says 未知, or a list that nobody knows whether there are others."""
    return says_unknown(bare(written)) or are_others_unknown(written)


def is_by_year(value: object) -> TypeGuard[Mapping[str | int, object]]:
    """Whether it is written for each year."""
    return (
        isinstance(value, Mapping)
        and "value" not in value
        and wrapper(value) is None
        and all(written_year(key) is not None for key in value)
    )


def written_of(facts: Facts, key: Missing) -> object:
    """What is written of a fact, in its year where it is written for each; of no record."""
    value = facts.get(key.name)
    if is_by_year(value) and key.year is not None:
        return value.get(key.year)
    return value


def records_named(facts: Facts, key: Missing, profile: Profile) -> list[WrittenRecord]:
    """The records of this name, as they are written; several, where none tells them apart."""
    value, found = facts.get(key.name), []
    for (name, year), given in profile.facts.items():
        if name == key.name and isinstance(given.value, Records):
            written = _records_of(value, year)
            pairs = zip(given.value.items, written, strict=False)
            found += [raw for record, raw in pairs if record.key == key.key]
    return found


def called_now(key: Missing, state: InterviewState, facts: Facts, profile: Profile) -> Missing:
    """The same question, where its record has got another name by an answer to it: of a title the
    day of its recognition.
    """
    if not key.where or records_named(facts, key, profile):
        return key
    own = (step for step in reversed(state.steps) if step.key.name == key.name)
    step = next((step for step in own if step.key.where and step.key.key == key.key), None)
    if step is None:
        return key
    said = {**step.of, step.key.field: step.written}
    for (name, year), given in profile.facts.items():
        if name == key.name and isinstance(given.value, Records):
            written = _records_of(facts.get(name), year)
            for record, raw in zip(given.value.items, written, strict=False):
                if all(raw.get(part) == told for part, told in said.items()):
                    return key._replace(where=f".{key.field}({record.key})")
    return key


def still_there(
    page: Iterable[Missing], state: InterviewState, facts: Facts, profile: Profile
) -> Sequence[Missing]:
    """Those of some questions whose records have not gone, as they are called now."""
    named = [called_now(key, state, facts, profile) for key in page]
    return [key for key in named if not key.where or records_named(facts, key, profile)]


def told_of(facts: Facts, key: Missing, profile: Profile) -> object:
    """What is written of a question, unless that is unknown."""
    told = written_of(facts, key)
    if key.year is not None and _are_of_several_years(told):
        told = dict(_by_years(bare(told))).get(key.year)
    if key.where:
        named = records_named(facts, key, profile)
        told = named[0].get(key.field) if named else None
    return None if says_unknown(bare(told)) else told


def _are_of_several_years(told: object) -> bool:
    """Whether it is one list whose records name their years."""
    return not is_by_year(told) and any("year" in raw for raw in map(dict, records_written(told)))


def in_full(told: object) -> object:
    """A list that says whether it is all, as its records; anything else as it is."""
    return told if wrapper(told) is None else records_written(told)


def identity_of(record: WrittenRecord, fact: Fact) -> dict[str, object]:
    """What tells a record of a list apart, as it is written."""
    parts = dict.fromkeys((fact.shown_by, *fact.key))
    return {part: record[part] for part in parts if part is not None and part in record}


def records_written(value: object) -> list[WrittenRecord]:
    """The records of one list, however it speaks of itself."""
    value = bare(value)
    word = wrapper(value)
    inner = value[word] if word is not None and isinstance(value, Mapping) else value
    return list(inner) if isinstance(inner, list) else []


def every_record(value: object) -> Iterator[tuple[int | None, WrittenRecord]]:
    """All records of a list, each with the year under which it is written."""
    if is_by_year(value):
        for year, part in value.items():
            yield from ((written_year(year), raw) for raw in records_written(part))
    else:
        yield from ((None, raw) for raw in records_written(value))


def _records_of(value: object, year: int | None) -> list[WrittenRecord]:
    """The records as they are written, of one year where they have years."""
    value = bare(value)
    if is_by_year(value):
        return [] if year is None else records_written(value.get(year))
    items = records_written(value)
    return [raw for raw in items if year is None or written_year(raw.get("year")) == year]


def _record(value: object, step: AskedStep) -> WrittenRecord | None:
    """The record that an answer is about: the first of its name that says nothing of it yet, or
    else, in its turn, that says not to know it.
    """
    field, named = step.key.field, [raw for _, raw in every_record(value)]
    for parts in (step.of, dict(list(step.of.items())[:1])):
        found = [raw for raw in named if all(raw.get(k) == part for k, part in parts.items())]
        if found:
            open_ = [raw for raw in found if raw.get(field) is None]
            if not open_ and not step.replaces:
                open_ = [raw for raw in found if says_unknown(raw.get(field))]
            return next(iter(open_), found[0])
    return None


def _swapped(part: object, old: WrittenRecord, new: WrittenRecord) -> object:
    """A list with one record in the place of another."""
    if part is old:
        return new
    if isinstance(part, list):
        return [_swapped(item, old, new) for item in part]
    if isinstance(part, Mapping):
        return {name: _swapped(inner, old, new) for name, inner in part.items()}
    return part


def _put(
    facts: dict[str, object], declared: Fact | Definition, key: Missing, value: object
) -> None:
    """What is no list, or a word in the place of one."""
    if not declared.yearly or key.year is None:
        facts[key.name] = value
        return
    old = facts.get(key.name)
    years: dict[str | int, object] = {}
    if is_by_year(old):
        years.update(old)
    elif isinstance(declared, Fact) and declared.fields:
        years.update(_by_years(old))
    facts[key.name] = {**years, key.year: value}


def _without(old: object, fact: Fact, year: int | None) -> object:
    """A list before it is told anew."""
    if not fact.yearly or year is None:
        return None
    return {own: part for own, part in _by_years(bare(old)) if own != year} or None


def _with_records(
    old: object,
    fact: Fact,
    year: int | None,
    records: Sequence[WrittenRecord],
    *,
    whole: bool,
    last: int,
) -> object:
    """A list with more records.

    Args:
        old: As it is written.
        fact: What is declared of it.
        year: The year that is asked; of a list by years without one, all years are.
        records: Those that are added.
        whole: Whether with them all is told.
        last: Of a list by years the last that an answer on all years speaks of.
    """
    told = bare(old)
    told = None if isinstance(told, str) else told
    if not fact.yearly:
        return _extent([*records_written(told), *records], whole)
    if year is None:
        own = [raw if at is None else {**raw, "year": str(at)} for at, raw in every_record(told)]
        items = [*own, *records]
        if not whole:
            return {"at_least": items}
        return {"complete": items, "through": max(last, _through(told) or last)}
    through = _through(told)
    dated = [{**raw, "year": str(year)} for raw in records]
    if through is not None and through + 1 == year and whole:
        return {"complete": [*records_written(told), *dated], "through": year}
    if whole and records and (told is None or isinstance(told, list)):
        return [*(told or ()), *dated]
    years = dict(_by_years(told))
    years[year] = _extent([*records_written(years.get(year)), *records], whole)
    return years


def _extent(items: list[WrittenRecord], whole: bool) -> object:
    return items if whole else {"at_least": items}


def _through(value: object) -> int | None:
    """Up to which year a list that is complete speaks, where it says so."""
    if not isinstance(value, Mapping) or is_by_year(value):
        return None
    return next((written_year(value[word]) for word in THROUGH if word in value), None)


def _by_years(value: object) -> Iterator[tuple[int, object]]:
    """A list of several years as a list for each of them."""
    if value is None or isinstance(value, str):
        return
    if is_by_year(value):
        for year, part in value.items():
            told = written_year(year)
            if told is not None and not says_unknown(part):
                yield told, part
        return
    items = records_written(value)
    named = {written_year(raw.get("year")) for raw in items}
    years = {year for year in named if year is not None}
    through, word = _through(value), wrapper(value)
    if through is not None:
        years |= set(range(min(years, default=through), through + 1))
    for year in sorted(years):
        own = [raw for raw in items if written_year(raw.get("year")) == year]
        yield year, _extent(own, word is None or WHOLE[word])
