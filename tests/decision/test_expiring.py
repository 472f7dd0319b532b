"""What is held for a time only: what ends soon, and what has ended."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from huiqi.decision.decide import Decider
from huiqi.decision.expiring import SOON, expiring, held_already
from huiqi.decision.standing import Mark, mark_of
from huiqi.decision.topics import marked_results, overview
from huiqi.diagnostics import Diagnostics
from huiqi.profile.profile import Profile
from huiqi.profile.profile_reader import read_profile
from tests.titles import RULES

AS_OF = date(2026, 6, 20)


def held(*certificates: dict[str, str]) -> list[tuple[str, date]]:
    """What is told of an enterprise with these certificates."""
    return [(one.held, one.until) for one in expiring(RULES, _profile(*certificates), AS_OF)]


def _profile(*certificates: dict[str, str]) -> Profile:
    return read_profile(
        {"enterprise": "示例企业", "facts": {"已获得的称号": list(certificates)}},
        RULES,
        Diagnostics(),
    )


@pytest.mark.parametrize(
    ("days", "told"), [(-400, True), (-1, True), (0, True), (SOON, True), (SOON + 1, False)]
)
def test_what_ends_soon_or_has_ended_is_told(days: int, told: bool) -> None:
    """Up to and with the last day."""
    until = AS_OF + timedelta(days=days)
    found = held({"称号": "瞪羚企业", "有效期至": str(until)})
    assert [day for _, day in found] == ([until] if told else [])


def test_what_was_held_anew_has_not_ended() -> None:
    """The last certificate of a title counts, whatever it is called, and another title apart."""
    first = {"证书上的名称": "高企", "认定日期": "2020-12-08", "有效期至": "2023-12-07"}
    again = {"证书上的名称": "高企（复审）", "认定日期": "2023-12-07", "有效期至": "2026-12-06"}
    other = {"证书上的名称": "瞪羚", "称号": "瞪羚企业", "有效期至": "2026-01-01"}
    found = held({**first, "称号": "高企"}, {**again, "称号": "高企"}, other)
    assert found == [("瞪羚", date(2026, 1, 1)), ("高企（复审）", date(2026, 12, 6))]


@pytest.mark.parametrize(
    ("until", "told"),
    [
        # Over on any of its days; perhaps over; soon on the first of them; on none.
        ("2026-05", (date(2026, 5, 1), date(2026, 5, 31))),
        ("2026-06", (date(2026, 6, 1), date(2026, 6, 30))),
        ("2026", (date(2026, 1, 1), date(2026, 12, 31))),
        ("2026-12", (date(2026, 12, 1), date(2026, 12, 31))),
        ("2027-01", None),
    ],
)
def test_of_a_month_the_days_it_may_end_on_are_told(
    until: str, told: tuple[date, date] | None
) -> None:
    """None of them is taken for the day."""
    profile = _profile({"称号": "独角兽", "有效期至": until})
    found = [(one.earliest, one.until) for one in expiring(RULES, profile, AS_OF)]
    assert found == ([told] if told else [])


def test_what_was_given_anew_without_a_last_day_is_not_over() -> None:
    """The old certificate is, and the new one runs to a day that was not told."""
    old = {"称号": "高新技术企业", "认定日期": "2023-05-20", "有效期至": "2026-05-19"}
    anew = {"称号": "高新技术企业", "认定日期": "2026-05-20"}
    assert [title for title, _ in held(old)] == ["高新技术企业"]
    assert held(old, anew) == []


def test_a_day_that_is_not_known_is_not_told() -> None:
    """Neither that it ends, nor that it does not."""
    assert held({"称号": "瞪羚企业"}, {"称号": "独角兽", "有效期至": ">= 2026-05"}) == []


@pytest.mark.parametrize(
    ("certificate", "held"),
    [
        ({"称号": "市级企业技术中心"}, True),
        # One above it serves as well.
        ({"称号": "省级企业技术中心"}, True),
        ({"称号": "市级企业技术中心", "有效期至": "2026-06-20"}, True),
        ({"称号": "市级企业技术中心", "有效期至": "2026-06-19"}, False),
        # Perhaps over.
        ({"称号": "市级企业技术中心", "有效期至": "2026年6月"}, True),
        ({"称号": "瞪羚企业"}, False),
        ({"证书上的名称": "市级企业技术中心"}, False),
    ],
)
def test_what_a_measure_recognises_may_be_held(certificate: dict[str, str], held: bool) -> None:
    """Up to and with its last day, where it has one."""
    decision = Decider(RULES).decide(_profile(certificate), AS_OF, RULES.supports)
    assert ("technology-centre" in held_already(RULES, decision)) is held
    marks = {topic.slot.id: topic.mark for topic in overview(RULES, decision).topics}
    assert (marks["technology-and-design-centre"] is Mark.HELD) is held
    assert marked_results(RULES, decision)["technology-centre"].mark is (
        Mark.HELD if held else mark_of(decision["technology-centre"])
    )
