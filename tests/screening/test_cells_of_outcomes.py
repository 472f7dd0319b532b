"""Cells of what came of measures, written by a grammar of this test's own, and read as it means."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given as tried
from hypothesis import strategies as st

from huiqi.city import GivenTable
from huiqi.profile.outcome_heads import OutcomeStep, outcome_head
from huiqi.profile.outcome_words import outcome_words
from huiqi.profile.outcomes_meant import outcome_parts
from huiqi.quantities import QuantityError
from huiqi.report.pages.calls import Calls
from huiqi.report.pages.screen_remarks import unread_by_column
from huiqi.screening.outcome_cells import outcomes_told
from huiqi.screening.outcome_told import WrittenOutcome
from tests.screening.test_asked_of_table import answered_by
from tests.screening.test_outcomes_meant import (
    DAY,
    REWARD,
    SUBSIDY,
    ZH,
    found_in,
    given,
    screened,
    told_of,
)
from tests.titles import RULES

APPLIED, GRANTED, PAID = OutcomeStep.APPLIED, OutcomeStep.GRANTED, OutcomeStep.PAID
REFUSED, UNPAID, OWED = OutcomeStep.REFUSED, OutcomeStep.UNPAID, OutcomeStep.OWED
LISTED, UNCLAIMED = OutcomeStep.LISTED, OutcomeStep.UNCLAIMED
#: How far it came, and whether an amount may stand before or behind what is said of it; its place
#: is the brace.
SAID = {
    "报了": APPLIED,
    "报过": APPLIED,
    "批了{}": GRANTED,
    "{}批了": GRANTED,
    "{}到了": PAID,
    "到了{}": PAID,
    "{}拿到了": PAID,
    "到账{}": PAID,
    "拨了{}": PAID,
    "收到{}了": PAID,
    "钱来了": PAID,
    "没批": REFUSED,
    "{}没到": UNPAID,
    "钱还没到": UNPAID,
    "的钱没来": UNPAID,
    "还没给": UNPAID,
    "没见": UNPAID,
    "{}批了{,}没到账": OWED,
    "批了{}{,}还没拨": OWED,
    "{}批了{,}钱没到": OWED,
}
#: Of what no amount is told, whatever stands beside it.
WITHOUT = (APPLIED, REFUSED)
LEVELS = {"province": ("省里", "省级", "省"), "city": ("市里", "市级", "市")}
YEARS = {1: ("头一年", "第一年", "首年"), 2: ("第二年", "第二年的")}
COMMAS = st.sampled_from([",", "，", "、", " "])


@st.composite
def statements(draw: st.DrawFn) -> tuple[str, OutcomeStep, Decimal | None]:
    """What is said, how far it came, and how much in yuan."""
    text, step = draw(st.sampled_from(list(SAID.items())))
    amount = draw(st.one_of(st.none(), st.integers(1, 900)))
    comma = draw(st.sampled_from([",", "，"]))
    told = "" if amount is None else f"{amount}万"
    written = text.replace("{,}", comma).replace("{}", told)
    holds = told and "{}" in text and step not in WITHOUT
    return written, step, Decimal(amount * 10_000) if holds and amount else None


def read(cell: str) -> list[tuple[str, WrittenOutcome]]:
    """What a cell is read as, of each measure that it names."""
    return [
        (part.word, told)
        for part in outcome_parts(RULES, cell)
        for told in outcomes_told(part.told, APPLIED, Decimal(1), named=bool(part.word))
    ]


@tried(statements(), st.sampled_from(["技改", "小升规", "质量奖", "领军"]))
def test_one_thing_is_read_in_whatever_order(
    said: tuple[str, OutcomeStep, Decimal | None], word: str
) -> None:
    text, step, amount = said
    assert read(f"{word}{text}") == [(word, WrittenOutcome(step=step, amount=amount))]
    assert read(f"{word}：{text}") == [(word, WrittenOutcome(step=step, amount=amount))]


@tried(statements(), statements(), st.data())
def test_each_level_and_each_year_is_told_apart(
    one: tuple[str, OutcomeStep, Decimal | None],
    other: tuple[str, OutcomeStep, Decimal | None],
    data: st.DataObject,
) -> None:
    comma = data.draw(st.sampled_from([",", "，"]))
    levels = [data.draw(st.sampled_from(LEVELS[name])) for name in ("province", "city")]
    if any(
        level in ("省", "市") and text[0] == "的"
        for level, (text, *_) in zip(levels, (one, other), strict=True)
    ):
        return
    cell = f"高企{levels[0]}{one[0]}{comma}{levels[1]}{other[0]}"
    assert read(cell) == [
        ("高企", WrittenOutcome(step=one[1], amount=one[2], levels=frozenset({"province"}))),
        ("高企", WrittenOutcome(step=other[1], amount=other[2], levels=frozenset({"city"}))),
    ]
    years = [data.draw(st.sampled_from(YEARS[year])) for year in (1, 2)]
    cell = f"小升规{years[0]}{one[0]}{comma}{years[1]}{other[0].removeprefix('的')}"
    assert read(cell) == [
        ("小升规", WrittenOutcome(step=one[1], amount=one[2], year=1)),
        ("小升规", WrittenOutcome(step=other[1], amount=other[2], year=2)),
    ]


@tried(
    statements(),
    st.sampled_from(["又撤了", "说不给了", "能不能报", "想报", "可能批", "一半", "算了吧没报成"]),
)
def test_what_may_take_it_back_is_never_read_over(
    said: tuple[str, OutcomeStep, Decimal | None], more: str
) -> None:
    """In the same part nothing is said; behind a comma it is in doubt."""
    assert outcome_words(f"{said[0]}，{more}") == () or more == "一半"
    parts = [*outcome_parts(RULES, f"技改{said[0]}，{more}")]
    if more != "一半":
        assert parts[0].doubtful
    if said[1] is not REFUSED:
        # Refused it is, whatever else is said.
        with pytest.raises(QuantityError):
            outcomes_told(f"{said[0]}{more}", APPLIED, Decimal(1), named=True)


#: Written by officers, word by word; by hand.
OFFICERS: dict[str, list[tuple[str, OutcomeStep, object, set[str], int]]] = {
    "小升规头一年5万批了,还没到账": [("小升规", OWED, 50_000, set(), 1)],
    "小升规头一年5万批了，还没到账": [("小升规", OWED, 50_000, set(), 1)],
    "高企10万到了": [("高企", PAID, 100_000, set(), 0)],
    "高企到了10万": [("高企", PAID, 100_000, set(), 0)],
    "小升规到了5万": [("小升规", PAID, 50_000, set(), 0)],
    "小升规头一年5万到了,第二年的没给": [
        ("小升规", PAID, 50_000, set(), 1),
        ("小升规", UNPAID, None, set(), 2),
    ],
    "省级研发补助没报": [("研发", UNCLAIMED, None, {"province"}, 0)],
    "复审5万没到": [("复审", UNPAID, 50_000, set(), 0)],
    "高企复审批了5万": [("高企复审", GRANTED, 50_000, set(), 0)],
    "领军100万报了,说批了,钱没来": [("领军", OWED, None, set(), 0)],
    "26年春报过技改,没批下来,说材料不全": [("技改", REFUSED, None, set(), 0)],
    # Of 10万 of both nobody knows whether it is the sum.
    "高企10万省里市里都到了;首台套没报过": [
        ("高企", PAID, None, {"province", "city"}, 0),
        ("首台套", UNCLAIMED, None, set(), 0),
    ],
    "高企10万，省里到了，市里没到": [
        ("高企", PAID, None, {"province"}, 0),
        ("高企", UNPAID, None, {"city"}, 0),
    ],
    # That it arrived is not that all did of what was granted.
    "省里研发补助26年批了19万,到了;市里配套没见": [
        ("研发", PAID, None, {"province"}, 0),
        ("研发", UNPAID, None, {"city"}, 0),
    ],
    # The county pays what is the city's.
    "技改报了,市里批了,县里没给钱": [("技改", OWED, None, {"city"}, 0)],
    # The papers, and no money.
    "技改报到省里了": [("技改", APPLIED, None, set(), 0)],
}


@pytest.mark.parametrize("cell", OFFICERS)
def test_cells_of_officers(cell: str) -> None:
    assert [
        (word, one.step, one.amount, {*one.levels}, one.year) for word, one in read(cell)
    ] == OFFICERS[cell]


FIRST_PASS = "高新技术企业首次认定奖励（市级）"
PROVINCIAL = "首次认定高新技术企业补助"
BOTH = (f"高企={FIRST_PASS}", f"高企={PROVINCIAL}")


@pytest.mark.parametrize(
    ("cell", "told", "open_"),
    [
        ("高企省里10万到了，市里没到", {(PROVINCIAL, PAID), (FIRST_PASS, UNPAID)}, 0),
        ("高企10万省里市里都到了", {(PROVINCIAL, PAID), (FIRST_PASS, PAID)}, 1),
        ("市级高企批了", {(FIRST_PASS, GRANTED)}, 0),
        # Of which of both it is nobody says; that no money came is so of both.
        ("高企10万到了", set(), 1),
        ("高企的钱还没到", {(PROVINCIAL, UNPAID), (FIRST_PASS, UNPAID)}, 0),
    ],
)
def test_a_word_may_be_for_several_measures(
    tmp_path: Path, cell: str, told: set[tuple[str, OutcomeStep]], open_: int
) -> None:
    found = found_in(given(tmp_path, BOTH, [f'示例甲厂,聊城市,,,"{cell}",']))
    assert {(title, step) for title, step, _ in told_of(found).get(2, [])} == told
    assert len([*found.uncounted]) == open_


FAILED, RECHECK = "高新技术企业首次申报未通过补助（市级）", "高新技术企业复审奖励（市级）"
ALL_FOUR = (*BOTH, f"高企={FAILED}", f"高企={RECHECK}", f"复审={RECHECK}")


@pytest.mark.parametrize(
    ("cell", "told"),
    [
        (
            "高企首次:省10万到了,市10万没到",
            {(PROVINCIAL, PAID, 100_000), (FIRST_PASS, UNPAID, 100_000)},
        ),
        (
            "高企首次 省里10万到了，市里没到",
            {(PROVINCIAL, PAID, 100_000), (FIRST_PASS, UNPAID, None)},
        ),
        ("市里高企头一回的奖批了10万", {(FIRST_PASS, GRANTED, 100_000)}),
        ("复审的奖已报,等批", {(RECHECK, APPLIED, None)}),
    ],
)
def test_the_first_time_is_a_kind_of_its_own(
    tmp_path: Path, cell: str, told: set[tuple[str, OutcomeStep, object]]
) -> None:
    """What was had for the first time is neither for a recheck nor for a failure."""
    found = found_in(given(tmp_path, ALL_FOUR, [f'示例甲厂,聊城市,,,"{cell}",']))
    assert {*told_of(found)[2]} == told
    assert not [*found.uncounted]


def test_of_two_for_the_first_time_nobody_says_which(tmp_path: Path) -> None:
    found = found_in(given(tmp_path, ALL_FOUR, ["示例甲厂,聊城市,,,2024高企首次奖10万到账,"]))
    assert not found.told
    (one,) = found.uncounted
    assert FIRST_PASS in str(one.message)
    assert PROVINCIAL in str(one.message)
    assert FAILED not in str(one.message)
    assert RECHECK not in str(one.message)


@pytest.mark.parametrize("cell", ["高企2025头一回报,没过", "高企第一次没过", "高企首次申报没通过"])
def test_a_first_failure_is_what_the_city_has_a_grant_for(tmp_path: Path, cell: str) -> None:
    """It is neither one of four, nor was that grant refused."""
    found = screened(given(tmp_path, ALL_FOUR, [f'示例甲厂,聊城市,,,"{cell}",']))
    assert not found.outcomes
    (entry,) = found.entries
    because = Calls(found, ZH).of(entry).because
    assert (
        "没有通过，看高企首报未过（市级）（不超过 3万元，文件是否有效待核），问报了没有" in because
    )
    assert "哪一项" not in because


def test_what_a_title_may_bring_stands_beside_what_it_is_called_for(tmp_path: Path) -> None:
    """A hundred thousand for the subsidy was told, and nothing of the million of its title."""
    path = tmp_path / "册.csv"
    spent = ",".join(f"{year}年研发投入（财务报告口径）（万元）" for year in (2025, 2024))
    head = f"企业名称,注册地,称号（一格写几个）,{spent}"
    path.write_text(
        f"{head},2025年营业收入（万元）\n示例甲厂,聊城市阳谷县,高企、省新材料领军,1150,900,18000\n",
        encoding="utf-8",
    )
    found = screened(GivenTable(file=path, lenient=True))
    call = Calls(found, ZH).of(found.entries[0])
    (own,) = [one for one in call.reasons if one.of == ("new-material-leader",)]
    assert own.most == 1_000_000
    assert "文件只见于2019年，是否有效待核" in own.said


def test_a_word_that_is_answered_for_is_used_where_the_step_is_not_read(tmp_path: Path) -> None:
    """Asked about and answered, it was not known of which measure that is."""
    rows = ['示例甲厂,聊城市,,,"升规的钱头一半5万2025.6到了,另一半问了没人管",']
    found = screened(given(tmp_path, (f"升规={REWARD}",), rows))
    assert not found.outcomes
    because = Calls(found, ZH).of(found.entries[0]).because
    assert f"另一半问了没人管”，是{REWARD}，办到哪一步没有读出来" in because
    assert not any("--measure" in line for line in unread_by_column(found, ZH))
    (fault,) = [one for one in found.entries[0].noted if one.code == "P169"]
    assert str(fault.message).startswith(f"写的是{REWARD}，办到哪一步没有读出来")


def test_of_one_level_alone_the_other_one_is_not_counted(tmp_path: Path) -> None:
    """Whoever says that 高企 is the city's has said nothing of 省里10万."""
    found = found_in(given(tmp_path, BOTH[:1], ["示例甲厂,聊城市,,,高企省里10万到了,"]))
    assert not found.told
    (one,) = found.uncounted
    assert one.found == "高企省里10万到了"


