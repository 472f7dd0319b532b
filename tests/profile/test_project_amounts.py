"""The whole and the equipment in it, told in one cell of a project."""

from __future__ import annotations

import pytest

from huiqi.profile.project_cells import equipment_beside


@pytest.mark.parametrize(
    ("cell", "told"),
    [
        # One without a unit counts what the other does.
        ("2600万（设备1900）", ("2600万", "1900万")),
        ("2600（设备1900万）", ("2600万", "1900万")),
        ("2600（设备1900）", ("2600", "1900")),
        ("2600万（其中设备1900万）", ("2600万", "1900万")),
        ("2600万，其中：设备投资1900万", ("2600万", "1900万")),
        ("智能车间 1.2亿（含设备8000万）", ("1.2亿", "8000万")),
        ("总投资980万（设备860万）", ("980万", "860万")),
        # More than the whole, another part, or what is no equipment.
        ("1900万（设备2600）", None),
        ("2600（土建700，设备1900）", None),
        ("土建700万（设备1900万）", None),
        ("2600万（已付1900）", None),
        ("土建700万，设备1900万", None),
        ("2600万（设备12台）", None),
        ("2600万", None),
    ],
)
def test_equipment_in_a_bracket(cell: str, told: tuple[str, str] | None) -> None:
    """2600万（设备1900） was no figure, and the maximum of the text was promised instead."""
    assert equipment_beside(cell) == told
