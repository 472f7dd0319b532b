"""What the user means by A and B: a folder of rules, a git revision, an entry sheet, or a day."""

from __future__ import annotations

import re
import subprocess
import tarfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Timer

from huiqi.audit.difference.results import Side
from huiqi.diagnostics import InputError, Place, input_error
from huiqi.profile.inputs import day_of_decision
from huiqi.quantities import DATE
from huiqi.rulebook.folder import rules_folder
from huiqi.rulebook.loading import holds_penalties, load_penalties, load_rulebook
from huiqi.rulebook.penalties import PenaltyBook
from huiqi.rulebook.rulebook import Rulebook
from huiqi.sentences import sentence

#: The largest archive taken from git (bytes), the most files in it, and the most time for it.
_LARGEST, _MOST_FILES, _SECONDS = 50_000_000, 5_000, 30
#: A revision as people name it; never an option, and nothing a shell would read.
_REVISION = re.compile(r"[A-Za-z0-9_][A-Za-z0-9_./~^@{}-]{0,199}")


#: The rules in a folder with what a filled entry sheet enters into them.
Entering = Callable[[Path, Path | None], Rulebook]


@contextmanager
def sides(
    one: str,
    other: str,
    rules: Path | None,
    as_of: date,
    entering: Entering,
) -> Iterator[tuple[Side, Side]]:
    """Both sides, loaded.  Two days compare one rulebook with itself.

    Raises :class:`~huiqi.diagnostics.InputError` C130 for what is none of the four.
    """
    days = [_day(text) for text in (one, other)]
    if days[0] is not None and days[1] is not None:
        first = _side(one, rules, days[0])
        yield first, replace(first, name=other, as_of=days[1])
        return
    with TemporaryDirectory(prefix="huiqi-diff-") as scratch:
        found = []
        for position, (text, day) in enumerate(zip((one, other), days, strict=True)):
            path = Path(text)
            if day is not None:
                found.append(_side(text, rules, day))
            elif path.suffix.lower() == ".xlsx":
                # A sheet enters measures alone.
                entered, book = entering(path, rules), _penalties(rules)
                found.append(Side(path.name, entered, as_of, penalties=book))
            else:
                found.append(_written(text, rules, Path(scratch) / str(position), as_of))
        yield found[0], found[1]


def _side(name: str, rules: Path | None, day: date) -> Side:
    return Side(name, load_rulebook(rules), day, penalties=_penalties(rules))


def _day(text: str) -> date | None:
    if not DATE.fullmatch(text) or Path(text).exists():
        return None
    return day_of_decision(text, text)


def _penalties(rules: Path | None) -> PenaltyBook | None:
    """The rules on violations, where the folder has any."""
    folder = rules or rules_folder()
    return load_penalties(folder) if holds_penalties(folder) else None


def _written(text: str, rules: Path | None, scratch: Path, as_of: date) -> Side:
    if Path(text).is_dir():
        return _side(text, Path(text), as_of)
    where = (rules or rules_folder()).resolve()
    _extract(text, where, scratch)
    try:
        return _side(text, scratch, as_of)
    except InputError as error:
        raise input_error(
            "C130",
            Place(text),
            sentence("这个版本的规则读不通（可能是用别的版本的语言写的）"),
            found=str(error.diagnostics[0]).splitlines()[0],
        ) from None


def _extract(revision: str, folder: Path, scratch: Path) -> None:
    """The rules of a revision, unpacked; only plain files, within bounds."""
    problem = sentence("不是目录、日期、录入单，也不是这个仓库的版本")
    remedy = sentence("写规则目录、录入单（.xlsx）、git 版本（如 HEAD~1）或日期（如 2026-01-01）")
    if not _REVISION.fullmatch(revision):
        raise input_error("C130", Place("A B"), problem, found=revision, remedy=remedy)
    where = _git(folder, "rev-parse", "--show-toplevel", "--show-prefix")
    root, prefix = (*(where or b"").decode(errors="replace").split("\n"), "", "")[:2]
    tree = f"{revision}:{prefix.rstrip('/')}" if prefix else revision
    archived = _git(Path(root), "archive", "--format=tar", tree) if root else None
    if archived is None:
        raise input_error("C130", Place("A B"), problem, found=revision, remedy=remedy)
    if len(archived) > _LARGEST:
        raise input_error("C130", Place("A B"), sentence("这个版本的规则太大"), found=revision)
    with tarfile.open(fileobj=BytesIO(archived)) as archive:
        members = archive.getmembers()
        if len(members) > _MOST_FILES:
            raise input_error("C130", Place("A B"), sentence("这个版本的文件太多"), found=revision)
        for member in members:
            path = (scratch / member.name).resolve()
            content = archive.extractfile(member) if member.isfile() else None
            if content is not None and path.is_relative_to(scratch.resolve()):
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(content.read())


def _git(folder: Path, *words: str) -> bytes | None:
    """What a command of git prints, within bounds of size and time; ``None`` where it fails.

    No shell reads it.
    """
    command = ["git", "-C", str(folder), *words]
    try:
        running = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    except OSError:
        return None
    with running:
        late = Timer(_SECONDS, running.kill)
        late.start()
        assert running.stdout is not None
        printed = running.stdout.read(_LARGEST + 1)
        if len(printed) > _LARGEST:
            running.kill()
            late.cancel()
            return printed
        failed = running.wait()
        late.cancel()
    return None if failed else printed
