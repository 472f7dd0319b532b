"""What is told of a table of enterprises once, and is no reason to call a single one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from fractions import Fraction
from itertools import islice

from huiqi.decision.standing import Mark
from huiqi.report.figures import from_to
from huiqi.report.pages.call_kinds import MAYBE_HAD, OF_TABLE
from huiqi.report.pages.call_measures import facts_lacking, for_the_table, is_in_doubt
from huiqi.report.pages.call_order import called_for, worth_a_look
from huiqi.report.pages.call_validity import validity_told
from huiqi.report.pages.narrower_paper import narrower_told
from huiqi.report.pages.openings import documents_ending
from huiqi.report.pages.screen_tables import measure_name
from huiqi.report.phrases import Phrases
from huiqi.screening.screened import MeasureAnswer, Screening
from huiqi.words import to_say

#: So many facts, and so many documents, are named.
_FACTS, _DOCUMENTS = 2, 3
#: Of so many at least one question to an office is worth it.
_SEVERAL = 3


def columns_to_add(found: Screening, phrases: Phrases) -> Iterator[str]:
    """For which measures the figures of some are told, and a column lacks that settles them."""
    say = phrases.say
    waiting: dict[str, list[tuple[MeasureAnswer, list[str]]]] = {}
    for entry in found.entries:
        for answer in for_the_table(entry):
            own = answer, facts_lacking(entry, answer)
            waiting.setdefault(answer.measure, []).append(own)
    for told in waiting.values():
        # What each of them waits for: what only some do is no column of the table.
        shared = [fact for fact in told[0][1] if all(fact in facts for _, facts in told)]
        most = max((answer for answer, _ in told), key=lambda answer: Fraction(answer.of_told or 0))
        yield say(
            "有“{columns}”的补上这一列：{measure}（{validity}），{number} 户各按自己的数，"
            "最多的一户 {money}",
            columns=_few(shared or told[0][1], phrases),
            measure=measure_name(most, phrases),
            validity=validity_told(most, phrases),
            number=len(told),
            money=from_to(most.low, most.of_told, say),
        )


def asked_once(found: Screening, phrases: Phrases) -> str:
    """The documents in doubt for which several are called: whether there still is such support is
    asked of the office once, and not of each of them; empty where there are none.
    """
    told = []
    for name, number in _asked_of_offices(found).items():
        measure = phrases.rulebook.measures[name]
        seen = measure.in_force.last_seen
        last = phrases.say("最后见于{year}年", year=seen.last.year) if seen is not None else ""
        if days := measure.in_force.seen_days_before(found.as_of):
            last = phrases.say("{number}天前仍见有效", number=days)
        notes = phrases.joined(filter(None, (last, narrower_told(measure, phrases))))
        told.append(
            phrases.say(
                "{measure}（{number} 户先说它；{notes}）",
                measure=phrases.text(measure.name),
                number=number,
                notes=notes or phrases.say("有效期没有查到"),
            )
        )
    if not told:
        return ""
    named = phrases.say.listed(told)
    return phrases.say("还办不办，各向部门问一次，不用一户一问：{measures}", measures=named)


def _asked_of_offices(found: Screening) -> dict[str, int]:
    """The measures of these documents, and for how many each is the first."""
    first = (
        next(called_for(entry, found.asked_of_most), None)
        for entry in found.entries
        if not entry.standing and entry.twin_of is None
    )
    # What waits for a column of the table is told with that.
    doubtful = Counter(
        own[1].measure
        for own in first
        if own and own[0] not in (OF_TABLE, MAYBE_HAD) and is_in_doubt(own[1])
    )
    several = doubtful.most_common(_DOCUMENTS)
    return {name: number for name, number in several if number >= _SEVERAL}


def papers_of_parts(found: Screening, phrases: Phrases) -> str:
    """Of what any is called for whose paper it rests on, where that is another part's of the city:
    said once, and not in each reason; empty where that is told with what is asked of offices.
    """
    once = _asked_of_offices(found)
    every = (
        answer.measure
        for entry in found.entries
        for _, answer in called_for(entry, found.asked_of_most)
    )
    papers: dict[str, list[str]] = {}
    for name in dict.fromkeys(every):
        measure = phrases.rulebook.measures[name]
        if name not in once and (told := narrower_told(measure, phrases)):
            papers.setdefault(told, []).append(phrases.text(measure.name))
    return phrases.joined(
        phrases.say("{measure}：{text}", measure=phrases.say.listed(names), text=told)
        for told, names in papers.items()
    )


def documents_told(found: Screening, phrases: Phrases) -> str:
    """The documents that soon end, and of how many on the list each is; empty where none does."""
    # What nobody can have any more ends without anybody's loss.
    open_ = (m.measure for m in found.measures if m.marks[Mark.NO] < found.decided)
    measures = [phrases.rulebook.measures[name] for name in open_]
    ending = documents_ending(measures, found.as_of, phrases)
    if not ending:
        return ""
    most = found.asked_of_most
    first = Counter(
        one.measure for entry in found.entries for one in worth_a_look(entry, most, phrases)
    )
    told = [
        _whose(found, name, document, first[name], phrases)
        for name, document in islice(ending.items(), _DOCUMENTS)
    ]
    if len(ending) > _DOCUMENTS:
        told.append(phrases.say("另 {number} 件", number=len(ending) - _DOCUMENTS))
    return "；".join(told)


def _whose(found: Screening, name: str, document: str, number: int, phrases: Phrases) -> str:
    """A document that soon ends, and for how many (``number``) it may be had, or why that cannot
    be said.
    """
    say = phrases.say
    if number:
        return say("{document}：名单上 {number} 户可能用得上", document=document, number=number)
    lacking = dict.fromkeys(
        fact
        for entry in found.entries
        for answer in entry.screened.of(Mark.ASK_ENTERPRISE)
        if answer.measure == name
        for fact in facts_lacking(entry, answer)
    )
    if not lacking:
        return say("{document}：还看不出是哪几户", document=document)
    return say(
        "{document}：看不出是哪几户，表里没有 {facts}",
        document=document,
        facts=_few(lacking, phrases),
    )


def _few(facts: Iterable[str], phrases: Phrases) -> str:
    """The first of some facts by their labels."""
    labels = [phrases.text(phrases.rulebook.label(name)) for name in facts]
    return phrases.few(labels, _FACTS, to_say("{names}等 {number} 项"))
