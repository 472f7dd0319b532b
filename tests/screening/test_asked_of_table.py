"""What is asked of a table before it is decided: what was answered is so, and nothing else."""

from __future__ import annotations

import json
import os
import pty
import select
import shlex
import subprocess
import sys
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import duckdb
import pytest
import xlsxwriter

from huiqi.city import GivenTable, screen
from huiqi.cli.answers_kept import kept_in
from huiqi.decision.results import Decision
from huiqi.diagnostics import Diagnostics, InputError
from huiqi.profile.given_table import HeldCells
from huiqi.rulebook.measures_served import measures_served
from huiqi.screening.loader.load import load_enterprises
from huiqi.screening.worded import Worded
from huiqi.sentences import Sentence
from huiqi.tables import read_cells
from huiqi.tables.table import Grid
from huiqi.truth import Truth
from huiqi.values import NOT_APPLICABLE, Interval, exactly
from tests.commands import huiqi
from tests.titles import RULES

DAY = date(2023, 6, 20)
HEAD = "单位名称,所属县区,营业收入（万元）,高企,研发费用（万元）,走访备注"
#: Those of its columns that may be meant for a fact.
DOUBTED = ("所属县区", "高企", "研发费用（万元）")
ROWS = ("示例企业一,东昌府区,3000,是,200,好", "示例企业二,茌平区,5000,见附件,300,")


@pytest.fixture
def table(tmp_path: Path) -> Path:
    """As an officer keeps it: no year, heads of her own, a cell that says more than is asked."""
    path = tmp_path / "台账.csv"
    path.write_text("\n".join((HEAD, *ROWS)), encoding="utf-8")
    return path


def answered_by(
    given: GivenTable, reply: Callable[[str], str], day: date = DAY
) -> tuple[GivenTable, list[str]]:
    """The table as it is told, and what was asked, each answered as ``reply`` says."""
    questions, asked = given.questions(RULES, day), []
    try:
        question = next(questions)
        while True:
            asked.append(f"{'再' if question.again else ''}{question.text}")
            question = questions.send(reply(question.text))
    except StopIteration as ended:
        told: GivenTable = ended.value
        return told, asked


def answered(
    given: GivenTable, answers: Sequence[str], day: date = DAY
) -> tuple[GivenTable, list[str]]:
    """The same, one answer after the other; all that is not answered is passed over."""
    replies = iter(answers)
    return answered_by(given, lambda _: next(replies, ""), day)


def test_every_doubt_is_asked_once_and_what_is_answered_is_so(table: Path) -> None:
    """The year, each column with what it may be, the cells that cannot be read."""
    told, asked = answered(GivenTable(file=table), ("2022", "是", "1", "是"))
    assert told == GivenTable(
        file=table,
        year=2022,
        columns=(
            "注册地=所属县区",
            "高新技术企业资格在有效期内=高企",
            "2022年研发投入（财务报告口径）=研发费用（万元）",
        ),
        lenient=True,
    )
    for text, words in zip(
        asked,
        (
            ("营业收入（万元）、研发费用（万元）", "2022"),
            (
                *("1 “所属县区”（写的如 东昌府区、茌平区）：注册地", "2 “高企”", "见附件"),
                "1 户写的读不懂",
            ),
            (
                "研发费用（万元）",
                "1 账上的研发费用",
                "即 2022年研发投入（财务报告口径）",
                "2 报高企时归集的（专项审计报告上的），即 2022年研发费用（高新技术企业口径）",
                "4 不知道是哪一个",
            ),
            ("1 户有读不懂的格",),
        ),
        strict=True,
    ):
        assert all(word in text for word in words), text


def test_the_paper_on_which_a_column_stands_is_named_in_english(table: Path) -> None:
    """Beside each of its readings."""
    said: list[str] = []

    def reply(text: str) -> str:
        assert isinstance(text, Sentence)
        said.append(text.in_language("en"))
        return "2022" if len(said) == 1 else ""

    answered_by(GivenTable(file=table), reply)
    (told,) = (text for text in said if "profit and loss statement" in text)
    assert "(from its special audit), that is 2022" in told


def test_what_is_passed_over_stays_as_it_is(table: Path) -> None:
    """No answer is none; yet where they all are is asked where no column says it."""
    told, asked = answered(GivenTable(file=table), ())
    assert told == GivenTable(file=table, apart=DOUBTED)
    assert "注册地" in asked[-1]
    found = screen(RULES, told, DAY, _worded, processes=1)
    assert not [one for one in found.remarks if one.code == "P157"]


def test_no_is_no(table: Path) -> None:
    """And a column is asked about once."""
    told, asked = answered(GivenTable(file=table), ("", "否", "", ""))
    assert told == GivenTable(file=table, apart=DOUBTED)
    assert len(asked) == 4


@pytest.mark.parametrize(
    ("answer", "denied"),
    [("1", {1}), ("2", {2}), ("1、2", {1, 2}), ("2 1", {1, 2}), ("１，2", {1, 2}), ("是", set())],
)
def test_of_columns_asked_about_together_those_are_denied_whose_number_is_written(
    table: Path, answer: str, denied: set[int]
) -> None:
    """The others are what they seem to be."""
    told, _ = answered(GivenTable(file=table), ("2022", answer, "1"))
    heads = DOUBTED[:2]
    read = [one.partition("=")[2] for one in told.columns]
    assert read == [head for i, head in enumerate(heads, 1) if i not in denied] + [DOUBTED[2]]
    assert told.apart == tuple(head for i, head in enumerate(heads, 1) if i in denied)


def test_what_most_of_a_column_cannot_be_read_as_is_asked_about_by_itself(tmp_path: Path) -> None:
    """是 to all of them had made fifteen of eighteen cells unread ones; passed over it is carried.
    A column that says whether, where it is asked since when, is none of these.
    """
    path = tmp_path / "台账.csv"
    cells = ("√,198,112", "×,见附表,", "√,问财务,", "退了,同上年,", "√,老板知道,")
    rows = [f"示例企业{n},聊城市,{cell}" for n, cell in enumerate(cells)]
    head = "企业名称,注册地,规上,加计扣除（25年）（万元）,人数"
    path.write_text("\n".join((head, *rows)), encoding="utf-8")
    given = GivenTable(file=path)
    carried, asked = answered(given, ("是",))
    together = next(text for text in asked if "这几列这样读" in text)
    assert "“规上”" in together
    assert "加计扣除" not in together
    apart = next(text for text in asked if "“加计扣除（25年）（万元）”" in text)
    assert "写了的 5 户里 4 户读不懂" in apart
    assert "否或回车：这一列只照抄" in apart
    option = "2025年研发费用加计扣除额=加计扣除（25年）（万元）"
    assert option not in carried.columns
    read, _ = answered_by(given, lambda text: "是" if "还是当" in text else "")
    assert option in read.columns


