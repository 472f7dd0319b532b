"""From the text of a YAML or JSON file to plain data in which every value has its place.

Only what a reader can see on the page is accepted: no aliases, tags or merge keys, no key written
twice, and no number that is rounded on the way in.  Nothing here recurses.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, cast

import yaml

from huiqi.diagnostics import Diagnostics, Place, shortened
from huiqi.files import DEEPEST
from huiqi.sentences import sentence

Steps = tuple[str | int, ...]

#: The most parts (keys, values, ends) and the most findings for one file.
MOST_EVENTS = 200_000
MOST_FINDINGS = 100

_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

_WORDS = {"": None, "~": None, "null": None, "true": True, "false": False}
_WHOLE = re.compile(r"[+-]?(?:0|[1-9][0-9]{0,29})")
_DECIMAL = re.compile(r"[+-]?(?:0|[1-9][0-9]{0,29})\.[0-9]{1,30}|\.[0-9]{1,30}")
_EXPONENT = re.compile(r"-?[0-9]{1,30}(?:\.[0-9]{1,30})?[eE][+-]?[0-9]{1,2}")
_SURROGATE = re.compile("[\ud800-\udfff]")
_JSON_TOKEN = re.compile(r'[{}\[\]]|"(?:[^"\\]++|\\.)*+"|[-+.\w]+|\n', re.DOTALL)


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """The data of a file, and where each value and each key of it stands.

    ``data`` holds dict, list, str, int, Decimal, bool and None; never a float or a date.
    """

    file: str
    data: object
    places: Mapping[Steps, Place]
    key_places: Mapping[Steps, Place]
    #: Texts written in quotes or over several lines: the lines they stand on, as written.
    spread: Mapping[Steps, tuple[str, ...]] = field(default_factory=dict)

    def spot(self, path: Steps, offset: int) -> Place:
        """Where the character at ``offset`` of a text value stands (escapes are not counted)."""
        start = self.place(path)
        lines = self.spread.get(path)
        if lines is None or not start.line:
            return Place(start.file, start.line, start.column + offset if start.line else 0)
        first = lines[0][start.column - 1 :]
        if first[:1] in ("'", '"'):
            return Place(start.file, start.line, start.column + 1 + offset)
        left = offset
        for number, line in enumerate(lines):
            written = first if number == 0 else line
            content = "" if number == 0 and first[:1] in ("|", ">") else written.strip()
            if content and left <= len(content):
                indent = start.column - 1 if number == 0 else len(line) - len(line.lstrip())
                return Place(start.file, start.line + number, indent + left + 1)
            # The lines of a folded text are joined by a space.
            left -= len(content) + 1 if content else 0
        return start

    def place(self, path: Steps) -> Place:
        """Where the value stands, or else the nearest value around it that is there."""
        for length in range(len(path), -1, -1):
            if place := self.places.get(path[:length]):
                return place
        return Place(self.file)

    def key_place(self, path: Steps) -> Place:
        """Where the value's key stands (an item of a list: the item), or else what is nearest."""
        for length in range(len(path), 0, -1):
            start = path[:length]
            if place := self.key_places.get(start) or self.places.get(start):
                return place
        return self.place(())


class RefusalError(Exception):
    """Reading stops here; the reason has been reported."""


@dataclass(slots=True, kw_only=True)
class _Frame:
    """A mapping or list that is still open; ``key`` waits for its value."""

    steps: Steps
    content: dict[str | int, object] | list[object]
    key: str | int | None = None


