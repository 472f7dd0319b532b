"""Reading the files people write: rules and enterprises, in YAML or JSON.

Every function reports what is wrong to the diagnostics and returns None when any of it is an
error; no input raises an exception.  The codes: Y100 syntax, Y101 size, Y102 depth and amount,
Y103 what is not supported, Y104 a key written twice, Y105 a comma in braces that splits a value;
Y110 to Y115 are those of reading any file.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path

import yaml

from huiqi.diagnostics import Diagnostics, Place
from huiqi.files import DEEPEST, LARGEST_FILE, HeldFile, NestedTooDeepError, load_json, read_text
from huiqi.files.reading import report_size
from huiqi.rulebook.composer import (
    Composer,
    Document,
    RefusalError,
    Steps,
    compose_json,
    compose_yaml,
)
from huiqi.sentences import sentence

__all__ = ["Document", "Steps", "read_document", "read_json_text", "read_yaml", "read_yaml_text"]

_TextReader = Callable[[str, str, Diagnostics], Document | None]

_UNPRINTABLE = re.compile("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_LINE_END = re.compile("\r\n|[\n\r\x85\u2028\u2029]")
_FULL_WIDTH_COLON = re.compile(r"\s*(?:- +)*[^\s:#\"']{1,60}：")
_BOUND = re.compile(r":\s+>\s*[^\s|+-]")
_NO_SPACE = re.compile(r"\s*(?:- +)*[^\s:#\"'{\[]{1,60}:[^\s/:]")

#: Of a line in brackets: texts in quotes, a colon or a dash that announces something, other signs.
_FLOW_PART = re.compile(r""" "[^"]*" | '[^']*' | :(?=\s) | -(?=\s) | [][{},] | \S """, re.VERBOSE)
_BOUND_IN_QUOTES = "'>= 2000万元'"
_QUOTE_IT = sentence("花括号、方括号里的值有括号或逗号时，整个值加引号")

_YAML_REMEDIES = (
    ("found unexpected end of stream", sentence("引号没有成对：补上后一个引号")),
    ("escape", sentence("双引号里的反斜杠写两个，或改用单引号")),
    ("cannot start any token", sentence("以 @ ` % 开头的文字要加引号")),
    ("expected ',' or", sentence("括号要成对，各项之间用半角逗号")),
    ("'-' indicator", sentence("同一清单的各项都以 - 加空格开头，并且对齐")),
    ("expected key", sentence("同一层的各项要对齐；引号后面不能再写字")),
    ("expected <block end>", sentence("同一层的各项要对齐；引号后面不能再写字")),
    ("expected ':'", sentence("名称后面写半角冒号和一个空格，清单的 - 后面也空一格")),
    ("tag", sentence("以 ! 开头的文字要加引号")),
    ("alias", sentence("以 * 开头的文字要加引号")),
    ("anchor", sentence("以 & 开头的文字要加引号")),
)
_JSON_REMEDIES = (
    ("Expecting property name", sentence("名称用半角双引号括起来；最后一项后面不写逗号")),
    ("Illegal trailing comma", sentence("最后一项后面不写逗号")),
    ("Expecting ',' delimiter", sentence("两项之间用半角逗号隔开，括号要成对")),
    ("Expecting ':' delimiter", sentence("名称后面写半角冒号")),
    ("Expecting value", sentence("这里要有一个值：文字用半角双引号括起来；最后一项后面不写逗号")),
    ("Extra data", sentence("一个文件只能有一份内容")),
    ("Unterminated string", sentence("引号没有成对：补上后一个双引号")),
    ("Invalid control character", sentence("文字里的换行写作 \\n,制表符写作 \\t")),
    ("Invalid", sentence("反斜杠写作 \\\\")),
)


def read_document(
    path: Path | HeldFile, diagnostics: Diagnostics, shown_as: str | None = None
) -> Document | None:
    """The document of a file: JSON if its name ends so, otherwise YAML."""
    as_json = path.suffix.lower() == ".json"
    return _read(path, diagnostics, shown_as, read_json_text if as_json else read_yaml_text)


def read_yaml(path: Path, diagnostics: Diagnostics, shown_as: str | None = None) -> Document | None:
    """The document of a YAML file; ``shown_as`` is its name in the findings."""
    return _read(path, diagnostics, shown_as, read_yaml_text)


def read_yaml_text(text: str, file: str, diagnostics: Diagnostics) -> Document | None:
    """The document of a YAML text; an empty one has no data (None)."""
    return _compose(text, file, diagnostics, _compose_yaml)


def read_json_text(text: str, file: str, diagnostics: Diagnostics) -> Document | None:
    """The document of a JSON text; an empty one has no data (None)."""
    return _compose(text, file, diagnostics, _compose_json)


def _read(
    path: Path | HeldFile, diagnostics: Diagnostics, shown_as: str | None, compose: _TextReader
) -> Document | None:
    file = shown_as or str(path)
    text = read_text(path, file, diagnostics)
    return None if text is None else compose(text, file, diagnostics)


