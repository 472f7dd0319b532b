"""What may be had together: taken, left out and why, and the totals."""

from collections.abc import Mapping
from typing import Annotated, NotRequired, TypedDict

from huiqi.decision.combined import Award, Combination, Combinations, LeftOut, Total
from huiqi.decision.results import MOST_IN_FULL
from huiqi.rulebook.basis import GRADES
from huiqi.rulebook.rulebook import Stacking
from huiqi.serialisation.meanings import GradeWord, Meaning, TruthWord, Yuan
from huiqi.serialisation.texts import BasisForm, TextForm, basis_json, text_json
from huiqi.serialisation.values import yuan_json

#: Of what is taken instead of an award so many are listed where it is told in full: the rest is
#: among what is taken.
_MOST_INSTEAD = 20

Level = Annotated[str, Meaning("level", "Whose money it is: city, province, …")]


class TotalForm(TypedDict):
    """A sum (``high`` ``null``: no known limit); ``at_most``: of sources that name only a limit."""

    low: Yuan | None
    high: Yuan | None
    at_most: Yuan | None


#: By grade.
TotalsForm = dict[GradeWord, TotalForm]


class AwardForm(TypedDict):
    """What a measure would pay; ``item``: the record it is for, by its key."""

    measure: str
    item: str | None
    low: Yuan | None
    high: Yuan | None
    at_most: Yuan | None
    grade: GradeWord
    level: Level


class StackingForm(TypedDict):
    """A rule on having several measures at once; of one told briefly only its ``id``."""

    id: str
    kind: NotRequired[str]
    scope: NotRequired[str]
    text: NotRequired[TextForm]
    basis: NotRequired[list[BasisForm]]


class LeftOutForm(AwardForm):
    """An award that is not taken: by which rule, and what is taken, or was received, instead.

    ``instead`` lists the first of them, ``instead_count`` says how many there are.
    """

    rule: StackingForm
    instead: list[AwardForm]
    instead_count: int
    received: str | None


class ReceivedForm(AwardForm):
    """An award that what was received before excludes, or may: by which rule, by which payment."""

    rule: str
    excluded: TruthWord
    by: str


class BoundForm(TypedDict):
    """What no permitted set can pass, sure and possible."""

    low: Yuan | None
    high: Yuan | None


class OneCombinationForm(TypedDict):
    """A set of awards that may be had together, as paid under every ceiling.

    ``most``: the upper end of what the best permitted set can come to, by ``most_by`` where that
    is another set; ``proved_best``: no permitted set is better; else ``bound``.
    """

    taken: list[AwardForm]
    left_out: list[LeftOutForm]
    totals: TotalsForm
    totals_by_level: dict[Level, TotalsForm]
    most: Yuan | None
    most_by: list[AwardForm]
    proved_best: bool
    bound: BoundForm | None


class CombinationForm(OneCombinationForm):
    """The best permitted set; ``only_one_of_each``: the same where ``open_rules``, which no
    source settles, do forbid; ``received_before``: what earlier payments do.
    """

    open_rules: list[StackingForm]
    received_before: list[ReceivedForm]
    only_one_of_each: OneCombinationForm | None


def combination_json(combinations: Combinations) -> CombinationForm:
    """What may be had together, what is left out and why, and both readings where none settles."""
    cautious = combinations.cautious
    return {
        **_combination(combinations.permitted),
        "open_rules": [_rule(rule) for rule in combinations.open],
        "received_before": [
            {**_award(award), "rule": item.rule.id, "excluded": item.excluded.value, "by": item.by}
            for award, item in combinations.received
        ],
        "only_one_of_each": _combination(cautious) if cautious is not None else None,
    }


def _combination(combination: Combination) -> OneCombinationForm:
    return {
        "taken": [_award(award) for award in combination.taken],
        "left_out": [
            _left_out(item, place < MOST_IN_FULL) for place, item in enumerate(combination.left_out)
        ],
        "totals": totals_json(combination.totals),
        "totals_by_level": levels_json(combination.totals_by_level),
        "most": yuan_json(combination.most),
        "most_by": [_award(award) for award in combination.most_by],
        "proved_best": combination.unproved is None,
        "bound": None
        if combination.unproved is None
        else {
            "low": yuan_json(combination.unproved.sure),
            "high": yuan_json(combination.unproved.most),
        },
    }


def _left_out(item: LeftOut, full: bool) -> LeftOutForm:
    """An award that is not taken; told briefly, of what is taken instead only how many."""
    return {
        **_award(item.award),
        "rule": _rule(item.rule) if full else {"id": item.rule.id},
        "instead": [_award(award) for award in item.instead[: _MOST_INSTEAD if full else 0]],
        "instead_count": len(item.instead),
        "received": item.received,
    }


def _award(award: Award) -> AwardForm:
    limit = award.only_limit
    return {
        "measure": award.measure,
        "item": award.key,
        "low": None if limit else yuan_json(award.low),
        "high": None if limit else yuan_json(award.high),
        "at_most": yuan_json(award.high) if limit else None,
        "grade": GRADES[award.grade].value,
        "level": award.level,
    }


def _rule(rule: Stacking) -> StackingForm:
    return {
        "id": rule.id,
        "kind": rule.kind,
        "scope": rule.scope,
        "text": text_json(rule.text),
        "basis": [basis_json(basis) for basis in rule.basis],
    }


def totals_json(totals: Mapping[str, Total]) -> TotalsForm:
    """Sums by grade."""
    return {
        name: {
            "low": yuan_json(total.low),
            "high": yuan_json(total.high),
            "at_most": yuan_json(total.at_most),
        }
        for name, total in totals.items()
    }


def levels_json(levels: Mapping[str, Mapping[str, Total]]) -> dict[Level, TotalsForm]:
    """Sums by whose money it is, then by grade."""
    return {level: totals_json(totals) for level, totals in levels.items()}
