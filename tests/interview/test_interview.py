"""An interview: every way through it comes to what the whole profile comes to."""

from __future__ import annotations

import json
import re
from datetime import date
from decimal import Decimal
from pathlib import Path
from random import Random
from typing import Any

import pytest

from huiqi.decision.expiring import held_already
from huiqi.decision.results import Decision, Status
from huiqi.decision.standing import is_worthless
from huiqi.diagnostics import InputError
from huiqi.engine import Engine
from huiqi.evaluation.reads import Missing
from huiqi.interview import AnswerKind, AskedReply, Interview, is_certain
from huiqi.interview.effects import CENT
from huiqi.interview.questioning import none_said
from huiqi.interview.results import InterviewQuestion
from huiqi.report.pages.interview import effects_told, reply_words
from huiqi.report.phrases import Phrases
from huiqi.rulebook.reach import Reach
from huiqi.rulebook.rulebook import Definition, Fact
from huiqi.values import Interval
from tests.in_english import still_chinese
from tests.interview.respondent import DAY, Respondent, account_in, interviewed, sample_files

ROOT = Path(__file__).resolve().parents[2]
ENGINE = Engine.load(ROOT / "rules", compare=False)
RULES = ENGINE.rulebook
FILES = sample_files(ROOT)
PROJECTS = Missing("renovation_projects", None)


def stands(decision: Decision) -> dict[str, object]:
    """What a decision says of each measure."""
    return {
        r.measure.id: (
            r.status,
            r.conditions,
            None if r.amount is None else (r.amount.low, r.amount.high, r.amount.at_most),
        )
        for r in decision.results
    }


def facts_of(interview: Interview) -> Any:
    """The facts as a file would hold them."""
    return interview.profile_mapping().get("facts", {})


def begun(name: str = "示例企业", **facts: object) -> Interview:
    """An interview of an enterprise of which these facts are told."""
    return ENGINE.interview({"enterprise": {"name": name}, "facts": facts}, DAY)


def of_a_project(field: str) -> Interview:
    """One that asks a field of a project that is named."""
    interview = begun(registered_in_liaocheng="是")
    interview.reopen(PROJECTS)
    interview.answer([{"name": "二号车间"}])
    interview.reopen(Missing(PROJECTS.name, None, f".{field}(二号车间)"))
    return interview


def asked(interview: Interview) -> InterviewQuestion:
    """The question that stands."""
    assert interview.question is not None
    return interview.question


@pytest.mark.few(5)
@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_an_interview_comes_to_what_the_file_comes_to(path: Path) -> None:
    """Asked for nothing but what matters, the enterprise gets the answer that its file gets."""
    account = account_in(path, RULES)
    interview = begun(account.name)
    interviewed(interview, Respondent(account))
    whole, _ = ENGINE.read_enterprise(path, DAY)
    assert stands(interview.decision) == stands(ENGINE.check(whole, DAY))


@pytest.mark.few(3)
@pytest.mark.parametrize("seed", range(6))
def test_questions_may_be_answered_in_any_order(seed: int) -> None:
    """Out of turn, skipped and taken up again: the decision is the same."""
    draw = Random(seed)
    account = account_in(FILES[seed % len(FILES)], RULES)
    respondent, interview = Respondent(account), begun(account.name)
    while interview.questions:
        interview.reopen(draw.choice(interview.questions).missing)
        respondent.answer(interview)
    whole, _ = ENGINE.read_enterprise(FILES[seed % len(FILES)], DAY)
    assert stands(interview.decision) == stands(ENGINE.check(whole, DAY))


def test_a_verdict_that_became_certain_stays() -> None:
    """Whatever is answered afterwards; and it is told once."""
    for path in FILES[:4]:
        account = account_in(path, RULES)
        interview, respondent = begun(account.name), Respondent(account)
        told: dict[str, object] = {}
        while interview.question is not None:
            respondent.answer(interview)
            for result in interview.progress.certain:
                assert result.measure.id not in told
                told[result.measure.id] = result.conditions
        final = {r.measure.id: r for r in interview.decision.results}
        for name, conditions in told.items():
            assert is_certain(final[name])
            assert final[name].conditions is conditions


def test_what_is_skipped_comes_once_more_at_the_end() -> None:
    """跳过，以后再问 was never asked again; left once more it is asked only where it is wanted."""
    interview = begun()
    first = interview.question
    assert first is not None
    interview.skip()
    seen = []
    while (inquiry := interview.question) is not None:
        seen.append(inquiry.key)
        interview.skip()
    half = (len(seen) + 1) // 2
    assert first.key not in seen[: half - 1]
    assert len(set(seen[: half - 1])) == half - 1
    assert sorted([first.key, *seen[: half - 1]]) == sorted(seen[half - 1 :])
    assert "facts" not in interview.profile_mapping()
    interview.reopen(first.key)
    assert interview.question is not None
    assert interview.question.key == first.key


@pytest.mark.parametrize("then", ["unknown", "skip"])
def test_a_field_that_was_skipped_comes_once_more_and_no_oftener(then: str) -> None:
    """Skipped, and then not known: whether it is a key project was asked for ever."""
    interview = begun(
        registered_in_liaocheng="是",
        renovation_projects=[{"name": "二号车间"}],
    )
    field, times = Missing(PROJECTS.name, None, ".provincial_key(二号车间)"), 0
    for _ in range(1000):
        inquiry = interview.question
        if inquiry is None:
            break
        if inquiry.key == field:
            times += 1
        if interview.state.is_skipped_once(inquiry.key) and then == "unknown":
            interview.unknown()
        else:
            interview.skip()
    else:
        raise AssertionError("it never ends")
    assert times == 2