def _compose(
    text: str, file: str, diagnostics: Diagnostics, compose: Callable[[str, Composer], None]
) -> Document | None:
    text = text.removeprefix("\ufeff")
    composer = Composer(file, diagnostics)
    if len(text) > LARGEST_FILE:
        report_size(Place(file), diagnostics)
        return None
    if unprintable := _UNPRINTABLE.search(text):
        before = text[: unprintable.start()]
        place = Place(file, before.count("\n") + 1, len(before) - before.rfind("\n"))
        message = sentence("有看不见的控制字符 U+{code:04X}", code=ord(unprintable[0]))
        diagnostics.report("Y100", place, message, remedy=sentence("删去这个字符"))
        return None
    try:
        compose(text, composer)
    except RefusalError:
        return None
    if composer.findings:
        return None
    return Document(
        file=file,
        data=composer.data,
        places=composer.places,
        key_places=composer.key_places,
        spread=composer.spread,
    )


def _compose_yaml(text: str, composer: Composer) -> None:
    try:
        compose_yaml(text, composer)
    # Besides its own errors, PyYAML lets through those of chr() and int() on an impossible escape.
    except (yaml.YAMLError, ValueError, OverflowError) as error:
        place, found, remedy = _yaml_fault(text, composer.file, error)
        raise composer.refusal(
            "Y100", place, sentence("看不懂的 YAML"), found=found, remedy=remedy
        ) from None


def _yaml_fault(text: str, file: str, error: Exception) -> tuple[Place, str, str]:
    """Where the fault is (not where the parser gave up), the line there, and the remedy."""
    mark: yaml.Mark | None = getattr(error, "problem_mark", None)
    if mark is None:
        return Place(file), "", _remedy("", "", [])
    context = getattr(error, "context", None) or ""
    problem = getattr(error, "problem", None) or ""
    start: yaml.Mark | None = getattr(error, "context_mark", None)
    lines = _LINE_END.split(text)
    bracket = _bracket_in_flow(_line(lines, mark.line), mark.column, "flow" in context)
    if bracket is not None:
        found = _line(lines, mark.line).strip()
        return Place(file, mark.line + 1, bracket + 1), found, _QUOTE_IT
    suspects = [_line(lines, mark.line)]
    # A key, a quotation or a bracket is at fault where it starts; a block, where it breaks off.
    opened_before = start if start is not None and start.line != mark.line else None
    if opened_before and "block" not in context and "tab" not in problem:
        suspects.insert(0, _line(lines, opened_before.line))
        mark = opened_before
    elif "mapping values" in problem:
        suspects += [line for line in reversed(lines[: mark.line]) if line.strip()][:1]
    place = Place(file, mark.line + 1, mark.column + 1)
    found = _line(lines, mark.line).strip()
    return place, found, _remedy(problem, context, suspects)


def _bracket_in_flow(line: str, end: int, within: bool) -> int | None:
    """Where, up to ``end``, a bracket opens in the middle of a value that stands in brackets;
    ``within``: the line begins in them.
    """
    depth, last = int(within), ""
    for match in _FLOW_PART.finditer(line, 0, end + 1):
        part = match[0]
        if part in ("[", "{"):
            if depth > 0 and last not in ("", ",", ":", "[", "{", "-"):
                return match.start()
            depth += 1
        elif part in ("]", "}"):
            depth -= 1
        last = part[-1]
    return None


def _line(lines: list[str], number: int) -> str:
    return lines[number] if number < len(lines) else ""


def _remedy(problem: str, context: str, suspects: list[str]) -> str:
    if "mapping values" in problem and len(re.findall(r":(?:\s|$)", suspects[0])) > 1:
        return sentence("值里有冒号和空格时，整个值加引号")
    if any(_BOUND.search(line) for line in suspects):
        return sentence("以 > 开头的值加引号，例如 {example}", example=_BOUND_IN_QUOTES)
    for line in suspects:
        if "\t" in line[: len(line) - len(line.lstrip())]:
            return sentence("缩进用空格，不用制表符（Tab）")
        if _FULL_WIDTH_COLON.match(line):
            return sentence("名称后面用半角冒号和一个空格(: )，不用全角冒号(：)")
        if _NO_SPACE.match(line):
            return sentence("冒号后面空一格")
    if "mapping values" in problem:
        return sentence("缩进与同一层的其他各项对齐")
    for words, remedy in _YAML_REMEDIES:
        if words in problem or words in context:
            return remedy
    return sentence("检查缩进、冒号后面的空格和引号")


def _compose_json(text: str, composer: Composer) -> None:
    if not text.strip():
        return
    try:
        # Only to see that it is JSON: the numbers are read, exactly, by the composer.
        load_json(text, parse_number=str)
    except NestedTooDeepError as error:
        before = text[: error.at]
        raise composer.refusal(
            "Y102",
            Place(composer.file, before.count("\n") + 1, len(before) - before.rfind("\n")),
            sentence("嵌套超过 {number} 层", number=DEEPEST),
            remedy=sentence("减少嵌套的层次"),
        ) from None
    except json.JSONDecodeError as error:
        remedy = next((r for words, r in _JSON_REMEDIES if error.msg.startswith(words)), "")
        place = Place(composer.file, error.lineno, error.colno)
        line = _line(text.split("\n"), error.lineno - 1).strip()
        raise composer.refusal(
            "Y100", place, sentence("看不懂的 JSON"), found=line, remedy=remedy
        ) from None
    compose_json(text, composer)
