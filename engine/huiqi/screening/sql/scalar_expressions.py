"""One scalar as an SQL expression over the columns at hand.

Nothing overflows on the way: operands are as wide as the result before they are added or
multiplied.  Literals are typed where their type is that of a result: those of DuckDB are 32 bits.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable
from itertools import groupby

from sqlglot import exp

from huiqi.lowering.scalars import AGGREGATES, Operator, Scalar, Sort
from huiqi.screening.sql import day_expressions

#: Gives an operand as it stands in the query: a column, or written out.
Operand = Callable[[Scalar], exp.Expr]

_NARROW = 2**63
BOOLEAN = exp.DType.BOOLEAN
TEXT = exp.DType.TEXT
NARROW = exp.DType.BIGINT
#: Which Spark and PostgreSQL do not have: see :mod:`huiqi.screening.sql.dialects`.
WIDE = exp.DType.INT128
#: Marks a division of what may need more than 64 bits, and is never below zero.
WIDE_OPERANDS = "wide_operands"
#: Marks one whose quotient may need them.
WIDE_QUOTIENT = "wide_quotient"
_TYPES = {Sort.TRUTH: BOOLEAN, Sort.TEXT: TEXT}
_SELF_CONTAINED = (exp.Column, exp.Literal, exp.Boolean, exp.Null, exp.Func, exp.Paren)


def is_wide(node: Scalar) -> bool:
    """Whether a number may need more than 64 bits."""
    return node.low < -_NARROW or node.high >= _NARROW


def quoted_column(name: str, table: str | None = None) -> exp.Column:
    """A column, quoted."""
    return exp.Column(
        this=exp.Identifier(this=name, quoted=True),
        table=None if table is None else exp.Identifier(this=table, quoted=True),
    )


def of_column(node: Scalar, table: str | None) -> exp.Expr:
    """A column of a table as given, in the type it is reckoned with."""
    assert isinstance(node.detail, str)
    found = quoted_column(node.detail, table)
    return _cast(found, _type(node)) if node.sort is Sort.NUMBER else found


def default(node: Scalar, found: exp.Expr) -> exp.Expr:
    """An aggregate where there may have been no rows."""
    if node.operation is Operator.ANY:
        return exp.Coalesce(this=found, expressions=[exp.false()])
    if node.operation is Operator.SUM:
        return exp.Coalesce(this=found, expressions=[_literal(0)])
    return found


def aggregate_expression(node: Scalar, operand: Operand) -> exp.Expr:
    """An aggregate of the rows of a group."""
    (value,) = node.operands
    if node.operation is Operator.ANY:
        return exp.LogicalOr(this=operand(value))
    if node.operation is Operator.SUM:
        # A sum of BIGINT is HUGEINT in DuckDB, NUMERIC in PostgreSQL.
        return _cast(exp.Sum(this=_widened(value, operand, is_wide(node))), _type(node))
    kind = exp.Min if node.operation is Operator.MIN else exp.Max
    return kind(this=operand(value))


def expression(node: Scalar, operand: Operand) -> exp.Expr:
    """A scalar that is neither a column nor an aggregate."""
    assert node.operation not in AGGREGATES
    return _WRITERS[node.operation](node, operand)


def wrapped(node: exp.Expr) -> exp.Expr:
    """In brackets, where it could come apart."""
    # AND is a function, too, to sqlglot.
    whole = isinstance(node, _SELF_CONTAINED) and not isinstance(node, exp.Binary)
    return node if whole else exp.Paren(this=node)


def _type(node: Scalar) -> exp.DType:
    return _TYPES.get(node.sort) or (WIDE if is_wide(node) else NARROW)


def _cast(node: exp.Expr, to: exp.DType) -> exp.Expr:
    return exp.Cast(this=node, to=exp.DataType(this=to, nested=False))


def _literal(value: Hashable) -> exp.Expr:
    if isinstance(value, bool):
        return exp.true() if value else exp.false()
    if isinstance(value, str):
        return exp.Literal.string(value)
    assert isinstance(value, int)
    return exp.Literal.number(value)


def _constant(node: Scalar, _: Operand) -> exp.Expr:
    if node.detail is None:
        return _cast(exp.null(), _type(node))
    written = _literal(node.detail)
    return _cast(written, _type(node)) if node.sort is Sort.NUMBER else written


def _bare(node: Scalar, operand: Operand) -> exp.Expr:
    """A constant without its type, where what stands beside it tells that; else the operand."""
    if node.constant and node.detail is not None:
        return _literal(node.detail)
    return wrapped(operand(node))


def _widened(node: Scalar, operand: Operand, wide: bool) -> exp.Expr:
    """An operand, as wide as is asked."""
    if not wide or is_wide(node):
        return wrapped(operand(node))
    if node.constant:
        return _cast(_bare(node, operand), WIDE)
    return _cast(operand(node), WIDE)


def _computed(node: Scalar, operand: Operand, make: Callable[..., exp.Expr]) -> exp.Expr:
    """Of operands as wide as the widest and as the result, brought to the result's own width."""
    wide = is_wide(node) or any(is_wide(part) for part in node.operands)
    found = make(*(_widened(part, operand, wide) for part in node.operands))
    return _cast(found, NARROW) if wide and not is_wide(node) else found


