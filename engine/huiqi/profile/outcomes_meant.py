"""Of which measure it is what came of one, where the head of its column does not say so: what the
cells call it (技改), as somebody says that it is meant, and nothing else.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import NamedTuple

from huiqi.diagnostics import Place, input_error
from huiqi.objects import dataclass
from huiqi.profile.outcome_heads import OutcomeStep
from huiqi.profile.outcome_words import goes_on, is_remark, outcome_words
from huiqi.profile.support_told import (
    SupportTold,
    measures_meant,
    support_told,
    word_of_support,
)
from huiqi.profile.titles_listed import TitleTold
from huiqi.profile.titles_of_outcomes import name_of_title, title_listed
from huiqi.rulebook.levels_written import FIRST
from huiqi.rulebook.naming import MeasureNames, measure_named
from huiqi.rulebook.rulebook import Rulebook
from huiqi.sentences import sentence
from huiqi.spelling import Names, plain
from huiqi.wordings import says_not_applicable, says_nothing, yes_or_no

#: How it is said on the command line.
OPTION = "--measure"
#: In the place of a measure: that who writes the word tells of the certificate alone.
ONLY_HELD = "只是有证书"
_ONLY_HELD = (ONLY_HELD, "certificate only")
#: Of such a cell, that it tells of money all the same.
_MONEY = re.compile(r"\d[多几余]?[万亿元]")
#: Between what is said of one measure and of another.
_BETWEEN = re.compile(r"(?:[、，,；;\n。]|\+(?=\S))+(?![^(（]*[)）])(?!\d{3}(?!\d))")
#: That what stands behind it is of something else.
_SET_APART = re.compile(r"[；;\n。+]")
#: What is written beside the word of a measure and says nothing of what came of it.
_OF_IT = re.compile("奖补|补贴|补助|奖励|奖金|(?<!获)奖|资金|项目|设备|政策|款|贴息|企业|名单上的")
#: By which of these measures for the same thing are told apart: who says 奖励 for 补助 says neither
#: for an interest subsidy, nor for a recheck.
_RECHECK = "复审"
_OF_KIND = ("贴息", _RECHECK)
#: That it was the first time, of what has a measure for that (高企首次, 高企2025头一回报).
_FIRST = re.compile(f"首次认定(?=[^了过])|首报|{FIRST}|第1[回次]")
#: What parts a year from an amount where the word for the measure stood between them
#: (2023技改奖补80万已到).
_APART = ";"
_DIGIT_BEFORE, _DIGIT_AFTER = re.compile(r"\d$"), re.compile(r"\d")
_AROUND = ":：-— "
_EMPTY, _IN_BRACKETS = re.compile(r"\(\)"), re.compile(r"\(([^()]*)\)")


@dataclass(frozen=True, slots=True, kw_only=True)
class OutcomePart:
    """What a cell says of one measure: the word for it, where one stands there, and the rest;
    ``written``: both, as they stand there.  What stands behind it and names nothing may take it
    back: then it is ``doubtful``.  ``first``: it says that this was the first time, of what has a
    measure for that.
    """

    word: str
    told: str
    written: str
    doubtful: bool = False
    first: bool = False


class MeasuresMeant(NamedTuple):
    """Which measure is meant: by the word that a cell has for it (one of several, where the word
    is for those; none, where it is for the certificate alone), by the place of its column; and the
    column in whose cell of the same row it is named, by the place of one that names none.
    """

    words: Mapping[str, tuple[str, ...]]
    columns: Mapping[int, str]
    beside: Mapping[int, int]

    def tells(self, place: int) -> bool:
        """Whether it is said of a column which measure it is of, or where that is named."""
        return place in self.columns or place in self.beside

    def is_only_held(self, word: str) -> bool:
        """Whether a word is for a certificate alone, be that of a recheck, of which nobody says
        anything else.
        """
        own = self.words.get(word)
        return (self.words.get(word_without_kind(word)) if own is None else own) == ()

    def is_certificate(self, part: OutcomePart) -> bool:
        """Whether a part of a cell tells of a certificate that is held, and of nothing else: not
        where it says that something was applied for or paid, or how much.
        """
        held = self.is_only_held(part.word) and not part.doubtful
        if not held or _MONEY.search(plain(part.told)):
            return False
        said = outcome_words(part.told)
        return all(one.step in (None, OutcomeStep.GRANTED) and not one.amounts for one in said)

    def measures(
        self, rulebook: Rulebook, cells: Sequence[str], place: int, word: str
    ) -> tuple[str, ...]:
        """The ids of those of which a cell may tell; none where nobody says which that is."""
        if place in self.columns:
            return (self.columns[place],)
        if word:
            return self.words.get(word, ())
        if place not in self.beside:
            return ()
        named = {one.word for one in outcome_parts(rulebook, cells[self.beside[place]])}
        found = {self.words.get(one, ()) for one in named}
        # Of several words, which of them it is nobody says.
        return next(iter(found)) if len(found) == 1 else ()


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
            named = _named(rulebook, word, one.written).word if word else ""
            if not word or not (named in meant.words or meant.is_only_held(named)):
                yield one


def titles_told_in(
    rulebook: Rulebook,
    cells: Sequence[str],
    places: Iterable[int],
    meant: MeasuresMeant,
    as_of: date | None,
) -> Iterator[tuple[int, TitleTold]]:
    """The titles that cells of what came of measures say were given, by words that somebody has
    said the meaning of, each with the place of its cell.
    """
    for place in places if as_of is not None else ():
        assert as_of is not None
        for part in outcome_parts(rulebook, cells[place]):
            if part.word in meant.words and not part.doubtful:
                told = title_listed(rulebook, part.written, part.word, as_of)
                yield from [] if told is None else [(place, told)]


def outcome_parts(rulebook: Rulebook, cell: str) -> Iterator[OutcomePart]:
    """What a cell says of each measure; nothing where it says nothing, or that there is none.  What
    says no more than how far it came (技改，报了) is of the measure before it.
    """
    if says_nothing(cell) or says_not_applicable(cell) or yes_or_no(cell) is False:
        return
    found, last = list[OutcomePart](), None
    remarks = list[str]()
    for part, apart in _split(cell):
        word = word_of_support(rulebook, plain(part))
        if last is not None and not word:
            if goes_on(part):
                last = _with(last, *remarks, part)
                remarks.clear()
                continue
            if is_remark(part):
                remarks.append(part)
                continue
            if last.word and not apart and not remarks:
                # More is said of it, and not read.
                last = replace(_with(last, part), doubtful=True)
                continue
        found += _parted(last, remarks)
        if found and not word and not apart:
            found[-1] = replace(found[-1], doubtful=True)
        remarks.clear()
        own = OutcomePart(word="", told=part, written=part)
        last = _named(rulebook, word, part) if word else own
    yield from (*found, *_parted(last, remarks))


def _split(cell: str) -> Iterator[tuple[str, bool]]:
    """What is said one after the other, and whether it is set apart from what is before it."""
    start, apart = 0, True
    for match in (*_BETWEEN.finditer(cell), None):
        part = cell[start : None if match is None else match.start()].strip()
        if part:
            yield part, apart
            apart = False
        if match is not None:
            start, apart = match.end(), apart or _SET_APART.search(match[0]) is not None


def _named(rulebook: Rulebook, word: str, part: str) -> OutcomePart:
    """What a part says that names a measure, be it by what it gives as well (技改贴息)."""
    # Of a title that the word is part of nothing but what is beside it is said of what came.
    before, _, behind = plain(part).partition(name_of_title(rulebook, plain(part), word))
    kind = next((one for one in _OF_KIND if one in plain(part) and one not in word), "")
    of_it = f"{_OF_IT.pattern}|{kind}" if kind else _OF_IT.pattern
    before, behind = _without(of_it, before), _without(of_it, behind)
    first = _FIRST.search(before + behind) is not None and any(
        for_first(rulebook, one) for one in measures_meant(rulebook, word)
    )
    if first:
        before, behind = _without(_FIRST.pattern, before), _without(_FIRST.pattern, behind)
    digits = _DIGIT_BEFORE.search(before) and _DIGIT_AFTER.match(behind)
    rest = f"{before}{_APART if digits else ''}{behind}"
    return OutcomePart(word=f"{word}{kind}", told=_of_its_own(rest), written=part, first=first)


def _without(words: str, told: str) -> str:
    """A text without these words; what they parted stays apart: 10万 of 2023复审奖10万."""
    return re.sub(
        rf"(?:{words})+",
        lambda one: _APART if _parts_figures(told, one.start(), one.end()) else "",
        told,
    )


def _parts_figures(told: str, start: int, end: int) -> bool:
    before, behind = told[:start], told[end:]
    return _DIGIT_BEFORE.search(before) is not None and _DIGIT_AFTER.match(behind) is not None


def of_its_time(
    rulebook: Rulebook, meant: Iterable[str], part: OutcomePart, step: OutcomeStep | None = None
) -> tuple[str, ...]:
    """Of some measures those for the first time, where a part of a cell says that this was it: for
    a refusal, where it was refused, or for what was recognised.
    """
    own = (one for one in measures_meant(rulebook, part.word) if for_first(rulebook, one))
    if not part.first or next(own, None) is None:
        return tuple(meant)
    refused = step is OutcomeStep.REFUSED
    first = (one for one in meant if for_first(rulebook, one))
    return tuple(one for one in first if step is None or for_failed(rulebook, one) == refused)


def of_levels(
    rulebook: Rulebook, measures: Iterable[str], levels: Collection[str]
) -> tuple[str, ...]:
    """Of some measures those that may be of one of these levels, or of any where there is none: by
    whose they are, or by whose title, list or project they are for.
    """
    own = ((name, rulebook.measures[name]) for name in measures)
    return tuple(
        name
        for name, one in own
        if not levels or rulebook.level(one) in levels or one.for_level in levels
    )


def for_first(rulebook: Rulebook, measure: str) -> bool:
    """Whether a measure is for the first time alone, whether that was granted or failed."""
    return for_failed(rulebook, measure) or rulebook.measures[measure].occasion == "first"


def for_failed(rulebook: Rulebook, measure: str) -> bool:
    """Whether a measure is for what was not recognised."""
    return rulebook.measures[measure].occasion == "first_failed"


def for_recheck(rulebook: Rulebook, measure: str) -> bool:
    """Whether a measure is for a recheck."""
    return rulebook.measures[measure].occasion == "recheck"


def says_first(told: str) -> bool:
    """Whether a text in its plain form says that it was the first time."""
    return _FIRST.search(told) is not None


def as_named(rulebook: Rulebook, word: str, measures: Sequence[str]) -> Sequence[str]:
    """Of some measures those that are called for what the word says they give, where it does."""
    titles = {one: plain(rulebook.measures[one].title.zh) for one in measures}
    kinds = [kind for kind in _OF_KIND if kind in word]

    def gives(measure: str, kind: str) -> bool:
        return for_recheck(rulebook, measure) if kind == _RECHECK else kind in titles[measure]

    return [one for one in measures if all(gives(one, kind) for kind in kinds)]


def word_without_kind(word: str) -> str:
    """The word that one without 贴息 or 复审 behind it is (技改 of 技改贴息), or the same."""
    for kind in _OF_KIND:
        word = word.removesuffix(kind) or word
    return word


def _parted(last: OutcomePart | None, remarks: Sequence[str]) -> Iterator[OutcomePart]:
    """What is said of a measure, with the remarks behind it; where it does not say how far it came,
    that is in doubt, and of what names none they may be what other measures are called.
    """
    if last is None:
        return
    if outcome_words(last.told) or (last.word and not remarks):
        yield _with(last, *remarks)
        return
    if last.word:
        # A cell is not said to be of a measure, and to be of none that is known.
        yield replace(_with(last, *remarks), doubtful=True)
        return
    yield replace(last, doubtful=last.doubtful or bool(remarks))
    yield from (OutcomePart(word="", told=one, written=one) for one in remarks)


def _with(part: OutcomePart, *more: str) -> OutcomePart:
    own = [one for one in more if not (part.word and _FIRST.fullmatch(plain(one)))]
    told = "，".join(filter(None, (part.told, *own)))
    written = "，".join(filter(None, (part.written, *more)))
    return replace(part, told=told, written=written, first=part.first or len(own) < len(more))


def _of_its_own(rest: str) -> str:
    """What is said beside the word of a measure, be it in brackets, or the word was."""
    told = _EMPTY.sub("", rest).strip(_AROUND)
    inner = _IN_BRACKETS.fullmatch(told)
    return (told if inner is None else inner[1]).strip(_AROUND)


def measures_said(
    said: Iterable[str], carried: Mapping[int, str], outcomes: Iterable[int], rulebook: Rulebook
) -> MeasuresMeant:
    """What is said of them, each as ``技改=技术改造设备奖补``, once for each measure that a word is
    for, or ``高企=只是有证书``; of a column that it is of a measure (``已申报=…``), or of that
    which another names in the same row (``已拨付=已申报``).

    C103 where it is neither; C107 where no one measure is meant.
    """
    heads = Names({place: (carried[place],) for place in outcomes})
    words, columns, beside = dict[str, tuple[str, ...]](), dict[int, str](), dict[int, int]()
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
        elif plain(own) in _ONLY_HELD:
            words.setdefault(plain(theirs), ())
        else:
            before = words.get(plain(theirs), ())
            measure = measure_named(rulebook, own, OPTION)
            words[plain(theirs)] = (*before, *({measure} - {*before}))
    return MeasuresMeant(words, columns, beside)


EXAMPLE = "技改=技术改造设备奖补"


def as_only_held(word: str) -> str:
    """How it is said that a word is for the certificate alone."""
    return f"{word}={ONLY_HELD}"


def as_said(word: str, measure: str, rulebook: Rulebook) -> str:
    """How it is said that a word is for a measure: by its title where that is its alone."""
    title = rulebook.measures[measure].title.zh
    alone = MeasureNames(rulebook).called(title) == {measure}
    return f"{word}={title if alone else measure}"
