"""The measures of a county are not held: that is said where an enterprise of it reads its result,
and what the county gave is none of the city's.
"""

from __future__ import annotations

import html
import json
import re
from dataclasses import replace
from datetime import date

import pytest

from huiqi.engine import Engine
from huiqi.report.pages.narrower_paper import own_measures_lacking, part_told
from huiqi.report.phrases import Phrases
from huiqi.rulebook.text import Text
from tests.titles import RULES
from tests.web.serving import DAY, ROOT, Site
from tests.web.test_asking import answered, told

CITY = "registered_in_liaocheng"
SAID = "自己的没有收，不等于没有"


def sent(**facts: object) -> dict[str, str]:
    """A form with a profile."""
    return {"profile": json.dumps({"facts": facts}, ensure_ascii=False), "as_of": DAY}


def text_of(page: str) -> str:
    """What is read of a page, a phrase as one."""
    return re.sub(r"\s+", "", html.unescape(re.sub("<[^>]+>", "", page)))


@pytest.mark.parametrize(
    ("facts", "county"),
    [
        ({CITY: "莘县"}, "莘县"),
        ({"注册地": "聊城市茌平区某路1号"}, "茌平区"),
        ({CITY: "是"}, "各县（市、区）"),
        ({CITY: "济南市"}, ""),
        ({}, ""),
    ],
)
@pytest.mark.parametrize("path", ["/result", "/result/summary"])
def test_that_the_countys_own_are_not_held_is_said_once(
    site: Site, path: str, facts: dict[str, object], county: str
) -> None:
    """With which county it is, where that is told; to nobody of another city."""
    page = text_of(site.post(path, sent(**facts)).text)
    assert page.count(SAID) == (1 if county else 0)
    assert not county or f"这里只有市里、省里的措施；{county}{SAID}" in page


def test_where_the_countys_own_are_held_nothing_is_said() -> None:
    """Which counties have documents is what the rules hold."""
    one = next(iter(RULES.programmes.values()))
    county = replace(one, id="shenxian", title=Text("莘县的政策", "Policies of Shen County"))
    held = replace(RULES, programmes={**RULES.programmes, "shenxian": county})
    with Engine.load(ROOT / "rules", compare=False) as engine:
        for written, lacking in (("莘县", False), ("冠县", True)):
            facts = {"facts": {CITY: written}}
            profile = engine.read_enterprise(facts, date.fromisoformat(DAY)).enterprise
            assert (SAID in own_measures_lacking(profile, Phrases(held, "zh"))) is lacking
            assert SAID in own_measures_lacking(profile, Phrases(RULES, "zh"))
            told_of = part_told(written, Phrases(held, "zh"))
            assert (f"没有{written}自己的措施" in told_of) is lacking


def test_what_the_county_gave_is_not_the_citys(site: Site) -> None:
    """Said where it is asked; chosen as none of these it leaves the city's to be had."""
    day = {"as_of": "2026-07-22"}
    row = {"名目": "县高企奖励", "金额": "10万元", "到账日": "2025-12-01"}
    facts: dict[str, object] = {CITY: "莘县", "已经得过的财政支持": [row]}
    key = json.dumps(["support_received", None, ".measure(县高企奖励)"], ensure_ascii=False)
    page = site.post("/ask", {**sent(**facts), **day, "do": "reopen", "key": key}).text
    assert "县（市、区）自己给的不是市里、省里的" in page
    words = "都不是：县（市、区）给的，或别的这里没有收的"
    none = re.search(rf'<option value="([^"]*)"[^>]*>{words}', page)
    assert none is not None
    status, after = answered(site, page, listed=html.unescape(none[1]))
    assert status == 200
    records = told(after)["support_received"]
    assert isinstance(records, list)
    (record,) = records
    city = {**record, "measure": RULES.measures["high-technology-first-pass"].title.zh}
    as_of = date.fromisoformat(day["as_of"])
    with Engine.load(ROOT / "rules", compare=False) as engine:
        for own, had in ((record, False), (city, True)):
            facts = {**told(after), "first_high_technology_year": 2025, "support_received": [own]}
            profile = engine.read_enterprise({"facts": facts}, as_of).enterprise
            result = engine.check(profile, as_of)["high-technology-first-pass"]
            assert (str(result.status) == "does_not_qualify") is had
    every = {**sent(**{CITY: "莘县"}), "do": "reopen", "key": '["support_received",null,""]'}
    assert "县（市、区）自己给的不算市里的" in site.post("/ask", every).text


@pytest.mark.parametrize("address", ["莘县", "聊城市茌平区某路1号", "济南市历下区"])
def test_an_address_of_a_file_can_be_looked_at_and_changed(site: Site, address: str) -> None:
    """Looking over what a file tells with 注册地 was an error of the program."""
    review = site.post("/ask", {**sent(注册地=address), "do": "review"})
    assert review.status == 200
    assert address in review.text
    state = {**sent(注册地=address), "do": "reopen", "key": json.dumps([CITY, None, ""])}
    status, after = answered(site, site.post("/ask", state).text, choice="", listed="冠县")
    assert (status, told(after)) == (200, {CITY: "冠县"})
