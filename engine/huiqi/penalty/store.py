"""Where an imported list is kept: one file per import, the last one counts.

Nothing is overwritten: an import adds the next number, written whole and then renamed into place,
and undoing it renames that file away.  What is there is always a complete import.
"""

from __future__ import annotations

import os
import re
import tempfile
from pathlib import Path

from huiqi.diagnostics import Place, input_error

_NUMBERED = re.compile(r"(\d{4})\.yaml")
#: So many imports fit one folder.
_MOST = 9999


def imports(folder: Path) -> list[Path]:
    """The imports in a folder, the oldest first."""
    if not folder.is_dir():
        return []
    return sorted(path for path in folder.iterdir() if _NUMBERED.fullmatch(path.name))


def current(folder: Path) -> tuple[Path, ...]:
    """The import in use, if there is one."""
    return tuple(imports(folder)[-1:])


def keep(folder: Path, text: str) -> Path:
    """Write an import whole, then give it its name."""
    part: Path | None = None
    try:
        folder.mkdir(parents=True, exist_ok=True)
        before = imports(folder)
        number = int(before[-1].stem) + 1 if before else 1
        if number > _MOST:
            raise input_error("V210", Place(str(folder)), "导入的次数太多", remedy="另选一个目录")
        handle, name = tempfile.mkstemp(dir=folder, suffix=".part")
        part = Path(name)
        with os.fdopen(handle, "w", encoding="utf-8") as stream:
            stream.write(text)
            stream.flush()
            os.fsync(stream.fileno())
        target = folder / f"{number:04}.yaml"
        # A link fails where the name is taken: of two imports at once, one is refused whole.
        os.link(part, target)
    except OSError as error:
        raise input_error(
            "V211",
            Place(str(folder)),
            f"写不进这个目录（{error.strerror}）",
            remedy="用 --lists 另选一个目录",
        ) from None
    finally:
        if part is not None:
            part.unlink(missing_ok=True)
    return target


def take_back(folder: Path) -> tuple[Path, Path | None]:
    """Undo the last import: the file taken away, and the one now in use."""
    found = imports(folder)
    if not found:
        raise input_error("V212", Place(str(folder)), "没有可以撤销的导入")
    last = found[-1]
    last.rename(last.with_suffix(".undone"))
    return last, found[-2] if len(found) > 1 else None