def test_what_comes_to_nothing_is_not_asked() -> None:
    """A share of nothing; of measures that were chosen it is asked last."""
    project = {"name": "一号线", "smart": "否", "provincial_key": "否"}
    project["audited_equipment_and_software"] = "0元"
    interview = begun(renovation_projects=[project])
    assert interview.questions
    assert not any(all(map(is_worthless, q.measures)) for q in interview.questions)
    every = [measure.id for measure in RULES.supports]
    interview = ENGINE.interview(interview.profile_mapping(), DAY, every)
    nothing = [all(map(is_worthless, q.measures)) for q in interview.questions]
    assert True in nothing
    assert False in nothing
    assert nothing == sorted(nothing)


def test_what_is_in_force_and_within_reach_is_settled_before_anything_else() -> None:
    """Research of which the figures are told: what is left of its measure comes before the lists,
    although no answer to it opens anything, and with the answers it can be had.
    """
    certificate = {"称号": "高新技术企业", "认定日期": "2024-11-29", "有效期至": "2027-11-28"}
    facts = {
        "registered_in_liaocheng": "是",
        "rd_super_deduction": {2025: "868万元"},
        "rd_institution_rating": "未知",
        "industry_code": "C34",
        "statistics_entry_year": "2019",
        "support_received": [],
        "recognitions": [certificate],
        "first_high_technology_year": "2018",
        "high_technology_recheck_year": "2024",
        "renovation_projects": [],
        "first_set_products": [],
        "revenue": {2025: "2亿元"},
        "rd_expense_reported": {2025: "1300万元", 2024: "780万元"},
    }
    own = ENGINE.interview({"facts": facts}, date(2026, 11, 29))
    left = set(own.decision["rd-subsidy-2025"].missing)
    assert {one.name for one in left} >= {"green_threshold_refused", "rd_subsidy_barred"}
    assert {question.missing for question in own.questions[: len(left)]} == left
    for _ in left:
        assert own.question is not None
        own.answer("否")
    assert own.decision["rd-subsidy-2025"].status is Status.QUALIFIES


def test_a_day_that_was_told_roughly_with_its_list_is_asked_for_where_it_matters() -> None:
    """Once: a certificate to this month may be over; whoever knows no better says so again."""
    certificate = {"称号": "高新技术企业", "认定日期": "2023-11-29", "有效期至": "2026年11月"}
    facts = {"registered_in_liaocheng": "是", "recognitions": [certificate]}
    own = ENGINE.interview({"facts": facts}, date(2026, 11, 29))
    until = Missing("recognitions", None, ".valid_until(高新技术企业 2023-11-29)")
    assert until in [question.missing for question in own.questions]
    own.reopen(until)
    assert own.question is not None
    assert own.question.told == "2026年11月"
    own.answer("2026年11月")
    assert until in own.decision["rd-subsidy-2025"].missing
    assert until not in [question.missing for question in own.questions]


def test_what_else_there_is_of_a_list_takes_nothing_of_it_away() -> None:
    """In its turn it is asked for what else; asked again, for all of it, with what stands there."""
    first = {"title": "高新技术企业", "recognised_on": "2023-12-29"}
    some = {"at_least": [first, {"title": "专精特新中小企业"}]}
    own = begun(registered_in_liaocheng="是", recognitions=some)
    titles = Missing("recognitions", None)
    assert titles in [question.missing for question in own.questions]
    own.reopen(titles)
    assert own.question is not None
    assert own.question.anew
    assert own.question.told == some["at_least"]
    # As a page sends it.
    own.answer([*some["at_least"], {"title": "gazelle"}])
    assert facts_of(own)["recognitions"] == [*some["at_least"], {"title": "gazelle"}]
    (row,) = (row for row in own.review() if row.key == titles)
    assert reply_words(row, Phrases(RULES)) == "高新技术企业、专精特新中小企业、瞪羚企业"
    # What was added in its turn, and is looked at again, is not there twice.
    own = begun(registered_in_liaocheng="是", recognitions=some)
    while own.question is not None and own.question.key != titles:
        own.skip()
    assert own.question is not None
    assert not own.question.anew
    own.answer([{"title": "瞪羚企业"}], whole=False)
    added = facts_of(own)["recognitions"]["at_least"]
    assert added == [*some["at_least"], {"title": "瞪羚企业"}]
    own.back()
    assert own.question.told == added
    own.answer(added)
    assert facts_of(own)["recognitions"] == added


def test_which_measure_a_payment_was_for_is_asked_before_its_day() -> None:
    """Where its name may be that of a measure that asks for it; 技改补贴 is of none of those."""

    def asked(name: str) -> list[str]:
        own = begun(registered_in_liaocheng="是", support_received=[{"名目": name}])
        return [q.missing.field for q in own.questions if q.missing.name == "support_received"]

    assert asked("2024年奖补")[0] == "measure"
    assert "received_on" in asked("2024年奖补")
    assert asked("技改补贴") == []


def test_a_kind_is_asked_for_as_a_question() -> None:
    """Of a record: which of the kinds it is."""
    interview = begun(recognitions=[{"name": "某某称号"}])
    interview.reopen(Missing("recognitions", None, ".title(某某称号)"))
    inquiry = interview.question
    assert inquiry is not None
    asked = [Phrases(RULES, language).asked(inquiry.key) for language in ("zh", "en")]
    assert asked == ["称号是哪一种（某某称号）", "which title (某某称号)"]


