"""What a table of enterprises is asked: the outputs of the graph, and how they are read.

The truths of many conditions stand as the bits of a few numbers: a condition that decides a
refusal, one that leaves a measure open, a fact that is missing.
"""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Mapping
from dataclasses import replace
from datetime import date
from enum import Enum

from huiqi.decision.standing import Mark
from huiqi.evaluation.reads import Missing
from huiqi.lowering.cell_columns import Columns
from huiqi.lowering.contradicted_rows import set_contradicted_apart
from huiqi.lowering.lowered import LoweredSymbol
from huiqi.lowering.lowerer import Lowerer
from huiqi.lowering.measures import LoweredMeasure, MeasureLowerer
from huiqi.lowering.row_outcomes import outcome
from huiqi.lowering.scalar_graph import ScalarGraph
from huiqi.lowering.scalars import BeyondError, Scalar
from huiqi.objects import dataclass
from huiqi.rulebook.measure import Measure
from huiqi.rulebook.rulebook import Definition, Rulebook

#: The output that says whether the evaluator decides a row.
APART = "apart"
#: The output of what groups the enterprises: the place of its one possible symbol.
GROUP = "group"
#: The marks by the number that stands for each.
MARKS = tuple(Mark)
#: So many bits stand in one number.
BITS = 62


class Detail(Enum):
    """How much is told of each answer."""

    #: Its status, and its amount.
    FIGURES = "figures"
    #: Besides, the truth of each condition and group.
    TRUTHS = "truths"
    #: Its status and amount, its grade, which conditions fail or are open, and what is missing.
    WHOLE = "whole"


@dataclass(frozen=True, slots=True, kw_only=True)
class Bits:
    """Names, each a bit: the first of ``outputs`` holds the first :data:`BITS` of them."""

    names: tuple[str, ...] = ()
    outputs: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Answers:
    """What is told of one measure: its outputs by name, ``None`` where it has none.

    ``places``: how many decimals of a yuan its amounts count.
    """

    measure: Measure
    status: str
    conditions: str
    grade: str
    fund_only: str | None
    low: str | None
    high: str | None
    at_most: str | None
    places: Mapping[str, int]
    #: Which conditions and groups are met, and which are open.
    met: Bits = Bits()
    open: Bits = Bits()
    failing: Bits = Bits()
    missing: Bits = Bits()
    #: What the status waits for, of an enterprise that can answer.
    waiting: Bits = Bits()
    asks: str | None = None
    #: The share lacking of what is asked, in ten-thousandths, where it is refused by figures; and
    #: whether that is near.
    near: str | None = None
    close: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """All that is asked of a table: the outputs, and the measures they tell of.

    ``beyond``: measures that the graph cannot say, with the reason: no outputs tell of them, and
    they are among the ``answers`` only where the evaluator told of every row.
    """

    outputs: Mapping[str, Scalar]
    answers: tuple[Answers, ...]
    beyond: Mapping[str, str]
    lists: tuple[str, ...]
    #: What may be missing, by its name.
    facts: Mapping[str, Missing]
    #: What the rows are grouped by, where :data:`GROUP` tells of it.
    group: Definition | None = None

    def without(self, measures: Container[str]) -> Asked:
        """The same, told without some measures."""
        told = tuple(own for own in self.answers if own.measure.id not in measures)
        return replace(self, answers=told)


def asked(
    rulebook: Rulebook,
    columns: Columns,
    as_of: date,
    measures: Iterable[Measure],
    detail: Detail = Detail.WHOLE,
    *,
    group: Definition | None = None,
) -> Asked:
    """What some measures come to on every row of a table with these columns.

    Args:
        group: What the rows are grouped by besides.
    """
    lowerer = Lowerer(rulebook, columns, as_of)
    lowering = MeasureLowerer(lowerer)
    outputs: dict[str, Scalar] = {}
    answers: list[Answers] = []
    beyond: dict[str, str] = {}
    facts: dict[str, Missing] = {}
    for measure in measures:
        try:
            found = lowering.measure(measure)
        except BeyondError as error:
            beyond[measure.id] = error.what
            continue
        answers.append(_told(lowerer.graph, found, outputs, detail))
        facts |= {str(missing): missing for missing in (*found.missing, *found.waiting)}
    if group is not None:
        outputs[GROUP] = _group(lowerer, group)
    set_contradicted_apart(lowerer)
    outputs[APART] = lowerer.apart
    return Asked(
        outputs=outputs,
        answers=tuple(answers),
        beyond=beyond,
        lists=tuple(columns.lists),
        facts=facts,
        group=group,
    )


