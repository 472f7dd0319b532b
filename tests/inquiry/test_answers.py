"""Answers come back through the sheet and go to their places, whole or not at all."""

from __future__ import annotations

import hashlib
from datetime import date
from pathlib import Path

import pytest
import xlsxwriter
from python_calamine import CalamineWorkbook
from typer.testing import CliRunner

from huiqi.asking import answers, inquiry, write_answers
from huiqi.authoring import undo_adoption
from huiqi.cli.commands import application
from huiqi.diagnostics import Diagnostics, InputError, Place
from huiqi.engine import Engine
from huiqi.inquiry.letters import points_of
from huiqi.inquiry.returned import Returned, answers_in
from huiqi.report.media import files
from huiqi.report.pages.letters import answer_sheets
from huiqi.report.phrases import Phrases
from huiqi.truth import Truth
from tests.in_english import still_chinese
from tests.inquiry.unknown import DAY, written

#: A document with its article, who answered, and on which day.
CITED = ("测政办发〔2023〕9号 第三条", "示例科", "2023-06-20")
HEADS = ("编号", "答复", "依据（文号、条款）", "答复人", "日期")


@pytest.fixture
def rules(tmp_path: Path) -> Path:
    """The small rulebook, with remarks that have to stay."""
    folder = written(tmp_path / "rules")
    path = folder / "p" / "capped.yaml"
    path.write_text("# 这一行要留着\n" + path.read_text("utf-8"), "utf-8")
    return folder


def _id(rules: Path, key: str) -> str:
    points = points_of(Engine.load(rules, compare=False).rulebook, None, DAY)
    return next(point.id for point in points if point.key.startswith(key))


def _keys(rules: Path) -> set[str]:
    return {point.key for point in points_of(Engine.load(rules, compare=False).rulebook, None, DAY)}


def _sheet(path: Path, *rows: tuple[str, ...]) -> Path:
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("甲局")
        for number, row in enumerate([HEADS, *rows]):
            sheet.write_row(number, 0, row)
    return path


def _bytes(folder: Path) -> dict[str, str]:
    return {
        str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*.yaml"))
    }


#: What can be carried as it stands: the point, the answer, and the file that it changes.
CARRIED = {
    ("source/law/force", "2020-01-01 至 2030-12-31"): "p/aged.yaml",
    ("source/law/force", "至 2022-12-31"): "p/aged.yaml",
    ("source/law/force", "现行有效"): "p/aged.yaml",
    ("source/law/force", "长期有效"): "p/aged.yaml",
    ("source/law/force", "已失效"): "p/aged.yaml",
    ("source/law/force", "已废止 2021年3月1日"): "p/aged.yaml",
    ("source/law/force", "in force"): "p/aged.yaml",
    ("measure/capped/cap/", "按项目"): "p/capped.yaml",
    ("measure/capped/cap/", "per enterprise"): "p/capped.yaml",
    ("parameter/top", "500万元"): "shared/parameters/parameters.yaml",
    ("fund/f/year", "2023年"): "p/funds/f.yaml",
    ("measure/silent/apply/department", "测试局"): "p/silent.yaml",
    ("measure/silent/apply/windows", "每年3月1日 至 4月30日"): "p/silent.yaml",
    ("measure/silent/apply/windows", "2023-03-01 至 2023-04-30"): "p/silent.yaml",
    ("measure/silent/apply/windows", "常年受理"): "p/silent.yaml",
    ("measure/silent/apply/office", "技改科；一路1号"): "p/silent.yaml",
    ("measure/silent/apply/telephones", "0635-8378982、8378983"): "p/silent.yaml",
    ("measure/silent/apply/materials", "申请表；审核报告"): "p/silent.yaml",
    ("measure/silent/apply/paid_within", "60 working days"): "p/silent.yaml",
}


@pytest.mark.parametrize(("key", "said"), CARRIED)
def test_an_answer_goes_to_its_place_and_is_not_asked_again(
    rules: Path, tmp_path: Path, key: str, said: str
) -> None:
    """Its file and the sources change, nothing else; remarks stay; the question is gone."""
    before, texts = _keys(rules), _bytes(rules)
    book = _sheet(tmp_path / "b.xlsx", (_id(rules, key), said, *CITED))
    carried = answers(book, DAY, rules=rules, cases=tmp_path / "cases")
    (answer,) = carried.answers
    assert answer.left is None, answer.left
    assert _bytes(rules) == texts, "nothing is written before it is asked for"
    write_answers(carried)
    changed = {name for name, mark in _bytes(rules).items() if texts.get(name) != mark}
    assert changed == {CARRIED[key, said], "shared/sources.yaml"}
    gone = before - _keys(rules)
    assert [name for name in gone if name.startswith(key)]
    assert len(gone) == 1
    assert (rules / "p" / "capped.yaml").read_text("utf-8").startswith("# 这一行要留着\n")
    assert all(place.file.endswith(CARRIED[key, said]) and place.line for place in answer.at)
    undo_adoption(rules)
    assert _bytes(rules) == texts


