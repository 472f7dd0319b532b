"""A row of a capitalised project that is dated after its asset was formed is refused."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from huiqi import Engine
from huiqi.diagnostics import InputError

ROW = """
enterprise: {{name: 示例企业}}
facts:
  rd_projects:
    - {{name: 甲, year: {year}, treatment: {treatment}, personnel: 100, capitalised_on: {formed}, rest: 0}}
"""  # noqa: E501


@pytest.mark.parametrize(
    ("year", "treatment", "formed", "accepted"),
    [
        (2023, "资本化", "2022-12-31", False),
        (2022, "资本化", "2022-01-01", True),
        (2021, "资本化", "2022-07-01", True),
        (2023, "费用化", "2022-12-31", True),
        (2023, "资本化", "不适用", True),
        (2023, "资本化", "null", True),
    ],
)
def test_what_is_spent_after_the_asset_is_formed(
    tmp_path: Path, year: int, treatment: str, formed: str, accepted: bool
) -> None:
    """It would be dropped in silence; what is not known yet, or never, contradicts nothing."""
    path = tmp_path / "profile.yaml"
    path.write_text(ROW.format(year=year, treatment=treatment, formed=formed), "utf-8")
    engine = Engine.load(compare=False)
    if accepted:
        engine.read_enterprise(path, date(2024, 6, 20))
    else:
        with pytest.raises(InputError, match="P140"):
            engine.read_enterprise(path, date(2024, 6, 20))
