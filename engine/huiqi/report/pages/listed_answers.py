"""What may be chosen by its name beside the field of a question, into which anything else may be
written.
"""

from __future__ import annotations

from typing import NamedTuple

from huiqi.interview.results import InterviewQuestion
from huiqi.report.phrases import Phrases


class ListedAnswers(NamedTuple):
    """``label``: what one chooses; ``options``: what is sent, and its words."""

    label: str
    options: list[tuple[str, str]]


def listed_answers(asked: InterviewQuestion, phrases: Phrases) -> ListedAnswers:
    """Industries, of which few know the code of theirs; of a payment the measure that it was."""
    if names := asked.declared.type.industries.names:
        options = [(code, f"{phrases.pick(zh, en)} {code}") for code, zh, en in names]
        return ListedAnswers(phrases.say("不知道代码，按名称选"), options)
    payments, options = phrases.rulebook.payments, []
    if payments is not None and payments.receipts is not None:
        of_measure = (payments.id, payments.receipts.measure)
        if (asked.key.name, asked.key.field) == of_measure:
            titles = (one.title for one in phrases.rulebook.documents)
            options = [(title.zh, phrases.text(title)) for title in titles]
    return ListedAnswers(phrases.say("是哪一项，按名称选"), options)
