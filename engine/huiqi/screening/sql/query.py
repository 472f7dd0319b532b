"""The query for some scalars: blocks of layers, each a common table expression."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from sqlglot import exp

from huiqi.lowering.cell_columns import RECORD, ROW
from huiqi.lowering.scalars import ENTERPRISE, Home, Operator, Scalar
from huiqi.objects import dataclass
from huiqi.screening.sql.blocks import Block, blocked
from huiqi.screening.sql.garbage import not_searched
from huiqi.screening.sql.layers import Layering, layered, read
from huiqi.screening.sql.scalar_expressions import (
    Operand,
    aggregate_expression,
    default,
    expression,
    of_column,
    quoted_column,
)

#: How each column at hand is written.
_Given = dict[Scalar, Callable[[], exp.Expr]]
#: How a relation is called that is joined with others.
_OWN = "t"


@dataclass(frozen=True, slots=True, kw_only=True)
class Tables:
    """The names of the table of the enterprises and of each list's."""

    enterprises: str
    lists: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class _Relation:
    """A table or a layer."""

    name: str
    is_table: bool

    def given(self, node: Scalar, alias: str | None = None) -> Callable[[], exp.Expr]:
        """How a column of it is written; ``alias``: where it is joined with others."""
        if self.is_table:
            return lambda: of_column(node, alias)
        return lambda: quoted_column(_name(node), alias)

    def as_source(self, alias: str | None = None) -> exp.Table:
        """It, as it stands behind FROM."""
        return exp.Table(
            this=_identifier(self.name), alias=None if alias is None else _alias(alias)
        )


def query(outputs: Mapping[str, Scalar], tables: Tables) -> exp.Query:
    """A row of each enterprise: its ``row`` and a column of each output.

    Args:
        outputs: By the name of the column; all of the enterprises' home.
        tables: Where the columns are read.
    """
    with not_searched():
        return _Writer(layered(outputs.values()), tables).query(outputs)


