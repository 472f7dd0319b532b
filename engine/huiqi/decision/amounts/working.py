"""The working of one amount: what is added line by line, and what it rests on."""

from __future__ import annotations

from decimal import Decimal
from typing import NamedTuple

from huiqi.decision.amounts.money import positive
from huiqi.decision.lines import Line, MadeOf, Operation
from huiqi.decision.operands import line_of, speaks_of_named
from huiqi.decision.results import Amount
from huiqi.decision.tracing import Names, Tracer
from huiqi.evaluation import Evaluator
from huiqi.evaluation.reads import Cause, Missing, Outcome
from huiqi.language.tree import Node
from huiqi.profile.profile import Judgement
from huiqi.rulebook.basis import WEAK, Basis
from huiqi.rulebook.measure import Gives
from huiqi.sentences import InLanguages, sentence
from huiqi.truth import Truth
from huiqi.values import NOT_APPLICABLE, Interval, Value


class Claim(NamedTuple):
    """One claim on a measure: the names its expressions use, and whether it is granted."""

    names: Names
    truth: Truth
    key: str = ""


class Working:
    """Collects the lines of one amount, its grade and what it rests on."""

    def __init__(self, evaluator: Evaluator, gives: Gives, ruling: Judgement | None = None) -> None:
        """``ruling``: an official's choice among sources that disagree on the amount."""
        self.evaluator = evaluator
        self.tracer = Tracer(evaluator, {})
        self.ruling = ruling
        self.lines: list[Line] = []
        self.readings: list[Line] = []
        self.grade = gives.grade
        self.missing: list[Missing] = []
        self.causes: list[Cause] = []
        self.fund_only = False
        self.of_its_own = False
        #: The minimum that what was worked out did not reach.
        self.nothing_below: Decimal | None = None

    def money(self, node: Node, names: Names, grade: int = 0, year: int | None = None) -> Interval:
        """An expression's value in yuan, never below zero; what does not apply pays nothing.

        ``year``: the year that it speaks of, where that is not the year of the decision.
        """
        if self.evaluator.strict and grade >= WEAK:
            self.causes.append(Cause("weak", "", sentence("依据不是本市的规定，只作参照")))
            return positive(Interval(None, None))
        outcome = self.evaluator.evaluate(node, names, year, yearly=False)
        self.rests_on(outcome)
        value = outcome.value
        bounded = isinstance(value, Interval) and value.high is not None
        self.of_its_own = self.of_its_own or (bounded and outcome.told)
        assert isinstance(value, Interval) or value is NOT_APPLICABLE
        return positive(value)

    def rests_on(self, outcome: Outcome) -> None:
        """Note what a value was worked out from."""
        self.grade = max(self.grade, outcome.grade)
        self.missing.extend(outcome.missing)
        self.causes.extend(outcome.causes)

    def line(
        self,
        text: InLanguages,
        value: Value,
        node: Node | None = None,
        *,
        note: InLanguages | None = None,
        basis: tuple[Basis, ...] = (),
        names: Names | None = None,
        step: Operation | None = None,
        made_of: MadeOf | None = None,
    ) -> None:
        """Add a line; ``names`` are what its expression calls its record.

        ``step`` and ``made_of``: how a step comes about from what, where its expression alone
        does not say so.
        """
        self.lines.append(
            Line(
                text=text,
                value=value,
                node=node,
                note=note,
                basis=basis,
                step=step,
                made_of=made_of,
                telling=Tracer(self.evaluator, names) if names else self.tracer,
            )
        )

    def operand(
        self, text: InLanguages, node: Node, grade: int = 0, names: Names | None = None
    ) -> Line:
        """An operand of a step by its expression; what is not counted, as not known."""
        tracer = Tracer(self.evaluator, names) if names else self.tracer
        if (self.evaluator.strict and grade >= WEAK) or not speaks_of_named(node, tracer.names):
            unknown = Interval(None, None)
            return Line(text=text, value=unknown, type=node.type, step=Operation.UNKNOWN)
        return line_of(tracer, node, text)

    def reading(
        self, text: InLanguages, value: Value, node: Node, basis: tuple[Basis, ...], names: Names
    ) -> None:
        """Add what the amount is by another reading of the text, or another source; ``names``
        are what the expression calls the one record it is about.
        """
        tracer = Tracer(self.evaluator, names) if names else self.tracer
        self.readings.append(Line(text=text, value=value, node=node, basis=basis, telling=tracer))

    def amount(self, value: Interval, only_limit: bool) -> Amount:
        """The amount with its working; of a limit only the upper end is told."""
        return Amount(
            low=None if only_limit else value.low,
            high=None if only_limit else value.high,
            at_most=value.high if only_limit else None,
            grade=self.grade,
            lines=tuple(self.lines),
            readings=tuple(self.readings),
            missing=tuple(dict.fromkeys(self.missing)),
            causes=tuple(dict.fromkeys(self.causes)),
            nothing_below=self.nothing_below,
            judgement=self.ruling,
            fund_only=self.fund_only,
            of_told=value.high if self.of_its_own else None,
        )
