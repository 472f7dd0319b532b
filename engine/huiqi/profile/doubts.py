"""Figures that are hardly meant as they are written: too small or too large for what they are.

They are read all the same and asked about (P131), with the unit in which they would be likely.
What is small and written in 元 is taken at its word: nobody leaves out a unit by writing it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from huiqi.dates import written_year
from huiqi.diagnostics import Diagnostics
from huiqi.language.types import Kind
from huiqi.quantities import EXACT, MONEY_UNITS, YUAN, money_unit
from huiqi.rulebook.composer import Steps
from huiqi.rulebook.documents import Document
from huiqi.rulebook.points import WrittenPoint, figures, is_bare
from huiqi.rulebook.rulebook import Definition, Fact
from huiqi.sentences import Sentence, sentence

#: The code of what is asked about a figure.
IMPLAUSIBLE = "P131"
#: The code of figures that hardly go together.
SECOND_LOOK = "P141"
#: The code of what figures open that nobody has asked about.
OPENING = "P146"
#: The code of a line that figures do not come to any more.
LEAVING = "P147"
#: The codes of what a line is told for, and nothing is refused.
HINTS = (OPENING, LEAVING)
#: So many doubtful figures are named; of more, their number is.
MOST_NAMED = 12
#: The units that people keep books in.
YUAN_WORD, TEN_THOUSAND_YUAN = "元", "万元"
_USUAL = (YUAN_WORD, TEN_THOUSAND_YUAN, "亿元")


@dataclass(frozen=True, slots=True, kw_only=True)
class Doubt:
    """A figure that is not plausible.  ``bare``: a small amount for which no unit is told;
    ``meant``: how it is more likely, where that can be said.
    """

    fact: Fact | Definition
    written: str
    path: Steps
    bare: bool
    meant: str = ""

    @property
    def named(self) -> Sentence:
        """What it is about, and what is written."""
        label, year = self.fact.label, self.of[1]
        about = sentence("{fact} {written}", fact=label, written=self.written)
        if year:
            about = sentence(
                "{fact}（{year}年） {written}", fact=label, year=year, written=self.written
            )
        return (
            sentence("{about}（{meant}）", about=about, meant=self.meant) if self.meant else about
        )

    @property
    def of(self) -> tuple[str, int | None]:
        """The fact and its year; of a field of a record ``list.field``, by its name there."""
        steps = [step for step in self.path if step not in ("facts", "value")]
        year = written_year(steps[-1]) if steps else None
        names = [step for step in steps if isinstance(step, str) and written_year(step) is None]
        of_record = len(names) > 1
        return f"{names[0]}.{self.fact.id}" if of_record else self.fact.id, year


def is_doubtful(fact: Fact | Definition, ends: Iterable[WrittenPoint | None]) -> bool:
    """Whether a figure, its sign aside, is not plausible; nothing at all always is."""
    return any(_beyond(fact, ends))


def doubt_of(
    fact: Fact | Definition,
    written: object,
    ends: Sequence[WrittenPoint | None],
    path: Steps,
    unit: Decimal | None,
) -> Doubt | None:
    """What there is to ask of a figure; ``unit``: what an amount without one counts, if told."""
    small, large = _beyond(fact, ends)
    if not small and not large:
        return None
    money = fact.type.kind is Kind.MONEY
    bare = money and unit is None and is_bare(written, fact.type)
    inexact = ends[0] != ends[-1]
    if not (bare or large) and (inexact or (money and _in_yuan(written, fact, unit))):
        # A small end of a range, with its unit, says how little is known, not what the figure is;
        # beyond all that can be lies no end that anybody means.
        return None
    # A bare figure that is large is no slip of a missing unit: yuan are the smallest.
    bare = bare and not large
    meant = "" if bare else in_other_units(fact, written, unit)
    return Doubt(fact=fact, written=str(written), path=path, bare=bare, meant=meant)


def ask_about(doubts: Sequence[Doubt], document: Document, diagnostics: Diagnostics) -> None:
    """One warning for all amounts without a unit, one for all that is told with its unit."""
    for bare, message, remedy in _ASKED:
        own = [doubt for doubt in doubts if doubt.bare is bare]
        if own:
            named = tuple(doubt.named for doubt in own[:MOST_NAMED])
            said = sentence("{message}：{named}", message=message, named=named)
            if len(own) > MOST_NAMED:
                said = sentence("{said} 等 {number} 处", said=said, number=len(own))
            about = tuple(doubt.of for doubt in own)
            place = document.place(own[0].path)
            diagnostics.warn(IMPLAUSIBLE, place, said, remedy=remedy, facts=about)


_ASKED = (
    (
        True,
        sentence("这些金额没有写单位，按元读，数字偏小"),
        sentence(
            "都以{ten}计的，在文件开头写 单位: {ten}；确是{one}的，写 单位: {one}；或者逐个写单位",
            ten=TEN_THOUSAND_YUAN,
            one=YUAN_WORD,
        ),
    ),
    (
        False,
        sentence("这些数大得或小得不像，照写的读了"),
        sentence("核对单位，填错了就改；确是这样就不用改"),
    ),
)


def _beyond(fact: Fact | Definition, ends: Iterable[WrittenPoint | None]) -> tuple[bool, bool]:
    """Whether some end is smaller, and whether one is larger, than is plausible."""
    low, high = fact.plausible
    sizes = [abs(end) for end in ends if isinstance(end, Decimal) and end != 0]
    small = isinstance(low, Decimal) and any(size < low for size in sizes)
    return small, isinstance(high, Decimal) and any(size > high for size in sizes)


def _in_yuan(written: object, fact: Fact | Definition, unit: Decimal | None) -> bool:
    """Whether every figure of it is said to be in 元."""
    return all(own == "元" or (not own and unit == YUAN) for _, own in figures(written, fact.type))


def in_other_units(fact: Fact | Definition, written: object, unit: Decimal | None) -> str:
    """The readings of a single figure that are likely where the one that is written is not."""
    found = figures(written, fact.type)
    if len(found) != 1:
        return ""
    number, own = found[0]
    if fact.type.kind is Kind.RATIO:
        # A share typed as a decimal into a cell that counts in %.
        likely = own == "%" and not is_doubtful(fact, (number,))
        percent = f"{number.scaleb(2):f}"
        return sentence("若填的是小数，是 {percent}%", percent=percent) if likely else ""
    if fact.type.kind is not Kind.MONEY:
        return ""
    read = tuple(
        sentence("若以{unit}填写，是 {amount}", unit=name, amount=shown)
        for name, shown in _other_units(fact, number, own, unit)
    )
    if len(read) > 1:
        return sentence("{one}；{other}", one=read[0], other=read[1])
    return read[0] if read else ""


def likely_units(fact: Fact | Definition, written: object) -> list[str]:
    """The same: how the figure is written so that it is read in each; none of a share."""
    found = figures(written, fact.type)
    if fact.type.kind is not Kind.MONEY or len(found) != 1:
        return []
    number, own = found[0]
    counted = EXACT.multiply(number, money_unit(own) if own else YUAN)
    if not is_doubtful(fact, (counted,)):
        return []
    return [shown for _, shown in _other_units(fact, number, own, None)]


def _other_units(
    fact: Fact | Definition, number: Decimal, own: str, unit: Decimal | None
) -> Iterator[tuple[str, str]]:
    """The units in which the figure would be plausible, with the amount."""
    counted = money_unit(own) if own else unit or YUAN
    for name in _USUAL:
        amount = EXACT.multiply(number, MONEY_UNITS[name])
        if MONEY_UNITS[name] != counted and not is_doubtful(fact, (amount,)):
            yield name, f"{number:,}{name}"
