"""What all of a table may have together where nothing bounds something: what is known is said.

All enterprises are invented.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from huiqi.city import GivenTable, screen
from huiqi.decision.results import AmountKind, Status
from huiqi.report.pages.screen_words import worded
from huiqi.report.pages.together_told import together_told
from huiqi.report.phrases import Phrases
from huiqi.screening.screened import MeasureAnswer, Screening
from huiqi.truth import Truth
from tests.titles import RULES

PHRASES = Phrases(RULES, "zh")
BOUNDED, OPEN, OTHER = "above-scale-reward", "rd-first-high-technology", "rd-subsidy-2025"


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> Screening:
    path = tmp_path_factory.mktemp("together") / "台账.csv"
    path.write_text("企业名称,注册地\n示例甲厂,聊城市\n示例乙厂,聊城市", encoding="utf-8")
    return screen(RULES, GivenTable(file=path), date(2026, 6, 20), worded(PHRASES), processes=1)


def with_answers(found: Screening, *answers: MeasureAnswer) -> Screening:
    """The same, each enterprise with these answers alone."""
    return replace(
        found,
        entries=tuple(
            replace(one, screened=replace(one.screened, answers=answers)) for one in found.entries
        ),
    )


def answer(found: Screening, measure: str, most: int | None, **more: object) -> MeasureAnswer:
    """One that is open, under a document in force."""
    told: dict[str, object] = {
        "measure": measure,
        "status": Status.UNDETERMINED,
        "kind": AmountKind.UNKNOWN if most is None else AmountKind.RANGE,
        "low": Decimal(0),
        "high": None if most is None else Decimal(most),
        "at_most": None,
        "fund_only": False,
        "force": Truth.TRUE,
    }
    return replace(found.entries[0].screened.answers[0], **told | more)  # type: ignore[arg-type]


def test_what_is_bounded_is_summed_and_what_is_not_is_named(found: Screening) -> None:
    """Two enterprises, 50,000 yuan each."""
    own = with_answers(found, answer(found, BOUNDED, 50_000), answer(found, OPEN, None))
    told = together_told(own, (Decimal(20_000), None), PHRASES)
    assert told == (
        "不少于 2万元；有上限的每项单独加起来不超过 10万元，上限没有的另算：首次认定高企补助"
    )


@pytest.mark.parametrize(
    "more",
    [
        {"force": Truth.UNKNOWN},
        {"status": Status.DOES_NOT_QUALIFY},
        {"kind": AmountKind.NONE},
        {"kind": AmountKind.NOT_DUE},
    ],
)
def test_who_is_refused_or_in_doubt_bounds_nothing(
    found: Screening, more: dict[str, object]
) -> None:
    """Nor is it named for having no bound."""
    others = (answer(found, BOUNDED, 50_000, **more), answer(found, OTHER, None, **more))
    own = with_answers(found, *others, answer(found, OPEN, None))
    told = together_told(own, (Decimal(0), None), PHRASES)
    assert told == "至少多少还说不出；上限没有的：首次认定高企补助"


def test_what_is_bounded_is_told_as_ever(found: Screening) -> None:
    own = with_answers(found, answer(found, BOUNDED, 50_000))
    assert together_told(own, (Decimal(10_000), Decimal(50_000)), PHRASES) == "1～5万元"
