"""Words that people write which are no fact: with several meanings, or of a place, or read by no
rule.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import field

from huiqi.objects import dataclass
from huiqi.rulebook.basis import Basis
from huiqi.rulebook.claim_words import ClaimWords
from huiqi.rulebook.levels_written import (
    NAMES_LEVEL,
    OF_PRODUCT,
    WAS_GIVEN,
    level_before_day,
    level_in_full,
)
from huiqi.rulebook.sought_words import EverydaySearch, SoughtWords
from huiqi.rulebook.standing_words import OffenceWords, StandingWords, TradeWords
from huiqi.rulebook.text import Text
from huiqi.spelling import QUOTES, plain
from huiqi.wordings import answer_in_words, yes_or_no

#: A yes before it: 有，省里的; 是（省级）.
_YES = re.compile(r"[有是已][,，:： ]+(.+)|[有是已]\(([^()]+)\)")
#: What is behind a title, or in brackets: 省级，准备报小巨人; 省级（小巨人没过）.
_MORE = re.compile(r"[,，、；; ]+(?P<apart>[^,，、；; ()]+)$|\((?P<inside>[^()]+)\)$")
_WHEN = r"(?:[今明后]年|(?:20)?\d\d年?|下半年|年底)?"
#: What is being applied for, or is hoped for, or was not given, is not held; ``{}``: which it is.
_NOT_HELD = (
    rf"{_WHEN}(?:还|正|在|也)*(?:准备|打算|计划|拟|想|争取|筹备){_WHEN}(?:申报|申请|报|冲)?{{}}",
    "[明后]年(?:[上下]半年|年[底初])?(?:再|才|要|去|还)?(?:申报|申请|报|冲){}",
    rf"{_WHEN}(?:正?在)(?:申报|申请|报){{}}{_WHEN}",
    rf"{_WHEN}(?:正在)?(?:申报|申请){{}}中",
    rf"{{}}{_WHEN}(?:(?:正在)?(?:申报|申请)中|正在(?:申报|申请|报))",
    r"(?:申?报了?)?{}(?:申报|评审)?(?:没有?|未)(?:能)?(?:通过|过|评上|批|获批)了?",
)
#: Beside a title, when it was given or ends; what is hoped for is not.
_DAYS = re.compile(
    r"(?=.*\d)[\d年月日号./~–—至到有效期截止已过失认评定颁发证取今获批次第一二三四五六七八九十入选复核审通于新首了"
    r" (),，、:;-]+"
    r"|\(?第?[一二三四五六七八九十\d]{1,3}批次?\)?"
    r"|\(已?(?:过期|到期|失效|期满)\)"
)
#: Between titles that are named together.
_AND = re.compile("[、/+]")
#: Between titles with their days, outside of brackets.
_SEVERAL = re.compile(r"[、，,；;+\n。 \u3000]+(?![^(（]*[)）])|/(?!\d)")
_CENTURY = "20"
#: A level alone, and what is said of it in brackets.
_OF_LEVEL = re.compile(r"[^()]{1,3}级?\([^()]*\)")
#: What is no title, and said of the one before it.
_REMARK = re.compile(
    "[未没被摘续复核审拟]|过期|到期|失效|撤销|取消|公示|通过|有效|认定|发证|待[发批]"
)
#: A title that is less than all that are declared.
_LESSER = ":lesser"
#: One of another kind.
_OTHER = ":other"
#: The year of a title with two digits: 高企24.
_SHORT = re.compile(r"(?<!\d)(?=[12]\d$)")
#: No title beside it, but how it stands with one.
_STANDING = re.compile(r"[\d否无未没不拟报申待]|过期|到期|失效|复核|撤|取消|公示|通过|中$")

#: What a full name of a division ends with: after it an address may go on.
_FULL = ("省", "市", "区", "县", "州", "盟", "旗")


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceWord:
    """A place that is stated, and the facts it answers: yes where it lies in the division whose
    code stands beside them, no where it lies elsewhere.
    """

    id: str
    label: Text
    also: tuple[str, ...]
    answers: Mapping[str, str]
    #: The names of each division by its code; that of a larger one begins that of its parts.
    divisions: Mapping[str, tuple[str, ...]]
    basis: tuple[Basis, ...]

    @property
    def example(self) -> str:
        """How an address begins: with the largest division of which a part is declared, the first
        that a fact asks about.
        """
        asked = [code for code in self.answers.values() if code in self.divisions]
        for whole, names in self.divisions.items():
            for part, own in ((code, self.divisions[code]) for code in (*asked, *self.divisions)):
                if part.startswith(whole) and part != whole:
                    return names[0] + own[0]
        return next((names[0] for names in self.divisions.values()), "")

    def answered(self, written: str) -> dict[str, bool] | None:
        """What an address says of the facts; ``None`` where no declared division is named.

        Of a fact whose division is a part of the one that is named it says nothing.
        """
        code = self.division(written)
        if code is None:
            return None
        found = {}
        for fact, asked in self.answers.items():
            if code.startswith(asked):
                found[fact] = True
            elif not asked.startswith(code):
                found[fact] = False
        return found

    def within(self, written: str, whole: str) -> str:
        """An address that begins with no declared division (高新区, of which each city may have
        one), as it is within a ``whole`` that is; another as it is written.
        """
        return f"{whole}{written}" if self.is_vague(written) else written

    def is_vague(self, written: str) -> bool:
        """Whether an address says something, and may lie anywhere."""
        return bool(plain(written)) and not self._parts_named(plain(written), "")

    def division(self, written: str) -> str | None:
        """The code of the smallest division that an address begins with.

        A short name (聊城) is one only where nothing follows, or a part of it: 聊城路 is a street.
        """
        rest, code = plain(written), ""
        while rest:
            named = self._parts_named(rest, code)
            if not named:
                break
            name, code = max(named, key=lambda found: len(found[0]))
            short, rest = not name.endswith(_FULL), rest[len(plain(name)) :]
            if short and rest and not self._parts_named(rest, code):
                return None
        # An address that goes on with a full name is somewhere else.
        other = any(name.endswith(_FULL) for name, _ in self._parts_named(rest, ""))
        return code if code and not other else None

    def _parts_named(self, rest: str, code: str) -> list[tuple[str, str]]:
        """The names of a division's parts that an address begins with, each with its code."""
        return [
            (name, own)
            for own, names in self.divisions.items()
            for name in names
            if own.startswith(code) and own != code and rest.startswith(plain(name))
        ]


