"""What a cell of a column of a title says of whether it is held, and what it says beside that."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING

from huiqi.dates import days_perhaps, written_year
from huiqi.language.types import Kind
from huiqi.profile.account import YES
from huiqi.profile.column_names import Key
from huiqi.profile.column_remarks import said_how_far
from huiqi.profile.days_of_titles import Days
from huiqi.profile.lasting import Held, held_by_day
from huiqi.profile.on_the_way import applies_for_it, tells_how_far
from huiqi.profile.over_told import ended_then, says_not_held, with_centuries
from huiqi.profile.title_history import held_by_history, title_history
from huiqi.rulebook.list_columns import TITLE, WITHIN, is_title
from huiqi.rulebook.vocabulary import TitleWord
from huiqi.sentences import Sentence
from huiqi.spelling import plain
from huiqi.truth import Truth
from huiqi.wordings import yes_or_no

if TYPE_CHECKING:
    from huiqi.profile.fact_columns import FactColumns

#: Between the name of a title and its days.
_BETWEEN = ",;:，；：、 "
#: Around what is said beside a title, and the day of it before that.
_AROUND = f"{_BETWEEN}()"
#: A title that is looked at again in a year to come is held.
_TO_COME = re.compile("[明后]年")
_GIVEN_THEN = re.compile(r"^[(,;:、]*\d[\d年月日号./-]*(?:认定|获批|评上|新认定)?(?=[),;:、])")


def held_of_cell(columns: FactColumns, key: Key, text: str, as_of: date) -> Held:
    """Whether it says by a day that the title of its column is held."""
    title, lasting = columns.places.get(key), columns.facts[key].lasting
    head = columns.heads.get(key) or columns.table.columns[columns.columns[key]]
    years = None if lasting is True else lasting
    if not isinstance(title, TitleWord):
        held = held_by_day(text, head, as_of, years)
        history = title_history(text, as_of) if held == Held() else None
        if history is not None:
            held = held_by_history(history, as_of, years)
        days = _without_name(text, columns.asked[key]) if held == Held() else ""
        return _beside_name(days, head, as_of, years) if days else held
    level, over = title.held_of(text), ended_of(title, text, as_of)
    if over is not None:
        return Held(Truth.FALSE, over[1]) if over[0] == key[0] else Held()
    if level is None:
        # Of which of them a day is that names none nobody knows; a no is of those it denies.
        none = says_not_held(text) and key[0] in title.none
        return Held(Truth.FALSE) if none else Held(since=says_no_day(title, key, text))
    return _given(level[1], head, as_of, years) if level[0] == key[0] else Held()


def says_no_day(title: TitleWord, key: Key, text: str) -> bool:
    """Whether a cell that names several titles names that of its column without a day: it was
    given, and may be over.
    """
    named = title.several and (title.answered(text) or {}).get(key[0], False)
    return named and _TO_COME.search(text) is None


def ended_of(title: TitleWord, text: str, as_of: date | None) -> tuple[str, Days] | None:
    """The fact of the title that a cell says is over, and when it ended: whatever the day beside
    it, which may be that of the certificate (省级（2022），到期没复核).
    """
    beside = None if as_of is None else title.beside(text)
    if beside is None or as_of is None:
        return None
    over = ended_then(_GIVEN_THEN.sub("", beside[1]).strip(_AROUND), as_of)
    return None if over is None else (beside[0], over)


def _beside_name(days: str, head: str, as_of: date, years: int | None) -> Held:
    """What is said beside the name of the title of a column: a year that is past is that of the
    certificate (2023年高企), whatever its days are below that head; of which a day is nobody knows
    where the head says one and the name beside it the other.
    """
    year = written_year(with_centuries(days.strip("()")))
    if year is not None and year <= as_of.year:
        return held_by_day(f"{YES}{days}", "", as_of, years)
    held = _given(days, head, as_of, years)
    by_head = held.truth is Truth.FALSE and held_by_day(days, "", as_of) == Held()
    return Held(None, held.between) if by_head else held


def _given(days: str, head: str, as_of: date, years: int | None) -> Held:
    """What is said beside the name of a title: that says that it was given, not that it has not
    ended since.
    """
    held = held_by_day(days, head, as_of)
    return held if held.truth is not None else held_by_day(f"{YES}{days}", head, as_of, years)


def _without_name(text: str, names: frozenset[str]) -> str:
    """What is said beside the name of the title that its column is of (高企2024年复审通过); empty
    where that stands neither first nor last.
    """
    told = plain(text)
    for name in sorted(names, key=len, reverse=True):
        if told.startswith(name) or told.endswith(name):
            rest = told.removeprefix(name)
            return (rest if rest != told else told.removesuffix(name)).strip(_BETWEEN)
    return ""


def only_how_far(columns: FactColumns, key: Key, text: str) -> bool:
    """Whether a cell tells how far the application for a title is: that is no answer, and can be
    read.
    """
    fact, title = columns.facts[key], columns.places.get(key)
    if isinstance(title, TitleWord):
        own = title.held_of(text) is None and title.answered(text) is None
        return own and tells_how_far(text, title.words)
    list_, _, field = key[0].partition(WITHIN)
    of_titles = bool(field) and TITLE in columns.rulebook.facts[list_].things
    of_year = fact.type.kind is Kind.BOOL and key[1] is not None
    if not (fact.lasting or of_titles or of_year):
        return False
    if fact.type.kind is Kind.DATE:
        answered = days_perhaps(plain(text)) is not None
    else:
        answered = yes_or_no(text) is not None or not (fact.lasting or of_year or is_title(key[0]))
    if answered:
        return False
    names = columns.asked.get(key, frozenset())
    as_of = columns.as_of
    told = None if as_of is None else title_history(text, as_of)
    applies = as_of is not None and applies_for_it(text, as_of)
    applies = applies or (told is not None and told.only_applied)
    return (bool(fact.lasting) and applies) or tells_how_far(text, names)


def word_of_how_far(columns: FactColumns, key: Key, text: str) -> Sentence | None:
    """What is said of such a cell; of several facts that it answers once, of the one it names."""
    title = columns.places.get(key)
    if isinstance(title, TitleWord):
        named = title.named_in(text) or next(iter(title.answers))
        return said_how_far(title, text) if named == key[0] else None
    return said_how_far(columns.facts[key], text)
