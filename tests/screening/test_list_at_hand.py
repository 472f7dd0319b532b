"""The list as somebody works with it: what stands beside what, how high a row is, what a part of a
name means, and what the screen says first.

All enterprises are invented.
"""

from __future__ import annotations

import io
import re
import zipfile
from datetime import date
from pathlib import Path

import pytest
from rich.cells import cell_len

from huiqi.city import GivenTable, chosen_of, groups_of, screen, screen_city
from huiqi.diagnostics import InputError
from huiqi.report.blocks import Facts, Heading, Page, Table, words_of
from huiqi.report.layout import widest
from huiqi.report.media.terminal import lines
from huiqi.report.media.xlsx import as_workbook
from huiqi.report.pages.call_line import cut_to
from huiqi.report.pages.marks import WORDS
from huiqi.report.pages.screen import screening_page, screening_screen
from huiqi.report.pages.screen_words import worded
from huiqi.report.phrases import Phrases
from huiqi.screening.screened import Screening
from tests.titles import RULES

DAY = date(2026, 11, 30)
PHRASES = Phrases(RULES, "zh")
MARKS = {mark: (word,) for mark, word in WORDS.items()}
HEAD = "企业名称,注册地,首次升规纳统年份,备注,老板/电话"
LONG = "常去，" * 60


@pytest.fixture(scope="module")
def table(tmp_path_factory: pytest.TempPathFactory) -> GivenTable:
    """A dozen, of whom one has a long note."""
    path = tmp_path_factory.mktemp("list") / "台账.csv"
    rows = [
        f"示例第{number}号公司,聊城市,2026,{LONG if number == 3 else '好'},0635-55501{number:02d}"
        for number in range(1, 13)
    ]
    path.write_text("\n".join((HEAD, *rows)), encoding="utf-8")
    return GivenTable(file=path)


@pytest.fixture(scope="module")
def found(table: GivenTable) -> Screening:
    return screen(RULES, table, DAY, worded(PHRASES), processes=1)


@pytest.fixture(scope="module")
def page(found: Screening) -> Page:
    return screening_page(found, PHRASES, groups_of(found))


def below(page: Page, heading: str) -> Table:
    """The table under a heading."""
    blocks = list(page.blocks)
    at = next(
        n for n, b in enumerate(blocks) if isinstance(b, Heading) and words_of(b.text) == heading
    )
    return next(block for block in blocks[at:] if isinstance(block, Table))


def test_whom_to_call_stands_beside_why(page: Page) -> None:
    """Before what is asked, and before all that is carried; what was read stands far right."""
    heads = [column.head for column in below(page, "先联系谁").columns]
    why = heads.index("一句话")
    assert heads[why + 1].startswith("至多（")
    assert heads[why + 2 : why + 5] == ["老板/电话", "问什么", "为什么先联系"]
    assert heads.index("备注") > heads.index("是哪一项的")


def test_no_note_makes_a_row_high(page: Page) -> None:
    """It stands whole in its cell, in a row as high as one without it."""
    with zipfile.ZipFile(io.BytesIO(as_workbook(page, "zh"))) as book:
        sheet = book.read("xl/worksheets/sheet1.xml").decode()
        every = "".join(book.read(name).decode() for name in book.namelist())
    assert LONG in every
    heights = set()
    for number in range(2, 14):
        row = re.search(rf'<row r="{number}"[^>]*>', sheet)
        assert row is not None
        height = re.search(r'\bht="([0-9.]+)"', row[0])
        heights.add(height[1] if height else "")
    assert len(heights) == 1


@pytest.mark.few(2)
@pytest.mark.parametrize(("part", "rows"), [("第3号", [4]), ("12", [13]), ("示例第5号公司", [6])])
def test_a_part_of_a_name_that_one_has_is_that_one(
    table: GivenTable, found: Screening, part: str, rows: list[int]
) -> None:
    """And it is said; row by row and in a database."""
    wheres = [f"企业名称={part}"]
    own = chosen_of(found, wheres, MARKS)
    with screen_city(
        RULES, table, DAY, worded(PHRASES), first=9, wheres=wheres, words=MARKS
    ) as city:
        for told in (own, city.screening):
            assert [entry.row for entry in told.entries] == rows
            said = [words for one in told.remarks if "只有“" in (words := one.message)]
            assert len(said) == (part not in "示例第5号公司")


def test_a_part_of_several_names_is_refused_with_them(found: Screening) -> None:
    """So is what nobody's name has in it, and nothing at all."""
    for part, number in (("第1", 12), ("海纳", 1), ("", 1)):
        with pytest.raises(InputError) as refused:
            chosen_of(found, [f"企业名称={part}"], MARKS)
        (fault,) = refused.value.diagnostics
        assert fault.code == "C145"
        assert f"示例第{number}号公司" in fault.allowed


def test_the_screen_begins_with_whom_to_call(
    found: Screening, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Then how many others there are and how a page of each is had, and then what was remarked."""
    monkeypatch.setattr("huiqi.report.pages.screen._ENTERPRISES", 10)
    blocks = screening_screen(found, PHRASES).blocks
    kinds = [type(block) for block in blocks]
    assert kinds.index(Table) < kinds.index(Facts)
    told = [words_of(block.text) for block in blocks if hasattr(block, "text")]
    assert any("名单上另有 2 户" in one for one in told)
    assert any("--cards" in one for one in told)


def test_what_nobody_can_tell_stands_last_and_few_columns_are_asked_for(page: Page) -> None:
    """Of the sums those whose text is not public; of the columns the ten that settle most."""
    names = [words_of(row[0]) for row in below(page, "每项合计").rows]
    closed = sorted(PHRASES.text(one.name) for one in RULES.supports if not one.published)
    assert closed
    assert sorted(names[-len(closed) :]) == closed
    assert len(below(page, "补上哪几列最有用").rows) == 10


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("width", [80, 90, 100])
def test_each_of_whom_to_call_is_one_line_of_the_terminal(
    table: GivenTable, tmp_path: Path, language: str, width: int
) -> None:
    """Its name, its class, for what and how much; the whole of it is in the file.  At eighty it was
    broken in two.
    """
    long = tmp_path / "长.csv"
    text = table.file.read_text("utf-8").replace("公司", "农业机械制造科技股份有限公司")
    long.write_text(text, encoding="utf-8")
    phrases = Phrases(RULES, language)
    found = screen(RULES, GivenTable(file=long), DAY, worded(phrases), processes=1)
    listed = next(
        one
        for one in screening_screen(found, phrases, width=width).blocks
        if isinstance(one, Table)
    )
    shown = [line.plain for line in lines(Page("", [listed]), width)]
    assert len(listed.rows) == len(found.entries)
    assert len(shown) == len(listed.rows) + 1
    assert max(map(cell_len, shown)) <= width
    told = "小升规奖励 不超过 5万元" if language == "zh" else "Above-scale reward up to ¥50k"
    assert all(told in line for line in shown[1:])


@pytest.mark.parametrize(
    ("told", "room", "cut"),
    [
        ("小升规奖励 不超过 100万元", 25, "小升规奖励 不超过 100万元"),
        ("小升规奖励 不超过 100万元；问 什么", 23, "小升规奖励 不超过…"),
        ("小升规奖励 不超过 0～100万元；问", 24, "小升规奖励 不超过…"),
        ("文件到 2026-12-31，问", 14, "文件到…"),
        ("问 首台套产品", 10, "问 首台…"),
    ],
)
def test_no_figure_is_cut(told: str, room: int, cut: str) -> None:
    """10… of 100万元 reads as another figure."""
    assert cut_to(told, room) == cut
    assert widest(cut) <= room
