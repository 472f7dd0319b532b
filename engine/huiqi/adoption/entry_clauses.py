"""From the rows of conditions and vetoes to the clauses of a measure.

Code S117: a group that is not understood.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from huiqi.adoption.entry_articles import article_numbers
from huiqi.adoption.entry_conditions import EntryConditions
from huiqi.adoption.entry_context import EntryContext
from huiqi.adoption.entry_located import ReadRow
from huiqi.adoption.entry_placed import InCells, at, listing, mapping
from huiqi.adoption.entry_words import (
    DATA,
    DECIDED_BY,
    GROUP_EXAMPLES,
    JUDGED,
    PRESUMED,
    UNWRITTEN,
    group_step,
    group_word,
)
from huiqi.diagnostics import CellPlace
from huiqi.sentences import sentence

_SLUG = re.compile(r"[a-z0-9][a-z0-9-]{0,63}")
#: So much of an article's words can stand for a condition that has no sentence of its own.
_LONGEST_TEXT = 80
_KEYS = {"all": "all", "any": "any", "none": "none", "at_least": "of"}


@dataclass(slots=True, kw_only=True)
class _Group:
    """A group that is being put together; ``told``: the row that says what it is as a whole."""

    kind: str
    threshold: int
    place: CellPlace
    told: ReadRow | None = None
    parts: list[ReadRow | _Group] = field(default_factory=list)
    own: dict[str, _Group] = field(default_factory=dict)


class EntryClauses:
    """Reads the clauses of one measure."""

    def __init__(self, context: EntryContext, conditions: EntryConditions) -> None:
        self.context, self.conditions = context, conditions
        #: Every id that a clause has, with the row it comes from.
        self.ids: dict[str, ReadRow] = {}

    def requires(self, who: Sequence[ReadRow], veto: Sequence[ReadRow], head: CellPlace) -> InCells:
        """Everything that has to be so, and nothing of what must not."""
        parts = self._parts(self._grouped(who, head).parts)
        vetoes = listing(self._parts(self._grouped(veto, head).parts))
        if vetoes is not None:
            parts.append(mapping({"none": vetoes}, veto[0].first))
        found = listing(parts)
        return mapping({"all": found}, head)

    def identified(self, row: ReadRow, otherwise: str) -> str:
        """An id for what a row says: its own, else from its article, else as it stands."""
        figures = article_numbers(row)
        made = "-".join(map(str, ("article", *figures))) if figures else otherwise
        wanted = row.mark if _SLUG.fullmatch(row.mark) and row.mark not in self.ids else made
        found, count = wanted, 1
        while found in self.ids:
            count += 1
            found = f"{wanted}-{count}"
        self.ids[found] = row
        return found

    def _grouped(self, rows: Iterable[ReadRow], head: CellPlace) -> _Group:
        """The rows under their groups, each where its first row stands."""
        root = _Group(kind="all", threshold=0, place=head)
        letters: dict[str, _Group] = {}
        for row in rows:
            within: _Group | None = root
            steps = [step for step in re.split("[/／]", row.text("group")) if step.strip()]
            for step in steps:
                within = self._step(row, step, within, letters) if within else None
            if within is None:
                continue
            if steps and within.told is None and not within.parts and self._tells(row):
                within.told = row
            else:
                within.parts.append(row)
        return root

    def _step(
        self, row: ReadRow, step: str, within: _Group, letters: dict[str, _Group]
    ) -> _Group | None:
        found = group_step(step)
        if found is not None and not found[0]:
            known = letters.get(found[2])
            if known is not None:
                return known
            found = None
        if found is None:
            self.context.fault(
                "S117",
                row,
                "group",
                sentence("看不懂这一组"),
                found=step,
                allowed=GROUP_EXAMPLES,
                remedy=sentence("空着就是全部都要满足；同一组的各行写同一个字母"),
            )
            return None
        kind, threshold, letter = found
        key = group_word(kind, threshold, letter)
        group = within.own.get(key)
        if group is None:
            group = _Group(kind=kind, threshold=threshold, place=row.place("group"))
            within.own[key] = group
            within.parts.append(group)
            if letter:
                letters[letter] = group
        return group

    def _tells(self, row: ReadRow) -> bool:
        """Whether a row only says in words what its group is."""
        return not self.conditions.is_written(row) and not row.text("how")

    def _parts(self, parts: Iterable[ReadRow | _Group]) -> list[InCells]:
        found = []
        for part in parts:
            placed = self._group(part) if isinstance(part, _Group) else self._leaf(part)
            if placed is not None:
                found.append(placed)
        return found

    def _group(self, group: _Group) -> InCells | None:
        if group.kind == "readings":
            return self._readings(group)
        found = listing(self._parts(group.parts))
        if found is None:
            return None
        told = group.told
        threshold = at(group.threshold, group.place) if group.kind == "at_least" else None
        return mapping(
            {
                "id": at(self.identified(told, "group"), told.first) if told else None,
                "text": self.context.text(told.text("text"), told.place("text"))
                if told is not None and told.text("text")
                else None,
                "at_least": threshold,
                _KEYS[group.kind]: found,
            },
            group.place,
        )

    def _leaf(self, row: ReadRow) -> InCells | None:
        written = row.text("how")
        if not written and not self.conditions.is_written(row):
            remedy = sentence(
                "写事实和值，或写算式；只有部门能定的，“怎么判断”选 {judged}",
                judged=DECIDED_BY.word(JUDGED),
            )
            self.context.fault(
                "S110",
                row,
                "how",
                sentence("没有写怎么判断"),
                allowed=DECIDED_BY.options,
                remedy=remedy,
            )
            return None
        how = self.context.code(row, "how", DECIDED_BY, sentence("怎么判断")) if written else DATA
        if how in (JUDGED, UNWRITTEN):
            return self._asked(row, how)
        if how is None:
            return None
        if not self.conditions.is_written(row):
            self.context.fault("S110", row, "fact", sentence("没有写条件：写事实和值，或写算式"))
            return None
        formula = self.conditions.condition(row)
        if formula is None:
            return None
        key = "formula" if row.text("formula") else "fact"
        return self._clause(
            row,
            {
                "presumed": at(True, row.place("how")) if how == PRESUMED else None,
                "if": at(formula, row.place(key)),
            },
            formula,
        )

    def _asked(self, row: ReadRow, how: str) -> InCells | None:
        """A question for an official, or what the text leaves open."""
        said = row.text("formula") or row.text("text") or row.text("words")
        if row.text("fact"):
            message = sentence("由部门判断的、原文没有写明的，不写事实")
            self.context.fault(
                "S113", row, "fact", message, remedy=sentence("清空，或改“怎么判断”")
            )
            return None
        if not said:
            what = sentence("要问的问题") if how == JUDGED else sentence("没有写明的是什么")
            self.context.fault("S110", row, "formula", sentence("没有写{what}", what=what))
            return None
        key = "formula" if row.text("formula") else "text"
        return self._clause(row, {how: self.context.text(said, row.place(key))}, said)

    def _clause(self, row: ReadRow, decided: dict[str, InCells | None], otherwise: str) -> InCells:
        """A clause: its id, its words, how it is decided, what it rests on and what proves it."""
        words = row.text("words")
        short = words if len(words) <= _LONGEST_TEXT else ""
        said = row.text("text") or short or otherwise
        proofs = [part.strip() for part in re.split("[；;]", row.text("proof")) if part.strip()]
        note = row.text("more")
        key = "text" if row.text("text") else "words"
        return mapping(
            {
                "id": at(self.identified(row, f"condition-{len(self.ids) + 1}"), row.first),
                "text": self.context.text(said, row.place(key)),
                **decided,
                "basis": self.context.basis(row),
                "proof": listing([at(proof, row.place("proof")) for proof in proofs]),
                "note": self.context.text(note, row.place("more")) if note else None,
            },
            row.first,
        )

    def _readings(self, group: _Group) -> InCells | None:
        """One condition that can be read in several ways."""
        told = group.told
        if told is None or not (told.text("text") or told.text("words")):
            row = next((part for part in group.parts if isinstance(part, ReadRow)), told)
            if row is not None:
                remedy = sentence("读法的第一行只写组和条件的原话，下面一种读法一行")
                self.context.fault("S110", row, "text", sentence("没有写条件的原话"), remedy=remedy)
            return None
        readings = []
        for number, part in enumerate(group.parts, 1):
            if not isinstance(part, ReadRow):
                continue
            formula = self.conditions.condition(part)
            if formula is None:
                continue
            key = "formula" if part.text("formula") else "fact"
            said = part.text("text") or formula
            name = part.mark if _SLUG.fullmatch(part.mark) else f"reading-{number}"
            readings.append(
                mapping(
                    {
                        "id": at(name, part.first),
                        "text": self.context.text(said, part.place("text")),
                        "if": at(formula, part.place(key)),
                    },
                    part.first,
                )
            )
        return self._clause(told, {"readings": listing(readings)}, "")
