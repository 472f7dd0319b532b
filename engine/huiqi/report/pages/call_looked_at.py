"""What of a row is to be looked at before anything rests on it, or asked about beside the rest."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from huiqi.profile.standing_told import StandingTold
from huiqi.profile.told_aside import TOLD_ASIDE
from huiqi.report.pages.call_cells import quoted
from huiqi.report.pages.call_reason import Reason
from huiqi.report.phrases import Phrases
from huiqi.screening.screened import ScreenedEnterprise
from huiqi.sentences import Sentence
from huiqi.words import to_say

#: So many columns are named.
_COLUMNS = 6


def to_look_at(entry: ScreenedEnterprise, phrases: Phrases) -> Iterator[Reason]:
    """That it stopped or left, is told of in another row, or has figures that are hardly meant."""
    say = phrases.say
    yield from _once(entry.standing, phrases)
    if entry.twin_of is not None:
        alike = to_say("和第 {row} 行像是同一户，先核实")
        same = to_say("和第 {row} 行是同一户，看那一行")
        yield Reason(said=say(alike if entry.twin_by_name else same, row=entry.twin_of))
    for doubt in map(say.told, entry.hardly_meant):
        yield Reason(said=say("先核对：{message}", message=doubt))


def of_offences(entry: ScreenedEnterprise, phrases: Phrases) -> Iterator[Reason]:
    """What it says that may be an offence or an accident; not again what is told before all."""
    said = {(one.head, one.written) for one in entry.standing}
    told = (one for one in entry.told.offences if (one.head, one.written) not in said)
    yield from _once(told, phrases)


def _once(told: Iterable[StandingTold], phrases: Phrases) -> Iterator[Reason]:
    """What is to be looked at in each cell, once; where its words are not told only what of."""
    say = phrases.say
    for (head, written), one in {(one.head, one.written): one for one in told}.items():
        pattern = to_say("表里“{column}”写着“{written}”，先核实")
        if one.mended:
            pattern = to_say("表里“{column}”写着“{written}”，像是已了结；项目问有没有处罚的再核实")
        said = (
            say(pattern, column=head, written=quoted(written))
            if written
            else say("表里“{column}”写着{what}一类的，先核实", column=head, what=one.label)
        )
        asked = "" if one.ask is None else phrases.text(one.ask)
        yield Reason(said=said, asked=asked)


def with_offences(asked: str, entry: ScreenedEnterprise, phrases: Phrases) -> str:
    """What is asked, with what the row says that may be an answer to it beside that: nobody is
    asked as if nothing had been told.
    """
    if not (beside := _offences_quoted(entry, phrases)):
        return asked
    say, rulebook = phrases.say, phrases.rulebook
    names = {name: None for one in rulebook.vocabulary.offences for name in one.facts}
    every = [phrases.text(rulebook.facts[name].label) for name in names]
    labels = [label for label in every if label in asked]
    for label in sorted(labels, key=asked.index):
        counted = say("表里{cells}算不算{fact}", cells=beside, fact=label)
        if label != min(labels, key=asked.index):
            counted = say("算不算{fact}", fact=label)
        asked = asked.replace(label, counted, 1)
    return asked


def offences_beside(fact: str, entry: ScreenedEnterprise, phrases: Phrases) -> str:
    """What stands beside the question for a fact on a card: that the row says what may count there;
    empty where it does not.
    """
    told = _offences_quoted(entry, phrases)
    if not told or all(fact not in one.facts for one in phrases.rulebook.vocabulary.offences):
        return ""
    return phrases.say("表里写着{cells}，算不算要问", cells=told)


def _offences_quoted(entry: ScreenedEnterprise, phrases: Phrases) -> str:
    """The words of its offences; where they are not told the heads of their columns."""
    told = entry.told.offences
    written = [f"“{quoted(one.written)}”" for one in told if one.written]
    return phrases.say.listed(written or [f"“{one.head}”" for one in told])


def of_twins(entry: ScreenedEnterprise, phrases: Phrases) -> Iterator[Reason]:
    """What another row of the same enterprise says otherwise: which is right is to be asked."""
    say = phrases.say
    for row, differing in entry.twins.items():
        if not differing:
            continue
        told = [
            say(
                "{column} {one}／{another}",
                column=head,
                one=quoted(one) or say("（空）"),
                another=quoted(another),
            )
            if another
            else head
            for head, one, another in differing
        ]
        named = phrases.few(told, _COLUMNS, to_say("{names}等 {number} 列"))
        yield Reason(
            said=say("第 {row} 行也是这一户，写的不同：{columns}", row=row, columns=named),
            asked=say("和第 {row} 行哪个对", row=row),
        )


def of_trade(trade: StandingTold, phrases: Phrases) -> Reason:
    """That what it may be called for is for industry."""
    say, written = phrases.say, quoted(trade.written)
    said = say("表里“{column}”写着“{written}”，先看是不是工业", column=trade.head, written=written)
    return Reason(said=said, asked=say("营业执照上的主营是不是工业"))


def of_remarks_unread(entry: ScreenedEnterprise, phrases: Phrases) -> Iterator[Reason]:
    """What its cells tell in words that another column is for: not read, and to be asked."""
    say = phrases.say
    told = dict[str, dict[str, None]]()
    for one in entry.noted:
        values = one.message.values if isinstance(one.message, Sentence) else {}
        if one.code == TOLD_ASIDE and "written" in values:
            told.setdefault(str(values["column"]), {})[quoted(str(values["written"]))] = None
    for column, cells in told.items():
        written = say.listed([f"“{cell}”" for cell in cells])
        yield Reason(
            said=say("表里“{column}”写着{cells}，没有读", column=column, cells=written),
            asked=say("{cells}对不对，写进它的列", cells=written),
        )
