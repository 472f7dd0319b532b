"""What each sample means, worked out from the documentation of the language alone.

Nothing here reads the engine.  A number is a ``Fraction`` (money in yuan, a span in days), an
option its symbol, a list its records; ``None`` is not applicable, and :class:`Open` what the rules
themselves leave open, whatever is known of the enterprise (``docs/decisions/language.md``,
``docs/decisions/unknown.md``).
"""

from __future__ import annotations

import operator
from calendar import monthrange
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from math import floor
from typing import Any, NamedTuple

AS_OF, YEAR = date(2023, 6, 20), 2023
_F = Fraction


@dataclass(frozen=True)
class Open:
    """Not known, between two ends where these are known; ``absent``: nor whether it applies."""

    low: Any = None
    high: Any = None
    absent: bool = False


OPEN, NOTHING = Open(), Open(absent=True)


class Project(NamedTuple):
    """A record of the list."""

    year: int
    cost: Fraction | None
    began: date | None
    done: bool | None
    kind: str | None

    @property
    def plain(self) -> dict[str, Any]:
        """The fields that are stated."""
        return {**self._asdict(), "year": _F(self.year)}

    @property
    def half(self) -> Fraction | None:
        """The field that is worked out."""
        return None if self.cost is None else self.cost / 2


Key = tuple[str, int | None]


class Firm:
    """An enterprise of which everything that is asked is known."""

    def __init__(self, facts: Mapping[Key, Any]) -> None:
        self.facts = facts

    def __getattr__(self, name: str) -> Any:
        """A fact, in the year of the decision where it has years."""
        return self.facts[name, YEAR] if (name, YEAR) in self.facts else self.facts[name, None]

    def before(self, name: str, years: int) -> Any:
        """A fact some years earlier."""
        return self.facts[name, YEAR - years]

    def listed_in(self, year: int | None) -> list[Project]:
        """The records of a year, or of all; of a list that does not apply, none."""
        projects: list[Project] = self.facts["projects", None] or []
        return [p for p in projects if year in (None, p.year)]


Meaning = Callable[[Firm], Any]


def lifted(function: Callable[..., Any]) -> Callable[..., Any]:
    """The function of values that may not apply (passed on) or be open."""

    def over(*values: Any) -> Any:
        if any(value is None for value in values):
            return None
        return OPEN if any(isinstance(value, Open) for value in values) else function(*values)

    return over


def compared(function: Callable[[Any, Any], bool]) -> Callable[[Any, Any], Any]:
    """The comparison: of what does not apply it is false."""
    over = lifted(function)

    def truth(left: Any, right: Any) -> Any:
        found = over(left, right)
        return False if found is None else found

    return truth


lt, le, gt, ge, eq, ne = map(
    compared, (operator.lt, operator.le, operator.gt, operator.ge, operator.eq, operator.ne)
)
add, sub, mul = map(lifted, (operator.add, operator.sub, operator.mul))
minus = lifted(operator.neg)


def both(*truths: Any) -> Any:
    """All of them, by counting: one that is not so is enough."""
    truths = tuple(False if truth is None else truth for truth in truths)
    if False in truths:
        return False
    return OPEN if OPEN in truths else True


def non(truth: Any) -> Any:
    """Not; what does not apply is not so."""
    return OPEN if truth == OPEN else truth is not True


def either(*truths: Any) -> Any:
    """Any of them."""
    return non(both(*map(non, truths)))


def how_many(*truths: Any) -> Fraction:
    """How many are so (none of them open)."""
    return _F(sum(truth is True for truth in truths))


def least(*values: Any) -> Any:
    """The least of what applies."""
    applying = [value for value in values if value is not None]
    return min(applying) if applying else None


def most(*values: Any) -> Any:
    """The greatest of what applies."""
    applying = [value for value in values if value is not None]
    return max(applying) if applying else None


@lifted
def div(top: Any, bottom: Any) -> Any:
    """Of nothing, and of less than nothing, there is no share."""
    return top / bottom if bottom > 0 else OPEN


@lifted
def rounded(number: Fraction, places: int) -> Fraction:
    """Half away from zero."""
    up = floor(abs(number) * 10**places + _F(1, 2))
    return _F(up if number >= 0 else -up, 10**places)


whole = lifted(lambda number: _F(floor(number)))


@lifted
def later(day: date, years: int, months: int, days: int) -> date:
    """A calendar step; what a month lacks falls on its last day."""
    count = day.year * 12 + day.month - 1 + 12 * years + months
    year, month = count // 12, count % 12 + 1
    moved = date(year, month, min(day.day, monthrange(year, month)[1]))
    return moved + timedelta(days=days)


