"""A level that a cell of outcomes names narrows which measures it may be of: for every word for
support, every way to write a level, and wherever that stands.
"""

from __future__ import annotations

from itertools import product
from pathlib import Path

import pytest

from huiqi.city import GivenTable
from huiqi.profile.support_told import measures_meant, word_of_support
from huiqi.sentences import Sentence
from huiqi.spelling import plain
from tests.screening.test_outcomes_meant import found_in
from tests.titles import RULES

#: How a level is written, and which are meant; the county pays what is the city's, and who names
#: no level narrows nothing.
LEVELS: dict[str, tuple[str, ...]] = {
    **dict.fromkeys(("省里", "省级", "省", "省财政"), ("province",)),
    **dict.fromkeys(("市里", "市级", "市", "市本级"), ("city",)),
    **dict.fromkeys(("国家", "国家级"), ("nation",)),
    **dict.fromkeys(("省市", "省里、市里"), ("province", "city")),
    **dict.fromkeys(("县里", "区里", ""), ()),
}
#: Where it stands, beside what came of it.
WRITTEN = ("{word} {level}到账了", "{word} 10万{level}到账", "{word}：{level}的钱到了")
WORDS = [
    word
    for words in RULES.vocabulary.support
    for word in words
    if measures_meant(RULES, plain(word))
]


def expected(word: str, level: str) -> frozenset[str]:
    """By whose each measure is, and for whose title, as they are declared."""
    return frozenset(
        name
        for name in measures_meant(RULES, plain(word))
        for one in (RULES.measures[name],)
        if level in (RULES.level(one), one.for_level)
    )


@pytest.mark.parametrize("level", LEVELS)
def test_a_level_narrows_the_measures_of_every_word(tmp_path: Path, level: str) -> None:
    """What is left alone is counted; of several all are named; of none it is not known which."""
    cells = [*product(WORDS, WRITTEN)]
    rows = (
        f'示例{number}厂,"{written.format(word=word, level=level)}"'
        for number, (word, written) in enumerate(cells)
    )
    path = tmp_path / "册.csv"
    path.write_text("\n".join(("企业名称,已申报", *rows)), encoding="utf-8")
    meant = tuple(
        f"{word}={name}" for word in WORDS for name in sorted(measures_meant(RULES, plain(word)))
    )
    found = found_in(GivenTable(file=path, meant=meant))
    for number, (word, written) in enumerate(cells, 2):
        assert word_of_support(RULES, plain(word)) == plain(word)
        told = [one.measure for one in found.told.get(number, ())]
        unread = [
            _named(one.message)
            for one in found.unread.get(number, ())
            if isinstance(one.message, Sentence)
            # It is counted, and only how much it was is not known.
            and not one.message.values.get("counted")
        ]
        parts = [expected(word, one) for one in LEVELS[level]] or [
            measures_meant(RULES, plain(word))
        ]
        place = written.format(word=word, level=level)
        assert {*told} == {name for own in parts if len(own) == 1 for name in own}, place
        named = {frozenset(titles(own)) for own in parts if len(own) != 1}
        assert {*unread} == named, place


def titles(measures: frozenset[str]) -> list[str]:
    return [RULES.measures[one].title.zh for one in measures]


def _named(message: Sentence) -> frozenset[str]:
    """The titles of the measures that a remark names, the longest first: one is part of another."""
    told, found = str(message.values.get("measures", "")), set[str]()
    for title in sorted(titles(frozenset(RULES.measures)), key=len, reverse=True):
        if title in told:
            found.add(title)
            told = told.replace(title, "")
    return frozenset(found)


@pytest.mark.parametrize(
    ("cell", "measures"),
    [
        # Before the word it is the level of the money, where that is no title with it.
        ("省高企10万到账", {"rd-first-high-technology"}),
        ("市里技改10万到账", {"technical-renovation", "renovation", "major-renovation-interest"}),
        (
            "省技改10万到账",
            {"major-renovation", "major-renovation-interest", "renovation-2025", "smart-equipment"},
        ),
        # The list of the province, and the reward of the city.
        ("省首台套10万到账", {"first-set", "insurance-compensation", "first-set-and-batch"}),
        # The city rewards the title of the province: either level is its own.
        ("新材料 省里10万到账", {"new-material-leader"}),
        ("新材料 市里10万到账", {"new-material-leader", "new-energy-materials"}),
    ],
)
def test_of_which_measures_a_cell_may_be(tmp_path: Path, cell: str, measures: set[str]) -> None:
    """By hand, of those that have a text and those that are slots."""
    path = tmp_path / "册.csv"
    path.write_text(f"企业名称,已申报\n示例厂,{cell}", encoding="utf-8")
    word = word_of_support(RULES, plain(cell))
    meant = tuple(f"{word}={name}" for name in sorted(measures_meant(RULES, word)))
    found = found_in(GivenTable(file=path, meant=meant))
    named = {one.measure for own in found.told.values() for one in own}
    for one in found.unread.get(2, ()):
        assert isinstance(one.message, Sentence)
        titled = _named(one.message)
        named |= {one.id for one in RULES.supports if one.title.zh in titled}
    assert named == measures
