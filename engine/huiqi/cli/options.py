"""The options that several commands take, declared once."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

AsOf = Annotated[str | None, typer.Option("--as-of", help="评估日 YYYY-MM-DD（默认今天）")]
Lang = Annotated[str | None, typer.Option("--lang", help="zh 或 en")]
Json = Annotated[bool, typer.Option("--json", help="输出 JSON")]
Rules = Annotated[Path | None, typer.Option("--rules", help="规则库目录（默认随包安装的）")]
#: How a table is read.
Sheet = Annotated[str | None, typer.Option("--sheet", help="工作表名（默认第一张）")]
Header = Annotated[int | None, typer.Option("--header", min=1, help="表头在第几行（默认自己找）")]
Columns = Annotated[
    list[str] | None,
    typer.Option("--column", help="列名对应，如 企业名称=单位（可重复）", show_default=False),
]
#: Facts kept beside an enterprise's file.
Answers = Annotated[
    Path | None,
    typer.Option(
        "--answers", help="与画像一起读的答案（check --write-missing 写出的表）", show_default=False
    ),
]
#: A platform's table.
Prefill = Annotated[
    Path | None,
    typer.Option(
        "--prefill",
        help="用平台的数据表（CSV、XLSX、JSON，旁边要有同名 .yaml）补上没有写的事实",
        show_default=False,
    ),
]
#: The enterprises over which verdicts are counted.
With = Annotated[
    list[Path] | None,
    typer.Option(
        "--with",
        metavar="TABLE",
        help="按这些企业数：画像、画像的目录或一张表（默认用例里的真实企业；可重复）",
    ),
]
