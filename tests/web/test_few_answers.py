"""What an answer or two would settle, and what was left empty, near the head of a result."""

from __future__ import annotations

import html
import json
import re

import pytest

from tests.web.serving import Answered, Site
from tests.web.test_result import carried, text_of, text_of_part

DAY = "2026-11-30"
#: Of a firm above scale for years, with a certificate that was renewed.
TOLD = {
    "registered_in_liaocheng": "是",
    "rd_super_deduction": {"2025": "960万元", "2024": "802万元"},
    "revenue": {"2025": "2.36亿元", "2024": "2.05亿元"},
    "rd_expense_reported": {"2025": "1080万元", "2024": "905万元"},
    "industry_code": "C34",
    "statistics_entry_year": "2019",
    "rd_institution_rating": "not_rated",
    "recognitions": [
        {"title": "high_technology", "recognised_on": "2022-12-12"},
        {"title": "high_technology", "recognised_on": "2025-12-08"},
    ],
    "high_technology_certificate": "是",
    "first_high_technology_year": "2022",
    "renovation_projects": [{"name": "设备更新", "provincial_key": "否"}],
}
YEAR = ["high_technology_recheck_year", None, ""]
INVESTED = ["renovation_projects", None, ".audited_equipment_and_software(设备更新)"]


def result_of(site: Site, told: object, *empty: object, drawn: str = "/result") -> Answered:
    """The result of what was told, with those questions left empty."""
    sent = {"profile": json.dumps({"facts": told}), "as_of": DAY, "empty": json.dumps(empty)}
    return site.post(drawn, sent)


def hidden_in(page: Answered, path: str) -> dict[str, str]:
    """What the form that asks, or the first that leads there, holds hidden."""
    forms = re.findall(f'action="{path}"[^>]*>(.*?)</form>', page.text, re.DOTALL)
    form = next((one for one in forms if 'value="answer"' in one), forms[0])
    found = re.findall('<input type="hidden" name="([^"]*)" value="([^"]*)"', form)
    return {name: html.unescape(value) for name, value in found}


def few(page: Answered) -> list[str]:
    """The lines of what is one or two answers away."""
    found = re.search(r'id="few">(.*?)</section>', page.text, re.DOTALL)
    return [] if found is None else re.findall("<li>(.*?)</li>", found[1], re.DOTALL)


def line_of(page: Answered, title: str) -> str:
    """The one of a measure."""
    (line,) = (one for one in few(page) if one.startswith(title))
    return line


@pytest.mark.parametrize("drawn", ["/result", "/result/summary"])
def test_what_was_left_empty_is_told_first(site: Site, drawn: str) -> None:
    """The year of a recheck stood far below, under what is no topic, and nobody went there."""
    page = result_of(site, TOLD, YEAR, drawn=drawn)
    line = text_of_part(line_of(page, "高企复审奖励（市级）"))
    assert "不超过 5万元" in line
    assert "最近一次高企复审通过的年份" in line
    assert "空着过了" in line
    assert few(page)[0].startswith("高企复审奖励（市级）")
    # What was not asked yet is told apart.
    assert "还没有问到" in text_of_part(line_of(page, "技术改造设备奖补"))
    # A file that was filled in asked nothing.
    sent = {"profile": json.dumps({"facts": TOLD}), "as_of": DAY}
    assert "没有填" in text_of_part(line_of(site.post(drawn, sent), "高企复审奖励（市级）"))


def test_it_is_answered_from_there_and_what_else_was_left_stays_told(site: Site) -> None:
    """Its questions come next, and the result after it still knows what was passed over."""
    page = result_of(site, TOLD, YEAR, INVESTED)
    queue = re.search('value="([^"]*)"', line_of(page, "技术改造设备奖补"))
    assert queue is not None
    sent = {"profile": carried(page), "as_of": DAY, "empty": json.dumps([YEAR, INVESTED])}
    asked = site.post("/ask", {**sent, "do": "queue", "queue": html.unescape(queue[1])})
    assert "经第三方审核的实际设备软件投资额" in text_of(asked)
    fields = hidden_in(asked, "/ask")
    after = site.post("/ask", {**fields, "do": "answer", "a": "1350万元"})
    page = site.post("/result", hidden_in(after, "/result"))
    assert not any(one.startswith("技术改造设备奖补") for one in few(page))
    assert "空着过了" in line_of(page, "高企复审奖励（市级）")


