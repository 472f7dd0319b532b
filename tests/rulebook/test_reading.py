"""Reading YAML and JSON: what each value is, where it stands, and what is refused."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest
import yaml

from huiqi.diagnostics import Diagnostic, Diagnostics, Place
from huiqi.files import LARGEST_FILE
from huiqi.rulebook import composer, documents
from huiqi.rulebook.documents import (
    Document,
    read_document,
    read_json_text,
    read_yaml,
    read_yaml_text,
)
from tests.in_english import still_chinese

Reader = Callable[[str, str, Diagnostics], Document | None]


def read(text: str) -> Document:
    """The document of a YAML text that is in order."""
    diagnostics = Diagnostics()
    document = read_yaml_text(text, "f.yaml", diagnostics)
    assert diagnostics.items == []
    assert document is not None
    return document


def refused(text: str, reader: Reader = read_yaml_text) -> list[Diagnostic]:
    """The errors of a text that is not; in English, too."""
    diagnostics = Diagnostics()
    assert reader(text, "f.yaml", diagnostics) is None
    assert diagnostics.errors == diagnostics.items != []
    assert not still_chinese(diagnostics.items, text)
    return diagnostics.items


def where(finding: Diagnostic) -> tuple[str, int, int]:
    """Its code, line and column."""
    return finding.code, finding.place.line, finding.place.column


def test_each_value_has_its_place_and_each_key() -> None:
    """Lines and columns count from 1, and Chinese characters count one."""
    document = read("企业:\n  - 名称: 甲\n    年: 2023\n单位: [元, {万: 1}]\n")
    assert document.data == {"企业": [{"名称": "甲", "年": 2023}], "单位": ["元", {"万": 1}]}
    assert document.place(("企业", 0, "名称")) == Place("f.yaml", 2, 9)
    assert document.key_place(("企业", 0, "名称")) == Place("f.yaml", 2, 5)
    assert document.place(("单位", 1, "万")) == Place("f.yaml", 4, 13)
    assert document.key_place(("单位",)) == Place("f.yaml", 4, 1)


def test_what_is_not_there_is_placed_at_what_is_around_it() -> None:
    """So that a missing field is shown where it belongs."""
    document = read("rules:\n  - id: a\n  - id: b\n")
    assert document.place(("rules", 1, "when", "x")) == Place("f.yaml", 3, 5)
    assert document.key_place(("rules", 1, "when")) == Place("f.yaml", 3, 5)
    assert document.key_place(("rules", 1, "id", "x")) == Place("f.yaml", 3, 5)
    assert document.place(("other",)) == document.key_place(()) == Place("f.yaml", 1, 1)


@pytest.mark.parametrize("text", ["", "\n", "# 说明\n", "\ufeff", "---\n"])
def test_an_empty_file_has_no_data(text: str) -> None:
    """It is no error here."""
    document = read(text)
    assert document.data is None
    assert document.place(("a",)).file == "f.yaml"


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("null", None),
        ("~", None),
        ("", None),
        ("true", True),
        ("false", False),
        ("0", 0),
        ("-12", -12),
        ("+5", 5),
        ("9" * 30, int("9" * 30)),
        ("1.10", Decimal("1.10")),
        ("-0.5", Decimal("-0.5")),
        (".5", Decimal("0.5")),
        ("0." + "3" * 30, Decimal("0." + "3" * 30)),
    ],
)
def test_plain_values_are_read_exactly(written: str, value: object) -> None:
    """With the digits that are written; never as a float."""
    data = read(f"a: {written}\n").data
    assert isinstance(data, dict)
    assert repr(data["a"]) == repr(value)


@pytest.mark.parametrize(
    "written",
    [
        *("9" * 31, "0" + "1" * 5, "0x1F", "0o17", "1_000", "12:30:45", "1e5", "1.5e+3", "1."),
        *(".inf", "-.INF", ".nan", "2023-06-20", "2023-06-20T10:00:00Z", "yes", "no", "on", "True"),
        *("Null", "1,200.50", "3.5%", "1.2亿元", "91371500790384538P", "=", "+", "-.5", "１２"),
        "0." + "3" * 31,
    ],
)
def test_what_readers_differ_about_stays_text(written: str) -> None:
    """As written."""
    assert read(f"a: {written}\n").data == {"a": written}


@pytest.mark.parametrize("text", ["'{}'", '"{}"', "|-\n  {}"])
@pytest.mark.parametrize("value", ["1", "true", "", "~", "1.5", "<<"])
def test_what_is_quoted_is_text(text: str, value: str) -> None:
    """So are block texts."""
    assert read("a: " + text.format(value)).data == {"a": value}


def test_keys_are_text_or_whole_numbers() -> None:
    """A key that looks like something else stays as written."""
    data = read("1: a\n'1': b\ntrue: c\nnull: d\n1.5: e\n2023-06-20: f\n'<<': g\n~: h\n").data
    assert data == dict(
        zip((1, "1", "true", "null", "1.5", "2023-06-20", "<<", "~"), "abcdefgh", strict=True)
    )


@pytest.mark.parametrize(
    ("text", "code", "line", "column", "found"),
    [
        ("a: &x 1\n", "Y103", 1, 4, "&x"),
        ("a: &x [1]\n", "Y103", 1, 4, "&x"),
        ("a: 1\nb: *x\n", "Y103", 2, 4, "*x"),
        ("*x : 1\n", "Y103", 1, 1, "*x"),
        ("a: !!int 5\n", "Y103", 1, 4, "!!int"),
        ("a: !t [1]\n", "Y103", 1, 4, "!t"),
        ("a: ! 5\n", "Y103", 1, 4, "!"),
        ("a:\n  <<: {b: 1}\n", "Y103", 2, 3, "<<"),
        ("a: 1\n---\nb: 2\n", "Y103", 2, 1, "---"),
        ("? [a]\n: 1\n", "Y103", 1, 3, ""),
        ("a: {{x}}\n", "Y103", 1, 5, ""),
        ("a: 1\nb: 2\na: 3\n", "Y104", 3, 1, "a"),
        ("+5: 1\n5: 2\n", "Y104", 2, 1, "5"),
        ("a: {b: 1, 'b': 2}\n", "Y104", 1, 11, "b"),
        ("a:\n" + "- " * 40 + "1\n", "Y102", 2, 79, ""),
        ("a: 1\nb: x\x07y\n", "Y100", 2, 5, ""),
        ("a: \0", "Y100", 1, 4, ""),
        ("a: \ud800", "Y100", 1, 4, ""),
    ],
)
def test_what_is_not_supported_is_refused_at_its_place(
    text: str, code: str, line: int, column: int, found: str
) -> None:
    """With one finding for one mistake."""
    findings = refused(text)
    assert [where(finding) for finding in findings] == [(code, line, column)]
    assert findings[0].found == found
    assert findings[0].remedy or code == "Y102"


def test_a_repeated_key_names_the_earlier_place() -> None:
    """Both places are needed to mend it."""
    assert "第 1 行第 1 列" in refused("a: 1\nb: 2\na: 3\n")[0].message


def test_all_findings_of_a_file_come_at_once() -> None:
    """Up to a bound, which is said."""
    found = [where(finding)[:2] for finding in refused("a: *x\nb: !t 1\na: 2\n")]
    assert found == [("Y103", 1), ("Y103", 2), ("Y104", 3)]
    many = refused("a: 1\n" * 500)
    assert len(many) == composer.MOST_FINDINGS + 1
    assert "后面的没有再看" in many[-1].message


@pytest.mark.parametrize(
    ("text", "line", "found", "remedy"),
    [
        ("a:\n\tb: 2\n", 2, "b: 2", "制表符"),
        ("a: 1\n\tb: 2\n", 2, "b: 2", "制表符"),
        ("a:\n  - b\n\t- c\n", 3, "- c", "制表符"),
        ("a: 1\nb：2\nc: 3\n", 2, "b：2", "全角冒号"),
        ("a：1\nb: 2\n", 2, "b: 2", "全角冒号"),
        ("a: 1\n名称： 甲\n", 2, "名称： 甲", "全角冒号"),
        ("a: 1\nb:2\nc: 3\n", 2, "b:2", "空一格"),
        ("- a: 1\n  b:2\n", 2, "b:2", "空一格"),
        ("a:1\nb: 2\n", 2, "b: 2", "空一格"),
        ("a: b: c\n", 1, "a: b: c", "整个值加引号"),
        ("a: 1\n b: 2\n", 2, "b: 2", "对齐"),
        ("a:\n  - 1\n - 2\n", 3, "- 2", "对齐"),
        ("- a\nb: 1\n", 2, "b: 1", "对齐"),
        ("a: 1\nb: 'x\nc: 2\n", 2, "b: 'x", "引号没有成对"),
        ("a: [1, 2\nb: 3\n", 1, "a: [1, 2", "成对"),
        ("a: {b: 1，c: 2}\n", 1, "a: {b: 1，c: 2}", "半角逗号"),
        ("a: @x\n", 1, "a: @x", "加引号"),
        ('a: "C:\\q"\n', 1, 'a: "C:\\q"', "反斜杠"),
        ("a: !x!y 1\n", 1, "a: !x!y 1", "加引号"),
        ("a: !重要\n", 1, "a: !重要", "加引号"),
    ],
)
def test_a_slip_of_syntax_comes_with_its_remedy(
    text: str, line: int, found: str, remedy: str
) -> None:
    """The place is where the author has to write something else."""
    (finding,) = refused(text)
    assert (finding.code, finding.place.line, finding.found) == ("Y100", line, found)
    assert remedy in finding.remedy


@pytest.mark.parametrize("loader", [yaml.SafeLoader, getattr(yaml, "CSafeLoader", yaml.SafeLoader)])
@pytest.mark.parametrize(
    "text",
    [
        "a: 1",
        "a: &x [*x]",
        "a：1\nb: 2",
        '"\\ud800"',
        '"\\UFFFFFFFF"',
        "\t- a",
        "a: '",
        "a: 1\x85b: 2",
    ],
)
def test_with_and_without_libyaml(loader: type, text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Both parsers of PyYAML agree on what is refused."""
    monkeypatch.setattr(composer, "_LOADER", loader)
    diagnostics = Diagnostics()
    document = read_yaml_text(text, "f.yaml", diagnostics)
    assert (document is None) == bool(diagnostics.errors) == (text not in ("a: 1", "a: 1\x85b: 2"))


