"""The public face: what a platform imports, and what the commands themselves ask."""

from __future__ import annotations

import doctest
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

import pytest
import yaml

import huiqi
from huiqi import Engine, authoring, engine
from huiqi.diagnostics import InputError

ROOT = Path(__file__).resolve().parents[1]
DAY = date(2023, 6, 20)
EXAMPLE = ROOT / "cases" / "examples" / "example-complete.yaml"


@pytest.fixture(scope="module")
def loaded() -> Engine:
    """The installed rules, without the network."""
    return Engine.load(compare=False)


def test_the_examples_of_its_documentation_run() -> None:
    """As they are printed."""
    for face in (engine, authoring):
        result = doctest.testmod(face)
        assert result.attempted > 0
        assert result.failed == 0


def test_a_mapping_is_read_as_the_file_is(loaded: Engine) -> None:
    """Numbers stay exact, dates stay dates, years may be numbers."""
    data = yaml.safe_load(EXAMPLE.read_text("utf-8"))
    from_file = loaded.check(loaded.read_enterprise(EXAMPLE, DAY).enterprise, DAY)
    from_data = loaded.check(loaded.read_enterprise(data, DAY).enterprise, DAY)
    assert [r.status for r in from_file.results] == [r.status for r in from_data.results]
    for one, other in zip(from_file.results, from_data.results, strict=True):
        if one.amount is not None:
            assert other.amount is not None
            assert (one.amount.low, one.amount.high) == (other.amount.low, other.amount.high)


def test_what_is_wrong_in_a_mapping_is_told(loaded: Engine) -> None:
    """With its nearest spelling, as in a file; nothing is dropped."""
    with pytest.raises(InputError) as refused:
        loaded.read_enterprise({"enterprise": "示例企业", "facts": {"revenuee": {2022: 1}}}, DAY)
    assert "revenue" in str(refused.value)
    with pytest.raises(InputError):
        loaded.read_enterprise({"enterprise": "示例企业", "facts": {"revenue": float("nan")}}, DAY)


@pytest.mark.parametrize("day", [datetime(2023, 6, 20, 23, 30, tzinfo=UTC), "2023-06-20"])
def test_a_moment_or_a_text_is_no_day_of_decision(loaded: Engine, day: date) -> None:
    """They ended in a TypeError deep within; a moment is of one day or another by the clock."""
    enterprise = loaded.read_enterprise(EXAMPLE, DAY).enterprise
    incident = {"domain": "fire", "happened_on": "2023-06-01"}
    for ask in (
        lambda: loaded.read_enterprise(EXAMPLE, day),
        lambda: loaded.check(enterprise, day),
        lambda: loaded.compute(enterprise, "rd_super_deduction", day),
        lambda: loaded.interview(None, day),
        lambda: loaded.read_incident(incident, day),
    ):
        with pytest.raises(InputError) as refused:
            ask()
        assert [fault.code for fault in refused.value.faults] == ["C102"]


@pytest.mark.network
def test_an_engine_asks_the_network() -> None:
    """It says on how many nodes they were compared."""
    with Engine.load() as asked:
        one = asked.read_enterprise({"enterprise": "示例企业", "facts": {}}, DAY).enterprise
        assert asked.check(one, DAY).checked > 0
        assert asked.unavailable is None


def test_an_engine_answers_again_and_again() -> None:
    """Several enterprises, and on what is only supposed, by one network."""
    with Engine.load() as asked:
        one = asked.read_enterprise(
            {
                "enterprise": "示例企业",
                "facts": {"rd_institution_rating": "优秀", "rd_super_deduction": {2022: "100万元"}},
            },
            DAY,
        ).enterprise
        first, again = asked.check(one, DAY), asked.check(one, DAY)
        assert first.checked == again.checked
        assert [r.status for r in first.results] == [r.status for r in again.results]
        supposed = asked.supposing("rd_subsidy_rate=30%").check(one, DAY)
        assert supposed["rd-institution-subsidy"].amount is not None
        assert supposed["rd-institution-subsidy"].amount.high == Decimal(300_000)
        with pytest.raises(KeyError):
            first["no-such-measure"]


