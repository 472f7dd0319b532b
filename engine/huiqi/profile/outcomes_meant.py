"""Of which measure it is what came of one, where the head of its column does not say so: what the
cells call it (技改), as somebody says that it is meant, and nothing else.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from huiqi.diagnostics import Place, input_error
from huiqi.profile.outcome_words import goes_on, is_remark, outcome_words
from huiqi.profile.support_told import SupportTold, support_told, word_of_support
from huiqi.rulebook.naming import MeasureNames, measure_named
from huiqi.rulebook.rulebook import Rulebook
from huiqi.sentences import sentence
from huiqi.spelling import Names, plain
from huiqi.wordings import says_not_applicable, says_nothing, yes_or_no

#: How it is said on the command line.
OPTION = "--measure"
#: Between what is said of one measure and of another.
_BETWEEN = re.compile(r"(?:[、，,；;\n。]|\+(?=\S))+(?![^(（]*[)）])(?!\d{3}(?!\d))")
#: What is written beside the word of a measure and says nothing of what came of it.
_OF_IT = re.compile("奖补|补贴|补助|奖励|奖金|资金|项目|设备|政策|款|贴息")
#: The one of these by which measures for the same thing are told apart: who says 奖励 for 补助 says
#: neither for an interest subsidy.
_INTEREST = "贴息"
#: What parts a year from an amount where the word for the measure stood between them
#: (2023技改奖补80万已到).
_APART = ";"
_DIGIT_BEFORE, _DIGIT_AFTER = re.compile(r"\d$"), re.compile(r"\d")
_AROUND = ":：-— "
_EMPTY, _IN_BRACKETS = re.compile(r"\(\)"), re.compile(r"\(([^()]*)\)")


class OutcomePart(NamedTuple):
    """What a cell says of one measure: the word for it, where one stands there, and the rest."""

    word: str
    told: str


class MeasuresMeant(NamedTuple):
    """Which measure is meant: by the word that a cell has for it, by the place of its column; and
    the column in whose cell of the same row it is named, by the place of one that names none.
    """

    words: Mapping[str, str]
    columns: Mapping[int, str]
    beside: Mapping[int, int]

    def tells(self, place: int) -> bool:
        """Whether it is said of a column which measure it is of, or where that is named."""
        return place in self.columns or place in self.beside

    def measure(self, rulebook: Rulebook, cells: Sequence[str], place: int, word: str) -> str:
        """The id of the one of which a cell tells; empty where nobody says which that is."""
        if place in self.columns:
            return self.columns[place]
        if word:
            return self.words.get(word, "")
        if place not in self.beside:
            return ""
        named = {one.word for one in outcome_parts(rulebook, cells[self.beside[place]])}
        found = {self.words.get(one, "") for one in named}
        # Of several, which of them it is nobody says.
        return next(iter(found)) if len(found) == 1 else ""


NONE_MEANT = MeasuresMeant({}, {}, {})


def receipts_in(
    rulebook: Rulebook,
    heads: Mapping[int, str],
    carried: Mapping[int, str],
    cells: Sequence[str],
    meant: MeasuresMeant,
    *,
    outcomes: Iterable[int],
) -> Iterator[SupportTold]:
    """What the cells that are carried say of support that was had: below ``heads`` (by their place
    among the carried ones), and in those of ``outcomes`` what is not counted as one.
    """
    for at, head in heads.items():
        yield from support_told(rulebook, head, cells[at])
    places = [*carried]
    for place in outcomes:
        at, head = places.index(place), carried[place]
        if at in heads or place in meant.columns:
            continue
        for one in support_told(rulebook, head, cells[at]):
            word = word_of_support(rulebook, plain(one.written))
            if not word or _named(word, one.written).word not in meant.words:
                yield one


def outcome_parts(rulebook: Rulebook, cell: str) -> Iterator[OutcomePart]:
    """What a cell says of each measure; nothing where it says nothing, or that there is none.  What
    says no more than how far it came (技改，报了) is of the measure before it.
    """
    if says_nothing(cell) or says_not_applicable(cell) or yes_or_no(cell) is False:
        return
    last: OutcomePart | None = None
    remarks = list[str]()
    for part in filter(None, map(str.strip, _BETWEEN.split(cell))):
        word = word_of_support(rulebook, plain(part))
        if last is not None and not word:
            if goes_on(part):
                last = _with(last, *remarks, part)
                remarks.clear()
                continue
            if is_remark(part):
                remarks.append(part)
                continue
        yield from _parted(last, remarks)
        remarks.clear()
        last = _named(word, part) if word else OutcomePart("", part)
    yield from _parted(last, remarks)


def _named(word: str, part: str) -> OutcomePart:
    """What a part says that names a measure, be it by what it gives as well (技改贴息)."""
    before, _, behind = plain(part).partition(word)
    before, behind = _OF_IT.sub("", before), _OF_IT.sub("", behind)
    digits = _DIGIT_BEFORE.search(before) and _DIGIT_AFTER.match(behind)
    gives = _INTEREST in plain(part) and _INTEREST not in word
    rest = f"{before}{_APART if digits else ''}{behind}"
    return OutcomePart(f"{word}{_INTEREST}" if gives else word, _of_its_own(rest))


def as_named(rulebook: Rulebook, word: str, measures: Sequence[str]) -> Sequence[str]:
    """Of some measures those that are called for what the word says they give, where it does."""
    titles = {one: plain(rulebook.measures[one].title.zh) for one in measures}
    return [one for one in measures if _INTEREST not in word or _INTEREST in titles[one]]


def word_without_kind(word: str) -> str:
    """The word that one without 贴息 behind it is (技改 of 技改贴息); of any other the same."""
    return word.removesuffix(_INTEREST) or word


def _parted(last: OutcomePart | None, remarks: Sequence[str]) -> Iterator[OutcomePart]:
    """What is said of a measure, with the remarks behind it where it says how far it came: else
    they may be what other measures are called.
    """
    if last is None:
        return
    if outcome_words(last.told) is not None:
        yield _with(last, *remarks)
        return
    yield last
    yield from (OutcomePart("", one) for one in remarks)


def _with(part: OutcomePart, *more: str) -> OutcomePart:
    return part._replace(told="，".join(filter(None, (part.told, *more))))


def _of_its_own(rest: str) -> str:
    """What is said beside the word of a measure, be it in brackets, or the word was."""
    told = _EMPTY.sub("", rest).strip(_AROUND)
    inner = _IN_BRACKETS.fullmatch(told)
    return (told if inner is None else inner[1]).strip(_AROUND)


def measures_said(
    said: Iterable[str], carried: Mapping[int, str], outcomes: Iterable[int], rulebook: Rulebook
) -> MeasuresMeant:
    """What is said of them, each as ``技改=技术改造设备奖补``; of a column that it is of a measure
    (``已申报=…``), or of that which another names in the same row (``已拨付=已申报``).

    C103 where it is neither; C107 where no one measure is meant.
    """
    heads = Names({place: (carried[place],) for place in outcomes})
    words, columns, beside = dict[str, str](), dict[int, str](), dict[int, int]()
    for one in said:
        theirs, sign, own = map(str.strip, one.partition("="))
        place, other = heads.find(theirs), heads.find(own)
        if not (theirs and sign and own) or (place is not None and place == other):
            message = sentence("写作 词=措施名称，如 {example}", example=EXAMPLE)
            raise input_error("C103", Place(OPTION), message, found=one)
        if place is not None and other is not None:
            beside[place] = other
        elif place is not None:
            columns[place] = measure_named(rulebook, own, OPTION)
        else:
            words[plain(theirs)] = measure_named(rulebook, own, OPTION)
    return MeasuresMeant(words, columns, beside)


EXAMPLE = "技改=技术改造设备奖补"


def as_said(word: str, measure: str, rulebook: Rulebook) -> str:
    """How it is said that a word is for a measure: by its title where that is its alone."""
    title = rulebook.measures[measure].title.zh
    alone = MeasureNames(rulebook).called(title) == {measure}
    return f"{word}={title if alone else measure}"
