"""What an audit opens with: counted on a small rulebook by hand, and on the project's apart."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import yaml

from huiqi.asking import inquiry, mission
from huiqi.engine import Engine
from huiqi.inquiry.asked import Mission, Standings
from huiqi.report.blocks import Page
from huiqi.report.media import terminal
from huiqi.report.pages.mission_held import mission_held
from huiqi.report.phrases import Phrases
from huiqi.serialisation.audits import _mission
from tests.inquiry.unknown import DAY, FIRMS, written

ROOT = Path(__file__).resolve().parents[2]
_CASE = "  - {name: 例, from: author, basis: 甲, facts: {staff: 20}, expect: {measures: {%s}}}\n"
#: Of a document under a topic, of another, and of a topic and what draws on the fund.
CASES = "cases:\n" + "".join(
    _CASE % expected
    for expected in (
        "hinted: {status: undetermined}",
        "aged: {status: undetermined}",
        "secret: {status: undetermined}, limited: {status: qualifies}",
    )
)


@pytest.fixture
def small(tmp_path: Path) -> tuple[Path, Path, Path]:
    """The small rulebook, three cases and four firms."""
    cases = tmp_path / "cases"
    cases.mkdir()
    (cases / "three.yaml").write_text(CASES, "utf-8")
    firms = tmp_path / "firms"
    firms.mkdir()
    for number, facts in enumerate(FIRMS):
        document = {"enterprise": {"name": f"示例企业{number}"}, "facts": facts}
        (firms / f"{number}.yaml").write_text(yaml.safe_dump(document, allow_unicode=True), "utf-8")
    return written(tmp_path / "rules"), cases, firms


def test_the_three_things_are_counted(small: tuple[Path, Path, Path]) -> None:
    """Texts, conditions and cases as they can be told off the small rulebook by eye."""
    rules, cases, firms = small
    found = mission(DAY, rules=rules, cases=[cases], enterprises=[firms])
    topics, fund = found.things
    # One topic without a text, which one document with two conditions answers.
    assert (topics.key, topics.texts, topics.of_texts, topics.beside) == ("topics", 0, 2, 1)
    assert (topics.clauses, topics.cases) == (2, 2)
    # Its fund is only reported; one condition, one case.
    assert (fund.key, fund.texts, fund.of_texts, fund.clauses, fund.cases) == ("fund", 0, 1, 1, 1)
    # The hint, the text, and whether both may be had; year, sharing, criteria, the cap, and that.
    assert topics.questions == 3
    assert fund.questions == 5


def test_settled_is_what_the_letters_say_too(small: tuple[Path, Path, Path]) -> None:
    """One figure on both pages; nothing is counted where no enterprise is given."""
    rules, cases, firms = small
    found = mission(DAY, rules=rules, cases=[cases], enterprises=[firms])
    assert found.standings == inquiry(DAY, rules=rules, enterprises=[firms]).standings
    assert mission(DAY, rules=rules, cases=[cases]).standings is None


@pytest.mark.parametrize(
    ("settled", "verdicts", "percent"), [(0, 3, "0.0"), (2, 3, "66.6"), (3, 3, "100.0")]
)
def test_only_all_is_a_hundred_per_cent(settled: int, verdicts: int, percent: str) -> None:
    """Rounded down."""
    found = Standings(
        enterprises=1,
        verdicts=verdicts,
        settled=settled,
        enterprise=verdicts - settled,
        office=0,
        text=0,
    )
    document = _mission(Mission(as_of=DAY, things=(), standings=found))
    assert json.loads(json.dumps(document))["settled"] == percent


def test_the_project_is_counted_apart() -> None:
    """Twenty topics, one fund, the list's reported size; incidents as the files have them."""
    found = mission(DAY, cases=[ROOT / "cases"])
    topics, fund, penalties = found.things
    assert (topics.texts, topics.of_texts) == (0, 20)
    assert fund.of_texts == 1
    assert (penalties.texts, penalties.of_texts) == (0, 785)
    files = (ROOT / "cases" / "penalty").glob("*.yaml")
    incidents = sum(len(yaml.safe_load(p.read_text("utf-8"))["incidents"]) for p in files)
    assert penalties.cases == incidents


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_opening_says_each_figure(small: tuple[Path, Path, Path], language: str) -> None:
    """A line or two for each, and the verdicts."""
    rules, cases, firms = small
    found = mission(DAY, rules=rules, cases=[cases], enterprises=[firms])
    phrases = Phrases(Engine.load(rules, compare=False).rulebook, language)
    lines = terminal.lines(Page("t", [mission_held(found, phrases)]), 80)
    said = "\n".join(line.plain for line in lines)
    assert found.standings is not None
    for figure in ("0/2", "0/1", f"{found.standings.settled}/{found.standings.verdicts}"):
        assert figure in said
    assert len(lines) <= 10
