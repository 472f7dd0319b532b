"""Verdicts: status, grade, judgement, force, and the refusal to answer on a difference."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from huiqi.decision.decide import decide_measures
from huiqi.decision.results import MeasureResult, Status
from huiqi.inference import Disagreement, InferenceWorker, Reason
from huiqi.inference.client import Decided
from huiqi.inference.graph import Graph
from huiqi.profile.profile import Judgement, Profile
from huiqi.rulebook.basis import GRADES
from huiqi.rulebook.rulebook import Rulebook
from huiqi.values import Interval, Records, exactly
from tests.decision.small import AS_OF, profile, rulebook

TEN = exactly(Decimal(10))
GRADED = """
requires:
  {kind}:
    - {{id: law, text: {{zh: 法, en: l}}, if: a >= 10, basis: [{{source: law}}]}}
    - {{id: press, text: {{zh: 报, en: p}}, if: d >= 10, basis: [{{source: press}}]}}
"""


def only(rules: Rulebook, known: Profile, as_of: date = AS_OF) -> MeasureResult:
    """The result of the rulebook's one measure."""
    (result,) = decide_measures(rules, known, as_of).results
    return result


@pytest.mark.parametrize(
    ("kind", "a", "d", "status", "grade"),
    [
        # all: true is as weak as its weakest part, false as strong as its strongest false part.
        ("all", 10, 10, "qualifies", "reported"),
        ("all", 9, 9, "does_not_qualify", "official"),
        ("all", 10, 9, "does_not_qualify", "reported"),
        ("all", 9, 10, "does_not_qualify", "official"),
        ("all", 10, None, "undetermined", "reported"),
        # Open, it may come to rest on either, whichever is answered.
        ("all", None, 10, "undetermined", "reported"),
        # any is the dual.
        ("any", 10, 10, "qualifies", "official"),
        ("any", 9, 10, "qualifies", "reported"),
        ("any", 9, 9, "does_not_qualify", "reported"),
        ("any", None, 9, "undetermined", "reported"),
        # none of them: true needs both false, so the weakest; one true part decides a false.
        ("none", 9, 9, "qualifies", "reported"),
        ("none", 10, 10, "does_not_qualify", "official"),
        ("none", 9, 10, "does_not_qualify", "reported"),
    ],
)
def test_status_and_grade(
    tmp_path: Path, kind: str, a: int | None, d: int | None, status: str, grade: str
) -> None:
    """The grade is that of the clauses that decided."""
    rules = rulebook(tmp_path, m=GRADED.format(kind=kind))
    given = {"a": a, "d": d}
    known = {n: exactly(Decimal(v)) for n, v in given.items() if v is not None}
    result = only(rules, profile(**known))
    assert (result.status.value, GRADES[result.grade].value) == (status, grade)


@pytest.mark.parametrize(
    ("holding", "grade"),
    [((10, 10, 10), "official"), ((9, 10, 10), "reported"), ((10, 9, 9), "reported")],
)
def test_grade_of_at_least(tmp_path: Path, holding: tuple[int, int, int], grade: str) -> None:
    """At least two of three: the two strongest that hold, or the two strongest that fail."""
    body = """
requires:
  at_least: 2
  of:
    - {id: one, text: {zh: 一, en: one}, if: a >= 10, basis: [{source: law}]}
    - {id: two, text: {zh: 二, en: two}, if: d >= 10, basis: [{source: law}]}
    - {id: three, text: {zh: 三, en: three}, if: b >= 10元, basis: [{source: press}]}
"""
    rules = rulebook(tmp_path, m=body)
    a, d, b = (exactly(Decimal(n)) for n in holding)
    result = only(rules, profile(a=a, d=d, b=b))
    assert GRADES[result.grade].value == grade


