"""Writing an adoption whole or not at all, and taking the last one back.

What is to be written, and what stood there, is kept first, below ``.adoptions`` in the rules'
folder: ``0001.pending`` while the files are put in place one by one, ``0001`` once all of them are.
Whoever finds a ``.pending`` (its process was killed) puts the files back as they were.  The name of
who confirmed stands there alone, in a folder that git passes over.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import shutil
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path

from huiqi.adoption.plan import KEPT, FileChange, Plan
from huiqi.diagnostics import InputError, Place, input_error
from huiqi.files import make_folder, write_file
from huiqi.files.writing import unwritable
from huiqi.sentences import sentence

try:
    import fcntl
except ImportError:  # Where there are no such locks, the files' hashes still tell.
    fcntl = None  # type: ignore[assignment]

_DONE = re.compile(r"\d{4}")
_JOURNAL = "adoption.json"
_PENDING, _UNDONE, _NEW = ".pending", ".undone", ".new"
_IGNORED, _LOCK = ".gitignore", "lock"


def put_in_place(plan: Plan) -> Path:
    """Put every file of the plan in place; where it is kept.

    Raises:
        InputError: N111, a file was changed since it was read; N114, another is at it; C121, one
            cannot be written.  All files are then as they were.
    """
    make_folder(plan.rules / KEPT)
    with _alone(plan.rules):
        _recovered(plan.rules)
        changes = plan.changes
        for change in changes:
            _check(plan.folder(change.kind) / change.file, change.before)
        pending = None
        try:
            pending = _keep(plan.rules / KEPT, plan)
            _put(changes, {"rules": plan.rules, "cases": plan.cases})
        except BaseException:
            _recovered(plan.rules)
            raise
        return pending.rename(pending.with_suffix(""))


def undo(rules: Path) -> tuple[FileChange, ...]:
    """Take the last adoption into these rules back; the files, each as it was before.

    Raises:
        InputError: N112, there is none; N111, a file was changed since: none is touched then.
    """
    recover(rules)
    with _alone(rules):
        done = sorted(path for path in _held(rules) if _DONE.fullmatch(path.name))
        if not done:
            raise input_error("N112", Place(str(rules)), sentence("没有可以撤销的录入"))
        last = done[-1]
        changes, folders = _read(last, rules)
        for change in changes:
            _check(folders[change.kind] / change.file, change.after)
        # From here on whoever finds it half done goes on the same way.
        pending = last.rename(last.with_suffix(_PENDING))
        _back(changes, folders)
        pending.rename(pending.with_suffix(_UNDONE))
    return changes


def recover(rules: Path) -> bool:
    """Put back what a killed process has left half written; whether there was such a thing.

    Raises:
        InputError: N111, a file of it holds neither what was there nor what was to be; N114,
            another is at it.
    """
    with _alone(rules):
        return _recovered(rules)


def _recovered(rules: Path) -> bool:
    found = False
    for path in _held(rules):
        if path.suffix == _NEW:
            shutil.rmtree(path)
        elif path.suffix == _PENDING:
            found = True
            _back(*_read(path, rules))
            shutil.rmtree(path)
    return found


@contextmanager
def _alone(rules: Path) -> Iterator[None]:
    """No other process writes to these rules meanwhile; who is killed holds nothing on.

    Where nothing was ever adopted there is nothing to hold; where nothing is kept in the end, the
    folder is taken away.
    """
    kept = rules / KEPT
    if not kept.is_dir():
        yield
        return
    try:
        handle = os.open(kept / _LOCK, os.O_RDWR | os.O_CREAT, 0o600)
    except OSError as error:
        raise unwritable(kept / _LOCK, error) from None
    try:
        if fcntl is not None:
            try:
                fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except OSError:
                raise input_error(
                    "N114",
                    Place(str(rules)),
                    sentence("另一个进程正在写这个规则库"),
                    remedy=sentence("等它写完再来"),
                ) from None
        yield
    finally:
        if {path.name for path in _held(rules)} <= {_IGNORED, _LOCK}:
            shutil.rmtree(kept)
        os.close(handle)


def _held(rules: Path) -> list[Path]:
    kept = rules / KEPT
    return sorted(kept.iterdir()) if kept.is_dir() else []


def _put(changes: Iterable[FileChange], folders: Mapping[str, Path]) -> None:
    for change in changes:
        _set(folders[change.kind] / change.file, change.after)


def _back(changes: Iterable[FileChange], folders: Mapping[str, Path]) -> None:
    """Every file as it was; one that is neither as it was nor as it was to be stops it."""
    changes = tuple(changes)
    for change in changes:
        path = folders[change.kind] / change.file
        if _content(path) != change.before:
            _check(path, change.after)
    for change in reversed(changes):
        path = folders[change.kind] / change.file
        if _content(path) != change.before:
            _set(path, change.before)
        if change.before is None:
            _without_empty(path.parent, folders[change.kind])


def _without_empty(folder: Path, root: Path) -> None:
    """Take away the folders that were made for a file, where nothing else stands in them."""
    while folder != root:
        try:
            folder.rmdir()
        except OSError:
            return
        folder = folder.parent


def _set(path: Path, content: bytes | None) -> None:
    if content is not None:
        make_folder(path.parent)
        write_file(path, content)
        return
    try:
        path.unlink(missing_ok=True)
    except OSError as error:
        raise unwritable(path, error) from None


def _content(path: Path) -> bytes | None:
    try:
        return path.read_bytes() if path.exists() else None
    except OSError as error:
        raise unwritable(path, error) from None


def _check(path: Path, wanted: bytes | None) -> None:
    if _content(path) != wanted:
        raise input_error(
            "N111",
            Place(str(path)),
            sentence("这个文件在那以后又改过，没有动任何文件"),
            remedy=sentence("先把这个文件改回去（git diff 可看），或手工处理"),
        )


def _keep(kept: Path, plan: Plan) -> Path:
    """The plan on disk, whole, under the next number."""
    make_folder(kept)
    write_file(kept / _IGNORED, "*\n")
    numbers = [int(path.stem) for path in kept.iterdir() if _DONE.fullmatch(path.stem)]
    new = kept / f"{max(numbers, default=0) + 1:04}{_NEW}"
    try:
        new.mkdir()
        files: list[dict[str, object]] = []
        for number, change in enumerate(plan.changes):
            for side, content in (("before", change.before), ("after", change.after)):
                if content is not None:
                    write_file(new / f"{number}.{side}", content)
            files.append(
                {
                    "kind": change.kind,
                    "file": change.file,
                    "before": _hash(change.before),
                    "after": _hash(change.after),
                }
            )
        confirmed = plan.entered.confirmed
        journal = {
            # As seen from the rules: both are moved or copied together.
            "cases": os.path.relpath(plan.cases.resolve(), plan.rules.resolve()),
            "measures": list(plan.entered.measures),
            "confirmed_by": confirmed.by,
            "confirmed_on": confirmed.on.isoformat() if confirmed.on else None,
            "files": files,
        }
        write_file(new / _JOURNAL, json.dumps(journal, ensure_ascii=False, indent=1) + "\n")
        return new.rename(new.with_suffix(_PENDING))
    except (OSError, InputError) as error:
        with suppress(OSError):
            shutil.rmtree(new)
        if isinstance(error, InputError):
            raise
        raise unwritable(new, error) from None


def _read(path: Path, rules: Path) -> tuple[tuple[FileChange, ...], dict[str, Path]]:
    """What an adoption that is kept changes, and the folders that it changed."""
    journal = json.loads((path / _JOURNAL).read_text("utf-8"))
    found = []
    for number, entry in enumerate(journal["files"]):
        sides = []
        for side in ("before", "after"):
            held = path / f"{number}.{side}"
            content = held.read_bytes() if entry[side] is not None else None
            if _hash(content) != entry[side]:
                raise input_error(
                    "N113", Place(str(held)), sentence("记下的内容坏了，不能据以恢复")
                )
            sides.append(content)
        found.append(
            FileChange(kind=entry["kind"], file=entry["file"], before=sides[0], after=sides[1])
        )
    return tuple(found), {"rules": rules, "cases": (rules.resolve() / journal["cases"]).resolve()}


def _hash(content: bytes | None) -> str | None:
    return None if content is None else hashlib.sha256(content).hexdigest()
