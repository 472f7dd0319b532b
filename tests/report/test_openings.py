"""When one can apply, on the screens of ``check``: what is said is what was worked out."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from huiqi import Engine
from huiqi.decision.application import Application, application
from huiqi.decision.results import REFUSED, Decision, MeasureResult
from huiqi.report.blocks import Facts, words_of
from huiqi.report.layout import HEIGHT, widest
from huiqi.report.media import terminal
from huiqi.report.pages.applying import opening_said
from huiqi.report.pages.check import check_pages
from huiqi.report.pages.one_measure import measure_pages
from huiqi.report.pages.openings import openings
from huiqi.report.phrases import Phrases
from huiqi.rulebook.apply import Window
from tests.decision.test_application import (
    CALL,
    DUE,
    FROM,
    MONTHS,
    SEEN,
    SPRING,
    measure,
    window,
)

ROOT = Path(__file__).resolve().parents[2]
DAY = date(2023, 6, 20)
WIDTH = 80
LABELS = {"zh": "申报时间", "en": "apply"}


@pytest.fixture(scope="module")
def engine() -> Iterator[Engine]:
    """The rules of the project, without the network."""
    with Engine.load(ROOT / "rules", compare=False) as loaded:
        yield loaded


@pytest.fixture(scope="module")
def decision(engine: Engine) -> Decision:
    """Of the bundled example."""
    source = ROOT / "cases" / "examples" / "example-complete.yaml"
    return engine.check(engine.read_enterprise(source, DAY).enterprise, DAY)


def could(engine: Engine, decision: Decision) -> list[MeasureResult]:
    """What it has or could have, and what has a text."""
    return [
        result
        for result in decision.results
        if result.measure.published
        and result.status not in REFUSED
        and engine.rulebook.level(result.measure) != "comparable"
    ]


@pytest.mark.parametrize(
    ("day", "told"),
    [
        (date(2026, 7, 4), True),
        (date(2026, 7, 3), False),
        (date(2026, 12, 31), True),
        (date(2027, 1, 1), False),
    ],
)
def test_a_document_that_soon_ends_is_told(engine: Engine, day: date, told: bool) -> None:
    """From half a year before its last day: 2026-12-31 of the province's R&D subsidy."""
    source = {"enterprise": "示例企业", "facts": {"注册地在聊城市": True}}
    found = engine.check(engine.read_enterprise(source, day).enterprise, day)
    said = [words_of(row[1]) for row in openings(found, Phrases(engine.rulebook), 3)]
    left = (date(2026, 12, 31) - day).days
    assert (f"企业研究开发财政补助（2026-12-31，还有 {left} 天）" in "".join(said)) is told


def with_windows(decision: Decision, windows: dict[str, Window]) -> Decision:
    """The same where these measures are applied for so."""
    results = []
    for result in decision.results:
        found = windows.get(result.measure.id)
        if found is not None:
            apply = dataclasses.replace(result.measure.apply, windows=(found,))
            changed = dataclasses.replace(result.measure, apply=apply)
            result = dataclasses.replace(result, measure=changed)
        results.append(result)
    return dataclasses.replace(decision, results=tuple(results))


def line(engine: Engine, decision: Decision, language: str = "zh") -> str:
    """What the screen says of when to apply."""
    phrases = Phrases(engine.rulebook, language)
    page = terminal.fitting(check_pages(decision, phrases, engine.penalty_counts), WIDTH, HEIGHT)
    lines = terminal.lines(page, WIDTH)
    assert len(lines) <= HEIGHT
    assert all(widest(one.plain) <= WIDTH for one in lines)
    rows = [row for block in page.blocks if isinstance(block, Facts) for row in block.rows]
    (said,) = [words_of(row[1]) for row in rows if words_of(row[0]) == LABELS[language]]
    return said


def test_what_no_source_says_is_said_once(engine: Engine, decision: Decision) -> None:
    """No window is known of what the example could have."""
    known = [r for r in could(engine, decision) if r.measure.apply.windows]
    if not known:
        assert line(engine, decision) == "读到的来源都没有写，说不出哪项快截止"


