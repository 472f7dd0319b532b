"""The decision in a terminal: 80 columns, the verdicts first, then each with its reasons."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.table import Table

from huiqi.decision.changes import smallest_changes
from huiqi.decision.explanation import Explainer
from huiqi.decision.results import (
    Amount,
    ClauseResult,
    Decision,
    Line,
    MeasureResult,
    Status,
)
from huiqi.language.formatting import money
from huiqi.language.tree import Literal, LocalReference, walk
from huiqi.language.types import MONEY
from huiqi.profile.profile import Profile
from huiqi.report import wording
from huiqi.report.layout import Flowing as Rich
from huiqi.report.layout import Page
from huiqi.report.wording import word
from huiqi.rulebook.rulebook import Basis, Rulebook
from huiqi.truth import Truth
from huiqi.values import Value

_STYLE = {
    Status.QUALIFIES: "bold green",
    Status.DOES_NOT_QUALIFY: "bold red",
    Status.UNDETERMINED: "bold yellow",
    Status.NEEDS_JUDGEMENT: "bold magenta",
    Status.NOT_IN_FORCE: "dim",
}
_TRUTH_STYLE = {Truth.TRUE: "green", Truth.FALSE: "red", Truth.UNKNOWN: "yellow"}


class TerminalReport(Page):
    """Prints decisions to a console in one language."""

    def __init__(
        self, console: Console, rulebook: Rulebook, profile: Profile, explainer: Explainer
    ) -> None:
        super().__init__(console, explainer.language)
        self.rulebook = rulebook
        self.profile = profile
        self.explainer = explainer

    def check(self, decision: Decision) -> None:
        """Verdicts, reasons, gaps, what is missing and what to bring."""
        self._heading(self.pick("政策资格核对", "eligibility check"), decision)
        self._summary(decision)
        for result in decision.results:
            self.console.print()
            self._measure(result)
        self._questions(decision)
        self._footer(decision)

    def opening(self, decision: Decision, measures: tuple[str, ...]) -> None:
        """The summary and some measures only, for a picture."""
        self._heading(self.pick("政策资格核对", "eligibility check"), decision)
        self._summary(decision)
        for result in decision.results:
            if result.measure.id in measures:
                self.console.print()
                self._measure(result)

    def estimate(self, decision: Decision) -> None:
        """Amounts with their working, and totals by grade."""
        self._heading(self.pick("金额测算", "estimate"), decision)
        for result in decision.results:
            if result.status in (Status.DOES_NOT_QUALIFY, Status.NOT_IN_FORCE):
                continue
            self.console.print()
            self._title(result)
            if result.amount is not None:
                self._amount(result.amount)
            self._illustration(result)
            self._conflicts(result)
        refused = [r for r in decision.results if r.status is Status.DOES_NOT_QUALIFY]
        if refused:
            names = "、".join(r.measure.title.in_language(self.language) for r in refused)
            self.console.print()
            self.print(self.pick(f"不符合、不计金额：{names}", f"not qualifying: {names}"), "dim")
        self._totals(decision)
        self._footer(decision)

    def _heading(self, title: str, decision: Decision) -> None:
        day = self.pick(f"评估日 {decision.as_of}", f"as of {decision.as_of}")
        self.console.print(Rich.assemble(("huiqi 惠企 ", "bold"), title, "   ", (day, "bold cyan")))
        code = f"  {self.profile.credit_code}" if self.profile.credit_code else ""
        self.print(f"{self.profile.name}{code}", "bold")
        if self.profile.note:
            self.print(self.profile.note, "dim")

    def _summary(self, decision: Decision) -> None:
        self.console.print()
        table = Table.grid(padding=(0, 2, 0, 0))
        table.add_column(no_wrap=True)
        table.add_column(overflow="fold")
        table.add_column(overflow="fold")
        table.add_column(no_wrap=True)
        for result in decision.results:
            status = f"{wording.STATUS_MARK[result.status]} "
            status += word(wording.STATUS[result.status], self.language)
            shown = wording.amount(result.amount, self.language)
            if result.status in (Status.DOES_NOT_QUALIFY, Status.NOT_IN_FORCE):
                shown = "—"
            table.add_row(
                Rich(status, style=_STYLE[result.status]),
                result.measure.title.in_language(self.language),
                Rich(shown, style="bold"),
                Rich(wording.grade(result.grade, self.language), style="dim"),
            )
        self.console.print(table)

    def _title(self, result: MeasureResult) -> None:
        mark = wording.STATUS_MARK[result.status]
        status = word(wording.STATUS[result.status], self.language)
        title = result.measure.title.in_language(self.language)
        grade = wording.grade(result.grade, self.language)
        self.console.print(
            Rich.assemble(
                (f"{mark} {title}", _STYLE[result.status]),
                f"  {status}",
                (self.pick(f"  依据：{grade}", f"  grade: {grade}"), "dim"),
                (f"  [{result.measure.id}]", "dim"),
            )
        )

    def _measure(self, result: MeasureResult) -> None:
        self._title(result)
        self.item(self.pick("施行", "force"), result.reason.in_language(self.language))
        note = result.measure.in_force.note
        if note is not None and result.force is not Truth.FALSE:
            self.print(note.in_language(self.language), "dim", 11)
        if result.verdict is not None:
            self._clauses(result.verdict.clauses, {}, result)
        for item in result.items:
            self.console.print(
                Padding(
                    Rich.assemble(
                        (wording.STATUS_MARK[item.verdict.status], _STYLE[item.verdict.status]),
                        (f" {item.key}", "bold"),
                        f"  {word(wording.STATUS[item.verdict.status], self.language)}",
                    ),
                    (0, 0, 0, 2),
                    expand=False,
                )
            )
            names: dict[str, Value] = {result.measure.variable or "": item.record}
            self._clauses(item.verdict.clauses, names, result, indent=4)
        if result.items:
            for cited in result.measure.basis:
                self.item(self.pick("依据", "basis"), Rich(self._cited(cited), style="dim"))
        if result.measure.variable is not None and not result.items:
            text = self.pick("清单里没有可核对的项目", "no entry to check")
            if result.missing:
                text = self.pick("清单未知", "the list is not known")
            self.print(text, indent=11)
        if result.amount is not None and result.status not in (
            Status.DOES_NOT_QUALIFY,
            Status.NOT_IN_FORCE,
        ):
            self.item(
                self.pick("金额", "amount"),
                Rich(wording.amount(result.amount, self.language), style="bold"),
            )
        self._changes(result)
        if result.missing:
            missing = self.pick("、", ", ").join(map(self.explainer.missing, result.missing[:8]))
            more = len(result.missing) - 8
            if more > 0:
                missing += self.pick(f" 等，另 {more} 项", f" and {more} more")
            self.item(self.pick("缺少", "missing"), missing)
        self._illustration(result)
        if result.measure.unstated:
            texts = [text.in_language(self.language) for text in result.measure.unstated]
            joined = self.pick("；", "; ").join(texts)
            self.item(self.pick("来源未写", "unstated"), Rich(joined, style="dim"))
        self._conflicts(result)
        if result.proofs:
            self.item(self.pick("带上", "bring"), "、".join(result.proofs))
        if result.measure.how_to_apply is not None:
            text = result.measure.how_to_apply.in_language(self.language)
            self.item(self.pick("怎样申请", "apply"), text)
        department = result.measure.department
        self.item(
            self.pick("部门", "office"),
            department.in_language(self.language)
            if department
            else self.pick("来源未写明", "not stated in the sources"),
        )

    def _clauses(
        self,
        clauses: Iterable[ClauseResult],
        names: Mapping[str, Value],
        result: MeasureResult,
        indent: int = 2,
    ) -> None:
        shared = {basis.source.id for basis in result.measure.basis}
        for clause in clauses:
            text = clause.condition.text.in_language(self.language)
            lines: list[RenderableType] = [Rich(text)]
            explained = self.explainer.clause(clause.condition, names)
            if explained.required and explained.required != text:
                lines.append(self._small(self.pick("要求 ", "required "), explained.required))
            if explained.actual:
                lines.append(self._small(self.pick("实际 ", "found "), explained.actual))
            if explained.gap:
                lines.append(Rich(explained.gap, style="red"))
            if clause.judgement is not None:
                lines.append(self._judged(clause))
            lines.extend(
                Rich(self.explainer.cause(cause), style="yellow")
                for cause in clause.causes
                if not clause.truth.known and cause.text != clause.condition.text.zh
            )
            for basis in clause.condition.basis:
                if basis.source.id not in shared:
                    lines.append(self._small(self.pick("依据 ", "basis "), self._cited(basis)))
            grid = Table.grid(padding=(0, 1, 0, 0))
            grid.add_column(no_wrap=True)
            grid.add_column(overflow="fold")
            mark = Rich(wording.MARK[clause.truth], style=_TRUTH_STYLE[clause.truth])
            grid.add_row(mark, Group(*lines))
            self.console.print(Padding(grid, (0, 0, 0, indent), expand=False))
        if indent > 2:
            return
        for cited in result.measure.basis:
            self.item(self.pick("依据", "basis"), Rich(self._cited(cited), style="dim"))

    def _small(self, label: str, text: str) -> RenderableType:
        return Rich.assemble((label, "dim"), text)

    def _judged(self, clause: ClauseResult) -> RenderableType:
        judgement = clause.judgement
        assert judgement is not None
        answer = self.pick("是", "yes") if judgement.answer else self.pick("否", "no")
        return Rich(
            self.pick(
                f"{judgement.by} 于 {judgement.on} 判定：{answer}（{judgement.reason}）",
                f"judged by {judgement.by} on {judgement.on}: {answer} ({judgement.reason})",
            )
        )

    def _cited(self, basis: Basis) -> str:
        grade = word(wording.GRADE[basis.grade.value], self.language)
        return (
            f"{basis.cited()}（{grade}）" if self.language == "zh" else f"{basis.cited()} ({grade})"
        )

    def _changes(self, result: MeasureResult) -> None:
        evaluator = self.explainer.evaluator
        changes = smallest_changes(self.rulebook, self.profile, evaluator.as_of, result)
        if not changes:
            return
        shown = []
        for change in changes:
            declared = self.rulebook.scope.facts[change.name]
            label = self.rulebook.label(change.name).in_language(self.language)
            year = (
                f"（{change.year}年）" if change.year is not None and self.language == "zh" else ""
            )
            before = self.explainer.value(change.before, declared.type)
            after = self.explainer.value(change.after, declared.type)
            shown.append(f"{label}{year} {before} → {after}")
        self.item(self.pick("若改变", "if changed"), "；".join(shown))

    def _illustration(self, result: MeasureResult) -> None:
        illustration = result.illustration
        if illustration is None:
            return
        sources = "、".join(basis.source.title for basis in illustration.modelled_on)
        status = word(wording.STATUS[illustration.status], self.language)
        amount = wording.amount(illustration.amount, self.language)
        self.item(
            self.pick("参照", "for reference"),
            Rich(
                self.pick(
                    f"如按参照依据计：{status}，{amount}（不是本市规定：{sources}）",
                    f"with weak statements counted: {status}, {amount} (not the city's: {sources})",
                ),
                style="italic dim",
            ),
        )

    def _conflicts(self, result: MeasureResult) -> None:
        for conflict in result.measure.conflicts:
            cited = "、".join(self._cited(basis) for basis in conflict.basis)
            self.item(
                self.pick("来源冲突", "conflict"),
                Rich(f"{conflict.text.in_language(self.language)} —— {cited}", style="yellow"),
            )

    def _amount(self, amount: Amount) -> None:
        for line in amount.lines:
            self._line(line)
        self.item(
            self.pick("测算", "estimate"),
            Rich(wording.amount(amount, self.language), style="bold"),
        )
        for reading in amount.readings:
            self.item(
                self.pick("另一读法", "other reading"),
                f"{reading.text.in_language(self.language)}："
                f"{self.explainer.value(reading.value, MONEY)}",
            )
        reasons = [self.explainer.cause(cause) for cause in amount.causes]
        if reasons:
            self.item(self.pick("原因", "because"), "；".join(dict.fromkeys(reasons)))
        if amount.missing:
            missing = self.pick("、", ", ").join(map(self.explainer.missing, amount.missing[:8]))
            self.item(self.pick("缺少", "missing"), missing)

    def _line(self, line: Line) -> None:
        label = line.text.in_language(self.language)
        value = self.explainer.value(line.value, MONEY)
        self.console.print(
            Padding(Rich.assemble(f"{label}  ", (value, "bold")), (0, 0, 0, 2), expand=False)
        )
        if line.node is not None and not isinstance(line.node, Literal):
            self.print(f"= {self.explainer.prose(line.node)}", "dim", 4)
            for text in () if _has_local(line) else self.explainer.found(line.node, {}):
                self.print(text, "dim", 4)
        if line.note is not None:
            self.print(line.note.in_language(self.language), "dim", 4)

    def _questions(self, decision: Decision) -> None:
        if not decision.questions:
            return
        self.console.print()
        self.print(self.pick("接下来最值得弄清的", "worth asking next"), "bold")
        for number, missing in enumerate(decision.questions[:6], 1):
            self.print(f"{number}. {self.explainer.question(missing)}", indent=2)
        more = len(decision.questions) - 6
        if more > 0:
            self.print(
                self.pick(f"另有 {more} 项（--json 列全）", f"{more} more (--json)"), "dim", 2
            )

    def _totals(self, decision: Decision) -> None:
        if not decision.totals:
            return
        self.console.print()
        self.print(
            self.pick("合计（按依据等级分列，不相加）", "totals by grade, never added"), "bold"
        )
        for name, total in decision.totals.items():
            grade = word(wording.GRADE[name], self.language)
            low = money(total.low, self.language)
            if total.high is None:
                text = self.pick(f"至少 {low}，上限未知", f"at least {low}, no known limit")
            elif total.high == total.low:
                text = low
            else:
                text = f"{low} ～ {money(total.high, self.language)}"
            if total.at_most:
                limit = money(total.at_most, self.language)
                text += self.pick(
                    f"；另有只写最高限额的：不超过 {limit}", f"; limits only: {limit}"
                )
            self.item(grade, text)

    def _footer(self, decision: Decision) -> None:
        self.console.print()
        version = f"{self.rulebook.version} ({self.rulebook.sha256[:12]})"
        self.print(self.pick(f"规则库 {version}", f"rulebook {version}"), "dim")
        if decision.note is None:
            text = self.pick(
                f"推理网络与求值器在 {decision.checked} 个节点上结论一致",
                f"inference network and evaluator agree on {decision.checked} nodes",
            )
        else:
            text = self.pick("推理网络未参与比对：", "inference network not compared: ")
            text += decision.note
        self.print(text, "dim")
        self.print(
            self.pick(
                "本结果不是官方答复；未知的事实没有被当作否或零。",
                "Not an official answer; what is unknown was taken neither as no nor as zero.",
            ),
            "dim",
        )


def _has_local(line: Line) -> bool:
    return line.node is not None and any(isinstance(p, LocalReference) for p in walk(line.node))
