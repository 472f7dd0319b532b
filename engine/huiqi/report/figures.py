"""Amounts in overviews: short, and still true.

In units of 万元, whole yuan exactly: a working beside it says the same figure.  What has fen keeps
two decimals of 万元, an upper bound rounded up and a lower one down; a known amount is rounded half
up and says so.  Exact to the fen they stand in workings and in JSON.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from fractions import Fraction

from huiqi.decision.results import Amount
from huiqi.quantities import Number, round_half_up
from huiqi.words import Say

_FEN = Decimal("0.01")
#: So many places tell any two amounts apart that are not the same fen.
_TELLING = 12


def amount_overview(amount: Amount | None, say: Say) -> str:
    """What one amount comes to: 没有金额 where the source names none, 金额未知 where it names one
    that the facts do not settle; the whole of a fund bounds no one enterprise.
    """
    if amount is None:
        return say("没有金额")
    if amount.fund_only:
        return say("金额未知")
    if amount.at_most is not None:
        return at_most(amount.at_most, say)
    return between(amount.low, amount.high, say)


def between(low: Number | None, high: Number | None, say: Say) -> str:
    """Two bounds in yuan; ``None`` is no known bound."""
    if low is not None and low == high:
        return _known(low, say)
    if high is None:
        return say("金额未知") if not low else say("不少于 {money}", money=_money(low, "down", say))
    if not low:
        return at_most(high, say)
    ends = (_number(low, "down", say), _number(high, "up", say))
    return say("{low}～{high}万元", low=ends[0], high=ends[1])


def from_to(low: Number | None, high: Number | None, say: Say) -> str:
    """Two bounds, nothing as the lower one told as such: not to be read as what will come."""
    if low or high is None:
        return between(low, high, say)
    return say("{low}～{high}万元", low="0", high=_number(high, "up", say))


def at_least(least: Number, say: Say) -> str:
    """What it is at least once it is had, in yuan."""
    return say("给就不少于 {money}", money=_money(least, "down", say))


def at_most(limit: Number | None, say: Say) -> str:
    """What cannot be passed, in yuan."""
    if limit is None:
        return say("金额未知")
    if limit == 0:
        return _known(limit, say)
    return say("不超过 {money}", money=_money(limit, "up", say))


def money(amount: Number, say: Say) -> str:
    """One upper bound, without a word that it is one."""
    return _money(amount, "up", say)


def one_of(limits: Sequence[Number], say: Say) -> str:
    """That it is no more than one of several bounds, and which is not known; nought is nothing."""
    *others, last = (_number(limit, "up", say) for limit in limits if limit)
    listed = say("{one}或{other}", one=say.listed(others), other=last) if others else last
    most = say("不超过 {money}", money=say("{number}万元", number=listed))
    return say("没有或{most}", most=most) if len(others) + 1 < len(limits) else most


def limit_or_none(limit: Number, say: Say) -> str:
    """One upper bound beside others, and that it is one; nought is nothing."""
    return at_most(limit, say) if limit else say("没有")


def most_of(amount: Number, say: Say) -> str:
    """What a sum of yuan comes to at most, without its unit."""
    return _number(amount, "up", say)


def _known(amount: Number, say: Say) -> str:
    exact = Fraction(_scaled(amount, say)) == Fraction(_rounded(amount, "half", say))
    money = _money(amount, "half", say)
    return money if exact else say("约 {money}", money=money)


def _money(amount: Number, direction: str, say: Say) -> str:
    return say("{number}万元", number=_number(amount, direction, say))


def _number(amount: Number, direction: str, say: Say) -> str:
    text = f"{_rounded(amount, direction, say):,f}"
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return text if say.language != "zh" else text.replace(",", "")


def _scaled(amount: Number, say: Say) -> Number:
    """In the unit of the language: 万元, in English thousands of yuan."""
    return Fraction(amount) / (10_000 if say.language == "zh" else 1_000)


def _rounded(amount: Number, direction: str, say: Say) -> Decimal:
    exact = Fraction(_scaled(amount, say))
    decimal = round_half_up(exact, _TELLING)
    if Fraction(amount).denominator == 1:
        return decimal
    if direction == "half":
        return round_half_up(exact, 2)
    return decimal.quantize(_FEN, ROUND_CEILING if direction == "up" else ROUND_FLOOR)


def exact(amount: Amount | None, say: Say) -> str:
    """What one amount comes to in a working: yuan to the fen, the unit in the column's name."""
    if amount is None:
        return say("没有金额")
    if amount.nothing_below is not None:
        return say("不足 {least}，不予支付", least=yuan(amount.nothing_below))
    if amount.fund_only:
        return say("未知")
    if amount.at_most is not None:
        return exact_limit(amount.at_most, say)
    return exact_between(amount.low, amount.high, say)


def exact_between(low: Number | None, high: Number | None, say: Say) -> str:
    """Two bounds in yuan to the fen; from nothing upwards is only a limit, without one unknown."""
    if low is not None and low == high:
        return _exactly(low, say)
    if high is None:
        return say("未知") if not low else say("不少于 {money}", money=_fen(low, ROUND_FLOOR))
    if not low:
        return exact_limit(high, say)
    return f"{_fen(low, ROUND_FLOOR)} ～ {_fen(high, ROUND_CEILING)}"


def exact_limit(limit: Number | None, say: Say) -> str:
    """What cannot be passed, in yuan to the fen."""
    if limit is None:
        return say("未知")
    return say("不超过 {money}", money=_fen(limit, ROUND_CEILING)) if limit else yuan(limit)


def _exactly(amount: Number, say: Say) -> str:
    """A quotient that does not end is rounded half up, and says so."""
    whole = Fraction(round_half_up(Fraction(amount), 2)) == Fraction(amount)
    return yuan(amount) if whole else say("约 {money}", money=yuan(amount))


def _fen(amount: Number, rounding: str) -> str:
    """A bound: what is printed is true of it too."""
    decimal = round_half_up(Fraction(amount), _TELLING)
    return f"{decimal.quantize(_FEN, rounding):,.2f}"


def yuan(amount: Number) -> str:
    """A figure in yuan to the fen, with separators."""
    return f"{round_half_up(Fraction(amount), 2):,.2f}"