def test_what_one_of_several_columns_is_no_other_is(tmp_path: Path) -> None:
    """And where the first is not, the next may be."""
    table = tmp_path / "t.csv"
    head = "单位名称,所属县区,县市区,高企"
    table.write_text(f"{head}\n示例企业一,东昌府区,茌平区,是\n", encoding="utf-8")
    told, asked = answered(GivenTable(file=table), ("是",))
    assert [one.partition("=")[2] for one in told.columns] == ["所属县区", "高企"]
    assert not any("县市区" in text for text in asked)
    told, asked = answered(GivenTable(file=table), ("1", "是"))
    assert told.columns == ("高新技术企业资格在有效期内=高企", "注册地=县市区")
    assert "县市区" in asked[1]


@pytest.mark.parametrize(
    ("place", "answer"),
    [
        *((0, "二十二"), (0, "1066"), (1, "大概"), (1, "3"), (1, "1、3"), (1, "0"), (1, "1、大概")),
        *((2, "0"), (2, "5"), (2, "是")),
    ],
)
def test_what_is_not_understood_is_asked_again(table: Path, place: int, answer: str) -> None:
    """And never taken for something."""
    answers = ["2022", "否", "1"][:place]
    told, asked = answered(GivenTable(file=table), (*answers, answer))
    before, _ = answered(GivenTable(file=table), answers)
    assert told == before
    assert asked[place + 1] == f"再{asked[place]}"


def test_nobody_is_asked_for_ever(table: Path) -> None:
    """What is not understood three times is passed over."""
    told, asked = answered(GivenTable(file=table), ["大概"] * 50)
    assert told == GivenTable(file=table, apart=DOUBTED)
    assert len(asked) == 3 * 4


def test_a_fact_of_two_years_has_two_columns(tmp_path: Path) -> None:
    """Each is asked about."""
    table = tmp_path / "t.csv"
    head = "单位名称,注册地,2021研发投入（万元）,2022研发投入（万元）"
    table.write_text(f"{head}\n示例企业一,聊城市,300,380\n", encoding="utf-8")
    told, _ = answered(GivenTable(file=table), ("1", "1"))
    assert told.columns == (
        "2021年研发投入（财务报告口径）=2021研发投入（万元）",
        "2022年研发投入（财务报告口径）=2022研发投入（万元）",
    )


def test_no_cell_is_quoted_where_persons_are_left_out(table: Path) -> None:
    """The heads are asked about all the same."""
    plain, asked = answered(GivenTable(file=table), ())
    discreet, less = answered(GivenTable(file=table, redact=True), ())
    assert len(asked) == len(less)
    assert any("茌平区" in text for text in asked)
    assert not any("茌平区" in text or "见附件" in text for text in less)
    assert replace(discreet, redact=False) == plain


def test_what_amounts_count_is_asked(tmp_path: Path) -> None:
    """Of those that say no unit, neither in the head nor in the cell; as a head says it."""
    table = tmp_path / "t.csv"
    head = "单位名称,注册地,2022年营业收入,2022年资产总额（万元）,2022年利润总额"
    rows = "示例企业一,聊城市,3000,500,12万元\n示例企业二,聊城市,250000,,0"
    table.write_text(f"{head}\n{rows}\n", encoding="utf-8")
    told, asked = answered(GivenTable(file=table), ("百斤", "万"))
    assert told == GivenTable(file=table, unit="万")
    assert len(asked) == 2
    assert "2022年营业收入（3000）" in asked[0]
    assert "资产总额" not in asked[0]
    assert "利润总额" not in asked[0]
    said = tmp_path / "said.csv"
    said.write_text(f"{head.replace('营业收入', '营业收入（万元）')}\n{rows}\n", encoding="utf-8")
    one, other = (
        screen(RULES, own, DAY, _worded, processes=1) for own in (told, GivenTable(file=said))
    )
    assert [e.screened for e in one.entries] == [e.screened for e in other.entries]
    with pytest.raises(InputError) as caught:
        GivenTable(file=table, unit="百斤").opened(RULES, DAY, Diagnostics())
    assert [one.code for one in caught.value.diagnostics] == ["T117"]


@pytest.mark.parametrize("answers", [(), ("", "", "", "聊城市"), ("不知道",)])
def test_an_amount_of_a_unit_that_nobody_knows_is_not_known(
    tmp_path: Path, answers: Sequence[str]
) -> None:
    """Nor is it yuan where the question is passed over, which is asked again."""
    table = tmp_path / "t.csv"
    head = "单位名称,注册地,2022年营业收入,2022年资产总额（万元）"
    table.write_text(f"{head}\n示例企业一,聊城市,3000,500\n", encoding="utf-8")
    told, asked = answered(GivenTable(file=table), answers)
    assert told == GivenTable(file=table, unit="不知道")
    assert len(asked) == (1 if "不知道" in answers else 3)
    opened, _ = told.opened(RULES, DAY, found := Diagnostics())
    assert list(opened.carried.values()) == ["2022年营业收入"]
    facts = opened.profile(opened.table.rows[0], Diagnostics()).facts
    assert ("revenue", 2022) not in facts
    assert ("total_assets", 2022) in facts
    assert ["2022年营业收入" in one.message for one in found.items if one.code == "P154"] == [True]


def test_a_table_is_opened_once(table: Path) -> None:
    """However much is asked about it, and when it then is decided."""
    read: list[Path] = []

    def counting(path: Path, *more: Any) -> Grid | None:
        read.append(path)
        return read_cells(path, *more)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("huiqi.tables.read_cells", counting)
        patch.setattr("huiqi.profile.headings.read_cells", counting)
        told, _ = answered(GivenTable(file=table), ("2022", "是", "是", "1", "是"))
        screen(RULES, told, DAY, _worded, processes=1)
    assert read == [table]


