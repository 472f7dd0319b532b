"""What is said of the decision on an enterprise of a table, in the language of the list."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from datetime import date

from huiqi.objects import dataclass
from huiqi.quantities import Number


@dataclass(frozen=True, slots=True, kw_only=True)
class Worded:
    """What is said of a decision in words, by measure: the next step; all that waits for answers
    waits for, or the amount of what can be had; what is had for certain rests on; what each answer
    that decides an amount, or each stage, makes of it, and the least answer, or what is paid at
    once, in yuan; the stage whose year is over, what comes after one that was paid, and the stage
    of this year alone with its end; for whom it is more; the least before a rounding whose way no
    source tells, and to what.
    """

    steps: Mapping[str, str] = field(default_factory=dict)
    asked: Mapping[str, str] = field(default_factory=dict)
    evidence: Mapping[str, str] = field(default_factory=dict)
    by_answer: Mapping[str, str] = field(default_factory=dict)
    least: Mapping[str, Number] = field(default_factory=dict)
    missed: Mapping[str, str] = field(default_factory=dict)
    later: Mapping[str, tuple[str, Number]] = field(default_factory=dict)
    this_year: Mapping[str, tuple[str, date]] = field(default_factory=dict)
    more_for: Mapping[str, str] = field(default_factory=dict)
    unrounded: Mapping[str, tuple[Number, str]] = field(default_factory=dict)
