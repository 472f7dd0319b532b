"""A platform's data on the page: offered, taken where somebody says so, of one enterprise alone."""

from __future__ import annotations

import html
import json
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.profile.test_prefill import CODE, COLUMNS, DAMAGED, HEAD, OTHER, ROW
from tests.web.serving import Answered, Site, serving
from tests.web.test_result import carried

DAY = "2026-11-20"
#: Nobody's: the code comes out and is in no table.
NOBODY = "91371500MA3C00038B"
HOSTILE = "<script>alert(1)</script>"


def table(folder: Path, *rows: tuple[str, ...]) -> Path:
    """A platform's table, with the file beside it."""
    path = folder / "平台.csv"
    path.write_text("\n".join(",".join(row) for row in (COLUMNS, *rows)), "utf-8")
    head = {**HEAD, "来源": f"示例市数据平台{HOSTILE}"}
    path.with_suffix(".yaml").write_text(json.dumps(head, ensure_ascii=False), "utf-8")
    return path


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """A server with a platform's table."""
    path = table(tmp_path_factory.mktemp("platform"), ROW, DAMAGED)
    with serving(prefill=path) as found:
        yield found


def profile(facts: dict[str, object], code: str = CODE) -> str:
    """What a page holds of an enterprise."""
    stated = {"enterprise": {"name": "示例企业", "credit_code": code}, "facts": facts}
    return json.dumps(stated, ensure_ascii=False)


def offers(answer: Answered) -> list[str]:
    """What can be ticked."""
    return re.findall(r'name="take"[^>]* value="([^"]+)"', answer.text)


def test_it_is_there_only_where_the_operator_gave_a_table(site: Site, filled: Site) -> None:
    """Else there is no such page, and no word of it."""
    assert site.post("/platform", {"code": CODE}).status == 404
    assert site.post("/platform/take", {"code": CODE}).status == 404
    assert "/platform" not in site.get("/").text
    start = filled.get("/").text
    assert 'action="/platform"' in start
    assert "企业授权书 2026-03-01" in start
    assert HOSTILE not in start


def test_what_it_says_is_shown_before_it_is_used(filled: Site) -> None:
    """Beside whose it is, by which right and of which day; nothing else of the row."""
    page = filled.post("/platform", {"code": CODE, "as_of": DAY})
    assert page.status == 200
    told = html.unescape(page.text)
    for said in (
        "示例市数据平台",
        "2026-10-31",
        "企业授权书 2026-03-01",
        "312",
        "2.1亿元",
        "C3484",
    ):
        assert said in told
    assert "不该读的" not in told
    assert sorted(offers(page)) == ["employees[2025]", "industry_code", "revenue[2025]"]


def test_what_is_ticked_is_told_from_there_on(filled: Site) -> None:
    """With its source and its unit; what is not ticked is not, and what is stated stays."""
    held = profile({"revenue": {"2025": "2.2亿元"}})
    page = filled.post("/platform", {"profile": held, "as_of": DAY})
    assert sorted(offers(page)) == ["employees[2025]", "industry_code"]
    assert "平台是 2.1亿元，用所填的" in html.unescape(page.text)
    fields = {"profile": held, "code": CODE, "as_of": DAY, "take": "employees[2025]"}
    told = json.loads(carried(filled.post("/platform/take", fields)))
    employees = told["facts"]["employees"]["2025"]
    assert employees["value"] == "312"
    assert "2026-10-31" in employees["source"]
    assert employees["note"] == "企业授权书 2026-03-01"
    assert told["facts"]["revenue"] == {"2025": "2.2亿元"}
    assert "industry_code" not in told["facts"]
    # Sent by hand, what is stated is still not overwritten, nor anything else told.
    for key in ("revenue[2025]", "employees[2024]", "profit[2025]", "name"):
        forged = filled.post("/platform/take", {**fields, "take": key})
        assert json.loads(carried(forged))["facts"] == {"revenue": {"2025": "2.2亿元"}}


