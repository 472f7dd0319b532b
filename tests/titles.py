"""Titles of the real rulebook, decided for enterprises made of single facts."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path

from huiqi.decision.decide import Decider
from huiqi.decision.results import MeasureResult
from huiqi.profile.profile import Given, Profile
from huiqi.rulebook.loading import load_rulebook
from huiqi.truth import Truth
from huiqi.values import Value

RULES = load_rulebook(Path(__file__).resolve().parents[1] / "rules")
Facts = Mapping[tuple[str, int | None], Value]


def profile_of(facts: Facts) -> Profile:
    """An invented enterprise."""
    return Profile(name="示例企业", facts={key: Given(value=value) for key, value in facts.items()})


def decided(facts: Facts, title: str, as_of: date) -> MeasureResult:
    """The whole result on one title."""
    measures = [RULES.measures[title]]
    return Decider(RULES).decide(profile_of(facts), as_of, measures).results[0]


def met(facts: Facts, title: str, as_of: date) -> Truth:
    """Whether the criteria of a title are met in the strict reading."""
    verdict = decided(facts, title, as_of).verdict
    assert verdict is not None
    return verdict.truth
