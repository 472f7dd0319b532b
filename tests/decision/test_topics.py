"""Topics: each is answered by the most favourable document under it, and by no other place's."""

from __future__ import annotations

from collections import Counter
from datetime import date
from functools import cache
from pathlib import Path

import pytest

from huiqi.decision.decide import Decider, decide_measures
from huiqi.decision.results import REFUSED, Decision, Status
from huiqi.decision.standing import Mark, Settler, mark_of, settlers, year_is_open
from huiqi.decision.topics import Overview, overview
from huiqi.diagnostics import Diagnostics
from huiqi.profile.profile import Profile
from huiqi.profile.profile_reader import read_profile
from huiqi.rulebook.loading import load_rulebook
from huiqi.rulebook.rulebook import Rulebook
from huiqi.truth import Truth

ROOT = Path(__file__).resolve().parents[2]
DAY = date(2023, 6, 20)
PROFILES = [
    *sorted((ROOT / "cases" / "enterprises").glob("*.yaml")),
    ROOT / "cases" / "examples" / "example-complete.yaml",
]
#: From the most favourable answer to the least; to answer and to ask are alike.
FAVOUR = {
    Mark.ELIGIBLE: 0,
    Mark.ONE_STEP: 1,
    Mark.ASK_ENTERPRISE: 2,
    Mark.ASK_OFFICE: 2,
    Mark.HELD: 3,
    Mark.PRESUMED_NO: 4,
    Mark.NO: 5,
    Mark.OTHERS: 6,
}


@cache
def rules() -> Rulebook:
    """The rulebook of the project."""
    return load_rulebook(ROOT / "rules")


@cache
def of(path: Path | None) -> tuple[Decision, Overview]:
    """The decision on an enterprise, or on one of which nothing is known."""
    profile = Profile(name="示例企业")
    if path is not None:
        diagnostics = Diagnostics()
        profile = read_profile(path, rules(), diagnostics)
        diagnostics.raise_errors()
    decision = decide_measures(rules(), profile, DAY)
    return decision, overview(rules(), decision)


every = pytest.mark.parametrize("path", [None, *PROFILES], ids=lambda p: p.stem if p else "empty")


@every
def test_the_counts_add_up_to_the_topics(path: Path | None) -> None:
    """Twenty topics, each with one mark; elsewhere only where no document stands under it."""
    _, found = of(path)
    assert sum(found.count(mark) for mark in Mark) == len(found.topics) == 20
    for topic in found.topics:
        assert (topic.best is None) == (topic.mark is Mark.ELSEWHERE)
        if topic.best is not None:
            assert rules().level(topic.best.result.measure) in ("city", "province")


@every
def test_no_sibling_is_more_favourable(path: Path | None) -> None:
    """Nor, among equals as sure to be in force, the city's where the province's answers."""
    for topic in of(path)[1].topics:
        for sibling in topic.siblings:
            assert topic.best is not None
            assert FAVOUR[topic.best.mark] <= FAVOUR[sibling.mark]
            if FAVOUR[topic.best.mark] == FAVOUR[sibling.mark] < 3:
                pair = (topic.best.result, sibling.result)
                levels = [rules().level(result.measure) for result in pair]
                unsure = [result.force.truth is Truth.UNKNOWN for result in pair]
                assert levels != ["province", "city"] or unsure == [False, True]


@every
def test_a_document_for_clusters_is_nothing_that_an_enterprise_waits_for(path: Path | None) -> None:
    """Where nothing else stands under the topic it is told so, whatever else is open of it."""
    for topic in of(path)[1].topics:
        if topic.best is not None:
            others = topic.best.result.measure.recipient != "enterprise"
            open_ = topic.best.result.status in (Status.UNDETERMINED, Status.NEEDS_JUDGEMENT)
            assert (topic.mark is Mark.OTHERS) == (others and open_)


@every
def test_of_what_is_refused_the_first_in_the_authors_order_answers(path: Path | None) -> None:
    """That which the topic is about: first sets, and not materials, of a firm that has neither."""
    for topic in of(path)[1].topics:
        if topic.mark is Mark.NO and topic.best is not None:
            refused = [topic.best, *topic.siblings]
            names = [one.result.measure.id for one in refused if one.mark is Mark.NO]
            ended = {
                one.result.measure.id for one in refused if one.result.status is Status.NOT_IN_FORCE
            }
            assert names == sorted(
                names, key=lambda name: (name in ended, topic.slot.modelled_on.index(name))
            )


