"""All that is shown of an entered workbook before anything is written."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from huiqi.adoption.entered import Entered, EnteredPart
from huiqi.adoption.firms import MeasureFirms, firms_of
from huiqi.adoption.new_cases import put_cases
from huiqi.adoption.old_cases import GoneCase, gone_cases, results
from huiqi.adoption.plan import FileChange, Plan, planned
from huiqi.adoption.rule_words import OURS
from huiqi.audit.difference.compare import compare_sides
from huiqi.audit.difference.enterprises import Enterprises
from huiqi.audit.difference.results import Difference, Side
from huiqi.decision.cases import Case, read_cases, run_file
from huiqi.decision.decide import Decider
from huiqi.diagnostics import Diagnostic, Diagnostics, Place, input_error
from huiqi.rulebook.loading import load_rulebook
from huiqi.rulebook.rulebook import Rulebook
from huiqi.sentences import in_turn, sentence
from huiqi.words import to_say


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """A worked example of the sheet, and what the rule says otherwise (nothing: it agrees)."""

    name: str
    place: Place
    failures: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Preview:
    """What adopting a workbook would do.

    Attributes:
        before: The rules as they are; ``after``: as they would be.
        measures: The ids of the measures entered.
        replaced: Those of them that there were, under the same id.
        firms: The enterprises around each limit, measure by measure.
        difference: What changes in what is written and meant.
        examples: The sheet's worked examples.
        gone: The old cases that would no longer hold.
        changes: Every file that would be written or taken away.
        questions: What the sheet leaves to a person.
    """

    plan: Plan
    before: Rulebook
    after: Rulebook
    measures: tuple[str, ...]
    replaced: tuple[str, ...]
    firms: tuple[MeasureFirms, ...]
    difference: Difference
    examples: tuple[Example, ...]
    gone: tuple[GoneCase, ...]
    questions: tuple[str, ...]
    #: What is to be remarked on the sheet.
    remarks: tuple[Diagnostic, ...] = ()

    @property
    def changes(self) -> tuple[FileChange, ...]:
        """Every file that differs."""
        return self.plan.changes

    @property
    def beside(self) -> tuple[EnteredPart, ...]:
        """What is entered besides measures and what they cite: of a fund, of parameters."""
        return tuple(
            part
            for part in self.plan.parts
            if part.at and part.at[0] not in ("sources", "stacking")
        )

    @property
    def mismatched(self) -> tuple[Example, ...]:
        """The worked examples that the rule does not bear out."""
        return tuple(example for example in self.examples if example.failures)

    @property
    def confirmed_by(self) -> str | None:
        """Who answers for the enterprises at the limits."""
        return self.plan.entered.confirmed.by


def previewed(
    entered: Entered,
    rules: Path,
    cases: Path,
    today: date,
    *,
    proofs: bool = True,
    progress: Callable[[str], None] = lambda message: None,
    remarks: tuple[Diagnostic, ...] = (),
) -> Preview:
    """Compose the rules apart, load them, and work out what they come to.

    Args:
        rules: The folder of the rules that would change; ``cases``: of their cases.
        today: The day of decision, where a measure is in force on it.
        proofs: Whether it is proved what changes for whom.
        progress: Told each step.
        remarks: What its reader remarks on the sheet, to be told with it.

    Raises:
        InputError: Every fault, at the cell of the sheet that it comes from.
    """
    plan = planned(entered, rules, cases)
    before = load_rulebook(rules)
    with plan.composed() as (new_rules, new_cases):
        progress("1/4")
        after = load_rulebook(new_rules)
        shown, worked = _examples(plan, after, new_cases)
        progress("2/4")
        firms = tuple(
            firms_of(after, after.measures[name], today, worked)
            for name in entered.measures
            if name in after.measures and after.measures[name].published
        )
        wrong = frozenset(example.name for example in shown if example.failures)
        progress("3/4")
        put_cases(plan, firms, entered.confirmed, wrong)
        gone = tuple(gone_cases(plan, before, after, new_cases))
    _check_cases(plan, after)
    progress("4/4")
    sides = Side(sentence("之前"), before, today), Side(sentence("之后"), after, today)
    named = frozenset(entered.measures)
    # Of a fund alone no measure's words change.
    proofs = proofs and bool(named)
    return Preview(
        plan=plan,
        before=before,
        after=after,
        measures=entered.measures,
        replaced=tuple(name for name in entered.measures if name in before.measures),
        firms=firms,
        difference=compare_sides(*sides, Enterprises(), proofs, only=named),
        examples=tuple(shown),
        gone=gone,
        questions=entered.questions,
        remarks=remarks,
    )


def _examples(
    plan: Plan, rulebook: Rulebook, cases: Path
) -> tuple[list[Example], tuple[Case, ...]]:
    """How the sheet's worked examples come out, and the enterprises they are about."""
    shown: list[Example] = []
    read: list[Case] = []
    diagnostics = Diagnostics()
    for part in plan.parts:
        if part.kind == "cases":
            path = cases / part.file
            for position, result in enumerate(
                run_file(path, rulebook, Decider(rulebook), diagnostics)
            ):
                place = part.place(("cases", position)) or Place(part.file)
                shown.append(Example(name=result.name, place=place, failures=result.failures))
            read += [c for c in read_cases(path, rulebook, Diagnostics()) if isinstance(c, Case)]
    diagnostics.raise_errors()
    return shown, tuple(read)


def _check_cases(plan: Plan, rulebook: Rulebook) -> None:
    """What is to be kept as a case holds: else the adoption is at fault, not who entered it."""
    with plan.composed() as (_, cases):
        for change in plan.changes:
            if change.kind != "cases" or change.after is None:
                continue
            if not change.after.decode("utf-8").startswith(OURS):
                continue
            for result in results(cases / change.file, rulebook):
                if result.failures:
                    raise input_error(
                        "N103",
                        result.place,
                        sentence("回读的用例与规则给的不一样，没有写入"),
                        found=sentence(
                            "{case}：{failures}",
                            case=result.name,
                            failures=in_turn(to_say("{first}；{next}"), result.failures),
                        ),
                    )
