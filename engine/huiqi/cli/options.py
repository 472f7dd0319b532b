"""The options that several commands take, declared once."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from huiqi.words import to_say

if TYPE_CHECKING:
    from huiqi.city import GivenTable

AsOf = Annotated[str | None, typer.Option("--as-of", help=to_say("评估日 YYYY-MM-DD（默认今天）"))]
Lang = Annotated[str | None, typer.Option("--lang", help=to_say("zh 或 en"))]
Json = Annotated[bool, typer.Option("--json", help=to_say("输出 JSON"))]
Rules = Annotated[Path | None, typer.Option("--rules", help=to_say("规则库目录（默认随包安装的）"))]
#: How a table is read.
Sheet = Annotated[str | None, typer.Option("--sheet", help=to_say("工作表名（默认第一张）"))]
Header = Annotated[
    int | None, typer.Option("--header", min=1, help=to_say("表头在第几行（默认自己找）"))
]
Columns = Annotated[
    list[str] | None,
    typer.Option(
        "--column", help=to_say("列名对应，如 企业名称=单位（可重复）"), show_default=False
    ),
]
Year = Annotated[
    int | None,
    typer.Option("--year", min=1949, max=2100, help=to_say("列名里没有年份的，是哪一年的")),
]
ListTables = Annotated[
    list[str] | None,
    typer.Option("--with", help=to_say("清单在另一张表里：清单=文件，如 已获得的称号=称号.xlsx")),
]
WholeLists = Annotated[
    list[str] | None,
    typer.Option("--whole", help=to_say("这张清单是全的：表里没有的企业就没有（可重复）")),
]
MeasuresSaid = Annotated[
    list[str] | None,
    typer.Option(
        "--measure",
        help=to_say(
            "已申报、已拨付这样的列没有写是哪一项的：格里的词=措施名称，如 技改=技术改造设备奖补；"
            "只是有证书、没有拿过钱的，高企=只是有证书；"
            "或 已拨付=已申报：就是同一行那一列写的那一项（可重复）"
        ),
        show_default=False,
    ),
]
#: What of a table is not written out.
Redact = Annotated[
    bool,
    typer.Option(
        "--redact",
        help=to_say(
            "不写出人名、电话、证件号，标为个人信息的事实，用来评估的列和读不了的内容；别的列照抄"
        ),
    ),
]
Lenient = Annotated[
    bool | None,
    typer.Option(
        "--unread-as-unknown/--refuse-unread",
        help=to_say("读不懂的格按未知，那一户照样评估，名单上注明（不问时就这样）；或整行不评估"),
        show_default=False,
    ),
]
About = Annotated[
    bool,
    typer.Option("--about", help=to_say("写着约、左右的数，按上下各一成的范围读，名单上注明")),
]
Spent = Annotated[
    bool,
    typer.Option(
        "--spent", help=to_say("还没有竣工的项目，表里写的投资是已经花出的（不写就按未知）")
    ),
]
NoneIsNought = Annotated[
    bool,
    typer.Option(
        "--none-is-nought",
        help=to_say("要数的格写“无”“没报”一类的是 0（不写就不当 0）"),
    ),
]
NoIsNever = Annotated[
    bool,
    typer.Option(
        "--no-is-never", help=to_say("要写是哪一年的格写“否”的，是从来没有过（不写就按未知）")
    ),
]
WhetherClaimed = Annotated[
    bool,
    typer.Option(
        "--whether-claimed",
        help=to_say("加计扣除这样要申报的数，写“√”“报了”的是申报了、没写多少（不写就按未知）"),
    ),
]
StillHeld = Annotated[
    bool,
    typer.Option("--still-held", help=to_say("只写了哪年得的称号，都还在有效期内（不写就按未知）")),
]
#: Of which year titles are that are given for one and do not say it.
TitlesYear = Annotated[
    int | None,
    typer.Option(
        "--titles-year",
        min=1949,
        max=2100,
        help=to_say("称号一格里一年一认的（如科小）没写年份，是哪一年的（不写就按未知）"),
        show_default=False,
    ),
]
Unsure = Annotated[
    list[str] | None,
    typer.Option(
        "--unsure",
        help=to_say("配 --still-held：这一户说不准，按未知（可重复）"),
    ),
]
Keep = Annotated[
    list[str] | None,
    typer.Option("--keep", help=to_say("用 --redact 时，这一列仍写出（可重复）")),
]
#: The unit of a table's amounts.
Unit = Annotated[
    str | None,
    typer.Option(
        "--unit", help=to_say("列名里没有单位的金额，是元、万元还是亿元"), show_default=False
    ),
]
#: What is so of every enterprise of a table.
Every = Annotated[
    list[str] | None,
    typer.Option(
        "--every", help=to_say("每一户都一样、表里没有的：事实=值，如 居民企业=是（可重复）")
    ),
]
#: Where a whole table is decided.
ScreeningEngine = Annotated[
    str,
    typer.Option(
        "--engine", help=to_say("整表在哪里评估：duckdb 这台机器，spark 集群（huiqi[spark]）")
    ),
]
SparkMaster = Annotated[
    str | None,
    typer.Option(
        "--spark-master",
        help=to_say(
            "集群，如 spark://主机:7077（默认按 Spark 自己的设置）；工作机要能读写 -o 所在的目录"
        ),
        show_default=False,
    ),
]
#: Facts kept beside an enterprise's file.
Answers = Annotated[
    Path | None,
    typer.Option(
        "--answers",
        help=to_say("与画像一起读的答案（check --write-missing 写出的表）"),
        show_default=False,
    ),
]
#: A platform's table.
Prefill = Annotated[
    Path | None,
    typer.Option(
        "--prefill",
        help=to_say("用平台的数据表（CSV、XLSX、JSON，旁边要有同名 .yaml）补上没有写的事实"),
        show_default=False,
    ),
]
#: Where a decision is kept, to be made anew.
Receipt = Annotated[
    Path | None,
    typer.Option(
        "--receipt",
        help=to_say("把这次核对存成收据（JSON），huiqi replay 再核对"),
        show_default=False,
    ),
]
WithoutNames = Annotated[
    bool, typer.Option("--without-names", help=to_say("收据里隐去名称、备注、判定人等"))
]
#: Penalty lists that were imported.
Lists = Annotated[
    Path | None,
    typer.Option(
        "--lists",
        help=to_say("导入的清单所在目录（默认 HUIQI_LISTS 或用户数据目录）"),
        show_default=False,
    ),
]
#: The enterprises over which verdicts are counted.
With = Annotated[
    list[Path] | None,
    typer.Option(
        "--with",
        metavar="TABLE",
        help=to_say("按这些企业数：画像、画像的目录或一张表（默认用例里的真实企业；可重复）"),
    ),
]


def given_table(
    file: Path,
    *,
    sheet: str | None,
    header: int | None,
    column: list[str] | None,
    year: int | None,
    unit: str | None = None,
    every: list[str] | None = None,
    lists: list[str] | None,
    whole: list[str] | None,
    meant: list[str] | None = None,
    by: str | None = None,
    wheres: list[str] | None = None,
    redact: bool = False,
    lenient: bool | None = None,
    about: bool = False,
    spent: bool = False,
    none_is_nought: bool = False,
    no_is_never: bool = False,
    whether_claimed: bool = False,
    still_held: bool = False,
    titles_year: int | None = None,
    unsure: list[str] | None = None,
    keep: list[str] | None = None,
) -> GivenTable:
    """A table of enterprises as the options above say that it is read."""
    from huiqi.city import GivenTable

    return GivenTable(
        file=file,
        sheet=sheet,
        header=header,
        columns=tuple(column or ()),
        year=year,
        unit=unit,
        every=tuple(every or ()),
        lists=tuple(lists or ()),
        whole=tuple(whole or ()),
        meant=tuple(meant or ()),
        redact=redact,
        lenient=lenient,
        about=about,
        spent=spent,
        none_is_nought=none_is_nought,
        no_is_never=no_is_never,
        whether_claimed=whether_claimed,
        still_held=still_held,
        titles_year=titles_year,
        unsure=tuple(unsure or ()),
        keep=tuple(keep or ()),
        by=by,
        chosen=tuple(one.partition("=")[0] for one in wheres or ()),
    )


def lists_folder(option: Path | None) -> Path:
    """Where imported lists are kept."""
    if option is not None:
        return option
    if named := os.environ.get("HUIQI_LISTS"):
        return Path(named)
    home = os.environ.get("XDG_DATA_HOME")
    try:
        return (Path(home) if home else Path.home() / ".local" / "share") / "huiqi" / "lists"
    except RuntimeError:
        # A user without a home has imported nothing; where to keep it has to be said.
        return Path(os.devnull) / "lists"
