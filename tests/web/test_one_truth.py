"""What is had already asks nothing anywhere; what was told is not among what was not asked; a link
leads into what it names; each place, and what is none of those listed, can be chosen once.
"""

from __future__ import annotations

import html
import json
import re

from tests.web.serving import Site
from tests.web.test_asking import answered, asked, told
from tests.web.test_result_in_short import SENT, TOLD, result_of
from tests.web.test_told_on_result import words

HELD = {"title": "市级企业技术中心"}
#: What only the recognition of a municipal centre asks.
ITS_OWN = "近两年是否被有关部门认定存在严重失信"


def test_what_is_held_already_waits_for_nothing(site: Site) -> None:
    """One page said not to apply for it again, another that it was open, a third asked for it."""
    facts = {**TOLD, "recognitions": [HELD]}
    sent = {**SENT, "profile": json.dumps({"facts": facts})}
    page, sheet = (words(site.post(path, sent).text) for path in ("/result", "/result/summary"))
    assert "已有市级企业技术中心，这一个不用再报" in page
    assert "市技术、工程中心认定" not in sheet
    assert ITS_OWN not in page + sheet
    review = words(site.post("/ask", {**sent, "do": "review"}).text)
    assert "市技术、工程中心认定" not in review
    # Who has none is asked.
    assert "市技术、工程中心认定" in words(result_of(site).text)


def test_what_was_told_as_a_range_was_asked(site: Site) -> None:
    """It stood among the answers, and below among what nobody was asked."""
    review = words(site.post("/ask", {**SENT, "do": "review"}).text)
    never = review.partition("没有问的：")[2]
    assert "经第三方审核的实际设备软件投资额" in review
    assert "经第三方审核的实际设备软件投资额" not in never


def test_a_number_stands_beside_the_question_that_has_it(site: Site) -> None:
    """下面第 3 问 stood behind what an audit decides, and was another question."""
    project = {**TOLD["renovation_projects"][0], "smart": "未知"}  # type: ignore[index]
    facts = {**TOLD, "renovation_projects": [project]}
    sent = {**SENT, "profile": json.dumps({"facts": facts})}
    page = site.post("/result", sent).text
    box = words(page.partition('id="leads"')[2].partition('class="jump"')[0])
    listed = words(page.partition('id="asked"')[2].partition("</ol>")[0])
    assert "实际设备软件投资额（下面第" not in box
    for fact, number in re.findall("(属于智能工厂[^；（]*)（下面第 ([0-9]+) 问）", box):
        asked_at = re.findall("<li>(.*?)</li>", page.partition('<ol class="num">')[2])
        assert fact in words(asked_at[int(number) - 1])
    assert listed


def test_a_link_leads_into_what_is_folded(site: Site) -> None:
    """A browser unfolds what holds the place that a link names, and not what is that place."""
    page = result_of(site).text
    named = set(re.findall('href="#(in-[^"]*)"', page))
    assert "in-bring" in named
    for name in named:
        assert page.count(f'id="{name}"') == 1, name
        assert not re.search(f'<(details|summary)[^>]* id="{name}"', page), name


def test_each_part_of_the_city_is_listed_once(site: Site) -> None:
    """聊城经济技术开发区 and 聊城经开区 stood there; the short name, once told, is kept."""
    key = json.dumps(["registered_in_liaocheng", None, ""])
    page = asked(site, key)
    listed = re.findall('<option value="(聊城[^"]*)"', page)
    assert listed == ["聊城经济技术开发区", "聊城高新技术产业开发区", "聊城江北水城旅游度假区"]
    _, after = answered(site, page, listed="聊城高新技术产业开发区")
    assert told(after)["registered_in_liaocheng"] == "聊城高新技术产业开发区"
    profile = json.dumps({"facts": {"registered_in_liaocheng": "聊城经开区"}})
    again = site.post(
        "/ask", {"profile": profile, "as_of": "2026-12-01", "do": "reopen", "key": key}
    )
    assert '<option value="聊城经开区" selected' in again.text


def test_a_payment_may_be_of_no_measure_here(site: Site) -> None:
    """Nothing of a list of thirty measures was what the enterprise had been paid."""
    payment = {"name": "2025年稳岗返还", "measure": "未知", "received_on": "2025-09"}
    profile = json.dumps({"facts": {**TOLD, "support_received": [payment]}})
    key = json.dumps(["support_received", None, ".measure(2025年稳岗返还)"])
    sent = {"profile": profile, "as_of": "2026-12-01", "do": "reopen", "key": key}
    page = site.post("/ask", sent).text
    (value,) = re.findall('<option value="([^"]*)">都不是', page)
    status, after = answered(site, page, listed=html.unescape(value))
    assert status == 200
    assert told(after)["support_received"] == [{**payment, "measure": value}]
    result = site.post("/result", {**sent, "profile": json.dumps({"facts": told(after)})}).text
    assert "是哪项措施（2025年稳岗返还）" not in words(result)
