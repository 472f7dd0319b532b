"""In which county of the city an enterprise is: asked with whether it is in the city, and told
where one district's paper alone tells of a measure.  It decides nothing.
"""

from __future__ import annotations

import json
import re
from datetime import date

import pytest

from huiqi.engine import Engine
from tests.web.serving import ROOT, Site
from tests.web.test_asking import answered, told
from tests.web.test_result_in_short import SENT, TOLD
from tests.web.test_told_on_result import words

DAY = date.fromisoformat(SENT["as_of"])
#: As the city's own divisions of 2023 are called.
COUNTIES = ["东昌府区", "茌平区", "阳谷县", "莘县", "东阿县", "冠县", "高唐县", "临清市"]
CITY = "registered_in_liaocheng"
#: Of a project that is finished, so that its reward can be asked about.
FINISHED = {**TOLD["renovation_projects"][0], "completed_on": "2026-08-31"}  # type: ignore[index]


def test_a_county_is_chosen_beside_yes(site: Site) -> None:
    """Who is told to ask the county had not been asked which."""
    page = site.get("/ask?as_of=2026-12-01").text
    offered = re.findall('<option value="([^"]+)"', page.partition('id="listed"')[2])
    assert offered[:8] == COUNTIES
    assert all(name.startswith("聊城") for name in offered[8:])
    # Chosen with yes, or alone; no other answer is wanted then.
    for fields in ({"choice": "是", "listed": "冠县"}, {"listed": "冠县"}):
        status, after = answered(site, page, **fields)
        assert (status, told(after)) == (200, {CITY: "冠县"})
    status, after = answered(site, page, choice="是", listed="")
    assert (status, told(after)) == (200, {CITY: "是"})
    # Not in the city, and in one of its counties: one of them is wrong.
    assert answered(site, page, choice="否", listed="冠县")[0] == 422


@pytest.mark.parametrize(
    ("county", "said"),
    [
        ("是", "别的县区要问"),
        ("冠县", "冠县照不照办要问"),
        ("聊城高新技术产业开发区", "聊城高新技术产业开发区照不照办要问"),
        ("东昌府区", ""),
    ],
)
def test_whose_paper_it_is_stands_beside_the_amount(site: Site, county: str, said: str) -> None:
    """More plainly where the county is told; nothing is to be asked where it is the paper's own."""
    facts = {**TOLD, CITY: county, "renovation_projects": [FINISHED]}
    for path in ("/result", "/result/summary"):
        page = words(site.post(path, {**SENT, "profile": json.dumps({"facts": facts})}).text)
        assert "市级政策，只见于聊城市东昌府区2019年的材料" in page, path
        found = set(re.findall("别的县区要问|[一-龥]{2,11}照不照办要问", page))
        assert {one for one in found if "别的" not in one or said == one} == (
            {said} if said else set()
        ), path


def test_a_county_decides_what_yes_decides() -> None:
    """No source says that a county has it and another has not."""
    with Engine.load(ROOT / "rules", compare=False) as engine:
        shown = []
        for county in ("是", *COUNTIES):
            facts = {**TOLD, CITY: county, "renovation_projects": [FINISHED]}
            read = engine.read_enterprise({"enterprise": "示例企业", "facts": facts}, DAY)
            decided = engine.check(read.enterprise, DAY)
            shown.append([(one.measure.id, one.status, one.amount) for one in decided.results])
        assert all(one == shown[0] for one in shown)


def test_an_address_is_kept_and_of_nobody_its_county_alone() -> None:
    """It was kept as a no, and of nobody with street and number, or not at all."""
    with Engine.load(ROOT / "rules", compare=False) as engine:
        for name, own in (("注册地在聊城市", CITY), ("注册地", "registered_place")):
            told = {"enterprise": "示例企业", "facts": {name: "聊城市冠县某街8号"}}
            assert engine.restated(told)["facts"] == {own: "聊城市冠县某街8号"}
            assert engine.restated(told, nameless=True)["facts"] == {own: "冠县"}
        away = {"enterprise": "示例企业", "facts": {"注册地在聊城市": "济南市"}}
        assert engine.restated(away)["facts"] == {CITY: "济南市"}
