"""Industry codes by a classification of sections (a letter) and divisions (two digits).

The classification itself, such as GB/T 4754-2017, is declared with the facts.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from itertools import pairwise

from huiqi.objects import dataclass
from huiqi.sentences import sentence
from huiqi.spelling import plain

NO_NAMES: Mapping[str, tuple[str, str]] = {}
#: What ends the name of an industry, and is often left out.
_TRADE = "业"
_CODE = re.compile(r"([A-Z]?)((\d\d)\d{0,2})|([A-Z])")


class IndustryError(ValueError):
    """A text that is no code of the classification; ``told`` says why, for the user."""

    @property
    def told(self) -> str:
        """Why, to be told in the reader's language."""
        return str(self) if not self.args else self.args[0]


@dataclass(frozen=True, slots=True)
class Industries:
    """The sections by letter, each with its first and last division; ``names``: codes, each with
    what it is called in Chinese and in English.
    """

    sections: tuple[tuple[str, int, int], ...] = ()
    names: tuple[tuple[str, str, str], ...] = ()

    @classmethod
    def of(
        cls, written: Mapping[str, str], names: Mapping[str, tuple[str, str]] = NO_NAMES
    ) -> Industries:
        """From ``{C: "13-43", K: "70"}``; divisions in two sections, and names of codes that are
        none, are a ``ValueError``.
        """
        found = []
        for letter, divisions in written.items():
            first, _, last = divisions.partition("-")
            found.append((letter, int(first), int(last or first)))
        ends = sorted((first, last) for _, first, last in found)
        if any(first > last for first, last in ends) or any(
            one[1] >= other[0] for one, other in pairwise(ends)
        ):
            raise ValueError(sentence("大类有重叠或颠倒"))
        own = cls(tuple(found), tuple((code, *told) for code, told in names.items()))
        for code in names:
            own.full(code)
        return own

    def called(self, name: str) -> str | None:
        """The code of an industry by its name, with or without 业 at its end."""
        wanted = plain(name).removesuffix(_TRADE)
        for code, *told in self.names:
            if wanted in (plain(one).removesuffix(_TRADE) for one in told):
                return code
        return None

    def full(self, code: str) -> str:
        """The code with its section: ``2641`` is ``C2641``.  Raises :class:`IndustryError`."""
        match = _CODE.fullmatch(code)
        if match is None:
            raise IndustryError(sentence("行业代码写作门类字母、大类两位、中类三位或小类四位"))
        letter, digits, division, alone = match.groups()
        if alone:
            if alone not in {section for section, _, _ in self.sections}:
                known = "".join(section for section, _, _ in self.sections)
                raise IndustryError(
                    sentence("没有门类 {section}（有 {known}）", section=alone, known=known)
                )
            return alone
        for section, first, last in self.sections:
            if first <= int(division) <= last:
                if letter and letter != section:
                    said = sentence(
                        "大类 {division} 属于门类 {section}，不属于 {letter}",
                        division=division,
                        section=section,
                        letter=letter,
                    )
                    raise IndustryError(said)
                return section + digits
        own = next(((f, s) for name, f, s in self.sections if name == letter), None)
        if own is None:
            raise IndustryError(sentence("没有大类 {division}", division=division))
        low, high = (f"{end:02}" for end in own)
        said = sentence(
            "没有大类 {division}（门类 {letter} 是 {first} 至 {last} 大类）",
            division=division,
            letter=letter,
            first=low,
            last=high,
        )
        raise IndustryError(said)


#: Where nothing is declared: no code is known.
NONE = Industries()
