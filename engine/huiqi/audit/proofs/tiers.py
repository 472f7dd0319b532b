"""Tiers (choose, bands, tables): rows that nothing reaches, gaps, and rows that contradict."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import combinations

from huiqi.audit.finding import Severity
from huiqi.audit.proofs import terms
from huiqi.audit.proofs.clauses import claims_of, records_of
from huiqi.audit.proofs.days import days_of, days_of_definition
from huiqi.audit.proofs.examination import (
    Case,
    Examination,
    asked_applicable,
    stated_definitions,
)
from huiqi.audit.proofs.shown import Shown
from huiqi.audit.proofs.solver import Reply, ask
from huiqi.audit.proofs.symbols import Number, Statement, Symbol
from huiqi.audit.proofs.terms import Logical
from huiqi.audit.proofs.translator import Place as Frame
from huiqi.audit.proofs.translator import compare_numbers
from huiqi.diagnostics import Place
from huiqi.language import tree
from huiqi.language.prose import prose
from huiqi.language.types import NUMERIC
from huiqi.rulebook.labels import RulebookLabels
from huiqi.rulebook.measure import Measure
from huiqi.rulebook.models import Text
from huiqi.rulebook.rulebook import Parameter, Rulebook, names_read
from huiqi.truth import Truth
from huiqi.values import NOT_APPLICABLE, Value

_NOTE = Text(zh="审计举出的虚构企业", en="an invented enterprise that shows a finding")


@dataclass(slots=True)
class _Owner:
    """Where tiers stand: a definition or a measure's amount."""

    subject: str
    place: Place
    node: tree.Node
    days: list[date]
    year: int | None = None
    #: By how many years a yearly definition is looked at before the day.
    yearly: bool = False
    measure: Measure | None = None


@dataclass(slots=True)
class _Rows:
    """The rows of one choice or table, in one case."""

    case: Case
    node: tree.Choose | tree.Table
    frame: Frame
    conditions: list[Statement]
    there: Logical = True
    #: For a measure's amount: that it is paid at all.
    granted: Logical = True


def examine_definition(found: Examination, name: str) -> None:
    """The tiers of a definition."""
    definition = found.rulebook.definitions[name]
    owner = _Owner(
        name,
        definition.place,
        definition.node,
        days_of_definition(found.rulebook, name),
        yearly=definition.yearly,
    )
    _examine(found, owner, frozenset({name}))


def examine_tiers(found: Examination, measure: Measure) -> None:
    """The tiers of a measure's amount."""
    gives = measure.gives
    for node in [gives.amount, gives.at_most] if gives else []:
        if node is not None:
            days = days_of(found.rulebook, measure)
            owner = _Owner(measure.id, measure.place, node, days, measure=measure)
            _examine(found, owner, frozenset())


def _examine(found: Examination, owner: _Owner, worked_out: frozenset[str]) -> None:
    count = sum(isinstance(part, (tree.Choose, tree.Table)) for part in tree.walk(owner.node))
    if not count:
        return
    stated = stated_definitions(found.rulebook) - worked_out
    cases = [Case(found.rulebook, day, stated) for day in owner.days]
    lists: list[list[_Rows]] = []
    for case in cases:
        lists.append(list(_tiers(case, owner)))
        if len(lists) == 1:
            _check_gaps(found, owner, lists[0])
            _check_overlaps(found, owner, lists[0])
        if all(_unreached(rows) == [] for rows in lists[-1]):
            # Every row is reached on this day, so on some day.
            return
    for position in range(len(lists[0])):
        _check_unreached(found, owner, [each[position] for each in lists])


