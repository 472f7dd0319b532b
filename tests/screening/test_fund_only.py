"""What only the whole of a fund bounds is no amount of an enterprise, in a database either."""

from __future__ import annotations

import csv
from pathlib import Path

import duckdb
import pytest

from tests.commands import huiqi

TABLE = """SELECT * FROM (VALUES
    ('示例一厂', '优秀', '是', NULL), ('示例二厂', '优秀', '是', 1000000.05)
) AS t("企业名称", "研发机构评定结果", "注册地在聊城市", "2022年研发费用加计扣除额（元）")"""


@pytest.mark.parametrize("name", ["名单.csv", "名单.parquet"])
def test_the_whole_of_a_fund_is_nobodys_most(tmp_path: Path, name: str) -> None:
    """80 million where nobody knows the deduction: empty, as ``check`` says null; a fifth of a
    deduction that is told.
    """
    source, out = tmp_path / "全市.parquet", tmp_path / name
    duckdb.sql(f"COPY ({TABLE}) TO '{source}' (FORMAT parquet)")
    words = ["screen", str(source), "--as-of", "2023-06-20", "--year", "2022", "--no-ask"]
    assert huiqi(*words, "-o", str(out)).returncode == 0
    if out.suffix == ".csv":
        head, *rows = csv.reader(out.read_text("utf-8-sig").splitlines())
        place = head.index("优秀研发机构补贴：至多（元）")
        assert [row[place] for row in rows] == ["", "200000.01"]
    else:
        answers = duckdb.read_parquet(str(out)).select('"rd-institution-subsidy.high"')
        highs = [high for (high,) in answers.fetchall()]
        assert [None if high is None else str(high) for high in highs] == [None, "200000.01"]
