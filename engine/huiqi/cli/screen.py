"""``huiqi screen``: every enterprise of a table, and whom to call."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from huiqi.cli.context import (
    BAD_INPUT,
    choose_day,
    choose_language,
    faults_told,
    print_json,
    show_page,
    tell,
)
from huiqi.cli.options import (
    AsOf,
    Columns,
    Header,
    Json,
    Keep,
    Lang,
    ListTables,
    Redact,
    Rules,
    ScreeningEngine,
    Sheet,
    SparkMaster,
    WholeLists,
    Year,
)
from huiqi.cli.screen_files import files_written, write_beside
from huiqi.diagnostics import Place, input_error
from huiqi.sentences import sentence
from huiqi.words import to_say

if TYPE_CHECKING:
    from datetime import date

    from huiqi.city import Cluster, GivenTable
    from huiqi.cli.progress import Progress
    from huiqi.report.phrases import Phrases
    from huiqi.rulebook.rulebook import Rulebook
    from huiqi.screening.city_results import City
    from huiqi.screening.moved import ScreeningChange
    from huiqi.screening.screened import ScreenedEnterprise, Screening

#: So many cards are written where neither their number nor whose is asked for.
_MOST_CARDS = 30


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
    supposed: Annotated[
        list[str] | None,
        typer.Option(
            "--set", help=to_say("假设参数取别的值，与现行比：参数=值，如 补贴比例=15%（可重复）")
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
                "--cards 只写这些：列名=内容，如 县市区=东昌府区；"
                "或 措施=标记，如 小升规奖励=差一步（可重复）"
            ),
        ),
    ] = None,
    redact: Redact = False,
    keep: Keep = None,
    engine: ScreeningEngine = "duckdb",
    spark_master: SparkMaster = None,
    sheet: Sheet = None,
    header: Header = None,
    column: Columns = None,
    year: Year = None,
    as_of: AsOf = None,
    lang: Lang = None,
    json: Json = False,
    rules: Rules = None,
) -> None:
    """A table of enterprises decided one by one."""
    with faults_told(json):
        from huiqi.city import (
            GivenTable,
            beside,
            cluster_of,
            groups_of,
            is_for_database,
            screen,
        )
        from huiqi.cli.progress import Progress
        from huiqi.engine import Engine, rules_folder
        from huiqi.files import check_outputs
        from huiqi.report.media import files
        from huiqi.report.pages.screen_words import worded
        from huiqi.report.phrases import Phrases

        language, day = choose_language(lang), choose_day(as_of)
        if where and cards is None:
            message, remedy = sentence("和 --cards 一起用"), sentence("--cards 目录")
            raise input_error("C144", Place("--where"), message, remedy=remedy)
        cluster = cluster_of(engine, spark_master, output.parent if output else Path())
        if output is not None:
            files.check_medium(output, (*files.MEDIA, ".parquet"))
            check_outputs(files_written(output), [table, rules or rules_folder()])
        given = GivenTable(
            file=table,
            sheet=sheet,
            header=header,
            columns=tuple(column or ()),
            year=year,
            lists=tuple(lists or ()),
            whole=tuple(whole or ()),
            redact=redact,
            keep=tuple(keep or ()),
            by=by,
        )
        rulebook = Engine.load(rules, compare=False).rulebook
        phrases = Phrases(rulebook, language)
        progress = Progress(language)
        read = [table, *(Path(one.partition("=")[2]) for one in lists or ())]
        written = [] if output is None else [output]
        if cluster is not None or is_for_database([*read, *written]):
            asked = _CityAsked(
                given=given,
                phrases=phrases,
                progress=progress,
                day=day,
                output=output,
                cards=cards,
                first=_first(cards, top, by),
                automatic=automatic,
                json=json,
                cluster=cluster,
            )
            if where:
                message = sentence("整表在数据库里评估时还没有这一项")
                remedy = sentence("先把要看的企业另存一张较小的 CSV 或 XLSX")
                raise input_error("C146", Place("--where"), message, remedy=remedy)
            _city(asked, supposed, instead, rules)
            return

        def screened(rulebook: Rulebook, said: str) -> Screening:
            progress.begin(said)
            words = worded(Phrases(rulebook, language))
            told = screen(rulebook, given, day, words, progress=progress.tell)
            progress.end()
            return told

        found = screened(rulebook, to_say("评估 {done}"))
        groups = groups_of(found)
        tell(found.remarks)
        if supposed or instead is not None:
            other = Engine.load(instead or rules, compare=False).supposing(*supposed or ())
            tell(other.remarks)
            after = screened(other.rulebook, to_say("假设 {done}"))
            _change(beside(found, after, groups), Phrases(other.rulebook, language), output, json)
            return
        if cards is not None:
            _write_cards(cards, found, given, phrases, where=where or (), top=top)
        if output is not None:
            _write(output, found, groups, phrases, automatic=automatic)
        elif found.rejected:
            tell(fault for one in found.rejected for fault in one.faults)
        _show(found, phrases, json, automatic=automatic)


#: So many of a city, or of each group, are listed to be called first.
_FIRST, _FIRST_OF_EACH = 20, 50
_STEPS = {
    "loading": to_say("读表 {done}"),
    "deciding": to_say("评估 {done}"),
    "apart": to_say("逐户评估 {done}"),
    "beyond": to_say("写不成查询的措施 {done}"),
    "together": to_say("能不能同时得 {done}"),
    "telling": to_say("汇总 {done}"),
}


def _first(cards: Path | None, top: int | None, by: str | None) -> int:
    if cards is not None:
        return top or _MOST_CARDS
    return _FIRST if by is None else _FIRST_OF_EACH


@dataclass(frozen=True, slots=True, kw_only=True)
class _CityAsked:
    """What is asked of a table of any size."""

    given: GivenTable
    phrases: Phrases
    progress: Progress
    day: date
    output: Path | None
    cards: Path | None
    first: int
    automatic: bool
    json: bool
    cluster: Cluster | None

    def step(self, name: str) -> None:
        """Tells which step it is at."""
        self.progress.begin(_STEPS[name])
        self.progress.tell(self.progress.check)


def _city(
    asked: _CityAsked, supposed: list[str] | None, instead: Path | None, rules: Path | None
) -> None:
    """A table of any size, in a database; with other rules, what they would make of it."""
    from huiqi.city import beside_in_database, screen_city
    from huiqi.engine import Engine
    from huiqi.report.pages.screen_words import worded
    from huiqi.report.phrases import Phrases

    phrases, given, day = asked.phrases, asked.given, asked.day
    told = {"step": asked.step, "progress": asked.progress.tell}
    cluster = asked.cluster
    if supposed or instead is not None:
        other = Engine.load(instead or rules, compare=False).supposing(*supposed or ())
        tell(other.remarks)
        moved = beside_in_database(
            phrases.rulebook, other.rulebook, given, day, cluster=cluster, **told
        )
        asked.progress.end()
        tell(moved.before.remarks)
        _change(moved, Phrases(other.rulebook, phrases.language), asked.output, asked.json)
        return
    first = None if asked.automatic else asked.first
    with screen_city(
        phrases.rulebook, given, day, worded(phrases), first=first, cluster=cluster, **told
    ) as city:
        asked.progress.end()
        tell(city.screening.remarks)
        if asked.cards is not None:
            _write_city_cards(asked.cards, city, phrases)
        if asked.output is not None:
            _write_city(city, asked.output, phrases, automatic=asked.automatic)
        _show(city.screening, phrases, asked.json, automatic=asked.automatic)


def _show(found: Screening, phrases: Phrases, json: bool, *, automatic: bool) -> None:
    from huiqi.report.pages.screen import screening_screen
    from huiqi.report.pages.screen_tables import automatic_page
    from huiqi.serialisation.screens import screening_json

    if json:
        print_json("screen", screening_json(found))
    else:
        show_page((automatic_page if automatic else screening_screen)(found, phrases))
    if not found.decided:
        raise SystemExit(BAD_INPUT)


def _write_city_cards(folder: Path, found: City, phrases: Phrases) -> None:
    """A page to hand over for each of those to call first, named by its row alone."""
    from huiqi.files import make_folder
    from huiqi.report.media import files
    from huiqi.report.pages.check import check_pages

    rows = [entry.row for entry in found.screening.entries]
    make_folder(folder)
    for row, decision in found.decisions(rows):
        page = next(check_pages(decision, phrases, None))
        files.write_page(folder / f"{row:07d}.html", page, phrases.language)


def _write_city(found: City, output: Path, phrases: Phrases, *, automatic: bool) -> None:
    """All answers, or the sheets; beside them the sums, and the rows that could not be read."""
    from huiqi.report.media import files
    from huiqi.report.pages.screen import screening_page
    from huiqi.report.pages.screen_city import city_page, heads_for_people, heads_for_programs
    from huiqi.report.pages.screen_tables import automatic_page

    screening, kind = found.screening, output.suffix.lower()
    if automatic and kind != ".parquet":
        files.write_page(output, automatic_page(screening, phrases), phrases.language)
    elif kind == ".parquet":
        found.write(output, heads_for_programs())
    elif kind == ".csv":
        found.write(output, heads_for_people(screening, phrases))
    elif kind == ".xlsx":
        page = city_page(screening, phrases, found.groups, found.rows())
        files.write_page(output, page, phrases.language)
    else:
        files.write_page(output, screening_page(screening, phrases, found.groups), phrases.language)
    write_beside(screening, output, phrases)


def _change(change: ScreeningChange, phrases: Phrases, output: Path | None, json: bool) -> None:
    """What other rules would make of the table, beside the present ones."""
    from huiqi.report.media import files
    from huiqi.report.pages.screen_change import change_page, change_screen
    from huiqi.serialisation.screens import screening_change_json

    if output is not None:
        files.write_page(output, change_page(change, phrases), phrases.language)
    if json:
        print_json("screen-change", screening_change_json(change))
    else:
        show_page(change_screen(change, phrases))


def _write(
    output: Path,
    found: Screening,
    groups: Sequence[tuple[str, Sequence[ScreenedEnterprise]]],
    phrases: Phrases,
    *,
    automatic: bool,
) -> None:
    """The answers; beside them the sums, and the rows that could not be read."""
    from huiqi.report.media import files
    from huiqi.report.pages.screen import screening_page
    from huiqi.report.pages.screen_tables import answers_page, automatic_page

    if automatic:
        page = automatic_page(found, phrases)
    elif output.suffix.lower() == ".csv":
        page = answers_page(found, phrases)
    else:
        page = screening_page(found, phrases, groups)
    files.write_page(output, page, phrases.language)
    write_beside(found, output, phrases)


def _write_cards(
    folder: Path,
    found: Screening,
    given: GivenTable,
    phrases: Phrases,
    *,
    where: Sequence[str],
    top: int | None,
) -> None:
    """A page to hand over for each of the first to be called, named by its row alone."""
    from huiqi.city import decisions, picked
    from huiqi.files import make_folder
    from huiqi.report.media import files
    from huiqi.report.pages.check import check_pages
    from huiqi.report.pages.marks import WORDS
    from huiqi.report.pages.screen import to_call

    words = {mark: (word, phrases.say(word)) for mark, word in WORDS.items()}
    entries = picked(found, to_call(found.entries), where, words)
    most = top if top is not None or where else _MOST_CARDS
    rows = [entry.row for entry in entries[:most]]
    make_folder(folder)
    for row, decision in decisions(found.rulebook, given, found.as_of, rows):
        page = next(check_pages(decision, phrases, None))
        files.write_page(folder / f"{row:05d}.html", page, phrases.language)
    if where:
        told = phrases.say("写了 {number} 户，在 {folder}", number=len(rows), folder=folder)
        print(told, file=sys.stderr)
