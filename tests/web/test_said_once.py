"""What a page says is so, and is said alike wherever it stands."""

from __future__ import annotations

import html
import re
import urllib.parse

import pytest

from tests.web.serving import Site
from tests.web.test_asking import form_of, hidden

DAY = "2026-12-01"
#: A maker of bearing cages that was certified in 2021, and rewarded for it.
FIRM = """enterprise: 示例企业
facts:
  注册地在聊城市: 是
  行业代码: C3451
  营业收入: {2025: 2.12亿}
  首次通过高新技术企业认定的年份: 2021
  已获得的称号: [{称号: 高新技术企业, 有效期至: 2027-11}]
  技术改造项目:
    - {项目名称: 一号线, 经第三方审核的实际设备软件投资额: 950万元..1800万元,
       属于智能工厂、数字化车间等智能化改造: 未知, 列入省重大技改项目: 否}
  研发费用加计扣除额: {2025: 690万元}
  研发机构评定结果: 未知
  已经得过的财政支持:
    - {名目: 高企奖补, 是哪项措施: 高新技术企业首次认定奖励（市级）, 到账日: 2022, 金额: 10万元}
"""


@pytest.fixture(scope="module")
def result(site: Site) -> str:
    """Its result."""
    return site.upload("/result", "e.yaml", FIRM.encode(), {"as_of": DAY}).text


def words(page: str) -> str:
    """What is read of a page."""
    return html.unescape(re.sub(r"<[^>]+>", " ", page))


def of_measure(page: str, measure: str) -> str:
    """What a result says of one measure, its own reasons with it."""
    start = page.index(f'id="{measure}"')
    return words(page[start : page.index("依据", start)])


def test_what_was_had_is_said_to_have_been(result: str) -> None:
    """条件不够 was all that stood there of what had been paid in 2022."""
    told = of_measure(result, "high-technology-first-pass")
    assert "已经得过" in told
    assert "条件不够" not in told


def test_the_reason_outside_is_the_one_inside(result: str) -> None:
    """Whoever passed in 2021 cannot have failed first since 2025: nobody is sent to ask that."""
    told = of_measure(result, "high-technology-first-failed")
    assert "没有填；就是有，由别的所填推出早已通过，或早于上一年度，推定不符合" in told
    assert "由别的所填推出：早已通过，或早于上一年度" in told
    assert "先问部门算不算" not in told


def test_whom_to_ask_is_said_alike(result: str) -> None:
    """The office that is presumed, and the one that issued the document."""
    text = words(result)
    assert "找谁：多半是聊城市科学技术局（推定）" in text
    assert "多半是聊城市科学技术局（推定）；归哪个部门办，来源没有写" in text
    assert re.search("“一企一技术”中心 *（发文的聊城市工业和信息化局）", text)
    assert "没有专员的，先向聊城市人民政府办公室问归谁办" in text
    assert "山东省人民政府办公厅（" not in text


def test_the_papers_are_those_of_every_measure_named_above(result: str) -> None:
    """Those that ask for the same stand together; none is left out since another asks for it."""
    bring = words(result[result.index('id="bring"') :].partition("</details>")[0])
    for line in re.findall(r'id="lead-([^"]+)"', result):
        box = result[result.index(f'id="lead-{line}"') :].partition("</li>")[0]
        if "带证明：" in box:
            title = re.search('class="ti"><span class="vh">[^<]*</span>([^<]*)<', box)
            assert title is not None
            assert title[1].strip() in bring
    assert "智能化设备购置支持、技术改造设备奖补" in bring


def test_nought_among_amounts_is_nothing(result: str) -> None:
    """不超过 0或36万元 is no sentence."""
    text = words(result)
    assert "没有或不超过 36万元" in text
    assert "0或" not in re.sub(r"\d0或", "", text)
    # What decides it stands beside it.
    assert re.search("没有或不超过 36万元\\s*先得到智能化设备购置支持才有", text)


@pytest.mark.parametrize(
    ("path", "name"),
    [
        ("/form.xlsx", f"惠企-企业情况表-{DAY}.xlsx"),
        ("/profile.yaml", f"惠企-企业画像-{DAY}.yaml"),
        ("/result/receipt.json", f"惠企-收据-{DAY}.json"),
    ],
)
def test_a_saved_file_says_what_it_is_and_of_which_day(site: Site, path: str, name: str) -> None:
    """And not of whom: names of files go everywhere."""
    profile = '{"enterprise": "示例企业", "facts": {"registered_in_liaocheng": true}}'
    told = site.post(path, {"profile": profile, "as_of": DAY}).headers["content-disposition"]
    assert urllib.parse.unquote(told.partition("UTF-8''")[2]) == name


def test_more_questions_than_were_said_to_follow_is_said_to_be_by_the_answer(site: Site) -> None:
    """18 became 20, and nobody said why; of a page of its own how many it asks is said."""
    page = site.get(f"/ask?as_of={DAY}").text
    for said, more in (("3", True), ("500", False), ("", False), ("9" * 80, False)):
        form = form_of(page, "answer")
        kept = {name: hidden(form, name) for name in ("interview", "as_of", "key", "queue")}
        answered = site.post("/ask", {**kept, "do": "answer", "choice": "否", "left": said})
        told = words(answered.text)
        assert re.search(r"后面大约还有 \d+ 题", told)
        assert ("刚才的回答引出几题" in told) is more


def test_each_measure_that_hangs_on_a_question_is_named(site: Site) -> None:
    """另有 1 项 took as much room as its name."""
    page = site.get(f"/ask?as_of={DAY}").text
    for _ in range(12):
        why = page.partition('id="why"')[2].partition("</section>")[0]
        number = re.search(r"(\d+) 项措施要看它", why)
        rows = why.partition("<tbody>")[2].partition("</tbody>")[0].count("<tr")
        if number is not None and int(number[1]) <= 9:
            assert rows == int(number[1])
            assert "另有" not in words(why)
        form = form_of(page, "skip")
        kept = {name: hidden(form, name) for name in ("interview", "as_of", "key", "queue")}
        page = site.post("/ask", {**kept, "do": "skip"}).text