def test_a_question_taken_up_again_says_what_it_said_at_first() -> None:
    """What hangs on it, and which question of the interview it was; not how it is once told."""
    interview = begun()
    respondent = Respondent(account_in(FILES[0], RULES))
    kinds: set[tuple[AnswerKind, bool]] = set()
    number = 0
    while (first := interview.question) is not None:
        kinds.add((first.kind, bool(first.key.where)))
        number += 1
        respondent.answer(interview)
        later = interview.state
        interview.reopen(first.key)
        again = interview.question
        assert again is not None
        asked = [(r.measure.id, r.amount) for r in first.measures]
        assert [(r.measure.id, r.amount) for r in again.measures] == asked, first.key
        assert (again.largest, again.known_by) == (first.largest, first.known_by)
        assert interview.progress.number == number
        interview.skip()
        assert interview.state == later
    assert {AnswerKind.RECORDS, AnswerKind.NUMBER} <= {kind for kind, _ in kinds}
    assert {True, False} == {within for _, within in kinds}


def test_withdrawing_is_as_if_it_had_never_been_asked() -> None:
    """Any step; what was told of a record goes with its list."""
    interview = begun()
    while (inquiry := interview.question) is not None and inquiry.key != PROJECTS:
        interview.skip()
    middle = interview.profile_mapping(), stands(interview.decision)
    interview.answer([{"name": "一号车间"}, {"name": "二号车间"}])
    interview.answer("是")
    interview.answer("2022-05-01")
    assert interview.withdraw(PROJECTS)
    assert (interview.profile_mapping(), stands(interview.decision)) == middle


def test_going_back_only_looks() -> None:
    """Back to the first, step by step, each with what was said to it, in whatever state is carried;
    all that was told stands, and one goes on from where one was.
    """
    interview, respondent = begun(), Respondent(account_in(FILES[0], RULES))
    kinds: set[AnswerKind] = set()
    for _ in range(30):
        assert interview.question is not None
        kinds.add(interview.question.kind)
        respondent.answer(interview)
    following = interview.question
    assert following is not None
    told, steps = interview.profile_mapping(), interview.state.steps
    for step in reversed(steps):
        assert interview.back()
        interview = ENGINE.interview_from(json.loads(json.dumps(interview.state.to_mapping())))
        asked = interview.question
        assert asked is not None
        assert asked.key == step.key
        if isinstance(step.written, str):
            assert asked.told == step.written
    assert not interview.back()
    assert (interview.profile_mapping(), interview.state.steps) == (told, steps)
    # Pressing on with the same answer, or leaving it as it is, loses nothing either.
    respondent.answer(interview)
    assert (interview.profile_mapping(), len(interview.state.steps)) == (told, len(steps))
    assert interview.question is not None
    assert interview.question.key == following.key
    interview.back()
    interview.skip()
    assert interview.profile_mapping() == told
    assert {AnswerKind.YES_NO, AnswerKind.NUMBER, AnswerKind.RECORDS} <= kinds


def test_amounts_count_ten_thousands_unless_they_say_so() -> None:
    """A bare figure has the unit of its question."""
    interview = begun(renovation_projects=[{"name": "二号车间"}])
    investment = Missing("renovation_projects", None, ".audited_equipment_and_software(二号车间)")
    for written, told in (("1260", "1260万元"), ("1.2亿元", "1.2亿元"), (">= 800", ">= 800万元")):
        interview.reopen(investment)
        assert interview.question is not None
        assert interview.question.unit == "万元"
        interview.answer(written)
        (record,) = facts_of(interview)["renovation_projects"]
        assert record["audited_equipment_and_software"] == told


def test_what_cannot_be_is_refused_in_the_words_of_a_file() -> None:
    """The constraints of the rules hold for answers, and nothing has changed."""
    interview = begun(revenue={2022: "8000万元"})
    interview.reopen(Missing("main_revenue", 2022))
    before = interview.state
    with pytest.raises(InputError) as refused:
        interview.answer("9000")
    assert [found.code for found in refused.value.diagnostics] == ["P140"]
    assert interview.state == before
    with pytest.raises(InputError) as refused:
        interview.answer("很多")
    assert refused.value.diagnostics[0].code == "P120"
    interview.answer("7000")
    assert facts_of(interview)["main_revenue"] == {2022: "7000万元"}


def test_the_parts_of_what_nobody_knows_are_asked() -> None:
    """The super-deduction itself, and where it is not known, its projects; and nothing more once
    these are not known either.
    """
    interview = begun()
    deduction = Missing("rd_super_deduction", 2022)
    assert deduction in {q.missing for q in interview.questions}
    names = {q.missing.name for q in interview.questions}
    assert "rd_projects" not in names
    interview.reopen(deduction)
    interview.unknown()
    names = {q.missing.name for q in interview.questions}
    assert {"rd_projects", "rd_eligible_total", "total_income"} <= names
    for name in ("rd_eligible_total", "rd_projects"):
        key = next(q.missing for q in interview.questions if q.missing.name == name)
        interview.reopen(key)
        interview.unknown()
    assert "total_income" not in {q.missing.name for q in interview.questions}


def test_what_is_said_to_be_unknown_is_kept_in_the_profile() -> None:
    """So that whoever goes on with the saved file is not asked again."""
    interview = begun()
    assert interview.question is not None
    key = interview.question.key
    interview.unknown()
    saved = interview.profile_mapping()
    assert facts_of(interview) == {key.name: "未知"}
    again = ENGINE.interview(saved, DAY)
    assert key not in {q.missing for q in again.questions}
    assert {q.missing for q in again.questions} == {q.missing for q in interview.questions}


def test_a_state_goes_through_json() -> None:
    """Whoever keeps nothing carries it, and goes on where it was."""
    account = account_in(FILES[0], RULES)
    interview, respondent = begun(account.name), Respondent(account)
    for _ in range(12):
        respondent.answer(interview)
    carried = json.loads(json.dumps(interview.state.to_mapping()))
    # One that was kept when pages were only counted.
    counted = {name: told for name, told in carried.items() if name != "pages"} | {"turned": 9}
    assert ENGINE.interview_from(counted).profile_mapping() == interview.profile_mapping()
    other = ENGINE.interview_from(carried)
    assert other.question is not None
    assert interview.question is not None
    assert other.question.key == interview.question.key
    assert other.profile_mapping() == interview.profile_mapping()
    assert stands(other.decision) == stands(interview.decision)
    assert other.back()