def test_a_page_that_was_passed_says_what_stayed_empty_there(site: Site) -> None:
    """Of the fields below a question one was typed, the other not."""
    told = {key: value for key, value in TOLD.items() if key != "first_high_technology_year"}
    sent = {"profile": json.dumps({"facts": told}), "as_of": DAY}
    first = json.dumps(["first_high_technology_year", None, ""])
    asked = site.post("/ask", {**sent, "do": "queue", "queue": f"{first}\n{json.dumps(YEAR)}"})
    fields = hidden_in(asked, "/ask")
    assert json.dumps(YEAR) in fields["beside"]
    passed = site.post("/ask", {**fields, "do": "answer", "a": "2022"})
    found = hidden_in(passed, "/result")
    assert json.loads(found["empty"]) == [YEAR]
    assert "空着过了" in line_of(site.post("/result", found), "高企复审奖励（市级）")


def test_what_was_left_empty_of_others_is_named(site: Site) -> None:
    """What does not settle a measure by itself is named too, the most valuable first, three."""
    of_project = [f".{field}(设备更新)" for field in ("smart", "completed_on", "started_on")]
    empty = [["renovation_projects", None, where] for where in of_project]
    page = result_of(site, TOLD, *empty, ["market_standing", None, ""])
    found = re.search("还有空着过了的：(.*?)</p>", page.text, re.DOTALL)
    assert found is not None
    assert "竣工投产日期" in found[1]
    # What one of those lines asks stands there, and what decides nothing now is not held up.
    assert "属于智能工厂" not in found[1]
    assert "开工日期" not in found[1]


def test_what_nobody_in_the_house_knows_is_not_near(site: Site) -> None:
    """Who said not to know it is not asked first again."""
    told = {**TOLD, "high_technology_recheck_year": "未知"}
    assert not any(one.startswith("高企复审") for one in few(result_of(site, told)))
    assert any(one.startswith("高企复审") for one in few(result_of(site, TOLD)))


@pytest.mark.parametrize("empty", ["[", "{}", "[1]", '[["x"]]', '[["revenue", true, ""]]'])
def test_what_is_no_list_of_questions_is_none(site: Site, empty: str) -> None:
    """Whoever changes what the page holds gets a page."""
    sent = {"profile": json.dumps({"facts": TOLD}), "as_of": DAY, "empty": empty}
    assert site.post("/result", sent).status == 200
    assert site.post("/ask", {**sent, "do": "review"}).status == 200


def test_a_cap_whose_share_is_not_known_is_told_as_one(site: Site) -> None:
    """500万元 stood in bold before whoever plans 2900万: a tenth of that is 290万."""
    page = result_of(site, TOLD, INVESTED)
    told = "是上限；按经第三方审核的实际设备软件投资额的 10%，这个数还不知道"
    row = page.text[page.text.index('id="renovation"') :].partition("</summary>")[0]
    assert told in text_of_part(row)
    assert 'class="am nil"' in row
    assert "按它的 10%" in text_of_part(line_of(page, "技术改造设备奖补"))
    # A tenth of what was told, also where it is no more than so much.
    spent = "<= 1350万元"
    project = {"name": "设备更新", "provincial_key": "否", "audited_equipment_and_software": spent}
    page = result_of(site, {**TOLD, "renovation_projects": [project]})
    row = page.text[page.text.index('id="renovation"') :].partition("</summary>")[0]
    assert "不超过 135万元" in text_of_part(row)
    assert "是上限" not in text_of_part(row)
    assert 'class="am nil"' not in row


def test_what_was_spent_by_now_is_no_ceiling_of_what_is_being_built(site: Site) -> None:
    """640万 of machines had been bought of 1500万, as the help said to write: 不超过 64万元."""
    project = {
        "name": "设备更新",
        "completed_on": "2027-05-01",
        "total_investment": "800万至1800万",
    }
    begun = {**TOLD, "renovation_projects": {"全部": [project]}}
    sent = {"profile": json.dumps({"facts": begun}), "as_of": DAY}
    asked = site.post("/ask", {**sent, "do": "queue", "queue": json.dumps(INVESTED)})
    assert "全部计划数（如 640万至1500万），已花的不是上限" in text_of(asked)
    after = site.post("/ask", {**hidden_in(asked, "/ask"), "do": "answer", "a": "640到1500万"})
    page = site.post("/result", hidden_in(after, "/result"))
    row = page.text[page.text.index('id="renovation"') :].partition("</summary>")[0]
    assert "不超过 150万元" in text_of_part(row)


@pytest.mark.parametrize("drawn", ["/result", "/result/summary"])
def test_one_step_says_what_is_not_known_of_it(site: Site, drawn: str) -> None:
    """192万元 for a step of which nobody has published how it is made: that stands with it, on the
    page that is handed on nowhere else.
    """
    text = re.sub(r"\s+", " ", text_of_part(result_of(site, TOLD, drawn=drawn).text))
    told = "市 报道\\*，最后见于2023年 ?：? ?只差：研发机构评定结果；"
    told += "没有公布：优秀研发机构的评定标准等 4 处；"
    assert re.search(f"{told}给的是：不超过 192万元", text)
    assert (text.count("192万元") == 1) is (drawn == "/result/summary")


