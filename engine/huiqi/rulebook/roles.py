"""What the engine has to know of a fact, or of a field of a record: the role that it declares.

No module names a fact of the rules: one that needs the day an enterprise began asks for the fact
whose role is ``established``.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

Role = Literal[
    "established",
    "act",
    "kind",
    "domain",
    "authority",
    "committed",
    "ended",
    "year",
    "no_violation_then",
    "no_violation_now",
    "same_kind",
    "listed",
    "law",
    "article",
    "since",
    "until",
    "fine_low",
    "fine_high",
    "violation",
]
#: The fields that each list of an incident file has to have, by their roles.
NEEDED: Mapping[str, tuple[Role, ...]] = {
    "incident": (
        "act",
        "domain",
        "authority",
        "committed",
        "ended",
        "year",
        "no_violation_then",
        "no_violation_now",
    ),
    "history": ("committed", "same_kind", "listed", "domain", "authority"),
    "laws": ("law", "article", "since", "until", "fine_low", "fine_high", "violation"),
}
