"""What is wrong in a rulebook is told at its place, under its code, all together."""

from __future__ import annotations

from pathlib import Path

import pytest

from huiqi.diagnostics import Diagnostic, InputError
from huiqi.language.canonical import written_form
from huiqi.rulebook.loading import load_rulebook
from tests.in_english import still_chinese

ROOT = Path(__file__).resolve().parents[2]
FILES = {
    "sources.yaml": """\
sources:
  law: {title: 办法, number: 一号, grade: official}
  press: {title: 报道, number: 报一, grade: reported}
""",
    "facts/facts.yaml": """\
facts:
  people: {type: count, unit: 人, label: {zh: 人数, en: people}, domain: ">= 0"}
  money: {type: money, yearly: true, label: {zh: 金额, en: money}}
  items:
    type: records
    label: {zh: 项目, en: items}
    key: name
    fields:
      name: {type: text, label: {zh: 名称, en: name}}
      cost: {type: money, label: {zh: 费用, en: cost}}
""",
    "parameters/parameters.yaml": """\
parameters:
  limit:
    type: count
    label: {zh: 下限, en: limit}
    values:
      - {from: 2020-01-01, value: 10, basis: [{source: law}]}
""",
    "definitions/definitions.yaml": """\
definitions:
  large:
    type: bool
    label: {zh: 大, en: large}
    value: people >= limit
    basis: [{source: law}]
  total:
    type: money
    yearly: true
    label: {zh: 合计, en: total}
    value: money * 2
    basis: [{source: law}]
""",
    "programmes/p/programme.yaml": "id: p\ntitle: {zh: 计划, en: p}\n",
    "programmes/p/m.yaml": """\
id: m
title: {zh: 措施, en: m}
instrument: subsidy
in_force: {from: 2020-01-01}
basis: [{source: law, supports: [rate]}]
requires:
  all:
    - large
    - id: many
      text: {zh: 人多, en: many}
      if: people > 20
gives:
  amount: 10% * total[-1]
  caps:
    - {at_most: 5万元, per: enterprise}
""",
}
D, F, M, P = (
    "definitions/definitions.yaml",
    "facts/facts.yaml",
    "programmes/p/m.yaml",
    "parameters/parameters.yaml",
)

