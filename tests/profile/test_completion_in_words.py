"""What an officer says of how far a project is, and no more than that for certain."""

from __future__ import annotations

from datetime import date

import pytest

from huiqi.profile.completion import completion_told, tells_no_completion
from huiqi.profile.project_cells import completion_within

DAY = date(2026, 11, 30)


@pytest.mark.parametrize(
    ("cell", "told"),
    [
        # Whichever October or September is meant, it was over by its last such day.
        ("10月底竣工投产，刚验收完", "<= 2026-10-31"),
        ("9月投产了", "<= 2026-09-30"),
        ("11月竣工了", "<= 2026-11-30"),
        ("12月竣工了", "<= 2025-12-31"),
        # A month that nothing says is over may be the next.
        ("6月竣工", ""),
        ("12月底完", ""),
        ("设备到了一半，12月底完", "> 2026-11-30"),
        ("主体完了，设备明年3月到", "> 2026-11-30"),
        ("在建，明年6月完", "> 2026-11-30"),
        ("主体完了，设备今年3月到", ""),
        ("设备还没到", "> 2026-11-30"),
        # The month in which it was first run is that of what is done.
        ("25年8月点火，完工", "25年8月"),
        ("25年8月点火，在调试", "> 2026-11-30"),
        ("25年8月点火，没完工", "> 2026-11-30"),
        ("25年8月点火", ""),
        ("25年8月开工，完工", "<= 2026-11-30"),
        # A start and a completion, with nothing between them but a space.
        ("25年3月开工 26年9月完", "26年9月"),
        ("2025.3 开工 2026.9 完工", "2026.9"),
        ("25年3月开工", ""),
        ("快完", ""),
        # What is done before its day, and what money says beside it that is like a year.
        ("锅炉节能改造2026.9完，投3200万（设备2700万）；还要上光伏", "2026.9"),
        ("节能技改2026年9月完工，设备2700万", "2026年9月"),
        ("2026.3完工，设备2950万", "2026.3"),
        ("二车间扩建 2025.8投产", "2025.8"),
        ("锅炉改造2026.9完，窑炉改造没完", "> 2026-11-30"),
        ("锅炉改造2025.9完，窑炉改造2026.3完", ""),
        ("锅炉改造2026.9", ""),
        ("技改2026.5万", ""),
        ("打算2026.5改造完", ""),
        # What was examined is done, what stopped is not.
        ("验收了", "<= 2026-11-30"),
        ("已验收", "<= 2026-11-30"),
        ("待验收", ""),
        ("验收", ""),
        ("停了", "> 2026-11-30"),
        ("还没开工", "> 2026-11-30"),
        ("尚未竣工", "> 2026-11-30"),
        ("还没", "> 2026-11-30"),
        # What is not begun is not done.
        ("没动工", "> 2026-11-30"),
        ("发改备了案，没动工", "> 2026-11-30"),
        ("没开始", "> 2026-11-30"),
        ("未启动", "> 2026-11-30"),
        # What comes before tells nothing of it.
        ("还没备案，老板想先把设备买了", ""),
        ("尚未备案", ""),
        ("资金还没到位", ""),
    ],
)
def test_what_is_certain_of_a_completion(cell: str, told: str) -> None:
    """A month without its year, what is still to come, and what is not of it at all."""
    assert completion_told(cell, DAY) == told


@pytest.mark.parametrize(
    ("cell", "nothing"),
    [
        ("还没备案，老板想先把设备买了", True),
        ("已备案", True),
        ("想明年再说", True),
        ("打算先观望", True),
        ("10月竣工，想再买一条线", False),
        ("备案后在建", False),
        ("见附件", False),
        ("想2027年6月投产", False),
        # On trial it may be done, or not.
        ("试生产", True),
        ("25年10月试生产", True),
        ("试生产后停了", False),
    ],
)
def test_what_does_not_speak_of_completion(cell: str, nothing: bool) -> None:
    """It can be read, and tells nothing; what nobody understands is still asked about."""
    assert tells_no_completion(cell) is nothing


@pytest.mark.parametrize(
    ("cell", "told"),
    [
        ("24年技改设备320万,25.3竣工", "25.3竣工"),
        ("窑炉改造2000万在建", "在建"),
        ("改造540万已完工", "已完工"),
        ("焊接线420万2025年9月竣工", "2025年9月竣工"),
        ("焊接线420万2025.9竣工", "2025.9竣工"),
        # Nobody says of what that day is.
        ("喷涂线380万25年12月", ""),
        ("喷涂线380万", ""),
    ],
)
def test_a_completion_behind_its_amount(cell: str, told: str) -> None:
    """Without anything between the two."""
    assert completion_within(cell, "技改", DAY) == told
