"""``check`` as a screen that opens in place: the three things, each topic with its best answer,
then amounts, how far what is nearly met is, what to ask, totals, papers and times.

It says what ``check`` says, in the same words; how it looks is the medium's.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace

from huiqi.decision.far_limits import far_measures
from huiqi.decision.results import Decision, MeasureResult
from huiqi.decision.standing import (
    Mark,
    is_refused,
)
from huiqi.decision.topics import Overview, overview
from huiqi.evaluation.reads import Missing
from huiqi.report.pages import marks, three_things
from huiqi.report.pages.asked_lines import asked_lines, asked_told
from huiqi.report.pages.at_the_head import (
    ending_lines,
    leads_told,
    refused_by_presumption,
    refused_told,
    titles_without_document,
    waiting_told,
    when_told,
    year_lacking,
)
from huiqi.report.pages.documents_found import unpublished_told
from huiqi.report.pages.few_answers import FewAnswers
from huiqi.report.pages.narrower_paper import own_measures_lacking
from huiqi.report.pages.nearly import had_later, nearly_missed
from huiqi.report.pages.next_step import (
    NumberedQuestions,
    own_marked,
)
from huiqi.report.pages.opening import compared, named_blocks
from huiqi.report.pages.openings import openings, renewals
from huiqi.report.pages.papers import how_listed, papers_for, papers_of, papers_of_each
from huiqi.report.pages.result_charts import charts
from huiqi.report.pages.result_lines import (
    FundLine,
    MarkGroup,
    ResultScreen,
)
from huiqi.report.pages.result_rows import ResultRows, marked
from huiqi.report.pages.totals import rules_open_among, same_projects_told, totals_blocks
from huiqi.report.pages.whom import whom_else, whom_in_short, whom_told
from huiqi.report.phrases import Phrases
from huiqi.rulebook.penalty_counts import PenaltyCounts
from huiqi.rulebook.rulebook import Fund

#: So many questions stand beside the answers; how many others there are is told.
_ASKED = 5
#: So many of what somebody said not to know are named, with who knows.
_NOT_KNOWN = 3
#: So many of what can be acted on are named before all else.
_LEADS = 5


def result_screen(
    decision: Decision,
    phrases: Phrases,
    counts: PenaltyCounts | None,
    tested: str = "",
    *,
    unasked: int,
    put_off: int,
    partly: Sequence[Missing] = (),
    empty: Collection[Missing] | None = None,
) -> ResultScreen:
    """The screen of a decision on all measures; ``tested``: the id of the one asked about;
    ``unasked``, ``put_off``: how many questions an interview says are to be asked, and how many
    were not known or skipped, ``partly``: which lists were told in part
    (:class:`huiqi.interview.results.Progress`); ``empty``: those of its pages that were left empty,
    absent where there was none.
    """
    found = overview(phrases.rulebook, decision)
    # What a fund pays is worked out of the enterprise's own figures, as what is within reach is.
    funds_ = frozenset(fund.measure for fund in phrases.rulebook.funds.values())
    asked = NumberedQuestions(
        decision.questions, _ASKED, decision.profile, near=funds_, far=far_measures(decision)
    )
    screen = ResultRows(decision, found, phrases, asked)
    groups = list(screen.groups())
    not_known = list(asked_lines(asked.not_known[:_NOT_KNOWN], decision, asked, phrases))
    beside = list(screen.beside())
    funds = {fund.id: fund for fund in phrases.rulebook.funds.values()}
    paid = [screen.fund_line(fund) for fund in funds.values()]
    lines = [*(line for group in (*groups, *beside) for line in group.lines), *paid]
    leads = screen.leads(lines)
    led = [result for _, result in leads]
    # What names no amount is told in a line, where there is anything that does.
    figures = [line for line, _ in leads if line.figure] or [line for line, _ in leads]
    asked_for = list(papers_of_each(led, decision, phrases))
    besides = {paper for one in asked_for for paper in one.papers}
    waiting = own_marked(decision, Mark.ASK_ENTERPRISE, phrases.rulebook)
    few = FewAnswers(decision, asked, phrases, empty, {one.measure.id for one in led})
    near, (left_empty, left_empty_more) = few.lines(), few.left_empty()
    say = phrases.say
    nearly, later = nearly_missed(decision, phrases), had_later(decision, phrases)
    near_ids = {line.id for line in nearly if not line.far}
    told_above = near_ids | {line.id for line in later if line.soon}
    # Where one measure alone is tested, none of these stands above.
    near_above = () if tested else (*(one for one in nearly if not one.far), *later)
    above = {one.title: say("见上面“还差的、以后能得的”") for one in near_above}
    above |= {line.id: say("下一步见最上面") for line in figures[:_LEADS]}
    figured = near or few.others_know() or any(line.figure for line in figures)
    return ResultScreen(
        name=decision.profile.name,
        opening=list(named_blocks(decision, phrases)),
        own_lacking=own_measures_lacking(decision.profile, phrases),
        leads=figures[:_LEADS],
        leads_bare=[line for line, _ in leads if line not in figures],
        leads_more=figures[_LEADS:],
        open_besides=screen.open_besides(
            lines,
            {one.measure.id for one in decision.results if not few.leaves(one)}
            | {one.measure.id for one in led},
        ),
        few_answers=near,
        few_answers_more=few.more(),
        others_know=few.others_know(),
        left_empty=left_empty,
        left_empty_more=left_empty_more,
        waiting=[] if figured else waiting_told(waiting, phrases),
        nearly=nearly,
        later=later,
        presumed=list(refused_by_presumption(decision, phrases, told_above)),
        refused=list(refused_told(found, phrases, told_above)),
        titles_bare=titles_without_document(decision, phrases),
        leads_told=leads_told(decision, led, asked, phrases),
        same_projects=same_projects_told(decision, led, phrases),
        not_added=rules_open_among(decision, led, phrases),
        waiting_besides=[
            phrases.text(one.measure.name)
            for one in waiting
            if few.leaves(one) and all(one is not each for each in led)
        ],
        renewals=renewals(decision, phrases),
        year_lacking=year_lacking(decision, phrases),
        ending=list(ending_lines(decision, found, asked, phrases)),
        topics=marks.topics_name(phrases),
        topics_heading=marks.topics_heading(phrases),
        places=marks.whose_places(phrases),
        unpublished=three_things.text_not_public(found, phrases) if found.topics else "",
        tally=[
            (marked(mark, phrases), found.count(mark)) for mark in three_things.told_marks(found)
        ],
        funds=[_fund(fund, decision, phrases, led, near_ids) for fund in funds.values()],
        helped_by=whom_told(led, phrases),
        helped_else=whom_else(led, phrases),
        when_unsaid=when_told(led, phrases),
        legend=marks.legend(phrases),
        penalties=three_things.penalties_held(counts, phrases) if counts is not None else "",
        tested=screen.tested(tested),
        groups=[_shorter(group, above) for group in groups],
        beside=[_shorter(group, above) for group in beside],
        unsaid=list(_unsaid(found, phrases)),
        charts=list(charts(decision, phrases)),
        asked=list(asked_lines(asked.shown, decision, asked, phrases)),
        not_known=not_known,
        asked_told=asked_told(unasked, put_off, len(asked.shown), phrases, partly),
        not_public=unpublished_told((one.measure for one in found.unpublished), phrases),
        not_public_number=len(found.unpublished),
        totals=list(totals_blocks(decision, led, phrases)),
        papers_label=phrases.say("去报、去问时带"),
        papers=asked_for,
        papers_told=how_listed(led, decision, phrases),
        papers_open=list(papers_of(waiting, decision, phrases, besides)),
        times=[said for _, said in openings(decision, phrases, named=3)],
        compared=list(compared(decision.note, decision.checked, phrases)),
    )


def _shorter(group: MarkGroup, above: Mapping[str, str]) -> MarkGroup:
    """Of what stands in full ``above`` what next is told there, not twice: where, by its id or the
    name of its document.
    """
    lines = [
        replace(line, step=above.get(line.id) or above.get(line.also or line.title) or line.step)
        for line in group.lines
    ]
    return replace(group, lines=lines)


def _fund(
    fund: Fund,
    decision: Decision,
    phrases: Phrases,
    led: Sequence[MeasureResult],
    near: Collection[str],
) -> FundLine:
    """Of what stands among what can be acted on (``led``), or what is nearly met (``near``), what
    it comes to, whom to ask and what to bring stand there.
    """
    result = decision[fund.measure]
    is_led = any(one.measure.id == fund.measure for one in led)
    if is_led or fund.measure in near:
        return FundLine(
            name=phrases.text(fund.name),
            told=three_things.fund_formula(fund, phrases),
            whom="",
            papers=(),
            led=phrases.text(result.measure.name),
            above="leads" if is_led else "nearly",
        )
    refused = is_refused(result)
    return FundLine(
        led="",
        name=phrases.text(fund.name),
        told=three_things.fund_told(fund, decision, phrases),
        whom="" if refused else whom_in_short(result.measure, phrases),
        papers=papers_for(result, decision, phrases),
    )


def _unsaid(found: Overview, phrases: Phrases) -> Iterator[str]:
    """The directions of which no text is public."""
    say = phrases.say
    if found.unpublished:
        yield say("另有 {number} 个方向见报道，没有条文和金额", number=len(found.unpublished))
