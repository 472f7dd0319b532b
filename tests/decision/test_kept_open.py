"""A case that fails because something is open says what is not known, and what is not judged."""

from __future__ import annotations

from pathlib import Path

import pytest

from huiqi.decision.cases import run_file
from huiqi.decision.decide import Decider
from huiqi.diagnostics import Diagnostics
from huiqi.penalty.incident_cases import run_penalty_file
from huiqi.sentences import Sentence
from tests.decision.small import rulebook
from tests.penalty.book import DECIDER

MEASURE = """\
requires:
  all:
    - {id: enough, text: {zh: 够, en: enough}, if: a >= 10}
    - {id: so, text: {zh: 成, en: so}, if: c}
    - {id: fit, text: {zh: 合, en: fit}, judgement: {zh: 合不合, en: "fit?"}}
gives: {amount: '10% * past[-1]'}
"""
CASE = """\
as_of: 2023-06-20
cases:
  - name: x
    from: author
    basis: x
    facts: {given}
    expect: {{measures: {{m: {expect}}}, facts: {facts}}}
"""


def told(folder: Path, expect: str, given: str = "{}", facts: str = "{}") -> list[str]:
    """What a case of one measure fails with."""
    book = rulebook(folder / "rules", m=MEASURE)
    path = folder / "x.yaml"
    path.write_text(CASE.format(expect=expect, given=given, facts=facts), encoding="utf-8")
    (result,) = run_file(path, book, Decider(book), Diagnostics())
    return list(map(str, result.failures))


@pytest.mark.parametrize(
    ("expect", "given", "ends"),
    [
        # All is open: two facts and one judgement.
        ("{status: qualifies}", "{}", "；未知：甲数、丙事；待判定：m/fit"),
        ("{status: qualifies}", "{a: 10}", "；未知：丙事；待判定：m/fit"),
        # Only a judgement is still to come.
        ("{status: qualifies}", "{a: 10, c: true}", "得到 needs_judgement；待判定：m/fit"),
        # What is settled waits for nothing.
        ("{status: qualifies}", "{a: 9}", "得到 does_not_qualify"),
        ('{clauses: {enough: "true"}}', "{}", "得到 unknown；未知：甲数"),
        ('{clauses: {enough: "true"}}', "{a: 9}", "得到 false"),
        ("{high: 100元}", "{a: 10, c: true}", "；未知：往年额（2022年）"),
    ],
)
def test_a_measure_says_what_it_waits_for(
    tmp_path: Path, expect: str, given: str, ends: str
) -> None:
    """Each fact by its label and year; the question as a case writes its answer."""
    (failure,) = told(tmp_path, expect, given)
    assert failure.endswith(ends)


def test_a_fact_says_what_it_waits_for(tmp_path: Path) -> None:
    """Of a fact that is not stated there is only itself."""
    (failure,) = told(tmp_path, "{status: does_not_qualify}", "{a: 9}", '{"past[2022]": 5元}')
    assert failure.startswith("past[2022]：应为 5..5")
    assert failure.endswith("；未知：往年额（2022年）")


INCIDENT = """\
as_of: 2025-12-01
given: {incident: {what: 示例行为, kind: 示例种类, domain: 林业, committed_on: 2025-06-15}}
incidents:
  - {name: x, from: author, basis: x, items: [], expect: {
    status: decided, outcome: {effect: none, modality: must},
    conditions: {article-33-minor/corrected: "true", article-33-minor/minor: "true"}}}
"""


def test_an_incident_says_what_it_waits_for(tmp_path: Path) -> None:
    """Of the whole once, of a condition its own; of many the first five and their number."""
    path = tmp_path / "x.yaml"
    path.write_text(INCIDENT, encoding="utf-8")
    (result,) = run_penalty_file(path, DECIDER, Diagnostics())
    whole, outcome, corrected, minor = result.failures
    assert whole.count("、") > 4
    assert "；未知：" in whole
    assert "；待判定：" in whole
    assert "未知" not in outcome
    assert corrected.endswith("；未知：违法行为·改正日")
    assert minor.endswith("；待判定：article-33-minor/minor")
    assert isinstance(whole, Sentence)
    english = whole.in_language("en")
    assert "; not known: the violation: age at the time" in english
    assert " in all)" in english