def test_json_is_read_to_the_same_data_with_places() -> None:
    """Numbers keep their digits."""
    text = '\ufeff{"a": [1, 1.10, -2.5e3, "\\u4e2d\\ud83d\\ude00"],\n "b": {"c": null, "d": true}}'
    diagnostics = Diagnostics()
    document = read_json_text(text, "f.json", diagnostics)
    assert document is not None
    assert document.data == {
        "a": [1, Decimal("1.10"), Decimal("-2500"), "中😀"],
        "b": {"c": None, "d": True},
    }
    assert document.place(("b", "c")) == Place("f.json", 2, 13)
    assert document.key_place(("b", "d")) == Place("f.json", 2, 19)
    assert read_json_text(" \n", "f.json", diagnostics) == Document(
        file="f.json", data=None, places={}, key_places={}
    )


@pytest.mark.parametrize(
    ("text", "code", "line", "column"),
    [
        ('{"a": 1,\n "a": 2}', "Y104", 2, 2),
        ('{"a": 1,\n "\\u0061": 2}', "Y104", 2, 2),
        ('{"a": NaN}', "Y103", 1, 7),
        ('{"a": -Infinity}', "Y103", 1, 7),
        ('{"a": "\\ud800"}', "Y100", 1, 7),
        ("{'a': 1}", "Y100", 1, 2),
        ('{"a" 1}', "Y100", 1, 6),
        ('{"a": 1 "b": 2}', "Y100", 1, 9),
        ('{"a": "x}', "Y100", 1, 7),
        ('{"a": "\\q"}', "Y100", 1, 8),
        ("{} {}", "Y100", 1, 4),
        ("[" * 41 + "]" * 41, "Y102", 1, 41),
    ],
)
def test_what_json_refuses(text: str, code: str, line: int, column: int) -> None:
    """With its place and, for a slip of syntax, a remedy."""
    (finding,) = refused(text, read_json_text)
    assert where(finding) == (code, line, column)
    assert finding.remedy or code != "Y100" or "\\ud" in text


