"""A100: how much of each programme is encoded."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from huiqi.audit.context import Audit
from huiqi.audit.finding import Check, Figure, Finding, Level, Looked, share_figure
from huiqi.rulebook.basis import WEAK, support
from huiqi.rulebook.collection import Collection
from huiqi.rulebook.measure import Measure
from huiqi.sentences import Sentence, sentence
from huiqi.words import to_say

_COUNTS = to_say(
    "{programme}：录入 {encoded}，题目有来源 {titled}，写明条件 {conditioned}，写明金额 {amounts}"
)
_SLOTS = to_say(
    "{programme}，说有 {declared} 条：录入 {encoded}，题目有来源 {titled}，"
    "写明条件 {conditioned}，写明金额 {amounts}"
)


#: What a source says of a measure: that there is one, what it asks, and what it pays.
_SAID: tuple[tuple[str, Sentence, Callable[[Measure], bool]], ...] = (
    ("measures_titled", sentence("其中题目有来源"), lambda one: support(one.basis) < WEAK),
    (
        "measures_conditions",
        sentence("其中写明条件"),
        lambda one: any(condition.unknown is None for condition in one.conditions()),
    ),
    ("measures_amount", sentence("其中写明金额"), lambda one: one.gives is not None),
)


def _programmes(audit: Audit) -> Iterator[tuple[Collection, list[Measure]]]:
    """Those that may support an enterprise."""
    supports = audit.rulebook.supports
    for programme in audit.rulebook.programmes.values():
        own = [measure for measure in supports if measure.collection == programme.id]
        if own or (programme.slots and programme.level != "comparable"):
            yield programme, own


def _look(audit: Audit) -> Iterator[Looked]:
    for programme, own in _programmes(audit):
        declared = programme.slots
        counts = [sum(map(said, own)) for *_, said in _SAID]
        place = audit.rulebook.declared_at.get(("programme", programme.id))
        if place is None:
            place = own[0].place if own else audit.rules_place
        if counts == [len(own)] * 3 and declared in (None, len(own)):
            continue
        pattern = _SLOTS if declared is not None else _COUNTS
        yield Finding(
            place=place,
            subject=programme.id,
            text=sentence(
                pattern,
                programme=programme.title,
                declared=declared,
                encoded=len(own),
                titled=counts[0],
                conditioned=counts[1],
                amounts=counts[2],
            ),
        )


def _figures(audit: Audit) -> Iterable[Figure]:
    found = list(_programmes(audit))
    declared = sum(p.slots if p.slots is not None else len(own) for p, own in found)
    every = [measure for _, own in found for measure in own]
    text = sentence("政策措施录入")
    yield Figure(key="measures", text=text, done=len(every), total=declared)
    for key, text, said in _SAID:
        yield share_figure(key, text, map(said, every))


CHECK = Check(
    code="A100",
    title=sentence("每项政策录入了多少"),
    explanation=sentence(
        "每个规划：来源说有几条、录入几条、几条的题目有官方正文或报道为据、几条写明了条件、"
        "几条写明了金额。外地措施和称号不计。条文没有公开的空位录入了也不算写明条件。"
    ),
    look=_look,
    severity=Level.NOTE,
    further=_figures,
)
