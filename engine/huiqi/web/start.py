"""Where one begins, and forms to take away."""

from __future__ import annotations

from collections.abc import Sequence

from fastapi import APIRouter, Request, Response

from huiqi.diagnostics import Diagnostic
from huiqi.report.form import written_form
from huiqi.report.form.profile_text import day_line, profile_text
from huiqi.report.pages.texts_held import topics_held
from huiqi.web.desk import Desk
from huiqi.web.drawing import file_to_take, page
from huiqi.web.sent import read_sent
from huiqi.web.visit import Visit, held_file, visit_of
from huiqi.words import to_say

_KINDS = {
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".yaml": "application/yaml; charset=utf-8",
}

#: How the codes begin of what is wrong with a file that cannot be read as a profile at all: it is
#: another file, no text, no table, or has nothing of one in it.
_UNREAD = ("C", "Y", "T", "P100")


def start_page(
    desk: Desk,
    visit: Visit,
    faults: Sequence[Diagnostic] = (),
    *,
    beside: bool = False,
    gone: bool = False,
) -> Response:
    """The first page; ``faults``: what is wrong with the file that was sent from it; ``beside``: it
    was opened beside a page on which something was answered; ``gone``: the address of a result was
    opened, which holds nothing of it.
    """
    held = topics_held(desk.phrases(visit.language))
    unread = any(fault.code.startswith(_UNREAD) for fault in faults)
    return page(
        "start",
        visit,
        422 if faults else 200,
        desk=desk,
        held=held,
        faults=faults,
        unread=unread,
        opened_beside=beside,
        gone=gone,
    )


def start_routes(desk: Desk) -> APIRouter:
    """The first page; the form empty, or with what is known in it."""
    routes = APIRouter()

    @routes.get("/")
    async def start(request: Request) -> Response:
        asked = request.query_params
        return start_page(desk, visit_of(request), beside="beside" in asked, gone="gone" in asked)

    @routes.get("/form.xlsx")
    @routes.post("/form.xlsx")
    async def workbook(request: Request) -> Response:
        return await _form(request, ".xlsx")

    @routes.get("/form.yaml")
    async def text(request: Request) -> Response:
        return await _form(request, ".yaml")

    @routes.post("/profile.yaml")
    async def profile(request: Request) -> Response:
        """What is told so far, as ``huiqi ask`` saves it."""
        visit = visit_of(request, await read_sent(request))
        known = held_file(visit.kept.get("profile", "{}"))

        def written() -> str:
            account, phrases = desk.engine.account(known), desk.phrases(visit.language)
            how = phrases.say("企业画像，网页上存的；接着答：在首页选这个文件，再点“逐题答”")
            return profile_text(account, [how, day_line(visit.as_of, phrases)], phrases)

        text = await desk.ask(written)
        return file_to_take(visit, to_say("惠企-企业画像-{day}"), ".yaml", text, _KINDS[".yaml"])

    async def _form(request: Request, ending: str) -> Response:
        sent = await read_sent(request) if request.method == "POST" else None
        visit = visit_of(request, sent)
        known = visit.kept.get("profile")
        source = None if known is None else held_file(known)

        def written() -> str | bytes:
            template = desk.engine.template(visit.as_of, (), source).template
            return written_form(template, desk.phrases(visit.language), ending)

        form = await desk.ask(written)
        return file_to_take(visit, to_say("惠企-企业情况表-{day}"), ending, form, _KINDS[ending])

    return routes
