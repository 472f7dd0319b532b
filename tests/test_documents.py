"""Bad input under ``--json``, and the versions of the forms."""

from __future__ import annotations

import json
import re
import subprocess
import sys

import pytest

from tests.commands import huiqi
from tests.test_cli import EXAMPLE


@pytest.mark.parametrize(
    ("command", "code"),
    [
        (["check", "nowhere.yaml"], "Y113"),
        (["check", "EXAMPLE", "no-such-measure"], "C107"),
        (["compute", "EXAMPLE", "no_such_fact"], "C103"),
        (["ladder", "EXAMPLE", "--as-of", "2023-02-30"], "C102"),
        (["rules", "show", "no-such-rule"], "C107"),
        (["fund", "nowhere.csv"], "Y113"),
        (["penalty", "nowhere.yaml"], "Y113"),
        (["diff", "nowhere", "nowhere"], ""),
    ],
    ids=lambda value: value if isinstance(value, str) else " ".join(value),
)
def test_bad_input_is_a_document_too(command: list[str], code: str) -> None:
    """With --json: the code, the place, what is allowed; the words on standard error stay."""
    words = [EXAMPLE if word == "EXAMPLE" else word for word in command]
    done = huiqi(*words, "--json")
    assert done.returncode == 2
    content = json.loads(done.stdout)
    assert content["format"] == {"kind": "errors", "version": 1}
    (error, *_) = content["errors"]
    assert code in ("", error["code"])
    assert set(error) == {
        "code", "severity", "place", "message", "found", "allowed", "nearest", "remedy",
    }  # fmt: skip
    assert error["code"] in done.stderr
    plain = huiqi(*words)
    assert plain.returncode == 2
    assert plain.stdout == ""
    assert plain.stderr == done.stderr


@pytest.mark.parametrize(
    "words",
    [["check"], ["check", EXAMPLE, "--wrong"], ["frobnicate"], ["rules"], ["compute", EXAMPLE]],
    ids=" ".join,
)
def test_bad_usage_is_a_document_too(words: list[str]) -> None:
    """With --json, beside the same words on standard error as without."""
    done = huiqi(*words, "--json")
    assert done.returncode == 2
    content = json.loads(done.stdout)
    (error,) = content["errors"]
    assert error["code"] == "C100"
    assert error["message"] in done.stderr
    assert "--help" in error["remedy"]


@pytest.mark.parametrize(
    ("words", "said", "found"),
    [
        (["check", EXAMPLE, "--wrong"], "没有这个选项", "--wrong"),
        (["frobnicate"], "没有这个命令", "frobnicate"),
        (["rules", "shwo"], "没有这个命令", "shwo"),
        (["check"], "没有写 PROFILE", "check"),
        (["check", EXAMPLE, "a", "b"], "多写了这些", "b"),
        (["check", EXAMPLE, "--as-of"], "--as-of 后面要写值", ""),
        (["check", EXAMPLE, "--full=3"], "--full 后面不写值", ""),
        (["screen", EXAMPLE, "--year", "3"], "--year 不能小于 1949", ""),
        (["screen", EXAMPLE, "--year", "3000"], "--year 不能大于 2100", ""),
        (["screen", EXAMPLE, "--year", "abc"], "--year 要写整数", ""),
    ],
    ids=str,
)
def test_bad_usage_is_told_in_the_language_in_force(
    words: list[str], said: str, found: str
) -> None:
    """Not in that of the library that reads the words."""
    done = huiqi(*words)
    assert done.returncode == 2
    assert done.stdout == ""
    assert f"{said}（C100）\n" in done.stderr
    assert found in done.stderr
    assert "用法有误" not in done.stderr
    in_english = huiqi("--lang", "en", *words)
    assert in_english.returncode == 2
    assert not re.search("[\u3400-\u9fff]", in_english.stderr.replace("词语…", ""))


def test_help_stays_help() -> None:
    """Whatever stands beside it."""
    done = huiqi("check", "--help", "--json")
    assert done.returncode == 0
    assert done.stdout == huiqi("check", "--help").stdout


def test_a_defect_of_ours_is_a_document_too() -> None:
    """Whoever reads JSON is told that there is no answer."""
    program = f"""
import sys
from huiqi.cli import main
import huiqi.engine
def fails(*given, **more): raise ZeroDivisionError("a defect")
huiqi.engine.Engine.check = fails
sys.argv[1:] = ["check", {EXAMPLE!r}, "--json"]
main()
"""
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True)
    assert done.returncode == 2
    (error,) = json.loads(done.stdout)["errors"]
    assert error["code"] == "C199"
    assert "a defect" in error["message"]
    assert "C199" in done.stderr


def test_the_versions_of_the_forms_are_told() -> None:
    """Of rulebook, profile and result."""
    said = huiqi("--version").stdout
    assert said.startswith("huiqi ")
    assert "规则库 1" in said
    assert "画像 1" in said
    assert "结果 1" in said
