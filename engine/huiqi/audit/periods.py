"""A140: days on which a parameter has no value; versions of a title that leave a gap.

That it has two is R318 of values without conditions, and proved (A412) of those with some.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import pairwise

from huiqi.audit.context import Audit
from huiqi.audit.finding import Check, Finding
from huiqi.rulebook.measure import Measure
from huiqi.rulebook.rulebook import Parameter
from huiqi.sentences import Sentence, sentence

_DAY = timedelta(days=1)


def _look(audit: Audit) -> Iterator[Finding]:
    for parameter in audit.rulebook.parameters.values():
        place = audit.declared(parameter.id)
        for text in _holes(parameter):
            yield Finding(place=place, subject=parameter.id, text=text)
    steps: dict[str, list[Measure]] = {}
    for title in audit.rulebook.titles:
        if title.ladder is not None and title.in_force.since is not None:
            steps.setdefault(title.ladder.step, []).append(title)
    for versions in steps.values():
        yield from _versions(versions)


def _holes(parameter: Parameter) -> Iterator[Sentence]:
    """Days between the first and the last row on which no row holds for everybody."""
    reached: date | None = None
    rows = sorted((row for row in parameter.rows if row.when is None), key=lambda row: row.since)
    for row in rows:
        if reached is not None and row.since > reached + _DAY:
            first, last = reached + _DAY, row.since - _DAY
            yield sentence(
                "{parameter}在 {first} 至 {last} 没有取值",
                parameter=parameter.label,
                first=first,
                last=last,
            )
        end = row.until or date.max - _DAY
        reached = max(reached, end) if reached is not None else end


def _versions(versions: list[Measure]) -> Iterator[Finding]:
    ordered = sorted(versions, key=lambda title: title.in_force.since or date.min)
    for before, after in pairwise(ordered):
        until, since = before.in_force.until, after.in_force.since
        if until is not None and since is not None and since > until + _DAY:
            yield Finding(
                place=after.place,
                subject=after.id,
                text=sentence(
                    "“{before}”{until} 失效，“{after}”{since} 才施行，其间空缺",
                    before=before.title,
                    until=until,
                    after=after.title,
                    since=since,
                ),
            )


CHECK = Check(
    code="A140",
    title=sentence("日期没有空档"),
    explanation=sentence(
        "参数在首末取值之间每天都要有一个对所有企业适用的取值（两个取值可以同时有效的，由证明找出）；"
        "同一称号的前后两版之间不留空档（重叠另由各版的条件分开，不在这里看）。"
    ),
    look=_look,
)
