"""Whom of a table to call, and why: told once, for the list, the screen, the cards and the sheet of
all answers alike.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from fractions import Fraction
from operator import itemgetter

from huiqi.objects import dataclass
from huiqi.quantities import Number
from huiqi.report.pages.call_cells import (
    cells_to_fill,
    cells_to_mend,
    cells_without_word,
    often_filled,
)
from huiqi.report.pages.call_kinds import (
    NO_INDUSTRY,
    NONE,
    OVER,
    PRESSING,
    PRESSING_DAYS,
    TO_CHECK,
    TO_FILL,
    TO_MEND,
    TO_VERIFY,
    CallKind,
)
from huiqi.report.pages.call_looked_at import of_trade
from huiqi.report.pages.call_measures import is_in_doubt
from huiqi.report.pages.call_order import kind_of, place_of
from huiqi.report.pages.call_reason import Reason
from huiqi.report.pages.call_reasons import reasons_to_call
from huiqi.report.phrases import Phrases
from huiqi.screening.screened import ScreenedEnterprise, Screening


@dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    """Of which kind one is called, for which reasons, and both in words; ``because``: empty where
    nothing is a reason; ``by``: the last day of what is to be done within days, which goes first.
    """

    kind: CallKind
    reasons: tuple[Reason, ...]
    word: str
    because: str
    by: date | None = None

    @property
    def asked(self) -> str:
        """What is asked of what it is called for."""
        return "；".join(dict.fromkeys(one.asked for one in self.reasons if one.asked))

    @property
    def figured(self) -> Reason | None:
        """The reason that comes to most, the first of equal ones; none where the figures are to be
        looked at first.
        """
        figured = (one for one in self.reasons if one.most and self.kind is not TO_CHECK)
        return max(figured, key=lambda one: Fraction(one.most or 0), default=None)


class Calls:
    """Of each enterprise of a table how it is called."""

    def __init__(self, found: Screening, phrases: Phrases) -> None:
        self._found, self._phrases = found, phrases
        self._often = often_filled(found)
        self._calls: dict[int, Call] = {}

    def of(self, entry: ScreenedEnterprise) -> Call:
        """How one is called."""
        if entry.row not in self._calls:
            self._calls[entry.row] = self._call(entry)
        return self._calls[entry.row]

    def in_order(self, entries: Iterable[ScreenedEnterprise]) -> list[ScreenedEnterprise]:
        """Who is called first."""
        called = [(one, self.of(one)) for one in entries]
        called.sort(
            key=lambda one: (
                one[1].by or date.max,
                place_of(one[0], one[1].kind, _beside(*one)),
            )
        )
        return [entry for entry, _ in called]

    def _call(self, entry: ScreenedEnterprise) -> Call:
        found, phrases, most = self._found, self._phrases, self._found.asked_of_most
        kind = kind_of(entry, most)
        reasons = reasons_to_call(entry, most, phrases)
        if kind in (NONE, OVER) and (told := cells_to_mend(found, entry, phrases)):
            # What cannot be had any more is no reason to leave a cell as it is.
            kind, reasons = TO_MEND, [Reason(said=told), *reasons]
            if entry.trade is not None:
                # What stands there is for industry first of all.
                kind, reasons = NO_INDUSTRY, [of_trade(entry.trade, phrases), *reasons]
        elif kind is NONE and entry.trade is not None:
            # Nor is it asked to fill in what only industry has.
            kind, reasons = NO_INDUSTRY, [of_trade(entry.trade, phrases), *reasons]
        elif kind is NONE:
            told = cells_to_fill(found, entry, self._often, phrases)
            kind = TO_FILL if told else kind
            if not told and (told := cells_without_word(found, entry, phrases)):
                kind = TO_MEND
            if not told and any(not one.mended for one in entry.told.offences):
                kind = TO_VERIFY
            reasons = [*([Reason(said=told)] if told else []), *reasons]
        pressing = self._pressing(entry, kind, reasons)
        by = min(pressing.values(), default=None)
        order = [*pressing, *(place for place in range(len(reasons)) if place not in pressing)]
        own = [reasons[place] for place in order]
        word = kind.word if by is None else PRESSING.word
        return Call(
            kind=kind,
            reasons=tuple(own),
            word=phrases.say(word) if word else "",
            because="；".join(one.said for one in own),
            by=by,
        )

    def _pressing(
        self, entry: ScreenedEnterprise, kind: CallKind, reasons: Iterable[Reason]
    ) -> dict[int, date]:
        """Which of these are to be done within days, and by when, the nearest first."""
        first = self._found.as_of
        last = first + timedelta(days=PRESSING_DAYS)
        found = {
            place: one.by
            for place, one in enumerate(reasons)
            if one.by is not None
            and first <= one.by <= last
            # The line is that of industry alone.
            and not (one.is_opening and entry.trade is not None)
        }
        own = {} if kind in (TO_VERIFY, TO_CHECK) else found
        return dict(sorted(own.items(), key=itemgetter(1)))


def _beside(entry: ScreenedEnterprise, call: Call) -> list[Number]:
    """What the reasons beside the first come to, of documents that are known as well as its own."""
    answers = {one.measure: one for one in entry.screened.answers}
    told = [(one, answers[name]) for one in call.reasons for name in one.of[:1] if one.most]
    if not told:
        return []
    (_, first), *others = told
    return [
        one.most
        for one, answer in others
        if one.most and (is_in_doubt(first) or not is_in_doubt(answer))
    ]
