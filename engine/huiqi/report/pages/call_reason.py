"""A reason to call one of a table."""

from __future__ import annotations

from datetime import date

from huiqi.objects import dataclass
from huiqi.quantities import Number


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """Why one is called: what is said; of which measure (``of``: their ids), what that comes to at
    most, in yuan, or why no amount is told (``unfigured``), and what is asked of it, where there is
    any; ``ends``: the label of the title that does; ``opens``: the measures behind what figures
    open that are refused today; ``by``: the last day on which what is said can be done;
    ``came``: what the table says came of it; ``short``: what is said of it in a few words, where
    that is not what it comes to; ``exact``: the figures without which nothing of it is
    to be said, and which are asked first; ``notes``: without which its amount is not to be
    read, the last the least to be left out; ``of_year``: ``by`` is the end of a stage's year.
    """

    said: str
    measure: str = ""
    of: tuple[str, ...] = ()
    most: Number | None = None
    unfigured: str = ""
    asked: str = ""
    ends: object = None
    opens: tuple[str, ...] = ()
    by: date | None = None
    came: str = ""
    short: str = ""
    exact: str = ""
    notes: tuple[str, ...] = ()
    is_opening: bool = False
    of_year: bool = False
