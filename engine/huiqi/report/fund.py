"""``huiqi fund`` in a terminal: the terms, the rules side by side, and who gains under which."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from rich.cells import cell_len
from rich.console import Console
from rich.table import Table

from huiqi.funds.sharing import Sharing
from huiqi.funds.side_by_side import Summary, summaries
from huiqi.report.fund_words import FundWords, in_yuan
from huiqi.report.layout import Flowing as Rich
from huiqi.report.layout import Page
from huiqi.rulebook.rulebook import Rulebook

Column = tuple[str, Callable[[Summary], str]]


class FundReport(Page):
    """Prints one sharing."""

    def __init__(
        self, console: Console, sharing: Sharing, rulebook: Rulebook, language: str
    ) -> None:
        super().__init__(console, language)
        self.sharing = sharing
        self.rulebook = rulebook
        self.words = FundWords(sharing, rulebook, language)
        self.summaries = summaries(sharing)

    def print_all(self) -> None:
        """The whole page."""
        terms, words = self.sharing.terms, self.words
        day = self.pick(f"评估日 {terms.as_of}", f"as of {terms.as_of}")
        title = self.pick("专项资金分配", "sharing a fund")
        self.console.print(Rich.assemble(("huiqi 惠企 ", "bold"), title, "   ", (day, "bold cyan")))
        self.print(f"{words.title()}  [{terms.fund.id}]", "bold")
        if words.warning():
            self.print(f"! {words.warning()}", "bold yellow")
        self._items(words.terms())
        self._items(words.claims())
        self._items(words.unknowns(), "yellow")
        self._counts()
        self._money()
        if len(self.summaries) > 1:
            first = self.summaries[0].result.rule.title.in_language(self.language)
            self._heading(self.pick(f"与“{first}”相比", f"compared with {first}"))
            self._items(
                [
                    (s.result.rule.title.in_language(self.language), words.gains(s))
                    for s in self.summaries[1:]
                ]
            )
        self._heading(self.pick("办法", "the rules"))
        self._items(words.rules())
        self._footer()

    def _items(self, lines: Sequence[tuple[str, str]], style: str = "") -> None:
        width = max((cell_len(label) for label, _ in lines), default=0)
        for label, text in lines:
            self.hang(Rich(label, style="dim"), [Rich(text, style=style)], 2, width)

    def _heading(self, text: str) -> None:
        self.console.print()
        self.print(text, "bold")

    def _counts(self) -> None:
        self._heading(self.pick("户数（只数已知的）", "enterprises (those known)"))
        columns: list[Column] = [
            (self.pick("足额", "in full"), lambda s: f"{s.in_full:,}"),
            (self.pick("部分", "in part"), lambda s: f"{s.in_part:,}"),
            (self.pick("未得", "nothing"), lambda s: f"{s.nothing:,}"),
        ]
        if self.sharing.cap is not None:
            columns.append((self.pick("被封顶", "cut"), lambda s: f"{s.cut:,}"))
        if not all(summary.result.certain for summary in self.summaries):
            columns.append((self.pick("已确定", "certain"), lambda s: f"{s.certain:,}"))
        self._table(columns)

    def _money(self) -> None:
        self._heading(self.pick("金额（元）", "yuan"))
        self._table(
            [
                (self.pick("拨付合计", "paid"), lambda s: f"{in_yuan(s.paid):,}"),
                (self.pick("结余", "left"), lambda s: f"{in_yuan(s.left):,}"),
                (self.pick("中位数", "median"), lambda s: f"{in_yuan(s.median):,}"),
                (self.pick("最大一户", "largest"), lambda s: f"{in_yuan(s.largest):,}"),
            ]
        )

    def _table(self, columns: Sequence[Column]) -> None:
        table = Table.grid(padding=(0, 2, 0, 0))
        table.add_column(no_wrap=True)
        for _ in columns:
            table.add_column(justify="right", overflow="fold")
        table.add_row("  ", *[Rich(title, style="dim") for title, _ in columns])
        for summary in self.summaries:
            title = summary.result.rule.title.in_language(self.language)
            table.add_row(f"  {title}", *[shown(summary) for _, shown in columns])
        self.console.print(table)

    def _footer(self) -> None:
        self._heading(self.pick("依据", "sources"))
        for source in self.words.sources():
            self.print(source, "dim", 2)
        unstated = [t.in_language(self.language) for t in self.sharing.terms.fund.unstated]
        if unstated:
            listed = self.pick("；", "; ").join(unstated)
            self.print(self.pick(f"来源未写：{listed}", f"unstated: {listed}"), "dim", 2)
        self.console.print()
        version = f"{self.rulebook.version} ({self.rulebook.sha256[:12]})"
        self.print(self.pick(f"规则库 {version}", f"rulebook {version}"), "dim")
        self.print(
            self.pick(
                "本结果不是官方答复；未知的事实没有被当作否或零。",
                "Not an official answer; what is unknown was taken neither as no nor as zero.",
            ),
            "dim",
        )
