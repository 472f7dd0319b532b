"""``huiqi penalty``: an incident against the statute and the lists, and the lists themselves."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from typer.core import TyperGroup

from huiqi.cli.context import (
    BAD_INPUT,
    choose_day,
    choose_language,
    engine,
    faults_told,
    print_json,
    show_page,
    tell,
)
from huiqi.cli.options import Header, Json, Lang, Lists, Receipt, Rules, WithoutNames, lists_folder
from huiqi.cli.receipts import check_receipt_asked, keep_receipt
from huiqi.sentences import sentence
from huiqi.words import to_say

if TYPE_CHECKING:
    from datetime import date

    from huiqi.authoring import ListHeading


class _FileFirst(TyperGroup):
    """A group whose first argument, where it names no command, is an incident file."""

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        """``penalty incident.yaml`` is ``penalty decide incident.yaml``."""
        if args and args[0] not in self.commands and not args[0].startswith("-"):
            args = ["decide", *args]
        return super().resolve_command(ctx, args)


penalty_app = typer.Typer(
    cls=_FileFirst,
    help=to_say("免罚轻罚：huiqi penalty 文件 判一个违法行为；find 查清单，import 导入清单。"),
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)

AsOf = Annotated[
    str | None, typer.Option("--as-of", help=to_say("评估日（作决定那天）YYYY-MM-DD（默认今天）"))
]
#: What a receipt of an incident lacks on request.
LEFT_OUT = to_say("（没有写当事人、说明、行为的描述、事件的名称、判定人和他们的理由）")


@penalty_app.command(
    "decide",
    hidden=True,
    help=to_say("一个违法行为：应当还是可以不予、从轻或者减轻处罚，为什么，先要做到什么。"),
)
def decide(
    incident: Annotated[
        Path,
        typer.Argument(
            metavar="INCIDENT", help=to_say("违法行为（YAML、JSON）"), show_default=False
        ),
    ],
    as_of: AsOf = None,
    lang: Lang = None,
    json: Json = False,
    rules: Rules = None,
    lists: Lists = None,
    full: Annotated[bool, typer.Option("--full", help=to_say("不成立的也列出全部条件"))] = False,
    receipt: Receipt = None,
    without_names: WithoutNames = False,
) -> None:
    """One incident judged."""
    with faults_told(json):
        from huiqi.files import check_outputs

        check_receipt_asked(receipt, without_names)
        check_outputs({"--receipt": receipt}, (incident,))
        language, day = choose_language(lang), choose_day(as_of)
        with engine(rules, language, lists=lists_folder(lists)) as loaded:
            read = loaded.read_incident(incident, day)
            tell(read.remarks)
            decision = loaded.judge(read.incident, day)
            book = loaded.penalties
            if receipt is not None:
                from huiqi.kept_decisions import incident_receipt

                text = incident_receipt(
                    loaded, incident, day, language=language, nameless=without_names
                )
                left_out = LEFT_OUT if without_names else ""
                keep_receipt(receipt, text, left_out, loaded, language)
            if json:
                from huiqi.report.phrases import Phrases
                from huiqi.serialisation.penalties import penalty_json

                print_json("penalty", penalty_json(decision, book, Phrases(book.terms, language)))
                return
            from huiqi.report.pages.penalty import penalty_full_page, penalty_pages
            from huiqi.report.phrases import Phrases

            told = (decision, book, Phrases(book.terms, language))
            show_page(penalty_full_page(*told) if full else penalty_pages(*told))


@penalty_app.command("find", help=to_say("按违法行为、领域、法条查找清单事项与先例。"))
def find(
    words: Annotated[
        list[str], typer.Argument(metavar=to_say("词语…"), help=to_say("几个词，如 未按规定 公示"))
    ],
    domain: Annotated[str | None, typer.Option("--domain", help=to_say("只在这个领域里找"))] = None,
    deciding: Annotated[
        bool, typer.Option("--deciding", help=to_say("只找能据以决定的，不列先例"))
    ] = False,
    most: Annotated[int, typer.Option("--most", min=1, max=100, help=to_say("最多列出几项"))] = 10,
    full: Annotated[bool, typer.Option("--full", help=to_say("每一项的条件和法条都列出"))] = False,
    as_of: AsOf = None,
    lang: Lang = None,
    json: Json = False,
    rules: Rules = None,
    lists: Lists = None,
) -> None:
    """Items and precedents by words."""
    with faults_told(json):
        from huiqi.serialisation.penalty_items import found_json

        language, day = choose_language(lang), choose_day(as_of)
        query = " ".join(words)
        with engine(rules, language, compare=False, lists=lists_folder(lists)) as loaded:
            precedents = False if deciding else None
            found = loaded.find_penalties(query, domain=domain, precedents=precedents, most=most)
            if json:
                print_json("penalty-find", found_json(query, found, loaded.penalties, day))
                return
            from huiqi.report.pages.penalty_find import found_page, found_pages
            from huiqi.report.phrases import Phrases

            book = loaded.penalties
            told = (query, found, book, Phrases(book.terms, language), day)
            show_page(found_page(*told) if full else found_pages(*told))


@penalty_app.command(
    "import",
    help=to_say("导入市里正式的清单：逐行收下或说明为什么不收；全部合格才写入，可以撤销。"),
)
def import_list(
    table: Annotated[
        Path,
        typer.Argument(metavar="FILE", help=to_say("正式清单（XLSX 或 CSV）"), show_default=False),
    ],
    title: Annotated[
        str, typer.Option("--title", help=to_say("清单的名称"), show_default=False)
    ] = "",
    number: Annotated[str, typer.Option("--number", help=to_say("文号"))] = "",
    issuer: Annotated[str, typer.Option("--issuer", help=to_say("发布机关"))] = "",
    since: Annotated[str | None, typer.Option("--from", help=to_say("施行日 YYYY-MM-DD"))] = None,
    until: Annotated[str | None, typer.Option("--until", help=to_say("失效日 YYYY-MM-DD"))] = None,
    seen: Annotated[
        str | None, typer.Option("--seen", help=to_say("最近见到它有效的日子 YYYY-MM-DD"))
    ] = None,
    standing: Annotated[
        bool, typer.Option("--open", help=to_say("没有写有效期，长期有效，直到废止"))
    ] = False,
    url: Annotated[str, typer.Option("--url", help=to_say("正式文本的网址"))] = "",
    column: Annotated[
        list[str] | None,
        typer.Option(
            "--column", help=to_say("列名对应，如 领域=执法门类（可重复）"), show_default=False
        ),
    ] = None,
    sheet: Annotated[
        str | None, typer.Option("--sheet", help=to_say("工作表（默认第一张）"))
    ] = None,
    header: Header = None,
    partial: Annotated[
        bool, typer.Option("--partial", help=to_say("有不收的行也导入其余各行"))
    ] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help=to_say("只看结果，不导入"))] = False,
    report: Annotated[
        Path | None,
        typer.Option("--report", help=to_say("把每一行的结果写成 CSV"), show_default=False),
    ] = None,
    lang: Lang = None,
    json: Json = False,
    rules: Rules = None,
    lists: Lists = None,
) -> None:
    """A list taken in, row by row."""
    with faults_told(json):
        from huiqi.authoring import ListHeading, keep_list, read_list
        from huiqi.engine import rules_folder
        from huiqi.files import check_outputs
        from huiqi.report.import_rows import write_rows
        from huiqi.serialisation.penalty_items import import_json

        language = choose_language(lang)
        check_outputs({"--report": report}, [table, rules or rules_folder()])
        heading = ListHeading(
            title=title,
            number=number,
            issuer=issuer,
            since=_day("--from", since),
            until=_day("--until", until),
            url=url,
            seen=_day("--seen", seen),
            open=standing,
        )
        _in_order(heading)
        outcome, book, remarks = read_list(
            table, heading, rules=rules, columns=column or (), sheet=sheet, header=header
        )
        tell(remarks)
        wanted = not dry_run and bool(outcome.accepted) and (partial or not outcome.refused)
        written = keep_list(outcome, lists_folder(lists)) if wanted else None
        if report is not None:
            write_rows(report, outcome)
        if json:
            print_json("penalty-import", import_json(outcome, book, written))
        else:
            from huiqi.report.pages.penalty_import import import_pages
            from huiqi.report.phrases import Phrases

            phrases = Phrases(book.terms, language)
            pages = import_pages(outcome, heading, book, phrases, written=written, dry_run=dry_run)
            show_page(pages)
        if written is None and not dry_run:
            raise SystemExit(BAD_INPUT)


def _in_order(heading: ListHeading) -> None:
    """The days of a list in force, as the options give them."""
    from huiqi.diagnostics import Place, input_error

    for later, earlier, option, message in (
        (heading.until, heading.since, "--until", sentence("失效日早于施行日（--from）")),
        (heading.seen, heading.since, "--seen", sentence("见到有效的日子早于施行日（--from）")),
        (heading.until, heading.seen, "--until", sentence("失效日早于见到有效的日子（--seen）")),
    ):
        if later is not None and earlier is not None and later < earlier:
            raise input_error("V227", Place(option), message, found=f"{later} < {earlier}")
    if heading.open and heading.until is not None:
        message = sentence("写了失效日（--until）的不是长期有效")
        raise input_error("V227", Place("--open"), message)


def _day(option: str, written: str | None) -> date | None:
    from huiqi.dates import parse_date
    from huiqi.diagnostics import Place, input_error
    from huiqi.quantities import QuantityError

    if written is None:
        return None
    try:
        return parse_date(written)
    except QuantityError as problem:
        raise input_error("C102", Place(option), problem.told, found=written) from None


@penalty_app.command("undo", help=to_say("撤销最近一次导入，恢复到前一次。"))
def undo(lang: Lang = None, json: Json = False, lists: Lists = None) -> None:
    """The last import taken back."""
    with faults_told(json):
        from huiqi.authoring import take_list_back

        language = choose_language(lang)
        gone, left = take_list_back(lists_folder(lists))
        if json:
            from huiqi.serialisation.penalty_items import undo_json

            print_json("penalty-undo", undo_json(gone, left))
            return
        from huiqi.report.pages.penalty_import import undo_page
        from huiqi.words import Say

        show_page(undo_page(gone, left, Say(language)))


@penalty_app.command(
    "template",
    help=to_say(
        "一份空表：填一个违法行为用（默认打印出来，或写成 .yaml），或导入清单用（.xlsx、.csv）。"
    ),
)
def template(
    output: Annotated[
        Path | None,
        typer.Option(
            "-o",
            "--output",
            help=to_say(
                "写到哪里（.yaml 违法行为表；.xlsx、.csv 清单导入表）；不写就把违法行为表打印出来"
            ),
            show_default=False,
        ),
    ] = None,
    lang: Lang = None,
    rules: Rules = None,
) -> None:
    """An empty incident, or an empty list."""
    with faults_told():
        from huiqi.authoring import empty_incident, write_empty

        language = choose_language(lang)
        if output is None:
            typer.echo(empty_incident(rules, language), nl=False)
            return
        write_empty(output, rules, language)
        from huiqi.report.pages.penalty_import import template_page
        from huiqi.words import Say

        show_page(template_page(output, Say(language)))
