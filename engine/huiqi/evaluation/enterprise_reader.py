"""Reading an enterprise whole: its file, answers kept beside it, a platform's table."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from huiqi.diagnostics import Diagnostics
from huiqi.evaluation.reported import check_profile
from huiqi.profile.inputs import Input, read_input
from huiqi.profile.profile import ReadEnterprise
from huiqi.profile.profile_reader import profile_from
from huiqi.rulebook.documents import Document
from huiqi.rulebook.rulebook import Rulebook


def read_enterprise(
    rulebook: Rulebook,
    source: Input,
    as_of: date,
    *,
    answers: Input | None = None,
    prefill: Path | None = None,
) -> ReadEnterprise:
    """The enterprise; what cannot be as stated on the day is refused.

    Raises:
        InputError: Every fault found.
    """
    diagnostics = Diagnostics()
    document = enterprise_document(source, answers, rulebook, diagnostics)
    profile = profile_from(document, rulebook, diagnostics)
    diagnostics.raise_errors()
    if prefill is not None:
        from huiqi.profile.platform_table import open_platform
        from huiqi.profile.prefill import prefilled

        platform = open_platform(prefill, rulebook, diagnostics)
        profile = prefilled(profile, platform, rulebook, diagnostics)
    check_profile(rulebook, profile, as_of, diagnostics)
    diagnostics.raise_errors()
    return ReadEnterprise(profile, diagnostics.sorted())


def enterprise_document(
    source: Input, answers: Input | None, rulebook: Rulebook, diagnostics: Diagnostics
) -> Document:
    """What a file says of an enterprise, with the answers kept beside it put in."""
    document = read_input(source, diagnostics, "profile")
    if answers is None:
        return document
    from huiqi.profile.answers import with_answers

    given = read_input(answers, diagnostics, "answers")
    return with_answers(document, given, rulebook, diagnostics)
