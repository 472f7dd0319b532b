"""Whether a document is in force, against every period that what is known allows."""

from __future__ import annotations

import json
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from typer.testing import CliRunner

from huiqi.cli.commands import application
from huiqi.decision.in_force import in_force
from huiqi.rulebook.force import InForce, Sighting
from huiqi.rulebook.loading import load_rulebook
from huiqi.truth import Truth

ROOT = Path(__file__).resolve().parents[2]
#: A calendar in which a "year" has ten days and a "month" three: small enough to try everything.
START = date(2020, 1, 1)
DAYS = [START + timedelta(days=number) for number in range(40)]

#: Titles and products of 2026 under documents last seen in 2018, 2019 and on 2026-11-23.
FIRST_SET = """enterprise: {name: 示例企业}
facts:
  注册地在聊城市: 是
  首台套产品:
    - {产品名称: 甲, 列入的目录: 国家首台套目录, 认定日期: 2026-03-15, 该产品已享受过同类支持: 否}
  当年已得首台套奖励: {2026: 0}
  已获得的称号:
    - {证书上的名称: 新材料领军, 称号: 省新材料领军企业, 认定日期: 2026-02-01}
  首次升规纳统年份: 2026
  营业收入: {2025: 1500万元, 2026: 2600万元}
  已经得过的财政支持: []
"""
MILESTONE = """enterprise: {name: 示例企业}
facts:
  注册地在聊城市: 是
  民营企业: 是
  营业收入: {2022: 120亿元, 2021: 90亿元}
  主营业务收入: {2022: 120亿元}
  上一年度以前各年的最高营业收入: 90亿元
"""
ANSWER = "{answer: %s, by: 示例审核员, date: 2026-11-25, reason: 电话核实}"


def worlds(period: InForce) -> list[tuple[int, int]]:
    """Every period, as positions in ``DAYS``, that agrees with what is stated and seen."""
    last = len(DAYS) - 1

    def agrees(start: int, end: int) -> bool:
        first_day, last_day = DAYS[start], DAYS[end]
        if period.since is not None and first_day != period.since:
            return False
        if period.until is not None and last_day != period.until:
            return False
        if period.open and period.until is None and end != last:
            return False
        if period.ended_by is not None and last_day > period.ended_by:
            return False
        return all(s.first <= last_day and first_day <= s.last for s in period.seen)

    return [
        (start, end)
        for start in range(len(DAYS))
        for end in range(start, len(DAYS))
        if agrees(start, end)
    ]


@st.composite
def periods(draw: st.DrawFn) -> InForce:
    """Stated ends or none, open or not, and sightings of one to ten days."""
    day = st.sampled_from(DAYS[5:30])
    seen = []
    for _ in range(draw(st.integers(0, 3))):
        first = draw(st.integers(5, 25))
        seen.append(Sighting(DAYS[first], DAYS[first + draw(st.sampled_from([0, 0, 2, 9]))]))
    since, until = draw(st.none() | day), draw(st.none() | day)
    open_ = until is None and draw(st.booleans())
    ended = draw(st.none() | day) if until is None and not open_ else None
    return InForce(
        since=since,
        until=until,
        seen=tuple(sorted(seen)),
        basis=(),
        note=None,
        ended_by=ended,
        open=open_,
    )


def test_what_was_seen_within_a_month_was_seen_before_it_had_ended() -> None:
    """Seen some day of June 2019 and ended by the first: it was in force on the first."""
    seen = (Sighting.parse("2019-06"),)
    period = InForce(
        since=None, until=None, seen=seen, basis=(), note=None, ended_by=date(2019, 6, 1)
    )
    assert in_force(period, date(2019, 6, 1))[0] is Truth.TRUE
    assert in_force(period, date(2019, 5, 31))[0] is Truth.UNKNOWN
    assert in_force(period, date(2019, 6, 2))[0] is Truth.FALSE


@given(periods())
def test_force_is_what_every_possible_period_agrees_on(period: InForce) -> None:
    """True where all of them hold the day, false where none does, else unknown."""
    possible = worlds(period)
    if not possible:
        return
    for position, day in enumerate(DAYS[2:-5], start=2):
        holding = sum(start <= position <= end for start, end in possible)
        truth, _ = in_force(period, day)
        if truth is Truth.TRUE:
            assert holding == len(possible), day
        elif truth is Truth.FALSE:
            assert holding == 0, day
        elif period.seen or period.since or period.until:
            assert 0 < holding < len(possible), day


@pytest.mark.parametrize(
    ("written", "first", "last", "said"),
    [
        (2019, date(2019, 1, 1), date(2019, 12, 31), "2019年"),
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29), "2024年2月"),
        ("2023-06-29", date(2023, 6, 29), date(2023, 6, 29), "2023-06-29"),
    ],
)
def test_a_year_is_a_year(written: object, first: date, last: date, said: str) -> None:
    """And a month a month: neither is its last day."""
    sighting = Sighting.parse(written)
    assert (sighting.first, sighting.last) == (first, last)
    assert sighting.text == said
    assert str(sighting) == str(written)


