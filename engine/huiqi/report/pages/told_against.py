"""What was told before and cannot be together with an answer: it may be what is wrong."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from huiqi.diagnostics import Diagnostic
from huiqi.evaluation.reads import Missing
from huiqi.report.pages.question_keys import key_written, written_key
from huiqi.report.phrases import Phrases

if TYPE_CHECKING:
    from huiqi.interview import Interview


@dataclass(frozen=True, slots=True, kw_only=True)
class ToldAgainst:
    """An answer that stands against the one that was refused; ``key``: as it is sent to be asked
    again.
    """

    key: str
    label: str


def told_against(
    faults: Iterable[Diagnostic], asked: str, interview: Interview, phrases: Phrases
) -> list[ToldAgainst]:
    """Each once, without what was ``asked``, as a form sends it; of the field of a record its list
    is asked again.
    """
    own = key_written(asked)
    found: dict[Missing, None] = {}
    for fault in faults:
        for name, year in fault.facts:
            key = Missing(name.partition(".")[0], year)
            if (own is None or key.name != own.name) and interview.profile.given(
                *key[:2]
            ) is not None:
                found[key] = None
    return [ToldAgainst(key=written_key(key), label=phrases.missing(key)) for key in found]
