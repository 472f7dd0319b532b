"""Columns that say what came of a measure: 已申报, 已获批 or 已拨付 with the measure's title, or
是否已申报 and the like.

Of what was paid the cell has the amount, in the unit of its head; of the others yes, a day or an
amount.  An empty cell says nothing, as 否 and 0 say that it was not.

Codes, all remarks: P168 no one measure goes by the title, P169 a cell that cannot be read, P175
more rows than are read.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from functools import partial
from itertools import chain
from typing import NamedTuple

from huiqi.dates import RELATIVE_YEAR, RELATIVE_YEARS, year_in_full
from huiqi.diagnostics import Diagnostic, Diagnostics
from huiqi.objects import dataclass
from huiqi.profile.account import YES, YUAN
from huiqi.profile.outcome_heads import STEP_WORDS, OutcomeStep, outcome_head
from huiqi.profile.outcomes_meant import (
    OutcomePart,
    for_failed,
    of_its_time,
    of_levels,
    outcome_parts,
)
from huiqi.profile.rows import EnterpriseTable
from huiqi.profile.support_told import measures_meant
from huiqi.profile.titles_of_outcomes import title_listed
from huiqi.quantities import MONEY_UNITS, QuantityError
from huiqi.rulebook.measure import gives_nodes
from huiqi.rulebook.naming import MeasureNames, measures_called, things_near
from huiqi.rulebook.rulebook import Rulebook, names_read
from huiqi.screening.loader import Loaded
from huiqi.screening.loader.loaded import CARRIED, TITLES
from huiqi.screening.outcome_cells import is_inexact, outcomes_told
from huiqi.screening.outcome_remarks import UnreadWords, said_of_unread, warn_of_unread
from huiqi.screening.outcome_titles import (
    TitlesBeside,
    are_of_certificates,
    levels_apart,
    parts_by_level,
)
from huiqi.screening.outcome_told import OutcomeTold, WrittenOutcome
from huiqi.sentences import Sentence, sentence
from huiqi.spelling import plain
from huiqi.tables import ReadTable, Row
from huiqi.tables.units import stated_factor

#: Of so many rows of a table in a database it is read what came of measures.
MOST_OUTCOMES = 500_000
#: A head of what was applied for or paid, whichever measure that is of.
_TOLD = re.compile("申报|到账|拨付|兑现|兑付")
#: That a cell says how much.
_FIGURE = re.compile(r"\d")
#: That nothing was applied for, or had, of all there is.
_NOTHING = re.compile(
    "(?:[今去]年|一直|(?:啥|什么|哪样|一样|一项)[都也]|都|还)*(?:没有?|未|从没有?|从未|尚未)(?:申?报|申请|享受|得|拿|弄|办)?"
    "(?:[过的了])?(?:任何|什么|啥)?(?:奖补|补助|补贴|政策|项目|奖励)?"
)
_YEAR = re.compile(rf"(?:19|20)\d\d(?=年|$)|{RELATIVE_YEAR}")
#: The year of a day that has one: 2025, 25年, 2025.11.
_DAY_IN_YEAR = re.compile(
    rf"^20\d\d(?=\D|$)|^\d\d(?=年)|^(?:1[3-9]|2\d)(?=[./-])|^(?:{RELATIVE_YEAR})"
)
_CENTURY = 100
#: A unit after the title.
_UNIT = re.compile(r"(.+?)(?:\([^()]*\)|/[^/()]{1,4})")


class _Column:
    """One such column: how far its cells say that a measure came, and what a bare number counts;
    ``measure``: the one that its head names, where it names one.
    """

    def __init__(self, index: int, step: OutcomeStep, measure: str = "") -> None:
        self.index, self.step, self.measure = index, step, measure
        self.unit = MONEY_UNITS[YUAN]

    def read(
        self, row: Row, opened: EnterpriseTable, titles: TitlesBeside
    ) -> Iterator[_CameOf | UnreadWords]:
        """What the row says, one after the other; of which measure that is, where somebody says."""
        text, rulebook = row.cells[self.index], opened.facts.rulebook
        if self.measure:
            part = OutcomePart(word="", told=text, written=text)
            yield from self._told(part, (self.measure,), opened, titles)
            return
        if _NOTHING.fullmatch(plain(text)):
            return
        for part in outcome_parts(rulebook, text):
            meant = opened.meant.measures(rulebook, row.cells, self.index, part.word)
            if meant:
                own = replace(part, first=part.first or titles.first_of(meant))
                yield from self._told(own, meant, opened, titles)
            elif not opened.meant.is_certificate(part):
                yield UnreadWords(words=part.written, nameless=True, word=part.word)

    def _told(
        self,
        part: OutcomePart,
        meant: Sequence[str],
        opened: EnterpriseTable,
        titles: TitlesBeside,
    ) -> Iterator[_CameOf | UnreadWords]:
        written, rulebook = part.written, opened.facts.rulebook
        # What is named in its column, and of which no more is said, came to that.
        text = part.told or (part.word and YES)
        certificate = bool(part.word) and are_of_certificates(rulebook, meant)
        try:
            if part.doubtful:
                raise QuantityError(sentence("看不出办到哪一步"))
            told = outcomes_told(
                text, self.step, self.unit, named=bool(part.word), certificate=certificate
            )
        except QuantityError:
            own = () if self.measure else of_its_time(rulebook, meant, part)
            if titles.first_of(own):
                # What was recognised the first time was not refused.
                own = tuple(one for one in own if not for_failed(rulebook, one))
            yield UnreadWords(words=written, measures=own, nameless=len(own) > 1)
            return
        as_of = opened.facts.as_of
        titled = (
            as_of is not None
            and bool(part.word)
            and title_listed(rulebook, written, part.word, as_of) is not None
        )
        if titled or certificate:
            # It was the title that was granted, and not what is given for it.
            told = tuple(
                replace(one, step=OutcomeStep.LISTED)
                if one.listed and one.step is OutcomeStep.GRANTED
                else one
                for one in told
            )
        for one in told:
            for level in parts_by_level(one.levels):
                there = of_its_time(rulebook, meant, part, one.step)
                own = of_levels(rulebook, there, level)
                if self.measure and len(told) == 1:
                    own = (self.measure,)
                # That no money came is so of the province's and of the city's; nor is what was
                # not claimed had of either.
                none = one.step is OutcomeStep.UNPAID or one.step.tells_of_none
                neither = none and levels_apart(rulebook, own)
                refused = len(own) == 1 and one.step is OutcomeStep.REFUSED
                if refused and not self.measure and for_failed(rulebook, own[0]):
                    # The certificate was refused, and not what is given for that.
                    yield UnreadWords(words=written, measures=own, failed=True)
                elif len(own) == 1 or (own and neither):
                    came = partial(_CameOf, told=one, written=written)
                    given = titled or (certificate and one.listed)
                    for name in own:
                        held = given or (one.step.tells_of_none and titles.holds(name))
                        yield came(measure=name, titled=held)
                else:
                    yield UnreadWords(words=written, measures=own, nameless=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class _CameOf:
    """What came of a measure, and in which words of its cell; ``titled``: the title that it is for
    was given.
    """

    measure: str
    told: WrittenOutcome
    written: str
    titled: bool


class Outcomes(NamedTuple):
    """By the number of the row what it says came of measures, and which of its cells are not
    counted.
    """

    told: dict[int, tuple[OutcomeTold, ...]]
    unread: dict[int, tuple[Diagnostic, ...]]

    @property
    def uncounted(self) -> Iterator[Diagnostic]:
        """What is remarked on those cells."""
        return chain.from_iterable(self.unread.values())

    def with_unread(self, noted: Iterable[Diagnostic], row: int) -> tuple[Diagnostic, ...]:
        """What is remarked on a row, with its cells that are not counted."""
        return (*noted, *self.unread.get(row, ()))


def outcomes_in(opened: EnterpriseTable, rulebook: Rulebook, diagnostics: Diagnostics) -> Outcomes:
    """What the carried columns say came of measures."""
    columns = list(_columns(opened, rulebook, diagnostics))
    return _outcomes(opened, columns, opened.table.rows if columns else ())


def outcomes_loaded(loaded: Loaded, rulebook: Rulebook, diagnostics: Diagnostics) -> Outcomes:
    """The same of a table in a database; P175 where more rows say so than are read."""
    opened = loaded.table
    columns = list(_columns(opened, rulebook, diagnostics))
    if not columns:
        return Outcomes({}, {})
    places, titled = list(opened.carried), [*opened.facts.listing]
    cells = [f"coalesce(carried{places.index(one.index)}, '')" for one in columns]
    said = " OR ".join(f"{cell} <> ''" for cell in cells)
    cells += [f"coalesce({TITLES}{place}, '')" for place in titled]
    indices = [*(one.index for one in columns), *titled]
    query = f"SELECT row, {', '.join(cells)} FROM {CARRIED} WHERE {said} ORDER BY row"
    found = loaded.connection.execute(f"{query} LIMIT {MOST_OUTCOMES + 1}").fetchall()
    if len(found) > MOST_OUTCOMES:
        diagnostics.warn(
            "P175",
            opened.table.place(None, columns[0].index),
            sentence("写了申报、获批、拨付的只读前 {number} 行", number=MOST_OUTCOMES),
        )

    def rows() -> Iterator[Row]:
        for number, *own in found[:MOST_OUTCOMES]:
            line = [""] * len(opened.table.columns)
            for index, cell in zip(indices, own, strict=True):
                line[index] = cell
            yield Row(number, tuple(line))

    return _outcomes(opened, columns, rows())


def _outcomes(opened: EnterpriseTable, columns: Sequence[_Column], rows: Iterable[Row]) -> Outcomes:
    found, table = Outcomes({}, {}), opened.table
    for row in rows:
        own, unread = [], Diagnostics()
        titles = TitlesBeside(row, opened)
        for column in columns:
            cell = row.cells[column.index]
            read = [*column.read(row, opened, titles)]
            told = [one for one in read if isinstance(one, _CameOf)]
            faults = dict.fromkeys(one for one in read if isinstance(one, UnreadWords))
            head = table.columns[column.index]
            own += [
                OutcomeTold(
                    measure=one.measure,
                    step=one.told.step,
                    amount=one.told.amount,
                    head=head,
                    written=one.written,
                    alike=_alike(opened.facts.rulebook, one.measure, column, table),
                    before=_is_before(opened, one, head),
                    year=one.told.year,
                    titled=one.titled,
                    due=_is_due(one, told),
                )
                for one in told
            ]
            warn = partial(
                warn_of_unread,
                unread,
                paid=column.step is OutcomeStep.PAID,
                named=bool(column.measure),
            )
            for message, unread_words in said_of_unread(faults, opened.facts.rulebook, head):
                # What else the cell says is read.
                words = "；".join(unread_words) if told else cell
                warn(table.place(row, column.index), message, words)
            if any(
                one.told.step is OutcomeStep.PAID and one.told.amount is None for one in told
            ) and (is_inexact(cell, column.unit) or _FIGURE.search(cell)):
                said = sentence("算作拨付了；拨付多少没有写确切，没有算进拨付合计", counted=True)
                warn(table.place(row, column.index), said, cell)
        if own:
            found.told[row.number] = tuple(own)
        if unread.items:
            found.unread[row.number] = tuple(unread.items)
    return found


#: What was granted, as far as it is told: what goes with it is due.
_GRANTED = (OutcomeStep.GRANTED, OutcomeStep.OWED, OutcomeStep.PAID)


def _is_due(one: _CameOf, told: Sequence[_CameOf]) -> bool:
    """Whether no money came of what the same words say was granted of another level."""
    unpaid = one.told.step is OutcomeStep.UNPAID and one.told.levels
    beside = (a for a in told if a.written == one.written and a.told.levels != one.told.levels)
    return bool(unpaid) and any(a.told.step in _GRANTED and a.told.levels for a in beside)


def _is_before(opened: EnterpriseTable, came: _CameOf, head: str) -> bool:
    """Whether what is told is of a year that is over, by its own words or else by its head, and
    what the measure gives is of a year's figures, and given each year (去年报了啥: 研发补助).
    """
    rulebook, as_of = opened.facts.rulebook, opened.facts.as_of
    own = rulebook.measures[came.measure]
    if as_of is None or own.gives is None or own.gives.once is not None:
        return False
    said = [one for day in came.told.days for one in _DAY_IN_YEAR.findall(day)]
    told = said or _YEAR.findall(year_in_full(plain(head)))
    years = [
        as_of.year + RELATIVE_YEARS[one]
        if one in RELATIVE_YEARS
        else int(one) % _CENTURY + as_of.year // _CENTURY * _CENTURY
        for one in told
    ]
    yearly = any(rulebook.declared(name).yearly for name in names_read(*gives_nodes(own.gives)))
    return bool(years) and max(years) < as_of.year and yearly


def _alike(rulebook: Rulebook, measure: str, column: _Column, table: ReadTable) -> frozenset[str]:
    """The other measures for the same thing."""
    title = rulebook.measures[measure].title.zh
    told = table.columns[column.index] if column.measure else title
    return measures_meant(rulebook, plain(told)) - {measure}


def _columns(
    opened: EnterpriseTable, rulebook: Rulebook, diagnostics: Diagnostics
) -> Iterator[_Column]:
    names = MeasureNames(rulebook)
    called = measures_called(rulebook.supports)
    for index, head in opened.carried.items():
        told = outcome_head(opened.headed[index])
        if told is None:
            if head in opened.of_receipts.values() and _TOLD.search(plain(head)):
                diagnostics.warn(
                    "P168",
                    opened.table.place(None, index),
                    sentence(
                        "“{column}”各项写在一格，只照抄，在名单上和理由先对一对；要按它排先后、"
                        "和估算比，一项分一列写：{applied}：措施名称、{paid}：措施名称（万元）",
                        column=head,
                        applied=STEP_WORDS[OutcomeStep.APPLIED][0],
                        paid=STEP_WORDS[OutcomeStep.PAID][0],
                    ),
                )
            continue
        if told.names_none:
            column, own = _Column(index, told.step), Diagnostics()
            column.unit = _unit(opened.table, index, (), own)
            if not own.errors:
                yield column
            if not own.errors and (opened.meant.words or opened.meant.tells(index)):
                continue
        bare = _UNIT.fullmatch(told.title)
        titles = (told.title, *([bare[1]] if bare is not None else ()))
        meant = next(filter(None, map(names.called, titles)), frozenset())
        if len(meant) != 1:
            near = {} if told.names_none else things_near(called, titles[-1])
            diagnostics.warn(
                "P168",
                opened.table.place(None, index),
                sentence("“{column}”不知道是哪一项措施的结果，只照抄", column=head),
                found=head,
                remedy=_remedy(STEP_WORDS[told.step][0], near.get("allowed", ())),
            )
            continue
        (measure,) = meant
        column = _Column(index, told.step, measure)
        column.unit = _unit(opened.table, index, called.get(measure, ()), diagnostics)
        yield column


def _remedy(head: str, near: object) -> Sentence:
    """How such a column is called; ``near``: the titles that are most like it."""
    titles = tuple(str(title) for title in near[:3]) if isinstance(near, (list, tuple)) else ()
    if not titles:
        return sentence("写作 {head}：措施名称；huiqi rules list 列出全部名称", head=head)
    return sentence(
        "写作 {head}：措施名称；相近的有 {titles}；huiqi rules list 列出全部名称",
        head=head,
        titles=titles,
    )


def _unit(
    table: ReadTable, index: int, names: tuple[str, ...], diagnostics: Diagnostics
) -> Decimal:
    stated = stated_factor(table, index, diagnostics, names=names)
    return stated if stated is not None else MONEY_UNITS[YUAN]
