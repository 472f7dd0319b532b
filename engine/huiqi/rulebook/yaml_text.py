"""Values as the YAML of the rules has them: on one line, or laid out over several.

What is written is read back as the same value: what YAML readers would take for something else
(a number, a day, a sign) stands in quotes.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal

#: The longest line that a mapping or a list stands on; a longer one gets a line for each part.
_WIDTH = 110
#: What would end a line, or is not to be seen.
_BREAKS = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff]")


def flow(value: object) -> str:
    """A value on one line of YAML."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if value is None:
        return "null"
    if isinstance(value, (int, Decimal)):
        return f"{value:f}" if isinstance(value, Decimal) else str(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{flow(k)}: {flow(v)}" for k, v in value.items()) + "}"
    if isinstance(value, Sequence) and not isinstance(value, str):
        return "[" + ", ".join(map(flow, value)) + "]"
    return _text(str(value))


def _text(text: str) -> str:
    if text and all(c.isalnum() or c in "_-" for c in text) and text[0] not in "-0123456789":
        return text if text not in ("true", "false", "null") else f'"{text}"'
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return '"' + _BREAKS.sub(lambda found: f"\\u{ord(found[0]):04x}", escaped) + '"'


def block(value: object, indent: int = 0, *, whole: bool = False) -> str:
    """A value over as many lines as it needs, the first without its indent, no line end at the end.

    Args:
        indent: The column its keys or dashes stand in.
        whole: A mapping with a line for each key at least, however short it is: as a file has it.
    """
    if not isinstance(value, Mapping | list | tuple) or not value:
        return flow(value)
    line = flow(value)
    if not whole and indent + len(line) <= _WIDTH:
        return line
    below = "\n" + " " * indent
    if isinstance(value, Mapping):
        return below.join(entry(key, own, indent) for key, own in value.items())
    return below.join(item(own, indent) for own in value)


def entry(key: object, value: object, indent: int) -> str:
    """A key with its value, the key in the column ``indent``."""
    return f"{flow(key)}:{_under(value, indent)}"


def item(value: object, indent: int) -> str:
    """An item of a list, its dash in the column ``indent``."""
    return f"- {block(value, indent + 2)}"


def _under(value: object, indent: int) -> str:
    """What follows a key's colon: on its line, or on the lines below it."""
    written = block(value, indent + 2)
    if not isinstance(value, Mapping | list | tuple) or written == flow(value):
        return f" {written}"
    return "\n" + " " * (indent + 2) + written
