"""What a case expects of an amount, end by end."""

from __future__ import annotations

from collections.abc import Iterator

from huiqi.decision.expected_values import otherwise
from huiqi.decision.kept_open import kept_open
from huiqi.decision.results import Amount
from huiqi.quantities import QuantityError, parse_money
from huiqi.rulebook.rulebook import Rulebook
from huiqi.sentences import sentence
from huiqi.words import to_say

#: What each end is called, and what is said where the one expected cannot be read.
_ENDS = (
    (to_say("{name} 金额下限"), to_say("{name} 期望的金额下限写得不对：{problem}（{wanted}）")),
    (to_say("{name} 金额上限"), to_say("{name} 期望的金额上限写得不对：{problem}（{wanted}）")),
    (
        to_say("{name} 金额最高限额"),
        to_say("{name} 期望的金额最高限额写得不对：{problem}（{wanted}）"),
    ),
)


def amount_failures(
    name: str,
    expected: tuple[str | None, str | None, str | None],
    amount: Amount | None,
    rulebook: Rulebook,
) -> Iterator[str]:
    """What differs of the low and the high end and of a maximum; ``None``: nothing is expected."""
    missing = amount.missing if amount is not None and not amount.exact else ()
    ends = (amount.low, amount.high, amount.at_most) if amount else (None, None, None)
    for (end, unread), wanted, found in zip(_ENDS, expected, ends, strict=True):
        if wanted is None:
            continue
        try:
            exact = None if wanted == "none" else parse_money(wanted)
        except QuantityError as problem:
            yield sentence(unread, name=name, problem=problem.told, wanted=wanted)
            continue
        if found != exact:
            yield kept_open(otherwise(sentence(end, name=name), wanted, found), rulebook, missing)
