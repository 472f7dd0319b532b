"""The papers that rules name: each has its English, told wherever an English reader meets it."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from html import unescape
from pathlib import Path

import pytest
import yaml

from huiqi import Engine
from huiqi.report.pages.documents_found import DocumentWords
from huiqi.rulebook.loading import load_rulebook
from tests.commands import huiqi
from tests.rulebook.test_linker import FILES, F, M, findings, write

ROOT = Path(__file__).resolve().parents[2]
PAPERS = "shared/papers.yaml"
CHINESE = re.compile("[\u3400-\u9fff]")
DAY = ("--as-of", "2023-06-20")

#: A small rulebook of which the measure, a condition and two facts name a paper; one is unknown to
#: the table.
TABLE = "papers:\n  甲证: paper A\n  乙（证）: paper B\n  丙证: paper C\n"
NAMED = {
    PAPERS: TABLE,
    F: FILES[F]
    .replace("label: {zh: 人数,", "proof: [丙证, 丁证], question: {zh: 多少人, en: how many}, "
             "label: {zh: 人数,")
    .replace("yearly: true, label", "yearly: true, proof: [丙证], question: {zh: 多少, en: much}, "
             "label"),
    M: FILES[M]
    .replace("requires:\n", "proof: [甲证, 丁证]\nrequires:\n")
    .replace("      if: people > 20\n", "      if: people > 20\n      proof: [乙(证)]\n"),
}  # fmt: skip


@pytest.fixture
def rules(tmp_path: Path) -> Path:
    """The folder of the small rulebook."""
    return write(tmp_path / "rules", NAMED)


@pytest.fixture
def firm(tmp_path: Path) -> Path:
    """An enterprise that has it."""
    path = tmp_path / "firm.yaml"
    path.write_text("facts: {people: 30, money: {2022: 100万元}}\n", "utf-8")
    return path


def named_in(value: object) -> Iterator[str]:
    """What stands under ``proof:``, wherever that is."""
    parts: Iterator[object] = iter(())
    if isinstance(value, dict):
        yield from value.get("proof", ())
        parts = iter(value.values())
    elif isinstance(value, list):
        parts = iter(value)
    for part in parts:
        yield from named_in(part)


def test_every_paper_of_the_rules_has_its_english_and_none_is_left_over() -> None:
    """By their files: what a rule names stands in the table, and what stands there is named."""
    table = ROOT / "rules" / PAPERS
    written = yaml.safe_load(table.read_text("utf-8"))["papers"]
    files = (path for path in (ROOT / "rules").rglob("*.yaml") if path != table)
    named = {
        name
        for path in files
        for name in named_in(yaml.load(path.read_text("utf-8"), yaml.CSafeLoader))
    }
    assert len(named) > 90
    assert set(written) == named


def test_papers_that_differ_are_told_apart_in_english() -> None:
    """They are named one after the other with commas; none is told in Chinese."""
    rulebook = load_rulebook(ROOT / "rules")
    english = list(rulebook.papers.values())
    assert len(set(english)) == len(english)
    for name in english:
        assert not CHINESE.search(name), name
        assert "," not in name, name
        assert not re.search("[A-Z][a-z]", name), name


def test_a_paper_is_named_in_the_language_asked_for(rules: Path) -> None:
    """However its name is spelt; what the table does not have stays as it is written."""
    rulebook = load_rulebook(rules)
    for name, english in (("甲证", "paper A"), ("乙(证)", "paper B"), ("丁证", "丁证")):
        assert rulebook.paper(name).zh == name
        assert rulebook.paper(name).en == english


@pytest.mark.parametrize(
    ("words", "papers"),
    [
        (["check", "FIRM", *DAY], "甲证、丁证、乙(证) paper A, 丁证, paper B"),
        (["check", "FIRM", "m", *DAY], "甲证、丁证、乙(证) paper A, 丁证, paper B"),
        (["rules", "guide", "m"], "甲证、丁证、乙(证) paper A, 丁证, paper B"),
        (["rules", "show", "m"], "甲证、丁证 paper A, 丁证"),
        (["rules", "show", "people"], "丙证、丁证 paper C, 丁证"),
        (["rules", "show", "money"], "丙证 paper C"),
        (["ask", "-o", "NEW", *DAY], "丙证 paper C"),
    ],
    ids=lambda words: " ".join(words) if isinstance(words, list) else "",
)
def test_wherever_papers_are_shown(rules: Path, firm: Path, words: list[str], papers: str) -> None:
    """In Chinese as the rules name them, in English by the table."""
    given = [{"FIRM": str(firm), "NEW": f"{firm}.new.yaml"}.get(word, word) for word in words]
    chinese, english = papers.split(" ", 1)
    for language, told in (("zh", chinese), ("en", english)):
        done = huiqi(*given, "--rules", str(rules), "--lang", language, typed="\n")
        assert told in done.stdout, done.stdout + done.stderr
        for other in ("paper",) if language == "zh" else ("甲证", "乙(证)", "丙证"):
            assert other not in done.stdout


def test_the_form_names_them_too(rules: Path, tmp_path: Path) -> None:
    """Where it says what proves a figure."""
    for language, told in (("zh", "丙证、丁证"), ("en", "paper C, 丁证")):
        path = tmp_path / f"{language}.xlsx"
        words = ["template", "-o", str(path), "--rules", str(rules), "--lang", language]
        assert huiqi(*words).returncode == 0
        with zipfile.ZipFile(path) as book:
            parts = [book.read(name).decode() for name in book.namelist() if "xml" in name]
        text = unescape("".join(parts))
        assert told in text
        assert ("丙证" in text, "paper C" in text) == (language == "zh", language == "en")


def test_a_measure_is_found_by_the_english_of_its_papers(rules: Path) -> None:
    """As by their names."""
    rulebook = load_rulebook(rules)
    texts = DocumentWords(rulebook)
    for words in (["甲证"], ["papera"], ["paperb"], ["丁证"]):
        assert texts.has(rulebook.measures["m"], words), words
    assert not texts.has(rulebook.measures["m"], ["paperd"])


def test_names_in_json_stay_as_the_rules_write_them(rules: Path, firm: Path) -> None:
    """They are what a program goes by, in whatever language it asks."""
    engine = Engine.load(rules, compare=False)
    assert engine.rulebook.measures["m"].proofs == ("甲证", "丁证", "乙(证)")
    words = ["check", str(firm), *DAY, "--rules", str(rules), "--json"]
    for language in ("zh", "en"):
        done = huiqi(*words, "--lang", language)
        assert '"甲证"' in done.stdout
        assert "paper A" not in done.stdout


@pytest.mark.parametrize(
    ("old", "new", "code", "place"),
    [
        ("papers:", "paper:", "R201", "1:1"),
        ("paper A", "{zh: 甲证, en: paper A}", "R203", "2:7"),
        ("paper A", "[paper A]", "R203", "2:7"),
        ("paper A", "' '", "R203", "2:7"),
        ("paper A", "a" * 201, "R203", "2:7"),
        ("paper A", "12", "R203", "2:7"),
        ("丙证", "甲证", "Y104", "4:3"),
        ("丙证", "乙(证)", "R301", "4:3"),
        ("丙证", "' '", "R203", "4:8"),
    ],
)
def test_what_is_wrong_in_the_table_is_told_at_its_place(
    tmp_path: Path, old: str, new: str, code: str, place: str
) -> None:
    """With nothing beside it."""
    (found,) = findings(write(tmp_path, {**NAMED, PAPERS: TABLE.replace(old, new, 1)}))
    assert (found.code, str(found.place).partition(PAPERS)[2]) == (code, f":{place}")


def test_a_rulebook_may_do_without_a_table_or_have_several(tmp_path: Path) -> None:
    """Somebody's own measures bring their own; one paper stands in one of them."""
    alone = load_rulebook(write(tmp_path / "alone", {M: NAMED[M]}))
    assert alone.paper("甲证").en == "甲证"
    more = {**NAMED, "programmes/p/papers.yaml": "papers: {丁证: paper D}\n"}
    several = load_rulebook(write(tmp_path / "several", more))
    assert [several.paper(name).en for name in ("丙证", "丁证")] == ["paper C", "paper D"]
    more["programmes/p/papers.yaml"] = "papers: {丙证: paper D}\n"
    (found,) = findings(write(tmp_path / "twice", more))
    assert found.code == "R301"
