"""``huiqi penalty`` in a terminal: what follows, why, what is open, what has to happen first."""

from __future__ import annotations

from huiqi.decision.groups import Standing
from huiqi.decision.results import ClauseResult
from huiqi.language.tree import FieldReference, walk
from huiqi.penalty.results import (
    PenaltyDecision,
    PenaltyStatus,
    RuleResult,
)
from huiqi.report import groups
from huiqi.report import penalty_words as words
from huiqi.report.layout import Flowing as Rich
from huiqi.report.penalty_beside import BesidePage
from huiqi.report.wording import MARK, word
from huiqi.rulebook.measure import Condition, Group
from huiqi.rulebook.penalties import Rule
from huiqi.truth import Truth
from huiqi.values import NOT_APPLICABLE, Interval
from huiqi.values import Choice as Symbols

_STYLE = {
    PenaltyStatus.DECIDED: "bold green",
    PenaltyStatus.NEEDS_JUDGEMENT: "bold magenta",
    PenaltyStatus.UNDETERMINED: "bold yellow",
}
_DAYS = ("committed_on", "ended_on", "found_on", "ordered_on", "correct_by", "corrected_on")


class PenaltyReport(BesidePage):
    """Prints the decision on an incident."""

    part = ("规则库·处罚规则部分", "rulebook, its penalties")

    def decision(self, decision: PenaltyDecision) -> None:
        """The whole page."""
        self.fields = decision.fields
        self._heading(decision)
        self._verdict(decision)
        self._dated(decision)
        self._turns(decision)
        self.candidates(decision)
        self._rules(decision)
        self.fine(decision)
        self.steps(decision)
        self.procedures(decision)
        self.questions(decision)
        self.missing(decision)
        self.precedents(decision)
        self.notes(decision)
        self.foot(decision.checked, decision.note)

    def _heading(self, decision: PenaltyDecision) -> None:
        day = self.pick(f"评估日 {decision.as_of}", f"as of {decision.as_of}")
        title = self.pick("免罚轻罚", "penalties")
        self.console.print(Rich.assemble(("huiqi 惠企 ", "bold"), title, "   ", (day, "bold cyan")))
        if decision.incident.name:
            self.print(decision.incident.name, "bold")
        said = [self._text(decision, name) for name in ("what", "domain", "authority")]
        self.print(" · ".join(text for text in said if text))
        facts = self.book.terms.facts["incident"].fields
        days = []
        for name in _DAYS:
            value = decision.fields.get(name)
            if isinstance(value, Interval) and value.known:
                shown = self.phrases.value(value, facts[name].type)
                days.append(f"{facts[name].label.in_language(self.language)} {shown}")
        self.print(self.pick("；", "; ").join(days), "dim")
        if decision.incident.note:
            self.print(decision.incident.note, "dim")

    def _text(self, decision: PenaltyDecision, name: str) -> str:
        value = decision.fields.get(name)
        if not isinstance(value, Symbols) or not value.symbols:
            return ""
        text = next(iter(value.symbols))
        return self.book.domain_label(text, self.language) if name == "domain" else text

    def _verdict(self, decision: PenaltyDecision) -> None:
        answer = decision.answer
        self.console.print()
        mark = words.PENALTY_MARK[answer.status]
        status = word(words.PENALTY_STATUS[answer.status], self.language)
        if answer.status is PenaltyStatus.DECIDED:
            said = words.consequence(answer.worst, self.language)
            self.hang(Rich(mark, style=_STYLE[answer.status]), [Rich(said, style="bold green")])
            return
        self.hang(
            Rich(mark, style=_STYLE[answer.status]), [Rich(status, style=_STYLE[answer.status])]
        )
        self.item(self.pick("最轻", "at best"), words.consequence(answer.best, self.language))
        self.item(self.pick("最重", "at worst"), words.consequence(answer.worst, self.language))

    def _dated(self, decision: PenaltyDecision) -> None:
        """Beside the verdict: what is known of later versions of the lists it rests on."""
        for found in decision.dated:
            if found.later is not None:
                place = word(words.JURISDICTION[found.jurisdiction], self.language)
                title = self.pick(f"{place}清单", f"{place} list")
                text = f"{title}{self.colon}{found.later.in_language(self.language)}"
                self.hang(Rich("!", style="yellow"), [Rich(text, style="yellow")])

    def _rules(self, decision: PenaltyDecision) -> None:
        rules = decision.answer.rules
        for truth, zh, en in (
            (Truth.TRUE, "成立的", "what applies"),
            (Truth.UNKNOWN, "还没有定的", "what is open"),
        ):
            shown = [r for r in rules if r.decides is truth]
            if truth is Truth.UNKNOWN and not self.full:
                # What cannot change the answer any more is left out.
                shown = [r for r in shown if r.rule.id in decision.open_rules]
            self._group(self.pick(zh, en), shown)
        failed = [r for r in rules if r.decides is Truth.FALSE]
        if failed and self.full:
            self._group(self.pick("不成立的", "what does not apply"), failed)
        elif failed:
            self.section("不成立的", "what does not apply")
            persons = [self.titled(r.rule) for r in failed if self._of_persons(r)]
            lines = [self._why_not(r) for r in failed if not self._of_persons(r)]
            if persons:
                listed = self.pick("、", ", ").join(persons)
                lines.append(self.pick(f"只对自然人：{listed}", f"for individuals only: {listed}"))
            for line in lines:
                self.hang(Rich("✗", style="red"), [Rich(line, style="dim")], 2)

    def _group(self, title: str, results: list[RuleResult]) -> None:
        if not results:
            return
        self.section(title, title)
        for result in results:
            self._rule(result)

    def _rule(self, result: RuleResult) -> None:
        rule = result.rule
        mark = MARK[result.decides]
        follows = words.follows(rule, self.language)
        arrow = self.pick(" → ", " → ")
        line = Rich.assemble(
            (self.titled(rule), "bold"), (f"{arrow}{follows}", ""), (f"  [{rule.id}]", "dim")
        )
        self.hang(Rich(mark, style=groups.TRUTH_STYLE[result.decides]), [line], 2)
        self._parts(result)
        if result.truth is Truth.TRUE and result.decides is not Truth.TRUE:
            text = self.pick(
                "条件都具备，但是否拒不改正、逾期或者另有写法还没有定",
                "its conditions are met; a refusal, lateness or another wording is still open",
            )
            self.print(text, "yellow", 4)
        for other in rule.conflicts_with:
            text = self.pick(
                f"同一事项另有写法：{other}；两处结论不同的，须裁定",
                f"stated otherwise as {other}; a ruling is needed where they differ",
            )
            self.print(text, "yellow", 4)
        if rule.note is not None:
            self.print(rule.note.in_language(self.language), "dim", 4)
        for basis in rule.basis:
            self.print(self.cited(basis), "dim", 4)

    def _parts(self, result: RuleResult) -> None:
        """Conditions within their groups; that all of a rule is asked goes without saying."""
        requires = result.rule.requires
        flat = 1 + (isinstance(requires, Group) and requires.kind == "all")
        for part in result.parts:
            indent = 4 + 2 * max(part.depth - flat, 0)
            if isinstance(part.clause, Condition):
                if part.clause.id != "in-force" or part.truth is not Truth.TRUE:
                    self._clause(part, indent)
            elif part.depth >= flat:
                line = Rich(groups.group_asks(part.clause, result.nodes, self.language))
                self.hang(groups.mark(part), [line], indent)

    def titled(self, rule: Rule) -> str:
        """A provision by its title, an item with the list it stands in."""
        title = rule.title.in_language(self.language)
        if not rule.list:
            return title
        where = self.book.lists[rule.list]
        place = word(words.JURISDICTION[where.jurisdiction], self.language)
        number = self.pick(f"第{rule.number}项", f" no. {rule.number}") if rule.number else ""
        return self.pick(f"{place}清单{number}：{title}", f"{place} list{number}: {title}")

    def _clause(self, part: Standing, indent: int) -> None:
        clause = part.result
        assert clause is not None
        text = clause.condition.text.in_language(self.language)
        details = []
        if clause.condition.readings:
            details.append(self._readings(clause))
        elif clause.condition.node is not None and clause.truth.known:
            explained = self.phrases.standing(part, known_only=True)
            details.append(explained.actual)
        judgement = clause.judgement
        if judgement is not None:
            answer = self.pick("是", "yes") if judgement.answer else self.pick("否", "no")
            details.append(f"{answer}——{judgement.by} {judgement.on}：{judgement.reason}")
        elif clause.pending:
            details.append(self.pick("待判定", "for judgement"))
        detail = self.pick("；", "; ").join(item for item in details if item)
        line = Rich.assemble(text, (f"  {detail}" if detail else "", "dim"))
        if part.idle:
            line.append(groups.nothing_rests(self.language), "dim")
        self.hang(groups.mark(part), [line], indent)

    def _readings(self, clause: ClauseResult) -> str:
        """How many of the readings say yes and no, with one of each."""
        found = []
        texts = {r.id: r.text.in_language(self.language) for r in clause.condition.readings}
        for truth, zh, en in ((Truth.TRUE, "算", "yes"), (Truth.FALSE, "不算", "no")):
            those = [texts[key] for key, value in clause.readings.items() if value is truth]
            if those and len(those) == len(texts):
                found.append(self.pick(f"各种算法都{zh}", f"every reading says {en}"))
            elif those:
                found.append(
                    self.pick(
                        f"{len(those)} 种算法{zh}（如{those[0]}）",
                        f"{len(those)} readings say {en} (such as {those[0]})",
                    )
                )
        return self.pick("，", ", ").join(found)

    def _of_persons(self, result: RuleResult) -> bool:
        """Whether it fails because it asks what only individuals have."""
        return any(
            isinstance(part, FieldReference) and self.fields.get(part.field) is NOT_APPLICABLE
            for clause in result.clauses
            if clause.condition.node is not None
            for part in walk(clause.condition.node)
        )

    def _why_not(self, result: RuleResult) -> str:
        """A rule that does not apply, with the first condition that failed."""
        title = self.titled(result.rule)
        if result.truth is not Truth.FALSE:
            return title + self.pick(
                "：拒不改正、逾期或者仍不合格，清单不适用", ": refused, late or failed"
            )
        # The first condition that it fails by; one that excludes it, where no other does.
        failing = [p for p in result.parts if p.decides and isinstance(p.clause, Condition)]
        shown = next((part for part in failing if not part.veto), failing[0])
        condition = shown.clause
        assert isinstance(condition, Condition)
        text = condition.text.in_language(self.language)
        if shown.veto:
            return title + self.pick(f"：属于排除的情形（{text}）", f": excluded ({text})")
        if condition.node is None:
            return title + self.pick(f"：不符合“{text}”", f": fails '{text}'")
        assert shown.result is not None
        found = self.phrases.clause(shown.result, known_only=True).actual
        return f"{title}{self.colon}{found or text}"

    def _turns(self, decision: PenaltyDecision) -> None:
        if len(decision.turns) < 2:
            return
        self.section("随事件的变化", "as events arrived")
        for number, turn in enumerate(decision.turns):
            unnamed = ("开始", "start") if number == 0 else ("事件", "event")
            label = turn.label or self.pick(*unnamed)
            day = f"{turn.on} " if turn.on else ""
            answer = turn.answer
            best = words.consequence(answer.best, self.language)
            worst = words.consequence(answer.worst, self.language)
            said = self.pick(f"未定，{worst}至{best}", f"open, {worst} to {best}")
            if best == worst:
                said = best
            told = Rich(f"{day}{label}{self.colon}{said}")
            self.hang(Rich(f"{number}", style="bold"), [told], 2)
            lines = {
                f"{MARK[before]}→{MARK[after]} {self._leaf(decision, leaf)}": None
                for leaf, (before, after) in turn.changed.items()
            }
            for line in lines:
                self.print(line, "dim", 4)

    def _leaf(self, decision: PenaltyDecision, leaf: str) -> str:
        rule, _, name = leaf.partition("/")
        for result in decision.answer.rules:
            if result.rule.id == rule:
                for clause in result.clauses:
                    if clause.condition.id == name:
                        return clause.condition.text.in_language(self.language)
        return leaf
