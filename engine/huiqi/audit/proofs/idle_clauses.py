"""Clauses and measures that nothing can meet, that nothing can fail, or that add nothing."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache, partial

from huiqi.audit.finding import Level
from huiqi.audit.proofs import terms
from huiqi.audit.proofs.examination import Examination, Whose, asked_applicable
from huiqi.audit.proofs.measure_case import MeasureCase, clauses_of, groups_within
from huiqi.audit.proofs.proof_days import days_of
from huiqi.audit.proofs.solver import Satisfiability, ask
from huiqi.audit.quoting import said
from huiqi.rulebook.measure import Clause, Condition, Group, Measure
from huiqi.rulebook.once_linker import NAMESAKE_CLAUSE
from huiqi.sentences import InLanguages, Sentence, bilingual, in_turn, sentence
from huiqi.truth import Truth
from huiqi.words import to_say


def examine_clauses(found: Examination, measure: Measure) -> None:
    """All questions about the measure's clauses."""
    _Examiner(found, measure).examine()


class _Examiner:
    """The questions about one measure, on each of its days."""

    def __init__(self, found: Examination, measure: Measure) -> None:
        self.found = found
        self.measure = measure
        self.days = days_of(found.rulebook, measure)
        self.asked = asked_applicable(found.rulebook)
        #: Clauses of which something has been reported.
        self.settled: set[str] = set()
        #: The measure on a day, translated once.
        self.case = cache(partial(MeasureCase, found, measure))

    @property
    def first(self) -> MeasureCase:
        """The measure on the day that represents it."""
        return self.case(self.days[0])

    def examine(self) -> None:
        """Each clause alone, then beside its neighbours, then all together."""
        whole, subjects = self.measure.requires, self.found.subjects
        for clause in clauses_of(whole):
            if not _provable(clause) or clause is whole:
                continue
            if self.proved(clause, partial(_never, clause)):
                text = sentence(subjects.never, clause=self.said(clause))
                remedy = sentence("核对原文与条件的写法")
                self.report("A401", Level.ERROR, clause, Truth.FALSE, text=text, remedy=remedy)
            elif self.proved(clause, partial(_always, clause, self.asked)):
                text = sentence(subjects.always, clause=self.said(clause))
                remedy = sentence("核对门槛是否写对")
                self.report("A402", Level.WARNING, clause, Truth.TRUE, text=text, remedy=remedy)
        for group in groups_within(whole):
            if group.kind in ("all", "any"):
                for child in group.children:
                    self.beside(group, child)
        self.together(whole)

    def report(
        self,
        code: str,
        level: Level,
        clause: Clause,
        truth: Truth,
        *,
        text: Sentence,
        remedy: Sentence,
    ) -> None:
        """What was found of a clause or the whole, shown by one of whom it has this truth."""
        self.settled.add(clause.id)
        whose = self.whose(clause)
        if clause is self.measure.requires:
            whose = Whose(self.measure.place, self.measure.id)
        witness = self.first.shows(clause, truth)
        self.found.report(code, level, whose, text=text, remedy=remedy, witness=witness)

    def whose(self, clause: Clause) -> Whose:
        """A clause of the measure, and where it is written."""
        place = self.measure.place
        if isinstance(clause, Condition) and clause.place.file:
            place = clause.place
        return Whose(place, f"{self.measure.id}/{clause.id}")

    def beside(self, group: Group, child: Clause) -> None:
        """Whether the child adds anything to its group."""
        others = [other for other in group.children if other is not child]
        if not others or not _provable(child) or {c.id for c in group.children} & self.settled:
            return
        if not self.proved(child, partial(_implied, group, child, self.asked)):
            return
        rest = in_turn("{first}；{next}", map(self.said, others))
        pattern = to_say("满足它就已满足同组其余之一（{rest}）：{clause}")
        if group.kind == "all":
            pattern = to_say("满足了同组其余条件（{rest}）就一定满足：{clause}")
        text = sentence(pattern, rest=rest, clause=self.said(child))
        remedy = sentence("核对门槛；确为原文所写则可保留")
        self.report("A403", Level.WARNING, child, Truth.TRUE, text=text, remedy=remedy)

    def together(self, whole: Clause) -> None:
        """The measure as a whole; a clause that nothing meets has been reported already."""
        impossible = any(
            f.code == "A401" and f.subject.startswith(f"{self.measure.id}/")
            for f in self.found.findings
        )
        if self.proved(whole, partial(_never, whole)):
            if not impossible:
                text = sentence(self.found.subjects.together, clauses=self.clashing(whole))
                remedy = sentence("核对这几条的原文")
                self.report("A404", Level.ERROR, whole, Truth.FALSE, text=text, remedy=remedy)
        elif self.proved(whole, partial(_always, whole, self.asked)):
            text = sentence(self.found.subjects.anyone)
            remedy = sentence("核对原文是否漏录了条件")
            self.report("A405", Level.WARNING, whole, Truth.TRUE, text=text, remedy=remedy)

    def clashing(self, whole: Clause) -> Sentence:
        """The clauses that cannot hold together, as the solver found them."""
        case = self.first
        parts = whole.children if isinstance(whole, Group) and whole.kind == "all" else ()
        truths = [(part.id, case.truths[part.id].true) for part in parts]
        assumed = [(name, truth) for name, truth in truths if not isinstance(truth, bool)]
        core = ask([*case.world.possible, case.there], assumed).core if parts else ()
        found = [self.said(part) for part in parts if part.id in core]
        return in_turn("{first}；{next}", found) if found else sentence("全部条件")

    def proved(self, clause: Clause, question: Callable[[MeasureCase], Satisfiability]) -> bool:
        """Whether it is impossible on every day; a day that cannot be decided is listed."""
        for day in self.days:
            answer = question(self.case(day))
            if answer is Satisfiability.UNDECIDED:
                text = sentence("{day}：没有在限时内证出或驳倒", day=day)
                self.found.open(self.whose(clause), text)
            if answer is not Satisfiability.IMPOSSIBLE:
                return False
        return True

    def said(self, clause: Clause) -> InLanguages:
        """A clause as people read it."""
        if not isinstance(clause, Condition):
            return clause.text or bilingual(clause.id)
        if clause.node is None:
            return clause.text
        asked = said(self.found.rulebook, clause.node)
        return sentence("{clause}（{asked}）", clause=clause.text, asked=asked)


def _never(clause: Clause, case: MeasureCase) -> Satisfiability:
    return case.possible(case.there, case.truths[clause.id].true).answer


def _always(clause: Clause, asked: frozenset[str], case: MeasureCase) -> Satisfiability:
    contrary = terms.contrary(case.truths[clause.id].true)
    return case.possible(*case.applies(asked), contrary).answer


def _implied(
    group: Group, child: Clause, asked: frozenset[str], case: MeasureCase
) -> Satisfiability:
    """Whether the child could make a difference to its group."""
    own = case.truths[child.id].true
    others = [case.truths[other.id].true for other in group.children if other is not child]
    if group.kind == "all":
        return case.possible(*case.applies(asked), *others, terms.contrary(own)).answer
    rest = [terms.contrary(other) for other in others]
    return case.possible(*case.applies(asked), own, *rest).answer


def _provable(clause: Clause) -> bool:
    """Whether it is more than an official's answer, and its author's: another thing of one name is
    asked for by every payment that is made once, whatever the list is like.
    """
    if isinstance(clause, Condition):
        if clause.id.endswith(NAMESAKE_CLAUSE):
            return False
        return (clause.node is not None and not clause.presumed) or bool(clause.readings)
    return all(_provable(child) for child in clause.children)