def test_a_trailing_comma_in_json() -> None:
    """Versions of Python see it at the comma or behind it."""
    (finding,) = refused('{"a": 1,\n}', read_json_text)
    assert finding.code == "Y100"
    assert "最后一项后面不写逗号" in finding.remedy


def test_json_too_deep_for_the_parser_is_refused() -> None:
    """As any nesting beyond the bound."""
    assert refused("[" * 100_000, read_json_text)[0].code == "Y102"


def test_a_large_number_stays_text_in_json() -> None:
    """No digit is lost, and no exponent can stand for a year's work."""
    numbers = ["9" * 5000, "1e999999999", "1e-999", "0." + "1" * 31]
    document = read_json_text(f"[{','.join(numbers)}]", "f.json", Diagnostics())
    assert document is not None
    assert document.data == numbers


def test_the_bounds(monkeypatch: pytest.MonkeyPatch) -> None:
    """Depth 40 passes, and size and number are bounded."""
    assert read("- " * 40 + "1\n").places
    monkeypatch.setattr(composer, "MOST_EVENTS", 10)
    assert refused("- 1\n" * 11)[0].code == "Y102"
    assert refused("[" + "1," * 11 + "1]", read_json_text)[0].code == "Y102"
    monkeypatch.setattr(documents, "LARGEST_FILE", 10)
    assert refused("a: 123456789\n")[0].code == "Y101"


