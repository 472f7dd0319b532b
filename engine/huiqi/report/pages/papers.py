"""What to bring, and for which measure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Set
from typing import NamedTuple

from huiqi.decision.results import Decision, MeasureResult
from huiqi.decision.standing import Mark
from huiqi.report.pages.next_step import own_marked
from huiqi.report.phrases import Phrases


class Papers(NamedTuple):
    """What one measure asks for, as far as no other before it does."""

    measure: str
    papers: tuple[str, ...]


def papers_asked(decision: Decision, phrases: Phrases) -> tuple[str, list[Papers]]:
    """What to bring for what can be had; where there is none, to an office."""
    say = phrases.say
    for label, mark in ((say("能得的要带"), Mark.ELIGIBLE), (say("问部门时带"), Mark.ASK_OFFICE)):
        if asked := list(papers_of(own_marked(decision, mark), phrases)):
            return label, asked
    return "", []


def papers_of(
    results: Iterable[MeasureResult], phrases: Phrases, besides: Set[str] = frozenset()
) -> Iterator[Papers]:
    """What some measures ask for, each paper once, what is met first.

    ``besides``: what is to be brought in any case.
    """
    told = set(besides)
    for result in sorted(results, key=lambda one: not one.to_be_confirmed):
        asked = dict.fromkeys(phrases.papers(result.proofs))
        new = tuple(paper for paper in asked if paper not in told)
        told.update(new)
        if new:
            yield Papers(phrases.text(result.measure.name), new)
