"""The public face for whoever asks offices what the rules do not know: letters with what hangs on
each question, and the answers that come back.

``rules`` is a rulebook's folder throughout; absent, the rules installed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from huiqi.rulebook.folder import rules_folder

if TYPE_CHECKING:
    from huiqi.inquiry.asked import Inquiry
    from huiqi.inquiry.carried import Carried


def _untold(message: str) -> None:
    """No progress is shown."""


def inquiry(
    as_of: date,
    *,
    rules: Path | None = None,
    enterprises: Iterable[Path] = (),
    progress: Callable[[str], None] = _untold,
) -> Inquiry:
    """What is not known, as letters to those who can answer, with what hangs on each question.

    Args:
        as_of: The day of decision.
        enterprises: Folders of profiles, profiles and tables, over which it is worked out.
        progress: Told how many questions are weighed, ``done/total``.

    Raises:
        InputError: C131, no enterprises, or too many; every fault in the rules or the profiles.
    """
    from huiqi.inquiry.letters import inquiry_of
    from huiqi.inquiry.tables_asked import enterprises_in
    from huiqi.rulebook.folder import penalties_folder
    from huiqi.rulebook.loading import load_rulebook
    from huiqi.rulebook.penalty_linker import load_penalties

    rulebook = load_rulebook(rules)
    book = None
    if penalties_folder(rules or rules_folder()) is not None:
        book = load_penalties(rules)
    read = enterprises_in(enterprises, rulebook, as_of)
    return inquiry_of(rulebook, book, read, as_of, progress)


def answers(
    workbook: Path, as_of: date, *, rules: Path | None = None, cases: Path | None = None
) -> Carried:
    """The answers of a workbook of :func:`inquiry`, and what they make of the rules; nothing is
    written yet.

    Args:
        as_of: The day of decision: which questions there are.
        cases: The folder of the cases; absent, beside the rules.

    Raises:
        InputError: The workbook cannot be read; with the answers the rules would not load; the
            rules cannot be written to.
    """
    from huiqi.adoption.folders import writable
    from huiqi.inquiry.carried import carry

    return carry(workbook, *writable(rules, cases), as_of)


def write_answers(carried: Carried) -> Path:
    """Write what was shown, whole or not at all; the folder that keeps it for undoing.

    Raises:
        InputError: As of :func:`adopt`.
    """
    from huiqi.adoption.journal import put_in_place

    return put_in_place(carried.plan)
