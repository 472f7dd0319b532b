"""``huiqi penalty`` as its users meet it: real processes, real files, real faults."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from rich.cells import cell_len

from huiqi.penalty.templates import incident_form
from tests.commands import ROOT, huiqi
from tests.penalty.book import BOOK
from tests.penalty.test_import import synthetic, write_csv

DAY = ("--as-of", "2025-06-01")
ACT = """\
enterprise: 示例企业
incident:
  what: 食品生产者未悬挂食品生产许可证
  domain: 市场监管
  authority: 示例机关
  person: 企业
  committed_on: 2025-03-01
  found_on: 2025-03-01
  ordered_on: 2025-03-01
  correct_by: 2025-03-10
items: [shandong-2021-3]
history: []
"""
CORRECTED = (
    ACT + "events:\n  - {what: 复查合格, on: 2025-03-05, incident: {corrected_on: 2025-03-05}}\n"
)
SEVERAL = """\
incident:
  what: 未按规定公示环境信息
  domain: 环保
  committed_on: 2025-03-01
  found_on: 2025-05-01
  correct_by: 2025-06-10
laws:
  - {law: 《甲条例》, article: 第一条, fine_low: 0元, fine_high: 5000元}
  - {law: 《乙法》, article: 第二条, fine_low: 2万元, fine_high: 20万元}
