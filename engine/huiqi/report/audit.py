"""An audit in the terminal: the figures, the detail behind them, and what it cannot show."""

from __future__ import annotations

from collections.abc import Iterable

from rich.cells import cell_len
from rich.console import Console

from huiqi.audit.audited import LIMITS, Audited, Checked
from huiqi.audit.finding import Check, Figure, Finding, Level
from huiqi.report.layout import Flowing, Page
from huiqi.rulebook.text import Text

STYLE = {Level.ERROR: "bold red", Level.WARNING: "yellow", Level.NOTE: "dim"}
MARK = {Level.ERROR: "✗", Level.WARNING: "!", Level.NOTE: "·"}
#: How wide the bar of a figure is, in cells.
_BAR = 12
#: The parts of an audit, by the first figure of their checks' codes.
PARTS = {
    "A1": Text(zh="政策", en="the policy"),
    "A2": Text(zh="用例", en="the cases"),
    "A3": Text(zh="变异", en="mutation"),
    "A4": Text(zh="证明", en="proofs"),
    "A5": Text(zh="事实", en="the facts"),
    "A6": Text(zh="处罚清单", en="penalty lists"),
}


def worst(findings: Iterable[Finding]) -> Level:
    """The severest of some findings."""
    order = tuple(Level)
    return min((finding.severity for finding in findings), key=order.index)


class AuditReport(Page):
    """The page of an audit; ``full``: with every finding."""

    def __init__(self, console: Console, language: str, full: bool = False) -> None:
        super().__init__(console, language)
        self.full = full

    def audit(self, audited: Audited) -> None:
        """Everything, from the figures down."""
        rulebook = audited.audit.rulebook
        version = f"{rulebook.version} ({rulebook.sha256[:12]})"
        counts = self.pick(
            f"措施 {len(rulebook.measures)}，定义 {len(rulebook.definitions)}，"
            f"参数 {len(rulebook.parameters)}，事实 {len(rulebook.facts)}",
            f"{len(rulebook.measures)} measures, {len(rulebook.definitions)} definitions, "
            f"{len(rulebook.parameters)} parameters, {len(rulebook.facts)} facts",
        )
        self.console.print(
            Flowing.assemble(
                ("huiqi 惠企 ", "bold"),
                self.pick("规则审计", "audit of the rules"),
                (self.pick(f"  规则库 {version}", f"  rulebook {version}"), "dim"),
            )
        )
        self.print(counts, "dim")
        self._figures(audited)
        if self.full:
            for one in audited.checked:
                if one.findings:
                    self.console.print()
                    self._findings(one)
        self.console.print()
        if not self.full and audited.findings:
            hint = self.pick(
                "末列是发现的处数。逐条看：huiqi audit --only 代码；问什么、怎样算：--explain 代码",
                "The last column counts findings.  List them: huiqi audit --only CODE; what is "
                "asked: --explain CODE",
            )
            self.print(hint, "dim")
        self.print(LIMITS.in_language(self.language), "dim")

    def _figures(self, audited: Audited) -> None:
        labels = [self._label(one, figure) for one, figure in self._rows(audited)]
        width = max(map(cell_len, labels), default=0)
        part = ""
        for (one, figure), label in zip(self._rows(audited), labels, strict=True):
            if one.check.code[:2] != part:
                part = one.check.code[:2]
                name = PARTS.get(part)
                self.print(name.in_language(self.language) if name is not None else part, "bold")
            first = figure is None or figure is one.figures[0]
            text = Flowing(f"{one.check.code if first else '    '} ")
            text.append(label + " " * (width - cell_len(label) + 1))
            if figure is not None:
                self._bar(text, figure)
            if first and one.findings:
                severity = worst(one.findings)
                text.append(f"  {MARK[severity]} {len(one.findings)}", style=STYLE[severity])
            self.console.print(text, soft_wrap=True)

    def _rows(self, audited: Audited) -> list[tuple[Checked, Figure | None]]:
        rows: list[tuple[Checked, Figure | None]] = []
        for one in audited.checked:
            rows.extend((one, figure) for figure in one.figures)
            if not one.figures and one.findings:
                rows.append((one, None))
        return rows

    def _label(self, one: Checked, figure: Figure | None) -> str:
        text = figure.text if figure is not None else one.check.title
        return text.in_language(self.language)

    def _bar(self, text: Flowing, figure: Figure) -> None:
        percent = figure.percent
        if percent is None:
            text.append(self.pick("没有", "none"), style="dim")
            return
        filled = int(percent * _BAR / 100)
        style = "green" if percent == 100 else "yellow" if percent >= 80 else "red"
        text.append("█" * filled, style=style)
        text.append("░" * (_BAR - filled), style="dim")
        text.append(f" {percent:>5}%", style="bold")
        text.append(f" {figure.done}/{figure.total}", style="dim")
        if figure.excused:
            text.append(
                self.pick(f"（不计{figure.excused}）", f" (-{figure.excused})"), style="dim"
            )

    def _findings(self, one: Checked) -> None:
        severity = worst(one.findings)
        self.console.print(
            Flowing.assemble(
                (f"{MARK[severity]} {one.check.code} ", STYLE[severity]),
                (one.check.title.in_language(self.language), "bold"),
                (self.pick(f"　{len(one.findings)} 处", f"  {len(one.findings)}"), "dim"),
            )
        )
        for finding in one.findings:
            self.print(finding.text.in_language(self.language), indent=2)
            self.print(f"{finding.place}  {finding.subject}", "dim", 4)
            if finding.remedy is not None:
                self.print(finding.remedy.in_language(self.language), "dim", 4)
            for line in (finding.witness or "").splitlines():
                self.print(line, "dim", 4)

    def explain(self, checks: Iterable[Check]) -> None:
        """What checks ask and mean."""
        for check in checks:
            self.print(f"{check.code}  {check.title.in_language(self.language)}", "bold")
            self.print(check.explanation.in_language(self.language), indent=2)
