"""What is new on a list of whom to call beside the one that was written before."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from huiqi.report.phrases import Phrases
from huiqi.spelling import plain
from huiqi.words import to_say

#: What changes with every day, and is no news.
_DAYS_LEFT = re.compile(r"[(（](?:还有 \d+ 天|\d+ days left)[)）]")


class SinceLast:
    """The reasons of the last list, by the names of the enterprises; empty where there is none."""

    def __init__(self, reasons: Mapping[str, str]) -> None:
        self.reasons = reasons

    def changed(self, name: str, reason: str, phrases: Phrases) -> str:
        """What the last list said of an enterprise, where that is another thing than now; that it
        was not on it; empty where nothing is new, or there is no last list.
        """
        if not self.reasons:
            return ""
        before = self.reasons.get(plain(name))
        if before is None:
            return phrases.say("上次名单里没有")
        same = _lasting(before) == _lasting(reason)
        return "" if same else phrases.say("上次：{reason}", reason=before)

    def gone(self, names: Iterable[str]) -> list[str]:
        """Those of the last list that are not among these."""
        now = set(map(plain, names))
        return [name for name in self.reasons if name not in now]

    def told(self, reasons: Mapping[str, str], unread: Iterable[str], phrases: Phrases) -> str:
        """How many are new, have another reason, or are gone, in a line that names nobody; empty
        where nothing is new.

        Args:
            reasons: Those of this list, by the names of the enterprises.
            unread: The names of those in the table that could not be read.
        """
        say = phrases.say
        if not self.reasons:
            return ""
        new = [name for name in reasons if plain(name) not in self.reasons]
        changed = [name for name, why in reasons.items() if self.changed(name, why, phrases)]
        parts = [
            (to_say("新的 {number} 户"), len(new)),
            (to_say("理由变了 {number} 户"), len(changed) - len(new)),
            (to_say("不在表里了 {number} 户"), len(self.gone([*reasons, *unread]))),
        ]
        said = say.listed([say(text, number=number) for text, number in parts if number])
        return say("和上次的名单比：{parts}，见“和上次比”一列", parts=said) if said else ""


#: There is no list of before.
NO_LAST = SinceLast({})


def _lasting(reason: str) -> str:
    return plain(_DAYS_LEFT.sub("", reason))
