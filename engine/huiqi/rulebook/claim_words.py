"""How a table says whether an amount was claimed that only who claimed it has."""

from __future__ import annotations

import re

from huiqi.objects import dataclass
from huiqi.spelling import plain
from huiqi.wordings import yes_or_no

#: Behind what is said first.
_SAID = re.compile(r"[,;，；。:：、()（） ]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimWords:
    """How a table says of an amount that it was claimed (``yes``), or was not, which makes it
    nought (``no``); not how much.
    """

    yes: tuple[str, ...]
    no: tuple[str, ...]

    def says(self, written: str) -> bool | None:
        """Whether it was claimed, as far as the first words of a cell say it, and no figure stands
        there: 没报，财务不会.
        """
        first, *more = _SAID.split(plain(written), maxsplit=1)
        if more and re.search(r"[\d?]", more[0]):
            return None
        if first in map(plain, self.no):
            return False
        return True if first in map(plain, self.yes) else yes_or_no(first)
