"""Whatever happens to the worker, there is one clear reason, and the next call works."""

from __future__ import annotations

import gc
import os
import re
import signal
import sys
import threading
import time
from pathlib import Path

import pytest

from huiqi.inference import (
    Child,
    Gate,
    Graph,
    GraphError,
    InferenceUnavailable,
    InferenceWorker,
    Join,
    NetworkLimitError,
    Session,
)
from huiqi.inference.errors import REMEDY, Reason
from huiqi.inference.network import compile_graph
from huiqi.rulebook.text import Text
from huiqi.sentences import bilingual
from huiqi.truth import Truth

ROOT = Path(__file__).resolve().parents[2]
NAMES = tuple(f"leaf {n}" for n in range(300))
GRAPH = Graph(
    NAMES, (Gate(id="g", kind=Join.AT_LEAST, children=tuple(map(Child, NAMES[:40])), threshold=20),)
)
ALL_TRUE = dict.fromkeys(NAMES, Truth.TRUE)


def _works(worker: InferenceWorker) -> None:
    """The worker answers, and correctly."""
    assert worker.infer(GRAPH, ALL_TRUE)["g"] is Truth.TRUE


def _pid(worker: InferenceWorker) -> int:
    """The process, which must be there."""
    assert worker.pid is not None
    return worker.pid


def _is_gone(pid: int) -> bool:
    """Neither running nor a zombie."""
    return not Path(f"/proc/{pid}").exists()


@pytest.mark.network
def test_a_worker_killed_at_work_is_reported_and_replaced() -> None:
    """The signal is named; the dead process is reaped; the next call has another."""
    with InferenceWorker() as worker:
        _works(worker)
        pid = _pid(worker)
        killer = threading.Timer(0.2, os.kill, (pid, signal.SIGKILL))
        killer.start()
        with pytest.raises(InferenceUnavailable, match="ended by signal 9") as caught:
            worker.infer_many(GRAPH, [{**ALL_TRUE, name: Truth.FALSE} for name in NAMES[:50]])
        killer.join()
        assert "\n" not in str(caught.value)
        assert _is_gone(pid)
        _works(worker)
        assert worker.pid != pid


@pytest.mark.network
def test_a_worker_that_died_between_calls_is_replaced_unnoticed() -> None:
    """No call was lost, so there is nothing to report."""
    with InferenceWorker() as worker:
        _works(worker)
        pid = _pid(worker)
        os.kill(pid, signal.SIGKILL)
        os.waitid(os.P_PID, pid, os.WEXITED | os.WNOWAIT)
        _works(worker)
        assert _is_gone(pid)


@pytest.mark.network
@pytest.mark.parametrize("cases", [1, 5000])
def test_a_hanging_worker_is_given_up_within_the_limit(cases: int) -> None:
    """Also when the request is too long for the pipe, so that writing it would block."""
    with InferenceWorker() as worker:
        _works(worker)
        pid = _pid(worker)
        os.kill(pid, signal.SIGSTOP)
        usual, worker.time_limit = worker.time_limit, 0.6
        begun = time.monotonic()
        with pytest.raises(InferenceUnavailable, match=r"no answer within 0\.6 s"):
            worker.request("decide", GRAPH, graphs=[], asked=[[0, ["?" * 300] * cases]])
        assert time.monotonic() - begun < 3
        assert _is_gone(pid)
        worker.time_limit = usual
        _works(worker)


@pytest.mark.network
def test_a_long_request_and_a_long_answer_do_not_block_each_other() -> None:
    """Both are far longer than a pipe holds."""
    graph = Graph(NAMES, ())
    with InferenceWorker() as worker:
        answer = worker.request("decide", graph, graphs=[], asked=[[0, ["+-?" * 100] * 3000]])
        assert answer["decided"] == [["+-?" * 100] * 3000]


@pytest.mark.network
def test_an_interrupted_call_does_not_give_its_answer_to_the_next(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """After Ctrl-C the old process may still answer, so it must not be asked again."""

    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    with InferenceWorker() as worker:
        _works(worker)
        pid = _pid(worker)
        with monkeypatch.context() as patch:
            patch.setattr("huiqi.inference.pipe.os.read", interrupt)
            with pytest.raises(KeyboardInterrupt):
                worker.infer(GRAPH, {})
        assert _is_gone(pid)
        _works(worker)


@pytest.mark.parametrize("printed", ["", "import os; os.write(1, b'noise\\n'); print('more')\n"])
def test_without_durable_rules_the_reason_names_the_remedy(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str], printed: str
) -> None:
    """One line, nothing on the terminal, and nothing that is printed gets into the protocol."""
    (tmp_path / "durable.py").write_text(f"{printed}raise ImportError('undefined symbol: X')\n")
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    with InferenceWorker() as worker:
        for _ in range(2):
            with pytest.raises(InferenceUnavailable, match="undefined symbol: X") as caught:
                worker.infer(GRAPH, {})
            assert caught.value.reason.remedy == REMEDY
            assert REMEDY in str(caught.value)
            assert "\n" not in str(caught.value)
        assert worker.pid is None
    assert capfd.readouterr() == ("", "")


