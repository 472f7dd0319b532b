"""Who gains and who loses: given enterprises decided on both sides, and by which clause."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

from huiqi.audit.difference.results import ClauseChange, EnterpriseChange, Side
from huiqi.decision.decide import Decider
from huiqi.decision.groups import standings
from huiqi.decision.results import Amount, MeasureResult
from huiqi.diagnostics import Diagnostics, InputError, Place, input_error
from huiqi.evaluation.contradictions import check_profile
from huiqi.profile.reader import read_profile
from huiqi.rulebook.measure import Condition
from huiqi.rulebook.text import Text

#: The most profiles read from one folder.
MOST_PROFILES = 2000


def profile_files(folder: Path) -> list[Path]:
    """The profiles of a folder, or the one file; C131 where there is none or too many."""
    found = (
        [folder]
        if folder.is_file()
        else sorted(folder.glob("*.y*ml")) + sorted(folder.glob("*.json"))
    )
    if not found or len(found) > MOST_PROFILES:
        raise input_error(
            "C131",
            Place("--table"),
            f"要有 1 至 {MOST_PROFILES} 个画像文件",
            found=folder,
            remedy="写画像（YAML 或 JSON）所在的目录",
        )
    return found


def changes_of(
    before: Side, after: Side, files: list[Path]
) -> tuple[tuple[EnterpriseChange, ...], tuple[str, ...]]:
    """What changes for each enterprise; and the files that one side cannot read."""
    deciders = [Decider(side.rulebook) for side in (before, after)]
    found: list[EnterpriseChange] = []
    unread: list[str] = []
    for file in files:
        decided = []
        name = ""
        try:
            for side, decider in zip((before, after), deciders, strict=True):
                diagnostics = Diagnostics()
                profile = read_profile(file, side.rulebook, diagnostics)
                check_profile(side.rulebook, profile, side.as_of, diagnostics)
                diagnostics.raise_errors()
                name = profile.name
                decided.append(decider.decide(profile, side.as_of, side.rulebook.supports))
        except InputError as error:
            unread.append(f"{file}: {error.diagnostics[0].code} {error.diagnostics[0].message}")
            continue
        one, other = ({r.measure.id: r for r in decision.results} for decision in decided)
        for measure in dict.fromkeys((*one, *other)):
            found.extend(_change(name, file, one.get(measure), other.get(measure)))
    return tuple(found), tuple(unread)


def _change(
    name: str, file: Path, one: MeasureResult | None, other: MeasureResult | None
) -> Iterator[EnterpriseChange]:
    before, after = (result.status.value if result else None for result in (one, other))
    amounts = [_figure(result.amount) if result else None for result in (one, other)]
    if before == after and amounts[0] == amounts[1]:
        return
    known = other or one
    assert known is not None
    yield EnterpriseChange(
        name,
        str(file),
        known.measure.id,
        known.measure.title,
        before,
        after,
        amounts[0],
        amounts[1],
        tuple(_clauses(one, other)),
    )


def _figure(amount: Amount | None) -> Decimal | None:
    """What is certain to be paid, or the limit where only that is known."""
    if amount is None:
        return None
    return amount.at_most if amount.at_most is not None else amount.low


def _clauses(one: MeasureResult | None, other: MeasureResult | None) -> Iterator[ClauseChange]:
    """The clauses that are met on one side and not on the other."""
    a, b = (_by_id(result) for result in (one, other))
    for name in dict.fromkeys((*a, *b)):
        before, after = (side[name][1] if name in side else None for side in (a, b))
        if before != after:
            yield ClauseChange(name, (b.get(name) or a[name])[0], before, after)


def _by_id(result: MeasureResult | None) -> dict[str, tuple[Text, str]]:
    """Each clause with whether it is as it should be: of a veto, that it is not so."""
    verdict = result.verdict if result is not None else None
    if result is not None and verdict is None and result.items:
        verdict = result.items[0].verdict
    if result is None or verdict is None:
        return {}
    return {
        part.clause.id: (part.clause.text, part.met.value)
        for part in standings(result.measure.requires, verdict.nodes)
        if isinstance(part.clause, Condition)
    }