def test_weak_statements_decide_only_the_illustration(tmp_path: Path) -> None:
    """A comparable limit is unknown in the strict reading and counted in the other."""
    body = """
requires:
  all:
    - {id: own, text: {zh: 本, en: o}, if: a >= 10}
    - {id: foreign, text: {zh: 外, en: f}, if: d >= 10, basis: [{source: other}]}
gives: {amount: 100元}
"""
    rules = rulebook(tmp_path, m=body)
    result = only(rules, profile(a=TEN, d=exactly(Decimal(9))))
    assert result.status is Status.UNDETERMINED
    assert result.illustration is not None
    assert result.illustration.status is Status.DOES_NOT_QUALIFY
    assert [basis.source.id for basis in result.illustration.modelled_on] == ["other"]
    # What the measure's own statement refuses, no foreign one can save.
    refused = only(rules, profile(a=exactly(Decimal(9)), d=TEN))
    assert refused.status is Status.DOES_NOT_QUALIFY
    assert GRADES[refused.grade].value == "official"


JUDGED = """
requires:
  any:
    - {id: known, text: {zh: 知, en: k}, if: a >= 10}
    - {id: asked, judgement: {zh: 是否属于重大项目, en: Is it a major project}}
"""


def test_a_judgement_that_decides_is_asked_for(tmp_path: Path) -> None:
    """Yes and no would differ: an official has to say; where they agree, nobody has to."""
    rules = rulebook(tmp_path, m=JUDGED)
    assert only(rules, profile(a=exactly(Decimal(9)))).status is Status.NEEDS_JUDGEMENT
    assert only(rules, profile(a=TEN)).status is Status.QUALIFIES


def test_no_judgement_is_asked_on_another_places_text(tmp_path: Path) -> None:
    """What the city's own text does not say, none of its officials can settle."""
    body = JUDGED.replace("project}}", "project}, basis: [{source: other}]}")
    rules = rulebook(tmp_path, m=body)
    result = only(rules, profile(a=exactly(Decimal(9))))
    assert result.status is Status.UNDETERMINED
    assert result.illustration is not None
    assert result.illustration.status is Status.NEEDS_JUDGEMENT


def test_a_recorded_judgement_counts_and_is_kept(tmp_path: Path) -> None:
    """The answer decides, and the result carries who gave it."""
    rules = rulebook(tmp_path, m=JUDGED)
    for answer, status in ((True, Status.QUALIFIES), (False, Status.DOES_NOT_QUALIFY)):
        judgement = Judgement(answer=answer, by="张三", on=AS_OF, reason="现场核实")
        known = replace(profile(a=exactly(Decimal(9))), judgements={"m/asked": judgement})
        result = only(rules, known)
        assert result.status is status
        assert result.verdicts[0].clauses[1].judgement is judgement


@pytest.mark.parametrize(
    ("day", "status"),
    [
        (date(2022, 12, 31), Status.NOT_IN_FORCE),
        (date(2023, 1, 1), Status.QUALIFIES),
        (date(2023, 12, 31), Status.QUALIFIES),
        (date(2024, 1, 1), Status.NOT_IN_FORCE),
    ],
)
def test_stated_force_includes_its_first_and_last_day(
    tmp_path: Path, day: date, status: Status
) -> None:
    """In force from the first day to the last, both included."""
    rules = rulebook(
        tmp_path, m="requires: {id: x, text: {zh: 甲, en: a}, if: a >= 10}\ngives: {amount: 1元}\n"
    )
    result = only(rules, profile(a=TEN), day)
    assert result.status is status


LONE = "requires: {id: x, text: {zh: 甲, en: a}, if: a >= 10}\n"


def test_a_lone_condition_may_be_all_a_measure_requires(tmp_path: Path) -> None:
    """``requires`` need not be a group."""
    result = only(rulebook(tmp_path, m=LONE), profile(a=TEN), AS_OF)
    assert result.status is Status.QUALIFIES
    assert result.amount is None


