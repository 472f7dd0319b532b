"""One table under two rulebooks: which way each amount goes, and what it all comes to."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction
from itertools import product
from pathlib import Path

import pytest

from huiqi.decision.results import AmountKind, Status
from huiqi.decision.standing import Mark
from huiqi.decision.ways import Range, Way
from huiqi.rulebook.loading import load_rulebook
from huiqi.screening.moved import compared_screenings
from huiqi.screening.screened import (
    MeasureAnswer,
    Screened,
    ScreenedEnterprise,
    Screening,
)
from huiqi.screening.worded import Worded
from huiqi.truth import Truth
from tests.commands import ROOT, huiqi

TABLE = ROOT / "cases" / "examples" / "enterprise-table.csv"
DAY = ("--as-of", "2023-06-20")
_POINTS = [Decimal(n) for n in range(4)]
_RANGES = [
    Range(low, high) for low in _POINTS for high in (*_POINTS, None) if high is None or low <= high
]


@pytest.mark.parametrize(("before", "after"), list(product(_RANGES, _RANGES)))
def test_a_way_is_so_for_all_that_may_turn_out(before: Range, after: Range) -> None:
    """For certain: for every pair of outcomes; and the other way round the contrary."""
    way = before.moves_to(after)

    def outcomes(one: Range) -> list[Decimal]:
        most = Decimal(9) if one.high is None else one.high
        return [Decimal(n) / 2 for n in range(19) if one.low <= Decimal(n) / 2 <= most]

    pairs = [(a, b) for a in outcomes(before) for b in outcomes(after)]
    if all(a < b for a, b in pairs):
        assert way is Way.MORE
    elif all(a > b for a, b in pairs):
        assert way is Way.LESS
    else:
        assert way in (Way.SAME, Way.UNCLEAR, Way.MAY_BE_MORE, Way.MAY_BE_LESS)
    assert (way is Way.SAME) == (before == after)
    backwards = {
        Way.MORE: Way.LESS,
        Way.LESS: Way.MORE,
        Way.MAY_BE_MORE: Way.MAY_BE_LESS,
        Way.MAY_BE_LESS: Way.MAY_BE_MORE,
    }
    assert after.moves_to(before) is backwards.get(way, way)


def test_a_lower_rate_costs_less_by_as_much() -> None:
    """Claims are the rate times what was deducted, enterprise by enterprise (yuan, by hand)."""
    done = huiqi(*("screen", str(TABLE), "--set", "rd_subsidy_rate=15%", "--json"), *DAY)
    told = json.loads(done.stdout)
    (measure,) = told["measures"]
    # 12.5, 1206, 4800 and 88 (万元) are rated 优秀; no cap is known, and no base is certain.
    base = Fraction("12.5") + 1206 + 4800 + 88
    assert measure["name"] == "rd-institution-subsidy"
    assert Fraction(measure["before"]["high"]) == base * 10_000 * Fraction(20, 100)
    assert Fraction(measure["after"]["high"]) == base * 10_000 * Fraction(15, 100)
    # Three more have a deduction, and may be rated 优秀: theirs is in no sum, but may be less; of
    # the other five no deduction is told.
    assert measure["ways"] == {"may_be_less": 7, "same": 5}
    open_base = Fraction("65.2") + 310 + 5100
    for side, rate in (("before", 20), ("after", 15)):
        most = open_base * 10_000 * Fraction(rate, 100)
        assert Fraction(measure[f"open_{side}"]["most"]) == most
        assert measure[f"open_{side}"]["unbounded"] == 5
    # Seven have a deduction; nothing bounds what they can have together, so that it is not called
    # the same.
    assert told["whole"]["ways"] == {"unclear": 7, "same": 5}
    (pool,) = told["pools"]
    assert pool["pool_before"] == pool["pool_after"] == "80000000.00"


@pytest.mark.parametrize(
    ("deducted", "told"),
    [
        # A fifth of it, then 15 %, of a fund of 8,000 (万元).
        ("100", ["1 户没有定，都能得的话至多再 20万元", "资金 8000万元 够 →", "20→15"]),
        ("30000", ["至多再 12000万元", "资金 8000万元 不一定够，最多时只够 66.7% →", "9000万元"]),
        # More than the whole of the fund bounds nobody's share.
        ("50000", ["算不出→15000", "2 户没有定，不在内"]),
        ("", ["1 户没有定，不在内", "资金 8000万元 不一定够"]),
    ],
)
def test_what_is_open_is_told_beside_the_sum(
    tmp_path: Path, deducted: str, told: list[str]
) -> None:
    """It is no zero: a fund that has enough for those who are certain may not have it for all; it
    has where all that may be claimed at most is within it.
    """
    table = tmp_path / "表.csv"
    head = "企业名称,注册地,2022年研发费用加计扣除额（万元）,研发机构评定结果"
    firms = 2 if deducted.endswith("0000") else 1
    rows = [f"示例企业{number},聊城市,{deducted}," for number in range(firms)]
    table.write_text("\n".join([head, *rows, "示例企业9,聊城市,300,良好"]), encoding="utf-8")
    done = huiqi("screen", str(table), "--set", "rd_subsidy_rate=15%", *DAY)
    shown = " ".join(done.stdout.split())
    assert (f"优秀研发机构补贴 0 +{firms}?" in shown) == bool(deducted)
    for words in told:
        assert words.replace(" ", "") in shown.replace(" ", "")


def test_groups_make_up_the_whole() -> None:
    """Every enterprise is in one group."""
    words = ("--set", "rd_subsidy_rate=15%", "--by", "服务专员", "--json")
    told = json.loads(huiqi("screen", str(TABLE), *words, *DAY).stdout)
    for key in ("had_before", "had_after"):
        assert sum(group[key] for group in told["groups"]) == told["whole"][key]
    lows = [Decimal(group["before"]["low"]) for group in told["groups"]]
    assert sum(lows) == Decimal(told["whole"]["before"]["low"])
    # What is open is of the one measure that differs.
    (measure,) = told["measures"]
    for key in ("open_before", "open_after"):
        open_ = [group[key] for group in told["groups"]]
        assert sum(Decimal(one["most"]) for one in open_) == Decimal(measure[key]["most"])
        assert sum(one["unbounded"] for one in open_) == measure[key]["unbounded"]
        assert told["whole"][key] == measure[key]


def test_what_is_supposed_is_marked_in_the_file(tmp_path: Path) -> None:
    """Nobody takes it for the rules as they are."""
    output = tmp_path / "out.html"
    words = ("--set", "rd_subsidy_rate=15%", "-o", str(output))
    assert huiqi("screen", str(TABLE), *words, *DAY).returncode == 0
    assert "不是规定" in output.read_text("utf-8")


RULES = load_rulebook()
LOAN, GRANT = "city-loan", "province-grant"


def answered(measure: str, low: int, high: int | None) -> MeasureAnswer:
    """A measure that is had, of so many yuan."""
    return MeasureAnswer(
        measure=measure,
        status=Status.QUALIFIES,
        conditions=Status.QUALIFIES,
        mark=Mark.ELIGIBLE,
        kind=AmountKind.RANGE,
        low=Decimal(low),
        high=None if high is None else Decimal(high),
        at_most=None,
        grade=0,
        force=Truth.TRUE,
        failing=(),
        missing=(),
        asks=0,
        fund_only=False,
        near=None,
    )


def screening(*answers: MeasureAnswer) -> Screening:
    """One enterprise with these answers; nothing bounds what it may have together."""
    told = Screened(answers=answers, low=Decimal(0), high=None, waiting={})
    entry = ScreenedEnterprise(
        row=2,
        name="示例企业",
        credit_code="",
        carried=(),
        screened=told,
        worded=Worded(),
    )
    return Screening(
        rulebook=RULES,
        as_of=date(2023, 6, 20),
        table="示例.csv",
        carried=(),
        entries=(entry,),
        rejected=(),
        remarks=(),
    )


def test_an_unbounded_measure_is_the_same_whatever_becomes_of_another() -> None:
    """Each measure is compared by what is said of it alone; what is had together, by all."""
    same = answered(LOAN, 10, None)
    before = screening(same, answered(GRANT, 5, 5))
    after = screening(same, answered(GRANT, 4, 4))
    change = compared_screenings(before, after, [], lambda _, __: None)
    assert [(one.name, dict(one.ways)) for one in change.measures] == [(GRANT, {Way.LESS: 1})]
    assert dict(change.whole.ways) == {Way.UNCLEAR: 1}
    # Whoever is counted there is also listed.
    assert [one.way for one in change.enterprises] == [Way.UNCLEAR]


def test_an_unbounded_measure_of_which_something_differs_is_unclear() -> None:
    """Its range is the same, yet it may come to more or to less."""
    before = screening(answered(LOAN, 10, None))
    after = screening(replace(answered(LOAN, 10, None), grade=1))
    change = compared_screenings(before, after, [], lambda _, __: None)
    assert [dict(one.ways) for one in change.measures] == [{Way.UNCLEAR: 1}]