apart = lifted(lambda end, start: _F((end - start).days))
on = lifted(lambda day, days: day + timedelta(days=int(days)))
year_of = lifted(lambda day: _F(day.year))
month_of = lifted(lambda day: _F(day.month))


def within(value: Any, low: Any, high: Any) -> Any:
    """Both ends included."""
    return both(ge(value, low), le(value, high))


def growth(now: Any, base: Any) -> Any:
    """As a ratio; open where the base is not positive."""
    return sub(div(now, base), _F(1)) if now is not None and base is not None else None


def grown(sign: Callable[[Any, Any], Any], now: Any, base: Any, years: int, rate: Any) -> Any:
    """``cagr sign rate``, as now against (1 + rate)^years times base, where there is a root."""
    if now is None or base is None or rate is None:
        return False
    return sign(now, base * (1 + rate) ** years) if base > 0 and now >= 0 else OPEN


def limit_on(day: date | None) -> Any:
    """The rows of the parameter; before the first of them nothing is known."""
    if day is None:
        return None
    rows = ((date(2023, 10, 1), 400), (date(2023, 1, 1), 200), (date(2020, 1, 1), 100))
    return next((_F(value) for since, value in rows if since <= day), NOTHING)


def rate(f: Firm) -> Fraction:
    """The highest of the rows that apply."""
    return _F(10, 100) if f.listed else _F(5, 100)


def least_rate(f: Firm) -> Fraction:
    """The lowest."""
    return _F(3, 100) if f.listed else _F(5, 100)


def first_rate(f: Firm) -> Fraction:
    """The first."""
    return _F(1, 100) if f.listed else _F(7, 100)


def on_or_after(day: date | None, year: int, value: Fraction) -> Any:
    """The value from the first day of a year on; before it nothing is laid down."""
    return None if day is None else value if day.year >= year else NOTHING


def in_year_after_founding(f: Firm) -> Any:
    """``revenue[at: …]``."""
    return None if f.founded is None else f.facts["revenue", f.founded.year + 1]


def code(f: Firm, *listed: str) -> bool:
    """The industry or one of those above it is listed."""
    return f.industry is not None and f.industry.startswith(listed)


def ranked(symbol: Any) -> Any:
    """The place of a size among the sizes."""
    return None if symbol is None else ("low", "high").index(symbol)


def running(f: Firm) -> Any:
    """What was earned since the year of founding, three years back at most."""
    if f.established_on is None or f.established_on.year < YEAR - 3:
        return None if any(f.facts["revenue", YEAR - n] is None for n in range(4)) else NOTHING
    parts = [f.facts["revenue", year] for year in range(f.established_on.year, YEAR + 1)]
    return None if None in parts else sum(parts, _F(0))


def partly_told(f: Firm, back: int) -> Any:
    """Of one that is not listed nothing is known, not even whether it applies."""
    return f.before("revenue", back) if f.before("listed", back) else NOTHING


def first_match(f: Firm) -> Any:
    """``choose`` without otherwise: nothing where no row holds."""
    if gt(f.people, 3):
        return _F(5)
    return f.revenue if f.active is True else None


def banded(f: Firm) -> Any:
    """At least 10, at least 5, else."""
    if ge(f.people, 10):
        return _F(3)
    return _F(2) if ge(f.people, 5) else _F(1)


def disputed(f: Firm) -> Any:
    """On a disputed limit either of the two neighbours."""
    if f.people in (10, 5):
        return Open(_F(3), _F(9)) if f.people == 10 else Open(_F(1), _F(9))
    if gt(f.people, 10):
        return _F(3)
    return _F(9) if gt(f.people, 5) else _F(1)


def sliced(f: Firm) -> Any:
    """Each slice at its own rate."""
    if f.revenue is None:
        return None  # the last slice has no value, so neither has the sum
    first, second = min(f.revenue, _F(100)), min(f.revenue, _F(300))
    parts = first * 10, (second - first) * 20, (f.revenue - second) * 30
    return sum(parts, _F(0)) / 100