@pytest.mark.network
def test_the_network_is_compared_on_a_lone_condition_too(tmp_path: Path) -> None:
    """The condition, and the gate of one that it becomes."""
    with InferenceWorker() as worker:
        decision = decide_measures(rulebook(tmp_path, m=LONE), profile(a=TEN), AS_OF, worker)
    assert decision.checked == 2


class Liar(InferenceWorker):
    """A worker that says the contrary of one node."""

    def infer_all(self, asked: Iterable[tuple[Graph, Iterable[str]]]) -> list[Decided | Reason]:
        """What the network decided, with the last node turned round."""
        contrary = {"+": "-", "-": "+", "?": "+"}
        return [
            {leaves: marks[:-1] + contrary[marks[-1]] for leaves, marks in found.items()}
            for found in super().infer_all(asked)
            if not isinstance(found, Reason)
        ]


@pytest.mark.network
def test_where_the_network_differs_there_is_no_answer(tmp_path: Path) -> None:
    """The difference is raised and names the node."""
    rules = rulebook(tmp_path, m=GRADED.format(kind="all"))
    with Liar() as worker, pytest.raises(Disagreement) as difference:
        decide_measures(rules, profile(a=TEN, d=TEN), AS_OF, worker)
    assert difference.value.node == "all-3"


ITEMS = """
for_each: {thing: things}
requires: {id: worth, text: {zh: 值, en: w}, if: thing.worth >= 100元}
gives:
  amount: 10% * thing.worth
  caps: [{at_most: 15元, per: project}, {at_most: 25元, per: enterprise}]
"""


def _things(*worth: int | None, complete: bool = True) -> Records:
    from huiqi.values import Record, symbol

    items = []
    for number, value in enumerate(worth):
        fields = {"name": symbol(str(number))}
        if value is not None:
            fields["worth"] = exactly(Decimal(value))  # type: ignore[assignment]
        items.append(Record(fields, str(number)))
    return Records(tuple(items), complete)


@pytest.mark.parametrize(
    ("things", "status", "low", "high"),
    [
        (_things(), "does_not_qualify", 0, 0),
        (_things(99), "does_not_qualify", 0, 0),
        (_things(100), "qualifies", 10, 10),
        (_things(150), "qualifies", 15, 15),
        (_things(151), "qualifies", 15, 15),
        (_things(100, 99), "qualifies", 10, 10),
        # Per project first (10 + 15), then per enterprise.
        (_things(100, 200), "qualifies", 25, 25),
        (_things(200, 200), "qualifies", 25, 25),
        # An entry of unknown worth may earn up to its cap, or nothing.
        (_things(100, None), "qualifies", 10, 25),
        (_things(None), "undetermined", 0, 15),
        # There may be more entries than those named; the cap per enterprise bounds them all.
        (_things(complete=False), "undetermined", 0, 25),
        (_things(99, complete=False), "undetermined", 0, 25),
        (_things(100, complete=False), "qualifies", 10, 25),
    ],
)
def test_for_each(tmp_path: Path, things: Records, status: str, low: int, high: int | None) -> None:
    """One entry that qualifies suffices; caps are applied in their order."""
    rules = rulebook(tmp_path, m=ITEMS)
    result = only(rules, profile(things=things))
    assert result.status.value == status
    assert result.amount is not None
    assert result.amount.low == Decimal(low)
    assert result.amount.high == (None if high is None else Decimal(high))


def test_an_amount_of_a_range_is_a_range(tmp_path: Path) -> None:
    """Both ends are worked out exactly."""
    body = "requires: {id: x, text: {zh: 甲, en: a}, if: a >= 1}\ngives: {amount: 0.3元 * a}\n"
    rules = rulebook(tmp_path, m=body)
    result = only(rules, profile(a=Interval(Decimal(3), Decimal(7))))
    assert result.amount is not None
    assert (result.amount.low, result.amount.high) == (Decimal("0.9"), Decimal("2.1"))
