"""From a window in the rules to what each command says of it."""

from __future__ import annotations

import json
from pathlib import Path

import icalendar
import pytest

from tests.commands import huiqi
from tests.decision.small import rulebook

RULES = """\
requires: {id: k, text: {zh: 条件, en: clause}, if: a >= 10}
gives: {amount: 5元}
apply:
  windows: [{year: 2023, from: 2023-02-20, until: 2023-03-17}]
  telephones: [{number: 0635-8378982}]
"""


@pytest.fixture
def asked(tmp_path: Path) -> list[str]:
    """An enterprise that qualifies, and the rules."""
    rulebook(tmp_path / "rules", m=RULES)
    profile = tmp_path / "f.yaml"
    profile.write_text("enterprise: {name: 示例企业}\nfacts: {a: 12}\n", encoding="utf-8")
    return [str(profile), "--rules", str(tmp_path / "rules"), "--as-of"]


@pytest.mark.parametrize(
    ("day", "state", "left", "closing"),
    [
        ("2023-02-19", "ahead", None, False),
        ("2023-02-20", "open", 25, True),
        ("2023-03-17", "open", 0, True),
        ("2023-03-18", "over", None, False),
    ],
)
def test_check_says_it_in_json(
    asked: list[str], day: str, state: str, left: int | None, closing: bool
) -> None:
    """As of the day that is asked about."""
    done = huiqi("check", *asked, day, "--json")
    assert done.returncode == 0, done.stderr
    (measure,) = json.loads(done.stdout)["measures"]
    opening = measure["apply"]["opening"]
    assert (opening["state"], opening["days_left"], opening["closing"]) == (state, left, closing)
    assert opening["until"] == "2023-03-17"
    assert measure["apply"]["windows"][0]["year"] == 2023
    assert measure["apply"]["contact"]["zh"] == "0635-8378982"


def test_check_calendar_and_guide_agree(asked: list[str], tmp_path: Path) -> None:
    """The same days on the screens and in the file."""
    screen = huiqi("check", *asked, "2023-03-01").stdout
    assert "60 天内截止 测试措施m（2023-03-17）" in screen
    one = huiqi("check", asked[0], "m", *asked[1:], "2023-03-01").stdout
    said = "2023年度：2023-02-20至2023-03-17；正在受理，2023-03-17截止，还剩16天"
    assert said in "".join(one.split())
    target = tmp_path / "f.ics"
    shown = huiqi("calendar", *asked, "2023-03-01", "--year", "2023", "-o", str(target)).stdout
    assert "20日" in shown
    assert "17日" in shown
    entries = icalendar.Calendar.from_ical(target.read_bytes()).walk("VEVENT")
    assert [str(entry.decoded("DTSTART")) for entry in entries] == ["2023-02-20", "2023-03-17"]
    guide = huiqi("rules", "guide", "m", *asked[1:3]).stdout
    assert "2023年度：2023-02-20 至 2023-03-17" in guide
    assert "0635-8378982" in guide


def test_a_title_says_how_one_applies() -> None:
    """The step of the ladder names the platform and what no source says."""
    done = huiqi(
        *("ladder", "cases/examples/example-complete.yaml", "innovative-sme"),
        *("--as-of", "2023-06-20"),
    )
    assert "网上 山东省优质中小企业库 www.sdyzzxqy.com" in done.stdout
    assert "36个月公共信用报告" in done.stdout
