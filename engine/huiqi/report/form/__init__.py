"""The form to fill in, as a workbook and as a commented text."""

from __future__ import annotations

from huiqi.profile.form.template import Template
from huiqi.report.phrases import Phrases


def written_form(template: Template, phrases: Phrases, ending: str) -> str | bytes:
    """The form as a file whose name ends so is written."""
    from huiqi.report.form.text import form_text
    from huiqi.report.form.workbook import form_workbook

    write = form_workbook if ending == ".xlsx" else form_text
    return write(template, phrases)
