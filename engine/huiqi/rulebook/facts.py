"""Linking the facts: their types, domains and the fields of their records."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial

from pydantic import BaseModel

from huiqi.diagnostics import Place
from huiqi.language.industries import Industries
from huiqi.language.scope import Scope
from huiqi.language.types import PLAIN, Enumeration, Kind, RecordType, Type
from huiqi.rulebook.expressions import Expressions
from huiqi.rulebook.linking import Linking
from huiqi.rulebook.model_parts import NONE, held
from huiqi.rulebook.models import DefinitionModel, FactModel, FactsFile, FieldModel
from huiqi.rulebook.rulebook import Fact, Receipts, StepToTake
from huiqi.rulebook.validation import Part
from huiqi.rulebook.write_as import words_of
from huiqi.sentences import sentence

#: What the fields of a payment received say, and their types.
_RECEIPTS = {"measure": Kind.TEXT, "thing": Kind.TEXT, "day": Kind.DATE, "amount": Kind.MONEY}


def plain_type(model: FactModel | FieldModel | DefinitionModel) -> Type:
    """The type of a fact, a field or a definition that is no list."""
    if model.type == "enum":
        return Type(kind=Kind.ENUM, enumeration=_enumeration(model))
    return PLAIN.get(model.type) or Type(kind=Kind.TEXT)


def _enumeration(model: FactModel | FieldModel | DefinitionModel) -> Enumeration:
    values = model.values or {}
    labels = {symbol: {"zh": text.zh, "en": text.en} for symbol, text in values.items()}
    if isinstance(model, DefinitionModel):
        return Enumeration(symbols=tuple(values), ordered=model.ordered, labels=labels)
    return Enumeration(
        symbols=tuple(values),
        ordered=model.ordered,
        labels=labels,
        also=model.options_also,
        heads=model.options_begin,
    )


def _check_options(linker: Linking, type_: Type, place: Callable[[str], Place]) -> None:
    """What else people call an option is said of one that there is, and means no other."""
    options = type_.enumeration
    for symbol, names in options.also.items() if options is not None else ():
        assert options is not None
        if symbol not in options.symbols:
            linker.diagnostics.report(
                "R303",
                place(symbol),
                sentence("没有这个选项"),
                found=symbol,
                allowed=options.symbols,
            )
        for name in names:
            found = options.find(name)
            if symbol in options.symbols and found != symbol:
                linker.diagnostics.report(
                    "R350",
                    place(symbol),
                    sentence("“{name}”已经是 {found} 的叫法", name=name, found=found),
                    found=name,
                )


def link_facts(linker: Linking) -> dict[str, Fact]:
    """The declared facts by id."""
    facts = {}
    for name, (part, model) in linker.models("facts", FactModel).items():
        fields = model.fields or {}
        receipts = {str(role): key for role, key in (model.receipts or {}).items()}
        facts[name] = _fact(
            linker,
            part,
            ("facts", name),
            model,
            _fact_type(linker, name, model, part),
            region=model.region or "",
            fields={
                key: _fact(
                    linker,
                    part,
                    ("facts", name, "fields", key),
                    field,
                    plain_type(field),
                    latest=field.merge == "latest",
                    can_change="no" if field.step is None else "yes",
                    step=held(StepToTake, field.step) if field.step else None,
                )
                for key, field in fields.items()
            },
            dated_by=model.dated_by if model.dated_by != NONE else None,
            shown_by=model.shown_by or next(iter(model.key), None),
            receipts=Receipts(**receipts) if len(receipts) == len(_RECEIPTS) else None,
            roles={f.role: key for key, f in fields.items() if f.role is not None},
            topic=part.model.topic if isinstance(part.model, FactsFile) else None,
        )
    return facts


def _fact(
    linker: Linking,
    part: Part[BaseModel],
    path: tuple[str, ...],
    model: FactModel | FieldModel,
    type_: Type,
    **own: object,
) -> Fact:
    """A fact or a field; its formula and when it applies are linked once all facts are known."""
    _check_options(linker, type_, partial(part.place, *path, "options_also"))
    return held(
        Fact,
        model,
        id=path[-1],
        type=type_,
        role=model.role or "",
        formula=None,
        applies_when=None,
        **linker.limits(model, type_, part, path),
        **own,
    )


def _fact_type(linker: Linking, name: str, model: FactModel, part: Part[BaseModel]) -> Type:
    place = part.place("facts", name)
    for type_, key, given in (
        ("enum", "values", model.values),
        ("records", "fields", model.fields),
        ("industry", "sections", model.sections),
    ):
        if (model.type == type_) != (given is not None):
            linker.broken.add(name)
            linker.diagnostics.report(
                "R302",
                place,
                sentence("{type} 要写 {key},别的类型不写", type=type_, key=key),
                found=model.type,
            )
    if model.sections is not None:
        try:
            return Type(kind=Kind.INDUSTRY, industries=Industries.of(model.sections))
        except ValueError as problem:
            linker.diagnostics.report(
                "R363", part.place("facts", name, "sections"), problem.args[0]
            )
    if model.type != "records":
        return plain_type(model)
    fields = {key: plain_type(field) for key, field in (model.fields or {}).items()}
    _check_roles(linker, name, model, part, fields)
    called = words_of(model.fields or {})
    return Type(kind=Kind.RECORDS, record=RecordType(name, fields, called))


def _check_roles(
    linker: Linking, name: str, model: FactModel, part: Part[BaseModel], fields: Mapping[str, Type]
) -> None:
    """Every field that a role names is a field of the list, of the type the role asks."""
    dated = model.dated_by if model.dated_by != NONE else None
    named: list[tuple[str, str | None, Kind | None]] = [
        *(("key", key, None) for key in model.key),
        ("dated_by", dated, Kind.DATE),
        ("shown_by", model.shown_by, Kind.TEXT),
        *(("things", key, None) for keys in model.things.values() for key in keys),
        ("received", model.received, Kind.BOOL),
        *(("fields", f.step.by, Kind.DATE) for f in (model.fields or {}).values() if f.step),
    ]
    if model.receipts is not None:
        given = {str(role): key for role, key in model.receipts.items()}
        named += [("receipts", given.get(role, role), kind) for role, kind in _RECEIPTS.items()]
    for role, key, kind in named:
        if key is None:
            continue
        right = {field for field, type_ in fields.items() if kind in (None, type_.kind)}
        if key not in right:
            place = part.place("facts", name, role)
            linker.diagnostics.report(
                "R303", place, sentence("没有这个字段"), found=key, allowed=right
            )


def link_derived_fields(linker: Linking, facts: dict[str, Fact], scope: Scope) -> dict[str, Fact]:
    """The facts, with the formulas of their records' derived fields linked."""
    for part in linker.files.of("facts", FactsFile):
        for name, model in part.model.facts.items():
            fact = facts.get(name)
            if fact is None or fact.type.record is None:
                continue
            own = replace(scope, record=Type(kind=Kind.RECORD, record=fact.type.record))
            expressions = Expressions(part, linker.diagnostics, own)
            fields = dict(fact.fields)
            for key, field in (model.fields or {}).items():
                if field.formula is not None:
                    path = ("facts", name, "fields", key, "formula")
                    node = expressions.value(field.formula, path, fields[key].type)
                    fields[key] = replace(fields[key], formula=node)
            facts[name] = replace(fact, fields=fields)
    return facts