#: file, what is replaced, by what, code, place, nearest spelling
FAULTS: list[tuple[str, str, str, str, str, str]] = [
    (M, "instrument: subsidy", "instrumnt: subsidy", "R201", "3:1", "instrument"),
    (M, "title: {zh: 措施, en: m}", "title: {zh: 措施}", "R202", "2:8", ""),
    (M, "      text: {zh: 人多, en: many}\n", "", "R202", "9:7", ""),
    (M, "instrument: subsidy", "instrument: subsidie", "R203", "3:13", "subsidy"),
    (M, "in_force: {from: 2020-01-01}", "in_force: {from: 2020-02-31}", "R203", "4:18", ""),
    (M, "per: enterprise", "per: enterprize", "R203", "15:27", "enterprise"),
    (M, "id: many", "id: Many", "R204", "9:11", ""),
    (M, "instrument: s", "short: {zh: 十个字以后还有一个字呢, en: m}\ninstrument: s",
     "R345", "3:8", ""),
    (M, "      if: p", "      brief: {zh: 十四个字以后还有一个字是第十五个, en: m}\n      if: p",
     "R345", "11:14", ""),
    (M, "    - large", "    - lareg", "E103", "8:7", "large"),
    (M, "if: people > 20", "if: people > 20元", "E104", "11:11", ""),
    (M, "if: people > 20", "if: peeple > 20", "E103", "11:11", "people"),
    (M, "if: people > 20", "if: large and peple > 20", "E103", "11:21", "people"),
    (M, "if: people > 20", 'if: "large and peple > 20"', "E103", "11:22", "people"),
    (M, "if: people > 20", "if: >-\n        large and\n        peple > 20",
     "E103", "13:9", "people"),
    (M, "if: people > 20", "if: large and\n        peple > 20", "E103", "12:9", "people"),
    (M, "if: people > 20", "if: >-\n        large and peple > 20", "E103", "12:19", "people"),
    (M, "if: people > 20", "if: 大 且 人数数 > 20", "E103", "11:15", "人数"),
    (M, "if: people > 20", "if: 大 且 人数 ＞ 20元", "E104", "11:15", ""),
    (M, "if: people > 20", "if: 大且人数 > 20", "E103", "11:11", ""),
    (M, "    - large", "    - 大大", "E103", "8:7", ""),
    (D, "label: {zh: 大, en: large}", "label: {zh: 人数, en: large}", "R350", "4:12", ""),
    (D, "label: {zh: 大, en: large}", "label: {zh: 大, en: large}\n    write_as: 金额",
     "R350", "5:15", ""),
    (D, "label: {zh: 大, en: large}", "label: {zh: total, en: large}", "R350", "4:12", ""),
    (D, "label: {zh: 大, en: large}", "label: {zh: 大, en: large}\n    write_as: 大（的）",
     "R204", "5:15", ""),
    (P, "label: {zh: 下限, en: limit}", "label: {zh: 合计, en: limit}", "R350", "4:12", ""),
    (F, "label: {zh: 费用, en: cost}", "label: {zh: 名称, en: cost}", "R350", "10:34", ""),
    (F, "label: {zh: 费用, en: cost}", "label: {zh: 费用, en: cost}, write_as: 名 称",
     "R204", "10:64", ""),
    (M, "if: people > 20", "if: people >", "E102", "11:19", ""),
    (M, "if: people > 20", "if: people", "E105", "11:11", ""),
    (M, "if: people > 20", "if: people > 20\n      unknown: 没写", "R314", "9:7", ""),
    (M, "      if: people > 20\n", "", "R314", "9:7", ""),
    (M, "if: people > 20", "unknown: 没写\n      unless: people > 20", "R314", "12:15", ""),
    (M, "in_force: {from: 2020-01-01}", "in_force: {}", "R312", "4:11", ""),
    (M, "[{source: law, supports: [rate]}]", "[{source: laww}]", "R307", "5:18", "law"),
    (M, "[{source: law, ", "[{source: press, grade: official, ", "R308", "5:18", ""),
    (M, "10% * total[-1]", "total[-1] / 3", "R306", "13:11", ""),
    (M, "10% * total[-1]", "10% * total\n  at_most: 3元", "R314", "13:3", ""),
    (M, "10% * total[-1]", "5万元\n  basis: [{source: law, supports: [at_most]}]",
     "R315", "13:11", ""),
    (M, "requires:\n", "for_each: {item: itms}\nrequires:\n", "R303", "6:18", "items"),
    (M, "id: many", "id: large", "R301", "9:11", ""),
    (M, "  all:\n", "  at_least: 3\n  of:\n", "R313", "7:13", ""),
    (D, "    basis: [{source: law}]\n  total", "  total", "R304", "2:3", ""),
    (D, "value: money * 2", "value: money / 3", "R306", "11:12", ""),
    (D, "value: money * 2", "value: money + total", "R316", "7:3", ""),
    (D, "value: money * 2", "value: money + total[-1]", "R317", "7:3", ""),
    (D, "value: money * 2", "value: {unknown: 没有, between: {low: 1}}", "E105", "11:41", ""),
    (D, "value: money * 2", "value: {unknown: 没有, between: {low: 2元, high: 1元}}", "R309",
     "11:35", ""),
    (D, "value: people >= limit", "value: {unknown: 没有, between: {low: 'true'}}", "E104",
     "5:35", ""),
    (D, "value: people >= limit", "value: people in [2年, 3年]", "E104", "5:23", ""),
    (D, "  total:", "  large:", "Y104", "7:3", ""),
    (D, "definitions:\n", "definitions:\n  people: {type: count, label: {zh: 又, en: b}, "
     "value: 1, basis: [{source: law}]}\n", "R301", "2:3", ""),
    (D, "value: money * 2",
     "value:\n      of: large\n      bands: [{at_least: 10, value: 1元}]\n      otherwise: 0元",
     "E104", "12:11", ""),
    (D, "value: people >= limit", "value: people >= 10", "R319", "", ""),
    (P, "value: 10, basis: [{source: law}]", "value: 10", "R304", "6:9", ""),
    (P, "2020-01-01, value", "2020-01-01, until: 2019-01-01, value", "R305", "6:35", ""),
    (P, "      - {", "      - {from: 2021-01-01, value: 9, basis: [{source: law}]}\n      - {",
     "R318", "7:9", ""),
    (P, "      - {", "      - {from: 2020-01-01, value: 10, basis: [{source: law}]}\n      - {",
     "R355", "7:9", ""),
    (M, "in_force: {from: 2020-01-01}", "in_force: {from: 2020-01-01, until: 2019-12-31}",
     "R328", "4:37", ""),
    (M, "in_force: {from: 2020-01-01}", "in_force: {from: 2020-01-01, ended_by: 2019-12-31}",
     "R328", "4:40", ""),
    (M, "in_force: {from: 2020-01-01}", "in_force: {from: 2020-01-01, seen: [2019]}",
     "R328", "4:36", ""),
    (M, "in_force: {", "recognises: [no_such_title]\nin_force: {", "R329", "4:14", ""),
    (M, "in_force: {",
     "apply: {windows: [{from: 2023-05-01, until: 2023-04-30}]}\nin_force: {",
     "R346", "4:45", ""),
    (M, "if: people > 20", "if: peeple > 20 and limmit > 3", "E103", "11:11", "people"),
    (D, "[{source: law}]", "[{source: lav}]", "R307", "6:22", ""),
    (P, "[{source: law}]", "[{source: lav}]", "R307", "6:56", ""),
    (D, "value: money * 2", "let: {half: mony / 2, both: half + half}\n    value: both + half",
     "E103", "11:17", "money"),
    (D, "value: money * 2",
     "value:\n      of: peple\n      bands: [{at_least: 10, value: 1元}]\n      otherwise: 0元",
     "E103", "12:11", "people"),
    (D, "value: money * 2",
     "value:\n      of: people\n      bands: [{at_least: 9, value: 1元}, "
     "{at_least: 5元, value: 0元}]", "E105", "13:52", ""),
    (D, "value: money * 2",
     "value: {keys: [peple], table: {a: 1元, b: 2元}}", "E103", "11:20", "people"),
    (M, "gives:\n  amount: 10% * total[-1]\n",
     "gives:\n  amount: {choose: [{if: max(people, 3) > 4, then: 1元}]}\n", "Y105", "13:36", ""),
    (M, "gives:\n  amount: 10% * total[-1]\n",
     "gives:\n  amount: {choose: [{if: total[-1] > 4元, then: 1元}]}\n", "Y100", "13:31", ""),
    (P, "value: 10", "value: 10元", "E105", "6:35", ""),
    (F, "type: count,", "type: enum,", "R302", "2:11", ""),
    (F, "type: records", "type: text", "R302", "5:5", ""),
    (F, "key: name", "key: nane", "R303", "7:10", "name"),
    (F, '">= 0"', '">= 0公斤"', "R309", "2:71", ""),
]  # fmt: skip


