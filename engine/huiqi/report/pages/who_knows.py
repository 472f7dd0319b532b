"""Who knows what is asked: a desk of the house, or the office outside it that is named."""

from __future__ import annotations

from collections.abc import Iterator

from huiqi.evaluation.reads import Missing, declared_of, who_knows
from huiqi.report.pages import marks
from huiqi.report.phrases import Phrases
from huiqi.rulebook.rulebook import Definition, Fact
from huiqi.rulebook.text import KnowingOffice


def known_to(missing: Missing, phrases: Phrases) -> str:
    """Who knows it, in a word: which office that is, where one is named, and whether presumed."""
    office = _office(missing, phrases)
    if office is not None:
        return _named(office, phrases)
    return marks.known_by(who_knows(phrases.rulebook, missing), phrases)


def fact_known_to(fact: Fact | Definition, phrases: Phrases) -> str:
    """The same of a fact as it is declared."""
    if fact.office is not None:
        return _named(fact.office, phrases)
    return marks.known_by(fact.known_by, phrases)


def office_presumed(missing: Missing, phrases: Phrases) -> Iterator[str]:
    """Where no source says which office knows it: that it is presumed, and whom one asks first."""
    office = _office(missing, phrases)
    if office is None or not office.presumed:
        return
    say = phrases.say
    helped = [one.helped_by for one in phrases.rulebook.programmes.values() if one.helped_by]
    yield phrases.joined(
        [say("归哪个部门，来源没有写，这是推定的"), *(phrases.text(one) for one in helped)]
    )


def _office(missing: Missing, phrases: Phrases) -> KnowingOffice | None:
    declared = declared_of(phrases.rulebook, missing)
    return declared.office if declared is not None else None


def _named(office: KnowingOffice, phrases: Phrases) -> str:
    name = phrases.text(office.name)
    return phrases.say("{office}（推定）", office=name) if office.presumed else name
