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


def test_each_division_of_manufacturing_and_each_section_has_its_own_name() -> None:
    """Whoever chooses by name finds the industry, and no two are called alike."""
    codes = [code for code, *_ in NATIONAL.names]
    assert sorted(codes) == sorted([*SECTIONS, *(f"C{number}" for number in SECTIONS["C"])])
    for language in (1, 2):
        names = [one[language] for one in NATIONAL.names]
        assert all(names)
        assert len(set(names)) == len(names)


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("通用设备制造业", "C34"), ("通用设备制造", "C34"), (" 汽车制造业 ", "C36"),
        ("制造业", "C"), ("general-purpose machinery", "C34"), ("教育", "P"),
        # Of two or none it is not guessed which is meant.
        ("设备制造业", None), ("机床附件", None), ("业", None), ("", None), ("C34", None),
    ],
)  # fmt: skip
def test_an_industry_is_known_by_its_whole_name(name: str, code: str | None) -> None:
    """With or without 业 at its end, and by nothing that is only alike."""
    assert NATIONAL.called(name) == code


def test_what_is_no_code_has_no_name() -> None:
    """A name of a division that is none would be a choice that is then refused."""
    with pytest.raises(IndustryError):
        Industries.of({"C": "13-43"}, {"C44": ("电力", "electricity")})
