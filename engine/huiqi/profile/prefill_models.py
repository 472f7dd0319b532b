"""The file beside a platform's table: whose data, by which right, which column is what."""

from __future__ import annotations

from pydantic import Field

from huiqi.rulebook.model_parts import Model
from huiqi.sentences import sentence

#: The keys of the day that the data is of, and of the unit of its amounts.
DAY, UNIT = "日期", "单位"


class PrefillModel(Model):
    """``<table>.yaml`` beside ``<table>.csv``."""

    origin: str = Field(
        alias="来源",
        min_length=1,
        description=sentence("哪个平台、哪张表，例如 示例市数据平台 企业年报"),
    )
    lawful_basis: str = Field(
        alias="依据",
        min_length=1,
        description=sentence("凭什么使用，例如 企业授权书 2026-03-01"),
    )
    day: str = Field(alias=DAY, description=sentence("数据是哪一天的，例如 2026-10-31"))
    unit: str | None = Field(
        None, alias=UNIT, description=sentence("没有写单位的金额以什么计，例如 万元")
    )
    code_column: str = Field(
        "统一社会信用代码", alias="信用代码列", description=sentence("信用代码在哪一列")
    )
    columns: dict[str, str | dict[int | str, str]] = Field(
        alias="列",
        min_length=1,
        description=sentence("事实: 列名；按年的 事实: {2025: 列名}"),
    )