@pytest.mark.parametrize(
    "spoilt",
    [
        {},
        {"as_of": "2023-06-20"},
        {"profile": []},
        {"steps": [{}]},
        {"steps": [{"key": ["no_such_fact", None, ""]}]},
        {"wanted": ["revenue", "2022", ""]},
        {"measures": ["no-such-measure"]},
        {"as_of": "9999-01-01"},
        {"steps": "x" * 10},
    ],
)
def test_a_state_from_elsewhere_is_not_trusted(spoilt: dict[str, object]) -> None:
    """It is refused, never a traceback."""
    state = begun().state.to_mapping() | spoilt if spoilt else {}
    if spoilt == {"as_of": "2023-06-20"}:
        state = spoilt
    with pytest.raises(InputError) as refused:
        ENGINE.interview_from(state)
    assert refused.value.diagnostics[0].code == "P195"


def test_one_measure_is_asked_for_alone() -> None:
    """Only what it waits for."""
    names = ENGINE.answering(ENGINE.measure("首台套"))
    interview = ENGINE.interview(None, DAY, names)
    asked = set()
    while (inquiry := interview.question) is not None:
        asked.add(inquiry.key.name)
        assert {r.measure.id for r in inquiry.measures} <= set(names)
        if inquiry.kind is AnswerKind.RECORDS:
            interview.answer([{"name": "甲机"}])
        else:
            interview.unknown()
    reach = Reach(RULES)
    assert "first_set_products" in asked
    assert asked <= {name for own in names for name in reach.of_measure(RULES.measures[own])}


def test_each_answer_says_what_it_does() -> None:
    """Found by giving it: what it says is what then comes out."""
    interview = begun(renovation_projects=[{"name": "二号车间"}])
    interview.reopen(Missing("renovation_projects", None, ".provincial_key(二号车间)"))
    effects = {str(effect.value): effect for effect in interview.effects()}
    assert len(effects) == 2
    refused = {each.after.measure.id for each in effects["Truth.FALSE"].turned}
    interview.answer("否")
    assert refused
    now = {r.measure.id: r.conditions for r in interview.decision.results}
    for each in effects["Truth.FALSE"].turned:
        assert now[each.after.measure.id] is each.after.conditions


def test_an_answer_promises_nothing_of_what_is_not_in_force() -> None:
    """Its conditions may be met: the province's subsidy of 2022 had ended by 2025-02-24."""
    day = date(2026, 11, 28)
    facts = {"首次升规纳统年份": 2015, "注册地在聊城市": "是"}
    interview = ENGINE.interview({"enterprise": {"name": "示例企业"}, "facts": facts}, day)
    turned = set()
    for question in interview.questions:
        interview.reopen(question.missing)
        turned |= {each.after.measure.id for one in interview.effects() for each in one.turned}
    assert "rd-subsidy-2025" in turned
    ended = {r.measure.id for r in interview.decision.results if r.status is Status.NOT_IN_FORCE}
    assert "rd-subsidy-2022" in ended
    assert not turned & ended


def test_what_was_told_can_be_looked_over_and_changed() -> None:
    """Also what the file told, and what was skipped."""
    interview = begun(revenue={2022: "8000万元"})
    assert interview.question is not None
    skipped = interview.question.key
    interview.skip()
    rows = {row.key: row for row in interview.review()}
    assert rows[Missing("revenue", 2022)].written == "8000万元"
    assert rows[skipped].reply is AskedReply.SKIPPED
    interview.reopen(Missing("revenue", 2022))
    interview.answer("7000")
    assert facts_of(interview)["revenue"] == {2022: "7000万元"}
    assert interview.withdraw(Missing("revenue", 2022))
    assert facts_of(interview)["revenue"] == {2022: "8000万元"}


@pytest.mark.network
def test_the_network_derives_as_answers_come() -> None:
    """It is compared after each, and built anew only where something is taken back."""
    with Engine.load(ROOT / "rules") as engine, engine.interview(None, DAY) as interview:
        while interview.question is not None and len(interview.state.steps) < 8:
            if interview.question.kind is AnswerKind.YES_NO:
                interview.answer("是")
            else:
                interview.unknown()
        assert engine.unavailable is None
        assert interview.sessions is not None
        compared, built = interview.sessions.checked, interview.sessions.rebuilds
        assert compared > 0
        assert interview.withdraw(Missing("registered_in_liaocheng", None))
        assert interview.sessions.rebuilds > built
        assert interview.sessions.checked > compared


@pytest.mark.parametrize(
    ("name", "records", "code"),
    [
        ("rd_projects", [{"name": "甲", "year": "二〇二"}], "P120"),
        ("rd_projects", [{"name": "甲", "year": "20222"}], "P121"),
        ("rd_projects", [{"name": "甲", "year": "2022"}] * 2, "P126"),
        ("renovation_projects", [{"name": "甲"}, {"name": "三个"}], "P196"),
        ("renovation_projects", [{"name": "甲", "started_on": "2023-13-01"}], "P120"),
        ("recognitions", [{"name": "甲", "title": "瞪羚业企"}], "P123"),
        (
            "renovation_projects",
            [{"name": "甲", "started_on": "2023-05-01", "completed_on": "2022-05-01"}],
            "P140",
        ),
    ],
)
def test_an_entry_of_a_list_is_checked_before_the_list_is_whole(
    name: str, records: list[dict[str, str]], code: str
) -> None:
    """By types and constraints, as the whole answer would be; nothing is answered by it."""
    interview = begun()
    interview.reopen(Missing(name, None))
    before = interview.state
    with pytest.raises(InputError) as wrong:
        interview.check_entered(records, finished=True)
    found = wrong.value.diagnostics[0]
    assert (found.code, found.place.line) == (code, 0)
    assert not still_chinese(wrong.value.diagnostics)
    assert "行" not in found.message.replace("一条一行", "")
    assert interview.state == before
    if code == "P123":
        assert found.nearest == "瞪羚企业"


