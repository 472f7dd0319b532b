"""``--prefill`` from the outside, and what its JSON is held to."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator
from typer.testing import CliRunner

from huiqi.cli.commands import application
from huiqi.serialisation.schema import result_schema
from tests.profile.test_prefill import CODE, COLUMNS, HEAD, ROW

FACTS = (
    f"enterprise: {{name: 示例企业, credit_code: {CODE}}}\nfacts: {{营业收入: {{2025: 2.2亿元}}}}\n"
)


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_page_and_the_json_say_whose_data_they_are(tmp_path: Path, language: str) -> None:
    """Origin, right and both figures, and the telephone nowhere."""
    (tmp_path / "f.yaml").write_text(FACTS, "utf-8")
    table = tmp_path / "p.csv"
    table.write_text("\n".join(",".join(row) for row in (COLUMNS, ROW)), "utf-8")
    table.with_suffix(".yaml").write_text(json.dumps(HEAD, ensure_ascii=False), "utf-8")
    words = ["check", str(tmp_path / "f.yaml"), "--prefill", str(table), "--lang", language]
    words += ["--as-of", "2026-11-20"]
    page = CliRunner().invoke(application("check"), words)
    assert page.exit_code == 0
    for said in ("示例市数据平台", "2026-10-31", "企业授权书 2026-03-01"):
        assert said in " ".join(page.output.split())
    assert len(page.stdout.splitlines()) <= 45
    told = json.loads(CliRunner().invoke(application("check"), [*words, "--json"]).stdout)
    Draft202012Validator(result_schema()).validate(told)
    facts = told["enterprise"]["prefilled"]["facts"]
    assert {"fact": "employees", "year": 2025, "value": "312", "stated": None} in facts
    (differing,) = (one for one in facts if one["stated"] is not None)
    assert (differing["fact"], differing["value"]) == ("revenue", "210000000")
    assert "不该读的" not in page.output + json.dumps(told, ensure_ascii=False)