def write(folder: Path, changed: dict[str, str] | None = None) -> Path:
    """The small rulebook in a folder, with some files changed."""
    for name, content in {**FILES, **(changed or {})}.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content, "utf-8")
    return folder


def findings(folder: Path) -> list[Diagnostic]:
    """What loading reports: in English, too."""
    with pytest.raises(InputError) as refused:
        load_rulebook(folder)
    found = list(refused.value.diagnostics)
    written = "".join(path.read_text("utf-8") for path in sorted(folder.rglob("*.yaml")))
    assert not still_chinese(found, written)
    return found


def test_the_small_rulebook_is_in_order(tmp_path: Path) -> None:
    """Every fault below is the fault of what was changed."""
    rules = load_rulebook(write(tmp_path))
    assert set(rules.measures) == {"m"}
    assert rules.closure["large"] == {"large", "people", "limit"}


def test_the_rules_of_the_project_are_in_order() -> None:
    """They load without a finding, and their digest is of their content."""
    first, second = load_rulebook(ROOT / "rules"), load_rulebook(ROOT / "rules")
    assert first.sha256 == second.sha256
    assert len(first.measures) >= 4


@pytest.mark.parametrize(("file", "old", "new", "code", "place", "right"), FAULTS)
def test_faults(
    tmp_path: Path, file: str, old: str, new: str, code: str, place: str, right: str
) -> None:
    """Code, line and column, and the right spelling where one is near."""
    assert old in FILES[file]
    found = findings(write(tmp_path, {file: FILES[file].replace(old, new, 1)}))
    matching = [item for item in found if item.code == code]
    assert matching, [str(item) for item in found]
    if place:
        places = [str(item.place) for item in matching]
        assert any(at.endswith(f"{file}:{place}") for at in places), places
    # Whatever else a fault brings with it is not told beside it.
    assert len(found) == 1, [str(item) for item in found]
    if right:
        assert right in {item.nearest for item in matching}


def test_all_faults_are_reported_together(tmp_path: Path) -> None:
    """Two faults in one file and one in another: three findings, in the order of the files."""
    measure = FILES[M].replace("- large", "- lareg").replace("people > 20", "peple > 20")
    definition = FILES[D].replace("money * 2", "money * mony")
    found = findings(write(tmp_path, {M: measure, D: definition}))
    assert [item.code for item in found] == ["E103", "E103", "E103"]
    assert [item.nearest for item in found] == ["money", "large", "people"]


def test_a_folder_without_rules_says_so(tmp_path: Path) -> None:
    """The remedy names the option."""
    (item,) = findings(tmp_path)
    assert item.code == "R100"
    assert "--rules" in item.remedy