def _add(node: Scalar, operand: Operand) -> exp.Expr:
    return _computed(node, operand, lambda a, b: exp.Add(this=a, expression=b))


def _multiply(node: Scalar, operand: Operand) -> exp.Expr:
    return _computed(node, operand, lambda a, b: exp.Mul(this=a, expression=b))


def _divide(node: Scalar, operand: Operand) -> exp.Expr:
    """Databases drop what is left over; what is below zero goes one further then.

    A divisor that may not be positive makes the quotient unknown, on whatever row it is reckoned:
    what does not hold on a row is reckoned there all the same where it became a column.
    """
    numerator, divisor = node.operands

    def divided(above: exp.Expr, below: exp.Expr) -> exp.Expr:
        if divisor.low < 1:
            positive = exp.GT(this=below.copy(), expression=_literal(0))
            below = exp.Case(ifs=[exp.If(this=positive, true=below)])
        if numerator.low >= 0:
            return _quotient(node, above, below, wide)
        left = exp.Paren(this=exp.Mod(this=above.copy(), expression=below.copy()))
        beyond = exp.LT(this=left, expression=_literal(0))
        one = exp.Case(
            ifs=[exp.If(this=beyond, true=_cast(_literal(1), kind))],
            default=_cast(_literal(0), kind),
        )
        return exp.Sub(this=_quotient(node, above, below, wide), expression=one)

    wide = is_wide(node) or is_wide(numerator) or is_wide(divisor)
    kind = WIDE if wide else NARROW
    return _computed(node, operand, divided)


def _quotient(node: Scalar, above: exp.Expr, below: exp.Expr, wide: bool) -> exp.Expr:
    found = exp.IntDiv(this=above, expression=below)
    found.meta[WIDE_OPERANDS] = wide and node.operands[0].low >= 0
    if is_wide(node):
        found.meta[WIDE_QUOTIENT] = True
    # What stands beside it has this type in every dialect (PostgreSQL divides to NUMERIC).
    return _cast(found, WIDE if wide else NARROW)


def _compared(kind: type[exp.Binary]) -> Callable[[Scalar, Operand], exp.Expr]:
    def written(node: Scalar, operand: Operand) -> exp.Expr:
        left, right = node.operands
        if left.sort is not Sort.NUMBER:
            return kind(this=wrapped(operand(left)), expression=wrapped(operand(right)))
        wide = is_wide(left) or is_wide(right)
        ends = (
            _bare(part, operand) if part.constant else _widened(part, operand, wide)
            for part in node.operands
        )
        return kind(this=next(ends), expression=next(ends))

    return written


def _extreme(node: Scalar, operand: Operand) -> exp.Expr:
    """Not known where either is not: Spark's and PostgreSQL's own then give the other."""
    least = node.operation is Operator.LEAST

    def chosen(left: exp.Expr, right: exp.Expr) -> exp.Expr:
        if not node.nullable:
            kind = exp.Least if least else exp.Greatest
            return kind(this=left, expressions=[right], ignore_nulls=True)
        first, second = (left, right) if least else (right, left)
        at_most = exp.LTE(this=first, expression=second)
        above = exp.GT(this=first.copy(), expression=second.copy())
        return exp.Case(
            ifs=[exp.If(this=at_most, true=left.copy()), exp.If(this=above, true=right.copy())]
        )

    return _computed(node, operand, chosen)


def _one_of(node: Scalar, operand: Operand) -> exp.Expr:
    assert isinstance(node.detail, tuple)
    return exp.In(
        this=wrapped(operand(node.operands[0])),
        expressions=[_literal(value) for value in node.detail],
    )


