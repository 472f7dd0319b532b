"""The mutants of one module: cosmic-ray's mistakes, and one that ranges invite.

Of cosmic-ray's operators those that make a mistake somebody could make: an end taken in or left
out, a test turned round, a sum for a difference, one more or one less, a loop that never runs.
What differs only in an annotation or a guard (``strict=``, ``kw_only=``), says the same in other
words or does not compile is no mutant.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from difflib import SequenceMatcher
from pathlib import Path
from typing import Any, NamedTuple

from cosmic_ray.ast import ast_nodes, get_ast
from cosmic_ray.mutating import mutate_code
from cosmic_ray.plugins import get_operator

_COMPARISONS = ("Lt_LtE", "Lt_GtE", "LtE_Lt", "LtE_Gt", "Gt_GtE", "Gt_LtE", "GtE_Gt", "GtE_Lt")
_EQUALITIES = ("Eq_NotEq", "NotEq_Eq", "Is_IsNot", "IsNot_Is")
_SUMS = ("Add_Sub", "Sub_Add", "Mul_Div", "Div_Mul", "FloorDiv_Mul", "Mod_Mul", "Pow_Mul")
_SETS = ("BitAnd_BitOr", "BitOr_BitAnd")
_OPERATORS = (
    *(f"ReplaceComparisonOperator_{each}" for each in _COMPARISONS + _EQUALITIES),
    *(f"ReplaceBinaryOperator_{each}" for each in _SUMS + _SETS),
    *("ReplaceUnaryOperator_Delete_Not", "ReplaceUnaryOperator_Delete_USub", "AddNot"),
    *("ReplaceAndWithOr", "ReplaceOrWithAnd", "ReplaceTrueWithFalse", "ReplaceFalseWithTrue"),
    *("ReplaceBreakWithContinue", "ReplaceContinueWithBreak", "ZeroIterationForLoop"),
    *("NumberReplacer", "ExceptionReplacer"),
)
_ENDS = (("low", "high"), ("min", "max"), ("any", "all"), ("TRUE", "FALSE"))
_OTHER = dict((*_ENDS, *((b, a) for a, b in _ENDS)))


class SwapNames:
    """An operator that takes the other end: low for high, min for max, any for all."""

    def mutation_positions(self, node: Any) -> Iterator[tuple[Any, Any]]:
        """The name itself, wherever it is not being declared."""
        if node.type == "name" and node.value in _OTHER and not node.is_definition():
            yield node.start_pos, node.end_pos

    def mutate(self, node: Any, index: int) -> Any:
        """The other name in its place."""
        node.value = _OTHER[node.value]
        return node


class Mutant(NamedTuple):
    """One mistake in one module."""

    #: The path below engine/huiqi.
    module: str
    line: int
    #: The lines changed, without their indentation.
    before: str
    after: str
    #: The whole module with the mistake in it.
    code: str

    @property
    def key(self) -> tuple[str, str, str]:
        """What the mutant is known by, wherever in the module it moves."""
        return self.module, self.before, self.after


def mutants(package: Path, module: str) -> list[Mutant]:
    """All of a module, in the order of its lines."""
    source = (package / module).read_text(encoding="utf-8")
    meant = _meaning(source)
    found = {None: source, meant: source}
    operators = [*(get_operator(f"core/{name}")() for name in _OPERATORS), SwapNames()]
    for operator in operators:
        tree = get_ast(source)
        places = sum(len(list(operator.mutation_positions(node))) for node in ast_nodes(tree))
        for occurrence in range(places):
            code = mutate_code(source, operator, occurrence)
            if code is not None:
                found.setdefault(_meaning(code), code)
    made = (_mutant(module, source, code) for code in found.values() if code is not source)
    return sorted(made, key=lambda each: each.line)


def _mutant(module: str, source: str, code: str) -> Mutant:
    old, new = source.splitlines(), code.splitlines()
    changes = [
        change
        for change in SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
        if change[0] != "equal"
    ]
    _, first, _, start, _ = changes[0]
    _, _, last, _, end = changes[-1]
    before, after = (
        " ".join(" ".join(lines).split()) for lines in (old[first:last], new[start:end])
    )
    return Mutant(module, first + 1, before, after, code)


#: Arguments that refuse a mistake or save room, and change no answer.
_GUARDS = {"strict", "frozen", "slots", "kw_only"}
_CONTRARY: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Lt: ast.GtE,
    ast.GtE: ast.Lt,
    ast.Gt: ast.LtE,
    ast.LtE: ast.Gt,
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.Is: ast.IsNot,
    ast.IsNot: ast.Is,
}


def _meaning(source: str) -> str | None:
    """The tree without annotations, guards and how arguments are given, a contrary for a negation;
    None: no tree.
    """
    try:
        tree = ast.parse(source)
    except SyntaxError:
        return None
    for node in ast.walk(tree):
        if isinstance(node, ast.arg):
            node.annotation = None
        elif isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
            node.returns = None
        elif isinstance(node, ast.arguments):
            # cosmic-ray takes the star before what is given by name for a product.
            node.args = [*node.posonlyargs, *node.args, *node.kwonlyargs]
            node.posonlyargs, node.kwonlyargs = [], []
            node.defaults += [each for each in node.kw_defaults if each is not None]
            node.kw_defaults = []
        elif isinstance(node, ast.AnnAssign):
            node.annotation = ast.Constant(None)
        elif isinstance(node, ast.Call):
            node.keywords = [each for each in node.keywords if each.arg not in _GUARDS]
    return ast.dump(_Contraries().visit(tree))


class _Contraries(ast.NodeTransformer):
    """``not a < b`` is ``a >= b``; what is only for the type checker is left out."""

    def visit_If(self, node: ast.If) -> ast.AST | None:
        """None of it is run."""
        name = node.test.operand if isinstance(node.test, ast.UnaryOp) else node.test
        if isinstance(name, ast.Name) and name.id == "TYPE_CHECKING":
            return None
        return self.generic_visit(node)

    def visit_UnaryOp(self, node: ast.UnaryOp) -> ast.AST:
        """The contrary comparison where one is negated."""
        self.generic_visit(node)
        inner = node.operand
        if isinstance(node.op, ast.Not) and isinstance(inner, ast.Compare):
            contrary = _CONTRARY.get(type(inner.ops[0]))
            if contrary is not None and len(inner.ops) == 1:
                return ast.Compare(inner.left, [contrary()], inner.comparators)
        return node
