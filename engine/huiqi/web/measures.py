"""All documents to choose from, how one applies for one, and from a condition to documents."""

from __future__ import annotations

from fastapi import APIRouter, Request, Response
from starlette.exceptions import HTTPException

from huiqi.report.pages.guide import guide_page
from huiqi.report.pages.measures_screen import (
    MeasuresScreen,
    Wanted,
    conditions_by_topic,
    measures_screen,
)
from huiqi.web.desk import Desk
from huiqi.web.drawing import page
from huiqi.web.sent import read_sent
from huiqi.web.visit import held_file, visit_of

_FILTERS = ("topic", "level", "instrument", "now", "condition")


def measure_routes(desk: Desk) -> APIRouter:
    """Nothing of an enterprise stands in an address: with one the list is posted."""
    routes = APIRouter()

    @routes.get("/measures")
    @routes.post("/measures")
    async def measures(request: Request) -> Response:
        sent = await read_sent(request) if request.method == "POST" else None
        visit = visit_of(request, sent)
        given = sent.fields if sent is not None else request.query_params
        chosen = {name: given.get(name, "") for name in _FILTERS}
        # What somebody looks for is posted: it stands in no address.
        chosen["words"] = sent.fields.get("words", "").strip() if sent is not None else ""
        rulebook = desk.engine.rulebook
        if chosen["condition"] not in {"", *rulebook.facts, *rulebook.definitions}:
            raise HTTPException(404)
        profile = visit.kept.get("profile", "")

        def listed() -> tuple[MeasuresScreen, str]:
            engine, phrases = desk.engine, desk.phrases(visit.language)
            decision, name = None, ""
            if profile:
                read = engine.read_enterprise(held_file(profile), visit.as_of)
                decision = engine.check(read.enterprise, visit.as_of)
                name = read.enterprise.name
            return measures_screen(phrases, visit.as_of, Wanted(**chosen), decision), name

        screen, name = await desk.ask(listed)
        return page(
            "measures",
            visit,
            desk=desk,
            screen=screen,
            chosen=chosen,
            profile=profile,
            name=name,
            query={k: v for k, v in chosen.items() if v} if not profile else {},
        )

    @routes.get("/measures/{measure}")
    @routes.post("/measures/{measure}")
    async def measure(request: Request, measure: str) -> Response:
        # From a result it is posted: with what was told the way leads back there.
        sent = await read_sent(request) if request.method == "POST" else None
        visit = visit_of(request, sent)
        found = desk.engine.rulebook.measures.get(measure)
        if found is None:
            raise HTTPException(404)
        told = await desk.ask(lambda: guide_page(found, desk.phrases(visit.language)))
        return page("measure", visit, desk=desk, told=told, measure=found)

    @routes.get("/conditions")
    async def conditions(request: Request) -> Response:
        visit = visit_of(request)
        topics = await desk.ask(lambda: list(conditions_by_topic(desk.phrases(visit.language))))
        return page("conditions", visit, desk=desk, topics=topics)

    return routes
