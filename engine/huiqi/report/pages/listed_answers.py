"""What may be chosen by its name beside the field of a question, into which anything else may be
written.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from huiqi.interview.results import InterviewQuestion
from huiqi.profile.support_told import measures_meant
from huiqi.report.pages import marks
from huiqi.report.phrases import Phrases
from huiqi.rulebook.measure import Measure
from huiqi.rulebook.narrower import is_short_for, parts_of_city
from huiqi.sentences import sentence
from huiqi.spelling import plain

#: What is told of a payment that was of no measure here: no measure is called so.
NONE_HELD = sentence("这里没有收的措施")


#: What the name of a payment says of who gave it.
_OF_A_COUNTY = re.compile("[县区镇]")


class ListedAnswers(NamedTuple):
    """``label``: what one chooses; ``options``: what is sent, and its words."""

    label: str
    options: list[tuple[str, str]]


def listed_answers(asked: InterviewQuestion, phrases: Phrases, typed: str = "") -> ListedAnswers:
    """Industries, of which few know the code of theirs; of a payment the measure that it was; of
    a city its parts, some of whose measures one part alone tells of.

    ``typed``: what was written and is none of them: those that may be meant come first.
    """
    industries = asked.declared.type.industries
    if names := industries.names:
        options = [(code, f"{phrases.pick(zh, en)} {code}") for code, zh, en in names]
        near = industries.near(typed) if typed else ()
        if near:
            first = [option for code in near for option in options if option[0] == code]
            rest = [option for option in options if option not in first]
            said = phrases.say.listed([name for _, name in first])
            options = [
                ("", phrases.say("最接近的")),
                *first,
                ("", phrases.say("其余的")),
                *rest,
            ]
            label = phrases.say("是不是{names}？按名称选", names=said)
            return ListedAnswers(label, options)
        return ListedAnswers(phrases.say("不知道代码，按名称选"), options)
    if not asked.key.where and (parts := parts_of_city(asked.key.name, phrases.rulebook)):
        label = phrases.say("在的话是哪个县（市、区）（可不选）")
        # A zone that was told by its short name stands chosen.
        told = asked.told if isinstance(asked.told, str) else ""
        named = [told if told and is_short_for(told, one) else one for one in parts]
        return ListedAnswers(label, [(one, one) for one in named])
    payments, options = phrases.rulebook.payments, []
    if payments is not None and payments.receipts is not None:
        of_measure = (payments.id, payments.receipts.measure)
        if (asked.key.name, asked.key.field) == of_measure:
            options = _measures(asked.key.key, phrases)
    return ListedAnswers(phrases.say("是哪一项，按名称选"), options)


def _measures(called: str, phrases: Phrases) -> list[tuple[str, str]]:
    """The measures that a payment may be of, each with whose it is, its years and what it gives,
    since several have one name; those for the same thing as its name says come first.
    """
    rulebook = phrases.rulebook
    meant = measures_meant(rulebook, plain(called)) if called else frozenset()
    found = sorted(rulebook.documents, key=lambda one: one.id not in meant)
    options = [(one.title.zh, _told_apart(one, phrases)) for one in found]
    none = (NONE_HELD, phrases.say("都不是：县（市、区）给的，或别的这里没有收的"))
    if not meant or _OF_A_COUNTY.search(called):
        return [none, *options]
    alike = sum(one.id in meant for one in found)
    first, rest = options[:alike], options[alike:]
    return [
        ("", phrases.say("和名目说的是同一类")),
        *first,
        none,
        ("", phrases.say("其余的")),
        *rest,
    ]


def _told_apart(measure: Measure, phrases: Phrases) -> str:
    say, period = phrases.say, measure.in_force
    level = say(marks.LEVELS[phrases.rulebook.level(measure)])
    days = [*(one.first for one in period.seen), *(one.last for one in period.seen)]
    days += [day for day in (period.since, period.until) if day is not None]
    years = dict.fromkeys((min(days).year, max(days).year)) if days else {}
    told = f"{level} {'–'.join(map(str, years))}".strip()
    named = say("{name}（{told}）", name=phrases.text(measure.title), told=told)
    if measure.summary is None:
        return named
    return say("{name}：{summary}", name=named, summary=phrases.text(measure.summary))
