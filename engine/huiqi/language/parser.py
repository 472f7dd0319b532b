"""From a text to Lark's tree; what it means is worked out by the checker."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from huiqi.sentences import sentence
from huiqi.spelling import HALF_WIDTH

if TYPE_CHECKING:
    from lark import Lark, Token, Tree

#: The longest expression and the deepest nesting accepted: far beyond any rule, and it bounds
#: the work that an untrusted text can cause.
LONGEST = 2000
DEEPEST = 40

_NESTING = re.compile(r"[(\[{]|[)\]}]|\b(?:not|非)\b|-")

#: What stands for one sign of the language, besides full-width letters, digits and signs.  ＝ is
#: left, since it means ==.
_SIGNS = {
    **{code: sign for code, sign in HALF_WIDTH.items() if code != ord("＝")},
    ord("×"): "*",
    ord("÷"): "/",
    ord("、"): ",",
    ord("\u3000"): " ",
    ord("\xa0"): " ",
}
_FULL_WIDTH = re.compile(f"[“{re.escape(''.join(map(chr, _SIGNS)))}]")
_NAMES = re.compile("「[^」\\n]*」|[A-Za-z_\u4e00-\u9fff][A-Za-z0-9_\u4e00-\u9fff]*")
#: The remedy for a name that has other signs than letters.
IN_QUOTES = sentence("名称里有括号、引号、顿号等符号的，或以数字开头的，写在「」里")
_JOINING = ("且", "或", "非")
_MONEY = ("万元", "亿元")
_UNITS = "元 万元 亿元 % ‰ 年 个月 日 个工作日"
#: Texts and names in quotes stay as they are.
_QUOTED = re.compile(r'("[^"\n]*"|“[^“”"\n]*”|「[^」\n]*」)')


class ExpressionError(Exception):
    """A text the language does not accept: where (column from 0), what, and the remedy."""

    def __init__(
        self,
        code: str,
        message: str,
        *,
        column: int = 0,
        found: str = "",
        allowed: tuple[str, ...] = (),
        remedy: str = "",
    ) -> None:
        super().__init__(message)
        self.code = code
        self.message = message
        self.column = column
        self.found = found
        self.allowed = allowed
        self.remedy = remedy


@cache
def _parser() -> Lark:
    from lark import Lark

    grammar = Path(__file__).with_name("grammar.lark").read_text(encoding="utf-8")
    return Lark(grammar, parser="lalr", maybe_placeholders=False, lexer_callbacks={"NAME": _name})


def _name(token: Token) -> Token:
    """A name without the 「」 it may stand in; 且 或 非 that join nothing are no names."""
    if token.value in _JOINING:
        raise ExpressionError(
            "E102",
            sentence("看不懂的表达式"),
            column=token.start_pos or 0,
            found=token.value,
            remedy=sentence("且、或、非的两边要有条件；叫这个名称的写在「」里"),
        )
    return token.update(value=token.value[1:-1]) if token.value.startswith("「") else token


def half_width(text: str) -> str:
    """The text in the signs of the grammar, letter for letter, so that columns stay."""
    if not _FULL_WIDTH.search(text):
        return text
    parts = _QUOTED.split(text)
    parts[::2] = [part.translate(_SIGNS) for part in parts[::2]]
    parts[1::2] = [f'"{part[1:-1]}"' if part[0] == "“" else part for part in parts[1::2]]
    return "".join(parts)


@lru_cache(maxsize=1024)
def parse(text: str) -> Tree[Token]:
    """Lark's tree of an expression; one for the same text, of which a rulebook has half: only read.

    Raises :class:`ExpressionError`: E101 (too long or too deep) or E102 (syntax).
    """
    if len(text) > LONGEST:
        raise ExpressionError(
            "E101", sentence("表达式超过 {longest} 字", longest=LONGEST), found=text[:40]
        )
    written, text = text, half_width(text)
    _bound_nesting(text)
    from lark.exceptions import UnexpectedInput, UnexpectedToken

    try:
        return _parser().parse(text)
    except UnexpectedInput as error:
        column = min(getattr(error, "pos_in_stream", None) or 0, len(text))
        if isinstance(error, UnexpectedToken) and error.token.type == "$END":
            column = len(text)
        found = written[column : column + 20] or sentence("(到此为止)")
        expected = error.expected if isinstance(error, UnexpectedToken) else set()
        raise ExpressionError(
            "E102",
            sentence("看不懂的表达式"),
            column=column,
            found=found,
            allowed=tuple(sorted(_WORDS[name] for name in expected if name in _WORDS)),
            remedy=_remedy(text, column),
        ) from None


def words_in(text: str) -> list[str]:
    """The names that may stand in a text, whether or not it can be read."""
    return [word.strip("「」") for word in _NAMES.findall(half_width(text))]


def _bound_nesting(text: str) -> None:
    depth = signs = 0
    for match in _NESTING.finditer(text):
        mark = match[0]
        if mark in "([{":
            depth += 1
        elif mark in ")]}":
            depth -= 1
        else:
            signs += 1
        if depth > DEEPEST or signs > 5 * DEEPEST:
            raise ExpressionError(
                "E101",
                sentence("表达式嵌套超过 {deepest} 层", deepest=DEEPEST),
                column=match.start(),
                remedy=sentence("用 let 或另立一个 definition 拆开"),
            )


def _remedy(text: str, column: int) -> str:
    rest = text[column:]
    before = text[:column].rstrip()
    if rest.startswith("=") or before.endswith("="):
        return sentence("相等写作 ==,至少写作 >=")
    if re.match(r"[万亿](?!元)", rest):
        return sentence("金额单位写全：{units}", units=_MONEY)
    if rest.startswith(("&&", "||")):
        return sentence("写作 且、或、非（and、or、not）")
    if re.search(r"\d$", before) and re.match(r"[^\x00-\x7f]", rest):
        return sentence("单位只有 {units}，人数不写单位；{names}", units=_UNITS, names=IN_QUOTES)
    if re.match(r"[^\x00-\x7f]", rest) and (
        before[-1:].isalnum() or before.endswith('"') or not _NAMES.match(rest)
    ):
        return IN_QUOTES
    return ""


_WORDS = {
    "NAME": sentence("名称"),
    "QUANTITY": sentence("数（可带单位 {units}）", units="元 万元 亿元 % ‰ 年 个月 日"),
    "DATE": sentence("日期"),
    "COMPARE": "< <= > >= == !=",
    "ADD": "+",
    "SUB": "-",
    "MUL": "*",
    "DIV": "/",
    "LPAR": "(",
    "RPAR": ")",
    "LSQUARE": "[",
    "RSQUARE": "]",
    "_AND": "且",
    "_OR": "或",
    "_NOT": "非",
    "AND": "and",
    "OR": "or",
    "NOT": "not",
    "IN": "in",
    "WITHIN": "within",
    "IF": "if",
    "$END": sentence("结束"),
}
