"""Names that are hardly two enterprises': 示例机械有限公司, 示例机械, 聊城市示例机械（新厂）.

Nothing is put together for it: it is told, and to be looked at.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

from huiqi.rulebook.rulebook import Rulebook
from huiqi.spelling import plain

#: A shorter one tells nobody apart.
_SHORTEST = 4
_BRACKETS = re.compile(r"[(\[【〔][^)\]】〕]*[)\]】〕]")


def digest_of_name(name: str) -> str:
    """What tells an enterprise from others by its name, which cannot be read back from it."""
    return hashlib.sha256(plain(name).encode()).hexdigest()[:16]


class NamedRow(NamedTuple):
    """A row of a table: its number, the name and the credit code (empty where there is none)."""

    row: int
    name: str
    code: str


def of_one_enterprise(rows: Iterable[NamedRow]) -> list[tuple[bool, tuple[int, ...]]]:
    """The rows of each enterprise that has several, and whether it is one by its code, or without
    one by its name.
    """
    found: dict[tuple[bool, str], list[int]] = {}
    for row in rows:
        if own := row.code or plain(row.name):
            found.setdefault((bool(row.code), own), []).append(row.row)
    return [(by_code, tuple(own)) for (by_code, _), own in found.items() if len(own) > 1]


def called_alike(rulebook: Rulebook, rows: Iterable[NamedRow]) -> list[tuple[int, ...]]:
    """The rows whose names are the same but for brackets, what kind of company it is and where;
    none of which names another place, or has another credit code; not those that are one
    enterprise by their code.  By a dictionary: of a city nobody is compared with everybody.
    """
    parts = _parts_of(rulebook)
    found: dict[str, list[tuple[NamedRow, str]]] = {}
    for row in rows:
        core, place = parts.core(row.name)
        if len(core) >= _SHORTEST:
            found.setdefault(core, []).append((row, place))
    return [
        tuple(row.row for row, _ in own)
        for own in found.values()
        if len(own) > 1
        and len({plain(row.name) for row, _ in own}) > 1
        and len({row.code for row, _ in own if row.code}) < 2
        and not all(row.code for row, _ in own)
        and len({place for _, place in own if place}) < 2
    ]


def core_of(rulebook: Rulebook, name: str) -> str:
    """What has to be in a name that is alike; empty where nothing can be."""
    core, _ = _parts_of(rulebook).core(name)
    return core if len(core) >= _SHORTEST else ""


class _Parts(NamedTuple):
    """What a name begins with, and ends with, that is no part of what it is called."""

    places: re.Pattern[str]
    forms: re.Pattern[str]

    def core(self, name: str) -> tuple[str, str]:
        """What is left of a name, and the last place it begins with."""
        text = self.forms.sub("", _BRACKETS.sub("", plain(name)))
        place = ""
        while begins := self.places.match(text):
            text, place = text[begins.end() :], begins[0]
        return text, place


@lru_cache(maxsize=4)
def _parts_of(rulebook: Rulebook) -> _Parts:
    vocabulary = rulebook.vocabulary
    places = (
        name
        for word in vocabulary.places.values()
        for names in word.divisions.values()
        for name in names
    )
    return _Parts(_any_of(places), re.compile(f"(?:{_any_of(vocabulary.legal_forms).pattern})+$"))


def _any_of(words: Iterable[str]) -> re.Pattern[str]:
    parts = sorted(map(re.escape, map(plain, words)), key=len, reverse=True)
    return re.compile("|".join(parts) or "(?!)")
