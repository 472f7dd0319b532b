"""What becomes of a list that stands where one is written: what a person put into it is kept.

Beside each list stands what was written there, as a digest of the whole file: whoever fills in a
cell, or adds a column, makes it another one.
"""

from __future__ import annotations

import hashlib
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from huiqi.cli.answers_kept import summary_read

if TYPE_CHECKING:
    from huiqi.report.phrases import Phrases
    from huiqi.words import Say

#: In the sums beside a list: what was written, by the end of its name.
WRITTEN = "written"
#: Of whom a list is, in the same.
_WHERE, _KIND = "where", "kind"


def last_of(path: Path, say: Say) -> Path:
    """Where the file of the last time is kept, one generation of it."""
    last = say("上次")
    return path.with_name(f"{path.stem}.{last}{path.suffix}")


def summary_of(output: Path) -> Path:
    """Where the sums stand."""
    return output.with_suffix(".summary.json")


def rejects_of(output: Path) -> Path:
    """Where the rows stand that could not be read."""
    return output.with_suffix(".rejects.csv")


def files_written(output: Path, say: Say) -> dict[str, Path]:
    """What is written beside the output, too, and where its last ones are kept."""
    rejects = rejects_of(output)
    files = (output, summary_of(output), rejects, last_of(output, say), last_of(rejects, say))
    return {f"-o {path}": path for path in files}


def written_with_cards(output: Path, chosen: Sequence[str], phrases: Phrases) -> Path | None:
    """Where the list is written beside cards: nowhere where some enterprises alone get theirs, and
    what stands there is not known to be a list of the same; it is left as it is, and it is said so.
    """
    if not chosen or not output.is_file() or _is_of(output, chosen):
        return output
    said = phrases.say(
        "{file} 是另一些企业的名单，没有改；要这几户的名单，-o 写别的文件名", file=output.name
    )
    print(said, file=sys.stderr)
    return None


def _is_of(output: Path, chosen: Sequence[str]) -> bool:
    return bool(_marks(output)) and summary_read(summary_of(output)).get(_WHERE) == [*chosen]


def keep_last(output: Path, phrases: Phrases, *, kind: str, chosen: Sequence[str] = ()) -> None:
    """Keeps what stands where an output is written, if a person may have changed it, or it is of
    another kind, or of others than are chosen now; and says so.

    Args:
        kind: What is written there.

    Raises:
        InputError: It cannot be kept; nothing is written over then.
    """
    marks = _marks(output)
    other = marks.get(_KIND) != kind or (bool(chosen) and not _is_of(output, chosen))
    for path in (output, rejects_of(output)):
        if not path.is_file() or not path.stat().st_size:
            continue
        changed = marks.get(_end(path, output)) != _digest(path)
        if changed or (other and path == output):
            _keep(path, phrases, changed=changed)


def _keep(path: Path, phrases: Phrases, *, changed: bool) -> None:
    from huiqi.files import keep_copy

    kept = last_of(path, phrases.say)
    keep_copy(path, kept)
    names = {"file": path.name, "kept": kept.name}
    said = phrases.say("要写的 {file} 已有另一份，原来的留作 {kept}", **names)
    if changed:
        said = phrases.say(
            "{file} 不是上次写出的样子（有人填过、改过，没有带进新的），原来的留作 {kept}", **names
        )
    print(said, file=sys.stderr)


def written_marks(output: Path, kind: str) -> dict[str, str]:
    """What was written now, beside what is known of others that have the same sums."""
    marks = {**_marks(output), _KIND: kind}
    for path in (output, rejects_of(output)):
        if path.is_file():
            marks[_end(path, output)] = _digest(path)
    return marks


def _marks(output: Path) -> dict[str, str]:
    marks = summary_read(summary_of(output)).get(WRITTEN)
    if not isinstance(marks, dict) or not all(isinstance(one, str) for one in marks.values()):
        return {}
    return marks


def _end(path: Path, output: Path) -> str:
    return path.name.removeprefix(output.stem)


def _digest(path: Path) -> str:
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()
