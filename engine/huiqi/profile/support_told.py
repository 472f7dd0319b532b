"""What an officer's cell says of support that was had: 省技改设备奖补（2023年）40万；创新券2万.

Of which measure it is nobody says in the words of the rules: it is told beside those that are named
by words for the same thing, and is no answer.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Iterator, Sequence
from functools import lru_cache

from huiqi.dates import RELATIVE_YEAR, year_in_full
from huiqi.objects import dataclass
from huiqi.rulebook.naming import called, measures_called
from huiqi.rulebook.rulebook import Rulebook
from huiqi.spelling import Names, one_line, plain
from huiqi.wordings import says_none, says_nothing

#: Between what was had, outside of brackets.
_BETWEEN = re.compile(r"[、，,；;+\n。]+(?![^(（]*[)）])")
#: That it was not had, or was refused.
_NEVER_HAD = re.compile(
    r"(?:没有?|未|从未)(?:享受|得到?|拿|领|获|批|通过(?!补助|奖|补贴)|报(?!告|表|销)|申报|申请)|未享|没享|没过(?!\d)"
    "|被拒|退回"
)
#: That it is only hoped for.
_HOPED_FOR = re.compile("[想拟]|准备|打算|计划|争取|(?:正?在)(?:申报|申请|报)|申[报请]中")
#: That it was granted, or came.
_CAME = re.compile(
    r"(?<![没未不])(?:批了|批下来|批准|获批|到了|到账|到位|拨了|拨付|兑现|发了|领了|拿了|拿到)"
)
#: Of which years a head is of; that it is money.
_OF_A_YEAR = re.compile(
    rf"\(?(?:(?:19|20)\d\d年?(?:[-—–~至到、和](?:19|20)?\d\d)?年?度?|近[一二两三四五]年(?:来)?"
    rf"|{RELATIVE_YEAR})的?\)?"
)
_MONEY = re.compile(
    r"(?:扶持|奖补|补助|财政)?(?:资金|金额|钱)(?:情况)?(?:\([^()]*\))?$|\([^()]*\)$"
)
#: Of what is given for the first time.
_FIRST = "首次"


@dataclass(frozen=True, slots=True, kw_only=True)
class SupportTold:
    """What one part of a cell says: the head of its column, its words, the measures that may be
    meant; ``first``: those of them which are for the first time alone; ``had``: the same, where it
    says that this was.
    """

    head: str
    written: str
    measures: frozenset[str]
    had: frozenset[str]
    first: frozenset[str]


def receipt_heads(rulebook: Rulebook, heads: Sequence[str]) -> dict[int, str]:
    """Of these heads those of the support that was had, by their place among them."""
    lists = Names(
        {name: called(one) for name, one in rulebook.facts.items() if one.receipts is not None}
    )
    return {place: head for place, head in enumerate(heads) if _names_receipts(head, lists)}


def _names_receipts(head: str, lists: Names[str]) -> bool:
    """Whether a head is that of the support that was had, be it in a year: 享受政策（2024年）."""
    bare = _OF_A_YEAR.sub("", year_in_full(plain(head)))
    return any(lists.find(one) is not None for one in (head, bare, _MONEY.sub("", bare)) if one)


def support_told(rulebook: Rulebook, head: str, cell: str) -> Iterator[SupportTold]:
    """What a cell says of support that was had, where that may be of measures here."""
    if says_nothing(cell) or says_none(cell):
        return
    for part in map(str.strip, _BETWEEN.split(cell)):
        told = plain(part)
        if _NEVER_HAD.search(told) or _HOPED_FOR.search(told):
            continue
        if meant := measures_meant(rulebook, told):
            named = _named(rulebook)
            first = frozenset(name for name in meant if _FIRST in named[name])
            yield SupportTold(
                head=head,
                written=one_line(part),
                measures=meant,
                had=first if _FIRST in told else frozenset(),
                first=first,
            )


def says_never_had(cell: str) -> bool:
    """Whether all that a cell says is that something was not applied for, or not had."""
    told = [one for part in _BETWEEN.split(cell) if (one := plain(part))]
    return bool(told) and all(map(_NEVER_HAD.search, told))


def granted_in(written: str, year: int) -> bool:
    """Whether a part of a cell says that support was granted or came in a year: 26年批了19万."""
    told = plain(written)
    of_year = re.search(rf"(?<!\d)(?:20)?{year % 100:02}(?:年|[./-]\d)|今年|本年", told)
    return of_year is not None and _CAME.search(told) is not None


@lru_cache(maxsize=4096)
def measures_meant(rulebook: Rulebook, told: str) -> frozenset[str]:
    """The measures whose name stands in a text in its plain form, or that have a word for the same
    thing.
    """
    things = {number for word, number in _words(rulebook) if word in told}
    named = _named(rulebook)
    return frozenset(
        name
        for name in named
        if any(one in told for one in named[name].split(_APART))
        or any(number in things for word, number in _words(rulebook) if word in named[name])
    )


def words_of_support(rulebook: Rulebook, told: str) -> tuple[str, ...]:
    """The words for support here that stand in a text in its plain form, the longest first."""
    words = {word for word, _ in _words(rulebook) if word in told}
    return tuple(sorted(words, key=lambda word: (-len(word), word)))


def word_of_support(rulebook: Rulebook, told: str) -> str:
    """The first word of a text in its plain form that is one for support here, or all that a
    measure is called: the longest that begins there; empty where there is none.
    """
    match = _every_word(rulebook).search(told)
    return "" if match is None else match[0]


def overlooked_heads(
    rulebook: Rulebook, heads: Iterable[str], receipts: Container[str]
) -> Iterator[str]:
    """Those that name what support is for (高企, 技改), and are no ``receipts``, which tell of some
    that was had.
    """
    return (one for one in heads if one not in receipts and word_of_support(rulebook, plain(one)))


_APART = "\n"


@lru_cache(maxsize=4)
def _every_word(rulebook: Rulebook) -> re.Pattern[str]:
    names = (name for own in _named(rulebook).values() for name in own.split(_APART))
    words = {*names, *(word for word, _ in _words(rulebook))}
    return re.compile("|".join(map(re.escape, sorted(words, key=len, reverse=True))))


@lru_cache(maxsize=4)
def _words(rulebook: Rulebook) -> tuple[tuple[str, int], ...]:
    """Each word, with the number of the thing that it is for."""
    groups = enumerate(rulebook.vocabulary.support)
    return tuple((plain(word), number) for number, words in groups for word in words)


@lru_cache(maxsize=4)
def _named(rulebook: Rulebook) -> dict[str, str]:
    """All that each measure here is called."""
    own = {measure.id for measure in rulebook.supports}
    names = measures_called(rulebook.measures.values())
    return {
        name: _APART.join(filter(None, map(plain, its)))
        for name, its in names.items()
        if name in own
    }
