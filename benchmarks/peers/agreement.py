"""Whether a peer decides the same rules: its answers beside the evaluator's, row by row."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from pathlib import Path

from benchmarks.city import City, write_city
from benchmarks.peers import by_hand, zen_peer
from benchmarks.peers.inputs import CODE, rows
from benchmarks.peers.sample import Answer, Answers, reference
from huiqi.rulebook.rulebook import Rulebook

#: One column of the sample for each enterprise: ``measure.conditions``, ``measure.high`` …
Columns = Mapping[str, object]
#: The answers of a peer on a city in Parquet, in the order of its table.
Peer = Callable[[City], Sequence[Columns]]


def of_query(city: City) -> Sequence[Columns]:
    """Of the query by hand."""
    with by_hand.connect(city) as connection:
        told = connection.sql(by_hand.QUERY.read_text(encoding="utf-8"))
        assert told is not None
        found = {row[0]: dict(zip(told.columns, row, strict=True)) for row in told.fetchall()}
        order = connection.execute(f'SELECT "{CODE}" FROM enterprises').fetchall()
    return [found[code] for (code,) in order]


def of_zen(city: City) -> Sequence[Columns]:
    """Of zen-engine."""
    return zen_peer.decide(rows(city))


def of_openfisca(city: City) -> Sequence[Columns]:
    """Of OpenFisca-Core, where it is installed."""
    from benchmarks.peers import openfisca_peer

    found = openfisca_peer.decide(openfisca_peer.system(), *openfisca_peer.arrays(rows(city)))
    return [dict(zip(found, values, strict=True)) for values in zip(*found.values(), strict=True)]


def differences(
    folder: Path, rulebook: Rulebook, peers: Mapping[str, Peer], count: int, seed: int = 5
) -> Iterator[str]:
    """Where a peer's answer on so many enterprises is another than the evaluator's."""
    text = write_city(folder / "text", rulebook, count, csv=True, seed=seed)
    city = write_city(folder / "parquet", rulebook, count, seed=seed)
    expected = list(reference(text, rulebook))
    for name, peer in peers.items():
        told = peer(city)
        assert len(told) == count, name
        for place, (wanted, found) in enumerate(zip(expected, told, strict=True)):
            for line in _different(wanted, found):
                yield f"{name}: enterprise {place + 1}: {line}"


def _different(wanted: Answers, found: Columns) -> Iterable[str]:
    for measure, answer in wanted.items():
        for part in Answer._fields:
            own, other = getattr(answer, part), found.get(f"{measure}.{part}")
            # A lower end that is always nothing need not be told.
            if own is None or (part == "low" and own == 0 and other is None):
                continue
            if isinstance(own, Decimal) and other is not None:
                # Floating numbers of 32 bits are what some peers have.
                if abs(own - Decimal(str(other))) <= own * Decimal("2e-7"):
                    continue
            elif own == other:
                continue
            yield f"{measure}.{part}: {own}, not {other}"
