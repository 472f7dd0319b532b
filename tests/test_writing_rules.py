"""The walk for who writes rules, executed as it is written."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
_BLOCK = re.compile(r"(?:`([\w./-]+)`：[^\n]*\n\n)?```(sh|yaml)\n(.*?)```", re.DOTALL)


@pytest.fixture(scope="module")
def steps(tmp_path_factory: pytest.TempPathFactory) -> list[tuple[str, str]]:
    """Every command block of the page with what it printed, run in a copy of the project."""
    folder = tmp_path_factory.mktemp("writing")
    for name in ("rules", "cases"):
        shutil.copytree(ROOT / name, folder / name)
    text = (ROOT / "docs" / "writing-rules.md").read_text(encoding="utf-8")
    environment = {
        **os.environ,
        "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
        "HUIQI_LANG": "zh",
    }
    outputs = []
    for path, kind, content in _BLOCK.findall(text):
        if kind == "yaml":
            target = folder / path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(content, encoding="utf-8")
            continue
        if content.startswith("make "):
            continue
        done = subprocess.run(
            ["bash", "-e", "-c", content],
            cwd=folder,
            env=environment,
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
        )
        assert done.returncode == 0, f"{content}\n{done.stdout}\n{done.stderr}"
        outputs.append((content, done.stdout + done.stderr))
    return outputs


def _output(steps: list[tuple[str, str]], command: str) -> str:
    return next(output for content, output in steps if command in content)


def test_the_edited_figure_changes_the_verdict_and_says_why(steps: list[tuple[str, str]]) -> None:
    """A rating below outstanding does not qualify, and the smallest change is to be outstanding."""
    output = _output(steps, "研发机构评定结果: 良好")
    assert "➚ 差一步  优秀研发机构补贴" in output
    assert "✗ 研发机构被评定为优秀\n    研发机构评定结果 良好\n" in output
    assert "若改变 研发机构评定结果 良好 → 优秀" in output


def test_what_is_not_written_is_unknown(steps: list[tuple[str, str]]) -> None:
    """Without the rating the verdict is open, and the rating is among the questions shown first."""
    output = _output(steps, "/研发机构评定结果/d")
    assert "? 企业研发投入补助" in output
    # That the network is absent takes a line, and with it the last question.
    assert re.search(r"(?m)^ [1-6] .*研发机构.*评", output) or "I101" in output


def test_the_fifth_measure_is_shown_apart(steps: list[tuple[str, str]]) -> None:
    """An assumed source decides nothing, and its illustration is printed as a reference."""
    output = _output(steps, "rules show jobs-reward")
    assert "! 待问部门  稳岗奖励（示例）" in output
    assert "如按参照依据计：符合，16.8万元" in output


def test_a_misspelt_fact_is_named_with_its_place(steps: list[tuple[str, str]]) -> None:
    """The fault names file, line, column and the nearest spelling."""
    output = _output(steps, "从业入员")
    assert re.search(r"jobs-reward\.yaml:12:11: 错误 .*（E103）$", output, re.M)
    assert "是否想写：从业人员" in output


def test_the_cases_pass(steps: list[tuple[str, str]]) -> None:
    """All four cases of the tutorial are as expected."""
    assert "用例 4 个通过，0 个不符" in _output(steps, "test my-cases")
