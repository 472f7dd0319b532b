"""An official's answer as written in a file: with name, date and reason, or not at all."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from huiqi.dates import parse_date
from huiqi.diagnostics import Diagnostics, Place
from huiqi.profile.profile import Judgement
from huiqi.quantities import QuantityError
from huiqi.rulebook.force import IN_FORCE
from huiqi.rulebook.rulebook import Rulebook
from huiqi.rulebook.shares import rests_on_share
from huiqi.wordings import yes_or_no


def read_judgement(
    fields: Mapping[str | int, object],
    place: Place,
    date_place: Place,
    diagnostics: Diagnostics,
    choices: Sequence[str] = (),
) -> Judgement | None:
    """The judgement: yes or no, or one of ``choices``; ``None`` where a fault (P109) was
    reported.
    """
    written = str(fields.get("answer", ""))
    choice = written if written in choices else ""
    answer = (True if choice else None) if choices else yes_or_no(fields.get("answer"))
    missing = [name for name in ("by", "date", "reason") if not fields.get(name)]
    if answer is None or missing:
        diagnostics.report(
            "P109",
            place,
            f"判定要写 answer({'/'.join(choices) or '是/否'})、by(判定人)、date、reason",
            found=" ".join([*missing, *(["answer"] if answer is None else [])]),
        )
        return None
    try:
        on = parse_date(str(fields["date"]))
    except QuantityError as problem:
        diagnostics.report("P109", date_place, str(problem), found=fields["date"])
        on = None
    return Judgement(
        answer=answer,
        by=str(fields["by"]),
        on=on,
        reason=str(fields["reason"]),
        place=date_place,
        choice=choice,
    )


def judgements_asked(rulebook: Rulebook) -> dict[str, tuple[str, ...]]:
    """Every question that only an official can decide, with what can be chosen (none: yes or no).

    Whether a measure is in force, a condition's question, and, where sources disagree on an
    amount, which of them holds.
    """
    asked: dict[str, tuple[str, ...]] = {}
    for measure in rulebook.measures.values():
        asked[f"{measure.id}/{IN_FORCE}"] = ()
        for condition in measure.conditions():
            told = condition.question is not None or condition.unknown is not None
            if told or rests_on_share(rulebook, condition):
                asked[f"{measure.id}/{condition.id}"] = ()
        if measure.gives is not None and measure.gives.conflicting:
            sources = tuple(statement.id for statement in measure.gives.conflicting)
            asked[measure.amount_question] = sources
    return asked
