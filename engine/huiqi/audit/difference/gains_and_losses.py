"""Who gains and who loses: given enterprises decided on both sides, and by which clause."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path

from huiqi.audit.difference.causes import (
    HAVING,
    clause_changes,
    force_change,
    line_change,
    moved,
)
from huiqi.audit.difference.results import Changes, Direction, EnterpriseChange, Side
from huiqi.decision.decide import Decider
from huiqi.decision.results import Amount, MeasureResult, Status
from huiqi.decision.ways import Range, Way
from huiqi.diagnostics import Diagnostic, Diagnostics, InputError, Place, input_error
from huiqi.evaluation.contradictions import check_profile
from huiqi.profile.profile import Profile
from huiqi.profile.profile_reader import read_profile
from huiqi.profile.rows import is_table, read_profiles
from huiqi.truth import Truth

#: The most enterprises read from one folder, or one table.
MOST_PROFILES = 2000


@dataclass(frozen=True, slots=True, kw_only=True)
class Enterprises:
    """Where the enterprises to compare are: profiles of a folder, one profile, or one table.

    ``sheet``, ``header`` and ``columns`` say how the table is read.
    """

    files: tuple[Path, ...] = ()
    sheet: str | None = None
    header: int | None = None
    columns: tuple[str, ...] = ()

    def read(
        self, file: Path, side: Side, diagnostics: Diagnostics, now: date | None
    ) -> tuple[Profile, ...]:
        """The enterprises of a file as one side understands them; ``now``: when 去年 is said."""
        if is_table(file):
            profiles = read_profiles(
                file,
                side.rulebook,
                diagnostics,
                most=MOST_PROFILES,
                sheet=self.sheet,
                header=self.header,
                columns=self.columns,
                as_of=now,
            )
        else:
            profiles = (read_profile(file, side.rulebook, diagnostics),)
        for profile in profiles:
            check_profile(side.rulebook, profile, side.as_of, diagnostics)
        diagnostics.raise_errors()
        return profiles


def enterprises_of(
    where: Path,
    sheet: str | None = None,
    header: int | None = None,
    columns: Iterable[str] = (),
) -> Enterprises:
    """The profiles of a folder, or the one file; C131 where there is none or too many."""
    found = (
        [where] if where.is_file() else sorted(where.glob("*.y*ml")) + sorted(where.glob("*.json"))
    )
    if not found or len(found) > MOST_PROFILES:
        raise input_error(
            "C131",
            Place("--table"),
            f"要有 1 至 {MOST_PROFILES} 个画像文件",
            found=where,
            remedy="写画像（YAML 或 JSON）所在的目录，或者一张表（CSV 或 XLSX，一户一行）",
        )
    return Enterprises(files=tuple(found), sheet=sheet, header=header, columns=tuple(columns))


def changes_of(before: Side, after: Side, given: Enterprises) -> Changes:
    """What changes for each enterprise; what one side cannot read is named, the rest compared."""
    sides = before, after
    deciders = [Decider(side.rulebook) for side in sides]
    found: list[EnterpriseChange] = []
    unread: dict[str, tuple[Diagnostic, ...]] = {}
    remarks: dict[Diagnostic, None] = {}
    compared = 0
    # Of two days in different years nobody knows from which of them a table says 去年.
    now = before.as_of if before.as_of.year == after.as_of.year else None
    for file in given.files:
        diagnostics = Diagnostics()
        try:
            read = [given.read(file, side, diagnostics, now) for side in sides]
        except InputError as error:
            unread[str(file)] = error.diagnostics
            continue
        remarks.update(dict.fromkeys(diagnostics.sorted()))
        for profiles in zip(*read, strict=True):
            compared += 1
            one, other = (
                _results(decider, profile, side)
                for decider, profile, side in zip(deciders, profiles, sides, strict=True)
            )
            for measure in dict.fromkeys((*one, *other)):
                change = _change(profiles[0], one.get(measure), other.get(measure))
                if change is not None:
                    found.append(change)
    return Changes(changes=tuple(found), compared=compared, unread=unread, remarks=tuple(remarks))


def _results(decider: Decider, profile: Profile, side: Side) -> dict[str, MeasureResult]:
    results = decider.decide(profile, side.as_of, side.rulebook.supports).results
    return {result.measure.id: result for result in results}


def _change(
    profile: Profile, one: MeasureResult | None, other: MeasureResult | None
) -> EnterpriseChange | None:
    before, after = (result.status if result else None for result in (one, other))
    amounts = [_had(result) for result in (one, other)]
    if before is after and _ends(amounts[0]) == _ends(amounts[1]):
        return None
    known = other or one
    assert known is not None
    return EnterpriseChange(
        enterprise=profile.name,
        file=profile.file,
        measure=known.measure.id,
        title=known.measure.title,
        before=before,
        after=after,
        amount_before=amounts[0],
        amount_after=amounts[1],
        direction=_direction(before, after, *amounts),
        force=force_change(one, other),
        clauses=tuple(clause_changes(one, other)),
        line=line_change(*amounts),
    )


def _had(result: MeasureResult | None) -> Amount | None:
    """The amount of what is had, or may be."""
    if result is None or HAVING[result.status] is Truth.FALSE:
        return None
    return result.amount


def _ends(amount: Amount | None) -> Range | None:
    """Between what it lies: of a text that says 最高, from nothing up; ``None``: not bounded."""
    if amount is None:
        return None
    if amount.at_most is not None:
        return Range(Decimal(0), amount.at_most)
    return Range(amount.low or Decimal(0), amount.high)


def _direction(
    before: Status | None, after: Status | None, one: Amount | None, other: Amount | None
) -> Direction:
    """What is gained or lost: for certain, or only perhaps."""
    a, b = HAVING[before], HAVING[after]
    way = moved(a, b)
    if way:
        if Truth.UNKNOWN in (a, b):
            return Direction.MAY_GAIN if way > 0 else Direction.MAY_LOSE
        return Direction.GAIN if way > 0 else Direction.LOSS
    if a is Truth.FALSE:
        return Direction.NONE
    ends, new = _ends(one), _ends(other)
    if ends is None or new is None:
        return Direction.NONE if ends is new else Direction.UNCLEAR
    certain, perhaps = _DIRECTIONS[ends.moves_to(new)]
    return certain if a is Truth.TRUE else perhaps


#: Of an amount that is had for certain, and of one that may be had.
_DIRECTIONS = {
    Way.MORE: (Direction.GAIN, Direction.MAY_GAIN),
    Way.LESS: (Direction.LOSS, Direction.MAY_LOSE),
    Way.MAY_BE_MORE: (Direction.MAY_GAIN, Direction.MAY_GAIN),
    Way.MAY_BE_LESS: (Direction.MAY_LOSE, Direction.MAY_LOSE),
    Way.UNCLEAR: (Direction.UNCLEAR, Direction.UNCLEAR),
    Way.SAME: (Direction.NONE, Direction.NONE),
}
