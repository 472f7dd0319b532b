"""A citation on one page as on another: the document, the place in it, how well it supports."""

from __future__ import annotations

from huiqi.report.pages import marks
from huiqi.report.phrases import Phrases
from huiqi.rulebook.basis import RANKS, Basis


def cited(basis: Basis, phrases: Phrases, full: bool = False) -> str:
    """Title, number and place with the grade; ``full``: with its address and its note."""
    say = phrases.say
    said = say(
        "{document}（{grade}）",
        document=basis.cited(),
        grade=marks.grade(RANKS[basis.grade], phrases),
    )
    notes = [note for note in (basis.source.url, basis.note) if note and full]
    return "\n".join([said, *notes])
