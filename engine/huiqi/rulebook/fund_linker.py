"""A limited fund of the rulebook at run time, and its linking."""

from __future__ import annotations

from collections.abc import Mapping

from huiqi.diagnostics import Place
from huiqi.language.types import MONEY, RATIO, Type
from huiqi.rulebook.basis import Basis
from huiqi.rulebook.fund_models import FundModel
from huiqi.rulebook.linking import Linking
from huiqi.rulebook.measure import Measure
from huiqi.rulebook.model_parts import held
from huiqi.rulebook.rulebook import Definition, Fact, Fund, Parameter, Stated, names_read
from huiqi.rulebook.text import Text
from huiqi.rulebook.validation import Part
from huiqi.sentences import sentence


def link_funds(
    linker: Linking, parameters: Mapping[str, Parameter], measures: Mapping[str, Measure]
) -> dict[str, Fund]:
    """The funds by id; faults are reported to the linker's diagnostics.

    Codes: R303 an unknown name, R360 not the right kind of quantity, R361 neither stated nor
    unknown, R362 the measure does not read what the fund names.
    """
    funds = {}
    for part in linker.files.of("fund", FundModel):
        if linker.once("fund", part.model.id, part.place("id")):
            funds[part.model.id] = _fund(part, linker, parameters, measures)
    return funds


def _fund(
    part: Part[FundModel],
    linker: Linking,
    parameters: Mapping[str, Parameter],
    measures: Mapping[str, Measure],
) -> Fund:
    model = part.model
    for key, type_ in (("pool", MONEY), ("rate", RATIO), ("cap", MONEY)):
        found = parameters.get(getattr(model, key))
        _check(
            linker,
            part.place(key),
            getattr(model, key),
            found=found,
            type_=type_,
            allowed=parameters,
        )
    facts: dict[str, Fact | Definition] = {**linker.facts, **linker.definitions}
    declared = facts.get(model.base.fact)
    _check(
        linker,
        part.place("base", "fact"),
        model.base.fact,
        found=declared,
        type_=MONEY,
        allowed=facts,
    )
    measure = measures.get(model.measure)
    if measure is None:
        linker.diagnostics.report(
            "R303",
            part.place("measure"),
            sentence("没有这项措施"),
            found=model.measure,
            allowed=measures,
        )
    else:
        read = {name for node in measure.nodes() for name in names_read(node)}
        named = {"pool": (), "rate": (), "cap": (), "base": ("fact",)}
        for key, rest in named.items():
            name = model.base.fact if key == "base" else getattr(model, key)
            if name not in read:
                linker.diagnostics.report(
                    "R362",
                    part.place(key, *rest),
                    sentence("措施 {measure} 没有用到它", measure=model.measure),
                    found=name,
                    remedy=sentence("基金与措施要用同样的参数和事实"),
                )
    return held(
        Fund,
        model,
        year=_stated(linker, part, "year"),
        base=model.base.fact,
        years_before=model.base.years_before,
        base_note=model.base.note,
        base_basis=linker.bases(model.base.basis, part, ("base", "basis")),
        sharing=_stated(linker, part, "sharing"),
        basis=linker.bases(model.basis, part, ("basis",)),
        place=part.place("id"),
    )


def _check(
    linker: Linking,
    place: Place,
    name: str,
    *,
    found: Fact | Definition | Parameter | None,
    type_: Type,
    allowed: Mapping[str, object],
) -> None:
    if found is None:
        linker.diagnostics.report(
            "R303", place, sentence("没有这个名称"), found=name, allowed=allowed
        )
    elif found.type != type_:
        linker.diagnostics.report(
            "R360",
            place,
            sentence("这里要{type}，{name} 是{found}", type=type_, name=name, found=found.type),
        )


def _stated(linker: Linking, part: Part[FundModel], key: str) -> Stated:
    written = getattr(part.model, key)
    if (written.stated is None) == (written.unknown is None):
        linker.diagnostics.report(
            "R361",
            part.place(key),
            sentence("要么写 stated，要么写 unknown"),
            remedy=sentence("留一个"),
        )
    value = None if written.stated is None else str(written.stated)
    reason: Text | None = written.unknown
    bases: tuple[Basis, ...] = linker.bases(written.basis, part, (key, "basis"))
    return Stated(value, reason, bases)
