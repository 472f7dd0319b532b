"""Proofs that a mutant is no other rule: only these leave the denominator."""

from __future__ import annotations

from huiqi.audit.mutants import Mutant
from huiqi.rulebook.models import Text
from huiqi.rulebook.rulebook import Rulebook


def equivalent(rulebook: Rulebook, mutant: Mutant) -> Text | None:
    """The proof that a mutant answers as the rulebook does for every enterprise, if found."""
    return None
