"""Every mutant of a rulebook: of its clauses, its amounts, its periods and its expressions."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, timedelta

from huiqi.audit.clause_substitutions import clause_substitutions, gives_changes
from huiqi.audit.mutants import Mutant, Touch
from huiqi.audit.quoting import changed
from huiqi.audit.rewriting import (
    gives_with,
    measure_with_clause,
    replaced,
    with_measure,
)
from huiqi.audit.substitutions import Site, changes
from huiqi.diagnostics import Place
from huiqi.language.tree import Extreme, Node, walk
from huiqi.rulebook.force import InForce, Sighting
from huiqi.rulebook.measure import Condition, Measure, gives_nodes, leaves
from huiqi.rulebook.rulebook import Definition, Fact, Parameter, Rulebook
from huiqi.rulebook.text import Text

Rebuild = Callable[[Node, Node], Rulebook]


def mutants(rulebook: Rulebook) -> Iterator[Mutant]:
    """All of them, in the order of the rulebook."""
    for measure in rulebook.measures.values():
        if not measure.modelled_on:
            yield from _of_measure(rulebook, measure)
        yield from _of_period(rulebook, measure)
    for definition in rulebook.definitions.values():
        yield from _of_definition(rulebook, definition)
    for parameter in rulebook.parameters.values():
        yield from _of_parameter(rulebook, parameter)
    for fact in rulebook.facts.values():
        yield from _of_fact(rulebook, fact)


def _of_measure(rulebook: Rulebook, measure: Measure) -> Iterator[Mutant]:
    for clause in measure.clauses():
        for target, new, operator, text in clause_substitutions(clause):
            other = measure_with_clause(measure, target, new)
            place = next(leaves(target)).place
            yield _structural(
                rulebook, measure, other, operator=operator, part=target.id, place=place, text=text
            )
        for leaf in leaves(clause):
            for index, node in enumerate(_expressions(leaf)):
                yield from _in_expression(
                    rulebook,
                    f"{measure.id}/{leaf.id}",
                    leaf.place,
                    node,
                    _into_leaf(rulebook, measure, leaf, index),
                    measure=measure.id,
                )
    gives = measure.gives
    if gives is None:
        return
    for new_gives, operator, text in gives_changes(gives):
        other = replace(measure, gives=new_gives)
        yield _structural(
            rulebook,
            measure,
            other,
            operator=operator,
            part="gives",
            place=measure.place,
            text=text,
        )
    shown = {reading.node for reading in gives.readings}
    for part in gives_nodes(gives):
        if part in shown:
            continue  # another reading of the amount is shown beside it and decides nothing
        yield from _in_expression(
            rulebook,
            f"{measure.id}/gives",
            measure.place,
            part,
            lambda target, new: with_measure(
                rulebook, replace(measure, gives=gives_with(gives, target, new))
            ),
            measure=measure.id,
            coarse=True,
        )


def _expressions(leaf: Condition) -> list[Node]:
    return [leaf.node] if leaf.node is not None else [reading.node for reading in leaf.readings]


def _into_leaf(rulebook: Rulebook, measure: Measure, leaf: Condition, index: int) -> Rebuild:
    def rebuild(target: Node, new: Node) -> Rulebook:
        if leaf.node is not None:
            other = replace(leaf, node=replaced(leaf.node, target, new))
        else:
            readings = list(leaf.readings)
            readings[index] = replace(
                readings[index], node=replaced(readings[index].node, target, new)
            )
            other = replace(leaf, readings=tuple(readings))
        return with_measure(rulebook, measure_with_clause(measure, leaf, other))

    return rebuild


def _structural(
    rulebook: Rulebook,
    measure: Measure,
    other: Measure,
    *,
    operator: str,
    part: str,
    place: Place,
    text: Text,
) -> Mutant:
    return Mutant(
        operator=operator,
        subject=f"{measure.id}/{part}",
        place=place,
        text=text,
        touch=Touch(measure=measure.id),
        rulebook=lambda: with_measure(rulebook, other),
        measure=measure.id,
        clauses=(measure, other),
    )


def _of_period(rulebook: Rulebook, measure: Measure) -> Iterator[Mutant]:
    force = measure.in_force
    moved: list[tuple[str, date, int, dict[str, object]]] = []
    for sign in (1, -1):
        step = timedelta(days=sign)
        if force.since is not None:
            moved.append(("施行日", force.since, sign, {"since": force.since + step}))
        if force.until is not None:
            moved.append(("失效日", force.until, sign, {"until": force.until + step}))
        if force.ended_by is not None:
            moved.append(("至迟失效日", force.ended_by, sign, {"ended_by": force.ended_by + step}))
        for name, day in _sighted(force):
            # The sightings that make this end, each a day earlier or later.
            seen = tuple(
                Sighting(s.first + step, s.last + step) if day in (s.first, s.last) else s
                for s in force.seen
            )
            moved.append((name, day, sign, {"seen": tuple(sorted(seen))}))
    for name, day, sign, change in moved:
        after = day + timedelta(days=sign)
        other = replace(measure, in_force=replace(force, **change))  # type: ignore[arg-type]
        yield _structural(
            rulebook,
            measure,
            other,
            operator="date",
            part="in_force",
            place=measure.place,
            text=Text(zh=f"{name} {day} 改成 {after}", en=f"{_PERIOD[name]} {day} becomes {after}"),
        )


def _sighted(force: InForce) -> Iterator[tuple[str, date]]:
    """The ends of what is known of a period that rest on sightings."""
    if force.known is None:
        return
    first, last = force.known
    if force.since is None:
        yield "最早见到有效的日期", first
    if last not in (force.until, force.since, date.max) and (first != last or force.since):
        yield "最晚见到有效的日期", last


_PERIOD = {
    "施行日": "in force from",
    "失效日": "in force until",
    "至迟失效日": "ended by",
    "最早见到有效的日期": "first seen in force",
    "最晚见到有效的日期": "last seen in force",
}


def _of_definition(rulebook: Rulebook, definition: Definition) -> Iterator[Mutant]:
    def rebuild(key: str, root: Node) -> Rebuild:
        return lambda target, new: replace(
            rulebook,
            definitions={
                **rulebook.definitions,
                definition.id: replace(definition, **{key: replaced(root, target, new)}),  # type: ignore[arg-type]
            },
        )

    parts = (
        ("node", definition.node),
        ("floor", definition.floor),
        ("same_as", definition.same_as),
    )
    for key, node in parts:
        if node is not None:
            yield from _in_expression(
                rulebook,
                definition.id,
                definition.place,
                node,
                rebuild(key, node),
                name=definition.id,
            )


def _of_parameter(rulebook: Rulebook, parameter: Parameter) -> Iterator[Mutant]:
    def with_rows(rows: tuple[object, ...], overlap: str = parameter.overlap) -> Rulebook:
        other = replace(parameter, rows=rows, overlap=overlap)  # type: ignore[arg-type]
        return replace(rulebook, parameters={**rulebook.parameters, parameter.id: other})

    declared = rulebook.declared_at.get(("name", parameter.id), Place(parameter.id))
    rows = parameter.rows
    for index, row in enumerate(rows):
        place = rulebook.written_at(row.value) or declared

        def built(change: dict[str, object], index: int = index) -> Callable[[], Rulebook]:
            own = replace(rows[index], **change)  # type: ignore[arg-type]
            return lambda: with_rows((*rows[:index], own, *rows[index + 1 :]))

        for key, day in (("since", row.since), ("until", row.until)):
            for sign in (1, -1):
                if day is None:
                    continue
                after = day + timedelta(days=sign)
                if _refused(parameter, index, after):
                    continue
                word = Text(zh="起日", en="from") if key == "since" else Text(zh="止日", en="until")
                yield Mutant(
                    operator="date",
                    subject=parameter.id,
                    place=place,
                    text=Text(
                        zh=f"{word.zh} {day} 改成 {after}", en=f"{word.en} {day} becomes {after}"
                    ),
                    touch=Touch(name=parameter.id),
                    rulebook=built({key: after}),
                    name=parameter.id,
                )
        if len(rows) > 1:
            rest = rows[:index] + rows[index + 1 :]
            yield Mutant(
                operator="row",
                subject=parameter.id,
                place=place,
                text=Text(
                    zh=f"去掉 {row.since} 起的一行", en=f"the row from {row.since} is dropped"
                ),
                touch=Touch(name=parameter.id),
                rulebook=lambda rest=rest: with_rows(rest),  # type: ignore[misc]
                name=parameter.id,
            )
        for key, node in (("value", row.value), ("when", row.when)):
            if node is None:
                continue
            yield from _in_expression(
                rulebook,
                parameter.id,
                place,
                node,
                lambda target, new, key=key, node=node, built=built: built(  # type: ignore[misc]
                    {key: replaced(node, target, new)}
                )(),
                name=parameter.id,
            )
    if parameter.overlap in ("highest", "lowest"):
        turned = "lowest" if parameter.overlap == "highest" else "highest"
        yield Mutant(
            operator="function",
            subject=parameter.id,
            place=declared,
            text=Text(
                zh=f"几行同时适用时由 {parameter.overlap} 改成 {turned}",
                en=f"overlap {parameter.overlap} becomes {turned}",
            ),
            touch=Touch(name=parameter.id),
            rulebook=lambda: with_rows(rows, turned),
            name=parameter.id,
        )


def _refused(parameter: Parameter, index: int, day: date) -> bool:
    """Whether two rows would then hold on a day: no rulebook with that can be loaded."""
    if parameter.overlap != "none" or parameter.rows[index].when is not None:
        return False
    return any(
        row.since <= day <= (row.until or date.max)
        for position, row in enumerate(parameter.rows)
        if position != index and row.when is None
    )


def _of_fact(rulebook: Rulebook, fact: Fact) -> Iterator[Mutant]:
    for key, field in fact.fields.items():
        if field.formula is None:
            continue

        def rebuild(target: Node, new: Node, key: str = key, field: Fact = field) -> Rulebook:
            assert field.formula is not None
            own = replace(field, formula=replaced(field.formula, target, new))
            other = replace(fact, fields={**fact.fields, key: own})
            return replace(rulebook, facts={**rulebook.facts, fact.id: other})

        place = rulebook.declared_at.get(("name", fact.id), Place(fact.id))
        yield from _in_expression(
            rulebook, f"{fact.id}.{key}", place, field.formula, rebuild, name=fact.id
        )


def _in_expression(
    rulebook: Rulebook,
    subject: str,
    place: Place,
    root: Node,
    rebuild: Rebuild,
    *,
    measure: str | None = None,
    coarse: bool = False,
    name: str | None = None,
) -> Iterator[Mutant]:
    """The mutants of one expression; ``coarse``: every case on the measure may see them."""
    for change in changes(Site(rulebook, subject), root):
        if isinstance(change.target, Extreme) and rulebook.written_at(change.target) is None:
            # The bounds of a disputed limit: made of its two neighbours, which are changed above.
            continue
        after = replaced(root, change.target, change.new)
        yield Mutant(
            operator=change.operator,
            subject=subject,
            place=_place(rulebook, root, change.target) or place,
            text=changed(rulebook, root, after, change.target, change.new),
            touch=Touch(measure=measure) if coarse else Touch(node=change.target),
            rulebook=lambda change=change: rebuild(change.target, change.new),  # type: ignore[misc]
            measure=measure,
            before=root,
            after=after,
            name=name,
        )


def _place(rulebook: Rulebook, root: Node, target: Node) -> Place | None:
    """Where the node is written, or else what is nearest below it, or the whole."""
    for node in (*sorted_below(target), root):
        found = rulebook.written_at(node)
        if found is not None:
            return found
    return None


def sorted_below(node: Node) -> list[Node]:
    """The node, then what is below it."""
    return list(walk(node))
