"""Finding what the user named."""

from __future__ import annotations

from datetime import date

from huiqi.diagnostics import Place, input_error
from huiqi.rulebook.rulebook import Definition, Fact, Rulebook


def find_fact(rulebook: Rulebook, written: str) -> str:
    """A fact or definition by its id or its label."""
    declared: dict[str, Fact | Definition] = {**rulebook.facts, **rulebook.definitions}
    if written in declared:
        return written
    labels = {fact.label.zh: name for name, fact in declared.items()}
    labels |= {fact.label.en: name for name, fact in declared.items()}
    if written in labels:
        return labels[written]
    raise input_error(
        "C103",
        Place("FACT"),
        "规则库里没有这项事实",
        found=written,
        allowed=(*rulebook.definitions, *rulebook.facts, *labels),
        remedy="huiqi rules list --facts 列出全部",
    )


def find_year(written: int | None, as_of: date) -> int:
    """The year asked for: the one before the decision unless given."""
    if written is None:
        return as_of.year - 1
    if not 1990 <= written <= 2100:
        raise input_error("C104", Place("--year"), "规则只回答 1990 至 2100 年度", found=written)
    return written


def known_measures(rulebook: Rulebook, written: list[str]) -> None:
    """Refuses ids of measures that ``check`` does not list."""
    allowed = [measure.id for measure in rulebook.supports]
    for name in written:
        if name not in allowed:
            raise input_error("C107", Place("--only"), "没有这项措施", found=name, allowed=allowed)
