"""What stands at the head of a result: what ends soon, what it comes to, what is missed, and, where
nothing has an amount yet, what waits.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence

from huiqi.decision.application import application_of
from huiqi.decision.far_limits import far_measures
from huiqi.decision.results import Decision, MeasureResult, Status
from huiqi.decision.standing import (
    Mark,
    Settler,
    is_refused,
    is_share_of_maxima,
    is_within_reach,
    is_worthless,
    least_if_had,
    mark_of,
    refused_as_presumed,
    settler_of,
    worth_of,
    year_is_open,
)
from huiqi.decision.topics import LEVELS, Overview
from huiqi.evaluation.reads import Missing
from huiqi.profile.record_lists import titles_stated
from huiqi.report.pages.applying import opening_said
from huiqi.report.pages.had_before import had_before, perhaps_had
from huiqi.report.pages.in_short import FIGURES, worth_with_base
from huiqi.report.pages.next_step import (
    NumberedQuestions,
    later_told,
    next_step,
    refused_in_full,
)
from huiqi.report.pages.openings import documents_ending
from huiqi.report.pages.presumed_refusal import refused_by
from huiqi.report.pages.question_keys import QUEUE, written_key
from huiqi.report.pages.result_lines import EndingLine
from huiqi.report.pages.totals import rules_open_among, settled_told
from huiqi.report.phrases import Phrases
from huiqi.rulebook.titles_read import titles_read
from huiqi.values import Records
from huiqi.words import to_say

#: How what is refused stands, unless it is held already.
_REFUSED = (Mark.NO, Mark.ONE_STEP, Mark.PRESUMED_NO)
#: So many are named of what waits for a year's figures.
_NAMED = 4
#: So many of what waits for the enterprise, where there is nothing else to name.
_WAITING = 3


def keys_of(result: MeasureResult, asked: NumberedQuestions) -> list[str]:
    """The questions that a measure waits for, to be asked one after the other."""
    return list(dict.fromkeys(map(written_key, asked.waited_for(result))))[:QUEUE]


def ending_lines(
    decision: Decision, found: Overview, asked: NumberedQuestions, phrases: Phrases
) -> Iterator[EndingLine]:
    """The documents that soon are in force no more, of which the enterprise may have something,
    each with what has to be answered before.
    """
    results = {
        one.measure.id: one
        for one in decision.results
        if not is_worthless(one)
        and not is_refused(one)
        and found.marked[one.measure.id].mark is not Mark.HELD
        and one.measure.recipient == "enterprise"
        # Of what nothing told brings near, that its document ends frightens for nothing.
        and (is_within_reach(one) or year_is_open(one) or mark_of(one) is not Mark.ASK_ENTERPRISE)
    }
    measures = [one.measure for one in results.values()]
    for name, text in documents_ending(measures, decision.as_of, phrases).items():
        answer = found.marked[name]
        asks = answer.mark is Mark.ASK_ENTERPRISE
        step = next_step(answer, asked, phrases, wraps=True) if asks else ""
        # Its last day is no day by which to apply, and is read as one.
        when = opening_said(application_of(results[name]), phrases)
        yield EndingLine(
            text=text,
            when=when or phrases.say("什么时候报，来源没有写"),
            step=step,
            keys=keys_of(results[name], asked) if asks else [],
        )


def year_lacking(decision: Decision, phrases: Phrases) -> EndingLine | None:
    """What waits for figures of the year before, while those of an earlier one are told: what was
    to be asked about until the year was over is not gone; with those questions.
    """
    year, profile = decision.as_of.year - 1, decision.profile
    far, say = far_measures(decision), phrases.say
    waiting: dict[str, None] = {}
    asked: dict[Missing, None] = {}
    for result in sorted(decision.results, key=worth_of):
        comparable = phrases.rulebook.level(result.measure) == "comparable"
        if result.measure.recipient != "enterprise" or comparable or result.measure.id in far:
            continue
        if mark_of(result) is not Mark.ASK_ENTERPRISE or is_worthless(result):
            continue
        own = [
            one
            for one in result.missing
            if one.year == year and profile.given(one.name, year - 1) is not None
        ]
        if own and result.amount is not None:
            waiting[phrases.text(result.measure.name)] = None
            asked.update(dict.fromkeys(own))
    if not waiting:
        return None
    labels = dict.fromkeys(phrases.text(phrases.rulebook.label(one.name)) for one in asked)
    named = phrases.few(list(waiting), _NAMED, to_say("{names}等 {number} 项"))
    return EndingLine(
        text=say(
            "{year}年已过完，那一年的数还没有写（写的是以前的），所以还定不了：{names}",
            year=year,
            names=named,
        ),
        when="",
        step=say("先填{year}年的：{facts}", year=year, facts=say.listed(list(labels))),
        keys=list(dict.fromkeys(map(written_key, asked)))[:QUEUE],
    )


def leads_told(
    decision: Decision, led: Sequence[MeasureResult], asked: NumberedQuestions, phrases: Phrases
) -> list[str]:
    """Of those that can be acted on what the ones that qualify come to together at most, and what
    no source says of having several of them; of the others how many there are.

    Of what may all come to nothing no sum is told: it is what a superior remembers.
    """
    counted = [one for one in led if not had_before(one)]
    settled = [one for one in counted if one.status is Status.QUALIFIES]
    if settled:
        first, *besides = settled_told(decision, settled, phrases)
        return [
            phrases.joined([first, *_whether_open(settled, phrases)]),
            *besides,
            *rules_open_among(decision, settled, phrases),
            *_asked_about(len(counted) - len(settled), phrases),
        ]
    most = to_say("还没有一项定下能得；可以去问，各最多这么多")
    if len(counted) > 1:
        most = to_say("还没有一项定下能得；可以去问，各最多这么多，不相加")
        if any(least_if_had(one) is not None for one in counted):
            # What is given at least once it is had is no more than that.
            most = to_say("还没有一项定下能得；可以去问，所写的数是得到时的，不相加")
    return [phrases.say(most)]


def _whether_open(settled: Sequence[MeasureResult], phrases: Phrases) -> Iterator[str]:
    """That one asks first whether it is applied for at all this year, where no source says when."""
    if not all(opening_said(application_of(one), phrases) for one in settled):
        yield phrases.say("今年还收不收申请，来源没有写，先问")


def _asked_about(number: int, phrases: Phrases) -> Iterator[str]:
    if number:
        text = to_say("另 {number} 项要先问，各最多多少写在下面，不相加")
        yield phrases.say(text, number=number)


def when_told(led: Sequence[MeasureResult], phrases: Phrases) -> str:
    """Of which of those no source says when to apply; empty where each is told."""
    unsaid = [one for one in led if not opening_said(application_of(one), phrases)]
    if not unsaid:
        return ""
    if len(unsaid) == len(led):
        return phrases.say("读到的来源都没有写，一起问")
    return phrases.say("没有写什么时候的，来源没有写，一起问")


def titles_without_document(decision: Decision, phrases: Phrases) -> list[str]:
    """The titles that were told of for which no document gives anything, by their names: whoever
    tells of four and hears of one does not know whether the others were looked at.
    """
    read, found = titles_read(phrases.rulebook), dict[str, None]()
    for fact in phrases.rulebook.facts.values():
        given = decision.profile.given(fact.id, None)
        if given is None or not isinstance(given.value, Records):
            continue
        for record in given.value.items:
            for field, title in titles_stated(fact, record):
                options = fact.fields[field].type.enumeration
                if options is not None and title not in read:
                    found[options.label(title, phrases.language)] = None
    return list(found)


def waiting_told(results: Iterable[MeasureResult], phrases: Phrases) -> list[str]:
    """Of what waits for the enterprise the largest, with what it may come to."""
    # Of what was told of: a project, a title.
    figures = [one for one in results if one.amount_kind in FIGURES and one.items]
    return [
        phrases.say(
            "{name} {amount}",
            name=phrases.text(one.measure.name),
            amount=worth_with_base(one, phrases),
        )
        for one in sorted(figures, key=worth_of)
        if not is_share_of_maxima(one) and not is_worthless(one)
    ][:_WAITING]


def refused_by_presumption(
    decision: Decision, phrases: Phrases, above: Collection[str]
) -> Iterator[str]:
    """What comes to something, and nothing but a presumed condition refuses, with which: only what
    the enterprise had before may be open besides.  No source says it, so an office may.  Not, by
    their ids, those that are told ``above``.
    """
    say = phrases.say
    for result in decision.results:
        if result.measure.recipient != "enterprise" or not refused_as_presumed(result):
            continue
        if result.measure.id in above:
            continue
        amount = _brings(result, phrases)
        if had_before(result) or not amount:
            continue
        open_ = [one for one in result.open_clauses if one.trace.received is None]
        presumed = [one for one in open_ if one.condition.presumed and not one.missing]
        if any(settler_of(one) is Settler.ENTERPRISE for one in open_):
            continue
        told = [phrases.text(one.condition.brief or one.condition.text) for one in presumed]
        if told:
            yield say(
                "{name} {amount}（{why}）",
                name=phrases.text(result.measure.name),
                amount=amount,
                why=phrases.joined(
                    filter(
                        None, (say.listed(list(dict.fromkeys(told))), perhaps_had(result, phrases))
                    )
                ),
            )


def refused_told(
    found: Overview, phrases: Phrases, above: Collection[str]
) -> Iterator[tuple[str, str]]:
    """All of the city's and the province's for an enterprise that are refused, under a topic or
    not, with why, and as presumed, too: not what is only waited for, nor what is over, nor, by
    their ids, those that are told ``above``, as near or to come.
    """
    for answer in found.marked.values():
        result, measure = answer.result, answer.result.measure
        own = measure.recipient == "enterprise" and measure.published and measure.slot is None
        here = phrases.rulebook.level(measure) in LEVELS
        if not own or not here or answer.mark not in _REFUSED or later_told(result, phrases):
            continue
        if measure.id in above:
            continue
        if refused_as_presumed(result):
            yield phrases.text(measure.name), refused_by(result, phrases)
        elif result.status is Status.DOES_NOT_QUALIFY:
            yield phrases.text(measure.name), refused_in_full(result, phrases)


def _brings(result: MeasureResult, phrases: Phrases) -> str:
    """What it comes to, or what its document gives where that is no figure of the enterprise's."""
    if result.amount_kind in FIGURES:
        return worth_with_base(result, phrases)
    summary = result.measure.summary
    return "" if summary is None else phrases.text(summary)
