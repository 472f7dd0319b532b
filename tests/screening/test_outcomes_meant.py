"""What came of a measure where the head of its column names none: by what the cells call it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

import duckdb
import pytest

from huiqi.city import GivenTable, screen
from huiqi.cli.asked_of_table import options_of
from huiqi.diagnostics import Diagnostics, InputError
from huiqi.profile.outcome_heads import OutcomeStep, outcome_head
from huiqi.profile.outcomes_meant import outcome_parts
from huiqi.report.pages.calls import Calls
from huiqi.report.pages.screen_words import worded
from huiqi.report.phrases import Phrases
from huiqi.screening.loader.load import load_enterprises
from huiqi.screening.outcome_columns import Outcomes, outcomes_in, outcomes_loaded
from huiqi.screening.paid import paid
from huiqi.screening.screened import Screening
from tests.screening.test_asked_of_table import answered_by
from tests.titles import RULES

DAY = date(2026, 11, 30)
ZH = Phrases(RULES, "zh")
HEAD = "企业名称,注册地,技改项目,设备投资（万元）,已申报,已拨付(万元)"
ROWS = (
    "示例甲厂,聊城市,镀锌线,900,技改,无",
    "示例乙厂,聊城市,中试线,1500,技改,50万",
    "示例丙厂,聊城市,彩涂线,5200,已报,80",
    "示例丁厂,聊城市,,,小升规,10",
    "示例戊厂,聊城市,生产线,700,技改；小升规,30",
    "示例己厂,聊城市,生产线,600,,技改20；小升规5",
    "示例庚厂,聊城市,生产线,500,没报技改,-",
)
#: The renovation subsidy, and the reward for entering.
SUBSIDY, REWARD = "技术改造设备奖补", "小升规奖励"
MEANT = (f"技改={SUBSIDY}", f"小升规={REWARD}", "已拨付(万元)=已申报")
COLUMNS = (
    "技术改造项目：项目名称=技改项目",
    "技术改造项目：经第三方审核的实际设备软件投资额（至多）=设备投资（万元）",
)


def given(folder: Path, meant: Sequence[str] = (), rows: Sequence[str] = ROWS) -> GivenTable:
    """Her table."""
    path = folder / "台账.csv"
    path.write_text("\n".join((HEAD, *rows)), encoding="utf-8")
    return GivenTable(file=path, columns=COLUMNS, meant=tuple(meant), lenient=True)


def found_in(table: GivenTable) -> Outcomes:
    """What it says came of measures."""
    opened, _ = table.opened(RULES, DAY, Diagnostics())
    return outcomes_in(opened, RULES, Diagnostics())


def told_of(found: Outcomes) -> dict[int, list[tuple[str, OutcomeStep, object]]]:
    """By row, with the titles of the measures."""
    return {
        row: [(RULES.measures[one.measure].title.zh, one.step, one.amount) for one in own]
        for row, own in found.told.items()
    }


def screened(table: GivenTable) -> Screening:
    return screen(RULES, table, DAY, worded(ZH), processes=1)


#: By hand: of the fifth firm two measures were applied for, and of which the 30 are nobody says.
TOLD = {
    2: [(SUBSIDY, OutcomeStep.APPLIED, None)],
    3: [(SUBSIDY, OutcomeStep.APPLIED, None), (SUBSIDY, OutcomeStep.PAID, 500_000)],
    5: [(REWARD, OutcomeStep.APPLIED, None), (REWARD, OutcomeStep.PAID, 100_000)],
    6: [(SUBSIDY, OutcomeStep.APPLIED, None), (REWARD, OutcomeStep.APPLIED, None)],
    7: [(SUBSIDY, OutcomeStep.PAID, 200_000), (REWARD, OutcomeStep.PAID, 50_000)],
    8: [(SUBSIDY, OutcomeStep.UNCLAIMED, None)],
}


def test_what_is_said_is_counted_and_nothing_else(tmp_path: Path) -> None:
    """已报 and 80 name nothing; 没报 says that it was not."""
    found = found_in(given(tmp_path, MEANT))
    assert told_of(found) == TOLD
    unread = {row: [one.found for one in own] for row, own in found.unread.items()}
    assert unread == {4: ["已报", "80"], 6: ["30"]}


def test_unasked_nothing_of_it_is_taken_for_so(tmp_path: Path) -> None:
    """Each cell that says something is named, on its row as in 说明."""
    found = screened(given(tmp_path))
    assert not found.outcomes
    told = [str(one.message) for one in found.remarks if one.code == "P169"]
    assert len(told) == 2
    assert told[0].endswith(
        "E2“技改”、E3“技改”、E4“已报”、E5“小升规”、E6“技改；小升规”、E8“没报技改”"
    )
    assert told[1].endswith("F3“50万”、F4“80”、F5“10”、F6“30”、F7“技改20；小升规5”")
    calls = Calls(found, ZH)
    because = {one.name: calls.of(one).because for one in found.entries}
    assert "“已拨付(万元)”写着“80”，不知道是哪一项，先对一对" in because["示例丙厂"]
    # Beside what it may be of it is told as what was had is.
    assert "表里“已申报”写着“技改”，先对一对" in because["示例乙厂"]


def test_a_word_is_asked_about_once_and_the_amount_beside_it(tmp_path: Path) -> None:
    """Nothing is meant until that is said."""

    def reply(text: str) -> str:
        if "“技改”是哪一项" in text:
            line = next(one for one in text.splitlines() if SUBSIDY in one)
            return line.split()[0]
        return "是"

    told, asked = answered_by(given(tmp_path), reply, DAY)
    assert told.meant == MEANT
    own = [text for text in asked if "只照抄，不算" in text]
    assert len(own) == 3
    # What the table's own amounts bound comes first.
    assert own[0].splitlines()[1].split()[:2][1].startswith(SUBSIDY)
    assert "“小升规”是不是小升规奖励" in own[1]
    # Of a row that names none, or two, it cannot be.
    assert "（写的如 50万、10）" in own[2]
    assert all("--measure" in one for one in options_of(told) if SUBSIDY in one)
    # Said already, it is not asked again.
    _, again = answered_by(told, reply, DAY)
    assert not any("只照抄，不算" in text for text in again)
    # Denied, it is not counted, and the amount beside it is not asked about.
    none, asked = answered_by(given(tmp_path), lambda _: "", DAY)
    assert none.meant == ()
    assert sum("只照抄，不算" in text for text in asked) == 2


def test_what_is_called_for_what_it_gives_is_asked_by_that(tmp_path: Path) -> None:
    """技改贴息 and 技改奖补 were one question, and one answer for both: of the first only what
    gives an interest subsidy is offered, and the answer is of no other cell.
    """
    rows = (
        "示例甲厂,聊城市,镀锌线,900,技改贴息批了45万,",
        "示例乙厂,聊城市,中试线,1500,2023技改奖补80万已到,",
    )

    def reply(text: str) -> str:
        if "“技改”是哪一项" in text:
            return next(one for one in text.splitlines() if SUBSIDY in one).split()[0]
        return "是"

    told, asked = answered_by(given(tmp_path, rows=rows), reply, DAY)
    interest = "省重大技改项目等额贴息"
    assert set(told.meant) == {f"技改={SUBSIDY}", f"技改贴息={interest}"}
    (own,) = [text for text in asked if "“技改贴息”" in text and "只照抄，不算" in text]
    assert f"“技改贴息”是不是{interest}" in own
    assert told_of(found_in(given(tmp_path, told.meant, rows))) == {
        2: [(interest, OutcomeStep.GRANTED, 450_000)],
        3: [(SUBSIDY, OutcomeStep.PAID, 800_000)],
    }
    # What 技改 is for says nothing of what is called otherwise.
    assert 2 not in told_of(found_in(given(tmp_path, (f"技改={SUBSIDY}",), rows)))


def test_a_word_with_its_kind_takes_no_place_of_another(tmp_path: Path) -> None:
    """技改贴息 beside 技改 was a second thing of three, and what 研发 is was never asked."""
    rows = (
        "示例甲厂,聊城市,镀锌线,900,技改贴息批了45万,",
        "示例乙厂,聊城市,中试线,1500,2023技改奖补80万已到,",
        "示例丙厂,聊城市,,,高企报了,",
        "示例丁厂,聊城市,,,研发补助报了,",
    )
    for meant, apart in ((SUBSIDY, 1), ("省重大技改项目等额贴息", 0)):

        def reply(text: str, meant: str = meant) -> str:
            if "“技改”是哪一项" in text:
                return next(one for one in text.splitlines() if meant in one).split()[0]
            return "1" if "是哪一项" in text else "是"

        told, asked = answered_by(given(tmp_path, rows=rows), reply, DAY)
        own = [text for text in asked if "只照抄，不算" in text]
        for word in ("“技改”", "“高企”", "“研发”"):
            assert sum(f"写的{word}是" in text for text in own) == 1, word
        # Said to be the very one that it can be alone, it is not asked a second time.
        assert sum("“技改贴息”" in text for text in own) == apart
        assert "技改贴息=省重大技改项目等额贴息" in told.meant


def test_no_cell_is_shown_where_nothing_is_to_be_told(tmp_path: Path) -> None:
    hidden = replace(given(tmp_path, MEANT[:2]), redact=True)
    _, asked = answered_by(hidden, lambda _: "是", DAY)
    (own,) = [text for text in asked if "只照抄，不算" in text]
    assert "写的如" not in own


def test_it_is_followed_and_counted_as_under_a_head_that_names_it(tmp_path: Path) -> None:
    """Paid 50万, a firm stood there with 150万 of the same subsidy."""
    found = screened(given(tmp_path, MEANT))
    calls = Calls(found, ZH)
    told = {one.name: calls.of(one) for one in found.entries}
    assert told["示例乙厂"].word == "对一对"
    assert "已拨付 50万元；问 还有没有尾款" in told["示例乙厂"].because
    assert "不超过 150万元" not in told["示例乙厂"].because
    assert "已申报；问 办到哪一步" in told["示例甲厂"].because
    sums = {
        RULES.measures[one.measure].title.zh: (one.applied, int(one.total)) for one in paid(found)
    }
    assert sums == {SUBSIDY: (3, 700_000), REWARD: (2, 150_000)}


def test_in_a_database_it_is_the_same(tmp_path: Path) -> None:
    table = given(tmp_path, MEANT)
    loaded = load_enterprises(duckdb.connect(), table, RULES, DAY, Diagnostics())
    assert told_of(outcomes_loaded(loaded, RULES, Diagnostics())) == TOLD


def test_about_so_much_is_in_no_total_and_a_month_is_no_amount(tmp_path: Path) -> None:
    """Money is exact: 30+ is not 30, and 2026.9 under what was applied for is a month."""
    rows = ("示例甲厂,聊城市,,,技改 2026.9,30+", "示例乙厂,聊城市,,,,技改约20")
    found = found_in(given(tmp_path, MEANT, rows))
    assert told_of(found) == {
        2: [(SUBSIDY, OutcomeStep.APPLIED, None), (SUBSIDY, OutcomeStep.PAID, None)],
        3: [(SUBSIDY, OutcomeStep.PAID, None)],
    }
    assert [one.found for own in found.unread.values() for one in own] == ["30+", "技改约20"]


def test_a_whole_column_may_be_of_one_measure(tmp_path: Path) -> None:
    """Whatever its cells say, or do not."""
    rows = ("示例甲厂,聊城市,,,已报,80", "示例乙厂,聊城市,,,没批,")
    meant = (f"已申报={SUBSIDY}", f"已拨付(万元)={SUBSIDY}")
    assert told_of(found_in(given(tmp_path, meant, rows))) == {
        2: [(SUBSIDY, OutcomeStep.APPLIED, None), (SUBSIDY, OutcomeStep.PAID, 800_000)],
        3: [(SUBSIDY, OutcomeStep.REFUSED, None)],
    }


@pytest.mark.parametrize(
    ("said", "code"),
    [("技改", "C103"), ("=小升规奖励", "C103"), ("已申报=已申报", "C103"), ("技改=没有的", "C107")],
)
def test_what_is_no_measure_is_refused(tmp_path: Path, said: str, code: str) -> None:
    with pytest.raises(InputError) as refused:
        given(tmp_path, (said,)).opened(RULES, DAY, Diagnostics())
    assert [one.code for one in refused.value.diagnostics if one.is_error] == [code]


@pytest.mark.parametrize(
    ("head", "names_none"),
    [
        *(("已申报", True), ("已拨付(万元)", True), ("已拨付万元", True), ("是否申报", True)),
        *(("已申报：技改", False), ("已拨付 小升规奖励（万元）", False)),
    ],
)
def test_a_head_names_a_measure_or_none(head: str, names_none: bool) -> None:
    told = outcome_head(head)
    assert told is not None
    assert told.names_none is names_none


#: What is written of the subsidy in one column of all that was applied for, how far it came, and
#: what is asked then; ``None``: the cell is not read.
WRITTEN = {
    "技改设备奖补，报了": (OutcomeStep.APPLIED, None, "办到哪一步"),
    "技改报了（11.28网上交的）": (OutcomeStep.APPLIED, None, "办到哪一步"),
    "技改，11.28报了": (OutcomeStep.APPLIED, None, "办到哪一步"),
    "技改报了，县里说等": (OutcomeStep.APPLIED, None, "办到哪一步"),
    "技改（报了）": (OutcomeStep.APPLIED, None, "办到哪一步"),
    "技改拨了84万，11月20到账": (OutcomeStep.PAID, 840_000, "有没有尾款"),
    "技改设备奖补，批了，拨了39万": (OutcomeStep.PAID, 390_000, "有没有尾款"),
    "技改…拨了30万": (OutcomeStep.PAID, 300_000, "有没有尾款"),
    "技改批了没拨": (OutcomeStep.OWED, None, "批了没拨；问 什么时候拨付，催拨付"),
    "技改一期报了，批了，没拨": (OutcomeStep.OWED, None, "批了没拨；问 什么时候拨付，催拨付"),
    "技改奖补，县里说等，还没拨": (OutcomeStep.UNPAID, None, "还没有拨付；问 批了没有"),
    "技改报过，没批（说备案晚了）": (OutcomeStep.REFUSED, None, "还能不能再报"),
    # The money came, or did not: as one talks.
    "技改批了45万，钱没到": (OutcomeStep.OWED, 450_000, "批了没拨 45万元；问 什么时候拨付，催拨付"),
    "2023技改奖补80万已到": (OutcomeStep.PAID, 800_000, "有没有尾款"),
    "2023技改奖补800万已到": (OutcomeStep.PAID, 8_000_000, "有没有尾款"),
    # The papers came somewhere, and no money.
    "技改报了，已到省里": (OutcomeStep.APPLIED, None, "办到哪一步"),
    "技改批了，钱到县里了": (OutcomeStep.GRANTED, None, "到账没有"),
    # Of what was not applied for nothing came.
    "技改没报上": (OutcomeStep.UNCLAIMED, None, "经第三方审核"),
    # What else stands there may be another measure, or take it back: the first is known.
    "技改，展会": (None, None, f"是{SUBSIDY}，办到哪一步没有读出来"),
    # What is set apart is of something else: it alone is not read.
    "技改报了；展会报了": (OutcomeStep.APPLIED, None, "写着“展会报了”，不知道是哪一项"),
    "技改报了，又撤了": (None, None, f"是{SUBSIDY}，办到哪一步没有读出来"),
}


@pytest.mark.parametrize("cell", WRITTEN)
def test_a_comma_a_day_or_a_remark_leaves_no_cell_unread(tmp_path: Path, cell: str) -> None:
    """技改设备奖补，报了 was asked about, answered, and not counted; a database says the same."""
    step, amount, asked = WRITTEN[cell]
    table = given(tmp_path, MEANT[:1], [f'示例甲厂,聊城市,镀锌线,900,"{cell}",'])
    expected = {2: [(SUBSIDY, step, amount)]} if step else {}
    assert told_of(found_in(table)) == expected
    loaded = load_enterprises(duckdb.connect(), table, RULES, DAY, Diagnostics())
    assert told_of(outcomes_loaded(loaded, RULES, Diagnostics())) == expected
    found = screened(table)
    (because,) = [Calls(found, ZH).of(one).because for one in found.entries]
    assert asked in because
    # What was not applied for is offered as before.
    assert (f"{SUBSIDY}（" in because) is (step in (None, "", OutcomeStep.UNCLAIMED))
    if step:
        # What is set apart is of something else.
        assert f"“已申报”写着“{cell.partition('；')[0]}”" in because


@pytest.mark.parametrize(
    ("cell", "parts"),
    [
        ("技改补助50万", [("技改", "50万")]),
        ("小升规（已报）", [("小升规", "已报")]),
        ("1,500", [("", "1,500")]),
        ("30+", [("", "30+")]),
        ("技改 2026-9", [("技改", "2026-9")]),
        ("技改50万+小升规5万", [("技改", "50万"), ("小升规", "5万")]),
        ("无", []),
        ("否", []),
        ("技改设备奖补，报了", [("技改", "报了")]),
        ("技改，报了，11.28；小升规批了没拨", [("技改", "报了，11.28"), ("小升规", "批了没拨")]),
        # By what it gives it is another one than 技改 alone.
        ("技改贴息批了45万，钱没到", [("技改贴息", "批了45万，钱没到")]),
        ("2023技改奖补80万已到", [("技改", "2023;80万已到")]),
        # Of what else it is nobody can tell: the rest is no outcome.
        ("高企研发补助", [("高企", "研发")]),
    ],
)
def test_a_cell_is_told_apart_by_its_words(cell: str, parts: list[tuple[str, str]]) -> None:
    assert [(one.word, one.told) for one in outcome_parts(RULES, cell)] == parts


@pytest.mark.parametrize(
    ("cell", "asked_of"),
    [
        *((one, False) for one in ("没报", "没", "没有", "去年没报过", "没享受过政策", "未申报")),
        *((one, True) for one in ("报了", "批了", "没批", "没拨", "首批次新材料")),
    ],
)
def test_who_applied_for_nothing_has_nothing_to_be_looked_up(
    tmp_path: Path, cell: str, asked_of: bool
) -> None:
    """没报 was said to be of a measure that nobody knows, and to be looked up first."""
    table = given(tmp_path, rows=(f"示例甲厂,聊城市,生产线,500,{cell},",))
    found = found_in(table)
    assert not found.told
    assert bool([*found.uncounted]) is asked_of


@pytest.mark.parametrize(
    ("head", "called"),
    [("去年报了啥", True), ("2025年申报项目", True), ("报了啥", False), ("今年报了啥", False)],
)
def test_what_was_applied_for_in_a_year_before_is_no_claim_of_this_year(
    tmp_path: Path, head: str, called: bool
) -> None:
    """Who had applied for the year before was asked how that goes, and not told of 22万元 of the
    document that ends with the month; of what is had for a project once, or this year, it is so.
    """
    path = tmp_path / "台账.csv"
    columns = "企业名称,注册地,2025年营业收入（万元）,2025年研发投入（财务报告口径）（万元）"
    rows = ("示例甲厂,聊城市,6300,430,是,研发", "示例乙厂,聊城市,6300,100,是,技改")
    path.write_text(
        "\n".join((f"{columns},高新技术企业资格在有效期内,{head}", *rows)), encoding="utf-8"
    )
    meant = ("研发=企业研究开发财政补助", f"技改={SUBSIDY}")
    found = screened(GivenTable(file=path, columns=(f"已申报={head}",), meant=meant))
    calls = Calls(found, ZH)
    first, second = (calls.of(one) for one in found.entries)
    assert (first.word == "够得上") is called
    assert ("已申报，那是以前的，问今年的报没报" in first.because) is called
    assert ("已申报；问 办到哪一步" in first.because) is not called
    # The subsidy of a project is no year's.
    assert "以前的" not in second.because
