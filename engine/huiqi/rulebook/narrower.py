"""Measures that are known only from a paper of a part of the place whose they are: a city's policy
in the table of one of its districts.  Whether the other parts keep to it has to be asked.
"""

from __future__ import annotations

from huiqi.rulebook.basis import RANKS, WEAK, Source
from huiqi.rulebook.measure import Rule
from huiqi.rulebook.rulebook import Rulebook
from huiqi.spelling import plain

#: How long the code of a division is.
_CODES = {"province": 2, "city": 4}
#: So many names of a division are its own, in full and in short; the others are of zones in it.
_OF_ITSELF = 2


def narrower_source(measure: Rule, rulebook: Rulebook) -> Source | None:
    """The paper, where all that a measure rests on are of parts of its place; else ``None``."""
    longest = _CODES.get(rulebook.level(measure))
    sources = [one.source for one in measure.basis if RANKS[one.grade] < WEAK]
    if longest is None or not sources:
        return None
    return sources[0] if all(_is_of_part(one, longest, rulebook) for one in sources) else None


def part_of_city(written: str, rulebook: Rulebook) -> str:
    """The full name of the part of a city that an address begins with; empty where it names none.

    A development zone has no code of its own: it is called by a name that its city is not.
    """
    for place in rulebook.vocabulary.places.values():
        code = place.division(written) or ""
        names = place.divisions.get(code, ())
        if len(code) > _CODES["city"]:
            return names[0]
        zones = (name for name in names[_OF_ITSELF:] if plain(written).startswith(plain(name)))
        if len(code) == _CODES["city"] and (zone := next(zones, "")):
            return zone
    return ""


def has_own_programme(part: str, rulebook: Rulebook) -> bool:
    """Whether a programme that is held is of a part of the city by its title."""
    return any(
        part_of_city(programme.title.zh, rulebook) == part
        for programme in rulebook.programmes.values()
    )


def parts_of_city(fact: str, rulebook: Rulebook) -> list[str]:
    """Of a fact that asks whether something lies in a city the parts of that city, each as an
    address names it: with any of them the answer is yes.  Its zones come last, each by its longest
    name.
    """
    found, zones = list[str](), list[str]()
    for place in rulebook.vocabulary.places.values():
        city = place.answers.get(fact, "")
        for code, names in place.divisions.items() if len(city) == _CODES["city"] else ():
            if code == city:
                # Names that begin with that of the city: in full what nobody else is called.
                zones += (name for name in names[_OF_ITSELF:] if part_of_city(name, rulebook))
            elif code.startswith(city):
                found.append(names[0])
    full = [one for one in zones if not any(is_short_for(one, other) for other in zones)]
    return [*found, *full] if found else []


def is_short_for(short: str, name: str) -> bool:
    """Whether a name is another with letters left out: 聊城经开区 of 聊城经济技术开发区."""
    letters = iter(name)
    return short != name and all(letter in letters for letter in short)


def _is_of_part(source: Source, longest: int, rulebook: Rulebook) -> bool:
    # What was only passed on is another office's document.
    if source.asked_of is not None:
        return False
    places = rulebook.vocabulary.places.values()
    codes = (place.division(source.issuer) for place in places)
    return any(code is not None and len(code) > longest for code in codes)
