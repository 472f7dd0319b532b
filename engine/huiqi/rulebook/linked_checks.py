"""What can only be checked once everything is linked: cycles, overlaps, what nothing uses."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import combinations
from typing import TYPE_CHECKING

from huiqi.diagnostics import Diagnostics, Place
from huiqi.language.tree import FactReference, FieldReference, Node, walk
from huiqi.rulebook.basis import WEAK
from huiqi.rulebook.rulebook import DatedValue, Definition, Fact, Parameter, Rulebook, names_read
from huiqi.sentences import bilingual, sentence

if TYPE_CHECKING:
    from pydantic import BaseModel

    from huiqi.rulebook.models import RowModel
    from huiqi.rulebook.validation import Part, Path_

Places = Mapping[tuple[str, str], Place]


def closure(
    definitions: Mapping[str, Definition],
    parameters: Mapping[str, Parameter],
    facts: Mapping[str, Fact],
) -> dict[str, frozenset[str]]:
    """For each name all it rests on, itself included."""
    direct = {name: fact.formulas for name, fact in facts.items()}
    direct |= {name: definition.nodes for name, definition in definitions.items()}
    direct |= {name: parameter.nodes for name, parameter in parameters.items()}
    read = {name: frozenset(names_read(*nodes)) for name, nodes in direct.items()}
    return {name: all_below(name, lambda below: read.get(below, frozenset())) for name in read}


def all_below(name: str, directly: Callable[[str], frozenset[str]]) -> frozenset[str]:
    """Every name that one rests on, itself included; ``directly``: those it names itself."""
    reached, waiting = {name}, [name]
    while waiting:
        new = directly(waiting.pop()) - reached
        reached |= new
        waiting.extend(new)
    return frozenset(reached)


def after_their_grounds(
    direct: Mapping[str, Iterable[str]],
) -> tuple[list[str], list[tuple[str, ...]]]:
    """Every name after those it rests on; and the circles of names that rest on one another."""
    done: dict[str, None] = {}
    circles: list[tuple[str, ...]] = []

    def visit(name: str, path: tuple[str, ...]) -> None:
        if name in path:
            circles.append(path[path.index(name) :])
        elif name not in done:
            for below in direct.get(name, ()):
                visit(below, (*path, name))
            done[name] = None

    for name in direct:
        visit(name, ())
    return list(done), circles


def weak(
    reached: Mapping[str, frozenset[str]],
    definitions: Mapping[str, Definition],
    parameters: Mapping[str, Parameter],
) -> frozenset[str]:
    """Names that rest on something graded comparable, assumed or unsourced."""
    own = {name for name, definition in definitions.items() if definition.grade >= WEAK}
    own |= {name for name, p in parameters.items() if any(row.grade >= WEAK for row in p.rows)}
    return frozenset(name for name, below in reached.items() if below & own)


def looking_back(
    reached: Mapping[str, frozenset[str]], definitions: Mapping[str, Definition]
) -> frozenset[str]:
    """Names that rest on a definition which refers to its own earlier values."""
    own = {name for name, definition in definitions.items() if definition.look_back is not None}
    return frozenset(name for name, below in reached.items() if below & own)


def check_rulebook(rulebook: Rulebook, diagnostics: Diagnostics, places: Places) -> None:
    """Reports what is wrong across files."""
    _cycles(rulebook, diagnostics)
    _floors(rulebook, diagnostics)
    # What is used where there is a fault would only be said not to be used.
    if not diagnostics.errors:
        _unused(rulebook, diagnostics, places)


def _cycles(rulebook: Rulebook, diagnostics: Diagnostics) -> None:
    """A definition may rest on itself only in an earlier year, and says how far back."""
    direct = {
        name: [
            (part.name, part.shift < 0)
            for part in all_read(rulebook, definition.nodes)
            if isinstance(part, FactReference) and part.name in rulebook.definitions
        ]
        for name, definition in rulebook.definitions.items()
    }
    now = {name: [own for own, earlier in read if not earlier] for name, read in direct.items()}
    for circle in after_their_grounds(now)[1]:
        place, ring = rulebook.definitions[circle[0]].place, " → ".join((*circle, circle[0]))
        diagnostics.report("R316", place, sentence("定义互相引用"), found=ring)
    for name, definition in rulebook.definitions.items():
        recursive = any(
            earlier and name in rulebook.closure.get(other, ()) for other, earlier in direct[name]
        )
        if recursive and definition.look_back is None:
            diagnostics.report(
                "R317",
                definition.place,
                sentence("{name} 引用自己的往年值，要写 look_back（往前最多几年）", name=name),
            )


def _floors(rulebook: Rulebook, diagnostics: Diagnostics) -> None:
    """A value before the enterprise existed needs the day on which it was established."""
    if rulebook.founded is not None:
        return
    for definition in rulebook.definitions.values():
        if definition.floor is not None:
            diagnostics.report(
                "R339",
                definition.place,
                sentence(
                    "{name} 写了成立以前的值（floor），而没有事实说成立日期", name=definition.id
                ),
                remedy=sentence("在说成立日期的事实上写 role: {role}", role="established"),
            )


def all_read(rulebook: Rulebook, nodes: Iterable[Node]) -> Iterator[Node]:
    """All that is below expressions, and below what works out a field that they read."""
    waiting = list(nodes)
    seen = set(waiting)
    while waiting:
        for part in walk(waiting.pop()):
            yield part
            owner = part.record.type.record if isinstance(part, FieldReference) else None
            if owner is None or owner.name not in rulebook.facts:
                continue
            assert isinstance(part, FieldReference)
            formula = rulebook.facts[owner.name].fields[part.field].formula
            if formula is not None and formula not in seen:
                seen.add(formula)
                waiting.append(formula)


def nodes_behind(rulebook: Rulebook, name: str) -> tuple[Node, ...]:
    """The expressions of a definition or of a parameter; none of a base fact."""
    found = rulebook.definitions.get(name) or rulebook.parameters.get(name)
    return found.nodes if found is not None else ()


def check_rows(parameter: Parameter, models: Sequence[RowModel], part: Part[BaseModel]) -> None:
    """Rows of a parameter that hold on one day though nothing says which counts, and rows written
    twice.
    """
    rows = list(enumerate(zip(parameter.rows, models, strict=True)))
    for (before, (one, first)), (index, (other, second)) in combinations(rows, 2):
        path: Path_ = ("parameters", parameter.id, "values")
        stated = [(m.since, m.until, m.when, m.value) for m in (first, second)]
        if stated[0] == stated[1]:
            message = sentence("这一行已经写过（{place}）", place=part.place(*path, before))
            remedy = sentence("删去，或改成这一行的值")
            part.report("R355", (*path, index), message, remedy=remedy)
        elif parameter.overlap != "none":
            continue
        elif one.when is None and other.when is None and meet(one, other):
            part.report(
                "R318",
                (*path, index),
                sentence("{parameter} 的两个取值在同一天都有效", parameter=parameter.id),
                found=bilingual((one.since, other.since)),
                remedy=sentence("改期限，或写 overlap: highest / lowest / first"),
            )


def meet(one: DatedValue, other: DatedValue) -> bool:
    """Whether there is a day in the periods of both."""
    return one.since <= (other.until or date.max) and other.since <= (one.until or date.max)


def _unused(rulebook: Rulebook, diagnostics: Diagnostics, places: Places) -> None:
    nodes = [node for measure in rulebook.measures.values() for node in measure.nodes()]
    nodes += (node for own in rulebook.definitions.values() for node in own.nodes)
    nodes += (node for own in rulebook.parameters.values() for node in own.nodes)
    nodes += (node for own in rulebook.facts.values() for node in own.formulas)
    read = set(names_read(*nodes))
    for name in rulebook.parameters:
        if name not in read:
            place = places.get(("name", name), Place(name))
            message = sentence("没有规则用到参数 {name}", name=name)
            diagnostics.report("R319", place, message, remedy=sentence("删去，或在规则里引用"))