def _starts_with(node: Scalar, operand: Operand) -> exp.Expr:
    """One membership for each length of beginnings: many a LIKE takes long to plan."""
    assert isinstance(node.detail, tuple)
    text = operand(node.operands[0])
    if not node.detail:
        unknown = exp.Is(this=wrapped(text), expression=exp.null())
        return exp.Case(
            ifs=[exp.If(this=unknown, true=_cast(exp.null(), BOOLEAN))], default=exp.false()
        )
    parts = [
        exp.In(
            this=exp.Substring(this=text.copy(), start=_literal(1), length=_literal(length)),
            expressions=[_literal(beginning) for beginning in beginnings],
        )
        for length, beginnings in groupby(sorted(node.detail, key=len), key=len)
    ]
    return _joined(exp.Or, parts)


def _part_of_day(part: str) -> Callable[[Scalar, Operand], exp.Expr]:
    def written(node: Scalar, operand: Operand) -> exp.Expr:
        (day,) = node.operands
        return day_expressions.part_of_day(wrapped(operand(day)), (day.low, day.high), part)

    return written


def _months_later(node: Scalar, operand: Operand) -> exp.Expr:
    (day,) = node.operands
    assert isinstance(node.detail, int)
    return day_expressions.months_later(wrapped(operand(day)), (day.low, day.high), node.detail)


def _day_in(node: Scalar, operand: Operand) -> exp.Expr:
    (year,) = node.operands
    assert isinstance(node.detail, tuple)
    month, day = node.detail
    return day_expressions.day_in(wrapped(operand(year)), (year.low, year.high), month, day)


def _joined(kind: type[exp.Connector], parts: Iterable[exp.Expr]) -> exp.Expr:
    first, *rest = (wrapped(part) for part in parts)
    for part in rest:
        first = kind(this=first, expression=part)
    return first


def _connected(kind: type[exp.Connector]) -> Callable[[Scalar, Operand], exp.Expr]:
    return lambda node, operand: _joined(kind, map(operand, node.operands))


def _not(node: Scalar, operand: Operand) -> exp.Expr:
    return exp.Not(this=wrapped(operand(node.operands[0])))


def _is_null(node: Scalar, operand: Operand) -> exp.Expr:
    return exp.Is(this=wrapped(operand(node.operands[0])), expression=exp.null())


def _is_true(node: Scalar, operand: Operand) -> exp.Expr:
    # COALESCE, which may choose among several, takes a database twice as long.
    return exp.Is(this=wrapped(operand(node.operands[0])), expression=exp.true())


def _coalesce(node: Scalar, operand: Operand) -> exp.Expr:
    first, second = (_as_result(part, node, operand) for part in node.operands)
    return exp.Coalesce(this=first, expressions=[second])


def _case(node: Scalar, operand: Operand) -> exp.Expr:
    condition, *values = node.operands
    then, otherwise = (_as_result(value, node, operand) for value in values)
    chosen = exp.If(this=operand(condition), true=then)
    if isinstance(otherwise, exp.Case) and otherwise.this is None:
        # One CASE of several branches instead of one within the other.
        otherwise.args["ifs"][:0] = [chosen]
        return exp.Case(ifs=otherwise.args["ifs"], default=otherwise.args.get("default"))
    return exp.Case(ifs=[chosen], default=otherwise)


def _as_result(part: Scalar, node: Scalar, operand: Operand) -> exp.Expr:
    """What becomes the result, in the result's type."""
    if node.sort is not Sort.NUMBER or is_wide(part) == is_wide(node):
        return operand(part)
    found = _bare(part, operand) if part.constant else operand(part)
    return _cast(found, _type(node))


def _same(node: Scalar, operand: Operand) -> exp.Expr:
    return operand(node.operands[0])


_WRITERS: dict[Operator, Callable[[Scalar, Operand], exp.Expr]] = {
    Operator.CONSTANT: _constant,
    Operator.ADD: _add,
    Operator.MULTIPLY: _multiply,
    Operator.DIVIDE: _divide,
    Operator.AT_MOST: _compared(exp.LTE),
    Operator.EQUAL: _compared(exp.EQ),
    Operator.LEAST: _extreme,
    Operator.GREATEST: _extreme,
    Operator.ONE_OF: _one_of,
    Operator.STARTS_WITH: _starts_with,
    Operator.YEAR_OF: _part_of_day("YEAR"),
    Operator.MONTH_OF: _part_of_day("MONTH"),
    Operator.MONTHS_LATER: _months_later,
    Operator.DAY_IN: _day_in,
    Operator.AND: _connected(exp.And),
    Operator.OR: _connected(exp.Or),
    Operator.NOT: _not,
    Operator.IS_NULL: _is_null,
    Operator.IS_TRUE: _is_true,
    Operator.COALESCE: _coalesce,
    Operator.CASE: _case,
    Operator.OUTER: _same,
}
