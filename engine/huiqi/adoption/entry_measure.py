"""A measure of the rulebook as the rows of a sheet."""

from __future__ import annotations

from collections.abc import Iterator

from huiqi.adoption.entry_amounts import SaidAmounts
from huiqi.adoption.entry_articles import BETWEEN
from huiqi.adoption.entry_beside import beside_rows
from huiqi.adoption.entry_cited import CitedDocuments
from huiqi.adoption.entry_facts import EntryFacts
from huiqi.adoption.entry_items import BASIC_ITEMS
from huiqi.adoption.entry_layout import EntrySection, EntrySheetKind
from huiqi.adoption.entry_rows import EntryRow, EntrySheet
from huiqi.adoption.entry_said import Cells, SaidInCells
from huiqi.adoption.entry_windows import ALL_YEAR, each_year, from_to, of_year
from huiqi.adoption.entry_words import (
    DECIDED_BY,
    INSTRUMENTS,
    JUDGED,
    NO,
    ONCE,
    PAPERS,
    PARTS,
    PRESUMED,
    RECIPIENTS,
    UNWRITTEN,
    YES,
    group_word,
)
from huiqi.language.tree import ParameterReference
from huiqi.language.types import Kind, Type
from huiqi.rulebook.apply import Apply, Period, Window, Yearly
from huiqi.rulebook.basis import MONEY_PARTS as MONEY
from huiqi.rulebook.basis import Basis, of_conditions, supporting
from huiqi.rulebook.measure import (
    Clause,
    Condition,
    Grant,
    Group,
    Measure,
    Title,
    Unpublished,
)
from huiqi.rulebook.rulebook import Rulebook
from huiqi.sentences import sentence

#: What can come of a measure that a sheet says; anything else it names as left out.
_EFFECTS = (Grant, Title, Unpublished)