def read_bytes(data: bytes, folder: Path, name: str = "f.yaml") -> tuple[object, Diagnostics]:
    """The data (or None) of a file of these bytes."""
    path = folder / name
    path.write_bytes(data)
    diagnostics = Diagnostics()
    document = read_document(path, diagnostics, shown_as=name)
    assert (document is None) == bool(diagnostics.errors)
    return (document.data if document else None), diagnostics


@pytest.mark.parametrize(
    ("encoding", "named"),
    [("utf-8", ""), ("utf-8-sig", ""), ("gb18030", "GB18030"), ("utf-16", "UTF-16")],
)
def test_the_usual_encodings_are_read(encoding: str, named: str, tmp_path: Path) -> None:
    """With a warning unless it is UTF-8."""
    data, diagnostics = read_bytes("名称: 联通䶮𠮷\n".encode(encoding), tmp_path)
    assert data == {"名称": "联通䶮𠮷"}
    assert [item.code for item in diagnostics.items] == (["Y110"] if named else [])
    assert all(named in item.message for item in diagnostics.items)


@pytest.mark.parametrize(
    ("content", "line"),
    [
        (b"PK\x03\x04\0\0", 0),
        ("名称: 甲\n".encode("utf-16-le"), 0),
        ("名称: 甲\n".encode("utf-32"), 0),
        (b"\x80\xff\xff", 0),
        (b"\xff\xfea", 1),
        ("名称: 甲乙丙丁\n数额: 一".encode()[:-1], 2),
    ],
)
def test_what_is_no_text_is_refused(content: bytes, line: int, tmp_path: Path) -> None:
    """A damaged UTF-8 file too: as GB18030 it would be read as other words."""
    data, diagnostics = read_bytes(content, tmp_path)
    assert data is None
    assert [(item.code, item.place.line) for item in diagnostics.items] == [("Y111", line)]


