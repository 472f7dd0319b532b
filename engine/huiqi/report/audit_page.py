"""The page of an audit."""

from __future__ import annotations

from typing import NamedTuple

from huiqi.audit.audited import LIMITS, Audited, Checked
from huiqi.audit.finding import Figure
from huiqi.report.audit import MARK, PARTS, worst
from huiqi.report.html import render


class _Part(NamedTuple):
    """One part of the audit, with its checks."""

    title: str
    checked: list[Checked]


def audit_page(audited: Audited, language: str) -> str:
    """The page, complete in one file: figures, and behind each check what it found."""
    parts: dict[str, _Part] = {}
    for one in audited.checked:
        code = one.check.code[:2]
        title = PARTS[code].in_language(language) if code in PARTS else code
        parts.setdefault(code, _Part(title, [])).checked.append(one)
    return render(
        "audit.html",
        language,
        parts=list(parts.values()),
        rulebook=audited.audit.rulebook,
        limits=LIMITS.in_language(language),
        tone=_tone,
        mark=lambda one: MARK[worst(one.findings)],
    )


def _tone(figure: Figure) -> str:
    percent = figure.percent
    if percent is None:
        return "soft"
    return "good" if percent == 100 else "bad" if percent < 80 else ""