@pytest.mark.parametrize(
    "name",
    ["3D打印车间", "5G工厂", "2022年技改", "一号线", "1200吨锻压线", "百万吨改造", "12英寸线"],
)
def test_a_name_may_have_figures_in_it(name: str) -> None:
    """It is none where it says nothing but how much or when."""
    interview = begun()
    interview.reopen(PROJECTS)
    interview.check_entered([{"name": name}], finished=True)


def test_an_entry_that_is_not_finished_lacks_nothing() -> None:
    """What is still to be typed is not called missing."""
    interview = begun()
    interview.reopen(Missing("rd_projects", None))
    interview.check_entered([{"name": "甲"}], finished=False)
    with pytest.raises(InputError):
        interview.check_entered([{"name": "甲"}], finished=True)


#: The days of records that may lie ahead, as the rules say.
AHEAD = [
    Missing(fact.id, None, f".{field.id}(甲)")
    for fact in RULES.facts.values()
    for field in fact.fields.values()
    if field.not_yet is not None
]


def test_what_is_planned_until_a_day_may_say_that_it_has_not_come() -> None:
    """There was no answer to it but a date."""
    planned = {
        (fact.id, field.planned_until)
        for fact in RULES.facts.values()
        for field in fact.fields.values()
        if field.planned_until is not None
    }
    assert planned
    assert planned <= {(key.name, key.field) for key in AHEAD}


@pytest.mark.few(8)
@pytest.mark.parametrize("key", AHEAD, ids=lambda key: key.field)
@pytest.mark.parametrize("said", ["chosen", "还没有", "还没完工", "未到账", "在建", "没有"])
def test_of_a_day_that_may_lie_ahead_it_can_be_said_that_it_has_not_come(
    key: Missing, said: str
) -> None:
    """As tables say it: later than the day of decision; a month that is planned is one still."""
    fact = RULES.facts[key.name]
    named = {str(fact.shown_by): "甲"}
    year = {"year": "2022"} if fact.yearly else {}
    interview = ENGINE.interview({"facts": {key.name: [{**named, **year}]}}, DAY)
    interview.reopen(key)
    question = interview.question
    assert question is not None
    (option,) = [one for one in question.options if one.label == fact.fields[key.field].not_yet]
    interview.answer(option.written if said == "chosen" else said)
    (record,) = facts_of(interview)[key.name]
    assert record[key.field] == f"> {DAY}"
    interview.reopen(key)
    with pytest.raises(InputError):
        # A day that is over contradicts it.
        interview.answer("2023-01-05 还没有")
    # One that is planned says the same, and more.
    for planned in ("2031年6月", "2031年6月 还没有", "2031-06-30 还没有"):
        interview.reopen(key)
        interview.answer(planned)
        (record,) = facts_of(interview)[key.name]
        assert record[key.field] == planned.removesuffix(" 还没有")


@pytest.mark.parametrize("before", ["nothing", "the file", "this interview", "as the whole"])
def test_of_a_list_it_may_not_be_known_whether_there_are_others(before: str) -> None:
    """What is told of it stays, and so does that answer: it is not asked again, but put off."""
    named = [{"name": "甲"}]
    told = {PROJECTS.name: {"at_least": named}} if before == "the file" else {}
    interview = ENGINE.interview({"facts": {"registered_in_liaocheng": "是", **told}}, DAY)
    if before in ("this interview", "as the whole"):
        interview.reopen(PROJECTS)
        interview.answer(named, whole=before == "as the whole")
    interview.reopen(PROJECTS)
    interview.unknown(named if before == "nothing" else None)
    kept = {"at_least": named, "others": "未知"}
    assert facts_of(interview)[PROJECTS.name] == kept
    for one in (interview, ENGINE.interview(interview.profile_mapping(), DAY)):
        assert facts_of(one)[PROJECTS.name] == kept
        assert PROJECTS not in {question.missing for question in one.questions}
        assert PROJECTS in {question.missing for question in one.put_off}
        one.reopen(PROJECTS)
        one.answer(named)
        assert facts_of(one)[PROJECTS.name] == named


def test_that_nobody_knows_of_others_stands_beside_some_of_a_list() -> None:
    """Beside all of it, or with another word, it is refused where it stands."""
    for wrong in ({"全部": [], "没有写上的": "未知"}, {"至少": [], "没有写上的": "没有"}):
        with pytest.raises(InputError) as refused:
            ENGINE.interview({"facts": {"技术改造项目": wrong}}, DAY)
        (found,) = refused.value.faults
        assert found.code == "P125"
        assert "没有写上的" in str(found.message)


@pytest.mark.few(2)
@pytest.mark.parametrize("path", FILES[:4], ids=lambda path: path.stem)
def test_what_nobody_knew_can_be_asked_once_more(path: Path) -> None:
    """Also after the file was saved and read again; then it comes to what the file comes to."""
    account = account_in(path, RULES)
    silent = begun(account.name)
    while silent.question is not None:
        silent.unknown()
    assert silent.put_off
    again = ENGINE.interview(silent.profile_mapping(), DAY)
    assert again.question is None
    assert {q.missing for q in again.put_off} == {q.missing for q in silent.put_off}
    again.ask_again()
    assert again.profile_mapping() == silent.profile_mapping()
    interviewed(again, Respondent(account))
    whole, _ = ENGINE.read_enterprise(path, DAY)
    assert stands(again.decision) == stands(ENGINE.check(whole, DAY))


