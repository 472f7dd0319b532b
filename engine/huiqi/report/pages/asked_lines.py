"""The questions beside a result: what hangs on each, and who knows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from huiqi.decision.questions import Question
from huiqi.decision.results import Decision
from huiqi.evaluation.reads import Missing, declared_of
from huiqi.report.at_stake import at_stake
from huiqi.report.pages.next_step import NumberedQuestions
from huiqi.report.pages.one_suffices import one_suffices
from huiqi.report.pages.question_keys import written_key
from huiqi.report.pages.result_lines import AskedLine
from huiqi.report.pages.rough_answers import roughly_told
from huiqi.report.pages.who_knows import known_to
from huiqi.report.phrases import Phrases
from huiqi.rulebook.rulebook import Fact


def asked_lines(
    groups: Iterable[Sequence[Question]],
    decision: Decision,
    asked: NumberedQuestions,
    phrases: Phrases,
) -> Iterator[AskedLine]:
    """A line of each; ``groups``: each the questions that are asked as one."""
    say = phrases.say
    for group in groups:
        first = group[0]
        own = {result.measure.id: result for question in group for result in question.measures}
        bearing = say(
            "{number} 项措施要看它，{amount}；{who}知道",
            number=len(own),
            amount=at_stake(own.values(), say),
            who=known_to(first.missing, phrases),
        )
        if enough := one_suffices(first.missing, own.values(), phrases):
            bearing = say("{bearing}；{hint}", bearing=bearing, hint=enough)
        if asked.is_said_unknown(first.missing):
            if group in asked.shown:
                bearing = say("{bearing}；你答过不知道", bearing=bearing)
            declared = declared_of(phrases.rulebook, first.missing)
            # The hint says where to look, or which authority tells it.
            if isinstance(declared, Fact) and declared.help is not None:
                hint = phrases.text(declared.help)
                bearing = say("{bearing}；{hint}", bearing=bearing, hint=hint)
        rough = roughly_told(first.missing, decision.profile, phrases)
        yield AskedLine(
            key=written_key(first.missing),
            text=phrases.asked(first.missing, decision.profile, len(group)),
            bearing=say("{bearing}；{hint}", bearing=bearing, hint=rough) if rough else bearing,
        )


def counts_told(
    unasked: int, put_off: int, phrases: Phrases, partly: Sequence[Missing] = ()
) -> str:
    """How many questions are to be asked, how many were not known or skipped, and which lists were
    told in part (``partly``): the same wherever they stand; empty where there are none.
    """
    say = phrases.say
    parts = [say("还有 {number} 题没有问到", number=unasked)] if unasked else []
    if put_off:
        parts.append(say("答了不知道的和跳过的一共 {number} 题", number=put_off))
    if partly:
        lists = say.listed([phrases.missing(one) for one in partly])
        parts.append(
            say("只写了一部分、要补全的 {number} 题：{lists}", number=len(partly), lists=lists)
        )
    return say.listed(parts)


def asked_told(
    unasked: int, put_off: int, first: int, phrases: Phrases, partly: Sequence[Missing] = ()
) -> str:
    """The same, and how many of them stand first (``first``)."""
    counts = counts_told(unasked, put_off, phrases, partly)
    told = [counts] if counts else []
    if first:
        told.append(phrases.say("先弄清下面 {number} 题", number=first))
    return phrases.joined(told)
