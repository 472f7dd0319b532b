"""The public face: the rules of one folder, ready to answer for enterprises and incidents.

The commands ask here what a platform asks; who writes rules asks :mod:`huiqi.authoring`, too.

>>> from datetime import date
>>> from huiqi import Engine
>>> with Engine.load() as engine:
...     enterprise, remarks = engine.read_enterprise(
...         {
...             "enterprise": "示例企业",
...             "facts": {
...                 "registered_in_liaocheng": True,
...                 "rd_institution_rating": "优秀",
...                 "rd_super_deduction": {2022: "500万元"},
...             },
...         },
...         date(2023, 6, 20),
...     )
...     decision = engine.check(enterprise, date(2023, 6, 20))
...     subsidy = decision["rd-institution-subsidy"]
>>> str(subsidy.status), str(subsidy.amount.high)
('qualifies', '1000000.00')
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, Self

from huiqi.diagnostics import Diagnostic, Diagnostics
from huiqi.inference.errors import Disagreement as Disagreement
from huiqi.objects import cached_property
from huiqi.profile.account import Account, restated
from huiqi.profile.doubts import IMPLAUSIBLE as IMPLAUSIBLE
from huiqi.profile.inputs import Input as Input
from huiqi.profile.inputs import day_of_decision as day_of_decision
from huiqi.profile.profile import Profile
from huiqi.profile.profile import ReadEnterprise as ReadEnterprise
from huiqi.rulebook.folder import examples_folder as examples_folder
from huiqi.rulebook.folder import penalties_folder
from huiqi.rulebook.folder import rules_folder as rules_folder
from huiqi.rulebook.loading import load_rulebook
from huiqi.rulebook.naming import domain_named, fact_named, fund_named, measure_named, title_named
from huiqi.rulebook.rulebook import Fund, Rulebook

if TYPE_CHECKING:
    from huiqi.case_runs import Tested
    from huiqi.decision.agenda import Agenda
    from huiqi.decision.computed import Computation
    from huiqi.decision.decide import Decider
    from huiqi.decision.results import Decision
    from huiqi.decision.steps import Ladder, Step
    from huiqi.funds.applicant_table import ReadApplicants
    from huiqi.funds.sharing import Sharing
    from huiqi.inference import InferenceWorker
    from huiqi.inference.errors import Reason
    from huiqi.interview import Interview as Interview
    from huiqi.penalty.deciding import PenaltyDecider
    from huiqi.penalty.found import SearchResult
    from huiqi.penalty.incident import Incident
    from huiqi.penalty.results import PenaltyDecision
    from huiqi.profile.form.template import ReadTemplate
    from huiqi.rulebook.measure import Measure
    from huiqi.rulebook.penalties import PenaltyBook
    from huiqi.rulebook.penalty_counts import PenaltyCounts


class ReadIncident(NamedTuple):
    """An incident, and what reading it gave rise to remark."""

    incident: Incident
    remarks: Sequence[Diagnostic]


class Engine:
    """The rules of one folder.

    Every decision is compared with the inference network at every node, unless ``compare`` is
    False; the network's process is started when it is first needed and ends with :meth:`close`
    (or with the ``with`` block).  An engine may be kept and asked as often as one likes.

    ``as_of`` is the day of decision throughout.  Amounts are yuan, shares of a fund whole cents.

    Raises:
        InputError: From every method that reads, or looks up what is named: every fault found.
        Disagreement: From every method that decides: the network and the evaluator differ.
    """

    def __init__(
        self,
        rulebook: Rulebook,
        *,
        rules: Path | None = None,
        lists: Path | None = None,
        worker: InferenceWorker | None = None,
    ) -> None:
        """``worker``: the inference network to compare with; absent, nothing is compared."""
        self.rulebook = rulebook
        self._rules = rules
        self._lists = lists
        self._worker = worker
        self.remarks: Sequence[Diagnostic] = ()  # of what is supposed

    @classmethod
    def load(
        cls, rules: Path | None = None, *, lists: Path | None = None, compare: bool = True
    ) -> Self:
        """The rules in a folder.

        Args:
            rules: The folder; absent, the rules installed.
            lists: Where imported penalty lists are kept; absent, none are used.
            compare: Whether the inference network decides every node too.
        """
        worker = None
        if compare:
            from huiqi.inference import InferenceWorker

            worker = InferenceWorker()
            worker.start()  # while the rules are read
        try:
            return cls(load_rulebook(rules), rules=rules, lists=lists, worker=worker)
        except BaseException:
            if worker is not None:
                worker.close()
            raise

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """End the network's process; the next decision would start another."""
        if self._worker is not None:
            self._worker.close()

    @property
    def unavailable(self) -> Reason | None:
        """Why the inference network did not answer: what was not compared is the evaluator's."""
        return self._worker.failure if self._worker is not None else None

    @cached_property
    def penalties(self) -> PenaltyBook:
        """The statute, the lists and the precedents on violations."""
        from huiqi.penalty.store import current
        from huiqi.rulebook.loading import load_penalties

        imported = current(self._lists) if self._lists is not None else ()
        return load_penalties(self._rules, imported)

    @property
    def holds_penalties(self) -> bool:
        """Whether there are rules on violations."""
        return penalties_folder(self._rules or rules_folder()) is not None

    @cached_property
    def penalty_counts(self) -> PenaltyCounts | None:
        """How much is held of penalty lists, without linking them; ``None`` where there is none."""
        from huiqi.rulebook.penalty_counts import penalty_counts

        return penalty_counts(self._rules)

    def supposing(self, *statements: str, place: str = "--set") -> Self:
        """The same with parameters that are only supposed, ``name=value`` each, the value as in
        the rules (``12%``, ``500万元``); ``place``: where errors say that they were stated.
        """
        from huiqi.rulebook.hypothesis import suppose

        if not statements:
            return self
        said = Diagnostics([*self.remarks])
        supposed = suppose(self.rulebook, statements, place, said)
        other = type(self)(supposed, rules=self._rules, lists=self._lists, worker=self._worker)
        other.remarks = said.items
        return other

    def read_enterprise(
        self,
        source: Input,
        as_of: date,
        answers: Input | None = None,
        *,
        prefill: Path | None = None,
    ) -> ReadEnterprise:
        """An enterprise's profile; what cannot be as stated on the day is refused.

        Args:
            source: A file (YAML, JSON, a filled form), or the same as a mapping.
            answers: Facts kept beside it, as ``check --write-missing`` asks for them.
            prefill: A platform's table by credit code (CSV, XLSX, JSON), with the YAML file beside
                it that says whose data it is, by which right, and which column is what.
        """
        from huiqi.evaluation.enterprise_reader import read_enterprise

        return read_enterprise(self.rulebook, source, as_of, answers=answers, prefill=prefill)

    def template(
        self, as_of: date, measures: Iterable[str] = (), source: Input | None = None
    ) -> ReadTemplate:
        """A form of what measures, topics and titles (or all) ask; ``source``: what is known."""
        from huiqi.decision.topics import documents_named
        from huiqi.profile.form.template import read_template

        return read_template(self.rulebook, documents_named(self.rulebook, measures), as_of, source)

    def restated(
        self, source: Input, answers: Input | None = None, *, nameless: bool = False
    ) -> dict[str, object]:
        """What a file says in one notation, as data that reads as the same; or without names."""
        from huiqi.profile.nameless import without_names

        told = restated(source, self.rulebook, answers)
        return (without_names(told, self.rulebook) if nameless else told).document()

    def account(self, source: Input) -> Account:
        """The same to be written down or gone on with."""
        return restated(source, self.rulebook)

    def check(
        self, enterprise: Profile, as_of: date, measures: Iterable[str] | None = None
    ) -> Decision:
        """Verdicts, reasons, amounts in yuan with their working, what may be had together with
        its totals, and what is worth asking.

        Args:
            measures: Ids (:meth:`measures` finds them); absent, all that may support it.

        Raises:
            KeyError: An id that no measure has.
        """
        asked: Iterable[Measure] = self.rulebook.supports
        if measures is not None:
            asked = [self.rulebook.measures[name] for name in measures]
        return self._decider.decide(enterprise, as_of, asked)

    #: Amounts and totals are part of the same decision.
    estimate = check

    def interview(
        self, source: Input | None, as_of: date, measures: Iterable[str] = ()
    ) -> Interview:
        """An enterprise asked question by question, from what ``source`` tells (absent: nothing);
        ``measures``: by id, those it is about (none: all).  See :mod:`huiqi.interview`.
        """
        from huiqi.interview.beginning import begin

        return begin(self._decider, source, as_of, [*measures], worker=self._worker)

    def interview_from(self, state: Mapping[str, object]) -> Interview:
        """One that goes on from ``interview.state.to_mapping()``; nobody trusts what that says."""
        from huiqi.interview.beginning import go_on

        return go_on(self._decider, state, worker=self._worker)

    def ladder(self, enterprise: Profile, as_of: date) -> Ladder:
        """Where the enterprise stands from the foot of the ladder of titles to its top."""
        from huiqi.decision.ladder import ladder_of

        return ladder_of(
            self.rulebook, self._decider.decide(enterprise, as_of, self.rulebook.titles)
        )

    def step(self, ladder: Ladder, written: str) -> Step:
        """The step of a ladder meant by the id, the name of its title, or a part of one."""
        meant = title_named((step.result.measure for step in ladder.steps), written)
        return next(step for step in ladder.steps if step.result.measure.id == meant)

    def agenda(
        self, as_of: date, *, year: int | None = None, enterprise: Profile | None = None
    ) -> Agenda:
        """What opens, closes and falls due in a year (from 1990 to 2100); absent, in the twelve
        months from the day on.  ``enterprise``: of what it can have or could alone.
        """
        from huiqi.decision.agenda import agenda_of, within_reach
        from huiqi.decision.computation import year_asked

        asked = None if year is None else year_asked(year, as_of)
        reach = None
        if enterprise is not None:
            results = self.check(enterprise, as_of).results
            reach = within_reach(results, self.ladder(enterprise, as_of))
        return agenda_of((*self.rulebook.supports, *self.rulebook.titles), as_of, asked, reach)

    def compute(
        self, enterprise: Profile, fact: str, as_of: date, year: int | None = None
    ) -> Computation:
        """One derived fact with its working.

        Args:
            fact: Its id or label, such as ``rd_super_deduction``.
            year: From 1990 to 2100; absent, the year before the day.
        """
        from huiqi.decision.computation import computation_of, year_asked
        from huiqi.evaluation import Evaluator, Strictness

        rulebook, name = self.rulebook, fact_named(self.rulebook, fact)
        strict = Evaluator(rulebook, enterprise, as_of)
        weak = Evaluator(rulebook, enterprise, as_of, Strictness.ILLUSTRATIVE)
        return computation_of(rulebook, strict, weak, name, year_asked(year, as_of))

    def read_incident(self, source: Input, as_of: date) -> ReadIncident:
        """An incident: what was done, by whom, when, and what followed; ``source`` as above."""
        from huiqi.penalty.incident_reader import read_incident

        diagnostics = Diagnostics()
        incident = read_incident(source, self.penalties, as_of, diagnostics)
        return ReadIncident(incident, diagnostics.sorted())

    def judge(self, incident: Incident, as_of: date) -> PenaltyDecision:
        """Whether an incident must or may go unpunished, be punished lightly, and why."""
        return self._penalty_decider.decide(incident, as_of)

    def find_penalties(
        self,
        words: str,
        *,
        domain: str | None = None,
        precedents: bool | None = None,
        most: int = 10,
    ) -> SearchResult:
        """The provisions, items and precedents that a few words fit best, in Chinese with or
        without spaces.  ``domain``: a field of enforcement by its id or label; absent, all.
        ``precedents``: only those (True), or none of them (False).
        """
        key = None if domain is None else domain_named(self.penalties, domain)
        search = self._penalty_decider.index.search
        return search(words, domain=key, precedents=precedents, most=most)

    def fund(self, written: str | None = None) -> Fund:
        """A limited fund by its id or title; the only one where none is named."""
        return fund_named(self.rulebook, written)

    def read_applicants(
        self,
        table: Path,
        as_of: date,
        *,
        fund: str | None = None,
        sheet: str | None = None,
        header: int | None = None,
        columns: Iterable[str] = (),
    ) -> ReadApplicants:
        """Those who apply to a fund, from a table.

        Args:
            table: A CSV or XLSX file.
            fund: Its id or title; absent, the only one.
            sheet: The sheet of a workbook; absent, the first.
            header: The row, from 1, of the column names; absent, it is looked for.
            columns: ``what it is=what the table calls it``, each.
        """
        from huiqi.funds.applicant_table import TableNamed, applicants_in

        named = TableNamed(file=table, sheet=sheet, header=header, columns=tuple(columns))
        return applicants_in(named, self.rulebook, self.fund(fund), as_of)

    def share(self, read: ReadApplicants, as_of: date) -> Sharing:
        """What each applicant gets of the fund under each way of sharing it."""
        from huiqi.funds.fund_terms import fund_terms
        from huiqi.funds.sharing import share

        return share(fund_terms(self.rulebook, read.fund, as_of), read.applicants, read.checked)

    def test(self, files: Iterable[Path]) -> Tested:
        """The cases in files and folders, of measures and of incidents: how they came out."""
        from huiqi.case_runs import run_cases

        return run_cases(files, self.rulebook, self._decider, lambda: self._penalty_decider)

    def measure(self, written: str, place: str = "MEASURE") -> str:
        """The id of the measure, or of the topic, meant by an id, a title or a part of one."""
        return measure_named(self.rulebook, written, place)

    def documents(self, measure: str) -> tuple[str, ...]:
        """What :meth:`check` decides for the page of a measure, or of a topic, by its id."""
        from huiqi.decision.topics import documents

        return documents(self.rulebook, measure)

    def answering(self, measure: str) -> tuple[str, ...]:
        """The documents that answer a topic, by its id; a measure answers itself."""
        from huiqi.decision.topics import answering

        return answering(self.rulebook, measure)

    @cached_property
    def _penalty_decider(self) -> PenaltyDecider:
        from huiqi.penalty.deciding import PenaltyDecider

        return PenaltyDecider(self.penalties, self._worker)

    @cached_property
    def _decider(self) -> Decider:
        from huiqi.decision.decide import Decider

        return Decider(self.rulebook, self._worker)
