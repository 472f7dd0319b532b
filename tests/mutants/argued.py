"""The survivors that docs/decisions/mutants.md gives a reason for."""

from __future__ import annotations

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "engine" / "huiqi"
PAGE = ROOT / "docs" / "decisions" / "mutants.md"
#: The module, the line as it is and as it would be; perhaps more words.
_ARGUMENT = re.compile(r"^- (\S+\.py): `(.+?)` → `(.+?)`(?:$|[.:,;])", re.MULTILINE)
Key = tuple[str, str, str]


def argued() -> set[Key]:
    """Each as its module below engine/huiqi, its line, and the line with the mistake."""
    found = _ARGUMENT.findall(PAGE.read_text(encoding="utf-8"))
    return {(module, before, after) for module, before, after in found}