MEANINGS: dict[str, Meaning] = {
    "revenue": lambda f: f.revenue,
    "revenue[-1]": lambda f: f.before("revenue", 1),
    "revenue[at: year_of(founded) + 1]": in_year_after_founding,
    "limit": lambda f: _F(200),
    "limit[on: founded]": lambda f: limit_on(f.founded),
    "rate": rate,
    "least_rate": least_rate,
    "first_rate": first_rate,
    "least_rate[on: founded]": lambda f: on_or_after(f.founded, 2020, least_rate(f)),
    "first_rate[on: founded]": lambda f: (
        NOTHING
        if f.founded is not None and f.founded.year == 2021 and not f.listed
        else on_or_after(f.founded, 2020, first_rate(f))
    ),
    "500万元": lambda f: _F(5_000_000),
    "1.5亿元 + 3元 - 0.01元": lambda f: _F(15_000_000_299, 100),
    "revenue * share": lambda f: mul(f.revenue, f.share),
    "revenue * 3": lambda f: mul(f.revenue, 3),
    "revenue * people": lambda f: mul(f.revenue, f.people),
    "revenue / people": lambda f: div(f.revenue, f.people),
    "revenue / profit": lambda f: div(f.revenue, f.profit),
    "revenue / profit >= 50%": lambda f: ge(div(f.revenue, f.profit), _F(1, 2)),
    "share * rate": lambda f: mul(f.share, rate(f)),
    "-revenue": lambda f: minus(f.revenue),
    "profit - revenue": lambda f: sub(f.profit, f.revenue),
    "people + 3": lambda f: add(f.people, 3),
    "people * people": lambda f: mul(f.people, f.people),
    "10% * people": lambda f: mul(f.people, _F(1, 10)),
    "people >= 10% * people": lambda f: ge(f.people, mul(f.people, _F(1, 10))),
    "year": lambda f: _F(2023),
    "year_of(founded)": lambda f: year_of(f.founded),
    "month_of(founded)": lambda f: month_of(f.founded),
    "as_of": lambda f: AS_OF,
    "founded + 2年": lambda f: later(f.founded, 2, 0, 0),
    "founded - 2年": lambda f: later(f.founded, -2, 0, 0),
    "founded + 1个月": lambda f: later(f.founded, 0, 1, 0),
    "founded - 13个月": lambda f: later(f.founded, 0, -13, 0),
    "founded + 30日": lambda f: later(f.founded, 0, 0, 30),
    # Working days need the calendar of holidays: at least so many days, and no more is known.
    "founded - 5个工作日": lambda f: f.founded and Open(high=later(f.founded, 0, 0, -5)),
    "founded + 5个工作日": lambda f: f.founded and Open(low=later(f.founded, 0, 0, 5)),
    "date(year, 2, 28)": lambda f: date(2023, 2, 28),
    "date(year_of(founded), 3, 31)": lambda f: f.founded and date(f.founded.year, 3, 31),
    "start_of(year)": lambda f: date(2023, 1, 1),
    "end_of(year - 1)": lambda f: date(2022, 12, 31),
    "2023-06-20": lambda f: date(2023, 6, 20),
    "as_of - founded": lambda f: apart(AS_OF, f.founded),
    "as_of - founded >= 30日": lambda f: ge(apart(AS_OF, f.founded), 30),
    "active": lambda f: f.active,
    "true": lambda f: True,
    "false": lambda f: False,
    "not active": lambda f: non(f.active),
    "active and people > 3": lambda f: both(f.active, gt(f.people, 3)),
    "active or people > 3": lambda f: either(f.active, gt(f.people, 3)),
    "not active and people > 3 or share >= 3.5%": lambda f: either(
        both(non(f.active), gt(f.people, 3)), ge(f.share, _F(35, 1000))
    ),
    "active == listed": lambda f: eq(f.active, f.listed),
    "active != listed": lambda f: ne(f.active, f.listed),
    "revenue >= 2000万元": lambda f: ge(f.revenue, 20_000_000),
    "revenue ≥ 2000万元": lambda f: ge(f.revenue, 20_000_000),
    "revenue < profit": lambda f: lt(f.revenue, f.profit),
    "revenue <= profit": lambda f: le(f.revenue, f.profit),
    "revenue > profit": lambda f: gt(f.revenue, f.profit),
    "revenue == profit": lambda f: eq(f.revenue, f.profit),
    "revenue != profit": lambda f: ne(f.revenue, f.profit),
    "share <= 3‰": lambda f: le(f.share, _F(3, 1000)),
    "share <= 0.5": lambda f: le(f.share, _F(1, 2)),
    "people != 4": lambda f: ne(f.people, 4),
    "founded < 2020-01-01": lambda f: lt(f.founded, date(2020, 1, 1)),
    "size >= high": lambda f: f.size == "high",
    "size >= 高档": lambda f: f.size == "high",
    "size < high": lambda f: f.size == "low",
    "size == low": lambda f: f.size == "low",
    "size != low": lambda f: f.size == "high",
    "colour == blue": lambda f: f.colour == "blue",
    "colour in {red, blue}": lambda f: f.colour in ("red", "blue"),
    "colour in {blue}": lambda f: f.colour == "blue",
    "colour not in {red}": lambda f: f.colour != "red",
    'colour == "red"': lambda f: f.colour == "red",
    'title == "A"': lambda f: f.title == "A",
    'title != "A"': lambda f: f.title not in (None, "A"),
    "industry within {C13, D44, 2641}": lambda f: code(f, "C13", "D44", "C2641"),
    "industry within {C26}": lambda f: code(f, "C26"),
    "revenue in [300万元, 2000万元)": lambda f: both(
        ge(f.revenue, 3_000_000), lt(f.revenue, 20_000_000)
    ),
    "revenue in [profit, limit]": lambda f: within(f.revenue, f.profit, _F(200)),
    "people in (3, 4]": lambda f: both(gt(f.people, 3), le(f.people, 4)),
    "people in [3, 4)": lambda f: both(ge(f.people, 3), lt(f.people, 4)),
    "size in [low, high]": lambda f: f.size in ("low", "high"),
    "size in (low, high]": lambda f: f.size == "high",
    "low in [size, high)": lambda f: f.size == "low",
    "founded in [2020-01-01, 2020-12-31]": lambda f: (
        f.founded is not None and f.founded.year == 2020
    ),
    "cagr(revenue, 2) in [10%, 30%)": lambda f: both(
        grown(ge, f.revenue, f.before("revenue", 2), 2, _F(1, 10)),
        grown(lt, f.revenue, f.before("revenue", 2), 2, _F(3, 10)),
    ),
    "growth(revenue) in [10%, 30%]": lambda f: within(
        growth(f.revenue, f.before("revenue", 1)), _F(1, 10), _F(3, 10)
    ),
    "share in [growth(people), 60%]": lambda f: within(
        f.share, growth(f.people, f.before("people", 1)), _F(6, 10)
    ),
    "as_of - founded in [30日, 60日]": lambda f: within(apart(AS_OF, f.founded), 30, 60),
    "founded within 2年 before as_of": lambda f: within(f.founded, date(2021, 6, 20), AS_OF),
    "founded within 30日 of as_of": lambda f: within(
        f.founded, date(2023, 5, 21), date(2023, 7, 20)
    ),
    "founded within 3个月 after 2020-01-01": lambda f: within(
        f.founded, date(2020, 1, 1), date(2020, 4, 1)
    ),
    # The first day is the 15th of June or earlier: of the days from then on it is certain.
    "founded within 5个工作日 before as_of": lambda f: (
        OPEN
        if f.founded is not None and f.founded < date(2023, 6, 15)
        else within(f.founded, date(2023, 6, 15), AS_OF)
    ),
    "min(revenue, profit, limit)": lambda f: least(f.revenue, f.profit, _F(200)),
    "max(people, 3)": lambda f: most(f.people, _F(3)),
    "max(size, low)": lambda f: f.size or "low",
    "min(high, size) == low": lambda f: f.size == "low",
    "max(founded, 2020-01-01)": lambda f: most(f.founded, date(2020, 1, 1)),
    "min(founded, established_on)": lambda f: least(f.founded, f.established_on),
    "max(as_of - founded, 30日)": lambda f: most(apart(AS_OF, f.founded), _F(30)),
    "founded + (as_of - founded)": lambda f: f.founded and AS_OF,
    "founded - max(as_of - founded, 30日)": lambda f: (
        f.founded and on(f.founded, -max(apart(AS_OF, f.founded), _F(30)))
    ),
    "round(revenue / people, 2)": lambda f: rounded(div(f.revenue, f.people), 2),
    "round(profit / 3, 2)": lambda f: rounded(div(f.profit, _F(3)), 2),
    "round(share, 1)": lambda f: rounded(f.share, 1),
    "floor(revenue / 10000元)": lambda f: whole(div(f.revenue, _F(10_000))),
    "floor(profit / 3)": lambda f: whole(div(f.profit, _F(3))),
    "is_applicable(size)": lambda f: f.size is not None,
    "is_applicable(revenue)": lambda f: f.revenue is not None,
    "is_applicable(active)": lambda f: f.active is not None,
    "is_applicable(projects)": lambda f: f.facts["projects", None] is not None,
    "growth(revenue)": lambda f: growth(f.revenue, f.before("revenue", 1)),
    "growth(revenue[-1]) >= 5%": lambda f: ge(
        growth(f.before("revenue", 1), f.before("revenue", 2)), _F(5, 100)
    ),
    "growth(profit) >= -150%": lambda f: ge(growth(f.profit, f.before("profit", 1)), _F(-3, 2)),
    "growth(revenue) >= growth(profit)": lambda f: ge(
        growth(f.revenue, f.before("revenue", 1)), growth(f.profit, f.before("profit", 1))
    ),
    "growth(partly_told) >= 5%": lambda f: ge(
        growth(partly_told(f, 0), partly_told(f, 1)), _F(5, 100)
    ),
    "cagr(revenue, 2) >= 25%": lambda f: grown(ge, f.revenue, f.before("revenue", 2), 2, _F(1, 4)),
    "25% <= cagr(revenue, 2)": lambda f: grown(ge, f.revenue, f.before("revenue", 2), 2, _F(1, 4)),
    "cagr(revenue, 2) == share": lambda f: grown(eq, f.revenue, f.before("revenue", 2), 2, f.share),
    "count_true(active, people > 3)": lambda f: how_many(f.active, gt(f.people, 3)),
    "count_true(active, people > 3, size == high) >= 2": lambda f: (
        how_many(f.active, gt(f.people, 3), f.size == "high") >= 2
    ),
    "sum(p.cost for p in projects)": lambda f: sum(
        (p.cost or _F(0) for p in f.listed_in(2023)), _F(0)
    ),
    "sum(p.half for p in projects)": lambda f: sum(
        (p.half or _F(0) for p in f.listed_in(2023)), _F(0)
    ),
    "sum(min(p.cost, 5元) for p in projects[-1] if p.done)": lambda f: sum(
        (least(p.cost, _F(5)) for p in f.listed_in(2022) if p.done), _F(0)
    ),
    "count(p for p in projects)": lambda f: _F(len(f.listed_in(2023))),
    "count(p for p in projects if p.kind == red)": lambda f: _F(
        len([p for p in f.listed_in(2023) if p.kind == "red"])
    ),
    "min(p.began for p in projects)": lambda f: least(*(p.began for p in f.listed_in(2023))),
    "max(p.began for p in projects if p.done)": lambda f: most(
        *(p.began for p in f.listed_in(2023) if p.done)
    ),
    "min(p.cost for p in projects if p.cost > 3元)": lambda f: least(
        *(p.cost for p in f.listed_in(2023) if gt(p.cost, 3))
    ),
    "max(p.cost for p in projects[all] if p.year < year)": lambda f: most(
        *(p.cost for p in f.listed_in(None) if p.year < 2023)
    ),
    "any(p.done for p in projects)": lambda f: any(p.done for p in f.listed_in(2023)),
    "any(p.cost > 3元 for p in projects if p.done)": lambda f: any(
        gt(p.cost, 3) for p in f.listed_in(2023) if p.done
    ),
    "all(p.cost > 3元 for p in projects)": lambda f: all(gt(p.cost, 3) for p in f.listed_in(2023)),
    "all(p.done for p in projects if p.kind == blue)": lambda f: all(
        p.done for p in f.listed_in(2023) if p.kind == "blue"
    ),
    "any(all(q.cost >= p.cost for q in projects) and p.done for p in projects)": lambda f: any(
        p.done and all(ge(q.cost, p.cost) for q in f.listed_in(2023)) for p in f.listed_in(2023)
    ),
    "((revenue))": lambda f: f.revenue,
}
#: What the definitions of the rulebook mean.
DEFINED_MEANINGS: dict[str, Meaning] = {
    "first_match": first_match,
    "with_otherwise": lambda f: _F(5) if gt(f.people, 3) else _F(6) if f.active else _F(7),
    "falling_bands": banded,
    "rising_bands": lambda f: _F(1) if le(f.revenue, 5) else _F(2) if le(f.revenue, 10) else None,
    "disputed_bands": disputed,
    "sliced": sliced,
    "by_size": lambda f: {"low": _F(1), "high": f.revenue, None: None}[f.size],
    "by_two": lambda f: {
        ("low", "red"): _F(1), ("low", "blue"): _F(2), ("high", "blue"): _F(4)
    }.get((f.size, f.colour)),
    "undisclosed": lambda f: Open(_F(1), _F(4)),
    "untold": lambda f: OPEN,
    "named": lambda f: mul(sub(f.revenue, f.profit), 3),
    "running": running,
    # In a yearly definition at the end of the year, elsewhere on the day of the decision.
    "limit_of_year": lambda f: _F(400),
    "partly_told": lambda f: partly_told(f, 0),
    "sound": lambda f: both(f.listed, gt(f.revenue, 0)),
    "chemical": lambda f: (code(f, "C26") and not code(f, "C2641")) or code(f, "D44"),
    "first_of_rows": lambda f: rate(f) + least_rate(f) + first_rate(f),
}  # fmt: skip