def test_where_they_all_are_is_so_of_each(tmp_path: Path) -> None:
    """Nowhere that is not known; a town that names no place of the rules is none."""
    table = tmp_path / "t.csv"
    table.write_text("单位名称\n示例企业一\n示例企业二\n", encoding="utf-8")
    told, asked = answered(GivenTable(file=table), ("某地", "聊城市茌平区"))
    assert told == GivenTable(file=table, every=("注册地=聊城市茌平区",))
    assert [text.startswith("再") for text in asked] == [False, True]
    opened, _ = told.opened(RULES, DAY, Diagnostics())
    for row in opened.table.rows:
        given = opened.profile(row, Diagnostics()).given("registered_in_liaocheng", None)
        assert given is not None
        assert given.value is Truth.TRUE


def _worded(decision: Decision) -> Worded:
    return Worded()


@pytest.mark.parametrize("ending", [".csv", ".parquet"])
def test_what_is_so_of_each_answers_as_a_column_does(tmp_path: Path, ending: str) -> None:
    """In memory and in a database."""
    names = ("单位名称", "营业收入（2022年）（万元）", "注册地在聊城市", "成立日期")
    rows = [("示例企业一", "3000"), ("示例企业二", "250000")]
    said = ("是", "2015-03-01")

    def written(stem: str, columns: Sequence[str], lines: Sequence[Sequence[str]]) -> GivenTable:
        path = tmp_path / f"{stem}.csv"
        path.write_text("\n".join(map(",".join, (columns, *lines))), encoding="utf-8")
        if ending == ".parquet":
            import duckdb

            texts = f"SELECT * FROM read_csv('{path}', all_varchar=true)"
            path = path.with_suffix(".parquet")
            duckdb.connect().execute(f"COPY ({texts}) TO '{path}'")
        return GivenTable(file=path)

    whole = written("whole", names, [(*row, *said) for row in rows])
    short = replace(
        written("short", names[:2], rows), every=("注册地在聊城市=是", "成立日期=2015-03-01")
    )
    if ending == ".csv":
        one, other = (screen(RULES, own, DAY, _worded, processes=1) for own in (whole, short))
        assert [e.screened for e in one.entries] == [e.screened for e in other.entries]
        unsaid = screen(RULES, replace(short, every=()), DAY, _worded, processes=1)
        assert [e.screened for e in unsaid.entries] != [e.screened for e in one.entries]
        return
    assert rows_of(whole) == rows_of(short)
    assert rows_of(replace(short, every=())) != rows_of(short)


def rows_of(given: GivenTable) -> list[object]:
    """What the database holds of each enterprise."""
    import duckdb

    from huiqi.screening.loader.load import load_enterprises

    connection = duckdb.connect()
    load_enterprises(connection, given, RULES, DAY, Diagnostics())
    found = connection.execute("SELECT * FROM enterprises ORDER BY ALL")
    names = [one[0] for one in found.description]
    return [dict(zip(names, row, strict=True)) for row in found.fetchall()]


@pytest.mark.parametrize(
    ("every", "code"),
    [
        (("注册地在聊成市=是",), "T116"),
        (("注册地在聊城市",), "T116"),
        (("注册地在聊城市=是", "注册地在聊城市=否"), "T116"),
        (("注册地在聊城市=也许",), "P122"),
        (("居民企业=是",), "T106"),
        # Who they are is not the same of several.
        (("企业名称=示例企业",), "T116"),
        (("信用代码=91371500MA3000010H",), "T116"),
    ],
)
def test_what_cannot_be_so_of_each_is_an_error(
    tmp_path: Path, every: tuple[str, ...], code: str
) -> None:
    """Told once, not with each row."""
    table = tmp_path / "t.csv"
    table.write_text("单位名称,居民企业\n示例企业一,是\n示例企业二,否\n", "utf-8")
    with pytest.raises(InputError) as caught:
        GivenTable(file=table, every=every).opened(RULES, DAY, Diagnostics())
    assert [one.code for one in caught.value.diagnostics] == [code]


def test_the_command_asks_who_is_there(table: Path, tmp_path: Path) -> None:
    """At a terminal it does; the list comes of one command, and how to say it all at once."""
    options = ["screen", str(table), "--as-of", str(DAY), "-o", str(tmp_path / "名单.csv")]
    said = at_a_terminal("2022\n是\n是\n1\n\n", *options)
    assert "--year 2022 --column 注册地=所属县区" in said
    assert "--unread-as-unknown" in said
    assert "P157" not in said


#: So many seconds without a word it is waited for.
_PATIENCE = 60


def at_a_terminal(answers: str, *words: str) -> str:
    """What the command tells on a terminal where so much is typed; it must succeed."""
    master, slave = pty.openpty()
    process = subprocess.Popen(
        [sys.executable, "-m", "huiqi", *words], stdin=slave, stdout=subprocess.PIPE, stderr=slave
    )
    os.close(slave)
    os.write(master, answers.encode())
    shown = b""
    try:
        while select.select([master], [], [], _PATIENCE)[0] and (chunk := os.read(master, 65536)):
            shown += chunk
    except OSError:
        pass  # the terminal is closed
    try:
        process.communicate(timeout=_PATIENCE)
    except subprocess.TimeoutExpired:
        # It asks more than is answered.
        process.kill()
        process.communicate()
    assert process.returncode == 0, shown.decode()
    return shown.decode()


def test_what_was_answered_is_offered_the_next_time(table: Path, tmp_path: Path) -> None:
    """A list that is made each week asks once; what no longer fits is asked anew."""
    words = ("screen", str(table), "--as-of", str(DAY), "-o", str(tmp_path / "名单.xlsx"))
    at_a_terminal("2022\n是\n是\n1\n\n", *words)
    summary = tmp_path / "名单.summary.json"
    first = json.loads(summary.read_text("utf-8"))
    # That the last was answered with Enter is kept as a digest.
    assert all(one.isalnum() for one in first["answered"].pop("passed"))
    assert first["answered"] == {
        "columns": [
            "注册地=所属县区",
            "高新技术企业资格在有效期内=高企",
            "2022年研发投入（财务报告口径）=研发费用（万元）",
        ],
        "year": 2022,
        "lenient": True,
    }
    again = at_a_terminal("\n", *words)
    assert "上次这份名单答过 5 处" in again
    assert "是哪一个" not in again
    assert "一次写上就不问" not in again
    told = json.loads(summary.read_text("utf-8"))["answered"]
    assert told == first["answered"]
    # Who says no is asked anew, as of a table whose columns are others.
    assert "是哪一年的" in at_a_terminal("否\n2022\n\n\n\n\n", *words)
    at_a_terminal("否\n2022\n是\n是\n1\n\n", *words)
    table.write_text("单位名称,注册地\n示例企业一,聊城市\n", encoding="utf-8")
    told_of = at_a_terminal("是\n\n\n", *words)
    assert told_of.count("用不上了") == len(first["answered"]["columns"])


