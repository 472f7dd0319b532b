"""Which measure is meant where a table says what came of one and its head does not say of which:
asked by the words that its cells have for it, once each.
"""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterable, Mapping, Sequence, Set
from functools import partial

from huiqi.profile.outcomes_meant import (
    as_named,
    as_only_held,
    as_said,
    outcome_parts,
    word_without_kind,
)
from huiqi.profile.rows import EnterpriseTable
from huiqi.profile.support_told import measures_meant
from huiqi.profile.table_questions import (
    TableQuestion,
    numbers_said,
    seen,
    understood,
    varies_said,
    with_choices,
    wrong_ones,
    yes,
)
from huiqi.rulebook.measure import Measure, gives_nodes
from huiqi.rulebook.measures_served import measures_served
from huiqi.rulebook.rulebook import Rulebook, names_read
from huiqi.sentences import Sentence, bilingual, sentence
from huiqi.spelling import one_line, plain
from huiqi.words import to_say

#: So many measures are offered for a word, and so many cells shown.
_OFFERED, _SHOWN = 9, 3
#: So many words are asked about at most.
_ASKED = 8
#: What is said of a word that is for one measure here and for another there.
_VARIES = to_say("各户不同")


def which_measures_are_meant(
    table: EnterpriseTable, redact: bool
) -> Generator[TableQuestion, str, list[str]]:
    """What is asked, and what is said of each word and of each column that has amounts alone."""
    rulebook, said = table.facts.rulebook, list[str]()
    cells = _words_of_rows(table)
    in_column = {place: frozenset().union(*own) for place, own in cells.items()}
    words = dict.fromkeys(
        word for own in cells.values() for here in own for word in sorted(here) if word
    )
    known = dict(table.meant.words)
    groups: dict[tuple[str, ...], list[str]] = {}
    for word in words:
        meant = measures_meant(rulebook, word)
        likeliest = [one for one in _likeliest_first(table) if one in meant]
        # By numbers that are the same whatever else a table tells: one answers as the last time.
        offered = tuple(
            sorted(as_named(rulebook, word, likeliest)[:_OFFERED], key=_as_numbered(rulebook))
        )
        if offered and word not in known:
            groups.setdefault(offered, []).append(word)
    alone: list[tuple[str, Mapping[str, object], list[str]]] = []
    for offered, own in _often_named(groups, cells):
        if len(offered) == 1 and {known.get(word_without_kind(one)) for one in own} == {offered}:
            # 技改 was said to be the very one that 技改贴息 can be alone.
            known |= dict.fromkeys(own, offered)
            said += [as_said(word, offered[0], rulebook) for word in own]
            continue
        columns = [table.table.columns[place] for place in cells if {*own} & in_column[place]]
        named = {
            "columns": bilingual(tuple(sentence("“{column}”", column=one) for one in columns)),
            "words": bilingual(tuple(sentence("“{column}”", column=one) for one in own)),
        }
        titles = [_told_apart(rulebook.measures[one]) for one in offered]
        if len(offered) == 1:
            alone.append((offered[0], {**named, "measure": titles[0]}, own))
            continue
        text = with_choices(
            sentence(
                "{columns}里写的{words}是哪一项？写号；几项都有的写几个，如 2、4；"
                "各户不一样的写 {differs}：格里写着省里、市里的照那一级算，"
                "没写的名单上先对一对；"
                "都不是或不知道就回车（只照抄，不算）",
                differs=sentence(_VARIES),
                **named,
            ),
            (
                *(
                    sentence("{number} {measure}", number=number, measure=title)
                    for number, title in enumerate(titles, 1)
                ),
                *([_only_held(len(titles) + 1)] if _are_titles(table, own) else []),
            ),
        )
        # That only the certificate is held is chosen as one more, and alone.
        held = len(titles) if _are_titles(table, own) else None
        read = partial(_chosen, len(offered), held)
        chosen = (yield from understood(text, read)) or ()
        if chosen == (held,):
            known |= dict.fromkeys(own, ())
            said += map(as_only_held, own)
            continue
        meant_here = tuple(offered[place] for place in chosen)
        if meant_here:
            known |= dict.fromkeys(own, meant_here)
            said += [as_said(word, one, rulebook) for one in meant_here for word in own]
    wrong = yield from _not_meant([named for _, named, _ in alone])
    for number, (measure, _, own) in enumerate(alone, 1):
        if number not in wrong:
            known |= dict.fromkeys(own, (measure,))
            said += [as_said(word, measure, rulebook) for word in own]
    said += yield from _beside(table, cells, {one for one in known if known[one]}, redact)
    return said


def _are_titles(table: EnterpriseTable, words: Iterable[str]) -> bool:
    """Whether some of these words are what a title is called: who writes it may tell no more than
    that it is held.
    """
    return any(plain(one) in table.facts.titles for one in words)


def _only_held(number: int) -> Sentence:
    """That a title is told, and nothing of money: to hold one says nothing of what was paid."""
    return sentence("{number} 只是有证书，没拿过钱（不算拿过，只照抄）", number=number)


