"""Figures that are not all digits, in digits: 一千五百万, 1亿5000万, 壹仟伍佰万元, 百分之五.

Read exactly or not at all: what has no one meaning (一万五, 三五百万) stays as it is written.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Context, Decimal

#: As on cheques, and as digits.
_FORMAL = str.maketrans(
    "壹贰貳叁參肆伍陆陸柒捌玖拾佰仟萬億圆圓〇○两兩",
    "一二二三三四五六六七八九十百千万亿元元零零二二",
)
_DIGITS = {numeral: str(place) for place, numeral in enumerate("零一二三四五六七八九")}
_LARGE, _SMALL = "亿", "万"
_SCALES = {_LARGE: Decimal(10) ** 8, _SMALL: Decimal(10) ** 4}
_DIGIT = "[一二三四五六七八九1-9]"
#: Up to 9999, from thousands to ones; what is left out in between may be said (零).
_SECTION = re.compile(
    rf"(?:({_DIGIT})千)?(?:零?({_DIGIT})百)?(?:零?({_DIGIT})?十)?(?:(零?)([一二三四五六七八九]))?"
)
_POINT, _NOUGHT, _ONE, _TEN = "点", "零", "一", "十"
_FIGURES = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?")
#: What each scale counts, down to the ones, and what is left: the unit.
_SIGNS = "[零一二三四五六七八九十百千点0-9.,]"
_FIGURE = re.compile(
    rf"(?P<part>百分之|千分之)?(?P<minus>[负-])?(?:(?P<亿>{_SIGNS}+)亿)?(?:(?P<万>{_SIGNS}+)万)?"
    rf"(?P<ones>{_SIGNS}*)(?P<unit>\D*)"
)
_EXACT = Context(prec=150)
_PARTS = {"百分之": "%", "千分之": "‰", None: ""}
#: Digits and then a unit, as every figure is read; no numeral stands for a digit.
_ALL_DIGITS = re.compile(r"[+-]? ?\d[\d., ]*[^\d零一二三四五六七八九点]*")
_NUMERAL = re.compile("[零一二三四五六七八九十百]")
_LONGEST = 60


def names_numerals(text: str) -> bool:
    """Whether some figure of a text is written in numerals."""
    return _NUMERAL.search(text.translate(_FORMAL)) is not None


def in_digits(text: str, whole: str = "") -> str:
    """A figure in digits, with its unit; what is none, or is written in digits, as it is.

    ``whole``: what a figure counts that says 万 or 亿 within, and no unit: 1万5000.
    """
    written = text.translate(_FORMAL)
    if len(text) > _LONGEST or _ALL_DIGITS.fullmatch(written):
        return text
    match = _FIGURE.fullmatch(written.replace(" ", ""))
    if match is None or _NUMERAL.search(match["unit"]) or match["unit"][:1] in _SCALES:
        return text
    read = _read({scale: match[scale] for scale in _SCALES if match[scale]}, match["ones"])
    if read is None or (
        match[_LARGE] and not match[_SMALL] and match["ones"] and not match["unit"]
    ):
        # 一亿五千 is 1.5亿 to one and 100,005,000 to another.
        return text
    number, scale = read
    within = not scale and (match[_LARGE] or match[_SMALL])
    unit = f"{scale}{match['unit']}" or (whole if within else "")
    sign = "-" if match["minus"] else ""
    return f"{sign}{number.normalize(_EXACT):f}{unit}{_PARTS[match['part']]}"


def _read(parts: Mapping[str, str], ones: str) -> tuple[Decimal, str] | None:
    """A figure, in the least of the scales that it names, if it ends in that."""
    if len(ones) == 1 if parts else ones == "" or ones[:-1].startswith(_NOUGHT):
        # 一万五 is 15,000 to one and 10,005 to another.
        return None
    number, above = Decimal(0), None
    for worth, written in [
        *((_SCALES[scale], part) for scale, part in parts.items()),
        *([(Decimal(1), ones)] if ones else []),
    ]:
        part = _part(written)
        if part is None or (above is not None and _EXACT.multiply(part, worth) >= above):
            return None
        if number != number.to_integral_value(context=_EXACT):
            # 1.5亿2000万 says it twice.
            return None
        number = _EXACT.add(_EXACT.multiply(number, (above or worth) / worth), part)
        above = worth
    return number, "" if ones else list(parts)[-1]


def _part(written: str) -> Decimal | None:
    """一千五百, 一点五, 1,500 or 1.5; ``None`` for what is no figure."""
    if _FIGURES.fullmatch(written):
        return Decimal(written.replace(",", ""))
    before, point, after = written.partition(_POINT)
    # 一亿零五百万: what is left out is said.
    whole = section(before.lstrip(_NOUGHT) or before[:1])
    if whole is None or not point:
        return None if whole is None else Decimal(whole)
    places = "".join(_DIGITS.get(numeral, "?") for numeral in after)
    return Decimal(f"{whole}.{places}") if places and "?" not in places else None


def section(written: str) -> int | None:
    """A whole number up to 9999 in numerals: 十二, 一千零五十; ``None`` for what is none."""
    if written == _NOUGHT:
        return 0
    match = _SECTION.fullmatch(written)
    if match is None or not written:
        return None
    thousands, hundreds, tens, nought, ones = match.groups()
    ten = _TEN in written
    if ones and not ten and not nought and (thousands or hundreds):
        # 三千五 is mostly 3,500.
        return None
    figures = (thousands, hundreds, tens or (_ONE if ten else None), ones)
    return int("".join(_DIGITS.get(one, one) if one else "0" for one in figures))
