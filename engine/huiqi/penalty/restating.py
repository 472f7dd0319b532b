"""What an incident file says, with its parts by their ids: as data that reads as the same."""

from __future__ import annotations

from collections.abc import Mapping

from huiqi.diagnostics import Diagnostics
from huiqi.penalty.incident_parts import NAMES
from huiqi.profile.inputs import Input, read_input
from huiqi.rulebook.naming import names_of
from huiqi.rulebook.penalties import PenaltyBook


def restated_incident(source: Input, book: PenaltyBook) -> dict[str, object]:
    """Of a file that reads as an incident without a fault; values stay as they were written."""
    data = read_input(source, Diagnostics(), "incident").data
    assert isinstance(data, Mapping)
    told: dict[str, object] = {}
    for key, value in data.items():
        name = NAMES.find(key)
        if name is not None and value is not None:
            told[name] = value
    names, act = names_of(book.terms.facts["incident"].fields), told.get("incident")
    assert isinstance(act, Mapping)
    told["incident"] = {
        name: value
        for key, value in act.items()
        if (name := names.find(key)) is not None and value is not None
    }
    return told
