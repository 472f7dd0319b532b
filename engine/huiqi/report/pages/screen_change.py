"""``screen --set``: what other rules would make of a table of enterprises, beside the present."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from fractions import Fraction

from huiqi.decision.ways import Range, Way
from huiqi.quantities import Number, round_half_up
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
from huiqi.report.figures import between
from huiqi.report.pages.opening import and_more, framed, supposed
from huiqi.report.pages.screen_tables import undecided_notes, yuan_cell
from huiqi.report.phrases import Phrases
from huiqi.screening.moved import Moved, PoolClaims, ScreeningChange
from huiqi.words import to_say

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
            high=None if amount.high is None else _decimal(amount.high),
            said=between(amount.low, amount.high, say),
        )
        for one in change.measures
        for side, amount in ((say("现行"), one.before), (say("假设"), one.after))
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


def _whole(change: ScreeningChange, phrases: Phrases) -> Iterator[Block]:
    say, whole = phrases.say, change.whole
    told = [supposed(name, phrases) for name in change.after.rulebook.hypothetical]
    other = say("假设：另一份规则 {version}", version=phrases.rulebook.sha256[:12])
    rows = list(Facts.under(say("前提"), told or [other]))
    if change.before.chosen:
        rows.append((say("只看"), say.listed(change.before.chosen)))
    rows.append((say("已评估"), say("{number} 户", number=change.after.decided)))
    a, b = (between(amount.low, amount.high, say) for amount in (whole.before, whole.after))
    rows.append((_together(change, phrases), a if a == b else f"{a} → {b}"))
    ways = [f"{say(words)} {whole.ways[way]}" for way, words in _WAYS.items() if whole.ways[way]]
    rows.append((say("得失（户）"), TextRun("  ".join(ways), Role.STRONG)))
    rows += [(phrases.text(one.fund.title), _pool(one, change, phrases)) for one in change.pools]
    yield Facts(rows)


def _together(change: ScreeningChange, phrases: Phrases) -> str:
    """What an enterprise is compared by."""
    if change.stacked:
        return phrases.say("可同时得的")
    return phrases.say("一定能得、可同时得的")


def _pool(one: PoolClaims, change: ScreeningChange, phrases: Phrases) -> str:
    """What is claimed of a fund and how far it goes, under both."""
    sides = ((one.claims.before, one.before), (one.claims.after, one.after))
    open_ = change.open(one.claims.name)
    return " → ".join(
        _claimed(*side, count, phrases) for side, count in zip(sides, open_, strict=True)
    )


def _claimed(claims: Range, pool: Number | None, open_: int, phrases: Phrases) -> str:
    say = phrases.say
    claimed = say("申请 {money}", money=between(claims.low, claims.high, say))
    if open_:
        claimed = say("{claimed}（另有 {number} 户没有定，不在内）", claimed=claimed, number=open_)
    if pool is None:
        return say("{claimed}，资金总额未知", claimed=claimed)
    told = {"claimed": claimed, "pool": between(pool, pool, say)}
    if claims.low > pool:
        share = f"{round_half_up(Fraction(pool) / Fraction(claims.low) * 100, 1):f}"
        if open_:
            return say("{claimed}，资金 {pool} 至多够 {share}%", share=share, **told)
        return say("{claimed}，资金 {pool} 只够 {share}%", share=share, **told)
    if claims.high is not None and claims.high <= pool and not open_:
        return say("{claimed}，资金 {pool} 够", **told)
    return say("{claimed}，资金 {pool} 不一定够", **told)


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
        head = phrases.say("分组（{what}）", what=_together(change, phrases))
        yield _table(head, rows, change, phrases)


def _table(
    head: str, rows: Iterable[tuple[str, Moved]], change: ScreeningChange, phrases: Phrases
) -> Table:
    say = phrases.say
    columns = (
        Column(head=head, least=20),
        *Column.figures(say("户数"), say("现行"), say("假设"), say("多得"), say("少得")),
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
            "带 ? 的是可能：户数里的没有定能不能得，没有算进合计，合计因此只是至少；"
            "多得、少得里的范围两头都不减（不增），不一定变"
        )
    )


def _name(one: Moved, change: ScreeningChange, phrases: Phrases) -> str:
    return phrases.text(change.measure(one.name).name)


def _decimal(amount: Number) -> Decimal:
    return round_half_up(Fraction(amount), 2)
