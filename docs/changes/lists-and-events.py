"""In the cases, lists that are complete say so, and events are dated.

A list of R&D projects spoke for every year; it now speaks of the years it names, unless it says
that it is complete.  The cases written before meant the first, and say so from here on.  A title
or product without a date may not have happened yet: cases that are about something else date it.
What is dated after the day of decision has not happened: `does_not_qualify`, not `undetermined`.

Run in the folder that holds `cases/`; a second run changes nothing.
"""

from __future__ import annotations

import re
from pathlib import Path

CASES = Path("cases")
#: Cases about something else than a date: the file, how their names begin, the date they are given.
DATED = (
    ("comparable-elsewhere", "henan-consumer-brand", "2023-03-01"),
    ("comparable-jinan", "jinan-internet-platform", "2019-01-01"),
    ("comparable-jinan", "jinan-green-factory", "2023-03-01"),
    ("comparable-qingdao", "qingdao-first-set-reward", "2023-03-01"),
    ("insurance-compensation", "", "2021-06-01"),
)
#: Single cases: the file, what was written, and what is right.
MENDED = (
    # A title of a day after the day of decision: the case is about the day of the document.
    (
        "brand-reward",
        "as_of: 2017-11-29\n    facts: {recognitions: [{name: 证书, title: well_known_trademark, "
        "recognised_on: 2017-11-30}",
        "as_of: 2017-11-29\n    facts: {recognitions: [{name: 证书, title: well_known_trademark, "
        "recognised_on: 2017-11-29}",
    ),
    (
        "digital-navigator",
        "as_of: 2024-03-31, expect:",
        "as_of: 2024-03-31, facts: {recognitions: [{name: 证书, title: digital_navigator, "
        "recognised_on: 2024-03-01}]}, expect:",
    ),
    # Undated, it may be yet to come, in the reading for reference as well.
    (
        "comparable-dezhou",
        "dezhou-loan-interest：认定日期未知也算\n    from: author\n    basis: 来源没有写认定年度",
        "dezhou-loan-interest：认定日期未知\n    from: author\n    basis: 没有日期，可能还没有认定",
    ),
    (
        "comparable-dezhou",
        "title: gazelle}]}\n    expect: {measures: {dezhou-loan-interest: "
        "{status: undetermined, illustration: qualifies}}}",
        "title: gazelle}]}\n    expect: {measures: {dezhou-loan-interest: "
        "{status: undetermined, illustration: undetermined}}}",
    ),
    # One title of one day is one title: the cap on several needs several days.
    *(
        (
            "comparable-elsewhere",
            f"name: 证书{n}, title: national_green_factory, recognised_on: 2023-12-31",
            f"name: 证书{n}, title: national_green_factory, recognised_on: 2023-12-{31 - n}",
        )
        for n in (1, 2)
    ),
)


def main() -> None:
    """Every file of cases, changed in place."""
    for path in sorted(CASES.rglob("*.yaml")):
        before = path.read_text(encoding="utf-8")
        after = mended(path.stem, before)
        if path.parent.name == "definitions":
            after = complete(after)
        if after != before:
            path.write_text(after, encoding="utf-8")
            print(path)


def mended(stem: str, text: str) -> str:
    """Dates where a case lacks one, and what follows from a date after the day of decision."""
    for name, written, right in MENDED:
        if stem == name:
            text = text.replace(written, right)
    for name, start, day in DATED:
        if stem == name:
            text = re.sub(
                rf"(- name: {start}.*\n(?:    .*\n)*?    facts: )(.*)",
                lambda m, day=day: m[1] + dated(m[2], day),  # type: ignore[misc]
                text,
            )
    return re.sub(
        r"(- name: .*评估日以后才认定.*\n(?:    .*\n)*?    expect: .*status: )undetermined",
        r"\1does_not_qualify",
        text,
    )


def dated(facts: str, day: str) -> str:
    """Titles and products of a case's facts, each with a date."""
    return re.sub(
        r"\{(name: [^{}]*(?:title|list): [^{}]*)\}",
        lambda m: m[0] if "recognised_on" in m[1] else f"{{{m[1]}, recognised_on: {day}}}",
        facts,
    )


def complete(text: str) -> str:
    """Lists of R&D projects, each saying that it is complete."""
    text = re.sub(
        r"( +)rd_projects:\n((?:\1  - .*\n(?:\1    .*\n)*)+)",
        lambda m: (
            f"{m[1]}rd_projects:\n{m[1]}  complete:\n"
            + "".join(f"  {line}\n" for line in m[2].splitlines())
        ),
        text,
    )
    parts = re.split(r"(rd_projects: )(?=\[)", text)
    found = parts[0]
    for start, rest in zip(parts[1::2], parts[2::2], strict=True):
        end = closing(rest)
        # An empty list says by itself that there is nothing.
        listed = rest[:end] if rest[:end] == "[]" else f"{{complete: {rest[:end]}}}"
        found += start + listed + rest[end:]
    return found


def closing(text: str) -> int:
    """Where the list that the text begins with ends."""
    depth = 0
    for position, character in enumerate(text):
        depth += (character in "[{") - (character in "]}")
        if depth == 0:
            return position + 1
    raise ValueError("a list without an end")


if __name__ == "__main__":
    main()
