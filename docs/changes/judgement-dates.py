"""Cases whose judgements were dated after the decision they are part of.

An answer given after the day of the decision cannot have been part of it (the readers refuse it).
Each such date becomes the day of the decision; nothing else of a case changes.

    python docs/changes/judgement-dates.py
"""

from __future__ import annotations

import re
from pathlib import Path

_DAY = r"\d{4}-\d\d-\d\d"
CASES = Path(__file__).resolve().parents[2] / "cases"


def mended(text: str) -> str:
    """The file with every judgement dated by the day of its case's decision at the latest."""
    head, *cases = re.split(r"(?=\n  - )", text)
    shared = re.search(rf"^as_of: ({_DAY})", head, re.MULTILINE)
    for index, case in enumerate(cases):
        own = re.search(rf"as_of: ({_DAY})", case) or shared
        if own is not None:
            cases[index] = re.sub(
                rf"(answer: [^}}]*date: )({_DAY})",
                lambda match, day=own[1]: match[1] + min(match[2], day),
                case,
            )
    return head + "".join(cases)


if __name__ == "__main__":
    for path in sorted(CASES.rglob("*.yaml")):
        before = path.read_text(encoding="utf-8")
        after = mended(before)
        if after != before:
            path.write_text(after, encoding="utf-8")
            print(path.relative_to(CASES))
