"""A limited fund of the rulebook at run time, and its linking."""

from __future__ import annotations

from collections.abc import Mapping

from huiqi.language.types import MONEY, RATIO, Type
from huiqi.rulebook.fund_models import FundModel
from huiqi.rulebook.linking import Linking
from huiqi.rulebook.measure import Measure
from huiqi.rulebook.model_parts import held
from huiqi.rulebook.rulebook import Definition, Fact, Fund, Parameter, Stated, names_read
from huiqi.rulebook.validation import Part, Path_
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
    facts: Mapping[str, Fact | Definition] = {**linker.facts, **linker.definitions}
    known = part.is_one_of(model.measure, measures, "R303", ("measure",), sentence("没有这项措施"))
    read = set(names_read(*measures[model.measure].nodes())) if known else set()
    named: tuple[tuple[Path_, str, Type, Mapping[str, Fact | Definition | Parameter]], ...] = (
        (("pool",), model.pool, MONEY, parameters),
        (("rate",), model.rate, RATIO, parameters),
        (("cap",), model.cap, MONEY, parameters),
        (("base", "fact"), model.base.fact, MONEY, facts),
    )
    for path, name, type_, allowed in named:
        if part.is_one_of(name, allowed, "R303", path, sentence("没有这个名称")):
            found = allowed[name].type
            if found != type_:
                message = sentence(
                    "这里要{type}，{name} 是{found}", type=type_, name=name, found=found
                )
                part.report("R360", path, message)
        if known and name not in read:
            message = sentence("措施 {measure} 没有用到它", measure=model.measure)
            remedy = sentence("基金与措施要用同样的参数和事实")
            part.report("R362", path, message, found=name, remedy=remedy)
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


def _stated(linker: Linking, part: Part[FundModel], key: str) -> Stated:
    written = getattr(part.model, key)
    if (written.stated is None) == (written.unknown is None):
        part.report(
            "R361", (key,), sentence("要么写 stated，要么写 unknown"), remedy=sentence("留一个")
        )
    value = None if written.stated is None else str(written.stated)
    basis = linker.bases(written.basis, part, (key, "basis"))
    return held(Stated, written, value=value, basis=basis)