def test_the_same_command_with_options_offers_its_last_answers(table: Path, tmp_path: Path) -> None:
    """Whoever needed --column was asked all anew; who says something else is."""
    words = ("screen", str(table), "--as-of", str(DAY), "-o", str(tmp_path / "名单.xlsx"))
    own = (*words, "--header", "1", "--column", "注册地=所属县区")
    at_a_terminal("2022\n是\n1\n\n", *own)
    kept = json.loads((tmp_path / "名单.summary.json").read_text("utf-8"))["answered"]
    assert "注册地=所属县区" in kept["columns"]
    again = at_a_terminal("\n", *own)
    assert "照上次的读" in again
    assert "是哪一个" not in again
    told = json.loads((tmp_path / "名单.summary.json").read_text("utf-8"))["answered"]
    assert all(told[name] == kept[name] for name in ("columns", "year", "lenient"))
    other = (*words, "--column", "企业名称=单位名称")
    assert "照上次的读" not in at_a_terminal("2022\n是\n是\n1\n\n", *other)


def test_a_column_of_another_name_takes_its_own_answer_alone(table: Path, tmp_path: Path) -> None:
    """It is named; all the others hold, and it is asked about again."""
    words = ("screen", str(table), "--as-of", str(DAY), "-o", str(tmp_path / "名单.xlsx"))
    at_a_terminal("2022\n是\n是\n1\n\n", *words)
    table.write_text(
        table.read_text("utf-8").replace("研发费用（万元）", "搞研发的钱（万元）"), "utf-8"
    )
    told = at_a_terminal("\n\n", *words)
    assert told.count("用不上了") == 1
    assert "2022年研发投入（财务报告口径）=研发费用（万元）”用不上了" in told
    assert "其余 4 处照上次的读" in told
    kept = json.loads((tmp_path / "名单.summary.json").read_text("utf-8"))["answered"]
    assert kept["columns"] == ["注册地=所属县区", "高新技术企业资格在有效期内=高企"]
    assert (kept["year"], kept["lenient"]) == (2022, True)


def test_what_was_passed_over_or_denied_is_not_asked_again(table: Path, tmp_path: Path) -> None:
    """It is said in a line, with how to be asked; a question of another column is another."""
    words = ("screen", str(table), "--as-of", str(DAY), "-o", str(tmp_path / "名单.xlsx"))
    asked = at_a_terminal("2022\n\n\n\n\n", *words)
    assert "是哪一个" in asked
    again = at_a_terminal("\n", *words)
    assert "是哪一个" not in again
    assert "没有再问；要再问：问“照上次的读？”时答 否" in again
    # What stands in the cells is another thing, the question is the same.
    table.write_text(table.read_text("utf-8").replace("300,", "410,"), "utf-8")
    assert "是哪一个" not in at_a_terminal("\n", *words)
    assert "是哪一个" in at_a_terminal("否\n2022\n\n\n\n\n", *words)
    table.write_text(table.read_text("utf-8").replace("研发费用（", "研发经费（"), "utf-8")
    assert "是哪一个" in at_a_terminal("\n\n\n\n", *words)


@pytest.mark.parametrize(
    "kept",
    [
        "{",
        "[]",
        '{"answered": []}',
        '{"answered": {"columns": "注册地=县区"}}',
        '{"answered": {"columns": [1]}}',
        '{"answered": {"year": 5}}',
        '{"answered": {"lenient": "yes"}}',
        '{"answered": {"file": "/etc/passwd"}}',
        '{"answered": {"lists": ["rd_projects=/etc/passwd"]}}',
        '{"answered": {"columns": ["' + "a" * 301 + '"]}}',
        "[" * 100_000,
    ],
)
def test_what_is_not_as_it_was_kept_is_not_offered(tmp_path: Path, kept: str) -> None:
    """The file lies open beside the list: of what stands there only answers are taken."""
    path = tmp_path / "名单.summary.json"
    path.write_text(kept, encoding="utf-8")
    assert kept_in(path) == {}
    assert kept_in(tmp_path / "没有.json") == {}


def test_a_list_says_what_is_new_since_the_last_one(tmp_path: Path) -> None:
    """Who was not on it, whose reason is another, who is gone; the days left are no news."""
    table, output = tmp_path / "台账.csv", tmp_path / "名单.xlsx"
    head = "企业名称,注册地,高企,2025年营业收入（万元）,2025年研发投入（财务报告口径）（万元）"
    rows = ["示例甲公司,聊城市,2026-12-15,1000,120", "示例乙公司,聊城市,是,1000,130"]
    column = "高新技术企业资格在有效期内=高企"
    words = ("screen", str(table), "--no-ask", "-o", str(output), "--column", column, "--as-of")
    table.write_text("\n".join((head, *rows)), encoding="utf-8")
    first = huiqi(*words, "2026-11-20")
    assert "和上次的名单比" not in first.stderr
    assert "和上次比" not in heads_of(output)
    # The same a week later.
    assert "和上次的名单比" not in huiqi(*words, "2026-11-27").stderr
    rows = [rows[0], "示例丙公司,聊城市,是,1000,130"]
    table.write_text("\n".join((head, *rows)), encoding="utf-8")
    told = huiqi(*words, "2026-11-27").stderr
    assert "和上次的名单比：新的 1 户、不在表里了 1 户" in told
    assert not any(name in told for name in ("示例甲公司", "示例乙公司", "示例丙公司"))
    assert "和上次比" in heads_of(output)
    table.write_text("\n".join((head, rows[0].replace("1000", "9000"), rows[1])), encoding="utf-8")
    assert "和上次的名单比：理由变了 1 户，" in huiqi(*words, "2026-11-27").stderr
    # A file that is no list is written over as before, and compared with nothing.
    output.write_bytes(b"PK")
    assert "和上次的名单比" not in huiqi(*words, "2026-11-27").stderr


