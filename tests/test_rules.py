"""The rules that come with huiqi: they load, are tested, and satisfy their schemas."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml

from huiqi.decision.cases import case_files
from huiqi.decision.decide import Decider
from huiqi.decision.results import Status
from huiqi.diagnostics import Diagnostics
from huiqi.profile.profile import Given, Profile
from huiqi.profile.profile_reader import read_profile
from huiqi.rulebook.clause_linker import BRIEF, SHORT
from huiqi.rulebook.folder import rule_files
from huiqi.rulebook.loading import load_rulebook
from huiqi.rulebook.rulebook import Definition, Fact, Rulebook, names_read
from huiqi.rulebook.schemas import schemas
from huiqi.rulebook.text import Text
from huiqi.spelling import columns
from huiqi.values import Choice

ROOT = Path(__file__).resolve().parents[1]


@pytest.fixture(scope="module")
def rulebook() -> Rulebook:
    """The rulebook of the project."""
    return load_rulebook(ROOT / "rules")


def test_titles_and_briefs_fit_their_line(rulebook: Rulebook) -> None:
    """A title wider than its column has a short form, and none is wider, whatever the console."""
    for measure in rulebook.supports:
        assert _fits(measure.name, SHORT), measure.id
        for condition in measure.conditions():
            if condition.brief is not None:
                assert _fits(condition.brief, BRIEF), (measure.id, condition.id)


def _fits(text: Text, most: tuple[int, int]) -> bool:
    return columns(text.zh) <= most[0] and columns(text.en) <= most[1]


@pytest.mark.parametrize(
    ("word", "occasions"),
    [
        ("首次认定", {"first"}),
        ("首次通过", {"first"}),
        ("未通过", {"first_failed"}),
        ("复审奖励", {"recheck"}),
    ],
)
def test_a_measure_for_one_time_of_a_recognition_says_which(
    rulebook: Rulebook, word: str, occasions: set[str]
) -> None:
    """A table's 首次 and 复审 are told apart by it; nothing reads it from a title."""
    titled = [one for one in rulebook.supports if word in one.title.zh]
    assert {one.occasion for one in titled} <= occasions
    assert {one.occasion for one in rulebook.supports} == {None, "first", "first_failed", "recheck"}


def test_a_measure_for_what_a_higher_level_recognised_says_which(rulebook: Rulebook) -> None:
    """A table's 省里 is told by it; nothing reads it from a title."""
    levels = {"province": "省", "nation": "国家"}
    for measure in rulebook.supports:
        level = rulebook.level(measure)
        above = {one for one, word in levels.items() if word in measure.title.zh} - {level}
        assert {measure.for_level} - {None} == above, measure.id


def test_every_measure_has_a_case(rulebook: Rulebook) -> None:
    """No measure goes untested."""
    tested: set[str] = set()
    for path in case_files([ROOT / "cases"]):
        for case in _plain(path).get("cases", ()):
            tested |= case["expect"].get("measures", {}).keys()
    assert tested == set(rulebook.measures)


def _plain(path: Path) -> Any:
    """A YAML file as an editor's schema check sees it: dates are texts, keys are texts."""
    return json.loads(json.dumps(yaml.load(path.read_text(encoding="utf-8"), yaml.CBaseLoader)))


@pytest.mark.parametrize("kind", ["sources", "facts", "programme", "measure", "fund"])
def test_schemas_accept_the_rules(kind: str) -> None:
    """An editor draws no red line under a rule that loads."""
    schema = schemas()[kind]
    checked = 0
    for path in (path for own, _, path in rule_files(ROOT / "rules") if own == kind):
        text = _typed(_plain(path))
        jsonschema.Draft202012Validator(schema).validate(text)
        checked += 1
    assert checked


def test_an_editor_finds_the_schema_that_a_file_names() -> None:
    """The line is a path from the file; one that leads nowhere is no help, and is not told."""
    named = 0
    for folder in ("rules", "cases"):
        for path in (ROOT / folder).rglob("*.yaml"):
            first = path.read_text(encoding="utf-8").partition("\n")[0]
            if first.startswith("# yaml-language-server: $schema="):
                assert (path.parent / first.partition("=")[2]).is_file(), path
                named += 1
    assert named


