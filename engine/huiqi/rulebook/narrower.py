"""Measures that are known only from a paper of a part of the place whose they are: a city's policy
in the table of one of its districts.  Whether the other parts keep to it has to be asked.
"""

from __future__ import annotations

from huiqi.rulebook.basis import RANKS, WEAK, Source
from huiqi.rulebook.measure import Rule
from huiqi.rulebook.rulebook import Rulebook

#: How long the code of a division is.
_CODES = {"province": 2, "city": 4}


def narrower_source(measure: Rule, rulebook: Rulebook) -> Source | None:
    """The paper, where all that a measure rests on are of parts of its place; else ``None``."""
    longest = _CODES.get(rulebook.level(measure))
    sources = [one.source for one in measure.basis if RANKS[one.grade] < WEAK]
    if longest is None or not sources:
        return None
    return sources[0] if all(_is_of_part(one, longest, rulebook) for one in sources) else None


def _is_of_part(source: Source, longest: int, rulebook: Rulebook) -> bool:
    # What was only passed on is another office's document.
    if source.asked_of is not None:
        return False
    places = rulebook.vocabulary.places.values()
    codes = (place.division(source.issuer) for place in places)
    return any(code is not None and len(code) > longest for code in codes)
