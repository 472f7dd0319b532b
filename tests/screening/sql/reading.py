"""A reader of the graph in plain Python: whole numbers, one enterprise at a time."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date, timedelta

from huiqi.lowering.scalars import AGGREGATES, Home, Operator, Scalar
from huiqi.quantities import Span, shift_date

Value = bool | int | str | None
Row = Mapping[str, Value]
_EPOCH = date(1970, 1, 1)


def strict(node: Scalar) -> Callable[..., Value]:
    """What a strict operation makes of operands that are known."""
    return lambda *values: _STRICT[node.operation](node, list(values))


class Reading:
    """What the scalars of a graph are for one enterprise.

    Args:
        enterprise: Its row.
        lists: The rows of each of its lists.
    """

    def __init__(self, enterprise: Row, lists: Mapping[str, Sequence[Row]]) -> None:
        self._enterprise = enterprise
        self._lists = lists
        self._known: dict[tuple[Scalar, tuple[int, ...]], Value] = {}

    def of(self, node: Scalar, at: tuple[int, ...] = ()) -> Value:
        """The value; ``at``: on which record of each list of its home."""
        at = at[: len(node.home)]
        key = (node, at)
        if key not in self._known:
            self._known[key] = self._read(node, at)
        return self._known[key]

    def records(self, name: str) -> range:
        """The places of the records of a list."""
        return range(len(self._lists[name]))

    def _read(self, node: Scalar, at: tuple[int, ...]) -> Value:
        operation = node.operation
        if operation is Operator.CONSTANT:
            return node.detail  # type: ignore[return-value]
        if operation is Operator.COLUMN:
            row = self._lists[node.home[0]][at[0]] if at else self._enterprise
            return row[str(node.detail)]
        if operation is Operator.OUTER:
            return self.of(node.operands[0], at[1:])
        if operation in AGGREGATES:
            assert isinstance(node.detail, tuple)
            return self._aggregate(node, node.detail, at)
        values = [self.of(part, at) for part in node.operands]
        if operation in _KLEENE:
            return _KLEENE[operation](values)
        if any(value is None for value in values):
            return None
        return _STRICT[operation](node, values)

    def _aggregate(self, node: Scalar, home: Home, at: tuple[int, ...]) -> Value:
        (value,) = node.operands
        found = [self.of(value, (record, *at)) for record in self.records(home[0])]
        known = [one for one in found if one is not None]
        if node.operation is Operator.ANY:
            return True in known
        if node.operation is Operator.SUM:
            return sum(known)  # type: ignore[arg-type]
        choose: Callable[..., Value] = min if node.operation is Operator.MIN else max
        return choose(known) if known else None


def _and(values: list[Value]) -> Value:
    if False in values:
        return False
    return None if None in values else True


def _or(values: list[Value]) -> Value:
    if True in values:
        return True
    return None if None in values else False


_KLEENE: dict[Operator, Callable[[list[Value]], Value]] = {
    Operator.AND: _and,
    Operator.OR: _or,
    Operator.NOT: lambda values: None if values[0] is None else not values[0],
    Operator.IS_NULL: lambda values: values[0] is None,
    Operator.IS_TRUE: lambda values: values[0] is True,
    Operator.COALESCE: lambda values: values[1] if values[0] is None else values[0],
    Operator.CASE: lambda values: values[1] if values[0] is True else values[2],
}


def _date(days: int) -> date | None:
    try:
        return _EPOCH + timedelta(days=days)
    except OverflowError:
        return None


def _days(day: date | None) -> int | None:
    return None if day is None else (day - _EPOCH).days


def _divide(_: Scalar, values: list) -> Value:  # type: ignore[type-arg]
    return values[0] // values[1] if values[1] > 0 else None


def _year(_: Scalar, values: list) -> Value:  # type: ignore[type-arg]
    day = _date(values[0])
    return None if day is None else day.year


def _month(_: Scalar, values: list) -> Value:  # type: ignore[type-arg]
    day = _date(values[0])
    return None if day is None else day.month


def _months_later(node: Scalar, values: list) -> Value:  # type: ignore[type-arg]
    day = _date(values[0])
    assert isinstance(node.detail, int)
    return None if day is None else _days(shift_date(day, Span(node.detail, "months")))


def _day_in(node: Scalar, values: list) -> Value:  # type: ignore[type-arg]
    if not 1 <= values[0] <= 9999:
        return None
    assert isinstance(node.detail, tuple)
    month, day = node.detail
    try:
        return _days(date(values[0], month, day))
    except ValueError:
        return _days(date(values[0], month, 1) + timedelta(days=day - 1))


def _starts_with(node: Scalar, values: list) -> Value:  # type: ignore[type-arg]
    found: bool = values[0].startswith(node.detail)
    return found


_STRICT: dict[Operator, Callable[[Scalar, list], Value]] = {  # type: ignore[type-arg]
    Operator.ADD: lambda _, values: values[0] + values[1],
    Operator.MULTIPLY: lambda _, values: values[0] * values[1],
    Operator.DIVIDE: _divide,
    Operator.AT_MOST: lambda _, values: values[0] <= values[1],
    Operator.EQUAL: lambda _, values: values[0] == values[1],
    Operator.LEAST: lambda _, values: min(values),
    Operator.GREATEST: lambda _, values: max(values),
    Operator.ONE_OF: lambda node, values: values[0] in node.detail,  # type: ignore[operator]
    Operator.STARTS_WITH: _starts_with,
    Operator.YEAR_OF: _year,
    Operator.MONTH_OF: _month,
    Operator.MONTHS_LATER: _months_later,
    Operator.DAY_IN: _day_in,
}