def _typed(value: Any) -> Any:
    """The scalars that are not texts in these files."""
    if isinstance(value, dict):
        return {
            key: int(part)
            if key in ("rung", "rank", "slot", "slots", "years_before") and isinstance(part, str)
            else _typed(part)
            for key, part in value.items()
        }
    if isinstance(value, list):
        return [_typed(part) for part in value]
    return {"true": True, "false": False}.get(value, value)


def test_a_schema_refuses_an_unknown_key() -> None:
    """An editor marks a misspelt key."""
    content = _typed(_plain(ROOT / "rules/also/liaocheng/above-scale-reward.yaml"))
    validator = jsonschema.Draft202012Validator(schemas()["measure"])
    assert validator.is_valid(content)
    assert not validator.is_valid({**content, "titel": "x"})


def test_real_enterprises_name_a_source_for_every_figure(rulebook: Rulebook) -> None:
    """A real company appears only with publicly reported figures."""
    for path in sorted((ROOT / "cases" / "enterprises").glob("*.yaml")):
        profile = read_profile(path, rulebook, Diagnostics())
        assert profile.facts
        for key, given in profile.facts.items():
            assert "http" in given.source, f"{path.name}: {key}"
            assert given.grade is not None, f"{path.name}: {key}"


def test_invented_enterprises_say_so() -> None:
    """Nobody can take an example for a company."""
    for path in sorted((ROOT / "cases" / "examples").glob("*.yaml")):
        written = yaml.safe_load(path.read_text(encoding="utf-8"))
        told = written["enterprise"]
        assert "示例企业" in (told if isinstance(told, str) else told["name"]), path


def test_every_source_has_a_place_to_look_it_up(rulebook: Rulebook) -> None:
    """A source without a number, an address or an issuer could not be found again."""
    for source in rulebook.sources.values():
        assert source.number or source.url or source.issuer, source.id


def test_every_source_is_cited() -> None:
    """A document nobody cites supports nothing."""
    files = [p for p in sorted((ROOT / "rules").rglob("*.yaml")) if p.name != "sources.yaml"]
    cited = "".join(path.read_text(encoding="utf-8") for path in files)
    for source in load_rulebook(ROOT / "rules").sources:
        assert f"source: {source}" in cited, source


def test_every_fact_can_be_asked(rulebook: Rulebook) -> None:
    """A question, help, who usually knows it and what proves it, for facts and what is asked."""
    asked = [definition for definition in rulebook.definitions.values() if definition.question]
    facts: list[Fact | Definition] = [*rulebook.facts.values(), *asked]
    for fact in facts:
        assert fact.question is not None, fact.id
        assert fact.help is not None, fact.id
        assert fact.known_by is not None, fact.id
        assert fact.proof, fact.id
        assert "？" in fact.question.zh, fact.id


def test_no_fact_is_read_by_no_rule(rulebook: Rulebook) -> None:
    """What no rule reads is not asked of anyone."""
    read: set[str] = set()
    for measure in rulebook.measures.values():
        for node in measure.nodes():
            read.update(names_read(node))
        if measure.records:
            read.add(measure.records)
        if measure.ladder is not None:
            read.update(names_read(measure.ladder.held))
    if any(rule.kind not in ("ceiling", "unknown") for rule in rulebook.stacking.values()):
        assert rulebook.payments is not None
        read.add(rulebook.payments.id)
    reached = {name for other in read for name in rulebook.closure.get(other, {other})}
    # What is computed for its own sake, with the facts it rests on.
    for name in rulebook.definitions:
        reached |= rulebook.closure[name]
    assert set(rulebook.facts) <= reached


def test_what_a_bookkeeper_rarely_has_is_asked_last(rulebook: Rulebook) -> None:
    """Market share and R&D staff after everything else; a coarse industry code is not refined."""
    profile = Profile(name="示例企业", facts={("industry_code", None): Given(value=Choice(None))})
    result = Decider(rulebook).decide(profile, date(2023, 6, 20), rulebook.titles)
    open_ = [
        missing
        for found in result.results
        if found.status in (Status.UNDETERMINED, Status.NEEDS_JUDGEMENT)
        for missing in found.missing
    ]
    asked = [question.missing for question in result.questions if question.missing in open_]
    rare = [
        (rulebook.facts.get(missing.name) or rulebook.definitions[missing.name]).rarely_known
        or missing.name == "industry_code"
        for missing in asked
    ]
    assert {"domestic_market_share", "research_staff", "industry_code"} <= {m.name for m in asked}
    assert rare == sorted(rare)
