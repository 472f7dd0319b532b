"""What is asked of a measure of which the table says what came of it: applied for, granted, paid or
refused.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from huiqi.profile.outcome_heads import OutcomeStep
from huiqi.profile.outcomes_meant import for_first
from huiqi.profile.support_told import SupportTold, says_never_had
from huiqi.profile.titles_listed import UNPLACED
from huiqi.report.figures import at_most, between, money
from huiqi.report.pages.call_cells import quoted
from huiqi.report.pages.call_measures import (
    amount_called_for,
    maybe_had,
    told_unclaimed,
)
from huiqi.report.pages.call_reason import Reason
from huiqi.report.pages.call_told_outcomes import not_claimed, outcome_of, still_to_come
from huiqi.report.pages.call_validity import validity_told
from huiqi.report.pages.screen_tables import measure_name
from huiqi.report.phrases import Phrases
from huiqi.screening.outcome_told import OutcomeTold
from huiqi.screening.paid import uncounted
from huiqi.screening.screened import MeasureAnswer, ScreenedEnterprise
from huiqi.sentences import Sentence
from huiqi.words import to_say

_CAME = {
    OutcomeStep.LISTED: to_say("已列入、认定"),
    OutcomeStep.UNCLAIMED: to_say("还没报、没领"),
    OutcomeStep.UNASKED: to_say("没有问过"),
    OutcomeStep.APPLIED: to_say("已申报"),
    OutcomeStep.GRANTED: to_say("已获批"),
    OutcomeStep.REFUSED: to_say("没有批"),
    OutcomeStep.PAID: to_say("已拨付"),
    OutcomeStep.UNPAID: to_say("还没有拨付"),
    OutcomeStep.OWED: to_say("批了没拨"),
}
_ASKED = {
    OutcomeStep.LISTED: to_say("这一项报没报"),
    OutcomeStep.UNCLAIMED: to_say("为什么没有报、现在还能不能报"),
    OutcomeStep.UNASKED: to_say("这一项报没报、没报的现在还能不能报"),
    OutcomeStep.APPLIED: to_say("办到哪一步、还缺什么"),
    OutcomeStep.GRANTED: to_say("到账没有、到了多少"),
    OutcomeStep.REFUSED: to_say("为什么没有批、还能不能再报"),
    OutcomeStep.PAID: to_say("还有没有尾款、有没有别的没有报过的"),
    OutcomeStep.UNPAID: to_say("批了没有、什么时候拨付"),
    OutcomeStep.OWED: to_say("什么时候拨付，催拨付"),
}
#: What has not come yet, and is not refused.
_UNDER_WAY = (OutcomeStep.APPLIED, OutcomeStep.GRANTED, OutcomeStep.OWED, OutcomeStep.UNPAID)
#: Of what is paid once, and has no second part.
_PAID_ONCE = to_say("有没有别的没有报过的")
#: Of a cell that is of one measure, and of which no more is read.
_NO_STEP = to_say("表里“{column}”写着“{written}”，是{measures}，办到哪一步没有读出来，先对一对")
#: Of a certificate that was refused, where something is given for that.
_FAILED = to_say("表里“{column}”写着“{written}”，没有通过，看{measures}，问报了没有")


def step_said(outcome: OutcomeTold, phrases: Phrases) -> str:
    """How far it came, in a word."""
    return phrases.say(_CAME[outcome.step])


def step_asked(outcome: OutcomeTold, phrases: Phrases) -> str:
    """What is asked of that; of what is paid once nobody asks for the rest."""
    rulebook = phrases.rulebook
    gives = rulebook.measures[outcome.measure].gives
    once = gives is not None and gives.once is not None
    if outcome.step is OutcomeStep.PAID and (once or for_first(rulebook, outcome.measure)):
        return phrases.say(_PAID_ONCE)
    return phrases.say(_ASKED[outcome.step])


def came_before(outcome: OutcomeTold, phrases: Phrases) -> Reason:
    """The same of a year that is over, of what is had anew each year: what of that is to be asked,
    and what of this year.
    """
    say, said = phrases.say, outcome_said(outcome, phrases)
    if outcome.step not in (OutcomeStep.GRANTED, OutcomeStep.OWED, OutcomeStep.UNPAID):
        return Reason(said=say("{text}，那是以前的，问今年的报没报", text=said))
    asked = step_asked(outcome, phrases)
    said = say("{text}，那是以前的，问 {facts}，今年的报没报", text=said, facts=asked)
    return Reason(said=said, asked=asked)


def outcome_said(outcome: OutcomeTold, phrases: Phrases) -> str:
    """How far it came, and in which words the table says so."""
    say = phrases.say
    came = say(_CAME[outcome.step])
    if outcome.year > 1:
        came = say("第 {number} 年的{came}", number=outcome.year, came=came)
    if outcome.amount:
        came = say("{came} {money}", came=came, money=between(outcome.amount, outcome.amount, say))
    return say(
        "表里“{column}”写着“{written}”，{came}",
        column=outcome.head,
        written=quoted(outcome.written),
        came=came,
    )


def followed(
    entry: ScreenedEnterprise, answer: MeasureAnswer, outcome: OutcomeTold, phrases: Phrases
) -> Reason:
    """What the table says came of a measure, and what is asked of that: nothing is offered anew but
    what of a measure that is paid in stages is still to come.
    """
    say, name = phrases.say, measure_name(answer, phrases)
    came, asked = outcome_said(outcome, phrases), step_asked(outcome, phrases)
    short, most = say(_CAME[outcome.step]), None
    by_source = ""
    if outcome.step in _UNDER_WAY:
        # What is to come has a sum: as it is told, or by the source, of all years together.
        source = None if outcome.year else amount_called_for(answer)
        # Of what is only applied for nothing stands as if it were to be had.
        urged = outcome.step in (OutcomeStep.OWED, OutcomeStep.UNPAID)
        most = (outcome.amount or source) if urged else None
        if source:
            sum_ = (at_most(source, say), validity_told(answer, phrases))
            by_source = say("照文件 {said}", said="，".join(filter(None, sum_)))
        if outcome.amount:
            short = say("{came} {money}", came=short, money=money(outcome.amount, say))
    if (rest := still_to_come(entry, answer.measure)) is not None:
        told, most = rest
        asked = "；".join(filter(None, (entry.worded.asked.get(answer.measure), asked)))
        came, short = (say("{text}；{notes}", text=one, notes=told) for one in (came, short))
    said = say("{measure}：{came}；问 {facts}", measure=name, came=came, facts=asked)
    said = say("{text}；{notes}", text=said, notes=by_source) if by_source else said
    return Reason(
        said=said,
        measure=name,
        of=(answer.measure,),
        most=most,
        asked=asked,
        came=came,
        short=short,
    )


def not_claimed_alone(
    entry: ScreenedEnterprise, answer: MeasureAnswer, outcome: OutcomeTold, phrases: Phrases
) -> Reason:
    """What the table says was not applied for, and no other reason tells of, or none with an
    amount: what it gives, and what is to be asked.
    """
    say, name, most = phrases.say, measure_name(answer, phrases), amount_called_for(answer)
    if outcome.titled:
        # The title that it is for is told: it comes to what the source gives for that.
        most = most or answer.most
    summary = phrases.rulebook.measures[answer.measure].summary
    amount = at_most(most, say) if most else phrases.text(summary) if summary else ""
    if not amount and answer.most:
        amount = at_most(answer.most, say)
    told = "，".join(filter(None, (amount, validity_told(answer, phrases))))
    named = say("{measure}（{said}）", measure=name, said=told) if told else name
    asked = (step_asked(outcome, phrases), entry.worded.asked.get(answer.measure, ""))
    facts = "；".join(filter(None, asked))
    came = outcome_said(outcome, phrases)
    said = say("{measure}：{came}；问 {facts}", measure=named, came=came, facts=facts)
    return Reason(said=said, measure=name, of=(answer.measure,), most=most, asked=facts, came=came)


def had_now(support: SupportTold, answer: MeasureAnswer, phrases: Phrases) -> Reason:
    """That what may be it was granted or paid this year, as the table says it: nothing is offered
    anew.
    """
    say, name = phrases.say, measure_name(answer, phrases)
    written = quoted(support.written)
    came = say("表里“{column}”写着“{written}”，先对一对", column=support.head, written=written)
    asked, short = say("这笔是不是它、到账没有"), say("“{written}”，先对一对", written=written)
    said = say("{measure}：{came}；问 {facts}", measure=name, came=came, facts=asked)
    return Reason(
        said=said, measure=name, of=(answer.measure,), asked=asked, came=came, short=short
    )


def of_outcomes(
    entry: ScreenedEnterprise, reasons: Sequence[Reason], phrases: Phrases
) -> Iterator[Reason]:
    """What came of measures that no reason is of, as the table says it; of each cell once."""
    named = {name for one in reasons for name in one.of}
    # What one part of a cell tells of may be any of several: it is asked about once.
    supports = [one for name, one in entry.told.had_now.items() if name in named]
    for answer in maybe_had(entry):
        if answer.measure in named:
            continue
        outcome = outcome_of(entry, answer.measure)
        support = entry.told.had_now.get(answer.measure)
        if outcome is not None:
            yield followed(entry, answer, outcome, phrases)
        elif support is not None and support not in supports:
            supports.append(support)
            yield had_now(support, answer, phrases)
    for answer in told_unclaimed(entry):
        if answer.measure not in named and (none := not_claimed(entry, answer.measure)) is not None:
            yield not_claimed_alone(entry, answer, none, phrases)
    # A reason may quote a whole cell, another part of which is of another measure.
    parts = (quoted(one.written) for one in entry.received if one.measures & named)
    said = [one for one in parts if any(one in each.said for each in reasons)]
    said += [quoted(one.written) for one in entry.told.had_now.values()]
    yield from _of_no_measure(entry, said, phrases)


def _of_no_measure(
    entry: ScreenedEnterprise, told: Sequence[str], phrases: Phrases
) -> Iterator[Reason]:
    """What the table says came of a measure that nobody names: it may be of any.  Not again a cell
    of which a part is ``told``; what was never applied for is not to be compared.
    """
    for one in uncounted(entry):
        found = phrases.say.told(one.found)
        values = one.message.values if isinstance(one.message, Sentence) else {}
        never = says_never_had(found) and not values.get("failed")
        if not found or not values or never or any(part in found for part in told):
            continue
        named = {"column": values.get("column"), "written": quoted(found)}
        if "of" in values:
            yield _of_one(entry, values, named, phrases)
        elif "measures" in values:
            said = phrases.say(
                "表里“{column}”写着“{written}”，是{measures}里的哪一项先对一对",
                measures=values["measures"],
                **named,
            )
            yield Reason(said=said)
        elif "column" in values:
            said = phrases.say("表里“{column}”写着“{written}”，不知道是哪一项，先对一对", **named)
            yield Reason(said=said)


def _of_one(
    entry: ScreenedEnterprise,
    values: Mapping[str, object],
    named: Mapping[str, object],
    phrases: Phrases,
) -> Reason:
    """Of a cell that is of one measure, and does not say how far that came: that it is asked; of a
    certificate that was refused what is given for that, at most.
    """
    say, measures = phrases.say, values["measures"]
    if not values["failed"]:
        return Reason(said=say(_NO_STEP, measures=measures, **named))
    own = next((one for one in entry.screened.answers if (one.measure,) == values["of"]), None)
    if own is None:
        return Reason(said=say(_FAILED, measures=measures, **named))
    most, name = own.most, measure_name(own, phrases)
    asked = say("{measure}报了没有", measure=name)
    amount = at_most(most, say) if most else ""
    told = "，".join(filter(None, (amount, validity_told(own, phrases))))
    titled = say("{measure}（{said}）", measure=name, said=told) if told else name
    said = say(_FAILED, measures=titled, **named)
    return Reason(said=said, measure=name, of=(own.measure,), most=most, asked=asked)


def titles_not_placed(entry: ScreenedEnterprise, phrases: Phrases) -> Iterator[str]:
    """What stands among its titles, is none that is known and may be of use for some measure."""
    for one in entry.noted:
        told = one.message.values if isinstance(one.message, Sentence) else {}
        if one.code == UNPLACED and "measures" in told:
            yield phrases.say(
                "表里“{column}”写着“{written}”，没有认出是哪一级、哪个称号；问清了看{measures}",
                column=told["column"],
                written=quoted(phrases.say.told(one.found)),
                measures=told["measures"],
            )
