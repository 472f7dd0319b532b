"""``huiqi sql``: what is printed is one query that runs, and says what it needs."""

from __future__ import annotations

import importlib.util
import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

import duckdb
import psycopg
import pytest
import sqlglot
from typer.testing import CliRunner

from huiqi.city import GivenTable, query_for
from huiqi.cli.commands import application
from huiqi.diagnostics import InputError
from huiqi.report.phrases import Phrases
from huiqi.report.query_text import query_text
from huiqi.rulebook.text import Text
from tests.screening.typed_tables import whole_numbers
from tests.titles import RULES

AS_OF = date(2023, 6, 20)
HOSTILE = "x'); DROP TABLE enterprises; --\n\r\u2028\"`DELETE FROM enterprises; /* */"


def sql(*arguments: str) -> str:
    """What the command prints."""
    done = CliRunner().invoke(application(), ["sql", "--as-of", "2023-06-20", *arguments])
    assert done.exit_code == 0, done.output
    return done.stdout


def statements(text: str) -> list[str]:
    """What a database would run of it: the lines that are no comments."""
    return [line for line in text.split("\n") if line and not line.startswith("--")]


def told_tables(text: str) -> dict[str, str]:
    """The tables that the comments tell of, each with the columns as it is made."""
    found = re.findall(r"^-- 表 (\w+)：.*\n((?:--   .*\n)+)", text, re.MULTILINE)
    kinds = re.compile(r"^--   (\S+) (BIGINT|BOOLEAN|TEXT)", re.MULTILINE)
    columns = {name: kinds.findall(told) for name, told in found}
    return {
        name: ", ".join(f'"{column}" {kind}' for column, kind in own)
        for name, own in columns.items()
    }


def run(text: str, rows: Mapping[str, Sequence[Mapping[str, object]]]) -> list[dict[str, object]]:
    """What DuckDB gives, of tables made as the comments say."""
    connection = duckdb.connect(config={"threads": 1})
    for name, defined in told_tables(text).items():
        connection.execute(f'CREATE TABLE "{name}" ({defined})')
        for row in rows.get(name, ()):
            keys = ", ".join(f'"{key}"' for key in row)
            places = ", ".join("?" * len(row))
            connection.execute(f'INSERT INTO "{name}" ({keys}) VALUES ({places})', [*row.values()])
    (faster,) = re.findall(r"SET disabled_optimizers = .*", text)
    known = {name for (name, *_) in connection.execute("FROM duckdb_optimizers()").fetchall()}
    if set(re.findall(r"\w+_\w+", faster.partition("=")[2])) <= known:
        connection.execute(faster)
    else:
        # As it says beside it.
        assert duckdb.__version__.startswith("1.")
    answer = connection.execute(text)
    names = [column[0] for column in answer.description or ()]
    return [dict(zip(names, row, strict=True)) for row in answer.fetchall()]


def test_it_runs_over_the_tables_that_it_tells_of() -> None:
    """One enterprise has a product in the national directory, one has a product that is in none,
    one has no product; the numbers are those of the comments.
    """
    query = query_for(RULES, AS_OF, "duckdb", measures=["first-set"])
    # Of 10 January 2023; it was not paid for before.
    product = {"name": "甲", "recognised_on": 19367, "rewarded_before": False}
    products: list[dict[str, object]] = [
        {"row": 1, "record": 1, "list": 0, **product},
        {"row": 2, "record": 2, "list": 2, **product},
    ]
    rows: list[dict[str, object]] = [{"row": row} for row in (1, 2, 3)]
    text = query_text(query, Phrases(RULES))
    assert [*told_tables(text)] == [table.name for table in query.tables]
    found = run(text, {"enterprises": rows, "first_set_products": products})
    statuses = {row["row"]: row["first-set.status"] for row in found if not row["apart"]}
    assert statuses == {1: 2, 2: 1, 3: 1}
    assert "0=符合，1=不符合，2=尚不能确定" in text


def test_the_whole_rulebook_runs_as_it_is_printed(postgresql: str) -> None:
    """On DuckDB and on PostgreSQL, alike, of one of which little is known."""
    known: dict[str, object] = {"row": 1, "registered_in_liaocheng": True, "employees.2022": 301}
    (found,) = run(sql(), {"enterprises": [known]})
    text = sql("--dialect", "postgres")
    with psycopg.connect(postgresql) as server:
        for name, defined in told_tables(text).items():
            server.execute(f'CREATE TEMPORARY TABLE "{name}" ({defined})'.encode())
        keys = ", ".join(f'"{key}"' for key in known)
        server.execute(f"INSERT INTO enterprises ({keys}) VALUES (1, true, 301)".encode())
        answer = server.execute(text.encode())
        names = [column.name for column in answer.description or ()]
        (row,) = whole_numbers(answer.fetchall())
    assert dict(zip(names, row, strict=True)) == found
    assert {name.partition(".")[0] for name in names} > {one.id for one in RULES.supports}


