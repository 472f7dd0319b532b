"""The network's process killed, or hung, under a server that answers; and a stop in between."""

from __future__ import annotations

import os
import signal
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from subprocess import Popen

import pytest

from tests.web.serving import Answered, Site
from tests.web.test_command import serve
from tests.web.test_pages import ACT

pytestmark = [
    pytest.mark.network,
    pytest.mark.skipif(sys.platform != "linux", reason="processes are found in /proc"),
]
#: What an answer says that could not be compared.
NOT_COMPARED = "推理网络"
AT_ONCE = 6


@contextmanager
def running() -> Iterator[tuple[Site, Popen[str]]]:
    """The command, as it is started."""
    command = serve("--port", "0")
    try:
        assert command.stderr is not None
        line = command.stderr.readline()
        yield Site(int(line.partition("127.0.0.1:")[2].partition("/")[0])), command
    finally:
        command.kill()
        command.communicate(timeout=30)


def workers(command: Popen[str]) -> list[int]:
    """The processes that it started."""
    found = []
    for path in Path("/proc").glob("[0-9]*/stat"):
        try:
            text = path.read_text()
        except OSError:
            continue
        if int(text.rpartition(")")[2].split()[1]) == command.pid:
            found.append(int(path.parent.name))
    return found


def together(site: Site) -> list[Answered]:
    """Several who ask at once."""
    answers: list[Answered] = []
    asking = [
        threading.Thread(target=lambda: answers.append(site.post("/penalty", ACT)))
        for _ in range(AT_ONCE)
    ]
    for one in asking:
        one.start()
    for one in asking:
        one.join(120)
    return answers


@pytest.mark.parametrize("told", [signal.SIGKILL, signal.SIGSTOP])
def test_a_worker_killed_or_hung_is_at_most_one_answer_not_compared(told: signal.Signals) -> None:
    """Everybody is answered, who waited says so, and the next is compared again."""
    with running() as (site, command):
        assert NOT_COMPARED not in site.post("/penalty", ACT).text
        (worker,) = workers(command)
        os.kill(worker, told)
        answers = together(site)
        assert [one.status for one in answers] == [200] * AT_ONCE
        assert sum(NOT_COMPARED in one.text for one in answers) <= 1
        assert NOT_COMPARED not in site.post("/penalty", ACT).text
        assert worker not in workers(command)


def test_what_is_asked_when_it_is_told_to_stop_is_answered() -> None:
    """No answer is cut off, and no process is left."""
    with running() as (site, command):
        site.post("/penalty", ACT)
        (worker,) = workers(command)
        answers: list[Answered] = []
        asking = threading.Thread(target=lambda: answers.append(site.post("/penalty", ACT)))
        # While the worker waits, the answer does.
        os.kill(worker, signal.SIGSTOP)
        asking.start()
        asking.join(1)
        command.send_signal(signal.SIGTERM)
        asking.join(0.5)
        assert not answers
        os.kill(worker, signal.SIGCONT)
        asking.join(60)
        assert [one.status for one in answers] == [200]
        _, said = command.communicate(timeout=60)
        assert "Traceback" not in said
        assert not Path(f"/proc/{worker}").exists()
