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
NOTHING_MADE: Mapping[str, tuple[str, ...]] = {}
#: So many that may be meant are named; so many pairs of characters in a name make it like another.
_MOST_NEAR, _ENOUGH = 5, 2
#: What ends the name of an industry, and is often left out.
_TRADE = "业"
_CODE = re.compile(r"([A-Z]?)((\d\d)\d{0,2})|([A-Z])")
_LIKE_A_CODE = re.compile(r"[A-Za-z]?[\d\W]*")


class IndustryError(ValueError):
    """A text that is no code of the classification; ``told`` says why, for the user."""

    @property
    def told(self) -> str:
        """Why, to be told in the reader's language."""
        return str(self) if not self.args else self.args[0]


@dataclass(frozen=True, slots=True)
class Industries:
    """The sections by letter, each with its first and last division; ``names``: codes, each with
    what it is called in Chinese and in English; ``makes``: codes, each with words for what is made
    there.
    """

    sections: tuple[tuple[str, int, int], ...] = ()
    names: tuple[tuple[str, str, str], ...] = ()
    makes: tuple[tuple[str, tuple[str, ...]], ...] = ()

    @classmethod
    def of(
        cls,
        written: Mapping[str, str],
        names: Mapping[str, tuple[str, str]] = NO_NAMES,
        makes: Mapping[str, tuple[str, ...]] = NOTHING_MADE,
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
        called = tuple((code, *told) for code, told in names.items())
        own = cls(tuple(found), called, tuple(makes.items()))
        for code in (*names, *makes):
            own.full(code)
        return own

    def near(self, text: str) -> tuple[str, ...]:
        """The codes of those that may be meant by words that are no name: what is made there, what
        has most of the words in its name, or what is named among them.  None is taken for it.
        """
        words = plain(text)
        pairs = {words[at : at + 2] for at in range(len(words) - 1)}
        made = [code for code, own in self.makes if any(plain(one) in words for one in own)]
        shared = {code: sum(one in plain(name) for one in pairs) for code, name, _ in self.names}
        most = max(shared.values(), default=0)
        enough = most >= min(_ENOUGH, max(len(pairs), 1))
        alike = [code for code, own in shared.items() if own == most] if enough else []
        stems = ((code, plain(name).removesuffix(_TRADE)) for code, name, _ in self.names)
        among = [code for code, stem in stems if len(stem) > 1 and stem in words]
        return tuple(dict.fromkeys((*made, *alike, *among)))[:_MOST_NEAR]

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
            if _LIKE_A_CODE.fullmatch(code) is None:
                raise IndustryError(sentence("没有叫这个名称的行业"))
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
