"""What is written on a sheet reads back as the same rule: of every measure that a sheet can say."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest

from huiqi.adoption.entry_cited import CitedDocuments
from huiqi.adoption.entry_facts import EntryFacts
from huiqi.adoption.entry_measure import SaidMeasure
from huiqi.decision.cases import Case, case_files, read_cases
from huiqi.decision.decide import Decider
from huiqi.diagnostics import Diagnostics
from huiqi.rulebook.measure import Measure
from huiqi.rulebook.rulebook import Rulebook
from tests.adoption.entry_sheets import ROOT, adopted, read_sheet, write_sheet
from tests.penalty.book import BOOK
from tests.thorough import THOROUGH, some
from tests.titles import RULES


def sayable() -> list[Measure]:
    """The measures with a text of which a sheet can say everything."""
    writer = SaidMeasure(RULES, EntryFacts(RULES), CitedDocuments())
    return [m for m in RULES.measures.values() if m.published and not list(writer.unsaid(m))]


def test_an_effect_that_a_sheet_has_no_cells_for_is_named() -> None:
    """It would be gone where the sheet is adopted."""
    writer = SaidMeasure(RULES, EntryFacts(RULES), CitedDocuments())
    measure, item = sayable()[0], next(iter(BOOK.items.values()))
    assert len(list(writer.unsaid(replace(measure, effect=item.effect)))) == 1


@pytest.fixture(scope="module")
def again(tmp_path_factory: pytest.TempPathFactory) -> Rulebook:
    """The rulebook with every such measure replaced by what its own sheet reads back as."""
    folder = tmp_path_factory.mktemp("entered")
    path = write_sheet(folder / "all.xlsx", RULES, sayable())
    entered, diagnostics = read_sheet(path, RULES)
    assert not diagnostics.items
    assert entered is not None
    assert set(entered.measures) == {measure.id for measure in sayable()}
    return adopted(entered, folder)


def told(decider: Decider, rulebook: Rulebook, names: set[str], case: Case) -> dict[str, Any]:
    """What comes out of each measure, without its words."""
    measures = [measure for measure in rulebook.measures.values() if measure.id in names]
    return {
        result.measure.id: (
            result.status,
            result.conditions,
            result.force,
            result.grade,
            result.amount and (result.amount.low, result.amount.high, result.amount.at_most),
            result.illustration and result.illustration.status,
            set(result.missing),
        )
        for result in decider.decide(case.profile, case.as_of, measures).results
    }


def cases() -> Iterator[Case]:
    """Enterprises at, below and above the limits, as they are written for every measure."""
    for path in some(case_files([ROOT / "cases" / "measures", ROOT / "cases" / "titles"]), 8):
        for case in read_cases(path, RULES, Diagnostics()):
            if isinstance(case, Case):
                yield case


def test_every_case_comes_out_the_same(again: Rulebook) -> None:
    """Of the measure that a case is about: verdict, amount, grade and what is missing."""
    seen, entered = 0, {measure.id for measure in sayable()}
    before, after = Decider(RULES), Decider(again)
    for case in cases():
        names = entered & set(case.expect.measures)
        if not names:
            continue
        seen += 1
        one, other = told(before, RULES, names, case), told(after, again, names, case)
        assert one == other, case.name
    assert seen > (500 if THOROUGH else 10)