def _tiers(case: Case, owner: _Owner) -> Iterator[_Rows]:
    t = case.translator
    there: Logical = True
    granted: Logical = True
    if owner.measure is not None:
        granted = claims_of(t, owner.measure)[0].granted.true
    frame = Frame(case.as_of.year - 1 if owner.yearly else case.as_of.year, owner.yearly)
    if owner.measure is not None and owner.measure.variable is not None:
        item = records_of(t, owner.measure)[0]
        there = item.there
        frame = frame.binding(owner.measure.variable, item)
    for node, place, within in _choices(case, owner.node, frame, there):
        if isinstance(node, tree.Choose):
            conditions = [t.truth(condition, place) for condition, _ in node.rows]
        else:
            conditions = [_cell(case, node, names, place) for names, _ in node.cells]
        yield _Rows(case, node, place, conditions, within, granted)


def _choices(
    case: Case, node: tree.Node, frame: Frame, there: Logical
) -> Iterator[tuple[tree.Choose | tree.Table, Frame, Logical]]:
    """The tiers below a node, with the names that are bound there."""
    if isinstance(node, (tree.Choose, tree.Table)):
        yield node, frame, there
    if isinstance(node, tree.Let):
        for name, bound in node.bindings:
            yield from _choices(case, bound, frame, there)
            frame = frame.binding(name, case.translator.value(bound, frame))
        yield from _choices(case, node.body, frame, there)
    elif not isinstance(node, tree.Aggregate):
        for child in tree.children(node):
            yield from _choices(case, child, frame, there)


def _cell(case: Case, node: tree.Table, names: tuple[str, ...], frame: Frame) -> Statement:
    tests = []
    for key, name in zip(node.keys, names, strict=True):
        literal = tree.Literal(key.type, name, name)
        tests.append(tree.Comparison(node.type, "==", key, literal))
    return case.translator.truth(tree.And(node.type, tuple(tests)), frame)


def _row_reached(rows: _Rows, position: int) -> Reply:
    earlier = [terms.contrary(other.true) for other in rows.conditions[:position]]
    if isinstance(rows.node, tree.Table):
        earlier = []
    return rows.case.possible(rows.there, rows.conditions[position].true, *earlier)


def _unreached(rows: _Rows) -> list[int]:
    """The rows that no enterprise reaches; the count of rows stands for ``otherwise``."""
    found = [
        position
        for position in range(len(rows.conditions))
        if _row_reached(rows, position).impossible
    ]
    if isinstance(rows.node, tree.Choose) and rows.node.otherwise is not None:
        none = [terms.contrary(row.true) for row in rows.conditions]
        if rows.case.possible(rows.there, *none).impossible:
            found.append(len(rows.conditions))
    return found


def _check_unreached(found: Examination, owner: _Owner, days: list[_Rows]) -> None:
    missed = set(_unreached(days[0]))
    for rows in days[1:]:
        if not missed:
            return
        missed &= set(_unreached(rows))
    first = days[0]
    for position in sorted(missed):
        _report_unreached(found, owner, first, position)


def _report_unreached(found: Examination, owner: _Owner, rows: _Rows, position: int) -> None:
    case, conditions = rows.case, rows.conditions
    if isinstance(rows.node, tree.Table):
        names = "、".join(rows.node.cells[position][0])
        text = Text(zh=f"表中“{names}”一格够不到：没有企业取到这个键", en=f"No enterprise reaches the cell {names}")
        wanted: list[Logical] = [terms.contrary(conditions[position].true)]
        known: Logical = conditions[position].sure
        shown_row = None
    else:
        own = conditions[position].true if position < len(conditions) else True
        assumed = [
            (str(index), terms.contrary(other.true))
            for index, other in enumerate(conditions[:position])
            if not isinstance(other.true, bool)
        ]
        base = [*case.world.possible, rows.there, own]
        core = ask(base, assumed).core
        covering = [int(mark) + 1 for mark in core]
        if not covering and ask(base).possible:
            covering = [i + 1 for i, other in enumerate(conditions[:position]) if other.true is True]
        name = f"第{position + 1}档" if position < len(conditions) else "“其余”一档"
        name_en = f"row {position + 1}" if position < len(conditions) else "the last row (otherwise)"
        if covering:
            listed = "、".join(f"第{number}档" for number in covering)
            listed_en = ", ".join(f"row {number}" for number in covering)
            text = Text(
                zh=f"{name}够不到：{listed}已经包含它",
                en=f"{name_en} is unreachable: {listed_en} already covers it",
            )
        else:
            text = Text(
                zh=f"{name}够不到：它的条件不可能成立",
                en=f"{name_en} is unreachable: its condition can never hold",
            )
        shown_row = covering[0] - 1 if covering else None
        if shown_row is None:
            wanted, known = [], True
        else:
            wanted = [own, conditions[shown_row].true]
            known = conditions[shown_row].sure
    reply, witness = case.confirmed(
        [rows.there, *wanted], known, _NOTE, lambda shown: _row_test(shown, owner, rows, position, shown_row)
    )
    found.report(
        "A410",
        Severity.WARNING,
        owner.place,
        owner.subject,
        text,
        Text(zh="核对各档的界限与次序", en="Check the limits and the order of the rows"),
        witness,
    )


