"""Which question comes next: topics in the order of the authors, what hangs most on it first.

What a measure waits for that is in force, and within reach by the figures told, comes before all
topics: there is money to be had.  Within a topic what is still open of the records that are named
comes before anything new; the questions on one fact stand together, those on one record of it next
to each other, in the order in which they are worth asking (:mod:`huiqi.decision.questions`).  What
can only rule out comes after all topics, and last what only measures wait for that come to nothing.
"""

from __future__ import annotations

from collections.abc import Iterable

from huiqi.decision.questions import Question
from huiqi.decision.standing import is_told_roughly, is_within_reach, is_worthless
from huiqi.evaluation.reads import Missing
from huiqi.profile.profile import Profile
from huiqi.rulebook.rulebook import Fact, Rulebook
from huiqi.values import Records


class QuestionOrder:
    """The order that the authors of a rulebook declare."""

    def __init__(self, rulebook: Rulebook) -> None:
        self._rulebook = rulebook
        declared = rulebook.interview
        self._first = {name: place for place, name in enumerate(declared.first)}
        self._in_full = {name: self._first[name] for name in declared.in_full}
        self._topics = {topic: place for place, topic in enumerate(declared.topics)}

    def sorted(self, questions: Iterable[Question], profile: Profile) -> list[Question]:
        """The next one first; the records of a list in their own order."""
        asked = list(questions)
        best: dict[str, int] = {}
        records: dict[tuple[str, str], int] = {}
        for place, question in enumerate(asked):
            best.setdefault(question.missing.name, place)
        for (name, _), given in profile.facts.items():
            if isinstance(given.value, Records):
                for record in given.value.items:
                    records.setdefault((name, record.key), len(records))

        def turn(numbered: tuple[int, Question]) -> tuple[object, ...]:
            place, question = numbered
            missing = question.missing
            # Of one that has years the year that matters most; the others, and what is open of the
            # records of a list that is not asked in full, have their usual turn.
            own = place == best[missing.name] and not missing.where
            foremost = self._first if own else self._in_full if missing.where else {}
            first = foremost.get(missing.name, len(self._first))
            return (
                # What was told as a range is not known better: it was asked first of all whenever
                # a file was opened again.
                is_told_roughly(profile, missing),
                first,
                not any(map(is_within_reach, question.measures)),
                all(map(is_worthless, question.measures)),
                question.rules_out,
                self._topic(missing.name),
                not missing.where,
                best[missing.name],
                records.get((missing.name, missing.key), -1),
                not self._says_for_what(missing),
                place,
            )

        return [question for _, question in sorted(enumerate(asked), key=turn)]

    def _says_for_what(self, missing: Missing) -> bool:
        """Whether it says for which measure a payment was: that decides what else of it matters."""
        declared = self._rulebook.declared(missing.name)
        payment = declared.receipts if isinstance(declared, Fact) else None
        return payment is not None and missing.field == payment.measure

    def _topic(self, name: str) -> int:
        """The place of a fact's topic; what no author placed comes last."""
        topic = self._rulebook.declared(name).topic
        last = len(self._topics)
        return last if topic is None else self._topics.get(topic.zh, last)