class Composer:
    """Puts the parts of a file together in the order in which they stand there."""

    def __init__(self, file: str, diagnostics: Diagnostics) -> None:
        self.file = file
        self.diagnostics = diagnostics
        self.data: object = None
        self.places: dict[Steps, Place] = {}
        self.key_places: dict[Steps, Place] = {}
        self.spread: dict[Steps, tuple[str, ...]] = {}
        self.findings = 0
        self._frames: list[_Frame] = []
        self._events = 0
        #: The mapping in which a comma was last found to split a value.
        self._split: Steps | None = None

    @property
    def expects_key(self) -> bool:
        """Whether what comes next is a key of a mapping."""
        frame = self._frames[-1] if self._frames else None
        return frame is not None and isinstance(frame.content, dict) and frame.key is None

    def report(self, code: str, place: Place, message: str, **more: str) -> None:
        """Report an error and read on; ``RefusalError`` when there are too many."""
        self.refusal(code, place, message, **more)
        if self.findings == MOST_FINDINGS:
            raise self.refusal(
                "Y102",
                place,
                sentence("错误已有 {number} 处，后面的没有再看", number=MOST_FINDINGS),
            )

    def refusal(self, code: str, place: Place, message: str, **more: str) -> RefusalError:
        """Report an error; the result is to be raised, because reading on has no sense."""
        self.diagnostics.report(code, place, message, **more)  # type: ignore[arg-type]
        self.findings += 1
        return RefusalError(message)

    def key(self, key: str | int, place: Place) -> None:
        """The key of the value that follows."""
        self._tick(place)
        frame = self._frames[-1]
        steps = (*frame.steps, key)
        earlier = self.key_places.get(steps)
        if earlier is None:
            self.key_places[steps] = place
        else:
            self.report(
                "Y104",
                place,
                sentence(
                    "同一个名称写了两次，上一次在第 {line} 行第 {column} 列",
                    line=earlier.line,
                    column=earlier.column,
                ),
                found=str(key),
                remedy=sentence("删去一处，或改成另一个名称"),
            )
            # What stands under it is no second fault.
            key = f"{key}\0{place.line}:{place.column}"
        frame.key = key

    def split(self, place: Place, part: str) -> None:
        """A comma in braces that ends a value in its middle: the rest has no colon."""
        steps = self._frames[-1].steps
        if steps != self._split:
            self._split = steps
            message = sentence("花括号里，逗号后面的这一段没有冒号")
            remedy = sentence("逗号是文字或算式的一部分时，整个值加引号")
            if not self._frames[-1].content:
                message = sentence("花括号里的这一项没有冒号")
                remedy = sentence("写作 {名称: 值}；是文字的，加引号")
            self.report("Y105", place, message, found=part, remedy=remedy)

    def value(self, value: object, place: Place) -> Steps:
        """A value, at the key before it or at the end of its list."""
        self._tick(place)
        if not self._frames:
            self.data = value
            self.places[()] = place
            return ()
        frame = self._frames[-1]
        if isinstance(frame.content, list):
            steps = (*frame.steps, len(frame.content))
            frame.content.append(value)
        else:
            assert frame.key is not None
            steps = (*frame.steps, frame.key)
            frame.content[frame.key] = value
            frame.key = None
        self.places[steps] = place
        return steps

    def open(self, *, mapping: bool, place: Place) -> None:
        """A mapping or a list begins."""
        if self.expects_key:
            raise self.refusal(
                "Y103",
                place,
                sentence("名称只能是文字或整数，不能是清单或另一层内容"),
                remedy=sentence("花括号、方括号若是文字的一部分，整个值加引号"),
            )
        if len(self._frames) == DEEPEST:
            raise self.refusal(
                "Y102",
                place,
                sentence("嵌套超过 {number} 层", number=DEEPEST),
                remedy=sentence("减少缩进的层次"),
            )
        content: dict[str | int, object] | list[object] = {} if mapping else []
        self._frames.append(_Frame(steps=self.value(content, place), content=content))

    def close(self) -> None:
        """The innermost mapping or list ends."""
        self._frames.pop()

    def _tick(self, place: Place) -> None:
        self._events += 1
        if self._events > MOST_EVENTS:
            raise self.refusal(
                "Y102",
                place,
                sentence("内容超过 {number} 项", number=MOST_EVENTS),
                remedy=sentence("分成几个文件"),
            )


def compose_yaml(text: str, composer: Composer) -> None:
    """Give the composer what stands in a YAML text.

    Raises ``RefusalError`` (reported), and what PyYAML raises for a text that is no YAML.
    """
    file = composer.file
    lines = text.split("\n")
    documents = 0
    before: Any = None
    for event in cast("Iterable[Any]", yaml.parse(text, Loader=_LOADER)):
        kind = type(event)
        mark = event.start_mark
        place = Place(file, mark.line + 1, mark.column + 1)
        if kind is yaml.ScalarEvent:
            if not event.value and event.implicit[0] and _has_no_colon(event, before, lines):
                composer.split(_comma_before(before, lines, file), before.value)
            _scalar(event, place, composer, lines)
        elif kind is yaml.MappingStartEvent or kind is yaml.SequenceStartEvent:
            if event.tag is not None or event.anchor is not None:
                _refuse_marks(event, place, composer)
            composer.open(mapping=kind is yaml.MappingStartEvent, place=place)
        elif kind is yaml.MappingEndEvent or kind is yaml.SequenceEndEvent:
            composer.close()
        elif kind is yaml.AliasEvent:
            _refuse_marks(event, place, composer)
            if composer.expects_key:
                composer.key(f"*{event.anchor}", place)
            else:
                composer.value(None, place)
        elif kind is yaml.DocumentStartEvent:
            documents += 1
            if documents > 1:
                raise composer.refusal(
                    "Y103",
                    place,
                    sentence("一个文件只能有一份内容"),
                    found="---",
                    remedy=sentence("删去分隔行 ---,或分成几个文件"),
                )
        before = event


