"""A case says under which readings of a text a condition holds: of all of them, or it fails."""

from __future__ import annotations

from pathlib import Path

import pytest

from huiqi.diagnostics import Diagnostics
from huiqi.penalty.incident_cases import run_penalty_file
from tests.penalty.book import DECIDER

#: Of another kind, in the same year, field and by the same authority.
CASE = """\
as_of: 2025-12-01
given:
  incident: {{what: 示例行为, kind: 示例种类, domain: 林业, authority: 示例机关}}
incidents:
  - name: x
    from: author
    basis: x
    incident: {{committed_on: 2025-06-15}}
    history: [{{committed_on: 2025-03-01, same_kind: {same}, domain: 林业, authority: 示例机关}}]
    items: []
    expect: {{readings: {{article-33-first/{condition}: [{holding}]}}}}
"""
SPANS = ("calendar_year", "12个月", "2年", "3年", "ever")
SAME_KIND = [f"{span}-same-{authority}" for span in SPANS for authority in ("same", "any")]


@pytest.mark.parametrize(
    ("same", "condition", "holding", "passes"),
    [
        ("否", "first-by-statute", SAME_KIND, True),
        ("否", "first-by-statute", SAME_KIND[1:], False),
        ("否", "first-by-statute", [*SAME_KIND, "ever-any-any"], False),
        ("否", "first-by-statute", [*SAME_KIND, "4年-same-any"], False),
        # What nobody knows is neither.
        ("未知", "first-by-statute", SAME_KIND, False),
        ("未知", "first-by-statute", [], False),
        # A condition of one reading has none to name.
        ("否", "corrected", [], False),
    ],
)
def test_all_readings_are_as_expected(
    tmp_path: Path, same: str, condition: str, holding: list[str], passes: bool
) -> None:
    """One that is left out, added, unheard of or open fails the case."""
    path = tmp_path / "x.yaml"
    text = CASE.format(same=same, condition=condition, holding=", ".join(holding))
    path.write_text(text, encoding="utf-8")
    (result,) = run_penalty_file(path, DECIDER, Diagnostics())
    assert (not result.failures) == passes, result.failures
