"""A file of another kind, an empty one, an option that is no more: each in its own word."""

from __future__ import annotations

from pathlib import Path

import pytest

from huiqi.cli.commands import REMOVED
from tests.commands import ROOT, huiqi
from tests.test_cli import DAY, EXAMPLE

EXAMPLES = ROOT / "cases" / "examples"
INCIDENT, TABLE = str(EXAMPLES / "example-incident.yaml"), str(EXAMPLES / "fund-applicants.csv")
CASES = str(ROOT / "cases" / "penalty" / "statute.yaml")


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (("check", INCIDENT), "C108", ("违法行为的文件", f"huiqi penalty {INCIDENT}")),
        (("estimate", INCIDENT), "C108", ("违法行为的文件", "huiqi penalty")),
        (("check", TABLE), "C108", ("表格", f"huiqi fund {TABLE}")),
        (("check", CASES), "C108", ("用例文件", "huiqi test")),
        (("penalty", EXAMPLE), "C108", ("企业画像", f"huiqi check {EXAMPLE}")),
        (("penalty", TABLE), "C108", ("表格", "huiqi fund")),
        (("fund", EXAMPLE), "T100", ("一行一户", "huiqi check")),
        (("check", EXAMPLE, "--answers", INCIDENT), "C108", ("违法行为的文件",)),
        (("check", "RECEIPT"), "C108", ("收据", "huiqi replay")),
        (("penalty", "RECEIPT"), "C108", ("收据", "huiqi replay")),
        (("check", "EMPTY"), "P100", ("文件是空的", "企业名称")),
        (("penalty", "EMPTY"), "P100", ("文件是空的", "违法行为:")),
        (("check", EXAMPLE, "--answers", "EMPTY"), "P100", ("文件是空的", "--write-missing")),
    ],
)
def test_a_file_of_another_kind_is_named(
    tmp_path: Path, words: tuple[str, ...], code: str, said: tuple[str, ...]
) -> None:
    """What it is, what is wanted, and which command reads it; one finding alone."""
    empty = tmp_path / "empty.yaml"
    empty.write_text("# 还没有写\n", encoding="utf-8")
    receipt = tmp_path / "receipt.json"
    made = {"EMPTY": empty, "RECEIPT": receipt}
    if "RECEIPT" in words:
        huiqi("check", EXAMPLE, *DAY, "--receipt", str(receipt))
    done = huiqi(*(str(made.get(word, word)) for word in words), *DAY)
    assert done.returncode == 2
    assert done.stdout == ""
    assert done.stderr.count("错误") == 1, done.stderr
    for part in (code, *said):
        assert part in done.stderr


def test_a_form_in_which_nothing_is_filled_is_remarked_on(tmp_path: Path) -> None:
    """It answers nothing, and nothing is lost."""
    form = tmp_path / "g.yaml"
    text = "facts:\n  民营企业:\n  营业收入: {2022: }\n  居民企业: 未知\n"
    form.write_text(text, encoding="utf-8")
    done = huiqi("check", EXAMPLE, "--answers", str(form), *DAY)
    assert done.returncode == 0
    assert "P172" in done.stderr


@pytest.mark.parametrize("more", [(), ("--json",)])
@pytest.mark.parametrize(("command", "option"), sorted(REMOVED))
def test_an_option_that_is_no_more_says_what_does_it_now(
    command: str, option: str, more: tuple[str, ...]
) -> None:
    """As text, and as a document where JSON was asked for."""
    done = huiqi(command, EXAMPLE, option, "first-set", *more)
    assert done.returncode == 2
    assert option in done.stderr
    assert "首台套" in done.stderr
    assert ("C100" in done.stdout) is bool(more)


@pytest.mark.parametrize(
    "words",
    [
        ("fund", TABLE, "--cap", "200"),
        ("fund", TABLE, "--pool", "8,000"),
        ("fund", TABLE, "--set", "rd_subsidy_cap=200"),
        ("estimate", EXAMPLE, "--set", "rd_subsidy_cap=¥200"),
    ],
)
def test_an_amount_without_a_unit_is_asked_about(words: tuple[str, ...]) -> None:
    """It is read as yuan, and both ways to write it are told; with its unit it is not asked."""
    done = huiqi(*words, *DAY)
    assert done.returncode == 0, done.stderr
    assert "P131" in done.stderr
    assert "万元" in done.stderr
    silent = huiqi(*words[:-1], f"{words[-1]}元", *DAY)
    assert silent.returncode == 0, silent.stderr
    assert "P131" not in silent.stderr


def test_a_table_without_a_unit_is_asked_about(tmp_path: Path) -> None:
    """As a profile is: where the figures are hardly meant in yuan."""
    table = tmp_path / "t.csv"
    for header, asked in (("加计扣除额", True), ("加计扣除额（元）", False)):
        table.write_text(f"企业名称,{header}\n甲,625\n乙,200\n", encoding="utf-8")
        assert ("P131" in huiqi("fund", str(table), *DAY).stderr) is asked


@pytest.mark.parametrize(
    "words",
    [
        ("rules", "show", "小升规奖历"),
        ("check", EXAMPLE, "小升规奖历"),
        ("compute", EXAMPLE, "毛资产"),
        ("fund", TABLE, "--set", "补贴上限=1万元"),
    ],
)
def test_what_is_offered_for_an_unknown_name_is_chinese_and_short(words: tuple[str, ...]) -> None:
    """A few labels, an id in brackets at most; the rest is a command away."""
    done = huiqi(*words)
    assert done.returncode == 2
    (offered,) = (line for line in done.stderr.splitlines() if "可以写：" in line)
    names = offered.partition("：")[2].split()
    assert 0 < len(names) <= 5
    assert all(any(letter >= "\u4e00" for letter in name) for name in names)


def test_a_rule_is_shown_by_the_other_names_of_a_fact() -> None:
    """总资产 for 资产总额."""
    done = huiqi("rules", "show", "总资产")
    assert done.returncode == 0
    assert "total_assets" in done.stdout


def test_a_form_that_was_filled_in_is_not_written_over(tmp_path: Path) -> None:
    """Asked for once more under the same name it is refused, and stays as it is."""
    form = tmp_path / "待问.yaml"
    assert huiqi("check", EXAMPLE, *DAY, "--write-missing", str(form)).returncode == 0
    form.write_text("facts: {从业人员: {2022: 168}}\n", encoding="utf-8")
    done = huiqi("check", EXAMPLE, *DAY, "--write-missing", str(form))
    assert done.returncode == 2
    assert "C121" in done.stderr
    assert form.read_text(encoding="utf-8") == "facts: {从业人员: {2022: 168}}\n"


def test_a_wrong_key_of_what_a_case_expects_is_named_with_the_nearest(tmp_path: Path) -> None:
    """At its place, and no defect of ours."""
    path = tmp_path / "case.yaml"
    path.write_text(
        "as_of: 2023-06-20\ncases:\n  - name: 甲\n    from: author\n    basis: 乙\n"
        "    facts: {营业收入: {2022: 1万元}}\n    expect:\n      facts:\n"
        '        "revenue[2022]": {vaule: 10万元}\n',
        encoding="utf-8",
    )
    done = huiqi("test", str(path))
    assert done.returncode == 2
    assert f"{path}:9:27: 错误 " in done.stderr
    assert "（R201）" in done.stderr
    assert "是否想写：value" in done.stderr
    # Nor is it asked whether the figure of a case is likely.
    assert "P131" not in done.stderr
