"""The project's own constraints: complete, and right about figures that were answered wrongly."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from huiqi.diagnostics import Diagnostics
from huiqi.evaluation.reported import check_profile
from huiqi.language.tree import AsOf, FieldReference
from huiqi.language.types import Kind
from huiqi.profile.profile_reader import profile_from
from huiqi.rulebook.documents import read_yaml_text
from huiqi.rulebook.loading import load_penalties, load_rulebook
from huiqi.rulebook.rulebook import Fact, Rulebook

ROOT = Path(__file__).resolve().parents[1]
RULES = load_rulebook(ROOT / "rules")
TERMS = load_penalties(ROOT / "rules").terms
#: Days of an incident that may never have come: no decision bounds them while they are unknown.
NEVER_SURE = {"corrected_on", "ended_on", "ordered_on", "uncorrected_on"}
#: The first of the two of one kind bounds the year of the first; the older one of another does not.
CERTIFICATES = (
    "  已获得的称号: [{证书上的名称: 甲, 称号: 高新技术企业, 认定日期: 2021-12-07},"
    " {证书上的名称: 乙, 称号: 高新技术企业, 认定日期: 2018-11-30},"
    " {证书上的名称: 丙, 称号: 瞪羚企业, 认定日期: 2016-06-20}]"
)
#: The same, of which others may be left out; and a whole list without any of the kind.
SOME_CERTIFICATES = CERTIFICATES.replace("[", "{至少: [", 1) + "}"
NO_CERTIFICATE = "  已获得的称号: [{证书上的名称: 丙, 称号: 瞪羚企业, 认定日期: 2016-06-20}]"
WITH_BOND = "  技术改造项目: [{name: 甲, special_bond_2024: 是}]"


def facts(rulebook: Rulebook) -> Iterator[tuple[str, Fact]]:
    """Every fact, and every field of a list."""
    for name, fact in rulebook.facts.items():
        yield name, fact
        for key, own in fact.fields.items():
            yield f"{name}.{key}", own


@pytest.mark.parametrize("rulebook", [RULES, TERMS], ids=["enterprise", "incident"])
def test_every_day_and_every_ratio_is_constrained_or_says_why_not(rulebook: Rulebook) -> None:
    """By a constraint, by both ends of its domain, or by a written reason."""
    named = {name for constraint in rulebook.constraints.all for name in constraint.names}
    for name, fact in facts(rulebook):
        bounded = fact.low is not None and fact.high is not None
        if fact.type.kind in (Kind.DATE, Kind.RATIO) and fact.formula is None:
            assert name in named or bounded or fact.unconstrained, name
        assert not (name in named and fact.unconstrained), f"{name} is constrained after all"


def test_what_may_never_have_happened_is_not_bounded_by_the_decision() -> None:
    """A stated day is checked against it; an unknown one stays open above."""
    by_then = {
        constraint.subject.field: constraint.bounds
        for constraint in TERMS.constraints.all
        if constraint.each == "incident"
        and isinstance(constraint.subject, FieldReference)
        and isinstance(constraint.limit, AsOf)
    }
    assert {name for name, bounds in by_then.items() if bounds} == {"committed_on", "found_on"}
    assert {name for name, bounds in by_then.items() if not bounds} == NEVER_SURE


def told(text: str, as_of: date = date(2023, 6, 20)) -> list[tuple[str, str, bool]]:
    """Code, message and whether it is refused, of everything said about a profile."""
    diagnostics = Diagnostics()
    document = read_yaml_text(f"enterprise: 示例企业\nfacts:\n{text}", "x.yaml", diagnostics)
    assert document is not None
    profile = profile_from(document, RULES, diagnostics)
    diagnostics.raise_errors()
    check_profile(RULES, profile, as_of, diagnostics)
    refused = diagnostics.errors
    return [(item.code, item.message, item in refused) for item in diagnostics.sorted()]


def test_parts_that_exceed_the_whole_are_named() -> None:
    """10万 and 100万 taken off an income of 100万: no negative base, a contradiction."""
    whole = "  收入总额（企业所得税法第六条）: {2022: 100万元}\n  投资收益: {2022: 100万元}\n"
    found = told(f"{whole}  不征税收入: {{2022: 10万元}}")
    assert [(code, refused) for code, _, refused in found] == [("P140", True)]
    assert "收入总额（企业所得税法第六条）（2022年） 100万元" in found[0][1]
    assert "= 110万元" in found[0][1]
    assert not told(f"{whole}  不征税收入: {{2022: 0}}")


def test_what_lies_ahead_is_asked_about_and_never_refused() -> None:
    """A founding day, a year of entry and figures of years to come, on a past day and later."""
    text = (
        "  成立日期: 2030-01-01\n  首次升规纳统年份: 2031\n"
        "  营业收入: {2022: 5000万元, 2035: 1亿元}"
    )
    found = told(text)
    # Who has not entered yet, and has the revenue for it, is told that.
    assert {code for code, _, _ in found} == {"P141", "P146"}
    assert not any(refused for _, _, refused in found)
    messages = "\n".join(message for _, message, _ in found)
    for words in ("评估日尚未成立", "2030-01-01", "2031", "营业收入（2035年）"):
        assert words in messages
    assert told(text, date(2035, 12, 31)) == []


def test_an_event_ahead_is_taken_and_said_to_count_for_nothing_yet() -> None:
    """In any list that is dated; an undated event, and one of the day itself, are no question."""
    text = (
        "  已获得的称号: [{证书上的名称: 甲, 称号: 高新技术企业, 认定日期: 2031-01-01},"
        " {证书上的名称: 乙, 称号: 瞪羚企业, 认定日期: 2023-06-20},"
        " {证书上的名称: 丙, 称号: 独角兽企业}]\n"
        "  科技奖励: [{奖项: 丁, 获奖日期: 2032-02-02}]"
    )
    found = told(text)
    assert [(code, refused) for code, _, refused in found] == [("P145", False)] * 2
    messages = "\n".join(message for _, message, _ in found)
    for words in ("按还没有发生算", "甲（2031-01-01）", "丁（2032-02-02）"):
        assert words in messages
    assert "乙" not in messages
    assert "丙" not in messages
    assert told(text, date(2032, 12, 31)) == []


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("  营业收入: {2022: 1亿元}\n  主营业务收入: {2022: 1.1亿元}", "P140"),
        ("  资产总额: {2022: 1亿元}\n  净资产: {2022: 1.1亿元}", "P140"),
        ("  资产总额: {2022: 1亿元}\n  净资产: {2022: -1.1亿元}", None),
        ("  从业人员: {2022: 100}\n  研发人员: {2022: 101}", "P141"),
        ("  技术改造项目: [{name: 甲, started_on: 2022-02-02, completed_on: 2022-02-01}]", "P140"),
        ("  技术改造项目: [{name: 甲, completed_on: 2023-06-21}]", "P141"),
        ("  技术改造项目: [{name: 甲, completed_on: 2023-06-20}]", None),
        (f"  首次通过高新技术企业认定的年份: 2019\n{CERTIFICATES}", "P140"),
        (f"  首次通过高新技术企业认定的年份: 2018\n{CERTIFICATES}", None),
        # The list is of all that were ever given, yet many tell of what is held now alone.
        (f"  首次通过高新技术企业认定的年份: 2017\n{CERTIFICATES}", "P141"),
        (f"  首次通过高新技术企业认定的年份: 2017\n{SOME_CERTIFICATES}", None),
        (f"  首次通过高新技术企业认定的年份: 不适用\n{NO_CERTIFICATE}", None),
        (f"  首次通过高新技术企业认定的年份: 2017\n{NO_CERTIFICATE}", "P141"),
        (f"  最近一次高企复审通过的年份: 2020\n{NO_CERTIFICATE}", "P141"),
        # Three years from a day in 2021 end in 2024, and from one in 2020 perhaps on the day.
        ("  首次通过高新技术企业认定的年份: 2021\n  高新技术企业资格在有效期内: 否", "P141"),
        ("  首次通过高新技术企业认定的年份: 2020\n  高新技术企业资格在有效期内: 否", None),
        ("  最近一次高企复审通过的年份: 2021\n  高新技术企业资格在有效期内: 否", "P141"),
        ("  最近一次高企复审通过的年份: 2020\n  高新技术企业资格在有效期内: 否", None),
        ("  最近一次高企复审通过的年份: 2021\n  高新技术企业资格在有效期内: 是", None),
        (f"  已经得过的财政支持: []\n{WITH_BOND}", "P140"),
        (WITH_BOND, None),
        (f"  首次申报高企而没有通过认定的年份: 2019\n{CERTIFICATES}", "P140"),
        (f"  首次申报高企而没有通过认定的年份: 2018\n{CERTIFICATES}", None),
        (
            "  技术改造项目: [{name: 甲, total_investment: 1亿元, productive_equipment: 2亿元}]",
            "P140",
        ),
        ("  全年产值增速: {2022: -101%}", "P140"),
        (
            "  首次通过高新技术企业认定的年份: 2020\n  首次申报高企而没有通过认定的年份: 2021",
            "P140",
        ),
        (
            "  首次通过高新技术企业认定的年份: 2020\n  最近一次高企复审通过的年份: 2020",
            "P140",
        ),
        ("  全年产值增速: {2022: -100%}", None),
        ("  成立日期: 2015-01-01\n  首次升规纳统年份: 2014", "P141"),
    ],
)
def test_what_cannot_be_is_refused_or_asked_about(text: str, code: str | None) -> None:
    """A part above its whole, an end before its beginning, more than all of it."""
    assert [found for found, _, _ in told(text)] == ([code] if code else [])


def test_a_list_that_contradicts_a_figure_is_told_by_what_it_comes_to() -> None:
    """Not by a field of which every entry has another value."""
    found = told(f"  首次通过高新技术企业认定的年份: 2019\n{CERTIFICATES}")
    assert found[0][1].endswith("= 2018")
    assert "2019" in found[0][1]


@pytest.mark.parametrize(
    ("revenue", "entry", "told_of"),
    [
        # Nine tenths of the limit of 2,000万, and below that.
        ("1800万元", "不适用", True),
        ("1799万元", "不适用", False),
        ("2300万元", "不适用", True),
        ("2300万元", "2025", False),
        (">= 1800万元", "不适用", True),
        (">= 1700万元", "不适用", False),
    ],
)
def test_who_reaches_the_limit_and_never_entered_is_told(
    revenue: str, entry: str, told_of: bool
) -> None:
    """A hint refuses nothing, and is silent where it is not known whether it holds."""
    day = date(2026, 11, 29)
    found = told(f"  首次升规纳统年份: {entry}\n  营业收入: {{2025: '{revenue}'}}", day)
    assert [code for code, *_ in found] == (["P146"] if told_of else [])
    assert not any(refused for *_, refused in found)
    if told_of:
        assert "问统计部门能不能入库" in found[0][1]
    # Of another year, or where the year of entry is not known, nothing is said.
    assert told(f"  营业收入: {{2025: '{revenue}'}}", day) == []
    assert told(f"  首次升规纳统年份: 不适用\n  营业收入: {{2024: '{revenue}'}}", day) == []
