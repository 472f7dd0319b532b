"""What users state of an enterprise or an incident: a file of theirs, or data already in memory."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from huiqi.diagnostics import Diagnostics

if TYPE_CHECKING:
    from huiqi.rulebook.composer import Document

#: A YAML or JSON file, or the same already in memory (a date or a Decimal as itself or as text).
Input = Path | Mapping[str, Any]


def read_input(source: Input, diagnostics: Diagnostics) -> Document:
    """What is stated, with the places of its parts.

    Raises :class:`~huiqi.diagnostics.InputError` with every fault found.
    """
    # The readers of YAML are brought only where something is read.
    from huiqi.rulebook.documents import read_document, read_json_text

    if isinstance(source, Path):
        document = read_document(source, diagnostics)
    else:
        text = json.dumps(source, ensure_ascii=False, indent=1, default=str)
        document = read_json_text(text, "<mapping>", diagnostics)
    diagnostics.raise_errors()
    assert document is not None
    return document
