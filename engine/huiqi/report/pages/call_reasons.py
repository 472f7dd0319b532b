"""Why one of a table is to be called, in words."""

from __future__ import annotations

from collections.abc import Container, Iterator, Sequence
from datetime import date
from itertools import islice

from huiqi.decision.standing import Mark
from huiqi.diagnostics import Diagnostic
from huiqi.profile.doubts import HINTS
from huiqi.profile.support_told import SupportTold
from huiqi.report.figures import at_most, from_to
from huiqi.report.pages.call_cells import quoted, with_cells
from huiqi.report.pages.call_held_titles import of_titles_beside, of_titles_without_year
from huiqi.report.pages.call_kinds import (
    BEHIND,
    CALL_KINDS,
    ENDING,
    LEAVES,
    LISTED,
    LIVE,
    MAYBE_HAD,
    MORE,
    NO_INDUSTRY,
    OF_INDUSTRY,
    OF_TABLE,
    ONE_IN_DOUBT,
    OPENED,
    OTHER,
    OVER,
    OWED,
    OWN,
    READY,
    SHORT,
    UNFINISHED,
    CallKind,
)
from huiqi.report.pages.call_looked_at import (
    of_offences,
    of_remarks_unread,
    of_trade,
    of_twins,
    to_look_at,
    with_offences,
)
from huiqi.report.pages.call_measures import (
    amount_called_for,
    amount_shown,
    is_of_what_is_told,
    is_unfinished,
    unread_waited_for,
)
from huiqi.report.pages.call_order import called_for, kind_of, opened_for
from huiqi.report.pages.call_outcomes import (
    came_before,
    followed,
    had_now,
    not_claimed_alone,
    of_outcomes,
    outcome_said,
    step_asked,
    step_said,
    titles_not_placed,
)
from huiqi.report.pages.call_projects import of_its_project
from huiqi.report.pages.call_reason import Reason
from huiqi.report.pages.call_short import exact_asked
from huiqi.report.pages.call_told_outcomes import not_claimed, outcome_of
from huiqi.report.pages.call_validity import (
    last_day,
    missed_asked,
    notes_beside,
    year_asked,
)
from huiqi.report.pages.call_worded import reason_worded
from huiqi.report.pages.screen_tables import KINDS, measure_name
from huiqi.report.pages.screen_words import hints_of, opened_by
from huiqi.report.phrases import Phrases
from huiqi.rulebook.rulebook import names_read
from huiqi.screening.screened import MeasureAnswer, ScreenedEnterprise
from huiqi.sentences import Sentence
from huiqi.words import to_say

#: So many reasons stand beside the first.
_BESIDE = 2
#: What is told of the line of industry, in the order of the kinds; with the titles that end.
_LINES = (OPENED, LEAVES, BEHIND)
_REMARKED = (OPENED, ENDING, LEAVES, BEHIND)


def reasons_to_call(
    entry: ScreenedEnterprise, most: Container[str], phrases: Phrases
) -> list[Reason]:
    """What is to be looked at before anything rests on it; then the best reason to call, what ends
    soon and what their figures open, in the order of the kinds; then what stands beside.
    """
    opened = {one.measure for one in opened_for(entry, phrases)}
    # What their figures open is told by these.
    own = [one for one in _called_for(entry, most) if one[1].measure not in opened]
    reasons = [*to_look_at(entry, phrases)]
    if _is_no_one(entry):
        return reasons
    trade = [] if entry.trade is None else [of_trade(entry.trade, phrases)]
    if trade and kind_of(entry, most) is NO_INDUSTRY:
        reasons, trade = [*reasons, *trade], []
    remarks = {each: [*_remarked(entry, each, phrases)] for each in _REMARKED}
    if entry.trade is not None and entry.trade.fact:
        # Where it is asked whether it is above scale, its own cell says that it is no industry.
        remarks |= {each: [] for each in _LINES}
    elif trade:
        # Called for what any trade may have, it is told of what is for industry last.
        trade += [reason for each in _LINES for reason in remarks[each]]
        remarks |= {each: [] for each in _LINES}
    last = CALL_KINDS.index(OTHER)
    if any(remarks.values()) or any(CALL_KINDS.index(each) < last for each, _ in own):
        # What lacks a figure of a year that is over is no reason to call one now.
        own = [one for one in own if not one[1].near_over]
    kind, first = own[0] if own else (None, None)
    before = CALL_KINDS if kind is None else CALL_KINDS[: CALL_KINDS.index(kind)]
    for each in remarks:
        if each in before:
            reasons += remarks[each]
    if first is not None and kind is not None:
        told = [*_measures_told(entry, own, phrases)]
        # The column is asked for once, of the whole table: to one it is no more than a range.
        alone = kind is OF_TABLE
        reasons += [] if alone and any(remarks.values()) else told
    for each in remarks:
        if each not in before:
            reasons += remarks[each]
    if any(one.remarks(entry) or one.measures_of(entry, most) for one in OF_INDUSTRY):
        reasons += trade
    reasons += [*of_offences(entry, phrases), *of_twins(entry, phrases)]
    reasons += [Reason(said=one) for one in titles_not_placed(entry, phrases)]
    reasons += [*of_titles_without_year(entry, phrases), *of_remarks_unread(entry, phrases)]
    return [*reasons, *of_outcomes(entry, reasons, phrases)]


