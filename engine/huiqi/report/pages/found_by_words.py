"""Documents by the words that somebody has for them, in the terminal: as the page lists them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from huiqi.report.blocks import Block, Column, Note, Page, Space, Table, section
from huiqi.report.pages.measures_screen import MeasuresScreen, Wanted, measures_screen
from huiqi.report.pages.opening import framed
from huiqi.report.phrases import Phrases
from huiqi.words import to_say


def words_page(words: str, as_of: date, phrases: Phrases) -> Page:
    """The documents of the city and the province in which the words stand, the best first; what
    else has them, and what no document speaks of.
    """
    say = phrases.say
    screen = measures_screen(phrases, as_of, Wanted(words=words))
    title = say("{number} 件文件里找到 {found} 件", number=screen.number, found=len(screen.lines))
    return framed(title, [*_how_found(words, screen, phrases), *_found(screen, phrases)], phrases)


def _how_found(words: str, screen: MeasuresScreen, phrases: Phrases) -> Iterator[Block]:
    say = phrases.say
    if screen.alike:
        yield Note(
            say("；一样的说法也找了：{names}", names=say.listed(screen.alike)).lstrip("；; ")
        )
    if screen.parts:
        told = to_say("里面的词单独也找了，合得多的在前：{names}")
        yield Note(say(told, names=say.listed(screen.parts)))
    for label in screen.nowhere:
        yield Note(say("{label}：收进来的文件没有一件说到，要另外问。", label=label))
    if not screen.lines and not screen.nowhere:
        nothing = say(
            "收进来的文件里没有写到“{words}”的。没有收，不等于没有这样的政策；"
            "换个说法再找，或问联系本企业的服务专员。",
            words=words,
        )
        yield Note(nothing)


def _found(screen: MeasuresScreen, phrases: Phrases) -> Iterator[Block]:
    say = phrases.say
    columns = (Column(grows=True), Column(), Column())
    if screen.lines:
        yield Space()
        yield Table(columns, [(line.title, line.whose, line.id) for line in screen.lines])
    for heading, found in (
        (say("题目：题下没有市里、省里的文件"), screen.topics),
        (say("称号：怎样认定，不是给钱的文件"), screen.titles),
        (say("外地的文件：只作参照，这里申请不到"), screen.elsewhere),
    ):
        if found:
            yield from section(heading)
            yield Table(columns[:2], [(name, id_) for id_, name in found])
