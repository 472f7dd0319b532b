"""What to bring, and for which measure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Set
from typing import NamedTuple

from huiqi.decision.results import REFUSED, Decision, MeasureResult
from huiqi.decision.standing import Mark
from huiqi.profile.profile import Profile
from huiqi.report.pages.next_step import own_marked
from huiqi.report.phrases import Phrases
from huiqi.rulebook.linked_checks import nodes_behind
from huiqi.rulebook.rulebook import Rulebook, names_read
from huiqi.truth import Truth

#: Between papers of which one is enough, in their Chinese names.
_OR = "或"


class Papers(NamedTuple):
    """What one measure asks for, as far as no other before it does, or several that ask for the
    same.
    """

    measure: str
    papers: tuple[str, ...]


def papers_asked(decision: Decision, phrases: Phrases) -> tuple[str, list[Papers]]:
    """What to bring for what can be had; where there is none, to an office."""
    say = phrases.say
    for label, mark in ((say("能得的要带"), Mark.ELIGIBLE), (say("问部门时带"), Mark.ASK_OFFICE)):
        if asked := list(
            papers_of(own_marked(decision, mark, phrases.rulebook), decision, phrases)
        ):
            return label, asked
    return "", []


def papers_of(
    results: Iterable[MeasureResult],
    decision: Decision,
    phrases: Phrases,
    besides: Set[str] = frozenset(),
) -> Iterator[Papers]:
    """What some measures ask for, each paper once, what is met first.

    ``besides``: what is to be brought in any case.
    """
    told = set(besides)
    for result in sorted(results, key=lambda one: not one.to_be_confirmed):
        asked = papers_for(result, decision, phrases)
        new = tuple(paper for paper in asked if paper not in told)
        told.update(new)
        if new:
            yield Papers(phrases.text(result.measure.name), new)


def papers_of_each(
    results: Iterable[MeasureResult], decision: Decision, phrases: Phrases
) -> Iterator[Papers]:
    """All that each of some measures asks for, in their order, so that each can be got together;
    those that ask for the same together.
    """
    asked: dict[tuple[str, ...], list[str]] = {}
    for result in results:
        if papers := tuple(papers_for(result, decision, phrases)):
            asked.setdefault(papers, []).append(phrases.text(result.measure.name))
    for papers, names in asked.items():
        yield Papers(phrases.say.listed(names), papers)


def papers_for(result: MeasureResult, decision: Decision, phrases: Phrases) -> list[str]:
    """What to bring for one measure: what its text asks for, then what shows what was told, or is
    to be asked, of what its conditions rest on; none where it is refused.
    """
    if result.status in REFUSED:
        return []
    rulebook, names = phrases.rulebook, dict[str, None]()
    if result.measure.records is not None:
        names[result.measure.records] = None
    for verdict in result.verdicts:
        for clause in verdict.clauses:
            asked, met = clause.condition, clause.truth is Truth.TRUE
            # What is presumed no source asks for, and that nothing was received no paper shows.
            if not asked.presumed and not asked.once and (met or clause.missing):
                names |= dict.fromkeys(names_read(*asked.nodes))
    papers = list(result.proofs)
    for name in _told(names, decision.profile, rulebook):
        for paper in rulebook.declared(name).proof:
            if not _is_named(paper, papers):
                papers.append(paper)
    return phrases.papers(papers)


def how_listed(results: Iterable[MeasureResult], decision: Decision, phrases: Phrases) -> str:
    """That what is told to be brought is inferred from the conditions, where no source lists it;
    empty where each is listed.
    """
    asked = [one for one in results if papers_for(one, decision, phrases)]
    inferred = [one for one in asked if not one.measure.apply.materials]
    if not inferred:
        return ""
    if len(inferred) == len(asked):
        return phrases.say("所列证明是按条件推的，来源没有写清单")
    return phrases.say("来源没有写清单的，所列证明是按条件推的")


def _is_named(paper: str, papers: Iterable[str]) -> bool:
    """Whether one of its forms (of a return) is named already, or it is one of several of which one
    is enough.
    """
    each = (one for named in papers for one in (named, *named.split(_OR)))
    return any(one.startswith(paper) or one.endswith(paper) for one in each)


def _told(names: Iterable[str], profile: Profile, rulebook: Rulebook) -> Iterator[str]:
    """Of those the facts that were told of, or said not to be known; of what is worked out and was
    not told what it is worked out from.
    """
    told = {name for name, _ in (*profile.facts, *profile.unknown)}
    waiting, seen = list(names), set[str]()
    while waiting:
        name = waiting.pop(0)
        if name in seen:
            continue
        seen.add(name)
        if name in told:
            yield name
        else:
            waiting += names_read(*nodes_behind(rulebook, name))
