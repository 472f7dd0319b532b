"""The graph says of every row what the evaluator decides of it: of random tables, of the cases."""

from __future__ import annotations

import os
from collections.abc import Iterator
from datetime import date
from itertools import groupby
from pathlib import Path

import pytest

from huiqi.decision.cases import Case, case_files, read_cases
from huiqi.diagnostics import Diagnostics
from huiqi.profile.profile import Given, Profile
from huiqi.rulebook.loading import load_rulebook
from huiqi.truth import Truth
from huiqi.values import Records, Value
from tests.lowering.agreeing import Difference, agree, compared
from tests.screening.enterprises import Held, Table, held, holdable
from tests.thorough import THOROUGH

RULES = load_rulebook()
CASES = Path(__file__).resolve().parents[2] / "cases"
DAYS = (date(2023, 6, 20), date(2026, 3, 1), date(2022, 1, 15), date(2020, 7, 1))
#: So many random tables, each of so many enterprises; ``make agreement`` compares more.
TABLES = int(os.environ.get("HUIQI_AGREEMENT", "4" if THOROUGH else "2"))
#: Of the files of cases one in so many; ``make agreement`` reads them all.
EVERY = 1 if "HUIQI_AGREEMENT" in os.environ else 8
FIRMS = 16
#: Of random enterprises fewer are decided apart (a quarter of 384); those of one table are alike,
#: and of a few tables it may be most.
MOST_APART = 0.3 if TABLES > 20 else 0.8


def test_random_tables() -> None:
    """Status, amount, grade, what fails and whether anything is waited for, of every measure."""
    found = [agree(RULES, DAYS[seed % len(DAYS)], seed, FIRMS) for seed in range(TABLES)]
    rows, apart = (sum(counts[place] for counts in found) for place in (0, 1))
    assert rows > 0.9 * TABLES * FIRMS
    assert apart < MOST_APART * rows, f"{apart} of {rows} rows are decided apart"


def test_what_is_missing_of_years_before() -> None:
    """How far back it is looked for is of each enterprise, and a range told is something told."""
    assert agree(RULES, DAYS[0], 8, FIRMS).compared


# ---- cases

#: The lists that a table would have to have: of each its name, and whether it is whole.
Lists = frozenset[tuple[str, bool]]


def _lists(profile: Profile) -> Lists | None:
    """``None``: no table holds what the profile says."""
    found: dict[str, bool] = {}
    for (name, year), given in profile.facts.items():
        value = given.value
        if not isinstance(value, Records):
            if not _told(name, value):
                return None
            continue
        own = RULES.facts[name].fields
        if value.through is not None or any(
            record.there is not Truth.TRUE
            or not all(_told(name, part, field) for field, part in record.fields.items())
            or any(own[field].formula is not None for field in record.fields)
            for record in value.items
        ):
            return None
        if year is not None and value.complete and (name, None) not in profile.facts:
            # Whole of one year, which a table cannot say.
            return None
        whole = value.complete if (name, None) == (name, year) else found.get(name, False)
        found[name] = whole or found.get(name, False)
    return frozenset(found.items())


def _told(name: str, value: Value, field: str = "") -> bool:
    declared = RULES.declared(name)
    type_ = RULES.facts[name].fields[field].type if field else declared.type
    return holdable(type_, value)


def _cases() -> Iterator[tuple[Case, Lists]]:
    for path in case_files([CASES])[::EVERY]:
        for case in read_cases(path, RULES, Diagnostics()):
            if not isinstance(case, Case) or case.profile.judgements or not case.expect.measures:
                continue
            lists = _lists(case.profile)
            if lists is not None:
                yield case, lists


def _plain(profile: Profile) -> Profile:
    """The same without what supports each figure, which no column says."""
    facts = {key: Given(value=given.value, written="1") for key, given in profile.facts.items()}
    return Profile(name=profile.name, facts=facts)


def _table(cases: list[Case], lists: Lists) -> Table:
    fields = {
        name: [n for n, own in RULES.facts[name].fields.items() if own.formula is None]
        for name, _ in lists
    }
    profiles = [_plain(case.profile) for case in cases]
    return held(RULES, profiles, fields, [name for name, whole in lists if whole])


def test_all_cases_that_a_table_can_hold() -> None:
    """Each with the others of its day whose lists are alike, in one table."""
    cases = list(_cases())
    assert len(cases) > 1500 / EVERY / 2

    def alike(pair: tuple[Case, Lists]) -> tuple[str, date, list[tuple[str, bool]]]:
        case, lists = pair
        return str(case.place.file), case.as_of, sorted(lists)

    apart = rows = 0
    found: list[Difference] = []
    for (_, as_of, _), group in groupby(sorted(cases, key=alike), key=alike):
        own = list(group)
        table = _table([case for case, _ in own], own[0][1])
        asked = {name for case, _ in own for name in case.expect.measures}
        for is_apart, differences in compared(
            RULES, table, as_of, [m for m in RULES.measures.values() if m.id in asked]
        ):
            rows, apart = rows + 1, apart + is_apart
            found += differences
    assert not found, "; ".join(map(str, found[:20]))
    assert apart < 0.1 * rows, f"{apart} of {rows} cases are decided apart"


@pytest.mark.parametrize("seed", range(2))
def test_a_table_without_columns(seed: int) -> None:
    """Of which nothing is known."""
    table = Table(held(RULES, [Profile(name="示例企业")], {}).columns, [])
    own = Held(Profile(name="示例企业"), {"row": 0}, {})
    for apart, differences in compared(RULES, table._replace(enterprises=[own]), DAYS[seed]):
        assert not apart
        assert not differences, "; ".join(map(str, differences))
