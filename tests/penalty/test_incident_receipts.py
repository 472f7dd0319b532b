"""A receipt of an incident: decided anew it is the same to the byte, or it is said what changed."""

from __future__ import annotations

import json
import shutil
from datetime import date
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from typer.testing import CliRunner, Result

from huiqi.cli.commands import application
from huiqi.diagnostics import InputError
from huiqi.engine import Engine
from huiqi.kept_decisions import incident_receipt, judged_again
from huiqi.report.phrases import Phrases
from huiqi.serialisation.penalties import penalty_json
from huiqi.serialisation.receipt_files import read_receipt
from huiqi.serialisation.receipt_parts import digest_of
from huiqi.serialisation.schema import receipt_schema
from tests.commands import ROOT
from tests.decision.small import rulebook
from tests.penalty.test_cli import CORRECTED
from tests.penalty.test_import import synthetic, write_csv

DAY = date(2025, 6, 1)
ENGINE = Engine.load(ROOT / "rules", compare=False)
#: What an incident file may hold, in the names that people use.
ACTS = {
    "example": (ROOT / "cases/examples/example-incident.yaml").read_text(encoding="utf-8"),
    "corrected": CORRECTED,
    "lists": """\
当事人: {name: 示例厂}
违法行为: {行为: 未按规定公示环境信息, 违法种类: 甲类, 领域: 环保, 行为发生日: 2025-03-01}
以前的违法:
  at_least:
    - {发生日: 2023-02-01, 违法种类: 甲类, 处理结果: 警告某人}
    - {发生日: 2024-02-01, 违法种类: 乙类, 与本次同类: 否}
所违反的规定:
  - {规定: 《甲条例》, 条款: 第一条, 罚款下限: 0元, 罚款上限: 5000元}
  - {规定: 《乙法》, 条款: 第二条, 罚款下限: 2万元, 罚款上限: 20万元}
清单事项: []
""",
    "whole": """\
incident: {what: 示例行为, domain: 市场监管, kind: 甲类, committed_on: 2025-01-10}
history: {全部: [{committed_on: 2024-05-01, kind: 甲类}]}
items: [market-first-6]
""",
    "none": """\
incident: {what: 示例行为, domain: 市场监管, committed_on: 2025-01-10, direct_loss: 1.5万元}
history: 没有
items: market-first-6
""",
    "events": """\
说明: 内部
incident: {what: 示例行为, domain: 市场监管, committed_on: 2025-01-10, 当事人: 企业}
items: [shandong-2021-2]
事件:
  - {事项: 张某某来检查, 日期: 2025-02-10, 违法行为: {发现日: 2025-02-10, 责令改正日: 2025-02-10}}
  - {事项: 复查, 日期: 2025-02-20, 违法行为: {改正日: 2025-02-20}, 以前的违法已查清: 是}
  - {事项: 查到以前的, 日期: 2025-04-01, 以前的违法: [{发生日: 2024-05-01, 违法种类: 甲类}]}
  - 事项: 判定
    日期: 2025-05-01
    判定: {no-effect: {判定: 是, 判定人: 李某, 日期: 2025-05-01, 理由: 王某已作证}}
""",
}


