"""One request: in which language, for which day, and what is known of the enterprise."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from fastapi import Request

from huiqi.engine import day_of_decision
from huiqi.files import HeldFile, load_json
from huiqi.report.pages.question_keys import keys_written
from huiqi.sentences import sentence
from huiqi.web.sent import Sent

if TYPE_CHECKING:
    from huiqi.evaluation.reads import Missing

LANGUAGES = ("zh", "en")


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit:
    """``chosen``: the language was asked for in the address, and stays there.

    ``kept``: what the page holds hidden, to be sent again with whatever comes next.
    """

    language: str
    chosen: bool
    as_of: date
    path: str
    method: str = "GET"
    kept: Mapping[str, str] = field(default_factory=dict)

    def to(self, path: str, **query: str) -> str:
        """An address of ours in the same language."""
        if self.chosen:
            query = {"lang": self.language, **query}
        return f"{path}?{urlencode(query)}" if query else path

    def along(self, profile: str, as_of: date, **others: str) -> dict[str, str]:
        """What a page that shows a ``profile`` sends with its forms: with it what was left empty on
        the pages of an interview, and the interview that goes on from there, if there was one.
        """
        kept = {name: self.kept[name] for name in ("empty", "interview") if self.kept.get(name)}
        return {"profile": profile, "as_of": str(as_of), **kept, **others}

    @property
    def other_language(self) -> str:
        """The one that is not shown."""
        return "en" if self.language == "zh" else "zh"

    def in_other(self, query: Mapping[str, str]) -> str:
        """The address of the same page in it."""
        return f"{self.path}?{urlencode({**query, 'lang': self.other_language})}"


def visit_of(request: Request, sent: Sent | None = None) -> Visit:
    """What a request says of itself; raises :class:`~huiqi.diagnostics.InputError` (C102)."""
    fields = sent.fields if sent is not None else {}
    asked = request.query_params.get("lang", "")
    accepted = _accepted(request.headers.get("accept-language", ""))
    written = fields.get("as_of") or request.query_params.get("as_of") or None
    return Visit(
        language=asked if asked in LANGUAGES else accepted,
        chosen=asked in LANGUAGES,
        as_of=day_of_decision(written, sentence("评估日")),
        path=request.url.path,
        method=request.method,
        kept=fields,
    )


def _accepted(header: str) -> str:
    """The language that a browser likes best; Chinese where it names neither."""
    found = []
    for part in header[:500].split(","):
        match = re.fullmatch(r"\s*(zh|en)\b[\w-]*\s*(?:;\s*q=([01](?:\.\d{0,3})?))?\s*", part)
        if match:
            found.append((-float(match[2] or 1), match[1]))
    return min(found, default=(0.0, "zh"))[1]


def empty_in(sent: Sent) -> list[Missing] | None:
    """The questions of passed pages that were left empty; ``None`` where nobody was asked."""
    return keys_written(sent.fields.get("empty", ""))


def held_text(document: Mapping[str, object]) -> str:
    """What is told so far, as the page holds it: a profile, an incident, an interview."""
    return json.dumps(document, ensure_ascii=False, separators=(",", ":"), default=str)


def held_mapping(text: str) -> dict[str, object] | None:
    """The same as it was; ``None`` where the page holds nothing that can be read."""
    try:
        found = load_json(text)
    except ValueError:
        return None
    return found if isinstance(found, dict) else None


def held_file(text: str) -> HeldFile:
    """The same as a file that is read like any other."""
    return HeldFile(sentence("网页上已填的.json"), text.encode())
