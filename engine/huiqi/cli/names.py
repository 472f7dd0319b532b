"""Finding what the user named."""

from __future__ import annotations

from datetime import date

from huiqi.diagnostics import Place, input_error
from huiqi.rulebook.rulebook import Definition, Fact, Rulebook
from huiqi.spelling import Names, plain


def find_fact(rulebook: Rulebook, written: str) -> str:
    """A fact or definition by its id or its label."""
    declared: dict[str, Fact | Definition] = {**rulebook.facts, **rulebook.definitions}
    names = Names({name: (name, fact.label.zh, fact.label.en) for name, fact in declared.items()})
    found = names.find(written)
    if found is not None:
        return found
    labels = [fact.label.zh for fact in declared.values()]
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


def known_measures(rulebook: Rulebook, written: list[str]) -> tuple[str, ...]:
    """The measures of these ids or titles; refuses those that ``check`` does not list."""
    named = {m.id: (m.id, m.title.zh, m.title.en) for m in rulebook.supports}
    found: list[str] = []
    for name in written:
        # Two places may call their measures the same: then both are meant.
        meant = [key for key, names in named.items() if plain(name) in map(plain, names)]
        if not meant:
            allowed = (*named, *(title for _, title, _ in named.values()))
            raise input_error("C107", Place("--only"), "没有这项措施", found=name, allowed=allowed)
        found += meant
    return tuple(found)
