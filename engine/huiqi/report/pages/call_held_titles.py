"""What a title that an enterprise has told of may bring, beside the reason to call it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice

from huiqi.profile.first_years import years_of_title
from huiqi.profile.titles_of_a_year import YEARLESS
from huiqi.report.figures import at_most
from huiqi.report.pages.call_cells import quoted
from huiqi.report.pages.call_measures import (
    amount_shown,
    fact_of,
    is_in_doubt,
    of_what_is_told,
    waiting_for_answers,
)
from huiqi.report.pages.call_reason import Reason
from huiqi.report.pages.call_told_outcomes import not_claimed
from huiqi.report.pages.call_validity import validity_told
from huiqi.report.pages.screen_tables import measure_name
from huiqi.report.phrases import Phrases
from huiqi.rulebook.list_columns import TITLE, WITHIN
from huiqi.rulebook.rulebook import Rulebook, names_read
from huiqi.screening.screened import MeasureAnswer, ScreenedEnterprise

#: So many of them are told.
_TOLD = 2


def of_titles_beside(
    entry: ScreenedEnterprise, told: Sequence[MeasureAnswer], phrases: Phrases
) -> Iterator[Reason]:
    """What comes of titles that it holds by documents that may be in force no more, where no reason
    tells of it: what comes to most first.
    """
    named = {one.measure for one in told}
    own = [
        one
        for one in of_what_is_told(entry)
        if one.of_told and any(_is_of_one_title(name, phrases) for name in one.missing)
    ]
    years = (one for one in waiting_for_answers(entry) if _is_of_its_year(one, phrases.rulebook))
    held = (
        one
        for one in dict.fromkeys((*own, *years))
        if one.theirs
        and is_in_doubt(one)
        and one.measure not in named
        # Of what the table says was not claimed another reason tells.
        and not_claimed(entry, one.measure) is None
    )
    for answer in islice(held, _TOLD):
        yield _of_title(entry, answer, phrases)


def _is_of_its_year(answer: MeasureAnswer, rulebook: Rulebook) -> bool:
    """Whether it is for the year in which a title was given, rechecked or refused, which is told,
    and all that is asked is what was had before.
    """
    facts = [rulebook.facts.get(name) for name in map(fact_of, answer.missing)]
    if not answer.most or any(fact is None or fact.receipts is None for fact in facts):
        return False
    years = {year for one in rulebook.definitions.values() for year in years_of_title(one)}
    return not years.isdisjoint(names_read(*rulebook.measures[answer.measure].nodes()))


def _is_of_one_title(missing: str, phrases: Phrases) -> bool:
    """Whether what is missing is of one of the titles: since when that is held."""
    list_, within, field = missing.partition(WITHIN)
    fact = phrases.rulebook.facts.get(list_)
    return bool(within) and "(" in field and fact is not None and TITLE in fact.things


def _of_title(entry: ScreenedEnterprise, answer: MeasureAnswer, phrases: Phrases) -> Reason:
    say, name, most = phrases.say, measure_name(answer, phrases), amount_shown(entry, answer)
    asked, validity = entry.worded.asked.get(answer.measure, ""), validity_told(answer, phrases)
    amount = at_most(most, say) if most else ""
    told = "，".join(filter(None, (amount, validity)))
    said = say("{measure}（{said}）", measure=name, said=told)
    if asked:
        said = say("{measure}：问 {facts}", measure=said, facts=asked)
    return Reason(said=said, measure=name, of=(answer.measure,), most=most, asked=asked)


def of_titles_without_year(entry: ScreenedEnterprise, phrases: Phrases) -> Iterator[Reason]:
    """That a title is told which is given for one year each, and not for which."""
    say = phrases.say
    for title in dict.fromkeys(one.found for one in entry.noted if one.code == YEARLESS):
        named = quoted(say.told(title))
        yield Reason(
            said=say("{title}：没写哪一年的，按未知", title=named),
            asked=say("{title}是哪一年的", title=named),
        )
