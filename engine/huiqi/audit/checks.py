"""The list of all checks, in the order of reading."""

from __future__ import annotations

from huiqi.audit.finding import Check

CHECKS: tuple[Check, ...] = ()
