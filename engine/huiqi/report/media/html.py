"""Pages as one HTML file: light, dark and on paper, on a phone too; no script, nothing fetched.

Every text is escaped by the template; what would change the order of letters is written out.
"""

from __future__ import annotations

import re
from decimal import Decimal
from functools import cache, partial
from pathlib import Path
from typing import NamedTuple

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template
from markupsafe import Markup, escape

from huiqi.report.blocks import (
    Bar,
    Block,
    Chart,
    Facts,
    Heading,
    Note,
    Page,
    Said,
    Space,
    Table,
    Tree,
    spans,
    words_of,
)
from huiqi.spelling import visible

_TEMPLATES = Path(__file__).with_name("templates")
#: A page of its place in a list and its row.
_CARD = re.compile(r"[0-9]+-[0-9]+\.html")
#: As a page says which language it is in.
LANGUAGES = {"zh": "zh-CN", "en": "en"}
#: What is quoted in Chinese, with the signs and figures within it.
_HAN, _WITHIN = r"[\u3400-\u9fff]", r"[\d、，。；：（）《》〔〕·%‰./\[\] -]"
_QUOTED = re.compile(rf"[《（〔]?[\d.]*{_HAN}(?:{_WITHIN}*{_HAN})*[）》〕]?")


def as_html(page: Page, language: str) -> str:
    """The page, complete in one file; ``language``: ``zh`` or ``en``, as its words are."""
    return visible(_template(language).render(page=page, language=LANGUAGES[language]))


@cache
def _template(language: str) -> Template:
    return drawing(language).get_template("page.html")


def drawing(language: str, *folders: Path) -> Environment:
    """What templates of pages in a language are drawn with, those of these folders too:
    ``blocks.html`` draws blocks.
    """
    environment = Environment(
        loader=FileSystemLoader([*folders, _TEMPLATES]),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters.update(kind=_kind, spans=spans, plain=words_of, pairs=_pairs, drawn=_bars)
    environment.filters.update(leads=_leads, marked=partial(_marked, language))
    return environment


def _marked(language: str, text: str) -> Markup:
    """A text of a page: on one in another language what it quotes is said to be Chinese."""
    safe = escape(text)
    if language == "zh":
        return safe
    return Markup(_QUOTED.sub(r'<span lang="zh-CN">\g<0></span>', str(safe)))


def _leads(url: str) -> bool:
    """Whether a reader may be led there: a page of the web or a card beside this one, nothing that
    runs.
    """
    return url.startswith(("https://", "http://")) or bool(_CARD.fullmatch(url))


def _kind(block: Block) -> str:
    """What it is drawn as: a kind of table as a table."""
    kinds = (Heading, Note, Facts, Table, Tree, Chart, Space)
    return next(kind.__name__.lower() for kind in kinds if isinstance(block, kind))


def _pairs(block: Facts) -> list[tuple[Said, list[Said]]]:
    """Each label with all that is said of it: what has no label goes on with the one before."""
    found: list[tuple[Said, list[Said]]] = []
    for label, said in block.rows:
        if words_of(label) or not found:
            found.append((label, [said]))
        else:
            found[-1][1].append(said)
    return found


class _Drawn(NamedTuple):
    """A bar, its two lengths in per cent of the longest."""

    bar: Bar
    sure: str
    whole: str


def _bars(chart: Chart) -> list[_Drawn]:
    most = max((bar.end for bar in chart.bars), default=Decimal(0))
    return [_Drawn(bar, _part(bar.low, most), _part(bar.end, most)) for bar in chart.bars]


def _part(value: Decimal, most: Decimal) -> str:
    """A length only: no figure is read off it."""
    return f"{value * 100 / most:.2f}%" if most else "0%"
