"""By which name a payment received is of a measure; one that is only like some may be any."""

from __future__ import annotations

from datetime import date

import pytest

from huiqi.engine import Engine, ReadEnterprise
from huiqi.profile.nameless import impersonal
from huiqi.rulebook.loading import load_rulebook
from huiqi.truth import Truth
from huiqi.values import Records, symbol

DAY = date(2026, 11, 27)
MEASURE = "high-technology-first-pass"


@pytest.fixture(scope="module")
def engine() -> Engine:
    """The rules, without the network."""
    return Engine(load_rulebook())


def read(engine: Engine, measure: str) -> ReadEnterprise:
    """An enterprise certified in 2025 that received one payment of a measure so called."""
    payment = {"措施（id 或名称）": measure, "金额": "10万元", "到账日": "2025-12-01"}
    facts = {"首次通过高新技术企业认定的年份": 2025, "已经得过的财政支持": {"全部": [payment]}}
    return engine.read_enterprise({"enterprise": "示例企业", "facts": facts}, DAY)


def not_received(engine: Engine, read_: ReadEnterprise) -> Truth:
    """Whether it is so that nothing of the kind was received."""
    result = engine.check(read_.enterprise, DAY, [MEASURE])[MEASURE]
    (clause,) = (one for one in result.verdicts[0].clauses if one.condition.id.endswith("once"))
    return clause.truth


@pytest.mark.parametrize("form", ["id", "title", "short", "shorter", "english"])
def test_every_name_of_a_measure_is_that_measure(engine: Engine, form: str) -> None:
    """Its short name as well, which is what the screens print."""
    measure = engine.rulebook.measures[MEASURE]
    names = {"id": MEASURE, "title": measure.title.zh, "short": measure.name.zh}
    names["shorter"] = names["short"].removesuffix("（市级）")
    assert names["shorter"] != names["short"]
    found = read(engine, (names | {"english": measure.title.en})[form])
    assert not_received(engine, found) is Truth.FALSE
    assert "P173" not in [item.code for item in found.remarks]


@pytest.mark.parametrize("written", ["高企", "高企首次认定奖"])
def test_a_name_that_is_only_like_some_may_be_any(engine: Engine, written: str) -> None:
    """Received is not told to be something else; the remark names what it may be."""
    found = read(engine, written)
    assert not_received(engine, found) is Truth.UNKNOWN
    (remark,) = (item for item in found.remarks if item.code == "P173")
    assert engine.rulebook.measures[MEASURE].title.zh in str(remark)


def test_a_shortened_name_is_like_those_it_shortens(engine: Engine) -> None:
    """Not like others that are only spelt alike, 品牌奖励 among them."""
    found = read(engine, "高企奖励")
    assert not_received(engine, found) is Truth.UNKNOWN
    (remark,) = (item for item in found.remarks if item.code == "P173")
    assert engine.rulebook.measures[MEASURE].title.zh in str(remark)
    for other in ("品牌奖励", "一企一技术奖励", "营业收入突破奖励"):
        assert other not in str(remark)


def test_something_else_is_something_else(engine: Engine) -> None:
    """What the remark says to write where none is meant."""
    found = read(engine, "其他")
    assert not_received(engine, found) is Truth.TRUE
    assert "P173" not in [item.code for item in found.remarks]


def test_a_name_that_another_place_has_too_is_ours(engine: Engine) -> None:
    """Where a measure of the city and one elsewhere are called alike."""
    rules = engine.rulebook
    own = {measure.title.zh: measure.id for measure in rules.supports}
    both = [
        (measure.title.zh, own[measure.title.zh])
        for measure in rules.measures.values()
        if measure.title.zh in own and measure.id != own[measure.title.zh]
    ]
    assert both
    for title, ours in both:
        found = read(engine, title).enterprise.facts["support_received", None].value
        assert isinstance(found, Records)
        (payment,) = found.items
        assert payment.fields["measure"] == symbol(ours)


def test_what_nobody_knows_of_a_payment_stays_so(engine: Engine) -> None:
    """Once measure and project are looked up, and once names have become numbers."""
    payment = {"名目": "高企奖金", "是哪项措施": "不知道", "项目": "示例项目", "到账日": "不知道"}
    facts = {"已经得过的财政支持": {"至少": [payment]}}
    read = engine.read_enterprise({"enterprise": "示例企业", "facts": facts}, DAY)
    for profile in (read.enterprise, impersonal(read.enterprise, engine.rulebook)):
        value = profile.facts["support_received", None].value
        assert isinstance(value, Records)
        assert value.items[0].unknown == {"measure", "received_on"}


@pytest.mark.parametrize(
    ("name", "apart"),
    [
        ("2024年专精特新奖励（县里还是市里不清楚）", Truth.TRUE),
        ("一季度开门红奖励", Truth.TRUE),
        ("2025年上规奖励", Truth.TRUE),
        # What is for the same, has words that say nothing of it, or is of two things may be it.
        ("2025年高企奖励", Truth.UNKNOWN),
        ("2025年奖励资金", Truth.UNKNOWN),
        ("专精特新、高企奖励", Truth.UNKNOWN),
        ("2025年专精特新和别的奖励", Truth.UNKNOWN),
    ],
)
def test_a_name_of_one_thing_is_no_suspicion_of_another(
    engine: Engine, name: str, apart: Truth
) -> None:
    """专精特新奖励 may have been one for a high-technology certificate, since nobody said which."""
    payment = {"名目": name, "是哪项措施": "不知道", "金额": "10万元", "到账日": "2025-12-01"}
    facts = {"首次通过高新技术企业认定的年份": 2025, "已经得过的财政支持": {"全部": [payment]}}
    assert (
        not_received(
            engine, engine.read_enterprise({"enterprise": "示例企业", "facts": facts}, DAY)
        )
        is apart
    )