@pytest.mark.parametrize("answer", ["2、4", "2,4", "2和4", "4 2"])
def test_several_numbers_are_an_answer(tmp_path: Path, answer: str) -> None:
    table = given(tmp_path, rows=["示例甲厂,聊城市,,,高企省里10万到了，市里没到,"])
    titles = list[str]()

    def reply(text: str) -> str:
        if "“高企”是哪一项" in text:
            titles.extend(one.split()[1] for one in text.splitlines()[1:])
            return answer
        return ""

    told, _ = answered_by(table, reply, DAY)
    assert [one.partition("=")[2] for one in told.meant] == [
        title.partition("（1")[0].partition("（5")[0].partition("（最")[0]
        for title in (titles[1], titles[3])
    ]


def test_each_enterprise_may_have_another(tmp_path: Path) -> None:
    """Then all that are offered may be meant, and the cell has to say which."""
    table = given(tmp_path, rows=["示例甲厂,聊城市,,,高企省里10万到了,"])
    told, _ = answered_by(table, lambda text: "各户不同" if "“高企”" in text else "", DAY)
    assert len(told.meant) == 4
    assert told_of(found_in(given(tmp_path, told.meant, ["示例甲厂,聊城市,,,高企省里10万到了,"])))


@pytest.mark.parametrize(
    ("head", "step"),
    [
        ("钱到没", OutcomeStep.PAID),
        ("钱到没（万元）", OutcomeStep.PAID),
        ("钱到了没", OutcomeStep.PAID),
        ("钱到没到", OutcomeStep.PAID),
        ("拨没拨", OutcomeStep.PAID),
        ("钱到了多少（万）", OutcomeStep.PAID),
        ("批没批", OutcomeStep.GRANTED),
        ("批下来没有", OutcomeStep.GRANTED),
        ("报没报", OutcomeStep.APPLIED),
        ("到期没有", None),
        ("到没到期", None),
        ("报了啥", None),
        ("给哪家", None),
    ],
)
def test_a_head_that_asks_for_it_is_of_an_outcome(head: str, step: OutcomeStep | None) -> None:
    """30 cells of what was paid were copied, and each firm was to be asked whether it was."""
    found = outcome_head(head)
    assert (None if found is None else found.step) is step
    assert found is None or found.names_none