#: What somebody does not know: of a fact, one that has a source, a year, and a record.
NOT_KNOWN: dict[str, object] = {
    "renovation_projects": [{"name": "甲", "completed_on": "未知", "smart": "是"}],
    "revenue": {2021: "未知", 2022: {"value": "5000万元", "source": "审计报告"}},
    "registered_in_liaocheng": {"value": "未知", "source": "问过办公室"},
    "industry_code": "未知",
}
COMPLETED = Missing("renovation_projects", None, ".completed_on(甲)")
ASKED_AGAIN = {COMPLETED, Missing("registered_in_liaocheng", None), Missing("industry_code", None)}


def test_what_was_told_is_kept_when_the_rest_is_asked_again() -> None:
    """未知 stands, too, until it is answered, in whatever state is carried."""
    interview = ENGINE.interview({"facts": NOT_KNOWN}, DAY)
    assert not ASKED_AGAIN & {one.missing for one in interview.questions}
    interview.ask_again()
    assert facts_of(interview) == NOT_KNOWN
    assert interview.put_off == []
    interview = ENGINE.interview_from(json.loads(json.dumps(interview.state.to_mapping())))
    assert facts_of(interview) == NOT_KNOWN
    assert {one.missing for one in interview.questions} >= ASKED_AGAIN
    # Whoever saves then has said what they had said.
    saved = ENGINE.interview(interview.profile_mapping(), DAY)
    assert {one.missing for one in saved.put_off} >= ASKED_AGAIN


@pytest.mark.parametrize("own", [False, True], ids=["from a file", "in this interview"])
def test_of_what_is_asked_again_only_an_answer_takes_the_place(own: bool) -> None:
    """Left, or not known again, it is told as it was, and not asked any more."""
    projects = [{"name": "甲", "smart": "是"}]
    told = {"renovation_projects": projects} if own else NOT_KNOWN
    interview = ENGINE.interview({"facts": told}, DAY)
    if own:
        for key in ASKED_AGAIN:
            interview.reopen(key)
            interview.unknown()
    before = facts_of(interview)
    interview.ask_again()
    for _ in range(400):
        question = interview.question
        if question is None:
            break
        if question.key == COMPLETED:
            interview.answer("2023-05-01")
        elif question.key.name == "industry_code":
            interview.skip()
        else:
            interview.unknown()
    assert interview.question is None
    after = facts_of(interview)
    assert after["renovation_projects"][0]["completed_on"] == "2023-05-01"
    assert after["industry_code"] == before["industry_code"] == "未知"
    assert after["registered_in_liaocheng"] == before["registered_in_liaocheng"]
    assert ASKED_AGAIN - {COMPLETED} <= {one.missing for one in interview.put_off}
    # One question, one step, however often it is asked.
    keys = [step.key for step in interview.state.steps]
    assert len(keys) == len(set(keys))


@pytest.mark.parametrize("own", [False, True], ids=["from a file", "in this interview"])
def test_each_of_two_records_of_one_name_is_asked_again(own: bool) -> None:
    """The second answer does not take the place of the first."""
    field = Missing("incidents", None, ".occurred_on(火灾)")
    unknown = {} if own else {"occurred_on": "未知"}
    kind = {"kind": "生产安全"}
    told = [{"name": "火灾", **kind, **unknown}, {"name": "火灾", **kind, **unknown}]
    interview = ENGINE.interview({"facts": {"incidents": told}}, DAY)

    def come_to_it() -> None:
        while asked(interview).key != field:
            interview.skip()

    for _ in range(2 if own else 0):
        come_to_it()
        interview.unknown()
    for day in ("2022-05-01", "2023-05-01"):
        interview.ask_again()
        come_to_it()
        interview.answer(day)
    dates = [one["occurred_on"] for one in facts_of(interview)["incidents"]]
    assert dates == ["2022-05-01", "2023-05-01"]


def test_a_record_is_asked_to_its_end_before_anything_new_of_its_topic() -> None:
    """Whoever names a project is not led away from it and back."""
    interview = begun(registered_in_liaocheng="是")
    interview.reopen(PROJECTS)
    interview.answer([{"name": "二号车间"}])
    told = [question.missing for question in interview.questions if not question.rules_out]
    topic = RULES.declared(PROJECTS.name).topic
    where = [bool(key.where) for key in told if RULES.declared(key.name).topic == topic]
    assert where == sorted(where, reverse=True)
    assert any(where)
    assert not all(where)


def test_what_a_figure_does_is_told_from_the_smallest_and_in_round_figures() -> None:
    """A cent below a limit is told as below it."""
    interview = ENGINE.interview(None, DAY, ["revenue-milestone"])
    interview.reopen(Missing("revenue", 2022))
    question, phrases = interview.question, Phrases(RULES)
    assert question is not None
    told = [answer for answer, _ in effects_told(question, interview.effects(), phrases)]
    assert told[0] == "不到 100亿元"
    assert all(".99" not in words for words in told)
    sizes = [
        effect.value.low for effect in interview.effects() if isinstance(effect.value, Interval)
    ]
    assert sizes == sorted(sizes, key=str_size)
    assert len(sizes) == len(told) > 1


def test_an_answer_that_stands_for_many_figures_claims_the_amount_of_none() -> None:
    """Above a limit a cent was tried: what it comes to is the figure's, not 0.01."""
    interview = of_a_project("audited_equipment_and_software")
    told = dict(effects_told(asked(interview), interview.effects(), Phrases(RULES)))
    assert "金额按填的数算" in told["超过 0元"]
    assert all("金额变为" not in does for answer, does in told.items() if "超过" in answer)


