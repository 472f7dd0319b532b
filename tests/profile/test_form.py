"""The form to fill in: nothing is lost on it, and what was moved about is named."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from itertools import product
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, assume, given, settings
from hypothesis import strategies as st
from rich.cells import cell_len

from huiqi import Engine
from huiqi.diagnostics import Diagnostics, InputError, column_name
from huiqi.evaluation.stated import half_a_digit
from huiqi.language.types import Kind
from huiqi.profile.form.layout import UNITS, unit_chosen
from huiqi.profile.form.template import Template, read_template
from huiqi.profile.judgements import judgement_names
from huiqi.profile.profile import Profile
from huiqi.profile.profile_reader import read_profile
from huiqi.report.form import written_form
from huiqi.report.phrases import Phrases
from huiqi.rulebook.loading import load_rulebook
from huiqi.rulebook.reach import Reach
from huiqi.spelling import plain
from huiqi.tables.workbook import Workbook
from huiqi.truth import Truth
from huiqi.values import Interval, Record, Records, Value, exactly
from tests.profile.forms import profiles
from tests.profile.moved import Book, changed, column_of, put, row_of
from tests.thorough import examples

RULES = load_rulebook()
DAY = date(2023, 6, 20)
#: Without making what fails small, which takes minutes.
FOUND = (Phase.explicit, Phase.reuse, Phase.generate)


def plainly(value: Value) -> object:
    """A value that can be compared: records have none of their own."""
    if isinstance(value, Records):
        return tuple(map(plainly, value.items)), value.complete, value.through
    if isinstance(value, Record):
        fields = {key: plainly(part) for key, part in value.fields.items()}
        # One of which nothing is told stands on a form as one whose name nobody knows.
        return value.key, fields, value.unknown if fields else None
    return value


def told(profile: Profile) -> object:
    """All that a profile says, but for where it stands."""
    facts = {
        # What is not said is stated.
        key: (
            *(plainly(one.value), half_a_digit(one)),
            *(one.source, one.grade, one.evidence or "stated", one.note),
        )
        for key, one in profile.facts.items()
    }
    answers = {
        key: (one.answer, one.by, one.on, one.reason, one.choice)
        for key, one in profile.judgements.items()
    }
    unknown = frozenset(profile.unknown)
    return profile.name, profile.credit_code, profile.note, facts, answers, unknown


def read(source: Any) -> Profile:
    return read_profile(source, RULES, Diagnostics())


def copied(source: Any, path: Path, language: str = "zh") -> Profile:
    """What is read of the form that begins with a source."""
    template = read_template(RULES, ("above-scale-reward",), DAY, source).template
    content = written_form(template, Phrases(RULES, language), path.suffix)
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return read(path)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("forms")


@pytest.mark.parametrize("ending", [".xlsx", ".yaml"])
@settings(
    max_examples=examples(30), deadline=None, phases=FOUND, suppress_health_check=list(HealthCheck)
)
@given(document=profiles(RULES), language=st.sampled_from(["zh", "en"]))
def test_nothing_is_lost_on_the_form(
    folder: Path, ending: str, document: dict[str, Any], language: str
) -> None:
    """Whatever a profile says, in whatever notation, the form that begins with it says."""
    try:
        profile = read(document)
    except InputError:
        assume(False)
    assert told(copied(document, folder / f"form{ending}", language)) == told(profile)


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_source_of_a_list_whose_name_is_longer_than_that_of_a_sheet_is_kept(
    folder: Path, language: str
) -> None:
    """Of each list: a spreadsheet cuts the names of its sheets."""
    for fact in RULES.facts.values():
        if fact.type.kind is Kind.RECORDS:
            document = {"facts": {fact.id: {"value": "不适用", "source": "示例来源"}}}
            form = folder / f"source-{language}.xlsx"
            assert told(copied(document, form, language)) == told(read(document)), fact.id


@pytest.mark.parametrize("ending", [".xlsx", ".yaml"])
def test_what_nobody_knows_is_kept_on_the_form(folder: Path, ending: str) -> None:
    """Of a fact, of a year, of a whole list and of one field of a record."""
    document = {
        "facts": {
            "land_rating": "不知道",
            "revenue": {2022: "未知", 2021: "1亿元"},
            "recognitions": "不知道",
            "renovation_projects": [{"name": "甲", "provincial_key": "不知道"}],
        }
    }
    profile = copied(document, folder / f"unknown{ending}")
    assert set(profile.unknown) == {
        ("land_rating", None),
        ("revenue", 2022),
        ("recognitions", None),
    }
    listed = profile.facts["renovation_projects", None].value
    assert isinstance(listed, Records)
    assert listed.items[0].unknown == {"provincial_key"}


@pytest.mark.parametrize("ending", [".xlsx", ".yaml"])
@pytest.mark.parametrize("language", ["zh", "en"])
def test_that_nobody_knows_of_others_is_kept_on_the_form(
    folder: Path, language: str, ending: str
) -> None:
    """Of a list, and of a list in one of its years; with no record as with some."""
    title = {"title": "gazelle", "recognised_on": "2022-05-01"}
    document = {
        "facts": {
            "recognitions": {"at_least": [title], "others": "未知"},
            "renovation_projects": {"至少": [], "没有写上的": "不知道"},
            "rd_projects": {
                2022: {"at_least": [{"name": "甲"}], "others": "未知"},
                2021: {"at_least": [{"name": "乙"}]},
            },
        }
    }
    profile = copied(document, folder / f"others-{language}{ending}", language)
    assert set(profile.unknown) == {
        ("recognitions", None),
        ("renovation_projects", None),
        ("rd_projects", 2022),
    }
    assert told(profile) == told(read(document))


@pytest.mark.parametrize("language", ["zh", "en"])
def test_what_nobody_knows_is_none_of_the_options(folder: Path, language: str) -> None:
    """Of every field with options, one of which may be called none."""
    lists = [fact for fact in RULES.facts.values() if fact.type.kind is Kind.RECORDS]
    unknown = {
        fact.id: {f.id for f in fact.fields.values() if f.type.enumeration and f.id not in fact.key}
        for fact in lists
    }
    facts = {
        fact.id: {"at_least": [dict.fromkeys(fact.key, "甲") | dict.fromkeys(unknown[fact.id])]}
        for fact in lists
        if unknown[fact.id] and all(fact.fields[k].type.kind is Kind.TEXT for k in fact.key)
    }
    assert "first_set_products" in facts
    profile = copied({"facts": facts}, folder / "options.xlsx", language)
    for name in facts:
        listed = profile.facts[name, None].value
        assert isinstance(listed, Records)
        assert listed.items[0].unknown == unknown[name]


ACCOUNTS, TITLES, PROJECTS = "基本情况与经营", "已获得的称号", "研发项目"
SAID = {
    "enterprise": {"name": "示例企业"},
    "facts": {
        "revenue": {2021: "7500万元", 2022: ">= 8000万元"},
        "debt_ratio": {2022: "52%"},
        "established_on": "2012-05-08",
        "recognitions": [{"title": "创新型中小企业", "recognised_on": "2022-11-20"}],
    },
}


@pytest.fixture(scope="module")
def form(folder: Path) -> Path:
    """A form of all that the rules ask, with a little in it."""
    path = folder / "企业.xlsx"
    template = read_template(RULES, (), DAY, SAID).template
    content = written_form(template, Phrases(RULES, "zh"), ".xlsx")
    assert isinstance(content, bytes)
    path.write_bytes(content)
    return path


def refused(form: Path, change: Callable[[Book], None]) -> list[tuple[str, str]]:
    """The code and the place of every fault."""
    path = form.with_name("改过.xlsx")
    with pytest.raises(InputError) as caught:
        read(changed(form, path, change))
    return [
        (item.code, str(item.place).removeprefix(f"{path} ")) for item in caught.value.diagnostics
    ]


def value(form: Path, change: Callable[[Book], None], key: tuple[str, int | None]) -> Value:
    return read(changed(form, form.with_name("改过.xlsx"), change)).facts[key].value


def test_a_row_or_a_column_that_was_moved_as_a_whole_is_understood(form: Path) -> None:
    """By what it says it is, not by where it stands."""

    def moved(book: Book) -> None:
        cells = book[ACCOUNTS]
        last = max(cells)
        cells[last + 3] = cells.pop(row_of(cells, "revenue"))
        first, second = column_of(cells, "2021年"), column_of(cells, "2022年")
        for texts in cells.values():
            if len(texts) > second:
                texts[first], texts[second] = texts[second], texts[first]

    assert value(form, moved, ("revenue", 2021)) == exactly(Decimal(75_000_000))


def test_what_was_renamed_or_pushed_aside_is_named_with_its_cell(form: Path) -> None:
    """Never read as something else."""

    def sheet_renamed(book: Book) -> None:
        book["经营数据"] = book.pop(ACCOUNTS)

    def row_renamed(book: Book) -> None:
        cells = book[ACCOUNTS]
        put(cells, row_of(cells, "revenue"), 1, "利润总额")

    def row_twice(book: Book) -> None:
        cells = book[ACCOUNTS]
        cells[max(cells) + 1] = list(cells[row_of(cells, "revenue")])

    def row_added(book: Book) -> None:
        cells = book[ACCOUNTS]
        put(cells, max(cells) + 1, 1, "利润总额")

    def heading_changed(book: Book) -> None:
        cells = book[ACCOUNTS]
        put(cells, row_of(cells, "编号"), column_of(cells, "2022年"), "2025年")

    def column_added(book: Book) -> None:
        cells = book[ACCOUNTS]
        at = column_of(cells, "2022年")
        for texts in cells.values():
            texts.insert(at, "")
        put(cells, row_of(cells, "revenue"), at, "100")

    def not_a_form(book: Book) -> None:
        del book["huiqi"]

    def later(book: Book) -> None:
        book["huiqi"][1][1] = "99"

    found = {
        change.__name__: refused(form, change)
        for change in (
            *(sheet_renamed, row_renamed, row_twice, row_added, heading_changed, column_added),
            *(not_a_form, later),
        )
    }
    path = str(form.with_name("改过.xlsx"))
    assert found["sheet_renamed"] == [("P182", ACCOUNTS), ("P183", "经营数据")]
    assert found["row_renamed"] == [("P185", f"{ACCOUNTS} B{_row(form, 'revenue')}")]
    assert [code for code, _ in found["row_twice"]] == ["P187"]
    assert [code for code, _ in found["row_added"]] == ["P186"]
    assert {code for code, _ in found["heading_changed"]} == {"P184", "P186"}
    assert found["column_added"] == [("P186", f"{ACCOUNTS} G{_row(form, 'revenue')}")]
    assert found["not_a_form"] == [("P180", path)]
    assert found["later"] == [("P181", path)]


def _row(form: Path, key: str) -> int:
    workbook = Workbook(form.read_bytes())
    return row_of(dict(workbook.read(workbook.choose(ACCOUNTS)).lines), key)


@pytest.mark.parametrize(
    ("written", "code"),
    [("=B2", "T107"), ("=1/0→#DIV/0!", "T107"), ("很多", "P120"), ("-5", "P121")],
)
def test_a_cell_that_cannot_be_taken_as_it_is_is_named(form: Path, written: str, code: str) -> None:
    """A formula without a value, a failed one, a word, what cannot be: sheet and cell."""

    def change(book: Book) -> None:
        cells = book[ACCOUNTS]
        put(cells, row_of(cells, "employees"), column_of(cells, "2022年"), written)

    ((found, place),) = refused(form, change)
    assert (found, place) == (code, f"{ACCOUNTS} G{_row(form, 'employees')}")


def test_the_unit_of_the_row_holds_for_bare_figures_alone(form: Path) -> None:
    """Whatever else is written with a unit of its own keeps it."""

    def bare(text: str) -> Callable[[Book], None]:
        def change(book: Book) -> None:
            cells = book[ACCOUNTS]
            put(cells, row_of(cells, "revenue"), column_of(cells, "2022年"), text)

        return change

    for text, yuan in (("120.5", 1_205_000), ("1.2亿元", 120_000_000), ("3000元", 3000)):
        assert value(form, bare(text), ("revenue", 2022)) == exactly(Decimal(yuan))
    low = value(form, bare(">= 500"), ("revenue", 2022))
    assert isinstance(low, Interval)
    assert low.low == Decimal(5_000_000)


def test_of_a_list_it_is_asked_whether_it_is_all(form: Path) -> None:
    """Nothing chosen: at least these, and that is remarked; none and yet some is refused."""

    def extent(text: str) -> Callable[[Book], None]:
        def change(book: Book) -> None:
            cells = book[TITLES]
            put(cells, row_of(cells, "extent"), 2, text)

        return change

    def titles(text: str) -> Records:
        found = value(form, extent(text), ("recognitions", None))
        assert isinstance(found, Records)
        return found

    assert titles("这就是全部").complete
    assert not titles("至少这些").complete
    assert not titles("").complete
    assert [code for code, _ in refused(form, extent("没有"))] == ["P189"]
    assert [code for code, _ in refused(form, extent("好像是"))] == ["P184"]
    diagnostics = Diagnostics()
    read_profile(changed(form, form.with_name("改过.xlsx"), extent("")), RULES, diagnostics)
    assert [item.code for item in diagnostics.items] == ["P189"]


def test_the_sum_below_a_list_is_no_record(form: Path) -> None:
    """It would count twice."""

    def change(book: Book) -> None:
        cells = book[PROJECTS]
        put(cells, row_of(cells, "extent"), 2, "至少这些")
        put(cells, row_of(cells, "unit") + 3, 1, "合计")

    assert [code for code, _ in refused(form, change)] == ["P189"]


def test_a_sheet_of_ones_own_is_named_and_not_read(form: Path) -> None:
    """It changes nothing."""
    diagnostics = Diagnostics()
    path = changed(
        form, form.with_name("改过.xlsx"), lambda book: put(book.setdefault("草稿", {}), 1, 0, "1")
    )
    profile = read_profile(path, RULES, diagnostics)
    assert [item.code for item in diagnostics.items] == ["P183"]
    assert told(profile) == told(read(SAID))


def test_an_empty_form_answers_nothing(folder: Path) -> None:
    """As a workbook and as a text, of all measures and of one, in both languages."""
    for number, (named, ending, language) in enumerate(
        product([(), ("above-scale-reward",)], (".xlsx", ".yaml"), ("zh", "en"))
    ):
        template = read_template(RULES, named, DAY, None).template
        content = written_form(template, Phrases(RULES, language), ending)
        path = folder / f"{number}{ending}"
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        assert told(read(path)) == told(read({"enterprise": {}, "facts": {}}))


def test_an_english_form_has_no_chinese_measure_words() -> None:
    """What is counted in 人 or 项 is a number; an amount is in yuan, which is read back as such."""
    template = read_template(RULES, (), DAY, None).template
    text = written_form(template, Phrases(RULES, "en"), ".yaml")
    assert isinstance(text, str)
    assert "# a number" in text
    assert not re.search("# a number.*[\u3400-\u9fff]", text)
    for unit in UNITS:
        assert unit_chosen(unit) == unit_chosen(unit.in_language("en")) == unit
        assert not re.search("[\u3400-\u9fff]", unit.in_language("en"))


def asked_on(template: Template) -> set[str]:
    """The facts that a form asks for, by whatever way."""
    rows = {one.id for topic in template.topics for one in (*topic.facts, *topic.lists)}
    return rows | {name for place in template.places for name in place.answers}


@pytest.mark.parametrize("day", [DAY, date(2025, 6, 20)])
def test_a_form_of_one_measure_asks_what_it_rests_on(day: date) -> None:
    """No less than any enterprise is asked for it, no more than can bear on it."""
    reach, whole = Reach(RULES), asked_on(read_template(RULES, (), day, None).template)
    sources: list[Any] = [{"enterprise": {}, "facts": {}}]
    sources += Path("cases/enterprises").glob("*.yaml")
    with Engine(RULES) as engine:
        decisions = [
            engine.check(engine.read_enterprise(one, day).enterprise, day) for one in sources
        ]
    answers = {name for place in RULES.vocabulary.places.values() for name in place.answers}
    for number, first in enumerate(decisions[0].results):
        name = first.measure.id
        missing = {one.name for each in decisions for one in each.results[number].missing}
        if missing:
            asked = asked_on(read_template(RULES, (name,), day, None).template)
            assert missing <= asked <= whole, name
            assert asked - answers <= reach.of_measure(first.measure), name


def test_a_form_leaves_out_what_is_of_other_years_or_only_a_bound() -> None:
    """A rate of 2021 and 2022, the fourth quarter of 2022, what bounds what they rest on: two
    sheets of facts and the ledger are left.
    """
    of_2022 = {"manufacturing_revenue", "technology_sme", "rd_fourth_quarter_method"}
    for day, asked in ((DAY, True), (date(2025, 6, 20), False)):
        template = read_template(RULES, ("rd-institution-subsidy",), day, None).template
        assert (of_2022 <= asked_on(template)) is asked
        assert bool(of_2022 & asked_on(template)) is asked
        assert not {"main_product_revenue", "main_revenue", "revenue"} & asked_on(template)
        titles = [topic.title.in_language("zh") for topic in template.topics]
        assert titles == ["基本情况与经营", "研发费用"]
        assert [place.id for place in template.places] == ["registered_place"]


def test_an_address_answers_where_it_lies(form: Path) -> None:
    """On the first sheet, and in a profile under what it answers; both stay on another form."""

    def placed(book: Book) -> None:
        cells = book["先看这里"]
        put(
            cells, row_of(cells, "registered_place"), column_of(cells, "填写"), "山东省聊城市阳谷县"
        )

    profile = read(changed(form, form.with_name("改过.xlsx"), placed))
    answers = {name: given.value for (name, _), given in profile.facts.items()}
    assert answers["registered_in_liaocheng"] is Truth.TRUE
    assert answers["registered_in_qingdao"] is Truth.FALSE
    one = read({"facts": {"注册地在聊城市": "济南市历下区"}})
    assert {name: given.value for (name, _), given in one.facts.items()} == {
        "registered_in_liaocheng": Truth.FALSE
    }
    with pytest.raises(InputError, match="P122"):
        read({"facts": {"注册地在聊城市": "和平路5号"}})


def test_a_row_that_is_gone_is_named(form: Path) -> None:
    """What it asked is not known then: a remark, with its sheet."""

    def gone(book: Book) -> None:
        cells = book[ACCOUNTS]
        for key in ("revenue", "employees"):
            del cells[row_of(cells, key)]

    diagnostics = Diagnostics()
    path = changed(form, form.with_name("改过.xlsx"), gone)
    profile = read_profile(path, RULES, diagnostics)
    assert not any(name == "revenue" for name, _ in profile.facts)
    (one,) = diagnostics.items
    assert (one.code, one.severity.value, str(one.place)) == (
        "P191",
        "warning",
        f"{path} {ACCOUNTS}",
    )
    assert "2 行：营业收入、从业人员" in one.message


JUDGED = "部门判定（可不填）"
ASKED = "优秀研发机构补贴：文件现在是否有效"
ANSWER = {
    "问题": ASKED,
    "判定": "是",
    "谁判定的": "市工信局",
    "日期": "2023-05-01",
    "理由": "电话答复",
}


def judged_on(form: Path, told: Mapping[str, str]) -> Path:
    """The form with one answer of an official."""

    def judged(book: Book) -> None:
        cells = book[JUDGED]
        row = max(row for row, texts in cells.items() if "编号" in texts) + 1
        for heading, text in told.items():
            put(cells, row, column_of(cells, heading), text)

    return changed(form, form.with_name("改过.xlsx"), judged)


@pytest.mark.parametrize("question", [ASKED, "rd-institution-subsidy/in-force"])
@pytest.mark.parametrize(("answer", "holds"), [("有效", True), ("是", True), ("失效", False)])
def test_an_official_answers_in_words(form: Path, question: str, answer: str, holds: bool) -> None:
    """The question as it reads in the drop-down, or by its id; of a document its force."""
    told = {**ANSWER, "问题": question, "判定": answer}
    judgement = read(judged_on(form, told)).judgements["rd-institution-subsidy/in-force"]
    assert (judgement.answer, judgement.by, judgement.reason) == (holds, "市工信局", "电话答复")


@pytest.mark.parametrize(
    ("told", "code", "heading"),
    [
        ({"理由": ""}, "P109", "理由"),
        ({"谁判定的": ""}, "P109", "谁判定的"),
        ({"判定": "也许"}, "P109", "判定"),
        ({"日期": "昨天"}, "P109", "日期"),
        ({"问题": "首台套有效吗"}, "P108", "问题"),
    ],
)
def test_what_an_answer_lacks_is_told_at_its_cell(
    form: Path, told: dict[str, str], code: str, heading: str
) -> None:
    """In the words of the form."""
    path = judged_on(form, {**ANSWER, **told})
    with pytest.raises(InputError) as caught:
        read(path)
    (one,) = caught.value.diagnostics
    workbook = Workbook(path.read_bytes())
    (sheet,) = [sheet for sheet in workbook.sheets if sheet.name == JUDGED]
    cells = dict(workbook.read(sheet).lines)
    assert (one.code, one.place.column - 1) == (code, column_of(cells, heading))
    for key in ("answer", "by", "date", "reason"):
        assert key not in one.message + one.remedy


def test_every_question_for_an_official_can_be_chosen(form: Path) -> None:
    """Of every text of the place that is public, each by a name of its own; of no other place's."""
    names = judgement_names(RULES)
    template = read_template(RULES, (), DAY, None).template
    assert {key.partition("/")[0] for key in template.choosable} == {
        name
        for name, measure in RULES.measures.items()
        if measure.published and RULES.programmes[measure.collection].level != "comparable"
    }
    labels = [plain(name) for own in names.values() for name in set(own)]
    assert len(labels) == len(set(labels))


