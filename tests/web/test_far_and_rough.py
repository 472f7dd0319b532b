"""What was told as a range, what ends this month, what lies far off, and what a year that is over
leaves open, as a result tells it.
"""

from __future__ import annotations

import re

from tests.web.serving import Answered, Site
from tests.web.test_result import text_of

TOLD = """
enterprise: {name: 示例企业}
facts:
  注册地在聊城市: 是
  已获得的称号:
    - {称号: 专精特新中小企业, 有效期至: 2026年12月}
  技术改造项目:
    - 项目名称: 设备更新
      经第三方审核的实际设备软件投资额: 950万元..1800万元
      竣工投产日期: 2027-04
      属于智能工厂、数字化车间等智能化改造: 是
  营业收入: {2024: 2亿, 2025: 2.12亿}
  研发费用加计扣除额: {2024: 580万元, 2025: 690万元}
"""


def told(site: Site, day: str) -> Answered:
    """The result on a day."""
    return site.upload("/result", "told.yaml", TOLD.encode(), {"as_of": day})


def between(text: str, start: str, end: str) -> str:
    """What stands from one word to another."""
    return text.partition(start)[2].partition(end)[0]


def test_what_no_audit_has_seen_is_not_met(site: Site) -> None:
    """A plan was told as a range, and had a tick as audited."""
    text = text_of(told(site, "2026-12-01"))
    own = between(text, "有经第三方审核的设备软件投资", "注册地在聊城市（条文没有写，推定）")
    assert "还没有审核，审核以后再定" in own
    assert "950万元～1800万元" in own
    for title in ("技术改造设备奖补", "智能化设备购置支持"):
        step = between(between(text, "可以去问部门的", "给领导看的一页"), title, "不超过")
        assert "审核以后才有准数" in step


def test_what_was_told_as_a_range_is_not_asked_again(site: Site) -> None:
    """It was to be answered, as if nobody had."""
    text = text_of(told(site, "2026-12-01"))
    assert "审核以后定：经第三方审核的实际设备软件投资额" in text
    assert "、经第三方审核的实际设备软件投资额（下面" not in text


def test_what_ends_this_month_frightens_with_no_days(site: Site) -> None:
    """It was said to end in 0 days at the earliest, and not by what it is reviewed."""
    page = told(site, "2026-12-01")
    text = text_of(page)
    assert "专精特新中小企业（2026年12月，本月到期）" in text
    assert 'action="/measures/specialised-sme-2026' in page.text
    earlier = text_of(told(site, "2026-11-15"))
    assert "专精特新中小企业（2026年12月，最早还有 16 天）" in earlier


def test_a_limit_far_beyond_other_years_is_not_offered(site: Site) -> None:
    """10 billion was offered to whoever had 212 million the year before."""
    text = text_of(told(site, "2027-05-15"))
    near = between(text, "再答几问就知道要不要去问的", "制造业二十个题目")
    assert "民企营收突破奖励" not in near
    # Unknown is not no.
    assert "民企营收突破奖励" in text
    assert "不符合 民企营收突破奖励" not in text
    asked = text.rpartition("先弄清这几问")[2].partition("从第 1 问开始")[0]
    assert "营业收入是多少" in asked
    assert "是否为民营企业" not in asked


def test_a_year_that_is_over_says_what_it_leaves_open(site: Site) -> None:
    """What stood above was gone in silence."""
    text = text_of(told(site, "2027-05-15"))
    said = between(text, "2026年已过完", "给领导看的一页")
    assert "优秀研发机构补贴" in said
    assert "先填2026年的：" in said
    assert "年已过完" not in text_of(told(site, "2026-12-01"))


def test_what_is_open_for_a_told_project_is_named_above(site: Site) -> None:
    """The newest stood only below another document of its topic; the newest is named first."""
    page = told(site, "2026-12-01")
    text = text_of(page)
    above = between(text, "同样还没有定的：", "没有专员问谁")
    assert above.index("技改奖补（2025年）") < above.index("省重大技改等额贴息")
    link = page.text.partition('id="open-besides"')[2].partition('href="#')[2].partition('"')[0]
    assert f'id="{link}"' in page.text
    assert "技术改造设备奖补" not in above


def test_what_is_nearly_met_says_its_cap_and_lists_what_it_counts(site: Site) -> None:
    """Three of seven were met, and one was shown."""
    more = TOLD + "  研发投入（财务报告口径）: {2024: 700万元, 2025: 730万元}\n"
    page = site.upload("/result", "told.yaml", more.encode(), {"as_of": "2026-12-01"})
    text = text_of(page)
    # A year before its document would still have been in force for another year's figures.
    before = more.replace("2024:", "2023:").replace("2025:", "2024:")
    page = site.upload("/result", "told.yaml", before.encode(), {"as_of": "2025-12-01"})
    near = between(text_of(page), "还差的、以后能得的", "制造业二十个题目")
    # With 848万元 in place of 730 it has grown by 148: 5 % are 7.4, of integrated circuits 10 %.
    assert re.search("照这样算，要是够了是不超过 8或15 *万元", near)
    assert "上限 500万元" not in near
    own = between(text, "研发占销售收入：超过2亿元的4%以上", "先问部门")
    for condition in ("没有违法违规和科研失信情形", "申报了上一年度的研发费用加计扣除"):
        assert condition in own


def test_what_was_seen_only_afterwards_is_not_named_above(site: Site) -> None:
    """The subsidy of 2025 stood there for a day of 2023."""
    for day, named in (("2023-06-20", False), ("2026-12-01", True)):
        above = told(site, day).text.partition('id="open-besides"')[2].partition("</p>")[0]
        assert ("技改奖补（2025年）" in above) is named
