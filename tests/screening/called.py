"""Who of a table is called, and why, by what may be had alone: without what is to be mended or
filled in where nothing else is a reason.
"""

from __future__ import annotations

from collections.abc import Container, Iterable

from huiqi.report.pages.call_order import kind_of, place_of
from huiqi.report.pages.call_reasons import reasons_to_call
from huiqi.report.phrases import Phrases
from huiqi.screening.screened import ScreenedEnterprise


def to_call(
    entries: Iterable[ScreenedEnterprise], most: Container[str] = ()
) -> list[ScreenedEnterprise]:
    """Each by the first kind of which it has anything; ``most``: what most wait for."""
    return sorted(entries, key=lambda one: place_of(one, kind_of(one, most)))


def reason_to_call(entry: ScreenedEnterprise, most: Container[str], phrases: Phrases) -> str:
    """All reasons to call in one; empty where there is none."""
    return "；".join(one.said for one in reasons_to_call(entry, most, phrases))
