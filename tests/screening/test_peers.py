"""The peers of the benchmark decide the rules that they are measured on."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks.city import write_city
from benchmarks.peers.agreement import Peer, differences, of_openfisca, of_query, of_zen
from benchmarks.peers.sample import MEASURES, reference
from tests.titles import RULES


@pytest.mark.parametrize("peer", [of_query, of_zen, of_openfisca])
def test_a_peer_answers_as_the_evaluator_does(tmp_path: Path, peer: Peer) -> None:
    """Sixty enterprises of one city; `make bench-screen` asks more, and installs OpenFisca."""
    if peer is of_openfisca:
        pytest.importorskip("openfisca_core", reason="no OpenFisca.  Remedy: make bench-screen")
    assert list(differences(tmp_path, RULES, {"peer": peer}, 60, seed=11)) == []


def test_the_sample_tells_enterprises_apart(tmp_path: Path) -> None:
    """No measure has one answer for all, and every kind of answer occurs."""
    city = write_city(tmp_path / "city", RULES, 200, csv=True, seed=11)
    told = list(reference(city, RULES))
    kinds = {name: {answers[name].conditions for answers in told} for name in MEASURES}
    assert all(len(found) > 1 for found in kinds.values())
    assert set.union(*kinds.values()) == {"qualifies", "does_not_qualify", "undetermined"}
    amounts = {answer.high or answer.at_most for one in told for answer in one.values()}
    assert len(amounts) > 20
