"""Every function of the engine that tells constructs of the language apart, found and declared.

A function that names two or more node classes (by ``isinstance``, by ``match``, through a tuple of
them) reads the tree: it says here what becomes of every class that it does not name.  One that
names a single class only asks whether a node is of it.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from huiqi.language import tree

PACKAGE = Path(tree.__file__).resolve().parents[1]
CLASSES = {node.__name__ for node in tree.node_classes()}

#: The classes that the reasons below were written for.  A new class is added here once every
#: reader below has its case, or its reason has been seen to hold for it.
LOOKED_AT = {
    "Aggregate",
    "And",
    "Arithmetic",
    "AsOf",
    "Choose",
    "Comparison",
    "CountTrue",
    "DateOf",
    "Extreme",
    "FactReference",
    "FieldReference",
    "Growth",
    "IndustryWithin",
    "IntervalMembership",
    "IsApplicable",
    "Let",
    "Literal",
    "LocalReference",
    "Lookup",
    "Membership",
    "Negative",
    "Not",
    "Or",
    "ParameterReference",
    "PartOf",
    "Round",
    "UnknownValue",
    "YearReference",
}

#: By the reason why the classes that are not named need no case: the readers it holds for.
REST: dict[str, set[str]] = {
    # ---- nothing is special about them: the walk goes on below
    "told by all of its fields": {"audit.difference.fingerprint.print_of"},
    "its parts are simplified, itself stays": {"audit.equivalence.simplified"},
    "its parts are asked": {
        "language.calls.is_quotient",
        "language.sides.valueless",
        "decision.operands.speaks_of_named",
        "decision.parts.parts_of",
        "decision.tracing._references",
        "audit.proofs.wrong_amounts._worked_from",
        "audit.proofs.choice_rows._tiers",
    },
    "names no option of a list; every node below is asked, too": {
        "rulebook.titles_read._options_named",
    },
    "its parts are asked, each with either sign": {"rulebook.polarity._Signs.node"},
    "reads no fact, field or parameter itself; every node below is asked, too": {
        "audit.clause_truths._reads_a_fact",
        "audit.unused_facts.used",
        "audit.variations.Variations._names",
        "decision.amounts.years.depends_on_year",
        "rulebook.constraint_bounds.Constraint.references",
        "rulebook.years_read._read",
        "evaluation.contradictions._Checker.parts",
        "evaluation.contradictions._read_here",
        "rulebook.constraint_bounds.bounded_names",
        "rulebook.constraint_linker._inverted",
        "rulebook.rulebook.names_read",
    },
    "compares nothing with a limit": {
        "language.compared.comparisons",
        "decision.candidates._limits",
        "decision.limits_asked._needed",
        "audit.boundaries._failed",
    },
    "divides nothing": {"rulebook.reach._divides"},
    "denies nothing": {"report.pages.only_exclusions._excludes"},
    "is no share and no span: its value alone is reckoned with": {
        "lowering.cases_of_values._arithmetic"
    },
    "is one thing that is so, not so or open": {
        "audit.equivalence._atoms",
        "audit.equivalence._truth",
        "decision.ladder._asked",
    },
    # ---- they have nothing of the kind
    "compares nothing, and lacks nothing that can be measured": {
        "decision.gaps.gaps_of",
        "lowering.near_rows._gap",
    },
    "has no branches": {
        "audit.branches._parting",
        "audit.branches._told",
        "audit.proofs.tiers._examine",
        "audit.quoting._row_gone",
        "audit.quoting._stands",
    },
    "nothing is noted of it but its value": {"audit.observe.Observer._taken"},
    "stands on no day of its own: it is worked out as on any": {
        "audit.boundaries._Timeless.value",
        "audit.boundaries._Timeless.number",
        "decision.gaps.of_time",
    },
    "is no figure that a case could be moved towards": {"audit.variations.Variations._towards"},
    "names no symbol": {"audit.variations.Variations._symbol"},
    "is no sentence of its own: the one around it is quoted": {"audit.quoting._around"},
    # ---- the careful answer is right for whatever is not named
    "may not apply, or its contrary is told by changes of its own": {
        "audit.substitutions.changes",
    },
    "is changed by its fields": {"audit.substitutions._without"},
    "may not apply: nothing is proved of it as a truth": {"audit.equivalence._expressions"},
    "limits no field by the day decided on: a file can say the field on any day": {
        "audit.proofs.acts._Acts._told"
    },
    "is not tried for every value: no proof": {
        "audit.exhaustion.same_in_force",
        "audit.exhaustion._keys",
        "audit.exhaustion._against_limits",
        "audit.exhaustion._points",
    },
    "may be of known height: the cap is counted": {"audit.caps._height_unknown"},
    "rows that are not all one-sided may have a gap": {"audit.proofs.tiers._one_sided"},
    "is not known to follow from anything: nothing is told of it at load": {
        "language.implied.Implications.follows",
        "language.implied.Implications._options",
        "language.implied._limit",
    },
    "names no year by itself: it is said as it stands": {"language.prose._named_year"},
    "is no date a span away: it is written as it stands": {"language.canonical._step"},
    "is told as a formula that is not taken apart": {
        "decision.operands.operation_of",
        "decision.operands.operands_of",
        "decision.operands._direct",
    },
    "has no name of its own: it is told as an expression": {"decision.operands._label"},
    "is told with the figures it reads": {
        "report.pages.in_short._formula",
        "report.pages.working._formula",
    },
    "is shown by its name": {
        "decision.tracing.Tracer._unfolded",
        "lowering.near_rows._of_condition",
    },
    "rests on what is below it alone": {"rulebook.polarity._Signs.beneath"},
    "stands where any value may": {
        "language.prose._is_the_edge_of",
        "language.sides.refuse_valueless",
    },
    "has no columns of a sheet: it is written as a formula": {
        "adoption.entry_amounts.SaidAmounts.amount",
        "adoption.entry_said.SaidInCells._columns",
        "adoption.entry_said.SaidInCells.fact",
    },
    "is an amount without tiers": {"adoption.entry_amounts._tiers"},
    "says more than whether a figure is above nothing": {"interview.worth_putting._whether"},
    "may hold whatever the figure is": {
        "decision.far_limits._is_beyond",
        "decision.far_limits._asks_beyond",
    },
    "may hold in the year, or not: it is asked in every one": {
        "rulebook.years_read._of_year",
        "rulebook.years_read._is_of_the_year",
    },
    # ---- the loader refuses them there, or says nothing of them
    "is refused there (R340)": {
        "rulebook.constraint_linker._constraint",
        "rulebook.constraint_linker._is_subject",
    },
    "cannot be solved for what it holds: it bounds nothing": {"rulebook.constraint_linker._solved"},
    "is no written figure: not compared at load": {"rulebook.expressions._falls"},
}


def readers(least: int = 2) -> dict[str, set[str]]:
    """Each function that names so many classes or more, with those it names."""
    return {name: named for name, named in _named().items() if len(named) >= least}


@cache
def _named() -> dict[str, set[str]]:
    found = {}
    for path in sorted(PACKAGE.rglob("*.py")):
        module = ".".join(path.relative_to(PACKAGE).with_suffix("").parts)
        content = ast.parse(path.read_text(encoding="utf-8"))
        groups = _groups(content)
        for name, function in _functions(content.body, ""):
            named = set[str]()
            for part in ast.walk(function):
                if isinstance(part, ast.Call) and getattr(part.func, "id", "") == "isinstance":
                    named |= _classes(part.args[1], groups)
                elif isinstance(part, ast.MatchClass):
                    named |= _classes(part.cls, groups)
            found[f"{module}.{name}"] = named
    return found


def _groups(content: ast.Module) -> dict[str, set[str]]:
    """What a name of the module stands for: a class imported by itself, or a tuple of classes."""
    found: dict[str, set[str]] = {}
    for statement in ast.walk(content):
        if isinstance(statement, ast.ImportFrom) and statement.module == "huiqi.language.tree":
            names = {alias.asname or alias.name: alias.name for alias in statement.names}
            found |= {name: {own} for name, own in names.items() if own in CLASSES}
    for statement in content.body:
        if isinstance(statement, ast.Assign | ast.AnnAssign) and statement.value is not None:
            target = statement.targets[0] if isinstance(statement, ast.Assign) else statement.target
            classes = _classes(statement.value, found)
            if classes and isinstance(target, ast.Name):
                found[target.id] = classes
    return found


def _classes(expression: ast.expr, groups: dict[str, set[str]]) -> set[str]:
    found = set[str]()
    for part in ast.walk(expression):
        if isinstance(part, ast.Attribute) and getattr(part.value, "id", "") == "tree":
            found |= {part.attr} & CLASSES
        elif isinstance(part, ast.Name):
            found |= groups.get(part.id, set())
    return found


def _functions(body: list[ast.stmt], within: str) -> Iterator[tuple[str, ast.FunctionDef]]:
    for statement in body:
        if isinstance(statement, ast.FunctionDef):
            yield within + statement.name, statement
        elif isinstance(statement, ast.ClassDef):
            yield from _functions(statement.body, f"{within}{statement.name}.")