@pytest.fixture(params=ACTS)
def act(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """One of them, as a file."""
    path = tmp_path / "act.yaml"
    path.write_text(ACTS[request.param], encoding="utf-8")
    return path


def invoked(*words: str) -> Result:
    """A command without imported lists, unless it names them."""
    lists = () if "--lists" in words else ("--lists", "/nonexistent/lists")
    return CliRunner().invoke(application(words[0]), [*words, *lists])


def receipt(folder: Path, name: str = "events", *more: str) -> Path:
    """The receipt that the command writes."""
    path = folder / "act.yaml"
    path.write_text(ACTS[name], encoding="utf-8")
    kept = folder / "r.json"
    words = ("penalty", "decide", str(path), "--as-of", str(DAY), "--receipt", str(kept), *more)
    done = invoked(*words)
    assert done.exit_code == 0, done.output
    return kept


def test_what_a_receipt_holds_is_what_the_file_says(act: Path) -> None:
    """Lists however they are told, events, answers: decided from it the document is the same."""
    decision = ENGINE.judge(ENGINE.read_incident(act, DAY).incident, DAY)
    book = ENGINE.penalties
    document = penalty_json(decision, book, Phrases(book.terms, "zh"))
    kept = json.loads(incident_receipt(ENGINE, act, DAY))
    again = judged_again(ENGINE, kept["incident"], DAY, "zh")
    assert digest_of(again) == digest_of(document) == kept["digest"]
    jsonschema.validate(kept, receipt_schema())
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate({**kept, "more": 1}, receipt_schema())


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_same_rules_give_the_same_bytes(tmp_path: Path, language: str) -> None:
    """As the command printed them."""
    kept = tmp_path / "r.json"
    path = tmp_path / "act.yaml"
    path.write_text(ACTS["events"], encoding="utf-8")
    words = ["penalty", "decide", str(path), "--as-of", str(DAY), "--receipt", str(kept), "--json"]
    printed = invoked(*words, "--lang", language)
    assert printed.exit_code == 0, printed.output
    again = invoked("replay", str(kept), "--json")
    assert again.exit_code == 0, again.output
    assert again.stdout == printed.stdout
    page = invoked("replay", str(kept), "--lang", language)
    assert page.exit_code == 0
    assert ("和当时一模一样" if language == "zh" else "exactly the same") in page.stdout


def test_names_are_left_out_on_request(act: Path) -> None:
    """Who it was, free words, who judged; what follows is as it was."""
    whole = json.loads(incident_receipt(ENGINE, act, DAY))
    kept = json.loads(incident_receipt(ENGINE, act, DAY, nameless=True))
    text = json.dumps(kept, ensure_ascii=False)
    for named in ("示例厂", "示例企业", "内部", "某", "示例行为", "公示", "悬挂", "甲类", "乙类"):
        assert named not in text
    assert kept["omitted"]
    assert kept["answer"] == whole["answer"]
    history = kept["incident"].get("history")
    if isinstance(history, dict) and "at_least" in history:
        first, second = history["at_least"]
        # The same kind is the same still, and another another.
        assert first["kind"] == kept["incident"]["incident"]["kind"] != second["kind"]


@pytest.mark.few(4)
@pytest.mark.parametrize(
    "forge",
    [
        lambda told: told["answer"].update(status="decided"),
        lambda told: told["answer"]["at_best"]["outcome"].update(effect="ordinary"),
        lambda told: told["answer"]["rules"].clear(),
        lambda told: told["answer"]["rules"].update({"shandong-2021-2": "true"}),
        lambda told: told["rulebook"].update(sha256="0" * 64),
        lambda told: told.update(digest="0" * 64),
        lambda told: told.update(as_of="2025-06-02"),
        lambda told: told["incident"]["events"].pop(),
        lambda told: told["incident"]["incident"].update(committed_on="2025-01-09"),
        lambda told: told["answer"]["at_worst"]["outcome"].update(effect="[bold]x", modality="?"),
    ],
)
def test_a_receipt_that_was_edited_is_not_the_same(forge: Any, tmp_path: Path) -> None:
    """Whatever of it was."""
    kept = receipt(tmp_path)
    told = json.loads(kept.read_text(encoding="utf-8"))
    forge(told)
    kept.write_text(json.dumps(told, ensure_ascii=False), encoding="utf-8")
    done = invoked("replay", str(kept))
    assert done.exit_code == 1, done.output
    assert "和当时一模一样" not in done.stdout
    assert "收据被改过" in done.stdout
    found = json.loads(invoked("replay", str(kept), "--json").stdout)
    assert (found["format"]["kind"], found["edited"]) == ("penalty-replay", True)


def _rules(folder: Path, item: str, old: str, new: str) -> Path:
    """Rules of which an item says something else."""
    rulebook(folder)
    shutil.copytree(ROOT / "rules" / "penalty-list", folder / "penalty-list")
    head = f"id: {item}\n"
    (path,) = (p for p in folder.rglob("*.yaml") if head in p.read_text(encoding="utf-8"))
    before, _, after = path.read_text(encoding="utf-8").partition(head)
    assert old in after
    path.write_text(before + head + after.replace(old, new, 1), encoding="utf-8")
    return folder


def test_other_rules_are_said_with_what_they_answer(tmp_path: Path) -> None:
    """What followed and what follows; 1, and not that the receipt was edited."""
    old, new = (
        "outcome: {effect: none, modality: must}",
        "outcome: {effect: lighter, modality: may}",
    )
    other = _rules(tmp_path / "rules", "shandong-2021-3", old, new)
    kept = receipt(tmp_path, "corrected")
    assert invoked("replay", str(kept)).exit_code == 0
    done = invoked("replay", str(kept), "--rules", str(other))
    assert done.exit_code == 1, done.output
    assert "规则库" in done.stdout
    assert "收据被改过" not in done.stdout
    told = json.loads(invoked("replay", str(kept), "--rules", str(other), "--json").stdout)
    then, now = told["answers"]
    assert then["at_best"]["outcome"] == {"effect": "none", "modality": "must"}
    assert then["at_worst"] == then["at_best"]
    assert now["at_worst"] != then["at_worst"]
    (line,) = [line for line in done.stdout.splitlines() if line.strip().startswith("最重")]
    assert "应当不予行政处罚" in line


def test_an_item_that_is_no_more_is_named(tmp_path: Path) -> None:
    """What was told cannot be read by such rules: where, and what it was."""
    other = _rules(tmp_path / "rules", "shandong-2021-2", "", "")
    (path,) = (tmp_path / "rules").rglob("shandong-2021.yaml")
    text = path.read_text(encoding="utf-8").replace("id: shandong-2021-2\n", "id: another\n")
    path.write_text(text, encoding="utf-8")
    done = invoked("replay", str(receipt(tmp_path)), "--rules", str(other))
    assert done.exit_code == 2
    assert "V105" in done.stderr
    assert "shandong-2021-2" in done.stderr


def test_an_imported_list_is_one_of_the_rules(tmp_path: Path) -> None:
    """With it imported the rules are others: nobody edited the receipt."""
    kept = receipt(tmp_path, "none")
    table, lists = write_csv(tmp_path / "list.csv", synthetic()), tmp_path / "lists"
    words = ("penalty", "import", str(table), "--from", "2020-01-01", "--lists", str(lists))
    assert invoked(*words).exit_code == 0
    done = invoked("replay", str(kept), "--lists", str(lists))
    assert done.exit_code == 1
    assert "规则库" in done.stdout
    assert "收据被改过" not in done.stdout
    found = json.loads(invoked("replay", str(kept), "--json", "--lists", str(lists)).stdout)
    then, now = (own["sha256"] for own in found["rulebook"])
    assert then != now


@pytest.mark.parametrize(
    "spoilt",
    [
        {"digest": "0"},
        {"answer": {}},
        {"answer": {"status": "decided", "at_best": None, "at_worst": None, "rules": {}}},
        {"as_of": "昨天"},
        {"incident": []},
        {"rulebook": {"version": "1", "sha256": "0" * 64}},
        {"language": "fr"},
        {"omitted": ["x"] * 100},
        {"profile": {}},
        {"format": {"kind": "receipt", "version": 1}},
        {"format": {"kind": "penalty-receipt", "version": 99}},
        {"format": None},
    ],
)
def test_what_is_no_receipt_is_refused(spoilt: dict[str, object], tmp_path: Path) -> None:
    """At its key; nothing is decided."""
    path = tmp_path / "act.yaml"
    path.write_text(ACTS["none"], encoding="utf-8")
    told = json.loads(incident_receipt(ENGINE, path, DAY)) | spoilt
    path.write_text(json.dumps(told, ensure_ascii=False), encoding="utf-8")
    with pytest.raises(InputError) as refused:
        read_receipt(path)
    assert [found.code for found in refused.value.diagnostics] == ["C141"]


def test_what_cannot_be_kept_is_said(tmp_path: Path) -> None:
    """Over a file that is there, or nothing to leave names out of."""
    kept = receipt(tmp_path)
    path = str(tmp_path / "act.yaml")
    for more, code in (
        (("--receipt", str(kept)), "C121"),
        (("--receipt", path), "C122"),
        (("--without-names",), "C142"),
    ):
        done = invoked("penalty", "decide", path, "--as-of", str(DAY), *more)
        assert done.exit_code == 2
        assert code in done.stderr