def test_every_option_of_every_fact_can_be_chosen(form: Path) -> None:
    """Drop-downs stand in ranges on the hidden sheet, whole, however long they are."""
    with zipfile.ZipFile(form) as archive:
        sheets = [
            archive.read(name).decode() for name in archive.namelist() if "worksheets/s" in name
        ]
    workbook = Workbook(form.read_bytes())
    (options,) = [sheet for sheet in workbook.sheets if sheet.name == "选项"]
    lines = dict(workbook.read(options).lines)
    inline, ranges = [], set()
    for sheet in sheets:
        for source in re.findall(r'type="list".*?<formula1>(.*?)</formula1>', sheet):
            match = re.fullmatch(r"'选项'!\$([A-Z]+)\$1:\$\1\$(\d+)", source)
            if match is None:
                inline.append(source)
            else:
                ranges.add((match[1], int(match[2])))
    assert inline == []
    offered = set()
    for column, last in ranges:
        at = next(n for n in range(200) if column_name(n) == column)
        cells = [lines[row][at] for row in range(1, last + 1)]
        assert all(cells)
        offered.add(tuple(cells))
    for fact in RULES.facts.values():
        for one in (fact, *fact.fields.values()):
            if one.type.enumeration is not None and one.formula is None:
                labels = [one.type.enumeration.label(s, "zh") for s in one.type.enumeration.symbols]
                assert (*labels, "不知道", "不适用") in offered


