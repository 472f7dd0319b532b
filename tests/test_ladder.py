"""The ladder: which version speaks, what is lacking, which step is nearest, what it opens."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest
from typer.testing import CliRunner

from huiqi.cli.commands import application
from huiqi.decision.decide import Decider
from huiqi.decision.ladder import ladder_of
from huiqi.decision.results import Status
from huiqi.decision.steps import Ladder, Step
from huiqi.diagnostics import Diagnostics, InputError
from huiqi.profile.profile_reader import profile_from
from huiqi.rulebook.documents import read_yaml
from huiqi.rulebook.loading import load_rulebook
from huiqi.truth import Truth
from tests.titles import RULES

ROOT = Path(__file__).resolve().parents[1]
EXAMPLE = ROOT / "cases" / "examples" / "example-complete.yaml"


def climb(folder: Path, facts: str, as_of: date) -> Ladder:
    """The ladder of an invented enterprise."""
    path = folder / "profile.yaml"
    path.write_text(f"enterprise: {{name: 示例企业}}\nfacts:\n{facts}", encoding="utf-8")
    diagnostics = Diagnostics()
    document = read_yaml(path, diagnostics)
    assert document is not None
    profile = profile_from(document, RULES, diagnostics)
    assert not diagnostics.items
    decision = Decider(RULES).decide(profile, as_of, RULES.titles)
    return ladder_of(RULES, decision)


def _shown() -> set[str]:
    """What the ladder may name: never another place's measure."""
    return {measure.id for measure in (*RULES.supports, *RULES.titles)}


def step(found: Ladder, name: str) -> Step:
    """One step by name."""
    return next(step for step in found.steps if step.name == name)


@pytest.mark.parametrize(
    ("day", "specialised", "giant"),
    [
        (date(2022, 7, 31), None, None),
        (date(2022, 8, 1), "specialised-sme-2022", "little-giant-2022"),
        (date(2026, 3, 31), "specialised-sme-2022", "little-giant-2022"),
        (date(2026, 4, 1), "specialised-sme-2026", "little-giant-2026"),
    ],
)
def test_the_version_of_the_day_speaks(
    tmp_path: Path, day: date, specialised: str | None, giant: str | None
) -> None:
    """2022 rules to 2026-03-31, 2026 rules from the next day, none before 2022-08-01."""
    found = climb(tmp_path, "  recognitions: []\n", day)
    for name, expected in (("specialised-sme", specialised), ("little-giant", giant)):
        result = step(found, name).result
        if expected is None:
            assert result.status is Status.NOT_IN_FORCE
        else:
            assert result.measure.id == expected


def test_a_holder_is_reviewed_in_2026_by_the_old_rules(tmp_path: Path) -> None:
    """Only whoever already is a little giant, and only in 2026."""
    held = """  recognitions:
    - {name: 小巨人, title: little_giant, recognised_on: 2023-07-01, valid_until: 2026-12-31}
"""
    found = climb(tmp_path, held, date(2026, 6, 30))
    assert step(found, "little-giant").held is Truth.TRUE
    assert step(found, "little-giant").result.measure.id == "little-giant-review-2026"
    later = climb(tmp_path, held.replace("2026-12-31", "2027-12-31"), date(2027, 6, 30))
    assert step(later, "little-giant").result.measure.id == "little-giant-2026"


def test_what_is_lacking_and_what_it_opens(tmp_path: Path) -> None:
    """The part that fails, the condition that fails in it, and the measure that asks for it."""
    found = climb(
        tmp_path,
        "  industry_code: C26\n  main_revenue: {2022: 1999万元}\n  statistics_entry_year: 不适用\n",
        date(2023, 6, 20),
    )
    foot = step(found, "above-scale")
    assert foot.held is Truth.FALSE
    assert [part.clause.id for part in foot.failing] == ["revenue"]
    assert foot.result.verdict is not None
    (clause,) = foot.failing[0].conditions
    assert clause.clause.id == "revenue"
    assert [measure.id for measure in foot.opens] == ["above-scale-reward"]
    assert not {m.id for s in found.steps for m in s.opens} - _shown()
    opened = {measure.id for measure in step(found, "specialised-sme").opens}
    assert {"little-giant-2022", "little-giant-2026", "provincial-champion"} <= opened


