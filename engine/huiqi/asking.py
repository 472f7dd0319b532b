"""The public face for whoever asks offices what the rules do not know: letters with what hangs on
each question, the answers that come back, and how far what the rules are for stands.

``rules`` is a rulebook's folder throughout; absent, the rules installed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from huiqi.inquiry.asked import Inquiry, Mission
    from huiqi.inquiry.carried import Carried
    from huiqi.rulebook.penalties import PenaltyBook
    from huiqi.rulebook.rulebook import Rulebook


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

    rulebook, book = _rules(rules)
    read = enterprises_in(enterprises, rulebook, as_of)
    return inquiry_of(rulebook, book, read, as_of, progress)


def mission(
    as_of: date,
    *,
    rules: Path | None = None,
    cases: Iterable[Path] = (),
    enterprises: Iterable[Path] = (),
) -> Mission:
    """How far the three things stand that the rules are for, and how many verdicts are settled.

    Args:
        as_of: The day of decision.
        cases: Files and folders of cases.
        enterprises: As of :func:`inquiry`; none: no verdicts are counted.

    Raises:
        InputError: As of :func:`inquiry`.
    """
    from huiqi.inquiry.missions import mission_of
    from huiqi.inquiry.tables_asked import enterprises_in

    rulebook, book = _rules(rules)
    read = enterprises_in(enterprises, rulebook, as_of)
    return mission_of(rulebook, book, cases, read, as_of)


def _rules(rules: Path | None) -> tuple[Rulebook, PenaltyBook | None]:
    """The rules, and those on violations where there are any."""
    from huiqi.rulebook.loading import holds_penalties, load_penalties, load_rulebook

    return load_rulebook(rules), load_penalties(rules) if holds_penalties(rules) else None


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
