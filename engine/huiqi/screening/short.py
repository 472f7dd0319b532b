"""What a measure is short of by the figures of a table."""

from __future__ import annotations

from fractions import Fraction

from huiqi.objects import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Short:
    """How far a measure is from being met by the figures as they are written: as a share of what is
    asked (``None``: no figure would do), and in words; what is written of the figures that it waits
    for, and which they are, as an answer names them.
    """

    far: Fraction | None
    gap: str
    cells: tuple[str, ...]
    asked: tuple[str, ...]
