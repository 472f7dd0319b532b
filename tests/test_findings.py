"""What is wrong is told in the reader's language: wholly, and with the same help."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

from huiqi import Engine
from huiqi.diagnostics import Diagnostic, InputError, shortened
from tests.commands import huiqi
from tests.rulebook.test_linker import FILES, D, M, write

ROOT = Path(__file__).resolve().parents[1]
DAY = date(2023, 6, 20)
ENGINE = Engine.load(ROOT / "rules", compare=False)
_CHINESE = re.compile("[\u3400-\u9fff]")
#: As it has to be written, whatever the language: units, and a place by its name.
_AS_WRITTEN = re.compile(r"(for example|such as) [^\n]*|\(allowed: [^)]*\)|[万亿]?元")

#: What cannot be, each of another kind.
WRONG: list[dict[str, object]] = [
    {"nonsense": 1},
    {"revenue": 5},
    {"revenue": {2022: "a lot"}},
    {"revenue": {2022: "5 pounds"}},
    {"revenue": {2022: "1..2万元"}},
    {"revenue": {2022: "9..2"}},
    {"revenue": {2022: "1.234"}},
    {"revenue": {2022: "none"}},
    {"revenue": {1800: 5}},
    {"revenue": {2022: {"value": 5, "grade": "x", "other": 1}}},
    {"employees": {2022: "300 kg"}},
    {"employees": {2022: "-5"}},
    {"established_on": "2023-02-30"},
    {"established_on": "tomorrow"},
    {"established_on": "43000"},
    {"established_on": "201106"},
    {"established_on": "2022.1"},
    {"established_on": "none"},
    {"industry_code": "C99"},
    {"industry_code": "ZZZ"},
    {"registered_in_liaocheng": "perhaps"},
    {"rd_institution_rating": "splendid"},
    {"recognitions": "many"},
    {"recognitions": ["x"]},
    {"recognitions": [{"title": "none such", "colour": 1}]},
    {"renovation_projects": [{"name": "a"}, {"name": "a"}, {"smart": "yes"}]},
    {"renovation_projects": [{"name": "a", "started_on": "2023-05-01", "completed_on": "2022"}]},
    {"rd_projects": [{"name": "a"}]},
    {"rd_projects": {2022: [{"name": "a", "year": 2021}]}},
    {"main_revenue": {2022: "9万元"}, "revenue": {2022: "5万元"}},
    {"statistics_entry_year": 2031, "established_on": "2032-01-01", "revenue": {2040: "5万元"}},
    {"recognitions": [{"name": "a", "title": "gazelle", "recognised_on": "2030-01-01"}]},
    {"revenue": {2022: 86}, "net_profit": {2022: "90000亿元"}},
]


def findings(facts: dict[str, object]) -> tuple[Diagnostic, ...]:
    """What is said of a profile of these facts."""
    try:
        return tuple(ENGINE.read_enterprise({"facts": facts}, DAY).remarks)
    except InputError as error:
        return error.diagnostics


@pytest.mark.parametrize("facts", WRONG, ids=str)
def test_what_is_wrong_is_told_in_english(facts: dict[str, object]) -> None:
    """No Chinese but for what has to be written in it; as many lines of help as in Chinese."""
    found = findings(facts)
    assert found
    for one in found:
        told = one.in_language("en")
        assert not _CHINESE.search(_AS_WRITTEN.sub("", told)), told
        assert told.count("\n") == str(one).count("\n")


def test_what_breaks_a_constraint_is_told_in_english() -> None:
    """Whichever it is: its rule and every label have their English."""
    for constraint in ENGINE.rulebook.constraints.all:
        assert not _CHINESE.search(constraint.text.en), constraint.text.en
    for fact in ENGINE.rulebook.facts.values():
        for one in (fact, *fact.fields.values()):
            assert not _CHINESE.search(one.label.en), one.label.en


#: Commands that read the rules first.
COMMANDS = [("rules", "list"), ("rules", "show", "m"), ("test",), ("audit", "--only", "A210")]


@pytest.mark.parametrize("words", COMMANDS, ids=" ".join)
def test_what_is_wrong_with_the_rules_is_told_in_english(
    tmp_path: Path, words: tuple[str, ...]
) -> None:
    """Whichever command meets it: nothing but what is quoted is Chinese."""
    measure = FILES[M].replace("- large", "- lareg").replace("people > 20", "人數 ＞ 20")
    broken = {M: f"{measure}apply:\n  telephones: [{{number: 市科技局}}]\n", D: FILES[D] + "d: [\n"}
    done = huiqi(*words, "--rules", str(write(tmp_path, broken)), "--lang", "en")
    assert done.returncode == 2
    assert done.stdout == ""
    assert done.stderr.count("error ") > 1
    quoted = ("市科技局", "转")
    assert not set(_CHINESE.findall(done.stderr)) - set("".join(quoted)), done.stderr


def test_what_is_quoted_shows_control_characters_and_keeps_spaces() -> None:
    """A wide space is a space; a tab, a return or an escape is seen."""
    assert shortened("张三\u3000\u3000填报\n日期") == "张三  填报 日期"
    assert shortened("a\tb\rc\x1bd") == "a\ufffdb\ufffdc\ufffdd"
