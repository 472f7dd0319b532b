"""Linking the facts: their types, domains and the fields of their records."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from pydantic import BaseModel

from huiqi.language.industries import Industries
from huiqi.language.scope import Declaration, Scope
from huiqi.language.types import PLAIN, Enumeration, Kind, RecordType, Type
from huiqi.rulebook.expressions import Expressions
from huiqi.rulebook.linking import Linking, words_of, written_limits
from huiqi.rulebook.model_parts import NONE, held
from huiqi.rulebook.models import DefinitionModel, FactModel, FactsFile, FieldModel
from huiqi.rulebook.rulebook import Fact, Receipts, StepToTake
from huiqi.rulebook.validation import Part, Path_
from huiqi.rulebook.vocabulary_models import OptionWords
from huiqi.sentences import sentence

#: What the fields of a payment received say, and their types.
_RECEIPTS = {"measure": Kind.TEXT, "thing": Kind.TEXT, "day": Kind.DATE, "amount": Kind.MONEY}


def plain_type(model: FactModel | FieldModel | DefinitionModel) -> Type:
    """The type of a fact, a field or a definition that is no list."""
    if model.type != "enum":
        return PLAIN.get(model.type) or Type(kind=Kind.TEXT)
    values = model.values or {}
    labels = {symbol: {"zh": text.zh, "en": text.en} for symbol, text in values.items()}
    words = OptionWords() if isinstance(model, DefinitionModel) else model
    options = Enumeration(
        symbols=tuple(values),
        ordered=model.ordered,
        labels=labels,
        also=words.options_also,
        heads=words.options_begin,
        yearly=frozenset(words.options_yearly),
        under={name: {"zh": text.zh, "en": text.en} for name, text in words.options_under.items()},
    )
    return Type(kind=Kind.ENUM, enumeration=options)


def _check_options(type_: Type, part: Part[BaseModel], path: Path_) -> None:
    """A heading stands before an option that there is; what else people call one is said of one
    that there is, and means no other.
    """
    options = type_.enumeration
    for symbol in options.under if options is not None else ():
        assert options is not None
        at = (*path, "options_under", symbol)
        part.is_one_of(symbol, options.symbols, "R303", at, sentence("没有这个选项"))
    for symbol in options.yearly if options is not None else ():
        assert options is not None
        at = (*path, "options_yearly")
        part.is_one_of(symbol, options.symbols, "R303", at, sentence("没有这个选项"))
    for symbol, names in options.also.items() if options is not None else ():
        assert options is not None
        at = (*path, "options_also", symbol)
        known = part.is_one_of(symbol, options.symbols, "R303", at, sentence("没有这个选项"))
        for name in names if known else ():
            found = options.find(name)
            if found != symbol:
                message = sentence("“{name}”已经是 {found} 的叫法", name=name, found=found)
                part.report("R350", at, message, found=name)


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
    _check_options(type_, part, path)
    return held(
        Fact,
        model,
        id=path[-1],
        type=type_,
        role=model.role or "",
        formula=None,
        applies_when=None,
        **written_limits(model, type_, part, path),
        **own,
    )


def _fact_type(linker: Linking, name: str, model: FactModel, part: Part[BaseModel]) -> Type:
    for type_, key, given in (
        ("enum", "values", model.values),
        ("records", "fields", model.fields),
        ("industry", "sections", model.sections),
    ):
        if (model.type == type_) != (given is not None):
            linker.broken.add(name)
            message = sentence("{type} 要写 {key},别的类型不写", type=type_, key=key)
            part.report("R302", ("facts", name), message, found=model.type)
    if model.sections is not None:
        try:
            own = Industries.of(model.sections, _names(model), model.makes)
            return Type(kind=Kind.INDUSTRY, industries=own)
        except ValueError as problem:
            part.report("R363", ("facts", name, "sections"), problem.args[0])
    if model.type != "records":
        return plain_type(model)
    fields = {key: plain_type(field) for key, field in (model.fields or {}).items()}
    _check_roles(name, model, part, fields)
    called = words_of(model.fields or {})
    return Type(kind=Kind.RECORDS, record=RecordType(name, fields, called))


def _names(model: FactModel) -> dict[str, tuple[str, str]]:
    return {code: (name.zh, name.en) for code, name in (model.names or {}).items()}


def _check_roles(
    name: str, model: FactModel, part: Part[BaseModel], fields: Mapping[str, Type]
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
        *(("fields", f.planned_until, Kind.DATE) for f in (model.fields or {}).values()),
    ]
    if model.receipts is not None:
        given = {str(role): key for role, key in model.receipts.items()}
        named += [("receipts", given.get(role, role), kind) for role, kind in _RECEIPTS.items()]
    for role, key, kind in named:
        right = [field for field, type_ in fields.items() if kind in (None, type_.kind)]
        if key is not None:
            part.is_one_of(key, right, "R303", ("facts", name, role), sentence("没有这个字段"))


def link_conditions(linker: Linking, facts: Mapping[str, Fact], scope: Scope) -> dict[str, Fact]:
    """The facts with their expressions linked: the formulas of their records' derived fields, and
    when they, or their fields, apply.
    """
    linked, alone = {}, facts_alone(facts, scope)
    for name, (part, model) in linker.models("facts", FactModel).items():
        fact, path = facts[name], ("facts", name)
        if model.may_mean is not None:
            alike = [key for key, one in facts.items() if one.type == fact.type and key != name]
            message = sentence("没有这个名称")
            part.is_one_of(model.may_mean, alike, "R303", (*path, "may_mean"), message)
        applies = Expressions(part, alone).perhaps(model.applies_when, (*path, "applies_when"))
        fields = dict(fact.fields)
        for key, field in (model.fields or {}).items() if fact.type.record else ():
            at = (*path, "fields", key)
            own, inner = (
                Expressions(part, replace(one, record=fact.type.item)) for one in (scope, alone)
            )
            fields[key] = replace(
                fields[key],
                formula=None
                if field.formula is None
                else own.value(field.formula, (*at, "formula"), fields[key].type),
                applies_when=inner.perhaps(field.applies_when, (*at, "applies_when")),
            )
        linked[name] = replace(fact, fields=fields, applies_when=applies)
    return linked


def facts_alone(facts: Mapping[str, Fact], scope: Scope) -> Scope:
    """The scope of facts: what is derived from facts cannot bound them."""
    return replace(scope, facts=declared(facts), parameters={})


def declared(facts: Mapping[str, Fact]) -> dict[str, Declaration]:
    """Facts as a scope declares them."""
    return {name: Declaration(fact.type, fact.yearly) for name, fact in facts.items()}
