"""``huiqi screen``: every enterprise of a table, and whom to call."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from huiqi.cli.answers_kept import Kept, kept_of
from huiqi.cli.asked_of_table import ask_of_table, asks
from huiqi.cli.context import (
    choose_day,
    choose_language,
    faults_told,
    tell,
)
from huiqi.cli.list_kept import files_written, summary_of, written_with_cards
from huiqi.cli.not_asked import not_asked
from huiqi.cli.options import (
    About,
    AsOf,
    Columns,
    Every,
    Header,
    Json,
    Keep,
    Lang,
    Lenient,
    ListTables,
    MeasuresSaid,
    NoIsNever,
    NoneIsNought,
    Redact,
    Rules,
    ScreeningEngine,
    Sheet,
    SparkMaster,
    Spent,
    StillHeld,
    TitlesYear,
    Unit,
    Unsure,
    WhetherClaimed,
    WholeLists,
    Year,
    given_table,
)
from huiqi.cli.screen_city import CityAsked, screen_whole_city
from huiqi.cli.screen_files import (
    AUTOMATIC,
    LIST,
    MOST_CARDS,
    keep_lists,
    last_told,
    mark_words,
    show_screening,
    tell_rejected,
    tell_remarks,
    write_beside,
    write_cards,
    write_change,
)
from huiqi.words import Say, to_say

if TYPE_CHECKING:
    from datetime import date

    from huiqi.city import GivenTable
    from huiqi.report.phrases import Phrases
    from huiqi.rulebook.rulebook import Rulebook
    from huiqi.screening.screened import ScreenedEnterprise, Screening


def screen(
    table: Annotated[
        Path,
        typer.Argument(
            metavar="TABLE", help=to_say("企业表（CSV 或 XLSX，一行一户）"), show_default=False
        ),
    ],
    output: Annotated[
        Path | None,
        typer.Option(
            "-o",
            "--output",
            help=to_say(
                "写入文件：.xlsx 先联系谁、逐户逐项、合计各一张，.csv 逐户逐项，.html 网页"
            ),
        ),
    ] = None,
    by: Annotated[
        str | None,
        typer.Option("--by", help=to_say("按这一列（县市区、服务专员……）或规则里能分组的分成几张")),
    ] = None,
    lists: ListTables = None,
    whole: WholeLists = None,
    measure: MeasuresSaid = None,
    supposed: Annotated[
        list[str] | None,
        typer.Option(
            "--set",
            help=to_say("假设参数取别的值，与现行比：参数=值，如 研发机构补贴比例=15%（可重复）"),
        ),
    ] = None,
    instead: Annotated[
        Path | None, typer.Option("--instead", help=to_say("假设用另一份规则（目录），与现行比"))
    ] = None,
    automatic: Annotated[
        bool,
        typer.Option("--automatic", help=to_say("免申即享：只列一定符合、文件有效的，连同凭据")),
    ] = False,
    cards: Annotated[
        Path | None, typer.Option("--cards", help=to_say("先联系的企业每户写一页，写入这个目录"))
    ] = None,
    top: Annotated[
        int | None,
        typer.Option(
            "--top", min=1, help=to_say("--cards 写几户（默认 30；有 --where 时默认全部）")
        ),
    ] = None,
    where: Annotated[
        list[str] | None,
        typer.Option(
            "--where",
            help=to_say(
                "只看这些企业（名单、文件、--cards）：列名=内容，如 县市区=东昌府区、企业名称=…；"
                "或 措施=标记，如 小升规奖励=差一步（可重复）"
            ),
        ),
    ] = None,
    redact: Redact = False,
    unread_as_unknown: Lenient = None,
    about: About = False,
    spent: Spent = False,
    none_is_nought: NoneIsNought = False,
    no_is_never: NoIsNever = False,
    whether_claimed: WhetherClaimed = False,
    still_held: StillHeld = False,
    titles_year: TitlesYear = None,
    unsure: Unsure = None,
    keep: Keep = None,
    engine: ScreeningEngine = "duckdb",
    spark_master: SparkMaster = None,
    sheet: Sheet = None,
    header: Header = None,
    column: Columns = None,
    year: Year = None,
    unit: Unit = None,
    every: Every = None,
    ask: Annotated[
        bool | None,
        typer.Option(
            "--ask/--no-ask",
            help=to_say("认不准的列、年份、地方先问（默认：在终端前就问）"),
            show_default=False,
        ),
    ] = None,
    as_of: AsOf = None,
    lang: Lang = None,
    json: Json = False,
    rules: Rules = None,
) -> None:
    """A table of enterprises decided one by one."""
    with faults_told(json):
        from huiqi.city import (
            beside,
            chosen_of,
            cluster_of,
            groups_of,
            is_for_database,
            screen,
        )
        from huiqi.cli.progress import Progress
        from huiqi.engine import Engine, rules_folder
        from huiqi.report.pages.screen_words import worded
        from huiqi.report.phrases import Phrases

        language, day = choose_language(lang), choose_day(as_of)
        cluster = cluster_of(engine, spark_master, output.parent if output else Path())
        _check_writing(output, cards, [table, rules or rules_folder()], Say(language))
        given = given_table(
            table,
            sheet=sheet,
            header=header,
            column=column,
            year=year,
            unit=unit,
            every=every,
            lists=lists,
            whole=whole,
            meant=measure,
            redact=redact,
            lenient=unread_as_unknown,
            about=about,
            spent=spent,
            none_is_nought=none_is_nought,
            no_is_never=no_is_never,
            whether_claimed=whether_claimed,
            still_held=still_held,
            titles_year=titles_year,
            unsure=unsure,
            keep=keep,
            by=by,
            wheres=where,
        )
        rulebook = Engine.load(rules, compare=False).rulebook
        phrases = Phrases(rulebook, language)
        asked_first = asks(ask, json)
        answered = kept_of(given)
        progress = Progress(language)
        read = [table, *(Path(one.partition("=")[2]) for one in lists or ())]
        written = [] if output is None else [output]
        if cluster is not None or is_for_database([*read, *written]):
            given = _as_unknown(given)
            if ask:
                typer.echo(phrases.say("整表评估时不先问：认不准的列看提醒"), err=True)
            asked = CityAsked(
                given=given,
                phrases=phrases,
                progress=progress,
                day=day,
                output=output,
                cards=cards,
                top=top,
                wheres=tuple(where or ()),
                automatic=automatic,
                json=json,
                cluster=cluster,
            )
            screen_whole_city(asked, supposed, instead, rules)
            return

        last = None if output is None else summary_of(output)
        if asked_first:
            given, answered = ask_of_table(given, rulebook, day, language, last=last)
        given = _as_unknown(given)
        if not asked_first and ask is None and not json:
            # What was said this time is not said again as it was the last.
            _tell_not_asked(given, rulebook, day, phrases, None if answered else last)

        def screened(rulebook: Rulebook, said: str) -> Screening:
            progress.begin(said)
            words = worded(Phrases(rulebook, language))
            told = screen(rulebook, given, day, words, progress=progress.tell)
            progress.end()
            return told

        found = screened(rulebook, to_say("评估 {done}"))
        if where:
            found = chosen_of(found, where, mark_words(phrases))
        groups = groups_of(found)
        # The list of who is paid, and what other rules would make of the table, do not tell them.
        told_anew = bool(supposed) or instead is not None
        tells_all = not automatic and not told_anew
        if output is not None and cards is not None and not told_anew:
            output = written_with_cards(output, found.chosen, phrases)
        listed = output is not None and output.suffix.lower() == ".xlsx"
        tell_remarks(
            found,
            output if tells_all and listed else None,
            phrases,
            of_unread=not asked_first and unread_as_unknown is None,
            about=about,
        )
        if told_anew:
            other = Engine.load(instead or rules, compare=False).supposing(*supposed or ())
            tell(other.remarks)
            after = screened(other.rulebook, to_say("假设 {done}"))
            if where:
                after = after.of_rows({entry.row for entry in found.entries}, where)
            moved = beside(found, after, groups)
            write_change(moved, Phrases(other.rulebook, language), output, json)
            return
        if cards is not None:
            _write_cards(cards, found, given, phrases, top)
        if output is not None:
            _write(output, found, groups, phrases, given, answered, automatic=automatic)
        else:
            tell_rejected(found, phrases)
        show_screening(found, phrases, json, automatic=automatic, asked=asked_first)


def _as_unknown(given: GivenTable) -> GivenTable:
    """The table; where nobody says otherwise a cell that cannot be read refuses no row."""
    return replace(given, lenient=True) if given.lenient is None else given


def _tell_not_asked(
    given: GivenTable, rulebook: Rulebook, day: date, phrases: Phrases, last: Path | None
) -> None:
    if said := not_asked(given, rulebook, day, phrases.say, last=last):
        typer.echo(said, err=True)


def _check_writing(output: Path | None, cards: Path | None, read: Sequence[Path], say: Say) -> None:
    """Refuses, before any work, what cannot be written, or would be written over what is read."""
    from huiqi.files import check_folder, check_outputs
    from huiqi.report.media import files

    if output is not None:
        files.check_medium(output, (*files.MEDIA, ".parquet"))
        check_outputs(files_written(output, say), read)
    if cards is not None:
        check_folder(cards)


def _write(
    output: Path,
    found: Screening,
    groups: Sequence[tuple[str, Sequence[ScreenedEnterprise]]],
    phrases: Phrases,
    given: GivenTable,
    answered: Kept,
    *,
    automatic: bool,
) -> None:
    """The answers; beside them the sums, and the rows that could not be read."""
    from huiqi.report.media import files
    from huiqi.report.pages.screen import screening_page
    from huiqi.report.pages.screen_list import CallList
    from huiqi.report.pages.screen_tables import answers_page, automatic_page
    from huiqi.report.pages.since_last import NO_LAST, SinceLast

    kind, lists = AUTOMATIC if automatic else LIST, None
    last = last_told(output, found, groups, phrases, redact=given.redact)
    if automatic:
        page = automatic_page(found, phrases)
    elif output.suffix.lower() == ".csv":
        page = answers_page(found, phrases)
    else:
        # Of some enterprises alone nothing is new or gone.
        since = SinceLast(last.reasons) if last and found.of_whole is None else NO_LAST
        lists = CallList(found, phrases, since, last)
        page = screening_page(found, phrases, groups, lists)
        if news := lists.since_last:
            typer.echo(news, err=True)
    keep_lists(output, phrases, kind=kind, chosen=found.chosen, lists=lists)
    files.write_page(output, page, phrases.language)
    write_beside(
        found, output, phrases, kind=kind, lenient=given.lenient, answered=answered, lists=lists
    )
    typer.echo(phrases.say("写好了 {file}", file=output.name), err=True)


def _write_cards(
    folder: Path, found: Screening, given: GivenTable, phrases: Phrases, top: int | None
) -> None:
    """A page to hand over for each of the first to be called."""
    from huiqi.city import decisions
    from huiqi.report.pages.calls import Calls

    most = top if top is not None or found.chosen else MOST_CARDS
    entries = Calls(found, phrases).in_order(found.entries)[:most]
    rows = [entry.row for entry in entries]
    told = decisions(found.rulebook, given, found.as_of, rows)
    write_cards(folder, found, entries, told, phrases)
