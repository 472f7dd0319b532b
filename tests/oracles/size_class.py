"""The size of an enterprise, apart: 工信部联企业〔2011〕300号 and 国统字〔2017〕213号.

Source: criteria §2.2 (thresholds) and §2.3 (how they combine).  Large, medium and small ask for
every lower limit listed (下限同时满足); what misses one goes down a class until all are met
(国家统计局答复: 下划一档，直至完全满足为止); micro needs one only (满足一项).  Limits of revenue
and total assets are in yuan, staff in persons.

Rows 14 and 15 have lower limits of medium for which no citable source was found (marked M): they
are known only to lie above the limit of small and not above that of large, so both classes stay
possible between these.

Which codes of GB/T 4754-2017 a row covers is not in that table's excerpt; the notes of
国统字〔2017〕213号 tell (general knowledge): 交通运输业 without the railways, 信息传输业 电信、
广播电视和卫星传输 and 互联网, 其他未列明行业 is M, N, O, Q85, R and the rest of real estate without
自有房地产经营.  ``PLACED`` holds the codes whose name is the row's own, ``BY_NOTES`` the others.
"""

from __future__ import annotations

from typing import NamedTuple

MICRO, SMALL, MEDIUM, LARGE = "micro", "small", "medium", "large"
ALL = frozenset({MICRO, SMALL, MEDIUM, LARGE})

STAFF, REVENUE, ASSETS = "employees", "revenue", "total_assets"
_WAN = 10_000


class Limits(NamedTuple):
    """The lower limits of one criterion, and whether that of medium has a source."""

    small: int
    medium: int
    large: int
    sourced: bool = True


def _staff(small: int, medium: int, large: int, sourced: bool = True) -> Limits:
    return Limits(small, medium, large, sourced)


def _money(small: int, medium: int, large: int, sourced: bool = True) -> Limits:
    return Limits(small * _WAN, medium * _WAN, large * _WAN, sourced)


TABLE: dict[int, dict[str, Limits]] = {
    1: {REVENUE: _money(50, 500, 20000)},
    2: {STAFF: _staff(20, 300, 1000), REVENUE: _money(300, 2000, 40000)},
    3: {REVENUE: _money(300, 6000, 80000), ASSETS: _money(300, 5000, 80000)},
    4: {STAFF: _staff(5, 20, 200), REVENUE: _money(1000, 5000, 40000)},
    5: {STAFF: _staff(10, 50, 300), REVENUE: _money(100, 500, 20000)},
    6: {STAFF: _staff(20, 300, 1000), REVENUE: _money(200, 3000, 30000)},
    7: {STAFF: _staff(20, 100, 200), REVENUE: _money(100, 1000, 30000)},
    8: {STAFF: _staff(20, 300, 1000), REVENUE: _money(100, 2000, 30000)},
    9: {STAFF: _staff(10, 100, 300), REVENUE: _money(100, 2000, 10000)},
    10: {STAFF: _staff(10, 100, 300), REVENUE: _money(100, 2000, 10000)},
    11: {STAFF: _staff(10, 100, 2000), REVENUE: _money(100, 1000, 100000)},
    12: {STAFF: _staff(10, 100, 300), REVENUE: _money(50, 1000, 10000)},
    13: {REVENUE: _money(100, 1000, 200000), ASSETS: _money(2000, 5000, 10000)},
    14: {STAFF: _staff(100, 300, 1000), REVENUE: _money(500, 1000, 5000, sourced=False)},
    15: {
        STAFF: _staff(10, 100, 300, sourced=False),
        ASSETS: _money(100, 8000, 120000, sourced=False),
    },
    16: {STAFF: _staff(10, 100, 300)},
}

PLACED: dict[str, int] = {
    **dict.fromkeys(("A", "A01", "A03", "A0149"), 1),
    **dict.fromkeys(("B", "B06", "C", "C13", "C26", "C2641", "C43", "D", "D44", "D46"), 2),
    **dict.fromkeys(("E", "E47", "E50"), 3),
    **dict.fromkeys(("F51", "F511", "F5112"), 4),
    **dict.fromkeys(("F52", "F521"), 5),
    **dict.fromkeys(("G60", "G602"), 8),
    **dict.fromkeys(("H61", "H611"), 9),
    **dict.fromkeys(("H62", "H621"), 10),
    **dict.fromkeys(("I65", "I651"), 12),
    **dict.fromkeys(("K701", "K7010"), 13),
    **dict.fromkeys(("K702", "K7020"), 14),
    **dict.fromkeys(("L", "L71", "L72", "L7281"), 15),
}

BY_NOTES: dict[str, int] = {
    **dict.fromkeys(("G54", "G543", "G55", "G56", "G57", "G58"), 6),
    **dict.fromkeys(("G59", "G592", "G593"), 7),
    **dict.fromkeys(("I63", "I631", "I64"), 11),
    **dict.fromkeys(("M", "M73", "M75", "N", "N77", "O", "O81", "Q85", "R", "R88", "K703"), 16),
}


def classes(row: int, figures: dict[str, int], *, unsourced: bool = False) -> frozenset[str]:
    """The classes possible in a row of the table; one, unless a limit of it has no source.

    ``figures`` holds every criterion of the row.  ``unsourced``: believe also what is marked M.
    """
    limits = TABLE[row]
    if any(figures[name] < limit.small for name, limit in limits.items()):
        return frozenset({MICRO})
    if all(figures[name] >= limit.large for name, limit in limits.items()):
        return frozenset({LARGE})
    met = [_medium(figures[name], limit, unsourced) for name, limit in limits.items()]
    if False in met:
        return frozenset({SMALL})
    return frozenset({SMALL, MEDIUM}) if None in met else frozenset({MEDIUM})


def _medium(value: int, limit: Limits, unsourced: bool) -> bool | None:
    if limit.sourced or unsourced:
        return value >= limit.medium
    return True if value >= limit.large else None