@dataclass(frozen=True, slots=True, kw_only=True)
class TitleWord:
    """Titles of which the one that is held is stated by a word.

    ``answers``: the words that say yes to a fact, and nothing of the others; ``none``: the facts
    to which a no says no, as does a word for what is ``lesser`` than all of them; ``several``: a
    cell may name some of them, each with its days (高企2024、小巨人（2023）), and says nothing of
    those that it does not name; ``listed``: the fields of lists whose options it may name as well
    (``recognitions.title``).
    """

    id: str
    label: Text
    also: tuple[str, ...]
    answers: Mapping[str, tuple[str, ...]]
    none: tuple[str, ...]
    basis: tuple[Basis, ...]
    lesser: tuple[str, ...] = ()
    several: bool = False
    listed: tuple[str, ...] = ()

    def parts(self, written: str) -> list[str]:
        """What a cell names, one by one."""
        return [part for part in _SEVERAL.split(level_before_day(written)) if part.strip()]

    def named_apart(self, fact: str, written: str, others: frozenset[str]) -> str:
        """What a cell that names several titles says of one; empty where it does not name it.

        ``others``: what other titles are called.
        """
        if yes_or_no(written) is False:
            return written if not self.several or fact in self.none else ""
        answer = yes_or_no(_SEVERAL.split(written)[0]) is not None
        if not self.several and (answer or self.answered(written) or self.held_of(written)):
            return written
        titles = self._titles_apart(written, others)
        if not self.several and (len(titles) < 2 or any(name is None for name, _ in titles)):
            return written
        own = [told for name, told in titles if name == fact]
        if own or any(name in self.answers for name, _ in titles):
            return "、".join(own)
        # Where a lesser one is told beside titles of other kinds, that is what is told.
        lesser = [told for name, told in titles if name == _LESSER]
        return "、".join(lesser) if self.several or lesser else written

    def names_titles(self, written: str) -> bool:
        """Whether a cell names one that is declared here, by itself or beside its days."""
        parts = (part.translate(QUOTES) for part in map(plain, _SEVERAL.split(written)))
        return any(self.held_of(part) or self._alone(part) in self._named for part in parts)

    def others_beside(self, written: str, others: frozenset[str]) -> list[str]:
        """The titles of other kinds that a cell names beside one that is declared here."""
        if yes_or_no(written) is False:
            return []
        titles = self._titles_apart(written, others)
        own = any(name in self.answers or name == _LESSER for name, _ in titles)
        return [told for name, told in titles if name == _OTHER] if own else []

    def _titles_apart(self, written: str, others: frozenset[str]) -> list[tuple[str | None, str]]:
        """Each title that a cell names, as :meth:`_title_of` tells it, with what is said of it."""
        found: list[tuple[str | None, str]] = []
        for part in filter(None, map(plain, _SEVERAL.split(level_before_day(written)))):
            name = self._title_of(part.translate(QUOTES), others)
            if name == "" and found and (_DAYS.fullmatch(part) or _REMARK.search(part)):
                # 高企2024，被取消: it goes with what it is said of.
                found[-1] = found[-1][0], f"{found[-1][1]},{part}"
            else:
                found.append((name, _SHORT.sub(_CENTURY, part)))
        return found

    def _title_of(self, part: str, others: frozenset[str]) -> str | None:
        """The fact of which a part of a cell tells, or that it is a lesser title or one of another
        kind; empty where it names none, ``None`` where it could be several.
        """
        if not self.several and self.is_lesser(part):
            return _LESSER
        level = self.named_in(part)
        if level is not None and self._is_of_product(part):
            return _OTHER
        named = {word for word in self._named if word in part and not NAMES_LEVEL.search(word)}
        other = any(one in part and not any(one in word for word in self._named) for one in others)
        if named:
            return None if other and not self.several else level
        if level is None or other:
            unnamed = self.several and any(one in part for one in others)
            return _OTHER if other or unnamed else ""
        alone = self.held_of(part) is not None or self.answered(part) is not None
        return level if alone or _OF_LEVEL.fullmatch(part) else None

    def answered(self, written: str) -> dict[str, bool] | None:
        """What a word says of the facts; ``None`` where it is none that is declared."""
        if yes_or_no(written) is False or self.is_lesser(written):
            return dict.fromkeys(self.none, False)
        told = self._alone(written)
        # In which batch it was given says no more than a year that it is still held.
        fact = self._named.get(told)
        if fact is not None:
            return {fact: True}
        hoped = self._not_held(told)
        return None if hoped is None else {hoped: False}

    def _alone(self, written: str) -> str:
        """The title that a cell names, in its plain form, without a yes before it and without
        another one that is not held (省级，准备报小巨人).
        """
        told = WAS_GIVEN.sub("", level_before_day(answer_in_words(written)).translate(QUOTES))
        if (yes := _YES.fullmatch(told)) is not None:
            told = yes[1] or yes[2]
        told = level_in_full(told, self._named)
        more = _MORE.search(told)
        beside = None if more is None else self._not_held(more["apart"] or more["inside"])
        if more is None or beside is None:
            return told
        rest = told[: more.start()]
        # 省级（省级没过） says two things.
        return rest if self.named_in(rest) not in (None, beside) else told

    def named_in(self, written: str) -> str | None:
        """The fact of the longest word that stands in a text."""
        told = plain(written).translate(QUOTES)
        named = [word for word in self._named if word in told]
        return self._named[max(named, key=len)] if named else None

    def _is_of_product(self, part: str) -> bool:
        """Whether a title that it names is that of a product, and not of the enterprise."""
        word = max((own for own in self._named if own in part), key=len)
        return f"{word}{OF_PRODUCT}" in part

    def _not_held(self, told: str) -> str | None:
        """The fact of the title that a part of a cell says is applied for, hoped for or refused."""
        named = "|".join(map(re.escape, sorted(self._named, key=len, reverse=True)))
        for pattern in _NOT_HELD:
            match = re.fullmatch(pattern.format(f"(?P<title>{named})"), told)
            if match is not None:
                return self._named[match["title"]]
        return None

    def is_lesser(self, written: str) -> bool:
        """Whether a cell names what is less than all that is declared, with or without its days:
        市级2024; not where it is about to be more.
        """
        named = [plain(word).translate(QUOTES) for word in self.lesser]
        told = level_in_full(level_before_day(plain(written)).translate(QUOTES), named)
        word = max((own for own in named if told.startswith(own)), key=len, default="")
        rest = told.removeprefix(word)
        return bool(word) and (not rest or _DAYS.fullmatch(rest) is not None)

    def among(self, written: str) -> str:
        """Of titles named together the one that is declared here (省级专精特新、单项冠军): as it is
        written, where there is not exactly one, or more is said than titles.
        """
        named, parts = self._named, [part.strip() for part in _AND.split(written)]
        told = [plain(part).translate(QUOTES) for part in parts]
        known = [part for part, own in zip(parts, told, strict=True) if own in named]
        others = [own for own in told if own not in named]
        more = any(_STANDING.search(one) or any(w in one for w in named) for one in others)
        return known[0] if len(known) == 1 and not more else written

    @property
    def words(self) -> frozenset[str]:
        """All words that say yes to one of the facts, in their plain form."""
        return frozenset(self._named)

    @property
    def _named(self) -> dict[str, str]:
        """The fact that each word says yes to."""
        return {
            plain(word).translate(QUOTES): fact
            for fact, words in self.answers.items()
            for word in words
        }

    def held_of(self, written: str) -> tuple[str, str] | None:
        """The fact that a word beside days names, and the days: of 省级（2024）, （2024）; ``None``
        where there are none, or more than them.
        """
        beside = self.beside(written)
        return beside if beside is not None and _DAYS.fullmatch(beside[1]) else None

    def beside(self, written: str) -> tuple[str, str] | None:
        """The fact of the longest word that stands in a cell, and all that the cell says beside."""
        told, named = self._alone(written), self._named
        word = max((own for own in named if own in told), key=len, default="")
        return (named[word], told.replace(word, "", 1)) if word else None


