"""A100: how much of each programme is encoded."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from huiqi.audit.context import Audit
from huiqi.audit.finding import Check, Figure, Finding, Level
from huiqi.rulebook.basis import WEAK, support
from huiqi.rulebook.measure import Measure
from huiqi.rulebook.rulebook import Collection
from huiqi.rulebook.text import Text


def titled(measure: Measure) -> bool:
    """Whether a source the strict reading relies on names the measure."""
    return support(measure.basis) < WEAK


def conditioned(measure: Measure) -> bool:
    """Whether it has a condition that is more than unstated."""
    return any(condition.unknown is None for condition in measure.conditions())


def _programmes(audit: Audit) -> Iterator[tuple[Collection, list[Measure]]]:
    """Those that may support an enterprise."""
    supports = audit.rulebook.supports
    for programme in audit.rulebook.programmes.values():
        own = [measure for measure in supports if measure.collection == programme.id]
        if own or (programme.slots and programme.level != "comparable"):
            yield programme, own


def _run(audit: Audit) -> Iterator[Finding]:
    for programme, own in _programmes(audit):
        declared = programme.slots
        counts = [
            len(own),
            sum(map(titled, own)),
            sum(map(conditioned, own)),
            sum(measure.gives is not None for measure in own),
        ]
        place = audit.rulebook.declared_at.get(("programme", programme.id))
        if place is None:
            place = own[0].place if own else audit.rules_place
        whole = all(count == len(own) for count in counts[1:])
        if whole and declared in (None, len(own)):
            continue
        of_zh = f"，说有 {declared} 条" if declared is not None else ""
        of_en = f", said to have {declared}" if declared is not None else ""
        yield Finding(
            code="A100",
            severity=Level.NOTE,
            place=place,
            subject=programme.id,
            text=Text(
                zh=f"{programme.title.zh}{of_zh}：录入 {counts[0]}，题目有来源 {counts[1]}，"
                f"写明条件 {counts[2]}，写明金额 {counts[3]}",
                en=f"{programme.title.en}{of_en}: {counts[0]} encoded, {counts[1]} titled by a "
                f"source, {counts[2]} with conditions, {counts[3]} with an amount",
            ),
        )


def _figures(audit: Audit) -> Iterable[Figure]:
    found = list(_programmes(audit))
    declared = sum(p.slots if p.slots is not None else len(own) for p, own in found)
    every = [measure for _, own in found for measure in own]
    for key, text, done in (
        ("measures", Text(zh="政策措施录入", en="measures encoded"), len(every)),
        (
            "measures_titled",
            Text(zh="其中题目有来源", en="of them titled by a source"),
            sum(map(titled, every)),
        ),
        (
            "measures_conditions",
            Text(zh="其中写明条件", en="of them with conditions"),
            sum(map(conditioned, every)),
        ),
        (
            "measures_amount",
            Text(zh="其中写明金额", en="of them with an amount"),
            sum(measure.gives is not None for measure in every),
        ),
    ):
        yield Figure(
            key=key, text=text, done=done, total=declared if key == "measures" else len(every)
        )


CHECK = Check(
    code="A100",
    title=Text(zh="每项政策录入了多少", en="How much of each programme is encoded"),
    explanation=Text(
        zh="每个规划：来源说有几条、录入几条、几条的题目有官方正文或报道为据、几条写明了条件、"
        "几条写明了金额。外地措施和称号不计。条文没有公开的空位录入了也不算写明条件。",
        en="For each programme: how many measures its source says it has, how many are encoded, "
        "titled by an official text or a report, with conditions, and with an amount.  Other "
        "places' measures and titles are not counted; a slot without a public text has no "
        "conditions.",
    ),
    run=_run,
    figures=_figures,
)
