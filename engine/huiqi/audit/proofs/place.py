"""Where an expression stands while it becomes a formula."""

from __future__ import annotations

from collections.abc import Mapping

from huiqi.audit.proofs.symbols import Meaning


class ProofFrame:
    """Where an expression stands: its year, and its local names."""

    __slots__ = ("locals", "year", "yearly")

    def __init__(self, year: int, yearly: bool, names: Mapping[str, Meaning] | None = None) -> None:
        self.year = year
        self.yearly = yearly
        self.locals: Mapping[str, Meaning] = names or {}

    def binding(self, name: str, value: Meaning) -> ProofFrame:
        """The place within, where ``name`` stands for ``value``."""
        return ProofFrame(self.year, self.yearly, {**self.locals, name: value})
