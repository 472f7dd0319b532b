"""What is taken from elsewhere is what working it out says: of nobody, and of the day before."""

from __future__ import annotations

import os
from collections.abc import Iterable
from datetime import date
from pathlib import Path

import pytest

from huiqi.decision.cases import Case, case_files, read_cases
from huiqi.decision.decide import Decider
from huiqi.decision.results import Decision
from huiqi.diagnostics import Diagnostics
from huiqi.profile.profile import Profile
from huiqi.profile.profile_reader import read_profile
from huiqi.rulebook.loading import load_rulebook
from huiqi.rulebook.measure import Measure
from tests.decision.partial import Drawing
from tests.decision.retold import said_of_all
from tests.thorough import THOROUGH

ROOT = Path(__file__).resolve().parents[2]
RULES = load_rulebook(ROOT / "rules")
DAY = date(2023, 6, 20)
#: Other places' are asked for through the topics that are modelled on them.
MEASURES = (*RULES.supports, *RULES.titles)
LONG = os.environ.get("HYPOTHESIS_PROFILE") == "long"
#: So many enterprises are drawn; of the files of cases every so many is taken.
DRAWN, EVERY = (1000, 1) if LONG else (40 if THOROUGH else 20, 8)
PLAIN = Decider(RULES, plain=True)
FAST = Decider(RULES)
DRAWING = Drawing(RULES)
PROFILES = [
    *sorted((ROOT / "cases" / "enterprises").glob("*.yaml")),
    ROOT / "cases" / "examples" / "example-complete.yaml",
]


def assert_same(
    profile: Profile, day: date, measures: Iterable[Measure] = MEASURES, *, told: bool = False
) -> None:
    """The fast decider says what the plain one says, whatever it was asked before."""
    plain = PLAIN.decide(profile, day, measures)
    assert_alike(plain, FAST.decide(profile, day, measures), told=told)


def assert_alike(plain: Decision, fast: Decision, *, told: bool) -> None:
    """Two decisions say the same of everything."""
    parts = zip(said_of_all(plain, told=told), said_of_all(fast, told=told), strict=True)
    for own, other in parts:
        for one, also in zip(own, other, strict=True):
            assert one == also


@pytest.mark.fuzz
@pytest.mark.parametrize("start", range(0, DRAWN, 10))
def test_any_enterprise_is_decided_alike(start: int) -> None:
    """Whatever is told of it; every tenth with how everything came about."""
    for number in range(start, start + 10):
        assert_same(DRAWING.enterprise(number), DAY, told=number == start)


@pytest.mark.fuzz
@pytest.mark.parametrize("start", range(0, DRAWN, 20))
def test_one_fact_changed_is_decided_anew(start: int) -> None:
    """What is redone after each of three changes comes to what a new decision says."""
    for number in range(start, start + 10):
        profile = DRAWING.enterprise(number)
        decision = FAST.decide(profile, DAY, MEASURES)
        for step in range(3):
            changed = DRAWING.changed(3 * number + step, profile)
            again = FAST.decide_again(decision, changed)
            assert_alike(PLAIN.decide(changed, DAY, MEASURES), again, told=number == start)
            profile, decision = changed, again


@pytest.mark.parametrize("path", PROFILES, ids=lambda path: path.stem)
def test_one_change_is_enough_where_the_smallest_set_is_one(path: Path) -> None:
    """The mark, which stops at the first that does, says what the whole search says."""
    decision = FAST.decide(read_profile(path, RULES, Diagnostics()), DAY, MEASURES)
    enough = {r.measure.id for r in decision.results if r.one_change}
    assert enough == {r.measure.id for r in decision.results if len(r.changes) == 1}


@pytest.mark.fuzz
def test_the_cases_are_decided_alike() -> None:
    """Of every case its measures."""
    for path in case_files([ROOT / "cases" / "measures", ROOT / "cases" / "titles"])[::EVERY]:
        for case in read_cases(path, RULES, Diagnostics()):
            if isinstance(case, Case):
                assert_same(case.profile, case.as_of, case.measures(RULES))


@pytest.mark.few(8)
@pytest.mark.parametrize("path", PROFILES, ids=lambda path: path.stem)
@pytest.mark.parametrize("day", [DAY, date(2026, 11, 26)])
def test_the_real_enterprises_are_decided_alike(path: Path, day: date) -> None:
    """With how every clause and line came about."""
    assert_same(read_profile(path, RULES, Diagnostics()), day, told=True)