def _has_no_colon(event: Any, key: Any, lines: list[str]) -> bool:
    """Whether an empty value is one that nothing announces: only in braces."""
    if type(key) is not yaml.ScalarEvent:
        return False
    end: Any = key.end_mark
    rest = lines[end.line][end.column :].lstrip() if end.line < len(lines) else ""
    return rest[:1] in (",", "}")


def _comma_before(key: Any, lines: list[str], file: str) -> Place:
    """The comma before a key, or the key where it is the first."""
    line, column = key.start_mark.line, key.start_mark.column
    text = lines[line][:column].rstrip()
    while not text and line > 0:
        line -= 1
        text = lines[line].rstrip()
    if text.endswith(","):
        return Place(file, line + 1, len(text))
    return Place(file, key.start_mark.line + 1, column + 1)


def _scalar(event: Any, place: Place, composer: Composer, lines: list[str]) -> None:
    """A value or a key; ``lines``: the text, of which a long value spreads over several."""
    if event.tag is not None or event.anchor is not None:
        _refuse_marks(event, place, composer)
    plain, written = event.implicit[0], event.value
    if not plain and _SURROGATE.search(written):
        composer.report("Y100", place, sentence("转义 \\u 不成对，不是一个字"), found=written)
    if not composer.expects_key:
        steps = composer.value(plain_value(written) if plain else written, place)
        first, end = event.start_mark.line, event.end_mark
        if not plain or end.line > first:
            last = end.line + 1 if end.column else max(end.line, first + 1)
            composer.spread[steps] = tuple(lines[first:last])
        return
    if plain and written == "<<":
        composer.report(
            "Y103",
            place,
            sentence("不支持合并键 <<"),
            found=written,
            remedy=sentence("把要合并的各项写全"),
        )
    composer.key(int(written) if plain and _WHOLE.fullmatch(written) else written, place)


def _refuse_marks(event: Any, place: Place, composer: Composer) -> None:
    if isinstance(event, yaml.AliasEvent):
        message, found = sentence("不支持引用 *"), f"*{event.anchor}"
    elif event.anchor is not None:
        message, found = sentence("不支持锚点 &"), f"&{event.anchor}"
    else:
        message, found = (
            sentence("不支持类型标记 !"),
            str(event.tag).replace("tag:yaml.org,2002:", "!!"),
        )
    remedy = sentence("把内容写全；若 {mark} 是文字的一部分，整个值加引号", mark=found[0])
    composer.report("Y103", place, message, found=shortened(found, 40), remedy=remedy)


def plain_value(text: str) -> object:
    """What a scalar without quotes means: None, bool, int, Decimal, or else the text itself.

    Where YAML readers differ (octal, underscores, exponents, dates, yes and no) it stays text, and
    so does a number that is too long to be one.
    """
    if text in _WORDS:
        return _WORDS[text]
    if text[0] in "0123456789+-.":
        if _WHOLE.fullmatch(text):
            return int(text)
        if _DECIMAL.fullmatch(text):
            return Decimal(text)
    return text


def compose_json(text: str, composer: Composer) -> None:
    """Give the composer what stands in a JSON text that ``json`` has found to be valid."""
    file = composer.file
    line, line_start = 1, 0
    for match in _JSON_TOKEN.finditer(text):
        token = match[0]
        if token == "\n":
            line, line_start = line + 1, match.end()
            continue
        place = Place(file, line, match.start() - line_start + 1)
        if token in "{[":
            composer.open(mapping=token == "{", place=place)
        elif token in "}]":
            composer.close()
        elif token[0] == '"':
            string = token[1:-1] if "\\" not in token else _unescaped(token, place, composer)
            if composer.expects_key:
                composer.key(string, place)
            else:
                composer.value(string, place)
        else:
            composer.value(_json_word(token, place, composer), place)


def _unescaped(token: str, place: Place, composer: Composer) -> str:
    string = str(json.loads(token))
    if _SURROGATE.search(string):
        composer.report("Y100", place, sentence("转义 \\u 不成对，不是一个字"), found=token)
    return string


def _json_word(token: str, place: Place, composer: Composer) -> object:
    if token.endswith(("NaN", "Infinity")):
        composer.report(
            "Y103", place, sentence("不是有限的数"), found=token, remedy=sentence("删去，或写 null")
        )
        return None
    if _EXPONENT.fullmatch(token):
        return Decimal(token)
    return plain_value(token)
