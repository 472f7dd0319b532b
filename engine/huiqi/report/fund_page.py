"""The page of a shared fund: the rules side by side, and coverage against the pool and the cap."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from huiqi.funds.coverage import Point, against_cap, against_pool
from huiqi.funds.sharing import Sharing
from huiqi.funds.side_by_side import summaries
from huiqi.report.charts import line_chart
from huiqi.report.fund_words import FundWords, in_yuan
from huiqi.report.html import render
from huiqi.rulebook.rulebook import Rulebook


def fund_page(sharing: Sharing, rulebook: Rulebook, language: str) -> str:
    """The page, complete in one file."""
    words = FundWords(sharing, rulebook, language)
    found = summaries(sharing)
    return render(
        "fund.html",
        language,
        words=words,
        terms=sharing.terms,
        unstated=[text.in_language(language) for text in sharing.terms.fund.unstated],
        rulebook=rulebook,
        summaries=found,
        gains=[(s.result.rule.title.in_language(language), words.gains(s)) for s in found[1:]],
        first=found[0].result.rule.title.in_language(language),
        capped=sharing.cap is not None,
        open=not all(summary.result.certain for summary in found),
        yuan=in_yuan,
        charts=[
            _chart(
                words,
                against_pool(sharing),
                words.pick("覆盖面与资金总额", "coverage and the size of the pool"),
                words.pick("资金总额（不封顶）", "pool (no cap)"),
                sharing.pool,
            ),
            _chart(
                words,
                against_cap(sharing),
                words.pick("覆盖面与单户上限", "coverage and the cap per enterprise"),
                words.pick("单户上限（资金总额不变）", "cap per enterprise (pool unchanged)"),
                sharing.cap,
            ),
        ],
    )


def _chart(
    words: FundWords, points: Sequence[Point], name: str, axis: str, here: int | None
) -> dict[str, object] | None:
    """A chart with the same figures as a table; ``here`` is the point that holds today."""
    if not points:
        return None
    titles = {
        result.rule.id: result.rule.title.in_language(words.language)
        for result in words.sharing.results
    }
    series = {
        words.pick("申请额得到满足的比例", "share of claims met"): [point.met for point in points]
    }
    for rule in points[0].in_full:
        label = words.pick(f"足额企业占比：{titles[rule]}", f"paid in full: {titles[rule]}")
        series[label] = [point.in_full[rule] for point in points]
    if any(point.cut for point in points):
        label = words.pick("被封顶企业占比", "claims cut by the cap")
        series[label] = [point.cut for point in points]
    marks = {here: "▲ "}
    labels = [f"{marks.get(point.at, '')}{words.money(point.at)}" for point in points]
    rows = [
        (label, [_percent(values[n]) for values in series.values()], points[n].at == here)
        for n, label in enumerate(labels)
    ]
    return {
        "name": name,
        "axis": axis,
        "svg": line_chart(labels, series, name=name, axis=axis),
        "header": list(series),
        "rows": rows,
    }


def _percent(value: Fraction) -> str:
    """To a tenth of a per cent, cut: 100 % is only shown where it is all."""
    tenths = int(value * 1000)
    return f"{tenths // 10}.{tenths % 10}%"