def test_every_fact_that_is_asked_stands_under_a_topic_and_a_name_of_its_own(form: Path) -> None:
    """The files of the rules say which; two rows of one name could not be told apart."""
    template = read_template(RULES, (), DAY, None).template
    assert "其他" not in [topic.title.in_language("zh") for topic in template.topics]
    asked = [one for topic in template.topics for one in (*topic.facts, *topic.lists)]
    for language in ("zh", "en"):
        labels = [plain(one.label.in_language(language)) for one in asked]
        assert sorted(set(labels)) == sorted(labels)


def test_a_cell_far_away_is_refused_at_once(form: Path) -> None:
    """With its sheet and cell, before the form is read."""

    def change(book: Book) -> None:
        put(book[ACCOUNTS], 5, 3000, "1")

    ((code, place),) = refused(form, change)
    assert (code, place) == ("T101", f"{ACCOUNTS} DKK5")


@pytest.mark.parametrize(
    ("measure", "fact", "years"),
    [
        # Compound growth over two years is of three; a year of entry may be any of the last.
        ("gazelle", "revenue", {2020, 2021, 2022}),
        ("above-scale-reward", "revenue", {2020, 2021, 2022, 2023}),
        ("rd-institution-subsidy", "rd_super_deduction", {2022}),
    ],
)
def test_the_years_that_are_asked_are_those_the_rules_read(
    measure: str, fact: str, years: set[int]
) -> None:
    """Seen from the day of decision."""
    template = read_template(RULES, (measure,), DAY, None).template
    assert template.asked[fact] == years


