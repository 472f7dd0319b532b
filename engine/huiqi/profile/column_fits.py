"""What a column may be meant for, with what its head and its cells are to that."""

from __future__ import annotations

import re
from datetime import date

from huiqi.dates import RELATIVE_YEARS, in_years, year_in_full
from huiqi.diagnostics import Diagnostic, Diagnostics
from huiqi.language.types import Kind
from huiqi.objects import dataclass
from huiqi.profile.column_names import ColumnNames, Key, bare_head
from huiqi.profile.column_remarks import counts_something
from huiqi.profile.fact_columns import FactColumns
from huiqi.profile.lasting import (
    AT_MOST,
    RECOGNISED,
    UNTIL,
    ends_there,
    says_which,
    tells_a_day_only,
    told_by_day,
)
from huiqi.profile.profile_reader import YEARS
from huiqi.profile.whether_told import (
    says_none_of_a_figure,
    says_only_whether,
    says_whether_claimed,
)
from huiqi.profile.years_told import says_no
from huiqi.rulebook.rulebook import Definition, Fact
from huiqi.rulebook.vocabulary import PlaceWord, StatedWord
from huiqi.spelling import plain
from huiqi.tables import ReadTable
from huiqi.tables.units import without_unit
from huiqi.truth import Truth
from huiqi.wordings import says_nothing, yes_or_no

#: A fact, or what answers several.
Thing = Fact | Definition | StatedWord

