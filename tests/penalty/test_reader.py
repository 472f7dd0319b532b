"""Incident files: what they may say, and what is told of a slip."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from huiqi.diagnostics import Diagnostics, InputError
from huiqi.penalty.incident import Incident
from huiqi.penalty.incident_reader import MOST_EVENTS, incident_from, read_incident
from huiqi.rulebook.documents import read_yaml_text
from huiqi.values import Interval, symbol
from tests.penalty.book import BOOK, DAY


def read(text: str) -> tuple[Incident | None, Diagnostics]:
    """What a text says, and what is wrong with it."""
    diagnostics = Diagnostics()
    document = read_yaml_text(text, "incident.yaml", diagnostics)
    found = incident_from(document, BOOK, DAY, diagnostics) if document else None
    return found, diagnostics


@pytest.mark.parametrize(
    ("text", "code", "place"),
    [
        ("[]", "V100", "1:1"),
        ("incident: 3", "V100", "1:1"),
        ("incidnet: {committed_on: 2025-01-01}", "V101", "1:1"),
        ("incident: {what: 甲}", "V102", "1:11"),
        ("incident: {committed_on: '2024-01-01..2024-02-01'}", "V102", "1:26"),
        ("incident: {committed_on: 2025-06-02}", "V103", "1:26"),
        ("incident:\n  committed_on: 2025-02-02\n  corrected_on: 2025-02-01", "V103", "3:17"),
        ("incident:\n  committed_on: 2025-02-02\n  found_on: 2025-02-01", "V103", "3:13"),
        ("incident:\n  committed_on: 2025-02-02\n  ended_on: 2025-02-01", "V103", "3:13"),
        (
            "incident:\n  committed_on: 2025-02-02\n  ordered_on: 2025-03-01\n"
            "  correct_by: 2025-02-28",
            "V103",
            "4:15",
        ),
        ("违法行为:\n  行为发生日: 2025-02-02\n  改正日: 2025-02-01", "V103", "3:8"),
        ("incident:\n  committed_on: 2025-01-01\n  domain: 税物", "V104", "3:11"),
        (
            "incident: {committed_on: 2025-01-01}\nhistory:\n"
            "  - {committed_on: 2024-01-01, domain: 税物}",
            "V104",
            "3:40",
        ),
        ("incident: {committed_on: 2025-01-01}\nitems: [tax-first-1, nothing]", "V105", "2:22"),
        ("incident: {committed_on: 2025-01-01}\nitems: zibo-environment-1", "V105", "2:8"),
        (
            "incident: {committed_on: 2025-01-01, found_on: 2025-01-02}\n"
            "events:\n  - {incident: {found_on: 2025-01-03}}",
            "V106",
            "3:16",
        ),
        ("incident: {committed_on: 2025-01-01}\njudgements: {harm: {answer: 是}}", "V107", "2:14"),
        (
            "incident: {committed_on: 2025-01-01}\njudgements: {minor: {answer: 是, by: 甲}}",
            "P109",
            "2:21",
        ),
        (
            "incident: {committed_on: 2025-01-01, nature: single, ended_on: 2025-01-02}",
            "V103",
            "1:64",
        ),
        ("incident: {committed_on: 2025-01-01}\nevents: {a: 1}", "V100", "2:9"),
        ("incident: {committed_on: 2025-01-01}\nevents: [1]", "V100", "2:10"),
        ("incident: {committed_on: 2025-01-01}\nevents: [{on: 5月}]", "P120", "2:15"),
        ("incident: {committed_on: 2025-01-01, colour: red}", "P128", "1:11"),
        ("incident: {committed_on: 2025-01-01, person: 机器人}", "P123", "1:46"),
        ("incident: {committed_on: 2025-01-01, goods_value: -1元}", "P121", "1:51"),
        ("incident: {committed_on: 2025-01-01}\nhistory_complete: 也许", "P122", "2:19"),
    ],
)
def test_a_slip_is_told_at_its_place(text: str, code: str, place: str) -> None:
    """With a stable code; nothing is answered."""
    found, diagnostics = read(text)
    assert found is None
    told = {item.code: item.place for item in diagnostics.errors}
    assert code in told, [str(item) for item in diagnostics.items]
    assert f"{told[code].line}:{told[code].column}" == place


def test_a_decision_before_the_statute_is_not_answered() -> None:
    """The day before it took force is refused, the day itself answered."""
    document = read_yaml_text("incident: {committed_on: 2021-01-01}", "x", Diagnostics())
    assert document is not None
    diagnostics = Diagnostics()
    assert incident_from(document, BOOK, date(2021, 7, 14), diagnostics) is None
    assert [item.code for item in diagnostics.errors] == ["V110"]
    assert incident_from(document, BOOK, date(2021, 7, 15), Diagnostics()) is not None


def test_all_faults_are_told_at_once() -> None:
    """Not one at a time."""
    _, diagnostics = read("incident: {domain: 税物}\nitems: [x]\njudgements: {y: {}}")
    assert {item.code for item in diagnostics.errors} == {"V102", "V104", "V105", "V107"}


def test_chinese_names_say_the_same() -> None:
    """Parts and fields under their labels."""
    chinese, _ = read(
        "当事人: 示例企业\n违法行为: {行为: 甲, 领域: 税务, 行为发生日: 2025-01-01}\n"
        "以前的违法: []\n清单事项: []\n说明: 示例"
    )
    english, _ = read(
        "enterprise: 示例企业\nincident: {what: 甲, domain: tax, committed_on: 2025-01-01}\n"
        "history: []\nitems: []\nnote: 示例"
    )
    assert chinese is not None
    assert english is not None
    assert (chinese.name, chinese.items, chinese.note) == (
        english.name,
        english.items,
        english.note,
    )
    assert chinese.base.fields == english.base.fields
    assert chinese.base.complete is english.base.complete is True


@pytest.mark.parametrize("name", ["环保", "生态环境", "environment", "环境保护", " 生态 环境 "])
def test_a_field_of_enforcement_by_any_of_its_names(name: str) -> None:
    """All become the one id that rules compare."""
    found, diagnostics = read(f"incident: {{committed_on: 2025-01-01, domain: '{name}'}}")
    assert not diagnostics.items
    assert found is not None
    assert found.base.fields["domain"] == symbol("environment")


def test_what_is_absent_differs_from_what_is_empty() -> None:
    """No word of items or of the history is not a word that there is none."""
    found, _ = read("incident: {committed_on: 2025-01-01}")
    assert found is not None
    assert found.items is None
    assert found.known().complete is False
    found, _ = read("incident: {committed_on: 2025-01-01}\nitems: []\nhistory: []")
    assert found is not None
    assert found.items == ()
    assert found.known().complete is True
    found, _ = read("incident: {committed_on: 2025-01-01}\nhistory: {at_least: []}")
    assert found is not None
    assert found.known().complete is False


def test_two_bounds_of_one_field_are_both_kept() -> None:
    """At least 100 and at most 400 together; the later of two checks counts."""
    found, diagnostics = read(
        "incident: {committed_on: 2025-01-01, goods_value: '>= 100元'}\n"
        "events:\n"
        "  - {incident: {goods_value: '<= 400元', uncorrected_on: 2025-03-01}}\n"
        "  - {incident: {uncorrected_on: 2025-02-01}}"
    )
    assert not diagnostics.items
    assert found is not None
    value = found.known().fields["goods_value"]
    assert isinstance(value, Interval)
    assert (value.low, value.high) == (100, 400)
    check = found.known().fields["uncorrected_on"]
    assert isinstance(check, Interval)
    assert check.low.isoformat() == "2025-03-01"


def test_the_number_of_events_is_bounded() -> None:
    """A thousand, not more."""
    head = "incident: {committed_on: 2025-01-01}\nevents:\n"
    found, _ = read(head + "  - {what: 甲}\n" * MOST_EVENTS)
    assert found is not None
    found, diagnostics = read(head + "  - {what: 甲}\n" * (MOST_EVENTS + 1))
    assert found is None
    assert diagnostics.errors[0].code == "V100"


def test_json_is_read_too(tmp_path: Path) -> None:
    """As platforms send it."""
    path = tmp_path / "incident.json"
    path.write_text('{"incident": {"committed_on": "2025-01-01"}}', encoding="utf-8")
    assert read_incident(path, BOOK, DAY, Diagnostics()).name == ""
    with pytest.raises(InputError):
        read_incident(tmp_path / "none.yaml", BOOK, DAY, Diagnostics())


_VALUES = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-9, 9)
    | st.sampled_from(["是", "2025-01-01", "税务", ""]),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(["answer", "value", "at_least", "incident", "on"]), inner)
    ),
    max_leaves=6,
)
_PARTS = st.dictionaries(
    st.sampled_from(
        ["incident", "history", "laws", "items", "events", "judgements", "history_complete", "x"]
    ),
    _VALUES | st.dictionaries(st.sampled_from(["committed_on", "domain", "found_on"]), _VALUES),
)


@given(_PARTS)
def test_no_content_raises(data: dict[str, object]) -> None:
    """Whatever stands where, it is read or told."""
    from huiqi.diagnostics import Place
    from huiqi.rulebook.documents import Document

    diagnostics = Diagnostics()
    places: dict[tuple[str | int, ...], Place] = {(): Place("x")}
    found = incident_from(
        Document(file="x", data=data, places=places, key_places=places), BOOK, DAY, diagnostics
    )
    assert (found is None) == bool(diagnostics.errors)


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("incident: {committed_on: 2025-01-01}\n违法行为: {committed_on: 2025-01-02}", 2),
        ("incident:\n  committed_on: 2025-01-01\n  行为发生日: 2025-01-02", 3),
        ("incident:\n  committed_on: 2025-01-01\n  行为 发生日: 2025-01-01", 3),
        (
            "incident: {committed_on: 2025-01-01}\nhistory:\n"
            "  - committed_on: 2024-01-01\n    发生日: 2024-01-02",
            4,
        ),
        ("enterprise: 甲\n当事人: 乙\nincident: {committed_on: 2025-01-01}", 2),
        (
            "incident: {committed_on: 2025-01-01}\nevents:\n"
            "  - on: 2025-02-01\n    日期: 2025-03-01",
            4,
        ),
    ],
)
def test_what_is_stated_twice_is_refused(text: str, line: int) -> None:
    """Under its id and its Chinese name, or spelt in two ways: both places are named."""
    _, diagnostics = read(text)
    (one,) = diagnostics.errors
    assert (one.code, one.place.line) == ("P103", line)
    assert "另一处在 incident.yaml:" in one.message


def test_names_of_kinds_and_fields_meet_however_they_are_spelt() -> None:
    """Two spellings of one kind are no contradiction; a field is found by any of its names."""
    found, diagnostics = read(
        "违法 行为:\n  committed_on: 2025-01-01\n  domain: ' 税　务（示例）'\n  kind: 甲（乙）\n"
        "events:\n  - {incident: {kind: 甲(乙)}}"
    )
    assert not diagnostics.items, [str(item) for item in diagnostics.items]
    assert found is not None
    assert found.known().fields["domain"] == symbol("tax")
    assert found.known().fields["kind"] == symbol("甲（乙）")


@pytest.mark.parametrize(
    ("written", "first", "last"),
    [
        ("2025-04-02", date(2025, 4, 2), date(2025, 4, 2)),
        ("2025年4月2日", date(2025, 4, 2), date(2025, 4, 2)),
        ("2025/4/2", date(2025, 4, 2), date(2025, 4, 2)),
        ("２０２５．４．２", date(2025, 4, 2), date(2025, 4, 2)),
        ("2025年4月", date(2025, 4, 1), date(2025, 4, 30)),
        ("2025", date(2025, 1, 1), date(2025, 12, 31)),
    ],
)
@pytest.mark.parametrize("name", ["found_on", "发现日", "发现日期"])
def test_days_are_written_as_in_a_profile(name: str, written: str, first: date, last: date) -> None:
    """A month or a year is a range; a field goes by its other names."""
    found, diagnostics = read(
        f"企业: 甲\n违法行为: {{违法日期: 2025年1月1日, {name}: '{written}', 改正日: 不知道}}\n"
    )
    assert found is not None, [str(item) for item in diagnostics.items]
    assert found.name == "甲"
    assert found.base.fields["found_on"] == Interval(first, last)
    assert "corrected_on" not in found.base.fields


def test_the_day_of_an_event_is_one_day() -> None:
    """What came first has to be known."""
    events = "events: [{{what: 甲, on: {on}, incident: {{refused: ×}}}}]"
    head = "incident: {committed_on: 2025/1/1}\n"
    found, _ = read(head + events.format(on="2025年4月2日"))
    assert found is not None
    assert found.arrivals[0].on == date(2025, 4, 2)
    _, diagnostics = read(head + events.format(on="2025年4月"))
    assert [item.code for item in diagnostics.errors] == ["P120"]
    assert "哪一天" in diagnostics.errors[0].message


def test_a_fault_stands_at_the_field_under_whichever_name() -> None:
    """发现日期 before the act."""
    _, diagnostics = read("违法行为:\n  违法日期: 2025-02-02\n  发现日期: 2025-02-01\n")
    assert [(item.code, item.place.line) for item in diagnostics.errors] == [("V103", 3)]
