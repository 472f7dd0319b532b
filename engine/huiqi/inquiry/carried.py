"""Answers carried into the rules: every edit shown first, the whole loaded before any is written.

Code: Q101 a number that is no point of these rules (a remark).
"""

from __future__ import annotations

import difflib
import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from huiqi.adoption.edits import EditError, YamlText
from huiqi.adoption.entered import Confirmed, Entered, EnteredPart
from huiqi.adoption.entered import Path as Path_
from huiqi.adoption.old_cases import GoneCase, gone_cases
from huiqi.adoption.plan import Plan
from huiqi.adoption.rule_words import ANSWER, answers_of_office
from huiqi.diagnostics import CellPlace, Diagnostic, Diagnostics, Place
from huiqi.inquiry.answer_edits import NotMechanicalError, RuleEdit, edits_of
from huiqi.inquiry.asked import AnswerCarried, Matter, OpenPoint
from huiqi.inquiry.letters import points_of
from huiqi.inquiry.returned import Returned, answers_in
from huiqi.rulebook.basis import Grade
from huiqi.rulebook.folder import rule_files, shown_folder
from huiqi.rulebook.loading import holds_penalties, load_penalties, load_rulebook
from huiqi.rulebook.rulebook import Rulebook
from huiqi.sentences import InLanguages, sentence


@dataclass(slots=True, kw_only=True)
class Carried:
    """What a workbook's answers make of the rules.

    Attributes:
        plan: The files as they are and as they would be; none is written yet.
        answers: Each answer with where it goes, or why a person has to write it.
        gone: The old cases that would no longer hold.
        remarks: What reading gave rise to remark.
    """

    plan: Plan
    answers: tuple[AnswerCarried, ...]
    gone: tuple[GoneCase, ...]
    remarks: Sequence[Diagnostic]

    @property
    def difference(self) -> tuple[tuple[str, tuple[str, ...]], ...]:
        """Of each file of the rules the lines that would differ, with those around them."""
        return tuple(
            (
                change.file,
                tuple(
                    difflib.unified_diff(
                        (change.before or b"").decode().splitlines(),
                        (change.after or b"").decode().splitlines(),
                        lineterm="",
                        n=1,
                    )
                )[2:],
            )
            for change in self.plan.changes
            if change.kind == "rules"
        )


def carry(workbook: Path, rules: Path, cases: Path, today: date) -> Carried:
    """The answers of a workbook, and what each makes of the rules in a folder.

    Raises:
        InputError: The workbook cannot be read; with the answers the rules would not load.
    """
    diagnostics = Diagnostics()
    returned = answers_in(workbook, diagnostics)
    diagnostics.raise_errors()
    rulebook = load_rulebook(rules)
    book = load_penalties(rules) if holds_penalties(rules) else None
    points = {point.id: point for point in points_of(rulebook, book, today)}
    entered = Entered(parts=(), measures=(), confirmed=Confirmed())
    plan = Plan(entered=entered, parts=(), rules=rules, cases=cases)
    placing = _Placing(plan, rulebook, points, today)
    answers = []
    for said in returned:
        point = points.get(said.id)
        if point is None:
            diagnostics.warn(
                "Q101",
                said.place,
                sentence("现在没有这一问：已经答复，或者不是按这份规则问的"),
                found=said.id,
            )
        answers.append(placing.carried(point, said))
    gone = _checked(plan, rulebook, placing) if plan.changes else ()
    return Carried(plan=plan, answers=tuple(answers), gone=gone, remarks=diagnostics.sorted())


