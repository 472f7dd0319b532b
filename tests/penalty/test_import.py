"""Importing the official list, with a synthetic table of 785 rows in 41 fields."""

from __future__ import annotations

import csv
import os
import re
import subprocess
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
import xlsxwriter

from huiqi.diagnostics import Diagnostics, InputError
from huiqi.language.types import Kind
from huiqi.penalty.deciding import PenaltyDecider
from huiqi.penalty.imported import Import, ListHeading
from huiqi.penalty.importing import COLUMNS, LONGEST_CELL, import_table, verify
from huiqi.penalty.incident_reader import incident_from
from huiqi.penalty.store import current, imports, keep, take_back
from huiqi.penalty.templates import incident_form, write_template
from huiqi.rulebook.documents import read_yaml_text
from huiqi.rulebook.loading import load_penalties
from huiqi.truth import Truth
from tests.penalty.book import BOOK, DAY, ROOT

HEADER = [names[0] for names in COLUMNS.values()]
HEADING = ListHeading(
    title="合成清单（仅供测试）",
    number="合成〔2023〕1号",
    issuer="合成机关",
    since=date(2023, 1, 1),
    seen=date(2025, 6, 1),
)
_CONDITIONS = (
    "初次违法；危害后果轻微；及时改正",
    "两年内首次违法；在责令改正的期限内改正；没有造成危害后果",
    "货值金额不足500元；自行改正或者在责令改正的期限内改正",
    "违法行为持续时间不超过20日；签订承诺书",
    "（1）属于首次违法；（2）合成条件无法解析",
    "",
)
_OUTCOMES = ("不予处罚", "可以不予处罚", "减轻处罚", "从轻处罚", "从轻或者减轻处罚")
_DOMAINS = [f"合成领域{n:02}" for n in range(1, 37)]
_DOMAINS += ["市场监管", "生态环境", "税务", "城市管理", "商务"]


def synthetic() -> list[list[str]]:
    """785 rows that no authority wrote; every one says so."""
    return [
        [
            str(n + 1),
            _DOMAINS[n % 41],
            f"合成违法行为第{n + 1}号",
            _OUTCOMES[n % 5],
            _CONDITIONS[n % 6],
            "《合成条例》第一条",
            "合成机关",
            "合成数据，仅供测试",
        ]
        for n in range(785)
    ]


def write_xlsx(path: Path, rows: list[list[str]]) -> Path:
    """A spreadsheet with the template's header."""
    with xlsxwriter.Workbook(str(path)) as book:
        sheet = book.add_worksheet("清单")
        for number, row in enumerate([HEADER, *rows]):
            for column, cell in enumerate(row):
                sheet.write_string(number, column, cell)
    return path


def write_csv(path: Path, rows: list[list[str]]) -> Path:
    """The same as CSV."""
    with path.open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream).writerows([HEADER, *rows])
    return path


def imported(path: Path, *mapping: str) -> Import:
    """What the table comes to, without a fault."""
    diagnostics = Diagnostics()
    outcome = import_table(path, BOOK, HEADING, diagnostics=diagnostics, mapping=mapping)
    assert not diagnostics.errors, [str(item) for item in diagnostics.items]
    assert outcome is not None
    return outcome


@pytest.mark.parametrize("write", [write_xlsx, write_csv])
def test_785_rows_in_41_fields_are_taken_over_whole(
    tmp_path: Path, write: Callable[[Path, list[list[str]]], Path]
) -> None:
    """Counted against the figures that were reported, field by field."""
    suffix = ".xlsx" if write is write_xlsx else ".csv"
    outcome = imported(write(tmp_path / f"list{suffix}", synthetic()))
    assert (len(outcome.accepted), len(outcome.refused)) == (785, 0)
    assert (BOOK.city.items, BOOK.city.domains) == (785, 41)
    assert len(outcome.domains) == 41
    assert sum(outcome.domains.values()) == 785
    # Every sixth row has a condition that is not understood, and one has none at all.
    judged = [row for row in outcome.accepted if row.judged]
    assert len(judged) == len([n for n in range(785) if n % 6 in (4, 5)])
    verify(outcome.text, ROOT / "rules")
    book = load_penalties(ROOT / "rules", current_of(tmp_path / "lists", outcome))
    assert len(book.items) == len(BOOK.items) + 785
    levels = {book.lists[item.collection].level for item in book.items.values()}
    assert levels == {"national", "province", "city"}


