"""Nothing the sources say is left out unseen: each fact is cited by a rule, or has a reason."""

from __future__ import annotations

import csv
import re
from collections import Counter
from pathlib import Path

from huiqi.rulebook.basis import support
from huiqi.rulebook.loading import load_penalties
from tests.titles import RULES

ROOT = Path(__file__).resolve().parents[1]


def listed() -> list[dict[str, str]]:
    """The rows of docs/source-ids.csv."""
    with (ROOT / "docs" / "source-ids.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_every_fact_of_the_sources_is_cited_or_explained() -> None:
    """By the name of a rule that exists, or by a reason, never by both or neither."""
    names = {
        *RULES.measures,
        *RULES.definitions,
        *RULES.parameters,
        *RULES.facts,
        *RULES.programmes,
        *RULES.sources,
        *load_penalties().terms.sources,
    }
    for row in listed():
        cited = row["rules"].split()
        assert bool(cited) != bool(row["reason"]), row["id"]
        assert set(cited) <= names, row["id"]


def test_no_id_is_skipped_or_listed_twice() -> None:
    """Each series runs without an unexplained gap; what the sources number apart is known."""
    ids = [row["id"] for row in listed()]
    assert max(Counter(ids).values()) == 1
    series: dict[str, list[int]] = {}
    for name in ids:
        found = re.fullmatch(r"([LRCSKN])-(\d\d)", name)
        if found:
            series.setdefault(found[1], []).append(int(found[2]))
    assert series["L"] == [*range(1, 12), *range(20, 43)]
    assert series["R"] == list(range(1, 18))
    assert series["S"] == list(range(1, 18))
    assert series["K"] == list(range(1, 8))
    tens = [
        *range(1, 8), *range(10, 15), *range(20, 29), *range(30, 37), *range(40, 46),
        *range(50, 57), *range(60, 67),
    ]  # fmt: skip
    assert series["C"] == tens
    assert sorted(series["N"]) == [
        *range(1, 27), *range(30, 42), *range(50, 55), *range(60, 64), *range(70, 73),
    ]  # fmt: skip
    assert {f"N-21{letter}" for letter in "abcd"} <= {*ids}
    assert sum(name.startswith("criteria-") for name in ids) == 35


def test_another_places_measure_is_never_the_citys_own() -> None:
    """Whatever stands under comparable/ rests on comparable sources, and nothing else does."""
    for measure in RULES.measures.values():
        apart = measure.collection.startswith("comparable/")
        assert (RULES.level(measure) == "comparable") == apart, measure.id
        grades = {basis.grade.value for basis in measure.basis}
        assert ("comparable" in grades) == apart, measure.id


def test_the_slots_are_graded_as_their_titles() -> None:
    """Two topics are reported, eighteen inferred; none has a number of its own."""
    slots = [m for m in RULES.measures.values() if m.collection == "20-measures"]
    assert [slot.slot for slot in slots] == list(range(1, 21))
    reported = [slot.id for slot in slots if support(slot.basis) == 1]
    assert reported == ["emerging-pillar", "champion-product"]
    assert all(support(slot.basis) == 3 for slot in slots if slot.id not in reported)
    assert all(slot.gives is None for slot in slots)


def test_models_stand_nearest_first() -> None:
    """Liaocheng's own, then the province's, then a city of the province, another province last;
    but where a source pays for the very thing the slot is named for, that one is the nearest.
    """
    #: C-12 pays for champion products; the province's report of 2017 knows enterprises only.
    nearest = {"champion-product": "dezhou-champion"}
    far = {"xichong", "shengzhou", "guangzhou", "tianjin", "henan", "nanjing", "handan"}

    def distance(name: str) -> int:
        programme = RULES.measures[name].collection
        level = RULES.level(RULES.measures[name])
        if level != "comparable":
            return 0 if level == "city" else 1
        return 3 if programme.removeprefix("comparable/") in far else 2

    for measure in RULES.measures.values():
        if measure.id in nearest:
            assert measure.modelled_on[0] == nearest[measure.id]
            continue
        distances = [distance(name) for name in measure.modelled_on]
        assert distances == sorted(distances), measure.id
