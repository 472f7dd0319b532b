"""The application: every page and answer, behind the guard."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from http import HTTPStatus
from pathlib import Path
from typing import TYPE_CHECKING

from fastapi import FastAPI, Request, Response
from starlette.exceptions import HTTPException

from huiqi import __version__
from huiqi.dates import today
from huiqi.diagnostics import Diagnostic, InputError, Place
from huiqi.engine import Disagreement, Engine
from huiqi.sentences import sentence
from huiqi.web.api import api_routes, describe, error_document
from huiqi.web.asking import asking_routes
from huiqi.web.desk import Desk
from huiqi.web.drawing import page
from huiqi.web.guard import BodyTooLargeError, Guard, Hosts, too_large
from huiqi.web.measures import measure_routes
from huiqi.web.penalties import penalty_routes
from huiqi.web.platform import platform_routes
from huiqi.web.result import result_routes
from huiqi.web.start import start_routes
from huiqi.web.visit import Visit, visit_of

if TYPE_CHECKING:
    from huiqi.profile.platform_table import PlatformTable

#: What is served as it is: by these names alone.
_STATIC = {"huiqi.css": "text/css; charset=utf-8", "huiqi.svg": "image/svg+xml"}
_FOLDER = Path(__file__).with_name("static")


def application(engine: Engine, hosts: Hosts, platform: PlatformTable | None = None) -> FastAPI:
    """The pages and answers by the rules of ``engine``, for who names one of ``hosts``.

    ``platform``: what may be taken over from the operator's data platform; absent, nothing.
    """
    desk = Desk(engine, platform)

    @asynccontextmanager
    async def running(_: FastAPI) -> AsyncIterator[None]:
        yield
        desk.close()

    # The pages that FastAPI has for its documents fetch scripts from elsewhere.
    app = FastAPI(
        title="huiqi 惠企", version=__version__, lifespan=running, docs_url=None, redoc_url=None
    )
    app.add_middleware(Guard, hosts=hosts)
    pages = (
        start_routes,
        asking_routes,
        result_routes,
        measure_routes,
        penalty_routes,
        platform_routes,
    )
    for routes in (made(desk) for made in pages):
        app.include_router(routes, include_in_schema=False)
    app.include_router(api_routes(desk))
    describe(app, engine)
    for name, kind in _STATIC.items():
        _serve(app, name, kind)
    _told(app, desk)
    return app


def _serve(app: FastAPI, name: str, kind: str) -> None:
    content = _FOLDER.joinpath(name).read_bytes()

    @app.get(f"/{name}", include_in_schema=False)
    async def static() -> Response:
        headers = {"Cache-Control": "public, max-age=3600"}
        return Response(content, media_type=kind, headers=headers)


def _told(app: FastAPI, desk: Desk) -> None:
    """What a page says where there is no answer."""

    def refused(request: Request, faults: tuple[Diagnostic, ...], status: int) -> Response:
        if request.url.path.startswith("/api/"):
            language = "en" if request.query_params.get("lang") == "en" else "zh"
            return error_document(faults, status, language)
        return page("faults", _plain(request), status, desk=desk, faults=faults, status=status)

    @app.exception_handler(InputError)
    async def wrong(request: Request, error: InputError) -> Response:
        return refused(request, error.diagnostics, 422)

    @app.exception_handler(Disagreement)
    async def differs(request: Request, error: Disagreement) -> Response:
        message = sentence("推理网络与求值器在节点 {node} 上结论不同，拒绝作答", node=error.node)
        return refused(request, (_fault("I100", message),), 500)

    @app.exception_handler(TimeoutError)
    async def late(request: Request, _: TimeoutError) -> Response:
        return refused(request, (_fault("C163", sentence("没有在时限内算完，请再试一次")),), 503)

    @app.exception_handler(BodyTooLargeError)
    async def large(_: Request, __: BodyTooLargeError) -> Response:
        return too_large()

    @app.exception_handler(HTTPException)
    async def missing(request: Request, error: HTTPException) -> Response:
        message = sentence("没有这一页")
        if error.status_code == HTTPStatus.METHOD_NOT_ALLOWED:
            message = sentence("这一页不这样问")
        answer = refused(request, (_fault("C133", message),), error.status_code)
        # Which ways there are, of one that is asked in another.
        answer.headers.update(error.headers or {})
        return answer


def _fault(code: str, message: str) -> Diagnostic:
    return Diagnostic(code=code, place=Place(""), message=message)


def _plain(request: Request) -> Visit:
    """The visit of a request of which nothing else can be trusted."""
    try:
        return visit_of(request)
    except InputError:
        return Visit(language="zh", chosen=False, as_of=today(), path=request.url.path)
