"""Back is the page that one came from, with what was answered on it; what a change changes is said
where it was made.
"""

from __future__ import annotations

import html
import json
import re

import pytest

from tests.web.serving import DAY, EXAMPLE, Site
from tests.web.test_asking import answered, asked, beside, form_of, hidden, of_the_barred, told


def sent_by(page: str, button: str) -> dict[str, str]:
    """What the form with a button holds."""
    form = form_of(page, button)
    found = re.findall(r'<input type="hidden" name="([^"]*)" value="([^"]*)"', form)
    return {name: html.unescape(value) for name, value in found} | {"do": button}


def back(site: Site, page: str) -> str:
    """The page before."""
    return site.post("/ask", sent_by(page, "back")).text


def field_of(page: str, key: str) -> str:
    """The field of a question below another."""
    name = html.escape(f"b.{key}").replace("&quot;", "&#34;")
    start = page.index(f'name="{name}"')
    return page[page.rindex("<", 0, start) : page.index("</div>", start)]


def test_back_is_the_page_with_all_its_questions_and_answers(site: Site) -> None:
    """It came question by question, and what was left open was on none of them."""
    page = of_the_barred(site)
    first, (second, third) = hidden(form_of(page, "answer"), "key"), beside(page)
    below = {"beside": "\n".join(beside(page)), f"b.{second}": "是"}
    _, after = answered(site, page, **below, choice="不知道")
    assert hidden(form_of(after, "answer"), "key") != first
    again = back(site, after)
    form = form_of(again, "answer")
    assert hidden(form, "key") == first
    assert beside(again) == [second, third]
    # As it was chosen: also that nobody knows it.
    chosen = re.findall(r'name="choice" id="([^"]*)"[^>]* checked', form)
    assert chosen == ["c-unknown"]
    assert 'value="是" checked' in field_of(again, second)
    assert "checked" not in field_of(again, third)
    # Pressing on changes nothing, and what is changed there is told otherwise.
    kept = {**sent_by(again, "answer"), "choice": "不知道", f"b.{second}": "是"}
    assert told(site.post("/ask", kept).text) == told(after)
    changed = site.post("/ask", {**kept, f"b.{second}": "否", "choice": "否"}).text
    assert told(changed)["defaulting_debtor"] == "否"
    assert told(changed)["serious_violation_list"] == "否"
    # What is emptied is not told any more.
    cleared = {name: value for name, value in kept.items() if name != f"b.{second}"}
    assert "defaulting_debtor" not in told(site.post("/ask", cleared).text)


def test_what_was_not_known_gives_way_to_what_is_written(site: Site) -> None:
    """It stands chosen where one goes back, and cannot be chosen away there."""
    key = json.dumps(["revenue", 2022, ""])
    _, after = answered(site, asked(site, key), choice="不知道")
    again = back(site, after)
    assert re.findall(r'name="choice" id="([^"]*)"[^>]* checked', again) == ["c-unknown"]
    status, there = answered(site, again, choice="不知道", a="868")
    assert status == 200
    assert told(there)["revenue"] == {"2022": "868万元"}


@pytest.mark.parametrize(("year", "status"), [("大概2014", 422), ("2013至2015", 200)])
def test_who_was_not_at_the_result_is_not_told_so(site: Site, year: str, status: int) -> None:
    """An answer that is refused is asked by itself, as the page it is; its example is a year."""
    page = asked(site, json.dumps(["revenue", 2022, ""]))
    own = json.dumps(["statistics_entry_year", None, ""])
    found, after = answered(site, page, a="868", beside=own, **{f"b.{own}": year})
    assert found == status
    assert "从结果点进来" not in after
    if status == 422:
        assert "例如 2024、2024年" in after
        assert "280至320" not in after
        _, then = answered(site, after, a="2014")
        assert "从结果点进来" not in then
        assert told(then)["statistics_entry_year"] == "2014年"


