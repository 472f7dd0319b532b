"""Finding items by a few words, in Chinese without spaces."""

from __future__ import annotations

import gc
import random
import re
import sqlite3

import pytest

from huiqi.penalty.everyday import LONGEST
from huiqi.penalty.list_search import Index, alike, pairs
from tests.penalty.book import BOOK

INDEX = Index(BOOK)
#: Every row with the words it can be asked by: violation, law, field, where it comes from.
ROWS = {
    **{
        item.id: (
            item.title.zh,
            item.sanction.law,
            BOOK.domains[item.sanction.domain].label.zh,
            BOOK.lists[item.collection].title.zh[:4],
        )
        for item in BOOK.items.values()
    },
    **{
        model.id: (
            model.violation,
            model.law,
            BOOK.domains[model.domain].label.zh,
            BOOK.documents[model.document].place.zh,
        )
        for model in BOOK.precedents.values()
    },
}


def _piece(text: str, rng: random.Random) -> str:
    """Four characters in a row, as a person would pick them out."""
    runs: list[str] = re.findall(r"[\u4e00-\u9fff]{2,}", text)
    run = rng.choice([run for run in runs if len(run) >= 4] or runs)
    start = rng.randrange(max(1, len(run) - 3))
    return run[start : start + 4]


@pytest.mark.few(2)
@pytest.mark.parametrize(
    "asked",
    [
        ("violation", "violation"),
        ("violation", "violation", "violation"),
        ("violation", "violation", "domain"),
        ("violation", "violation", "law"),
        ("violation", "place"),
    ],
    ids=" ".join,
)
def test_a_few_words_of_a_row_find_it_among_the_first_three(asked: tuple[str, ...]) -> None:
    """For at least 95% of all 340 rows, whichever words are taken."""
    columns = ("violation", "law", "domain", "place")
    found = total = 0
    for seed in (1, 2, 3):
        rng = random.Random(seed)
        for name, row in ROWS.items():
            words = [
                row[columns.index(kind)]
                if kind in ("domain", "place")
                else _piece(row[columns.index(kind)] or row[0], rng)
                for kind in asked
            ]
            hits = [hit.id for hit in INDEX.search(" ".join(words), most=3).hits]
            found += name in hits
            total += 1
    assert found >= 0.95 * total, f"{found} of {total}"


@pytest.mark.parametrize(
    ("query", "unknown", "nearest"),
    [
        ("完全不存在的词语", "完全不存在的词语", "存在"),
        ("张灯结彩", "张灯结彩", None),
        ("消防通到", "消防通到", "消防"),
        ("xyz123", "xyz123", None),
    ],
)
def test_what_is_nowhere_is_not_found(query: str, unknown: str, nearest: str | None) -> None:
    """Stray pairs of a word are not the word; what is near it is named."""
    found = INDEX.search(query)
    assert found.hits == ()
    ((word, near),) = found.unknown
    assert word == unknown
    assert (nearest in near) if nearest else not near
    # Beside a word that is there, its rows are found and the other is named.
    beside = INDEX.search(f"环保 {query}")
    assert beside.hits
    assert [word for word, _ in beside.unknown] == [unknown]


@pytest.mark.parametrize("words", ["逾期申报", "逾期纳税", "逾期 申报 税务"])
def test_words_written_without_a_space_are_sought_by_their_parts(words: str) -> None:
    """The row that holds most of it is first, and decides; and it is said how it was found."""
    found = INDEX.search(words, most=2)
    assert "tax-first-3" in {hit.id for hit in found.hits}
    assert not found.unknown
    if " " not in words:
        assert found.hits[0].id == "tax-first-3"
        assert found.apart == ((words, (words[:2], words[2:])),)


@pytest.mark.parametrize("word", ["发票丢失", "发票遗失"])
def test_a_part_alone_is_not_the_matter(word: str) -> None:
    """No list speaks of losing invoices: those about invoices are not told instead."""
    found = INDEX.search(word)
    assert (found.hits, found.apart) == ((), ())
    assert found.unknown == ((word, ("发票",)),)