def test_what_is_known_to_be_in_force_answers_before_what_was_only_seen() -> None:
    """The province's subsidy runs to the end of 2026, the city's was last seen in 2023."""
    decision = decide_measures(rules(), Profile(name="示例企业"), date(2026, 11, 28))
    (topic,) = (
        topic
        for topic in overview(rules(), decision).topics
        if any(one.result.measure.id == "city-rd-subsidy" for one in topic.siblings)
    )
    assert topic.best is not None
    assert topic.best.result.measure.id == "rd-subsidy-2025"
    assert topic.best.result.force.truth is Truth.TRUE


@every
def test_every_document_for_an_enterprise_stands_somewhere(path: Path | None) -> None:
    """Under a topic, beside the topics, or among those of which only the direction is known."""
    decision, found = of(path)
    shown = Counter(
        answer.result.measure.id
        for topic in found.topics
        for answer in (*([topic.best] if topic.best else []), *topic.siblings)
    )
    shown.update(answer.result.measure.id for answer in found.beside)
    shown.update(result.measure.id for result in found.unpublished)
    slots = {topic.slot.id for topic in found.topics if topic.slot.modelled_on}
    for result in decision.results:
        name = result.measure.id
        if name not in slots and result.measure.recipient == "enterprise":
            assert shown[name] >= 1, name


@every
def test_of_what_is_presumed_to_be_refused_nothing_waits(path: Path | None) -> None:
    """It stands apart, under a topic and beside them, and behind whatever is open."""
    _, found = of(path)
    shown = [answer for t in found.topics for answer in (t.best, *t.siblings) if answer is not None]
    for result, mark, _ in (*shown, *found.beside):
        illustration = result.illustration
        presumed = illustration is not None and illustration.status in REFUSED
        open_ = result.status in (Status.UNDETERMINED, Status.NEEDS_JUDGEMENT)
        if mark not in (Mark.OTHERS, Mark.HELD):
            # Which of the years a document runs for counts is asked, not presumed away.
            refused = open_ and presumed and not year_is_open(result)
            assert (mark is Mark.PRESUMED_NO) == refused, result.measure.id


@every
def test_a_mark_says_what_the_status_says(path: Path | None) -> None:
    """And who can settle it is told wherever something is open, and only there."""
    for result in of(path)[0].results:
        mark, by = mark_of(result), settlers(result)
        open_ = result.status in (Status.UNDETERMINED, Status.NEEDS_JUDGEMENT)
        assert (mark is Mark.ELIGIBLE) == (result.status is Status.QUALIFIES)
        assert (mark in (Mark.ASK_ENTERPRISE, Mark.ASK_OFFICE)) == open_ == bool(by)
        if open_:
            assert (mark is Mark.ASK_ENTERPRISE) == (Settler.ENTERPRISE in by)
        if result.to_be_confirmed:
            assert mark is Mark.ASK_OFFICE
        if open_ and result.force.truth is Truth.UNKNOWN:
            assert Settler.OFFICE in by


def test_the_order_is_by_answer_and_amount() -> None:
    """Never by the number of a topic; what was told bounds before a maximum of the source alone, a
    known amount before an unknown one, none last.
    """
    _, found = of(ROOT / "cases" / "examples" / "example-complete.yaml")
    marks = [topic.mark for topic in found.topics]
    assert marks == sorted(marks, key=list(Mark).index)
    # Worked out by hand from the profile: the eligible one and the known bounds of those to answer;
    # the uplift on a maximum of the source is larger, and says nothing of the enterprise.
    assert [t.slot.id for t in found.topics][:3] == [
        "rd-spending",
        "smart-factory",
        "output-per-acre",
    ]
    told = {mark: found.count(mark) for mark in Mark if found.count(mark)}
    assert told == {
        Mark.ELIGIBLE: 1,
        Mark.ASK_ENTERPRISE: 5,
        Mark.ASK_OFFICE: 3,
        Mark.NO: 5,
        Mark.OTHERS: 1,
        Mark.ELSEWHERE: 5,
    }


def test_another_places_document_asked_by_itself_answers_nothing_here() -> None:
    """It is under no topic and beside none."""
    book = rules()
    elsewhere = [m for m in book.measures.values() if book.level(m) == "comparable"]
    decision = Decider(book).decide(Profile(name="示例企业"), DAY, elsewhere[:3])
    assert len(decision.results) == 3
    found = overview(book, decision)
    assert (found.topics, found.beside) == ((), ())
