"""The rules side by side: each figure counted anew."""

from __future__ import annotations

from collections.abc import Sequence

from hypothesis import given
from hypothesis import strategies as st

from huiqi.funds.applicants import Applicant
from huiqi.funds.side_by_side import Summary, summaries
from tests.funds.samples import applicant, known_applicants, shared


def compared(people: Sequence[Applicant], pool: int, cap: int | None) -> dict[str, Summary]:
    """The summary of each rule that could be applied."""
    return {one.result.rule.id: one for one in summaries(shared(people, pool, cap))}


def test_five_enterprises_worked_out_by_hand() -> None:
    """A pool of 100 cents for 60, 40, 30, 0 and 10, ranked in that order; a cap of 40.

    In proportion: 42.86, 28.57, 21.43, 0, 7.14, so 43, 29, 21, 0, 7.  By rank: 60 and 40.  In
    proportion under the cap: 33.33, 33.33, 25, 0, 8.33, the odd cent to the first.  By rank under
    the cap: 40, 40, 20.
    """
    people = [applicant(n, cents, n + 1) for n, cents in enumerate((60, 40, 30, 0, 10))]
    found = compared(people, 100, 40)
    assert set(found) == {"pro_rata", "ranked", "capped_pro_rata", "capped_ranked"}
    assert list(found["pro_rata"].result.amounts) == [43, 29, 21, 0, 7]
    assert found["pro_rata"] == Summary(
        result=found["pro_rata"].result,
        paid=100,
        left=0,
        in_full=1,
        in_part=4,
        nothing=0,
        cut=0,
        median=21,
        largest=43,
        certain=5,
        more=0,
        less=0,
        winners=(),
        losers=(),
    )
    assert list(found["ranked"].result.amounts) == [60, 40, 0, 0, 0]
    # The enterprise without a claim has all that it asked for.
    assert found["ranked"] == Summary(
        result=found["ranked"].result,
        paid=100,
        left=0,
        in_full=3,
        in_part=0,
        nothing=2,
        cut=0,
        median=0,
        largest=60,
        certain=5,
        more=2,
        less=2,
        winners=(0, 1),
        losers=(2, 4),
    )
    assert list(found["capped_pro_rata"].result.amounts) == [34, 33, 25, 0, 8]
    assert found["capped_pro_rata"] == Summary(
        result=found["capped_pro_rata"].result,
        paid=100,
        left=0,
        in_full=1,
        in_part=4,
        nothing=0,
        cut=1,
        median=25,
        largest=34,
        certain=5,
        more=3,
        less=1,
        winners=(1, 2, 4),
        losers=(0,),
    )
    assert list(found["capped_ranked"].result.amounts) == [40, 40, 20, 0, 0]
    assert found["capped_ranked"] == Summary(
        result=found["capped_ranked"].result,
        paid=100,
        left=0,
        in_full=3,
        in_part=1,
        nothing=1,
        cut=1,
        median=20,
        largest=40,
        certain=5,
        more=1,
        less=3,
        winners=(1,),
        losers=(4, 0, 2),
    )


def test_what_is_left_and_who_is_open() -> None:
    """An open claim is in what is paid at its lowest, and in no count."""
    found = compared([applicant(1, 60, 1), applicant(2, None, 2), applicant(3, 10, 3)], 100, None)
    one = found["ranked"]
    assert (one.paid, one.left, one.in_full, one.in_part, one.nothing) == (70, 30, 2, 0, 0)
    # What comes first is certain; what comes after the open one is not.
    assert (one.certain, one.median, one.largest) == (1, 10, 60)
    assert found["pro_rata"].certain == 0
    (nobody,) = compared([applicant(1, None)], 100, None).values()
    assert (nobody.median, nobody.largest, nobody.certain, nobody.in_full) == (0, 0, 0, 0)
    assert (nobody.paid, nobody.left) == (0, 100)


@given(known_applicants(most=9), st.integers(0, 300), st.integers(0, 60))
def test_every_figure_is_what_can_be_counted(people: list[Applicant], pool: int, cap: int) -> None:
    """Of applicants of whom everything is known, under all five rules."""
    found = compared(people, pool, cap)
    first = found["pro_rata"].result.amounts
    asked = [int(one.base_low * 100) for one in people]
    for rule, one in found.items():
        limits = [min(claim, cap) if rule.startswith("capped") else claim for claim in asked]
        got = one.result.amounts
        assert one.paid + one.left == pool
        assert one.paid == sum(got)
        assert one.in_full == sum(a == b for a, b in zip(got, limits, strict=True))
        assert one.nothing == sum(a == 0 and b > 0 for a, b in zip(got, limits, strict=True))
        assert one.in_part == sum(0 < a < b for a, b in zip(got, limits, strict=True))
        assert one.cut == sum(a < b for a, b in zip(limits, asked, strict=True))
        assert one.median == sorted(got)[(len(got) - 1) // 2]
        assert (one.largest, one.certain) == (max(got), len(people))
        more = [n for n, amount in enumerate(got) if amount > first[n]]
        less = [n for n, amount in enumerate(got) if amount < first[n]]
        assert (one.more, one.less) == (len(more), len(less))

        def most(n: int, got: Sequence[int] = got) -> tuple[int, str]:
            return -abs(got[n] - first[n]), people[n].name

        assert list(one.winners) == sorted(more, key=most)[:3]
        assert list(one.losers) == sorted(less, key=most)[:3]
