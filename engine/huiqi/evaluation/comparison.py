"""Comparisons over ranges: true or false where they hold or fail throughout, else unknown.

The same rule is used by every reader of the tree.  Not applicable makes a comparison false; what
may not apply cannot make it true.
"""

from __future__ import annotations

from collections.abc import Iterable

from huiqi.evaluation import arithmetic
from huiqi.evaluation.arithmetic import Numeric
from huiqi.quantities import Number
from huiqi.truth import FALSE, TRUE, UNKNOWN, Truth, conjunction, negation
from huiqi.values import NOT_APPLICABLE, Choice, Interval, NotApplicable, Value, exactly, shared


def compare(
    operator: str, left: Value, right: Value, order: tuple[str, ...] | None = None
) -> Truth:
    """``left operator right``; ``order`` ranks the symbols of an ordered enum."""
    if isinstance(left, Interval) and isinstance(right, Interval):
        truth = _ranges(operator, left, right)
        optional = left.optional or right.optional
    elif left is NOT_APPLICABLE or right is NOT_APPLICABLE:
        return FALSE
    elif isinstance(left, Choice) and isinstance(right, Choice):
        truth = _symbols(operator, left, right, order)
        optional = left.optional or right.optional
    elif isinstance(left, Truth) and isinstance(right, Truth):
        return _truths(operator, left, right)
    else:
        return UNKNOWN
    return UNKNOWN if optional and truth is TRUE else truth


def _ranges(operator: str, left: Interval, right: Interval) -> Truth:
    if operator in (">", ">="):
        left, right = right, left
        operator = "<" if operator == ">" else "<="
    a, b, c, d = left.low, left.high, right.low, right.high
    if operator == "<":
        if b is not None and c is not None and b < c:
            return TRUE
        return FALSE if a is not None and d is not None and a >= d else UNKNOWN
    if operator == "<=":
        if b is not None and c is not None and b <= c:
            return TRUE
        return FALSE if a is not None and d is not None and a > d else UNKNOWN
    apart = (b is not None and c is not None and b < c) or (
        a is not None and d is not None and a > d
    )
    same = a is not None and a == b and c == d and a == c
    equal = FALSE if apart else TRUE if same else UNKNOWN
    return equal if operator == "==" else negation(equal)


def _symbols(operator: str, left: Choice, right: Choice, order: tuple[str, ...] | None) -> Truth:
    if left.symbols is None or right.symbols is None:
        return UNKNOWN
    if operator in ("==", "!="):
        if not shared(left.symbols, right.symbols):
            equal = FALSE
        else:
            equal = TRUE if len(left.symbols) == len(right.symbols) == 1 else UNKNOWN
        return equal if operator == "==" else negation(equal)
    ranks = {name: position for position, name in enumerate(order or ())}
    ends: list[Interval] = []
    for choice in (left, right):
        positions = [ranks[name] for name in choice.symbols or ()]
        ends.append(Interval(min(positions), max(positions)))
    return _ranges(operator, ends[0], ends[1])


def _truths(operator: str, left: Truth, right: Truth) -> Truth:
    if UNKNOWN in (left, right):
        return UNKNOWN
    return Truth.of((left is right) == (operator == "=="))


def member(operand: Value, symbols: tuple[str, ...]) -> Truth:
    """Whether the symbol is one of those listed."""
    if not isinstance(operand, Choice):
        return FALSE if operand is NOT_APPLICABLE else UNKNOWN
    if operand.symbols is None:
        return UNKNOWN
    inside = operand.symbols & set(symbols)
    if not inside:
        return FALSE
    return TRUE if len(inside) == len(operand.symbols) and not operand.optional else UNKNOWN


def extreme_symbol(is_least: bool, operands: Iterable[Value], order: tuple[str, ...]) -> Value:
    """The lowest or the highest symbol of what applies; not applicable if nothing does."""
    choose = min if is_least else max
    # The places of the symbols still possible; None: nothing applied so far.
    possible: set[int | None] = {None}
    for operand in operands:
        if not isinstance(operand, Choice):
            continue
        symbols = order if operand.symbols is None else operand.symbols
        own: set[int | None] = {order.index(symbol) for symbol in symbols}
        if operand.optional:
            own.add(None)
        possible = {
            b if a is None else a if b is None else choose(a, b) for a in possible for b in own
        }
    found = frozenset(order[place] for place in possible if place is not None)
    return Choice(found, None in possible) if found else NOT_APPLICABLE


def inside(
    operand: Value, low: Value, high: Value, low_included: bool, high_included: bool
) -> Truth:
    """Whether a value lies in an interval whose ends may themselves be open questions."""
    return conjunction(
        (
            compare(">=" if low_included else ">", operand, low),
            compare("<=" if high_included else "<", operand, high),
        )
    )


def industry_within(operand: Value, codes: tuple[str, ...]) -> Truth:
    """Whether an industry code, or one of those above it, is listed; all with their section.

    A code known only to a higher level (C26) may or may not fall in a lower one (C2641).
    """
    if not isinstance(operand, Choice):
        return FALSE if operand is NOT_APPLICABLE else UNKNOWN
    if operand.symbols is None:
        return UNKNOWN
    found = {_one_code(code, codes) for code in operand.symbols}
    if len(found) > 1 or (operand.optional and TRUE in found):
        return UNKNOWN
    return found.pop()


def _one_code(code: str, listed: tuple[str, ...]) -> Truth:
    result = FALSE
    for wanted in listed:
        if code.startswith(wanted):
            return TRUE
        if wanted.startswith(code):
            result = UNKNOWN
    return result


def growth_compare(operator: str, now: Numeric, base: Numeric, years: int, rate: Numeric) -> Truth:
    """``(now / base)^(1/years) - 1 operator rate`` without division or root.

    As now against (1 + rate)^years times base, which is the same for a positive base; over several
    years a root is meant, so that neither now nor 1 + rate is negative.  Unknown elsewhere.
    """
    if now is NOT_APPLICABLE or base is NOT_APPLICABLE or rate is NOT_APPLICABLE:
        return FALSE
    if base.low is None or base.low <= 0:
        return UNKNOWN
    if years > 1 and (now.low is None or now.low < 0 or rate.low is None or rate.low < -1):
        return UNKNOWN
    factor: Numeric = arithmetic.add(exactly(_ONE), rate)
    target: Numeric = base
    for _ in range(years):
        target = arithmetic.multiply(target, factor)
    return compare(operator, now, target)


def growth_value(now: Numeric, base: Numeric) -> Numeric:
    """One year's growth as a ratio; unknown where the base may not be positive."""
    if isinstance(base, NotApplicable) or isinstance(now, NotApplicable):
        return NOT_APPLICABLE
    if base.low is None or base.low <= 0:
        return Interval(None, None, now.optional or base.optional)
    return arithmetic.subtract(arithmetic.divide(now, base), exactly(_ONE))


_ONE: Number = arithmetic.ZERO + 1
