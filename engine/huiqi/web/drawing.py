"""How a page is drawn: our templates, over those that draw blocks."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from urllib.parse import quote

from fastapi import Response
from fastapi.responses import HTMLResponse
from jinja2 import Environment
from markupsafe import Markup, escape

from huiqi.report.media.html import LANGUAGES, drawing
from huiqi.spelling import visible
from huiqi.web.visit import Visit
from huiqi.words import Say

_TEMPLATES = Path(__file__).with_name("templates")


#: What is quoted in Chinese, with the signs and figures within it.
_HAN, _WITHIN = r"[\u3400-\u9fff]", r"[\d、，。；：（）《》〔〕·%‰./\[\] -]"
_QUOTED = re.compile(f"{_HAN}(?:{_WITHIN}*{_HAN})*[）》〕]?")


@cache
def _environment() -> Environment:
    found = drawing(_TEMPLATES)
    found.filters["marked"] = marked
    return found


def marked(text: str, language: str) -> Markup:
    """A text of a page: on one in another language what is quoted is said to be Chinese."""
    safe = escape(text)
    if language == "zh":
        return safe
    return Markup(_QUOTED.sub(r'<span lang="zh-CN">\g<0></span>', str(safe)))


def page(template: str, visit: Visit, status: int = 200, /, **values: object) -> HTMLResponse:
    """The page of a template, in the language of the visit."""
    say = Say(visit.language)
    text = (
        _environment()
        .get_template(f"{template}.html")
        .render(
            say=say,
            visit=visit,
            language=LANGUAGES[visit.language],
            **values,
        )
    )
    return HTMLResponse(visible(text), status_code=status)


def file_to_take(name: str, content: str | bytes, media_type: str) -> Response:
    """A file that a browser keeps under this name."""
    headers = {"Content-Disposition": f"attachment; filename*=UTF-8''{quote(name)}"}
    return Response(content, media_type=media_type, headers=headers)