def test_a_changed_answer_says_at_its_row_what_it_changed(site: Site) -> None:
    """One came back to the top of thirty rows, and read nothing of it."""
    result = site.upload("/result", "e.yaml", EXAMPLE.read_bytes(), {"as_of": DAY}).text
    profile = {"profile": hidden(result, "profile"), "as_of": DAY}
    review = site.post("/ask", {**profile, "do": "review"}).text
    assert "改好了" not in review
    form = next(f for f in review.split("<form")[1:] if "registered_in" in hidden(f, "key"))
    kept = {name: hidden(form, name) for name in ("interview", "as_of", "key", "changing")}
    page = site.post("/ask", kept | {"do": "reopen"}).text
    assert 'action="/ask#changed"' in page
    same = site.post("/ask", sent_by(page, "answer") | {"choice": "是"}).text
    row = same[same.index('id="changed"') :].partition("</div>")[0]
    assert "注册地在聊城市" in row
    assert "结论和金额都没有变" in same
    moved = site.post("/ask", sent_by(page, "answer") | {"choice": "否"}).text
    said = moved[moved.index('id="changed"') :].partition("<dt>")[2].partition("<dt>")[0]
    assert "变为“推定不符合”：" in said
    left = site.post("/ask", sent_by(page, "skip")).text
    assert 'id="changed"' in left
    assert "改好了" not in left


def test_what_is_no_answer_any_more_is_no_error(site: Site) -> None:
    """What was wrong in a box that was needed no more was told on the next page, where that box is
    not: it is said to be left out, and nothing of the page asks to be mended.
    """
    institution = json.dumps(["new_rd_institution_rating", None, ""])
    grant = json.dumps(["new_rd_institution_provincial_award", None, ""])
    below = {"beside": grant, f"b.{grant}": "给过吧"}
    found, after = answered(site, asked(site, institution), choice="不适用", **below)
    assert found == 200
    assert "这一题的回答有问题" not in after
    assert "写的“给过吧”不是这一问的回答，没有收" in html.unescape(after)
    assert "new_rd_institution_provincial_award" not in told(after)


def test_what_is_wrong_stands_in_its_box_also_where_it_was_told_before(site: Site) -> None:
    """It was no open question any more, so that its error was told on the next page."""
    page = of_the_barred(site)
    first, (second, _) = hidden(form_of(page, "answer"), "key"), beside(page)
    below = {"beside": "\n".join(beside(page)), f"b.{second}": "否"}
    _, after = answered(site, page, **below, choice="否")
    again = back(site, after)
    assert hidden(form_of(again, "answer"), "key") == first
    changed = {**sent_by(again, "answer"), "choice": "否", f"b.{second}": "哪一家"}
    refused = site.post("/ask", changed)
    assert refused.status == 422
    assert hidden(form_of(refused.text, "answer"), "key") == second
    assert told(refused.text)["defaulting_debtor"] == "否"


def test_what_is_typed_is_taken_where_one_looks_at_what_was_answered(site: Site) -> None:
    """A figure was written, and looked for in vain among the answers; what is no answer stays where
    it is, and what was left open is not said to be skipped.
    """
    page = asked(site, json.dumps(["revenue", 2022, ""]))
    sent = {**sent_by(page, "answer"), "do": "review"}
    assert 'form="answer" name="do" value="review"' in page
    review = site.post("/ask", {**sent, "a": "868"})
    assert review.status == 200
    assert "<title>看已经答的" in review.text
    assert told(review.text)["revenue"] == {"2022": "868万元"}
    refused = site.post("/ask", {**sent, "a": "八百多块吧？"})
    assert refused.status == 422
    assert "八百多块吧？" in form_of(refused.text, "answer")
    nothing = site.post("/ask", sent)
    assert nothing.status == 200
    assert "revenue" not in told(nothing.text)
    assert "跳过了" not in nothing.text
