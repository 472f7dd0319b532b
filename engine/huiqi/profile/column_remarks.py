"""What is remarked on the cells of a table: how they were read, or why they tell nothing."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING

from huiqi.diagnostics import Diagnostics, Place
from huiqi.language.types import Kind
from huiqi.profile.column_names import Key
from huiqi.profile.doubts import TEN_THOUSAND_YUAN, YUAN_WORD, Doubt
from huiqi.profile.lasting import ENDS, SOON, Held
from huiqi.profile.on_the_way import is_nearly_held
from huiqi.quantities import Span, money_unit, shift_date
from huiqi.rulebook.points import figures
from huiqi.rulebook.rulebook import Definition, Fact, Rulebook
from huiqi.rulebook.vocabulary import StatedWord, TitleWord
from huiqi.sentences import Sentence, sentence
from huiqi.tables import ReadTable
from huiqi.truth import Truth

if TYPE_CHECKING:
    from huiqi.profile.fact_columns import FactColumns

#: How a limit is said, of a figure and of a day.
_LIMITS: Mapping[str, Callable[[str], Sentence]] = {
    "<=": lambda figure: sentence("不超过 {figure}", figure=figure),
    ">=": lambda figure: sentence("不少于 {figure}", figure=figure),
    "> ": lambda figure: sentence("超过 {figure}", figure=figure),
    "< ": lambda figure: sentence("不到 {figure}", figure=figure),
}
_LIMITS_OF_DAYS: Mapping[str, Callable[[str], Sentence]] = {
    "<=": lambda day: sentence("不晚于 {day}", day=day),
    ">=": lambda day: sentence("不早于 {day}", day=day),
    "> ": lambda day: sentence("{day} 以后", day=day),
}
_DAY = re.compile(r"[<>=]+ ?\d{4}-\d\d-\d\d")
#: What is a figure, and no day, name or yes-or-no.
_FIGURES = (Kind.MONEY, Kind.COUNT, Kind.RATIO)


def counts_something(fact: Fact | Definition) -> bool:
    """Whether it is an amount, a number or a share, and no calendar year."""
    return fact.type.kind in _FIGURES and not fact.is_calendar_year


def remark_on_figure(
    columns: FactColumns, key: Key, told: tuple[str, str], place: Place, doubts: Iterable[Doubt]
) -> None:
    """What is to be looked at in a cell that was read; ``told``: as it is written, and in full."""
    written, full = told
    index, fact = columns.columns[key], columns.facts[key]
    for doubt in doubts:
        if doubt.bare:
            if index not in columns.doubtful:
                columns.doubtful.append(index)
            continue
        columns.diagnostics.warn(
            "P131",
            place,
            said_of_figure(columns.table.columns[index], doubt.named),
            remedy=sentence("核对列名里的单位；确是这样就不用改"),
        )
    factor = columns.factors.get(key)
    found = figures(full, fact.type) if factor is not None else []
    own = {unit for number, unit in found if number}
    if any(unit and money_unit(unit) != factor for unit in own):
        message = said_of_own_unit(columns.table.columns[index], written)
        columns.diagnostics.warn("P176", place, message)


def said_read_so(fact: Fact | Definition, written: str, told: str) -> Sentence:
    """As what a cell was read that says it otherwise; a limit in words."""
    said: str = told
    for sign, words in (_LIMITS_OF_DAYS if _DAY.fullmatch(told) else _LIMITS).items():
        if told.startswith(sign):
            said = words(told.removeprefix(sign).strip())
    return sentence("{fact}：“{written}”按 {told} 读", fact=fact.label, written=written, told=said)


def said_without_year(fact: Fact | Definition, written: str) -> Sentence:
    """That a cell says 是 or 否 where it is asked in which year."""
    return sentence("{fact}：“{written}”没有说是哪一年，按未知", fact=fact.label, written=written)


def said_only_whether(fact: Fact | Definition, written: str) -> Sentence:
    """That a cell says whether there is any of a figure, and not how much."""
    return sentence(
        "{fact}：“{written}”只说了有没有，没有说多少，按未知", fact=fact.label, written=written
    )


def said_only_when_given(
    held: Fact | Definition | TitleWord, written: str, ended: date | None = None
) -> Sentence:
    """That a cell says when a title was given, and not whether it is in force; ``ended``: the day
    by which it was over, unless it was given anew.
    """
    if ended is not None:
        return sentence(
            "{held}：“{written}”的到 {day} 已经到期，没有写重新认定，按未知；问复审了没有",
            held=held.label,
            written=written,
            day=ended,
        )
    return sentence(
        "{held}：“{written}”说不出现在是否有效，按未知；看证书，写 {end} 哪一天",
        held=held.label,
        written=written,
        end=ENDS,
    )


def said_how_far(held: Fact | Definition | StatedWord, written: str) -> Sentence:
    """That a cell says how far the application for a title is, and not whether it is held."""
    if is_nearly_held(written):
        return sentence(
            "{held}：“{written}”，证书没有拿到的还不算得到，按未知；问下来了没有",
            held=held.label,
            written=written,
        )
    return sentence(
        "{held}：“{written}”只说办到哪一步，没有说现在有没有，按未知",
        held=held.label,
        written=written,
    )


def said_of_parts(fact: Fact | Definition, written: str) -> Sentence:
    """That a cell tells of several parts, and not of the whole."""
    return sentence(
        "{fact}：“{written}”分几期、几项写，没有写整个的，按未知", fact=fact.label, written=written
    )


def said_of_other_years(fact: Fact | Definition, written: str, year: int) -> Sentence:
    """That a cell says whether it was so in other years than the one of its column."""
    return sentence(
        "{fact}：“{written}”没有说 {year} 年的，按未知", fact=fact.label, written=written, year=year
    )


def said_without_end(fact: Fact | Definition, written: str) -> Sentence:
    """That a cell tells one day, where a start and a completion are asked for."""
    return sentence("{fact}：“{written}”没有说哪天竣工，按未知", fact=fact.label, written=written)


def said_without_most(fact: Fact | Definition, written: str) -> Sentence:
    """That a cell tells a least, where it is asked what it is at most."""
    return sentence("{fact}：“{written}”没有说至多是多少，按未知", fact=fact.label, written=written)


def said_without_completion(fact: Fact | Definition, written: str) -> Sentence:
    """That a cell tells of what comes before, and not of a completion."""
    return sentence("{fact}：“{written}”没有说竣工了没有，按未知", fact=fact.label, written=written)


def said_of_figure(column: str, figure: str) -> Sentence:
    """That a figure is hardly meant as it was read."""
    return sentence(
        "这一格的数大得或小得不像，照写的读了：{column} {figure}", column=column, figure=figure
    )


def said_of_far_figure(column: str, written: str, beside: str, meant: str) -> Sentence:
    """That an amount lies far from another column's, or from the others of its own."""
    said = sentence(
        "这一格的数和“{beside}”差一千倍以上，照写的读了：{column} {written}",
        beside=beside,
        column=column,
        written=written,
    )
    if column == beside:
        said = sentence(
            "这一格的数是这一列别的数的一千倍以上，照写的读了：{column} {written}",
            column=column,
            written=written,
        )
    return sentence("{said}（{meant}）", said=said, meant=meant) if meant else said


