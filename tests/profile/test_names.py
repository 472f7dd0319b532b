"""What people call a fact is understood where it means one; else it is asked, or remarked on."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from huiqi.diagnostics import Diagnostics, InputError, Severity
from huiqi.engine import Engine
from huiqi.profile.answers import with_answers
from huiqi.profile.profile import Profile
from huiqi.profile.profile_reader import profile_from
from huiqi.rulebook.documents import read_yaml_text
from huiqi.rulebook.loading import load_rulebook
from huiqi.rulebook.naming import called, declared_facts, fact_named
from huiqi.truth import Truth
from huiqi.values import Records, exactly
from tests.profile.read_rows import read_profiles
from tests.profile.test_reader import ROOT, RULES


def read(text: str) -> tuple[Profile, Diagnostics]:
    """A profile, and what was said of it."""
    diagnostics = Diagnostics()
    document = read_yaml_text(text, "p.yaml", diagnostics)
    assert document is not None, diagnostics.items
    return profile_from(document, RULES, diagnostics), diagnostics


def clean(text: str) -> Profile:
    """A profile of which nothing is said."""
    profile, diagnostics = read(text)
    assert not diagnostics.items, [str(item) for item in diagnostics.items]
    return profile


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("员工人数", "employees"),
        ("职工人数", "employees"),
        ("从业人员期末人数", "employees"),
        ("总资产", "total_assets"),
        ("资产总计", "total_assets"),
        ("负债率", "debt_ratio"),
        ("营收", "revenue"),
        ("主营收入", "main_revenue"),
        ("成立时间", "established_on"),
        ("所有者权益合计", "net_assets"),
        ("收入总额", "total_income"),
        ("加计扣除额", "rd_super_deduction"),
        ("技改项目", "renovation_projects"),
        ("是否民营企业", "private_enterprise"),
        ("是否居民企业", "resident_enterprise"),
    ],
)
def test_a_fact_goes_by_its_other_names(written: str, name: str) -> None:
    """In a profile and where a fact is asked for."""
    assert fact_named(RULES, written) == name
    _, diagnostics = read(f"facts: {{{written}: 未知}}")
    assert not diagnostics.items


@given(st.data())
def test_every_name_of_a_fact_is_that_fact(data: st.DataObject) -> None:
    """Ids, labels and the rest: none is another's."""
    name = data.draw(st.sampled_from(list(declared_facts(RULES))))
    for own in called(declared_facts(RULES)[name]):
        assert fact_named(RULES, own) == name


def test_the_fields_of_a_record_have_other_names_too() -> None:
    """折旧费 for 折旧费用."""
    profile = clean(
        "facts:\n  研发活动:\n    2022: [{名称: 甲, 折旧费: 3万元, 其他费用: 2万元, 其余: 0}]\n"
    )
    given_fact = profile.given("rd_projects", 2022)
    assert given_fact is not None
    assert isinstance(given_fact.value, Records)
    assert given_fact.value.items[0].fields["depreciation"] == exactly(Decimal(30_000))


@pytest.mark.parametrize(
    "text",
    [
        "facts: {从业人员: {2022: 1}, 员工人数: {2022: 1}}",
        "facts: {总资产: {2022: 1亿元}, total_assets: {2021: 1亿元}}",
        "facts:\n  研发项目: {2022: [{名称: 甲, 项目名称: 甲}]}",
        "facts: {注册地: 聊城市, 注册地址: 聊城市}",
        "facts: {注册地: 聊城市, 注册地在聊城市: 是}",
        "facts: {注册地在聊城市: 是, 注册地: 聊城市}",
        "企业名称: 甲\nenterprise: {name: 甲}\nfacts: {}",
        "企业: 甲\nenterprise: 甲\nfacts: {}",
    ],
)
def test_two_names_of_one_thing_are_refused(text: str) -> None:
    """Even where both say the same."""
    _, diagnostics = read(text + "\n")
    assert {item.code for item in diagnostics.errors} == {"P103"}


@pytest.mark.parametrize(
    "head",
    [
        "企业: 示例企业",
        "企业: {企业名称: 示例企业}",
        "企业名称: 示例企业",
        "单位名称: 示例企业",
        "enterprise: {name: 示例企业}",
    ],
)
@pytest.mark.parametrize("facts", ["事实", "facts"])
def test_the_parts_of_a_file_go_by_their_chinese_names(head: str, facts: str) -> None:
    """With facts: or without."""
    code = "统一社会信用代码: 未知\n" if "{" not in head else ""
    profile = clean(f"{head}\n{code}备注: 无\n{facts}:\n  营收: {{2022: 1亿元}}\n")
    assert (profile.name, profile.credit_code) == ("示例企业", "")
    flat = clean(f"{head}\n营收: {{2022: 1亿元}}\n")
    assert flat.name == "示例企业"
    assert [g.value for g in flat.facts.values()] == [g.value for g in profile.facts.values()]


