"""What a platform says of an enterprise, to be looked over before any of it is used."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from huiqi.evaluation.reads import Missing
from huiqi.profile.prefill import PlatformFact
from huiqi.report.phrases import Phrases


@dataclass(frozen=True, slots=True, kw_only=True)
class OfferedLine:
    """A fact: what the platform says of it; ``stated``: what is stated already, which is used."""

    key: str
    label: str
    told: str
    stated: str
    differs: bool


def offered_lines(facts: Iterable[PlatformFact], phrases: Phrases) -> list[OfferedLine]:
    """Each fact with its year, in the order of the table's columns."""
    found = []
    for one in facts:
        fact = Missing(one.name, one.year)
        stated = "" if one.stated is None else phrases.of_fact(fact, one.stated.value)
        found.append(
            OfferedLine(
                key=one.key,
                label=phrases.missing(fact),
                told=phrases.of_fact(fact, one.told.value),
                stated=stated,
                differs=one.differs,
            )
        )
    return found