def test_of_an_enterprise_in_two_rows_each_is_compared_with_itself(tmp_path: Path) -> None:
    """Row 10 was said to have been told of in row 10 the last time, which was row 32; the row that
    is called says what the other has otherwise.
    """
    table, output = tmp_path / "台账.csv", tmp_path / "名单.xlsx"
    head = "序号,企业名称,注册地,高企,2025年营业收入（万元）,"
    head += "2025年研发投入（财务报告口径）（万元）,备注"
    rows = [
        "1,示例甲公司,聊城市,2026-12-15,1000,120,老板在",
        "2,示例乙公司,聊城市,是,1000,130,",
        "3,示例甲公司,聊城市,,1000万,125,",
    ]
    words = ["screen", str(table), "--no-ask", "-o", str(output), "--as-of", "2026-11-20"]
    words += ["--column", "高新技术企业资格在有效期内=高企"]
    table.write_text("\n".join((head, *rows)), encoding="utf-8")
    done = huiqi(*words)
    # Nothing is lost, and what the sums are of is said where they are.
    assert "名单.rejects.csv 只有表头，没有读不了的行" in done.stderr
    assert "3 户（合计、缺的户数都算了停产、重复一类先核实的 1 户）" in done.stdout
    why = reasons_of(output)
    assert "第 4 行也是这一户，写的不同：2025年研发投入" in why["2"]
    assert "120／125" in why["2"]
    assert "序号" not in why["2"]
    assert why["4"] == "和第 2 行是同一户，看那一行"
    # Of a column of 万元 1000 and 1000万 are one figure.
    assert "营业收入" not in why["2"].partition("写的不同")[2]
    # Nothing changed; then one row alone did, which is told of that row.
    assert "和上次的名单比" not in huiqi(*words).stderr
    rows[0] = rows[0].replace("120", "90")
    table.write_text("\n".join((head, *rows)), encoding="utf-8")
    assert "理由变了 1 户，" in huiqi(*words).stderr
    news = reasons_of(output, "和上次比")
    assert news["2"].startswith("上次：企业研究开发财政补助")
    assert not news["4"]


def reasons_of(workbook: Path, head: str = "为什么先联系") -> dict[str, str]:
    """What a column of the list says, by the row of the table."""
    grid = read_cells(workbook, Diagnostics(), "先联系谁")
    assert grid is not None
    (_, heads), *lines = grid.lines
    return {cells[heads.index("行")]: cells[heads.index(head)] for _, cells in lines}


def heads_of(workbook: Path) -> list[str]:
    """How the columns of whom to call are headed."""
    grid = read_cells(workbook, Diagnostics(), "先联系谁")
    assert grid is not None
    return grid.lines[0][1]


def test_what_was_written_is_part_of_what_to_write_the_next_time(
    table: Path, tmp_path: Path
) -> None:
    """The line was to be pasted, and lacked the option without which no name was found."""
    words = ("screen", str(table), "--as-of", str(DAY), "-o", str(tmp_path / "名单.csv"))
    said = at_a_terminal("2022\n是\n1\n\n", *words, "--column", "注册地=所属县区", "--unit", "万元")
    (line,) = (one for one in said.splitlines() if "一次写上就不问" in one)
    assert "--year 2022 --unit 万元 --column 注册地=所属县区" in line


def test_a_name_of_no_column_is_answered_by_the_nearest(table: Path) -> None:
    """Five of thousands, the first in the rules' order, helped nobody."""
    done = huiqi("screen", str(table), "--column", "技术改造项目：设备购置=走访备注", "--no-ask")
    assert done.returncode == 2
    allowed = next(one for one in done.stderr.splitlines() if one.strip().startswith("可以写"))
    assert "技术改造项目：" in allowed
    assert "设备" in allowed


def test_whoever_is_not_there_is_not_asked(table: Path) -> None:
    """What was in doubt is remarked on, as before; nor is anybody asked who does not want it."""
    quiet = huiqi("screen", str(table), "--as-of", str(DAY))
    assert "P157" in quiet.stderr
    assert "> " not in quiet.stderr
    whole = huiqi("screen", str(table), "--ask", "-o", str(table.with_suffix(".parquet")))
    assert "整表评估时不先问" in whole.stderr
    same = huiqi("screen", str(table), "--as-of", str(DAY), "--no-ask")
    # Who asks not to be asked is not told what was not asked either.
    line, _, rest = quiet.stderr.partition("\n")
    assert line.startswith("不在终端里，没有问：")
    assert (same.stdout, same.stderr) == (quiet.stdout, rest)


def test_what_was_not_asked_is_told_with_the_options_that_say_it(
    table: Path, tmp_path: Path
) -> None:
    """A first run by a service or a script had no reasons, and never said that it had not asked."""
    words = ("screen", str(table), "--as-of", str(DAY), "-o", str(tmp_path / "名单.xlsx"))
    line = huiqi(*words).stderr.partition("\n")[0]
    asked: list[str] = []

    def reply(text: str) -> str:
        asked.append(text)
        return "" if asked.count(text) > 1 else "是"

    # A cell that cannot be read is not known, and told of by itself.
    answered_by(GivenTable(file=table, lenient=True), reply)
    assert f"没有问：{len(dict.fromkeys(asked))} 处认不准" in line
    written = line.partition("对的写上：")[2].partition("。其余")[0]
    options = shlex.split(written)
    assert options
    # Once they are written, what they answer is asked no more.
    again = huiqi(*words, *options).stderr.partition("\n")[0]
    assert options[0] not in again.partition("对的写上：")[2].split()
    # What was answered at a terminal is offered as it is.
    at_a_terminal("2022\n是\n1\n\n", *words, "--unit", "万元")
    told = huiqi(*words).stderr.partition("\n")[0]
    assert "上次答过的" in told
    assert "--year 2022 --unit 万元" in told
    assert not huiqi(*words, "--json").stderr.startswith("不在终端里")


def test_that_nobody_knows_the_unit_is_no_yes(tmp_path: Path) -> None:
    """--unit 不知道 stood first among what to write, and left every amount unread."""
    path = tmp_path / "台账.csv"
    path.write_text(
        "企业名称,去年营收,高企了没\n示例甲公司,9000,是\n示例乙公司,900,否\n", encoding="utf-8"
    )
    words = ("screen", str(path), "--as-of", "2026-11-30", "-o", str(tmp_path / "名单.xlsx"))
    line = huiqi(*words).stderr.partition("\n")[0]
    assert "不知道" not in line.partition("对的写上：")[2].partition("。其余")[0]
    assert "--unit" in line.partition("。其余")[2]


