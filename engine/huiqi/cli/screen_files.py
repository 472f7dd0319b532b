"""What ``screen`` shows and writes of a table of any size: the page, cards, the sums, the rows that
could not be read.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from huiqi.cli.answers_kept import ANSWERED, OPTIONS, Kept, kept_in, summary_read, with_kept
from huiqi.cli.asked_of_table import all_options_of
from huiqi.cli.cards_kept import write_card
from huiqi.cli.context import BAD_INPUT, console, print_json, show_page, tell
from huiqi.cli.list_kept import (
    ADDED,
    HEADS,
    WRITTEN,
    heads_written,
    keep_last,
    mark,
    rejects_of,
    summary_of,
    written_marks,
)
from huiqi.words import to_say

if TYPE_CHECKING:
    from huiqi.decision.results import Decision
    from huiqi.decision.standing import Mark
    from huiqi.report.pages.screen_list import CallList
    from huiqi.report.phrases import Phrases
    from huiqi.screening.list_notes import LastList
    from huiqi.screening.moved import ScreeningChange
    from huiqi.screening.screened import ScreenedEnterprise, Screening

_TO_READ_ALL = to_say("要这些企业也评估、读不懂的格按未知，加 --unread-as-unknown")
#: What stands in an output.
LIST, AUTOMATIC, CHANGE = "list", "automatic", "change"
#: So many cards are written where neither their number nor whose is asked for.
MOST_CARDS = 30
#: Of so many rows that could not be read all is told where no file is written.
MOST_REJECTED = 20


def write_beside(
    found: Screening,
    output: Path,
    phrases: Phrases,
    *,
    kind: str,
    lenient: bool | None,
    answered: Kept,
    lists: CallList | None = None,
) -> None:
    """The sums, and the rows that could not be read.

    Args:
        kind: What was written to the output.
        lenient: Whether cells that cannot be read were taken as not known already.
        answered: How the table was said to be read, to be offered the next time; where nothing was
            said this time, what was said before stays.
        lists: What stands in the output, where that is lists of whom to call.
    """
    from huiqi import formats
    from huiqi.city import GivenTable
    from huiqi.files import write_file
    from huiqi.report.blocks import Table
    from huiqi.report.media import files
    from huiqi.report.pages.screen_tables import rejects_page
    from huiqi.serialisation.screens import screening_json
    from huiqi.serialisation.writing import json_text

    summary, rejects = summary_of(output), rejects_of(output)
    told = {"format": {"kind": "screen", "version": formats.RESULT}, **screening_json(found)}
    if kept := answered or kept_in(summary):
        told = {**told, ANSWERED: kept}
        if options := all_options_of(with_kept(GivenTable(file=output), kept)):
            told = {**told, OPTIONS: options}
    if lists is not None:
        told = {**told, HEADS: [*lists.own_heads], ADDED: [*lists.added_heads]}
    page = rejects_page(found, phrases)
    tables = [block.rows for block in page.blocks if isinstance(block, Table)]
    files.write_page(rejects, page, phrases.language)
    told = {**told, WRITTEN: written_marks(output, kind)}
    write_file(summary, json_text(told) + "\n")
    said = phrases.say(
        "旁边两份：{rejects} {holds}；{summary} 记着合计和这张表怎样读，下次照用，不用打开",
        rejects=rejects.name,
        holds=_holds(found, sum(map(len, tables)), phrases),
        summary=summary.name,
    )
    print(said, file=sys.stderr)
    if found.rejected:
        number = len(found.rejected)
        said = phrases.say("{number} 行读不了，原因在 {file}", number=number, file=rejects)
        print(said, file=sys.stderr)
        if not lenient:
            print(phrases.say(_TO_READ_ALL), file=sys.stderr)


def _holds(found: Screening, remarks: int, phrases: Phrases) -> str:
    """What stands in the file of the rows that could not be read."""
    if found.rejected:
        return phrases.say("是读不了的行和原因")
    if remarks:
        return phrases.say("是 {number} 条提醒，没有读不了的行", number=remarks)
    return phrases.say("只有表头，没有读不了的行")


def last_told(
    output: Path,
    found: Screening,
    groups: Sequence[tuple[str, Sequence[ScreenedEnterprise]]],
    phrases: Phrases,
    *,
    redact: bool,
) -> LastList | None:
    """The list that the output holds until it is written anew; nothing of it where persons are left
    out.
    """
    from huiqi.city import last_list

    if output.suffix.lower() != ".xlsx" or redact:
        return None
    say = phrases.say
    names = [say("先联系谁"), *(say.told(name) for name, _ in groups if name)]
    return last_list(
        output,
        names,
        name=say("企业名称"),
        reason=say("为什么先联系"),
        row=say("行"),
        own=heads_written(output),
    )


def keep_lists(
    output: Path, phrases: Phrases, *, kind: str, chosen: Sequence[str], lists: CallList | None
) -> None:
    """Keeps what stands at the output, as far as it is not on the lists that are written there.

    Args:
        lists: ``None`` where no such lists are written.
    """
    if lists is None:
        keep_last(output, phrases, kind=kind, chosen=chosen)
        return
    carried, left = lists.added_heads, lists.left
    keep_last(output, phrases, kind=kind, chosen=chosen, carried=carried, left=left)


def tell_remarks(
    found: Screening, workbook: Path | None, phrases: Phrases, *, of_unread: bool, about: bool
) -> None:
    """What there is to look at in the table: how much, where a workbook is written that tells it
    all.

    Args:
        of_unread: What could not be read is told all the same, by column with its remedy.
        about: What is said to be about so much was read.
    """
    from huiqi.report.pages.screen_remarks import cells_not_read

    if workbook is None:
        tell(found.remarks)
    elif found.remarks:
        if of_unread:
            for line in cells_not_read(found, phrases, about=about):
                print(line, file=sys.stderr)
        said = phrases.say(
            "读表时要看的有 {number} 处，都写在 {file} 的“说明”里",
            number=len(found.remarks),
            file=workbook.name,
        )
        print(said, file=sys.stderr)


def tell_rejected(found: Screening, phrases: Phrases) -> None:
    """What is wrong with the rows that could not be read; of many, with the first."""
    tell(fault for one in found.rejected[:MOST_REJECTED] for fault in one.faults)
    if more := found.rejected[MOST_REJECTED:]:
        said = phrases.say("另有 {number} 行读不了；加 -o 文件，原因都写在它旁边", number=len(more))
        print(said, file=sys.stderr)


def mark_words(phrases: Phrases) -> Mapping[Mark, Sequence[str]]:
    """What each mark is called."""
    from huiqi.report.pages.marks import WORDS

    return {mark: (word, phrases.say(word)) for mark, word in WORDS.items()}


def write_cards(
    folder: Path,
    found: Screening,
    entries: Sequence[ScreenedEnterprise],
    decisions: Iterable[tuple[int, Decision]],
    phrases: Phrases,
) -> None:
    """A page to hand over for each, in the order of the list, and one that says whose each is.

    A card is named by its place there and its row, so that names stay out of the folder.

    Args:
        entries: In that order.
    """
    from huiqi.files import make_folder
    from huiqi.report.pages.calls import Calls
    from huiqi.report.pages.card import card_page, cards_index

    make_folder(folder)
    width = len(str(len(entries)))
    places = {one.row: (place, one) for place, one in enumerate(entries, 1)}
    written: list[tuple[int, str, ScreenedEnterprise]] = []
    calls = Calls(found, phrases)
    for row, decision in decisions:
        place, entry = places[row]
        name = f"{place:0{width}d}-{row}.html"
        page = card_page(decision, entry, found, calls, phrases)
        write_card(folder / name, page, phrases)
        written.append((place, name, entry))
    cards = [(name, entry) for _, name, entry in sorted(written, key=lambda card: card[:2])]
    index = folder / "index.html"
    if found.chosen and len(cards) == 1:
        # One page needs none that leads to it; one that names all cards of the folder stays as it
        # is, and says nothing of this one.
        said = phrases.say("写好了 {file}", file=folder / cards[0][0])
        if index.exists():
            said = phrases.say(
                "写好了 {file}；{index} 没有改", file=folder / cards[0][0], index=index
            )
        print(said, file=sys.stderr)
        return
    write_card(index, cards_index(found, cards, calls, phrases), phrases)
    said = phrases.say(
        "写了 {number} 户，在 {folder}；谁的是哪一份，看 {index}",
        number=len(written),
        folder=folder,
        index=index,
    )
    print(said, file=sys.stderr)


def show_screening(
    found: Screening, phrases: Phrases, json: bool, *, automatic: bool, asked: bool = False
) -> None:
    """On standard output; a table of which nothing could be decided is bad input.  ``asked``: what
    its cells mean was asked first.
    """
    from huiqi.report.pages.screen import screening_screen
    from huiqi.report.pages.screen_tables import automatic_page
    from huiqi.serialisation.screens import screening_json

    if json:
        print_json("screen", screening_json(found))
    else:
        drawn = (
            automatic_page
            if automatic
            else partial(screening_screen, asked=asked, width=console().width)
        )
        show_page(drawn(found, phrases))
    # That nobody is as was asked is an answer.
    if not found.decided and not found.chosen:
        raise SystemExit(BAD_INPUT)


def write_change(
    change: ScreeningChange, phrases: Phrases, output: Path | None, json: bool
) -> None:
    """What other rules would make of the table, beside the present ones."""
    from huiqi.files import write_file
    from huiqi.report.media import files
    from huiqi.report.pages.screen_change import change_page, change_screen
    from huiqi.serialisation.screens import screening_change_json
    from huiqi.serialisation.writing import json_text

    document = screening_change_json(change)
    if output is not None:
        keep_last(output, phrases, kind=CHANGE)
        files.write_page(output, change_page(change, phrases), phrases.language)
        marks = written_marks(output, CHANGE)
        read = summary_read(summary_of(output))
        if read and "supposed" not in read:
            # The sums of a list that stood there stay, with what stands there now.
            mark(output, marks)
        else:
            write_file(summary_of(output), json_text({**document, WRITTEN: marks}) + "\n")
    if json:
        print_json("screen-change", document)
    else:
        show_page(change_screen(change, phrases))
