"""Everyday combinations of words find what one of their parts finds, the best first; what no
document speaks of is said to be so.
"""

from __future__ import annotations

import re

import pytest

from huiqi.report.pages.documents_found import DocumentWords, documents_by_words
from huiqi.rulebook.sought_words import NowhereWords, WithinWords
from huiqi.spelling import plain
from tests.commands import huiqi
from tests.titles import RULES
from tests.web.serving import Site

SEARCH = RULES.vocabulary.search


def names(words: str) -> list[str]:
    """The short names of what is found, in their order."""
    found = documents_by_words(words, RULES.documents, RULES)
    return [one.name.zh for one in found.documents]


@pytest.mark.parametrize(
    ("words", "first", "also"),
    [
        # By the sources: 贷款贴息 stands in the note of the one, 贴息 in the title of the other.
        ("设备贷款贴息", "重大技术改造项目支持", ["省重大技改等额贴息", "技术改造设备奖补"]),
        ("技改贷款", "重大技术改造项目支持", ["技术改造设备奖补"]),
        ("技改补贴", "技术改造设备奖补", ["智能化设备购置支持"]),
        ("买设备补助", "", ["技术改造设备奖补", "智能化设备购置支持"]),
        ("上规模奖励", "小升规奖励", []),
        ("融资担保", "重大技术改造项目支持", []),
        ("首台套保险", "首台套等保险补偿", ["首台（套）奖励"]),
        ("数字化改造", "智能化设备购置支持", ["数字化“揭榜挂帅”"]),
        ("研发费用补贴", "优秀研发机构补贴", ["市研发补助"]),
        ("营业额突破", "民企营收突破奖励", []),
        ("新产品奖励", "首台（套）奖励", []),
    ],
)
def test_a_combination_finds_what_its_parts_find(words: str, first: str, also: list[str]) -> None:
    """Nothing was found by most of these."""
    found = names(words)
    assert not first or found[0] == first
    assert {*also} <= {*found}


def test_what_has_all_of_it_stands_before_what_has_a_part() -> None:
    """And the more parts, the nearer."""
    whole, found = names("高企奖励"), documents_by_words("技改补贴", RULES.documents, RULES)
    assert all("高企" in name for name in whole)
    ranks = [found.rank.get(one.id, 0) for one in found.documents]
    assert ranks == sorted(ranks)
    assert ranks[0] == 0 < ranks[-1]
    # Two words by themselves are to stand both, where they do.
    both = names("技改 贷款")
    assert both == ["重大技术改造项目支持"]


@pytest.mark.parametrize(
    "words", ["招人补贴", "社保补贴", "专利补贴", "电费补贴", "机器人补贴", "人才奖励"]
)
def test_a_word_for_money_alone_finds_nothing(words: str) -> None:
    """补贴 says nothing of what it is for: 招人补贴 is no 技改补贴; nor is a robot a machine."""
    assert names(words) == []


@pytest.mark.parametrize(
    ("words", "topic"), [("专精特新奖金", "专精特新"), ("绿色工厂奖励", "绿色工厂")]
)
def test_a_topic_without_a_document_is_named(words: str, topic: str) -> None:
    """That there is none of the city or the province is told with the topic."""
    found = documents_by_words(words, RULES.documents, RULES)
    assert not found.documents
    assert any(topic in one.title.zh for one in found.topics)


def test_what_no_document_speaks_of_is_said(site: Site) -> None:
    """Rather than that another word may find it."""
    page = site.post("/measures", {"words": "招人补贴"}).text
    assert "招工用工、社保、人才：收进来的文件没有一件说到，要另外问。" in page
    assert "招工用工" not in site.post("/measures", {"words": "技改补贴"}).text.split("<main")[1]


def test_the_page_says_by_which_words_it_looked(site: Site) -> None:
    """With an enterprise as well, whose own order is kept among what has as many parts."""
    fields = {"words": "设备贷款贴息"}
    page = re.sub("<[^>]+>", "", site.post("/measures", fields).text)
    assert (
        "没有一件写到整个“设备贷款贴息”；里面的词单独也找了，合得多的在前：设备、贷款、贴息" in page
    )
    profile = '{"facts": {"注册地在聊城市": "是"}}'
    own = site.post("/measures", {**fields, "profile": profile}).text
    assert own.index("重大技术改造项目支持") < own.index("智能化设备购置支持")


@pytest.mark.parametrize("own", SEARCH.within, ids=lambda one: one.said[0])
def test_the_words_of_the_documents_stand_in_one(own: WithinWords) -> None:
    """What stands nowhere widens nothing; a robot, to be no machine, may."""
    texts = DocumentWords(RULES)
    every = [*RULES.documents, *texts.bare_topics()]
    if own.listed != ("机器人",):
        for word in own.listed:
            assert any(texts.has(one, [plain(word)]) for one in every), word


@pytest.mark.parametrize("own", SEARCH.nowhere, ids=lambda one: one.label.zh)
def test_what_is_said_to_stand_nowhere_does(own: NowhereWords) -> None:
    """A document that comes to speak of it ends that."""
    texts = DocumentWords(RULES)
    for word in own.said:
        assert not [one.id for one in RULES.documents if texts.has(one, [plain(word)])], word


def test_the_terminal_finds_the_same() -> None:
    """In the order of the page, with the ids by which each is shown."""
    done = huiqi("rules", "list", "设备贷款贴息")
    lines = [line for line in done.stdout.splitlines() if " 报道 " in line or " 官方 " in line]
    assert lines[0].split()[0] == "重大技术改造项目支持"
    assert lines[0].split()[-1] == "major-renovation"
    assert len(lines) == len(names("设备贷款贴息"))
    assert "没有一件说到" in huiqi("rules", "list", "招人补贴").stdout