def test_columns_that_nobody_would_be_asked_about_are_named_all_the_same(tmp_path: Path) -> None:
    """An officer's 高企 and 技改 were carried without a word."""
    path = tmp_path / "台账.csv"
    heads = ("企业名称", "科小", "高企的那些事", "技改都搞了啥", "已获补贴", "老板")
    rows = ("示例甲厂,是,是,搞了,30,示例人", "示例乙厂,否,否,没有,,示例人")
    path.write_text("\n".join((",".join(heads), *rows)), encoding="utf-8")
    line = huiqi("screen", str(path), "--as-of", str(DAY)).stderr.partition("\n")[0]
    assert "--column 高新技术企业资格在有效期内=高企的那些事" in line
    assert "像是用得上的列：技改都搞了啥，" in line
    # Once it is said which it is, it is named no more.
    said = "高新技术企业资格在有效期内=高企的那些事"
    line = huiqi("screen", str(path), "--as-of", str(DAY), "--column", said).stderr
    assert "高企的那些事" not in line.partition("\n")[0]
    assert "像是用得上的列：技改都搞了啥，" in line.partition("\n")[0]


def test_enterprises_are_grouped_by_a_column_that_is_a_fact_too(table: Path) -> None:
    """It is read, and carried; a name that is not there is told before anything is asked."""
    told, _ = answered(GivenTable(file=table, by="所属县区"), ("2022", "是"))
    opened, _ = told.opened(RULES, DAY, Diagnostics())
    assert "注册地=所属县区" in told.columns
    assert list(opened.carried.values()) == ["所属县区", "研发费用（万元）", "走访备注"]
    with pytest.raises(InputError) as refused:
        answered(GivenTable(file=table, by="服务专员"), ())
    (error,) = (one for one in refused.value.diagnostics if one.is_error)
    assert error.code == "C140"
    assert "不写 --by" in error.remedy
    # Also by what is read; whoever has one officer leaves it out.
    with pytest.raises(InputError) as refused:
        replace(told, by="服务专员").alone(RULES, DAY, Diagnostics())
    assert "所属县区" in refused.value.diagnostics[-1].allowed


#: Figures and a yes or no of some year that their heads do not say; one whose head does.
UNDATED = (
    "单位名称,注册地,职工人数,科技型中小企业,2022年研发投入（万元）",
    "示例企业一,聊城市,30,是,120",
    "示例企业二,聊城市,40,否,150",
)


def test_the_year_of_figures_is_not_that_of_how_things_stand(tmp_path: Path) -> None:
    """Figures are asked about together, what is of today by itself; a head with a year by nobody;
    the option of the one year says nothing of the other.
    """
    table = tmp_path / "t.csv"
    table.write_text("\n".join(UNDATED), encoding="utf-8")
    told, asked = answered(GivenTable(file=table), ("2022", "是"))
    assert "职工人数。" in asked[0]
    assert "科技型" not in asked[0]
    assert "研发投入" not in asked[0]
    assert "“科技型中小企业”（写的如 是、否）是 2023 年的吗" in asked[1]
    assert (told.year, told.columns) == (2022, ("2023年科技型中小企业（入库）=科技型中小企业",))
    opened = told.alone(RULES, DAY, Diagnostics())
    assert {("employees", 2022), ("technology_sme", 2023)} <= set(opened.facts.columns)
    assert ("technology_sme", 2022) not in opened.facts.columns


@pytest.mark.parametrize(
    ("answer", "column"),
    [("2021", "2021年科技型中小企业（入库）=科技型中小企业"), ("否", None), ("", None)],
)
def test_how_things_stand_is_of_the_year_that_is_said(
    tmp_path: Path, answer: str, column: str | None
) -> None:
    """Of another; of none that is known it is carried, and how to say it is remarked."""
    table = tmp_path / "t.csv"
    table.write_text("\n".join(UNDATED), encoding="utf-8")
    told, asked = answered(GivenTable(file=table, redact=True), ("2022", answer))
    assert told.columns == (() if column is None else (column,))
    assert "写的如" not in asked[1]
    opened = told.alone(RULES, DAY, found := Diagnostics())
    assert ("科技型中小企业" in opened.carried.values()) == (column is None)
    remedies = [one.remedy for one in found.items if one.code == "P151"]
    assert len(remedies) == (column is None)
    assert all("--column" in one and "2023年科技型中小企业" in one for one in remedies)


def test_the_cells_that_cannot_be_read_are_shown(tmp_path: Path) -> None:
    """Some of them, and how many of each column; none where persons are left out."""
    table = tmp_path / "t.csv"
    rows = ("示例企业一,聊城市,约30,2010.13", "示例企业二,聊城市,约40,", "示例企业三,聊城市,5,")
    table.write_text("\n".join(("单位名称,注册地,2022年职工人数,成立时间", *rows)), "utf-8")
    for redact in (False, True):
        _, asked = answered(GivenTable(file=table, redact=redact), ())
        assert "2 户有读不懂的格（2022年职工人数 2 格、成立时间 1 格）" in asked[-1]
        assert ("第 2 行 2022年职工人数“约30”、第 2 行 成立时间“2010.13”" in asked[-1]) != redact
        assert ("约" in asked[-1]) != redact


def test_without_a_terminal_figures_hardly_meant_in_yuan_refuse_nobody(tmp_path: Path) -> None:
    """760 of revenue is no 760 yuan: it is not read, and told; figures that may be yuan are."""
    path = tmp_path / "台账.csv"
    path.write_text("企业名称,2022年营业收入\n示例企业一,760\n示例企业二,9000\n", encoding="utf-8")
    small = GivenTable(file=path)
    assert small.sure_of_units(RULES, DAY).unit == "不知道"
    assert replace(small, unit="元").sure_of_units(RULES, DAY).unit == "元"
    found = huiqi("screen", str(path), "-o", str(tmp_path / "o.csv"), "--no-ask", timeout=120)
    assert "P154" in found.stderr
    assert "差" not in found.stdout.partition("措施")[0]
    path.write_text(
        "企业名称,2022年营业收入\n示例企业一,76000000\n示例企业二,90000000\n", encoding="utf-8"
    )
    assert GivenTable(file=path).sure_of_units(RULES, DAY).unit is None


