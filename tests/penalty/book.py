"""The project's penalty rules, loaded once for all tests, and small incidents."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

from huiqi.diagnostics import Diagnostics, Place
from huiqi.penalty.deciding import PenaltyDecider
from huiqi.penalty.incident import Incident
from huiqi.penalty.incident_reader import incident_from
from huiqi.rulebook.documents import Document
from huiqi.rulebook.loading import load_penalties

ROOT = Path(__file__).resolve().parents[2]
BOOK = load_penalties(ROOT / "rules")
DECIDER = PenaltyDecider(BOOK)
DAY = date(2025, 6, 1)


def incident(data: dict[str, Any], as_of: date = DAY) -> Incident:
    """The incident of plain data, which must be in order."""
    diagnostics = Diagnostics()
    places: dict[tuple[str | int, ...], Place] = {(): Place("test")}
    read = incident_from(
        Document(file="test", data=data, places=places, key_places=places),
        BOOK,
        as_of,
        diagnostics,
    )
    assert not diagnostics.items, [str(item) for item in diagnostics.items]
    assert read is not None
    return read


def judged(answer: bool) -> dict[str, str]:
    """An official's answer."""
    return {
        "answer": "是" if answer else "否",
        "by": "示例执法人员",
        "date": "2025-05-30",
        "reason": "示例",
    }


#: What might have helped, each denied, but the grounds of article 33.
NO_GROUNDS = {
    "removed_harm": False,
    "coerced": False,
    "confessed": False,
    "merit": False,
    "no_fault_evidence": False,
}

#: An act of the province's list, found and ordered to be corrected.
LICENCE: dict[str, Any] = {
    "what": "食品生产者未悬挂食品生产许可证",
    "kind": "未悬挂许可证",
    "domain": "市场监管",
    "authority": "示例机关",
    "person": "企业",
    "nature": "single",
    "committed_on": "2025-03-01",
}