def test_an_amount_keeps_the_unit_of_its_column(filled: Site) -> None:
    """What is carried in the page is read as the same figure."""
    fields = {"code": CODE, "as_of": DAY, "take": "revenue[2025]"}
    page = filled.post("/platform/take", fields)
    told = json.loads(carried(page))
    assert told["facts"]["revenue"]["2025"]["value"] == "21000万元"
    assert told["enterprise"]["credit_code"] == CODE
    again = filled.post("/platform", {"profile": carried(page), "as_of": DAY})
    assert "平台也这样说" in again.text


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"code": NOBODY}, "P162"),
        ({"code": "91371500MA3C000005"}, "P110"),
        ({"code": "1"}, "P110"),
        ({"code": HOSTILE}, "P110"),
        ({"code": OTHER}, ""),
        ({"code": " "}, "P160"),
        ({"profile": profile({}, OTHER), "code": CODE}, "P160"),
        ({"profile": "{"}, ""),
        ({"profile": profile({"nothing": 1})}, "P1"),
    ],
)
def test_what_cannot_be_looked_up_is_said(filled: Site, fields: dict[str, str], code: str) -> None:
    """An unknown code among it; nothing of any other row, and not where the operator's file is."""
    page = filled.post("/platform", {"as_of": DAY, **fields})
    assert page.status == 422
    assert f">{code}" in page.text
    assert offers(page) == []
    for hidden in ("312", "不该读的", "平台.csv", HOSTILE, "/tmp/"):
        assert hidden not in page.text


def test_a_code_is_read_as_people_write_it(filled: Site) -> None:
    """In whatever width, with spaces and what is invisible; it goes on in one form."""
    wide = " \u202e" + "".join(chr(ord(c) + 0xFEE0) for c in CODE.lower()) + "\u200b"
    page = filled.post("/platform", {"code": wide, "as_of": DAY})
    assert page.status == 200
    assert f'name="code" value="{CODE}"' in page.text


def test_neither_code_nor_figures_are_in_an_address_or_a_log(
    filled: Site, capfd: pytest.CaptureFixture[str]
) -> None:
    """Posted alone, kept by nobody; of another site nothing is answered."""
    page = filled.post("/platform", {"code": CODE, "as_of": DAY})
    assert CODE not in "".join(re.findall(r'(?:action|href|src)="([^"]*)"', page.text))
    assert page.headers["cache-control"] == "no-store"
    assert filled.get(f"/platform?code={CODE}").status in (404, 405)
    origin = {"Origin": "https://evil.example"}
    assert filled.ask("POST", "/platform", f"code={CODE}".encode(), origin).status == 403
    assert capfd.readouterr() == ("", "")


@pytest.mark.parametrize(
    "more",
    [("--host", "0.0.0.0"), ("--host", "::"), ("--name", "huiqi.example")],
)
def test_it_is_refused_where_others_reach_the_page(tmp_path: Path, more: tuple[str, ...]) -> None:
    """With what to do, in one line."""
    words = ["serve", "--port", "0", "--prefill", str(table(tmp_path, ROW)), *more]
    done = subprocess.run(
        [sys.executable, "-m", "huiqi", *words], capture_output=True, text=True, timeout=120
    )
    assert done.returncode == 2
    assert "C143" in done.stderr
    assert "办法：去掉 --host 和 --name" in done.stderr


@pytest.mark.parametrize(("spoil", "code"), [("没有这列", "P164"), ("", "P161"), ("rows", "Y111")])
def test_what_is_wrong_with_the_table_is_said_before_anybody_asks(
    tmp_path: Path, spoil: str, code: str
) -> None:
    """The server does not start."""
    path = table(tmp_path, ROW)
    if spoil == "rows":
        path.write_bytes(b"\x00\xff" * 100)
    elif spoil:
        head = {**HEAD, "列": {"行业代码": spoil}}
        path.with_suffix(".yaml").write_text(json.dumps(head, ensure_ascii=False), "utf-8")
    else:
        path.with_suffix(".yaml").unlink()
    done = subprocess.run(
        [sys.executable, "-m", "huiqi", "serve", "--port", "0", "--prefill", str(path)],
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert done.returncode == 2
    assert code in done.stderr