def test_the_nearest_step_is_not_one_already_held(tmp_path: Path) -> None:
    """Met but not yet held comes first; once it is held, the next."""
    facts = "  industry_code: C26\n  main_revenue: {2022: 2000万元}\n"
    found = climb(tmp_path, facts + "  statistics_entry_year: 不适用\n", date(2023, 6, 20))
    assert found.nearest is not None
    assert found.nearest.name == "above-scale"
    found = climb(tmp_path, facts + "  statistics_entry_year: 2020\n", date(2023, 6, 20))
    assert found.nearest is not None
    assert found.nearest.name != "above-scale"


def test_steps_stand_in_order() -> None:
    """From the foot up, each step once, versions beside one another."""
    orders = [title.ladder.order for title in RULES.titles if title.ladder]
    assert orders == sorted(orders)
    steps = list(dict.fromkeys(title.ladder.step for title in RULES.titles if title.ladder))
    assert steps[0] == "above-scale"
    assert steps[-1] == "unicorn"


def test_json_of_the_ladder() -> None:
    """The steps with their titles as `check --json` prints measures."""
    arguments = ["ladder", str(EXAMPLE), "--as-of", "2023-06-20", "--json"]
    result = CliRunner().invoke(application(), arguments)
    page = json.loads(result.stdout)
    steps = {entry["step"]: entry for entry in page["steps"]}
    assert page["nearest"] in steps
    assert steps["above-scale"]["held"] == "true"
    assert steps["above-scale"]["title"]["status"] == "qualifies"
    assert {"clauses", "grade", "missing"} <= set(steps["little-giant"]["title"])


def test_check_leaves_the_titles_to_the_ladder() -> None:
    """A title is no subsidy."""
    result = CliRunner().invoke(
        application(), ["check", str(EXAMPLE), "--as-of", "2023-06-20", "--json"]
    )
    listed = {measure["id"] for measure in json.loads(result.stdout)["measures"]}
    assert listed == {measure.id for measure in RULES.supports}
    assert not listed & {title.id for title in RULES.titles}


def test_a_title_without_its_place_is_refused(tmp_path: Path) -> None:
    """R321: instrument and ladder belong together."""
    programme = tmp_path / "programmes" / "small"
    programme.mkdir(parents=True)
    source = "sources:\n  law: {title: 法, number: 一号, grade: official}\n"
    (tmp_path / "sources.yaml").write_text(source, encoding="utf-8")
    (programme / "programme.yaml").write_text(
        "id: small\ntitle: {zh: 小, en: small}\n", encoding="utf-8"
    )
    (programme / "title.yaml").write_text(
        "id: title\ntitle: {zh: 称号, en: title}\ninstrument: title\nin_force: {from: 2020-01-01}\n"
        "basis: [{source: law}]\nrequires: {id: never, text: {zh: 从不, en: never}, if: 1 > 2}\n",
        encoding="utf-8",
    )
    with pytest.raises(InputError) as caught:
        load_rulebook(tmp_path)
    assert [item.code for item in caught.value.diagnostics] == ["R321"]


def test_what_is_not_known_is_counted_beside_what_is_lacking() -> None:
    """One condition fails; three that nobody has told yet may fail too."""
    words = ["ladder", str(EXAMPLE), "--as-of", "2023-06-20"]
    lines = CliRunner().invoke(application(), words, env={"COLUMNS": "400"}).stdout.splitlines()
    (line,) = [line for line in lines if " 国家制造业单项冠军" in line and "✗" in line]
    assert "差 1 项：" in line
    assert "另有 3 项没有定" in line
    # 8,400, 7,300 and 6,050 on average, against 40,000: in units of 10,000 yuan.
    assert "近三年平均主营业务收入4亿元以上（差 32,750万元）" in line
    page = json.loads(CliRunner().invoke(application(), [*words, "--json"]).stdout)
    (step,) = [step for step in page["steps"] if step["step"] == "national-champion"]
    assert (len(step["failing"]), len(step["open"])) == (1, 3)
