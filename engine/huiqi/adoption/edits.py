"""Small edits of a YAML file: a value set, an entry taken out, an item added.

All that is not edited stays byte for byte, comments and the way it is laid out among it.  Where a
value stands is given as the composer gives it (``("sources", "some-id", "title")``, items from 0);
what is written is in the style of its surroundings: one line within brackets, else lines of its
own.  After each edit the text is read again and compared with what was meant.

>>> text = YamlText("# head\\nname: 甲  # why\\nitems:\\n  - {id: a}\\n")
>>> print(text.set(("items", 0, "on"), "2023-01-01").remove(("name",)).text, end="")
# head
items:
  - {id: a, on: "2023-01-01"}
>>> print(YamlText("a: 1\\n").set(("b", "c"), [1, "二"]).text, end="")
a: 1
b: {c: [1, 二]}
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from copy import deepcopy
from typing import Any

import yaml

from huiqi.diagnostics import Diagnostics
from huiqi.rulebook.documents import Document, read_yaml_text
from huiqi.rulebook.yaml_text import block, entry, flow, item

_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_LINE_END = re.compile("\r\n|[\n\r\x85\u2028\u2029]")

Steps = tuple[str | int, ...]


class EditError(Exception):
    """The place is not there, or its surroundings cannot be edited."""


class YamlText:
    """A YAML text and its data.  Each edit gives another one; this one stays as it is.

    Args:
        text: The text of one document, without faults.

    Raises:
        EditError: It cannot be read.
    """

    def __init__(self, text: str) -> None:
        self._mark = "\ufeff" if text.startswith("\ufeff") else ""
        self._text = text.removeprefix("\ufeff")
        self.document = _read(self._text)
        self._node: Any = yaml.compose(self._text, Loader=_LOADER)
        self._starts = [0, *(found.end() for found in _LINE_END.finditer(self._text))]

    @property
    def text(self) -> str:
        """As it is to be written."""
        return self._mark + self._text

    @property
    def data(self) -> object:
        """What it holds."""
        return self.document.data

    def set(self, path: Steps, value: object) -> YamlText:
        """With the value at a place: in the stead of the one there, else as a new entry.

        Mappings that lead to it and are not there are made; a new entry comes last.
        """
        if not path:
            raise EditError("the whole file is no edit")
        length = len(path) - 1
        while length and not isinstance(_at(self.data, path[:length]), Mapping | list):
            length -= 1
        for step in reversed(path[length + 1 :]):
            value = {step: value}
        path = path[: length + 1]
        wanted = deepcopy(self.data) if self.data is not None else {}
        parent = _at(wanted, path[:-1])
        if isinstance(parent, list):
            if not isinstance(path[-1], int) or path[-1] >= len(parent):
                raise EditError(f"no item {path[-1]} at {path[:-1]}")
            parent[path[-1]] = value
            return self._checked(self._replaced(path, value), wanted)
        assert isinstance(parent, dict)
        there = path[-1] in parent
        parent[path[-1]] = value
        edited = self._replaced(path, value) if there else self._added(path, value)
        return self._checked(edited, wanted)

    def append(self, path: Steps, value: object) -> YamlText:
        """With an item more at the end of the list at a place (an empty place: its first)."""
        found = _at(self.data, path)
        if found is None:
            return self.set(path, [value])
        if not isinstance(found, list):
            raise EditError(f"no list at {path}")
        if not found:
            return self.set(path, [value])
        wanted = deepcopy(self.data)
        _at(wanted, path).append(value)
        return self._checked(self._added((*path, len(found)), value), wanted)

    def remove(self, path: Steps) -> YamlText:
        """Without the entry or the item at a place; the last one leaves ``{}`` or ``[]``."""
        wanted = deepcopy(self.data)
        parent = _at(wanted, path[:-1]) if path else None
        if not isinstance(parent, dict | list) or _at(self.data, path, missing=True) is _MISSING:
            raise EditError(f"nothing at {path}")
        del parent[path[-1]]  # type: ignore[arg-type]
        if not parent:
            if len(path) == 1:
                raise EditError("nothing would be left of the file")
            return self._checked(self._replaced(path[:-1], parent), wanted)
        return self._checked(self._without(path), wanted)

    def remove_items(self, path: Steps, positions: Collection[int]) -> YamlText:
        """Without these items of the list at a place: as :meth:`remove` of each, read back once."""
        found = _at(self.data, path)
        if not isinstance(found, list) or not set(positions) <= set(range(len(found))):
            raise EditError(f"nothing at {path}")
        kept = [item for place, item in enumerate(found) if place not in set(positions)]
        if not kept:
            return self.set(path, [])
        if self._found(path).flow_style:
            edited = self
            for place in sorted(positions, reverse=True):
                edited = edited.remove((*path, place))
            return edited
        wanted = deepcopy(self.data)
        _at(wanted, path)[:] = kept
        text = self._text
        # From the last: what stands before it keeps its place.
        for start, end in sorted((self._cut((*path, n)) for n in positions), reverse=True):
            text = text[:start] + text[end:]
        return self._checked(text, wanted)

    # ---- where things stand

    def _offset(self, mark: Any) -> int:
        return self._starts[int(mark.line)] + int(mark.column)

    def _span(self, node: Any) -> tuple[int, int]:
        """Where a value begins, and the end of its last sign."""
        last = node
        while not isinstance(last, yaml.ScalarNode) and not last.flow_style and last.value:
            last = last.value[-1]
            last = last[1] if isinstance(last, tuple) else last
        start, end = self._offset(node.start_mark), self._offset(last.end_mark)
        # A text of several lines (| and >) ends with the line end that is its own.
        while end > start and _LINE_END.fullmatch(self._text[end - 1]):
            end -= 1
        return start, max(start, end)

    def _child(self, node: Any, step: str | int) -> tuple[Any, Any]:
        """The key (an item of a list has none) and the value one step below."""
        if isinstance(node, yaml.SequenceNode):
            return None, node.value[step]
        for key, value in node.value:
            if key.value == str(step):
                return key, value
        raise EditError(f"no {step}")

    def _found(self, path: Steps) -> Any:
        node = self._node
        for step in path:
            _, node = self._child(node, step)
        return node

    def _line_after(self, offset: int) -> int:
        """Where the line ends, its line end with it."""
        found = _LINE_END.search(self._text, offset)
        return found.end() if found else len(self._text)

    def _line_before(self, offset: int) -> int:
        return max(start for start in self._starts if start <= offset)

    # ---- the edits

    def _replaced(self, path: Steps, value: object) -> str:
        parent = self._found(path[:-1])
        key, node = self._child(parent, path[-1])
        start, end = self._span(node)
        if parent.flow_style:
            return f"{self._text[:start]}{flow(value)}{self._text[end:]}"
        if key is None:
            # An item: its dash stays.
            column = start - self._line_before(start)
            return f"{self._text[:start]}{block(value, column)}{self._text[end:]}"
        first = self._offset(key.start_mark)
        written = entry(path[-1], value, key.start_mark.column)
        colon = self._text.index(":", self._offset(key.end_mark)) + 1
        # Where nothing stands, YAML has it end wherever the next thing begins.
        end = colon if end <= start or not self._text[start:end].strip() else end
        return f"{self._text[:first]}{written}{self._text[end:]}"

    def _added(self, path: Steps, value: object) -> str:
        parent = self._found(path[:-1]) if self._node is not None else None
        if parent is None:
            return f"{self._text}{'' if not self._text or _ends(self._text) else chr(10)}" + (
                f"{entry(path[-1], value, 0)}\n"
            )
        mapping = isinstance(parent, yaml.MappingNode)
        if parent.flow_style:
            # After the last sign within; what else stands there is a comma, space or a comment.
            close = self._offset(parent.end_mark) - 1
            said = f"{flow(path[-1])}: {flow(value)}" if mapping else flow(value)
            if not parent.value:
                return f"{self._text[:close].rstrip()}{said}{self._text[close:]}"
            last = parent.value[-1]
            _, end = self._span(last[1] if mapping else last)
            return f"{self._text[:end]}, {said}{self._text[end:]}"
        last = parent.value[-1]
        _, end = self._span(last[1] if mapping else last)
        column = parent.start_mark.column
        if mapping:
            written = entry(path[-1], value, last[0].start_mark.column)
            column = last[0].start_mark.column
        else:
            written = item(value, column)
        after = self._line_after(end)
        gap = "" if _ends(self._text[:after]) else "\n"
        return f"{self._text[:after]}{gap}{' ' * column}{written}\n{self._text[after:]}"

    def _without(self, path: Steps) -> str:
        start, end = self._cut(path)
        return self._text[:start] + self._text[end:]

    def _cut(self, path: Steps) -> tuple[int, int]:
        """From where to where an entry or an item is taken out, one of several."""
        parent = self._found(path[:-1])
        entries = [
            (self._offset(part[0].start_mark), self._span(part[1])[1])
            if isinstance(part, tuple)
            else self._span(part)
            for part in parent.value
        ]
        names = [part[0].value if isinstance(part, tuple) else None for part in parent.value]
        step = path[-1]
        position = step if names[0] is None else names.index(str(step))
        assert isinstance(position, int)
        start, end = entries[position]
        if parent.flow_style:
            if position + 1 < len(entries):
                return start, entries[position + 1][0]
            return entries[position - 1][1], end
        if names[0] is None:
            # With its dash, on the line or the lines before it.
            start = self._text.rindex("-", 0, start)
        line = self._line_before(start)
        if self._text[line:start].strip():
            # It shares its line with the dash of the item it is the first of.
            return start, entries[position + 1][0]
        return line, self._line_after(end)

    def _checked(self, text: str, wanted: object) -> YamlText:
        try:
            found = YamlText(self._mark + text)
        except EditError as error:
            raise EditError(f"the edit cannot be read: {error}") from None
        if found.data != _plain(wanted):
            raise EditError("the edit says something else than was meant")
        return found


_MISSING = object()


def _at(data: object, path: Steps, *, missing: bool = False) -> Any:
    """What stands at a place; None (``missing``: a mark) where nothing does."""
    for step in path:
        within = isinstance(data, list) and isinstance(step, int) and 0 <= step < len(data)
        if not within and not (isinstance(data, Mapping) and step in data):
            return _MISSING if missing else None
        data = data[step]  # type: ignore[index]
    return data


def _plain(value: object) -> object:
    """A value as the composer would give it back."""
    return _read(f"v: {flow(value)}\n").data["v"]  # type: ignore[index]


def _read(text: str) -> Document:
    diagnostics = Diagnostics()
    document = read_yaml_text(text, "", diagnostics)
    if document is None:
        raise EditError(str(diagnostics.items[0]) if diagnostics.items else "no YAML")
    return document


def _ends(text: str) -> bool:
    return bool(text) and _LINE_END.fullmatch(text[-1]) is not None
