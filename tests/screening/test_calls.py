"""Of which class one is called, why, and how much is told of it: on the list, the card and in a
database alike.

All enterprises are invented.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from zipfile import ZipFile

import duckdb
import pytest
from python_calamine import load_workbook

from huiqi.city import GivenTable, groups_of, screen, screen_city
from huiqi.report.media import files
from huiqi.report.pages.call_kinds import CALL_KINDS
from huiqi.report.pages.calls import Calls
from huiqi.report.pages.screen import screening_page
from huiqi.report.pages.screen_words import worded
from huiqi.report.phrases import Phrases
from huiqi.screening.screened import Screening
from tests.commands import huiqi
from tests.titles import RULES

DAY = date(2026, 11, 30)
ZH = Phrases(RULES, "zh")
HEAD = (
    "企业名称,注册地,规上,25年营收（万）,今年1-10月营收（万）,技改项目,项目进度,设备投资（万）,"
    "高企到期,25研发费用（万）,加计扣除（25年）"
)
COLUMNS = (
    "首次升规纳统年份=规上",
    "技术改造项目：项目名称=技改项目",
    "技术改造项目：竣工投产日期=项目进度",
    "技术改造项目：经第三方审核的实际设备软件投资额（至多）=设备投资（万）",
    "高新技术企业资格在有效期内=高企到期",
    "2025年研发投入（财务报告口径）=25研发费用（万）",
    "2025年研发费用加计扣除额=加计扣除（25年）",
)
ROWS = (
    # A tenth of 900 by a document of 2019, a tenth of 310 by one in force with a cell to look up.
    "示例技改厂,聊城市莘县,2010,9000,,生产线,25年10月投产,900,,,",
    "示例研发厂,聊城市莘县,2010,4450,,,,,2029年,310,一点",
    "示例到线厂,聊城市莘县,×,1990,,,,,,,",
    "示例到期厂,聊城市莘县,2010,8100,,,,,2026-12-28,350,",
    "示例在建厂,聊城市莘县,2010,9000,,生产线,在建,2600,,,",
    # A tenth of a point short of 4 %, of a year that is over.
    "示例往年厂,聊城市莘县,2010,30000,,,,,是,1170,",
    "示例空格厂,聊城市莘县,2010,,,,,,,,",
    "示例读不懂厂,聊城市莘县,2010,一千九吧,,,,,,,",
)


def _table(path: Path, rows: Sequence[str], head: str = HEAD) -> GivenTable:
    path.write_text("\n".join((head, *rows)), encoding="utf-8")
    return GivenTable(
        file=path,
        columns=tuple(one for one in COLUMNS if one.partition("=")[2] in head.split(",")),
        lenient=True,
        about=True,
        no_is_never=True,
        still_held=True,
        unit="万元",
    )


def _told(found: Screening) -> list[tuple[str, str, str, str]]:
    """Name, class, why and what is asked, in the order of the list."""
    calls = Calls(found, ZH)
    return [
        (one.name, call.word, call.because, call.asked)
        for one in calls.in_order(found.entries)
        for call in (calls.of(one),)
    ]


def _screened(path: Path, rows: Sequence[str], head: str = HEAD) -> Screening:
    return screen(RULES, _table(path, rows, head), DAY, worded(ZH), processes=1)


def test_what_is_lost_by_the_year_s_end_comes_first_and_a_document_in_doubt_after_all_in_force(
    tmp_path: Path,
) -> None:
    """Whose only reason is asked of an office once for all stands behind those with reasons of
    documents in force, a cell of them unread or not; what nobody can have any more behind that.
    """
    told = _told(_screened(tmp_path / "台账.csv", ROWS))
    places = {name: place for place, (name, *_) in enumerate(told)}
    # Money by the year's end before a title that ends then.
    names = ("到线", "研发", "到期", "技改", "在建", "读不懂", "往年")
    own = [places[f"示例{name}厂"] for name in names]
    assert own == sorted(own)
    classes = {name: word for name, word, *_ in told}
    assert classes["示例研发厂"] == "够得上"
    assert classes["示例技改厂"] == "文件待核"
    assert classes["示例往年厂"] == "往年差"
    reasons = {name: why for name, _, why, _ in told}
    assert "那一年已过" in reasons["示例往年厂"]
    assert "按计划的投资算 260万元" in reasons["示例在建厂"]


def test_every_reason_has_its_class_and_each_class_stands_together(tmp_path: Path) -> None:
    """Half of a list had none although a reason stood there; the order is that of the classes."""
    found = _screened(tmp_path / "台账.csv", ROWS)
    told = _told(found)
    assert all(bool(word) is bool(why) for _, word, why, _ in told)
    order = [ZH.say(one.word) if one.word else "" for one in CALL_KINDS]
    own = [order.index(word) for _, word, *_ in told]
    assert own == sorted(own)
    page = screening_page(found, ZH, groups_of(found))
    files.write_page(tmp_path / "名单.xlsx", page, "zh")
    above, heads, *shown = (
        load_workbook(str(tmp_path / "名单.xlsx")).get_sheet_by_name("先联系谁").to_python()
    )
    assert [row[heads.index("类")] for row in shown] == [word for _, word, *_ in told]
    # Which are called first stands above all: the kinds of this list, in their order.
    line = str(above[0])
    kinds = list(dict.fromkeys(word for _, word, *_ in told if word))
    assert [line.find(word) for word in kinds] == sorted(line.find(word) for word in kinds)
    assert line.startswith("从上往下打")
    # What the words mean stands on the sheet itself.
    with ZipFile(tmp_path / "名单.xlsx") as parts:
        note = parts.read("xl/comments1.xml").decode()
    assert all(word in note for word in order)


def test_a_card_says_what_the_list_says(tmp_path: Path) -> None:
    """The class, why and what to ask; a card had a class without a reason, and told of a line that
    is near above a refusal without a word of why.
    """
    table = tmp_path / "台账.csv"
    told = {name: own for name, *own in _told(_screened(table, ROWS))}
    words = ["screen", str(table), "--cards", str(tmp_path / "cards"), "--as-of", str(DAY)]
    words += ["--no-ask", "--unread-as-unknown", "--about", "--no-is-never", "--still-held"]
    words += ["--unit", "万元", "-o", str(tmp_path / "名单.xlsx")]
    for column in COLUMNS:
        words += ["--column", column]
    assert huiqi(*words).returncode == 0
    cards = sorted((tmp_path / "cards").glob("*-*.html"))
    assert len(cards) == len(ROWS)
    for card in cards:
        text = card.read_text("utf-8").replace("&#34;", '"')
        (name,) = (one for one in told if one in text)
        word, why, asked = told[name]
        for part in (word, why):
            assert part in text
        # On a card what is asked stands question by question, with who knows it.
        assert ("问什么" in text) or not asked
        assert ("为什么先联系" in text) is bool(why)
    near = next(one for card in cards if "示例到线厂" in (one := card.read_text("utf-8")))
    # What stands first is of what it stands on the list for, and all that it is told of.
    first = near[: near.index("先说这一项")]
    for part in (
        "小升规奖励：新增规上企业分两年最高10万元",
        "1. 小升规奖励：有没有升过规",
        "小升规奖励：统计部门纳统证明、年度审计报告",
        "小升规奖励：2026-12-31 前要定",
        "下面“小升规奖励”标 ✗，是照现在的情形",
    ):
        assert part in first
    for card in cards:
        text = card.read_text("utf-8")
        (name,) = (one for one in told if one in text)
        head = text[: text.index("找谁")] if "找谁" in text else text[: text.index("<details")]
        under = head[head.index("问什么") :] if "问什么" in head else ""
        # Nothing of a measure that is no reason to call it.
        for measure in RULES.measures.values():
            named = f"{ZH.text(measure.name)}："
            assert named not in under or ZH.text(measure.name) in told[name][1]


@pytest.mark.parametrize(
    ("cell", "revenue", "months", "told"),
    [
        (
            "",
            "1990",
            "",
            ("也许快到线", "差 10万元到线", "首次升规纳统年份没有写；问以前升没升过规"),
        ),
        (
            "/",
            "1860",
            "",
            ("也许快到线", "差 140万元到线", "首次升规纳统年份没有写；问以前升没升过规"),
        ),
        (
            "退了",
            "1860",
            "",
            ("首次升规纳统年份写着“退了”；问以前升没升过规", "※先看原表 C2“退了”"),
        ),
        ("×", "1990", "", ("差 10万元到线", "还没有升规")),
        ("×", "2140", "", ("已过线 140万元", "还没有升规")),
        ("×", "不到2000", "", ("也许快到线", "营业收入（2025年） 不到 2000万元，差多少没有写")),
        # 1950 in ten months is 2340 in twelve; nothing is taken for a year's revenue.
        ("×", "1700", "1950", ("差 300万元到线", "今年1-10月已写 1950万元，过线要看全年")),
        # What last year lacked is made up for.
        ("没有", "1950", "2100", ("2025年） 1950万元；今年1-10月已写 2100万元，已过线",)),
        ("×", "", "1950", ("今年1-10月已写 1950万元，过线要看全年",)),
        ("", "1480", "1-9月1720", ("今年1-9月已写 1720万元，过线要看全年",)),
        # 1400 in ten months is 1680.
        ("×", "1700", "1400", ()),
        # Far above it, and not told since when: it hardly is about to enter.
        ("", "9000", "", ()),
        # It is above the line, or was before.
        ("√", "1990", "1900", ()),
        ("2019", "1990", "1900", ()),
        ("×", "900", "700", ()),
    ],
)
def test_who_is_near_the_line_is_told_by_how_much(
    tmp_path: Path, cell: str, revenue: str, months: str, told: tuple[str, ...]
) -> None:
    """A blank where it is asked had said nothing of the line, as the figure of ten months had."""
    row = f"示例甲厂,聊城市莘县,{cell},{revenue},{months},,,,,,"
    found = _screened(tmp_path / "台账.csv", [row])
    ((_, word, why, asked),) = _told(found)
    assert (word == "快到线") is bool(told)
    for part in told:
        assert part in why
    assert ("今年到现在的营业收入" in asked) is bool(told)
    # Of a part of a year no measure knows.
    without = f"示例甲厂,聊城市莘县,{cell},{revenue},,,,,,,"
    other = _screened(tmp_path / "台账.csv", [without])
    assert found.entries[0].screened == other.entries[0].screened


@pytest.mark.parametrize(
    ("head", "cell", "told"),
    [
        ("今年1-10月营收（万）", "1950", "今年1-10月已写 1950万元"),
        ("2026年1-10月开票收入（万元）", "1950", "今年1-10月已写 1950万元"),
        ("今年上半年营业收入（万元）", "1200", "今年1-6月已写 1200万元"),
        ("前三季度销售收入（亿元）", "0.19", "今年1-9月已写 1900万元"),
        ("截至10月底营收（万）", "约1950", "今年1-10月已写 1950万元"),
        ("2025年1-10月营收（万）", "1950", ""),
        ("去年1-10月营收（万）", "1950", ""),
        ("1-10月营收同比增长（万）", "1950", ""),
        ("今年1-10月利润（万）", "1950", ""),
        ("今年1-10月用电（万）", "1950", ""),
        # What has not come is no figure of this year so far.
        ("今年1-12月营收（万）", "1950", ""),
        ("四季度营收（万）", "1950", ""),
    ],
)
def test_a_part_of_the_year_of_decision_is_pointed_to_under_a_head_of_revenue(
    tmp_path: Path, head: str, cell: str, told: str
) -> None:
    """And of no other year or thing."""
    found = _screened(
        tmp_path / "台账.csv",
        [f"示例甲厂,聊城市莘县,×,1700,{cell}"],
        f"企业名称,注册地,规上,25年营收（万）,{head}",
    )
    ((_, _, why, _),) = _told(found)
    assert (told in why) if told else ("已写" not in why)


def test_who_comes_farthest_of_the_line_is_first(tmp_path: Path) -> None:
    """By this year's figure where there is one: last year's says less of the year that counts.

    1500 in ten months are 1800 in twelve.
    """
    rows = [
        "示例甲厂,聊城市莘县,×,1990,1500,,,,,,",
        "示例乙厂,聊城市莘县,,1860,1790,,,,,,",
        "示例丙厂,聊城市莘县,×,1850,,,,,,,",
        "示例丁厂,聊城市莘县,×,1480,2100,,,,,,",
        # Of whom it is not told, and who was past it last year, may have been for long.
        "示例戊厂,聊城市莘县,,2600,1900,,,,,,",
        ROWS[1],
    ]
    told = [(name, word) for name, word, *_ in _told(_screened(tmp_path / "台账.csv", rows))]
    near = [(f"示例{name}厂", "快到线") for name in "丁乙丙戊"]
    # Who will not come to it as the year stands waits for money that can be had.
    assert told == [*near, ("示例研发厂", "够得上"), ("示例甲厂", "离线近")]


def test_who_left_the_directory_was_in_it_and_is_not_asked_if_he_ever_was(tmp_path: Path) -> None:
    """The reward is for whoever enters first; what stands there is quoted and looked at first."""
    rows = [
        "示例甲厂,聊城市莘县,2024退库,1990,1900,,,,,,",
        "示例乙厂,聊城市莘县,,1990,1900,,,,,,",
    ]
    told = {
        name: (word, why) for name, word, why, _ in _told(_screened(tmp_path / "台账.csv", rows))
    }
    assert told["示例甲厂"] == ("先核实", "表里“规上”写着“2024退库”，先核实")
    assert told["示例乙厂"][0] == "快到线"
    assert "首次升规纳统年份没有写；问以前升没升过规" in told["示例乙厂"][1]


def test_about_so_much_is_a_range_and_no_limit_that_anybody_wrote(tmp_path: Path) -> None:
    """2000多 is 2000 to 3000, a tenth of which is no 300 for certain: by its low end it stands
    behind an honest 2600.  Below a head that says at most nothing is the least that is told.
    """
    cells = {"示例甲厂": "2000多", "示例乙厂": "2600", "示例丙厂": "约800", "示例丁厂": "900"}
    rows = [
        f"{name},聊城市莘县,2010,9000,,生产线,25年10月投产,{cell},,,"
        for name, cell in cells.items()
    ]
    told = _told(_screened(tmp_path / "台账.csv", rows))
    reasons = {name: why for name, _, why, _ in told}
    assert [*reasons] == ["示例乙厂", "示例甲厂", "示例丁厂", "示例丙厂"]
    assert "不超过 300万元，按“2000多”，" in reasons["示例甲厂"]
    assert "不超过 88万元，按“约800”，" in reasons["示例丙厂"]
    assert "不超过 260万元，按所写的上限算" in reasons["示例乙厂"]
    for name in ("示例甲厂", "示例丙厂"):
        assert "上限" not in reasons[name]
        assert "～" not in reasons[name]
    given = _table(tmp_path / "台账.csv", rows)
    exact = replace(given, columns=tuple(one.replace("（至多）", "") for one in given.columns))
    found = screen(RULES, exact, DAY, worded(ZH), processes=1)
    reasons = {name: why for name, _, why, _ in _told(found)}
    assert "（200～300万元，按“2000多”，" in reasons["示例甲厂"]
    assert "（72～88万元，按“约800”，" in reasons["示例丙厂"]


def test_a_database_tells_the_same_of_those_whom_it_names(tmp_path: Path) -> None:
    """What is pointed to, left open, about so much, unread or may be a plan; row by row and there.

    The database's table has no row of heads: its rows are numbered one less.
    """
    rows = [
        *ROWS,
        "示例甲厂,聊城市莘县,,1990,1-9月1720,生产线,25年10月投产,2000多,,,",
        "示例乙厂,聊城市莘县,×,1700,1950,,,,,,",
        "示例丙厂,聊城市莘县,√,1990,1900,,,,,,",
    ]
    small = _screened(tmp_path / "台账.csv", rows)
    table = _table(tmp_path / "台账.csv", rows)
    place = tmp_path / "台账.parquet"
    query = f"SELECT * FROM read_csv('{table.file}', all_varchar = true, header = true)"
    duckdb.connect().execute(f"COPY ({query}) TO '{place}' (FORMAT parquet)")
    given = GivenTable(
        file=place,
        columns=COLUMNS,
        lenient=True,
        about=True,
        no_is_never=True,
        still_held=True,
        unit="万元",
    )
    with screen_city(RULES, given, DAY, worded(ZH), first=len(rows)) as city:
        large = _told(city.screening)

    def unnumbered(told: list[tuple[str, str, str, str]]) -> list[tuple[str, str, str, str]]:
        return [
            (name, word, why.replace("※先看原表 K3", "※先看原表 K2"), asked)
            for name, word, why, asked in told
        ]

    assert unnumbered(_told(small)) == unnumbered(large)
    assert len(large) == len(rows)


def test_where_persons_are_left_out_no_cell_is_quoted(tmp_path: Path) -> None:
    """A near line and a title that ends are told as that, and not as figures that do not agree."""
    rows = [*ROWS, "示例约数厂,聊城市莘县,2010,9000,,生产线,25年10月投产,2000多,,,"]
    given = replace(_table(tmp_path / "台账.csv", rows), redact=True)
    found = screen(RULES, given, DAY, worded(ZH), processes=1)
    told = {name: (word, why) for name, word, why, _ in _told(found)}
    assert told["示例到线厂"][0] == "快到线"
    assert told["示例到线厂"][1].startswith("数快到一条线")
    assert told["示例到期厂"][1].startswith("有称号快到期")
    assert "不超过 300万元，文件" in told["示例约数厂"][1]
    assert "※先看原表 K3）" in told["示例研发厂"][1]
    for _, why in told.values():
        for cell in ("2000多", "一点", "一千九吧", "1990"):
            assert cell not in why


@pytest.mark.parametrize(
    ("trade", "lowered"),
    [
        ("批发(建材)", True),
        ("道路运输", True),
        ("餐饮", True),
        ("金属制品制造", False),
        ("运输设备制造", False),
        ("建筑材料", False),
        ("建筑用五金件制造", False),
        ("软件和信息服务", False),
        ("", False),
    ],
)
def test_who_is_no_industry_is_called_for_what_is_for_industry_after_the_others(
    tmp_path: Path, trade: str, lowered: bool
) -> None:
    """A wholesaler stood second, told of the line of industry; a title that ends is one."""
    head = HEAD.replace("企业名称", "企业名称,行业")
    rows = [
        f"示例甲厂,{trade},聊城市莘县,×,2100,,,,,,,",
        "示例乙厂,食品制造,聊城市莘县,×,1850,,,,,,,",
        f"示例丙厂,{trade},聊城市莘县,2010,9000,,生产线,25年10月投产,900,,,",
        f"示例丁厂,{trade},聊城市莘县,2010,8100,,,,,2026-12-28,350,",
    ]
    told = _told(_screened(tmp_path / "台账.csv", rows, head))
    classes = {name: word for name, word, *_ in told}
    assert classes["示例乙厂"] == "快到线"
    assert classes["示例丁厂"] == "到期"
    assert classes["示例甲厂"] == ("先看行业" if lowered else "快到线")
    assert classes["示例丙厂"] == ("先看行业" if lowered else "文件待核")
    why = next(why for name, _, why, _ in told if name == "示例甲厂")
    assert why.startswith(f"表里“行业”写着“{trade}”，先看是不是工业；营业收入") is lowered
    assert [name for name, *_ in told][-2:] == (
        ["示例丙厂", "示例甲厂"] if lowered else ["示例丁厂", "示例丙厂"]
    )


def test_whose_own_cell_says_that_it_is_no_industry_is_not_told_to_enter_its_register(
    tmp_path: Path,
) -> None:
    """An agricultural firm stood first, called to enter the register of industry by the year's end;
    it is called for its title that ends, and else to see what it is.
    """
    cells = ("不是，农业的", "不是（服务业）", "不算工业", "没有；搞养殖的")
    rows = [f"示例{place}厂,聊城市莘县,{cell},2100,,,,,,," for place, cell in enumerate(cells)]
    rows += [
        "示例到期厂,聊城市莘县,不是，农业的,2100,,,,,2026-12-28,,",
        "示例怕厂,聊城市莘县,没，老板怕入统,2100,,,,,,,",
    ]
    given = replace(_table(tmp_path / "台账.csv", rows), no_is_never=True)
    told = {
        name: (word, why)
        for name, word, why, _ in _told(screen(RULES, given, DAY, worded(ZH), processes=1))
    }
    for place, cell in enumerate(cells):
        said = f"表里“规上”写着“{cell}”，先看是不是工业"
        assert told[f"示例{place}厂"] == ("先看行业", said)
    word, why = told["示例到期厂"]
    assert word == "到期"
    assert why.startswith("高新技术企业资格在有效期内：快到期，最晚 2026-12-28")
    assert "能不能入库" not in why
    assert "先看是不是工业" in why
    # Any other reason is quoted beside what its figures open.
    word, why = told["示例怕厂"]
    assert word == "快到线"
    assert "写着“没，老板怕入统”；还没有升规，问统计部门能不能入库" in why
