"""One examination of a rulebook: asking the prover, keeping findings, making witnesses."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from typing import NamedTuple

import z3

from huiqi.audit.finding import Finding, Level
from huiqi.audit.proofs import constructs, list_formulas, terms
from huiqi.audit.proofs.solver import Reply, Satisfiability, ask
from huiqi.audit.proofs.terms import Logical
from huiqi.audit.proofs.translator import Translator as Translator
from huiqi.audit.proofs.witness import Content, from_model, leaner, profile_content
from huiqi.audit.proofs.witness_check import ENTERPRISES, Shown, Subjects
from huiqi.audit.proofs.world import World, every_node
from huiqi.diagnostics import Place
from huiqi.language import tree
from huiqi.rulebook.rulebook import Rulebook, names_read
from huiqi.sentences import InLanguages, sentence
from huiqi.words import to_say

#: Importing these fills the cases of the translator.
_ = (constructs, list_formulas)
#: Says whether the evaluator shows the finding of a witness.
Test = Callable[[Shown], bool]


class Whose(NamedTuple):
    """Of what something is said, and where that is written."""

    place: Place
    subject: str


@dataclass(slots=True, kw_only=True)
class Examination:
    """The findings so far, and what could not be decided."""

    rulebook: Rulebook
    subjects: Subjects = ENTERPRISES
    findings: list[Finding] = field(default_factory=list)
    undecided: list[Finding] = field(default_factory=list)
    #: How many questions were put to the solver, and how many of them it answered in time.
    asked: int = 0
    answered: int = 0

    def report(
        self,
        code: str,
        severity: Level,
        whose: Whose,
        *,
        text: InLanguages,
        remedy: InLanguages,
        witness: str | None,
    ) -> None:
        """A finding; without a witness that the evaluator confirms it is only undecided."""
        if witness is None:
            pattern = to_say("{code}：{finding}——取决于规则没有写明的，或求值器没有证实")
            self.open(whose, sentence(pattern, code=code, finding=text))
            return
        found = Finding(
            code=code,
            severity=severity,
            place=whose.place,
            subject=whose.subject,
            text=text,
            remedy=remedy,
            witness=witness,
        )
        self.findings.append(found)

    def open(self, whose: Whose, text: InLanguages) -> None:
        """Something that was not decided."""
        place, subject = whose
        self.undecided.append(
            Finding(code="A490", severity=Level.NOTE, place=place, subject=subject, text=text)
        )


class ProofCase:
    """One world and its translator: a measure or a definition, on one day."""

    def __init__(self, found: Examination, as_of: date, worked_out: str = "") -> None:
        """What an enterprise reads off a form or a certificate is taken as it states it, but for
        ``worked_out``.
        """
        self.found = found
        self.rulebook = rulebook = found.rulebook
        self.as_of = as_of
        self.world = World(rulebooks=(rulebook,))
        asked = {name for name, definition in rulebook.definitions.items() if definition.ask}
        stated = frozenset(asked - {worked_out})
        self.translator = Translator(self.world, rulebook, as_of, stated=stated)

    def possible(self, *formulas: Logical) -> Reply:
        """Whether some enterprise satisfies them."""
        reply = possible(self.world, formulas)
        self.found.asked += 1
        self.found.answered += reply.answer is not Satisfiability.UNDECIDED
        return reply

    def witness(self, reply: Reply, test: Test) -> str | None:
        """What a reply speaks of as its file, with no more facts than it takes, if the evaluator
        shows the finding on it.
        """
        subjects, values = self.found.subjects, from_model(reply.model)

        def shows(contents: list[Content]) -> bool:
            return test(subjects.shown(self.rulebook, contents[0], self.as_of))

        write = partial(profile_content, self.world, self.rulebook, values, note=subjects.note)
        found = leaner([write], shows)
        return None if found is None else subjects.text(found[0], self.as_of)

    def confirmed(
        self, formulas: Iterable[Logical], sure: Logical, test: Test
    ) -> tuple[Reply, str | None]:
        """Whether it is possible, and an enterprise that shows it.

        First one on which nothing depends on what the rules leave open.
        """
        formulas = list(formulas)
        reply = self.possible(*formulas, sure)
        if reply.possible:
            return reply, self.witness(reply, test)
        if sure is True or not reply.impossible:
            return reply, None
        return self.possible(*formulas), None


def asked_applicable(rulebook: Rulebook) -> frozenset[str]:
    """Facts (and what definitions rest on) of which a rule asks whether they apply at all."""
    names = {
        name
        for node in every_node(rulebook)
        if isinstance(node, tree.IsApplicable)
        for name in names_read(node)
    }
    return frozenset(other for name in names for other in rulebook.closure.get(name, {name}))


def possible(world: World, formulas: Iterable[Logical]) -> Reply:
    """Whether some enterprise satisfies them: rather one of likely size to which all facts
    apply, and one whose ratios a profile can state.
    """
    common = [*world.possible, *formulas]
    reply = ask([*common, *world.applicable(), *world.modest, *world.positive])
    if not reply.possible:
        reply = ask(common)
        if not reply.possible:
            return reply
        likelier = ask([*common, *world.modest])
        reply = likelier if likelier.possible else reply
    ragged = [ratio for ratio in world.ratios if not _even(reply.model, ratio)]
    if ragged:
        kept = [z3.IsInt(ratio * 10**4) for ratio in ragged]
        neater = ask([*common, *kept])
        return neater if neater.possible else reply
    return reply


def _even(model: z3.ModelRef, ratio: terms.Arithmetical) -> bool:
    """Whether a ratio of the model has few decimals."""
    value = model.eval(ratio, model_completion=True)
    return z3.is_rational_value(value) and (terms.value_of(value) * 10**6).denominator == 1