@pytest.mark.parametrize("written", ["2019-13", "19", "2023-06-31", "2023年"])
def test_what_is_no_day_is_refused(written: str) -> None:
    """With the ways of writing one."""
    with pytest.raises(ValueError, match="2022-05"):
        Sighting.parse(written)


def decided(folder: Path, profile: str, day: str, command: str = "check") -> dict[str, Any]:
    """What the command prints as JSON."""
    path = folder / "profile.yaml"
    path.write_text(profile, encoding="utf-8")
    done = CliRunner().invoke(application(), [command, str(path), "--as-of", day, "--json"])
    assert done.exit_code == 0, done.output
    page: dict[str, Any] = json.loads(done.stdout)
    page["by_id"] = {measure["id"]: measure for measure in page["measures"]}
    return page


def printed(folder: Path, profile: str, day: str, command: str = "check") -> str:
    """What the command prints, without line breaks."""
    path = folder / "profile.yaml"
    path.write_text(profile, encoding="utf-8")
    more = ["--full"] if command == "check" else []
    done = CliRunner().invoke(application(), [command, str(path), "--as-of", day, *more])
    assert done.exit_code == 0, done.output
    return "".join(done.stdout.split())


def test_unknown_force_hides_nothing_and_is_in_no_total(tmp_path: Path) -> None:
    """聊政发〔2019〕1号 and 小升规 alike, three days after the one was last seen."""
    page = decided(tmp_path, FIRST_SET, "2026-11-26")
    for name in ("first-set", "new-material-leader", "above-scale-reward"):
        found = page["by_id"][name]
        assert (found["status"], found["conditions"], found["force"]) == (
            "undetermined",
            "qualifies",
            "unknown",
        )
    assert page["by_id"]["new-material-leader"]["amount"]["low"] == "1000000.00"
    assert page["by_id"]["first-set"]["in_force"]["last_seen"] == "2019"
    assert "official" not in page["totals"]
    assert "city" not in page["totals_by_level"]
    # 新材料领军 100, and at most 10 for 小升规; 首台套 at least 100, by the weaker of two sources.
    assert page["force_unknown"]["city"]["official"] == {
        "low": "1000000.00",
        "high": "1000000.00",
        "at_most": "100000.00",
    }
    assert page["force_unknown"]["city"]["reported"]["low"] == "1000000.00"


def test_it_says_what_is_to_be_confirmed_and_when_it_was_last_seen(tmp_path: Path) -> None:
    """On the page of each measure, and beside the sums apart."""
    page = printed(tmp_path, FIRST_SET, "2026-11-26")
    assert "读到的条件够·文件是否仍有效待核（最后见于2019年）" in page
    assert "读到的条件够·文件是否仍有效待核（3天前见到它有效，2026-11-23）" in page
    sums = printed(tmp_path, FIRST_SET, "2026-11-26", "estimate")
    total, apart = sums.index("合计（"), sums.index("另计（文件是否仍有效待核；都有效时是这些）")
    # The sums apart are the city's; of what is sure there is none of the city's.
    assert "市官方1,000,000.00" in sums[apart:]
    assert "市官方" not in sums[total:apart]
    assert "市报道" not in sums[total:apart]


@pytest.mark.parametrize(
    ("day", "force"),
    [("2022-12-30", "unknown"), ("2022-12-31", "true"), ("2026-11-23", "true")],
)
def test_a_page_marked_valid_is_a_sighting_of_its_day(tmp_path: Path, day: str, force: str) -> None:
    """小升规: dated 2022-12-31, marked valid on 2026-11-23."""
    assert decided(tmp_path, FIRST_SET, day)["by_id"]["above-scale-reward"]["force"] == force


@pytest.mark.parametrize(
    ("answer", "status", "force"),
    [("是", "qualifies", "true"), ("否", "not_in_force", "false")],
)
def test_an_official_says_whether_it_is_in_force(
    tmp_path: Path, answer: str, status: str, force: str
) -> None:
    """The answer is used, printed and kept."""
    profile = FIRST_SET + f"judgements: {{new-material-leader/in-force: {ANSWER % answer}}}\n"
    page = decided(tmp_path, profile, "2026-11-26")
    found = page["by_id"]["new-material-leader"]
    assert (found["status"], found["conditions"], found["force"]) == (status, "qualifies", force)
    assert found["in_force"]["judgement"] == {
        "answer": answer == "是",
        "by": "示例审核员",
        "date": "2026-11-25",
        "reason": "电话核实",
    }
    official = page["totals_by_level"].get("city", {}).get("official", {"low": "0.00"})
    assert official["low"] == ("1000000.00" if answer == "是" else "0.00")
    assert page["force_unknown"]["city"]["official"]["low"] == "0.00"
    text = printed(tmp_path, profile, "2026-11-26")
    assert "示例审核员于2026-11-25判定" in text
    assert "电话核实" in text


