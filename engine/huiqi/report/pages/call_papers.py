"""What to bring for the reasons to call an enterprise."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import chain

from huiqi.report.pages.call_reason import Reason
from huiqi.report.pages.call_titles import title_ending
from huiqi.report.phrases import Phrases
from huiqi.screening.screened import ScreenedEnterprise
from huiqi.words import to_say

#: So many papers are named.
_PAPERS = 8


def papers_to_bring(reason: Reason, entry: ScreenedEnterprise, phrases: Phrases) -> str:
    """The papers of the title that ends, or of the measures that it is about; empty where none are
    brought: for years that are over, and for what is applied for already.
    """
    return papers_of_all((reason,), entry, phrases)


def papers_of_all(reasons: Iterable[Reason], entry: ScreenedEnterprise, phrases: Phrases) -> str:
    """The same of several reasons, in their order and each paper once."""
    names = chain.from_iterable(_papers(one, entry, phrases) for one in reasons)
    own = [*dict.fromkeys(phrases.papers([*names]))]
    return phrases.few(own, _PAPERS, to_say("{names}等 {number} 件")) if own else ""


def _papers(reason: Reason, entry: ScreenedEnterprise, phrases: Phrases) -> tuple[str, ...]:
    if reason.ends is not None:
        title = title_ending(reason, phrases.rulebook)
        return title.proof if title is not None else ()
    over = {one.measure for one in entry.screened.answers if one.near_over}
    if reason.came or not over.isdisjoint(reason.of):
        return ()
    measures = phrases.rulebook.measures
    return tuple(chain.from_iterable(measures[name].proofs for name in reason.of))
