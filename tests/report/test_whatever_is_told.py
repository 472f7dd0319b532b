"""Whatever is told of an enterprise, on whatever day, every page about it can be drawn."""

from __future__ import annotations

from datetime import date
from typing import Any

from hypothesis import HealthCheck, assume, example, given, settings
from hypothesis import strategies as st

from huiqi.decision.decide import Decider
from huiqi.diagnostics import Diagnostics, InputError
from huiqi.profile.profile_reader import read_profile
from huiqi.report.pages.check import check_pages
from huiqi.report.pages.estimate import estimate_pages
from huiqi.report.pages.result_screen import result_screen
from huiqi.report.phrases import Phrases
from tests.profile.forms import profiles
from tests.thorough import examples
from tests.titles import RULES

DECIDER = Decider(RULES)
#: Before, within and after what the bundled rules and profiles speak of.
DAYS = (date(2018, 3, 1), date(2023, 6, 20), date(2026, 11, 28))


@settings(max_examples=examples(30), deadline=None, suppress_health_check=list(HealthCheck))
@example(
    document={"facts": {"renovation_projects": [{"name": "甲", "completed_on": "2028-05-10"}]}},
    day=DAYS[2],
    language="zh",
)
@given(document=profiles(RULES), day=st.sampled_from(DAYS), language=st.sampled_from(["zh", "en"]))
def test_every_page_is_drawn(document: dict[str, Any], day: date, language: str) -> None:
    """In both languages."""
    diagnostics = Diagnostics()
    try:
        profile = read_profile(document, RULES, diagnostics)
        diagnostics.raise_errors()
    except InputError:
        assume(False)
    decision = DECIDER.decide(profile, day, RULES.supports)
    phrases = Phrases(RULES, language)
    result_screen(decision, phrases, None, unasked=len(decision.questions), put_off=0)
    every = [*check_pages(decision, phrases, None), *estimate_pages(decision, phrases)]
    assert all(page.blocks for page in every)
