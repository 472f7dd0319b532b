"""Documents as text, indented for people.

``json.dumps`` writes in C only what is not indented; what it does in Python for the rest takes
three times as long as this, which is noticed in documents of a megabyte.
"""

from collections.abc import Callable, Mapping
from json.encoder import encode_basestring as quoted

from huiqi import formats
from huiqi.spelling import visible_json

_WORDS = {None: "null", True: "true", False: "false"}


def document_text(kind: str, content: Mapping[str, object]) -> str:
    """One document, which says first of what kind it is, safe on any screen."""
    told = {"format": {"kind": kind, "version": formats.RESULT}, **content}
    return visible_json(json_text(told))


def json_text(content: object) -> str:
    """What ``json.dumps(content, ensure_ascii=False, indent=2)`` gives, of what a document holds:
    dictionaries, lists, texts, whole numbers, true, false and null.
    """
    parts: list[str] = []
    _write(content, "\n", parts.append)
    return "".join(parts)


def _write(value: object, line: str, add: Callable[[str], None]) -> None:
    """``line``: what begins a line as far in as the value stands."""
    if isinstance(value, str):
        add(quoted(value))
    elif isinstance(value, dict):
        inner = line + "  "
        start = "{" + inner
        for key, part in value.items():
            add(f"{start}{quoted(key)}: ")
            _write(part, inner, add)
            start = "," + inner
        add(line + "}" if value else "{}")
    elif isinstance(value, list):
        inner = line + "  "
        start = "[" + inner
        for part in value:
            add(start)
            _write(part, inner, add)
            start = "," + inner
        add(line + "]" if value else "[]")
    elif value is None or isinstance(value, bool):
        add(_WORDS[value])
    elif isinstance(value, int):
        add(str(value))
    else:
        raise TypeError(f"no document holds a {type(value).__name__}")