#: What is stated in one place and answers several facts.
StatedWord = PlaceWord | TitleWord


@dataclass(frozen=True, slots=True, kw_only=True)
class Vocabulary:
    """What is declared of words beside the facts.

    ``ambiguous``: for each word the facts it may mean, each with a sentence; ``at_most`` and
    ``spent``: the words by which an amount is at most so much, or was spent; ``unread``: words
    that no rule reads; ``sought``: the facts for which every table is searched: where no column
    tells one, it is asked which does; ``support``: words for one thing, as they stand in the names
    of support; ``looked_for``, ``search``: for a search alone; ``paid_as``: words for money that is
    given; ``other_heads``: by which a head that has the name of a fact in it is of another thing;
    ``standing``: how an enterprise stands that is hardly to be called; ``trades``: which are no
    industry; ``offences``: what may be an offence, or
    an accident; ``legal_forms``: what a name ends with
    that says what kind of company it is; ``claimed``: by amount, how a table says whether it was
    claimed.
    """

    ambiguous: Mapping[str, Mapping[str, Text]] = field(default_factory=dict)
    at_most: frozenset[str] = frozenset()
    spent: frozenset[str] = frozenset()
    unread: tuple[str, ...] = ()
    sought: Mapping[str, SoughtWords] = field(default_factory=dict)
    support: tuple[tuple[str, ...], ...] = ()
    looked_for: tuple[tuple[str, ...], ...] = ()
    search: EverydaySearch = EverydaySearch()
    paid_as: tuple[str, ...] = ()
    other_heads: tuple[str, ...] = ()
    standing: tuple[StandingWords, ...] = ()
    trades: tuple[TradeWords, ...] = ()
    offences: tuple[OffenceWords, ...] = ()
    legal_forms: tuple[str, ...] = ()
    claimed: Mapping[str, ClaimWords] = field(default_factory=dict)
    places: Mapping[str, PlaceWord] = field(default_factory=dict)
    titles: Mapping[str, TitleWord] = field(default_factory=dict)

    def meanings(self, written: str) -> Mapping[str, Text]:
        """The facts that a word of several meanings may be, each with when it is the one; none
        where it is no such word.
        """
        own = plain(written)
        found = (facts for word, facts in self.ambiguous.items() if plain(word) == own)
        return next(found, {})

    def says_at_most(self, written: str) -> bool:
        """Whether it is a word by which an amount is planned, and so at most so much."""
        return plain(written) in self.at_most

    def says_spent(self, written: str) -> bool:
        """Whether it is a word by which an amount was spent, whatever is still to come."""
        return plain(written) in self.spent

    @property
    def stated(self) -> Mapping[str, StatedWord]:
        """All that answers several facts, by its id."""
        return {**self.places, **self.titles}


NO_VOCABULARY = Vocabulary()
