"""The unified social credit code (统一社会信用代码), GB 32100-2015.

Eighteen characters: the registering department, the kind of body, six digits of the place, nine
characters of the organisation code (GB 11714-1997) and a check character over all before it.
"""

from __future__ import annotations

import unicodedata

LENGTH = 18
#: Digits and capitals without I, O, Z, S and V, which are too easily misread.
ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"

_VALUES = {character: value for value, character in enumerate(ALPHABET)}
_WEIGHTS = tuple(pow(3, position, 31) for position in range(LENGTH - 1))

_ORGANISATION_WEIGHTS = (3, 7, 9, 10, 5, 8, 4, 2)
_ORGANISATION_CHECKS = "0X987654321"


def check_character(code: str) -> str:
    """The character that the first seventeen call for; ``KeyError`` for one not of the alphabet."""
    total = sum(
        _VALUES[character] * weight
        for character, weight in zip(code[: LENGTH - 1], _WEIGHTS, strict=True)
    )
    return ALPHABET[-total % 31]


def organisation_check_character(code: str) -> str:
    """What the ninth character of the organisation code within ``code`` should be."""
    # Its letters count 10 to 35 in the order of the whole alphabet: this standard is an older one.
    total = sum(
        int(character, 36) * weight
        for character, weight in zip(code[8:16], _ORGANISATION_WEIGHTS, strict=True)
    )
    return _ORGANISATION_CHECKS[total % 11]


def check_credit_code(code: str) -> str | None:
    """Why ``code`` is no unified social credit code, in Chinese, or None when it is one.

    The code must be written as it is on the licence: no spaces, and in capitals.
    """
    if len(code) != LENGTH:
        return f"统一社会信用代码是 {LENGTH} 位，这里是 {len(code)} 位"
    for position, character in enumerate(code, 1):
        if character not in _VALUES:
            return f"第 {position} 位不能是 {character!r}" + _hint(character)
        if 3 <= position <= 8 and not character.isdigit():
            return f"第 {position} 位是登记机关的行政区划，只能是数字，这里是 {character}"
    expected = check_character(code)
    if code[-1] != expected:
        # The organisation code has a check of its own, which tells in which part the slip is.
        organisation = organisation_check_character(code) == code[16]
        where = "第 1 至 8 位或末位" if organisation else "第 9 至 17 位"
        return f"校验码不对：第 {LENGTH} 位应是 {expected}，这里是 {code[-1]}；多半错在{where}"
    return None


def _hint(character: str) -> str:
    meant = unicodedata.normalize("NFKC", character).upper()
    if meant in _VALUES:
        return f",写作半角大写的 {meant}"
    likely = {"I": "1", "O": "0", "Z": "2", "S": "5"}.get(meant)
    return "(没有 I O Z S V" + (f",是否 {likely})" if likely else ")")
