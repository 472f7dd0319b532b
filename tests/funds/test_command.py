"""``huiqi fund`` as its users meet it: files in, files out, every figure the same in all."""

from __future__ import annotations

import csv
import json
import re
from decimal import Decimal
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from rich.cells import cell_len

from huiqi.diagnostics import Diagnostics
from huiqi.tables import read_table
from tests.commands import ROOT, huiqi
from tests.test_cli import DAY

EXAMPLE = str(ROOT / "cases" / "examples" / "fund-applicants.csv")
CAP = ("--cap", "500万元")
RULES = ["pro_rata", "ranked", "first_come", "capped_pro_rata", "capped_ranked"]


def shared(*more: str) -> dict[str, Any]:
    """The JSON of the example."""
    done = huiqi("fund", EXAMPLE, "--fund", "rd-institution", *DAY, "--json", *more)
    assert done.returncode == 0, done.stderr
    content: dict[str, Any] = json.loads(done.stdout)
    return content


def test_the_json_has_the_rules_side_by_side() -> None:
    """Each within the pool and the cap; those that need a cap say so where there is none."""
    content = shared()
    assert [rule["id"] for rule in content["rules"]] == RULES
    assert content["hypothetical"] == {}
    assert content["fund"]["pool"]["value"] == "80000000"
    assert content["fund"]["pool"]["grade"] == "reported"
    assert content["fund"]["cap"]["value"] is None
    assert content["fund"]["sharing"]["value"] is None
    assert [rule["reason"] is None for rule in content["rules"]] == [True] * 3 + [False] * 2
    capped = shared(*CAP)
    assert capped["hypothetical"] == {"rd_subsidy_cap": "500万元"}
    for rule in RULES:
        amounts = [Decimal(a["amounts"][rule] or 0) for a in capped["awards"]]
        assert sum(amounts) == Decimal(80_000_000)
        if rule.startswith("capped"):
            assert max(amounts) <= 5_000_000
    unknown = [a["name"] for a in capped["awards"] if a["claim"] is None]
    assert unknown == capped["applicants"]["base_unknown"] == ["示例企业17", "示例企业33"]


def test_what_if_changes_what_it_names_and_is_marked() -> None:
    """The three options and --set are one way; the first three are names for it."""
    named = shared("--pool", "1亿元", "--rate", "10%", *CAP)
    settings = ("rd_institution_fund=1亿元", "rd_subsidy_rate=10%", "rd_subsidy_cap=500万元")
    general = shared(*(part for text in settings for part in ("--set", text)))
    assert named == general
    assert named["fund"]["rate"] == {
        "parameter": "rd_subsidy_rate",
        "value": "0.10",
        "grade": "reported",
        "hypothetical": True,
    }
    for award in named["awards"]:
        for name, amount in award["amounts"].items():
            assert amount in (None, award["claim"]) or name.startswith("capped")


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("more", [(), CAP, ("--pool", "1000亿元")])
def test_the_page_fits_eighty_columns(language: str, more: tuple[str, ...]) -> None:
    """No line is wider; results alone are on standard output."""
    done = huiqi("fund", EXAMPLE, *DAY, "--lang", language, *more)
    assert done.returncode == 0, done.stderr
    assert max(cell_len(line) for line in done.stdout.splitlines()) <= 80
    assert all(line.startswith("…") for line in done.stderr.splitlines())
    assert ("假设：" in done.stdout or "hypothetical:" in done.stdout) == bool(more)


def test_the_terminal_says_what_is_unknown_and_who_gains() -> None:
    """The words a finance bureau looks for."""
    output = "".join(huiqi("fund", EXAMPLE, *DAY, "--lang", "zh").stdout.split())
    for text in (
        "8000万元（报道）",
        "单户上限未知：单户上限没有公布",
        "没有一种是已知的规定",
        "2户：示例企业17（第18行）、示例企业33（第34行）。没有当作零",
        "没有计算封顶后按比例、封顶后按名次：单户上限未知",
        "与按比例相比",
        "本结果不是官方答复",
    ):
        assert text in output


@pytest.mark.parametrize("suffix", [".csv", ".xlsx"])
def test_the_file_has_the_same_awards_marked_as_hypothetical(tmp_path: Path, suffix: str) -> None:
    """Every applicant, every rule; an award that is open is empty between its bounds."""
    output = tmp_path / f"awards{suffix}"
    assert huiqi("fund", EXAMPLE, *DAY, "--lang", "zh", *CAP, "-o", str(output)).returncode == 0
    table = read_table(output, Diagnostics())
    assert table is not None
    rows = [dict(zip(table.columns, row.cells, strict=True)) for row in table.rows]
    content = shared(*CAP)
    for row, award in zip(rows, content["awards"], strict=True):
        assert row["企业名称"] == award["name"]
        assert row["假设"] == "研发机构补贴单户上限 = 500万元"
        for rule, title in zip(
            RULES, ["按比例", "按名次", "先到先得", "封顶后按比例", "封顶后按名次"], strict=True
        ):
            amount = award["amounts"][rule]
            low, high = award["bounds"].get(rule, [amount, amount])
            cells = [row[f"{title}{part}［假设］"] for part in ("", "·至少", "·至多")]
            for cell, value in zip(cells, (amount, low, high), strict=True):
                assert (Decimal(cell) if cell else None) == (Decimal(value) if value else None)