def test_a_word_of_several_meanings_is_asked_about() -> None:
    """Which, with a sentence each; nothing is chosen."""
    profile, diagnostics = read("facts: {研发费用: {2022: 120万元}, 营收: {2022: 1亿元}}\n")
    (one,) = diagnostics.errors
    assert one.code == "P102"
    assert "有几个意思" in one.message
    labels = [
        "研发投入（财务报告口径）",
        "研发费用（高新技术企业口径）",
        "可加计扣除的研发费用合计",
    ]
    assert list(one.allowed) == labels
    assert one.nearest == ""
    for label in labels:
        assert f"{label}：" in one.remedy
    assert profile.given("revenue", 2022) is not None


def test_what_no_rule_reads_is_remarked_on_and_nothing_else_is_lost() -> None:
    """All of it in one line; the rest is read."""
    profile, diagnostics = read(
        "facts:\n  利润总额: {2022: 120万元}\n  税金: 3万元\n  营收: {2022: 1亿元}\n"
    )
    (one,) = diagnostics.items
    assert (one.code, one.severity, one.place.line) == ("P170", Severity.WARNING, 2)
    assert "利润总额、税金" in one.message
    assert profile.given("revenue", 2022) is not None
    assert len(profile.facts) == 1


def test_another_unknown_name_stays_an_error() -> None:
    """With the few labels most like it, none of them twice, and no id."""
    _, diagnostics = read("facts: {毛资产: 1}\n")
    (one,) = diagnostics.errors
    assert one.nearest == ""
    assert set(one.allowed) <= {fact.label.zh for fact in declared_facts(RULES).values()}
    assert 0 < len(one.allowed) <= 5


# ---- places
IN_LIAOCHENG = [
    "聊城",
    "聊城市",
    "山东聊城",
    "山东省聊城市",
    "聊城市东昌府区",
    "山东省聊城市东昌府区嘉明路8号",
    "东昌府区",
    "山东省 聊城市 茌平区",
    "山东省茌平县",
    "临清市",
    "临清",
    "聊城经济技术开发区",
    "聊城市经济技术开发区黑龙江路",
    "山东省聊城高新技术产业开发区",
]


@pytest.mark.parametrize("written", IN_LIAOCHENG)
@pytest.mark.parametrize("word", ["注册地", "注册地址", "住所", "registered place"])
def test_a_place_in_liaocheng(word: str, written: str) -> None:
    """By city, county or address, with the province or without."""
    profile = clean(f"facts: {{{word}: {written}}}\n")
    found = {name: given.value for (name, _), given in profile.facts.items()}
    assert found == {
        "registered_in_liaocheng": Truth.TRUE,
        "registered_in_shandong": Truth.TRUE,
        "registered_in_qingdao": Truth.FALSE,
    }


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("山东省", {"registered_in_shandong": True}),
        ("济南市历下区", {"registered_in_liaocheng": False, "registered_in_shandong": True,
                    "registered_in_qingdao": False}),
        ("青岛", {"registered_in_liaocheng": False, "registered_in_shandong": True,
                "registered_in_qingdao": True}),
        ("河南省郑州市", {"registered_in_liaocheng": False, "registered_in_shandong": False,
                    "registered_in_qingdao": False}),
        ("上海市浦东新区聊城路", {"registered_in_liaocheng": False, "registered_in_shandong": False,
                        "registered_in_qingdao": False}),
    ],
)  # fmt: skip
def test_a_place_elsewhere_says_what_it_can(written: str, expected: dict[str, bool]) -> None:
    """Of a part of what is named it says nothing."""
    profile = clean(f"facts: {{注册地: {written}}}\n")
    found = {name: given.value for (name, _), given in profile.facts.items()}
    assert found == {name: Truth.of(yes) for name, yes in expected.items()}


@pytest.mark.parametrize("written", ["聊城路1号", "光明路8号", "郑州市", "河北省聊城市", "本地"])
def test_a_place_that_could_be_elsewhere_is_asked_about(written: str) -> None:
    """A street of that name, a town that is not declared, a city in another province."""
    _, diagnostics = read(f"facts: {{注册地: {written}}}\n")
    (one,) = diagnostics.errors
    assert one.code == "P171"
    assert "注册地在聊城市: 是" in one.remedy


# ---- elsewhere
def test_answers_and_columns_understand_them_too(tmp_path: Path) -> None:
    """One look-up: an answer under another name is about the same fact."""
    diagnostics = Diagnostics()
    profile = read_yaml_text("facts: {从业人员: {2022: '>= 100', 2021: 未知}}", "p", diagnostics)
    answers = read_yaml_text("facts: {员工人数: {2022: 300名, 2021: 250}}", "a", diagnostics)
    assert profile is not None
    assert answers is not None
    merged = with_answers(profile, answers, RULES, diagnostics)
    found = profile_from(merged, RULES, diagnostics)
    assert not diagnostics.items, [str(item) for item in diagnostics.items]
    assert {key: given.value for key, given in found.facts.items()} == {
        ("employees", 2022): exactly(Decimal(300)),
        ("employees", 2021): exactly(Decimal(250)),
    }
    path = tmp_path / "t.csv"
    path.write_text("企业,2022年员工人数,总资产（2022年，万元）\n甲,300,5\n", encoding="utf-8")
    path.write_text("企业,2022年员工人数,总资产（2022年）（万元）\n甲,300,5\n", encoding="utf-8")
    (row,) = read_profiles(path, RULES, Diagnostics(), most=9)
    assert {key: given.value for key, given in row.facts.items()} == {
        ("employees", 2022): exactly(Decimal(300)),
        ("total_assets", 2022): exactly(Decimal(50_000)),
    }