WORDS = ("小升规", "技改", "质量奖", "领军", "首台套", "复审")


def test_all_the_words_are_asked_about_that_of_most_rows_first(tmp_path: Path) -> None:
    """Three were; those of a second run were not known to be left."""
    rows = [f"示例{n}厂,聊城市,,,{word}报了," for n, word in enumerate((*WORDS, "复审"))]
    _, asked = answered_by(given(tmp_path, rows=rows), lambda _: "", DAY)
    own = [text for text in asked if "只照抄，不算" in text]
    assert {word for word in WORDS for text in own if f"“{word}”" in text} == {*WORDS}
    # Those that one measure alone can mean are asked about at once.
    (alone,) = (text for text in own if "说的是这几项吗" in text)
    assert "1 “已申报”里写的“复审”" in alone


@pytest.mark.parametrize(
    ("answer", "meant"),
    [
        ("是", {"复审", "小升规"}),
        ("", set()),
        ("否", set()),
        ("1", {"小升规"}),
        ("2", {"复审"}),
        ("1、2", set()),
        ("3", set()),
    ],
)
def test_of_words_asked_about_at_once_those_are_not_meant_that_are_denied(
    tmp_path: Path, answer: str, meant: set[str]
) -> None:
    """By their numbers; what is not understood means nothing."""
    rows = [f"示例{n}厂,聊城市,,,{word}报了," for n, word in enumerate(("复审", "复审", "小升规"))]
    told, _ = answered_by(
        given(tmp_path, rows=rows), lambda text: answer if "说的是这几项吗" in text else "", DAY
    )
    assert {one.partition("=")[0] for one in told.meant} == meant


