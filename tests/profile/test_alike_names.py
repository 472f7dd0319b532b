"""Names that are hardly two enterprises', and what a row says of one that is gone or sold."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from huiqi.city import GivenTable, screen, screen_city
from huiqi.profile.alike_names import NamedRow, called_alike
from huiqi.profile.standing_told import in_brackets, standing_told
from huiqi.report.pages.screen_words import worded
from huiqi.report.phrases import Phrases
from tests.titles import RULES

DAY = date(2026, 11, 30)
CORES = st.sampled_from(("示例宏升轴承", "示例远航机械厂", "示例甲乙丙"))
PLACES = st.sampled_from(("", "聊城市", "山东聊城", "莘县"))
ENDS = st.sampled_from(("有限公司", "有限责任公司", "股份有限公司", "集团有限公司", ""))
BRACKETS = st.sampled_from(("", "(新厂)", "（新厂）", "〔老厂〕"))


@given(core=CORES, place=PLACES, ends=st.tuples(ENDS, ENDS), brackets=st.tuples(BRACKETS, BRACKETS))
def test_kind_of_company_place_and_bracket_make_no_other_enterprise(
    core: str, place: str, ends: tuple[str, str], brackets: tuple[str, str]
) -> None:
    """Whichever of two names has them; what is the same to the letter is another matter."""
    names = core + ends[0] + brackets[0], place + core + ends[1] + brackets[1]
    found = called_alike(RULES, [NamedRow(7, names[0], ""), NamedRow(9, names[1], "")])
    same = names[0].replace("（", "(").replace("）", ")") == names[1].replace("（", "(").replace(
        "）", ")"
    )
    assert found == ([] if same else [(7, 9)])


@pytest.mark.parametrize(
    ("first", "second", "codes"),
    [
        ("示例宏升轴承有限公司", "示例宏升轴承销售有限公司", ("", "")),
        ("示例宏升轴承有限公司", "示例宏升轴承有限公司分公司", ("", "")),
        ("莘县示例机械有限公司", "冠县示例机械有限公司", ("", "")),
        ("示例宏升轴承有限公司", "示例宏升轴承", ("91371500MA3000010H", "91371500MA3000011B")),
        ("聊城市食品有限公司", "莘县食品公司", ("", "")),
    ],
)
def test_what_may_well_be_two_is_not_told(first: str, second: str, codes: tuple[str, str]) -> None:
    """Another business, branch, place or credit code; what is left of a name is too short."""
    assert called_alike(RULES, [NamedRow(2, first, codes[0]), NamedRow(3, second, codes[1])]) == []


def test_rows_of_one_code_are_one_and_not_only_called_alike() -> None:
    """They were told twice, as the same and as alike; a third without a code is still asked."""
    code = "91371500MA3000010H"
    rows = [NamedRow(7, "示例戊精密轴承", code), NamedRow(31, "示例戊精密轴承有限公司", code)]
    assert called_alike(RULES, rows) == []
    rows.append(NamedRow(40, "示例戊精密轴承公司", ""))
    assert called_alike(RULES, rows) == [(7, 31, 40)]


def test_a_large_table_is_gone_through_once() -> None:
    """Each name is looked at a bounded number of times, however many there are."""
    looked = 0

    class Name(str):
        __slots__ = ()

        def __len__(self) -> int:
            nonlocal looked
            looked += 1
            return str.__len__(self)

    rows = [NamedRow(number, Name(f"示例企业第{number}号有限公司"), "") for number in range(2_000)]
    assert called_alike(RULES, rows) == []
    assert looked <= 10 * len(rows)


GONE = (
    *(
        ("停产、注销", cell)
        for cell in ("注销", "已注销", "吊销了", "关门了", "不干了", "老板跑路")
    ),
    *(("迁走", cell) for cell in ("今年3月搬到冠县去了", "搬冠县了", "搬到济南市", "整个搬到外县")),
    *(("转手、并入别家", cell) for cell in ("卖给别人了", "被山东示例控股集团有限公司收购")),
    *(("转手、并入别家", cell) for cell in ("去年合并到示例甲公司", "厂子卖了")),
    ("停产、注销", "打算注销"),
    *(("退库", cell) for cell in ("2024退库", "24年退库", "2025年3月退规")),
)


@pytest.mark.parametrize(("label", "cell"), GONE)
def test_who_is_gone_or_sold_is_noticed_in_the_words_of_officers(label: str, cell: str) -> None:
    """In any column, and in a bracket behind the name."""
    assert [one.label.zh for one in standing_told(RULES, [("备注", cell)])] == [label]
    beside = [("企业名称", own) for own in in_brackets(f"示例甲公司（{cell}）")]
    assert [one.label.zh for one in standing_told(RULES, beside)] == [label]


@pytest.mark.parametrize(
    "cell",
    [
        *("老板说要搬", "老板说要搬到冠县", "准备搬到开发区", "搬到新厂区了", "从外县搬来的"),
        *("搬到县城新址", "没注销", "注销分公司后只剩总厂", "产品卖给外地公司", "合并到一起报"),
        *("关注销路", "专注销售", "没关门", "屋顶光伏并入电网"),
        *("2019，怕今年退库", "2026年拟退库", "2023年退库存200万"),
    ],
)
def test_who_is_still_there_is_not_told_to_be_gone(cell: str) -> None:
    """A plan to move, a move within the county, and words that only look like it."""
    assert list(standing_told(RULES, [("备注", cell)])) == []


def test_a_table_and_a_city_tell_the_same_twins(tmp_path: Path) -> None:
    """Also where the other row is not among those to be called first, or tells less."""
    path = tmp_path / "台账.csv"
    head = "企业名称,注册地,2025年营业收入（万元）,首次升规纳统年份,备注"
    rows = [
        *("示例甲乙机械有限公司,聊城市,5000,2026,常去", "示例丙丁食品公司,聊城市,100,2026,"),
        *("聊城市示例甲乙机械（新厂）,聊城市,5000,2026,", "示例丙丁食品公司,聊城市,100,2026,好"),
        *("示例戊己纺织公司,聊城市,5000,2026,", "示例庚辛公司,聊城市,5000,2010,"),
    ]
    path.write_text("\n".join((head, *rows)), encoding="utf-8")
    given_table, words = GivenTable(file=path), worded(Phrases(RULES, "zh"))
    expected = {2: (None, False), 3: (5, False), 4: (2, True), 5: (None, False), 6: (None, False)}
    found = screen(RULES, given_table, DAY, words, processes=1).entries
    own = {one.row: (one.twin_of, one.twin_by_name) for one in found}
    assert own == {**expected, 7: (None, False)}
    for first in (1, 9):
        with screen_city(RULES, given_table, DAY, words, first=first) as city:
            told = {
                one.row: (one.twin_of, one.twin_by_name)
                for _, entries in city.groups
                for one in entries
            }
        assert told
        assert told == {row: own[row] for row in told}
