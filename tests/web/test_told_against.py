"""What cannot be together: from either answer one comes to the other, and mends it there."""

from __future__ import annotations

import json

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
    return {name: hidden(form, name) for name in ("interview", "as_of", "key")}


def test_from_the_year_one_comes_to_the_list(site: Site) -> None:
    """The list was called whole and lacks the certificate of 2018: it is what is to be mended."""
    page = asked(site, FIRST, **firm(recognitions=HELD))
    status, refused = answered(site, page, a="2018")
    assert status == 422
    assert "把以前的证书也写上（已到期的也写），或者改成没有写全" in refused
    there = against(refused)
    assert there["key"] == TITLES
    reopened = site.post("/ask", {**there, "do": "reopen"}).text
    assert "（已到期的也写）" in reopened
    status, after = answered(site, reopened, **{"r.0.title": "high_technology"}, choice="some")
    assert status == 200
    # What was told of it stands there still, now as a part of the list.
    assert "2024-11" in json.dumps(told(after)["recognitions"])
    assert told(after)["recognitions"] != HELD


def test_from_the_list_one_comes_to_the_year(site: Site) -> None:
    """Told the other way round it is the year that may be wrong."""
    page = asked(site, TITLES, **firm(first_high_technology_year=2018))
    status, refused = answered(site, page, **LATER, choice="whole")
    assert status == 422
    assert against(refused)["key"] == FIRST


def test_where_nothing_stands_against_it_no_other_answer_is_named(site: Site) -> None:
    """A slip of the pen is mended where it is."""
    status, refused = answered(site, asked(site, FIRST, **firm()), a="去年吧")
    assert status == 422
    assert "去改“" not in refused
