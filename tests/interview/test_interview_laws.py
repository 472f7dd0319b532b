"""Laws of an interview, on small rulebooks drawn at random, against every way to answer."""

from __future__ import annotations

import itertools
import tempfile
from collections.abc import Iterator
from pathlib import Path
from random import Random

import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from huiqi.decision.decide import Decider
from huiqi.decision.results import Decision
from huiqi.evaluation.reads import Missing
from huiqi.interview import Interview
from huiqi.interview.beginning import begin
from huiqi.rulebook.rulebook import Rulebook
from tests.decision.small import AS_OF, rulebook

#: Each condition, the fact it asks, and two answers: one that meets it, one that does not.
LEAVES = {
    "a": ("a >= 5", ("9", "0")),
    "b": ("b >= 10元", ("100元", "0")),
    "c": ("c", ("是", "否")),
    "d": ("d >= 3", ("9", "0")),
    "level": ("level >= middle", ("high", "low")),
}
FACTS = tuple(LEAVES)
Answers = dict[str, str | None]


def leaf(name: str) -> dict[str, object]:
    """A condition on one fact."""
    return {"id": f"of-{name}", "text": {"zh": f"条件{name}", "en": name}, "if": LEAVES[name][0]}


@st.composite
def rules(draw: st.DrawFn) -> str:
    """A measure whose conditions each ask another fact."""
    names = draw(st.lists(st.sampled_from(FACTS), min_size=1, max_size=5, unique=True))
    number = itertools.count(1)

    def group(parts: list[object]) -> dict[str, object]:
        kind = draw(st.sampled_from(["all", "any", "none", "at_least"]))
        own: dict[str, object] = {"id": f"group-{next(number)}"}
        if kind == "at_least":
            least = draw(st.integers(1, len(parts)))
            return own | {"at_least": least, "of": parts}
        return own | {kind: parts}

    parts: list[object] = []
    rest = [leaf(name) for name in names]
    while rest:
        size = draw(st.integers(1, len(rest)))
        chosen, rest = rest[:size], rest[size:]
        parts.append(group([*chosen]) if size > 1 else chosen[0])
    whole = group(parts)
    amount = draw(st.sampled_from(["1000元", "2 * b", "min(b, 50元)"]))
    return yaml.safe_dump({"requires": whole, "gives": {"amount": amount}}, allow_unicode=True)


def loaded(texts: list[str]) -> Rulebook:
    """The rulebook of these measures."""
    with tempfile.TemporaryDirectory() as folder:
        return rulebook(Path(folder), **{f"m{n}": text for n, text in enumerate(texts)})


def stands(decision: Decision) -> list[object]:
    """What is said of each measure."""
    return [
        (r.status, r.conditions, r.amount and (r.amount.low, r.amount.high, r.amount.at_most))
        for r in decision.results
    ]


def decided(rules_: Rulebook, answers: Answers) -> list[object]:
    """The decision on a whole profile; what is ``None`` is not told."""
    facts = {name: told for name, told in answers.items() if told is not None}
    interview = begin(Decider(rules_), {"enterprise": "示例企业", "facts": facts}, AS_OF, [])
    return stands(interview.decision)


def given_answers(draw: Random) -> Answers:
    """What an enterprise knows: some facts it does not."""
    return {name: draw.choice([*options, None]) for name, (_, options) in LEAVES.items()}


def asked(interview: Interview, answers: Answers, draw: Random) -> Iterator[str]:
    """The facts that are asked, in any order; each is answered when the next is taken."""
    while interview.questions:
        interview.reopen(draw.choice(interview.questions).missing)
        assert interview.question is not None
        name = interview.question.key.name
        yield name
        told = answers[name]
        if told is None:
            interview.unknown()
        else:
            interview.answer(told)


_SETTINGS = settings(deadline=None, max_examples=25, suppress_health_check=[HealthCheck.too_slow])


@_SETTINGS
@given(st.lists(rules(), min_size=1, max_size=2), st.integers(0, 10**6))
def test_any_order_comes_to_the_whole_profile(texts: list[str], seed: int) -> None:
    """And taking any answer back comes to the profile without it."""
    draw, rules_ = Random(seed), loaded(texts)
    answers = given_answers(draw)
    # What only measures wait for that come to nothing is asked where they were chosen.
    interview = begin(Decider(rules_), None, AS_OF, [*rules_.measures])
    told = list(asked(interview, answers, draw))
    assert len(told) == len(set(told))
    assert stands(interview.decision) == decided(rules_, answers)
    if told:
        back = draw.choice(told)
        interview.withdraw(Missing(back, None))
        kept = {name: answers[name] for name in told if name != back}
        assert stands(interview.decision) == decided(rules_, kept)


@_SETTINGS
@given(st.lists(rules(), min_size=1, max_size=2), st.integers(0, 10**6))
def test_no_question_is_asked_that_can_change_nothing(texts: list[str], seed: int) -> None:
    """There is a way to answer the others under which its answers, or none, come to different
    results: found by trying all.
    """
    draw, rules_ = Random(seed), loaded(texts)
    answers = given_answers(draw)
    interview = begin(Decider(rules_), None, AS_OF, [])
    known: Answers = {}
    for name in asked(interview, answers, draw):
        others = [other for other in FACTS if other not in known and other != name]
        ways = itertools.product(*(LEAVES[other][1] for other in others))
        assert any(
            len(
                {
                    repr(
                        decided(rules_, {**known, **dict(zip(others, way, strict=True)), name: own})
                    )
                    for own in (*LEAVES[name][1], None)
                }
            )
            > 1
            for way in ways
        ), name
        known[name] = answers[name]


@_SETTINGS
@given(st.lists(rules(), min_size=1, max_size=2), st.integers(0, 10**6))
def test_what_is_idle_settles_nothing_while_the_rest_is_not_known(
    texts: list[str], seed: int
) -> None:
    """However the others are answered that somebody may know: found by trying all."""
    draw, rules_ = Random(seed), loaded(texts)
    told = {name: draw.choice([*LEAVES[name][1], "未知", None]) for name in FACTS}
    facts = {name: value for name, value in told.items() if value is not None}
    decision = begin(
        Decider(rules_), {"enterprise": "示例企业", "facts": facts}, AS_OF, []
    ).decision
    open_ = [name for name in FACTS if told[name] is None]
    for question in decision.questions:
        name = question.missing.name
        if told[name] == "未知":
            assert not question.idle
            continue
        others = [other for other in open_ if other != name]
        ways = itertools.product(*((*LEAVES[other][1], None) for other in others))
        settles = any(
            len(
                {
                    repr(
                        decided(rules_, {**told, **dict(zip(others, way, strict=True)), name: own})
                    )
                    for own in (*LEAVES[name][1], None)
                }
            )
            > 1
            for way in ways
        )
        assert question.idle is not settles, name
