"""The profile that answers come to: read as any profile is, with the same faults and remarks."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from huiqi.diagnostics import Diagnostic, Diagnostics, InputError, Place
from huiqi.evaluation.reported import check_profile
from huiqi.profile.account import Account, account_of
from huiqi.profile.inputs import Input, read_input
from huiqi.profile.profile import Profile
from huiqi.profile.profile_reader import profile_from
from huiqi.rulebook.rulebook import Fact, Rulebook

#: Where a fault is said to stand: no file has been written yet.
PLACE = Place("interview")
#: What is wrong with a record only because something of it has not been told.
LACKING = ("P106", "P132", "P143")


def begun_with(
    source: Input | None, rulebook: Rulebook, as_of: date, diagnostics: Diagnostics
) -> Account:
    """What a file (YAML, JSON, a filled form), or the same as a mapping, tells to begin with.

    Raises:
        InputError: Every fault found in it.
    """
    if source is None:
        return Account()
    document = read_input(source, diagnostics, "profile")
    profile = profile_from(document, rulebook, diagnostics)
    diagnostics.raise_errors()
    check_profile(rulebook, profile, as_of, diagnostics)
    diagnostics.raise_errors()
    return account_of(document, rulebook)


def profile_told(
    account: Account,
    rulebook: Rulebook,
    as_of: date,
    diagnostics: Diagnostics,
    before: tuple[Mapping[str, object], Profile] | None = None,
) -> Profile:
    """The profile of what is told; faults and remarks are reported.

    ``before``: other facts and their profile, of which what is told alike is the same object here:
    what rests on it is not decided again.
    """
    own = Diagnostics()
    try:
        document = read_input(account.document(), own)
        profile = profile_from(document, rulebook, own)
        if not own.errors:
            check_profile(rulebook, profile, as_of, own)
    except InputError as error:
        profile = Profile(name=account.name)
        own.items.extend(error.diagnostics)
    diagnostics.items.extend(map(_placed, own.items))
    return profile if before is None else _alike(profile, account.facts, before, rulebook)


def check_told(account: Account, rulebook: Rulebook, as_of: date, *, finished: bool) -> None:
    """Refuse what cannot be told; unless ``finished``, more fields of the last record may follow.

    Raises:
        InputError: Every fault found in it.
    """
    diagnostics = Diagnostics()
    profile_told(account, rulebook, as_of, diagnostics)
    wrong = [d for d in diagnostics.errors if finished or d.code not in LACKING]
    if wrong:
        raise InputError(wrong)


def _placed(found: Diagnostic) -> Diagnostic:
    """A finding without the place in a text that nobody has seen."""
    return replace(found, place=PLACE)


def _alike(
    profile: Profile,
    facts: Mapping[str, object],
    before: tuple[Mapping[str, object], Profile],
    rulebook: Rulebook,
) -> Profile:
    told, known = before
    # What was received goes by the names of other lists.
    apart = {name for name, fact in rulebook.facts.items() if _is_matched(fact)}
    same = {
        name
        for name, value in facts.items()
        if name not in apart and name in told and told[name] == value
    }
    merged = {
        key: known.facts[key] if key[0] in same and key in known.facts else given
        for key, given in profile.facts.items()
    }
    return replace(profile, facts=merged)


def _is_matched(fact: Fact) -> bool:
    return fact.receipts is not None
