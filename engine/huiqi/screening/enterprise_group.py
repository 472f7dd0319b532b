"""A group of the enterprises of a table, as what the rules derive tells them apart."""

from __future__ import annotations

from typing import NamedTuple


class EnterpriseGroup(NamedTuple):
    """A group of enterprises: where it stands among the others, and its name."""

    place: str | int
    name: str
