"""What the parts of an incident file say of each other and cannot both be right.

V103 a judgement before the act, or an event that tells of a later day; V106 a statement on the law
that the versions given contradict; V111 (asked) an item of another field of enforcement.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import cast

from huiqi.diagnostics import Diagnostics, Place
from huiqi.evaluation import Evaluator
from huiqi.evaluation.contradictions import contradictions
from huiqi.penalty.fines import no_violation
from huiqi.penalty.incident import Incident, Learnt, come_by, last_day, profile_of
from huiqi.rulebook.penalties import PenaltyBook
from huiqi.rulebook.penalty_clauses import ACT
from huiqi.sentences import bilingual, sentence
from huiqi.truth import Truth
from huiqi.values import Choice, Interval, Record


@dataclass(frozen=True, slots=True, kw_only=True)
class Consistency:
    """The checks of one incident; ``spot``: where a field of it stands."""

    book: PenaltyBook
    as_of: date
    diagnostics: Diagnostics
    spot: Callable[[str], Place]

    def check(self, incident: Incident) -> None:
        """Report everything found."""
        known = incident.known()
        committed = known.fields.get(self.book.act.roles["committed"])
        if not isinstance(committed, Interval) or committed.low is None:
            return
        self._judgements(known, cast("date", committed.low))
        self._laws(incident, known, cast("date", committed.low))
        self._domains(incident, known)
        for part in incident.arrivals:
            self._event(part)

    def _judgements(self, known: Learnt, committed: date) -> None:
        for judgement in known.judgements.values():
            if judgement.on is not None and judgement.on < committed:
                self.diagnostics.report(
                    "V103",
                    judgement.place,
                    sentence("判定的日期早于行为发生日 {day}", day=committed),
                    found=judgement.on,
                    remedy=sentence("更正其中一处"),
                )

    def _laws(self, incident: Incident, known: Learnt, committed: date) -> None:
        laws = incident.laws or ()
        if not laws:
            return
        act, roles = self.book.act, self.book.act.roles
        ended = last_day(act, known.fields, self.as_of)
        told = no_violation(laws, committed, self.as_of, ended)
        names = (roles["no_violation_then"], roles["no_violation_now"])
        for name, truth in zip(names, told, strict=True):
            stated = known.fields.get(name)
            if isinstance(stated, Truth) and stated.known and truth.known and stated is not truth:
                self.diagnostics.report(
                    "V106",
                    self.spot(name),
                    sentence("“{fact}”与 laws 里各版本写的不同", fact=act.fields[name].label),
                    found=sentence("是") if stated is Truth.TRUE else sentence("否"),
                    remedy=sentence("更正其中一处；写了 laws 的，这一项不必再写"),
                )

    def _domains(self, incident: Incident, known: Learnt) -> None:
        field = self.book.act.roles["domain"]
        domain = known.fields.get(field)
        if not isinstance(domain, Choice) or not domain.symbols:
            return
        own = next(iter(domain.symbols))
        for name in incident.items or ():
            item = self.book.items.get(name)
            if item is not None and own in self.book.domains and item.sanction.domain != own:
                self.diagnostics.warn(
                    "V111",
                    self.spot(field),
                    sentence(
                        "清单事项 {item} 属于{domain}领域，与违法行为写的领域不同",
                        item=name,
                        domain=self.book.domains[item.sanction.domain].label,
                    ),
                    found=bilingual(self.book.domains[own].label),
                    remedy=sentence("核对 domain 和 items"),
                )

    def _event(self, part: Learnt) -> None:
        for name in self._later(part):
            self.diagnostics.report(
                "V103",
                self.spot(name),
                sentence(
                    "{fact}晚于写它的事件的日期 {day}",
                    fact=self.book.act.fields[name].label,
                    day=part.on,
                ),
                remedy=sentence("更正其中一处"),
            )

    def _later(self, part: Learnt) -> Iterator[str]:
        """The fields of an event that cannot have happened by its day."""
        if part.on is None:
            return
        record = Record(come_by(part.fields, part.on))
        evaluator = Evaluator(self.book.terms, profile_of(part, {}), part.on)
        for found in contradictions(evaluator, {ACT: [record]}, {ACT: record}):
            # What is about one field alone is about its day and that of the event.
            if found.code == "P140" and len(found.facts) == 1:
                yield found.facts[0][0].partition(".")[2]
