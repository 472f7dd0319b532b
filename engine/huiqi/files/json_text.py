"""Reading JSON that anyone may have written: no deeper than what is told ever is.

The interpreter's own limit is met at the end of its stack, where nothing else works any more.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable

#: The deepest that lists and mappings stand within each other.
DEEPEST = 40
_PARTS = re.compile(r'"(?:[^"\\]|\\.)*"?|[\[\]{}]', re.DOTALL)


class NestedTooDeepError(ValueError):
    """More than :data:`DEEPEST` levels; ``at``: where the first that is too deep begins."""

    def __init__(self, at: int) -> None:
        super().__init__(f"more than {DEEPEST} levels")
        self.at = at


def load_json(text: str, *, parse_number: Callable[[str], object] | None = None) -> object:
    """What a JSON text says; ``parse_number``: how its figures are read, if not as usual.

    Raises:
        NestedTooDeepError: It is nested deeper than is read.
        json.JSONDecodeError: It is no JSON.
    """
    depth = 0
    for part in _PARTS.finditer(text):
        if part[0] in "[{":
            depth += 1
            if depth > DEEPEST:
                raise NestedTooDeepError(part.start())
        elif part[0] in "]}":
            depth -= 1
    if parse_number is None:
        return json.loads(text)
    return json.loads(text, parse_int=parse_number, parse_float=parse_number)
