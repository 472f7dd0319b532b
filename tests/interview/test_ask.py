"""``huiqi ask`` through real pipes: what is typed comes to a file that every command reads."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
import yaml

from tests.commands import huiqi

ROOT = Path(__file__).resolve().parents[2]
HUIQI = [sys.executable, "-m", "huiqi"]
DAY = ["--as-of", "2023-06-20"]


def asked(lines: list[str], *arguments: str | Path) -> subprocess.CompletedProcess[str]:
    """The command with these lines typed, and then the end of input."""
    text = "".join(f"{line}\n" for line in lines)
    return huiqi("ask", *map(str, arguments), *DAY, typed=text)


def facts(path: Path) -> dict[str, object]:
    """What is saved, by the names that people read."""
    found = yaml.safe_load(path.read_text(encoding="utf-8"))["facts"]
    assert isinstance(found, dict)
    return found


def test_answers_are_saved_and_gone_on_with(tmp_path: Path) -> None:
    """The end of input keeps what is there; the next time nothing is asked again."""
    path = tmp_path / "企业.yaml"
    assert asked(["示例企业", "是"], "-o", path).returncode == 0
    # The projects, whatever stands before them.
    skipped = asked(["跳过"] * 40, path).stdout.partition("有哪些技术改造项目")[0].count("第 ")
    done = asked([*["跳过"] * (skipped - 1), "二号车间", "", "是", "2022-05-01", "1260"], path)
    assert done.returncode == 0
    assert "输入到头了" in done.stderr
    assert facts(path) == {
        "注册地在聊城市": "是",
        "技术改造项目": [
            {
                "项目名称": "二号车间",
                "列入省重大技改项目": "是",
                "竣工投产日期": "2022-05-01",
                "经第三方审核的实际设备软件投资额": "1260万元",
            }
        ],
    }
    assert "读到的条件够 省重大技改项目等额贴息" in done.stdout
    assert "政策资格核对" in done.stdout
    again = asked(["不知道", "完"], path)
    assert again.returncode == 0
    assert "注册地是否在聊城市" not in again.stdout
    assert "示例企业" in path.read_text(encoding="utf-8")
    checked = huiqi("check", str(path), *DAY)
    assert checked.returncode == 0


def test_what_is_wrong_is_told_and_asked_again(tmp_path: Path) -> None:
    """With the code and the words with which a file is refused; why, and what each answer does."""
    path = tmp_path / "a.yaml"
    done = asked(["", "?", "也许", "", "b", "v", "", "1", "v", "撤 1", "s", "完"], "-o", path)
    assert done.returncode == 0
    assert "答了怎样" in done.stdout
    assert "P122" in done.stdout
    assert "前面没有问过" in done.stdout
    assert "已经答的" in done.stdout
    assert facts(path) == {}
    nothing = asked(["", "完"], "-o", tmp_path / "b.yaml")
    assert "什么也没有答" in nothing.stderr
    assert not (tmp_path / "b.yaml").exists()


def test_another_file_is_never_written_over(tmp_path: Path) -> None:
    """Unless that is asked for."""
    path = tmp_path / "a.yaml"
    path.write_text("别的\n", encoding="utf-8")
    refused = asked(["", "是"], "-o", path)
    assert refused.returncode == 2
    assert "C121" in refused.stderr
    assert path.read_text(encoding="utf-8") == "别的\n"
    assert asked(["", "是"], "-o", path, "--force").returncode == 0
    assert facts(path) == {"注册地在聊城市": "是"}


@pytest.mark.parametrize("arguments", [[], ["-o", "a.xlsx"], ["没有这一项的措施", "-o", "a.yaml"]])
def test_bad_usage_says_what_to_do(arguments: list[str], tmp_path: Path) -> None:
    """Before anything is asked."""
    words = [*HUIQI, "ask", *arguments]
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "engine")}
    done = subprocess.run(
        words, input="", capture_output=True, text=True, check=False, cwd=tmp_path, env=environment
    )
    assert done.returncode == 2
    assert "办法：" in done.stderr or "可以写：" in done.stderr
    assert "Traceback" not in done.stderr
    assert not list(tmp_path.iterdir())


def test_one_measure_alone(tmp_path: Path) -> None:
    """政策自测: one word that is no file names it."""
    done = asked(["", "完"], "首台套", "-o", tmp_path / "a.yaml")
    assert done.returncode == 0
    assert "看一项" in done.stdout
    assert "第 1 问，大约还有 2 问" in done.stdout


def test_english_is_complete(tmp_path: Path) -> None:
    """The questions and the moves; answers may be in either language."""
    done = asked(["", "yes", "skip", "done"], "-o", tmp_path / "a.yaml", "--lang", "en")
    assert done.returncode == 0
    assert "Why it is asked" in done.stdout
    # Papers go by the names that they bear.
    lines = done.stdout.partition("eligibility check")[0].splitlines()
    said = "".join(line for line in lines if not line.startswith("Where to look"))
    assert not [c for c in said if "\u4e00" <= c <= "\u9fff" and c not in "惠企"]
    assert facts(tmp_path / "a.yaml") == {"注册地在聊城市": "是"}


def test_an_interrupt_keeps_what_was_answered(tmp_path: Path) -> None:
    """And ends with 130."""
    path = tmp_path / "a.yaml"
    words = [*HUIQI, "ask", "-o", str(path), *DAY]
    with subprocess.Popen(
        words, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        assert process.stdin is not None
        process.stdin.write("示例企业\n是\n".encode())
        process.stdin.flush()
        for _ in range(600):
            if path.exists():
                break
            time.sleep(0.1)
        os.kill(process.pid, signal.SIGINT)
        _, errors = process.communicate(timeout=60)
    assert process.returncode == 130
    assert facts(path) == {"注册地在聊城市": "是"}
    assert "Traceback" not in errors.decode()


def projects(path: Path) -> object:
    """What is saved of the list that the next tests fill in."""
    return facts(path).get("技术改造项目")


@pytest.fixture
def listing(tmp_path: Path) -> Path:
    """A file after which the list of projects is the next to be asked, but for what is skipped."""
    path = tmp_path / "a.yaml"
    path.write_text("facts:\n  注册地在聊城市: 是\n", encoding="utf-8")
    return path


def up_to_projects(path: Path) -> list[str]:
    """The lines with which one comes to the question on projects."""
    before = asked(["跳过"] * 40, path).stdout.partition("有哪些技术改造项目")[0]
    return ["跳过"] * (before.count("第 ") - 1)


@pytest.mark.parametrize(
    "line", ["三个项目", "3", "是", "5项", "1200万", "约500万元", "2022年5月", "12%", "2年"]
)
def test_what_names_nothing_is_no_entry_of_a_list(listing: Path, line: str) -> None:
    """It is refused when it is typed, and the list goes on."""
    done = asked([*up_to_projects(listing), line, "二号车间", "", "完"], listing)
    assert "P196" in done.stdout
    assert projects(listing) == [{"项目名称": "二号车间"}]


def test_an_entry_is_checked_when_it_is_typed(listing: Path) -> None:
    """By the rules on lists: the same thing twice is refused at once, and loses nothing."""
    lines = [*up_to_projects(listing), "甲车间", "甲车间", "乙车间", "", "完"]
    done = asked(lines, listing)
    assert done.stdout.index("P126") < done.stdout.index("第 3 条")
    assert "第 1 条是同一条" in done.stdout.replace("与", "")
    assert projects(listing) == [{"项目名称": "甲车间"}, {"项目名称": "乙车间"}]


@pytest.mark.parametrize("word", ["完", None])
def test_what_is_whole_of_a_list_is_kept_whatever_ends_it(listing: Path, word: str | None) -> None:
    """The word for the end, and the end of input: as a list that may have more."""
    lines = [*up_to_projects(listing), "甲车间", *([word] if word else [])]
    done = asked(lines, listing)
    assert projects(listing) == {"至少": [{"项目名称": "甲车间"}]}
    assert "可能不全" in done.stdout


def test_an_interrupt_keeps_the_list_being_entered(listing: Path) -> None:
    """What is whole of it; and ends with 130."""
    lines = [*up_to_projects(listing), "甲车间", "乙车间"]
    words = [*HUIQI, "ask", str(listing), *DAY]
    with subprocess.Popen(
        words, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        process.stdin.write("".join(f"{line}\n" for line in lines).encode())
        process.stdin.flush()
        told = b""
        while "第 3 条".encode() not in told:
            told += os.read(process.stdout.fileno(), 10_000)
        os.kill(process.pid, signal.SIGINT)
        rest, errors = process.communicate(timeout=60)
    assert process.returncode == 130
    assert projects(listing) == {"至少": [{"项目名称": "甲车间"}, {"项目名称": "乙车间"}]}
    assert "可能不全" in rest.decode()
    assert "Traceback" not in errors.decode()


def test_what_was_not_known_is_asked_again(tmp_path: Path) -> None:
    """At the end of what else there is to ask, or when it is wanted; never silently forgotten."""
    path = tmp_path / "a.yaml"
    path.write_text("facts:\n  首台套产品: 未知\n", encoding="utf-8")
    left = asked([], path, "first-set")
    assert "有哪些产品被认定为首台（套）" in left.stdout
    assert facts(path) == {"首台套产品": "未知"}
    now = asked(["再问", "没有"], path, "first-set")
    assert now.stdout.count("第 1 问") == 1
    assert facts(path) == {"首台套产品": []}


def test_taken_up_again_in_between(tmp_path: Path) -> None:
    """By its word, in its turn."""
    path = tmp_path / "a.yaml"
    path.write_text("facts:\n  注册地在聊城市: 未知\n", encoding="utf-8")
    done = asked(["再问", "是", "完"], path)
    assert "有 1 问以前答了不知道" in done.stdout
    assert facts(path) == {"注册地在聊城市": "是"}
