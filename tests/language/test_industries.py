"""Industry codes: only those of the classification, always with their section."""

from __future__ import annotations

from pathlib import Path

import pytest

from huiqi.language.industries import Industries, IndustryError
from huiqi.rulebook.loading import load_rulebook

#: GB/T 4754-2017: sections and their divisions.
SECTIONS = {
    "A": range(1, 6), "B": range(6, 13), "C": range(13, 44), "D": range(44, 47),
    "E": range(47, 51), "F": range(51, 53), "G": range(53, 61), "H": range(61, 63),
    "I": range(63, 66), "J": range(66, 70), "K": range(70, 71), "L": range(71, 73),
    "M": range(73, 76), "N": range(76, 80), "O": range(80, 83), "P": range(83, 84),
    "Q": range(84, 86), "R": range(86, 91), "S": range(91, 97), "T": range(97, 98),
}  # fmt: skip
FACTS = load_rulebook(Path(__file__).parents[2] / "rules").facts
NATIONAL = FACTS["industry_code"].type.industries


def test_the_97_divisions_of_the_national_classification_are_declared() -> None:
    """Each belongs to one section, and there are no others."""
    for number in range(100):
        own = [letter for letter, divisions in SECTIONS.items() if number in divisions]
        for letter in "ABCDEFGHIJKLMNOPQRSTUVWXYZ":
            code = f"{letter}{number:02}"
            if [letter] == own:
                assert NATIONAL.full(code) == NATIONAL.full(code[1:]) == code
            else:
                with pytest.raises(IndustryError):
                    NATIONAL.full(code)


@pytest.mark.parametrize(
    ("code", "full"),
    [("C", "C"), ("C26", "C26"), ("264", "C264"), ("2641", "C2641"), ("0111", "A0111")],
)
def test_a_code_of_any_level_gets_its_section(code: str, full: str) -> None:
    """The first two digits name it."""
    assert NATIONAL.full(code) == full


@pytest.mark.parametrize(
    ("code", "why"),
    [
        ("C99", "没有大类 99（门类 C 是 13 至 43 大类）"),
        ("9900", "没有大类 99"),
        ("C0111", "大类 01 属于门类 A，不属于 C"),
        ("U", "没有门类 U（有 ABCDEFGHIJKLMNOPQRST）"),
        ("C2", "行业代码写作门类字母、大类两位、中类三位或小类四位"),
        ("C26411", "行业代码写作门类字母、大类两位、中类三位或小类四位"),
        ("", "行业代码写作门类字母、大类两位、中类三位或小类四位"),
    ],
)
def test_what_is_no_code_says_why(code: str, why: str) -> None:
    """With the divisions of the section that was written."""
    with pytest.raises(IndustryError) as caught:
        NATIONAL.full(code)
    assert str(caught.value) == why


@pytest.mark.parametrize("sections", [{"A": "01-05", "B": "05-06"}, {"A": "05-01"}])
def test_sections_that_overlap_are_refused(sections: dict[str, str]) -> None:
    """A division belongs to one section."""
    with pytest.raises(ValueError, match="重叠"):
        Industries.of(sections)