def test_a_figure_that_is_about_something_is_asked_about(tmp_path: Path) -> None:
    """A tenth about it where the user says so, told in its row; else it is not known."""
    path = tmp_path / "台账.csv"
    head = "企业名称,注册地,2022年营业收入（万元）,技改投资（万元）,纳统年份"
    rows = (
        "示例甲,聊城市,约3200,1200左右,未入规",
        "示例乙,聊城市,300,大约好多,约2021年",
        "示例丙,聊城市,3,2,2020",
    )
    path.write_text("\n".join((head, *rows)), encoding="utf-8")
    answers = ("是", "否", "是", "是")
    given, asked = answered(GivenTable(file=path), answers)
    (rough,) = [text for text in asked if "约数" in text]
    assert rough.startswith("2 格写的是约数")
    assert given.about
    table, _ = given.opened(RULES, DAY, Diagnostics())
    found = Diagnostics()
    facts = table.profile(table.table.rows[0], found).facts
    assert facts["revenue", 2022].value == Interval(Decimal(28_800_000), Decimal(35_200_000))
    assert facts["statistics_entry_year", None].value is NOT_APPLICABLE
    told = [str(one.message) for one in found.items if one.code == "P134"]
    assert any("“约3200”按 2880..3520 读" in one for one in told)
    assert any("“1200左右”按 1080..1320 读" in one for one in told)
    loaded = load_enterprises(duckdb.connect(), given, RULES, DAY, Diagnostics())
    assert loaded.apart_rows() == [3]
    without, _ = replace(given, about=False, cells=HeldCells()).opened(RULES, DAY, Diagnostics())
    assert ("revenue", 2022) not in without.profile(without.table.rows[0], Diagnostics()).facts


@pytest.mark.parametrize(
    ("answer", "about", "nought"),
    [
        ("是", True, True),
        ("1", False, True),
        ("2", True, False),
        ("否", False, False),
        ("", False, False),
        ("看情况", False, False),
    ],
)
def test_kinds_of_cells_are_asked_about_at_once(
    tmp_path: Path, answer: str, about: bool, nought: bool
) -> None:
    """Each is read so unless its number is written; nothing is without an answer."""
    path = tmp_path / "台账.csv"
    head = "企业名称,注册地,2022年营业收入（万元）,2022年研发费用加计扣除额（万元）"
    rows = ("示例一厂,聊城市,约3000,200", "示例二厂,聊城市,2000,没报")
    path.write_text("\n".join((head, *rows)), encoding="utf-8")
    told, asked = answered_by(
        GivenTable(file=path), lambda text: answer if "这几样格" in text else ""
    )
    (question,) = {text.removeprefix("再") for text in asked if "这几样格" in text}
    assert "约3000" in question.splitlines()[1]
    assert "没报" in question.splitlines()[2]
    assert (told.about, told.none_is_nought) == (about, nought)


def test_whether_none_is_nought_is_asked(tmp_path: Path) -> None:
    """Of figures of the enterprise alone; read alike one by one and in a database."""
    path = tmp_path / "t.csv"
    head = "企业名称,注册地,2025年研发投入（财务报告口径）（万元）,2025年从业人员,技改投资（万元）"
    rows = ("示例1,聊城市,无,没有,无", "示例2,聊城市,30,无,500", "示例3,聊城市,—,12,")
    path.write_text("\n".join((head, *rows)), encoding="utf-8")
    given = GivenTable(
        file=path, columns=("技术改造项目：完成投资=技改投资（万元）",), lenient=True
    )
    told, asked = answered_by(given, lambda text: "是" if "“无”" in text else "")
    (one,) = (text for text in asked if "“无”" in text)
    assert one.startswith("3 格")
    assert told.none_is_nought
    keys = [("rd_expense_reported", 2025), ("employees", 2025)]
    for own, wanted in (
        (given, [(None, None), (300000, None), (None, 12)]),
        (told, [(0, 0), (300000, 0), (None, 12)]),
    ):
        opened, _ = replace(own, cells=HeldCells()).opened(RULES, DAY, Diagnostics())
        found = []
        for row in opened.table.rows:
            facts = opened.profile(row, Diagnostics()).facts
            values = [facts[key].value if key in facts else None for key in keys]
            found.append(tuple(one.low if isinstance(one, Interval) else one for one in values))
        assert found == wanted
        loaded = load_enterprises(duckdb.connect(), own, RULES, DAY, Diagnostics())
        assert loaded.apart_rows() == ([2, 3] if own is given else [])


def test_whether_no_says_that_there_is_no_such_year_is_asked(tmp_path: Path) -> None:
    """Who was above scale and is no more says no, too: of whom a cell tells it, it is not taken
    for never, whatever is said of the others.  Alike in a database.
    """
    path = tmp_path / "t.csv"
    cells = ("否", "2024", "是", "否（差一点）", "不是", "否（2022退规）", "没有，原来是")
    rows = (f"示例企业{place},聊城市,{cell}" for place, cell in enumerate(cells))
    path.write_text("\n".join(("企业名称,注册地,规上", *rows)), encoding="utf-8")
    given = GivenTable(file=path, columns=("首次升规纳统年份=规上",), lenient=True)
    told, asked = answered_by(given, lambda text: "是" if "从来没有过" in text else "")
    (one,) = (text for text in asked if "从来没有过" in text)
    assert one.startswith("3 格")
    assert told.no_is_never
    for own, no in ((given, None), (told, NOT_APPLICABLE)):
        opened, _ = replace(own, cells=HeldCells()).opened(RULES, DAY, Diagnostics())
        key, found = ("statistics_entry_year", None), []
        for row in opened.table.rows:
            facts = opened.profile(row, Diagnostics()).facts
            found.append(facts[key].value if key in facts else None)
        assert found == [no, exactly(Decimal(2024)), None, no, no, None, None]
        loaded = load_enterprises(duckdb.connect(), own, RULES, DAY, Diagnostics())
        assert not loaded.apart_rows()


@pytest.mark.parametrize(
    ("said", "told"),
    [("都是", True), ("没错", True), ("对的", True), ("不对", False), ("不", False)],
)
def test_a_question_is_answered_as_people_answer(tmp_path: Path, said: str, told: bool) -> None:
    """都对吗 was asked, and 都是 not understood; in a cell it says neither."""
    path = tmp_path / "台账.csv"
    head = "企业名称,注册地,2025年营业收入（万元）"
    path.write_text(f"{head}\n示例企业一,聊城市,约800\n示例企业二,聊城市,900", encoding="utf-8")
    given = GivenTable(file=path)
    about, asked = answered_by(given, lambda text: said if "约数" in text else "", date(2026, 1, 1))
    assert about.about is told
    assert not any(text.startswith("再") for text in asked)


