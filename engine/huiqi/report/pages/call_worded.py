"""How a measure that an enterprise is called for is worded: its amount and what is to be done."""

from __future__ import annotations

from huiqi.decision.standing import Mark
from huiqi.report.figures import at_most, between
from huiqi.report.pages.call_cells import quoted, quoted_cells
from huiqi.report.pages.call_looked_at import (
    with_offences,
)
from huiqi.report.pages.call_measures import (
    amount_called_for,
    fact_of,
    is_undated,
    is_unfinished,
    is_unread,
    unrounded_of,
)
from huiqi.report.pages.call_short import planned_told, short_told
from huiqi.report.pages.call_validity import (
    is_to_be_confirmed,
    rounding_unsaid,
    validity_told,
    year_told,
)
from huiqi.report.pages.screen_tables import measure_name
from huiqi.report.phrases import Phrases
from huiqi.rulebook.list_columns import WITHIN
from huiqi.screening.screened import MeasureAnswer, ScreenedEnterprise
from huiqi.words import to_say


def _called_money(entry: ScreenedEnterprise, answer: MeasureAnswer, phrases: Phrases) -> str:
    """What it comes to at most; not the maximum of the source where its own could not be read."""
    say, most = phrases.say, amount_called_for(answer)
    if is_unread(entry, answer):
        return say("按投资算，投资没读出来")
    money = at_most(most, say) if most else ""
    if not money or most != answer.most:
        return money
    # For whom it is more is said once above the list, of all rows alike.
    alike = answer.measure in entry.worded.more_for
    least = entry.worded.least.get(answer.measure, most)
    if (unrounded := unrounded_of(entry, answer)) is not None:
        money, note = at_most(unrounded[0], say), rounding_unsaid(phrases)
        return say("{money}，{note}", money=money, note=note)
    if alike and least:
        return at_most(least, say)
    return entry.worded.by_answer.get(answer.measure, money)


def reason_worded(entry: ScreenedEnterprise, answer: MeasureAnswer, phrases: Phrases) -> str:
    """What one measure is called for with: its amount, how far its document holds, what to do."""
    say, name = phrases.say, measure_name(answer, phrases)
    step = _step(entry, answer, phrases)
    waits, most = answer.mark is Mark.ASK_ENTERPRISE, amount_called_for(answer)
    if answer.near_over or answer.unclaimed:
        return say("{measure}：{step}，那一年已过，为下一年留意", measure=name, step=step)
    money = _called_money(entry, answer, phrases)
    if (short := entry.short.get(answer.measure)) is not None:
        money = say("够得上时{money}", money=money) if money else ""
        said = "，".join(filter(None, (money, validity_told(answer, phrases))))
        named = say("{measure}（{said}）", measure=name, said=said) if said else name
        return say("{measure}：{step}", measure=named, step=short_told(short, phrases))
    if money and waits and most != answer.most:
        money = say("就写到的{money}", money=money)
    if money and answer.of_told and waits and (cells := _rough_cells_of(entry, answer)):
        # What is said to be about so much is no limit that anybody wrote.
        low = entry.rough.get(answer.measure)
        if any(_waits_for(answer, name) for name in entry.rough_at_most):
            low = None
        money = money if low is None else between(low, most, say)
        if written := quoted_cells(cells):
            money = say("{money}，按{written}", money=money, written=say.listed(written))
    elif money and waits and answer.figured_roughly:
        money = say("{money}，按所写的上限算", money=money)
    if is_unfinished(entry, answer) and money:
        money = say("{money}，竣工、审核后才定", money=money)
    planned = entry.planned.get(answer.measure)
    if planned and (most is None or planned < most):
        plan = planned_told(planned, _rough_cells_of(entry, answer), phrases)
        would = say("按计划的投资算 {money}，竣工、审核后才定", money=plan)
        money = "，".join(filter(None, (money, would)))
    measure = phrases.rulebook.measures[answer.measure]
    # Of sources that disagree on it that is said with the amount.
    differ = phrases.text(measure.summary) if measure.conflicts and measure.summary else ""
    year, valid = year_told(entry, answer, phrases), validity_told(answer, phrases)
    said = "，".join(filter(None, (money, differ, year, valid)))
    if not said:
        return say("{measure}：{step}", measure=name, step=step)
    return say("{measure}（{said}）：{step}", measure=name, said=said, step=step)


def _step(entry: ScreenedEnterprise, answer: MeasureAnswer, phrases: Phrases) -> str:
    """What is to be done about it."""
    say = phrases.say
    step = with_offences(entry.worded.steps.get(answer.measure, ""), entry, phrases)
    if is_unfinished(entry, answer):
        return say("{written}；{step}", written=unfinished_said(entry, phrases), step=step)
    if is_undated(entry, answer):
        return say("表里没有写是哪一年；{step}", step=step)
    waits = answer.mark is Mark.ASK_ENTERPRISE
    open_ = "" if waits else entry.worded.asked.get(answer.measure, "")
    if is_to_be_confirmed(answer):
        # Of what hangs on a figure that nobody told it is not all read.
        met = to_say("多少还看 {facts}；先问部门还办不办")
        return say(met, facts=open_) if open_ else say("读到的条件够，先问部门还办不办")
    if open_ and answer.ready:
        return say("能得，去报；多少还看 {facts}", facts=open_)
    return step or say("能得，去报")


def unfinished_said(entry: ScreenedEnterprise, phrases: Phrases) -> str:
    """That its project is not done, in the words of the row where those are told."""
    told, say = entry.told.unfinished, phrases.say
    assert told is not None
    if not told.written:
        return say("“{column}”写着没有竣工", column=told.head)
    written = quoted(told.written)
    return say("“{column}”写着“{written}”，没有竣工", column=told.head, written=written)


def _rough_cells_of(entry: ScreenedEnterprise, answer: MeasureAnswer) -> list[str]:
    """What is written of figures that are said to be about so much, and bound its amount."""
    told = [cell for name, cell in entry.rough_cells.items() if _waits_for(answer, name)]
    return told or ([*entry.rough_cells.values()] if answer.measure in entry.rough else [])


def _waits_for(answer: MeasureAnswer, name: str) -> bool:
    """Whether it waits for a fact, or for the list of whose field that is the name."""
    return name.partition(WITHIN)[0] in {fact_of(one) for one in answer.missing}
