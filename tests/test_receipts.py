"""A receipt: the decision made anew is the same to the byte, or it is said what has changed."""

from __future__ import annotations

import json
from copy import deepcopy
from datetime import date
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from huiqi.diagnostics import InputError
from huiqi.engine import Engine
from huiqi.kept_decisions import checked_again
from huiqi.report.phrases import Phrases
from huiqi.serialisation.decisions import decision_json
from huiqi.serialisation.receipt_files import read_receipt
from huiqi.serialisation.receipt_parts import digest_of
from huiqi.serialisation.schema import receipt_schema
from tests.commands import ROOT, huiqi
from tests.decision.small import rulebook
from tests.in_english import still_chinese
from tests.interview.respondent import sample_files
from tests.test_cli import EXAMPLE

DAY = ["--as-of", "2023-06-20"]
RULE = (
    "requires: {{id: k, text: {{zh: 条件, en: clause}}, if: 'a >= {}'}}\ngives: {{amount: 2 * b}}\n"
)
ENGINE = Engine.load(ROOT / "rules", compare=False)


@pytest.fixture(scope="module")
def first_set(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """The receipt of a check of one measure."""
    return receipt(tmp_path_factory.mktemp("first") / "r.json", "first-set")


def receipt(path: Path, *more: str, of: str = str(EXAMPLE)) -> dict[str, Any]:
    """The receipt of a check."""
    done = huiqi("check", of, *more, "--receipt", str(path), *DAY)
    assert done.returncode == 0, done.stderr
    found = json.loads(path.read_text(encoding="utf-8"))
    assert isinstance(found, dict)
    return found


@pytest.mark.few(2)
@pytest.mark.parametrize("path", sample_files(ROOT)[::4], ids=lambda path: path.stem)
def test_what_a_receipt_holds_is_what_the_file_says(path: Path) -> None:
    """Decided again from it, the document is the same (of all: tests/web/test_result.py)."""
    day = date(2023, 6, 20)
    enterprise, _ = ENGINE.read_enterprise(path, day)
    document = decision_json(ENGINE.check(enterprise, day), Phrases(ENGINE.rulebook, "zh"))
    again = checked_again(ENGINE, ENGINE.restated(path), day, None, "zh")
    assert digest_of(again) == digest_of(document)
    changed = {**document, "as_of": "2023-06-21"}
    assert digest_of(changed) != digest_of(document)


def test_the_same_rules_give_the_same_bytes(tmp_path: Path) -> None:
    """Also of one measure, in English, with a parameter supposed."""
    for number, more in enumerate(
        ([], ["first-set", "--lang", "en"], ["--set", "rd_subsidy_cap=500万元"])
    ):
        path = tmp_path / f"{number}.json"
        printed = huiqi("check", EXAMPLE, *more, "--receipt", str(path), "--json", *DAY)
        again = huiqi("replay", str(path), "--json")
        assert again.returncode == 0, again.stderr
        assert again.stdout == printed.stdout
        page = huiqi("replay", str(path))
        assert page.returncode == 0
        assert "和当时一模一样" in page.stdout


def test_the_schema_declares_it(tmp_path: Path) -> None:
    """Every key, and no other."""
    schema = receipt_schema()
    jsonschema.Draft202012Validator.check_schema(schema)
    found = receipt(tmp_path / "r.json", "first-set")
    jsonschema.validate(found, schema)
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate({**found, "more": 1}, schema)
    printed = json.loads(huiqi("rules", "schema", "receipt").stdout)
    assert printed == json.loads(json.dumps(schema))


def test_other_rules_are_said_with_what_they_answer(tmp_path: Path) -> None:
    """Which measures, how they were and how they are; 1."""
    rulebook(tmp_path / "one", m=RULE.format(8), n=RULE.format(1))
    rulebook(tmp_path / "other", m=RULE.format(10), n=RULE.format(1))
    profile = tmp_path / "p.yaml"
    profile.write_text("enterprise: {name: 示例企业}\nfacts: {a: 9, b: 50万元}\n", encoding="utf-8")
    path = tmp_path / "r.json"
    receipt(path, "--rules", str(tmp_path / "one"), of=str(profile))
    assert huiqi("replay", str(path), "--rules", str(tmp_path / "one")).returncode == 0
    done = huiqi("replay", str(path), "--rules", str(tmp_path / "other"))
    assert done.returncode == 1
    assert "规则库" in done.stdout
    assert "1 项的答案变了" in done.stdout
    (line,) = [line for line in done.stdout.splitlines() if "测试措施m" in line]
    assert "符合 100万元" in line
    assert "不符合" in line
    told = json.loads(
        huiqi("replay", str(path), "--rules", str(tmp_path / "other"), "--json").stdout
    )
    assert told["format"]["kind"] == "replay"
    assert [one["id"] for one in told["changed"]] == ["m"]


def test_names_are_left_out_on_request(tmp_path: Path) -> None:
    """None of them is in the file, it is said, and the rest is decided as before."""
    profile = tmp_path / "p.yaml"
    profile.write_text(
        "enterprise: {name: 示例机械厂, credit_code: 91371500MA3C000000, note: 内部资料}\n"
        "facts:\n  注册地在聊城市: {value: 是, source: 某人说的}\n"
        "  首台套产品: [{产品名称: 专有压力机, 列入的目录: 国家首台套目录, 认定日期: 2023-03-15,"
        " 该产品已享受过同类支持: 否}]\n"
        "  已经得过的财政支持: [{措施: first-set, 项目或产品: 专有压力机, 金额: 10万元,"
        " 到账日: 2022-03-01}]\n",
        encoding="utf-8",
    )
    path = tmp_path / "r.json"
    done = huiqi("check", str(profile), "--receipt", str(path), "--without-names", *DAY)
    assert done.returncode == 0, done.stderr
    assert "没有写企业名称" in done.stderr
    text = path.read_text(encoding="utf-8")
    for name in ("示例机械厂", "91371500", "内部资料", "某人", "专有压力机"):
        assert name not in text
    found = json.loads(text)
    assert found["omitted"]
    (product,) = found["profile"]["facts"]["first_set_products"]
    (paid,) = found["profile"]["facts"]["support_received"]
    assert product["name"] == paid["project"]
    again = huiqi("replay", str(path))
    assert again.returncode == 0
    assert "隐去名称" in again.stdout
    whole = receipt(tmp_path / "whole.json", of=str(profile))
    assert whole["answers"] == found["answers"]


@pytest.mark.parametrize(
    "spoilt",
    [
        {"digest": "0"},
        {"answers": [{}]},
        {"answers": [1]},
        {"as_of": "昨天"},
        {"as_of": 3},
        {"profile": []},
        {"rulebook": {"version": "1", "sha256": "../../etc/passwd"}},
        {"language": "fr"},
        {"omitted": ["x"] * 100},
        {"more": 1},
        {"format": {"kind": "check", "version": 1}},
        {"format": {"kind": "receipt", "version": 99}},
    ],
)
def test_what_is_no_receipt_is_refused(
    spoilt: dict[str, object], whole: dict[str, Any], tmp_path: Path
) -> None:
    """At its key; nothing is decided."""
    path = tmp_path / "r.json"
    path.write_text(json.dumps(whole | spoilt, ensure_ascii=False), encoding="utf-8")
    with pytest.raises(InputError) as refused:
        read_receipt(path)
    assert [found.code for found in refused.value.diagnostics] == ["C141"]
    assert not still_chinese(refused.value.diagnostics)


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """A receipt as it should be."""
    return receipt(tmp_path_factory.mktemp("receipt") / "r.json", "first-set")


@pytest.mark.parametrize("text", ["", "[]", "{", '{"a": ' * 500, "\x00"])
def test_what_is_no_document_is_refused(text: str, tmp_path: Path) -> None:
    """Whatever it holds."""
    path = tmp_path / "r.json"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(InputError):
        read_receipt(path)


def test_a_receipt_takes_no_other_place(tmp_path: Path) -> None:
    """Neither of a file that is there, nor of what cannot be decided again."""
    path = tmp_path / "r.json"
    receipt(path, "first-set")
    again = huiqi("check", EXAMPLE, "--receipt", str(path), *DAY)
    assert again.returncode == 2
    assert "C121" in again.stderr
    alone = huiqi("check", EXAMPLE, "--without-names", *DAY)
    assert alone.returncode == 2
    assert "C142" in alone.stderr


@pytest.mark.parametrize(
    "forge",
    [
        lambda told: told["answers"][0].update(status="qualifies", low="90000000.00"),
        lambda told: told["answers"].clear(),
        lambda told: told["answers"].append(told["answers"][0]),
        lambda told: told["rulebook"].update(sha256="0" * 64),
        lambda told: told.update(digest="0" * 64),
        lambda told: told.update(as_of="2023-06-21"),
    ],
)
def test_a_receipt_that_was_edited_is_not_the_same(
    forge: Any, first_set: dict[str, Any], tmp_path: Path
) -> None:
    """Whatever of it was: the answers and the rules beside the digest have to agree with it."""
    path = tmp_path / "r.json"
    told = deepcopy(first_set)
    forge(told)
    path.write_text(json.dumps(told, ensure_ascii=False), encoding="utf-8")
    done = huiqi("replay", str(path))
    assert done.returncode == 1
    assert "和当时一模一样" not in done.stdout
    assert "收据被改过" in done.stdout
    assert json.loads(huiqi("replay", str(path), "--json").stdout)["edited"] is True
