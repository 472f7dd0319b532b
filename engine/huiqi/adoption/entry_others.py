"""The sections of a sheet that stand for themselves: papers, other measures, what is open."""

from __future__ import annotations

from collections.abc import Sequence

from huiqi.adoption.entered import EnteredPart
from huiqi.adoption.entry_beside import own_stacking
from huiqi.adoption.entry_conditions import EntryConditions
from huiqi.adoption.entry_context import EntryContext
from huiqi.adoption.entry_located import ReadRow
from huiqi.adoption.entry_payment import EntryPayment
from huiqi.adoption.entry_placed import InCells, at, listing, mapping
from huiqi.adoption.entry_words import BESIDE, BESIDE_SCOPE, BESIDE_SIDE, PAPERS
from huiqi.language.types import MONEY
from huiqi.sentences import sentence

#: Where rules on having several measures at once are written that have no file yet.
STACKING = "shared/stacking/entered.yaml"


def read_papers(
    context: EntryContext, rows: Sequence[ReadRow]
) -> tuple[InCells | None, InCells | None]:
    """The papers to hand in, and what else proves the conditions."""
    materials, proofs = [], []
    for row in rows:
        if not row.text("text"):
            context.fault("S110", row, "text", sentence("没有写是什么材料"))
            continue
        kind = context.code(row, "group", PAPERS, sentence("种类"), wanted=False)
        if row.text("group") and kind is None:
            continue
        if kind == "proof":
            proofs.append(at(row.text("text"), row.place("text")))
            continue
        copies: InCells | None = None
        written = row.text("value")
        if written:
            if not written.isdecimal() or not 1 <= int(written) <= 99:
                context.fault("S116", row, "value", sentence("份数写 1 到 99 的整数"))
            else:
                copies = at(int(written), row.place("value"))
        issuer = row.text("fact")
        materials.append(
            mapping(
                {
                    "name": context.text(row.text("text"), row.place("text")),
                    "issuer": context.text(issuer, row.place("fact")) if issuer else None,
                    "copies": copies,
                    "basis": context.basis(row),
                },
                row.first,
            )
        )
    return listing(materials), listing(proofs)


def read_open(context: EntryContext, rows: Sequence[ReadRow]) -> InCells | None:
    """What the text leaves open."""
    return listing([context.text(r.text("text"), r.place("text")) for r in rows if r.text("text")])


def read_beside(
    context: EntryContext,
    conditions: EntryConditions,
    measure: str,
    rows: Sequence[ReadRow],
    usual: InCells | None,
) -> list[EnteredPart]:
    """Rules on having it with other measures; ``usual``: what they rest on that cite nothing."""
    found: dict[str, EnteredPart] = {}
    known = {rule.id: rule for rule in own_stacking(context.rulebook, measure)}
    payment = EntryPayment(context, conditions)
    for row in rows:
        kind = context.code(row, "group", BESIDE, sentence("怎么算"))
        if not row.text("fact"):
            context.fault("S110", row, "fact", sentence("没有写与哪一项措施"))
            continue
        others = payment.measures(row, "fact")
        if kind is None or not others:
            continue
        # What may be had together needs no rule.
        if kind == "both":
            continue
        scope = context.code(row, "year", BESIDE_SCOPE, sentence("范围"))
        side = context.code(row, "how", BESIDE_SIDE, sentence("限制哪一方"), wanted=False)
        limit = row.text("value")
        at_most = conditions.expression(row, "value", MONEY) if limit else None
        if kind == "ceiling" and not limit:
            context.fault("S110", row, "value", sentence("没有写合计上限"))
        if scope is None:
            continue
        own = [at(measure, row.first)]
        names = [str(other.value) for other in others]
        name, count = row.mark or f"{measure}-and-{names[0]}", 1
        name = name[:60].rstrip("-")
        while name in found or (name not in known and name in context.rulebook.stacking):
            count += 1
            name = f"{name.rstrip('0123456789').rstrip('-')}-{count}"
        rule = known.get(name)
        one_way = side == "this" or (side is None and kind == "paid_before")
        both = [*own, *others]
        if rule is not None and not rule.against:
            # In the order that the rule has already.
            order = {other: place for place, other in enumerate(rule.measures)}
            both.sort(key=lambda part: order.get(str(part.value), len(order)))
        said = row.text("text") or row.text("words") or BESIDE.word(kind)
        content = mapping(
            {
                "text": context.text(said, row.place("text")),
                "kind": at(kind, row.place("group")),
                "scope": at(scope, row.place("year")),
                "measures": listing(own if one_way else both),
                "against": listing(others) if one_way else None,
                "at_most": at(at_most, row.place("value")) if at_most is not None else None,
                "basis": context.basis(row) or usual,
                "note": context.text(rule.note.zh, row.first)
                if rule is not None and rule.note is not None
                else None,
            },
            row.first,
        )
        file = context.below(rule.place.file) if rule is not None else STACKING
        found[name] = EnteredPart(
            file=file, at=("stacking", name), content=content.value, places=content.places
        )
    return list(found.values())
