"""``huiqi calendar``: what opens, closes and falls due, also as a file for calendars."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from huiqi.cli.context import (
    asked,
    choose_day,
    choose_language,
    engine,
    faults_told,
    print_json,
    show_page,
)
from huiqi.cli.options import Answers, AsOf, Json, Lang, Rules
from huiqi.words import to_say

if TYPE_CHECKING:
    from huiqi.decision.agenda import Agenda
    from huiqi.profile.profile import Profile
    from huiqi.report.phrases import Phrases

#: A calendar, or the page.
_CALENDAR = ".ics"
_WRITTEN = (_CALENDAR, ".html", ".xlsx")


def calendar(
    profile: Annotated[
        Path | None,
        typer.Argument(
            metavar="PROFILE",
            help=to_say("企业画像（YAML、JSON 或填好的 XLSX 表）：只列它能得、可能能得的"),
            show_default=False,
        ),
    ] = None,
    year: Annotated[
        int | None, typer.Option("--year", help=to_say("哪一年（默认评估日起十二个月）"))
    ] = None,
    output: Annotated[
        Path | None,
        typer.Option("-o", "--output", help=to_say("写入文件：.ics 是日历，.html、.xlsx 是这一页")),
    ] = None,
    as_of: AsOf = None,
    lang: Lang = None,
    json: Json = False,
    rules: Rules = None,
    full: Annotated[bool, typer.Option("--full", help=to_say("全部日子"))] = False,
    answers: Answers = None,
) -> None:
    """The calendar, of all or of one enterprise."""
    with faults_told(json):
        if output is not None:
            from huiqi.files import check_outputs
            from huiqi.report.media.files import check_medium

            check_medium(output, _WRITTEN)
            check_outputs({"-o": output}, (profile, answers))
        if profile is None:
            from huiqi.report.phrases import Phrases

            language, day = choose_language(lang), choose_day(as_of)
            with engine(rules, language, compare=False) as loaded:
                found = loaded.agenda(day, year=year)
                phrases = Phrases(loaded.rulebook, language)
            _told(found, None, phrases, output=output, json=json, full=full)
            return
        with asked(profile, rules, as_of, language=lang, answers=answers) as about:
            found = about.engine.agenda(about.as_of, year=year, enterprise=about.enterprise)
            phrases = about.phrases()
            _told(found, about.enterprise, phrases, output=output, json=json, full=full)


def _told(
    agenda: Agenda,
    enterprise: Profile | None,
    phrases: Phrases,
    *,
    output: Path | None,
    json: bool,
    full: bool,
) -> None:
    """As a file, as a document, or on the screen."""
    from huiqi.report.pages.calendar import calendar_page, calendar_pages

    if output is not None and output.suffix.lower() == _CALENDAR:
        from huiqi.files import write_file
        from huiqi.report.calendar_file import as_icalendar

        write_file(output, as_icalendar(agenda, phrases))
    elif output is not None:
        from huiqi.report.media.files import write_page

        write_page(output, calendar_page(agenda, phrases, enterprise), phrases.language)
    if json:
        from huiqi.serialisation.agendas import agenda_json

        print_json("calendar", agenda_json(agenda, phrases.rulebook, enterprise))
        return
    show_page((calendar_page if full else calendar_pages)(agenda, phrases, enterprise))
