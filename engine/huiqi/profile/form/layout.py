"""What the form is made of, known to whoever writes it and to whoever reads it.

A form says of itself what it is made of, on a sheet that is not shown: so it can be read whatever
rules there are by then, and what was moved or renamed is found out.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum

from huiqi.language.types import Kind
from huiqi.profile.account import NOT_APPLICABLE
from huiqi.sentences import sentence
from huiqi.spelling import Names, plain

#: The version of the form; it goes up when an older reader would misread it.
FORM = 1
#: The sheet that says what the form is made of, and the one with the options.
LAYOUT = "huiqi"
OPTIONS = "选项"
#: Stands at the head of the column (hidden) in which each row says what it is.
MARK = "编号"
#: Explicitly not known.
UNKNOWN = "不知道"
#: The units that an amount on the form can have.
UNITS = (sentence("万元"), sentence("元"), sentence("亿元"))
_UNITS = Names({str(unit): (unit, unit.in_language("en")) for unit in UNITS})


def unit_chosen(written: str) -> str:
    """The unit of an amount as a profile writes it, whatever the language of the form."""
    return _UNITS.find(written) or written


class SheetKind(Enum):
    """What a sheet of the form asks for."""

    IDENTITY = "identity"
    FACTS = "facts"
    LIST = "list"
    SOURCES = "sources"
    JUDGEMENTS = "judgements"


#: The columns of a sheet of facts beside its years, and of the sheets of sources and answers.
ITEM, UNIT, VALUE = "item", "unit", "value"
FACT, QUESTION = "fact", "question"
JUDGEMENT_PARTS = ("answer", "by", "date", "reason")
#: The row in which the code is said to be right although its check does not come out.
ACCEPTED = "accepted"
#: The rows of a list above its records.
EXTENT, THROUGH, YEAR, RECORDS_UNIT = "extent", "through", "year", "unit"
#: Two of them: years side by side, and what is said of each below it.
YEARS, YEAR_EXTENTS = "years", "year_extents"
#: The column of a list that says that the amounts not written are nothing.
REST = "rest"


class Extent(Enum):
    """What a list says of itself."""

    #: All there is; of a list kept by years: in every year, or up to the year beside it.
    ALL = "all"
    #: Of a list kept by years: all there is in the years that its records name.
    THESE_YEARS = "these_years"
    #: These, and perhaps more.
    AT_LEAST = "at_least"
    #: These; nobody knows whether there are more.
    OTHERS_UNKNOWN = "others_unknown"
    NONE = "none"
    NOT_APPLICABLE = "not_applicable"
    #: Somebody says not to know what there is.
    UNKNOWN = "unknown"


#: How that is said, in Chinese and in English.
EXTENTS: Mapping[Extent, tuple[str, str]] = {
    Extent.ALL: ("这就是全部", "this is all"),
    Extent.THESE_YEARS: ("写到的年度都写全了", "all of the years named"),
    Extent.AT_LEAST: ("至少这些", "at least these"),
    Extent.OTHERS_UNKNOWN: ("至少这些，别的不知道", "at least these, others unknown"),
    Extent.NONE: ("没有", "none"),
    Extent.NOT_APPLICABLE: (NOT_APPLICABLE, "not applicable"),
    Extent.UNKNOWN: (UNKNOWN, "unknown"),
}


def extent_of(written: str) -> Extent | None:
    """The extent that the words say."""
    for extent, words in EXTENTS.items():
        if plain(written) in map(plain, words):
            return extent
    return None


@dataclass(frozen=True, slots=True, kw_only=True)
class FormLine:
    """A row or a column of a sheet: what it is, how it is headed, and the kind of its values."""

    key: str
    label: str
    kind: Kind = Kind.TEXT


@dataclass(slots=True, kw_only=True)
class SheetLayout:
    """A sheet of the form; ``fact``: the list that it holds."""

    name: str
    kind: SheetKind
    fact: str
    rows: dict[str, FormLine]
    columns: dict[str, FormLine]
