"""A JSON Schema for each kind of YAML file, so that an editor completes and checks it."""

from __future__ import annotations

from collections.abc import Mapping

from pydantic import BaseModel

from huiqi.rulebook.validation import MODELS

#: JSON Schema's own dialect, which the YAML plugins of the common editors understand.
DIALECT = "https://json-schema.org/draft/2020-12/schema"


def schemas(more: Mapping[str, type[BaseModel]] | None = None) -> dict[str, dict[str, object]]:
    """Every kind's schema by its name."""
    found: dict[str, dict[str, object]] = {}
    for kind, model in {**MODELS, **(more or {})}.items():
        named = {"$schema": DIALECT, "title": f"huiqi {kind}"}
        found[kind] = named | {**model.model_json_schema(by_alias=True), "title": named["title"]}
    return found