@pytest.mark.network
def test_what_lies_in_the_working_directory_is_not_imported(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A file called json.py beside a profile must not become part of huiqi."""
    (tmp_path / "json.py").write_text("raise SystemExit(7)\n")
    monkeypatch.chdir(tmp_path)
    with InferenceWorker() as worker:
        _works(worker)


def test_a_worker_that_cannot_be_started_is_one_line(monkeypatch: pytest.MonkeyPatch) -> None:
    """Starting does not raise, asking does."""
    monkeypatch.setattr(sys, "executable", "/nowhere/python")
    with (
        InferenceWorker() as worker,
        pytest.raises(InferenceUnavailable, match="cannot be started") as caught,
    ):
        worker.infer(GRAPH, {})
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    ("does", "limit", "said"),
    [
        ("os._exit(3)", 60, "ended with status 3"),
        ("os.kill(os.getpid(), signal.SIGSEGV)", 60, "ended by signal 11"),
        ("time.sleep(600)", 4, "no answer within 4 s"),
        ("raise SystemError('no such slot')", 60, "SystemError: no such slot"),
    ],
)
def test_what_cannot_be_loaded_is_tried_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, does: str, limit: float, said: str
) -> None:
    """However it fails: a thousand cases must not start, or wait for, a thousand processes."""
    tried = tmp_path / "tried"
    (tmp_path / "durable.py").write_text(
        "import os, signal, time\n"
        f"with open({str(tried)!r}, 'a') as file: file.write('once ')\n"
        f"{does}\n"
    )
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    with InferenceWorker(time_limit=limit) as worker:
        for _ in range(2):
            with pytest.raises(InferenceUnavailable, match=said) as caught:
                worker.infer(GRAPH, {})
            assert caught.value.reason.remedy == REMEDY
            assert worker.failure == caught.value.reason
    assert tried.read_text() == "once "


def test_a_misspelt_leaf_is_refused_before_it_is_sent() -> None:
    """It must not pass for an unknown one; a gate cannot be told either: it follows."""
    with InferenceWorker() as worker, Session(worker, GRAPH) as session:
        for name in ("leaf", "g"):
            with pytest.raises(GraphError, match="is not a leaf"):
                worker.infer(GRAPH, {name: Truth.TRUE})
            with pytest.raises(GraphError, match="is not a leaf"):
                session.tell(name, Truth.TRUE)
        assert worker.failure is None


def test_the_remedy_is_what_setup_does() -> None:
    """The same release, under the same flag; also over one that is installed and does not load."""
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    lock = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    (flag,) = re.findall(r"-D\S+=PyObject_CallObject", makefile)
    (release,) = re.findall(r"^durable-rules==\S+", lock, re.MULTILINE)
    assert REMEDY.split() == [
        f'CPPFLAGS="{flag}"',
        "pip",
        "install",
        "--force-reinstall",
        "--no-cache-dir",
        "--no-binary",
        "durable-rules",
        release,
    ]


def test_a_reason_is_one_line_in_either_language() -> None:
    """Whatever the program said that failed."""
    reason = Reason(bilingual(Text(zh="不行\n（甲）", en="no\n  (a)")), "do\nthis")
    assert reason.in_language("zh") == "不行 （甲）；办法：do this"
    assert reason.in_language("en") == "no (a).  Remedy: do this"
    assert Reason(bilingual(Text(zh="不行", en="no"))).in_language("en") == "no"


@pytest.mark.network
def test_a_graph_beyond_the_limits_is_refused_and_the_worker_kept() -> None:
    """A gate of many thousands would be one ruleset of as many rules."""
    names = tuple(f"leaf {n}" for n in range(20_000))
    wide = Graph(names, (Gate(id="g", kind=Join.ANY, children=tuple(map(Child, names))),))
    with pytest.raises(NetworkLimitError):
        compile_graph(wide)
    with InferenceWorker() as worker:
        _works(worker)
        pid = worker.pid
        with pytest.raises(InferenceUnavailable, match="does not fit"):
            worker.infer(wide, {})
        _works(worker)
        assert worker.pid == pid


@pytest.mark.network
def test_a_worker_whose_engine_failed_is_replaced() -> None:
    """Its state cannot be trusted any more; the reason is told, and the next call has another."""
    with InferenceWorker() as worker:
        _works(worker)
        pid = _pid(worker)
        with pytest.raises(InferenceUnavailable, match="ValueError: unknown request 'dance'"):
            worker.request("dance", GRAPH)
        assert _is_gone(pid)
        _works(worker)


@pytest.mark.network
def test_starting_does_not_wait() -> None:
    """The worker loads while its parent does."""
    begun = time.monotonic()
    with InferenceWorker() as worker:
        started = time.monotonic() - begun
        _works(worker)
        assert started < (time.monotonic() - begun) / 2


@pytest.mark.network
def test_closing_leaves_no_process_and_no_warning() -> None:
    """Closed, closed again, or only forgotten (a ResourceWarning would be an error here)."""
    worker = InferenceWorker()
    _works(worker)
    first = _pid(worker)
    worker.close()
    worker.close()
    _works(worker)
    second = _pid(worker)
    del worker
    gc.collect()
    assert _is_gone(first)
    assert _is_gone(second)


@pytest.mark.network
@pytest.mark.parametrize("closes_first", [False, True])
def test_a_forked_child_leaves_its_parents_worker_alone(closes_first: bool) -> None:
    """Two processes on one pipe would read each other's answers."""
    with InferenceWorker() as worker:
        _works(worker)
        pid = _pid(worker)
        child = os.fork()
        if child == 0:
            status = 1
            try:
                if closes_first:
                    worker.close()
                _works(worker)
                status = 0 if worker.pid != pid else 2
                worker.close()
            finally:
                os._exit(status)
        assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0
        _works(worker)
        assert worker.pid == pid


@pytest.mark.network
def test_threads_take_turns() -> None:
    """Each gets the answer to its own question."""
    graph = Graph(("a",), (Gate(id="g", kind=Join.ALL, children=(Child("a"),)),))
    wrong: list[Truth] = []

    def ask(truth: Truth) -> None:
        for _ in range(50):
            if worker.infer(graph, {"a": truth})["g"] is not truth:
                wrong.append(truth)

    with InferenceWorker() as worker:
        threads = [threading.Thread(target=ask, args=(truth,)) for truth in Truth]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert wrong == []
