"""``huiqi screen`` of a table of any size: in a database, or on a cluster."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from huiqi.cli.answers_kept import kept_of
from huiqi.cli.context import tell
from huiqi.cli.list_kept import written_with_cards
from huiqi.cli.screen_files import (
    AUTOMATIC,
    LIST,
    MOST_CARDS,
    keep_lists,
    last_told,
    mark_words,
    show_screening,
    write_beside,
    write_cards,
    write_change,
)

if TYPE_CHECKING:
    from datetime import date

    from huiqi.city import Cluster, GivenTable
    from huiqi.cli.progress import Progress
    from huiqi.report.phrases import Phrases
    from huiqi.screening.city_results import City

#: So many of a city, or of each group, are listed to be called first.
_FIRST, _FIRST_OF_EACH = 20, 50


@dataclass(frozen=True, slots=True, kw_only=True)
class CityAsked:
    """What is asked of a table of any size."""

    given: GivenTable
    phrases: Phrases
    progress: Progress
    day: date
    output: Path | None
    cards: Path | None
    top: int | None
    wheres: tuple[str, ...]
    automatic: bool
    json: bool
    cluster: Cluster | None

    def step(self, name: str) -> None:
        """Tells which step it is at."""
        self.progress.step(name)

    @property
    def first(self) -> int | None:
        """So many of each group are to be called first; ``None``: all who have something."""
        if self.automatic:
            return None
        if self.cards is not None:
            # Of those who were asked for each has a card.
            return self.top or (sys.maxsize if self.wheres else MOST_CARDS)
        return _FIRST if self.given.by is None else _FIRST_OF_EACH


def screen_whole_city(
    asked: CityAsked, supposed: list[str] | None, instead: Path | None, rules: Path | None
) -> None:
    """A table of any size; with other rules, what they would make of it."""
    from huiqi.city import beside_in_database, screen_city
    from huiqi.engine import Engine
    from huiqi.report.pages.calls import Calls
    from huiqi.report.pages.screen_words import worded
    from huiqi.report.phrases import Phrases

    phrases, given, day = asked.phrases, asked.given, asked.day
    step, progress, cluster = asked.step, asked.progress.tell, asked.cluster
    words = mark_words(phrases)
    if supposed or instead is not None:
        other = Engine.load(instead or rules, compare=False).supposing(*supposed or ())
        tell(other.remarks)
        moved = beside_in_database(
            phrases.rulebook,
            other.rulebook,
            given,
            day,
            step=step,
            progress=progress,
            wheres=asked.wheres,
            words=words,
            cluster=cluster,
        )
        asked.progress.end()
        tell(moved.before.remarks)
        write_change(moved, Phrases(other.rulebook, phrases.language), asked.output, asked.json)
        return
    with screen_city(
        phrases.rulebook,
        given,
        day,
        worded(phrases),
        first=asked.first,
        step=step,
        progress=progress,
        wheres=asked.wheres,
        words=words,
        cluster=cluster,
    ) as city:
        asked.progress.end()
        tell(city.screening.remarks)
        if asked.cards is not None:
            entries = Calls(city.screening, phrases).in_order(city.screening.entries)
            told = city.decisions([entry.row for entry in entries])
            write_cards(asked.cards, city.screening, entries, told, phrases)
        output = asked.output
        if output is not None and asked.cards is not None:
            output = written_with_cards(output, city.screening.chosen, phrases)
        if output is not None:
            _write(city, asked, output)
        show_screening(city.screening, phrases, asked.json, automatic=asked.automatic)


def _write(found: City, asked: CityAsked, output: Path) -> None:
    """All answers, or the sheets; beside them the sums, and the rows that could not be read."""
    from huiqi.report.media import files
    from huiqi.report.pages.screen import screening_page
    from huiqi.report.pages.screen_city import city_page, heads_for_people, heads_for_programs
    from huiqi.report.pages.screen_list import CallList
    from huiqi.report.pages.screen_tables import automatic_page

    phrases = asked.phrases
    screening, kind = found.screening, output.suffix.lower()
    what = AUTOMATIC if asked.automatic else LIST
    given, lists = asked.given, None
    if kind == ".xlsx" and not asked.automatic:
        last = last_told(output, screening, found.groups, phrases, redact=given.redact)
        # Those to call first are other ones each time: nothing is new or gone.
        lists = CallList(screening, phrases, notes=last)
    keep_lists(output, phrases, kind=what, chosen=screening.chosen, lists=lists)
    if asked.automatic and kind != ".parquet":
        files.write_page(output, automatic_page(screening, phrases), phrases.language)
    elif kind == ".parquet":
        found.write(output, heads_for_programs())
    elif kind == ".csv":
        found.write(output, heads_for_people(screening, phrases))
    elif kind == ".xlsx":
        page = city_page(screening, phrases, found.groups, found.rows(), lists)
        files.write_page(output, page, phrases.language)
    else:
        files.write_page(output, screening_page(screening, phrases, found.groups), phrases.language)
    answered = kept_of(given)
    write_beside(
        screening,
        output,
        phrases,
        kind=what,
        lenient=given.lenient,
        answered=answered,
        lists=lists,
    )
