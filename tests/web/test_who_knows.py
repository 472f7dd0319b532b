"""What no desk of the house knows says which office does, and where that is presumed."""

from __future__ import annotations

import json

import pytest

from huiqi.evaluation.reads import Missing
from huiqi.report.pages.who_knows import fact_known_to, known_to
from huiqi.report.phrases import Phrases
from tests.titles import RULES
from tests.web.serving import DAY, Site
from tests.web.test_asking import asked

OFFICE = "县（市、区）工信、发改部门（推定）"
PROJECT = {
    "facts": {
        "注册地在聊城市": "是",
        "技术改造项目": [
            {"项目名称": "甲车间", "完成投资": "800万元", "竣工投产日期": "2023-01-01"}
        ],
    }
}
COUNTY = Missing("renovation_projects", None, ".supported_area(甲车间)")
LAND = Missing("land_rating", None, "")


@pytest.mark.parametrize(("key", "also"), [(COUNTY, "管理层"), (LAND, "主管部门")])
def test_which_office_knows_is_said_with_the_question(site: Site, key: Missing, also: str) -> None:
    """And that no source says so, with whom one asks first; no desk of the house is sent for it."""
    profile = json.dumps(PROJECT, ensure_ascii=False)
    written = json.dumps(list(key), ensure_ascii=False)
    sent = {"profile": profile, "as_of": DAY, "do": "reopen", "key": written}
    page = site.post("/ask", sent).text
    assert f"通常{OFFICE}知道" in page
    assert "归哪个部门，来源没有写，这是推定的；先问联系本企业的服务专员" in page
    assert f"通常{also}知道" not in page
    assert known_to(key, Phrases(RULES, "zh")) == OFFICE


def test_what_the_house_knows_names_a_desk_of_it(site: Site) -> None:
    """Other fields of the same list are known to whoever knows the list."""
    other = COUNTY._replace(where=".total_investment(甲车间)")
    assert known_to(other, Phrases(RULES, "zh")) == "管理层"
    assert "这是推定的" not in asked(site, json.dumps(["revenue", 2022, ""]))


def test_an_office_is_of_what_an_authority_knows() -> None:
    """Where a desk of the house knows it an office would send people away."""
    facts = RULES.facts.values()
    every = [*facts, *(field for one in facts for field in one.fields.values())]
    named = [fact for fact in every if fact.office is not None]
    assert named
    for fact in named:
        assert fact.known_by == "authority", fact.id
        assert fact_known_to(fact, Phrases(RULES, "en")).endswith("(presumed)")