@pytest.mark.parametrize(
    ("beginning", "kind"),
    [
        (b"\x89PNG\r\n\x1a\n", "图片"),
        (b"\xff\xd8\xff\xe0", "图片"),
        (b"%PDF-1.7\n", "PDF"),
        (b"PK\x03\x04\x14\0", "Excel"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1", "旧格式"),
    ],
)
def test_what_it_is_instead_is_told(beginning: bytes, kind: str, tmp_path: Path) -> None:
    """A photograph is no text in another encoding."""
    data, diagnostics = read_bytes(beginning + b"\0\x81 text", tmp_path)
    assert data is None
    (item,) = diagnostics.items
    assert kind in item.message
    assert "UTF-8" not in str(item)


def test_the_suffix_decides(tmp_path: Path) -> None:
    """What is good YAML is not always good JSON."""
    assert read_bytes(b"{a: 1}", tmp_path)[0] == {"a": 1}
    assert read_bytes(b"{a: 1}", tmp_path, "f.JSON")[1].items[0].code == "Y100"
    assert read_bytes(b'{"a": 1}', tmp_path, "f.json")[0] == {"a": 1}


def test_files_that_cannot_be_read(tmp_path: Path) -> None:
    """Each is told apart, and near names are offered."""
    (tmp_path / "gambol-pet.yaml").write_text("a: 1\n", encoding="utf-8")

    def finding(path: Path) -> Diagnostic:
        diagnostics = Diagnostics()
        assert read_yaml(path, diagnostics) is None
        (only,) = diagnostics.items
        assert not still_chinese([only], str(path))
        return only

    missing = finding(tmp_path / "gambol-pets.yaml")
    assert (missing.code, missing.nearest) == ("Y113", "gambol-pet.yaml")
    assert finding(tmp_path / "none" / "x.yaml").code == "Y113"
    assert finding(tmp_path / "gambol-pet.yaml" / "x.yaml").code == "Y113"
    assert finding(Path("a\0b")).code == "Y113"
    folder = finding(tmp_path)
    assert (folder.code, folder.allowed) == ("Y112", ("gambol-pet.yaml",))
    assert finding(tmp_path / ("x" * 3000)).code == "Y114"
    large = tmp_path / "large.yaml"
    large.write_bytes(b"#" * (LARGEST_FILE + 1))
    assert finding(large).code == "Y101"


@pytest.mark.skipif(
    not hasattr(os, "geteuid") or os.geteuid() == 0, reason="this user may read every file"
)
def test_a_file_without_permission(tmp_path: Path) -> None:
    """The reason is the system's."""
    path = tmp_path / "f.yaml"
    path.write_text("a: 1\n", encoding="utf-8")
    path.chmod(0)
    diagnostics = Diagnostics()
    assert read_yaml(path, diagnostics) is None
    assert diagnostics.items[0].code == "Y114"


def test_errors_reported_before_do_not_count() -> None:
    """The diagnostics are shared by many files."""
    diagnostics = Diagnostics()
    diagnostics.report("Y113", Place("other.yaml"), "没有这个文件")
    assert read_yaml_text("a: 1\n", "f.yaml", diagnostics) is not None


def test_a_large_file_is_read_at_once() -> None:
    """200 KB take well under a quarter of a second; the bound leaves room for a slow machine."""
    entry = "- id: item-{0}\n  title: 第 {0} 项扶持措施的名称\n  amount: {0}.50\n  tags: [甲, 乙]\n"
    text = "".join(entry.format(number) for number in range(2500))
    assert len(text.encode()) > 200_000
    start = time.perf_counter()
    read(text)
    assert time.perf_counter() - start < 2
