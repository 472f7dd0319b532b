"""The command as its users meet it: real processes, real files, real faults."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.commands import ROOT, huiqi

EXAMPLE = str(ROOT / "cases" / "examples" / "example-complete.yaml")
GAMBOL = str(ROOT / "cases" / "enterprises" / "gambol-pet.yaml")
DAY = ("--as-of", "2023-06-20")


def decided(path: str, *more: str) -> dict[str, Any]:
    """The measures of ``check --json`` by id."""
    done = huiqi("check", path, *DAY, "--json", *more)
    assert done.returncode == 0, done.stderr
    return {measure["id"]: measure for measure in json.loads(done.stdout)["measures"]}


def profile(folder: Path, facts: str) -> str:
    """A profile file with these lines under ``facts:``."""
    path = folder / "profile.yaml"
    lines = "".join(f"  {line}\n" for line in facts.splitlines())
    path.write_text(f"enterprise: {{name: 示例企业}}\nfacts:\n{lines}", encoding="utf-8")
    return str(path)


def test_the_demo_shows_every_kind_of_answer() -> None:
    """One qualifies as a range, one meets its conditions under a document last seen in 2019 though
    its sources disagree on the amount, one does not qualify, one is open.
    """
    measures = decided(EXAMPLE)
    assert measures["first-set"]["status"] == "undetermined"
    assert measures["first-set"]["conditions"] == "qualifies"
    assert measures["first-set"]["force"] == "unknown"
    assert measures["rd-institution-subsidy"]["status"] == "qualifies"
    assert measures["first-set"]["amount"]["low"] == "500000.00"
    assert measures["first-set"]["amount"]["high"] == "1000000.00"
    assert measures["above-scale-reward"]["status"] == "does_not_qualify"
    subsidy = measures["rd-institution-subsidy"]
    # In cents: five categories, the other expenses up to a ninth of them, 80% of what was
    # commissioned, less the special income; the subsidy is a fifth.
    cents = 351700000 + round(351700000 / 9) + 24000000 - 3000000
    assert subsidy["amount"]["high"] == f"{round(cents / 5) / 100:.2f}"
    assert subsidy["amount"]["low"] == "0.00"
    assert measures["technical-renovation"]["status"] == "undetermined"


def test_the_real_manufacturer_is_not_guessed_at() -> None:
    """With reported figures only no money is settled, and what is missing is said."""
    measures = decided(GAMBOL)
    assert "qualifies" not in {measure["status"] for measure in measures.values()}
    # What public figures do settle: 3.4 billion of sales are no milestone of 10 billion, 2.0% of
    # them on research are less than the 4% (the city's and the province's subsidy) and 2.5% asked
    # for.
    settled = {name for name, m in measures.items() if m["status"] == "does_not_qualify"}
    assert settled == {
        "revenue-milestone",
        "city-rd-subsidy",
        "rd-subsidy-2022",
        "innovation-project",
    }
    for name in ("above-scale-reward", "first-set", "rd-institution-subsidy"):
        assert measures[name]["missing"]
    assert "rd_super_deduction[2022]" in measures["rd-institution-subsidy"]["missing"]


def test_json_has_the_stable_keys() -> None:
    """A platform relies on these names."""
    done = huiqi("check", EXAMPLE, *DAY, "--json")
    content = json.loads(done.stdout)
    assert {"rulebook", "as_of", "enterprise", "measures", "totals", "questions"} <= set(content)
    assert content["as_of"] == "2023-06-20"
    assert set(content["rulebook"]) == {"version", "sha256"}
    keys = {"id", "programme", "slot", "title", "status", "grade", "amount", "illustration"}
    keys |= {"clauses", "groups", "items", "changes", "missing", "proofs"}
    for measure in content["measures"]:
        assert keys <= set(measure)
        assert measure["amount"] is None or {"low", "high", "at_most", "currency"} <= set(
            measure["amount"]
        )
        for clause in measure["clauses"]:
            assert {"id", "text", "truth", "required", "actual", "basis"} <= set(clause)


def test_of_one_measure_only_its_own_questions_are_asked() -> None:
    """What twenty other measures wait for is no matter of the one asked about."""
    sparse = ROOT / "cases" / "enterprises" / "fengxiang.yaml"
    page = huiqi("check", str(sparse), *DAY, "first-set").stdout
    asked = page.split("\n还不知道")[1]
    assert "有哪些产品被认定为首台" in asked
    assert "技术改造项目" not in asked


@pytest.mark.network
def test_the_network_was_compared_on_every_node() -> None:
    """The decision says how many nodes both ways decided alike."""
    content = json.loads(huiqi("check", EXAMPLE, *DAY, "--json").stdout)
    assert content["inference"]["note"] is None
    assert content["inference"]["checked"] >= 13


@pytest.mark.parametrize("command", ["check", "estimate"])
def test_the_heading_names_the_day(command: str) -> None:
    """Nobody takes a verdict of one day for one of another."""
    assert "评估日 2023-06-20" in huiqi(command, EXAMPLE, *DAY).stdout


@pytest.mark.parametrize("command", ["check", "estimate"])
def test_output_fits_eighty_columns(command: str) -> None:
    """No line is wider than a terminal."""
    from rich.cells import cell_len

    for path in (EXAMPLE, GAMBOL):
        lines = huiqi(command, path, *DAY).stdout.splitlines()
        assert max(map(cell_len, lines)) <= 80


def test_estimate_shows_the_working_and_keeps_grades_apart() -> None:
    """The formula, its inputs, the fund, and a total per level and grade."""
    output = huiqi("estimate", EXAMPLE, *DAY).stdout
    # 20% of the deduction, from a fund that is shared; the milestone was paid for before.
    assert "不超过 823,555.56  4,117,777.78 乘 20%" in output
    rows = [line.split() for line in output[output.index("合计（") :].splitlines()]
    assert ["市", "报道", "不超过", "823,555.56", "不超过", "823,555.56"] in rows
    assert "两级的钱、不同的依据不相加；参照不计" in output
    working = huiqi("estimate", EXAMPLE, "优秀研发机构", *DAY).stdout.replace("\n ", " ")
    assert "研发机构补贴比例 20% 乘 研发费用加计扣除额（2022年）" in working
    assert "4,117,777.78元" in working
    assert "研发机构补贴单户上限 未知" in working
    assert "80,000,000.00" in working


def test_compute_prints_the_form_in_order() -> None:
    """The lines of A107012 stand in the order of the form."""
    content = json.loads(
        huiqi("compute", EXAMPLE, "rd_super_deduction", "--year", "2022", "--json", *DAY).stdout
    )
    assert (content["fact"], content["year"]) == ("rd_super_deduction", 2022)
    assert content["value"] == "4117777.78"
    order = [line["fact"] for line in content["lines"]]
    wanted = ["rd_five", "rd_other_limit", "rd_eligible_total", "rd_special_income"]
    wanted += ["rd_super_deduction_rate", "rd_super_deduction"]
    assert [name for name in order if name in wanted] == wanted


def test_compute_accepts_a_label() -> None:
    """A bookkeeper need not know the id."""
    done = huiqi("compute", EXAMPLE, "研发费用加计扣除额", "--year", "2022", *DAY)
    assert "研发费用加计扣除额（2022年）  4,117,777.78 元" in done.stdout


def test_english() -> None:
    """``--lang en``, the variable and a locale each switch the language."""
    assert "ask office" in huiqi("check", EXAMPLE, *DAY, "--lang", "en").stdout
    english = huiqi("check", EXAMPLE, *DAY, environment={"HUIQI_LANG": "en"}).stdout
    assert "as of 2023-06-20" in english
    german = huiqi("check", EXAMPLE, *DAY, environment={"LANG": "de_DE.UTF-8"}).stdout
    assert "as of 2023-06-20" in german
    for neutral in ("C", "POSIX", "C.UTF-8", "zh_CN.UTF-8"):
        assert "评估日" in huiqi("check", EXAMPLE, *DAY, environment={"LC_ALL": neutral}).stdout


def test_the_rulebook_can_be_read() -> None:
    """``rules list`` and ``show`` print every measure; ``schema`` prints a schema."""
    listed = json.loads(huiqi("rules", "list", "--json").stdout)["measures"]
    assert {"id", "programme", "slot", "title", "grade"} <= set(listed[0])
    assert listed[0]["title"]["zh"] in huiqi("rules", "show", listed[0]["id"]).stdout
    assert json.loads(huiqi("rules", "schema", "measure").stdout)["title"] == "huiqi measure"


def test_cases_that_fail_end_with_one(tmp_path: Path) -> None:
    """``huiqi test`` is a check: it says what differs, and fails."""
    case = tmp_path / "wrong.yaml"
    case.write_text(
        "as_of: 2023-06-20\ncases:\n  - {name: 错的, from: author, basis: 测试, "
        "facts: {industry_code: C}, expect: {facts: {manufacturer: false}}}\n",
        encoding="utf-8",
    )
    done = huiqi("test", str(case))
    assert done.returncode == 1
    assert "wrong.yaml:3:5 错的" in done.stdout
    assert "manufacturer" in done.stdout


BAD_FACTS = {
    "unknown fact": ("revenu: {2022: 1}", "P102", "revenue"),
    "wrong unit": ("revenue: {2022: 12公斤}", "P120", "亿元"),
    "money for a count": ("employees: {2022: 3万元}", "P120", ""),
    "not a number": ("revenue: {2022: .nan}", "P120", ""),
    "infinite": ("revenue: {2022: .inf}", "P120", ""),
    "too large": ("revenue: {2022: 99999999999999999999}", "P120", ""),
    "negative revenue": ("revenue: {2022: -5万元}", "P121", "≥ 0"),
    "impossible date": ("established_on: 2023-02-30", "P120", "没有这一天"),
    "a year outside": ("revenue: {1066: 1}", "P105", "1949"),
    "no year": ("revenue: 500万元", "P104", "2022"),
    "unknown option": ("rd_institution_rating: 优", "P123", "优秀"),
    "same fact twice": ("revenue: {2022: 1}\n营业收入: {2022: 2}", "P103", ""),
    "duplicate key": ("revenue: {2022: 1}\nrevenue: {2022: 2}", "Y104", ""),
    "alias bomb": ("a: &a [x, x]\nb: [*a, *a]", "Y103", ""),
    "deep nesting": (f"revenue: {'[' * 60}{']' * 60}", "Y102", ""),
    "a tab": ("\trevenue: 1", "Y100", ""),
}


@pytest.mark.parametrize("fault", BAD_FACTS)
def test_bad_facts_are_told_with_place_and_remedy(fault: str, tmp_path: Path) -> None:
    """A message with the place, exit 2, and never a traceback."""
    facts, code, hint = BAD_FACTS[fault]
    done = huiqi("check", profile(tmp_path, facts), *DAY)
    assert done.returncode == 2
    assert done.stdout == ""
    assert f"profile.yaml:{2 + len(facts.splitlines()) if code in ('P103', 'Y104') else 3}" in (
        done.stderr
    ) or code.startswith("Y")
    assert re.search(f": 错误 .*（{code}）$", done.stderr, re.M)
    assert hint in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("check", "nowhere.yaml"), "Y113"),
        (("check", str(ROOT)), "Y112"),
        (("check", sys.executable), "Y1"),
        (("check", EXAMPLE, "--as-of", "2023-02-30"), "C102"),
        (("check", EXAMPLE, "--as-of", "0001-01-01"), "C102"),
        (("check", EXAMPLE, "--lang", "fr"), "C101"),
        (("check", EXAMPLE, "--rules", "/"), "R100"),
        (("compute", EXAMPLE, "rd_super_deducton"), "rd_super_deduction"),
        (("compute", EXAMPLE, "rd_five", "--year", "1500"), "C104"),
        (("rules", "show", "first-sett"), "first-set"),
        (("rules", "schema", "mesure"), "measure"),
        (("test", "nowhere"), "C105"),
        (("check",), "PROFILE"),
        (("frobnicate",), "frobnicate"),
    ],
)
def test_bad_usage_ends_with_two(arguments: tuple[str, ...], message: str) -> None:
    """Wrong files, days, names and commands."""
    done = huiqi(*arguments)
    assert done.returncode == 2
    assert message in done.stderr
    assert "Traceback" not in done.stderr


def test_a_gbk_file_is_read_with_a_warning(tmp_path: Path) -> None:
    """Files from older Chinese software are read, and it is said so."""
    path = tmp_path / "gbk.yaml"
    path.write_bytes("enterprise: {name: 示例企业}\nfacts: {行业代码: C26}\n".encode("gb18030"))
    done = huiqi("compute", str(path), "manufacturer", *DAY)
    assert done.returncode == 0
    assert "Y110" in done.stderr
    assert "制造业企业" in done.stdout


def test_a_wrong_credit_code_is_a_warning_that_can_be_accepted(tmp_path: Path) -> None:
    """The check digit is told; ``accepted: true`` silences it."""
    path = tmp_path / "code.yaml"
    path.write_text("enterprise: {name: 示例企业, credit_code: 91350100M000100Y44}\n", "utf-8")
    done = huiqi("check", str(path), *DAY)
    assert done.returncode == 0
    assert "（P110）" in done.stderr
    path.write_text(
        "enterprise: {name: 示例企业, credit_code: {value: 91350100M000100Y44, accepted: true}}\n",
        "utf-8",
    )
    assert "P110" not in huiqi("check", str(path), *DAY).stderr


def test_an_empty_profile_is_answered(tmp_path: Path) -> None:
    """Nothing known: nothing decided, everything asked."""
    path = tmp_path / "empty.yaml"
    path.write_text("enterprise: {name: 示例企业}\n", "utf-8")
    measures = decided(str(path))
    assert {measure["status"] for measure in measures.values()} <= {"undetermined", "not_in_force"}


def test_json_profiles_are_read(tmp_path: Path) -> None:
    """A platform sends JSON; numbers keep every digit."""
    path = tmp_path / "profile.json"
    path.write_text(
        '{"enterprise": {"name": "示例企业"}, "facts": {"rd_institution_rating": "excellent", '
        '"rd_super_deduction": {"2022": 100000.05}}}',
        "utf-8",
    )
    amount = decided(str(path))["rd-institution-subsidy"]["amount"]
    assert amount["high"] == "20000.01"


def test_a_reader_that_leaves_is_no_fault() -> None:
    """``huiqi check … | head -1`` ends quietly."""
    done = subprocess.run(
        ["bash", "-c", f"{sys.executable} -m huiqi check {EXAMPLE} --as-of 2023-06-20 | head -1"],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
        cwd=ROOT,
    )
    assert "Traceback" not in done.stderr
    assert "BrokenPipe" not in done.stderr


def test_what_is_supposed_is_marked_everywhere() -> None:
    """A what-if is told in both texts and in JSON, and changes the figures it should."""
    supposed = ("--set", "rd_subsidy_rate=30%", "--set", "企业研发机构建设专项资金总额=5千万元")
    for command in ("check", "estimate"):
        told = huiqi(command, EXAMPLE, *DAY, *supposed[:2]).stdout
        assert told.count("假设：") == 1
        assert "不是规定" in told
        assert "假设" not in huiqi(command, EXAMPLE, *DAY).stdout
    content = json.loads(huiqi("estimate", EXAMPLE, *DAY, *supposed[:2], "--json").stdout)
    assert content["hypothetical"] == {"rd_subsidy_rate": "30%"}
    plain = decided(EXAMPLE)["rd-institution-subsidy"]["amount"]["high"]
    asked = {measure["id"]: measure for measure in content["measures"]}
    high = asked["rd-institution-subsidy"]["amount"]["high"]
    # Both are rounded to the cent of the same 4,117,777.78: a fifth, and three tenths.
    assert abs(float(high) - float(plain) * 1.5) < 0.02


def test_a_supposition_that_makes_no_sense_is_refused() -> None:
    """No such parameter, with the nearest; not a value of its kind."""
    done = huiqi("check", EXAMPLE, *DAY, "--set", "rd_subsidy_rat=30%", "--set", "rd_rate=x")
    assert done.returncode == 2
    assert done.stdout == ""
    assert "C111" in done.stderr
    assert "是否想写：rd_subsidy_rate" in done.stderr
    assert "C112" in done.stderr


def test_estimate_tells_what_may_be_had_together() -> None:
    """What is sure to be in force first, then apart the rest; both also as they are if only one
    of each may be had.
    """
    output = huiqi("estimate", EXAMPLE, *DAY).stdout
    both = output.index("能同时得到")
    apart = output.index("另计（文件是否仍有效待核；都有效时是这些）")
    assert output.index("合计（") < both < output.index("都只能取其一") < apart
    rows = [line.split() for line in output[apart:].splitlines()]
    assert ["省", "报道", "不超过", "25,512,000.00", "不超过", "24,000,000.00"] in rows
    assert "同一技改项目能否既得市级奖补、又得省级支持，来源没有写：所以算两遍" in output
    content = json.loads(huiqi("estimate", EXAMPLE, *DAY, "--json").stdout)
    assert content["combination"]["open_rules"] == []
    combination = content["force_unknown_combination"]
    assert [rule["id"] for rule in combination["open_rules"]] == ["renovation-same-project"]
    taken = {award["measure"] for award in combination["taken"]}
    one_of_each = {award["measure"] for award in combination["only_one_of_each"]["taken"]}
    assert taken - one_of_each == {"technical-renovation", "smart-equipment"}


def test_what_is_missing_is_written_down_and_read_back(tmp_path: Path) -> None:
    """The form of the questions, and the same command with the answers beside the profile."""
    form = tmp_path / "答案.yaml"
    written = huiqi("check", EXAMPLE, *DAY, "--write-missing", str(form))
    assert written.returncode == 0
    assert "15 问" in written.stderr
    text = form.read_text(encoding="utf-8").replace(
        "列入省重大技改项目:", "列入省重大技改项目: 是", 1
    )
    form.write_text(text, encoding="utf-8")
    before = json.loads(huiqi("check", EXAMPLE, *DAY, "--json").stdout)
    after = json.loads(huiqi("check", EXAMPLE, *DAY, "--answers", str(form), "--json").stdout)
    asked = {question["id"] for question in before["questions"]}
    left = {question["id"] for question in after["questions"]}
    assert asked - left == {"renovation_projects.provincial_key(二号车间改造（示例）)"}


def test_the_form_never_takes_the_place_of_an_input(tmp_path: Path) -> None:
    """Neither of the profile nor of the answers."""
    profile = tmp_path / "p.yaml"
    content = "enterprise: 示例企业\nfacts: {}\n"
    profile.write_text(content, encoding="utf-8")
    refused = huiqi("check", str(profile), "--write-missing", str(profile))
    assert refused.returncode == 2
    assert "C122" in refused.stderr
    assert profile.read_text(encoding="utf-8") == content


def test_a_topic_in_json_is_answered_by_its_documents() -> None:
    """Of a measure the one; of a topic its place in the programme and what stands under it."""
    one = json.loads(huiqi("check", EXAMPLE, "first-set", *DAY, "--json").stdout)
    assert [measure["id"] for measure in one["measures"]] == ["first-set"]
    topic = json.loads(huiqi("check", EXAMPLE, "首台套", *DAY, "--json").stdout)
    assert {measure["id"] for measure in topic["measures"]} == {
        *("first-set-and-batch", "first-set", "new-material-leader", "insurance-compensation")
    }
    (told,) = topic["topics"]
    assert told["measure"] == "first-set"
