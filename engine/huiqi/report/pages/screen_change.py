"""``screen --set``: what other rules would make of a table of enterprises, beside the present."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

from huiqi.decision.ways import Range, Way
from huiqi.quantities import Number, exact_sum, round_half_up
from huiqi.report.blocks import (
    Bar,
    Block,
    Chart,
    Column,
    Facts,
    Heading,
    Note,
    Page,
    Role,
    Said,
    Space,
    Table,
    TextRun,
    as_carried,
    counted,
)
from huiqi.report.figures import between, most_of
from huiqi.report.pages.opening import and_more, framed, supposed
from huiqi.report.pages.screen_tables import undecided_notes, yuan_cell
from huiqi.report.pages.together_told import together_told
from huiqi.report.phrases import Phrases
from huiqi.screening.moved import Moved, PoolClaims, Possible, ScreeningChange
from huiqi.words import Say, to_say

_WAYS = {
    Way.MORE: to_say("多得"),
    Way.MAY_BE_MORE: to_say("可能多得"),
    Way.LESS: to_say("少得"),
    Way.MAY_BE_LESS: to_say("可能少得"),
    Way.UNCLEAR: to_say("说不清"),
    Way.SAME: to_say("不变"),
}
#: On one screen, so many measures and groups.
_MOST = 12


def change_screen(change: ScreeningChange, phrases: Phrases) -> Page:
    """What fits one screen: the whole, the measures that differ, the groups."""
    blocks = list(_whole(change, phrases))
    blocks += _measures(change, phrases, _MOST)
    blocks += _groups(change, phrases, _MOST)
    return _page(change, blocks, phrases)


def change_page(change: ScreeningChange, phrases: Phrases) -> Page:
    """All of it, with a chart, and each enterprise that gains or loses."""
    say = phrases.say
    bars = [
        Bar(
            label=f"{_name(one, change, phrases)}·{side}",
            low=_decimal(amount.low),
            high=_decimal(
                exact_sum(amount.low if amount.high is None else amount.high, open_.most)
            ),
            said=_barred(amount, open_, say),
        )
        for one in change.measures
        for side, amount, open_ in (
            (say("现行"), one.before, one.open_before),
            (say("假设"), one.after, one.open_after),
        )
    ]
    chart = (Chart(say("各项合计：现行与假设"), bars),) if bars else ()
    blocks: list[Block] = [
        *_whole(change, phrases),
        *_measures(change, phrases, None),
        *chart,
        *_groups(change, phrases, None),
    ]
    if change.stacked:
        blocks += [Heading(say("逐户得失")), _enterprises(change, phrases)]
    return _page(change, blocks, phrases)


def _page(change: ScreeningChange, blocks: Iterable[Block], phrases: Phrases) -> Page:
    every = (*blocks, *_notes(change, phrases))
    return framed(phrases.say("政策沙盘"), every, phrases, change.after.as_of)


def _barred(certain: Range, open_: Possible, say: Say) -> str:
    told = between(certain.low, certain.high, say)
    if not open_.most:
        return told
    number = most_of(open_.most, say)
    return say("{told}，没有定的至多再 {number}万元", told=told, number=number)


def _whole(change: ScreeningChange, phrases: Phrases) -> Iterator[Block]:
    say, whole = phrases.say, change.whole
    told = [supposed(name, phrases) for name in change.after.rulebook.hypothetical]
    other = say("假设：另一份规则 {version}", version=phrases.rulebook.sha256[:12])
    rows = list(Facts.under(say("前提"), told or [other]))
    if change.before.chosen:
        rows.append((say("只看"), say.listed(change.before.chosen)))
    rows.append((say("已评估"), say("{number} 户", number=change.after.decided)))
    a, b = (
        together_told(one, (amount.low, amount.high), phrases)
        for one, amount in ((change.before, whole.before), (change.after, whole.after))
    )
    rows.append((_together(change, phrases), a if a == b else f"{a} → {b}"))
    ways = [f"{say(words)} {whole.ways[way]}" for way, words in _WAYS.items() if whole.ways[way]]
    rows.append((say("得失（户）"), TextRun("  ".join(ways), Role.STRONG)))
    rows += Facts.under(say("没有定的"), _open(change, phrases))
    rows += [(phrases.text(one.fund.title), _pool(one, change, phrases)) for one in change.pools]
    yield Facts(rows)


def _together(change: ScreeningChange, phrases: Phrases) -> str:
    """What an enterprise is compared by."""
    if change.stacked:
        return phrases.say("可同时得的")
    return phrases.say("一定能得、可同时得的")


def _open(change: ScreeningChange, phrases: Phrases) -> Iterator[str]:
    """What is not in the sums: of those of whom it is open."""
    say, whole = phrases.say, change.whole
    before, after = whole.open_before, whole.open_after
    if number := _more(whole, say):
        told = {"number": number, "measures": len(change.measures)}
        sure = say("都能得的话至多再 {number}万元", **told)
        yield say("{sure}（有变化的 {measures} 项，每项单独算；不在得失里）", sure=sure, **told)
    if beyond := max(before.unbounded, after.unbounded):
        yield say("另有 {number} 笔算不出至多多少，不在内", number=beyond)


def _pool(one: PoolClaims, change: ScreeningChange, phrases: Phrases) -> str:
    """What is claimed of a fund and how far it goes, under both."""
    claims = one.claims
    open_before, open_after = change.open(claims.name)
    before = _Claimed(claims.before, claims.open_before, open_before)
    after = _Claimed(claims.after, claims.open_after, open_after)
    sides = ((before, one.before), (after, one.after))
    return " → ".join(dict.fromkeys(_claimed(*side, phrases) for side in sides))


class _Claimed(NamedTuple):
    """What is claimed for certain, and what of ``number`` enterprises it is open."""

    certain: Range
    open: Possible
    number: int


def _claimed(claims: _Claimed, pool: Number | None, phrases: Phrases) -> str:
    say, (certain, open_, number) = phrases.say, claims
    claimed = say("申请 {money}", money=between(certain.low, certain.high, say))
    if number:
        more = to_say("{claimed}（另有 {number} 户没有定，不在内）")
        if open_.most and open_.unbounded:
            more = to_say(
                "{claimed}（另有 {number} 户没有定：{unbounded} 户算不出，"
                "别的都能得的话至多再 {most}万元）"
            )
        elif open_.most:
            more = to_say("{claimed}（另有 {number} 户没有定，都能得的话至多再 {most}万元）")
        most, unbounded = most_of(open_.most, say), open_.unbounded
        claimed = say(more, claimed=claimed, number=number, most=most, unbounded=unbounded)
    if pool is None:
        return say("{claimed}，资金总额未知", claimed=claimed)
    told = {"claimed": claimed, "pool": between(pool, pool, say)}
    if certain.low > pool:
        share = _share(pool, certain.low)
        if number:
            return say("{claimed}，资金 {pool} 至多够 {share}%", share=share, **told)
        return say("{claimed}，资金 {pool} 只够 {share}%", share=share, **told)
    whole = _with_all(certain, open_)
    if whole is None:
        return say("{claimed}，资金 {pool} 不一定够", **told)
    if whole <= pool:
        return say("{claimed}，资金 {pool} 够", **told)
    return say(
        "{claimed}，资金 {pool} 不一定够，最多时只够 {share}%", share=_share(pool, whole), **told
    )


def _share(pool: Number, claimed: Number) -> str:
    return f"{round_half_up(Fraction(pool) / Fraction(claimed) * 100, 1):f}"


def _with_all(certain: Range, open_: Possible) -> Number | None:
    """What it comes to if all that is open is had; ``None``: nothing bounds it."""
    if certain.high is None or open_.unbounded:
        return None
    return exact_sum(certain.high, open_.most)


def _more(one: Moved, say: Say) -> str:
    """What may be besides of those of whom it is open, under both."""
    sides = (one.open_before, one.open_after)
    if not any(side.most for side in sides):
        return ""
    ends = (
        say("算不出") if side.unbounded and not side.most else most_of(side.most, say)
        for side in sides
    )
    return "→".join(dict.fromkeys(ends))


def _more_cell(one: Moved, say: Say) -> str:
    """With ``+`` where some of it has no bound."""
    more, beyond = _more(one, say), one.open_before.unbounded or one.open_after.unbounded
    return (f"{more}+" if more else say("算不出")) if beyond else more


def _measures(change: ScreeningChange, phrases: Phrases, most: int | None) -> Iterator[Block]:
    if not change.measures:
        yield Note(phrases.say("没有一项措施的结论或金额因此不同"))
        return
    shown = sorted(change.measures, key=lambda one: (-one.differing, one.name))[:most]
    yield Space()
    yield _table(
        phrases.say("措施"), [(_name(one, change, phrases), one) for one in shown], change, phrases
    )
    rest = to_say("另有 {number} 项，全部在 -o 写出的文件里")
    yield from and_more(len(change.measures) - len(shown), rest, phrases)


def _groups(change: ScreeningChange, phrases: Phrases, most: int | None) -> Iterator[Block]:
    if change.groups:
        yield Space()
        rows = [(phrases.say.told(one.name), one) for one in change.groups[:most]]
        yield _table(phrases.say("分组"), rows, change, phrases)


def _table(
    head: str, rows: Iterable[tuple[str, Moved]], change: ScreeningChange, phrases: Phrases
) -> Table:
    say = phrases.say
    columns = (
        Column(head=head, least=20),
        *Column.figures(say("户数"), say("现行"), say("假设"), say("多得"), say("少得")),
        *Column.figures(say("没有定的至多（万元）")),
    )
    return Table(
        columns,
        [
            (
                name,
                _had(one, change),
                between(one.before.low, one.before.high, say),
                between(one.after.low, one.after.high, say),
                _sure_and_may(one, Way.MORE, Way.MAY_BE_MORE),
                _sure_and_may(one, Way.LESS, Way.MAY_BE_LESS),
                _more_cell(one, say),
            )
            for name, one in rows
        ],
    )


def _had(one: Moved, change: ScreeningChange) -> str:
    """How many have it, and of how many it is open: ``3 +2? → 4 +1?``, or once where the
    same."""
    sides = zip((one.had_before, one.had_after), change.open(one.name), strict=True)
    told = (f"{had} +{open_}?" if open_ else str(had) for had, open_ in sides)
    return " → ".join(dict.fromkeys(told))


def _sure_and_may(one: Moved, sure: Way, may: Way) -> Said:
    """How many for certain, and how many perhaps: ``3 +2?``."""
    if not one.ways[may]:
        return counted(one.ways[sure])
    return f"{one.ways[sure] or ''} +{one.ways[may]}?".strip()


def _enterprises(change: ScreeningChange, phrases: Phrases) -> Table:
    """Those for whom what may be had together differs."""
    say = phrases.say
    columns = (
        *Column.texts(say("企业名称"), *change.before.carried),
        *Column.figures(say("现行至少（元）"), say("现行至多（元）")),
        *Column.figures(say("假设至少（元）"), say("假设至多（元）")),
        Column(head=say("得失")),
    )
    rows: list[Sequence[Said]] = []
    for one, other, way in change.enterprises:
        a, b = one.screened, other.screened
        ends = map(yuan_cell, (a.low, a.high, b.low, b.high))
        rows.append((one.name, *as_carried(one.carried), *ends, say(_WAYS[way])))
    return Table(columns, rows)


def _notes(change: ScreeningChange, phrases: Phrases) -> Iterator[Block]:
    yield from undecided_notes(change, phrases)
    told = to_say("措施各行是每项单独算的；可同时得的已扣除不能同时享受的，没有受资金总额限制")
    if not change.stacked:
        told = to_say(
            "措施各行是每项单独算的；可同时得的只算一定能得的，已扣除不能同时享受的，没有受资金总额限制"
        )
    yield Note(phrases.say(told))
    yield Note(
        phrases.say(
            "带 ? 的是可能：户数里的没有定能不能得，没有算进现行和假设；他们都能得的话至多再有多少"
            "写在最后一列（+：还有算不出的；分组的只加有变化的措施）；多得、少得里的范围两头都不减"
            "（不增），不一定变"
        )
    )


def _name(one: Moved, change: ScreeningChange, phrases: Phrases) -> str:
    return phrases.text(change.measure(one.name).name)


def _decimal(amount: Number) -> Decimal:
    return round_half_up(Fraction(amount), 2)
