"""What the rulebook holds is of the types it declares, however it came from the YAML."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass
from functools import cache
from pathlib import Path
from types import UnionType
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

import pytest
from pydantic import BaseModel

from huiqi.language.tree import Node
from huiqi.rulebook.basis import Grade, Source
from huiqi.rulebook.linker import link_rulebook
from huiqi.rulebook.loading import load_penalties
from huiqi.rulebook.model_parts import Model, held
from tests.rulebook.test_linker import write

RULES = Path(__file__).resolve().parents[2] / "rules"
hints = cache(get_type_hints)


def fits(value: object, wanted: Any) -> bool:
    """Whether a value is of a type as a field declares it."""
    origin, inner = get_origin(wanted), get_args(wanted)
    if origin in (Union, UnionType):
        return any(fits(value, one) for one in inner)
    if origin is Literal:
        return value in inner
    if origin is tuple:
        if inner[-1] is ...:
            return isinstance(value, tuple) and all(fits(one, inner[0]) for one in value)
        return isinstance(value, tuple) and all(map(fits, value, inner))
    if origin is not None and issubclass(origin, Mapping):
        return isinstance(value, Mapping) and all(
            fits(key, inner[0]) and fits(one, inner[1]) for key, one in value.items()
        )
    return isinstance(value, origin or wanted)


def misfits(value: object, at: str, seen: set[int]) -> Iterator[str]:
    """The fields below a value that are not what they are declared to be."""
    if id(value) in seen or isinstance(value, Node | str | BaseModel):
        return
    seen.add(id(value))
    if isinstance(value, Mapping):
        for key, one in value.items():
            yield from misfits(one, f"{at}/{key}", seen)
    elif isinstance(value, tuple):
        for index, one in enumerate(value):
            yield from misfits(one, f"{at}/{index}", seen)
    elif is_dataclass(value) and not isinstance(value, type):
        for own in fields(value):
            found = getattr(value, own.name)
            if not fits(found, hints(type(value))[own.name]):
                yield f"{at}.{own.name}: {found!r}"
            yield from misfits(found, f"{at}.{own.name}", seen)


@pytest.mark.parametrize("read", [link_rulebook, load_penalties])
def test_every_field_is_what_it_is_declared_to_be(read: Any) -> None:
    """No text stands where an expression does, and no model of the YAML is left."""
    assert not list(misfits(read(RULES), "", set()))


def test_a_text_in_place_of_an_expression_is_noticed(tmp_path: Path) -> None:
    """Of a definition whose floor was taken over as it is written."""
    rules = link_rulebook(write(tmp_path))
    assert not list(misfits(rules, "", set()))
    object.__setattr__(rules.definitions["total"], "floor", "0元")
    assert list(misfits(rules, "", set())) == [".definitions/total.floor: '0元'"]


class Written(Model):
    """A source, as YAML has it."""

    title: str
    url: str = "u"
    other: int = 3


def test_what_is_linked_goes_before_what_is_written() -> None:
    """Names alike are taken over, others are not; a field that nothing gives is an error."""
    more = {"number": "", "issuer": "", "date": None, "grade": Grade.OFFICIAL, "note": ""}
    found = held(Source, Written(title="t"), id="s", url="v", **more)
    assert (found.id, found.title, found.url) == ("s", "t", "v")
    with pytest.raises(TypeError, match="grade"):
        held(Source, Written(title="t"), id="s", number="", issuer="", date=None, note="")
