"""Articles and paragraphs as a sheet and the rules write them: 12, 第十二条, 第三条第一款."""

from __future__ import annotations

import re

from huiqi.adoption.entry_located import ReadRow

#: Between several documents of one row, and their places.
BETWEEN = "；"
_DIGITS, _TEN, _HUNDRED = "〇一二三四五六七八九", "十", "百"
_CHINESE = {word: n for n, word in enumerate(_DIGITS)} | {"零": 0, "两": 2}
_ARTICLE, _PARAGRAPH, _NUMBERED = "条", "款", "第{number}{unit}"
_NUMBER = re.compile(r"第?([0-9]{1,3}|[〇零一二两三四五六七八九十百]{1,6})(条|款|项)?")
_PLACE = re.compile(r"(第[^条]{1,6}条)((?:第[^款]{1,4}款)?)(.*)")


def locator_of(row: ReadRow) -> str:
    """Article and paragraph as one writes them: 第三条第一款."""
    return cited_at(row.text("article"), row.text("paragraph"))


def cited_at(articles: str, paragraphs: str, index: int = 0) -> str:
    """The place of one of several documents that a row cites."""
    return _part(articles, index, _ARTICLE) + _part(paragraphs, index, _PARAGRAPH)


def apart(locator: str) -> tuple[str, str]:
    """Article and paragraph of a place; all of it as the article where it is more than these."""
    match = _PLACE.fullmatch(locator)
    return (match[1], match[2]) if match is not None and not match[3] else (locator, "")


def article_numbers(row: ReadRow) -> tuple[int, ...]:
    """The figures of article and paragraph, where both are figures; else none."""
    found = []
    for key in ("article", "paragraph"):
        for part in re.findall(_NUMBER, row.text(key).split(BETWEEN)[0]):
            number = _figure(part[0])
            if number:
                found.append(number)
    article = _NUMBER.match(row.text("article"))
    return tuple(found[:4]) if article is not None else ()


def _part(written: str, index: int, unit: str) -> str:
    """One of several places; a bare figure is an article, or a paragraph."""
    parts = re.split("[；;]", written)
    text = parts[index].strip() if index < len(parts) else ""
    match = _NUMBER.fullmatch(text)
    if match is None or (match[2] and text.startswith("第")):
        return text
    return _NUMBERED.format(number=_chinese(_figure(match[1])), unit=match[2] or unit)


def _figure(written: str) -> int:
    """12 from 12 or 十二."""
    if written.isascii() and written.isdecimal():
        return int(written)
    whole = last = 0
    for letter in written:
        if letter in (_TEN, _HUNDRED):
            whole += (last or 1) * (10 if letter == _TEN else 100)
            last = 0
        else:
            last = _CHINESE.get(letter, 0)
    return whole + last


def _chinese(number: int) -> str:
    """十二 from 12."""
    if number < 10:
        return _DIGITS[number]
    if number < 100:
        tens, rest = divmod(number, 10)
        return ("" if tens == 1 else _DIGITS[tens]) + _TEN + (_DIGITS[rest] if rest else "")
    hundreds, rest = divmod(number, 100)
    if not rest:
        return _DIGITS[hundreds] + _HUNDRED
    between = _DIGITS[0] if rest < 10 else _DIGITS[1] if rest < 20 else ""
    return _DIGITS[hundreds] + _HUNDRED + between + _chinese(rest)