def test_what_is_not_read_is_told_by_column_with_a_cell_and_what_to_write(tmp_path: Path) -> None:
    rows = ["示例甲厂,聊城市,,,质量奖报了,", "示例乙厂,聊城市,,,技改报了；问过首台套能不能报,"]
    found = screened(given(tmp_path, (f"技改={SUBSIDY}",), rows))
    *columns, words = unread_by_column(found, ZH)
    assert columns[0].startswith("“已申报” 2 格没有读，如“质量奖报了”：")
    # The words for what is not read alone.
    assert "质量奖、首台套" in words
    assert "--measure 质量奖=" in words
    calls = Calls(found, ZH)
    told = {one.name: calls.of(one).because for one in found.entries}
    assert "写着“问过首台套能不能报”，不知道是哪一项，先对一对" in told["示例乙厂"]
    assert "已申报；问 办到哪一步" in told["示例乙厂"]


def test_the_last_year_is_what_is_asked_about(tmp_path: Path) -> None:
    """The first year's money is no reason to ask whether more comes of it."""
    cell = "小升规头一年5万到了,第二年的没给"
    found = screened(given(tmp_path, (f"小升规={REWARD}",), [f'示例甲厂,聊城市,,,"{cell}",']))
    (one,) = found.entries
    assert "第 2 年的还没有拨付；问 批了没有" in Calls(found, ZH).of(one).because


@pytest.mark.parametrize("year", ["2023", "2023年", "23年", ""])
@pytest.mark.parametrize("of_it", ["复审奖", "复审", "首次奖", "首次", "奖补", "奖", "项目奖金"])
@pytest.mark.parametrize("amount", ["10万", "5万元"])
def test_a_year_is_no_part_of_the_amount_behind_what_it_is_for(
    year: str, of_it: str, amount: str
) -> None:
    """10万 of 高企2023复审奖10万 were two thousand million."""
    yuan = Decimal(amount.partition("万")[0]) * 10_000
    for cell in (f"高企{year}{of_it}{amount}没到", f"{year}高企{of_it}{amount}没到"):
        ((_, one),) = read(cell)
        assert (one.step, one.amount) == (UNPAID, yuan), cell