class _Placing:
    """Puts answers in their places, one after the other."""

    def __init__(
        self, plan: Plan, rulebook: Rulebook, points: dict[str, OpenPoint], today: date
    ) -> None:
        self.plan = plan
        self.rulebook = rulebook
        self.today = today
        #: The measures that an answer changes.
        self.measures: set[str] = set()
        #: Of each file the answers that change it, by the place in it.
        self.sources_of: dict[str, dict[Path_, CellPlace]] = {}
        #: Of each source that is added the points that it answers.
        self._cited: dict[str, list[str]] = {}
        self._shown = shown_folder(plan.rules)
        names = (name for kind, name, _ in rule_files(plan.rules) if kind == "sources")
        self._sources = next(names)

    def carried(self, point: OpenPoint | None, said: Returned) -> AnswerCarried:
        """One answer: written into the plan, or left to a person."""
        if point is None:
            why = sentence("现在没有这一问")
            return AnswerCarried(
                id=said.id,
                answer=said.answer,
                cited=said.cited,
                place=said.place,
                point=None,
                at=(),
                left=why,
            )
        edits: tuple[RuleEdit, ...] = ()
        left = None
        try:
            edits = edits_of(point, said, self.rulebook, source=_source_id(said), today=self.today)
            self._write(edits, said)
            self.measures.update(point.measures)
        except NotMechanicalError as reason:
            edits, left = (), reason.told
        places = [self._place(edit.file, edit.path) for edit in edits]
        at = tuple(dict.fromkeys(places)) or (self._place(point.place.file, point.path, point),)
        return AnswerCarried(
            id=said.id,
            answer=said.answer,
            cited=said.cited,
            place=said.place,
            point=point,
            at=at,
            writes=tuple(dict.fromkeys(edit.told for edit in edits)),
            left=left,
            besides=self._besides(point) if left is None else None,
        )

    def _besides(self, point: OpenPoint) -> InLanguages | None:
        """Remarks on a document's force were written before it was known."""
        measures = [self.rulebook.measures[name] for name in point.measures]
        noted = [own.id for own in measures if own.in_force.note is not None]
        if point.topic is not Matter.FORCE or not noted:
            return None
        return sentence("{measures} 的 in_force 里还有原来的 note，请人改", measures=tuple(noted))

    def _write(self, edits: Iterable[RuleEdit], said: Returned) -> None:
        texts: dict[str, YamlText] = {}
        for edit in edits:
            name = edit.file.removeprefix(self._shown)
            text = texts.get(name) or YamlText(self.plan.text("rules", name) or "")
            try:
                texts[name] = _edited(text, edit)
            except EditError as error:
                why = sentence("这个文件改不了：{error}", error=str(error))
                raise NotMechanicalError(why) from None
        for name, text in texts.items():
            self.plan.put("rules", name, text.text)
        for edit in edits:
            self._from(edit.file.removeprefix(self._shown), edit.path, said)
        self._cite(said)

    def _from(self, file: str, path: Path_, said: Returned) -> None:
        """That what stands at a place of a file is of this answer, as is all else that is found
        wrong with the file while no other answer changes it.
        """
        if not isinstance(said.place, CellPlace):
            return
        own = self.sources_of.setdefault(file, {})
        others = any(place != said.place for place in own.values())
        own.pop((), None)
        own[path] = said.place
        if not others:
            own[()] = said.place

    def _cite(self, said: Returned) -> None:
        """The answer as a source, with its grade: official only where it cites a document."""
        key = ("sources", _source_id(said))
        text = YamlText(self.plan.text("rules", self._sources) or "")
        grade = Grade.OFFICIAL if said.official else Grade.REPORTED
        source: dict[str, object] = {"title": said.title or said.number or ANSWER}
        if said.number:
            source["number"] = said.number
        # Who wrote the answer down is a person: the letter's office is what answers for it.
        if isinstance(said.place, CellPlace) and said.place.sheet:
            source["issuer"] = said.place.sheet
        if said.on is not None and not said.official:
            # The day of the answer is none of the document that it cites.
            source["date"] = said.on
        ids = self._cited.setdefault(key[1], [])
        ids.append(said.id)
        note = answers_of_office(ids)
        source |= {"grade": grade.value, "note": note}
        self.plan.put("rules", self._sources, text.set(key, source).text)
        self._from(self._sources, key, said)

    def _place(
        self, file: str, path: tuple[str | int, ...], point: OpenPoint | None = None
    ) -> Place:
        """Where it stands in the file on disk, or what it would be part of."""
        if point is not None and not path:
            return point.place
        name = file.removeprefix(self._shown)
        try:
            text = (self.plan.rules / name).read_text("utf-8")
            document = YamlText(text).document
        except (OSError, EditError):
            return Place(file)
        while path and path not in document.places:
            path = path[:-1]
        found = document.place(path)
        return Place(file, found.line, found.column)


def _source_id(said: Returned) -> str:
    """The same for all that one document, or one office on one day, says."""
    office = said.place.sheet if isinstance(said.place, CellPlace) else ""
    mark = f"{said.title} {said.number}" if said.official else f"{office} {said.on} {said.id}"
    return f"answer-{hashlib.sha256(mark.encode()).hexdigest()[:8]}"


def _edited(text: YamlText, edit: RuleEdit) -> YamlText:
    if edit.takes:
        return text.remove(edit.path)
    if edit.adds:
        try:
            return text.append(edit.path, edit.value)
        except EditError:
            return text.set(edit.path, [edit.value])
    return text.set(edit.path, edit.value)


def _checked(plan: Plan, before: Rulebook, placing: _Placing) -> tuple[GoneCase, ...]:
    """That the rules load with the answers; the old cases that no longer hold leave the plan.

    What is wrong is told at the answer that makes it so.
    """
    parts = tuple(
        EnteredPart(file=change.file, content={}, places=placing.sources_of.get(change.file, {}))
        for change in plan.changes
    )
    plan.entered = Entered(parts=parts, measures=tuple(sorted(placing.measures)))
    plan.parts = parts
    with plan.composed() as (rules, cases):
        after = load_rulebook(rules)
        if holds_penalties(rules):
            load_penalties(rules)
        return tuple(gone_cases(plan, before, after, cases))
