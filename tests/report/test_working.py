"""The working of an amount as a ledger: every line with its figures, the result to the fen."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from huiqi.decision.decide import decide_measures
from huiqi.decision.results import MeasureResult
from huiqi.report.blocks import Page, words_of
from huiqi.report.figures import exact_between, exact_limit
from huiqi.report.layout import widest
from huiqi.report.media import terminal
from huiqi.report.pages.working import working_rows, working_table
from huiqi.report.phrases import Phrases
from huiqi.rulebook.rulebook import Rulebook
from huiqi.values import Interval, Records, Value, exactly
from huiqi.words import Say
from tests.decision.small import AS_OF, profile, rulebook

MET = "requires: {id: k, text: {zh: 条件, en: clause}, if: a >= 1}\n"


def money(yuan: str) -> Interval:
    return exactly(Decimal(yuan))


def result(book: Rulebook, **facts: Value) -> MeasureResult:
    """The one measure, of an enterprise that has received nothing."""
    person = profile(support_received=Records((), complete=True), **facts)
    (found,) = decide_measures(book, person, AS_OF).results
    return found


def told(book: Rulebook, found: MeasureResult) -> list[tuple[str, str]]:
    return [
        (words_of(said), words_of(figure)) for said, figure in working_rows(found, Phrases(book))
    ]


def test_a_formula_stands_with_its_figures(tmp_path: Path) -> None:
    """10% of 1,234.56 yuan, then under a cap that is not reached: the limit is not what is paid."""
    cap = "caps: [{at_most: 500元, per: enterprise}]"
    book = rulebook(tmp_path, m=MET + f"gives: {{amount: 10% * b, {cap}}}\n")
    found = result(book, a=exactly(Decimal(1)), b=money("1234.56"))
    assert told(book, found) == [
        ("按公式：10% 乘 乙额 1,234.56元", "约 123.46"),
        ("受上限（每户企业）限制后：上限 500元", "约 123.46"),
        ("所以是", "约 123.46"),
    ]


def test_what_is_reached_is_not_told_twice(tmp_path: Path) -> None:
    """Where the cap is what is paid its figure stands at the right."""
    cap = "caps: [{at_most: 100元, per: enterprise}]"
    book = rulebook(tmp_path, m=MET + f"gives: {{amount: 10% * b, {cap}}}\n")
    found = result(book, a=exactly(Decimal(1)), b=money("5000"))
    assert told(book, found)[1:] == [
        ("受上限（每户企业）限制后", "100.00"),
        ("所以是", "100.00"),
    ]


def test_what_is_not_known_is_said_beside_its_name(tmp_path: Path) -> None:
    """Neither nothing nor a bound: the name with 未知, and no figure."""
    book = rulebook(tmp_path, m=MET + "gives: {amount: 10% * b}\n")
    assert told(book, result(book, a=exactly(Decimal(1)))) == [
        ("按公式：10% 乘 乙额 未知", "未知"),
        ("所以是", "未知"),
    ]


def test_parts_stand_below_what_they_are_part_of(tmp_path: Path) -> None:
    """The lesser of two, each with its figure, further in."""
    book = rulebook(tmp_path, m=MET + "gives: {amount: 'min(10% * b, 30元)'}\n")
    rows = told(book, result(book, a=exactly(Decimal(1)), b=money("200")))
    assert rows[1:3] == [("  取较小者：10% 乘 乙额 200元", "20.00"), ("  取较小者", "30.00")]


def test_an_open_claim_says_why_it_is_only_a_limit(tmp_path: Path) -> None:
    """20 yuan, if the condition is met, which is not known."""
    book = rulebook(tmp_path, m=MET + "gives: {amount: 10% * b}\n")
    rows = told(book, result(book, b=money("200")))
    assert rows[-2:] == [("资格没有定，所以只能说不超过", ""), ("所以是", "不超过 20.00")]


@pytest.mark.parametrize("width", [40, 80])
def test_all_lines_of_a_part_stand_back(tmp_path: Path, width: int) -> None:
    """A part that takes two lines begins both of them where it stands."""
    gives = "gives: {amount: 'min(10% * b + 20% * b + 30% * b, 30元)'}"
    book = rulebook(tmp_path, m=f"{MET}{gives}\n")
    table = working_table(result(book, a=exactly(Decimal(1)), b=money("200")), Phrases(book))
    drawn = [line.plain for line in terminal.lines(Page("", (table,)), width)]
    assert all(widest(line) <= width for line in drawn)
    start = next(n for n, line in enumerate(drawn) if "取较小者" in line)
    end = next(n for n, line in enumerate(drawn) if n > start and "取较小者" in line)
    assert all(line.startswith("   ") for line in drawn[start:end])


def test_bounds_to_the_fen_are_true() -> None:
    """A third of a yuan lies between what is printed of its bounds; a whole fen is printed so."""
    say = Say("zh")
    third = Decimal(1) / Decimal(3)
    assert exact_between(third, 2 * third, say) == "0.33 ～ 0.67"
    assert exact_limit(third, say) == "不超过 0.34"
    assert exact_between(Decimal("0.10"), Decimal("0.10"), say) == "0.10"
    assert exact_between(Decimal(0), None, say) == "未知"
    assert exact_between(Decimal("1.239"), None, say) == "不少于 1.23"
