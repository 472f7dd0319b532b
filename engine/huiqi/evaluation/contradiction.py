"""What is stated and cannot be, or asks for a second look: one such thing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from huiqi.values import Record

#: The records of a list with what people call each.
Lists = Mapping[str, Iterable[Record]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Contradiction:
    """What cannot be.  ``facts``: what it is about, as (fact or ``list.field``, year)."""

    code: str
    text: str
    facts: tuple[tuple[str, int | None], ...]
    record: Record | None = None
    refused: bool = True
    remedy: str = ""
    #: Whether all that it is about is stated.
    plain: bool = True
