"""A hundred visitors at once: `make bench-web`.

A server of its own answers the page of the example, one enterprise as JSON and a form that asks,
each visitor asking again as soon as it has its answer; how long answers take, how many there are,
whether any failed, and how much memory the server has before and after.
"""

from __future__ import annotations

import http.client
import json
import os
import socket
import subprocess
import sys
import threading
import time
from pathlib import Path
from statistics import quantiles

import yaml

ROOT = Path(__file__).resolve().parents[1]
VISITORS, SECONDS, WARM = 100, 60, 10
#: So long a visitor waits for an answer.
_PATIENCE = 120


def main() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        port = taken.getsockname()[1]
    words = [sys.executable, "-m", "huiqi", "serve", "--port", str(port)]
    server = subprocess.Popen(words, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        _wait(port)
        _visit(port, WARM, 4)
        before = _memory(server.pid)
        took, failed = _visit(port, SECONDS, VISITORS)
        after = _memory(server.pid)
    finally:
        server.terminate()
        status = server.wait(30)
    print(f"{VISITORS} visitors for {SECONDS} s, {os.cpu_count()} cores")
    for name, times in took.items():
        cuts = quantiles(times, n=20) if len(times) > 1 else [0.0] * 19
        print(
            f"  {name:24} {len(times):6} answers   median {cuts[9]:6.2f} s   p95 {cuts[18]:6.2f} s"
        )
    total = sum(map(len, took.values()))
    print(f"  {total / SECONDS:.1f} answers a second; {len(failed)} failed {failed[:3] or ''}")
    print(f"  memory {before} MB before, {after} MB after; ended with {status}")


def _wait(port: int) -> None:
    for _ in range(300):
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
            return
        except OSError:
            time.sleep(0.1)
    raise SystemExit("the server did not begin")


def _asked() -> list[tuple[str, str, str, bytes | None, str]]:
    """Name, method, path, body and type of each request."""
    example = ROOT / "cases" / "examples" / "example-complete.yaml"
    profile = json.dumps(yaml.safe_load(example.read_text("utf-8")), default=str).encode()
    return [
        ("start page", "GET", "/", None, ""),
        ("example's result", "GET", "/example", None, ""),
        ("/api/check", "POST", "/api/check?as_of=2023-06-20", profile, "application/json"),
    ]


def _visit(port: int, seconds: float, visitors: int) -> tuple[dict[str, list[float]], list[str]]:
    requests = _asked()
    took: dict[str, list[float]] = {name: [] for name, *_ in requests}
    failed: list[str] = []
    end = time.monotonic() + seconds

    def one(number: int) -> None:
        turn = number
        while time.monotonic() < end:
            name, method, path, body, kind = requests[turn % len(requests)]
            turn += 1
            start = time.monotonic()
            try:
                connection = http.client.HTTPConnection("127.0.0.1", port, timeout=_PATIENCE)
                connection.request(method, path, body, {"Content-Type": kind} if kind else {})
                answer = connection.getresponse()
                said = answer.read()
                connection.close()
            except OSError as problem:
                failed.append(f"{name}: {problem}")
                continue
            if answer.status != 200:
                failed.append(f"{name}: {answer.status} {said[:200]!r}")
            took[name].append(time.monotonic() - start)

    threads = [threading.Thread(target=one, args=(number,)) for number in range(visitors)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return took, failed


def _memory(process: int) -> int:
    """Resident megabytes of the server and what it started (Linux)."""
    pages = 0
    for folder in Path("/proc").iterdir():
        if folder.name.isdigit():
            try:
                status = (folder / "stat").read_text().rpartition(")")[2].split()
                if int(folder.name) == process or int(status[1]) == process:
                    pages += int((folder / "statm").read_text().split()[1])
            except (OSError, IndexError, ValueError):
                continue
    return pages * os.sysconf("SC_PAGE_SIZE") // 2**20


if __name__ == "__main__":
    main()