class _Writer:
    def __init__(self, layering: Layering, tables: Tables) -> None:
        self._columns = layering.columns
        self._layering = layering
        self._tables = tables
        self._layers: list[exp.CTE] = []
        self._last: dict[tuple[Home, int], _Relation] = {}
        names = {tables.enterprises, *tables.lists.values()}
        self._prefix = "layer"
        while any(name.lower().startswith(self._prefix) for name in names):
            self._prefix += "_"

    def query(self, outputs: Mapping[str, Scalar]) -> exp.Query:
        """The whole."""
        blocks = blocked(self._layering, outputs.values())
        for block in blocks:
            self._write(block)
        relation = self._provider(ENTERPRISE, len(blocks))
        columns = read(outputs.values(), self._columns)
        operand = self._operand({node: relation.given(node) for node in columns})
        selected: list[exp.Expr] = [quoted_column(ROW)]
        selected += [_named(operand(node), name) for name, node in outputs.items()]
        written = _select(selected, relation.as_source())
        if self._layers:
            written.set("with_", exp.With(expressions=self._layers))
        return written

    def _provider(self, home: Home, stage: int) -> _Relation:
        """The last layer of a home up to a stage."""
        stages = [at for of, at in self._last if of == home and at <= stage]
        if stages:
            return self._last[home, max(stages)]
        return _Relation(self._tables.lists[home[0]] if home else self._tables.enterprises, True)

    def _operand(self, given: _Given) -> Operand:
        def written(node: Scalar) -> exp.Expr:
            found = given.get(node)
            return found() if found is not None else expression(node, written)

        return written

    def _write(self, block: Block) -> None:
        given: _Given = {}
        source, joins, keys = self._sources(block, given)
        for live in block.layers:
            operand = self._operand(given)
            selected = keys + [_named(operand(node), _name(node)) for node in live]
            name = f"{self._prefix}{len(self._layers) + 1}"
            layer = _select(selected, source, joins)
            self._layers.append(exp.CTE(this=layer, alias=_alias(name)))
            relation = _Relation(name, False)
            source, joins = relation.as_source(), []
            keys = [quoted_column(key) for key in _keys(block.home)]
            given = {node: relation.given(node) for node in live}
        self._last[block.home, block.stage] = relation

    def _sources(
        self, block: Block, given: _Given
    ) -> tuple[exp.Table, list[exp.Join], list[exp.Expr]]:
        """What a block is read from, how it is joined, its keys; tells how its input is written."""
        home, stage = block.home, block.stage
        joins: list[exp.Join] = []
        alone = len(home) < 2 and not block.lifted and not block.aggregates
        alias = outer = None if alone else _OWN
        if len(home) > 1:
            outer = "o"
            own = self._provider(home[:1], stage)
            other = self._provider(home[1:], stage)
            joins.append(_join(other.as_source("o"), "o", [ROW]))
            for node in block.given:
                if node.operation is Operator.OUTER:
                    given[node] = other.given(node.operands[0], "o")
                elif node.home == home[:1]:
                    given[node] = own.given(node, alias)
        else:
            own = self._provider(home, stage - 1)
            for node in block.given:
                if node.home == home and not block.comes_in(node):
                    given[node] = own.given(node, alias)
        self._lift(block, given, joins)
        self._bring(block, given, joins)
        keys: list[exp.Expr] = [quoted_column(ROW, alias)]
        if home:
            keys.append(quoted_column(RECORD, outer))
        return own.as_source(alias), joins, keys

    def _lift(self, block: Block, given: _Given, joins: list[exp.Join]) -> None:
        """Columns of the enterprise, on the rows of a list."""
        lifted = block.lifted
        if not lifted:
            return
        relation = self._provider(ENTERPRISE, -1 if block.lifts_table else block.stage)
        for node in lifted:
            given[node] = relation.given(node, "e")
        joins.append(_join(relation.as_source("e"), "e", [ROW]))

    def _bring(self, block: Block, given: _Given, joins: list[exp.Join]) -> None:
        """Aggregates of the stage, all of one list in one pass."""
        for number, (home, nodes) in enumerate(block.aggregates.items()):
            relation, alias = self._provider(home, block.stage - 1), f"g{number}"
            keys = _keys(block.home)
            values = read((node.operands[0] for node in nodes), self._columns)
            operand = self._operand({node: relation.given(node) for node in values})
            selected: list[exp.Expr] = [quoted_column(key) for key in keys]
            for node in nodes:
                selected.append(_named(aggregate_expression(node, operand), _name(node)))
                given[node] = _brought(node, alias)
            grouped = _select(selected, relation.as_source())
            grouped.set("group", exp.Group(expressions=[quoted_column(key) for key in keys]))
            joins.append(
                _join(exp.Subquery(this=grouped, alias=_alias(alias)), alias, keys, "LEFT")
            )


def _brought(node: Scalar, alias: str) -> Callable[[], exp.Expr]:
    return lambda: default(node, quoted_column(_name(node), alias))


def _keys(home: Home) -> list[str]:
    """What tells the rows apart; of pairs of records the outer one."""
    return [ROW, RECORD] if home else [ROW]


def _name(node: Scalar) -> str:
    return f"n{node.number}"


def _identifier(name: str) -> exp.Identifier:
    return exp.Identifier(this=name, quoted=True)


def _alias(name: str) -> exp.TableAlias:
    return exp.TableAlias(this=_identifier(name))


def _named(node: exp.Expr, name: str) -> exp.Expr:
    if isinstance(node, exp.Column) and node.name == name:
        return node
    return exp.Alias(this=node, alias=_identifier(name))


def _join(source: exp.Expr, alias: str, keys: Iterable[str], side: str | None = None) -> exp.Join:
    on: exp.Expr | None = None
    for key in keys:
        equal = exp.EQ(this=quoted_column(key, _OWN), expression=quoted_column(key, alias))
        on = equal if on is None else exp.And(this=on, expression=equal)
    return exp.Join(this=source, on=on, side=side)


def _select(
    selected: list[exp.Expr], source: exp.Expr, joins: Iterable[exp.Join] = ()
) -> exp.Select:
    return exp.Select(expressions=selected, from_=exp.From(this=source), joins=list(joins) or None)
