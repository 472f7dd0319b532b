"""Every command answers in the characters its output has, or says in one line why not."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path

import pytest

from huiqi.files.streams import PLAIN
from tests.thorough import some

ROOT = Path(__file__).resolve().parents[2]
EXAMPLE = "cases/examples/example-complete.yaml"
FUND = "cases/examples/fund-applicants.csv"
COMMANDS = {
    "check": ["check", EXAMPLE, "--as-of", "2023-06-20"],
    "estimate": ["estimate", EXAMPLE, "--as-of", "2023-06-20"],
    "ladder": ["ladder", EXAMPLE, "--as-of", "2023-06-20"],
    "compute": ["compute", EXAMPLE, "size_class", "--as-of", "2023-06-20"],
    "calendar": ["calendar", "--as-of", "2023-06-20"],
    "fund": ["fund", FUND, "--as-of", "2023-06-20"],
    "find": ["penalty", "find", "公示"],
    "list": ["rules", "list"],
    "schema": ["rules", "schema"],
    "test": ["test", "cases/measures/quality-award.yaml"],
    "audit": ["audit", "--explain", "A210"],
    "diff": ["diff", "2023-06-20", "2023-06-21", "--no-proofs"],
    "help": ["--help"],
}


def run(
    command: str, shell: str = '"$@"', **environment: str
) -> subprocess.CompletedProcess[bytes]:
    """The command within a line of the shell that does something to its streams."""
    words = [sys.executable, "-m", "huiqi", *COMMANDS[command]]
    return subprocess.run(
        ["bash", "-c", shell, "bash", *words],
        capture_output=True,
        timeout=120,
        check=False,
        env={**os.environ, "HUIQI_LANG": "zh", **environment},
        cwd=ROOT,
    )


@pytest.mark.few(3)
@pytest.mark.parametrize("command", COMMANDS)
def test_output_that_is_closed_or_full_is_one_line_and_2(command: str) -> None:
    """Never a traceback, and never a success that nobody saw."""
    for shell in ('"$@" >&-', '"$@" >/dev/full'):
        done = run(command, shell)
        said = done.stderr.decode()
        assert done.returncode == 2, said
        assert said.count("C123") == 1, said
        assert "Traceback" not in said
        assert "Exception ignored" not in said


@pytest.mark.few(3)
@pytest.mark.parametrize("command", COMMANDS)
def test_a_reader_that_has_seen_enough_is_no_fault(command: str) -> None:
    """`| head -1` ends with 0 on both sides."""
    done = run(command, '"$@" | head -1; echo "${PIPESTATUS[*]}" >&2')
    assert done.stderr.decode().splitlines()[-1] == "0 0"
    assert b"Traceback" not in done.stderr


@pytest.mark.few(3)
@pytest.mark.parametrize(
    "command", sorted(COMMANDS.keys() - {"help"})
)  # click writes its own as UTF-8
def test_the_answer_is_written_in_the_characters_there_are(command: str) -> None:
    """GBK has neither ✓ nor ✗ and ASCII nothing Chinese: the answer stays, and no ? is made up."""
    plain = run(command, PYTHONIOENCODING="utf-8").stdout.decode()
    for encoding in some(["gbk", "ascii"], 1):
        done = run(command, PYTHONIOENCODING=encoding)
        assert done.returncode == 0, done.stderr.decode("utf-8", "replace")
        shown = done.stdout.decode(encoding)
        assert shown.count("?") == plain.count("?")
        assert len(shown.splitlines()) == len(plain.splitlines())
    assert "√" not in plain


def test_a_mark_becomes_the_one_that_says_the_same() -> None:
    """✓ is √ in GBK and v in ASCII."""
    assert "✗" in run("ladder", PYTHONIOENCODING="utf-8").stdout.decode()
    assert "×" in run("ladder", PYTHONIOENCODING="gbk").stdout.decode("gbk")
    assert "\\u2717" not in run("ladder", PYTHONIOENCODING="ascii").stdout.decode("ascii")


def test_every_symbol_of_our_pages_has_a_plain_one() -> None:
    """Arrows, marks and dashes need no escape in ASCII; only what is Chinese has one."""
    pages = "".join(p.read_text("utf-8") for p in (ROOT / "engine/huiqi/report").rglob("*.py"))
    chinese = re.compile(r"[\u3000-\u303f\u4e00-\u9fff\uff00-\uffef]")
    # Of ‰ no one character says the same: it has its escape.
    symbols = {c for c in pages if not c.isascii() and not chinese.match(c)} - {"‰"}
    assert {"→", "✓", "—"} <= symbols
    assert sorted(c for c in symbols if not any(o.isascii() for o in PLAIN.get(c, ""))) == []


@pytest.mark.few(3)
@pytest.mark.parametrize("columns", ["0", "1", "-3", "abc", "99999999999", "", "200"])
def test_any_width_is_answered(columns: str) -> None:
    """Whatever COLUMNS holds."""
    done = run("check", COLUMNS=columns)
    assert done.returncode == 0, done.stderr.decode()
    assert "示例企业" in done.stdout.decode()


@pytest.mark.parametrize("command", ["check", "diff", "audit"])
def test_ctrl_c_ends_every_command_at_once(command: str, tmp_path: Path) -> None:
    """With 130, without a traceback, whatever it was doing."""
    # So many projects that it has not answered yet.
    projects = [
        f"{{项目名称: 示例项目{n}, 经第三方审核的实际设备软件投资额: {n + 1}万元}}"
        for n in range(1500)
    ]
    profile = tmp_path / "p.yaml"
    text = "enterprise: 示例企业\nfacts:\n  注册地在聊城市: 是\n  技术改造项目:\n"
    profile.write_text(text + "".join(f"    - {one}\n" for one in projects), encoding="utf-8")
    words = {
        "check": ["check", str(profile), "--as-of", "2023-06-20"],
        "diff": ["diff", "2023-06-20", "2026-06-20"],
        "audit": ["audit"],
    }[command]
    running = subprocess.Popen(
        [sys.executable, "-m", "huiqi", *words],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        cwd=ROOT,
        start_new_session=True,
    )
    try:
        time.sleep(1.5 if command == "check" else 5)
        os.killpg(running.pid, signal.SIGINT)
        started = time.monotonic()
        _, said = running.communicate(timeout=60)
    finally:
        with suppress(ProcessLookupError):
            os.killpg(running.pid, signal.SIGKILL)
    assert running.returncode == 130, said.decode()
    assert b"Traceback" not in said
    assert time.monotonic() - started < 30


def test_no_folder_and_no_home_is_needed(tmp_path: Path) -> None:
    """A deleted working folder, a user without an entry."""
    gone = tmp_path / "gone"
    gone.mkdir()
    profile = ROOT / EXAMPLE
    shell = f'cd "{gone}" && rmdir "{gone}" && "$1" -m huiqi check "{profile}"'
    done = run("check", shell, PYTHONPATH=str(ROOT / "engine"))
    assert done.returncode == 0, done.stderr.decode()
    if os.getuid() == 0:
        done = run("find", 'unset HOME; setpriv --reuid=12345 --clear-groups "$@"')
        assert done.returncode == 0, done.stderr.decode()


#: Of each way in which Python drops what is raised, a program that Ctrl-C meets there.
DROPPED = {
    "an object taken down": """