@pytest.mark.parametrize("dialect", ["duckdb", "spark", "postgres", "PostgreSQL", "bigquery"])
def test_it_is_one_statement_of_the_dialect(dialect: str) -> None:
    """And what no test runs on a server is printed as such."""
    text = sql("--dialect", dialect, "--measure", "first-set")
    (statement,) = statements(text)
    read = {"PostgreSQL": "postgres"}.get(dialect, dialect)
    assert len(sqlglot.parse(statement, read=read)) == 1
    assert ("not tested" in text) is (dialect == "bigquery")
    assert f"SQL 方言 {read}" in text
    assert RULES.sha256[:12] in text
    assert "2023-06-20" in text


def test_without_a_table_it_has_the_years_that_the_rules_read() -> None:
    """And of a list, all that is said of it; each in its unit."""
    text = sql("--measure", "rd-institution-subsidy", "--lang", "zh")
    assert re.search(r"total_income\.2022 BIGINT  收入总额.*2022 年；分；0 ～", text)
    assert "total_income.2021" not in text
    assert re.search(r"rd_institution_rating BIGINT .*0=优秀，1=良好", text)
    assert "表 rd_projects：研发项目，一条一行；表里没有的就没有" in text


def test_of_a_table_it_has_the_columns_that_it_has(tmp_path: Path) -> None:
    """No others; a hostile head or cell is nowhere in it."""
    table = tmp_path / "t.csv"
    head = f'企业名称,2022年从业人员,注册地在聊城市,"{HOSTILE.splitlines()[0]}"\n'
    table.write_text(f"{head}示例企业,12,是,x\n示例企业二,{'DROP'},否,y\n", encoding="utf-8")
    given = GivenTable(file=table)
    query = query_for(RULES, AS_OF, "duckdb", table=given, detail="whole")
    (enterprises,) = query.tables
    names = {column.name for column in enterprises.columns}
    assert names == {"employees.2022", "registered_in_liaocheng"}
    # It is run on other rows, too, and whoever runs it need not know what stands in these.
    (employees,) = (one for one in enterprises.columns if one.name == "employees.2022")
    assert (employees.low, employees.high, employees.nullable) == (0, 10**9, True)
    text = query_text(query, Phrases(RULES))
    assert "DROP" not in text
    assert len(statements(text)) == 1


def test_columns_that_tell_of_a_record_are_those_of_its_list(tmp_path: Path) -> None:
    """And one of the enterprises says of whom they do not tell all."""
    table = tmp_path / "台账.csv"
    lines = "企业名称,技改投资（万元）,完工\n示例一厂,2350,2025-05-01\n示例二厂,未知,未知\n"
    table.write_text(lines, encoding="utf-8")
    columns = ("技术改造项目：完成投资=技改投资（万元）", "技术改造项目：竣工投产日期=完工")
    named = [word for column in columns for word in ("--column", column)]
    text = sql(str(table), *named, "--whole", "技术改造项目", "--measure", "renovation-2025")
    tables = told_tables(text)
    assert "renovation_projects.open" in tables["enterprises"]
    assert "还可能有表里没有的" in text
    assert '"total_investment" BIGINT' in tables["renovation_projects"]


def test_a_hostile_label_is_a_comment() -> None:
    """Whatever line a text of the rules would begin, nothing of it is run."""
    query = query_for(RULES, AS_OF, "duckdb", measures=["first-set"])
    (enterprises, *others) = query.tables
    column = enterprises.columns[0]
    declared = replace(column.declared, label=Text(zh=HOSTILE, en=HOSTILE))
    columns = [replace(column, declared=declared), *enterprises.columns[1:]]
    hostile = replace(query, tables=[replace(enterprises, columns=columns), *others])
    text = query_text(hostile, Phrases(RULES))
    assert "DELETE FROM" in text
    assert statements(text) == [f"{query.text};"]


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (["--dialect", "postgress"], "D103", "是否想写：postgres"),
        (["--dialect", HOSTILE], "D103", "没有这种 SQL 方言"),
        (["--detail", "figure"], "D104", "是否想写：figures"),
        (["--measure", HOSTILE], "C107", "没有这项措施"),
    ],
)
def test_what_is_not_there_is_told(arguments: list[str], code: str, said: str) -> None:
    """With the nearest spelling."""
    done = CliRunner().invoke(application(), ["sql", *arguments])
    assert done.exit_code == 2
    assert code in done.stderr
    assert said in done.stderr
    assert done.stdout == ""


def test_without_sqlglot_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    """DuckDB is not needed where no table is given."""
    find = importlib.util.find_spec
    gone = {"sqlglot"}
    monkeypatch.setattr(
        importlib.util, "find_spec", lambda name: None if name in gone else find(name)
    )
    with pytest.raises(InputError) as told:
        query_for(RULES, AS_OF, "duckdb")
    assert [(one.code, one.remedy) for one in told.value.diagnostics] == [
        ("D100", "pip install 'huiqi[screen]'")
    ]
    gone.clear()
    gone.add("duckdb")
    assert query_for(RULES, AS_OF, "duckdb", measures=["first-set"]).tested
