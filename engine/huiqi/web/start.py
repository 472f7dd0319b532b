"""Where one begins, and forms to take away."""

from __future__ import annotations

from urllib.parse import quote

from fastapi import APIRouter, Request, Response

from huiqi.report.form import written_form
from huiqi.web.desk import Desk
from huiqi.web.drawing import page
from huiqi.web.sent import read_sent
from huiqi.web.visit import held_profile, visit_of

_KINDS = {
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".yaml": "application/yaml; charset=utf-8",
}


def start_routes(desk: Desk) -> APIRouter:
    """The first page; the form empty, or with what is known in it."""
    routes = APIRouter()

    @routes.get("/")
    async def start(request: Request) -> Response:
        visit = visit_of(request)
        return page("start", visit, desk=desk, faults=())

    @routes.get("/form.xlsx")
    @routes.post("/form.xlsx")
    async def workbook(request: Request) -> Response:
        return await _form(request, ".xlsx")

    @routes.get("/form.yaml")
    @routes.post("/form.yaml")
    async def text(request: Request) -> Response:
        return await _form(request, ".yaml")

    async def _form(request: Request, ending: str) -> Response:
        sent = await read_sent(request) if request.method == "POST" else None
        visit = visit_of(request, sent)
        known = visit.kept.get("profile")
        source = None if known is None else held_profile(known)

        def written() -> str | bytes:
            template = desk.engine.template(visit.as_of, (), source).template
            return written_form(template, desk.phrases(visit.language), ending)

        name = quote(f"企业情况表{ending}")
        headers = {"Content-Disposition": f"attachment; filename*=UTF-8''{name}"}
        return Response(await desk.ask(written), media_type=_KINDS[ending], headers=headers)

    return routes
