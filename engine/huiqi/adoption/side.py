"""A filled entry sheet as a side of a comparison: the rules as they would be with it."""

from __future__ import annotations

from pathlib import Path

from huiqi.adoption.entered import Entered
from huiqi.adoption.entry_reader import read_entry
from huiqi.adoption.plan import planned
from huiqi.diagnostics import Diagnostic, Diagnostics, Place, input_error
from huiqi.rulebook.folder import rules_folder, shown_folder
from huiqi.rulebook.loading import load_rulebook
from huiqi.rulebook.rulebook import Rulebook
from huiqi.sentences import sentence


def entered_of(sheet: Path, rules: Path) -> tuple[Entered, tuple[Diagnostic, ...]]:
    """What a sheet enters into the rules of a folder, and what is to be remarked on it.

    Raises:
        InputError: Every fault of the sheet, at its cell; N130, nothing was entered in it.
    """
    diagnostics = Diagnostics()
    entered = read_entry(sheet, load_rulebook(rules), shown_folder(rules), diagnostics)
    diagnostics.raise_errors()
    if entered is None or not entered.parts:
        raise input_error(
            "N130",
            Place(str(sheet)),
            sentence("录入单里没有填好的"),
            remedy=sentence("huiqi rules form 题目 -o 录入单.xlsx，照原文填好"),
        )
    return entered, tuple(diagnostics.sorted())


def entered_rulebook(sheet: Path, rules: Path | None) -> Rulebook:
    """The rules with what a sheet enters; nothing is written.

    Raises:
        InputError: Every fault, at the cell it comes from.
    """
    folder = rules or rules_folder()
    entered, _ = entered_of(sheet, folder)
    plan = planned(entered, folder, folder / "cases")
    with plan.composed() as (composed, _):
        return load_rulebook(composed)
