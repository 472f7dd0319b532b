"""How fast a fund is shared among 100,000 applicants, from the shell to the last file.

Prints seconds; asserts nothing.  `make bench-fund`.
"""

from __future__ import annotations

import csv
import os
import platform
import random
import subprocess
import sys
import tempfile
import time
from datetime import datetime, timedelta
from pathlib import Path

ROWS = 100_000


def write_applicants(path: Path, rows: int, seed: int = 1) -> None:
    """Invented applicants: skewed bases, one in a thousand unknown, scores and times."""
    draw = random.Random(seed)
    start = datetime(2023, 7, 1, 9)
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream)
        writer.writerow(["企业名称", "加计扣除额", "得分", "申请时间"])
        for number in range(rows):
            cents = int(draw.lognormvariate(17.5, 1.3))
            base = f"{cents // 100}.{cents % 100:02}" if number % 1000 else "未知"
            moment = start + timedelta(minutes=draw.randrange(40_000))
            score = f"{draw.randrange(600, 1000) / 10}"
            writer.writerow([f"示例企业{number:06}", base, score, f"{moment:%Y-%m-%d %H:%M}"])


def main() -> None:
    """Measure and print."""
    with tempfile.TemporaryDirectory() as folder:
        table = Path(folder) / "applicants.csv"
        write_applicants(table, ROWS)
        command = [sys.executable, "-m", "huiqi", "fund", str(table), "--as-of", "2023-06-20"]
        command += ["--cap", "50万元", "--lang", "zh"]
        outputs = {
            "to the terminal": [],
            "with CSV": ["-o", str(Path(folder) / "awards.csv")],
            "with XLSX": ["-o", str(Path(folder) / "awards.xlsx")],
            "with a page": ["-o", str(Path(folder) / "fund.html")],
            "as JSON": ["--json"],
        }
        print(f"Python {platform.python_version()}, {platform.machine()}; {ROWS:,} applicants")
        for name, more in outputs.items():
            start, before = time.perf_counter(), os.times()
            subprocess.run([*command, *more], check=True, capture_output=True)
            after = os.times()
            busy = after.children_user + after.children_system
            busy -= before.children_user + before.children_system
            elapsed = time.perf_counter() - start
            print(f"{name:20} {elapsed:6.2f} s, of which {busy:6.2f} s of processor time")


if __name__ == "__main__":
    main()