def _is_no_one(entry: ScreenedEnterprise) -> bool:
    """Whether all of it is told of in another row, or nobody is left to have anything."""
    is_twin = entry.twin_of is not None and not entry.twin_by_name
    return is_twin or any(one.gone for one in entry.standing)


def _called_for(
    entry: ScreenedEnterprise, most: Container[str]
) -> list[tuple[CallKind, MeasureAnswer]]:
    """What it may be called for; of another trade not the mere maximum of what is for industry."""
    no_industry = entry.trade is not None
    own = called_for(entry, most)
    return [one for one in own if not (no_industry and one[0] is ONE_IN_DOUBT)]


def _remarked(entry: ScreenedEnterprise, kind: CallKind, phrases: Phrases) -> Iterator[Reason]:
    """What of theirs ends soon, or their figures open."""
    say = phrases.say
    for remark in kind.remarks(entry):
        if kind is ENDING:
            yield Reason(
                said=say.told(remark),
                asked=say("续报、重新认定报了没有，到哪一步"),
                ends=remark.values.get("fact") if isinstance(remark, Sentence) else None,
                by=_day_told(remark, "day"),
            )
            continue
        yield _opening(entry, remark, phrases)


def _day_told(remark: str, name: str) -> date | None:
    told = remark.values.get(name) if isinstance(remark, Sentence) else None
    return told if isinstance(told, date) else None


def _opening(entry: ScreenedEnterprise, remark: str, phrases: Phrases) -> Reason:
    """What their figures open that is not had yet: what for, and what to ask."""
    say, rulebook = phrases.say, phrases.rulebook
    answers = [
        one for one in opened_for(entry, phrases) if opened_by(entry, one, phrases) == remark
    ]
    measures = [rulebook.measures[one.measure] for one in answers]
    summaries = [phrases.text(one.summary) for one in measures if one.summary]
    said, asked = say.told(remark), ""
    if summaries:
        said = say("{text}（{notes}）", text=said, notes=summaries[0])
    for message, hint in hints_of(entry, phrases, *HINTS):
        if message == remark:
            asked = "" if hint.ask is None else phrases.text(hint.ask)
            read = () if hint.when is None else names_read(hint.when)
            said = with_cells(said, unread_waited_for(entry, read), phrases)
    names = tuple(phrases.text(one.name) for one in measures)
    by = _day_told(remark, "ends")
    if by is not None:
        until = to_say("{text}；{day} 前要定（按“当年”推的，来源没写这一天）")
        said = say(until, text=said, day=by)
    return Reason(
        said=said,
        measure=say.listed(names),
        of=tuple(one.measure for one in answers),
        by=by,
        unfigured=say.listed(summaries),
        asked=asked,
        opens=tuple(
            phrases.text(rulebook.measures[one.measure].name)
            for one in answers
            if one.mark is Mark.NO
        ),
        is_opening=True,
    )


