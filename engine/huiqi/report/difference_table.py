"""Who of the enterprises given gains or loses by a comparison, and by what."""

from __future__ import annotations

from collections import Counter

from huiqi.audit.difference.results import (
    Changes,
    ClauseChange,
    Difference,
    Direction,
    EnterpriseChange,
    LineChange,
    Side,
)
from huiqi.decision.lines import Line
from huiqi.decision.results import Amount, Status
from huiqi.diagnostics import Severity
from huiqi.language.prose import prose
from huiqi.report import wording
from huiqi.report.layout import Flowing, Screen
from huiqi.report.wording import word
from huiqi.rulebook.labels import RulebookLabels
from huiqi.values import Interval

#: The mark of each direction, its style and its words.
DIRECTIONS = {
    Direction.GAIN: ("▲", "green", ("得到或多得", "gained, or more of it")),
    Direction.LOSS: ("▼", "red", ("失去或少得", "lost, or less of it")),
    Direction.MAY_GAIN: ("△", "green", ("可能得到或多得", "may be gained")),
    Direction.MAY_LOSE: ("▽", "red", ("可能失去或少得", "may be lost")),
    Direction.UNCLEAR: ("◇", "yellow", ("多少说不清", "more or less, not known")),
    Direction.NONE: ("·", "dim", ("没有得失", "neither gained nor lost")),
}
_TRUTHS = {
    "true": ("满足", "met"),
    "false": ("不满足", "not met"),
    "unknown": ("未知", "unknown"),
    None: ("没有这条", "absent"),
}


class EnterprisesPage(Screen):
    """The part of a comparison about given enterprises."""

    def enterprises(self, found: Difference) -> None:
        """Who of the table gains or loses."""
        given = found.enterprises
        if not given.compared and not given.unread:
            return
        self.console.print()
        names = {change.file for change in given.changes}
        self.print(
            self.pick(
                f"给定的企业：比较 {given.compared} 户，{len(names)} 户有变化",
                f"Enterprises given: {given.compared} compared, {len(names)} change",
            ),
            "bold",
        )
        self._legend(given)
        for one in given.changes:
            self._enterprise(one, found)
        for file, findings in given.unread.items():
            said = [item for item in findings if item.severity is Severity.ERROR]
            text = f"{file}: {said[0].code} {said[0].message}"
            self.item(self.pick("读不了", "unread"), text)

    def _legend(self, given: Changes) -> None:
        """What the marks mean, and how often each stands below."""
        counts = Counter(change.direction for change in given.changes)
        listed = [
            f"{mark} {word(words, self.language)} {counts[direction]}"
            for direction, (mark, _, words) in DIRECTIONS.items()
            if counts[direction]
        ]
        if listed:
            self.print(self.pick("　", "  ").join(listed), "dim", 2)

    def _enterprise(self, one: EnterpriseChange, found: Difference) -> None:
        mark, style, _ = DIRECTIONS[one.direction]
        title = one.title.in_language(self.language)
        before, after = (self._status(value) for value in (one.before, one.after))
        line = Flowing.assemble(
            f"{one.enterprise}  {title}  {before} → {after}", (f"  [{one.measure}]", "dim")
        )
        self.hang(Flowing(mark, style=style), [line], 2)
        a, b = (self._money(value) for value in (one.amount_before, one.amount_after))
        if a != b:
            self.item(self.pick("金额", "amount"), f"{a} → {b}", 4)
        because = self.pick("因为", "because")
        if one.force is not None:
            reasons = (one.force.before, one.force.after)
            self.item(because, " → ".join(r.in_language(self.language) for r in reasons), 4)
        for clause in one.clauses:
            self.item(because, self._clause(clause), 4)
        if one.line is not None:
            self.item(because, self._line(one.line, found), 4)

    def _clause(self, clause: ClauseChange) -> str:
        a, b = (word(_TRUTHS[value], self.language) for value in (clause.before, clause.after))
        text = clause.text.in_language(self.language)
        if clause.item:
            text = self.pick(f"{clause.item}：{text}", f"{clause.item}: {text}")
        return self.pick(f"{text}：{a} → {b}", f"{text}: {a} → {b}")

    def _line(self, change: LineChange, found: Difference) -> str:
        """A step of the amount: by its formula where that differs, else by what it comes to."""
        known = change.after or change.before
        assert known is not None
        label = known.text.in_language(self.language)
        said = (
            [self._formula(change.before, found.before), self._formula(change.after, found.after)]
            if change.written
            else [self._worth(change.before), self._worth(change.after)]
        )
        return self.pick("：", ": ").join([label, " → ".join(said)])

    def _formula(self, line: Line | None, side: Side) -> str:
        if line is None:
            return self.pick("没有这一步", "absent")
        if line.node is None:
            return self._worth(line)
        return prose(line.node, RulebookLabels(side.rulebook), self.language, side.as_of.year)

    def _worth(self, line: Line | None) -> str:
        if line is None or not isinstance(line.value, Interval):
            return "—"
        return wording.bounds_text(line.value.low, line.value.high, self.language)

    def _status(self, value: Status | None) -> str:
        if value is None:
            return self.pick("没有这项", "absent")
        return word(wording.STATUS[value], self.language)

    def _money(self, value: Amount | None) -> str:
        return "—" if value is None else wording.amount(value, self.language)
