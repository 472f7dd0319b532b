"""A JSON Schema for each kind of YAML file, so that an editor completes and checks it."""

from __future__ import annotations

from collections.abc import Mapping

from pydantic import BaseModel

from huiqi.rulebook.validation import MODELS

#: JSON Schema's own dialect, which the YAML plugins of the common editors understand.
DIALECT = "https://json-schema.org/draft/2020-12/schema"


def schema_of(model: type[BaseModel], kind: str) -> dict[str, object]:
    """The schema of one kind of file."""
    content = model.model_json_schema(by_alias=True)
    content.pop("title", None)
    return {"$schema": DIALECT, "title": f"huiqi {kind}", **content}


def schemas(more: Mapping[str, type[BaseModel]] | None = None) -> dict[str, dict[str, object]]:
    """Every kind's schema by its name."""
    return {kind: schema_of(model, kind) for kind, model in {**MODELS, **(more or {})}.items()}