def _row_test(
    shown: Shown, owner: _Owner, rows: _Rows, position: int, other: int | None
) -> bool:
    """The evaluator meets the row's own condition, and an earlier one first; or never meets it."""
    node = rows.node
    names = _names(shown, owner)
    if names is None:
        return False
    if isinstance(node, tree.Table):
        keys = [shown.evaluator.evaluate(key, names, _year(rows)).value for key in node.keys]
        return all(key.symbols != frozenset({name}) if hasattr(key, "symbols") else True
                   for key, name in zip(keys[:1], node.cells[position][0][:1], strict=True)) or len(keys) > 1
    truths = [_truth(shown, condition, names, rows) for condition, _ in node.rows]
    if other is None:
        return truths[position] is Truth.FALSE
    met = position >= len(truths) or truths[position] is Truth.TRUE
    return met and truths[other] is Truth.TRUE


def _names(shown: Shown, owner: _Owner) -> dict[str, Value] | None:
    if owner.measure is None:
        return {}
    names = shown.names(owner.measure)
    return names[0] if names else None


def _year(rows: _Rows) -> int | None:
    return rows.frame.year if rows.frame.yearly else None


def _truth(shown: Shown, node: tree.Node, names: dict[str, Value], rows: _Rows) -> Truth:
    """A row's condition before the evaluator; names bound by ``let`` are put in their place."""
    value = shown.evaluator.evaluate(node, _bound(shown, names, rows), _year(rows)).value
    return value if isinstance(value, Truth) else Truth.FALSE


def _bound(shown: Shown, names: dict[str, Value], rows: _Rows) -> dict[str, Value]:
    for part in _LETS.get(id(rows.node), ()):
        for name, bound in part.bindings:
            if name in rows.frame.locals:
                names = {**names, name: shown.evaluator.evaluate(bound, names, _year(rows)).value}
    return names


#: The ``let`` around a choice, by the choice (nodes live as long as their rulebook).
_LETS: dict[int, tuple[tree.Let, ...]] = {}


def _remember_lets(node: tree.Node, around: tuple[tree.Let, ...] = ()) -> None:
    if isinstance(node, tree.Let):
        around = (*around, node)
    if isinstance(node, (tree.Choose, tree.Table)):
        _LETS[id(node)] = around
    for child in tree.children(node):
        _remember_lets(child, around)