def test_a_sheet_that_is_not_there_is_answered_by_those_that_are(tmp_path: Path) -> None:
    """没有这张工作表 left nothing to go on with."""
    path = tmp_path / "台账.xlsx"
    book = xlsxwriter.Workbook(str(path))
    for name in ("包联企业", "走访记录"):
        book.add_worksheet(name).write(0, 0, "企业名称")
    book.close()
    found = Diagnostics()
    assert read_cells(path, found, "企业表") is None
    (fault,) = found.items
    assert fault.code == "T105"
    assert "包联企业、走访记录" in str(fault.remedy)


def test_which_columns_tell_revenue_is_asked_where_none_is_recognised(tmp_path: Path) -> None:
    """Ten of thirty led a list with a share of their research, and were refused by what stood
    beside it under a name of her own: 25年开票.
    """
    path = tmp_path / "台账.csv"
    head = "序号,企业名称,注册地,24年进账,25年进账,今年1-10月进账,联系电话,用地（亩）,镇街"
    rows = (
        "1,示例甲公司,聊城市,4350,5120,4480,13800000001,12,某镇",
        "2,示例乙公司,聊城市,1.2亿,约1900,,13800000002,,",
    )
    path.write_text("\n".join((head, *rows)), encoding="utf-8")
    day = date(2026, 11, 29)
    asked: list[str] = []

    def reply(question: str) -> str:
        asked.append(question)
        # One year has one column: the first answer is asked again.
        again = sum("营业收入" in one for one in asked)
        return (
            ("2、3" if again == 1 else "1、2") if "没有认出哪几列写着营业收入" in question else ""
        )

    told, _ = answered_by(GivenTable(file=path), reply, day)
    (question,) = {one for one in asked if "没有认出哪几列" in one}
    lines = question.split("\n")[1:]
    assert [line.split("（写的如")[0].strip() for line in lines] == [
        "1 “24年进账”",
        # What is counted in 亩 is no money.
        "2 “25年进账”",
    ]
    both = ("2024年营业收入=24年进账", "2025年营业收入=25年进账")
    assert told.columns == both
    for answer, columns in (("是", both), ("2", both[1:]), ("否", ()), ("", ())):

        def said(text: str, answer: str = answer) -> str:
            return answer if "没有认出哪几列" in text else ""

        assert answered_by(GivenTable(file=path), said, day)[0].columns == columns
    # Where a column tells it, or what it was invoiced for, nobody is asked.
    for own in ("25年营业收入（万元）", "25年开票"):
        path.write_text("\n".join((head.replace("25年进账", own), *rows)), encoding="utf-8")
        _, others = answered_by(GivenTable(file=path), lambda _: "是", day)
        assert not any("没有认出哪几列" in one for one in others)
    # Nothing that stands in a cell is told where that is left out.
    path.write_text("\n".join((head, *rows)), encoding="utf-8")
    _, discreet = answered_by(GivenTable(file=path, redact=True), lambda _: "", day)
    assert not any("5120" in one for one in discreet)


def test_a_part_of_a_year_is_no_year(tmp_path: Path) -> None:
    """今年1-10月开票 is no revenue of 2026."""
    path = tmp_path / "台账.csv"
    path.write_text("企业名称,今年1-10月开票\n示例甲公司,4480\n", encoding="utf-8")
    _, asked = answered_by(GivenTable(file=path), lambda _: "", date(2026, 11, 29))
    # In which unit it is matters all the same: who is near the line is told by it.
    assert not any("开票" in one for one in asked if "单位" not in one)


def test_an_amount_that_a_column_alone_does_not_give_is_not_promised(tmp_path: Path) -> None:
    """可加计扣除的研发费用 was said to give the amount of two measures, and gave none: what it is
    deducted from is told by no column.
    """
    path = tmp_path / "台账.csv"
    head = "企业名称,2025年营业收入(万),2025年研发费(万)"
    path.write_text(f"{head}\n示例甲公司,9000,1420\n示例乙公司,900,60\n", encoding="utf-8")
    _, asked = answered_by(GivenTable(file=path), lambda text: "", date(2026, 11, 30))
    (question,) = (text for text in asked if "是哪一个" in text)
    spent, _, deducted, _ = question.splitlines()[1:]
    assert "算企业研究开发财政补助的金额，" in spent
    assert "算优秀研发机构补贴、市研发补助的金额（还要别的列）" in deducted


def test_what_a_choice_leads_to_stands_beside_it(tmp_path: Path) -> None:
    """She took production equipment, by which nothing is paid here, and no amount came out."""
    path = tmp_path / "台账.csv"
    rows = ("示例甲公司,1420", "示例乙公司,", "示例丙公司,860（二期）")
    path.write_text("\n".join(("企业名称,设备(万)", *rows)), encoding="utf-8")
    _, asked = answered_by(GivenTable(file=path), lambda text: "", date(2026, 11, 30))
    (question,) = (text for text in asked if "是哪一个" in text)
    lines = [line for line in question.splitlines() if "技术改造项目：" in line]
    names = (line.split("技术改造项目：")[1].split("；")[0] for line in lines)
    by_name = {name.split("（")[0]: line for name, line in zip(names, lines, strict=True)}
    paid = "技术改造设备奖补、智能化设备购置支持"
    most, exact = (one for one in question.splitlines() if "经第三方审核" in one)
    assert most.endswith(f"；1 户：给{paid}的金额封顶")
    assert exact.endswith(f"；1 户：算{paid}的金额")
    weak = "；只有比照别处文件的条件用到它，算不出金额"
    assert by_name["生产性设备投资额"].endswith(weak)
    # The whole bounds its part; the condition is that of the document of 2025.
    assert f"给{paid}的金额封顶" in by_name["完成投资"]
    assert by_name["完成投资"].endswith("看技改奖补（2025年）的条件")


def test_for_which_measures_a_fact_is_asked() -> None:
    """By what is paid, by what bounds it, by a condition; what is over, and what only another
    place's document asks for, is none of them.
    """
    day = date(2026, 11, 30)

    def names(name: str, as_of: date = day) -> list[list[str]]:
        return [[one.id for one in part] for part in measures_served(RULES, name, as_of)]

    assert names("statistics_entry_year") == [[], [], ["above-scale-reward"]]
    assert names("high_technology_rd_expense")[:2] == [[], []]
    assert names("renovation_projects.productive_equipment") == [[], [], []]
    over = RULES.measures["rd-subsidy-2025"].in_force.possible[1]
    assert over == date(2026, 12, 31)
    assert "rd-subsidy-2025" in names("rd_expense_reported", over)[0]
    assert "rd-subsidy-2025" not in names("rd_expense_reported", over + timedelta(days=1))[0]