class Object:
    def __del__(self):
        signal.raise_signal(signal.SIGINT)
        sum(range(10))
Object()
""",
    "a weak reference": """
class Object:
    pass
def gone(of):
    signal.raise_signal(signal.SIGINT)
    sum(range(10))
held = Object()
reference = weakref.ref(held, gone)
del held
""",
    "a callback of C": """
def called():
    signal.raise_signal(signal.SIGINT)
    sum(range(10))
ctypes.CFUNCTYPE(None)(called)()
""",
    "another error made of it": """
try:
    signal.raise_signal(signal.SIGINT)
    sum(range(10))
except SystemExit:
    raise ValueError("argument 2: SystemExit: 130") from None
""",
}


@pytest.mark.parametrize("program", DROPPED.values(), ids=DROPPED)
def test_ctrl_c_is_not_lost(program: str) -> None:
    """Where nothing that is raised comes through, and where it comes through as something else."""
    text = "\n    ".join(program.strip().splitlines())
    done = subprocess.run(
        [
            sys.executable,
            "-c",
            "import ctypes, signal, time, weakref\nfrom huiqi.cli.streams import streams\n"
            f"with streams():\n    {text}\n    time.sleep(20)\n    print('went on')\n",
        ],
        capture_output=True,
        timeout=60,
        check=False,
        env={**os.environ, "HUIQI_LANG": "zh"},
    )
    assert (done.returncode, done.stdout.decode(), done.stderr.decode()) == (130, "", "已中断\n")


@pytest.mark.parametrize(
    ("encoding", "words"),
    [("ascii", COMMANDS["list"]), ("latin-1", COMMANDS["check"]), ("gbk", ["rules", "schema"])],
)
def test_a_document_is_the_same_in_any_characters(encoding: str, words: list[str]) -> None:
    """A quotation mark of the text is no quotation mark of the document."""

    def printed(encoding: str) -> object:
        done = subprocess.run(
            [sys.executable, "-m", "huiqi", *words, *(["--json"] if "schema" not in words else [])],
            capture_output=True,
            check=True,
            cwd=ROOT,
            env={**os.environ, "PYTHONIOENCODING": encoding, "HUIQI_LANG": "zh"},
        )
        return without_inference(json.loads(done.stdout.decode(encoding)))

    assert printed(encoding) == printed("utf-8")


def without_inference(document: dict[str, object]) -> dict[str, object]:
    """How far the network answered may differ from run to run."""
    return {key: value for key, value in document.items() if key != "inference"}
