"""The check of unified social credit codes."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from huiqi.profile.credit_code import (
    ALPHABET,
    REGISTERED_BY,
    check_character,
    check_credit_code,
    organisation_check_character,
)

VALID = ("91350100M000100Y43", "91371500790384538P", "91370000614071479T")


@st.composite
def codes(draw: st.DrawFn) -> str:
    """Any code of the right form with the right check character."""
    place = draw(st.text("0123456789", min_size=6, max_size=6))
    department = draw(st.sampled_from(sorted(REGISTERED_BY)))
    kind = draw(st.sampled_from(REGISTERED_BY[department][1]))
    start = department + kind + place + draw(st.text(ALPHABET, min_size=8, max_size=8))
    start += organisation_check_character(start)
    return start + check_character(start)


@pytest.mark.parametrize("code", VALID)
def test_a_registered_code_is_right(code: str) -> None:
    """Both of its checks hold."""
    assert check_credit_code(code) is None
    assert organisation_check_character(code) == code[16]


@pytest.mark.parametrize(
    ("code", "reason"),
    [
        ("", "统一社会信用代码是 18 位，这里是 0 位"),
        ("91350100M000100Y4", "统一社会信用代码是 18 位，这里是 17 位"),
        ("91350100M000100Y43 ", "统一社会信用代码是 18 位，这里是 19 位"),
        ("91350100M000100Y4Z", "第 18 位不能是 'Z'(没有 I O Z S V,是否 2)"),
        ("9135010OM000100Y43", "第 8 位不能是 'O'(没有 I O Z S V,是否 0)"),
        ("91350100m000100Y43", "第 9 位不能是 'm',写作半角大写的 M"),
        ("91350100M00０100Y43", "第 12 位不能是 '０',写作半角大写的 0"),
        ("9135010AM000100Y43", "第 8 位是登记机关的行政区划，只能是数字，这里是 A"),
        ("91350100M000100Y44", "校验码不对：第 18 位应是 3，这里是 4；多半错在第 1 至 8 位或末位"),
        ("91350100M000200Y43", "校验码不对：第 18 位应是 T，这里是 3；多半错在第 9 至 17 位"),
        (
            "371599180002300619",
            "第 2 位是机构类别，司法行政没有 7（有 1 2 3 4 5 9；企业是 1）",
        ),
        (
            "B1371500790384538M",
            "第 1 位是登记管理部门，没有 B（有 1 2 3 4 5 6 7 8 9 A N Y；企业是 9）",
        ),
        (
            "94371500790384538E",
            "第 2 位是机构类别，工商（市场监管）没有 4（有 1 2 3 9；企业是 1）",
        ),
        (
            "91371500790384539T",
            "第 9 至 17 位是组织机构代码，它自己的校验码不对：第 17 位应是 8，这里是 9",
        ),
    ],
)
def test_the_reason_names_what_is_wrong(code: str, reason: str) -> None:
    """Length, character and place, or the check character."""
    assert check_credit_code(code) == reason


@pytest.mark.parametrize("code", VALID)
def test_every_single_slip_is_caught(code: str) -> None:
    """Each character replaced by each other one."""
    for position, right in enumerate(code):
        for wrong in set(ALPHABET) - {right}:
            assert check_credit_code(code[:position] + wrong + code[position + 1 :]) is not None


@given(codes(), st.integers(0, 17), st.sampled_from(ALPHABET))
def test_a_slip_in_any_code_is_caught(code: str, position: int, character: str) -> None:
    """The code is right, and wrong when one character is another."""
    assert check_credit_code(code) is None
    slipped = code[:position] + character + code[position + 1 :]
    assert (check_credit_code(slipped) is None) == (slipped == code)


@given(st.text(max_size=20) | st.text(min_size=18, max_size=18))
def test_any_text_is_answered(text: str) -> None:
    """Nothing raises."""
    assert check_credit_code(text) is None or check_credit_code(text)


def test_the_organisation_code_has_its_own_check() -> None:
    """The example of GB 11714-1997: D2143569 is followed by X."""
    assert organisation_check_character("91371500D2143569") == "X"
