"""Pages in HTML: one shell with its style inside, light and dark, printable, nothing fetched.

A room's page is a template that extends ``page.html`` and fills its blocks; every value is escaped
unless it is :class:`~markupsafe.Markup` that this program made (a chart).
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from huiqi.spelling import visible

TEMPLATES = Path(__file__).with_name("templates")


@cache
def _environment() -> Environment:
    return Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def render(template: str, language: str, **values: object) -> str:
    """The page of a template; ``pick(zh, en)`` chooses a wording in it."""

    def pick(zh: str, en: str) -> str:
        return zh if language == "zh" else en

    found = _environment().get_template(template)
    # A page too is changed by what reorders its letters.
    return visible(found.render(language=language, pick=pick, **values))
