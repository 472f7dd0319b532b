"""A question as a page names it, to be asked again."""

from __future__ import annotations

import json
from collections.abc import Iterable

from huiqi.evaluation.reads import Missing
from huiqi.files import load_json

#: So many questions can be chosen at once to come next.
QUEUE = 10
#: So many are read of those that were left empty.
_MOST = 200


def written_key(key: Missing) -> str:
    """The question as a form sends it."""
    return json.dumps(list(key), ensure_ascii=False)


def written_keys(keys: Iterable[Missing]) -> str:
    """Several questions as a form sends them, be they none."""
    return json.dumps([list(key) for key in keys], ensure_ascii=False)


def keys_written(text: str) -> list[Missing] | None:
    """The questions that a form sent; ``None`` where nothing of the kind was sent."""
    try:
        found = load_json(text)
    except ValueError:
        return None
    if not isinstance(found, list):
        return None
    return [key for one in found[:_MOST] if (key := _key(one)) is not None]


def key_written(text: str) -> Missing | None:
    """The question that a form sent; ``None`` where that is none."""
    try:
        return _key(load_json(text))
    except ValueError:
        return None


def _key(found: object) -> Missing | None:
    try:
        name, year, where = found if isinstance(found, list) else [None] * 3
    except ValueError:
        return None
    if not isinstance(name, str) or not isinstance(where, str):
        return None
    return Missing(name, year, where) if year is None or type(year) is int else None
