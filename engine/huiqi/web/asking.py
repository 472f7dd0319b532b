"""The interview: one question on a page, and all that was said to look over and to change."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from fastapi import APIRouter, Request, Response
from starlette.exceptions import HTTPException

from huiqi.diagnostics import Diagnostic, InputError, Place, input_error
from huiqi.engine import Engine
from huiqi.quantities import QuantityError, split_quantity
from huiqi.report.pages.question_keys import QUEUE, key_written
from huiqi.report.pages.question_screen import (
    QuestionScreen,
    ReviewScreen,
    end_told,
    question_screen,
    review_screen,
    told_in_field,
)
from huiqi.rough_figures import said_about
from huiqi.sentences import sentence
from huiqi.web.desk import Desk
from huiqi.web.drawing import page
from huiqi.web.sent import Sent, read_sent
from huiqi.web.start import start_page
from huiqi.web.visit import Visit, held_file, held_mapping, held_text, visit_of

if TYPE_CHECKING:
    from huiqi.engine import Interview

#: So many records of a list have a line on one page, or so many more than there are.
_RECORDS, _MORE = 4, 2
_RECORD = "r."
#: That a figure is a tenth about what is written, as the interview reads it.
_TENTH = "~"
#: What ends a question, so that the next one is asked.
_GO_ON = ("answer", "skip", "unknown")
_ONE = sentence("留一个：清空所写的，或不选")
_ALL = sentence("选“都写在下面”或“只写了一部分”")


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """What a page of the interview shows; ``state`` and ``profile`` are what it holds, ``result``
    what is sent to see the result.

    ``remarks``: what there is to ask about the last answer; ``put_off``: how many questions were
    not known or skipped and still matter.
    """

    question: QuestionScreen | None
    review: ReviewScreen | None
    state: str
    profile: str
    result: Mapping[str, str]
    faults: tuple[Diagnostic, ...]
    remarks: tuple[Diagnostic, ...]
    #: The question that was just answered, as it is sent to be asked again.
    answered: str
    put_off: int
    #: The questions that were chosen to come next, a line each; whether the one that is asked was
    #: chosen itself, and whether the last of those has just been answered.
    queue: str = ""
    chosen: bool = False
    done: bool = False
    #: Whether it was asked to be changed where all answers are looked over, and leads back there.
    changing: bool = False


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
                return _shown(interview, visit, desk)

        return _page(await desk.ask(begun), visit, desk, Sent())

    @routes.post("/ask")
    async def go_on(request: Request) -> Response:
        sent = await read_sent(request)
        visit = visit_of(request, sent)

        def answered() -> Shown:
            with _interview(desk.engine, visit, sent) as interview:
                if sent.fields.get("name"):
                    interview.name(sent.fields["name"])
                faults: tuple[Diagnostic, ...] = ()
                remarks: Sequence[Diagnostic] = ()
                queue, chosen = sent.fields.get("queue", ""), "chosen" in sent.fields
                done = False
                try:
                    remarks = _say(interview, sent)
                    if sent.fields.get("do") in ("queue", *_GO_ON):
                        before = chosen
                        queue, chosen = _go_on(interview, queue)
                        done = before and not chosen
                except InputError as error:
                    faults = error.faults
                # One answer is changed after the other where all stand.
                changing = "changing" in sent.fields
                review = _asks(sent, "review") or (
                    changing and not faults and sent.fields.get("do") in _GO_ON
                )
                return replace(
                    _shown(interview, visit, desk, faults, review=review),
                    remarks=tuple(remarks),
                    answered=sent.fields.get("key", "") if remarks else "",
                    queue=queue,
                    chosen=chosen,
                    done=done,
                    changing=changing and not review,
                )

        try:
            return _page(await desk.ask(answered), visit, desk, sent)
        except InputError as error:
            if "file" not in sent.files:
                raise
            return start_page(desk, visit, error.faults)

    return routes


def _interview(engine: Engine, visit: Visit, sent: Sent) -> Interview:
    """From where it was left; from a profile, or a file that was kept."""
    if "interview" in sent.fields:
        return engine.interview_from(held_mapping(sent.fields["interview"]) or {})
    if "file" in sent.files:
        return engine.interview(sent.files["file"], visit.as_of)
    known = sent.fields.get("profile")
    return engine.interview(None if known is None else held_file(known), visit.as_of)


def _asks(sent: Sent, what: str) -> bool:
    return sent.fields.get("do") == what


def _say(interview: Interview, sent: Sent) -> Sequence[Diagnostic]:
    """What the form says: an answer, or one of the other buttons; what there is to remark."""
    what = sent.fields.get("do", "")
    key = key_written(sent.fields.get("key", ""))
    if what == "back":
        interview.back()
    elif what == "reopen" and key is not None:
        try:
            interview.reopen(key)
        except KeyError:
            raise input_error("P197", Place("key"), sentence("没有这一问")) from None
    elif what == "again":
        interview.ask_again()
    elif interview.question is None:
        return ()
    elif what == "skip":
        interview.skip()
    elif what == "unknown":
        return interview.unknown()
    elif what == "answer":
        return _answer(interview, sent)
    return ()


def _go_on(interview: Interview, queue: str) -> tuple[str, bool]:
    """Ask what was chosen to come next, as long as it is open: what of it is left, and whether
    there was any.
    """
    open_ = {question.missing for question in (*interview.questions, *interview.put_off)}
    lines = queue.split("\n")[:QUEUE]
    asked = ((line, key_written(line)) for line in lines)
    waiting = [(line, key) for line, key in asked if key is not None and key in open_]
    if waiting:
        interview.reopen(waiting[0][1])
    return "\n".join(line for line, _ in waiting[1:]), bool(waiting)


def _answer(interview: Interview, sent: Sent) -> Sequence[Diagnostic]:
    rows: dict[str, dict[str, str]] = {}
    for name, value in sent.fields.items():
        if name.startswith(_RECORD):
            row, _, field = name.removeprefix(_RECORD).partition(".")
            rows.setdefault(row, {})[field] = value
    choice, typed = sent.fields.get("choice", ""), sent.fields.get("a", "").strip()
    if choice and typed and not _stood_there(interview, typed, sent.fields.get("how", "")):
        raise input_error("P198", Place("a"), sentence("写了回答，又另选了一个"), remedy=_ONE)
    written = choice or _bounded(typed, sent.fields.get("how", ""))
    if any(any(row.values()) for row in rows.values()):
        if not written:
            # That they are all has to be said.
            raise input_error("P198", Place("a"), sentence("没有说这些是不是全部"), remedy=_ALL)
        if written not in ("whole", "some"):
            # What is written, or stood there, is not dropped by a word beside it.
            raise input_error("P198", Place("a"), sentence("写了回答，又另选了一个"), remedy=_ONE)
    if rows and written in ("", "whole", "some"):
        return interview.answer(list(rows.values()), whole=written == "whole")
    if written in ("whole", "some"):
        remedy = sentence("一条写一行；没有就选“没有”")
        raise input_error("P198", Place("a"), sentence("没有写是哪一些"), remedy=remedy)
    return interview.answer(written)


def _bounded(typed: str, how: str) -> str:
    """A figure with what was chosen beside it: that it is one end, or a tenth about it."""
    about = said_about(typed)
    try:
        split_quantity(about or typed)
    except QuantityError:
        # A range, or one end already; or the reader of profiles says what is wrong with it.
        return typed
    if how == _TENTH:
        return f"{_TENTH}{about or typed}"
    return f"{how}{typed}" if how in (">=", "<=") else typed


def _stood_there(interview: Interview, typed: str, how: str) -> bool:
    """Whether a field still holds what was answered before."""
    asked = interview.question
    told = told_in_field(asked)
    kinds = asked.declared.type.enumeration if asked is not None else None
    return (
        typed == told
        or (how, typed) == end_told(asked)
        or (kinds is not None and kinds.find(told) == typed)
    )


def _shown(
    interview: Interview,
    visit: Visit,
    desk: Desk,
    faults: tuple[Diagnostic, ...] = (),
    *,
    review: bool = False,
) -> Shown:
    phrases = desk.phrases(visit.language)
    question = None if review else question_screen(interview, phrases)
    profile, only = held_text(interview.profile_mapping()), interview.state.measures
    result = {"profile": profile, "as_of": str(visit.as_of)}
    return Shown(
        question=question,
        review=review_screen(interview, phrases) if question is None else None,
        state=held_text(interview.state.to_mapping()),
        profile=profile,
        result=result if len(only) != 1 else {**result, "measure": only[0]},
        faults=faults,
        remarks=(),
        answered="",
        put_off=len(interview.put_off),
    )


def _page(shown: Shown, visit: Visit, desk: Desk, sent: Sent) -> Response:
    name = "review" if shown.question is None else "question"
    return page(
        name,
        visit,
        422 if shown.faults else 200,
        desk=desk,
        shown=shown,
        screen=shown.question or shown.review,
        faults=shown.faults,
        typed=sent.fields if shown.faults else {},
        rows=max(_RECORDS, len(shown.question.records) + _MORE) if shown.question else 0,
    )
