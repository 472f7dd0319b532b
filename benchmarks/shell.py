"""How long a command takes from the shell, cold and warm: on the clock, and of the processor.

On the clock is what a user waits on a quiet machine; the processor's time, with that of the
inference worker beside it, is the surer figure on one that is shared.  Prints medians; asserts
nothing.  `make bench`.
"""

from __future__ import annotations

import os
import platform
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from huiqi.rulebook.cache import SETTING

ROOT = Path(__file__).resolve().parents[1]
EXAMPLE = ROOT / "cases" / "examples" / "example-complete.yaml"
ENTERPRISES = sorted((ROOT / "cases" / "enterprises").glob("*.yaml"))
DAY = ("--as-of", "2023-06-20")
RUNS = 9


class Time(NamedTuple):
    """Milliseconds on the clock, and of the processor with all that the process started."""

    clock: float
    processor: float


def once(command: tuple[str, ...], environment: Mapping[str, str]) -> Time:
    """One run of a command of huiqi that answers."""
    start = time.perf_counter()
    process = subprocess.Popen(
        [sys.executable, *command],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        cwd=ROOT,
        env=dict(environment),
    )
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(f"{' '.join(command)} ended with {process.returncode}")
    clock = time.perf_counter() - start
    return Time(clock * 1000, (used.ru_utime + used.ru_stime) * 1000)


def median(times: list[Time]) -> Time:
    """Each by itself."""
    return Time(*map(statistics.median, zip(*times, strict=True)))


def environment(cache: str) -> dict[str, str]:
    """As in a user's shell, where Python keeps what it has compiled."""
    kept = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
    return {**kept, SETTING: cache}


def measured(*command: str, cache: str, runs: int = RUNS) -> Time:
    """A command of huiqi, its rulebook kept in this folder."""
    found = environment(cache)
    once(("-m", "huiqi", *command), found)
    return median([once(("-m", "huiqi", *command), found) for _ in range(runs)])


def python(*arguments: str) -> Time:
    """Python and what it is given, without a rulebook."""
    return median([once(arguments, environment("off")) for _ in range(RUNS)])


def first(folder: Path) -> Time:
    """The first check after an installation: nothing is kept yet."""
    check = ("-m", "huiqi", "check", str(EXAMPLE), *DAY)
    return median([once(check, environment(str(folder / str(run)))) for run in range(5)])


def main() -> None:
    """Measure and print."""
    with tempfile.TemporaryDirectory() as folder:
        check = ("check", str(EXAMPLE), *DAY)
        kept = str(Path(folder) / "kept")
        each = [measured("check", str(path), *DAY, cache=kept, runs=3) for path in ENTERPRISES]
        rows = (
            ("python, doing nothing", python("-c", ""), ""),
            (
                "the inference worker, started and ended (beside the rest)",
                python("-P", "-W", "ignore", "-m", "huiqi.inference.worker"),
                "",
            ),
            ("huiqi --version", measured("--version", cache=kept), "100"),
            ("huiqi check F", measured(*check, cache=kept), "400"),
            ("huiqi check F --json", measured(*check, "--json", cache=kept), "500"),
            (f"huiqi check F, the slowest of {len(each)} real enterprises", max(each), "400"),
            ("huiqi check F, no rulebook kept yet", first(Path(folder)), "1200"),
        )
    print(f"from the shell; Python {platform.python_version()}; medians, compared with the network")
    print(f"{'':58} {'clock':>8} {'processor':>9}")
    for name, found, goal in rows:
        asked = f"  asked: {goal} ms" if goal else ""
        print(f"{name:58} {found.clock:5.0f} ms {found.processor:6.0f} ms{asked}")


if __name__ == "__main__":
    main()
