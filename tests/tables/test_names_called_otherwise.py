"""The column of the enterprises under a head of its keeper's own, over names that are cut short."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.commands import huiqi

DAY = ("--as-of", "2026-12-01", "--no-ask")


def screened(folder: Path, *lines: str) -> str:
    """What is said of a table with a title and its keeper above."""
    table = folder / "底册.csv"
    table.write_text("\n".join(("示例县底册", "数都是自己报的", *lines)), encoding="utf-8")
    done = huiqi("screen", str(table), *DAY)
    return done.stdout + done.stderr


@pytest.mark.parametrize("head", ["单位", "户名", "包靠企业"])
def test_a_head_of_its_own_over_short_names(tmp_path: Path, head: str) -> None:
    """No 公司 at their end: the first command ended with T104."""
    said = screened(tmp_path, f"序,{head},在哪", "1,示例甲棉,聊城市莘县", "2,示例乙棉,聊城市莘县")
    assert f"“{head}”当作企业名称读" in said
    assert "已评估 2 户" in " ".join(said.split())


def test_a_column_of_units_is_none(tmp_path: Path) -> None:
    """单位 is also of what amounts are."""
    said = screened(tmp_path, "序,东家,单位", "1,示例甲棉,万元", "2,示例乙棉,万元")
    assert "T104" in said
    # What is wanted is said of the row of heads.
    assert ":3:0:" in said
    assert "像是标题" not in said


def test_one_name_in_every_row_is_none(tmp_path: Path) -> None:
    """Whose table it is."""
    assert "T104" in screened(tmp_path, "序,单位,电话", "1,示例局,000-1", "2,示例局,000-2")
