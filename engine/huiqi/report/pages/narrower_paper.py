"""Whose paper a measure is known from, where that is a part of the place whose measure it is."""

from __future__ import annotations

from huiqi.report.phrases import Phrases
from huiqi.rulebook.measure import Rule
from huiqi.rulebook.narrower import narrower_source


def narrower_told(measure: Rule, phrases: Phrases) -> str:
    """That it is another district's paper, perhaps; empty where it is not a district's."""
    source = narrower_source(measure, phrases.rulebook)
    if source is None:
        return ""
    return phrases.say("依据是{issuer}的文件，别的县区办不办要问", issuer=source.issuer)
