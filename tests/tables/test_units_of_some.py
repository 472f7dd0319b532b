"""What a line above a table says of the amounts of some columns alone."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from huiqi.diagnostics import Diagnostics
from huiqi.tables import Wanted, read_table
from huiqi.tables.units import stated_factor

WANTED = Wanted(names={"name": ("企业名称",)}, required=("name",), dated=True)
YI, WAN = Decimal(100_000_000), Decimal(10_000)


@pytest.mark.parametrize(
    ("above", "factors"),
    [
        ("营收单位亿元，税收、研发、设备都是元（照报表抄的）", [YI, 1, 1, None]),
        ("更新到11月下旬　营收单位亿元,设备是万元", [YI, None, WAN, None]),
        ("单位：营收、研发均为万元", [WAN, WAN, WAN, WAN]),
        ("营收为亿元；研发、设备统一为万元", [YI, WAN, WAN, None]),
        # Of all amounts, as before.
        ("单位：万元", [WAN, WAN, WAN, WAN]),
        ("金额未注明的均为万元", [WAN, WAN, WAN, WAN]),
    ],
)
def test_a_unit_of_some_columns_is_theirs(
    tmp_path: Path, above: str, factors: list[Decimal | None]
) -> None:
    """都是元 was cut to 是元, and the columns were said to hold something else; where two units are
    told, what is told of none has none.
    """
    path = tmp_path / "台账.csv"
    path.write_text(f"{above}\n企业名称,25年营收,研发投入,设备投入,其他额\n甲,1,2,3,4\n", "utf-8")
    table = read_table(path, Diagnostics(), wanted=WANTED)
    assert table is not None
    for place, factor in enumerate(factors, 1):
        found = Diagnostics()
        told = stated_factor(table, place, found)
        # Two units and none of them this column's: refused, with both named.
        assert (told, bool(found.errors)) == (factor, factor is None)


@pytest.mark.parametrize("unit", ["（亿元）", "(万元)"])
def test_a_unit_of_its_own_comes_before_what_stands_above(tmp_path: Path, unit: str) -> None:
    """As before: 营收（亿） under a line that says 元 of others."""
    path = tmp_path / "台账.csv"
    path.write_text(f"营收、研发都是元\n企业名称,25年营收{unit}\n甲,1\n", "utf-8")
    table = read_table(path, Diagnostics(), wanted=WANTED)
    assert table is not None
    expected = YI if "亿" in unit else WAN
    assert stated_factor(table, 1, Diagnostics()) == expected


@pytest.mark.parametrize(
    ("heads", "factor"),
    [
        ("总投资（万元）,其中设备", WAN),
        ("总投资（万元）,其中：设备,其中软件", WAN),
        ("总投资（万元）,其中设备（亿元）", YI),
        # Not what a part is of, but what stands before that.
        ("总投资（万元）,进度,其中设备", None),
        ("总投资,其中设备", None),
        ("其中设备", None),
    ],
)
def test_a_part_of_the_column_before_is_counted_as_that_is(
    tmp_path: Path, heads: str, factor: Decimal | None
) -> None:
    """其中设备 behind 总投资（万元）: its unit was asked for."""
    path = tmp_path / "台账.csv"
    cells = ",".join("1" for _ in heads.split(","))
    path.write_text(f"企业名称,{heads}\n甲,{cells}\n", "utf-8")
    table = read_table(path, Diagnostics(), wanted=WANTED)
    assert table is not None
    assert stated_factor(table, len(table.columns) - 1, Diagnostics()) == factor