def test_what_is_excluded_of_some_is_not_said_to_be_open_of_all() -> None:
    """Whether 10 billion were first reached is open of 49 billion, not of 200 million: both are
    below 50 billion.
    """
    account = {"enterprise": {"name": "示例厂"}, "facts": {"高新技术企业资格在有效期内": "是"}}
    interview = ENGINE.interview(account, DAY)
    interview.reopen(Missing("revenue", 2022))
    question, phrases = interview.question, Phrases(RULES)
    assert question is not None
    told = dict(effects_told(question, interview.effects(), phrases))
    assert told["2亿元"] == "排除：民企营收突破奖励"
    for answer, does in told.items():
        if answer.startswith("不到"):
            assert "民企营收突破奖励" not in does.replace("排除：民企营收突破奖励", "")


def test_what_is_told_of_all_on_one_side_of_a_limit_is_so_of_all() -> None:
    """A share of it is not: of 9 million spent, 4 % is too little of 399, not of 200 million."""
    facts = {
        "研发投入（财务报告口径）": {"2022": "902万元", "2021": "815万元"},
        "高新技术企业资格在有效期内": "是",
        "注册地在聊城市": "是",
    }
    account = {"enterprise": {"name": "示例厂"}, "facts": facts}
    interview = ENGINE.interview(account, DAY)
    interview.reopen(Missing("revenue", 2022))
    checked = 0
    for effect in interview.effects():
        value = effect.value
        assert isinstance(value, Interval)
        amount = value.low
        assert isinstance(amount, Decimal)
        if amount == amount.to_integral_value():
            continue
        below = (amount + CENT) == (amount + CENT).to_integral_value()
        shares = ("0.03", "0.2", "0.5", "0.9") if below else ("1.1", "3", "1000")
        for share in map(Decimal, shares):
            own = {**facts, "营业收入": {"2022": f"{amount * share:.2f}元"}}
            enterprise = {"enterprise": {"name": "示例厂"}, "facts": own}
            told = ENGINE.check(ENGINE.read_enterprise(enterprise, DAY).enterprise, DAY)
            stands = {one.measure.id: one for one in told.results}
            for turned in effect.turned:
                after = turned.after
                assert stands[after.measure.id].conditions is after.conditions, (amount, share)
                checked += 1
    assert checked


def str_size(size: object) -> Decimal:
    """A figure to be ordered."""
    assert isinstance(size, Decimal)
    return size


def test_options_that_do_the_same_are_one_line() -> None:
    """Of fifty titles most do the same: what each does is told once."""
    interview = begun(registered_in_liaocheng="是")
    interview.reopen(Missing("recognitions", None))
    interview.answer([{"name": "某个称号"}])
    interview.reopen(Missing("recognitions", None, ".title(某个称号)"))
    told = effects_told(asked(interview), interview.effects(), Phrases(RULES))
    assert len({does for _, does in told}) == len(told) < len(interview.effects())
    assert any("等" in answers for answers, _ in told)


def test_none_besides_those_that_are_told_excludes_nothing_of_them() -> None:
    """Of a list of which some is told, 没有 says that there is no other."""
    interview = begun(registered_in_liaocheng="是", registered_in_shandong="是")
    interview.reopen(PROJECTS)
    told = dict(effects_told(asked(interview), interview.effects(), Phrases(RULES)))
    assert "排除" in told["没有"]
    interview.answer([{"name": "二号车间"}], whole=False)
    interview.reopen(PROJECTS)
    (effect,) = interview.effects()
    assert effect.turned
    interview.answer([{"name": "二号车间"}], whole=True)
    for turned in effect.turned:
        now = interview.decision[turned.after.measure.id]
        assert now.status is turned.after.status is not Status.DOES_NOT_QUALIFY
        assert now.amount is not None
        assert turned.after.amount is not None
        assert now.amount.high == turned.after.amount.high


def test_what_would_be_remarked_upon_is_no_answer_to_suggest() -> None:
    """A year that has not come is none."""
    interview = begun(registered_in_liaocheng="是")
    key = Missing("high_technology_recheck_year", None)
    interview.reopen(key)
    years = [
        effect.value.low for effect in interview.effects() if isinstance(effect.value, Interval)
    ]
    assert years
    assert all(isinstance(year, Decimal) and year <= DAY.year for year in years)


def test_a_field_that_was_not_known_begins_empty() -> None:
    """未知 is no figure to be changed."""
    interview = of_a_project("total_investment")
    key = asked(interview).key
    interview.unknown()
    interview.reopen(key)
    assert asked(interview).told is None


#: Known as a municipal technology centre.
HELD_TITLE = {
    "facts": {
        "registered_in_liaocheng": "是",
        "recognitions": [{"title": "municipal_technology_centre"}],
    }
}
APPROVED, GRANTED = (
    Missing(name, 2022)
    for name in ("provincial_rd_subsidy_approved", "provincial_rd_subsidy_amount")
)


def test_how_much_it_was_is_not_asked_of_whoever_does_not_know_whether() -> None:
    """获批 was answered 不知道, and the next question was how much; with a yes it is asked."""
    facts = {"registered_in_liaocheng": "是", APPROVED.name: {2022: "未知"}}
    interview = ENGINE.interview({"facts": facts}, DAY)
    assert GRANTED not in {one.missing for one in interview.questions}
    assert GRANTED in {one.missing for one in interview.decision.questions}
    interview.reopen(APPROVED)
    interview.answer("是")
    assert GRANTED in {one.missing for one in interview.questions}


def test_what_only_a_title_that_is_held_waits_for_is_not_asked() -> None:
    """It need not be applied for; of measures that were chosen it is asked."""
    held = held_already(RULES, ENGINE.check(ENGINE.read_enterprise(HELD_TITLE, DAY)[0], DAY))
    assert held
    interview = ENGINE.interview(HELD_TITLE, DAY)
    assert interview.questions
    for question in interview.questions:
        assert not {one.measure.id for one in question.measures} <= set(held)
    alone = ENGINE.interview(HELD_TITLE, DAY, [*held])
    assert {one.measure.id for question in alone.questions for one in question.measures} <= set(
        held
    )
    assert alone.questions


