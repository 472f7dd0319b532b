"""What may be had together, as JSON: taken, left out and why, and the totals."""

from __future__ import annotations

from collections.abc import Mapping

from huiqi.decision.combined import Award, Combination, Combinations, LeftOut, Total
from huiqi.decision.results import MOST_IN_FULL
from huiqi.report.json_clauses import Json, basis_json, text_json, yuan
from huiqi.rulebook.basis import GRADES
from huiqi.rulebook.rulebook import Stacking

#: Of what is taken instead of an award so many are listed where it is told in full: the rest is
#: among what is taken.
_MOST_INSTEAD = 20


def combination_json(combinations: Combinations) -> Json:
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


def _combination(combination: Combination) -> Json:
    return {
        "taken": [_award(award) for award in combination.taken],
        "left_out": [
            _left_out(item, place < MOST_IN_FULL) for place, item in enumerate(combination.left_out)
        ],
        "totals": totals_json(combination.totals),
        "totals_by_level": {
            level: totals_json(totals) for level, totals in combination.totals_by_level.items()
        },
        "most": yuan(combination.most),
        "most_by": [_award(award) for award in combination.most_by],
        "proved_best": combination.unproved is None,
        "bound": None
        if combination.unproved is None
        else {"low": yuan(combination.unproved.sure), "high": yuan(combination.unproved.most)},
    }


def _left_out(item: LeftOut, full: bool) -> Json:
    """An award that is not taken; told briefly, of what is taken instead only how many."""
    return {
        **_award(item.award),
        "rule": _rule(item.rule) if full else {"id": item.rule.id},
        "instead": [_award(award) for award in item.instead[: _MOST_INSTEAD if full else 0]],
        "instead_count": len(item.instead),
        "received": item.received,
    }


def _award(award: Award) -> Json:
    limit = award.only_limit
    return {
        "measure": award.measure,
        "item": award.key,
        "low": None if limit else yuan(award.low),
        "high": None if limit else yuan(award.high),
        "at_most": yuan(award.high) if limit else None,
        "grade": GRADES[award.grade].value,
        "level": award.level,
    }


def _rule(rule: Stacking) -> Json:
    return {
        "id": rule.id,
        "kind": rule.kind,
        "scope": rule.scope,
        "text": text_json(rule.text),
        "basis": [basis_json(basis) for basis in rule.basis],
    }


def totals_json(totals: Mapping[str, Total]) -> Json:
    """Sums by grade, in yuan."""
    return {
        name: {
            "low": yuan(total.low),
            "high": yuan(total.high),
            "at_most": yuan(total.at_most),
        }
        for name, total in totals.items()
    }
