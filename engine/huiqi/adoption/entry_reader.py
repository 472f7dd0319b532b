"""A filled 条文录入单 read: parts of the rules' files, or every fault by sheet, row and column.

As a remark S122: a sheet in which nothing was entered.
"""

from __future__ import annotations

from pathlib import Path

from huiqi.adoption.entered import Content, Entered, EnteredPart
from huiqi.adoption.entry_basics import EntryBasics
from huiqi.adoption.entry_clauses import EntryClauses
from huiqi.adoption.entry_conditions import EntryConditions
from huiqi.adoption.entry_context import EntryContext
from huiqi.adoption.entry_documents import EntryDocuments, read_confirmed
from huiqi.adoption.entry_examples import read_examples
from huiqi.adoption.entry_fund import read_fund
from huiqi.adoption.entry_layout import EntrySection, EntrySheetKind
from huiqi.adoption.entry_located import EntryWorkbook, LocatedSheet
from huiqi.adoption.entry_others import read_beside, read_open, read_papers
from huiqi.adoption.entry_payment import EntryPayment
from huiqi.adoption.entry_placed import InCells, at, mapping
from huiqi.adoption.entry_texts import EntryTexts
from huiqi.adoption.entry_words import DECIDED_BY, UNWRITTEN, VARIABLE
from huiqi.diagnostics import CellPlace, Diagnostics
from huiqi.rulebook.measure import Measure
from huiqi.rulebook.rulebook import Rulebook
from huiqi.sentences import sentence
from huiqi.spelling import Names
from huiqi.tables.table_reader import read_workbook

#: What a measure's sheet has of its own from the start.
_GIVEN = ("title", "short", "basis")


def read_entry(
    path: Path, rulebook: Rulebook, folder: str, diagnostics: Diagnostics
) -> Entered | None:
    """What a workbook enters; ``None`` with every fault reported.

    ``folder``: what goes before a file's name in the places of the rulebook.
    """
    found = read_workbook(
        path,
        diagnostics,
        lambda workbook: tuple(EntryWorkbook(str(path), workbook, diagnostics).sheets()),
    )
    if found is None or (diagnostics.errors and not found):
        return None
    entered = _Reader(EntryContext(rulebook, folder, diagnostics)).read(found)
    return None if diagnostics.errors else entered