def _not_meant(
    named: Sequence[Mapping[str, object]],
) -> Generator[TableQuestion, str, frozenset[int]]:
    """Of words that only one measure can be meant by those that do not mean it, by their numbers:
    asked about at once.
    """
    every = frozenset(range(1, len(named) + 1))
    if not named:
        return every
    if len(named) == 1:
        text = sentence(
            "{columns}里写的{words}是不是{measure}？是；不是或不知道就回车（只照抄，不算）",
            **named[0],
        )
    else:
        lines = (
            sentence("{number} {columns}里写的{words}：{measure}", number=number, **own)
            for number, own in enumerate(named, 1)
        )
        text = with_choices(
            sentence(
                "这几个词说的是这几项吗？是；不是或不知道的写它的号（如 {number}，"
                "或 1、{number}），那几个只照抄，不算；都不知道就回车（都只照抄）",
                number=len(named),
            ),
            lines,
        )
    wrong = yield from understood(text, partial(wrong_ones, len(named)))
    return every if wrong is None else wrong


def _often_named(
    groups: Mapping[tuple[str, ...], list[str]], cells: Mapping[int, Sequence[frozenset[str]]]
) -> list[tuple[tuple[str, ...], list[str]]]:
    """The words for measures that are asked about, those of most rows first; the others are told
    once all is decided.
    """

    def rows(own: list[str]) -> int:
        return sum(not here.isdisjoint(own) for told in cells.values() for here in told)

    found = sorted(groups.items(), key=lambda one: -rows(one[1]))
    own = {word for one in groups.values() for word in one}
    apart = [one for one in found if not _goes_with(one[1], own)]
    asked = apart[:_ASKED]
    # What is asked by its second word takes no place of another: it stands behind the word alone.
    told = {word for _, words in asked for word in words}
    beside = (one for one in found if _goes_with(one[1], own))
    return [*asked, *(one for one in beside if _goes_with(one[1], told))]


def _goes_with(words: Iterable[str], others: Set[str]) -> bool:
    """Whether each of them is one of others with 贴息 or 复审 behind it."""
    return all(one != (alone := word_without_kind(one)) and alone in others for one in words)


def _likeliest_first(table: EnterpriseTable) -> list[str]:
    """The measures that have a text, by id: those whose amount rests on what the table tells, then
    those of the city.
    """
    rulebook, as_of = table.facts.rulebook, table.facts.as_of
    served = [
        measures_served(rulebook, fact, as_of, at_most=True)
        for fact in table.told_facts
        if as_of is not None
    ]
    paid = {measure.id for one in served for measure in (*one.amounts, *one.bounds)}
    own = [one for one in rulebook.supports if one.published]
    return [
        one.id
        for one in sorted(own, key=lambda one: (one.id not in paid, rulebook.level(one) != "city"))
    ]


def _as_numbered(rulebook: Rulebook) -> Callable[[str], tuple[bool, bool, int]]:
    """In which order measures are offered: what is worked out from figures first, of these those
    of the city, and as the rules have them.
    """
    own = {one.id: place for place, one in enumerate(rulebook.supports)}

    def order(name: str) -> tuple[bool, bool, int]:
        measure = rulebook.measures[name]
        figured = measure.gives is not None and bool(names_read(*gives_nodes(measure.gives)))
        return not figured, rulebook.level(measure) != "city", own[name]

    return order


def _told_apart(measure: Measure) -> Sentence:
    """A measure with what it gives, since several are called alike."""
    if measure.summary is None:
        return bilingual(measure.title)
    return sentence("{text}（{notes}）", text=measure.title, notes=measure.summary)


def _words_of_rows(table: EnterpriseTable) -> dict[int, list[frozenset[str]]]:
    """Of each column of what came of some measure the words that its cells have for it, row by row;
    for what has none, the empty word.
    """
    return {
        place: [
            frozenset(one.word for one in outcome_parts(table.facts.rulebook, row.cells[place]))
            for row in table.table.rows
        ]
        for place in table.places_of_outcomes
        if place not in table.meant.columns
    }


def _beside(
    table: EnterpriseTable,
    words: Mapping[int, Sequence[frozenset[str]]],
    known: Set[str],
    redact: bool,
) -> Generator[TableQuestion, str, list[str]]:
    """Whether what one column says of no measure is of the only one that another names in the row,
    where in some row it may be.
    """
    said, heads = list[str](), table.table.columns
    for place, own in words.items():
        if place in table.meant.beside:
            continue
        for other, named in words.items():
            rows = [
                row
                for row, here, there in zip(table.table.rows, own, named, strict=True)
                if other != place and "" in here and len(there) == 1 and there <= known
            ]
            if not rows:
                continue
            told = dict.fromkeys(one_line(row.cells[place]) for row in rows)
            text = sentence(
                "“{column}”里没有写是哪一项的{seen}，都是同一行“{other}”写的那一项吗？"
                "是；不是或不知道就回车（只照抄，不算）",
                column=heads[place],
                other=heads[other],
                seen=seen(() if redact else tuple(told)[:_SHOWN]),
            )
            if (yield from understood(text, yes)):
                said.append(f"{heads[place]}={heads[other]}")
                break
    return said


def _chosen(number: int, held: int | None, answer: str) -> tuple[int, ...]:
    """Which of so many are meant, by their places; ``held``: the place of what is chosen alone."""
    if varies_said(answer):
        return tuple(range(number))
    if held is not None and numbers_said(held + 1, answer) == {held + 1}:
        return (held,)
    return tuple(sorted(one - 1 for one in numbers_said(number, answer)))
