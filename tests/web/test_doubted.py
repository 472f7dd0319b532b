"""A figure that is hardly meant as it is written is asked back before anything else."""

from __future__ import annotations

import html
import json
import re

import pytest

from tests.web.serving import Site
from tests.web.test_asking import answered, asked, form_of, hidden, told

DAY = "2026-12-01"
REVENUE = json.dumps(["revenue", 2025, ""])
RESEARCH = json.dumps(["rd_expense_reported", 2025, ""])
SAID = "大得或小得不像：单位写对了吗？"


def firm(**facts: object) -> dict[str, str]:
    """What a page holds of it."""
    profile = {"enterprise": "示例企业", "facts": {"registered_in_liaocheng": True, **facts}}
    return {"profile": json.dumps(profile, ensure_ascii=False), "as_of": DAY}


def button(page: str, words: str) -> dict[str, str]:
    """What a form of one button sends."""
    form = page[page.rindex("<form", 0, page.index(words)) : page.index(words)]
    names = map(html.unescape, re.findall('name="([^"]*)" value', form))
    return {name: hidden(form, re.escape(name)) for name in names if name != "do"}


@pytest.mark.parametrize(("written", "doubtful"), [("205000000", True), ("20500", False)])
def test_yuan_in_a_field_of_ten_thousands_are_asked_back(
    site: Site, written: str, doubtful: bool
) -> None:
    """205000000 was taken for two trillion, and one page later nothing said so."""
    status, page = answered(site, asked(site, REVENUE, **firm()), a=written)
    assert status == 200
    assert (SAID in page) is doubtful
    assert (hidden(form_of(page, "answer"), "key") == REVENUE) is doubtful
    if not doubtful:
        return
    mended = site.post("/ask", {**button(page, "写错了，是 205,000,000元"), "do": "answer"}).text
    assert told(mended)["revenue"] == {"2025": "205000000元"}
    assert SAID not in mended
    assert "还没有改" not in mended


def test_what_is_said_to_be_right_is_taken_and_told_wherever_it_counts(site: Site) -> None:
    """On every later page, and at the head of the result and of the page that is handed on."""
    _, page = answered(site, asked(site, REVENUE, **firm()), a="205000000")
    on = site.post("/ask", {**button(page, "没有写错"), "do": "skip"}).text
    assert told(on)["revenue"] == {"2025": "205000000万元"}
    assert hidden(form_of(on, "answer"), "key") != REVENUE
    for _ in range(2):
        assert "还没有改，结果也照它算" in on
        assert button(on, "去改“营业收入")["key"] == REVENUE
        _, on = answered(site, on, do="skip")
    shown = re.search('name="profile" value="([^"]*)"', on)
    assert shown is not None
    held = {"profile": html.unescape(shown[1]), "as_of": DAY}
    for path in ("/result", "/result/summary"):
        text = site.post(path, held).text
        head = text.partition("<h1>")[2].partition("<section")[0]
        assert "下面的都照它算，先改了再看" in head
        assert text.count("205000000万元（若以元填写") == 1


def test_a_figure_below_another_question_is_asked_back_too(site: Site) -> None:
    """It is the one that is asked, not the one above it."""
    page = asked(site, REVENUE, **firm())
    typed = {"beside": RESEARCH, f"b.{RESEARCH}": "8600000"}
    status, back = answered(site, page, a="20500", **typed)
    assert status == 200
    assert SAID in back
    assert hidden(form_of(back, "answer"), "key") == RESEARCH
    assert told(back)["revenue"] == {"2025": "20500万元"}


def test_a_figure_of_a_record_is_asked_back(site: Site) -> None:
    """By its list, its field and its record."""
    projects = {"至少": [{"项目名称": "甲"}, {"项目名称": "乙"}]}
    key = ["renovation_projects", None, ".audited_equipment_and_software(乙)"]
    sent = {**firm(renovation_projects=projects), "do": "queue", "queue": json.dumps(key)}
    page = site.post("/ask", sent).text
    _, back = answered(site, page, a="5600000")
    assert SAID in back
    assert json.loads(hidden(form_of(back, "answer"), "key")) == key
