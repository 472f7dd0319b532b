"""``penalty import``, ``undo`` and ``template``: what became of each row, and of the lists kept."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from huiqi.penalty.imported import Import, ListHeading, RowReport
from huiqi.report.blocks import Block, Column, Facts, Note, Page, Role, Said, Table, TextRun
from huiqi.report.pages import marks
from huiqi.report.pages import penalty_words as words
from huiqi.report.pages.opening import and_more
from huiqi.report.pages.opening import heading as page_heading
from huiqi.report.phrases import Phrases
from huiqi.rulebook.penalties import PenaltyBook
from huiqi.truth import Truth
from huiqi.words import Say, to_say

#: So many rows of a kind are shown: from the fullest page to the shortest.
_ROWS = (20, 12, 8, 5, 3)
#: So many fields of enforcement are named.
_DOMAINS = 60
_MORE = to_say("另有 {number} 行，见 --report 写出的文件")


def import_pages(
    outcome: Import,
    heading: ListHeading,
    book: PenaltyBook,
    phrases: Phrases,
    *,
    written: Path | None,
    dry_run: bool,
) -> Iterator[Page]:
    """The page, then ever shorter ones; every row is in the report file."""
    title = phrases.say("导入清单")
    for most in _ROWS:
        yield Page(
            title,
            (
                page_heading(title, None, phrases),
                Note(outcome.file),
                _ending(outcome, written, dry_run, phrases),
                *_refused(outcome, phrases, most),
                *_force(outcome, heading, phrases),
                Facts(list(_counts(outcome, book, phrases, most))),
                *_conflicts(outcome, phrases, most),
            ),
        )


def _ending(outcome: Import, written: Path | None, dry_run: bool, phrases: Phrases) -> Note:
    """What became of it all: imported where to, or why not and what to do."""
    say = phrases.say
    if written is not None:
        said = say("已导入 {path}；撤销：huiqi penalty undo", path=written)
        return Note((marks.met(Truth.TRUE), " ", TextRun(said, Role.STRONG)))
    if dry_run:
        said = say("只看结果，没有导入")
    elif outcome.refused:
        said = say("没有导入：改好不收的行，或用 --partial 只导入其余各行")
    else:
        said = say("没有导入：表里没有一行")
    return Note((TextRun("! ", Role.OPEN), TextRun(said, Role.STRONG)))


def _counts(
    outcome: Import, book: PenaltyBook, phrases: Phrases, most: int
) -> Iterator[tuple[Said, Said]]:
    """Rows, coverage of what is reported of the city's list, choices, questions."""
    say = phrases.say
    accepted, domains = outcome.accepted, list(outcome.domains.items())
    text = say(
        "{rows} 行，收下 {accepted} 行，不收 {refused} 行",
        rows=len(outcome.rows),
        accepted=len(accepted),
        refused=len(outcome.refused),
    )
    yield say("行"), text
    text = say(
        "{items} / {all_items} 项，{domains} / {all_domains} 个领域（分母为报道的数字）",
        items=len(accepted),
        all_items=book.city.items,
        domains=len(domains),
        all_domains=book.city.domains,
    )
    yield say("覆盖"), text
    if domains:
        named = [f"{name} {number}" for name, number in domains]
        shown = min(_DOMAINS, most * 2)
        yield say("领域"), phrases.few(named, shown, to_say("{names}等 {number} 个"))
    choices = [row.outcome for row in accepted if row.outcome and row.outcome.instead]
    if choices:
        example = words.follows(choices[0], say)
        text = to_say("{number} 行的处理结果有几种可选，如：{example}")
        yield say("有选择"), say(text, number=len(choices), example=example)
    judged = [len(row.judged) for row in accepted if row.judged]
    if judged:
        text = to_say("{rows} 行里有 {parts} 处条件看不懂，已照原文列为待判定的问题")
        yield say("待判定"), say(text, rows=len(judged), parts=sum(judged))


def _refused(outcome: Import, phrases: Phrases, most: int) -> Iterator[Block]:
    """The rows left out, each with its code and reason."""
    say, refused = phrases.say, outcome.refused
    if not refused:
        return
    rows: list[tuple[Said, ...]] = [
        (
            marks.met(Truth.FALSE),
            _place(row, phrases),
            f"{row.code} {say.told(row.reason)}  {row.violation}",
        )
        for row in refused[:most]
    ]
    yield Table((Column(), Column(), Column()), rows)
    yield from and_more(len(refused) - most, _MORE, phrases, Role.QUIET)
    if any(row.code == "V223" for row in refused):
        remedy = say(
            "办法：写明处罚的结果；条件写在适用条件一栏，不得从轻、减轻、免罚的和从重的不列入清单"
        )
        yield Note(remedy, 1)


def _place(row: RowReport, phrases: Phrases) -> str:
    return phrases.say("第 {line} 行", line=row.place.line)


def _conflicts(outcome: Import, phrases: Phrases, most: int) -> Iterator[Block]:
    """Rows that state one violation differently."""
    say = phrases.say
    found = [row for row in outcome.accepted if row.conflicts_with]
    if not found:
        return
    yield Note(say("{number} 行写的是同一违法行为而内容不同，已记为冲突：", number=len(found)))
    rows: list[tuple[Said, ...]] = [
        (
            TextRun("!", Role.OPEN),
            _place(row, phrases),
            f"{row.violation} — {' '.join(row.conflicts_with)}",
        )
        for row in found[:most]
    ]
    yield Table((Column(), Column(), Column()), rows)
    yield from and_more(len(found) - most, _MORE, phrases, Role.QUIET)


def _force(outcome: Import, heading: ListHeading, phrases: Phrases) -> Iterator[Block]:
    """Said where the list's time in force is left to an officer, every time."""
    if heading.settles or not outcome.accepted:
        return
    text = phrases.say(
        "没有写明清单何时有效：写 --from，并写 --until（失效日）、--open（长期有效）"
        "或 --seen（最近见到有效的日子）；不写的，每个案件都要由有权的人判定它是否有效。"
    )
    yield Table((Column(), Column()), [(TextRun("!", Role.OPEN), TextRun(text, Role.OPEN))])


def undo_page(gone: Path, left: Path | None, say: Say) -> Page:
    """What was taken away, and what is in use now."""
    now = say("现在没有导入的清单") if left is None else say("现在用的是 {path}", path=left)
    blocks = (Note(say("已撤销 {path}", path=gone)), Note(now))
    return Page(say("撤销导入"), blocks)


def template_page(path: Path, say: Say) -> Page:
    """Where the form was written, and what to do with it."""
    then = to_say("填好以后：huiqi penalty import {path} --dry-run")
    if path.suffix.lower() in (".yaml", ".yml"):
        then = to_say("填好以后：huiqi penalty {path}")
    told = (say("空表写在 {path}", path=path), say(then, path=path))
    return Page(say("空表"), tuple(map(Note, told)))