def _group(lowerer: Lowerer, group: Definition) -> Scalar:
    """The place of the one symbol that is possible; not known where there are several, or none."""
    graph = lowerer.graph
    try:
        value = outcome(lowerer, group.id, group.year_grouped(lowerer.as_of.year)).value
    except BeyondError:
        lowerer.set_apart(graph.true)
        return graph.nothing
    assert isinstance(value, LoweredSymbol)
    found = graph.nothing
    for place, own in enumerate(value.possible):
        others = graph.either(
            value.optional, value.absent, *value.possible[:place], *value.possible[place + 1 :]
        )
        alone = graph.both(own, graph.negation(others))
        found = graph.case(alone, graph.constant(place), found)
    return found


def _told(
    graph: ScalarGraph, found: LoweredMeasure, outputs: dict[str, Scalar], detail: Detail
) -> Answers:
    name = found.measure.id
    places: dict[str, int] = {}

    def out(key: str, scalar: Scalar | None) -> str:
        assert scalar is not None
        outputs[f"{name}.{key}"] = scalar
        places[key] = scalar.places
        return f"{name}.{key}"

    def amount(key: str, scalar: Scalar | None) -> str | None:
        return None if scalar is None or scalar.is_null else out(key, scalar)

    whole = detail is Detail.WHOLE
    nodes = found.nodes if detail is Detail.TRUTHS else {}
    return Answers(
        measure=found.measure,
        status=out("status", found.status),
        conditions=out("conditions", found.conditions),
        grade=out("grade", found.figure_grade),
        fund_only=None if found.fund_only is graph.false else out("fund_only", found.fund_only),
        low=amount("low", found.low),
        high=amount("high", found.high),
        at_most=amount("at_most", found.at_most),
        places=places,
        met=_bits(graph, name, "met", _each(nodes, graph.is_true), outputs),
        open=_bits(graph, name, "open", _each(nodes, graph.is_null), outputs),
        failing=_bits(graph, name, "failing", found.failing, outputs) if whole else Bits(),
        missing=_missing(graph, name, "missing", found.missing, outputs) if whole else Bits(),
        waiting=_missing(graph, name, "waiting", found.waiting, outputs) if whole else Bits(),
        asks=out("asks", found.asks),
        near=out("near", found.near) if whole and not found.near.is_null else None,
        close=out("close", found.close) if whole and not found.near.is_null else None,
    )


def _each(nodes: Mapping[str, Scalar], stands: Callable[[Scalar], Scalar]) -> Mapping[str, Scalar]:
    return {name: stands(truth) for name, truth in nodes.items()}


def _missing(
    graph: ScalarGraph,
    measure: str,
    key: str,
    missing: Mapping[Missing, Scalar],
    outputs: dict[str, Scalar],
) -> Bits:
    named = {str(one): where for one, where in missing.items()}
    return _bits(graph, measure, key, named, outputs)


def _bits(
    graph: ScalarGraph,
    measure: str,
    key: str,
    conditions: Mapping[str, Scalar],
    outputs: dict[str, Scalar],
) -> Bits:
    names = tuple(conditions)
    made: list[str] = []
    for first in range(0, len(names), BITS):
        bits = graph.zero
        for place, name in enumerate(names[first : first + BITS]):
            bit = graph.case(conditions[name], graph.constant(1 << place), graph.zero)
            bits = graph.add(bits, bit)
        made.append(f"{measure}.{key}{len(made) or ''}")
        outputs[made[-1]] = bits
    return Bits(names=names, outputs=tuple(made))
