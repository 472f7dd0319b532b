"""The rulebook of a folder, and its rules on penalties: from the cache, or else from its files."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from huiqi.diagnostics import Diagnostics
from huiqi.files import read_bytes
from huiqi.rulebook.cache import Book, user_cache
from huiqi.rulebook.folder import (
    PENALTY_PATTERNS,
    fingerprint_of_files,
    fingerprint_with,
    penalties_folder,
    rule_files,
    rules_folder,
    shown_folder,
)
from huiqi.rulebook.rulebook import Rulebook

if TYPE_CHECKING:
    from huiqi.rulebook.penalties import PenaltyBook

_B = TypeVar("_B", bound=Book)


def load_rulebook(folder: Path | None = None) -> Rulebook:
    """The rulebook in ``folder`` (absent: the one installed).

    Raises :class:`~huiqi.diagnostics.InputError` with every fault found.
    """
    folder = folder or rules_folder()

    def linked() -> Rulebook:
        # The models of the YAML cost more to import than a kept rulebook to read.
        from huiqi.rulebook.linker import link_rulebook

        return link_rulebook(folder)

    if user_cache() is None:
        return linked()
    files = tuple(rule_files(folder))
    before = shown_folder(folder)
    shown = {name: before + name for _, name, _ in files}
    return _kept(Rulebook, fingerprint_of_files(files), shown, linked)


def holds_penalties(folder: Path | None = None) -> bool:
    """Whether a rulebook has penalty rules at all."""
    return penalties_folder(folder or rules_folder()) is not None


def load_penalties(folder: Path | None = None, imported: tuple[Path, ...] = ()) -> PenaltyBook:
    """The penalty rules of ``folder`` (absent: those installed) with the imported lists.

    Raises :class:`~huiqi.diagnostics.InputError` with every fault found.
    """
    from huiqi.rulebook.penalties import PenaltyBook

    def linked() -> PenaltyBook:
        from huiqi.rulebook.penalty_linker import link_penalties

        return link_penalties(folder or rules_folder(), imported)

    apart = penalties_folder(folder or rules_folder())
    if apart is None or user_cache() is None:
        return linked()
    files = tuple(rule_files(apart, PENALTY_PATTERNS))
    before = shown_folder(apart)
    shown = {name: before + name for _, name, _ in files}
    shown |= {f"imported {place}": str(path) for place, path in enumerate(imported)}
    sha256 = fingerprint_of_files(files)
    contents = [read_bytes(path, str(path), Diagnostics()) for path in imported]
    if sha256 is not None:
        sha256 = fingerprint_with(sha256, contents)
    return _kept(PenaltyBook, sha256, shown, linked)


def _kept(
    kind: type[_B], sha256: str | None, shown: Mapping[str, str], linked: Callable[[], _B]
) -> _B:
    """From the cache, or else ``linked`` and kept; ``sha256``: absent where not all can be read."""
    cache = user_cache()
    if cache is None or sha256 is None:
        return linked()
    found = cache.find(kind, sha256, shown)
    if found is None:
        found = linked()
        # Not if the files were changed while they were read.
        if found.sha256 == sha256:
            cache.keep(found, shown)
    return found
