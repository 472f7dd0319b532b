"""What a cell says of a figure without telling it: a tick, 报了, 没报, 无; or a tick before it
(√ 486).
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from huiqi.profile.column_names import Key
from huiqi.rulebook.list_columns import WITHIN
from huiqi.spelling import figure_text
from huiqi.wordings import BEFORE_A_FIGURE, says_no_plainly, says_none, yes_or_no

if TYPE_CHECKING:
    from huiqi.profile.fact_columns import FactColumns

#: What may part a yes from a figure, and the figure; a year alone is none (√ 2024).
_BEHIND = r"[,;，；:：、(（ ]*(?P<figure>(?! |(?:19|20)\d\d年?[)）]?$)[^()（）]*\d[^()（）]*)[)）]?"
_CLAIMED, _NOUGHT = "> 0元", "0"


def figure_behind_yes(columns: FactColumns, key: Key, text: str) -> str:
    """The figure behind a yes, or behind what says that an amount was claimed (√165, 有，486万,
    报了486); empty of anything else.
    """
    if text[:1].isdigit():
        # As most are; a yes begins with none.
        return ""
    every = columns.rulebook.vocabulary.claimed.values()
    yes = _behind_yes((*BEFORE_A_FIGURE, *(word for words in every for word in words.yes)))
    match = yes.fullmatch(figure_text(text))
    return "" if match is None else match["figure"]


@lru_cache(maxsize=16)
def _behind_yes(words: tuple[str, ...]) -> re.Pattern[str]:
    """A figure behind one of these words."""
    one_of = "|".join(map(re.escape, sorted(words, key=len, reverse=True)))
    return re.compile(f"(?:{one_of}){_BEHIND}", re.IGNORECASE)


def claim_told(columns: FactColumns, key: Key, text: str) -> bool | None:
    """Whether a cell says that the amount was claimed; ``None`` where it does not, or nobody has to
    claim it.
    """
    words = columns.rulebook.vocabulary.claimed.get(key[0])
    return None if words is None else words.says(text)


def says_none_of_a_figure(columns: FactColumns, key: Key, text: str) -> bool:
    """Whether a cell says 无, or any no, where a figure of the enterprise is asked for; or that an
    amount was not claimed.
    """
    none = says_none(text) or says_no_plainly(text) or claim_told(columns, key, text) is False
    return none and columns.is_figure(key) and WITHIN not in key[0]


def says_claimed(columns: FactColumns, key: Key, text: str) -> bool:
    """Whether a cell says that an amount was claimed, and not how much."""
    return claim_told(columns, key, text) is True


def says_whether_claimed(columns: FactColumns, key: Key, text: str) -> bool:
    """Whether a cell says that an amount was claimed, or was not, and not how much."""
    return claim_told(columns, key, text) is not None


def whether_in_full(columns: FactColumns, key: Key, text: str) -> str:
    """What such a cell says as a figure, where somebody said that it is meant so; else empty.  That
    √ says claimed does not say that 无 is nought, nor the other way about.
    """
    if says_claimed(columns, key, text):
        return _CLAIMED if columns.whether_claimed else ""
    nought = columns.none_is_nought and says_none_of_a_figure(columns, key, text)
    return _NOUGHT if nought else ""


def says_only_whether(columns: FactColumns, key: Key, text: str) -> bool:
    """Whether a cell says that there is such a figure, or whether it was claimed, and nobody said
    that this is to be taken for what it is worth.
    """
    if not columns.is_figure(key) or whether_in_full(columns, key, text):
        return False
    return yes_or_no(text) is True or says_whether_claimed(columns, key, text)
