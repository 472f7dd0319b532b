"""What databases do otherwise than one thinks: overflow on the way, division, NULL, quoting."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest

from huiqi.lowering.scalar_graph import ScalarGraph
from huiqi.lowering.scalars import Operator, Scalar, Sort
from huiqi.screening.sql.dialects import text
from huiqi.screening.sql.query import Tables, query
from tests.screening.sql.asking import Database, DuckDB, PostgreSQL, Spark
from tests.screening.sql.reading import Value
from tests.screening.sql.tables import ENTERPRISE_COLUMNS, LISTS, Enterprise

_GRAPH = ScalarGraph()
_WIDE = 10**34


@pytest.fixture(scope="module", params=["duckdb", "postgres", "spark"])
def database(request: pytest.FixtureRequest) -> Iterator[Database]:
    if request.param == "duckdb":
        yield DuckDB()
    elif request.param == "postgres":
        database = PostgreSQL(request.getfixturevalue("postgresql"))
        yield database
        database.connection.close()
    else:
        yield Spark(request.getfixturevalue("spark"))


def _enterprise(**cells: Value) -> Enterprise:
    row: dict[str, Value] = {given.name: None for given in ENTERPRISE_COLUMNS}
    row |= {"sure": False, "人数`": 0, "code": ""}
    known = {name.replace(" ", "_").replace("'", ""): name for name in row}
    return Enterprise(
        row | {known[name]: value for name, value in cells.items()}, {name: [] for name in LISTS}
    )


def _column(name: str) -> Scalar:
    (given,) = (given for given in ENTERPRISE_COLUMNS if given.name == name)
    return _GRAPH.column(name, given.sort, nullable=given.nullable, low=given.low, high=given.high)


_NARROW, _LARGE, _YEAR, _DAY = map(_column, ("narrow", "it's wide", "year", "day"))
_SMALL = _GRAPH.one_of(_NARROW, [1])


def _constant(value: int) -> Scalar:
    return _GRAPH.constant(value)


def _either(one: int, other: int) -> Scalar:
    return _GRAPH.case(_SMALL, _constant(one), _constant(other))


_CASES: list[tuple[Callable[[], Scalar], dict[str, Value], Value]] = [
    # Literals of 32 bits.
    (lambda: _GRAPH.multiply(_either(500_000, 1), _either(10_000, 1)), {"narrow": 1}, 5 * 10**9),
    (lambda: _GRAPH.add(_either(2**31 - 1, 1), _either(2**31 - 1, 0)), {"narrow": 1}, 2**32 - 2),
    # Beyond 64 bits.
    (lambda: _GRAPH.add(_NARROW, _NARROW), {"narrow": 2**63 - 1}, 2**64 - 2),
    (lambda: _GRAPH.multiply(_NARROW, _constant(-1)), {"narrow": -(2**63)}, 2**63),
    (lambda: _GRAPH.least(_LARGE, _constant(5)), {"its_wide": 2**70}, 5),
    (lambda: _GRAPH.greatest(_LARGE, _NARROW), {"its_wide": 2**70, "narrow": 7}, 2**70),
    # A quotient is the number not above, exact however long.
    (lambda: _GRAPH.divide(_NARROW, _constant(2)), {"narrow": -7}, -4),
    (lambda: _GRAPH.divide(_NARROW, _constant(2)), {"narrow": -8}, -4),
    (lambda: _GRAPH.divide(_NARROW, _constant(7)), {"narrow": 2**63 - 1}, (2**63 - 1) // 7),
    (lambda: _GRAPH.divide(_LARGE, _constant(3)), {"its_wide": -_WIDE + 1}, (-_WIDE + 1) // 3),
    (lambda: _GRAPH.divide(_LARGE, _constant(3)), {"its_wide": _WIDE - 1}, (_WIDE - 1) // 3),
    (lambda: _GRAPH.divide(_LARGE, _constant(_WIDE)), {"its_wide": _WIDE - 1}, 0),
    (lambda: _GRAPH.divide(_LARGE, _constant(_WIDE)), {"its_wide": -1}, -1),
    (lambda: _GRAPH.divide(_constant(7), _NARROW), {"narrow": 0}, None),
    (lambda: _GRAPH.divide(_constant(7), _NARROW), {"narrow": 2}, 3),
    # The lesser of what is not known is not known.
    (lambda: _GRAPH.least(_NARROW, _YEAR), {"narrow": 3}, None),
    (lambda: _GRAPH.greatest(_NARROW, _YEAR), {"year": 3}, None),
    # Aggregates over no records.
    (lambda: _over_none(Operator.ANY), {}, False),
    (lambda: _over_none(Operator.SUM), {}, 0),
    (lambda: _over_none(Operator.MAX), {}, None),
    # The ends of the calendar, and of February.
    (lambda: _GRAPH.months_later(_DAY, 1), {"day": 2_932_896}, None),
    (lambda: _GRAPH.months_later(_DAY, -1), {"day": -719_162}, None),
    (lambda: _GRAPH.months_later(_DAY, 12), {"day": 19_782}, 20_147),
    (lambda: _GRAPH.months_later(_DAY, 1), {"day": 19_753}, 19_782),
    (lambda: _GRAPH.day_in(_YEAR, 2, 29), {"year": 2024}, 19_782),
    (lambda: _GRAPH.day_in(_YEAR, 2, 29), {"year": 2023}, 19_417),
    (lambda: _GRAPH.day_in(_YEAR, 12, 31), {"year": 9999}, 2_932_896),
    (lambda: _GRAPH.day_in(_YEAR, 1, 1), {"year": 0}, None),
    (lambda: _GRAPH.day_in(_YEAR, 1, 1), {"year": 10_000}, None),
    (lambda: _GRAPH.part_of_day(_DAY, "year"), {"day": -1}, 1969),
    (lambda: _GRAPH.part_of_day(_DAY, "month"), {"day": 19_782}, 2),
]


def _over_none(operation: Operator) -> Scalar:
    if operation is Operator.ANY:
        flag = _GRAPH.column("flag", Sort.TRUTH, nullable=True, home=("projects",))
        return _GRAPH.aggregate(operation, flag, ("projects",))
    count = _GRAPH.column("count", Sort.NUMBER, nullable=True, home=("titles",), low=-5, high=20)
    return _GRAPH.aggregate(operation, count, ("titles",))


def test_what_each_database_makes_of_the_traps(database: Database) -> None:
    """All in one query; each column over the row that is its own."""
    outputs = {str(place): make() for place, (make, _, _) in enumerate(_CASES)}
    answer = database.ask(outputs, [_enterprise(**cells) for _, cells, _ in _CASES])
    found = [values[place] for place, (_, values) in enumerate(answer)]
    assert found == [expected for _, _, expected in _CASES]


HOSTILE = ("it's", 'say "x"', "back\\slash", "'; DROP TABLE x; --", "%s", "${x}", "中\n文")


def test_a_value_says_nothing_but_itself(database: Database) -> None:
    """Nothing that is like it, either: not without its last letter, and no other of them."""
    code = _GRAPH.column("code", Sort.TEXT, nullable=False)
    outputs = {}
    for place, value in enumerate(HOSTILE):
        outputs[f"equal{place}"] = _GRAPH.equal(code, _GRAPH.constant(value))
        outputs[f"begins{place}"] = _GRAPH.starts_with(code, [value])
        outputs[f"among{place}"] = _GRAPH.one_of(code, [value, "other"])
    asked = [_enterprise(code=text) for value in HOSTILE for text in (value, value[:-1])]
    wanted = [
        tuple(text == value for value in HOSTILE for _ in range(3))
        for own in HOSTILE
        for text in (own, own[:-1])
    ]
    assert database.ask(outputs, asked) == list(enumerate(wanted))


def test_a_layer_is_not_called_as_a_table_is(database: Database) -> None:
    tables = Tables(enterprises="layer1", lists={name: f"LAYER {name}" for name in LISTS})
    outputs = {"sum": _over_none(Operator.SUM)}
    assert database.ask(outputs, [_enterprise()], tables) == [(0, (0,))]


@pytest.mark.parametrize("dialect", ["duckdb", "postgres", "spark"])
def test_no_layer_selects_all_and_no_type_is_foreign(dialect: str) -> None:
    outputs = {str(place): make() for place, (make, _, _) in enumerate(_CASES)}
    tables = Tables(enterprises="e", lists={name: name for name in LISTS})
    written = text(query(outputs, tables), dialect)
    assert "*" not in written.replace(" * ", "")
    assert "DOUBLE" not in written
    assert ("INT128" in written) == (dialect == "duckdb")
