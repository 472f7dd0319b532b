"""The interview: one question on a page, and all that was said to look over and to change."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from fastapi import APIRouter, Request, Response
from starlette.exceptions import HTTPException

from huiqi.diagnostics import InputError
from huiqi.engine import IMPLAUSIBLE, Engine
from huiqi.report.pages.question_keys import key_written, keys_written, written_keys
from huiqi.report.pages.question_screen import QuestionScreen, question_screen
from huiqi.report.pages.review_screen import ReviewScreen, review_screen
from huiqi.report.pages.told_against import ToldAgainst, told_against
from huiqi.web.answering import MORE_LINES, FormSaid, goes_on, said_in_form
from huiqi.web.desk import Desk
from huiqi.web.drawing import page
from huiqi.web.result import result_page
from huiqi.web.resuming import interview_held, interview_with
from huiqi.web.sent import Sent, read_sent
from huiqi.web.start import start_page
from huiqi.web.visit import Visit, empty_in, held_file, held_text, visit_of

if TYPE_CHECKING:
    from huiqi.decision.results import Decision
    from huiqi.engine import Interview
    from huiqi.evaluation.reads import Missing

#: So many records of a list have a line on one page, or so many more than there are.
_RECORDS, _MORE = 4, 2
#: So many lines a page has at most: a form of more fields is not read.
_MOST_LINES = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """What a page of the interview shows; ``state`` and ``profile`` are what it holds, ``result``
    what is sent to see the result; ``said``: what came of the form before it; ``unneeded``: the
    questions that are not asked any more, each with what was typed and is no answer to it.

    ``put_off``: how many questions were not known or skipped and still matter; ``changing``: it was
    asked to be changed where all answers are looked over, and leads back there; ``against``: what
    was told before and stands against what was refused, or is to be looked at; ``doubted``: what
    was told before and is hardly meant as it is written.
    """

    question: QuestionScreen | None
    review: ReviewScreen | None
    state: str
    profile: str
    result: Mapping[str, str]
    said: FormSaid
    put_off: int
    changing: bool = False
    against: Sequence[ToldAgainst] = ()
    doubted: Sequence[ToldAgainst] = ()
    unneeded: Sequence[tuple[str, str]] = ()


def asking_routes(desk: Desk) -> APIRouter:
    """What is answered is posted; an address says only which measure is tested, if one is."""
    routes = APIRouter()

    @routes.get("/ask")
    async def begin(request: Request) -> Response:
        visit = visit_of(request)
        measure = request.query_params.get("measure")
        if measure is not None and measure not in desk.engine.rulebook.measures:
            raise HTTPException(404)

        def begun() -> Shown:
            only = [] if measure is None else [measure]
            with desk.engine.interview(None, visit.as_of, only) as interview:
                return _shown(interview, visit, desk, FormSaid())

        return _page(await desk.ask(begun), visit, desk)

    @routes.post("/ask")
    async def go_on(request: Request) -> Response:
        sent = await read_sent(request)
        visit = visit_of(request, sent)

        def answered() -> Shown:
            with _interview(desk.engine, visit, sent) as interview:
                if sent.fields.get("name"):
                    interview.name(sent.fields["name"])
                before = interview.decision
                said = said_in_form(interview, sent)
                # One answer is changed after the other where all stand.
                changing = "changing" in sent.fields
                ended = changing and not said.faults and goes_on(sent)
                review = (sent.fields.get("do") == "review" and not said.faults) or ended
                # Where it was asked to be changed, it is looked at again.
                key = key_written(said.answered) if ended else None
                told = before if sent.fields.get("do") != "skip" else None
                returned = (interview.called_now(key), told) if key is not None else None
                return _shown(
                    interview,
                    visit,
                    desk,
                    said,
                    review=review,
                    changing=changing and not review,
                    returned=returned,
                )

        try:
            shown = await desk.ask(answered)
            if goes_on(sent) and _is_first_rest(shown):
                return await _rest(shown, visit, desk)
            return _page(shown, visit, desk)
        except InputError as error:
            if "file" not in sent.files:
                raise
            return start_page(desk, visit, error.faults)

    return routes


def _interview(engine: Engine, visit: Visit, sent: Sent) -> Interview:
    """From where it was left; from a profile, or a file that was kept."""
    if "interview" in sent.fields:
        return interview_held(engine, sent.fields["interview"])
    if "file" in sent.files:
        return engine.interview(sent.files["file"], visit.as_of)
    known, empty = sent.fields.get("profile"), empty_in(sent)
    if known is not None and empty:
        return interview_with(engine, known, visit.as_of, empty)
    return engine.interview(None if known is None else held_file(known), visit.as_of)


def _shown(
    interview: Interview,
    visit: Visit,
    desk: Desk,
    said: FormSaid,
    *,
    review: bool = False,
    changing: bool = False,
    returned: tuple[Missing, Decision | None] | None = None,
) -> Shown:
    phrases, question = desk.phrases(visit.language), None
    if not review:
        chosen = said.asked_too or (said.chosen_next if said.chosen else ())
        question = question_screen(
            interview,
            phrases,
            chosen=chosen,
            certain=said.certain,
            before=said.before,
            typed=said.typed.get("a", ""),
            left=said.left,
        )
    profile, only = held_text(interview.profile_mapping()), interview.state.measures
    # What was left empty stands in no profile.
    empty = written_keys(interview.state.skipped)
    state = held_text(interview.state.to_mapping())
    result = {"profile": profile, "as_of": str(visit.as_of), "empty": empty, "interview": state}
    all_told = None
    if question is None:
        all_told = review_screen(interview, phrases, said.certain, returned)
    return Shown(
        question=question,
        review=all_told,
        state=state,
        profile=profile,
        result=result if len(only) != 1 else {**result, "measure": only[0]},
        said=said,
        put_off=interview.progress.put_off,
        changing=changing,
        unneeded=[(phrases.missing(key), typed) for key, typed in said.unneeded.items()],
        doubted=told_against(
            (one for one in interview.remarks if one.code == IMPLAUSIBLE),
            question.key if question is not None else "",
            interview,
            phrases,
        ),
        against=told_against(
            said.faults or said.remarks,
            question.key if said.faults and question is not None else said.answered,
            interview,
            phrases,
        ),
    )


def _is_first_rest(shown: Shown) -> bool:
    """Whether it is time to look at the result for the first time, and nothing is to be told before
    the next question: no answer refused or doubted, and none on the way to somewhere else.
    """
    question, said = shown.question, shown.said
    if question is None or not question.answered or question.rested or question.resumed:
        return False
    told = said.faults or said.remarks or shown.unneeded
    return not (told or said.chosen or said.done or shown.changing)


async def _rest(shown: Shown, visit: Visit, desk: Desk) -> Response:
    """The result so far, from which the interview goes on."""
    held = shown.result
    return await result_page(
        desk,
        replace(visit, path="/result", kept=held),
        held_file(shown.profile),
        tested=held.get("measure", ""),
        empty=keys_written(held["empty"]),
        state=shown.state,
    )


def _page(shown: Shown, visit: Visit, desk: Desk) -> Response:
    name = "review" if shown.question is None else "question"
    return page(
        name,
        visit,
        422 if shown.said.faults else 200,
        desk=desk,
        shown=shown,
        screen=shown.question or shown.review,
        faults=shown.said.faults,
        typed=shown.said.typed,
        rows=_lines_shown(shown.question, visit.kept) if shown.question is not None else 0,
    )


def _lines_shown(question: QuestionScreen, sent: Mapping[str, str]) -> int:
    """How many lines a list has on its page: as many as it had there, and more where they were
    asked for.
    """
    least, had = max(_RECORDS, len(question.records) + _MORE), sent.get("rows", "")
    if sent.get("key") != question.key or not (had.isascii() and had.isdigit() and len(had) < 4):
        return least
    more = _RECORDS if sent.get("do") == MORE_LINES else 0
    return max(least, min(int(had) + more, _MOST_LINES))
