"""Nothing that the rules leave open is forgotten, and every question can be told apart."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from huiqi.decision.in_force import in_force
from huiqi.engine import Engine
from huiqi.inquiry.asked import Matter, OpenPoint
from huiqi.inquiry.letters import points_of
from huiqi.truth import Truth
from tests.inquiry.unknown import DAY, MEASURES, written

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def project() -> list[OpenPoint]:
    """All that the project's own rules leave open."""
    engine = Engine.load(ROOT / "rules", compare=False)
    return points_of(engine.rulebook, engine.penalties, DAY)


def _points(folder: Path) -> list[OpenPoint]:
    return points_of(Engine.load(folder, compare=False).rulebook, None, DAY)


#: Of each kind of unknown what it is of.
EXPECTED = {
    (Matter.CLAUSE, "hinted"),
    (Matter.FORCE, "aged"),
    (Matter.PRESUMED, "presuming"),
    (Matter.BORROWED, "borrowing"),
    (Matter.READING, "double"),
    (Matter.READING, "reread"),
    (Matter.CONFLICT, "disputed"),
    (Matter.CONFLICT, "silent"),
    (Matter.CAP, "capped"),
    (Matter.VALUE, "figured"),
    (Matter.VALUE, "limited"),
    (Matter.UNSTATED, "silent"),
    (Matter.TEXT, "secret"),
    (Matter.APPLY, "silent"),
    (Matter.STACKING, "hinted"),
    (Matter.STACKING, "limited"),
    (Matter.FUND, "limited"),
}


def test_each_kind_of_unknown_is_asked_and_nothing_else(tmp_path: Path) -> None:
    """One of each in a small rulebook: all are found, of the measures that have them."""
    points = _points(written(tmp_path))
    assert {(point.topic, name) for point in points for name in point.measures} == EXPECTED
    counts = {topic: sum(point.topic is topic for point in points) for topic in Matter}
    assert counts[Matter.UNSTATED] == 2
    assert counts[Matter.APPLY] == 6
    assert counts[Matter.FUND] == 3


def test_what_the_project_leaves_open_is_all_asked(project: list[OpenPoint]) -> None:
    """Every unstated item, unknown condition, open cap, conflict and undated document."""
    rulebook = Engine.load(ROOT / "rules", compare=False).rulebook
    asked = "\n".join(
        f"{point.text.in_language('zh')} {point.stands.in_language('zh')}" for point in project
    )
    by_topic = {(point.topic, name) for point in project for name in point.measures}
    for measure in (*rulebook.supports, *rulebook.titles):
        for text in measure.unstated:
            assert text.zh in asked, text.zh
        if not measure.published:
            assert (Matter.TEXT, measure.id) in by_topic
            continue
        if in_force(measure.in_force, DAY)[0] is Truth.UNKNOWN:
            assert (Matter.FORCE, measure.id) in by_topic
        for condition in measure.conditions():
            if condition.unknown is not None:
                assert condition.unknown.zh in asked
            if condition.presumed:
                assert (Matter.PRESUMED, measure.id) in by_topic
        for cap in measure.gives.caps if measure.gives is not None else ():
            assert cap.per != "unknown" or (Matter.CAP, measure.id) in by_topic
        for conflict in measure.conflicts:
            assert conflict.text.zh in asked
        if measure.department is None and measure in rulebook.supports:
            assert (Matter.APPLY, measure.id) in by_topic
    for fund in rulebook.funds.values():
        assert all(text.zh in asked for text in fund.unstated)
    assert any(point.topic is Matter.LIST for point in project)


def test_every_point_has_an_id_of_its_own(project: list[OpenPoint]) -> None:
    """Seven signs that are not mistaken for one another, each once."""
    ids = [point.id for point in project]
    assert len(set(ids)) == len(ids)
    assert all(re.fullmatch("[2-9A-HJKMNP-TV-Z]{7}", own) for own in ids)


def test_an_id_stays_where_things_are_moved(tmp_path: Path) -> None:
    """Whatever stands in another order, or after something new, keeps its id."""
    before = {point.key: point.id for point in _points(written(tmp_path / "one"))}
    moved = {
        "silent": MEASURES["silent"].replace(
            "[{zh: 几年一次, en: how often}, {zh: 谁来评, en: who rates}]",
            "[{zh: 新的, en: new}, {zh: 谁来评, en: who rates}, {zh: 几年一次, en: how often}]",
        ),
        "capped": MEASURES["capped"].replace("caps: [", "caps: [{at_most: 90万元, per: year}, "),
    }
    assert moved["silent"] != MEASURES["silent"]
    assert moved["capped"] != MEASURES["capped"]
    after = {point.key: point.id for point in _points(written(tmp_path / "other", **moved))}
    assert before.items() <= after.items()
    assert len(after) == len(before) + 1


def test_who_is_asked_is_named_by_the_rules(tmp_path: Path) -> None:
    """The issuer of an official document without what follows its name; else the programme's."""
    offices = {
        point.key: point.document.office.in_language("zh")
        for point in _points(written(tmp_path))
        if point.document.office is not None
    }
    assert offices["source/law/force"] == "测试市工业局"
    assert offices["programme/p/text"] == "测试市政府办公室"
    assert offices["parameter/top"] == "测试市政府办公室"