def current_of(folder: Path, outcome: Import) -> tuple[Path, ...]:
    """The list kept in a folder and read from there."""
    keep(folder, outcome.text)
    return current(folder)


def test_an_imported_item_decides_as_its_own_words_say(tmp_path: Path) -> None:
    """Goods under 500 yuan, corrected in time: at the limit and below it."""
    rows = [["1", "市场监管", "合成违法行为", "减轻处罚", _CONDITIONS[2], "", "", "合成"]]
    outcome = imported(write_csv(tmp_path / "list.csv", rows))
    book = load_penalties(ROOT / "rules", current_of(tmp_path / "lists", outcome))
    decider = PenaltyDecider(book)
    for value, truth in (("499.99元", "true"), ("500元", "false")):
        text = (
            "incident: {what: 合成违法行为, domain: 市场监管, committed_on: 2025-01-01, "
            "found_on: 2025-01-02, correct_by: 2025-01-10, corrected_on: 2025-01-09, "
            f"goods_value: {value}}}\n"
            "items: [liaocheng-1]\nhistory: []\n"
        )
        document = read_yaml_text(text, "test", Diagnostics())
        assert document is not None
        read = incident_from(document, book, DAY, Diagnostics())
        assert read is not None
        decision = decider.decide(read, DAY, around=False)
        results = {result.rule.id: result for result in decision.answer.rules}
        assert results["liaocheng-1"].decides.value == truth
        assert decision.city_list


def test_every_refused_row_says_why(tmp_path: Path) -> None:
    """At its row and column; the others are not affected."""
    rows = [
        ["1", "市场监管", "", "不予处罚", "", "", "", ""],
        ["2", "", "合成乙", "不予处罚", "", "", "", ""],
        ["3", "税务", "合成丙", "", "", "", "", ""],
        ["4", "税务", "合成丁", "从重处罚", "", "", "", ""],
        ["5", "税务", "合成戊", "不予处罚", "初次违法", "", "", ""],
        ["6", "税务", "合成戊", "不予处罚", "初次违法", "", "", ""],
        ["7", "税务", "合成己", "不予处罚", "长" * (LONGEST_CELL + 1), "", "", ""],
        ["8", "税务", "合成庚", "不予处罚", "长" * LONGEST_CELL, "", "", ""],
    ]
    outcome = imported(write_csv(tmp_path / "list.csv", rows))
    refused = [(row.place.line, row.place.column, row.code) for row in outcome.refused]
    assert refused == [
        (2, 3, "V220"),
        (3, 2, "V221"),
        (4, 4, "V222"),
        (5, 4, "V223"),
        (7, 3, "V224"),
        (8, 5, "V225"),
    ]
    assert [row.violation for row in outcome.accepted] == ["合成戊", "合成庚"]


def test_the_same_violation_stated_differently_is_a_conflict(tmp_path: Path) -> None:
    """Both are kept, name each other, and load."""
    rows = [
        ["1", "税务", "合成甲", "不予处罚", "初次违法", "", "", ""],
        ["2", "税务", "合成甲", "减轻处罚", "", "", "", ""],
        ["3", "商务", "合成甲", "不予处罚", "", "", "", ""],
    ]
    outcome = imported(write_csv(tmp_path / "list.csv", rows))
    assert [row.conflicts_with for row in outcome.rows] == [
        ("liaocheng-2",),
        ("liaocheng-1",),
        (),
    ]
    verify(outcome.text, ROOT / "rules")