#: A head of when somebody was called or seen, or of any day.
_OF_DAYS = re.compile(
    "(?:上次|下次|最近|最后|上一次)?(?:一次|的)?"
    "(?:联系|走访|电话|沟通|回访|拜访|见面|上门|对接|跟进|打电话)(?:情况|记录|次数|过|了)?"
    "|.*(?:时间|日期|年份|年月|[哪何]年|几月|何时|啥时候|什么时候|多会儿|哪天)"
    "|(?!.*(?:多少|投[了资入]|花了|[钱额万元])).*(?:何时|啥时候?|什么时候|多会儿|哪[年天]|几月).*"
)
_YEAR = re.compile(r"(?<!\d)20\d\d(?=年|$|\D)")
#: What is a figure, where it is no day: 1850.2.
_FIGURE = re.compile(r"\d{3,4}\.\d{1,2}")
#: A month or a day of a year, as people write it.
_DAY = re.compile(
    r"(?:19|20)\d\d(?:[./-](?:0?[1-9]|1[0-2])(?:[./-]\d{1,2})?|年\d{1,2}月?(?:\d{1,2}[日号]?)?)"
    r"(?:[ tT][\d:.]+)?"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class HowMeant:
    """What a column may be meant for: how many cells say something; ``refused``: the row of each
    that says nothing to it, and why; ``headless``: nor does the head.
    """

    thing: Thing
    cells: int = 0
    refused: tuple[tuple[int, Diagnostic], ...] = ()
    headless: bool = True
    #: What the days that stand there would be.
    days: str = ""
    #: The rows that tell something of it.
    telling: frozenset[int] = frozenset()
    #: So many say 是 or 否 where it is asked in which year; whether nothing but no is said.
    yearless: int = 0
    only_no: bool = False
    #: The rows with a place that may lie anywhere: where is asked of the whole table.
    elsewhere: frozenset[int] = frozenset()

    @property
    def says_whether(self) -> bool:
        """Whether it says rather 是 or 否 than in which year."""
        return self.only_no or self.yearless > len(self.telling)

    @property
    def unread(self) -> list[Diagnostic]:
        """Why the rows tell nothing that will not be asked about."""
        return [fault for number, fault in self.refused if number not in self.elsewhere]

    @property
    def fits(self) -> bool:
        """Whether it takes some of what stands there, if anything does."""
        return not self.headless and (not self.cells or len(self.refused) < self.cells)


def days_meant(
    thing: Thing, names: ColumnNames, table: ReadTable, index: int, read: bool
) -> tuple[str, ...]:
    """What the days in a column may be, where neither the cells nor the head say it; none where
    another column is ``read`` as the thing, unless this one tells of its days.
    """
    otherwise = () if read else ("",)
    if isinstance(thing, Fact) and thing.type.kind is Kind.MONEY and not read:
        bare = bare_head(table.columns[index])
        if names.rulebook.vocabulary.says_at_most(bare):
            return (AT_MOST,)
        if thing.at_most_told:
            return (AT_MOST, "")
    if names.as_of is None or isinstance(thing, StatedWord) or not thing.lasting:
        return otherwise
    as_of, head = names.as_of, table.columns[index]
    past = [row.cells[index] for row in table.rows if tells_a_day_only(row.cells[index], as_of)]
    told = [told_by_day(row.cells[index], "", as_of) for row in table.rows]
    ahead = told.count(Truth.TRUE)
    if read and says_which(head):
        return (UNTIL if ends_there(head) else RECOGNISED,) if past or ahead else ()
    if read and not past:
        # A day to come can only be the end.
        return (UNTIL,) if ahead or Truth.FALSE in told else ()
    if not past or says_which(head):
        return otherwise
    return (RECOGNISED, UNTIL) if len(past) > ahead else (UNTIL, RECOGNISED)


def how_meant(
    thing: Thing, names: ColumnNames, table: ReadTable, index: int, days: str
) -> HowMeant:
    """A thing, with what the head and the cells of a column are to it."""
    figure = not isinstance(thing, StatedWord) and counts_something(thing)
    if figure and tells_of_days(table, index, names.as_of):
        return HowMeant(thing=thing)
    key: Key = (thing.id, YEARS[0] if is_dated(thing) else None)
    places: dict[Key, StatedWord] = {}
    if is_listed(thing):
        return HowMeant(thing=thing)
    if isinstance(thing, StatedWord):
        key = (next(iter(thing.answers)), None)
        places = {key: thing}
    head = Diagnostics()
    columns = FactColumns(
        names.rulebook, table, {key: index}, head, places=places, as_of=names.as_of
    )
    columns.heads = {key: days}
    # Whether such a figure is read, and a no of a year, is asked of the whole table.
    columns.about = columns.no_is_never = True
    cells = [(row.number, columns.own_text(key, row.cells[index])) for row in table.rows]
    told = [
        (number, text)
        for number, text in cells
        # What 无 says of a figure is asked of the whole table, too.
        if not (
            (columns.tells_nothing(key, text) and not says_only_whether(columns, key, text))
            or says_none_of_a_figure(columns, key, text)
            or says_whether_claimed(columns, key, text)
        )
    ]
    if not told and any(_says_whether(columns, key, text) for _, text in cells):
        return HowMeant(thing=thing)
    columns.no_is_never = False
    noes = {number for number, text in told if says_no_of_a_year(columns, key, text)}
    columns.no_is_never = True
    faults: dict[str, list[Diagnostic]] = {}
    for text in dict.fromkeys(text for _, text in told):
        found = Diagnostics()
        columns.value(key, text, table.place(None, index), found)
        faults[text] = found.errors[:1]
    refused = [(number, fault) for number, text in told for fault in faults[text]]
    return HowMeant(
        thing=thing,
        cells=len(told),
        refused=tuple(refused),
        headless=bool(head.errors),
        days=days,
        telling=frozenset(n for n, _ in told) - {n for n, _ in refused} - noes,
        yearless=sum(columns.says_no_year(key, text) for _, text in cells),
        only_no=bool(told) and len(noes) == len(told),
        elsewhere=frozenset(
            number for number, text in told if isinstance(thing, PlaceWord) and thing.is_vague(text)
        ),
    )


def tells_of_days(table: ReadTable, index: int, as_of: date | None) -> bool:
    """Whether a column tells of days, or months, by its head (上次联系) or by most of its cells
    (2026.9, which is no amount): below the head of a year (25年进账) those of that year, and none
    where another cell is a figure that can be no day.
    """
    head = plain(table.columns[index])
    if _OF_DAYS.fullmatch(head):
        return True
    if without_unit(head) != head:
        return False
    year = _headed_year(head, as_of)
    cells = [plain(cell) for row in table.rows if not says_nothing(cell := row.cells[index])]
    days = [cell for cell in cells if _DAY.fullmatch(cell) and cell.startswith(year)]
    if any(_FIGURE.fullmatch(cell) and not _DAY.fullmatch(cell) for cell in cells):
        return False
    return 2 * len(days) > len(cells)


def _headed_year(head: str, as_of: date | None) -> str:
    """The year that a head names; empty where it names none."""
    told = year_in_full(head)
    told = told if as_of is None else in_years(told, as_of, RELATIVE_YEARS)
    match = _YEAR.search(told)
    return "" if match is None else match[0]


def _says_whether(columns: FactColumns, key: Key, text: str) -> bool:
    """Whether a cell says yes or no where it is asked in which year, or for a name."""
    is_text = columns.facts[key].type.kind is Kind.TEXT
    if says_whether_claimed(columns, key, text):
        return True
    return columns.says_no_year(key, text) or (is_text and yes_or_no(text) is not None)


def is_dated(thing: Thing) -> bool:
    return not isinstance(thing, StatedWord) and thing.yearly


def is_listed(thing: Thing) -> bool:
    """Whether it is a list, which has a table of its own."""
    return not isinstance(thing, StatedWord) and thing.type.kind is Kind.RECORDS


def says_no_of_a_year(columns: FactColumns, key: Key, text: str) -> bool:
    """Whether a cell says no where it is asked in which year."""
    return says_no(text) and columns.says_no_year(key, text)