def said_of_own_unit(column: str, written: str) -> Sentence:
    """That an amount has another unit than its column's."""
    return sentence(
        "这一格自己写了单位，按它读，不按表里的：{column} {written}", column=column, written=written
    )


def ended_of_late(held: Held, as_of: date) -> bool:
    """Whether it ended, or may have, in this year or the last: who let it end may apply anew, and
    who did has it.
    """
    between = held.between
    return between is not None and between[1].year >= as_of.year - 1


def said_of_end(
    fact: Fact | Definition, held: Held, as_of: date, rulebook: Rulebook
) -> Sentence | None:
    """That what is held ends soon, or has ended of late, be it perhaps; ``None`` where it does
    neither.
    """
    if held.between is None:
        return _said_of_long_held(fact, held, as_of, rulebook)
    first, last = held.between
    # How far its end lies from the day of decision, whichever way: not said.
    told = {"fact": fact.label, "far": abs((last - as_of).days)}
    if held.truth is Truth.TRUE:
        days = (last - as_of).days
        soon = sentence(
            "{fact}：快到期，最晚 {day}（还有 {number} 天）", day=last, number=days, **told
        )
        return soon if days <= SOON else None
    if not ended_of_late(held, as_of):
        return None
    if first == date.min:
        # Nobody says when: behind all of which it is said.
        told["far"] = SOON * 2
        if held.truth is Truth.FALSE:
            return sentence("{fact}：已经到期，没有写哪天，按没有算；问重新认定了没有", **told)
        return sentence("{fact}：又写是、又写已经到期，按未知；问重新认定了没有", **told)
    if held.truth is Truth.FALSE:
        return sentence("{fact}：到 {day} 已经到期，按没有算；问重新认定了没有", day=last, **told)
    if last < as_of:
        return sentence(
            "{fact}：到 {day} 已经到期，没有写重新认定，按未知；问复审了没有", day=last, **told
        )
    return sentence(
        "{fact}：{days}到期，可能已经过了，按未知；问复审了没有",
        days=first if first == last else sentence("{low}～{high}", low=first, high=last),
        **told,
    )


def _said_of_long_held(
    fact: Fact | Definition, held: Held, as_of: date, rulebook: Rulebook
) -> Sentence | None:
    """That what was given so long ago may have ended, where no source tells for how long: by the
    years for which other titles are held, which is a reason to ask and says nothing of its end.
    """
    terms = [
        one.lasting
        for one in (*rulebook.facts.values(), *rulebook.definitions.values())
        if one.lasting and one.lasting is not True
    ]
    given = held.since
    if isinstance(given, bool) or not held.only_given or not terms:
        return None
    years = min(terms)
    least, most = (shift_date(day, Span(years, "years")) for day in given)
    if least is None or most is None or most.year < as_of.year - 1:
        return None
    if least > as_of and (most - as_of).days > SOON:
        return None
    return sentence(
        "{fact}：{year} 年得的，有效几年没有见到文件（别的称号有写 {number} 年的），按未知；"
        "问到期没有、复核了没有",
        fact=fact.label,
        year=given[0].year,
        number=years,
        # Behind all of which it is known when they end: not said.
        far=SOON * 2,
    )


def ask_about_doubtful(table: ReadTable, doubtful: Sequence[int], diagnostics: Diagnostics) -> None:
    """P131: one warning for the columns whose amounts are hardly meant in yuan."""
    if not doubtful:
        return
    diagnostics.warn(
        "P131",
        table.place(None, doubtful[0]),
        sentence(
            "这些列没有写单位，按元读，数字偏小：{columns}",
            columns=tuple(table.columns[index] for index in doubtful),
        ),
        remedy=sentence(
            "单位写在列名后面的括号里，如（{ten}）；确是{one}的，写（{one}）",
            ten=TEN_THOUSAND_YUAN,
            one=YUAN_WORD,
        ),
    )
