"""What the parts of an incident file say of each other and cannot both be right."""

from __future__ import annotations

import pytest

from huiqi.diagnostics import Diagnostics, Severity
from huiqi.penalty.incident_reader import incident_from
from huiqi.rulebook.documents import read_yaml_text
from tests.penalty.book import BOOK, DAY

ACT = "incident: {what: 甲, domain: 税务, committed_on: 2025-03-01, nature: single%s}\n"
LAW = "laws:\n  - {law: 甲法, article: 第一条, fine_low: 1万元, fine_high: 2万元}\n"
JUDGED = "judgements: {minor: {answer: 是, by: 示例执法人员, date: %s, reason: 示例}}\n"


def told(text: str) -> list[tuple[str, int, Severity]]:
    """The faults and remarks, each with its line."""
    diagnostics = Diagnostics()
    document = read_yaml_text(text, "x.yaml", diagnostics)
    assert document is not None
    incident_from(document, BOOK, DAY, diagnostics)
    return [(item.code, item.place.line, item.severity) for item in diagnostics.items]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # The versions of the law say otherwise.
        (ACT % ", no_longer_violation: 是" + LAW, [("V106", 1, Severity.ERROR)]),
        (ACT % ", not_then_violation: 是" + LAW, [("V106", 1, Severity.ERROR)]),
        (ACT % ", no_longer_violation: 否" + LAW, []),
        # Judged before it was done; on the day itself it can have been.
        (ACT % "" + JUDGED % "2025-02-28", [("V103", 2, Severity.ERROR)]),
        (ACT % "" + JUDGED % "2025-03-01", []),
        # An event tells of what came after it; a time limit may lie ahead.
        (
            ACT % "" + "events:\n  - {on: 2025-03-04, incident: {corrected_on: 2025-03-05}}\n",
            [("V103", 3, Severity.ERROR)],
        ),
        (ACT % "" + "events:\n  - {on: 2025-03-05, incident: {corrected_on: 2025-03-05}}\n", []),
        (ACT % "" + "events:\n  - {on: 2025-03-04, incident: {correct_by: 2025-03-20}}\n", []),
        # Another field's item, a violation that is not earlier: asked, not refused.
        (ACT % "" + "items: [shandong-2021-3]\n", [("V111", 1, Severity.WARNING)]),
        (ACT % "" + "items: [tax-second-2]\n", []),
        (ACT % "" + "history:\n  - {committed_on: 2025-03-02}\n", [("P141", 3, Severity.WARNING)]),
        (ACT % "" + "history:\n  - {committed_on: 2025-03-01}\n", []),
    ],
)
def test_parts_that_do_not_go_together(
    text: str, expected: list[tuple[str, int, Severity]]
) -> None:
    """Each at its place; what may be right is only asked about."""
    assert told(text) == expected