def test_a_sentence_finds_the_row_whose_words_are_in_it() -> None:
    """Not only words picked from a row: what a person would say."""
    found = INDEX.search("企业没有在厂区门口挂食品生产许可证", most=3)
    assert "shandong-2021-3" in {hit.id for hit in found.hits}
    assert not found.unknown


def test_the_nearest_words_are_words_that_find_something() -> None:
    """Each of them leads somewhere, for made-up words from the rules' own characters."""
    rng = random.Random(5)
    letters = sorted({char for row in ROWS.values() for char in row[0] if char >= "\u4e00"})
    for _ in range(60):
        word = "".join(rng.choice(letters) for _ in range(rng.randrange(2, 7)))
        for _, near in INDEX.search(word).unknown:
            assert all(INDEX.search(other).hits for other in near), (word, near)


def test_words_written_together_find_the_same() -> None:
    """Chinese has no spaces to rely on."""
    apart = INDEX.find("未按规定 许可证", most=1)
    together = INDEX.find("食品生产者未按规定在生产场所显著位置悬挂", most=1)
    assert together[0].id == "shandong-2021-3"
    assert apart


def test_a_rare_word_comes_before_common_ones() -> None:
    """What holds the one word that says what it is about heads the hits, however the rest reads."""
    texts = {name: " ".join(filter(None, row)) for name, row in ROWS.items()}
    common = ("未按规定", "单位", "企业")
    assert all(sum(word in text for text in texts.values()) >= 20 for word in common)
    rng, tried = random.Random(11), 0
    for name, row in ROWS.items():
        word = _piece(row[0], rng)
        alone = sum(word in text for text in texts.values()) == 1
        if alone and INDEX.search(word).total == 1:
            asked = [word, *common]
            rng.shuffle(asked)
            assert INDEX.search(" ".join(asked), most=1).hits[0].id == name, asked
            tried += 1
    assert tried >= 20


def test_only_what_may_decide_or_only_precedents() -> None:
    """And only one field, where that is asked for."""
    deciding = INDEX.find("未按规定", precedents=False, most=99)
    assert deciding
    assert all(hit.id in BOOK.items for hit in deciding)
    others = INDEX.find("未按规定", precedents=True, domain="fire", most=99)
    assert others
    assert {BOOK.precedents[hit.id].domain for hit in others} == {"fire"}


@pytest.mark.parametrize(
    "query",
    ['"', "' OR 1=1 --", "AND NOT OR NEAR(", "*", "", " ", "\0", "公" * 10_000, "a:b^2 {x}"],
)
def test_no_query_breaks_the_index(query: str) -> None:
    """What users type is data, never the index's own language."""
    INDEX.find(query)
    assert INDEX.find("公示", most=1)


def test_single_characters_and_latin_are_found() -> None:
    """GB7718 is a word; one character matches where it stands."""
    assert INDEX.find("GB7718", most=1)[0].id == "market-first-6"
    assert INDEX.find("gb28050", most=1)[0].id == "market-first-6"
    assert INDEX.find("盐", most=1)[0].id == "shandong-2021-1"


def test_pairs_and_likeness() -> None:
    """A word is the run of its pairs; two texts are alike that share two fifths of them."""
    assert pairs("公示") == ["公示"]
    assert pairs("未公示") == ["未公", "公示"]
    assert pairs("GB") == ["gb"]
    assert alike("未按规定公示", "未按规定公示营业执照")
    assert not alike("未按规定公示", "占用消防车通道")
    assert not alike("", "公示")
    assert LONGEST >= 100


def test_the_width_of_letters_makes_no_difference() -> None:
    """As typed by any input method, with what is invisible in between."""
    assert INDEX.find("ＡＢＳ") == INDEX.find("abs")
    one = next(iter(BOOK.items.values())).title.zh[:6]
    assert INDEX.find("\u200b".join(one)) == INDEX.find(one)


def test_an_index_that_is_no_longer_needed_closes_its_database() -> None:
    """At once: a later Python warns of one that is left to be found."""
    index = Index(BOOK)
    connection = index.connection
    del index
    gc.collect()
    with pytest.raises(sqlite3.ProgrammingError, match="closed"):
        connection.execute("select 1")