def test_the_year_of_a_question_stands_in_it() -> None:
    """当年 beside （2022年） was taken for this year."""
    phrases = Phrases(RULES, "zh")
    assert phrases.asked(Missing("revenue", 2022)) == "2022年营业收入是多少"


def test_a_figure_told_roughly_is_not_made_up_of_its_parts() -> None:
    """Fifteen pages asked an accountant, who had said about so much, for the lines it adds up."""
    known: dict[str, Any] = {
        "registered_in_liaocheng": "是",
        "revenue": {2022: "34612万元", 2021: "31246万元"},
        "rd_expense_reported": {2022: "1420万元", 2021: "1236万元"},
    }
    exact = {2022: "1386.24万元", 2021: "1198.5万元"}
    rough = {2022: "1386.24万元", 2021: "1198万元..1199万元"}
    asked_of = {}
    for name, figures in (("exact", exact), ("rough", rough)):
        interview = begun(**known, rd_super_deduction=figures)
        asked_of[name] = {one.missing for one in interview.questions}
    assert asked_of["rough"] == asked_of["exact"]
    interview = begun(**known, rd_super_deduction={2022: "1386.24万元"})
    interview.reopen(Missing("rd_super_deduction", 2021))
    interview.unknown()
    # Who does not know it at all may know what it is made of.
    assert Missing("audited_collection", None) in {one.missing for one in interview.questions}


@pytest.mark.parametrize(
    ("typed", "ends"),
    [
        ("1,198万多", ("1198", "1199")),
        ("2000多万", ("2000", "3000")),
        ("近1200万", ("1080", "1200")),
        ("1386万左右", ("1247.4", "1524.6")),
        ("不到1200万", ("0", "1199.999999")),
        ("不超过1200万", ("0", "1200")),
    ],
)
def test_what_is_said_of_a_figure_is_read_as_in_a_table(typed: str, ends: tuple[str, str]) -> None:
    """多 was refused, and >= asked for."""
    interview = begun(registered_in_liaocheng="是")
    key = Missing("rd_super_deduction", 2022)
    interview.reopen(key)
    interview.answer(typed)
    given = interview.profile.given(key.name, key.year)
    assert given is not None
    assert isinstance(given.value, Interval)
    low, high = (Decimal(one) * 10000 for one in ends)
    assert (given.value.low, given.value.high) == (low, high)
    (row,) = [one for one in interview.review() if one.key == key]
    assert not re.search(r"[<>]|\.\.", reply_words(row, Phrases(RULES, "zh")))


@pytest.mark.parametrize(
    ("told", "title"),
    [
        ({"title": "科小", "recognised_on": "2022-05"}, "registered_technology_sme"),
        ({"name": "科技型中小企业", "recognised_on": "2022"}, "registered_technology_sme"),
        ({"title": "别的称号（这里没有的）", "name": "示例称号"}, "other_title"),
    ],
)
def test_of_a_title_that_no_measure_asks_for_nothing_is_asked(
    told: dict[str, str], title: str
) -> None:
    """科技型中小企业 was none of the titles, and kept prizes open for it; its year's number is told
    with it, and that it is not there tells nothing.
    """
    interview = begun(registered_in_liaocheng="是")
    interview.reopen(Missing("recognitions", None))
    interview.answer([told])
    (record,) = facts_of(interview)["recognitions"]
    kinds = RULES.facts["recognitions"].fields["title"].type.enumeration
    assert kinds is not None
    assert kinds.find(record["title"]) == title
    none = begun(registered_in_liaocheng="是", recognitions=[])
    open_, without = ({one.missing for one in each.questions} for each in (interview, none))
    asked_so = Missing("technology_sme", DAY.year - 1)
    assert asked_so in without
    assert open_ == without - ({asked_so} if title == "registered_technology_sme" else set())
    assert {r.measure.id: r.status for r in interview.decision.results}.items() >= {
        r.measure.id: r.status for r in none.decision.results if r.status is Status.DOES_NOT_QUALIFY
    }.items()


def test_the_page_never_goes_back_while_one_goes_on() -> None:
    """What was said of the records of a list that is told anew, and what was skipped, had counted
    as pages no more.
    """
    interview, page = begun(), 0

    def turned() -> int:
        now = interview.progress.page
        assert now >= page
        return now

    interview.answer("是")
    interview.reopen(Missing("recognitions", None))
    interview.answer([{"title": "高新技术企业"}, {"title": "瞪羚企业"}])
    for kind in ("高新技术企业", "瞪羚企业"):
        interview.reopen(Missing("recognitions", None, f".recognised_on({kind})"))
        interview.answer("2021-12")
        page = turned()
    interview.skip()
    page = turned()
    interview.reopen(Missing("recognitions", None))
    interview.answer([{"title": "高新技术企业"}])
    page = turned()
    interview.ask_again()
    page = turned()


def test_that_there_is_no_such_thing_is_chosen_in_its_words() -> None:
    """Whoever has no R&D institution read 不适用（没有） and chose 不知道."""
    rulebook = ENGINE.rulebook
    declared: list[Fact | Definition] = [*rulebook.facts.values(), *rulebook.definitions.values()]
    asked = [one for one in declared if one.question is not None and "不适用" in one.question.zh]
    assert asked
    said = {one.id: none_said(one) for one in asked}
    assert None not in said.values()
    rating = said["rd_institution_rating"]
    assert rating is not None
    assert (rating.zh, rating.en) == ("没有研发机构", "no such institution")
    for own in said.values():
        assert own is not None
        assert not re.search("[（），“”]$|^[（，]", own.zh)