class SaidMeasure:
    """Writes a measure on a sheet."""

    def __init__(self, rulebook: Rulebook, facts: EntryFacts, cited: CitedDocuments) -> None:
        self.rulebook, self.facts, self.cited = rulebook, facts, cited

    def sheet(self, measure: Measure) -> EntrySheet:
        """All of it, confirmed."""
        sheet = EntrySheet(
            kind=EntrySheetKind.MEASURE,
            id=measure.id,
            title=measure.title.zh,
            unsaid=tuple(self.unsaid(measure)),
        )
        for section, found in self.sections(measure).items():
            sheet.add(
                section,
                *(
                    EntryRow(cells={**c, "confirmed": YES}, mark=m, confirmed=True)
                    for m, c in found
                ),
            )
        return sheet

    def sections(self, measure: Measure) -> dict[EntrySection, list[tuple[str, Cells]]]:
        """The marks and columns of its rows, section by section."""
        who, veto = self._clauses(measure)
        said = self._said(measure)
        amounts = SaidAmounts(self.rulebook, said, self.cited)
        found: dict[EntrySection, list[tuple[str, Cells]]] = {
            EntrySection.BASIC: list(self._basic(measure, said)),
            EntrySection.WHO: who,
            EntrySection.VETO: veto,
        }
        gives = measure.gives
        if gives is not None:
            usual = supporting(measure.basis, MONEY) or measure.basis
            whole = self.cited.cells(gives.basis) if gives.basis != usual else {}
            found[EntrySection.TIERS] = [("", cells) for cells in amounts.tiers(gives, whole)]
            limits = [("", cells) for cells in amounts.limits(gives)]
            found[EntrySection.LIMITS] = [*limits, *amounts.stages(gives)]
        found[EntrySection.PAPERS] = list(self._papers(measure))
        found[EntrySection.BESIDE] = beside_rows(self.rulebook, self.cited, measure)
        found[EntrySection.OPEN] = [
            ("", {"group": str(number), "text": text.zh})
            for number, text in enumerate(measure.unstated, 1)
        ]
        return found

    def unsaid(self, measure: Measure) -> Iterator[str]:
        """What the sheet cannot say of it."""
        if not isinstance(measure.effect, _EFFECTS):
            yield sentence("金额、称号以外的结果")
        if measure.gives is not None:
            said = self._said(measure)
            yield from SaidAmounts(self.rulebook, said, self.cited).unsaid(measure.gives)
        if measure.conflicts:
            yield sentence("来源之间的不一致（conflicts）")

    def _said(self, measure: Measure) -> SaidInCells:
        scope = self.rulebook.scope
        if measure.variable is not None and measure.records is not None:
            record = scope.facts[measure.records].type.record
            scope = scope.binding(measure.variable, Type(kind=Kind.RECORD, record=record))
        return SaidInCells(self.facts, scope, measure.variable, measure.records)

    def _basic(self, measure: Measure, said: SaidInCells) -> Iterator[tuple[str, Cells]]:
        force, gives = measure.in_force, measure.gives
        seen = BETWEEN.join(str(sighting) for sighting in force.seen)
        told: dict[str, str] = {
            "title": measure.title.zh,
            "short": measure.short.zh if measure.short else "",
            "summary": measure.summary.zh if measure.summary else "",
            "department": measure.department.zh if measure.department else "",
            "instrument": INSTRUMENTS.word(measure.instrument),
            "recipient": ""
            if measure.recipient == "enterprise"
            else RECIPIENTS.word(measure.recipient),
            "from": str(force.since or ""),
            "until": str(force.until or ""),
            "open": YES if force.open else "",
            "seen": seen,
            "ended_by": str(force.ended_by or ""),
            "force_note": force.note.zh if force.note else "",
            "for_each": self.facts.label(measure.records) if measure.records else "",
            "once": ONCE.word(gives.once.scope) if gives and gives.once else "",
            "note": measure.note.zh if measure.note else "",
        }
        if gives is not None and isinstance(gives.shared_from, ParameterReference):
            told["shared_from"] = self.rulebook.label(gives.shared_from.name).zh
        if measure.ladder is not None:
            told["step"], told["rung"] = measure.ladder.step, str(measure.ladder.order)
            told["held"] = said.written(measure.ladder.held)
        forced = self.cited.cells(force.basis) if force.basis else {}
        apply = dict[str, list[Cells]]()
        for key, cells in self._apply(measure.apply, measure.basis):
            apply.setdefault(key, []).append(cells)
        for key in BASIC_ITEMS:
            if key == "basis":
                yield from ((key, self._basis(basis)) for basis in measure.basis)
            elif key in apply:
                yield from ((key, cells) for cells in apply[key])
            elif told.get(key):
                extra = forced if key in ("from", "until", "open", "seen", "force_note") else {}
                note = {"fact": measure.variable or ""} if key == "for_each" else {}
                yield key, {"text": told[key], **note, **extra}

    def _basis(self, basis: Basis) -> Cells:
        cells = self.cited.cells((basis,))
        parts = "、".join(PARTS.word(p) if PARTS.knows(p) else p for p in basis.supports)
        number = cells.pop("document", "")
        return {**cells, "text": number, **({"fact": parts} if parts else {})}

    def _apply(self, apply: Apply, whole: tuple[Basis, ...]) -> Iterator[tuple[str, Cells]]:
        def cited(bases: tuple[Basis, ...]) -> Cells:
            return self.cited.cells(bases) if bases != whole else {}

        for window in apply.windows:
            yield "window", {**_window(window), **cited(window.basis)}
        if (platform := apply.platform) is not None:
            name = platform.name.zh if platform.name else ""
            yield "platform", {"text": name, "fact": platform.url, **cited(platform.basis)}
        if (office := apply.office) is not None:
            address = office.address.zh if office.address else ""
            yield "office", {"text": office.name.zh, "fact": address, **cited(office.basis)}
        for telephone in apply.telephones:
            whose = telephone.whose.zh if telephone.whose else ""
            yield (
                "telephone",
                {"text": telephone.number, "fact": whose, **cited(telephone.basis)},
            )
        if apply.automatic is not None:
            yield "automatic", {"text": YES if apply.automatic else NO}
        if (paid := apply.paid_within) is not None:
            since = paid.since.zh if paid.since else ""
            yield "paid_within", {"text": paid.span.text, "fact": since, **cited(paid.basis)}
        for one in apply.obligations:
            yield (
                "obligation",
                {"text": one.text.zh, "fact": str(one.due or ""), **cited(one.basis)},
            )
        if apply.note is not None:
            yield "apply_note", {"text": apply.note.zh}

    def _papers(self, measure: Measure) -> Iterator[tuple[str, Cells]]:
        for paper in measure.apply.materials:
            told = {
                "group": PAPERS.word("materials"),
                "text": paper.name.zh,
                "fact": paper.issuer.zh if paper.issuer else "",
                "value": str(paper.copies or ""),
            }
            own = self.cited.cells(paper.basis) if paper.basis != measure.basis else {}
            yield "", {**told, **own}
        for name in measure.proof:
            yield "", {"group": PAPERS.word("proof"), "text": name}

    def _clauses(self, measure: Measure) -> tuple[list[tuple[str, Cells]], list[tuple[str, Cells]]]:
        """Who may apply, and what is a veto: groups of which none may hold, in themselves whole."""
        usual = of_conditions(measure.basis)
        rows = _ClauseRows(self._said(measure), self.cited, usual)
        who: list[tuple[str, Cells]] = []
        veto: list[tuple[str, Cells]] = []
        if measure.modelled_on:
            return who, veto
        root = measure.requires
        parts: tuple[Clause, ...] = (root,)
        while len(parts) == 1 and isinstance(parts[0], Group) and parts[0].kind == "all":
            parts = _written(parts[0])
        for part in parts:
            plain_veto = isinstance(part, Group) and part.kind == "none" and part.text is None
            if plain_veto and isinstance(part, Group):
                for child in _written(part):
                    veto += rows.of(child, ())
            else:
                who += rows.of(part, ())
        return who, veto


