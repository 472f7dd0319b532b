"""The folder of a rulebook: which files are in it, what they are called, and their fingerprint."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from huiqi.diagnostics import Diagnostics
from huiqi.files import read_bytes

#: By what each kind of file of a rulebook is known, wherever it lies; a file is of the first kind
#: that fits it, and what fits none before it is a measure: none is left out in silence.
PATTERNS: Mapping[str, str] = {
    "sources": "**/sources.yaml",
    "papers": "**/papers.yaml",
    "facts": "**/facts/*.yaml",
    "parameters": "**/parameters/*.yaml",
    "definitions": "**/definitions/*.yaml",
    "stacking": "**/stacking/*.yaml",
    "fund": "**/funds/*.yaml",
    "questions": "**/questions.yaml",
    "programme": "**/programme.yaml",
    "measure": "**/*.yaml",
}
#: The same in the folder of the penalty rules, a book of its own: what is neither the city's own
#: list nor precedents is a list.
PENALTY_PATTERNS: Mapping[str, str] = {
    "sources": "sources.yaml",
    "facts": "facts.yaml",
    "penalty-domains": "domains.yaml",
    "penalty-first": "first.yaml",
    "penalty-questions": "questions.yaml",
    "penalty-words": "words.yaml",
    "penalty-statute": "statute.yaml",
    "penalty-procedures": "procedures.yaml",
    "penalty-city-list": "*/city-list.yaml",
    "penalty-precedents": "precedents/*.yaml",
    "penalty-list": "*/*.yaml",
}
#: What may stand in a rulebook's folder and is no rule: its cases, the texts of its sources.
_BESIDE = ("cases", "texts")
#: What tells the folder of the penalty rules.
_PENALTIES = PENALTY_PATTERNS["penalty-statute"]


def rules_folder() -> Path:
    """The rules that came with this installation."""
    return _came_with("_rules", "rules")


def examples_folder() -> Path:
    """The invented examples that came with this installation."""
    return _came_with("_examples", "cases/examples")


def _came_with(packaged: str, checked_out: str) -> Path:
    """A folder of a wheel, or else that of the repository."""
    here = Path(__file__).resolve().parents[1]
    inside = here / packaged
    return inside if inside.is_dir() else here.parents[1] / checked_out


def has_sources(folder: Path) -> bool:
    """Whether the folder says what its rules cite, in itself or in a folder of it."""
    try:
        folders = [folder, *(path for path in folder.iterdir() if path.is_dir())]
        return any((path / "sources.yaml").is_file() for path in folders)
    except OSError:
        return False


def penalties_folder(folder: Path) -> Path | None:
    """The folder of the penalty rules; ``None`` where there are none."""
    return _of_penalties(_yaml_files(folder))


def rule_files(
    folder: Path, patterns: Mapping[str, str] = PATTERNS
) -> Iterator[tuple[str, str, Path]]:
    """The kind, the name below the folder and the path of each file, in the order of their names.

    A file that two patterns fit is of the first kind.  The penalty rules are left out, unless the
    folder is theirs.
    """
    files = _yaml_files(folder)
    apart = _of_penalties(files)
    found, kinds = [], list(patterns)
    for path in files:
        name = path.relative_to(folder)
        if name.parts[0] in _BESIDE:
            continue
        if apart not in (None, folder) and path.is_relative_to(apart):
            continue
        kind = next((kind for kind, pattern in patterns.items() if _fits(name, pattern)), None)
        if kind is not None:
            found.append((kind, name.as_posix(), path))
    yield from sorted(found, key=lambda one: kinds.index(one[0]))


def _yaml_files(folder: Path) -> list[Path]:
    """All below it, in their order; none where it is no rulebook: that is not looked through."""
    return sorted(folder.rglob("*.yaml")) if has_sources(folder) else []


def _of_penalties(files: Iterable[Path]) -> Path | None:
    return next((path.parent for path in files if path.name == _PENALTIES), None)


def _fits(name: Path, pattern: str) -> bool:
    """Whether a name below the folder is of a pattern, which may begin wherever (``**/``)."""
    below = pattern.removeprefix("**/")
    anywhere = below != pattern or len(name.parts) == below.count("/") + 1
    return anywhere and name.match(below)


def shown_folder(folder: Path) -> str:
    """What goes before a file's name in a message: the folder as seen from where one stands."""
    try:
        below = folder.resolve().relative_to(Path.cwd()).as_posix()
    except (ValueError, OSError):
        # OSError: the folder one is in has been deleted.
        return f"{folder}/"
    return "" if below == "." else f"{below}/"


def fingerprint(contents: Iterable[tuple[str, bytes]]) -> str:
    """The hash of a rulebook in hexadecimal, from the names and the contents of its files in their
    order.
    """
    digest = hashlib.sha256()
    for name, content in contents:
        digest.update(f"{name}\0".encode())
        digest.update(content)
    return digest.hexdigest()


def fingerprint_of_files(files: Iterable[tuple[str, str, Path]]) -> str | None:
    """The hash of the rulebook in these files; ``None`` where one of them cannot be read."""
    contents = [(name, read_bytes(path, name, Diagnostics())) for _, name, path in files]
    found = [(name, content) for name, content in contents if content is not None]
    return fingerprint(found) if len(found) == len(contents) else None


def fingerprint_with(sha256: str, imported: Iterable[bytes | None]) -> str | None:
    """The hash of the rules of ``sha256`` with imported lists, which decide as the rules beside
    them do; ``None`` where one of them cannot be read.
    """
    contents = list(imported)
    found = [("imported", content) for content in contents if content is not None]
    if len(found) < len(contents):
        return None
    return fingerprint([("rules", sha256.encode()), *found]) if found else sha256
