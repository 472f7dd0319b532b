"""An interview that a page holds, taken up again where it was left."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from huiqi.engine import Engine
from huiqi.web.visit import held_file, held_mapping

if TYPE_CHECKING:
    from datetime import date

    from huiqi.engine import Interview
    from huiqi.evaluation.reads import Missing


def interview_held(engine: Engine, state: str) -> Interview:
    """As it stood when its page was drawn."""
    return engine.interview_from(held_mapping(state) or {})


def interview_with(engine: Engine, known: str, as_of: date, empty: Sequence[Missing]) -> Interview:
    """Of a profile as the page holds it, with the questions that were left ``empty``: of those it
    says nothing.
    """
    told = held_mapping(known)
    if told is None:
        return engine.interview(held_file(known), as_of)
    steps = [{"key": list(key), "reply": "skipped"} for key in empty]
    begun = {"as_of": str(as_of), "measures": [], "profile": told}
    return engine.interview_from({**begun, "steps": steps, "wanted": None})
