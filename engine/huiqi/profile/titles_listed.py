"""Titles that stand in one cell, each as a record of the list that tells of it (省首台套 of the
first-set products); and those that are none of these.

Codes, remarks: P178 what stands among the titles and is none that is known; P134 what is given for
a year, and stands there without it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from huiqi.dates import YEARS_TOLD, centuries_in_full, in_years, short_years_in_full
from huiqi.diagnostics import Diagnostics, Place
from huiqi.language.types import Enumeration, Kind
from huiqi.objects import dataclass
from huiqi.profile.days_of_titles import DayOfTitle, Days, days_of_title
from huiqi.profile.support_told import measures_meant
from huiqi.rulebook.list_columns import TITLE, WITHIN
from huiqi.rulebook.naming import called
from huiqi.rulebook.roles import Role
from huiqi.rulebook.rulebook import Fact, Rulebook
from huiqi.rulebook.vocabulary import StatedWord, TitleWord
from huiqi.sentences import sentence
from huiqi.spelling import QUOTES, one_line, plain
from huiqi.wordings import says_none, says_nothing, yes_or_no

#: What stands among the titles of a cell, and is none that is known.
UNPLACED = "P178"
#: The field of a title that says until when it is held.
_UNTIL: Role = "until"
#: So many measures are named for which it may be of use.
_NAMED = 2
#: A level in the bracket behind a title: 绿色工厂(省级25年).
_LEVEL_BEHIND = re.compile(
    r"(?P<title>[^()\d]+)\((?P<level>(?:国家|省|市)级?)[,:、 ]*(?P<more>[^()]*)\)(?P<rest>.*)"
)
#: How one says that a title was given.
_GIVEN = re.compile(
    r"公布|发布|授予|授牌|挂牌|入选|列入|评定|评为|评上|认上|批准|获得|荣获|拿到|拿的|得的|[有是](?=[^\d])"
)
_RECOGNISED = "认定"
#: Of a title as it is written: what belongs to none of its words.
_AROUND = "()（），,、:： 。.的"
#: What goes with the title before it: 高企2024，已过期.
_REMARK = re.compile(r"[\d年月日号.复审核到过期有效未没被取消撤公示批认定发证通了已将()-]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class TitleTold:
    """A title that a cell names: the list and the field that tell of it, its option, when it was
    given and until when it is held, as far as the cell says it, and how it stands there.
    """

    list_: str
    field: str
    option: str
    given: Days | None
    until: Days | None
    written: str

    def record(self, fact: Fact) -> dict[str, str]:
        """It as a record of its list is written."""
        until = fact.roles.get(_UNTIL)
        days = (name for name, own in fact.fields.items() if own.type.kind is Kind.DATE)
        given = next((name for name in days if name != until), None)
        told = {self.field: self.option}
        if given is not None and self.given is not None:
            told[given] = f"{self.given[0]}..{self.given[1]}"
        if until is not None and self.until is not None:
            told[until] = f"{self.until[0]}..{self.until[1]}"
        return told


class TitlesApart(NamedTuple):
    """The titles of a cell that are known, and what else stands among them."""

    known: tuple[TitleTold, ...]
    others: tuple[str, ...]


def lists_called(rulebook: Rulebook, stated: StatedWord) -> Iterator[str]:
    """What the lists of titles are called whose titles a cell may name one after the other."""
    for name in stated.listed if isinstance(stated, TitleWord) else ():
        fact = rulebook.facts[name.partition(WITHIN)[0]]
        if TITLE in fact.things:
            yield from called(fact)


def titles_of_cell(rulebook: Rulebook, title: TitleWord, text: str, as_of: date) -> TitlesApart:
    """Each title of a cell; what a no says it says of none."""
    if says_nothing(text) or says_none(text) or yes_or_no(text) is not None:
        return TitlesApart((), ())
    return _titles_apart(rulebook, title.id, text, as_of)


@lru_cache(maxsize=1024)
def _titles_apart(rulebook: Rulebook, own: str, text: str, as_of: date) -> TitlesApart:
    title = rulebook.vocabulary.titles[own]
    parts: list[str] = []
    for part in title.parts(text):
        if parts and _REMARK.fullmatch(plain(part)):
            parts[-1] = f"{parts[-1]}，{part}"
        else:
            parts.append(part)
    known, others = list[TitleTold](), list[str]()
    for part in parts:
        told = _title_told(rulebook, title, part, as_of)
        if told is not None:
            known.append(told)
        elif not title.names_titles(part) and title.answered(part) is None:
            others.append(one_line(part))
    return TitlesApart(tuple(dict.fromkeys(known)), tuple(others))


def _title_told(rulebook: Rulebook, title: TitleWord, part: str, as_of: date) -> TitleTold | None:
    """The title of a part of a cell, where nothing but its days is said beside it."""
    told = plain(part).translate(QUOTES)
    if (behind := _LEVEL_BEHIND.fullmatch(told)) is not None:
        more = f"({behind['more']})" if behind["more"] else ""
        told = f"{behind['level']}{behind['title']}{more}{behind['rest']}"
    best: tuple[str, str, str] | None = None
    for name in title.listed:
        for word, option in words_of_titles(rulebook, name):
            if word in told and (best is None or len(word) > len(best[0])):
                best = word, name, option
    if best is None:
        return None
    word, name, option = best
    rest = _GIVEN.sub(_RECOGNISED, told.replace(word, "", 1)).strip(_AROUND)
    given: Days | None = None
    until: Days | None = None
    if rest not in ("", _RECOGNISED):
        days = days_of_title(centuries_in_full(_in_years(rest, as_of)))
        if days is None or days.of(DayOfTitle.RECHECK):
            return None
        past = [own for own in days.of(DayOfTitle.BARE) if own[0] <= as_of]
        ahead = [own for own in days.of(DayOfTitle.BARE) if own[0] > as_of]
        all_given = [*days.of(DayOfTitle.GIVEN), *past]
        ends = [*days.of(DayOfTitle.END), *ahead]
        if len(all_given) > 1 or len(ends) > 1 or any(own[0] > as_of for own in all_given):
            return None
        given, until = next(iter(all_given), None), next(iter(ends), None)
    list_, _, field = name.partition(WITHIN)
    return TitleTold(
        list_=list_, field=field, option=option, given=given, until=until, written=one_line(part)
    )


def _in_years(rest: str, as_of: date) -> str:
    return short_years_in_full(in_years(rest, as_of, YEARS_TOLD), as_of)


@lru_cache(maxsize=8)
def words_of_titles(rulebook: Rulebook, name: str) -> tuple[tuple[str, str], ...]:
    """All that each option of a field of a list is called in Chinese, with each of the words that
    stand for each other at its head, in its plain form.
    """
    list_, _, field = name.partition(WITHIN)
    options = rulebook.facts[list_].fields[field].type.enumeration
    found: dict[str, str] = {}
    for symbol in () if options is None else options.symbols:
        assert options is not None
        for name in map(plain, options.names(symbol)):
            bare = name.translate(QUOTES)
            if bare.isascii() or len(bare) < 2:
                continue
            for word in (bare, *_with_other_heads(options, bare)):
                found.setdefault(word, symbol)
    return tuple(found.items())


def _with_other_heads(options: Enumeration, name: str) -> Iterator[str]:
    for alike in options.heads:
        heads = sorted(map(plain, alike), key=len, reverse=True)
        head = next((head for head in heads if name.startswith(head)), None)
        if head is not None:
            yield from (other + name.removeprefix(head) for other in heads if other != head)


def remark_on_unplaced(
    rulebook: Rulebook, head: str, others: Iterable[str], place: Place, diagnostics: Diagnostics
) -> None:
    """P178: what stands among the titles of a cell and was not read, with the measures for which it
    may be of use.
    """
    for other in others:
        meant = measures_meant(rulebook, plain(other))
        own = [one for name, one in rulebook.measures.items() if name in meant]
        names = [one.name for one in own if one.published] or [one.name for one in own]
        said = sentence(
            "“{column}”里的“{written}”认不出是哪一级、哪个称号，没有读", column=head, written=other
        )
        if names:
            said = sentence(
                "“{column}”里的“{written}”认不出是哪一级、哪个称号，没有读；问清了看{measures}",
                column=head,
                written=other,
                measures=tuple(names[:_NAMED]),
            )
        diagnostics.warn(UNPLACED, place, said, found=other)
