"""Where durable-rules is absent every command answers as with it, and says what was not compared.

The package is hidden from every process, the worker's too.  ``make test-without-durable`` runs
the whole suite where it was never installed.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
from pathlib import Path

import pytest

from huiqi.inference import Reason
from huiqi.report.wording import comparison
from huiqi.rulebook.text import Text
from huiqi.sentences import bilingual
from tests.commands import huiqi
from tests.files.test_streams import COMMANDS, EXAMPLE

DAY = ["--as-of", "2023-06-20"]
ACT = """\
incident:
  what: 食品生产者未悬挂食品生产许可证
  domain: 市场监管
  committed_on: 2025-03-01
  found_on: 2025-03-01
items: [shandong-2021-3]
history: []
"""
#: What compares with the network; `ACT` is put in the file that stands for the incident.
COMPARING = {
    "check": ["check", EXAMPLE, *DAY],
    "estimate": ["estimate", EXAMPLE, *DAY],
    "ladder": ["ladder", EXAMPLE, *DAY],
    "test": ["test", "cases/measures/quality-award.yaml", "cases/penalty/tax.yaml"],
    "penalty": ["penalty", "ACT", "--as-of", "2025-06-01"],
}
#: What works with the evaluator alone, or with nothing but the rules.
OTHER = {
    **{name: words for name, words in COMMANDS.items() if name not in COMPARING},
    "show": ["rules", "show", "quality-award"],
    "guide": ["rules", "guide", "quality-award"],
    "questions": ["rules", "questions", "--with", EXAMPLE],
    "answers": ["rules", "answers", "nothing.xlsx"],
    "import": ["penalty", "import", "nothing.csv"],
    "undo": ["penalty", "undo", "--lists", "/nonexistent/lists"],
    "template": ["penalty", "template"],
    "form": ["template", "-o", "FORM"],
    "entry": ["rules", "form", "小升规", "-o", "ENTRY"],
    "screen": ["screen", "cases/examples/enterprise-table.csv", "--as-of", "2026-11-20"],
    "sql": ["sql", "--dialect", "postgres", "--measure", "小升规奖励"],
    "copy": ["rules", "copy", "COPY"],
    "adopt": ["rules", "adopt", "nothing.xlsx"],
    # It answers until it is told to stop; its pages have tests of their own.
    "serve": ["serve", "--help"],
    # What these two answer is what `check` answers.
    "ask": ["ask", "--help"],
    "replay": ["replay", "--help"],
}
#: The comparison, in the answer.
LINE = re.compile(r"^(没有与推理网络比对|推理网络与求值器在 \d+ 个节点上).*$", re.MULTILINE)

ROOT = Path(__file__).resolve().parents[1]


@pytest.fixture
def hidden(tmp_path: Path) -> dict[str, str]:
    """An environment in which durable-rules cannot be imported by any process."""
    folder = tmp_path / "hiding"
    folder.mkdir()
    (folder / "durable.py").write_text("raise ModuleNotFoundError(\"No module named 'durable'\")\n")
    return {"PYTHONPATH": os.pathsep.join([str(folder), os.environ.get("PYTHONPATH", "")])}


def run(
    words: list[str], folder: Path, environment: dict[str, str], *more: str
) -> subprocess.CompletedProcess[str]:
    """The command, its lines as wide as they are long."""
    act = folder / "act.yaml"
    act.write_text(ACT, encoding="utf-8")
    paths = {"ACT": str(act), "FORM": str(folder / "form.yaml")}
    paths |= {"ENTRY": str(folder / "entry.xlsx"), "COPY": str(folder / "copy")}
    words = [paths.get(word, word) for word in words]
    done = huiqi(*words, *more, environment={"COLUMNS": "400", **environment}, timeout=600)
    assert "Traceback" not in done.stderr
    return done


def test_every_command_is_here(tmp_path: Path) -> None:
    """A new one has to say whether it compares."""
    listed = set()
    for group in ([], ["penalty"], ["rules"]):
        page = huiqi(*group, "--help", environment={"COLUMNS": "200"}).stdout
        names = re.findall(r"^  ([a-z]+)  ", page.split("Commands:")[1], re.MULTILINE)
        listed |= {(*group, name) for name in names}
    tried = [*COMPARING.values(), *OTHER.values()]
    assert {name for name in listed if len(name) == 2} <= {tuple(words[:2]) for words in tried}
    assert {name[0] for name in listed} <= {words[0] for words in tried}


@pytest.mark.parametrize("command", COMPARING)
def test_the_evaluator_answers_and_it_is_said(
    command: str, tmp_path: Path, hidden: dict[str, str]
) -> None:
    """In one line of standard error, in the answer and in its JSON, with the remedy."""
    words = COMPARING[command]
    done = run(words, tmp_path, hidden)
    assert done.returncode == 0, done.stderr
    (line,) = [line for line in done.stderr.splitlines() if "I101" in line]
    assert line.startswith("提醒 ")
    assert line.endswith("（I101）")
    assert "pip install --force-reinstall" in line
    (said,) = [line for line in done.stdout.splitlines() if line.startswith("没有与推理网络比对")]
    assert "No module named 'durable'" in said
    assert "pip install --force-reinstall" in said
    done = run(words, tmp_path, hidden, "--json", "--lang", "en")
    (line,) = [line for line in done.stderr.splitlines() if "I101" in line]
    assert line.startswith("note ")
    assert line.endswith("(I101)")
    assert "pip install --force-reinstall" in line
    inference = json.loads(done.stdout)["inference"]
    assert inference["checked"] == 0
    assert "无法导入" in inference["note"]["zh"]
    assert "cannot be imported" in inference["note"]["en"]
    assert "pip install --force-reinstall" in inference["note"]["remedy"]


def test_what_was_compared_in_part_is_told_from_what_was_not() -> None:
    """The network may end in the middle of a decision."""
    ended = Reason(bilingual(Text(zh="结束了", en="it ended")), "begin anew")
    assert comparison(0, ended, "zh") == (
        "没有与推理网络比对，结论只出自求值器：结束了；办法：begin anew"
    )
    assert comparison(7, ended, "zh").startswith("推理网络只比对了 7 个节点，其余")
    assert comparison(0, ended, "en") == (
        "not compared with the inference network: it ended.  Remedy: begin anew"
    )
    assert comparison(7, ended, "en").startswith("the inference network was compared on 7 nodes")
    assert "7" in comparison(7, None, "en")


@pytest.mark.few(8)
@pytest.mark.parametrize("command", OTHER)
def test_what_compares_nothing_says_nothing(
    command: str, tmp_path: Path, hidden: dict[str, str]
) -> None:
    """There is nothing that was left out."""
    done = run(OTHER[command], tmp_path, hidden)
    refused = ("adopt", "answers", "import", "undo")
    assert done.returncode == (2 if command in refused else 0), done.stderr
    assert "I101" not in done.stderr
    assert "推理网络" not in done.stdout


def _without(text: str) -> list[str]:
    """The lines but for that one."""
    return [line for line in text.splitlines() if not LINE.match(line)]


@pytest.mark.network
@pytest.mark.parametrize("command", COMPARING)
def test_the_verdicts_stand(command: str, tmp_path: Path, hidden: dict[str, str]) -> None:
    """The same to the letter, but for the one line, which a page has only where it was not
    compared.
    """
    # So wide that it is one line, and that no page has to be shortened for it.
    beside = run(COMPARING[command], tmp_path, {"COLUMNS": "4000"})
    alone = run(COMPARING[command], tmp_path, {**hidden, "COLUMNS": "4000"})
    assert "I101" not in beside.stderr
    assert len(LINE.findall(alone.stdout)) == 1
    agreed = LINE.findall(beside.stdout)
    assert len(agreed) == (command == "test")
    assert _without(alone.stdout) == _without(beside.stdout)
    assert alone.returncode == beside.returncode


def test_a_case_that_fails_still_ends_with_1(tmp_path: Path, hidden: dict[str, str]) -> None:
    """What was not compared changes no status, neither for the better nor for the worse."""
    case = tmp_path / "case.yaml"
    text = (Path(EXAMPLE).parents[1] / "measures" / "quality-award.yaml").read_text("utf-8")
    case.write_text(text.replace("status: qualifies", "status: not_in_force", 1), encoding="utf-8")
    done = run(["test", str(case)], tmp_path, hidden)
    assert done.returncode == 1
    assert "✗" in done.stdout
    assert done.stderr.count("I101") == 1


@pytest.mark.few(0)
def test_all_cases_of_the_rules_pass(tmp_path: Path, hidden: dict[str, str]) -> None:
    """Every title and penalty; `make test-without-durable` runs the others too."""
    cases = [str(ROOT / "cases" / name) for name in ("titles", "penalty")]
    content = json.loads(run(["test", *cases], tmp_path, hidden, "--json").stdout)
    assert content["failed"] == []
    assert content["passed"] > 1000
    assert content["inference"]["checked"] == 0
