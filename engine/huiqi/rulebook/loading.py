"""The rulebook of a folder: from the cache, or else from its files."""

from __future__ import annotations

from pathlib import Path

from huiqi.rulebook.cache import user_cache
from huiqi.rulebook.folder import fingerprint_of_files, rule_files, rules_folder, shown_folder
from huiqi.rulebook.rulebook import Rulebook


def load_rulebook(folder: Path | None = None) -> Rulebook:
    """The rulebook in ``folder`` (absent: the one installed).

    Raises :class:`~huiqi.diagnostics.InputError` with every fault found.
    """
    folder = folder or rules_folder()
    cache = user_cache()
    if cache is None:
        return _linked(folder)
    files = tuple(rule_files(folder))
    sha256 = fingerprint_of_files(files)
    if sha256 is None:
        return _linked(folder)
    before = shown_folder(folder)
    shown = {name: before + name for _, name, _ in files}
    found = cache.find(sha256, shown)
    if found is None:
        found = _linked(folder)
        # Not if the files were changed while they were read.
        if found.sha256 == sha256:
            cache.keep(found, shown)
    return found


def _linked(folder: Path) -> Rulebook:
    # The models of the YAML cost more to import than a kept rulebook to read.
    from huiqi.rulebook.linker import link_rulebook

    return link_rulebook(folder)