def test_an_answer_does_not_move_what_the_text_states(tmp_path: Path) -> None:
    """A stated beginning stands: the question is only what the dates leave open."""
    answer = (ANSWER % "是").replace("2026-11-25", "2018-12-30")
    profile = "enterprise: {name: 示例企业}\nfacts: {注册地在聊城市: 是}\n"
    profile += f"judgements: {{first-set/in-force: {answer}}}\n"
    found = decided(tmp_path, profile, "2018-12-31")["by_id"]["first-set"]
    assert (found["status"], found["in_force"]["judgement"]) == ("not_in_force", None)


def test_a_measure_nobody_knows_of_has_no_force_to_judge(tmp_path: Path) -> None:
    """A misspelt key is refused with what is allowed."""
    path = tmp_path / "profile.yaml"
    path.write_text(FIRST_SET + f"judgements: {{first-sets/in-force: {ANSWER % '是'}}}\n", "utf-8")
    done = CliRunner().invoke(application(), ["check", str(path), "--as-of", "2026-11-26"])
    assert done.exit_code == 2
    assert "first-set/in-force" in done.output


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (
            "2023-06-20",
            (
                "威海《首破百亿奖励》（外地可比）：照它的条件符合，1000万元（已过期）",
                "✗尚未施行首次认定高新技术企业补助",
            ),
        ),
        ("2026-11-26", ("✗已过期企业研究开发财政补助（2022年办法）",)),
    ],
)
def test_a_reference_that_does_not_apply_says_so(
    tmp_path: Path, day: str, words: tuple[str, ...]
) -> None:
    """References are judged as if they applied; beside them stands that they do not."""
    page = printed(tmp_path, MILESTONE, day)
    for said in words:
        assert said in page


@pytest.mark.parametrize(
    ("day", "said"),
    [
        ("2026-11-24", "2026-11-23 见到它有效，在 2026-11-24 的 1 天前；此后没有再见到"),
        ("2026-11-30", "2026-11-23 见到它有效，在 2026-11-30 的 7 天前；此后没有再见到"),
        # So long ago says as much as its day.
        ("2027-03-03", "最后见于 2026-11-23，2027-03-03 是否仍有效未知"),
    ],
)
def test_what_was_seen_lately_says_how_lately(day: str, said: str) -> None:
    """是否仍有效未知 stood over a page that was marked 有效 a week before; the verdict stays."""
    seen = tuple(map(Sighting.parse, ("2022-12-31", "2026-11-23")))
    truth, reason = in_force(InForce(seen=seen), date.fromisoformat(day))
    assert truth is Truth.UNKNOWN
    assert reason.in_language("zh") == said


def test_a_month_in_which_it_was_seen_is_no_day() -> None:
    """On which day of November nobody wrote."""
    period = InForce(seen=(Sighting.parse("2026-11-23"), Sighting.parse("2026-11")))
    assert period.seen_days_before(date(2026, 12, 3)) is None


@pytest.mark.parametrize(
    ("day", "force", "said"),
    [
        ("2023-06-20", "true", "见到它有效"),
        ("2025-09-02", "unknown", "最后见于 2023-06-20"),
        ("2025-09-03", "false", "至迟 2025-09-02 已失效"),
    ],
)
def test_ended_at_the_latest_is_not_ended_on(
    tmp_path: Path, day: str, force: str, said: str
) -> None:
    """The two topics that the report of 2025-09-02 says had ended: on which day it does not say."""
    found = decided(tmp_path, MILESTONE, day)["by_id"]["emerging-pillar"]
    assert found["force"] == force
    assert said in found["in_force"]["reason"]["zh"]


def test_nobody_saw_an_assumed_topic() -> None:
    """Of the twenty only the two that a report names were ever seen."""
    rules = load_rulebook(ROOT / "rules")
    slots = [m for m in rules.measures.values() if m.collection == "20-measures"]
    assert len(slots) == 20
    assert sorted(m.id for m in slots if m.in_force.seen) == ["champion-product", "emerging-pillar"]


def test_every_sighting_is_one_that_a_cited_source_shows() -> None:
    """By its date, number, note or address: a day by a day, a year by a year."""
    rules, unseen = load_rulebook(ROOT / "rules"), []
    for measure in rules.measures.values():
        cited = [basis.source for basis in (*measure.basis, *measure.in_force.basis)]
        shown = " ".join(
            f"{s.title} {s.number} {s.date or ''} {s.note} {s.url} {s.issuer}" for s in cited
        )
        for sighting in measure.in_force.seen:
            if not any(form in shown for form in _forms(sighting)):
                unseen.append(f"{measure.id}: {sighting}")
    assert not unseen, "no cited source shows this day in its entry of sources.yaml"


def _forms(sighting: Sighting) -> list[str]:
    """The ways in which a source shows it."""
    day = sighting.first
    if sighting.first == sighting.last:
        return [
            day.isoformat(),
            f"{day:%Y%m%d}",
            f"{day:%Y}_{day:%m}/{day:%d}",
            f"{day.year}年{day.month}月{day.day}日",
        ]
    if sighting.first.month == sighting.last.month:
        return [f"{day.year}年{day.month}月", f"{day:%Y-%m}"]
    return [str(day.year)]