def _check_gaps(found: Examination, owner: _Owner, lists: list[_Rows]) -> None:
    _remember_lets(owner.node)
    asked = asked_applicable(found.rulebook)
    if owner.subject in asked:
        # A rule asks whether it applies: that it may not is meant.
        return
    for rows in lists:
        node = rows.node
        if isinstance(node, tree.Choose) and node.otherwise is not None:
            continue
        none = [terms.contrary(row.true) for row in rows.conditions]
        keyed = _keys_apply(rows)
        formulas = [rows.there, rows.granted, keyed, *none, *rows.case.world.applicable(asked)]
        known = terms.both(*(row.sure for row in rows.conditions))

        def test(shown: Shown, rows: _Rows = rows) -> bool:
            names = _names(shown, owner)
            if names is None:
                return False
            bound = _bound(shown, names, rows)
            return shown.evaluator.evaluate(rows.node, bound, _year(rows)).value is NOT_APPLICABLE

        reply, witness = rows.case.confirmed(formulas, known, _NOTE, test)
        if reply.impossible:
            continue
        if not reply.possible or witness is None:
            found.open(owner.place, owner.subject, Text(zh="各档是否有空当没有判定", en="whether the rows leave a gap is undecided"))
            continue
        choose = isinstance(node, tree.Choose)
        severity = Severity.WARNING if choose and node.type.kind in NUMERIC else Severity.NOTE
        what = Text(zh="各档之间有空当", en="The rows leave a gap") if choose else Text(
            zh="表中缺格", en="The table lacks a cell"
        )
        found.report(
            "A411",
            severity,
            owner.place,
            owner.subject,
            Text(
                zh=f"{what.zh}：举出的企业不落在任何一档，值为不适用",
                en=f"{what.en}: the enterprise shown falls in none, so the value does not apply",
            ),
            Text(zh="补上缺的一档，或写 otherwise", en="Add the missing row, or an otherwise"),
            witness,
        )


def _keys_apply(rows: _Rows) -> Logical:
    if not isinstance(rows.node, tree.Table):
        return True
    keys = [rows.case.translator.value(key, rows.frame) for key in rows.node.keys]
    return terms.both(*(terms.contrary(key.absent) for key in keys if isinstance(key, Symbol)))


def _check_overlaps(found: Examination, owner: _Owner, lists: list[_Rows]) -> None:
    for rows in lists:
        if isinstance(rows.node, tree.Table):
            _check_twice(found, owner, rows.node)
            continue
        for (i, one), (j, two) in combinations(enumerate(rows.node.rows), 2):
            if set(names_read(one[0])) != set(names_read(two[0])) or len(set(names_read(one[0]))) != 1:
                # Rows that ask about different things stand in an order of preference.
                continue
            a, b = rows.conditions[i], rows.conditions[j]
            differ = _differ(rows, one[1], two[1])
            if differ is False:
                continue
            # Where the rules leave either open nothing is said.
            known = terms.both(rows.there, a.sure, b.sure)
            if _nested(rows.case, known, a, b):
                continue

            def test(shown: Shown, rows: _Rows = rows, one=one, two=two) -> bool:  # type: ignore[no-untyped-def]
                names = _names(shown, owner)
                return names is not None and all(
                    _truth(shown, row[0], names, rows) is Truth.TRUE for row in (one, two)
                )

            reply = rows.case.possible(known, a.true, b.true, differ)
            if reply.impossible:
                continue
            if not reply.possible:
                text = Text(
                    zh=f"第{i + 1}档与第{j + 1}档是否重叠没有判定",
                    en=f"whether rows {i + 1} and {j + 1} overlap is undecided",
                )
                found.open(owner.place, owner.subject, text)
                continue
            witness = rows.case.witness(reply, _NOTE, test)
            labels = RulebookLabels(found.rulebook)
            zh = "与".join(f"第{k + 1}档（{prose(row[0], labels, 'zh')}）" for k, row in ((i, one), (j, two)))
            en = " and ".join(f"row {k + 1} ({prose(row[0], labels, 'en')})" for k, row in ((i, one), (j, two)))
            found.report(
                "A412",
                Severity.WARNING,
                owner.place,
                owner.subject,
                Text(zh=f"{zh}重叠而取值不同，先写的一档作数", en=f"{en} overlap with different values; the first counts"),
                Text(zh="核对界限是否都含在内", en="Check which of the limits are included"),
                witness,
            )