def test_how_many_are_open_is_said_alike_on_both_pages(site: Site) -> None:
    """One page said 5, the other listed more."""
    told = {**TOLD, "green_threshold_refused": "未知", "rd_subsidy_barred": "未知"}
    pages = [result_of(site, told, drawn=drawn) for drawn in ("/result", "/result/summary")]
    sentence = r"(?:还有 \d+ 题没有问到、)?答了不知道的和跳过的一共 \d+ 题；先弄清下面 \d+ 题"
    said = [re.findall(sentence, text_of(page)) for page in pages]
    assert len({*said[0], *said[1]}) == 1
    # The page on which all answers stand says the same two figures.
    sent = {"profile": json.dumps({"facts": told}), "as_of": DAY, "empty": "[]", "do": "review"}
    counted = said[0][0].partition("；")[0]
    assert f"{counted}。改一题" in text_of(site.post("/ask", sent))


def test_what_is_not_listed_is_looked_for_from_the_result(site: Site) -> None:
    """Her boss asked for a loan with interest paid."""
    page = result_of(site, TOLD)
    assert "没有列出的？按你的说法找" in page.text
    sent = hidden_in(page, "/measures")
    found = site.post("/measures", {**sent, "words": "贷款贴息"})
    # Of the province's own loans one speaks; the city's pays the same interest, and says so.
    assert "重大技术改造项目支持" in text_of(found)
    wider = re.search('name="words" value="([^"]*)">(.*?)</button>', found.text)
    assert wider is not None
    others = text_of(site.post("/measures", {**sent, "words": wider[1]}))
    assert "等额贴息" in others


def test_what_is_to_be_looked_at_again_says_what_it_means(site: Site) -> None:
    """A project that is not completed was an orange line above all."""
    project = {"name": "设备更新", "completed_on": "2027-03-31"}
    text = text_of(result_of(site, {**TOLD, "renovation_projects": [project]}))
    said = "还没有竣工（要竣工才给的，到时再报）"
    assert text.index("制造业二十个题目") < text.index("所填的，看一眼对不对") < text.index(said)
    # What asks for the completion is not refused for good, and says what it comes to then.
    assert "竣工投产以后再看：最高2000万元；到 2027-03-31 满足" in text
    assert "以后再看 重大技术改造项目支持" in text
    assert "还没有竣工投产" not in text
    told = {**TOLD, "high_technology_recheck_year": "不适用"}
    assert "通过复审以后再看；给的是：5万元" in text_of(result_of(site, told))


@pytest.mark.parametrize("sent", [{"listed": "C34"}, {"a": "通用设备制造"}, {"a": "c34"}])
def test_an_industry_is_chosen_or_written_by_its_name(site: Site, sent: dict[str, str]) -> None:
    """Who keeps the books knows what the firm makes, and not the code of it."""
    begun = {"profile": json.dumps({"facts": {"registered_in_liaocheng": "是"}}), "as_of": DAY}
    queue = json.dumps(["industry_code", None, ""])
    asked = site.post("/ask", {**begun, "do": "queue", "queue": queue})
    assert '<option value="C34">通用设备制造业 C34</option>' in asked.text
    after = site.post("/ask", {**hidden_in(asked, "/ask"), **sent, "do": "answer"})
    # It stands as it was written, and is read as the code.
    assert json.loads(carried(after))["facts"]["industry_code"] in sent.values()
    page = site.post("/result", {"profile": carried(after), "as_of": DAY, "empty": "[]"})
    assert "行业代码 C34" in text_of(page)
    both = {**hidden_in(asked, "/ask"), "listed": "C34", "choice": "不知道", "do": "answer"}
    assert site.post("/ask", both).status == 422
    assert site.post("/ask", {**both, "choice": "", "a": "C35"}).status == 422


def test_when_it_came_above_scale_is_asked_before_the_result_waits_for_it(site: Site) -> None:
    """Of 302 people nobody asked in fifteen pages since when they are above scale."""
    told = {key: TOLD[key] for key in ("registered_in_liaocheng", "revenue", "rd_super_deduction")}
    told["rd_expense_reported"] = TOLD["rd_expense_reported"]
    page = site.post("/ask", {"profile": json.dumps({"facts": told}), "as_of": DAY})
    assert "行业代码" in text_of(page)
    assert "哪一年首次纳入" in text_of(page)