def test_what_is_written_says_what_was_answered(rules: Path, tmp_path: Path) -> None:
    """The dates, the scope and the parts, as the rules then hold them."""
    book = _sheet(
        tmp_path / "b.xlsx",
        (_id(rules, "source/law/force"), "2020-01-01 至 2030-12-31", *CITED),
        (_id(rules, "measure/capped/cap/"), "按项目", *CITED),
        (_id(rules, "measure/silent/apply/windows"), "每年3月1日 至 4月30日", *CITED),
        (_id(rules, "measure/silent/apply/telephones"), "0635-8378982、8378983", *CITED),
        (_id(rules, "parameter/top"), "500万元", "", "示例科", "2023-06-20"),
    )
    write_answers(answers(book, DAY, rules=rules, cases=tmp_path / "cases"))
    rulebook = Engine.load(rules, compare=False).rulebook
    aged, silent = rulebook.measures["aged"], rulebook.measures["silent"]
    assert (aged.in_force.since, aged.in_force.until) == (date(2020, 1, 1), date(2030, 12, 31))
    gives = rulebook.measures["capped"].gives
    assert gives is not None
    assert [cap.per for cap in gives.caps] == ["project"]
    (window,) = silent.apply.windows
    assert window.text == "每年3月1日 至 4月30日"
    assert [own.number for own in silent.apply.telephones] == ["0635-8378982", "8378983"]
    (row,) = rulebook.parameters["top"].rows
    (basis,) = row.basis
    assert (basis.source.grade, basis.source.issuer) == ("reported", "甲局")
    (basis,) = window.basis
    assert (basis.source.number, basis.locator) == ("测政办发〔2023〕9号", "第三条")
    assert (basis.source.grade, basis.source.date) == ("official", None)
    # A scope that is only told does not raise what the cap itself rests on, nor lower it.
    assert gives.caps[0].grade == 0


@pytest.mark.parametrize(
    ("key", "said"),
    [
        ("source/law/force", "大概还有效吧"),
        ("source/law/force", "至 明年"),
        ("measure/capped/cap/", "视情况"),
        ("parameter/top", "不超过五百万"),
        ("measure/silent/apply/windows", "上半年"),
        ("measure/silent/unstated/", "两年一次"),
        ("measure/hinted/clause/hint", "人数二十以上"),
        ("source/law/presumed/", "是"),
        ("programme/p/text", "见附件"),
        ("stacking/both", "可以同享"),
    ],
)
def test_what_cannot_be_carried_is_left_with_its_place(
    rules: Path, tmp_path: Path, key: str, said: str
) -> None:
    """Nothing is guessed: a person writes it, and is told where."""
    book = _sheet(tmp_path / "b.xlsx", (_id(rules, key), said, *CITED))
    carried = answers(book, DAY, rules=rules, cases=tmp_path / "cases")
    (answer,) = carried.answers
    assert answer.left is not None
    assert answer.at
    assert answer.at[0].line
    assert not carried.plan.changes


def test_where_the_rules_would_not_load_nothing_is_written(rules: Path, tmp_path: Path) -> None:
    """One answer that the loader refuses keeps back the others of the sheet."""
    texts = _bytes(rules)
    book = _sheet(
        tmp_path / "b.xlsx",
        (_id(rules, "measure/capped/cap/"), "按项目", *CITED),
        (_id(rules, "measure/silent/apply/telephones"), "打总机转", *CITED),
    )
    done = CliRunner().invoke(
        application("rules"),
        ["rules", "answers", str(book), "--write", "--rules", str(rules), "--as-of", str(DAY)],
    )
    assert done.exit_code == 2
    assert "电话" in done.stderr
    # The cell of the answer that is wrong, and no line of a file that is not written yet.
    assert f"{book} 甲局 B3" in done.stderr
    assert ".yaml" not in done.stderr
    assert _bytes(rules) == texts
    assert (
        "甲局 B2"
        in CliRunner()
        .invoke(
            application("rules"),
            [
                "rules",
                "answers",
                str(
                    _sheet(tmp_path / "c.xlsx", (_id(rules, "programme/p/text"), "见附件", *CITED))
                ),
                "--rules",
                str(rules),
            ],
        )
        .stdout
    )


def test_the_command_writes_when_it_is_told_to(rules: Path, tmp_path: Path) -> None:
    """Without --write it shows; with it, it writes; both say which line of which file."""
    texts = _bytes(rules)
    book = _sheet(tmp_path / "b.xlsx", (_id(rules, "measure/capped/cap/"), "按项目", *CITED))
    words = ["rules", "answers", str(book), "--rules", str(rules), "--as-of", str(DAY)]
    shown = CliRunner().invoke(application("rules"), words)
    assert shown.exit_code == 0, shown.stderr
    assert "capped.yaml" in shown.stdout
    assert "--write" in shown.stdout
    assert _bytes(rules) == texts
    done = CliRunner().invoke(application("rules"), [*words, "--write"])
    assert done.exit_code == 0, done.stderr
    assert _bytes(rules) != texts


