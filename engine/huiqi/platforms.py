"""The public face for whoever has a data platform: what it says of an enterprise is offered first,
and used where somebody takes it.
"""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from huiqi.diagnostics import Diagnostics, InputError
from huiqi.spelling import code_text

if TYPE_CHECKING:
    from huiqi.engine import Engine, Input
    from huiqi.profile.account import Account
    from huiqi.profile.platform_table import PlatformTable
    from huiqi.profile.prefill import PlatformFact


class OpenedPlatform(NamedTuple):
    """A platform's table, and how many of its rows can be read without a fault."""

    table: PlatformTable
    whole: int


class PlatformOffer(NamedTuple):
    """What a platform says of an enterprise, beside what is told of it already."""

    facts: tuple[PlatformFact, ...]
    told: Account
    code: str


def open_platform_table(engine: Engine, table: Path) -> OpenedPlatform:
    """A table (CSV, XLSX, JSON) with the YAML file beside it, every row of it looked at.

    Raises:
        InputError: Every fault of the two files as a whole.
    """
    from huiqi.profile.platform_table import open_platform

    found = open_platform(table, engine.rulebook, Diagnostics())
    whole = sum(_reads(found, code, engine) for code in found)
    return OpenedPlatform(found, whole)


def _reads(table: PlatformTable, code: str, engine: Engine) -> bool:
    try:
        table.read(code, engine.rulebook, Diagnostics())
    except InputError:
        return False
    return True


def platform_offer(
    engine: Engine, table: PlatformTable, code: str, source: Input | None
) -> PlatformOffer:
    """What the row of a code says; ``source``: what is told already, as of an enterprise.

    Raises:
        InputError: P160 no code, or another than is told; P162 none of the table, P110 nor of any
            enterprise; what is wrong with its row, or with what is told.
    """
    from huiqi.profile.account import Account
    from huiqi.profile.inputs import read_input
    from huiqi.profile.prefill import offered
    from huiqi.profile.profile import Profile
    from huiqi.profile.profile_reader import profile_from

    told, profile = Account(), Profile(name="")
    if source is not None:
        told = engine.account(source)
        profile = profile_from(read_input(source, Diagnostics()), engine.rulebook, Diagnostics())
    code = code_text(code) or profile.credit_code
    facts = offered(profile, code, table, engine.rulebook, Diagnostics())
    return PlatformOffer(facts, told, code)


def with_platform(
    table: PlatformTable, offer: PlatformOffer, keys: Collection[str]
) -> dict[str, object]:
    """What is told, with what was taken of the offer: by the keys of its facts."""
    from huiqi.profile.prefill import taking

    taken = tuple(one for one in offer.facts if one.key in keys)
    return taking(offer.told, taken, offer.code, table).document()
