"""Real enterprises, with publicly reported figures only: what those figures settle, and no more."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from huiqi.decision.decide import Decider
from huiqi.decision.ladder import ladder_of
from huiqi.decision.results import Status
from huiqi.decision.steps import Ladder, Step
from huiqi.diagnostics import Diagnostics
from huiqi.inference import InferenceWorker
from huiqi.profile.profile import Profile
from huiqi.profile.profile_reader import read_profile
from huiqi.truth import Truth
from tests.titles import RULES

FOLDER = Path(__file__).resolve().parents[1] / "cases" / "enterprises"
PROFILES = sorted(FOLDER.glob("*.yaml"))


def profile(name: str) -> Profile:
    """A profile by the name of its file."""
    return read_profile(FOLDER / f"{name}.yaml", RULES, Diagnostics())


def climb(name: str, as_of: date) -> Ladder:
    """The ladder of one enterprise."""
    enterprise = profile(name)
    decision = Decider(RULES).decide(enterprise, as_of, RULES.titles)
    return ladder_of(RULES, decision)


def step(name: str, title: str, as_of: date) -> Step:
    """One step of the ladder."""
    return next(step for step in climb(name, as_of).steps if step.name == title)


#: One in each version of the rules.
DAYS = [date(2023, 6, 20), date(2025, 6, 30), date(2026, 6, 30)]


@pytest.mark.few(12)
@pytest.mark.network
@pytest.mark.parametrize("path", PROFILES, ids=lambda path: path.stem)
@pytest.mark.parametrize("day", DAYS)
def test_both_engines_agree(path: Path, day: date) -> None:
    """On every measure and every title."""
    with InferenceWorker() as worker:
        decision = Decider(RULES, worker).decide(profile(path.stem), day)
    assert decision.note is None
    assert decision.checked > 0


@pytest.mark.parametrize("path", PROFILES, ids=lambda path: path.stem)
@pytest.mark.parametrize("day", DAYS)
def test_public_figures_settle_no_money(path: Path, day: date) -> None:
    """Every measure and every title is answered."""
    decision = Decider(RULES).decide(profile(path.stem), day)
    assert len(decision.results) == len(RULES.measures)
    # No public figure settles that one of them qualifies for money: nothing is guessed.
    for result in decision.results:
        if result.measure.ladder is None:
            assert result.status is not Status.QUALIFIES


@pytest.mark.parametrize(
    "name", ["dong-e-e-jiao", "fengxiang", "luxi-chemical", "yanggu-huatai", "zhongtong-bus"]
)
def test_a_listed_company_is_neither_gazelle_nor_unicorn(name: str) -> None:
    """Both titles are for companies that are not listed."""
    for title in ("gazelle", "unicorn", "potential-unicorn"):
        assert step(name, title, date(2024, 6, 30)).result.status in (
            Status.DOES_NOT_QUALIFY,
            Status.NOT_IN_FORCE,
        )


def test_sales_above_the_limit_rule_out_a_technology_sme() -> None:
    """More than 200 million of sales, whatever else."""
    for name in ("gambol-pet", "jindi-precision", "zhongtong-bus"):
        found = step(name, "technology-sme", date(2023, 6, 20))
        assert [part.clause.id for part in found.failing] == ["small"]


def test_debt_of_zhongtong_rules_out_a_gazelle_by_itself() -> None:
    """71.577% at the end of 2022 is above 70%; 67.922% a year later is not."""
    verdict = step("zhongtong-bus", "gazelle", date(2023, 6, 20)).result.verdict
    assert verdict is not None
    assert verdict.nodes["debt"] is Truth.FALSE
    later = step("zhongtong-bus", "gazelle", date(2024, 6, 20)).result.verdict
    assert later is not None
    assert later.nodes["debt"] is Truth.TRUE


def test_the_accident_of_2023_bars_for_three_years() -> None:
    """10 deaths, found a major accident: to 2026-05-01, and no longer by that alone."""
    last, after = date(2026, 5, 1), date(2026, 5, 2)
    for day, expected in ((last, Truth.FALSE), (after, Truth.UNKNOWN)):
        verdict = step("luxi-hydrogen-peroxide", "specialised-sme", day).result.verdict
        assert verdict is not None
        assert verdict.nodes["clean"] is expected


def test_a_slight_environmental_offence_bars_only_the_provincial_champion() -> None:
    """Any offence counts there; elsewhere its severity, which was not reported, decides."""
    for name in ("hadadi-bearing", "hongxing-concrete", "kangli-flooring"):
        day = date(2023, 1, 29)
        assert step(name, "provincial-champion", day).result.status is not Status.DOES_NOT_QUALIFY
        day = date(2024, 6, 30)
        assert [part.clause.id for part in step(name, "provincial-champion", day).failing] == [
            "clean"
        ]
        assert not step(name, "specialised-sme", day).failing


def test_a_title_without_its_dates_is_neither_held_nor_not() -> None:
    """Reported in 2025 as a little giant; when it was recognised was not."""
    assert step("jindi-precision", "little-giant", date(2025, 6, 30)).held is Truth.UNKNOWN
