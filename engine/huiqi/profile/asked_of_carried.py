"""What is asked of columns that are carried and no fact: whether they tell what came of measures,
or of the year of decision up to a month.
"""

from __future__ import annotations

import re
from collections.abc import Generator
from functools import partial

from huiqi.profile.outcome_heads import STEP_WORDS, OutcomeStep, outcome_head
from huiqi.profile.rows import EnterpriseTable
from huiqi.profile.so_far import HEADED, part_beside, told_to_date
from huiqi.profile.support_told import word_of_support
from huiqi.profile.table_questions import TableQuestion, seen, understood, yes
from huiqi.sentences import sentence
from huiqi.spelling import one_line, plain
from huiqi.wordings import says_nothing

#: So many cells are shown.
_SHOWN = 3
#: A head of what was applied for, granted or paid; and one of what is only to be, or of a loan.
_OF_OUTCOMES = re.compile(
    "申报|申请|报[过了]|批[没了过]|[拨兑][没了过]|奖补|补贴|补助|奖励|政策|扶持"
)
_OTHERWISE = re.compile(
    "[拟想欲能可需]|计划|打算|准备|意向|明年|下一?步|诉求|建议|贷|称号|资质|加计|税"
)
#: A head that itself says that it was applied for: of its cells each that names support tells it.
_APPLIED = re.compile("报[过了]|(?<![未没])申[报请](?!时间|日期|截止|条件|人)")
#: That something came of a measure, as one writes it down.
_CAME = re.compile(
    "报[了过上]|[没未]报|申报|[没未不]批|批[了过准]|获批|公示|[没未]拨|拨[了付]|到账|兑现|兑付|[没未]过"
)


def what_came_of_measures(
    table: EnterpriseTable, redact: bool
) -> Generator[TableQuestion, str, list[str]]:
    """What is asked of each column whose head and cells speak of it: as ``已申报=去年报过啥`` where
    it is.
    """
    said, receipts = list[str](), {*table.of_receipts.values()}
    for place, head in table.carried.items():
        named = plain(head)
        used = head in receipts or outcome_head(table.headed[place]) is not None
        if used or not _OF_OUTCOMES.search(named) or _OTHERWISE.search(named):
            continue
        cells = [one_line(row.cells[place]) for row in table.table.rows]
        applied = _APPLIED.search(named) is not None
        came = [cell for cell in dict.fromkeys(cells) if _tells(table, cell, applied=applied)]
        written = {cell for cell in cells if not says_nothing(cell)}
        # That some cell tells of it may be by the way.
        if len(came) * 4 < len(written) or not came:
            continue
        text = sentence(
            "“{column}”{seen}写的是报过哪几项、批没批、拨没拨吗？是：报过的不再当没报，"
            "拨了的对一对；不是或不知道就回车（只照抄）",
            column=head,
            seen=seen(() if redact else tuple(came[:_SHOWN])),
        )
        if (yield from understood(text, yes)):
            said.append(f"{STEP_WORDS[OutcomeStep.APPLIED][0]}={head}")
    return said


def _tells(table: EnterpriseTable, cell: str, *, applied: bool) -> bool:
    """Whether a cell names support, and it, or its head (``applied``), says what came of it."""
    told = plain(cell)
    named = word_of_support(table.facts.rulebook, told)
    return bool(named) and (applied or _CAME.search(told.replace(named, "")) is not None)


def what_is_of_this_year(
    table: EnterpriseTable, redact: bool
) -> Generator[TableQuestion, str, list[str]]:
    """What is asked of each column that names nothing but its months, beside one of the fact that
    it may be of: as ``2026年1-10月营业收入=今年1-10月`` where it is.
    """
    said, facts = list[str](), table.facts
    for place, head in table.carried.items():
        told = None if place in table.said else part_beside(table.table, place, facts)
        if told is None and place not in table.said:
            said += yield from _to_date(table, place, redact)
        if told is None or facts.as_of is None:
            continue
        cells = dict.fromkeys(one_line(row.cells[place]) for row in table.table.rows)
        label = facts.rulebook.declared(told[0]).label
        text = sentence(
            "“{column}”{seen}是 {year} 年 1-{months} 月的{fact}吗？是：只用来看规上"
            "（今年照现在会到多少）；不是或不知道就回车（只照抄）",
            column=head,
            seen=seen(() if redact else tuple(filter(None, cells))[:_SHOWN]),
            year=facts.as_of.year,
            months=told[1],
            fact=label,
        )
        if (yield from understood(text, yes)):
            own = HEADED.format(year=facts.as_of.year, months=told[1], label=label.zh)
            said.append(f"{own}={head}")
    return said


def _to_date(
    table: EnterpriseTable, place: int, redact: bool
) -> Generator[TableQuestion, str, list[str]]:
    """The same of a column that sums up the year and does not say to which month."""
    facts, head = table.facts, table.carried[place]
    name = told_to_date(head, facts.rulebook, facts.as_of)
    if name is None or facts.as_of is None or head in {one.name for one in table.in_doubt}:
        return []
    label = facts.rulebook.declared(name).label
    cells = dict.fromkeys(one_line(row.cells[place]) for row in table.table.rows)
    text = sentence(
        "“{column}”{seen}是 {year} 年 1 月到几月的{fact}？写月份，如 10：只用来看规上"
        "（今年照现在会到多少）；不是或不知道就回车（只照抄）",
        column=head,
        seen=seen(() if redact else tuple(filter(None, cells))[:_SHOWN]),
        year=facts.as_of.year,
        fact=label,
    )
    months = yield from understood(text, partial(_month, facts.as_of.month))
    if months is None:
        return []
    own = HEADED.format(year=facts.as_of.year, months=months, label=label.zh)
    return [f"{own}={head}"]


def _month(last: int, answer: str) -> int:
    """The last month of a part of the year; ``ValueError`` where it is none up to now."""
    told = re.fullmatch(r"(?:1月?[-—–~至到])?(\d{1,2})月?(?:份|底)?", plain(answer))
    months = 0 if told is None else int(told[1])
    if not 1 < months <= min(last, 11):
        raise ValueError(answer)
    return months
