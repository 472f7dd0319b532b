"""How far the three things stand that these rules are for: the topics of a programme whose text may
not be public, a limited fund, the city's own list of violations.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from pathlib import Path

from huiqi.decision.cases import case_files
from huiqi.decision.decide import Decider
from huiqi.decision.topics import answering
from huiqi.diagnostics import Diagnostics
from huiqi.inquiry.asked import Matter, Mission, MissionThing, OpenPoint
from huiqi.inquiry.letters import points_of
from huiqi.inquiry.weighing import standings_of
from huiqi.penalty.incident_cases import holds_incidents
from huiqi.profile.profile import Profile
from huiqi.rulebook.basis import Grade
from huiqi.rulebook.documents import read_yaml
from huiqi.rulebook.measure import Clause, leaves
from huiqi.rulebook.penalties import PenaltyBook
from huiqi.rulebook.rulebook import Rulebook
from huiqi.sentences import sentence


def mission_of(
    rulebook: Rulebook,
    book: PenaltyBook | None,
    cases: Iterable[Path],
    enterprises: Sequence[Profile],
    as_of: date,
) -> Mission:
    """Each of the things that there are, and how the verdicts on the enterprises stand."""
    points = points_of(rulebook, book, as_of)
    named, incidents = _cases(cases)
    things = [*_topics(rulebook, points, named), *_funds(rulebook, points, named)]
    if book is not None:
        things.append(_list(book, points, incidents))
    standings = None
    if enterprises:
        decider = Decider(rulebook)
        standings = standings_of(
            decider.decide(profile, as_of, rulebook.supports).results for profile in enterprises
        )
    return Mission(as_of=as_of, things=tuple(things), standings=standings)


def _topics(
    rulebook: Rulebook, points: Sequence[OpenPoint], named: Sequence[frozenset[str]]
) -> Iterator[MissionThing]:
    """The programme whose measures are topics; their documents answer meanwhile."""
    slots = [measure for measure in rulebook.supports if measure.slot is not None]
    for programme in dict.fromkeys(slot.collection for slot in slots):
        own = [slot for slot in slots if slot.collection == programme]
        beside = [
            rulebook.measures[name]
            for slot in own
            for name in answering(rulebook, slot.id)
            if name != slot.id and rulebook.measures[name].published
        ]
        published = [slot for slot in own if slot.published]
        held = {measure.id: measure for measure in (*published, *beside)}
        names = {slot.id for slot in own} | set(held)
        declared = rulebook.programmes[programme]
        yield MissionThing(
            key="topics",
            title=declared.title,
            name=declared.name,
            texts=len(published),
            of_texts=declared.slots or len(own),
            beside=len(held) - len(published),
            clauses=sum(_leaves(measure.clauses()) for measure in held.values()),
            cases=_naming(named, names),
            questions=_asking(points, names),
        )


def _funds(
    rulebook: Rulebook, points: Sequence[OpenPoint], named: Sequence[frozenset[str]]
) -> Iterator[MissionThing]:
    for fund in rulebook.funds.values():
        measure = rulebook.measures[fund.measure]
        held = any(basis.source.grade is Grade.OFFICIAL for basis in fund.basis)
        yield MissionThing(
            key="fund",
            title=measure.name,
            name=fund.name,
            texts=int(held),
            of_texts=1,
            beside=0,
            clauses=_leaves(measure.clauses()),
            cases=_naming(named, {measure.id}),
            questions=_asking(points, {measure.id}),
        )


def _list(book: PenaltyBook, points: Sequence[OpenPoint], incidents: int) -> MissionThing:
    lists = [own for own in book.lists.values() if own.level == "city"]
    rules = (*book.provisions, *book.items.values())
    items = sum(len(book.items_of(own.id)) for own in lists)
    return MissionThing(
        key="list",
        title=sentence("免罚轻罚清单"),
        name=sentence("免罚轻罚"),
        texts=items,
        of_texts=book.city.items,
        beside=len(book.items) - items,
        clauses=_leaves(rule.requires for rule in rules),
        cases=incidents,
        questions=sum(point.topic is Matter.LIST for point in points),
    )


def _leaves(clauses: Iterable[Clause]) -> int:
    return sum(1 for clause in clauses for _ in leaves(clause))


def _naming(named: Sequence[frozenset[str]], measures: set[str]) -> int:
    return sum(not measures.isdisjoint(own) for own in named)


def _asking(points: Sequence[OpenPoint], measures: set[str]) -> int:
    return sum(not measures.isdisjoint(point.measures) for point in points)


def _cases(folders: Iterable[Path]) -> tuple[list[frozenset[str]], int]:
    """Of each case the measures on which it expects something, and how many are of incidents."""
    named: list[frozenset[str]] = []
    incidents = 0
    for path in case_files(folders):
        document = read_yaml(path, Diagnostics())
        data = document.data if document is not None else None
        if not isinstance(data, dict):
            continue
        if holds_incidents(path):
            incidents += len(data.get("incidents") or ())
            continue
        for case in data.get("cases") or ():
            expected = case.get("expect") if isinstance(case, dict) else None
            measures = expected.get("measures") if isinstance(expected, dict) else None
            named.append(frozenset(measures if isinstance(measures, dict) else ()))
    return named, incidents
