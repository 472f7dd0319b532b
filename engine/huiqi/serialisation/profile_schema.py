"""The JSON Schema of an enterprise's profile under one rulebook, as a system may send it.

People may write much more: names instead of ids, figures as they are spoken.  What this schema
admits is read, unless it contradicts itself; what :func:`~huiqi.profile.account.restated` says of
any profile is admitted.
"""

from huiqi.language.types import Kind
from huiqi.profile.account import NO, NOT_APPLICABLE, UNKNOWN, YES
from huiqi.rulebook.basis import Grade
from huiqi.rulebook.rulebook import Definition, Fact, Rulebook
from huiqi.rulebook.schemas import DIALECT

Schema = dict[str, object]

_OPEN = [UNKNOWN, NOT_APPLICABLE]
_OTHERS = f"a range (280..320), at least (>= 280), at most (<= 280), {NOT_APPLICABLE}, {UNKNOWN}"
_DEFINITIONS: Schema = {
    "money": {
        "anyOf": [{"type": "number"}, {"type": "string", "minLength": 1}],
        "description": f"Yuan, or a text: with its unit, {_OTHERS}.",
    },
    "count": {
        "anyOf": [{"type": "number"}, {"type": "string", "minLength": 1}],
        "description": f"A number, or a text: {_OTHERS}.",
    },
    # Of a bare number beyond, it is not known whether it counts hundredths.
    "ratio": {
        "anyOf": [
            {"type": "number", "minimum": -1, "maximum": 1},
            {"type": "string", "minLength": 1},
        ],
        "description": f"1 is 100%; beyond, a text: with its sign (150%), {_OTHERS}.",
    },
}
_SHAPES: dict[Kind, Schema] = {
    Kind.BOOL: {"enum": [True, False, YES, NO, *_OPEN]},
    Kind.DATE: {"type": "string", "description": f"YYYY-MM-DD, {NOT_APPLICABLE}, {UNKNOWN}"},
    Kind.MONEY: {"$ref": "#/$defs/money"},
    Kind.COUNT: {"$ref": "#/$defs/count"},
    Kind.RATIO: {"$ref": "#/$defs/ratio"},
    Kind.INDUSTRY: {"type": "string", "description": "A code of GB/T 4754-2017, such as C3489"},
    Kind.TEXT: {"type": "string"},
}
_YEAR = "^(19|20)[0-9]{2}$"
_TEXT: Schema = {"type": "string"}
#: What may be said of a value.
_SAID: Schema = {
    "source": _TEXT,
    "grade": {"enum": [*map(str, Grade)]},
    "evidence": {"enum": ["stated", "seen"]},
    "note": _TEXT,
}


def _object(properties: Schema, required: tuple[str, ...] = ()) -> Schema:
    found = {"type": "object", "properties": properties, "additionalProperties": False}
    return {**found, "required": list(required)} if required else found


#: Who it is; a code whose check does not come out is accepted as it stands on the certificate.
_IDENTITY: Schema = {
    "name": _TEXT,
    "credit_code": {
        "anyOf": [_TEXT, _object({"value": _TEXT, "accepted": {"const": True}}, ("value",))]
    },
    "note": _TEXT,
}


def profile_schema(rulebook: Rulebook) -> Schema:
    """What a profile may hold: facts and definitions by id, by year where they have years."""
    declared: tuple[Fact | Definition, ...] = (
        *rulebook.facts.values(),
        *rulebook.definitions.values(),
    )
    places = {word.id: _TEXT for word in rulebook.vocabulary.stated.values()}
    return {
        "$schema": DIALECT,
        "title": "huiqi profile",
        "description": "One enterprise.  What is absent is not known: neither no nor nothing.",
        **_object(
            {
                "enterprise": {"anyOf": [_TEXT, _object(_IDENTITY)]},
                "facts": _object({**{fact.id: _fact(fact) for fact in declared}, **places}),
                "judgements": {"type": "object"},
            }
        ),
        "$defs": _DEFINITIONS,
    }


def _fact(fact: Fact | Definition) -> Schema:
    """By year, where it has years; each with its source where one is told."""
    told = _told(_value(fact))
    label = {"title": fact.label.zh, "description": fact.label.en}
    if not fact.yearly:
        return {**label, **told}
    years = {
        "type": "object",
        "propertyNames": {"pattern": _YEAR},
        "additionalProperties": told,
    }
    # The records of a list may also each say their year.
    if isinstance(fact, Fact) and fact.fields:
        return {**label, "anyOf": [years, _told(_list(fact, each_year=True))]}
    return {**label, **years}


def _told(own: Schema) -> Schema:
    """A value by itself, or with its source."""
    return {"anyOf": [own, _object({"value": own, **_SAID}, ("value",))]}


def _value(fact: Fact | Definition) -> Schema:
    kind = fact.type.kind
    if isinstance(fact, Fact) and fact.fields:
        return _list(fact)
    options = fact.type.enumeration
    if kind is Kind.ENUM and options is not None:
        labels = [options.label(symbol, "zh") for symbol in options.symbols]
        symbols = list(dict.fromkeys([*options.symbols, *labels]))
        # Of several it is not known which.
        several: Schema = {"type": "array", "items": {"enum": symbols}, "minItems": 1}
        return {"anyOf": [{"enum": [*symbols, *_OPEN]}, several]}
    return _SHAPES[kind]


def _list(fact: Fact, *, each_year: bool = False) -> Schema:
    """All there are, or at least these; a bare list is all.  ``each_year``: of several years, so
    that each record says its own, and it may be said up to which year these are all.
    """
    fields = {
        key: {"title": own.label.zh, "description": own.label.en, **_value(own)}
        for key, own in fact.fields.items()
        # What follows from others is not told.
        if own.formula is None
    }
    if each_year and "year" in fields:
        fields["year"] |= {"anyOf": [{"type": "integer"}, {"type": "string", "pattern": _YEAR}]}
        fields["year"].pop("$ref", None)
    # What a record is called by has to be told, too.
    required = [
        key
        for key, own in fact.fields.items()
        if own.required
        or (each_year and key == "year")
        or (key in fact.key and own.type.kind is Kind.TEXT)
    ]
    record = {**_object({**fields, "rest": {"const": 0}}), "required": required}
    records: Schema = {"type": "array", "items": record}
    through: Schema = {"through": {"type": "integer"}} if each_year else {}
    others: Schema = {"others": {"const": UNKNOWN}}
    return {
        "anyOf": [
            records,
            _object({"complete": records, **through}, ("complete",)),
            _object({"at_least": records, **others}, ("at_least",)),
            {"enum": _OPEN},
        ]
    }
