"""The text of a query, for one database: DuckDB as it is, what others say otherwise."""

from __future__ import annotations

from typing import ClassVar

from sqlglot import exp
from sqlglot.dialects.dialect import Dialect
from sqlglot.generator import Generator
from sqlglot.generators.duckdb import DuckDBGenerator
from sqlglot.generators.postgres import PostgresGenerator
from sqlglot.generators.spark import SparkGenerator

from huiqi.screening.sql.garbage import not_searched
from huiqi.screening.sql.scalar_expressions import WIDE, WIDE_OPERANDS, WIDE_QUOTIENT
from huiqi.sentences import sentence

#: The whole numbers of 38 digits where there is none of 128 bits.
_DECIMAL = "DECIMAL(38, 0)"
#: A quotient of decimals has 32 digits before the point in Spark: what is longer is divided in
#: two steps, of the digits before the last six and of what is left.
_STEP = 10**6
#: A quotient below this is told by floating-point numbers to less than a whole one: each of two
#: 128-bit numbers is off by two parts in 2**53 at the most, their quotient by one more.
_TOLD = 2**49


#: Optimizers of DuckDB that write layers into one another or look for the best place of each
#: column: for hundreds of columns in dozens of layers they take most of the planning, and gain
#: nothing.  To be switched off (``disabled_optimizers``) where the DuckDB at hand has them.
SLOW_OPTIMIZERS = ("projection_placement", "projection_pullup", "partial_aggregate_pushdown")


def text(query: exp.Query, dialect: str) -> str:
    """As one database reads it: ``duckdb``, ``spark`` (with ANSI on) or ``postgres``.

    The query is used up: a copy of a whole rulebook's would take a third of the time.
    """
    generator = _GENERATORS.get(dialect)
    with not_searched():
        if generator is None:
            return query.sql(dialect=dialect, copy=False)
        return generator(dialect=Dialect.get_or_raise(dialect)).generate(query, copy=False)


def _spark_quotient(generator: Generator, node: exp.IntDiv) -> str:
    """``DIV`` gives a BIGINT, of decimals too."""
    above, below = generator.sql(node, "this"), generator.sql(node, "expression")
    if not node.meta.get(WIDE_QUOTIENT):
        return f"{above} DIV {below}"

    def exactly(over: str, under: str) -> str:
        return f"CAST(({over} - {over} % {under}) / {under} AS {_DECIMAL})"

    head = exactly(above, str(_STEP))
    left = f"({head} % {below} * {_STEP} + {above} % {_STEP})"
    return f"({exactly(head, below)} * {_STEP} + {exactly(left, below)})"


def _postgres_quotient(generator: Generator, node: exp.IntDiv) -> str:
    """Of whole numbers ``/`` drops what is left over; of decimals ``DIV`` does."""
    above, below = generator.sql(node, "this"), generator.sql(node, "expression")
    cast = node.parent
    wide = isinstance(cast, exp.Cast) and cast.to.this == WIDE
    return f"DIV({above}, {below})" if wide else f"{above} / {below}"


def _postgres_day(generator: Generator, node: exp.UnixDate) -> str:
    return f"({generator.sql(node, 'this')} - CAST('1970-01-01' AS DATE))"


def _postgres_layer(generator: Generator, node: exp.CTE) -> str:
    """Kept as they are: written into one another, the layers grow without end while it plans."""
    return f"{generator.sql(node, 'alias')} AS MATERIALIZED {generator.wrap(node)}"


def _duckdb_quotient(generator: Generator, node: exp.IntDiv) -> str:
    """In 128 bits DuckDB divides bit by bit, ten times as long as this takes: the whole number that
    is nearest to the quotient of floating-point numbers, or the one before where that is too much.
    """
    plain = generator.binary(node, "//")
    if not node.meta.get(WIDE_OPERANDS):
        return plain
    above, below = generator.sql(node, "this"), generator.sql(node, "expression")
    about = f"CAST({above} AS DOUBLE) / CAST({below} AS DOUBLE)"
    near = f"CAST(CAST({about} AS BIGINT) AS {WIDE.value})"
    beyond = f"CAST({near} * {below} > {above} AS {WIDE.value})"
    return f"CASE WHEN {about} < {_TOLD} THEN {near} - {beyond} ELSE {plain} END"


class _Duckdb(DuckDBGenerator):
    TRANSFORMS: ClassVar = {**DuckDBGenerator.TRANSFORMS, exp.IntDiv: _duckdb_quotient}


class _Spark(SparkGenerator):
    TYPE_MAPPING: ClassVar = {**SparkGenerator.TYPE_MAPPING, WIDE: _DECIMAL}
    TRANSFORMS: ClassVar = {**SparkGenerator.TRANSFORMS, exp.IntDiv: _spark_quotient}

    def literal_sql(self, expression: exp.Literal) -> str:
        """Spark puts settings in place of ``${name}`` before it reads the text."""
        return super().literal_sql(expression).replace("${", "\\u0024{")

    def identifier_sql(self, expression: exp.Identifier) -> str:
        """In a name that cannot be written otherwise."""
        if "${" in expression.this:
            said = sentence("Spark 的名称中不能有 ${{…}}：{name}", name=expression.this)
            raise ValueError(said)
        return super().identifier_sql(expression)


class _Postgres(PostgresGenerator):
    TYPE_MAPPING: ClassVar = {**PostgresGenerator.TYPE_MAPPING, WIDE: _DECIMAL}
    TRANSFORMS: ClassVar = {
        **PostgresGenerator.TRANSFORMS,
        exp.CTE: _postgres_layer,
        exp.IntDiv: _postgres_quotient,
        exp.UnixDate: _postgres_day,
    }


_GENERATORS: dict[str, type[Generator]] = {
    "duckdb": _Duckdb,
    "spark": _Spark,
    "postgres": _Postgres,
}