def _nested(case: Case, known: Logical, a: Statement, b: Statement) -> bool:
    """Whether one row lies within the other, or may: then the order of the rows is the rule."""
    return any(
        not case.possible(known, inner.true, terms.contrary(outer.true)).possible
        for inner, outer in ((a, b), (b, a))
    )


def _differ(rows: _Rows, one: tree.Node, two: tree.Node) -> Logical:
    a, b = (rows.case.translator.value(node, rows.frame) for node in (one, two))
    if isinstance(a, Number) and isinstance(b, Number):
        return compare_numbers("!=", a, b)
    if isinstance(a, Symbol) and isinstance(b, Symbol):
        return compare_numbers("!=", Number(a.place), Number(b.place))
    assert isinstance(a, Statement)
    assert isinstance(b, Statement)
    return terms.either(
        terms.both(a.true, terms.contrary(b.true)), terms.both(b.true, terms.contrary(a.true))
    )


def _check_twice(found: Examination, owner: _Owner, node: tree.Table) -> None:
    """A cell written by its id and by its label is two cells."""
    seen: set[tuple[str, ...]] = set()
    for names, _ in node.cells:
        if names in seen:
            listed = "、".join(names)
            case = Case(found.rulebook, owner.days[0], stated_definitions(found.rulebook) - {owner.subject})
            frame = Frame(case.as_of.year - 1 if owner.yearly else case.as_of.year, owner.yearly)
            cell = _cell(case, node, names, frame)
            reply = case.possible(cell.true, cell.sure)
            witness = None
            if reply.possible:
                witness = case.witness(
                    reply,
                    _NOTE,
                    lambda shown: not _known(shown.evaluator.evaluate(node, {}, frame.year if owner.yearly else None).value),
                )
            found.report(
                "A412",
                Severity.ERROR,
                owner.place,
                owner.subject,
                Text(zh=f"表中“{listed}”写了两格", en=f"The table has two cells for {listed}"),
                Text(zh="同一选项的 id 与名称只写一个", en="Write each option once, by id or by label"),
                witness,
            )
        seen.add(names)


def _known(value: Value) -> bool:
    from huiqi.values import is_known

    return is_known(value)


def examine_parameter(found: Examination, parameter: Parameter) -> None:
    """Rows with conditions that may both hold on one day, where no rule says which counts."""
    if parameter.overlap != "none":
        return
    rulebook = found.rulebook
    for one, two in combinations(parameter.rows, 2):
        start = max(one.since, two.since)
        end = min(one.until or date.max, two.until or date.max)
        if (one.when is None and two.when is None) or start > end:
            continue
        case = Case(rulebook, start, stated_definitions(rulebook))
        frame = Frame(start.year, True)
        truths = [
            case.translator.truth(row.when, frame) if row.when is not None else Statement(True)
            for row in (one, two)
        ]
        known = terms.both(*(truth.sure for truth in truths))

        def test(shown: Shown, rows=(one, two), year=start.year) -> bool:  # type: ignore[no-untyped-def]
            return all(
                row.when is None
                or shown.evaluator.evaluate(row.when, {}, year).value is Truth.TRUE
                for row in rows
            )

        reply, witness = case.confirmed([truth.true for truth in truths], known, _NOTE, test)
        if reply.impossible:
            continue
        found.report(
            "A412",
            Severity.ERROR,
            _place_of(rulebook, parameter),
            parameter.id,
            Text(
                zh=f"{parameter.label.zh}在 {start} 有两个取值的条件同时成立",
                en=f"Two values of {parameter.label.en} apply together on {start}",
            ),
            Text(zh="改条件，或写 overlap: first / highest / lowest", en="Change the conditions, or write overlap"),
            witness,
        )


def _place_of(rulebook: Rulebook, parameter: Parameter) -> Place:
    return Place(f"parameters: {parameter.id}")
