"""Every command that prints JSON, with what it is given, in this process."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import xlsxwriter
from typer.testing import CliRunner

from huiqi.cli.commands import application
from tests.adoption.entering import folders
from tests.adoption.filled_sheet import filled
from tests.audit.seeded import BASE, FAULTS, overlaid
from tests.commands import ROOT
from tests.decision.small import rulebook
from tests.inquiry.unknown import written
from tests.penalty.test_cli import CORRECTED, SEVERAL
from tests.penalty.test_import import synthetic, write_csv
from tests.test_cli import EXAMPLE, GAMBOL

DAY = ("--as-of", "2023-06-20")
APPLICANTS = str(ROOT / "cases" / "examples" / "fund-applicants.csv")
ONE = "requires: {{id: k, text: {{zh: 条件, en: clause}}, if: '{}'}}\ngives: {{amount: {}}}\n"
#: Beyond forty records a measure tells them briefly.
MANY = """\
for_each: {t: things}
requires: {all: [{id: worth, text: {zh: 值, en: w}, if: t.worth >= 3元}]}
gives: {amount: t.worth}
"""


def _small(folder: Path) -> list[str]:
    """A check by small rules, of fifty records."""
    rulebook(folder / "rules", m=MANY, n=ONE.format("a >= 0", "1元"))
    listed = "".join(f"    - {{name: 物{n}, worth: {n}元}}\n" for n in range(50))
    path = folder / "many.yaml"
    path.write_text(
        f"enterprise: {{name: 示例企业}}\nfacts:\n  a: 1\n  things:\n{listed}", encoding="utf-8"
    )
    return ["check", str(path), "--rules", str(folder / "rules"), *DAY]


def _sparse(folder: Path) -> list[str]:
    """A check of an enterprise of which next to nothing is known."""
    path = folder / "sparse.yaml"
    path.write_text("enterprise: {name: 示例企业}\nfacts: {}\n", encoding="utf-8")
    return ["check", str(path), *DAY]


def _diff(folder: Path) -> list[str]:
    """Two rulebooks, with an enterprise that gains and a file that cannot be read."""
    rulebook(folder / "one", m=ONE.format("a >= 10", "2 * b"), gone=ONE.format("a >= 1", "1元"))
    rulebook(folder / "other", m=ONE.format("a >= 8", "3 * b"))
    given = folder / "given"
    given.mkdir()
    (given / "p.yaml").write_text(
        "enterprise: {name: 示例企业}\nfacts: {a: 9, b: 5元}\n", encoding="utf-8"
    )
    (given / "q.yaml").write_text("enterprise: {name: 示例企业}\nfacts: {nothing: 9}\n", "utf-8")
    return ["diff", str(folder / "one"), str(folder / "other"), "--table", str(given), *DAY]


def _days(folder: Path) -> list[str]:
    """The same rulebook before and after its measures begin."""
    rulebook(folder / "one", m=ONE.format("a >= 10", "2 * b"))
    return ["diff", "2022-12-31", "2023-01-01", "--rules", str(folder / "one")]


def _answers(folder: Path) -> list[str]:
    """A sheet with an answer to what is not asked."""
    table = folder / "back.xlsx"
    with xlsxwriter.Workbook(table) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ["编号", "答复"])
        sheet.write_row(1, 0, ["2222222", "是"])
    rules = written(folder / "rules")
    return ["rules", "answers", str(table), "--rules", str(rules), *DAY]


def _incident(text: str) -> Callable[[Path], list[str]]:
    def words(folder: Path) -> list[str]:
        path = folder / "act.yaml"
        path.write_text(text, encoding="utf-8")
        return ["penalty", str(path), "--as-of", "2025-06-01"]

    return words


def _screen(folder: Path) -> list[str]:
    """A table of two enterprises, of which one row cannot be read."""
    path = folder / "table.csv"
    path.write_text("企业名称,2022年营业收入\n示例企业甲,3000万元\n示例企业乙,三千\n", "utf-8")
    return ["screen", str(path), *DAY]


def _supposed(folder: Path) -> list[str]:
    """The example table, were the rate of the R&D subsidy another."""
    table = ROOT / "cases" / "examples" / "enterprise-table.csv"
    return ["screen", str(table), "--set", "rd_subsidy_rate=15%", "--by", "服务专员", *DAY]


def _import(folder: Path) -> list[str]:
    table = write_csv(folder / "list.csv", [*synthetic()[:20], ["", "", "", "没有这种结果"]])
    return [
        *("penalty", "import", str(table), "--title", "合成清单（仅供测试）"),
        *("--partial", "--lists", str(folder / "lists")),
    ]


def _no_table(folder: Path) -> list[str]:
    table = folder / "list.csv"
    table.write_text("甲,乙\n1,2\n", encoding="utf-8")
    return ["penalty", "import", str(table), "--dry-run"]


def _undo(folder: Path) -> list[str]:
    said(_import(folder))
    return ["penalty", "undo", "--lists", str(folder / "lists")]


def _adopt(folder: Path) -> list[str]:
    """A filled sheet, shown and not written."""
    rules, _ = folders(folder)
    return ["rules", "adopt", str(filled(folder / "a.xlsx", rules)), "--rules", str(rules), *DAY]


def _failing(folder: Path) -> list[str]:
    """A case that is wrong."""
    rulebook(folder / "rules", m=ONE.format("a >= 10", "2 * b"))
    path = folder / "case.yaml"
    path.write_text(
        "cases:\n- name: 错的\n  from: author\n  as_of: 2023-06-20\n  facts: {a: 9}\n"
        "  expect: {m: {status: qualifies}}\n",
        encoding="utf-8",
    )
    return ["test", str(path), "--rules", str(folder / "rules")]


def _faulty(folder: Path) -> list[str]:
    """Rules with a change that no case notices."""
    rules = overlaid(FAULTS / "A300-2" / "broken", folder / "rules")
    return ["audit", "--rules", str(rules), "--cases", str(rules / "cases"), "--no-proofs"]


def _broken(folder: Path) -> list[str]:
    path = folder / "broken.yaml"
    path.write_text("enterprise: {name: 示例企业\nfacts: [\n", encoding="utf-8")
    return ["check", str(path)]


def _misspelt(folder: Path) -> list[str]:
    path = folder / "misspelt.yaml"
    path.write_text("enterprise: {name: 示例企业}\nfacts: {employee: 3}\n", encoding="utf-8")
    return ["check", str(path)]


def _replayed(folder: Path) -> list[str]:
    """A receipt whose answer on one measure is not what it was."""
    path = folder / "receipt.json"
    said(["check", EXAMPLE, "first-set", "--receipt", str(path), *DAY])
    told = json.loads(path.read_text(encoding="utf-8"))
    told["answers"] = told["answers"][1:]
    path.write_text(json.dumps(told | {"digest": "0" * 64}), encoding="utf-8")
    return ["replay", str(path)]


def _incident_replayed(folder: Path) -> list[str]:
    """A receipt of an incident that says of a rule what it does not do."""
    words, path = _incident(CORRECTED)(folder), folder / "incident-receipt.json"
    said([*words, "--receipt", str(path)])
    told = json.loads(path.read_text(encoding="utf-8"))
    told["answer"]["rules"] |= {"shandong-2021-3": "false", "gone": "true"}
    path.write_text(json.dumps(told), encoding="utf-8")
    return ["replay", str(path)]


def _words(*words: str) -> Callable[[Path], list[str]]:
    return lambda folder: list(words)


#: The kind of document, what it is of, and the words of the command.
COMMANDS: Sequence[tuple[str, str, Callable[[Path], list[str]]]] = (
    ("check", "the complete example", _words("check", EXAMPLE, *DAY)),
    ("check", "one measure", _words("check", EXAMPLE, "first-set", *DAY)),
    ("check", "a real enterprise", _words("check", GAMBOL)),
    ("check", "many records", _small),
    ("check", "nothing known", _sparse),
    (
        "estimate",
        "a parameter supposed",
        _words("estimate", EXAMPLE, *DAY, "--set", "rd_subsidy_cap=500万元"),
    ),
    (
        "questions",
        "of one office",
        _words("rules", "questions", "--to", "聊城市工业和信息化局", *DAY),
    ),
    ("answers", "to what is not asked", _answers),
    ("replay", "an answer that differs", _replayed),
    ("ladder", "a real enterprise", _words("ladder", GAMBOL)),
    ("compute", "the super-deduction", _words("compute", EXAMPLE, "rd_super_deduction", *DAY)),
    ("compute", "a list", _words("compute", EXAMPLE, "rd_projects", *DAY)),
    ("compute", "not known", _words("compute", GAMBOL, "rd_super_deduction", *DAY)),
    ("calendar", "all", _words("calendar", *DAY)),
    ("calendar", "an enterprise", _words("calendar", EXAMPLE, "--year", "2023", *DAY)),
    ("screen", "two rows", _screen),
    ("screen-change", "a table", _supposed),
    ("fund", "with a cap", _words("fund", APPLICANTS, "--cap", "500万元", *DAY)),
    ("fund", "without", _words("fund", APPLICANTS, *DAY)),
    ("penalty", "corrected", _incident(CORRECTED)),
    ("penalty", "several laws", _incident(SEVERAL)),
    ("penalty-replay", "a rule that differs", _incident_replayed),
    ("penalty-find", "food", _words("penalty", "find", "食品 不存在的词")),
    ("penalty-import", "a table", _import),
    ("penalty-undo", "the import", _undo),
    (
        "audit",
        "small rules",
        _words("audit", "--rules", str(BASE), "--cases", str(BASE / "cases"), "--no-proofs"),
    ),
    ("audit", "rules with faults", _faulty),
    ("diff", "two rulebooks", _diff),
    ("diff", "two days", _days),
    ("test", "all as expected", _words("test", str(ROOT / "cases/measures/first-set.yaml"))),
    ("test", "one fails", _failing),
    ("rules", "all", _words("rules", "list")),
    ("facts", "all", _words("rules", "list", "--facts")),
    ("rule", "a measure", _words("rules", "show", "first-set")),
    ("guide", "a measure", _words("rules", "guide", "first-set")),
    ("guide", "a topic", _words("rules", "guide", "becoming-above-scale")),
    ("adoption", "a sheet", _adopt),
    ("errors", "no YAML", _broken),
    ("errors", "an unknown fact", _misspelt),
    ("errors", "an unknown measure", _words("check", EXAMPLE, "no-such-measure")),
    ("errors", "a missing file", _words("penalty", "nowhere.yaml")),
    ("errors", "no list", _no_table),
    ("errors", "no such day", _words("ladder", EXAMPLE, "--as-of", "2023-02-30")),
    ("errors", "no such year", _words("calendar", "--year", "2200", *DAY)),
    ("errors", "no rules there", _words("rules", "list", "--rules", "nowhere")),
)


def said(words: Sequence[str], *more: str) -> Any:
    """The one document on the standard output of a command."""
    return json.loads(CliRunner().invoke(application(words[0]), [*words, "--json", *more]).stdout)