def test_columns_under_other_names(tmp_path: Path) -> None:
    """Known names by themselves, any other by saying which."""
    path = tmp_path / "list.csv"
    path.write_text("执法门类,违法事项,怎么处理\n税务,合成甲,不予处罚\n", encoding="utf-8")
    diagnostics = Diagnostics()
    assert import_table(path, BOOK, HEADING, diagnostics=diagnostics) is None
    assert [item.code for item in diagnostics.errors] == ["T104"]
    assert len(imported(path, "处理结果=怎么处理").accepted) == 1
    diagnostics = Diagnostics()
    assert (
        import_table(path, BOOK, HEADING, diagnostics=diagnostics, mapping=["处理结果=没有"])
        is None
    )
    assert [item.code for item in diagnostics.errors] == ["T104"]
    diagnostics = Diagnostics()
    assert (
        import_table(path, BOOK, HEADING, diagnostics=diagnostics, mapping=["结果=怎么处理"])
        is None
    )
    assert [item.code for item in diagnostics.errors] == ["T113"]


def test_dates_that_were_not_given_are_asked_for(tmp_path: Path) -> None:
    """A list without a day of force does not decide until an officer says it is in force."""
    path = write_csv(tmp_path / "list.csv", synthetic()[:1])
    outcome = import_table(path, BOOK, ListHeading(title="合成清单"), diagnostics=Diagnostics())
    assert outcome is not None
    book = load_penalties(ROOT / "rules", current_of(tmp_path / "lists", outcome))
    assert book.items["liaocheng-1"].force.question is not None


@pytest.mark.parametrize(
    ("heading", "asked"),
    [
        (ListHeading(title="合成清单", since=date(2023, 1, 1)), True),
        (ListHeading(title="合成清单", since=date(2023, 1, 1), seen=date(2025, 5, 31)), True),
        (ListHeading(title="合成清单", since=date(2023, 1, 1), seen=DAY), False),
        (ListHeading(title="合成清单", since=date(2023, 1, 1), open=True), False),
        (ListHeading(title="合成清单", since=date(2023, 1, 1), until=date(2027, 1, 1)), False),
        (ListHeading(title="合成清单", open=True), True),
    ],
)
def test_a_list_is_in_force_as_long_as_its_heading_says(
    tmp_path: Path, heading: ListHeading, asked: bool
) -> None:
    """To its end, for good, or up to the last day it was seen; beyond that an officer says."""
    path = write_csv(tmp_path / "list.csv", synthetic()[:1])
    outcome = import_table(path, BOOK, heading, diagnostics=Diagnostics())
    assert outcome is not None
    book = load_penalties(ROOT / "rules", current_of(tmp_path / "lists", outcome))
    text = "incident: {what: 合成, committed_on: 2025-06-01}\nitems: [liaocheng-1]\nhistory: []\n"
    document = read_yaml_text(text, "test", Diagnostics())
    assert document is not None
    incident = incident_from(document, book, DAY, Diagnostics())
    assert incident is not None
    answer = PenaltyDecider(book).decide(incident, DAY, around=False).answer
    assert (answer.leaves["liaocheng-1/in-force"] is Truth.UNKNOWN) is asked


def test_undo_returns_to_the_import_before(tmp_path: Path) -> None:
    """And to none; there is never half of one."""
    folder = tmp_path / "lists"
    assert current(folder) == ()
    first, second = keep(folder, "first"), keep(folder, "second")
    assert current(folder) == (second,)
    assert take_back(folder) == (second, first)
    assert current(folder) == (first,)
    assert first.read_text(encoding="utf-8") == "first"
    assert keep(folder, "third") == second
    take_back(folder)
    assert take_back(folder) == (first, None)
    with pytest.raises(InputError) as caught:
        take_back(folder)
    assert caught.value.diagnostics[0].code == "V212"
    assert imports(folder) == []


def test_a_file_left_half_written_is_never_read(tmp_path: Path) -> None:
    """Only what has its number was finished."""
    folder = tmp_path / "lists"
    kept = keep(folder, "whole")
    (folder / "tmpabc.part").write_text("hal", encoding="utf-8")
    assert current(folder) == (kept,)
    assert not list(folder.glob("*.part.yaml"))


def test_a_folder_that_cannot_be_written_is_one_clear_error(tmp_path: Path) -> None:
    """Nothing is left behind."""
    blocked = tmp_path / "file"
    blocked.write_text("", encoding="utf-8")
    with pytest.raises(InputError) as caught:
        keep(blocked, "text")
    assert caught.value.diagnostics[0].code == "V211"
    assert "--lists" in caught.value.diagnostics[0].remedy