def test_an_answer_of_not_knowing_takes_nothing_away() -> None:
    """What the profile says stands."""
    diagnostics = Diagnostics()
    profile = read_yaml_text("facts: {从业人员: {2022: 300}, 居民企业: 是}", "p", diagnostics)
    answers = read_yaml_text("facts: {从业人员: {2022: 未知}, 居民企业: 不知道}", "a", diagnostics)
    assert profile is not None
    assert answers is not None
    found = profile_from(with_answers(profile, answers, RULES, diagnostics), RULES, diagnostics)
    assert not diagnostics.items
    assert len(found.facts) == 2


def test_compute_asks_which() -> None:
    """The public face, by another name and by a word of several meanings."""
    from datetime import date

    with Engine.load(ROOT / "rules", compare=False) as engine:
        enterprise = engine.read_enterprise(
            {"总资产": {2022: "1亿元"}}, date(2023, 6, 20)
        ).enterprise
        found = engine.compute(enterprise, "资产总计", date(2023, 6, 20), 2022)
        assert found.declared.id == "total_assets"
        with pytest.raises(InputError, match="有几个意思"):
            engine.compute(enterprise, "研发费用", date(2023, 6, 20), 2022)


# ---- the rulebook
FACTS = """
facts:
  one: {type: count, label: {zh: 甲, en: one}, also: [丙]}
  two: {type: count, label: {zh: 乙, en: two}}
"""


SOURCES = "sources:\n  s: {title: 某文件, issuer: 某机关, url: '', grade: assumed}\n"


@pytest.mark.parametrize(
    ("more", "code"),
    [
        ("  three: {type: count, label: {zh: 丁, en: three}, also: [甲]}", "R350"),
        ("  three: {type: count, label: {zh: 丁, en: three}, also: [丙]}", "R350"),
        ("  three: {type: count, label: {zh: 甲, en: three}}", "R350"),
        ("  three: {type: count, label: {zh: 丁, en: one}}", "R350"),
        ("unread: [丙]", "R350"),
        ("ambiguous: [{words: [丙], may_be: {one: *text, two: *text}}]", "R350"),
        ("ambiguous: [{words: [丁], may_be: {one: *text, three: *text}}]", "R351"),
        ("ambiguous: [{words: [丁], may_be: {one: *text, one.part: *text}}]", "R351"),
        ("titles: {t: {label: *text, answers: {one: [丁]}, none: [], basis: *basis}}", "R351"),
        ("titles: {t: {label: *text, answers: {}, none: [three], basis: *basis}}", "R351"),
        (
            "  three: {type: records, label: {zh: 丁, en: three}, dated_by: none, key: none,"
            " fields: {a: {type: count, label: {zh: 甲, en: a}},"
            " b: {type: count, label: {zh: 乙, en: b}, also: [甲]}}}",
            "R350",
        ),
    ],
)
def test_a_name_that_two_things_have_is_refused(tmp_path: Path, more: str, code: str) -> None:
    """At its line, with the place of the other."""
    (tmp_path / "facts").mkdir()
    (tmp_path / "sources.yaml").write_text(SOURCES, encoding="utf-8")
    text = f"{FACTS.strip()}\n{more}\n".replace("*text", "{zh: 一, en: x}")
    text = text.replace("*basis", "[{source: s}]")
    (tmp_path / "facts" / "f.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(InputError) as refused:
        load_rulebook(tmp_path)
    found = [item for item in refused.value.diagnostics if item.code.startswith("R35")]
    assert [item.code for item in found] == [code]
    assert found[0].place.line == 4


@pytest.mark.parametrize(
    "declared", ["options_under: {{{}: {{zh: 戊, en: heading}}}}", "options_yearly: [{}]"]
)
@pytest.mark.parametrize(("symbol", "codes"), [("a", []), ("c", ["R303"])])
def test_a_heading_stands_before_an_option_that_there_is(
    tmp_path: Path, symbol: str, codes: list[str], declared: str
) -> None:
    """As does what is given for a year.  Of a field as of a fact; another is no option."""
    (tmp_path / "facts").mkdir()
    text = f"""
facts:
  one:
    type: records
    label: {{zh: 甲, en: one}}
    dated_by: none
    key: none
    fields:
      kind:
        type: enum
        label: {{zh: 乙, en: kind}}
        values: {{a: {{zh: 丙, en: a}}, b: {{zh: 丁, en: b}}}}
        {declared.format(symbol)}
"""
    (tmp_path / "facts" / "f.yaml").write_text(text, encoding="utf-8")
    (tmp_path / "sources.yaml").write_text(SOURCES, encoding="utf-8")
    try:
        load_rulebook(tmp_path)
        found: list[str] = []
    except InputError as refused:
        found = [item.code for item in refused.diagnostics if item.code == "R303"]
    assert found == codes
