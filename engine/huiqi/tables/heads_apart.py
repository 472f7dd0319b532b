"""Heads of two things, and cells that tell them apart: 技改总投资/设备投资 over 5200/3800."""

from __future__ import annotations

import re

from huiqi.spelling import one_line, plain
from huiqi.wordings import says_none, says_nothing, yes_or_no

#: What stands behind the names: a unit, a year.
_BRACKET = re.compile(r"[(（][^()（）]*[)）]\s*$")
_OR = re.compile(r"[/／、|｜]")
#: So many things a head names at most.
_MOST = 3
#: Between what a cell tells of each, where it names them: 总1.8亿，设备1.26亿.
_BETWEEN = re.compile(r"[/／|｜,，、;；\n]|(?<=[\d元万亿])\s+(?=[^\d\s元万亿])")
#: What a part of a cell is called, and what it tells.
_NAMED = re.compile(
    r"(?P<among>其中[:：]?)?(?P<name>[^\d约近超达.:：=(（]*?)(?:为|是)?[:：=]?(?P<told>[约近超达]?\d.*)"
)
_AMONG = "其中"
#: A part in a bracket behind the whole: 1.5亿（其中设备9000）.
_INSIDE = re.compile(r"(?P<whole>[^()（）]+)[(（](?P<part>[^()（）]+)[)）]")
#: What tells of phases tells of other parts than the head.
_PHASE = re.compile("(?:[一二三四五六]|(?<!\\d)[1-6]|首)期")


def heads_apart(head: str) -> tuple[str, ...]:
    """The names of which a head consists; none where it is one name."""
    parts = tuple(map(str.strip, _OR.split(_BRACKET.sub("", one_line(head)))))
    return parts if 1 < len(parts) <= _MOST and all(parts) else ()


def told_of_each(text: str, heads: tuple[str, ...]) -> tuple[str, ...] | None:
    """What a cell tells of each of these, empty where of one nothing; ``None`` where nobody can
    tell which of them is meant.
    """
    if _PHASE.search(text) is not None:
        return None
    parts = [part.strip() for part in _OR.split(text)]
    if len(parts) == len(heads) and not any(_named(part, heads)[0] is not None for part in parts):
        return tuple(parts)
    inside = _INSIDE.fullmatch(text.strip())
    if inside is not None and _named(inside["part"], heads)[0] is not None:
        pieces, among = [inside["whole"].strip(), inside["part"].strip()], True
    else:
        pieces = [part.strip() for part in _BETWEEN.split(text) if part.strip()]
        among = any(piece.startswith(_AMONG) for piece in pieces[1:])
    named = [_named(piece, heads) for piece in pieces]
    found = {name: told for name, told in named if name is not None}
    rest = [told for name, told in named if name is None]
    if not found or len(found) + len(rest) < len(pieces) or len(rest) > 1:
        return None
    if rest:
        # What comes first is the other one, of which that is a part: 5200，其中设备3800.
        others = [place for place in range(len(heads)) if place not in found]
        if len(others) > 1 or named[0][0] is not None or not among:
            return None
        found[others[0]] = rest[0]
    return tuple(found.get(place, "") for place in range(len(heads)))


def says_of_all(cell: str) -> bool:
    """Whether a cell says the same of all: nothing, or that there is none."""
    return says_nothing(cell) or says_none(cell) or yes_or_no(cell) is False


def part_told(text: str, place: int, heads: tuple[str, ...]) -> str:
    """What a cell says of one of the parts of its head; empty where it does not tell which."""
    if says_of_all(text):
        return text
    told = told_of_each(text, heads)
    return "" if told is None else told[place]


def is_untold(text: str, heads: tuple[str, ...]) -> bool:
    """Whether a cell says something, and not of which part of its head."""
    return not says_of_all(text) and told_of_each(text, heads) is None


def _named(piece: str, heads: tuple[str, ...]) -> tuple[int | None, str]:
    """Which of the heads a part of a cell names, by what is in the name of that one alone; and what
    it tells.
    """
    match = _NAMED.fullmatch(piece)
    name = "" if match is None else plain(match["name"])
    places = [place for place, head in enumerate(heads) if name and name in plain(head)]
    if match is None or len(places) != 1:
        return None, piece
    return places[0], match["told"]
