"""What becomes of a list that stands where one is written: what a person put into it is kept.

Beside each list stands what was written there, as a digest of the whole file: whoever fills in a
cell, or adds a column, makes it another one.
"""

from __future__ import annotations

import hashlib
import sys
from collections.abc import Iterator, Mapping, Sequence
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING

from huiqi.cli.answers_kept import summary_read

if TYPE_CHECKING:
    from huiqi.report.phrases import Phrases
    from huiqi.words import Say

#: In the sums beside a list: what was written, by the end of its name; the heads of its columns
#: that are ours, and of those that a person added to one before.
WRITTEN, HEADS, ADDED = "written", "heads", "added"
#: Of whom a list is, in the same.
_WHERE, _KIND = "where", "kind"


def last_of(path: Path, output: Path, say: Say) -> Path:
    """Where the file of the last time is kept: under the first name that is free, or at which
    stands what we wrote and nobody has touched.
    """
    known = _marks(output)
    for kept in _names(path, say("上次")):
        if not kept.exists():
            return kept
        if kept.is_file() and known.get(_end(kept, output)) == _digest(kept):
            return kept
    raise AssertionError("there is no end of names")


def _names(path: Path, last: str) -> Iterator[Path]:
    """名单.上次.xlsx, 名单.上次2.xlsx and so on."""
    for number in count(1):
        yield path.with_name(f"{path.stem}.{last}{number if number > 1 else ''}{path.suffix}")


def summary_of(output: Path) -> Path:
    """Where the sums stand."""
    return output.with_suffix(".summary.json")


def rejects_of(output: Path) -> Path:
    """Where the rows stand that could not be read."""
    return output.with_suffix(".rejects.csv")


def files_written(output: Path, say: Say) -> dict[str, Path]:
    """What is written beside the output, too, and where its last ones are kept."""
    rejects = rejects_of(output)
    kept = (last_of(path, output, say) for path in (output, rejects))
    files = (output, summary_of(output), rejects, *kept)
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


def heads_written(output: Path) -> tuple[str, ...] | None:
    """The heads of our columns on the list that stands there; ``None`` where that is not known."""
    return _texts(output, HEADS)


def keep_last(
    output: Path,
    phrases: Phrases,
    *,
    kind: str,
    chosen: Sequence[str] = (),
    carried: Sequence[str] = (),
    left: int | None = None,
) -> None:
    """Keeps what stands where an output is written, if a person may have changed it, or it is of
    another kind, or of others than are chosen now; and says so, and which columns of a person's own
    are carried over.

    Args:
        kind: What is written there.
        carried: The heads of the columns that a person added, which are written anew.
        left: Beside how many enterprises something stands in such a column and is not carried
            over; ``None``: nothing is.

    Raises:
        InputError: It cannot be kept; nothing is written over then.
    """
    marks = _marks(output)
    other = marks.get(_KIND) != kind or (bool(chosen) and not _is_of(output, chosen))
    lost = bool(_texts(output, ADDED)) if left is None else left > 0
    if carried:
        heads = phrases.say.listed(carried)
        said = phrases.say("名单上自己加的列，写的都带进新的：{heads}", heads=heads)
        print(said, file=sys.stderr)
    for path in (output, rejects_of(output)):
        if not path.is_file() or not path.stat().st_size:
            continue
        changed = marks.get(_end(path, output)) != _digest(path)
        mine = path == output
        if changed or (mine and (other or lost)):
            kept = last_of(path, output, phrases.say)
            own = bool(carried) and mine
            _tell_kept(path, kept, phrases, changed=changed, carried=own, left=(mine and left) or 0)
            _keep(path, kept, output, as_written=not changed and not (mine and lost))


def _tell_kept(
    path: Path,
    kept: Path,
    phrases: Phrases,
    *,
    changed: bool,
    carried: bool = False,
    left: int = 0,
) -> None:
    names = {"file": path.name, "kept": kept.name}
    said = phrases.say("要写的 {file} 已有另一份，原来的留作 {kept}", **names)
    if changed:
        said = phrases.say(
            "{file} 不是上次写出的样子（有人填过、改过，没有带进新的），原来的留作 {kept}", **names
        )
    if changed and carried:
        said = phrases.say(
            "{file} 不是上次写出的样子（有人填过、改过，自己加的列以外没有带进新的），"
            "原来的留作 {kept}",
            **names,
        )
    if left:
        said = phrases.say(
            "{file} 上有 {number} 户自己写的没有带进新的（这次名单上没有这几户），"
            "原来的留作 {kept}",
            number=left,
            **names,
        )
    print(said, file=sys.stderr)


def _keep(path: Path, kept: Path, output: Path, *, as_written: bool) -> None:
    from huiqi.files import keep_copy

    keep_copy(path, kept)
    if as_written:
        # It may be written over in its turn.
        mark(output, {_end(kept, output): _digest(kept)})


def mark(output: Path, marks: Mapping[str, str]) -> None:
    """Puts what is written down of files beside a list into the sums that stand there."""
    from huiqi.files import write_file
    from huiqi.serialisation.writing import json_text

    summary = summary_of(output)
    if read := summary_read(summary):
        write_file(summary, json_text({**read, WRITTEN: {**_marks(output), **marks}}) + "\n")


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


def _texts(output: Path, name: str) -> tuple[str, ...] | None:
    told = summary_read(summary_of(output)).get(name)
    if not isinstance(told, list) or not all(isinstance(one, str) for one in told):
        return None
    return tuple(told)


def _end(path: Path, output: Path) -> str:
    return path.name.removeprefix(output.stem)


def _digest(path: Path) -> str:
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()