def test_the_form_is_protected_and_what_is_to_be_filled_in_is_open(form: Path) -> None:
    """Without a password; ids and headings are locked, the cell of a figure is not."""
    with zipfile.ZipFile(form) as archive:
        sheets = {
            name: archive.read(name).decode()
            for name in archive.namelist()
            if "worksheets/sheet" in name
        }
        styles = archive.read("xl/styles.xml").decode()
    for text in sheets.values():
        (protection,) = re.findall("<sheetProtection[^>]*>", text)
        assert 'sheet="1"' in protection
        assert "password" not in protection
    formats = re.findall(r"<xf [^>]*?(?:/>|>.*?</xf>)", styles.partition("<cellXfs")[2])
    row = _row(form, "revenue")
    accounts = sheets["xl/worksheets/sheet2.xml"]

    def is_open(cell: str) -> bool:
        (style,) = re.findall(rf'<c r="{cell}" s="(\d+)"', accounts)
        return 'locked="0"' in formats[int(style)]

    assert is_open(f"G{row}")
    assert is_open(f"C{row}")
    assert not is_open(f"A{row}")
    assert not is_open(f"B{row}")


def test_a_note_that_is_wrapped_has_the_room_for_it(form: Path) -> None:
    """Not every program fits the height of a row: a longer note has more than one line."""
    workbook = Workbook(form.read_bytes())
    cells = dict(workbook.read(workbook.sheets[1]).lines)
    with zipfile.ZipFile(form) as parts:
        sheet = parts.read("xl/worksheets/sheet2.xml").decode()
    tags = re.findall(r'<row r="(\d+)"([^>]*)>', sheet)
    heights = {int(row): re.search(r'ht="([\d.]+)"', rest) for row, rest in tags}
    notes = {row: texts[column_of(cells, "说明")] for row, texts in cells.items() if len(texts) > 5}
    long = [row for row, text in notes.items() if cell_len(text) > 60]
    assert long
    for row in long:
        height = heights[row]
        assert height is not None
        assert float(height[1]) >= 30


def test_a_form_of_a_measure_is_not_of_what_stands_beside_it() -> None:
    """Of a topic it asks for all the documents that answer it."""
    with Engine(RULES) as engine:
        one = engine.template(date(2025, 6, 20), ["优秀研发机构"]).template
        topic = engine.template(date(2025, 6, 20), ["企业研发投入补助"]).template
    assert {key.partition("/")[0] for key in one.listed} == {"rd-institution-subsidy"}
    assert [each.title.in_language("zh") for each in one.topics] == ["基本情况与经营", "研发费用"]
    assert {"rd-institution-subsidy", "city-rd-subsidy"} < {
        key.partition("/")[0] for key in topic.listed
    }
    assert len(asked_on(topic)) > len(asked_on(one))