class _ClauseRows:
    """Rows of clauses; each group has a letter of its own."""

    def __init__(self, said: SaidInCells, cited: CitedDocuments, usual: tuple[Basis, ...]) -> None:
        self.said, self.cited, self.usual = said, cited, usual
        self.letters = iter(f"{chr(65 + n % 26)}{n // 26 or ''}" for n in range(1000))

    def of(self, clause: Clause, within: tuple[str, ...]) -> list[tuple[str, Cells]]:
        """The rows of a clause and of everything below it."""
        if isinstance(clause, Group):
            steps = (*within, group_word(clause.kind, clause.threshold, next(self.letters)))
            found = []
            if clause.text is not None:
                found.append((clause.id, {"group": "/".join(steps), "text": clause.text.zh}))
            for child in _written(clause):
                found += self.of(child, steps)
            return found
        told: Cells = {"text": clause.text.zh}
        if clause.basis != self.usual:
            told |= self.cited.cells(clause.basis)
        if clause.proof:
            told["proof"] = BETWEEN.join(clause.proof)
        if clause.note is not None:
            told["more"] = clause.note.zh
        if clause.readings:
            return self._readings(clause, within, told)
        return [(clause.id, {**_grouped(within), **told, **self._decided(clause)})]

    def _decided(self, clause: Condition) -> Cells:
        if clause.question is not None:
            asked = clause.question.zh if clause.question != clause.text else ""
            return {"formula": asked, "how": DECIDED_BY.word(JUDGED)}
        if clause.unknown is not None:
            why = clause.unknown.zh if clause.unknown != clause.text else ""
            return {"formula": why, "how": DECIDED_BY.word(UNWRITTEN)}
        assert clause.node is not None
        how = {"how": DECIDED_BY.word(PRESUMED)} if clause.presumed else {}
        return {**self.said.condition(clause.node), **how}

    def _readings(
        self, clause: Condition, within: tuple[str, ...], told: Cells
    ) -> list[tuple[str, Cells]]:
        """The clause's own words, then each way to read them."""
        steps = (*within, group_word("readings", 0, next(self.letters)))
        rows = [(clause.id, {**_grouped(steps), **told})]
        for reading in clause.readings:
            own = {"text": reading.text.zh, **self.said.condition(reading.node)}
            rows.append((reading.id, {**_grouped(steps), **own}))
        return rows


def _grouped(steps: tuple[str, ...]) -> Cells:
    return {"group": "/".join(steps)} if steps else {}


def _written(group: Group) -> tuple[Clause, ...]:
    """The parts that the rule itself wrote: not that a measure paid once was not received."""
    return tuple(child for child in group.children if not _is_once(child))


def _is_once(clause: Clause) -> bool:
    if isinstance(clause, Condition):
        return clause.once
    return any(isinstance(child, Condition) and child.once for child in clause.children) and (
        clause.kind == "any"
    )


def _window(window: Window) -> Cells:
    told: Cells = {}
    if window.all_year:
        told["text"] = ALL_YEAR
    elif window.yearly is not None:
        told["text"] = each_year(_ends(window.yearly))
    elif window.once is not None:
        told["text"] = _ends(window.once)
    if window.condition is not None:
        told["fact"] = window.condition.zh
    if window.year is not None:
        told["text"] = of_year(window.year, told["text"])
    return told


def _ends(between: Yearly | Period) -> str:
    return from_to(str(between.first or ""), str(between.last or ""))
