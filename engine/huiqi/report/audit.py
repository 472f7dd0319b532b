"""An audit in the terminal: the figures, the detail behind them, and what it cannot show."""

from __future__ import annotations

from collections.abc import Iterable

from rich.cells import cell_len
from rich.console import Console

from huiqi.audit.auditing import Audited, Checked
from huiqi.audit.finding import Check, Figure, Finding, Severity
from huiqi.report.layout import Flowing, Page
from huiqi.rulebook.models import Text

STYLE = {Severity.ERROR: "bold red", Severity.WARNING: "yellow", Severity.NOTE: "dim"}
MARK = {Severity.ERROR: "✗", Severity.WARNING: "!", Severity.NOTE: "·"}
#: How wide the bar of a figure is, in cells.
_BAR = 16
#: How many findings of a check the screen shows without being asked.
_SHOWN = 2

LIMITS = Text(
    zh="审计看不出来的：规则写的是不是原文的意思。覆盖、变异都只说明规则与用例、规则与规则之间是否相符；"
    "录入的人读错了原文，用例又照着错的写，这里一样是满分。这只能由两个人分别对照原文核对。",
    en="What an audit cannot show: that the encoding says what the text says.  Coverage and "
    "mutation compare rules with cases and with each other; where the text was misread and the "
    "cases follow the misreading, the marks are full all the same.  Only two people reading the "
    "text apart can tell.",
)


class AuditReport(Page):
    """The page of an audit."""

    def __init__(self, console: Console, language: str, full: bool = False) -> None:
        super().__init__(console, language)
        self.full = full

    def audit(self, audited: Audited) -> None:
        """Everything, from the figures down."""
        rulebook = audited.audit.rulebook
        version = f"{rulebook.version} ({rulebook.sha256[:12]})"
        self.console.print(
            Flowing.assemble(
                ("huiqi 惠企 ", "bold"),
                self.pick("规则审计", "audit of the rules"),
                (self.pick(f"   规则库 {version}", f"   rulebook {version}"), "dim"),
            )
        )
        self.print(
            self.pick(
                f"措施 {len(rulebook.measures)}　定义 {len(rulebook.definitions)}　"
                f"参数 {len(rulebook.parameters)}　事实 {len(rulebook.facts)}",
                f"measures {len(rulebook.measures)}, definitions {len(rulebook.definitions)}, "
                f"parameters {len(rulebook.parameters)}, facts {len(rulebook.facts)}",
            ),
            "dim",
        )
        self.console.print()
        self.figures(audited)
        self.findings(audited)
        self.console.print()
        self.print(LIMITS.in_language(self.language), "dim")

    def figures(self, audited: Audited) -> None:
        """A line for each figure."""
        rows = [(one.check.code, figure) for one in audited.checked for figure in one.figures]
        width = max((cell_len(f.text.in_language(self.language)) for _, f in rows), default=0)
        for code, figure in rows:
            self._figure(code, figure, width)

    def _figure(self, code: str, figure: Figure, width: int) -> None:
        label = figure.text.in_language(self.language)
        percent = figure.percent
        text = Flowing(f"{code}  {label}{' ' * (width - cell_len(label))}  ")
        if percent is None:
            text.append(self.pick("没有", "none"), style="dim")
        else:
            filled = int(percent * _BAR / 100)
            style = "green" if percent == 100 else "yellow" if percent >= 80 else "red"
            text.append("█" * filled, style=style)
            text.append("░" * (_BAR - filled), style="dim")
            text.append(f" {percent:>5}%", style="bold")
            text.append(f"  {figure.done}/{figure.total}", style="dim")
        if figure.excused:
            text.append(self.pick(f" 另不计 {figure.excused}", f" +{figure.excused}"), style="dim")
        self.console.print(text, soft_wrap=True)

    def findings(self, audited: Audited) -> None:
        """The findings of each check: the first few, or all."""
        for one in audited.checked:
            if one.findings:
                self.console.print()
                self._check(one)

    def _check(self, one: Checked) -> None:
        count = len(one.findings)
        worst = min(one.findings, key=lambda f: tuple(Severity).index(f.severity)).severity
        title = one.check.title.in_language(self.language)
        self.console.print(
            Flowing.assemble(
                (f"{MARK[worst]} {one.check.code} ", STYLE[worst]),
                (title, "bold"),
                (self.pick(f"　{count} 处", f"  {count}"), "dim"),
            )
        )
        for finding in one.findings if self.full else one.findings[:_SHOWN]:
            self.finding(finding)
        if not self.full and count > _SHOWN:
            self.print(
                self.pick(
                    f"另有 {count - _SHOWN} 处：huiqi audit --only {one.check.code}",
                    f"{count - _SHOWN} more: huiqi audit --only {one.check.code}",
                ),
                "dim",
                2,
            )

    def finding(self, finding: Finding) -> None:
        """One finding with its place."""
        self.print(finding.text.in_language(self.language), indent=2)
        self.print(f"{finding.place}  {finding.subject}", "dim", 4)
        if finding.remedy is not None and self.full:
            self.print(finding.remedy.in_language(self.language), "dim", 4)
        if finding.witness is not None and self.full:
            for line in finding.witness.splitlines():
                self.print(line, "dim", 4)

    def explain(self, checks: Iterable[Check]) -> None:
        """What checks ask and mean."""
        for check in checks:
            self.print(f"{check.code}  {check.title.in_language(self.language)}", "bold")
            self.print(check.explanation.in_language(self.language), indent=2)
