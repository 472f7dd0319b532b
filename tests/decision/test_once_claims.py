"""Of several claims for one thing one is paid: every few claims against all they may turn out to
be.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import combinations_with_replacement, product

import pytest

from huiqi.decision.amounts.once import paid_once
from huiqi.decision.amounts.working import Claim, Working
from huiqi.evaluation import Evaluator
from huiqi.profile.profile import Profile
from huiqi.rulebook.loading import load_rulebook
from huiqi.rulebook.measure import Once
from huiqi.truth import Truth
from huiqi.values import Choice, Interval, Record, exactly
from tests.decision.small import AS_OF

RULES = load_rulebook()
FAR = 10**6
#: What a claim is worth, and what it may turn out to be.
WORTH: list[tuple[Interval, tuple[int, ...]]] = [
    (Interval(Decimal(10), Decimal(10)), (10,)),
    (Interval(Decimal(20), Decimal(20)), (20,)),
    (Interval(Decimal(5), Decimal(30)), (5, 30)),
    (Interval(Decimal(15), None), (15, FAR)),
]
#: What it is for; none named: not known, two named: one of them.
THINGS: tuple[tuple[str, ...], ...] = (("甲",), ("乙",), (), ("甲", "乙"))
#: A claim: what it is for, whether it is granted, which of the values above it has.
Drawn = tuple[tuple[str, ...], Truth, int]
EVERY: list[Drawn] = list(product(THINGS, (Truth.UNKNOWN, Truth.TRUE), range(len(WORTH))))


def working() -> Working:
    """An empty working of some amount."""
    measure = next(m for m in RULES.measures.values() if m.gives is not None and m.gives.once)
    assert measure.gives is not None
    return Working(Evaluator(RULES, Profile(name="示例企业"), AS_OF), measure.gives)


def paid(once: Once, drawn: Sequence[Drawn]) -> tuple[Working, int, int | None]:
    """What is paid at least and at most, where what may not be granted may come to nothing."""
    claims = []
    for thing, truth, _ in drawn:
        claims.append(Claim({"t": Record({"name": Choice(frozenset(thing) or None)})}, truth))
    used = working()
    kept, values = paid_once(used, once, claims, [WORTH[worth][0] for _, _, worth in drawn])
    pairs = list(zip(kept, values, strict=True))
    least = sum(value.low for claim, value in pairs if claim.truth is Truth.TRUE)
    highs = [value.high for _, value in pairs]
    return used, least, None if None in highs else sum(highs)


def completions(drawn: Sequence[Drawn], apart: bool) -> Iterator[int]:
    """What is paid in all, for each way it can be: of each thing the most that is granted."""
    each: list[list[tuple[object, bool, int]]] = []
    for number, (thing, truth, worth) in enumerate(drawn):
        things = thing or ("甲", "乙", number)
        answers = (True, False) if truth is Truth.UNKNOWN else (True,)
        each.append(list(product(things if apart else ("",), answers, WORTH[worth][1])))
    for chosen in product(*each):
        best: dict[object, int] = {}
        for own, granted, worth in chosen:
            if granted:
                best[own] = max(worth, best.get(own, 0))
        yield sum(best.values())


@pytest.mark.parametrize("number", [1, 2, 3])
@pytest.mark.parametrize("scope", ["product", "enterprise"])
def test_every_few_claims(scope: str, number: int) -> None:
    """The range holds all that can come out; it is reached above, and below wherever it is known
    what each claim is for.
    """
    apart = scope == "product"
    once = Once(scope, "t", ("name",)) if apart else Once(scope, None)
    drawn_from = EVERY if apart else [drawn for drawn in EVERY if drawn[0] == ("甲",)]
    each = combinations_with_replacement(drawn_from, number)
    for drawn in each if number == 3 else product(drawn_from, repeat=number):
        used, least, most = paid(once, drawn)
        found = set(completions(drawn, apart))
        known = [thing for thing, _, _ in drawn if len(thing) == 1]
        assert least <= min(found), drawn
        assert (most is None) is (max(found) >= FAR), drawn
        # Which of two it is for may leave none of it besides what is claimed for both.
        exact = all(len(thing) < 2 for thing, _, _ in drawn) or number == 1
        assert most is None or (most == max(found) if exact else most >= max(found)), drawn
        if not apart or number == 1 or len(known) == number:
            assert least == min(found), drawn
        # A line says so where several became one.
        assert bool(used.lines) is (len(known) > len(set(known))), drawn


@pytest.mark.parametrize("number", [1, 2, 3])
def test_the_claim_that_is_paid_is_the_one_that_pays_most(number: int) -> None:
    """Its own day and what was received for it count from then on; of equal ones the first."""
    for drawn in product(product((10, 20), (Truth.UNKNOWN, Truth.TRUE)), repeat=number):
        claims = [Claim({}, truth, str(place)) for place, (_, truth) in enumerate(drawn)]
        values = [exactly(Decimal(worth)) for worth, _ in drawn]
        (kept,), _ = paid_once(working(), Once("enterprise", None), claims, values)
        best = max(drawn, key=lambda each: (each[1] is Truth.TRUE, each[0]))
        assert kept is claims[drawn.index(best)], drawn


def test_what_is_paid_once_is_told_with_every_claim_by_its_name() -> None:
    """Also those that are not paid, in their order; of one without a name, that it is one."""
    keys, worths = ("甲", "", "乙"), (10, 30, 20)
    claims = [Claim({}, Truth.TRUE, key) for key in keys]
    used = working()
    paid_once(used, Once("enterprise", None), claims, [exactly(Decimal(worth)) for worth in worths])
    (line,) = used.lines
    assert line.value == exactly(Decimal(30))
    assert [(one.text.in_language("zh"), one.value) for one in line.operands] == [
        (name, exactly(Decimal(worth)))
        for name, worth in zip(("甲", "一项", "乙"), worths, strict=True)
    ]


@pytest.mark.parametrize(
    ("things", "least"),
    [
        ((("甲", "一"), ("甲", "一")), 20),
        ((("甲", "一"), ("甲", "二")), 30),
        ((("甲", "一"), ("乙", "一")), 30),
        ((("甲", "一"), ("甲", None)), 10),
        ((("甲", "一"), (None, "二")), 10),
        ((("甲", "一"), ("甲", "二"), ("甲", "一")), 50),
        # However it is spelt.
        ((("甲", "Ａ一"), ("甲 ", "a一")), 20),
    ],
)
def test_what_differs_in_one_field_is_another_thing(
    things: Sequence[tuple[str | None, str | None]], least: int
) -> None:
    """10, 20, 30 for what two fields tell apart; where one is not known it may be the same."""
    claims, values = [], []
    for place, told in enumerate(things):
        fields = {
            key: Choice(None if text is None else frozenset((text,)))
            for key, text in zip(("name", "title"), told, strict=True)
        }
        claims.append(Claim({"t": Record(fields)}, Truth.TRUE, str(place)))
        values.append(exactly(Decimal(10 * place + 10)))
    once = Once("recognition", "t", ("name", "title"))
    _, paid_ = paid_once(working(), once, claims, values)
    assert sum(value.low for value in paid_) == least
