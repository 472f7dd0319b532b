"""How far a fund reaches: coverage against its size, and against a cap, each drawn and told."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from fractions import Fraction

from huiqi.funds.coverage import Point, against_cap, against_pool
from huiqi.report.blocks import (
    Bar,
    Block,
    Chart,
    Column,
    Note,
    Role,
    Said,
    Space,
    Table,
    TextRun,
    section,
)
from huiqi.report.pages.fund_words import FundWords


def coverage_blocks(words: FundWords) -> Iterator[Block]:
    """A chart and its table for the pool, and for the cap."""
    say, sharing = words.phrases.say, words.sharing
    yield from _against(
        words,
        against_pool(sharing),
        heads=(say("覆盖面与资金总额"), say("资金总额（不封顶）")),
        here=sharing.pool,
    )
    yield from _against(
        words,
        against_cap(sharing),
        heads=(say("覆盖面与单户上限"), say("单户上限（资金总额不变）")),
        here=sharing.cap,
    )


def _against(
    words: FundWords, points: Sequence[Point], *, heads: tuple[str, str], here: int | None
) -> Iterator[Block]:
    """``heads``: what the part is called, and what its points are; ``here``: the point that was
    reckoned with, in cents.
    """
    if not points:
        return
    say = words.phrases.say
    titles = {result.rule.id: words.title(result) for result in words.sharing.results}
    full = (say("足额：{rule}", rule=titles[rule]) for rule in points[0].in_full)
    columns = [*Column.texts(heads[1]), *Column.figures(say("满足"), *full)]
    cut = any(point.cut for point in points)
    if cut:
        columns += Column.figures(say("被封顶"))
    labels = [_label(point, here, words) for point in points]
    rows: list[list[Said]] = [
        [
            TextRun(label, Role.STRONG if point.at == here else None),
            *(_share(share) for share in (point.met, *point.in_full.values())),
            *([_share(point.cut)] if cut else []),
        ]
        for label, point in zip(labels, points, strict=True)
    ]
    yield from section(heads[0])
    yield Note(
        say(
            "▲ 是本次的数，其余各点都是假设；间隔不等距；只算基数已知的企业；"
            "“满足”占申请额，其余占户数"
        )
    )
    bars = [
        Bar(label=label, low=_tenths(point.met), high=None, said=f"{_tenths(point.met)}%")
        for label, point in zip(labels, points, strict=True)
    ]
    yield Chart(say("申请额得到满足的比例"), bars)
    yield Space()
    yield Table(columns, rows)


def _label(point: Point, here: int | None, words: FundWords) -> str:
    return ("▲ " if point.at == here else "") + words.money(point.at)


def _share(share: Fraction) -> TextRun:
    return TextRun(f"{_tenths(share)}%", value=_tenths(share))


def _tenths(share: Fraction) -> Decimal:
    """In per cent to a tenth, cut: 100 is only said where it is all."""
    return Decimal(int(share * 1000)) / 10
