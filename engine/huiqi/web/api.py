"""The HTTP answers: what ``--json`` prints, for who sends the same file as JSON or YAML.

``POST /api/check?as_of=2023-06-20&measure=首台套`` with a profile, ``POST /api/penalty`` with an
incident.  What is wrong comes back as the document that the commands print.  C136 what is not read,
C138 a parameter that there is not, or twice.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from fastapi import APIRouter, FastAPI, Request, Response
from fastapi.openapi.utils import get_openapi

from huiqi.diagnostics import Diagnostic, Place, input_error
from huiqi.engine import Engine, day_of_decision
from huiqi.files import HeldFile
from huiqi.report.phrases import Phrases
from huiqi.sentences import sentence
from huiqi.serialisation.decisions import decision_json
from huiqi.serialisation.errors import errors_json, warned_json
from huiqi.serialisation.penalties import penalty_json
from huiqi.serialisation.profile_schema import profile_schema
from huiqi.serialisation.schema import result_schema
from huiqi.serialisation.writing import document_text
from huiqi.web.desk import Desk
from huiqi.web.sent import read_body
from huiqi.words import Say

_ENDINGS = {"application/json": ".json", "application/yaml": ".yaml", "text/yaml": ".yaml"}
_DAY = {
    "name": "as_of",
    "in": "query",
    "description": "the day of decision; absent, today in Beijing",
    "schema": {"type": "string", "format": "date"},
}
_LANGUAGE = {
    "name": "lang",
    "in": "query",
    "description": "the language of single texts; documents hold both where both are there",
    "schema": {"enum": ["zh", "en"], "default": "zh"},
}
_MEASURE = {
    "name": "measure",
    "in": "query",
    "description": "one measure or topic, by its id or title; absent, all",
    "schema": {"type": "string"},
}


def api_routes(desk: Desk) -> APIRouter:
    """Answers as documents."""
    routes = APIRouter()

    @routes.post(
        "/api/check", openapi_extra=_documented("check", "an enterprise", _DAY, _LANGUAGE, _MEASURE)
    )
    async def check(request: Request) -> Response:
        """Which measures an enterprise qualifies for, why, and how much: as ``check --json``."""
        asked = _asked(request, _DAY, _LANGUAGE, _MEASURE)
        source = await _source(request, "enterprise")
        measure = asked.get("measure")

        def decided() -> str:
            engine, as_of, language = desk.engine, _day(asked), _language(asked)
            enterprise, remarks = engine.read_enterprise(source, as_of)
            only = None
            if measure is not None:
                name = engine.measure(measure, "measure")
                only = tuple(dict.fromkeys((name, *engine.answering(name))))
            decision = engine.check(enterprise, as_of, only)
            content = decision_json(decision, Phrases(engine.rulebook, language))
            return document_text("check", {**content, **warned_json(remarks, Say(language))})

        return await _answer(desk, decided)

    @routes.post(
        "/api/penalty", openapi_extra=_documented("penalty", "an incident", _DAY, _LANGUAGE)
    )
    async def penalty(request: Request) -> Response:
        """Whether a violation must or may go unpunished, and why: as ``penalty --json``."""
        asked = _asked(request, _DAY, _LANGUAGE)
        source = await _source(request, "incident")

        def decided() -> str:
            engine, as_of, language = desk.engine, _day(asked), _language(asked)
            incident, remarks = engine.read_incident(source, as_of)
            book = engine.penalties
            phrases = Phrases(book.terms, language)
            content = penalty_json(engine.judge(incident, as_of), book, phrases)
            return document_text("penalty", {**content, **warned_json(remarks, Say(language))})

        return await _answer(desk, decided)

    return routes


async def _answer(desk: Desk, decided: Callable[[], str]) -> Response:
    return _document(await desk.ask(decided), 200)


def error_document(faults: tuple[Diagnostic, ...], status: int, language: str = "zh") -> Response:
    """Why there is no answer."""
    return _document(document_text("errors", errors_json(faults, Say(language))), status)


def _document(text: str, status: int) -> Response:
    return Response(f"{text}\n", status_code=status, media_type="application/json")


def _asked(request: Request, *known: dict[str, Any]) -> dict[str, str]:
    """What the address asks; raises :class:`InputError` (C138) of what is not known, and of what
    stands there twice: it would go unheard.
    """
    names = tuple(str(one["name"]) for one in known)
    told: dict[str, str] = {}
    for name, value in request.query_params.multi_items():
        if name not in names:
            raise input_error(
                "C138", Place(name), sentence("没有这个参数"), found=name, allowed=names
            )
        if name in told:
            raise input_error("C138", Place(name), sentence("这个参数写了两次"), found=value)
        told[name] = value
    return told


def _day(asked: Mapping[str, str]) -> date:
    return day_of_decision(asked.get("as_of"), "as_of")


def _language(asked: Mapping[str, str]) -> str:
    language = asked.get("lang", "zh")
    if language not in ("zh", "en"):
        raise input_error(
            "C101", Place("lang"), sentence("没有这种语言"), found=language, allowed=("zh", "en")
        )
    return language


async def _source(request: Request, name: str) -> HeldFile:
    """What was sent, as a file of its kind; raises :class:`InputError` (C136)."""
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind not in _ENDINGS:
        raise input_error(
            "C136",
            Place("Content-Type"),
            sentence("不读这种内容"),
            found=kind,
            allowed=tuple(_ENDINGS),
        )
    return HeldFile(f"{name}{_ENDINGS[kind]}", await read_body(request))


def _documented(kind: str, what: str, *parameters: dict[str, Any]) -> dict[str, Any]:
    """What is sent, and what comes back, by the published schema."""

    def document(name: str, text: str) -> dict[str, Any]:
        schema = {"$ref": f"#/components/schemas/{name}"}
        return {"description": text, "content": {"application/json": {"schema": schema}}}

    schema: dict[str, Any] = {"type": "object", "description": f"{what}, as its file holds it"}
    if kind == "check":
        schema = {"$ref": "#/components/schemas/profile"}
    file = {"schema": schema}
    return {
        "parameters": list(parameters),
        "requestBody": {
            "required": True,
            "content": {"application/json": file, "application/yaml": file},
        },
        "responses": {
            "200": document(kind, "the answer"),
            "422": document("errors", "what is wrong with what was sent"),
        },
    }


def describe(app: FastAPI, engine: Engine) -> None:
    """The description at ``/openapi.json`` holds the published schema of the documents, and of the
    profiles that are sent under these rules.
    """

    def described() -> dict[str, Any]:
        if app.openapi_schema is None:
            found = get_openapi(title=app.title, version=app.version, routes=app.routes)
            schemas = found.setdefault("components", {}).setdefault("schemas", {})
            for name, schema in result_schema()["$defs"].items():
                schemas[name] = _referring(schema)
            profile: Any = profile_schema(engine.rulebook)
            schemas |= profile.pop("$defs") | {"profile": _referring(profile)}
            app.openapi_schema = found
        return app.openapi_schema

    app.openapi = described  # type: ignore[method-assign]


def _referring(schema: Any) -> Any:
    """The same, with references to where the parts stand in the description."""
    if isinstance(schema, dict):
        return {
            key: value.replace("#/$defs/", "#/components/schemas/")
            if key == "$ref"
            else _referring(value)
            for key, value in schema.items()
        }
    return [_referring(part) for part in schema] if isinstance(schema, list) else schema
