"""``huiqi serve``: what it says where it cannot listen, and that it ends when it is told to."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import urllib.request
from pathlib import Path

import pytest

from huiqi.web.guard import Hosts
from tests.web.serving import ROOT


def serve(*words: str, path: str = "") -> subprocess.Popen[str]:
    """The command."""
    hidden = os.pathsep.join([path, str(ROOT / "engine")])
    return subprocess.Popen(
        [sys.executable, "-m", "huiqi", "serve", *words],
        stderr=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": hidden, "HUIQI_LANG": "zh"},
    )


def test_what_is_not_installed_is_named(tmp_path: Path) -> None:
    """With the one line that installs it."""
    missing = "raise ModuleNotFoundError(\"No module named 'uvicorn'\", name='uvicorn')"
    (tmp_path / "uvicorn.py").write_text(missing)
    command = serve(path=str(tmp_path))
    _, said = command.communicate(timeout=120)
    assert command.returncode == 2
    assert "C135" in said
    assert "pip install 'huiqi[web]'" in said
    assert "Traceback" not in said


def test_a_port_that_is_taken_is_named() -> None:
    """And another one proposed."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        command = serve("--port", str(taken.getsockname()[1]))
        _, said = command.communicate(timeout=120)
    assert command.returncode == 2
    assert "C134" in said
    assert "--port" in said


@pytest.mark.parametrize("told", [signal.SIGINT, signal.SIGTERM])
def test_it_answers_until_it_is_told_to_stop(told: signal.Signals) -> None:
    """On this machine alone, where it says; then it ends without a word more."""
    command = serve("--port", "0")
    assert command.stderr is not None
    line = command.stderr.readline()
    address = line.partition("打开 ")[2].partition("，")[0]
    assert address.startswith("http://127.0.0.1:")
    with urllib.request.urlopen(address, timeout=60) as page:
        assert page.status == 200
    command.send_signal(told)
    _, said = command.communicate(timeout=60)
    assert "Traceback" not in said


@pytest.mark.parametrize(
    ("bound", "host", "allowed"),
    [
        ("127.0.0.1", "localhost:8000", True),
        ("127.0.0.1", "10.0.0.5", False),
        ("10.0.0.5", "10.0.0.5:8000", True),
        ("10.0.0.5", "localhost", False),
        ("0.0.0.0", "10.0.0.5:8000", True),
        ("0.0.0.0", "evil.example", False),
        ("0.0.0.0", "huiqi.example", True),
        ("::", "[2001:db8::1]:8000", True),
        ("::1", "[::1]:8000", True),
        ("localhost", "127.0.0.1", True),
    ],
)
def test_only_its_own_names_are_answered(bound: str, host: str, allowed: bool) -> None:
    """Listening everywhere, by any address of its own, and by names that were given."""
    assert Hosts(bound, ["huiqi.example"]).allows(host) is allowed
