"""What is written without its unit, and what is stated twice."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from huiqi.diagnostics import Diagnostics
from huiqi.evaluation.reported import check_profile
from huiqi.profile.profile import Profile
from huiqi.profile.profile_reader import profile_from
from huiqi.rulebook.documents import read_json_text, read_yaml_text
from huiqi.rulebook.rulebook import Rulebook
from huiqi.values import Interval, Records, exactly
from tests.profile.test_reader import RULES

#: An enterprise of 300 people, with amounts as its accountant keeps them: in 万元.
NO_UNITS = """
facts:
  从业人员: {2022: 300}
  营业收入: {2022: 18000}
  资产总额: {2022: 16000}
  净利润: {2022: -120}
  研发费用加计扣除额: {2022: 625}
  投资收益: {2022: 0}
  研发项目:
    2022:
      - {项目名称: 甲, 人员人工费用: 250, 直接投入费用: 30万元, 其他相关费用: '>= 20', 其余: 0}
"""


def read(text: str, rules: Rulebook = RULES) -> tuple[Profile, Diagnostics]:
    """A profile, and what was said of it."""
    diagnostics = Diagnostics()
    document = read_yaml_text(text, "p.yaml", diagnostics)
    assert document is not None, diagnostics.items
    return profile_from(document, rules, diagnostics), diagnostics


def said(text: str) -> list[tuple[str, int, int]]:
    """Codes and places of what was said."""
    return [(d.code, d.place.line, d.place.column) for d in read(text)[1].items]


def amount(profile: Profile, name: str) -> object:
    """The value of 2022."""
    found = profile.given(name, 2022)
    assert found is not None
    return found.value


def test_small_bare_amounts_are_asked_about_in_one_warning() -> None:
    """All of them by name, with the remedy; they are read as yuan all the same."""
    profile, diagnostics = read(NO_UNITS)
    (one,) = diagnostics.items
    assert (one.code, one.severity.value, one.place.line) == ("P131", "warning", 4)
    for words in (
        "营业收入（2022年） 18000",
        "资产总额（2022年） 16000",
        "净利润（2022年） -120",
        "研发费用加计扣除额（2022年） 625",
        "人员人工费用 250",
        "其他相关费用 >= 20",
    ):
        assert words in one.message
    assert "投资收益" not in one.message
    assert "从业人员" not in one.message
    assert "单位: 万元" in one.remedy
    assert amount(profile, "revenue") == exactly(Decimal(18000))


@pytest.mark.parametrize("head", ["单位: 万元", "unit: 万", "单位： 万元".replace("：", ":")])
def test_the_unit_at_the_head_holds_for_every_bare_amount(head: str) -> None:
    """However nested it is; what has its own unit, and what is no money, stays as it is."""
    profile, diagnostics = read(head + NO_UNITS)
    assert not diagnostics.items
    assert amount(profile, "revenue") == exactly(Decimal(180_000_000))
    assert amount(profile, "net_profit") == exactly(Decimal(-1_200_000))
    assert amount(profile, "rd_super_deduction") == exactly(Decimal(6_250_000))
    assert amount(profile, "employees") == exactly(Decimal(300))
    projects = amount(profile, "rd_projects")
    assert isinstance(projects, Records)
    fields = projects.items[0].fields
    assert fields["personnel"] == exactly(Decimal(2_500_000))
    assert fields["direct_input"] == exactly(Decimal(300_000))
    assert fields["other"] == Interval(Decimal(200_000), None)
    assert fields["depreciation"] == exactly(Decimal(0))


def test_a_unit_that_is_said_is_not_asked_about() -> None:
    """单位: 元 means yuan; with units written the head changes nothing."""
    assert said("单位: 元" + NO_UNITS) == []
    written = "facts:\n  营业收入: {2022: 2.1亿元}\n  净利润: {2022: 5元}\n"
    one, other = read(written)[0], read("单位: 万元\n" + written)[0]
    assert [g.value for g in one.facts.values()] == [g.value for g in other.facts.values()]
    assert said(written) == []


def test_a_range_takes_the_unit_at_both_ends_where_it_is_bare() -> None:
    """1..2万元 is a slip only a reader can see: each end has its own unit."""
    profile, _ = read("单位: 万元\nfacts:\n  营业收入: {2022: 100..2000000元}\n")
    assert amount(profile, "revenue") == Interval(Decimal(1_000_000), Decimal(2_000_000))


def test_an_unknown_unit_is_refused() -> None:
    """With its place."""
    assert said("单位: 万美元\nfacts: {}\n") == [("P111", 1, 5)]


@pytest.mark.parametrize(
    "facts",
    [
        "资产负债率: {2022: 52}",
        "资产负债率: {2022: '52'}",
        "资产负债率: {2022: '>= 1.5'}",
        "资产负债率: {2022: 0.5..52}",
        "资产负债率: {2022: {value: 52}}",
    ],
)
def test_a_bare_ratio_above_one_is_refused(facts: str) -> None:
    """52% or 0.52: nobody can tell."""
    _, diagnostics = read(f"facts:\n  {facts}\n")
    (one,) = diagnostics.errors
    assert one.code == "P120"
    assert "比例没有写单位" in one.message


def test_the_question_names_both_readings() -> None:
    """So that the writer sees which is meant."""
    _, diagnostics = read("facts:\n  资产负债率: {2022: 52}\n")
    assert "是 52%（即 0.52），还是 52 倍" in diagnostics.items[0].message


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ('facts:\n  营业收入: {2022: 1元, "2022": 2元}', 2),
        ("facts:\n  营业收入: {2022: 1元, 2022年: 2元}", 2),
        ("facts:\n  营业收入: {2022: 1元}\n  revenue: {2021: 2元}", 3),
        ("facts:\n  营业收入: {2022: 1元}\n  营业 收入: {2021: 2元}", 3),
        ("facts:\n  研发项目:\n    2022:\n      - 项目名称: 甲\n        name: 乙", 5),
        (
            "facts:\n  研发项目:\n    2022:\n      - 项目名称: 甲\n"
            "        人员人工费用: 1元\n        personnel: 1元",
            6,
        ),
        (
            "facts:\n  研发项目:\n    2022:\n      - 项目名称: 甲\n"
            "        其余: 0\n        rest: 0",
            6,
        ),
        ("facts:\n  研发项目: {全部: [], 截至: 2022,\n    through: 2023}", 3),
        ("name: 乙\nenterprise: {name: 甲}\nrevenue: {2022: 1元}", 2),
        ("name: 乙\nenterprise: 甲\nrevenue: {2022: 1元}", 2),
        ("enterprise: {name: 甲, note: 一}\nnote: 二\nfacts: {}", 1),
        ("单位: 万元\nunit: 元\nfacts: {}", 2),
    ],
)
def test_what_is_stated_twice_is_refused(text: str, line: int) -> None:
    """Under whichever of its names; both places are named, and neither wins."""
    _, diagnostics = read(text + "\n")
    (one,) = diagnostics.errors
    assert (one.code, one.place.line) == ("P103", line)
    assert "另一处在 p.yaml:" in one.message
    assert "只留一处" in one.remedy


def test_json_is_refused_alike() -> None:
    """Where a literal duplicate is refused, so is one under another name."""
    diagnostics = Diagnostics()
    text = '{"facts": {"revenue": {"2022": 1.5, "2022年": 200000}}}'
    document = read_json_text(text, "p.json", diagnostics)
    assert document is not None
    profile_from(document, RULES, diagnostics)
    assert [item.code for item in diagnostics.errors] == ["P103"]


@pytest.mark.parametrize(
    "facts",
    [
        "研发投入(财务报告口径): {2022: 900万元}",
        "研发投入 （财务报告口径）: {２０２２: 900万元}",
        '"研发投入\\u200b（财务报告口径）": {2022: 900万元}',
        "RD_Expense_Reported: {2022年: 900万元}",
    ],
)
def test_a_fact_is_found_however_it_is_spelt(facts: str) -> None:
    """Brackets, spaces, invisible characters, width, case."""
    profile, diagnostics = read(f"facts:\n  {facts}\n")
    assert not diagnostics.items
    assert amount(profile, "rd_expense_reported") == exactly(Decimal(9_000_000))


def test_options_fields_and_codes_are_found_however_they_are_spelt() -> None:
    """One normal form for all of them."""
    profile, diagnostics = read(
        "enterprise: {name: '甲 \\n厂', credit_code: '９１３７1500 790384538p'}\n"
        "facts:\n"
        "  研发机构评定结果: ' 优　秀 '\n"
        "  行业代码: ' ｃ２６４１'\n"
        "  居民企业: ' 是\\u200b'\n".replace("'", '"')
    )
    assert not diagnostics.items, [str(item) for item in diagnostics.items]
    assert profile.name == "甲 厂"
    assert profile.credit_code == "91371500790384538P"
    assert len(profile.facts) == 3


@pytest.mark.parametrize(
    ("fact", "written", "meant"),
    [
        # A cell that counts 万元, filled in in 亿元, and one filled in in 元.
        ("营业收入", "1.85万元", "若以亿元填写，是 1.85亿元"),
        ("研发费用加计扣除额", "1300000万元", "若以元填写，是 1,300,000元"),
        ("净利润", "-0.5万元", "若以亿元填写，是 -0.5亿元"),
        # A share as a decimal in a cell that counts in %.
        ("资产负债率", "0.4286%", "若填的是小数，是 42.86%"),
        ("营业收入", "90000亿元", "若以万元填写，是 90,000万元"),
        # No end that anybody means lies beyond all that can be.
        ("研发费用加计扣除额", "<= 15000000万元", "若以元填写，是 15,000,000元"),
    ],
)
def test_a_figure_with_its_unit_that_is_not_plausible_is_asked_about(
    fact: str, written: str, meant: str
) -> None:
    """Read as it is written, with the reading that is likely."""
    profile, diagnostics = read(f"facts:\n  {fact}: {{2022: {written}}}\n")
    (one,) = diagnostics.items
    assert (one.code, one.severity.value) == ("P131", "warning")
    about = f"{fact}（2022年） {written}"
    assert one.message.endswith(f"：{about}（{meant}）")
    (given,) = profile.facts.values()
    assert given.written == written


@pytest.mark.parametrize(
    "written",
    ["8000元", "10万元", "3000亿元", "'>= 1万元'", "1万元..2万元", "0万元", "'-0'"],
)
def test_what_is_plausible_small_in_yuan_or_not_exact_is_taken_at_its_word(written: str) -> None:
    """The ends of what is plausible belong to it; a range says how little is known."""
    assert said(f"facts:\n  资产总额: {{2022: {written}}}\n") == []


def test_the_head_of_the_file_is_a_unit_that_can_be_wrong() -> None:
    """单位: 万元 and a figure in 元."""
    _, diagnostics = read("单位: 万元\nfacts:\n  营业收入: {2022: 86000000, 2021: 7500}\n")
    (one,) = diagnostics.items
    assert "营业收入（2022年） 86000000（若以元填写，是 86,000,000元）" in one.message
    assert "2021" not in one.message


@pytest.mark.parametrize(
    ("facts", "words"),
    [
        (
            "研发费用加计扣除额: {2024: 2600万元}\n  可加计扣除的研发费用合计: {2024: 1300万元}",
            "第40行",
        ),
        ("可加计扣除的研发费用合计: {2024: 1300万元}\n  营业收入: {2024: 1200万元}", "第40行"),
        ("研发费用加计扣除额: {2024: 1300万元}\n  营业收入: {2024: 1200万元}", "第51行"),
        ("研发投入（财务报告口径）: {2024: 1300万元}\n  营业收入: {2024: 1200万元}", "财务报告"),
        ("净利润: {2024: 1300万元}\n  营业收入: {2024: 1200万元}", "净利润"),
    ],
)
def test_lines_that_do_not_fit_each_other_are_asked_about(facts: str, words: str) -> None:
    """Line 51 beside line 40 times the rate (100% in 2024, 120% of two lists), both beside revenue:
    the form A107012 lets each be so, and a unit is the likelier cause.
    """
    profile, diagnostics = read(f"facts:\n  {facts}\n")
    check_profile(RULES, profile, date(2025, 6, 1), diagnostics)
    (one,) = diagnostics.items
    assert (one.code, one.severity.value) == ("P141", "warning")
    assert words in one.message


def test_line_51_at_the_rate_of_a_list_is_not_asked_about() -> None:
    """120% of line 40 (集成电路、工业母机 from 2023); one cent more is."""
    for deduction, asked in (("1560万元", 0), ("15600000.01元", 1)):
        facts = f"加计扣除额: {{2024: {deduction}}}\n  可加计扣除的研发费用: {{2024: 1300万元}}"
        profile, diagnostics = read(f"facts:\n  {facts}\n")
        check_profile(RULES, profile, date(2025, 6, 1), diagnostics)
        assert len(diagnostics.items) == asked


@pytest.mark.parametrize(
    ("titles", "asked"),
    [
        ("{称号: 高企, 认定日期: 2021-10-01, 有效期至: 2024-09-30}", ["2024-09-30"]),
        ("{称号: 高企, 认定日期: 2021-10-01, 有效期至: 2025-06-01}", []),
        # Renewed; and another title's end is another matter.
        (
            "{称号: 高企, 认定日期: 2021-10-01, 有效期至: 2024-09-30}, "
            "{称号: 高企, 认定日期: 2024-10-15, 有效期至: 2027-10-14}",
            [],
        ),
        (
            "{称号: 高企, 认定日期: 2021-10-01, 有效期至: 2024-09-30}, "
            "{称号: 创新型中小企业, 认定日期: 2024-10-15, 有效期至: 2027-10-14}",
            ["2024-09-30"],
        ),
    ],
)
@pytest.mark.parametrize("extent", ["至少", "全部"])
def test_a_title_that_has_ended_and_was_not_renewed_is_remarked_on(
    extent: str, titles: str, asked: list[str]
) -> None:
    """Until the last of its days it has not."""
    profile, diagnostics = read(f"facts:\n  已获得的称号: {{{extent}: [{titles}]}}\n")
    check_profile(RULES, profile, date(2025, 6, 1), diagnostics)
    assert [item.code for item in diagnostics.items] == ["P141"] * len(asked)
    for item, day in zip(diagnostics.items, asked, strict=True):
        assert day in item.message
