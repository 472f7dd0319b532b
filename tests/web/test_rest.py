"""After the first questions an interview answers with the result so far, once, and goes on."""

from __future__ import annotations

import html
import json
import re

import pytest

from tests.web.serving import DAY, Answered, Site
from tests.web.test_asking import form_of, hidden

HELD = ("profile", "as_of", "empty", "interview")
GO_ON = re.compile(r"接着答第 (\d+) 页")


def skipped(site: Site, page: str, **fields: str) -> Answered:
    """What comes after a page of which nothing is answered, or what ``fields`` say."""
    form = form_of(page, "answer")
    names = ("interview", "as_of", "key", "queue", "left", "beside")
    sent = {name: hidden(form, name) for name in names} | {"do": "skip"} | fields
    return site.post("/ask", sent)


def to_the_rest(site: Site, begun: str) -> tuple[str, str]:
    """The last page before the first result, and that result."""
    page = begun
    for _ in range(40):
        found = skipped(site, page)
        assert found.status == 200
        if GO_ON.search(found.text):
            return page, found.text
        page = found.text
    pytest.fail("no result so far was shown")


def resumed(site: Site, result: str) -> str:
    """The question to which its button leads."""
    end = GO_ON.search(result)
    assert end is not None
    form = result[result.rindex("<form", 0, end.start()) : end.start()]
    sent = {name: hidden(form, name) for name in ("interview", "as_of")}
    return site.post("/ask", sent).text


def turn(page: str) -> int:
    """Which page of the interview it says that it is."""
    found = re.search(r"第 (\d+) 页，", html.unescape(page))
    assert found is not None
    return int(found[1])


@pytest.fixture(scope="module")
def rested(site: Site) -> tuple[str, str]:
    """Of a firm that leaves everything empty."""
    return to_the_rest(site, site.get(f"/ask?as_of={DAY}").text)


def test_it_goes_on_where_it_was(site: Site, rested: tuple[str, str]) -> None:
    """On the page after the last, with every step that was taken, and does not rest again."""
    before, result = rested
    on = resumed(site, result)
    told = GO_ON.search(result)
    assert told is not None
    assert turn(on) == turn(before) + 1 == int(told[1])
    steps = json.loads(hidden(before, "interview"))["steps"]
    assert json.loads(hidden(on, "interview"))["steps"][: len(steps)] == steps
    assert len(json.loads(hidden(on, "interview"))["steps"]) > len(steps)
    page = on
    while 'name="do" value="skip"' in page:
        page = skipped(site, page).text
        assert not GO_ON.search(page)


def test_it_is_the_result_that_a_button_shows(site: Site, rested: tuple[str, str]) -> None:
    """What is asked for on the next page by 现在就看结果 is the same page, and leads on as well."""
    _, result = rested
    on = resumed(site, result)
    form = on[: on.index("现在就看结果")]
    form = form[form.rindex("<form") :]
    sent = {name: hidden(form, name) for name in HELD}
    asked = site.post("/result", sent).text
    shown = [told.partition("<main")[2].partition("<footer")[0] for told in (result, asked)]
    assert shown[0]
    assert shown[0] == shown[1]


@pytest.mark.parametrize("name", ["", "示例企业"])
def test_the_page_that_is_handed_on_leads_back_to_the_way_on(
    site: Site, rested: tuple[str, str], name: str
) -> None:
    """Back from it the button was gone; a name that is written on it stays."""
    before, result = rested
    form = result[: result.index("给领导看的一页")]
    sheet = site.post(
        "/result/summary",
        {one: hidden(form[form.rindex("<form") :], one) for one in HELD} | {"name": name},
    ).text
    back = sheet[: sheet.index("回到全部结果")]
    back = back[back.rindex("<form") :]
    again = site.post("/result", {one: hidden(back, one) for one in HELD}).text
    on = resumed(site, again)
    assert turn(on) == turn(before) + 1
    assert (
        json.loads(hidden(on, "interview"))["profile"].get("enterprise", {}).get("name", "") == name
    )


def test_another_language_keeps_the_way_on(site: Site, rested: tuple[str, str]) -> None:
    """The button of the language sends what is held; its page goes on at the same question."""
    before, result = rested
    start = result.index('lang="en"')
    form = result[result.rindex("<form", 0, start) : start]
    sent = {name: hidden(form, name) for name in HELD}
    english = site.post("/result?lang=en", sent).text
    assert f"Go on with page {turn(before) + 1}" in html.unescape(english)


@pytest.mark.parametrize(
    ("answer", "shown"),
    [("2015", "接着答第"), ("2030", "请看一眼"), ("去年之前", "这一题的回答有问题")],
)
def test_what_has_to_be_seen_first_is(site: Site, answer: str, shown: str) -> None:
    """A refused or doubted answer that would lead to the result is asked about instead."""
    page, key = site.get(f"/ask?as_of={DAY}").text, ["statistics_entry_year", None, ""]
    while not GO_ON.search(page):
        page = skipped(site, page, beside="").text
    held = json.loads(hidden(page, "interview"))
    # One fewer: it had not been asked yet.
    held["steps"] = [step for step in held["steps"] if step["key"] != key]
    asked = ([one for one in passed if one != key] for passed in held["pages"])
    held["pages"] = [passed for passed in asked if passed]
    sent = {"interview": json.dumps(held), "as_of": DAY, "do": "reopen", "key": json.dumps(key)}
    reopened = site.post("/ask", sent).text
    found = skipped(site, reopened, do="answer", a=answer, beside="")
    assert shown in found.text
    assert bool(GO_ON.search(found.text)) is (answer == "2015")


def test_what_was_chosen_on_the_result_is_not_interrupted(site: Site) -> None:
    """Who came from a result is on the way back to it."""
    last, _ = to_the_rest(site, site.get(f"/ask?as_of={DAY}").text)
    found = skipped(site, last, chosen="1", queue=json.dumps(["revenue", 2022, ""]))
    assert not GO_ON.search(found.text)
    assert 'name="do" value="skip"' in found.text


def test_a_damaged_interview_is_told(site: Site) -> None:
    """What a page is sent to hold may be anything: an answer, never a broken server."""
    for state in ("", "[]", "{", '{"steps": 3}'):
        sent = {"profile": "{}", "as_of": DAY, "interview": state}
        assert site.post("/result", sent).status < 500


@pytest.mark.parametrize("more", [0, 1])
def test_the_first_result_waits_for_what_is_open_of_a_project(site: Site, more: int) -> None:
    """It came between a project's name and its sum: the equipment it is about was not in it."""
    projects, page = ["renovation_projects", None, ""], site.get(f"/ask?as_of={DAY}").text
    while json.loads(hidden(form_of(page, "answer"), "key")) != projects:
        page = skipped(site, page).text
    held = json.loads(hidden(page, "interview"))
    # So many were asked that it is due after eighteen, with the name of a project or before it.
    missing = 18 - 1 - sum(map(len, held["pages"])) + more
    held["pages"][0] += [["revenue", 1990 + number, ""] for number in range(missing)]
    told = {"interview": json.dumps(held), "choice": "whole", "r.0.name": "示例产线", "rows": "1"}
    if not more:
        found = skipped(site, page, do="answer", beside="", **told).text
        assert not GO_ON.search(found)
        # What is asked of the project is answered, or not: then it comes.
        assert json.loads(hidden(form_of(found, "answer"), "key"))[2]
        assert GO_ON.search(skipped(site, found).text)
    else:
        # It was due before the project: it rests once.
        found = skipped(site, page, do="answer", beside="", **told).text
        assert not GO_ON.search(skipped(site, found).text)
