"""What people call a fact, a measure or a fund, and which one they mean."""

from __future__ import annotations

from collections.abc import Iterable

from huiqi.diagnostics import Place, input_error
from huiqi.rulebook.rulebook import Definition, Fact, Fund, Rulebook
from huiqi.spelling import Names, plain


def fact_named(rulebook: Rulebook, written: str) -> str:
    """The id of a fact or definition, by its id or its label."""
    declared: dict[str, Fact | Definition] = {
        **rulebook.facts,
        **rulebook.definitions,
    }
    names = Names({n: (n, fact.label.zh, fact.label.en) for n, fact in declared.items()})
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


def measures_named(rulebook: Rulebook, written: Iterable[str], place: str) -> tuple[str, ...]:
    """The ids of measures that may support an enterprise, by their ids, titles, or a part of a
    title that no other has; of a part that several have, those are offered.
    """
    named = {m.id: (m.id, m.title.zh, m.title.en, m.name.zh, m.name.en) for m in rulebook.supports}
    found: list[str] = []
    for name in written:
        # Two places may call their measures the same: then both are meant.
        meant = [key for key, names in named.items() if plain(name) in map(plain, names)]
        if not meant:
            part = _bare(name)
            near = [key for key, names in named.items() if part in "\n".join(map(_bare, names))]
            meant = near if part and len(near) == 1 else []
            if not meant:
                raise input_error(
                    "C107",
                    Place(place),
                    "名称里有这几个字的措施不止一项" if part and near else "没有这项措施",
                    found=name,
                    allowed=[
                        word
                        for key in (near if part and near else named)
                        for word in (key, rulebook.measures[key].title.zh)
                    ],
                )
        found += meant
    return tuple(found)


def fund_named(rulebook: Rulebook, written: str | None) -> Fund:
    """A limited fund by its id or title; the only one where none is named."""
    funds = rulebook.funds
    if written is None and len(funds) == 1:
        return next(iter(funds.values()))
    names = Names({f.id: (f.id, f.title.zh, f.title.en) for f in funds.values()})
    found = names.find(written) if written is not None else None
    if found is None:
        message = "规则库里没有这项资金" if written else "写明是哪一项资金"
        raise input_error("C109", Place("--fund"), message, found=written or "", allowed=funds)
    return funds[found]


def _bare(name: str) -> str:
    """A name without its brackets and quotation marks, as people shorten it."""
    return plain(name).translate(dict.fromkeys(map(ord, "()\"'")))
