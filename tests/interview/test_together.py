"""What is asked on one page: as it would be one by one, and nothing that is typed is lost."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from huiqi.evaluation.reads import Missing
from huiqi.interview import AnswerKind, AskedReply, Interview
from tests.interview.respondent import DAY, Respondent, account_in, by_pages, interviewed
from tests.interview.test_interview import ENGINE, FILES, PROJECTS, begun, facts_of, stands

ENTRY, INDUSTRY = Missing("statistics_entry_year", None), Missing("industry_code", None)


def of_project(field: str) -> Missing:
    """A field of the project."""
    return Missing(PROJECTS.name, None, f".{field}(二号车间)")


def project() -> Interview:
    """One in whose turn a field of a project is."""
    interview = begun(registered_in_liaocheng="是")
    interview.reopen(PROJECTS)
    interview.answer([{"name": "二号车间"}])
    while interview.question is not None and interview.question.key.name != PROJECTS.name:
        interview.skip()
    return interview


@pytest.mark.few(2)
@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_pages_come_to_what_single_questions_come_to(path: Path) -> None:
    """For every sample enterprise, in fewer steps."""
    account = account_in(path, ENGINE.rulebook)
    alone, paged = (ENGINE.interview({"enterprise": account.name}, DAY) for _ in range(2))
    number = interviewed(alone, Respondent(account))
    pages, _ = by_pages(paged, Respondent(account))
    assert pages < number
    assert stands(paged.decision) == stands(alone.decision)


def test_the_fields_of_a_record_stand_together() -> None:
    """Six pages in a row asked of one project."""
    interview = project()
    assert interview.question is not None
    beside = interview.beside()
    assert len(beside) > 1
    keys = {(one.key.name, one.key.key) for one in (interview.question, *beside)}
    assert keys == {(PROJECTS.name, "二号车间")}


def test_what_says_whether_others_are_asked_is_asked_alone() -> None:
    """Whoever is in the city is in the province."""
    interview = begun()
    assert interview.question is not None
    assert interview.question.key.name == "registered_in_liaocheng"
    assert interview.beside() == ()


def test_what_is_asked_again_is_asked_alone() -> None:
    """Where one goes back, or changes an answer, nothing new is put beside it."""
    interview = project()
    interview.answer("是")
    interview.back()
    assert interview.asked_again
    assert interview.beside() == ()


def test_what_was_chosen_stands_together_whatever_its_topic() -> None:
    """The questions of one measure, which somebody chose."""
    interview = begun(registered_in_liaocheng="是")
    own = Missing("revenue", DAY.year - 1)
    interview.reopen(ENTRY)
    assert [one.key for one in interview.beside([own, INDUSTRY])] == [own, INDUSTRY]
    # A list needs more than a field.
    assert [one.key for one in interview.beside([PROJECTS, INDUSTRY])] == [INDUSTRY]


def test_what_was_chosen_of_another_record_has_its_own_page() -> None:
    """A bare 到账日 below a question of a project was that of a payment."""
    interview = project()
    paid = [
        Missing("support_received", None, f".{one}(奖励)") for one in ("received_on", "measure")
    ]
    interview.reopen(Missing("support_received", None))
    interview.answer([{"name": "奖励"}])
    day, smart = of_project("completed_on"), of_project("smart")
    interview.reopen(day)
    assert [one.key for one in interview.beside([paid[0], smart, paid[1], INDUSTRY])] == [smart]
    interview.reopen(paid[0])
    assert [one.key for one in interview.beside([smart, paid[1], INDUSTRY])] == [paid[1]]
    interview.reopen(ENTRY)
    assert [one.key for one in interview.beside([smart, paid[1], INDUSTRY])] == [INDUSTRY]


def test_a_refused_answer_keeps_none_of_the_others_out() -> None:
    """It changes nothing, is given back, and is still to be asked; what is left open is skipped."""
    interview = project()
    day, investment, smart = map(
        of_project, ("completed_on", "audited_equipment_and_software", "smart")
    )
    replied = interview.answer_beside({investment: "很多", day: "2022-05", smart: ""})
    assert list(replied.refused) == [investment]
    assert replied.refused[investment][0].is_error
    (record,) = facts_of(interview)[PROJECTS.name]
    assert record == {"name": "二号车间", "completed_on": "2022-05"}
    assert {smart, investment} <= {one.missing for one in interview.put_off}
    step = interview.state.step(smart)
    assert step is not None
    assert step.reply is AskedReply.SKIPPED


TITLES = Missing("recognitions", None)


@pytest.mark.parametrize("until", ["2025-12-31", ""])
def test_an_answer_that_names_its_record_anew_keeps_the_others_of_its_page(until: str) -> None:
    """The day of recognition tells a title apart: 有效期至 below it was dropped in silence, and
    asked once more.
    """
    interview = ENGINE.interview(
        {"facts": {"registered_in_liaocheng": "是", TITLES.name: [{"title": "高新技术企业"}]}}, DAY
    )
    day, end = (
        Missing(TITLES.name, None, f".{field}(高新技术企业)")
        for field in ("recognised_on", "valid_until")
    )
    interview.reopen(day)
    interview.answer("2022-12-08")
    replied = interview.answer_beside({end: until})
    assert not replied.refused
    (record,) = facts_of(interview)[TITLES.name]
    told = {"title": "高新技术企业", "recognised_on": "2022-12-08"}
    assert record == (told | {"valid_until": until} if until else told)
    open_ = {(one.missing.name, one.missing.field) for one in interview.questions}
    assert (end.name, end.field) not in open_


def test_nothing_is_said_of_a_record_that_is_gone() -> None:
    """Nor of what a page has no question for."""
    interview = project()
    before = facts_of(interview)
    gone = Missing(PROJECTS.name, None, ".smart(三号车间)")
    nothing = Missing("no_such_fact", None)
    interview.answer_beside({gone: "是", nothing: "是"})
    assert facts_of(interview) == before


#: Six questions that stood on five pages, of three people.
BARRED = {
    "shandong_digital_incident",
    "serious_violation_list",
    "defaulting_debtor",
    "major_tax_offender",
    "severe_discredit_or_accident_two_years",
}


def test_what_hardly_any_enterprise_has_stands_on_one_page() -> None:
    """Whoever knows it, and whatever comes between; and nothing besides."""
    told = {
        "registered_in_liaocheng": "是",
        "renovation_projects": [],
        "revenue": {"2025": "2亿元"},
        "rd_expense_reported": {"2025": "941万元", "2024": "815万元"},
        "industry_code": "3451",
    }
    interview = ENGINE.interview({"enterprise": "示例企业", "facts": told}, date(2026, 11, 30))
    question = interview.question
    while question is not None and question.key.name not in BARRED:
        assert not question.deniable or not BARRED & {q.missing.name for q in interview.questions}
        interview.unknown()
        question = interview.question
    assert question is not None
    page = [question, *interview.beside()]
    assert {one.key.name for one in page} >= BARRED
    # What many do not know of is not denied unread.
    assert not {one.key.name for one in page} & {"rd_subsidy_barred", "green_threshold_refused"}
    assert "rd_subsidy_barred" in {one.missing.name for one in interview.questions}
    assert {str(one.topic) for one in page} == {str(question.topic)}
    assert {one.kind for one in page} == {AnswerKind.YES_NO}
    interview.answer("否")
    interview.answer_beside({one.key: "否" for one in page[1:]})
    assert not any(one.missing.name in BARRED for one in interview.questions)


def test_what_stands_on_a_certificate_is_asked_with_its_days() -> None:
    """The years of the first and of the last certificate; with another title's days they are not,
    although they are open.
    """
    titles = [{"title": "provincial_key_laboratory"}, {"title": "high_technology"}]
    told = {"registered_in_liaocheng": "是", "recognitions": titles}
    interview = ENGINE.interview({"enterprise": "示例企业", "facts": told}, date(2026, 11, 30))
    years = {"first_high_technology_year", "high_technology_recheck_year"}
    pages: dict[str, set[str]] = {}
    while interview.question is not None and not years & set(pages.get("高新技术企业", ())):
        page = [one.key for one in (interview.question, *interview.beside())]
        assert years <= {one.missing.name for one in interview.questions}
        if page[0].name == "recognitions":
            pages.setdefault(page[0].key, set()).update(one.name for one in page)
        interview.unknown()
    assert years < pages["高新技术企业"]
    assert pages["省级重点实验室"] == {"recognitions"}


DEDUCTION = "rd_super_deduction"


def test_the_years_of_one_line_stand_together() -> None:
    """Row 51 of two forms had two pages, and four figures of one topic two."""
    interview = ENGINE.interview({"facts": {"registered_in_liaocheng": "是"}}, date(2026, 12, 1))
    assert interview.question is not None
    page = [interview.question, *interview.beside()]
    assert [(one.key.name, one.key.year) for one in page] == [(DEDUCTION, 2025), (DEDUCTION, 2024)]
    interview.answer("760")
    interview.answer_beside({page[1].key: "690"})
    told = facts_of(interview)[DEDUCTION]
    assert told == {2025: "760万元", 2024: "690万元"}
    # Whoever knows them.
    page = [interview.question, *interview.beside()]
    assert {one.known_by for one in page} == {"accounting", "office"}
    assert {str(one.topic) for one in page} == {str(page[0].topic)}


STEPS = Missing("listing_steps", None)


@pytest.mark.parametrize("first", ["voucher_contracts", "statistics_forms_filed"])
@pytest.mark.parametrize("said", ["没有", "有", "不知道"])
def test_of_a_list_it_is_asked_below_whether_there_is_any(first: str, said: str) -> None:
    """None, or not known, is said there; what there is is told next, by itself."""
    told = {"recognitions": [], "renovation_projects": [], "revenue": {"2025": "2亿元"}}
    begun = {"facts": {"registered_in_liaocheng": "是", **told}}
    interview = ENGINE.interview(begun, date(2026, 12, 1))
    while interview.question is not None and interview.question.key.name != first:
        interview.unknown()
    assert STEPS in {one.key for one in interview.beside()}
    interview.unknown()
    interview.answer_beside({STEPS: said})
    assert interview.question is not None
    if said == "有":
        assert (interview.question.key, interview.beside()) == (STEPS, ())
        assert STEPS.name not in facts_of(interview)
        assert not interview.asked_again
        interview.answer("没有")
    assert facts_of(interview)[STEPS.name] == ("未知" if said == "不知道" else [])
    assert STEPS not in {one.missing for one in interview.questions}


def test_below_a_list_stand_lists_alone() -> None:
    """A project is told on its lines; of the products it is asked whether there are any."""
    interview = ENGINE.interview({"facts": {"registered_in_liaocheng": "是"}}, date(2026, 12, 1))
    while interview.question is not None and interview.question.key != PROJECTS:
        interview.skip()
    assert [one.key.name for one in interview.beside()] == ["first_set_products"]
    # What was told of is never asked about so.
    interview.answer([{"name": "二号车间"}], whole=False)
    assert PROJECTS not in {one.key for one in interview.beside()}


def test_what_was_skipped_comes_once_more_together() -> None:
    """Four skipped questions had four pages, whatever their topics."""
    interview = ENGINE.interview({"facts": {"registered_in_liaocheng": "是"}}, date(2026, 12, 1))
    while interview.question is not None:
        if interview.state.is_skipped_once(interview.question.key):
            break
        interview.skip()
    assert interview.question is not None
    assert len({str(one.topic) for one in (interview.question, *interview.beside())}) > 1
