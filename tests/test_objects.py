"""The objects of a rulebook behave as the dataclasses they are written as."""

from __future__ import annotations

import pickle
from dataclasses import dataclass as standard
from dataclasses import field, fields, replace
from typing import Any

import pytest

from huiqi.language.tree import Node, node_classes
from huiqi.objects import dataclass


@dataclass(frozen=True, slots=True)
class Below:
    """Compared by its fields."""

    name: str
    note: str = field(default="", compare=False)


@dataclass(frozen=True, slots=True, eq=False)
class Alone:
    """Compared by identity."""

    name: str


@dataclass(frozen=True, slots=True, order=True)
class Ranked:
    """Ordered by its fields, and written in its own way."""

    rank: int

    def __repr__(self) -> str:
        return f"<{self.rank}>"


@standard(frozen=True, slots=True)
class Standard:
    """The same as :class:`Below`, from the standard library."""

    name: str
    note: str = field(default="", compare=False)


def test_they_are_equal_where_their_fields_are() -> None:
    """As a frozen dataclass; what is compared by identity stays so."""
    assert Below("a", "x") == Below("a", "y")
    assert hash(Below("a", "x")) == hash(Below("a", "y"))
    assert Below("a") != Below("b")
    assert Alone("a") != Alone("a")
    assert len({Alone("a"), Alone("a")}) == 2
    assert Ranked(1) < Ranked(2)


def test_they_are_written_as_dataclasses_are() -> None:
    """Unless they say how themselves."""
    assert repr(Below("a")) == repr(Standard("a")).replace("Standard", "Below")
    assert repr(Ranked(1)) == "<1>"


@pytest.mark.parametrize("value", [Below("a", "x"), Ranked(3)])
def test_they_come_back_from_a_pickle_and_can_be_replaced(value: Any) -> None:
    """Without code of ours, which would take longer than all the rest."""
    assert pickle.loads(pickle.dumps(value)) == value
    assert not hasattr(type(value), "__setstate__")
    first = fields(value)[0].name
    assert getattr(replace(value, **{first: 9}), first) == 9


@pytest.mark.parametrize("kind", [Node, *node_classes()])
def test_a_node_has_slots_and_is_compared_by_identity(kind: type[Node]) -> None:
    """A tree is searched by its nodes; a forgotten ``slots`` would let anything be put on one."""
    assert "__eq__" not in vars(kind)
    assert "__slots__" in vars(kind)
