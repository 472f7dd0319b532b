"""The answer on one enterprise."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from fastapi import APIRouter, Request, Response
from fastapi.responses import RedirectResponse

from huiqi.dates import today
from huiqi.diagnostics import InputError, Place, input_error
from huiqi.engine import IMPLAUSIBLE, Engine, Input, examples_folder
from huiqi.kept_decisions import check_receipt
from huiqi.report.pages.result_lines import ResultScreen
from huiqi.report.pages.result_screen import result_screen
from huiqi.sentences import sentence
from huiqi.web.desk import Desk
from huiqi.web.drawing import file_to_take, page
from huiqi.web.replay import is_receipt, replayed_page
from huiqi.web.resuming import interview_held, interview_with
from huiqi.web.sent import Sent, read_sent
from huiqi.web.start import start_page
from huiqi.web.visit import Visit, empty_in, held_file, held_mapping, held_text, visit_of
from huiqi.words import to_say

if TYPE_CHECKING:
    from huiqi.engine import Interview
    from huiqi.evaluation.reads import Missing
    from huiqi.profile.profile import Profile

#: What figures are hardly meant as they are written, and what else there is to remark.
_Remarks = tuple[Sequence[str], Sequence[str]]
#: The day for which the example was invented.
_EXAMPLE_DAY = date(2023, 6, 20)


def result_routes(desk: Desk) -> APIRouter:
    """What was filled in, or an invented example, and what follows from it."""
    routes = APIRouter()

    @routes.post("/result")
    async def result(request: Request) -> Response:
        sent = await read_sent(request)
        visit = visit_of(request, sent)
        tested = sent.fields.get("measure", "")
        if "profile" in sent.fields and "file" not in sent.files:
            held, empty = held_file(sent.fields["profile"]), empty_in(sent)
            state = sent.fields.get("interview")
            return await result_page(desk, visit, held, tested=tested, empty=empty, state=state)
        try:
            if is_receipt(sent.files.get("file")):
                return await replayed_page(desk, visit, sent.files["file"])
            if "file" not in sent.files:
                raise input_error("C162", Place("file"), sentence("没有选文件"))
            return await result_page(desk, visit, sent.files["file"], tested=tested)
        except InputError as error:
            return start_page(desk, visit, error.faults)

    @routes.post("/result/summary")
    async def summary(request: Request) -> Response:
        sent = await read_sent(request)
        sent = _named(sent)
        held, state = held_file(sent.fields.get("profile", "{}")), sent.fields.get("interview")
        visit, empty = visit_of(request, sent), empty_in(sent)
        return await result_page(desk, visit, held, drawn="summary", empty=empty, state=state)

    @routes.get("/result/summary")
    @routes.get("/result")
    async def begun_anew(request: Request) -> Response:
        # What was filled in is held by the page that was posted, and by nothing else.
        return RedirectResponse(visit_of(request).to("/", gone="1"), 303)

    @routes.get("/example")
    async def example(request: Request) -> Response:
        visit = visit_of(request)
        return await result_page(
            desk, visit, examples_folder() / "example-complete.yaml", _EXAMPLE_DAY
        )

    @routes.post("/result/receipt.json")
    async def receipt(request: Request) -> Response:
        sent = await read_sent(request)
        visit = visit_of(request, sent)
        held, nameless = held_file(sent.fields.get("profile", "{}")), "nameless" in sent.fields

        def kept() -> str:
            engine = desk.engine
            # Read for its faults first: a receipt is of what can be decided.
            engine.read_enterprise(held, visit.as_of)
            told = engine.restated(held, nameless=nameless)
            return check_receipt(
                engine, told, visit.as_of, language=visit.language, nameless=nameless
            )

        text = await desk.ask(kept)
        return file_to_take(visit, to_say("惠企-收据-{day}"), ".json", text, "application/json")

    return routes


def _named(sent: Sent) -> Sent:
    """With the name that was written, of an enterprise that had none."""
    name = sent.fields.get("name", "").strip()
    told = held_mapping(sent.fields.get("profile", "{}")) if name else None
    if told is None:
        return sent
    fields = {**sent.fields, "profile": held_text(_of_name(told, name))}
    begun = held_mapping(fields.get("interview", "")) or {}
    before = begun.get("profile")
    if isinstance(before, dict):
        # The interview that goes on from here is of the same enterprise.
        fields["interview"] = held_text({**begun, "profile": _of_name(before, name)})
    return replace(sent, fields=fields)


def _of_name(told: dict[str, object], name: str) -> dict[str, object]:
    written = told.get("enterprise")
    enterprise = written if isinstance(written, dict) else {}
    return {**told, "enterprise": {**enterprise, "name": name}}


async def result_page(
    desk: Desk,
    visit: Visit,
    source: Input,
    day: date | None = None,
    *,
    tested: str = "",
    drawn: str = "result",
    empty: Sequence[Missing] | None = None,
    state: str | None = None,
) -> Response:
    """What follows from what is told of an enterprise; ``tested``: the id of the one document
    that was asked about, if one was; ``drawn``: ``result``, or ``summary``, the one page of it that
    is handed on; ``empty``: what was left empty on the pages of an interview, if there was one;
    ``state``: the interview that goes on from here, as its page holds it.
    """
    as_of = day or visit.as_of

    def decided() -> tuple[ResultScreen, str, Profile, _Remarks, int]:
        engine = desk.engine
        read = engine.read_enterprise(source, as_of)
        decision = engine.check(read.enterprise, as_of)
        phrases = desk.phrases(visit.language)
        held = held_text(engine.account(source).document())
        rested = None if state is None else interview_held(engine, state)
        with rested or _interview(engine, source, held, as_of, empty) as interview:
            progress = interview.progress
            goes_on = rested is not None and interview.question is not None
        screen = result_screen(
            decision,
            phrases,
            engine.penalty_counts,
            tested,
            unasked=progress.unasked,
            put_off=progress.put_off,
            partly=progress.partly,
            empty=empty,
        )
        doubts = [item.message for item in read.remarks if item.code == IMPLAUSIBLE]
        others = (item.message for item in read.remarks if item.code != IMPLAUSIBLE)
        remarks = tuple(dict.fromkeys(others))
        if as_of > today():
            remarks = (
                sentence("{day} 还没有到：到时规则和企业的情况可能有变", day=as_of),
                *remarks,
            )
        return screen, held, read.enterprise, (doubts, remarks), progress.page if goes_on else 0

    screen, profile, enterprise, (doubts, remarks), next_page = await desk.ask(decided)
    return page(
        drawn,
        visit,
        desk=desk,
        screen=screen,
        profile=profile,
        code=enterprise.credit_code,
        nameless=enterprise.is_nameless,
        as_of=as_of,
        tested=tested if screen.tested is not None else "",
        doubts=doubts,
        remarks=remarks,
        next_page=next_page,
    )


def _interview(
    engine: Engine, source: Input, held: str, as_of: date, empty: Sequence[Missing] | None
) -> Interview:
    """As it stood when the result was asked for: what was left empty stays skipped, but for what no
    interview asks, which says nothing here.
    """
    if empty:
        try:
            return interview_with(engine, held, as_of, empty)
        except InputError:
            pass
    return engine.interview(source, as_of)