def test_a_measure_outside_a_programme(tmp_path: Path) -> None:
    """The folder has to have its programme.yaml."""
    write(tmp_path)
    (tmp_path / "programmes/p/programme.yaml").unlink()
    assert "R303" in {item.code for item in findings(tmp_path)}


def test_citations_back_each_other_part_by_part(tmp_path: Path) -> None:
    """Two citations of one part: the better.  Of different parts: the weaker."""
    for written, grade in (
        ("[{source: law}, {source: press}]", 0),
        ("[{source: press}]", 1),
        ("[{source: law}, {source: press, supports: [start]}]", 1),
        ("[{source: law, supports: [start]}, {source: press, supports: [start]}]", 0),
    ):
        definition = FILES[D].replace("basis: [{source: law}]", f"basis: {written}")
        rules = load_rulebook(write(tmp_path, {D: definition}))
        assert rules.definitions["total"].grade == grade, written


def test_a_circle_through_the_fields_of_records(tmp_path: Path) -> None:
    """A definition that adds up what is worked out from itself is found at load."""
    facts = FILES["facts/facts.yaml"] + (
        "      share: {type: money, label: {zh: 份额, en: share}, formula: total - cost}\n"
    )
    summed = FILES[D].replace("value: money * 2", "value: sum(i.share for i in items)")
    found = findings(write(tmp_path, {D: summed, "facts/facts.yaml": facts}))
    assert [item.code for item in found] == ["R316"]
    assert found[0].found == "total → total"


def test_a_field_may_choose(tmp_path: Path) -> None:
    """A derived field is worked out by anything that a definition is."""
    facts = FILES["facts/facts.yaml"] + (
        "      part:\n        type: money\n        label: {zh: 份额, en: part}\n"
        "        formula: {choose: [{if: cost > 5元, then: 5元}], otherwise: cost}\n"
    )
    summed = FILES[D].replace("value: money * 2", "value: sum(i.part for i in items)")
    rules = load_rulebook(write(tmp_path, {D: summed, "facts/facts.yaml": facts}))
    assert rules.facts["items"].fields["part"].formula is not None


#: The measure and the definitions of the small rulebook, as one writes them in Chinese.
CHINESE = {
    P: FILES[P].replace("en: limit}", "en: limit}\n    write_as: 最低"),
    D: FILES[D].replace("people >= limit", "人数 ≥ 最低").replace("money * 2", "金额 × ２"),
    M: FILES[M]
    .replace("- large", "- 大")
    .replace("people > 20", "人数 ＞ 20")
    .replace("10% * total[-1]", "10% × 合计［－1］"),
}


def test_rules_in_chinese_are_the_same_rules(tmp_path: Path) -> None:
    """The same conditions under the same ids, with what they rest on, and the same amount."""
    english, chinese = (
        load_rulebook(write(tmp_path / name, changed))
        for name, changed in (("en", {}), ("zh", CHINESE))
    )
    told = []
    for book in (english, chinese):
        measure = book.measures["m"]
        assert measure.gives is not None
        assert measure.gives.amount is not None
        told.append(
            (
                [
                    (c.id, c.text, c.grade, c.node and written_form(c.node, book.scope, "en"))
                    for c in measure.conditions()
                ],
                written_form(measure.gives.amount, book.scope, "en"),
                [written_form(d.node, book.scope, "en") for d in book.definitions.values()],
            )
        )
    assert told[0] == told[1]


def test_a_name_under_let_may_be_chinese(tmp_path: Path) -> None:
    """It is named in the definition, and in the order of its working."""
    definition = FILES[D].replace(
        "value: money * 2", "let: {两年合计: '金额 + 金额[-1]'}\n    value: 两年合计 * 2"
    )
    working = definition.replace("    value: 两年", "    working: [两年合计]\n    value: 两年")
    total = load_rulebook(write(tmp_path, {D: working})).definitions["total"]
    assert set(total.bindings) == {"两年合计"}
    for wrong in ("两年 合计", "2年", "Total"):
        (item,) = findings(write(tmp_path, {D: definition.replace("{两年合计: ", f"{{{wrong}: ")}))
        assert item.code == "R204"
        assert item.found == wrong


def test_two_things_of_one_name_are_both_named(tmp_path: Path) -> None:
    """Which has it, where, and which wants it; full and half width, brackets alike are one."""
    facts = FILES[F].replace("zh: 金额,", "zh: 金额（元）,")
    definition = FILES[D].replace("zh: 合计,", "zh: 金额(元),")
    (item,) = findings(write(tmp_path, {F: facts, D: definition}))
    assert (item.code, item.place.line, item.found) == ("R350", 10, "金额(元)")
    assert "money" in item.message
    assert "facts.yaml:3:" in item.message
    assert "total" in item.message
