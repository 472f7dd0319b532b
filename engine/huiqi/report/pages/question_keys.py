"""A question as a page names it, to be asked again."""

from __future__ import annotations

import json

from huiqi.evaluation.reads import Missing
from huiqi.files import load_json

#: So many questions can be chosen at once to come next.
QUEUE = 10


def written_key(key: Missing) -> str:
    """The question as a form sends it."""
    return json.dumps(list(key), ensure_ascii=False)


def key_written(text: str) -> Missing | None:
    """The question that a form sent; ``None`` where that is none."""
    try:
        found = load_json(text)
        name, year, where = found if isinstance(found, list) else [None] * 3
    except (ValueError, TypeError):
        return None
    if not isinstance(name, str) or not isinstance(where, str):
        return None
    return Missing(name, year, where) if year is None or type(year) is int else None
