"""The unified social credit code (统一社会信用代码), GB 32100-2015, with all its checks.

Eighteen characters: the registering department, the kind of body, six digits of the place, nine
characters of the organisation code (GB 11714-1997) and a check character over all before it.
"""

from __future__ import annotations

import unicodedata

from huiqi.sentences import Sentence, sentence

LENGTH = 18
#: Digits and capitals without I, O, Z, S and V, which are too easily misread.
ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"

#: Registering departments, each with the kinds of bodies it registers (9: other).  To the four of
#: the standard of 2015 others were added when codes were given to all bodies.
REGISTERED_BY = {
    "1": (sentence("机构编制"), "1239"),
    "2": (sentence("外交"), "19"),
    "3": (sentence("司法行政"), "123459"),
    "4": (sentence("文化"), "19"),
    "5": (sentence("民政"), "1239"),
    "6": (sentence("旅游"), "129"),
    "7": (sentence("宗教"), "129"),
    "8": (sentence("工会"), "19"),
    "9": (sentence("工商（市场监管）"), "1239"),
    "A": (sentence("军队编制"), "19"),
    "N": (sentence("农业"), "1239"),
    "Y": (sentence("其他"), "1"),
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


def check_credit_code(code: str) -> Sentence | None:
    """Why ``code`` is no unified social credit code, or None when it is one.

    The code must be written as it is on the licence: no spaces, and in capitals.
    """
    if len(code) != LENGTH:
        return sentence(
            "统一社会信用代码是 {length} 位，这里是 {number} 位", length=LENGTH, number=len(code)
        )
    for position, character in enumerate(code, 1):
        if character not in _VALUES:
            return _no_character(position, character)
        if 3 <= position <= 8 and not character.isdigit():
            return sentence(
                "第 {position} 位是登记机关的行政区划，只能是数字，这里是 {found}",
                position=position,
                found=character,
            )
    expected = check_character(code)
    organisation = organisation_check_character(code)
    if code[-1] != expected:
        # The organisation code has a check of its own, which tells in which part the slip is.
        where = sentence("第 9 至 17 位")
        if organisation == code[16]:
            where = sentence("第 1 至 8 位或末位")
        return sentence(
            "校验码不对：第 {position} 位应是 {expected}，这里是 {found}；多半错在{where}",
            position=LENGTH,
            expected=expected,
            found=code[-1],
            where=where,
        )
    if code[0] not in REGISTERED_BY:
        return sentence(
            "第 1 位是登记管理部门，没有 {found}（有 {known}；企业是 9）",
            found=code[0],
            known=" ".join(REGISTERED_BY),
        )
    department, kinds = REGISTERED_BY[code[0]]
    if code[1] not in kinds:
        return sentence(
            "第 2 位是机构类别，{department}没有 {found}（有 {known}；企业是 1）",
            department=department,
            found=code[1],
            known=" ".join(kinds),
        )
    if code[16] != organisation:
        return sentence(
            "第 9 至 17 位是组织机构代码，它自己的校验码不对：第 17 位应是 {expected}，"
            "这里是 {found}",
            expected=organisation,
            found=code[16],
        )
    return None


def _no_character(position: int, character: str) -> Sentence:
    """A code has no such character; what was meant, where that can be said."""
    meant = unicodedata.normalize("NFKC", character).upper()
    told = {"position": position, "found": repr(character)}
    if meant in _VALUES:
        return sentence(
            "第 {position} 位不能是 {found},写作半角大写的 {meant}", **told, meant=meant
        )
    likely = {"I": "1", "O": "0", "Z": "2", "S": "5"}.get(meant)
    if likely is None:
        return sentence("第 {position} 位不能是 {found}(没有 I O Z S V)", **told)
    return sentence(
        "第 {position} 位不能是 {found}(没有 I O Z S V,是否 {likely})", **told, likely=likely
    )
