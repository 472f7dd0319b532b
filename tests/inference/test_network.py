"""The rules that a graph becomes stay within the engine's limits."""

from __future__ import annotations

import random

import pytest

from huiqi.inference import Child, Gate, Graph, Join, NetworkLimitError
from huiqi.inference.network import (
    CHAINS_OF_LITERAL,
    JOINS_OF_LITERAL,
    Ruleset,
    check_limits,
    check_names,
    compile_graph,
    definition,
    fact,
    fnv1a,
)
from huiqi.inference.productions import CHAIN_WIDTH, JOIN_WIDTH, Production, lower
from tests.inference.graphs import random_graph


def _ruleset(*rules: Production) -> Ruleset:
    """A ruleset of just these."""
    return Ruleset(rules, frozenset(literal for rule in rules for literal in rule.body))


def _literals(count: int) -> tuple[str, ...]:
    """That many different ones."""
    return tuple(f"n{number}+" for number in range(count))


def test_the_hash_is_the_engines() -> None:
    """These two words are known to have the same 32-bit FNV-1a hash; FNV-1 tells them apart."""
    assert fnv1a("costarring") == fnv1a("liquid") == 0x5E4DAA9D


def test_names_with_the_same_hash_are_refused() -> None:
    """The engine would take one for the other."""
    with pytest.raises(NetworkLimitError, match="'costarring' and 'liquid'"):
        check_names(["g", "costarring", "n", "liquid"])
    check_names(["g", "n", "g"])


def test_a_collision_within_a_ruleset_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """The check covers the literals that facts have as ids."""
    monkeypatch.setattr(
        "huiqi.inference.network.fnv1a", lambda name: 1 if name in ("n3+", "n8-") else hash(name)
    )
    check_limits(_ruleset(Production("n9+", ("n3+", "n2-"), joined=True)))
    with pytest.raises(NetworkLimitError, match="same hash"):
        check_limits(_ruleset(Production("n8-", ("n3+", "n2-"), joined=True)))


@pytest.mark.parametrize(
    "rules",
    [
        [Production("n999+", _literals(JOIN_WIDTH + 1), joined=True)],
        [Production("n999+", _literals(CHAIN_WIDTH + 1), joined=False)],
        [Production("n999+", (), joined=True)],
        [Production("n999+", ("n1+", "n1+"), joined=True)],
        [Production(f"n{n}+", ("n1+",), joined=True) for n in range(2, JOINS_OF_LITERAL + 3)],
        [Production(f"n{n}+", ("n1+",), joined=False) for n in range(2, CHAINS_OF_LITERAL + 3)],
        [Production(f"n{n}+", (f"n{n}-",), joined=True) for n in range(1001)],
        [Production(f"n{n * 100}+", (f"n{n * 100}-",), joined=True) for n in range(500)],
    ],
)
def test_what_goes_beyond_a_limit_is_refused(rules: list[Production]) -> None:
    """Each of these the engine would answer wrongly, or never."""
    with pytest.raises(NetworkLimitError):
        check_limits(_ruleset(*rules))


def test_wide_gates_are_split() -> None:
    """Three hundred children become joins and chains of bearable width."""
    names = tuple(f"l{n}" for n in range(300))
    gates = tuple(
        Gate(id=kind.value, kind=kind, children=tuple(map(Child, names)))
        for kind in (Join.ALL, Join.ANY)
    )
    rules = [rule for unit in lower(Graph(names, gates)) for rule in unit]
    assert max(len(rule.body) for rule in rules if rule.joined) == JOIN_WIDTH
    assert max(len(rule.body) for rule in rules if not rule.joined) == CHAIN_WIDTH
    compile_graph(Graph(names, gates))


def test_a_leaf_that_thousands_of_gates_read_is_spread_over_rulesets() -> None:
    """No ruleset reads it more often than the engine bears."""
    gates = tuple(
        Gate(id=f"g{n}", kind=Join.ANY, children=(Child("a"), Child("b"))) for n in range(2000)
    )
    network = compile_graph(Graph(("a", "b"), gates))
    assert len(network.rulesets) >= 2000 / CHAINS_OF_LITERAL  # each is within the limits
    assert sum(len(ruleset.rules) for ruleset in network.rulesets) == 4000


def test_a_ruleset_reads_only_from_those_before_it() -> None:
    """One pass over the rulesets therefore derives everything."""
    network = compile_graph(random_graph(random.Random(3), 40, 200))
    leaves = {literal for n in range(40) for literal in (f"n{n}+", f"n{n}-")}
    derived: set[str] = set()
    for ruleset in network.rulesets:
        assert ruleset.takes <= leaves | derived
        heads = {rule.head for rule in ruleset.rules}
        assert not heads & (derived | leaves)
        derived |= heads
    assert len(network.rulesets) > 3


def test_no_name_of_a_users_reaches_the_network() -> None:
    """Quotes, long names and Chinese stay with us; the engine sees numbers."""
    name = '"$and"\\制造业' * 50
    network = compile_graph(
        Graph((name,), (Gate(id="门", kind=Join.ALL, children=(Child(name, False),)),))
    )
    text = str([definition(ruleset) for ruleset in network.rulesets])
    assert "制造业" not in text
    assert "门" not in text
    assert fact("n101-") == {"sid": "s", "id": "n101-", "g": "g1", "n": "n101-"}


def test_every_fact_has_a_reader() -> None:
    """A derived fact that no rule reads would raise inside an action, so the sink is the last."""
    network = compile_graph(Graph(("a",), (Gate(id="g", kind=Join.ALL, children=(Child("a"),)),)))
    rules = definition(network.rulesets[0])
    assert list(rules)[-1] == "sink"
    assert rules["sink"]["all"] == [{"m": {"$ex": {"n": 1}}}]