def test_of_two_imports_at_once_one_is_refused_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The other has taken the number since the folder was looked at."""
    folder = tmp_path / "lists"
    first = keep(folder, "first")
    with monkeypatch.context() as patch:
        patch.setattr("huiqi.penalty.store.imports", lambda _: [])
        with pytest.raises(InputError) as caught:
            keep(folder, "second")
    assert caught.value.diagnostics[0].code == "V211"
    assert first.read_text(encoding="utf-8") == "first"
    assert list(folder.iterdir()) == [first]


@pytest.mark.skipif(os.getuid() != 0, reason="only root can become someone else")
def test_a_folder_that_cannot_be_read_is_one_clear_error(tmp_path: Path) -> None:
    """Its imports cannot be taken for none."""
    (tmp_path / "lists").mkdir(mode=0o700)
    command = [sys.executable, "-m", "huiqi", "penalty", "find", "公示", "--lists"]
    done = subprocess.run(
        ["setpriv", "--reuid=12345", "--clear-groups", *command, str(tmp_path / "lists")],
        capture_output=True,
        text=True,
        check=False,
        cwd=ROOT,
    )
    assert done.returncode == 2
    assert "V213" in done.stderr


def test_text_from_the_table_stays_text(tmp_path: Path) -> None:
    """Neither YAML nor a formula comes of what a cell holds."""
    nasty = "!!python/object: &a {b: *a} # '\"\n- x"
    rows = [["1", "税务", nasty, "不予处罚", nasty, nasty, nasty, nasty]]
    outcome = imported(write_xlsx(tmp_path / "list.xlsx", rows))
    book = load_penalties(ROOT / "rules", current_of(tmp_path / "lists", outcome))
    assert book.items["liaocheng-1"].title.zh == " ".join(nasty.split())


def test_templates_can_be_filled_in_and_read_back(tmp_path: Path) -> None:
    """The table has its header, the incident every field."""
    for name in ("a.xlsx", "a.csv"):
        path = tmp_path / name
        write_template(path, BOOK)
        outcome = imported(path)
        assert not outcome.rows
        assert list(outcome.columns) == list(COLUMNS)
    with pytest.raises(InputError):
        write_template(tmp_path / "a.csv", BOOK)
    document = read_yaml_text(incident_form(BOOK), "form", Diagnostics())
    assert document is not None
    # Empty, it answers nothing, and says what it needs at least.
    diagnostics = Diagnostics()
    assert incident_from(document, BOOK, DAY, diagnostics) is None
    assert [item.code for item in diagnostics.items] == ["V102"]
    data = document.data
    assert isinstance(data, dict)
    assert all(value is None for value in data["incident"].values())
    assert {key for key, value in data.items() if value is not None} == {"incident"}
    for name in BOOK.terms.facts["incident"].fields:
        assert name == "year" or f"{name}:" in incident_form(BOOK)


def test_what_nobody_confirmed_is_not_taken_over(tmp_path: Path) -> None:
    """A row that is marked — is refused; the list's own words are kept beside the item."""
    own = ["市场监管", "不予处罚", "", "", "", ""]
    rows = [
        ["1", own[0], "（合成）甲", own[1], *own[2:], "（合成）甲的原话", "是"],
        ["2", own[0], "（合成）乙", own[1], *own[2:], "", "—"],
        ["3", own[0], "（合成）丙", own[1], *own[2:], "", ""],
    ]
    outcome = imported(write_xlsx(tmp_path / "list.xlsx", rows))
    assert [row.code for row in outcome.rows] == ["", "V226", ""]
    book = load_penalties(ROOT / "rules", current_of(tmp_path / "lists", outcome))
    note = book.items["liaocheng-1"].note
    assert note is not None
    assert note.zh == "原文：（合成）甲的原话"


