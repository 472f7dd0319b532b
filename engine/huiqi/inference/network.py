"""Lays a graph's rules out as durable-rules rulesets, inside the limits that were measured.

The engine checks few of its limits itself, and beyond them it loops, reads foreign memory or
answers wrongly.  So everything is counted here first: a graph that does not fit is refused with
:class:`NetworkLimitError`.  Rules are spread over several small rulesets, since the engine's
cost grows with the square of their number; a ruleset reads only from those before it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from huiqi.inference.errors import NetworkLimitError
from huiqi.inference.graph import Graph
from huiqi.inference.productions import CHAIN_WIDTH, JOIN_WIDTH, Production, Unit, lower

GROUP_SIZE = 100  # nodes in one group of facts: two conditions each, of at most 511
RULES_IN_RULESET = 60  # what is quickest; the engine's limit is 4096
JOINS_OF_LITERAL = 200  # rules that end in one condition; the engine's limit is 255
CHAINS_OF_LITERAL = 50  # conditions true at once for one fact; the engine's limit is 64
CONDITIONS = 500  # distinct conditions on one level; the engine's limit is 511
SID = "s"  # the one state that is ever used
SINK = "sink"

_FIXED_NAMES = ("g", "n", "m", "id", "sid", "$s", "exception", SID, f"sid-{SID}", SINK)


@dataclass(frozen=True, slots=True)
class Ruleset:
    """Some of the rules, and the literals it takes in: those it reads but does not derive."""

    rules: tuple[Production, ...]
    takes: frozenset[str]


@dataclass(frozen=True, slots=True)
class Network:
    """The rulesets of a graph, each after those it reads from, and how many nodes it has."""

    node_count: int
    rulesets: tuple[Ruleset, ...]

    @property
    def rule_count(self) -> int:
        """How many rules there are, which is what memory goes by: about 15 kB each."""
        return sum(len(ruleset.rules) for ruleset in self.rulesets)


def compile_graph(graph: Graph) -> Network:
    """The network of a graph; raises :class:`NetworkLimitError` if it has none."""
    rulesets = tuple(_ruleset(rules) for rules in _spread(lower(graph)))
    for ruleset in rulesets:
        check_limits(ruleset)
    return Network(len(graph.nodes), rulesets)


def _spread(units: Iterable[Unit]) -> Iterable[list[Production]]:
    """Fill rulesets in order; being small, none reads one literal too often."""
    rules: list[Production] = []
    for unit in units:
        if rules and len(rules) + len(unit) > RULES_IN_RULESET:
            yield rules
            rules = []
        rules.extend(unit)
    if rules:
        yield rules


def _uses(rules: Iterable[Production]) -> Counter[tuple[str, bool]]:
    """How many joins and how many chains read each literal."""
    return Counter((literal, rule.joined) for rule in rules for literal in rule.body)


def _most(use: tuple[str, bool]) -> int:
    """How often one ruleset may read a literal in that way."""
    return JOINS_OF_LITERAL if use[1] else CHAINS_OF_LITERAL


def _ruleset(rules: Iterable[Production]) -> Ruleset:
    """The ruleset of these rules."""
    rules = tuple(rules)
    read = {literal for rule in rules for literal in rule.body}
    return Ruleset(rules, frozenset(read - {rule.head for rule in rules}))


def check_limits(ruleset: Ruleset) -> None:
    """Raise :class:`NetworkLimitError` if durable-rules could not be trusted with it."""
    if len(ruleset.rules) > 1000:
        raise NetworkLimitError(f"{len(ruleset.rules)} rules in one ruleset")
    for rule in ruleset.rules:
        width = JOIN_WIDTH if rule.joined else CHAIN_WIDTH
        if not 1 <= len(rule.body) <= width:
            raise NetworkLimitError(f"{rule.head} follows from {len(rule.body)} literals at once")
        if len(set(rule.body)) < len(rule.body):
            raise NetworkLimitError(f"{rule.head} reads a literal twice in one rule")
    for use, number in _uses(ruleset.rules).items():
        if number > _most(use):
            raise NetworkLimitError(f"{use[0]} is read by {number} rules of one ruleset")
    literals = {literal for rule in ruleset.rules for literal in (rule.head, *rule.body)}
    by_group = Counter(group_of(literal) for literal in literals)
    if max(len(by_group) + 1, *by_group.values()) > CONDITIONS:
        raise NetworkLimitError(f"{len(literals)} literals in one ruleset")
    parts = [f"m{position}" for position in range(JOIN_WIDTH)]
    names = [f"r{position}" for position in range(len(ruleset.rules))]
    check_names([*_FIXED_NAMES, *parts, *names, *by_group, *literals])


def check_names(names: Iterable[str]) -> None:
    """Raise :class:`NetworkLimitError` if the engine, which keeps only hashes, mixes two up."""
    seen: dict[int, str] = {}
    for name in names:
        other = seen.setdefault(fnv1a(name), name)
        if other != name:
            raise NetworkLimitError(f"{other!r} and {name!r} have the same hash")


def fnv1a(name: str) -> int:
    """The 32-bit FNV-1a hash, which durable-rules takes for the name itself."""
    value = 0x811C9DC5
    for byte in name.encode():
        value = (value ^ byte) * 0x01000193 & 0xFFFFFFFF
    return value


def group_of(literal: str) -> str:
    """The group that a literal's fact names, so that few conditions stand on one level."""
    return f"g{int(literal[1:-1]) // GROUP_SIZE}"


def fact(literal: str) -> dict[str, str]:
    """What is asserted to say that a literal holds."""
    return {"sid": SID, "id": literal, "g": group_of(literal), "n": literal}


def definition(ruleset: Ruleset) -> dict[str, dict[str, object]]:
    """The ruleset in the engine's JSON form, without actions.

    An ``$or`` fires once per true path; ``cap`` gathers those that are ready into one firing.
    The sink comes last: it takes every fact, so that none is ever without a reader.
    """
    rules: dict[str, dict[str, object]] = {}
    for position, rule in enumerate(ruleset.rules):
        conditions = [_condition(literal) for literal in rule.body]
        if rule.joined:
            joined = [{f"m{part}": condition} for part, condition in enumerate(conditions)]
            rules[f"r{position}"] = {"all": joined}
        else:
            whole = conditions[0] if len(conditions) == 1 else {"$or": conditions}
            rules[f"r{position}"] = {"all": [{"m": whole}], "cap": len(conditions)}
    rules[SINK] = {"all": [{"m": {"$ex": {"n": 1}}}], "cap": 10_000, "pri": 9}
    return rules


def _condition(literal: str) -> dict[str, object]:
    """Met by the one fact that says so."""
    return {"$and": [{"g": group_of(literal)}, {"n": literal}]}
