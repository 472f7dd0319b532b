"""``huiqi ladder`` in a terminal: all steps at a glance, the nearest in full, others in brief."""

from __future__ import annotations

from rich.table import Table

from huiqi.decision.results import Decision, Status
from huiqi.decision.standing import mark_of
from huiqi.decision.steps import Lacking, Ladder, Step
from huiqi.decision.topics import MarkedResult
from huiqi.report import wording
from huiqi.report.blocks import Page
from huiqi.report.common import STYLE, DecisionPage
from huiqi.report.layout import Flowing as Rich
from huiqi.report.media import terminal
from huiqi.report.pages.detail import Detail
from huiqi.report.pages.one_measure import measure_blocks
from huiqi.report.wording import word
from huiqi.rulebook.measure import Condition
from huiqi.truth import Truth

HELD = {
    Truth.TRUE: ("● 已有", "● held"),
    Truth.FALSE: ("○ 没有", "○ not held"),
    Truth.UNKNOWN: ("? 未知", "? unknown"),
}
#: So many open or failing conditions are named for a step that is not the nearest.
_MOST = 6


class LadderReport(DecisionPage):
    """Prints where an enterprise stands and what the next step lacks."""

    def ladder(self, ladder: Ladder) -> None:
        """The whole page."""
        title = self.pick("企业梯队：从小升规到单项冠军", "ladder of titles")
        self.heading(title, ladder.decision)
        self.console.print()
        self._glance(ladder)
        if ladder.nearest is not None:
            self._nearest(ladder.nearest, ladder.decision)
        for step in ladder.steps:
            if step is not ladder.nearest:
                self._brief(step)
        self.footer(ladder.decision)

    def _glance(self, ladder: Ladder) -> None:
        table = Table.grid(padding=(0, 2, 0, 0))
        for _ in range(3):
            table.add_column(no_wrap=True)
        table.add_column(overflow="fold")
        for step in reversed(ladder.steps):
            status = step.result.status
            held = word(HELD[step.held], self.language)
            mark = "➤" if step is ladder.nearest else " "
            table.add_row(
                Rich(mark, style="bold cyan"),
                Rich(held, style="green" if step.held is Truth.TRUE else "dim"),
                Rich(
                    f"{wording.STATUS_MARK[status]} {self._standing(step)}",
                    style=STYLE[status],
                ),
                step.result.measure.title.in_language(self.language),
            )
        self.console.print(table)
        self.print(
            self.pick(
                "左：是否已有称号；右：按今天的条件是否达到。最上面是最高一级，➤ 是最近的一步。",
                "Left: title held; right: criteria met today.  The top is highest; ➤ is nearest.",
            ),
            "dim",
        )

    def _standing(self, step: Step) -> str:
        status = step.result.status
        if status is Status.DOES_NOT_QUALIFY:
            number, unknown = len(step.failing), len(step.open)
            said = self.pick(f"差 {number} 项", f"lacks {number}")
            if unknown:
                said += self.pick(f"，另有 {unknown} 项未知", f", {unknown} more unknown")
            return said
        conditions = step.result.conditions
        waiting = conditions is Status.UNDETERMINED or step.result.missing
        if waiting and step.open and conditions is not Status.QUALIFIES:
            number = len(step.open)
            return self.pick(f"{number} 项未知", f"{number} unknown")
        words = {
            Status.QUALIFIES: ("达到条件", "criteria met"),
            Status.NEEDS_JUDGEMENT: ("待主管部门认定", "for judgement"),
            Status.NOT_IN_FORCE: ("不在施行期", "not in force"),
            Status.UNDETERMINED: ("条件达到，文件是否有效待核", "met; force to be confirmed"),
        }
        if conditions is Status.NEEDS_JUDGEMENT and status is Status.UNDETERMINED:
            status = conditions
        return word(words[status], self.language)

    def _nearest(self, step: Step, decision: Decision) -> None:
        self.console.print()
        self.print(self.pick("最近的一步", "the nearest step"), "bold cyan")
        answer = MarkedResult(step.result, mark_of(step.result))
        blocks = list(measure_blocks(answer, decision, self.phrases, Detail(spaced=False)))
        terminal.show_on(Page("", blocks), self.console)
        self._opens(step)

    def _brief(self, step: Step) -> None:
        self.console.print()
        self.title(step.result)
        held = word(HELD[step.held], self.language)
        self.item(self.pick("称号", "title"), held)
        verdict = step.result.verdict
        if verdict is not None:
            self._lines(step, step.failing, "✗", "red")
            self._lines(step, step.open, "?", "yellow")
        if step.result.status is not Status.QUALIFIES:
            self.force(step.result)
        self._opens(step)

    def _lines(self, step: Step, parts: tuple[Lacking, ...], mark: str, style: str) -> None:
        for part in parts[:_MOST]:
            self.hang(Rich(mark, style=style), [Rich(self._said(step, part))], 2)
        more = len(parts) - _MOST
        if more > 0:
            self.print(self.pick(f"另有 {more} 项", f"{more} more"), "dim", 4)

    def _said(self, step: Step, part: Lacking) -> str:
        verdict = step.result.verdict
        assert verdict is not None
        found = []
        for lack in part.conditions:
            assert isinstance(lack.clause, Condition)
            text = lack.clause.text.in_language(self.language)
            explained = self.phrases.standing(lack, known_only=True)
            details = [explained.actual, explained.gap]
            detail = self.pick("；", "; ").join(item for item in details if item)
            found.append(f"{text}（{detail}）" if detail else text)
        group = part.clause
        if isinstance(group, Condition):
            return found[0]
        holding = sum(verdict.nodes[child.id] is Truth.TRUE for child in group.children)
        asked = wording.group(group, holding, self.language) + self.pick("：", ": ")
        either = self.pick("；或 ", "; or ") if group.kind == "any" else self.pick("；", "; ")
        return asked + either.join(found)

    def _opens(self, step: Step) -> None:
        titles = [measure.title.in_language(self.language) for measure in step.opens]
        text = self.pick("、", ", ").join(titles)
        if not titles:
            text = self.pick(
                "规则库里没有以它为条件的措施", "no measure in the rulebook asks for it"
            )
        self.item(self.pick("打开", "opens"), text)
