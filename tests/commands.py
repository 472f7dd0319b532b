"""The command in a process of its own, from one that has imported it already.

Half of the tests' time with commands would go into importing.  A server that has imported all of
it (and done nothing else) forks for each command: what runs is the command as its users have it,
with its arguments, its environment, its streams and its exit status.
"""

from __future__ import annotations

import atexit
import io
import multiprocessing
import os
import pkgutil
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import NoReturn

ROOT = Path(__file__).resolve().parents[1]

_SERVER = multiprocessing.get_context("forkserver")


@cache
def _modules() -> list[str]:
    """Those that every command may need; not what is only installed with an extra."""
    import huiqi

    apart = ("huiqi.web", "huiqi.screening", "huiqi.lowering", "huiqi.audit", "huiqi.__main__")
    found = pkgutil.walk_packages(huiqi.__path__, "huiqi.", onerror=lambda _: None)
    return [module.name for module in found if not module.name.startswith(apart)]


def _stream(number: int) -> io.TextIOWrapper:
    raw = io.FileIO(number, "w" if number else "r", closefd=False)
    return io.TextIOWrapper(io.BufferedWriter(raw) if number else io.BufferedReader(raw), "utf-8")


def _run(
    arguments: tuple[str, ...], environment: Mapping[str, str], typed: str, out: str, err: str
) -> NoReturn:
    """In the forked process: what `python -m huiqi` does, its streams in two files."""
    for number, path, how in (
        (0, typed, os.O_RDONLY),
        (1, out, os.O_WRONLY),
        (2, err, os.O_WRONLY),
    ):
        opened = os.open(path, how)
        os.dup2(opened, number)
        os.close(opened)
    # Held until the end: what wraps them anew takes their buffers, not their files.
    streams = [_stream(number) for number in range(3)]
    sys.stdin, sys.stdout, sys.stderr = streams
    os.environ.clear()
    os.environ.update(environment)
    os.chdir(ROOT)
    sys.argv = ["huiqi", *arguments]
    from huiqi.cli.main import main

    status: object = 0
    try:
        main()
    except SystemExit as ending:
        status = ending.code
    finally:
        # A process that was forked ends without them.
        atexit._run_exitfuncs()
        for stream in (sys.stdout, sys.stderr):
            with suppress(OSError, ValueError):
                stream.flush()
    raise SystemExit(status)


def huiqi(
    *arguments: str, environment: dict[str, str] | None = None, typed: str = "", timeout: float = 60
) -> subprocess.CompletedProcess[str]:
    """What the command answers, in an environment without a locale; ``typed``: what it reads."""
    clean = {k: v for k, v in os.environ.items() if not k.startswith(("LC_", "LANG", "HUIQI_"))}
    clean = {**clean, "PYTHONUTF8": "1", **(environment or {})}
    _SERVER.set_forkserver_preload(_modules())
    with tempfile.TemporaryDirectory(prefix="huiqi-command-") as folder:
        files = [Path(folder, name) for name in ("in", "out", "err")]
        for path in files:
            path.write_text(typed, encoding="utf-8")
            typed = ""
        running = _SERVER.Process(target=_run, args=(arguments, clean, *map(str, files)))
        running.start()
        running.join(timeout)
        if running.is_alive():
            running.kill()
            running.join()
            raise subprocess.TimeoutExpired(["huiqi", *arguments], timeout)
        status = running.exitcode
        running.close()
        assert status is not None
        told = [path.read_text(encoding="utf-8") for path in files[1:]]
    return subprocess.CompletedProcess(["huiqi", *arguments], status, *told)
