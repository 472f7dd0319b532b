"""What a system may send: what the schema admits is read, and what is read can be said by it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from huiqi import Engine
from huiqi.diagnostics import InputError, Severity
from huiqi.serialisation.profile_schema import profile_schema
from tests.commands import huiqi

ROOT = Path(__file__).resolve().parents[2]
ENGINE = Engine.load(compare=False)
SCHEMA: Any = profile_schema(ENGINE.rulebook)
VALIDATOR = Draft202012Validator(SCHEMA)
DAY = date(2023, 6, 20)
#: What figures say of one another, and what asks for a second look.
CONTENT = {"P121", "P126", "P131", "P140", "P141", "P142", "P143", "P145"}


def faults(profile: object) -> list[str]:
    """What the schema does not admit."""
    return [error.message for error in VALIDATOR.iter_errors(json.loads(json.dumps(profile)))]


@pytest.mark.parametrize(
    "path",
    [
        *sorted((ROOT / "cases" / "enterprises").glob("*.yaml")),
        ROOT / "cases/examples/example-complete.yaml",
    ],
    ids=lambda path: path.stem,
)
def test_every_profile_can_be_said_by_it(path: Path) -> None:
    """In the one notation."""
    assert faults(ENGINE.restated(path)) == []


_EACH = ["未知", "不适用", ">= 0.5", "<= 0.5", "0.2..0.5"]
_FIGURES = {
    "money": st.sampled_from([0, 3, 12.5, "3000万元", "280万元..320万元", ">= 5", *_EACH]),
    "count": st.sampled_from([0, 3, "280..320", ">= 5", "<= 5", "未知", "不适用"]),
    "ratio": st.sampled_from([0, 0.5, -1, 1, "150%", "3%..5%", *_EACH]),
}


def _of(schema: Mapping[str, Any]) -> st.SearchStrategy[Any]:
    """Values that a part of the schema admits."""
    if "$ref" in schema:
        return _FIGURES[schema["$ref"].rpartition("/")[2]]
    if "const" in schema:
        return st.just(schema["const"])
    if "enum" in schema:
        return st.sampled_from(schema["enum"])
    if "anyOf" in schema:
        return st.one_of([_of(part) for part in schema["anyOf"]])
    kind = schema["type"]
    if kind == "array":
        return st.lists(_of(schema["items"]), min_size=schema.get("minItems", 0), max_size=2)
    if kind != "object":
        text = schema.get("description", "")
        if "YYYY" in text:
            return st.sampled_from(["2020-05-06", "2021-12-31", "未知", "不适用"])
        if "GB/T" in text:
            return st.sampled_from(["C3489", "C39", "C"])
        texts = ["2021"] if "pattern" in schema else ["2021", "示例"]
        return st.sampled_from(texts) if kind == "string" else st.just(2021)
    if "propertyNames" in schema:
        years = st.sampled_from(["2020", "2021", "2022"])
        return st.dictionaries(years, _of(schema["additionalProperties"]), min_size=1, max_size=2)
    own = {key: _of(part) for key, part in schema["properties"].items()}
    needed = {key: own.pop(key) for key in schema.get("required", ())}
    return st.fixed_dictionaries(needed, optional=own)


FACTS: dict[str, st.SearchStrategy[Any]] = {
    key: _of(part)
    for key, part in SCHEMA["properties"]["facts"]["properties"].items()
    # Of an address any text is admitted, and most say nothing.
    if key in ENGINE.rulebook.facts
}


@given(st.data())
def test_what_it_admits_is_read(data: st.DataObject) -> None:
    """But for what cannot be so."""
    names = data.draw(st.lists(st.sampled_from(sorted(FACTS)), min_size=1, max_size=4, unique=True))
    profile = {"enterprise": "示例企业", "facts": {name: data.draw(FACTS[name]) for name in names}}
    assert faults(profile) == []
    try:
        ENGINE.read_enterprise(profile, DAY)
    except InputError as refused:
        errors = [one for one in refused.diagnostics if one.severity is Severity.ERROR]
        told = [one for one in errors if one.code not in CONTENT]
    else:
        told = []
    assert [(one.code, str(one.message), str(one.found)) for one in told] == []


@pytest.mark.parametrize(
    ("facts", "admitted"),
    [
        ({"revenue": {"2022": 5}}, True),
        ({"revenu": {"2022": 5}}, False),
        ({"revenue": 5}, False),
        ({"revenue": {"22": 5}}, False),
        ({"rd_institution_rating": "优秀"}, True),
        ({"rd_institution_rating": "很好"}, False),
        ({"recognitions": {"at_least": [{"title": "高新技术企业"}]}}, True),
        ({"recognitions": {"some": []}}, False),
        ({"recognitions": [{"titel": "高新技术企业"}]}, False),
    ],
)
def test_what_it_does_not_admit_is_refused(facts: dict[str, object], admitted: bool) -> None:
    """A name that there is not, a value that is none, a figure without its year."""
    profile = {"enterprise": "示例企业", "facts": facts}
    assert (faults(profile) == []) is admitted
    if not admitted:
        with pytest.raises(InputError):
            ENGINE.read_enterprise(profile, DAY)


def test_a_bare_ratio_is_of_one_and_money_of_yuan() -> None:
    """As the schema says."""
    facts = {"debt_ratio": {"2022": 0.52}, "revenue": {"2022": 1234567.89}}
    enterprise, _ = ENGINE.read_enterprise({"enterprise": "示例企业", "facts": facts}, DAY)
    told = {key[0]: given.value for key, given in enterprise.facts.items()}
    assert told["debt_ratio"].low == Decimal("0.52")  # type: ignore[union-attr]
    assert told["revenue"].low == Decimal("1234567.89")  # type: ignore[union-attr]


def test_the_command_prints_it() -> None:
    """By the facts of the rules that are named."""
    assert json.loads(huiqi("rules", "schema", "profile").stdout) == SCHEMA
