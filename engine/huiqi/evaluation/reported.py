"""What is stated and cannot be, as findings on the file that states it.

P144 an official's answer given after the decision; the others are found in
:mod:`huiqi.evaluation.contradictions` and (P145) :mod:`huiqi.evaluation.ahead`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date

from huiqi.diagnostics import Diagnostics, Place, Severity
from huiqi.evaluation.ahead import events_ahead
from huiqi.evaluation.contradiction import Contradiction
from huiqi.evaluation.contradictions import contradictions, records_by_list
from huiqi.evaluation.evaluator import Evaluator
from huiqi.profile.profile import Given, Profile
from huiqi.rulebook.rulebook import Rulebook
from huiqi.sentences import sentence
from huiqi.values import Record, Records


def check_profile(
    rulebook: Rulebook, profile: Profile, as_of: date, diagnostics: Diagnostics
) -> None:
    """Reports what the profile states and cannot be; what only asks for a look is a warning."""
    evaluator = Evaluator(rulebook, profile, as_of)
    lists = records_by_list(profile)

    def place(found: Contradiction) -> Place:
        stated = (_stated(profile, name, year, found.record) for name, year in found.facts)
        return next((given.place for given in stated if given is not None), Place(profile.file))

    report(contradictions(evaluator, lists), diagnostics, place)
    report(events_ahead(rulebook, lists, as_of), diagnostics, place)
    for judgement in profile.judgements.values():
        if judgement.on is not None and judgement.on > as_of:
            diagnostics.report(
                "P144",
                judgement.place,
                sentence("判定的日期晚于评估日 {day}", day=as_of),
                found=judgement.on,
                remedy=sentence("更正日期；评估以前的情形就不写以后的判定"),
            )


def _stated(profile: Profile, name: str, year: int | None, record: Record | None) -> Given | None:
    """Where a fact is stated, or the list with the record."""
    if record is None:
        return profile.given(name, year)
    return next(
        (
            given
            for (fact, _), given in profile.facts.items()
            if fact == name.partition(".")[0]
            and isinstance(given.value, Records)
            and record in given.value.items
        ),
        None,
    )


def report(
    found: Iterable[Contradiction],
    diagnostics: Diagnostics,
    place: Callable[[Contradiction], Place],
) -> None:
    """Puts them among the diagnostics: errors, and warnings where nothing is refused."""
    for each in found:
        diagnostics.report(
            each.code,
            place(each),
            each.text,
            remedy=each.remedy,
            severity=Severity.ERROR if each.refused else Severity.WARNING,
            facts=each.facts,
        )
