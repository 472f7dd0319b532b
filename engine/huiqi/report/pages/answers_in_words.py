"""Every answer of every enterprise, for a reader: what is worth a look first, the rest folded away.

Enterprises stand in the order in which they are called.  What all stand alike on is told once.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from huiqi.decision.results import AmountKind
from huiqi.decision.standing import Mark
from huiqi.quantities import Number
from huiqi.report.blocks import (
    Block,
    Column,
    Facts,
    Note,
    Said,
    ShownFirst,
    Table,
    as_carried,
    as_written,
    numbered,
)
from huiqi.report.figures import at_most
from huiqi.report.pages import marks
from huiqi.report.pages.call_order import worth_a_look
from huiqi.report.pages.call_told_outcomes import still_to_come
from huiqi.report.pages.call_validity import rounded_up, rounding_unsaid
from huiqi.report.pages.calls import Calls
from huiqi.report.pages.screen_tables import FORCES, KINDS, Money, measure_name, share_cell
from huiqi.report.pages.screen_words import step_of
from huiqi.report.phrases import Phrases
from huiqi.rulebook.basis import GRADES
from huiqi.screening.screened import MeasureAnswer, ScreenedEnterprise, Screening

#: A fact that is waited for: its id, its year, and where in a list.
_FACT = re.compile(r"([^\[.(]+)(?:\[(\d+)\])?")


def same_of_all(found: Screening, phrases: Phrases) -> dict[str, MeasureAnswer]:
    """The measures on which several enterprises all stand alike, with nothing that tells them
    apart; each with the answer.
    """
    first: dict[str, tuple[MeasureAnswer, str]] = {}
    apart = set[str]()
    for entry in found.entries:
        for one in entry.screened.answers:
            own = one, step_of(entry, one, phrases)
            if first.setdefault(one.measure, own) != own:
                apart.add(one.measure)
    several = len(found.entries) > 1
    return {name: own[0] for name, own in first.items() if several and name not in apart}


def same_told(found: Screening, phrases: Phrases) -> Iterator[Block]:
    """How they all stand on each of those."""
    say, same = phrases.say, same_of_all(found, phrases)
    if not same:
        return
    yield Note(say("逐户逐项里不列每户都一样的 {number} 项：", number=len(same)))
    rows = []
    for answer in same.values():
        mark, step = say(marks.WORDS[answer.mark]), step_of(found.entries[0], answer, phrases)
        said = say("{mark}：{step}", mark=mark, step=step) if step else mark
        rows.append((measure_name(answer, phrases), said))
    yield Facts(rows)


def answers_in_words(found: Screening, phrases: Phrases) -> Table:
    """A row for each enterprise and measure, without what is the same of all: conditions and facts
    as people call them, what to do and how much before all else.
    """
    say, same, most = phrases.say, same_of_all(found, phrases), found.asked_of_most
    answers = [
        (entry, answer, answer.measure in first)
        for entry in Calls(found, phrases).in_order(found.entries)
        for first in ([one.measure for one in worth_a_look(entry, most, phrases)],)
        for answer in _in_order(entry, first)
        if answer.measure not in same
    ]
    money = Money(one for entry, answer, _ in answers for one in _amounts(entry, answer))
    shown = sum(first for _, _, first in answers)
    columns = (
        *Column.texts(say("企业名称"), say("措施"), say("标记")),
        Column(head=say("下一步"), grows=True),
        *Column.figures(
            money.head(say("至少（元）"), say("至少（万元）")),
            money.head(say("至多（元）"), say("至多（万元）")),
        ),
        *Column.texts(
            say(
                "先看（{shown} 行；清掉这列筛选看全部 {number} 行）",
                shown=shown,
                number=len(answers),
            )
        ),
        *Column.texts(say("金额怎样"), say("没有达到的条件"), say("缺的事实")),
        *Column.figures(say("差几成")),
        *Column.texts(say("等级"), say("是否有效"), say("结论"), say("措施代号")),
        *Column.figures(say("行")),
        *(Column.texts(say("统一社会信用代码")) if found.coded else ()),
        *Column.texts(*found.in_own_order(found.carried, found.evaluated)),
    )
    rows = [
        (
            *_row(entry, answer, money, phrases, first=first),
            *([entry.credit_code] if found.coded else []),
            *found.in_own_order(as_carried(entry.carried), as_written(entry.evaluated)),
        )
        for entry, answer, first in answers
    ]
    some = 0 < shown < len(answers)
    return Table(columns, rows, ShownFirst(_FIRST, say("先看")) if some else None)


#: The place of the column that says what is worth a look.
_FIRST = 6
#: What stands before what.
_ORDER = (Mark.ELIGIBLE, Mark.ONE_STEP, Mark.ASK_OFFICE, Mark.ASK_ENTERPRISE, Mark.NO)


def _in_order(entry: ScreenedEnterprise, first: Sequence[str]) -> list[MeasureAnswer]:
    """What is worth a look as it is told whom to call for; then by how it stands."""

    def order(answer: MeasureAnswer) -> tuple[int, int]:
        place = first.index(answer.measure) if answer.measure in first else len(first)
        return place, _ORDER.index(answer.mark) if answer.mark in _ORDER else len(_ORDER)

    return sorted(entry.screened.answers, key=order)


def _amounts(
    entry: ScreenedEnterprise, answer: MeasureAnswer
) -> tuple[Number | None, Number | None]:
    """What it comes to at least and at most, as far as the answer says so; of an amount that one
    answer decides what most have, as it is told whom to call, and before it is rounded where no
    source says which way.  The mere maximum of a source is no
    amount of one that is no industry, or is hardly there any more.
    """
    figured = answer.kind in (AmountKind.EXACT, AmountKind.RANGE)
    most = answer.most if figured or answer.kind is AmountKind.AT_MOST else None
    if answer.kind is AmountKind.AT_MOST and _is_mere_maximum_of_another(entry, answer):
        most = None
    if most is not None:
        most = entry.worded.least.get(answer.measure, most)
        if answer.measure in entry.worded.unrounded:
            most = entry.worded.unrounded[answer.measure][0]
    return (answer.low if figured else None), most


def _is_mere_maximum_of_another(entry: ScreenedEnterprise, answer: MeasureAnswer) -> bool:
    """Whether nothing but a maximum is told of it, to one that is no industry or is gone."""
    apart = entry.trade is not None or any(one.gone for one in entry.standing)
    return apart and answer.mark is Mark.ASK_ENTERPRISE and not answer.of_told


def _row(
    entry: ScreenedEnterprise,
    answer: MeasureAnswer,
    money: Money,
    phrases: Phrases,
    *,
    first: bool,
) -> Sequence[Said]:
    say = phrases.say
    low, most = _amounts(entry, answer)
    step = step_of(entry, answer, phrases)
    if step and entry.trade is not None and _is_mere_maximum_of_another(entry, answer):
        step = say("先看是不是工业；是再{step}", step=step)
    return (
        entry.name,
        measure_name(answer, phrases),
        say(marks.WORDS[answer.mark]),
        step,
        money.cell(low),
        money.cell(most),
        say("先看") if first else "",
        _amount_said(entry, answer, phrases),
        phrases.joined(_conditions(answer, phrases)),
        say.listed(list(dict.fromkeys(_facts(answer, phrases)))),
        "" if answer.near is None else share_cell(answer.near),
        say(marks.GRADES_SAID[GRADES[answer.grade].value]),
        say(FORCES[answer.force]),
        say(marks.STATUSES[answer.status]),
        answer.measure,
        numbered(entry.row),
    )


def _amount_said(entry: ScreenedEnterprise, answer: MeasureAnswer, phrases: Phrases) -> str:
    """What its amount is; of one that is not known what it comes to of what the table tells of."""
    say = phrases.say
    kind = say(KINDS[answer.kind])
    if answer.kind is AmountKind.AT_MOST and _is_mere_maximum_of_another(entry, answer):
        return kind
    rest = still_to_come(entry, answer.measure)
    if told := entry.worded.by_answer.get(answer.measure, "") if rest is None else rest[0]:
        # The figure beside it is one of these, or what that is before it is rounded.
        if answer.measure in entry.worded.unrounded:
            told = phrases.joined([told, rounded_up(phrases)])
        return say("{text}（{notes}）", text=kind, notes=told)
    if answer.measure in entry.worded.unrounded:
        return say("{text}（{notes}）", text=kind, notes=rounding_unsaid(phrases))
    if answer.kind is not AmountKind.UNKNOWN or not answer.of_told:
        return kind
    money = at_most(answer.of_told, say)
    return say("{text}（{notes}）", text=kind, notes=say("就写到的{money}", money=money))


def _conditions(answer: MeasureAnswer, phrases: Phrases) -> Iterator[str]:
    """Those that are not met, as their text says them."""
    conditions = phrases.rulebook.measures[answer.measure].conditions()
    texts = {condition.id: condition.text for condition in conditions}
    for name in answer.failing:
        yield phrases.text(texts[name]) if name in texts else name


def _facts(answer: MeasureAnswer, phrases: Phrases) -> Iterator[str]:
    """Those it waits for, by their labels; of a field of a list its list."""
    for missing in answer.missing:
        match = _FACT.match(missing)
        assert match is not None
        name, year = match.groups()
        label = phrases.text(phrases.rulebook.label(name))
        yield label if year is None else phrases.say("{fact}（{year}年）", fact=label, year=year)