def test_what_it_computes_is_named_by_its_label(loaded: Engine) -> None:
    """Id or label; an unknown one is refused with what is near."""
    one = loaded.read_enterprise(
        {"enterprise": "示例企业", "facts": {"rd_super_deduction": {2022: "100万元"}}}, DAY
    ).enterprise
    by_id = loaded.compute(one, "rd_super_deduction", DAY)
    label = loaded.rulebook.label("rd_super_deduction").zh
    assert loaded.compute(one, label, DAY, 2022).outcome == by_id.outcome
    with pytest.raises(InputError, match="C103"):
        loaded.compute(one, "rd_super_deductoin", DAY)
    with pytest.raises(InputError, match="C104"):
        loaded.compute(one, "rd_super_deduction", DAY, 3000)


def test_a_measure_is_found_by_a_part_of_its_title(loaded: Engine) -> None:
    """Brackets and quotation marks aside; a part that one topic has is the topic; where several
    have it, they are offered, not chosen among.
    """
    assert loaded.measure("first-set") == "first-set"
    assert loaded.measure("首台套奖励") == "first-set"
    assert loaded.measure("首台套") == "first-set-and-batch"
    assert loaded.measure("“数字领航”企业奖补") == loaded.measure("数字领航企业奖补")
    assert loaded.measure("优秀研发机构") == "rd-institution-subsidy"
    with pytest.raises(InputError) as several:
        loaded.measure("产业链")
    (item,) = several.value.diagnostics
    ids = {word.rpartition("[")[2].rstrip("]") for word in item.allowed}
    assert ids == {"chain-leader", "chain-promotion", "chain-promotion-body"}
    for nothing in ("", "（）", "没有这样的"):
        with pytest.raises(InputError, match="C107"):
            loaded.measure(nothing)
    one = loaded.read_enterprise({"enterprise": "示例企业"}, DAY).enterprise
    assert [r.measure.id for r in loaded.check(one, DAY, ["first-set"]).results] == ["first-set"]


def test_a_step_is_found_by_a_part_of_its_title(loaded: Engine) -> None:
    """Of the ladder asked; another title's name is refused."""
    one = loaded.read_enterprise({"enterprise": "示例企业"}, DAY).enterprise
    ladder = loaded.ladder(one, DAY)
    last = ladder.steps[-1]
    assert loaded.step(ladder, last.result.measure.title.zh) is last
    with pytest.raises(InputError, match="C107"):
        loaded.step(ladder, "首台套奖励")


def test_a_topic_is_answered_by_its_documents(loaded: Engine) -> None:
    """A measure is its own answer."""
    assert loaded.answering("first-set") == ("first-set",)
    assert "first-set" in loaded.answering("first-set-and-batch")


def test_rules_without_penalties_say_so(loaded: Engine, tmp_path: Path) -> None:
    """Before anybody asks for them, which is refused."""
    assert loaded.holds_penalties
    bare = Engine(loaded.rulebook, rules=tmp_path)
    assert not bare.holds_penalties
    with pytest.raises(InputError, match="R333"):
        _ = bare.penalties


def test_a_list_is_read_kept_and_taken_back(tmp_path: Path) -> None:
    """Row by row, without a command; what was refused says why."""
    table = tmp_path / "list.csv"
    table.write_text(
        "领域,违法行为,适用情形,处罚结果\n市场监管,未按规定公示,初次违法,不予处罚\n,示例行为,,不予处罚\n",
        "utf-8",
    )
    read = authoring.read_list(table, authoring.ListHeading(title="示例清单"))
    assert [row.code for row in read.outcome.refused] == ["V221"]
    assert [row.violation for row in read.outcome.accepted] == ["未按规定公示"]
    lists = tmp_path / "lists"
    kept = authoring.keep_list(read.outcome, lists)
    with Engine.load(lists=lists, compare=False) as asked:
        assert any(one.imported for one in asked.penalties.lists.values())
    assert authoring.take_list_back(lists) == (kept, None)
    with pytest.raises(InputError, match="V212"):
        authoring.take_list_back(lists)


def test_no_check_has_an_unknown_code() -> None:
    """Nor is nothing a code."""
    for code in ("A9", ""):
        with pytest.raises(InputError, match="C160"):
            authoring.checks_named([code])


def test_the_package_offers_what_it_lists() -> None:
    """And nothing is imported before it is asked for."""
    for name in huiqi.__all__:
        assert getattr(huiqi, name) is not None
    with pytest.raises(AttributeError):
        _ = huiqi.Motor
