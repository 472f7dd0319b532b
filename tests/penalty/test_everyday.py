"""What people say, found in the words of the lists: how often, what is told of it, what is not."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from huiqi.penalty.everyday import LONGEST, MOST, Everyday
from huiqi.penalty.list_search import Index
from huiqi.report.pages.penalty_find import found_page
from huiqi.report.phrases import Phrases
from huiqi.rulebook.penalties import EverydayWords
from tests.penalty import everyday as said
from tests.penalty.book import BOOK, DAY, DECIDER, incident

INDEX = DECIDER.index
TITLES = {
    **{item.id: item.title.zh for item in BOOK.items.values()},
    **{model.id: model.violation for model in BOOK.precedents.values()},
}


def likened(what: str, domain: str) -> list[str]:
    """The listed matters that an act is said to be like."""
    act = {"what": what, "person": "企业", "committed_on": "2025-05-01", "domain": domain}
    found = DECIDER.decide(incident({"incident": act, "history": []}), DAY)
    return [item.id for item in found.candidates[: found.alike]]


@pytest.mark.parametrize(
    ("rows", "least"),
    [(said.BEFORE, 23), (said.AFTER, 21), (said.LATER, 13)],
    ids=["before", "after", "later"],
)
def test_what_is_said_in_everyday_words_is_among_the_first_three(
    rows: tuple[tuple[str, str, tuple[str, ...]], ...], least: int
) -> None:
    """Without the words 3 of 23, 4 of 22 and 3 of 17; the words as first written, before the second
    half was, found 11 of it; as they are now 13 of the last, of which they found 10 at first.
    """
    found = 0
    for what, _, meant in rows:
        assert set(meant) <= set(TITLES), what
        found += bool({hit.id for hit in INDEX.search(what, most=3).hits} & set(meant))
    assert found >= least


@pytest.mark.parametrize(
    "rows",
    [said.BEFORE_UNLISTED, said.AFTER_UNLISTED, said.LATER_UNLISTED],
    ids=["before", "after", "later"],
)
def test_what_is_in_no_list_is_likened_to_none(rows: tuple[tuple[str, str], ...]) -> None:
    """However many everyday words are in it: 税款没按时交 is not what is filed too late."""
    assert [(what, found) for what, domain in rows if (found := likened(what, domain))] == []


@pytest.mark.parametrize(
    "what", ["没按时报税", "晚报税", "没报税", "漏报税", "报税晚了", "没按期报税"]
)
def test_filing_late_is_found_however_it_is_said(what: str) -> None:
    """First what may decide; and it is told by which words it was found."""
    found = INDEX.search(what)
    assert [hit.id for hit in found.hits] == ["tax-first-3", "tax-unsourced-5"]
    assert ("报税", ("纳税申报",)) in found.widened
    assert not found.unknown
    assert "tax-first-3" in likened(what, "税务")


@pytest.mark.parametrize("beside", ["罚款多少", "第三季度印花税", "张灯结彩"])
def test_beside_other_words_it_is_said_as_well(beside: str) -> None:
    """What was found by a part of a query is not found in silence."""
    found = INDEX.search(f"没按时报税 {beside}", most=400)
    assert "tax-first-3" in {hit.id for hit in found.hits}
    assert ("报税", ("纳税申报",)) in found.widened


@pytest.mark.parametrize("what", ["卖过期食品", "过期食品还在卖"])
def test_food_past_its_day_is_no_licence_past_its_term(what: str) -> None:
    """过期 is said of both; of food it is the food."""
    found = INDEX.search(what)
    assert {hit.id for hit in found.hits} == {"market-2025-5", "market-first-5"}


@pytest.mark.parametrize("what", ["没开票", "没交社保"])
def test_what_no_list_speaks_of_is_still_not_found(what: str) -> None:
    """No list speaks of invoices not issued, or of social insurance not paid."""
    found = INDEX.search(what)
    assert (found.hits, found.widened) == ((), ())


def test_every_everyday_word_leads_somewhere_and_says_so() -> None:
    """Each of the rules, by itself: to rows that have one of the words declared for it."""
    for word, listed in BOOK.words.listed.items():
        found = INDEX.search(word, most=400)
        assert found.hits, word
        told = dict(found.widened).get(word, (word,))
        assert set(told) <= {*listed, word}, word
        assert any(other in TITLES[hit.id] for hit in found.hits for other in told), word


@pytest.mark.parametrize(
    ("text", "within"),
    [
        ("超过期限没交", "过期"),
        ("逾期没交", "过期"),
        ("没报税务机关备案", "报税"),
        ("晚上营业", "晚"),
        ("在路边买卖", "卖"),
        ("拍卖没有公告", "卖"),
    ],
)
def test_an_everyday_word_within_another_word_is_not_taken(text: str, within: str) -> None:
    """It is something else there."""
    assert within in BOOK.words.listed
    assert within not in {piece.said for piece in INDEX.everyday.pieces(text) if piece.listed}


def test_within_a_longer_word_of_a_row_it_is_not_taken() -> None:
    """Without being declared: a row has the letters on both sides of it."""
    words = Everyday(
        EverydayWords(listed={"报税": ("纳税申报",)}), {"a": "申报税款", "b": "纳税申报"}
    )
    assert [piece.said for piece in words.pieces("没报税")] == ["报税"]
    assert words.pieces("没申报税款") == ()


def test_what_is_passed_over_is_not_cut_out_of_a_word() -> None:
    """过 says nothing, but in 超过 it does."""
    listed = {"面包": ("食品",)}
    words = Everyday(EverydayWords(listed=listed, passed_over=("过",)), {"a": "超过保质期的食品"})
    assert [piece.said for piece in words.pieces("面包超过保质期")] == ["面包", "超过保质期"]


def test_how_alone_makes_nothing_alike() -> None:
    """That something was late, of two that were: not unless what was late is there, too."""
    assert "没按时" in BOOK.words.how
    assert INDEX.everyday.says("没按时报税", "tax-first-3")
    only_how = replace(BOOK.words, how=BOOK.words.how | {"报税"})
    assert not Everyday(only_how, TITLES).says("没按时报税", "tax-first-3")


def test_without_words_the_search_is_as_it_was() -> None:
    """They only add: what is found without them is found with them."""
    without = Index(replace(BOOK, words=EverydayWords(listed={})))
    for title in list(TITLES.values())[::7]:
        for query in (title, title[:6]):
            found = {hit.id for hit in INDEX.search(query, most=400).hits}
            assert {hit.id for hit in without.search(query, most=400).hits} <= found, query
    assert without.search("没按时报税").hits == ()


def test_a_query_is_bounded() -> None:
    """So many letters of it are read, so many everyday words of it widened."""
    every = list(BOOK.words.listed)
    pieces = INDEX.everyday.pieces("、".join(every))
    assert 0 < sum(bool(piece.listed) for piece in pieces) <= MOST
    assert INDEX.everyday.pieces("鑫" * LONGEST + "报税") == ()


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_page_says_by_which_words_it_was_found(language: str) -> None:
    """And that they are not the same in law."""
    query = "没按时报税"
    page = found_page(query, INDEX.search(query), BOOK, Phrases(BOOK.terms, language), DAY)
    text = re.sub(r"\s+", " ", str(page))
    assert "纳税申报" in text
    assert ("不是说法律上相同" if language == "zh" else "not because it is the same in law") in text