def test_a_sheet_is_read_back_as_it_was_written(rules: Path, tmp_path: Path) -> None:
    """In either language: every point has its row, and what is left blank is no answer."""
    profile = tmp_path / "firm.yaml"
    profile.write_text("enterprise: {name: 示例企业}\nfacts: {staff: 20}\n", "utf-8")
    found = inquiry(DAY, rules=rules, enterprises=[profile])
    for language in ("zh", "en"):
        path = tmp_path / f"{language}.xlsx"
        files.write_page(
            path, answer_sheets(found, found.letters, Phrases(found.rulebook, language)), language
        )
        book = CalamineWorkbook.from_path(path)
        rows = [book.get_sheet_by_name(name).to_python() for name in book.sheet_names[:-1]]
        ids = [row[0] for sheet in rows for row in sheet[1:]]
        # Whoever is asked has no use for the files of the rules.
        assert not any(".yaml" in str(cell) for sheet in rows for row in sheet for cell in row)
        assert sorted(ids) == sorted(point.id for point in found.points)
        diagnostics = Diagnostics()
        assert answers_in(path, diagnostics) == ()
        assert not diagnostics.items
        heads = rows[0][0]
        filled = tmp_path / f"{language}-filled.xlsx"
        with xlsxwriter.Workbook(filled) as again:
            for name, sheet in zip(book.sheet_names, rows, strict=False):
                page = again.add_worksheet(name)
                for number, row in enumerate(sheet):
                    cells = list(row)
                    if number:
                        cells[-4:] = ["按项目", *CITED]
                    page.write_row(number, 0, cells)
        read = answers_in(filled, Diagnostics())
        assert sorted(own.id for own in read) == sorted(str(own) for own in ids), heads
        assert {own.on for own in read} == {date(2023, 6, 20)}


def test_what_is_wrong_with_a_sheet_is_told_at_its_cell(rules: Path, tmp_path: Path) -> None:
    """Two answers to one question, a day that is none, no sheet of answers, an unknown number."""
    own = _id(rules, "measure/capped/cap/")
    twice = _sheet(tmp_path / "twice.xlsx", (own, "按项目"), (own, "按企业", "", "", "某天"))
    diagnostics = Diagnostics()
    answers_in(twice, diagnostics)
    assert [(item.code, str(item.place)) for item in diagnostics.sorted()] == [
        ("Q102", f"{twice} 甲局 B3"),
        ("Q103", f"{twice} 甲局 E3"),
    ]
    assert not still_chinese(diagnostics.items)
    with xlsxwriter.Workbook(tmp_path / "other.xlsx") as book:
        book.add_worksheet().write(0, 0, "别的")
    with pytest.raises(InputError) as caught:
        answers(tmp_path / "other.xlsx", DAY, rules=rules, cases=tmp_path / "cases")
    assert [item.code for item in caught.value.diagnostics] == ["Q100"]
    assert not still_chinese(caught.value.diagnostics)
    unknown = _sheet(tmp_path / "unknown.xlsx", ("2222222", "按项目"))
    carried = answers(unknown, DAY, rules=rules, cases=tmp_path / "cases")
    assert [item.code for item in carried.remarks] == ["Q101"]
    assert not still_chinese(carried.remarks)
    assert not carried.plan.changes


@pytest.mark.parametrize(
    ("cited", "number", "title", "locator"),
    [
        ("聊政发〔2019〕1号 第三条", "聊政发〔2019〕1号", "", "第三条"),
        ("《测试办法》（测政办发〔2023〕9号）第二条", "测政办发〔2023〕9号", "测试办法", "第二条"),
        ("财政部公告2022年第28号", "财政部公告2022年第28号", "", ""),
        ("一楼1号窗口", "", "", "一楼1号窗口"),
        ("", "", "", ""),
    ],
)
def test_a_document_is_told_from_a_remark(
    cited: str, number: str, title: str, locator: str
) -> None:
    """By its number or its title in brackets; a window in a hall is none."""
    said = Returned(id="A", answer="x", cited=cited, by="", on=None, place=Place("b.xlsx"))
    assert (said.number, said.title) == (number, title)
    assert said.locator == locator
    assert said.official is bool(number or title)


def test_force_that_was_told_is_known(rules: Path, tmp_path: Path) -> None:
    """The verdicts of the document are no longer open on that account."""
    book = _sheet(tmp_path / "b.xlsx", (_id(rules, "source/law/force"), "现行有效", *CITED))
    write_answers(answers(book, DAY, rules=rules, cases=tmp_path / "cases"))
    engine = Engine.load(rules, compare=False)
    profile = engine.read_enterprise(
        {"enterprise": {"name": "示例企业"}, "facts": {"staff": 20}}, DAY
    ).enterprise
    assert engine.check(profile, DAY, ["aged"])["aged"].force.truth is Truth.TRUE
    later = date(2023, 6, 21)
    assert engine.check(profile, later, ["aged"])["aged"].force.truth is Truth.UNKNOWN
