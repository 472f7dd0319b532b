"""What officers write behind the day of a title, and says no more than the day, or what the title
is: read as one writes it without.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from huiqi.city import GivenTable
from huiqi.diagnostics import Diagnostics
from huiqi.profile.profile import Profile
from tests.titles import RULES

DAY = date(2026, 12, 1)
#: Each with how it is written plainly; by hand.
SAME = {
    "高企(24.12证)": "高企(24.12)",
    "高企（2024年12月证）": "高企(2024年12月)",
    "高企(24.12发证)": "高企(24.12)",
    "高企(25年12月拿的证)": "高企(25年12月)",
    "高企（23年的证）": "高企(23年)",
    "科小(26年入库)": "科小(26年)",
    "科小(26入库)": "科小(26年)",
    "科小（26年入库的）": "科小(26年)",
    "省单项冠军(25年，产品)": "省单项冠军产品(25年)",
    "省单项冠军（产品，25年）": "省单项冠军产品(25年)",
    "单项冠军(25年省)": "省单项冠军(25年)",
    "瞪羚(25年省)": "省瞪羚(25年)",
    "绿色工厂(25年省级)": "省绿色工厂(25年)",
    "专精特新(25年，省)": "省专精特新(25年)",
    "高企(25.12头一回过)": "高企(25.12首次认定)",
    "高企（25.12第一次认上）": "高企(25.12首次认定)",
    "高企(24.12证)、科小(26年入库)": "高企(24.12)、科小(26年)",
}
#: What looks alike and says more: it is none of those.
OTHERS = ["高企(24.12到期)", "高企(24.12没过)", "高企(25.12头一回报)", "高企(25.12头一回没过)"]


def profiles(folder: Path, *cells: str) -> list[Profile]:
    path = folder / "册.csv"
    rows = "".join(f'示例厂,聊城市,"{cell}"\n' for cell in cells)
    path.write_text(f"企业名称,注册地,称号（一格写几个）\n{rows}", encoding="utf-8")
    table, _ = GivenTable(file=path, lenient=True).opened(RULES, DAY, Diagnostics())
    return [table.profile(row, Diagnostics()) for row in table.table.rows]


def told(profile: Profile) -> dict[object, str]:
    return {key: repr(given.value) for key, given in profile.facts.items()}


@pytest.mark.parametrize("cell", SAME)
def test_what_stands_behind_the_day_says_nothing_more(tmp_path: Path, cell: str) -> None:
    one, other = profiles(tmp_path, cell, SAME[cell])
    assert told(one) == told(other)
    assert any("recognitions" in str(key) for key in told(one))


@pytest.mark.parametrize("cell", OTHERS)
def test_what_says_more_is_no_pass(tmp_path: Path, cell: str) -> None:
    (one,) = profiles(tmp_path, cell)
    years = {key[0] for key in one.facts}
    assert not years & {"high_technology_recheck_year"}
    held = {key[0]: given.value for key, given in one.facts.items()}
    assert str(held.get("high_technology_certificate")) != "Truth.TRUE"


def test_a_title_of_a_product_is_not_the_enterprises(tmp_path: Path) -> None:
    """It left the enterprise's own title unread, and named a cell to be mended."""
    path = tmp_path / "册.csv"
    path.write_text(
        '企业名称,注册地,称号（一格写几个）\n示例厂,聊城市,"省单项冠军(25年，产品)"\n',
        encoding="utf-8",
    )
    table, _ = GivenTable(file=path, lenient=True).opened(RULES, DAY, Diagnostics())
    diagnostics = Diagnostics()
    profile = table.profile(table.table.rows[0], diagnostics)
    assert not [one for one in diagnostics.items if one.code in ("P174", "P178")]
    assert "provincial_champion_certificate" not in {key[0] for key in profile.facts}