class _Reader:
    def __init__(self, context: EntryContext) -> None:
        self.context = context
        self.rulebook, self.diagnostics = context.rulebook, context.diagnostics
        self.texts = EntryTexts(context)
        self.questions: list[str] = []

    def read(self, sheets: tuple[LocatedSheet, ...]) -> Entered:
        documents = EntryDocuments(self.context)
        measures = [sheet for sheet in sheets if sheet.kind is EntrySheetKind.MEASURE]
        first = next((s for s in sheets if s.kind is EntrySheetKind.DOCUMENTS), None)
        if first is not None:
            otherwise = measures[0].id if measures else "fund"
            documents.read(first.of(EntrySection.DOCUMENTS), otherwise)
        parts: list[EnteredPart] = []
        names: list[str] = []
        for sheet in measures:
            measure = self.rulebook.measures.get(sheet.id)
            if measure is None:
                place = CellPlace(self._file(sheet), sheet=sheet.name)
                message = sentence("规则库里没有这项措施了：录入单是照另一个规则库写的")
                self.diagnostics.report("S101", place, message, found=sheet.id)
            elif self._entered(sheet):
                parts += self._measure(sheet, measure)
                names.append(measure.id)
        for sheet in sheets:
            fund = self.rulebook.funds.get(sheet.id)
            if sheet.kind is EntrySheetKind.FUND and fund is not None:
                parts += read_fund(self.context, fund, sheet)
        unique: dict[tuple[str, tuple[str, ...]], EnteredPart] = {}
        for part in (*documents.parts(), *parts, *self.texts.parts()):
            unique.setdefault((part.file, part.at), part)
        confirmed = read_confirmed(
            self.context, first.of(EntrySection.CONFIRMED) if first is not None else ()
        )
        return Entered(
            parts=tuple(unique.values()),
            measures=tuple(names),
            questions=tuple(self.questions),
            confirmed=confirmed,
        )

    def _file(self, sheet: LocatedSheet) -> str:
        return next(iter(sheet.heads.values())).file

    def _entered(self, sheet: LocatedSheet) -> bool:
        """Whether a sheet has anything beyond what stood in it from the start."""
        for section, rows in sheet.rows.items():
            if section is EntrySection.BASIC:
                rows = tuple(row for row in rows if row.mark not in _GIVEN)
            if rows:
                return True
        place = CellPlace(self._file(sheet), sheet=sheet.name)
        self.diagnostics.warn("S122", place, sentence("这一张没有填什么，没有读"))
        return False

    def _measure(self, sheet: LocatedSheet, measure: Measure) -> list[EnteredPart]:
        context, head = self.context, sheet.heads
        context.speak_of(measure)
        context.usual = "1"
        basics = EntryBasics(context, sheet.of(EntrySection.BASIC), head[EntrySection.BASIC])
        basis = basics.basis()
        conditions, for_each = self._conditions(basics)
        clauses = EntryClauses(context, conditions)
        who, veto = sheet.of(EntrySection.WHO), sheet.of(EntrySection.VETO)
        if not who and not veto:
            self.diagnostics.report(
                "S110",
                head[EntrySection.WHO],
                sentence("没有一条（确认了的）申请条件"),
                remedy=sentence(
                    "照原文写；原文没有写条件的，写一行，“怎么判断”选 {unwritten}",
                    unwritten=DECIDED_BY.word(UNWRITTEN),
                ),
            )
        requires = clauses.requires(who, veto, head[EntrySection.WHO])
        if basis is None:
            message = sentence("没有写依据哪份文件")
            self.diagnostics.report("S110", head[EntrySection.BASIC], message)
        materials, proof = read_papers(context, sheet.of(EntrySection.PAPERS))
        tiers, limits = sheet.of(EntrySection.TIERS), sheet.of(EntrySection.LIMITS)
        more = {"once": basics.once(), "shared_from": self._pool(basics)}
        gives = EntryPayment(context, conditions).gives(tiers, limits, basics.row("tiers"), more)
        if gives is None and more["once"] is not None:
            row = basics.row("once")
            assert row is not None
            message = sentence("第四部分没有写给多少，不能写一次性")
            self.diagnostics.report("S110", row.place("text"), message)
        unstated = read_open(context, sheet.of(EntrySection.OPEN))
        content = mapping(
            {
                "id": at(measure.id, head[EntrySection.BASIC]),
                "slot": at(measure.slot, head[EntrySection.BASIC])
                if measure.slot is not None
                else None,
                "title": basics.text("title")
                or context.text(measure.title.zh, head[EntrySection.BASIC]),
                "short": basics.text("short"),
                "summary": basics.text("summary"),
                "instrument": basics.instrument(),
                "recipient": basics.recipient(),
                "department": basics.text("department"),
                "ladder": self._ladder(basics, conditions),
                "in_force": basics.in_force(),
                "basis": basis,
                "for_each": for_each,
                "requires": requires,
                "gives": gives,
                "apply": basics.apply(materials),
                "proof": proof,
                "unstated": unstated,
                "note": basics.text("note"),
            },
            head[EntrySection.BASIC],
        )
        self._quote(sheet, measure.id, clauses)
        self._ask(measure, content.value)
        found = [
            EnteredPart(
                file=context.below(measure.place.file),
                content=content.value,
                places=content.places,
            ),
            *read_beside(context, conditions, measure.id, sheet.of(EntrySection.BESIDE), basis),
        ]
        cases = read_examples(context, measure.id, sheet.of(EntrySection.EXAMPLES))
        return [*found, *([cases] if cases is not None else [])]

    def _conditions(self, basics: EntryBasics) -> tuple[EntryConditions, InCells | None]:
        """Where expressions stand: of each record of a list, or of the enterprise alone."""
        scope, row = self.rulebook.scope, basics.row("for_each")
        if row is None:
            return EntryConditions(self.context, scope), None
        records = self.context.facts.records(row.text("text"))
        if records is None:
            allowed = self.context.facts.lists()
            self.context.fault("C103", row, "text", sentence("没有这张清单"), allowed=allowed)
            return EntryConditions(self.context, scope), None
        variable = row.text("fact") or VARIABLE
        record = scope.facts[records].type.item
        inner = scope.binding(variable, record)
        for_each = mapping({variable: at(records, row.place("text"))}, row.place("text"))
        return EntryConditions(self.context, inner, variable, records), for_each

    def _pool(self, basics: EntryBasics) -> InCells | None:
        row = basics.row("shared_from")
        if row is None:
            return None
        parameters = self.rulebook.parameters
        names = Names({p.id: (p.id, p.label.zh) for p in parameters.values()})
        found = names.find(row.text("text"))
        if found is None:
            allowed = self.context.facts.pools()
            self.context.fault("C103", row, "text", sentence("没有这笔资金"), allowed=allowed)
            return None
        return at(found, row.place("text"))

    def _ladder(self, basics: EntryBasics, conditions: EntryConditions) -> InCells | None:
        """The place of a title."""
        step, rung, held = basics.plain("step"), basics.number("rung"), basics.row("held")
        if step is None and rung is None and held is None:
            return None
        formula = conditions.expression(held, "text", None) if held is not None else None
        return mapping(
            {
                "step": step,
                "rung": rung,
                "held": at(formula, held.place("text")) if held and formula else None,
            }
        )

    def _quote(self, sheet: LocatedSheet, measure: str, clauses: EntryClauses) -> None:
        """The article's own words, with the part of the rule that carries each."""
        for name, row in clauses.ids.items():
            self.texts.quote(row, f"{measure}/{name}")
        for section in (EntrySection.TIERS, EntrySection.LIMITS):
            for row in sheet.of(section):
                self.texts.quote(row, f"{measure}/gives")
        for section in (
            EntrySection.BASIC,
            EntrySection.PAPERS,
            EntrySection.BESIDE,
            EntrySection.OPEN,
            EntrySection.EXAMPLES,
        ):
            for row in sheet.of(section):
                self.texts.quote(row, measure)

    def _ask(self, measure: Measure, content: Content) -> None:
        """What is left to a person."""
        for said in _questions(content):
            asked = sentence("{measure}：{question}", measure=measure.title, question=said)
            self.questions.append(asked)


def _questions(content: Content) -> list[str]:
    """Every question, unknown and open point below."""
    found: list[str] = []
    if isinstance(content, dict):
        for key, value in content.items():
            if key in ("judgement", "unknown") and isinstance(value, dict):
                found.append(str(value["zh"]))
            elif key == "unstated" and isinstance(value, list):
                found += [str(text["zh"]) for text in value if isinstance(text, dict)]
            else:
                found += _questions(value)
    elif isinstance(content, list):
        for value in content:
            found += _questions(value)
    return found
