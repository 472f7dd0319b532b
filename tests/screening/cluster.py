"""A Spark cluster of the tests' own: two workers, each a process to be killed."""

from __future__ import annotations

import os
import shutil
import signal
import tempfile
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from time import monotonic, sleep
from typing import TypeVar

import pytest
from pyspark.sql import SparkSession

_Told = TypeVar("_Told")
_WORKERS, _LONGEST = 2, 60
_EXECUTOR = b"CoarseGrainedExecutorBackend"
_LOG = """\
rootLogger.level = error
rootLogger.appenderRef.stderr.ref = stderr
appender.stderr.type = Console
appender.stderr.name = stderr
appender.stderr.target = SYSTEM_ERR
appender.stderr.layout.type = PatternLayout
appender.stderr.layout.pattern = %p %c: %m%n
# That a worker is lost is what some tests are about.
logger.lost.name = org.apache.spark.scheduler
logger.lost.level = off
"""


@contextmanager
def spark_cluster() -> Iterator[SparkSession]:
    """A session on ``local-cluster``; nothing of it is seen outside this machine, nothing stays."""
    import pyspark

    folder = Path(tempfile.mkdtemp(prefix="huiqi-spark-"))
    # The workers write under SPARK_HOME: so that is a folder of links, not the installed package.
    home = folder / "home"
    home.mkdir()
    for part in Path(pyspark.__file__).parent.iterdir():
        (home / part.name).symlink_to(part)
    (folder / "conf").mkdir()
    (folder / "conf" / "log4j2.properties").write_text(_LOG, encoding="utf-8")
    environment = {
        "SPARK_HOME": str(home),
        "SPARK_CONF_DIR": str(folder / "conf"),
        "SPARK_LOCAL_IP": "127.0.0.1",
        "SPARK_LOCAL_HOSTNAME": "127.0.0.1",
        "SPARK_LOCAL_DIRS": str(folder / "local"),
    }
    try:
        with pytest.MonkeyPatch.context() as patch:
            for name, value in environment.items():
                patch.setenv(name, value)
            session = (
                SparkSession.builder.master(f"local-cluster[{_WORKERS},1,1024]")
                .config("spark.ui.enabled", "false")
                .config("spark.ui.showConsoleProgress", "false")
                .config("spark.driver.bindAddress", "127.0.0.1")
                .config("spark.driver.host", "127.0.0.1")
                .config("spark.sql.ansi.enabled", "true")
                .config("spark.sql.session.timeZone", "UTC")
                .config("spark.sql.shuffle.partitions", "4")
                .config("spark.sql.warehouse.dir", str(folder / "warehouse"))
                .getOrCreate()
            )
        try:
            yield session
        finally:
            gateway = session.sparkContext._gateway
            session.stop()
            gateway.shutdown()
            gateway.proc.stdin.close()
            gateway.proc.wait(_LONGEST)
    finally:
        shutil.rmtree(folder)


def executors(session: SparkSession) -> set[int]:
    """The processes that work for the cluster: children of the driver's own Java."""
    driver = session.sparkContext._gateway.proc.pid
    found = set()
    for entry in Path("/proc").iterdir():
        if entry.name.isdecimal():
            try:
                parent = (entry / "stat").read_text().rpartition(")")[2].split()[1]
                if int(parent) == driver and _EXECUTOR in (entry / "cmdline").read_bytes():
                    found.add(int(entry.name))
            except OSError:
                # It ended while it was looked at.
                continue
    return found


def with_a_worker_killed(session: SparkSession, job: Callable[[], _Told]) -> _Told:
    """What ``job`` answers, one worker process having been killed in the middle of it.

    It needs more tasks than workers, each long enough to be met.
    """
    tracker = session.sparkContext.statusTracker()

    def amid() -> bool:
        stages = (tracker.getStageInfo(stage) for stage in tracker.getActiveStageIds())
        return any(one and one.numCompletedTasks and one.numActiveTasks for one in stages)

    _wait(lambda: len(executors(session)) == _WORKERS, "the workers did not start")
    with ThreadPoolExecutor(1) as pool:
        running = pool.submit(job)
        _wait(lambda: amid() or running.done(), "the job did not begin")
        assert not running.done(), "the job was over before a worker could be killed"
        killed = min(executors(session))
        os.kill(killed, signal.SIGKILL)
        told = running.result(_LONGEST * 5)
    _wait(lambda: len(executors(session) - {killed}) == _WORKERS, "no other worker took its place")
    return told


def _wait(until: Callable[[], bool], otherwise: str) -> None:
    end = monotonic() + _LONGEST
    while not until():
        assert monotonic() < end, otherwise
        sleep(0.01)
