"""The JSON Schema of the documents, made of their forms: every key declared, no other allowed."""

from collections.abc import Callable, Mapping
from inspect import getdoc
from types import NoneType, UnionType
from typing import (
    Annotated,
    Any,
    Literal,
    NotRequired,
    Union,
    get_args,
    get_origin,
    get_type_hints,
    is_typeddict,
)

from huiqi import formats
from huiqi.rulebook.schemas import DIALECT
from huiqi.serialisation.documents import FORMS
from huiqi.serialisation.incident_receipts import IncidentReceiptForm
from huiqi.serialisation.meanings import Meaning
from huiqi.serialisation.receipt_files import CHECK, PENALTY
from huiqi.serialisation.receipts import ReceiptForm

Schema = dict[str, Any]

_RECEIPTS: dict[str, type] = {CHECK: ReceiptForm, PENALTY: IncidentReceiptForm}
_PLAIN = {str: "string", bool: "boolean", int: "integer", NoneType: "null"}


def result_schema() -> Schema:
    """The schema of whatever ``--json`` prints: one of the kinds, told by ``format.kind``."""
    definitions = _Definitions()
    kinds = {kind: definitions.document(kind, form) for kind, form in FORMS.items()}
    return {
        "$schema": DIALECT,
        "title": "huiqi result",
        "description": "What --json prints; format.kind says which of these it is.",
        "oneOf": [{"$ref": f"#/$defs/{kind}"} for kind in kinds],
        "$defs": kinds | dict(sorted(definitions.found.items())),
    }


def receipt_schema() -> Schema:
    """The schema of the files that ``--receipt`` writes."""
    definitions = _Definitions()
    kinds = {kind: definitions.document(kind, form) for kind, form in _RECEIPTS.items()}
    return {
        "$schema": DIALECT,
        "title": "huiqi receipt",
        "description": "What check and penalty --receipt write; format.kind says which it is.",
        "oneOf": [{"$ref": f"#/$defs/{kind}"} for kind in kinds],
        "$defs": kinds | dict(sorted(definitions.found.items())),
    }


class _Definitions:
    """The forms and meanings met on the way, by their names."""

    def __init__(self) -> None:
        self.found: dict[str, Schema] = {}

    def document(self, kind: str, form: type) -> Schema:
        """A document: its form, with the ``format`` that it begins with."""
        content = self.form(form)
        named = {
            "type": "object",
            "properties": {"kind": {"const": kind}, "version": {"const": formats.RESULT}},
            "required": ["kind", "version"],
            "additionalProperties": False,
        }
        return content | {
            "properties": {"format": named, **content["properties"]},
            "required": ["format", *content["required"]],
        }

    def form(self, form: type) -> Schema:
        """An object with these keys alone."""
        hints = get_type_hints(form, include_extras=True)
        required: frozenset[str] = getattr(form, "__required_keys__", frozenset())
        return {
            "type": "object",
            "description": " ".join((getdoc(form) or "").split()),
            "properties": {key: self.of(_bare(hint)) for key, hint in hints.items()},
            "required": [key for key in hints if key in required],
            "additionalProperties": False,
        }

    def of(self, hint: Any) -> Schema:
        """The schema of what an annotation declares."""
        if hint is object:
            return {}
        if hint in _PLAIN:
            return {"type": _PLAIN[hint]}
        if is_typeddict(hint):
            return self._named(hint.__name__.removesuffix("Form"), lambda: self.form(hint))
        origin, args = get_origin(hint), get_args(hint)
        if origin is Annotated:
            (meaning,) = hint.__metadata__
            assert isinstance(meaning, Meaning)
            return self._named(meaning.name, lambda: _of_meaning(meaning))
        if origin is Literal:
            return {"const": args[0]} if len(args) == 1 else {"enum": list(args)}
        if origin is list:
            return {"type": "array", "items": self.of(args[0])}
        if origin in (dict, Mapping):
            return {
                "type": "object",
                "propertyNames": self.of(args[0]),
                "additionalProperties": self.of(args[1]),
            }
        if origin in (Union, UnionType):
            return {"anyOf": [self.of(one) for one in args]}
        raise TypeError(f"no schema says what {hint} is")

    def _named(self, name: str, made: Callable[[], Schema]) -> Schema:
        """A reference to a definition, which is made where it is met first."""
        if name not in self.found:
            self.found[name] = {}
            self.found[name] = made()
        return {"$ref": f"#/$defs/{name}"}


def _bare(hint: Any) -> Any:
    """What a key holds, whether it must be there or not."""
    return get_args(hint)[0] if get_origin(hint) is NotRequired else hint


def _of_meaning(meaning: Meaning) -> Schema:
    told: Schema = {"type": "string"}
    if meaning.text:
        told["description"] = meaning.text
    if meaning.pattern:
        told["pattern"] = meaning.pattern
    if meaning.words:
        told["enum"] = list(meaning.words)
    return told
