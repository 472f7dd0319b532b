"""What cannot be together: from either answer one comes to the other, and mends it there."""

from __future__ import annotations

import html
import json
import re

from tests.web.serving import Site
from tests.web.test_asking import answered, asked, form_of, hidden, told

DAY = "2026-12-01"
FIRST = json.dumps(["first_high_technology_year", None, ""])
TITLES = json.dumps(["recognitions", None, ""])
#: A certificate of 2024 alone, in a list that was called whole.
LATER = {"r.0.title": "high_technology", "r.0.recognised_on": "2024-11"}
HELD = [{"title": "high_technology", "recognised_on": "2024-11"}]


def firm(**facts: object) -> dict[str, str]:
    """What a page holds of it."""
    profile = {"enterprise": "示例企业", "facts": {"registered_in_liaocheng": True, **facts}}
    return {"profile": json.dumps(profile, ensure_ascii=False), "as_of": DAY}


def against(page: str) -> dict[str, str]:
    """What the first button that leads to another answer sends."""
    box = page.partition('id="errors"')[2].partition('class="cols"')[0]
    form = form_of(box, "reopen")
    names = re.findall('name="([^"]*)" value', form)
    return {html.unescape(name): hidden(form, re.escape(name)) for name in names}


def test_from_the_year_one_comes_to_the_list(site: Site) -> None:
    """It has a certificate of the year before: its day may be what is to be mended."""
    page = asked(site, FIRST, **firm(recognitions=HELD))
    status, refused = answered(site, page, a="2025")
    assert status == 422
    assert "最早的认定日期的年份 = 2024" in refused
    there = against(refused)
    assert there["key"] == TITLES
    reopened = site.post("/ask", {**there, "do": "reopen"}).text
    assert "（已到期的也写）" in reopened
    assert "刚才没有收下的“2025”还在" in reopened
    mended = {"r.0.title": "high_technology", "r.0.recognised_on": "2025-11"}
    kept = {"waiting": there["waiting"], f"b.{there['waiting']}": "2025"}
    status, after = answered(site, reopened, **mended, **kept, choice="whole")
    assert status == 200
    assert told(after)["first_high_technology_year"] == "2025年"
    assert told(after)["recognitions"] == [{"title": "高新技术企业", "recognised_on": "2025-11"}]


def test_from_the_list_one_comes_to_the_year(site: Site) -> None:
    """Told the other way round it is the year that may be wrong."""
    page = asked(site, TITLES, **firm(first_high_technology_year=2025))
    status, refused = answered(site, page, **LATER, choice="whole")
    assert status == 422
    assert against(refused)["key"] == FIRST


def test_where_nothing_stands_against_it_no_other_answer_is_named(site: Site) -> None:
    """A slip of the pen is mended where it is."""
    status, refused = answered(site, asked(site, FIRST, **firm()), a="去年吧")
    assert status == 422
    assert "去改“" not in refused


def test_who_tells_of_the_certificate_in_force_alone_goes_on(site: Site) -> None:
    """It was renewed in 2025, and first given in 2019: two refusals, and a list of old papers."""
    held = {"r.0.title": "high_technology", "r.0.recognised_on": "2025"}
    page = asked(site, TITLES, **firm())
    status, after = answered(site, page, **held, choice="whole")
    assert status == 200
    state = {name: hidden(form_of(after, "answer"), name) for name in ("interview", "as_of")}
    year = site.post("/ask", {**state, "do": "reopen", "key": FIRST}).text
    status, after = answered(site, year, a="2019")
    assert status == 200
    assert told(after)["first_high_technology_year"] == "2019年"
    assert "没有也可以接着答" in after


def test_what_is_refused_again_is_told_with_what_was_typed(site: Site) -> None:
    """Where the list is left as it was the year is asked again, and stands there."""
    status, refused = answered(site, asked(site, FIRST, **firm(recognitions=HELD)), a="2025")
    there = against(refused)
    reopened = site.post("/ask", {**there, "do": "reopen"}).text
    left = {"r.0.title": "high_technology", "r.0.recognised_on": "2024-11"}
    kept = {"waiting": there["waiting"], f"b.{there['waiting']}": "2025"}
    status, again = answered(site, reopened, **left, **kept, choice="whole")
    assert status == 422
    form = form_of(again, "answer")
    assert hidden(form, "key") == FIRST
    assert 'value="2025"' in form
    # It is asked itself now, and waits for nothing.
    assert "还在：" not in form
