"""What is new on a list of whom to call beside the one that was written before."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from huiqi.report.phrases import Phrases
from huiqi.spelling import plain
from huiqi.words import to_say

#: What changes with every day, and is no news.
_DAYS_LEFT = re.compile(r"[(（](?:还有 \d+ 天|\d+ days left)[)）]")


class SinceLast:
    """The reasons of the last list, by the names of the enterprises, of each of its rows in their
    order; empty where there is none.
    """

    def __init__(self, reasons: Mapping[str, Sequence[str]]) -> None:
        self.reasons = reasons

    def changed(
        self, rows: Iterable[tuple[str, int]], reasons: Mapping[int, str], phrases: Phrases
    ) -> dict[int, str]:
        """For each row that has a reason now what the last list said of it, where that is another
        thing than now; that it was not on it; empty where nothing is new, or there is no last list.
        An enterprise in several rows has its first reason of then beside the first of them.

        Args:
            rows: All of the table, each with its name.
            reasons: Why each is called now, by row.
        """
        found = dict.fromkeys(reasons, "")
        if not self.reasons:
            return found
        places: dict[str, int] = {}
        for name, row in sorted(rows, key=lambda own: own[1]):
            place = places[plain(name)] = places.get(plain(name), -1) + 1
            before = self.reasons.get(plain(name), ())[place : place + 1]
            if row in reasons and not before:
                found[row] = phrases.say("上次名单里没有")
            elif row in reasons and _lasting(before[0]) != _lasting(reasons[row]):
                found[row] = phrases.say("上次：{reason}", reason=before[0])
        return found

    def gone(self, names: Iterable[str]) -> list[str]:
        """Those of the last list that are not among these."""
        now = set(map(plain, names))
        return [name for name in self.reasons if name not in now]

    def told(
        self,
        changed: Mapping[int, str],
        names: Mapping[int, str],
        unread: Iterable[str],
        phrases: Phrases,
    ) -> str:
        """How many are new, have another reason, or are gone, in a line that names nobody; empty
        where nothing is new.

        Args:
            changed: What :meth:`changed` says of each row.
            names: Whose each of them is.
            unread: The names of those in the table that could not be read.
        """
        say = phrases.say
        if not self.reasons:
            return ""
        new = {names[row] for row in changed if plain(names[row]) not in self.reasons}
        other = {names[row] for row, told in changed.items() if told} - new
        parts = [
            (to_say("新的 {number} 户"), len(new)),
            (to_say("理由变了 {number} 户"), len(other)),
            (to_say("不在表里了 {number} 户"), len(self.gone([*names.values(), *unread]))),
        ]
        said = say.listed([say(text, number=number) for text, number in parts if number])
        return say("和上次的名单比：{parts}，见“和上次比”一列", parts=said) if said else ""


#: There is no list of before.
NO_LAST = SinceLast({})


def _lasting(reason: str) -> str:
    return plain(_DAYS_LEFT.sub("", reason))
