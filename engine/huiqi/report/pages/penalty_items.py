"""The listed matters that an act may fall under, to choose from."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from huiqi.penalty.results import PenaltyDecision
from huiqi.report.pages.penalty_open import under_item
from huiqi.report.pages.penalty_room import Told
from huiqi.rulebook.measure import Rule


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemOffered:
    """A listed matter that the act may fall under, and what would follow then; ``apart``: by what
    it is told from another of the same title; ``like``: the act is like it, in its words.
    """

    id: str
    title: str
    outcome: str
    apart: str
    like: bool


def items_offered(decision: PenaltyDecision, told: Told) -> Iterator[ItemOffered]:
    """The listed matters that it may fall under, where that is not said and matters."""
    alike: dict[str, list[Sequence[str]]] = {}
    for one in decision.candidates:
        alike.setdefault(told.phrases.text(one.title), []).append(_stands_in(one, told))
    for rule, answer in decision.under_candidates:
        if rule is None:
            continue
        title = told.phrases.text(rule.title)
        # Of several by one name what is not the same of all.
        by_part = zip(_stands_in(rule, told), zip(*alike[title], strict=True), strict=True)
        yield ItemOffered(
            like=rule in decision.like,
            id=rule.id,
            title=title,
            outcome=under_item(rule, answer, told, names=True),
            apart=told.phrases.joined(own for own, every in by_part if own and {*every} != {own}),
        )


def _stands_in(rule: Rule, told: Told) -> Sequence[str]:
    """Of an item its list, its field and its number there, and the law that it names."""
    say, book, sanction = told.phrases.say, told.book, rule.sanction
    number = say("第 {number} 项", number=sanction.number) if sanction.number else ""
    domain = book.domain_label(sanction.domain, told.phrases.language) if sanction.domain else ""
    return told.phrases.text(book.lists[rule.collection].title), domain, number, sanction.law
