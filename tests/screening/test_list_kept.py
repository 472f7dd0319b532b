"""A list that is written again: nothing that a person put into it, and nobody on it, is lost."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest
import xlsxwriter

from huiqi.diagnostics import Diagnostics
from huiqi.tables import read_cells
from tests.commands import huiqi

HEAD = "企业名称,镇街,2025年营业收入（万元）"
ROWS = ("示例甲公司,人和街道,1000", "示例乙公司,杨屯镇,2000", "示例丙公司,人和街道,3000")
ONE = ("--where", "企业名称=示例甲公司")


@pytest.fixture
def table(tmp_path: Path) -> Path:
    path = tmp_path / "台账.csv"
    path.write_text("\n".join((HEAD, *ROWS)), encoding="utf-8")
    return path


def screened(table: Path, output: str, *words: str) -> str:
    """What is said besides."""
    path = str(table.parent / output)
    done = huiqi("screen", str(table), "--no-ask", "--as-of", "2026-11-20", "-o", path, *words)
    assert done.returncode == 0, done.stderr
    return done.stderr


def names_of(list_: Path) -> set[str]:
    return {cells[0] for cells in rows_of(list_)[1:]}


def test_a_card_for_one_leaves_the_list_of_all(table: Path) -> None:
    """With what lies beside it; under another name the small list is written."""
    screened(table, "名单.xlsx")
    files = {path: path.read_bytes() for path in table.parent.iterdir()}
    told = screened(table, "名单.xlsx", *ONE, "--cards", str(table.parent / "卡"))
    assert "名单.xlsx 是另一些企业的名单，没有改" in told
    assert "都写在 名单.xlsx" not in told
    assert {path: path.read_bytes() for path in files} == files
    assert len(list((table.parent / "卡").iterdir())) == 1
    told = screened(table, "一户.xlsx", *ONE, "--cards", str(table.parent / "卡"))
    assert names_of(table.parent / "一户.xlsx") == {"示例甲公司"}
    # Its own list is written again as before.
    told = screened(table, "一户.xlsx", *ONE, "--cards", str(table.parent / "卡"))
    assert "没有改" not in told.replace("index.html 没有改", "")
    assert "写好了 一户.xlsx" in told


@pytest.mark.parametrize("output", ["名单.xlsx", "名单.csv", "名单.html"])
def test_what_a_person_changed_is_kept_beside_once(table: Path, output: str) -> None:
    """And it is said; a list that nobody touched is written over."""
    list_, kept = table.parent / output, table.parent / output.replace(".", ".上次.")
    screened(table, output)
    assert "上次" not in screened(table, output)
    assert not kept.exists()
    if output.endswith(".xlsx"):
        with zipfile.ZipFile(list_, "a") as book:
            book.writestr("xl/worksheets/sheet9.xml", "打过了")
    else:
        list_.write_bytes(list_.read_bytes() + "打过了".encode())
    filled = list_.read_bytes()
    assert f"原来的留作 {kept.name}" in screened(table, output)
    assert kept.read_bytes() == filled
    # What was kept is not written over by what nobody changed.
    assert "上次" not in screened(table, output)
    assert kept.read_bytes() == filled


def filled(list_: Path, head: str, notes: dict[str, str]) -> None:
    """Somebody adds a column to a list, or writes into it, and saves it."""
    heads, *rows = rows_of(list_)
    place = heads.index(head) if head in heads else len(heads)
    with xlsxwriter.Workbook(list_) as book:
        sheet = book.add_worksheet("先联系谁")
        for number, cells in enumerate([heads, *rows]):
            sheet.write_row(number, 0, cells)
        sheet.write(0, place, head)
        for number, cells in enumerate(rows, 1):
            if cells[0] in notes:
                sheet.write(number, place, notes[cells[0]])


def rows_of(list_: Path) -> list[list[str]]:
    grid = read_cells(list_, Diagnostics(), "先联系谁")
    assert grid is not None
    return [cells for _, cells in grid.lines]


def noted(list_: Path, head: str) -> dict[str, str]:
    heads, *rows = rows_of(list_)
    place = heads.index(head)
    return {cells[0]: cells[place] for cells in rows if len(cells) > place and cells[place]}


@pytest.mark.parametrize("head", ["打过电话没", ""])
def test_what_a_person_adds_stands_on_every_later_list(table: Path, head: str) -> None:
    """Beside its enterprise, wherever that stands now, run after run; also under no head."""
    list_, unnamed = table.parent / "名单.xlsx", head or "没有写列名的"
    screened(table, "名单.xlsx")
    first = {"示例甲公司": "12月2日回", "示例丙公司": "没人接"}
    filled(list_, head, first)
    assert f"自己加的列，写的都带进新的：{unnamed}" in screened(table, "名单.xlsx")
    assert noted(list_, unnamed) == first
    # The order is another one, and nobody wrote into it since.
    table.write_text("\n".join((HEAD, *ROWS[::-1])), encoding="utf-8")
    assert "原来的留作" not in screened(table, "名单.xlsx")
    assert noted(list_, unnamed) == first


def test_no_copy_that_a_person_wrote_into_is_written_over(table: Path) -> None:
    """Each time under the next free name."""
    list_, wrote = table.parent / "名单.xlsx", []
    screened(table, "名单.xlsx")
    for name in ("名单.上次.xlsx", "名单.上次2.xlsx", "名单.上次3.xlsx"):
        filled(list_, "打过电话没", {"示例甲公司": name})
        wrote.append((table.parent / name, list_.read_bytes()))
        assert f"原来的留作 {name}" in screened(table, "名单.xlsx")
    assert all(path.read_bytes() == held for path, held in wrote)


def test_notes_on_who_is_gone_are_kept_with_the_list(table: Path) -> None:
    """Of a table without them, and of a page that is no list: nobody changed it since."""
    list_ = table.parent / "名单.xlsx"
    screened(table, "名单.xlsx")
    filled(list_, "打过电话没", {"示例甲公司": "回了", "示例乙公司": "没人接"})
    screened(table, "名单.xlsx")
    whole = list_.read_bytes()
    table.write_text("\n".join((HEAD, *ROWS[1:])), encoding="utf-8")
    assert "有 1 户自己写的没有带进新的" in screened(table, "名单.xlsx")
    fewer = list_.read_bytes()
    screened(table, "名单.xlsx", "--automatic")
    screened(table, "名单.xlsx")
    kept = [path.read_bytes() for path in table.parent.glob("名单.上次*.xlsx")]
    assert whole in kept
    assert fewer in kept


def test_a_column_of_the_table_is_nobodys_note(table: Path) -> None:
    """One that it has no more is gone, and one that is called as an added one stands apart."""
    list_ = table.parent / "名单.xlsx"
    screened(table, "名单.xlsx")
    filled(list_, "备注", {"示例甲公司": "回了"})
    rows = (f"{row},台账" for row in ROWS)
    table.write_text("\n".join((f"{HEAD},备注", *rows)), encoding="utf-8")
    screened(table, "名单.xlsx")
    assert set(noted(list_, "备注").values()) == {"台账"}
    assert noted(list_, "备注（名单上写的）") == {"示例甲公司": "回了"}
    table.write_text("\n".join(("企业名称,2025年营业收入（万元）", "示例甲公司,1")), "utf-8")
    screened(table, "名单.xlsx")
    assert "镇街" not in rows_of(list_)[0]
    assert noted(list_, "备注（名单上写的）") == {"示例甲公司": "回了"}


def test_another_kind_of_page_or_fewer_enterprises_keep_the_list_beside(table: Path) -> None:
    """Of some, by other rules, of who is paid; and remarks on rows that somebody noted down."""
    list_, kept = table.parent / "名单.xlsx", table.parent / "名单.上次.xlsx"
    for words in (ONE, ("--automatic",), ("--set", "研发机构补贴比例=15%")):
        screened(table, "名单.xlsx")
        whole = list_.read_bytes()
        assert "原来的留作 名单.上次.xlsx" in screened(table, "名单.xlsx", *words)
        assert kept.read_bytes() == whole
        list_.unlink()
    screened(table, "名单.xlsx")
    rejects = table.parent / "名单.rejects.csv"
    rejects.write_bytes(rejects.read_bytes() + "问过了".encode())
    assert "名单.rejects.上次.csv" in screened(table, "名单.xlsx")
    assert "问过了" in (table.parent / "名单.rejects.上次.csv").read_text("utf-8")


def test_a_card_that_a_person_changed_is_kept_beside_the_new_one(table: Path) -> None:
    """So is a page of theirs that happens to have its name; one as we wrote it is written over."""
    folder = table.parent / "卡"
    folder.mkdir()
    (folder / "index.html").write_text("自己的网页", encoding="utf-8")
    huiqi("screen", str(table), "--no-ask", "--as-of", "2026-11-20", "--cards", str(folder))
    assert (folder / "index.上次.html").read_text("utf-8") == "自己的网页"
    cards = {path.name for path in folder.iterdir()}
    card = min(path for path in folder.iterdir() if "index" not in path.name)
    noted_down = card.read_text("utf-8").replace("评估日", "12月2日去过，评估日", 1)
    card.write_text(noted_down, encoding="utf-8")
    huiqi("screen", str(table), "--no-ask", "--as-of", "2026-11-20", "--cards", str(folder))
    kept = card.with_name(f"{card.stem}.上次.html")
    assert kept.read_text("utf-8") == noted_down
    assert {path.name for path in folder.iterdir()} == {*cards, kept.name}


def test_a_run_that_asks_nothing_forgets_no_answer(table: Path) -> None:
    """They are offered again the next time."""
    told = huiqi(
        *("screen", str(table), "--ask", "--as-of", "2026-11-20"),
        *("-o", str(table.parent / "名单.xlsx"), "--every", "注册地=聊城市"),
    )
    assert told.returncode == 0
    summary = table.parent / "名单.summary.json"
    assert "注册地=聊城市" in summary.read_text("utf-8")
    screened(table, "名单.xlsx")
    assert "注册地=聊城市" in summary.read_text("utf-8")


def test_a_list_that_cannot_be_written_is_told_before_the_work(table: Path) -> None:
    """Write-protected, open in a spreadsheet, no folder, cards where a file stands."""
    list_ = table.parent / "名单.xlsx"
    list_.write_bytes(b"PK")
    (table.parent / "卡").write_bytes(b"")

    def refused(*words: str) -> str:
        done = huiqi("screen", str(table), "--no-ask", *words)
        assert done.returncode == 2
        assert "C121" in done.stderr
        assert "评估" not in done.stderr
        return done.stderr

    list_.chmod(0o444)
    assert "关掉正在打开它的表格软件，或换一个文件名" in refused("-o", str(list_))
    list_.chmod(0o644)
    for held in (".~lock.名单.xlsx#", "~$名单.xlsx"):
        (table.parent / held).write_bytes(b"")
        assert held in refused("-o", str(list_))
        (table.parent / held).unlink()
    assert "先建好文件夹" in refused("-o", str(table.parent / "没有" / "名单.xlsx"))
    assert "已有同名的文件" in refused("--cards", str(table.parent / "卡"))
    assert list_.read_bytes() == b"PK"