"""


@pytest.fixture
def act(tmp_path: Path) -> Path:
    """An incident that is corrected in time."""
    path = tmp_path / "act.yaml"
    path.write_text(CORRECTED, encoding="utf-8")
    return path


def penalty(*arguments: str, lists: Path | None = None) -> Any:
    """The command with imported lists of its own, or with none."""
    folder = lists if lists is not None else Path("/nonexistent/lists")
    return huiqi("penalty", *arguments, environment={"HUIQI_LISTS": str(folder)})


def answered(path: Path, *more: str) -> dict[str, Any]:
    """The JSON of an answer."""
    done = penalty(str(path), *DAY, "--json", *more)
    assert done.returncode == 0, done.stderr
    content: dict[str, Any] = json.loads(done.stdout)
    return content


def test_an_answer_says_what_follows_why_and_on_what_authority(act: Path) -> None:
    """With the rule, its conditions as found, its citation and its grade."""
    done = penalty(str(act), *DAY)
    assert done.returncode == 0, done.stderr
    assert "✓ 应当不予行政处罚" in done.stdout
    assert "鲁司〔2021〕39号" in done.stdout
    assert "（官方）" in done.stdout
    assert "责令改正或者限期改正违法行为，免罚也不例外" in done.stdout
    assert "对当事人进行教育" in done.stdout
    assert "本结果不是官方答复" in done.stdout
    assert "改正日 = 2025-03-05" in done.stdout
    assert "2021-07-20 起，未见废止" in done.stdout
    assert "未定 > 2025-03-05 复查合格 > 应当不予行政处罚" in done.stdout
    # What cannot change the answer any more is not asked.
    assert "要由有权的人判定" not in done.stdout


def test_the_json_keeps_its_keys(act: Path) -> None:
    """For platforms: outcome, rules with clauses, events, steps, duties."""
    content = answered(act)
    assert content["status"] == "decided"
    assert content["outcome"] == {"effect": "none", "modality": "must"}
    assert content["otherwise"] is None
    assert content["incident"]["domain"] == "market"
    assert [event["what"] for event in content["events"]] == ["", "复查合格"]
    assert content["events"][0]["at_worst"]["outcome"]["effect"] == "ordinary"
    changed = content["events"][1]["changed"]
    assert changed["shandong-2021-3/corrected-in-time"] == ["unknown", "true"]
    (item,) = [rule for rule in content["rules"] if rule["list"]]
    assert item["decides"] == "true"
    assert item["basis"][0]["grade"] == "official"
    assert {duty["id"] for duty in content["duties"]} >= {"correct", "educate"}
    assert content["city_list"]["imported"] is False


@pytest.mark.network
def test_the_network_was_compared(act: Path) -> None:
    """The answer says on how many nodes."""
    assert answered(act)["inference"]["checked"] > 0


def test_the_guide_s_example_comes_out_as_it_says(tmp_path: Path) -> None:
    """docs/penalties.md: with the event no penalty, without it a correction that is due."""
    page = (ROOT / "docs" / "penalties.md").read_text(encoding="utf-8")
    text = page.split("```yaml\n")[1].split("```")[0]
    path = tmp_path / "act.yaml"
    path.write_text(text, encoding="utf-8")
    assert answered(path)["outcome"] == {"effect": "none", "modality": "must"}
    path.write_text(text.split("events:")[0], encoding="utf-8")
    done = penalty(str(path), "--as-of", "2025-03-06", "--json")
    content = json.loads(done.stdout)
    assert content["outcome"] is None
    assert content["steps"][0]["by"] == "2025-03-10"
    # Once the time limit has passed, keeping it is no step any more.
    assert answered(path)["steps"][0]["by"] is None


def test_open_questions_steps_and_the_higher_fine(tmp_path: Path) -> None:
    """What is open is told as open, with its ends."""
    path = tmp_path / "several.yaml"
    path.write_text(SEVERAL, encoding="utf-8")
    content = answered(path)
    assert content["status"] == "needs_judgement"
    assert content["outcome"] is None
    assert content["at_best"]["outcome"] == {"effect": "none", "modality": "must"}
    assert content["at_worst"]["outcome"]["effect"] == "ordinary"
    assert content["fines"]["one_fine"]["chosen"]["law"] == "《乙法》"
    assert content["steps"][0]["by"] == "2025-06-10"
    assert "incident.corrected_on" in content["missing"]
    assert all(not model["decides"] for model in content["precedents"])
    assert {item["domain"] for item in content["candidates"]} == {"environment"}


@pytest.mark.parametrize("language", ["zh", "en"])
def test_pages_fit_80_columns(tmp_path: Path, act: Path, language: str) -> None:
    """Every line of every page, Chinese counted double."""
    several = tmp_path / "several.yaml"
    several.write_text(SEVERAL, encoding="utf-8")
    for arguments in (
        (str(act), *DAY, "--full"),
        (str(several), *DAY),
        ("find", "未按规定", "公示"),
        ("find", "没有这样的词语组合啊"),
    ):
        done = penalty(*arguments, "--lang", language)
        assert done.returncode == 0, done.stderr
        assert done.stdout.strip()
        for line in done.stdout.splitlines():
            assert cell_len(line) <= 80, line


def test_find_tells_what_may_decide_from_what_never_does() -> None:
    """In the text by its mark, in JSON by a key."""
    done = penalty("find", "环境影响登记表", "备案", "--json")
    found = json.loads(done.stdout)["found"]
    assert found
    assert {item["decides"] for item in found} == {False}
    done = penalty("find", "食品生产许可证", "--deciding", "--json", "--most", "3")
    assert all(item["decides"] for item in json.loads(done.stdout)["found"])
    done = penalty("find", "食品生产许可证", "--domain", "没有的领域")
    assert done.returncode == 2
    assert "V104" in done.stderr


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("incident: {what: 甲, domain: 税务}", "V102"),
        ("incident: {committed_on: 2025-02-02, corrected_on: 2025-02-01}", "V103"),
        ("incident: {committed_on: 2025-02-02, domain: 税物}", "V104"),
        ("- 1", "V100"),
        ("a: &b c", "Y103"),
    ],
)
def test_bad_input_is_told_and_ends_with_2(tmp_path: Path, text: str, code: str) -> None:
    """The place, the remedy, no traceback, and nothing on standard output."""
    path = tmp_path / "bad.yaml"
    path.write_text(text, encoding="utf-8")
    done = penalty(str(path), *DAY)
    assert done.returncode == 2
    assert code in done.stderr
    assert "bad.yaml:1:" in done.stderr
    assert "Traceback" not in done.stderr
    assert done.stdout == ""


def test_an_expired_precedent_is_marked() -> None:
    """By its own dates, on the day asked about."""
    words = ("find", "突发故障", "污染防治设施", "--most", "3")
    for day, marked in (("2025-04-30", False), ("2025-05-01", True)):
        done = penalty(*words, "--as-of", day)
        assert "有效期至2025-04-30" in done.stdout
        assert ("已过期：至 2025-04-30" in "".join(done.stdout.split("\n  "))) is marked
        found = json.loads(penalty(*words, "--as-of", day, "--json").stdout)["found"]
        (linyi,) = [item for item in found if item["id"] == "linyi-environment-1"]
        assert linyi["expired"] is marked


def test_import_undo_and_use(tmp_path: Path) -> None:
    """A table goes in whole, is found, and comes out again."""
    lists = tmp_path / "lists"
    table = write_csv(tmp_path / "list.csv", synthetic())
    report = tmp_path / "report.csv"
    done = penalty(
        "import", str(table), "--from", "2023-01-01", "--report", str(report), lists=lists
    )
    assert done.returncode == 0, done.stderr
    assert "785 / 785 项，41 / 41 个领域" in done.stdout
    assert len(report.read_text(encoding="utf-8-sig").splitlines()) == 786
    found = penalty("find", "合成违法行为第77号", "--json", lists=lists)
    first = json.loads(found.stdout)["found"][0]
    assert (first["id"], first["jurisdiction"]) == ("liaocheng-77", "city")
    undone = penalty("undo", "--json", lists=lists)
    assert json.loads(undone.stdout)["current"] is None
    assert penalty("undo", lists=lists).returncode == 2
    found = penalty("find", "合成违法行为第77号", "--deciding", "--json", lists=lists)
    assert "liaocheng-77" not in found.stdout


def test_nothing_is_imported_while_a_row_is_refused(tmp_path: Path) -> None:
    """Unless asked for; then what was left out is counted."""
    lists = tmp_path / "lists"
    rows = synthetic()[:5]
    rows[2][3] = "严惩"
    table = write_csv(tmp_path / "list.csv", rows)
    done = penalty("import", str(table), lists=lists)
    assert done.returncode == 2
    assert "V223" in done.stdout
    assert not lists.exists()
    done = penalty("import", str(table), "--dry-run", lists=lists)
    assert done.returncode == 0
    assert not lists.exists()
    done = penalty("import", str(table), "--partial", "--json", lists=lists)
    assert done.returncode == 0
    content = json.loads(done.stdout)
    assert content["coverage"]["items"] == 4
    assert [row["status"] for row in content["rows"]].count("refused") == 1
    assert Path(content["imported"]).is_file()
    done = penalty("import", str(tmp_path / "none.xlsx"), lists=lists)
    assert done.returncode == 2
    done = penalty("import", str(table), "--from", "2023-13-01", lists=lists)
    assert done.returncode == 2


@pytest.mark.parametrize(
    ("options", "place"),
    [
        (("--from", "2025-01-01", "--until", "2024-12-31"), "--until"),
        (("--from", "2025-01-01", "--seen", "2024-12-31"), "--seen"),
        (("--seen", "2025-01-01", "--until", "2024-12-31"), "--until"),
        (("--until", "2024-12-31", "--open"), "--open"),
    ],
)
def test_days_of_force_that_cannot_be_are_refused(
    tmp_path: Path, options: tuple[str, ...], place: str
) -> None:
    """At the option, and nothing is imported."""
    lists = tmp_path / "lists"
    table = write_csv(tmp_path / "list.csv", synthetic()[:1])
    done = penalty("import", str(table), *options, lists=lists)
    assert done.returncode == 2
    assert f"{place}: 错误 " in done.stderr
    assert "（V227）" in done.stderr
    assert not lists.exists()


def test_an_act_without_a_field_is_told_that_items_are_not_said(tmp_path: Path) -> None:
    """Nothing can be offered, but it matters."""
    path = tmp_path / "act.yaml"
    path.write_text("incident: {what: 甲, committed_on: 2025-03-01}\n", encoding="utf-8")
    assert "先写领域（domain）" in penalty(str(path), *DAY).stdout
    assert answered(path)["items_not_said"] is True


def test_templates_are_written_once(tmp_path: Path) -> None:
    """An existing file is not overwritten."""
    path = tmp_path / "form.yaml"
    assert penalty("template", "-o", str(path)).returncode == 0
    assert penalty("template", "-o", str(path)).returncode == 2
    assert penalty("template", "-o", str(tmp_path / "form.doc")).returncode == 2
    # Nothing is answered in it, not even the day of the act.
    done = penalty(str(path), *DAY)
    assert done.returncode == 2
    assert "V102" in done.stderr


def test_without_a_file_the_form_is_printed_and_nothing_is_written(tmp_path: Path) -> None:
    """The folder stays as it was; what is printed is the form itself."""
    done = subprocess.run(
        [sys.executable, "-m", "huiqi", "penalty", "template"],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(ROOT / "engine")},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert list(tmp_path.iterdir()) == []
    assert done.stdout == incident_form(BOOK)


def test_an_empty_form_with_a_day_answers_nothing_else(tmp_path: Path) -> None:
    """No leaf that a fact or the history would settle is settled by the form."""
    path = tmp_path / "form.yaml"
    form = incident_form(BOOK).replace("  committed_on:", "  committed_on: 2025-05-20")
    path.write_text(form, encoding="utf-8")
    content = answered(path)
    assert content["outcome"] is None
    truths = {
        f"{rule['id']}/{clause['id']}": clause["truth"]
        for rule in content["rules"]
        for clause in rule["clauses"]
        if clause["id"] != "in-force"
    }
    assert truths.pop("article-37-not-then/not-then-violation") == "false"
    assert truths.pop("article-37-no-longer/no-longer-violation") == "false"
    # Three weeks after the act no time limit can have passed.
    assert set(truths.values()) <= {"unknown", "false"}
    settled = {name for name, truth in truths.items() if truth == "false"}
    assert settled <= {
        "article-36-two-years/after-two-years",
        "article-36-five-years/after-five-years",
    }
    assert truths["article-33-first/first-by-statute"] == "unknown"


def test_rules_list_and_show_know_the_penalty_rules() -> None:
    """Provisions, lists, items and precedents by their names."""
    listed = json.loads(huiqi("rules", "list", "--json").stdout)
    assert len(listed["penalties"]["provisions"]) == len(BOOK.provisions)
    items = [item for found in listed["penalties"]["lists"] for item in found["items"]]
    assert sorted(items) == sorted(BOOK.items)
    assert listed["penalties"]["precedents"] == len(BOOK.precedents)
    for name, text in (
        ("article-33-first", "初次违法"),
        ("market-first-5", "货值金额 <= 500元"),
        ("tax-second-batch", "2022-01-01"),
        ("zibo-environment-1", "先例，不能据以决定"),
        ("penalty-law-2021", "行政处罚法"),
    ):
        done = huiqi("rules", "show", name)
        assert done.returncode == 0, done.stderr
        assert text in done.stdout, name
    assert huiqi("rules", "show", "article-99").returncode == 2


def test_a_fingerprint_says_which_part_of_the_rules_it_is_of(tmp_path: Path) -> None:
    """The penalties have files of their own, and so another fingerprint than the measures."""
    path = tmp_path / "a.yaml"
    path.write_text(ACT, "utf-8")
    enterprise = ROOT / "cases" / "examples" / "example-complete.yaml"
    feet = []
    for words in (("penalty", str(path), *DAY), ("check", str(enterprise), *DAY)):
        last = huiqi(*words).stdout.splitlines()[-1]
        feet.append("规则库" + last.rpartition("规则库")[2])
    assert feet[0].startswith("规则库·处罚部分 ")
    assert feet[1].startswith("规则库 ")
    page = json.loads(huiqi("penalty", str(path), *DAY, "--json").stdout)
    assert page["rulebook"]["part"] == "penalties"


def test_the_page_of_an_open_act_is_one_screen_as_printed(tmp_path: Path) -> None:
    """In both languages, on a narrow window and a wide one; without colour no control codes."""
    path = tmp_path / "act.yaml"
    path.write_text(ACT.replace("history: []\n", ""), encoding="utf-8")
    for language in ("zh", "en"):
        for width, most in (("80", 45), ("60", 80)):
            done = huiqi(
                "penalty", str(path), *DAY, "--lang", language,
                environment={"HUIQI_LISTS": "/nonexistent", "COLUMNS": width, "NO_COLOR": "1"},
            )  # fmt: skip
            lines = done.stdout.splitlines()
            assert len(lines) <= most
            assert all(cell_len(line) <= int(width) for line in lines)
            assert "\x1b" not in done.stdout
            assert "--full" in done.stdout


def test_a_reader_that_stops_reading_is_no_fault(act: Path) -> None:
    """As `| head -1` does."""
    done = subprocess.run(
        f"{sys.executable} -m huiqi penalty {act} --as-of 2025-06-01 --full | head -1",
        shell=True,
        env={**os.environ, "PYTHONPATH": str(ROOT / "engine"), "HUIQI_LISTS": "/nonexistent"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.stdout.startswith("huiqi 惠企  免罚轻罚")
    # That nothing was compared, where the network is absent, is no fault either.
    assert [line for line in done.stderr.splitlines() if " I101 " not in line] == []


def test_the_name_of_a_party_goes_into_no_message(tmp_path: Path) -> None:
    """Neither a fault nor a remark repeats whose act it is."""
    path = tmp_path / "act.yaml"
    for fault in ("domain: 没有的领域", "committed_on: 不是日子", "nature: 无"):
        path.write_text(
            f"enterprise: 示例当事人甲\nincident:\n  what: 甲\n  {fault}\n", encoding="utf-8"
        )
        done = penalty(str(path), *DAY)
        assert done.returncode == 2
        assert "示例当事人甲" not in done.stderr
    assert [found.name for found in tmp_path.iterdir()] == ["act.yaml"]