@pytest.mark.parametrize("language", ["zh", "en"])
def test_each_kind_is_told_with_its_day(engine: Engine, decision: Decision, language: str) -> None:
    """Closing, open, ahead and over; the rest by number; one screen all the same."""
    found = could(engine, decision)
    closing, later, ahead, over = (result.measure for result in found[:4])
    shown = with_windows(
        decision,
        {
            closing.id: window("2023-06-01", "2023-08-19"),
            later.id: window("2023-06-01", "2023-08-20"),
            ahead.id: window("2023-07-01", "2023-07-31"),
            over.id: window("2023-06-01", "2023-06-19"),
        },
    )
    said = line(engine, shown, language)
    name = Phrases(engine.rulebook, language).text
    if language == "zh":
        parts = said.split("；")
        assert parts == [
            f"60 天内截止 {name(closing.name)}（2023-08-19）",
            f"正在受理 {name(later.name)}（2023-08-20）",
            f"还没开始 {name(ahead.name)}（2023-07-01）",
            f"已截止 {name(over.name)}（2023-06-19）",
            f"其余 {len(found) - 4} 件来源没有写",
        ]
    assert name(closing.name) in said
    assert str(len(found) - 4) in said


@pytest.mark.parametrize("language", ["zh", "en"])
def test_many_windows_still_fit(engine: Engine, decision: Decision, language: str) -> None:
    """Where all that the example could have has a window of one of four kinds."""
    kinds = (
        window("2023-06-01", "2023-07-19"),
        window("2023-06-01", "2023-12-20"),
        window("2023-07-01", "2023-07-31"),
        window("2023-06-01", "2023-06-19"),
    )
    names = [result.measure.id for result in could(engine, decision)]
    shown = with_windows(decision, {name: kinds[n % 4] for n, name in enumerate(names)})
    said = line(engine, shown, language)
    assert "60" in said
    assert "来源" not in said


def test_what_is_refused_is_not_told(engine: Engine, decision: Decision) -> None:
    """A window of what it cannot have is none of its business."""
    refused = next(r for r in decision.results if r.status in REFUSED and r.measure.published)
    before = line(engine, decision)
    assert line(engine, with_windows(decision, {refused.measure.id: CALL})) == before


def test_one_measure_says_when(engine: Engine, decision: Decision) -> None:
    """Its window with how it stands today, and in one line what no source says."""
    name = could(engine, decision)[0].measure.id
    shown = with_windows(decision, {name: window("2023-06-01", "2023-08-19")})
    page = terminal.fitting(measure_pages(shown, name, Phrases(engine.rulebook)), WIDTH, HEIGHT)
    rows = [row for block in page.blocks if isinstance(block, Facts) for row in block.rows]
    said = {words_of(label): words_of(text) for label, text in rows}
    assert said["时间"] == "2023-06-01 至 2023-08-19；正在受理，2023-08-19 截止，还剩 60 天"
    assert said["怎样申请"].endswith("受理地址、电话、规定的材料清单、兑现时限来源没有写")


@pytest.mark.parametrize(
    ("found", "said"),
    [
        (application(measure(CALL), date(2023, 2, 19)), "2023-02-20 开始，还有 1 天"),
        (application(measure(CALL), date(2023, 3, 17)), "正在受理，今天截止"),
        (application(measure(CALL), date(2023, 3, 16)), "正在受理，2023-03-17 截止，还剩 1 天"),
        (application(measure(CALL), date(2023, 3, 18)), "2023-03-17 已截止，以后的没有见到"),
        (
            application(measure(SPRING, force=SEEN), date(2024, 3, 15)),
            "往年3月1日 至 4月30日，2024年是否同样未知",
        ),
        (
            application(measure(MONTHS), date(2023, 3, 5)),
            "也许正在受理，2023年4月截止（哪一天没有写），2023年3月开始（哪一天没有写）",
        ),
        (
            application(measure(DUE), date(2023, 3, 7)),
            "也许正在受理，2023-03-17 截止，还剩 10 天，何时开始没有写",
        ),
        (
            application(measure(FROM), date(2023, 3, 7)),
            "也许正在受理，2023-03-01 起，何时截止没有写",
        ),
        (application(measure(window(all_year=True)), date(2023, 3, 7)), "正在受理"),
        (application(measure(automatic=True), date(2023, 3, 7)), "免申即享"),
        (application(measure(), date(2023, 3, 7)), ""),
    ],
)
def test_each_state_has_its_words(engine: Engine, found: Application, said: str) -> None:
    """What no source says is named, never filled in."""
    assert opening_said(found, Phrases(engine.rulebook)) == said