def _measures_told(
    entry: ScreenedEnterprise,
    own: Sequence[tuple[CallKind, MeasureAnswer]],
    phrases: Phrases,
) -> Iterator[Reason]:
    """The measure it is called for, and what stands beside it."""
    say, (kind, first) = phrases.say, own[0]
    if kind is OF_TABLE:
        yield _for_table(entry, first, phrases)
        return
    # What is known to be in force, and their own figures bound, or asks for more on what was
    # told, is told as well; and what only an office has to confirm.
    # Of what a project comes to, too, where the first says no amount.
    projects = (OWN, UNFINISHED) if amount_called_for(first) is None else ()
    others = (OWED, LISTED, LIVE, SHORT, READY, MORE, *projects, MAYBE_HAD, OVER)
    beside = {one.measure: one for each in others for one in each.measures_of(entry)}
    if kind is OTHER and is_of_what_is_told(first):
        # Which of them a project is for nobody can say before more of it is told.
        own_projects = [one for each, one in own if each is OTHER and is_of_what_is_told(one)]
        beside = {one.measure: one for one in own_projects} | beside
    beside.pop(first.measure, None)
    # What lacks a figure of a year that is over is told once, and beside no other reason.
    idle = {entry.worded.steps.get(one.measure): one for one in beside.values() if one.near_over}
    idle.pop(entry.worded.steps.get(first.measure), None)
    kept = () if CALL_KINDS.index(kind) < CALL_KINDS.index(OTHER) else idle.values()
    beside = {name: one for name, one in beside.items() if not one.near_over or one in kept}
    received, shown, supports = list(entry.received), list[Diagnostic](), list[SupportTold]()
    # What is called for now although it came so in years that are over.
    last = CALL_KINDS.index(MAYBE_HAD)
    kinds = [each for each in CALL_KINDS[:last] if each is not OWED]
    live = (answer for each in (LIVE, READY, MORE) for answer in each.measures_of(entry))
    now = {answer.measure for answer in (*live, *(one for each, one in own if each in kinds))}
    urged = {answer.measure for each, answer in own if each is OWED}
    told = (first, *islice(beside.values(), _BESIDE))
    for one in told:
        # A cell that could not be read is named once.
        cells = [each for each in unread_waited_for(entry, one.missing) if each not in shown]
        shown += cells
        outcome = outcome_of(entry, one.measure)
        if outcome is not None and not (outcome.before and one.measure in now):
            yield followed(entry, one, outcome, phrases)
            continue
        if outcome is not None and one.measure in urged:
            # What is urged is of the year before; what this year comes to stands beside it.
            yield followed(entry, one, outcome, phrases)
        if (support := entry.told.had_now.get(one.measure)) is not None:
            # What it is told of may be any of several: it is asked about once.
            if support not in supports:
                yield had_now(support, one, phrases)
            supports.append(support)
            received = [each for each in received if one.measure not in each.measures]
            continue
        none = not_claimed(entry, one.measure)
        if none is not None and none.titled and amount_shown(entry, one) is None:
            yield not_claimed_alone(entry, one, none, phrases)
            continue
        said = with_cells(reason_worded(entry, one, phrases), cells, phrases)
        notes = notes_beside(entry, one, phrases)
        if none is not None:
            said = say("{text}；{notes}", text=said, notes=outcome_said(none, phrases))
            notes = (step_said(none, phrases), *notes)
        yield Reason(
            said=said,
            measure=measure_name(one, phrases),
            of=(one.measure,),
            most=amount_shown(entry, one),
            unfigured=say(KINDS[one.kind]),
            asked=_asked_of(entry, one, phrases),
            notes=notes,
            exact=exact_asked(entry, one, phrases),
            of_year=one.measure in entry.worded.this_year,
            by=last_day(entry, one) if CALL_KINDS.index(kind) < CALL_KINDS.index(OWN) else None,
        )
        if outcome is not None and one.measure not in urged:
            yield came_before(outcome, phrases)
        # Whether it is the same support nobody has read: beside the first that it may be of.
        of = [each for each in received if one.measure in each.measures]
        received = [each for each in received if each not in of]
        for each in of:
            yield Reason(
                said=say(
                    "表里“{column}”写着“{written}”，先对一对",
                    column=each.head,
                    written=quoted(each.written),
                )
            )
    yield from _project_beside(entry, told, phrases)
    yield from of_titles_beside(entry, told, phrases)


def _project_beside(
    entry: ScreenedEnterprise, told: Sequence[MeasureAnswer], phrases: Phrases
) -> Iterator[Reason]:
    """What a project may bring that is not told to be unfinished, where no reason tells of it."""
    named = {one.measure for one in told}
    own = of_its_project(entry)
    if not own or any(one.measure in named for one in own):
        return
    say, answer = phrases.say, own[0]
    name, most = measure_name(answer, phrases), amount_shown(entry, answer)
    if most is None:
        return
    said = say("另有：{measure}（{money}），问项目报过没有", measure=name, money=at_most(most, say))
    yield Reason(
        said=said,
        measure=name,
        of=(answer.measure,),
        most=most,
        asked=entry.worded.asked.get(answer.measure, ""),
        notes=notes_beside(entry, answer, phrases),
    )


def _asked_of(entry: ScreenedEnterprise, answer: MeasureAnswer, phrases: Phrases) -> str:
    if answer.unclaimed:
        return phrases.say("为什么没有申报、这一年报不报")
    asked = with_offences(entry.worded.asked.get(answer.measure, ""), entry, phrases)
    none = not_claimed(entry, answer.measure)
    first = (
        "" if none is None else step_asked(none, phrases),
        exact_asked(entry, answer, phrases),
        missed_asked(entry, answer, phrases, claimed=none is None),
        year_asked(entry, answer, phrases),
        phrases.say("什么时候竣工") if is_unfinished(entry, answer) else "",
    )
    return "；".join(filter(None, (*first, asked)))


def _for_table(entry: ScreenedEnterprise, answer: MeasureAnswer, phrases: Phrases) -> Reason:
    """What waits for a column that the table lacks, in few words."""
    say = phrases.say
    money, step = from_to(answer.low, answer.of_told, say), entry.worded.steps.get(answer.measure)
    name, notes = measure_name(answer, phrases), notes_beside(entry, answer, phrases)
    said = "，".join(filter(None, (money, *notes)))
    named = say("{measure}（{said}）", measure=name, said=said)
    said = say("{measure}：{step}", measure=named, step=step) if step else named
    said = with_cells(said, unread_waited_for(entry, answer.missing), phrases)
    return Reason(
        said=said,
        measure=name,
        of=(answer.measure,),
        most=answer.of_told,
        asked=entry.worded.asked.get(answer.measure, ""),
        notes=notes,
    )
