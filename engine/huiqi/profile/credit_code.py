"""The unified social credit code (统一社会信用代码), GB 32100-2015, with all its checks.

Eighteen characters: the registering department, the kind of body, six digits of the place, nine
characters of the organisation code (GB 11714-1997) and a check character over all before it.
"""

from __future__ import annotations

import unicodedata

LENGTH = 18
#: Digits and capitals without I, O, Z, S and V, which are too easily misread.
ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"

#: Registering departments, each with the kinds of bodies it registers (9: other).  To the four of
#: the standard of 2015 others were added when codes were given to all bodies.
REGISTERED_BY = {
    "1": ("机构编制", "1239"),
    "2": ("外交", "19"),
    "3": ("司法行政", "123459"),
    "4": ("文化", "19"),
    "5": ("民政", "1239"),
    "6": ("旅游", "129"),
    "7": ("宗教", "129"),
    "8": ("工会", "19"),
    "9": ("工商（市场监管）", "1239"),
    "A": ("军队编制", "19"),
    "N": ("农业", "1239"),
    "Y": ("其他", "1"),
}

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
    organisation = organisation_check_character(code)
    if code[-1] != expected:
        # The organisation code has a check of its own, which tells in which part the slip is.
        where = "第 1 至 8 位或末位" if organisation == code[16] else "第 9 至 17 位"
        return f"校验码不对：第 {LENGTH} 位应是 {expected}，这里是 {code[-1]}；多半错在{where}"
    if code[0] not in REGISTERED_BY:
        known = " ".join(REGISTERED_BY)
        return f"第 1 位是登记管理部门，没有 {code[0]}（有 {known}；企业是 9）"
    department, kinds = REGISTERED_BY[code[0]]
    if code[1] not in kinds:
        known = " ".join(kinds)
        return f"第 2 位是机构类别，{department}没有 {code[1]}（有 {known}；企业是 1）"
    if code[16] != organisation:
        return (
            f"第 9 至 17 位是组织机构代码，它自己的校验码不对：第 17 位应是 {organisation}，"
            f"这里是 {code[16]}"
        )
    return None


def _hint(character: str) -> str:
    meant = unicodedata.normalize("NFKC", character).upper()
    if meant in _VALUES:
        return f",写作半角大写的 {meant}"
    likely = {"I": "1", "O": "0", "Z": "2", "S": "5"}.get(meant)
    return "(没有 I O Z S V" + (f",是否 {likely})" if likely else ")")
