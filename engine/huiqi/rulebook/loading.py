"""The rulebook of a folder, and its rules on penalties: from the cache, or else from its files."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from huiqi.diagnostics import Diagnostics
from huiqi.files import read_bytes
from huiqi.rulebook.cache import Book, user_cache
from huiqi.rulebook.folder import (
    PATTERNS,
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
#: The hash of some files, absent where not all can be read, and by its name below their folder what
#: each is called in messages.
_Contents = tuple[str | None, dict[str, str]]


def load_rulebook(folder: Path | None = None) -> Rulebook:
    """The rulebook in ``folder`` (absent: the one installed).

    Raises :class:`~huiqi.diagnostics.InputError` with every fault found.
    """
    folder = folder or rules_folder()

    def linked() -> Rulebook:
        # The models of the YAML cost more to import than a kept rulebook to read.
        from huiqi.rulebook.linker import link_rulebook

        return link_rulebook(folder)

    return _kept(Rulebook, lambda: _contents(folder), linked)


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
    if apart is None:
        # Which is refused there.
        return linked()

    def contents() -> _Contents:
        sha256, shown = _contents(apart, PENALTY_PATTERNS)
        lists = [read_bytes(path, str(path), Diagnostics()) for path in imported]
        shown |= {f"imported {place}": str(path) for place, path in enumerate(imported)}
        return None if sha256 is None else fingerprint_with(sha256, lists), shown

    return _kept(PenaltyBook, contents, linked)


def _contents(folder: Path, patterns: Mapping[str, str] = PATTERNS) -> _Contents:
    files, before = tuple(rule_files(folder, patterns)), shown_folder(folder)
    return fingerprint_of_files(files), {name: before + name for _, name, _ in files}


def _kept(kind: type[_B], contents: Callable[[], _Contents], linked: Callable[[], _B]) -> _B:
    """From the cache, or else ``linked`` and kept."""
    cache = user_cache()
    if cache is None:
        return linked()
    sha256, shown = contents()
    if sha256 is None:
        return linked()
    found = cache.find(kind, sha256, shown)
    if found is None:
        found = linked()
        # Not if the files were changed while they were read.
        if found.sha256 == sha256:
            cache.keep(found, shown)
    return found