def test_a_row_spelt_in_another_way_is_the_same_row(tmp_path: Path) -> None:
    """Width, brackets and spaces tell neither rows nor fields apart."""
    one = ["1", "合成领域（甲）", "未按规定（甲）公示", "不予处罚", "初次违法", "", "", ""]
    other = ["2", "合成 领域(乙)", "未按规定(甲) 公示", "不予处罚", "初次违法", "", "", ""]
    outcome = imported(write_csv(tmp_path / "t.csv", [one, other]))
    assert [(row.code, row.id) for row in outcome.rows] == [("", "liaocheng-1"), ("V224", "")]
    assert len(outcome.domains) == 1


def test_titles_sums_and_notes_of_a_list_are_no_items(tmp_path: Path) -> None:
    """The reader of tables is the same as the fund's: it finds the header and names the rest."""
    path = tmp_path / "list.csv"
    path.write_text(
        "某市清单,,\n领域,违法行为,处理结果,页码\n税务,合成甲,不予处罚,1\n合计,1项,,\n注：某事,,,\n",
        encoding="utf-8",
    )
    diagnostics = Diagnostics()
    outcome = import_table(path, BOOK, HEADING, diagnostics=diagnostics)
    assert outcome is not None
    assert [row.violation for row in outcome.rows] == ["合成甲"]
    assert [(d.code, d.place.line) for d in diagnostics.sorted()] == [
        ("T123", 2),
        ("T124", 2),
        ("T120", 2),
    ]


def test_a_violation_named_in_two_columns_is_refused(tmp_path: Path) -> None:
    """Until the user says which column it is."""
    path = tmp_path / "list.csv"
    path.write_text("领域,违法行为,违法情形,处理结果\n税务,合成甲,某种,不予处罚\n", "utf-8")
    diagnostics = Diagnostics()
    assert import_table(path, BOOK, HEADING, diagnostics=diagnostics) is None
    assert [d.code for d in diagnostics.errors] == ["T106"]
    assert len(imported(path, "违法行为=违法情形").accepted) == 1


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_form_is_read_back_as_it_says(language: str) -> None:
    """Each field is taken as the words beside it say; in English there are no others."""
    form = incident_form(BOOK, language)
    assert language == "zh" or not re.search("[\u3400-\u9fff]", form)
    day = "  committed_on: 2025-01-01"
    between, way = {"zh": (" 或 ", "写作 "), "en": (" / ", "written as ")}[language]
    asked = BOOK.terms.facts["incident"].fields
    fields = re.findall(r"^  (\w+):  # (?:.*[；;] ?)?(.*)$", form, re.M)
    hinted = [(name, hint) for name, hint in fields if asked[name].type.kind is not Kind.TEXT]
    assert len(hinted) > 30
    for name, hint in hinted:
        written = hint.rpartition(way)[2] if way in hint else hint
        number = {"zh": "写数字", "en": "a number"}[language]
        choices = written.split(between)
        if asked[name].type.kind is Kind.BOOL:
            choices = re.split(" 或 | or ", written)
        for value in choices:
            stated = "17" if value == number else value
            filled = form.replace("  committed_on:", day, 1).replace(
                f"  {name}:", f"  {name}: {stated}", int(name != "committed_on")
            )
            diagnostics = Diagnostics()
            document = read_yaml_text(filled, "form", diagnostics)
            assert document is not None
            incident_from(document, BOOK, DAY, diagnostics)
            assert not diagnostics.errors, f"{name} {value}"


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_examples_of_a_form_are_read(language: str) -> None:
    """What stands there as an example of a list is one, once the sign before it is gone."""
    form = incident_form(BOOK, language).replace("#  - {", "  - {").replace("#   harm", "  harm")
    form = form.replace("items:  #", "items: []  #")
    form = form.replace("  committed_on:", "  committed_on: 2025-01-01", 1)
    diagnostics = Diagnostics()
    document = read_yaml_text(form, "form", diagnostics)
    assert document is not None
    assert incident_from(document, BOOK, DAY, diagnostics) is not None
    assert not diagnostics.errors


def test_an_english_form_of_a_list_is_an_official_list(tmp_path: Path) -> None:
    """What is said of it is English, its columns and what is chosen are the list's own."""
    write_template(tmp_path / "a.xlsx", BOOK, "en")
    assert list(imported(tmp_path / "a.xlsx").columns) == list(COLUMNS)
