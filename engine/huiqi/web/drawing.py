"""How a page is drawn: our templates, over those that draw blocks."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from urllib.parse import quote

from fastapi import Response
from fastapi.responses import HTMLResponse
from jinja2 import Environment

from huiqi.report.media.html import LANGUAGES, drawing
from huiqi.spelling import visible
from huiqi.web.visit import Visit
from huiqi.words import Say

_TEMPLATES = Path(__file__).with_name("templates")


@cache
def _environment(language: str) -> Environment:
    return drawing(language, _TEMPLATES)


def page(template: str, visit: Visit, status: int = 200, /, **values: object) -> HTMLResponse:
    """The page of a template, in the language of the visit.

    A browser may go back to it: what was posted is not posted again for that, and without a copy
    of its own a browser would show an error in its place.
    """
    say = Say(visit.language)
    text = (
        _environment(visit.language)
        .get_template(f"{template}.html")
        .render(
            say=say,
            visit=visit,
            language=LANGUAGES[visit.language],
            **values,
        )
    )
    headers = {"Cache-Control": "private, no-cache"}
    return HTMLResponse(visible(text), status_code=status, headers=headers)


def file_to_take(
    visit: Visit, named: str, ending: str, content: str | bytes, media_type: str
) -> Response:
    """A file that a browser keeps, named by what made it, what it is, and the day it is of, so that
    two are told apart; by no enterprise, since names of files go everywhere.
    """
    name = Say(visit.language)(named, day=visit.as_of) + ending
    headers = {"Content-Disposition": f"attachment; filename*=UTF-8''{quote(name)}"}
    return Response(content, media_type=media_type, headers=headers)