def test_texts_are_never_formulas_nor_markup(tmp_path: Path) -> None:
    """A name that a spreadsheet would run, or a browser, stays a name."""
    path, output, page = tmp_path / "t.csv", tmp_path / "o.csv", tmp_path / "p.html"
    names = ["=1+1", "<script>alert(1)</script>", "@x"]
    with path.open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream).writerows(
            [["企业名称", "基数", "排名"], *([name, "9亿", n] for n, name in enumerate(names, 1))]
        )
    done = huiqi("fund", str(path), *DAY, "-o", str(output), "-o", str(page))
    assert done.returncode == 0, done.stderr
    text = output.read_text("utf-8-sig")
    assert "\n'=1+1," in text
    assert "\n'@x," in text
    assert "<script" not in page.read_text("utf-8")
    assert "&lt;script&gt;" in page.read_text("utf-8")


class References(HTMLParser):
    """Collects what a browser would fetch or run."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self.tags: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        names = ("src", "href", "xlink:href", "srcset", "action", "data", "poster")
        self.found += [f"{tag} {name}={value}" for name, value in attrs if name in names]
        self.found += [f"{tag} {name}" for name, _ in attrs if name.startswith("on")]


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_html_page_stands_alone(tmp_path: Path, language: str) -> None:
    """No reference, no script; both charts with their figures; the same each time."""
    pages = []
    for name in ("a.html", "b.html"):
        path = tmp_path / name
        done = huiqi("fund", EXAMPLE, *DAY, "--lang", language, *CAP, "-o", str(path))
        assert done.returncode == 0, done.stderr
        pages.append(path.read_text("utf-8"))
    assert pages[0] == pages[1]
    parser = References()
    parser.feed(pages[0])
    assert parser.found == []
    assert not parser.tags & {"script", "link", "iframe", "img", "object", "embed", "base"}
    assert not re.search(r"@import|url\(", pages[0])
    assert set(re.findall(r"https?://[^\s\"'<]*", pages[0])) <= {"http://www.w3.org/2000/svg"}
    assert pages[0].count('<ul class="chart">') == 2
    assert pages[0].count("<svg") == pages[0].count('class="sure"')
    assert ("假设" if language == "zh" else "hypothetical") in pages[0]
    assert "8000万元" in pages[0] or "CNY 80,000,000" in pages[0]


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (("--fund", "rd-institutions"), "C109"),
        (("--pool", "多"), "C112"),
        (("--rate", "-1%"), "C112"),
        (("--set", "nothing=1"), "C111"),
        (("--cap", "1元", "--set", "rd_subsidy_cap=2元"), "C113"),
        (("-o", "x.pdf"), "C120"),
        (("-o", "/nowhere/x.csv"), "C121"),
        (("-o", EXAMPLE), "C122"),
        (("-o", "/nowhere/x.html"), "C121"),
        (("--as-of", "2022-06-20"), "F110"),
        (("--sheet", "x"), ""),
    ],
)
def test_bad_input_ends_with_two_and_no_traceback(arguments: tuple[str, ...], code: str) -> None:
    """Each with its code; a sheet of a CSV is no fault."""
    done = huiqi("fund", EXAMPLE, *arguments)
    assert "Traceback" not in done.stderr
    assert done.returncode == (2 if code else 0)
    assert code in done.stderr


def test_a_faulty_table_ends_with_two_at_its_row_and_column(tmp_path: Path) -> None:
    """The place is printed as file:row:column."""
    path = tmp_path / "t.csv"
    path.write_text("企业名称,加计扣除额\n示例企业,-1\n", "utf-8")
    done = huiqi("fund", str(path), *DAY)
    assert done.returncode == 2
    assert re.search(rf"^{re.escape(str(path))}:2:2: 错误 .*（F103）$", done.stderr, re.M)
    assert done.stdout == ""


def test_the_fund_can_be_shown() -> None:
    """Among the rules, with what is unknown of it."""
    output = huiqi("rules", "show", "rd-institution", "--lang", "zh").stdout
    assert "8000万元" in output
    assert "分配办法 未知：申请总额超过资金时怎样分配，没有公布" in output
