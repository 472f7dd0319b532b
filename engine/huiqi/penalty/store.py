"""Where an imported list is kept: one file per import, the last one counts.

Nothing is overwritten: an import adds the next number, and undoing it renames that file away.
What is there is always a complete import.
"""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

from huiqi.diagnostics import InputError, Place, input_error
from huiqi.files import make_folder, write_new
from huiqi.files.system_reasons import reason_of
from huiqi.sentences import sentence

_NUMBERED = re.compile(r"(\d{4})\.yaml")
#: So many imports fit one folder.
_MOST = 9999
_REMEDY = sentence("用 --lists 另选一个目录")


def imports(folder: Path) -> list[Path]:
    """The imports in a folder, the oldest first."""
    try:
        if not folder.is_dir():
            return []
        return sorted(path for path in folder.iterdir() if _NUMBERED.fullmatch(path.name))
    except OSError as error:
        message = sentence("读不了这个目录（{reason}）", reason=reason_of(error))
        raise input_error("V213", Place(str(folder)), message, remedy=_REMEDY) from None


def current(folder: Path) -> tuple[Path, ...]:
    """The import in use, if there is one."""
    return tuple(imports(folder)[-1:])


def keep(folder: Path, text: str) -> Path:
    """Write an import under the next number; of two at once, one is refused whole."""
    before = imports(folder)
    number = int(before[-1].stem) + 1 if before else 1
    if number > _MOST:
        said, remedy = sentence("导入的次数太多"), sentence("另选一个目录")
        raise input_error("V210", Place(str(folder)), said, remedy=remedy)
    target = folder / f"{number:04}.yaml"
    try:
        make_folder(folder)
        write_new(target, text)
    except InputError as error:
        raise InputError(
            replace(found, code="V211", remedy=_REMEDY) for found in error.diagnostics
        ) from None
    return target


def take_back(folder: Path) -> tuple[Path, Path | None]:
    """Undo the last import: the file taken away, and the one now in use."""
    found = imports(folder)
    if not found:
        raise input_error("V212", Place(str(folder)), sentence("没有可以撤销的导入"))
    last = found[-1]
    last.rename(last.with_suffix(".undone"))
    return last, found[-2] if len(found) > 1 else None
