"""What users state of an enterprise or an incident: a file of theirs, or data already in memory."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from huiqi.diagnostics import Diagnostics

if TYPE_CHECKING:
    from huiqi.rulebook.composer import Document

#: A YAML or JSON file, a filled form (XLSX), or the same already in memory (a date or a Decimal
#: as itself or as text).
Input = Path | Mapping[str, Any]


#: What is no workbook in any case.
_TEXTS = (".yaml", ".yml", ".json", "")


def read_input(source: Input, diagnostics: Diagnostics) -> Document:
    """What is stated, with the places of its parts.

    Raises :class:`~huiqi.diagnostics.InputError` with every fault found.
    """
    # The readers are brought only where something of theirs is read.
    if isinstance(source, Path) and _is_workbook(source):
        from huiqi.profile.form.reader import read_form

        document = read_form(source, diagnostics)
    elif isinstance(source, Path):
        from huiqi.rulebook.documents import read_document

        document = read_document(source, diagnostics)
    else:
        from huiqi.rulebook.documents import read_json_text

        text = json.dumps(source, ensure_ascii=False, indent=1, default=str)
        document = read_json_text(text, "<mapping>", diagnostics)
    diagnostics.raise_errors()
    assert document is not None
    return document


def _is_workbook(path: Path) -> bool:
    ending = path.suffix.lower()
    if ending in _TEXTS:
        return False
    from huiqi.tables.table_reader import OTHERS, WORKBOOKS

    return ending in (*WORKBOOKS, *OTHERS)
