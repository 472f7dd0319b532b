"""What of a row is to be looked at before anything rests on it, or asked about beside the rest."""

from __future__ import annotations

from collections.abc import Iterator

from huiqi.profile.standing_told import StandingTold
from huiqi.report.pages.call_cells import quoted
from huiqi.report.pages.call_reason import Reason
from huiqi.report.phrases import Phrases
from huiqi.screening.screened import ScreenedEnterprise
from huiqi.words import to_say

#: So many columns are named.
_COLUMNS = 6


def to_look_at(entry: ScreenedEnterprise, phrases: Phrases) -> Iterator[Reason]:
    """That it stopped or left, is told of in another row, or has figures that are hardly meant."""
    say = phrases.say
    for one in entry.standing:
        yield Reason(
            said=say(
                "表里“{column}”写着“{written}”，先核实",
                column=one.head,
                written=quoted(one.written),
            )
        )
    if entry.twin_of is not None:
        alike = to_say("和第 {row} 行像是同一户，先核实")
        same = to_say("和第 {row} 行是同一户，看那一行")
        yield Reason(said=say(alike if entry.twin_by_name else same, row=entry.twin_of))
    for doubt in map(say.told, entry.hardly_meant):
        yield Reason(said=say("先核对：{message}", message=doubt))


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
