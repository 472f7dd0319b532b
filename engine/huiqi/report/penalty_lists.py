"""``huiqi penalty find`` and ``import`` for readers: what was found, what became of each row."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from rich.console import Console

from huiqi.files import write_file
from huiqi.penalty.found import SearchResult
from huiqi.penalty.imported import REMEDY, Heading, Import
from huiqi.report import penalty_words as words
from huiqi.report.blocks import Column, Table
from huiqi.report.layout import Flowing as Rich
from huiqi.report.layout import Page
from huiqi.report.media import comma_separated
from huiqi.report.wording import word
from huiqi.rulebook.penalties import PenaltyBook

#: The columns of the report file.
_REPORT = ("行", "违法行为", "结果", "编号", "代码", "原因", "处理结果读作", "待判定", "冲突")
#: So many refused rows and questions are printed; all of them are in the report file.
_MOST = 20


class FoundPage(Page):
    """What a search found."""

    def __init__(self, console: Console, book: PenaltyBook, language: str, as_of: date) -> None:
        super().__init__(console, language)
        self.book = book
        self.as_of = as_of

    def found(self, query: str, found: SearchResult) -> None:
        """The hits, the best first; and the words that are nowhere, with the nearest."""
        for asked, nearest in found.unknown:
            self.print(self.pick(f"没有找到：{asked}", f"not found: {asked}"))
            if nearest:
                listed = self.pick("、", ", ").join(nearest)
                self.print(self.pick(f"相近的词：{listed}", f"the nearest words: {listed}"), "", 2)
        if not found.hits:
            if not found.unknown:
                self.print(self.pick(f"没有找到：{query}", f"nothing found: {query}"))
            self.print(
                self.pick(
                    "换一个更短的词，或者写领域（如 市场监管）。",
                    "try a shorter word, or a field of enforcement in Chinese.",
                ),
                "dim",
            )
            return
        for hit in found.hits:
            if hit.precedent:
                self._precedent(hit.id)
            else:
                self._item(hit.id)
        self.print(
            self.pick(
                "● 能据以决定；○ 先例，别处的规定或案例，不能据以决定。",
                "● may decide here; ○ a precedent from elsewhere, which never does.",
            ),
            "dim",
        )

    def _item(self, name: str) -> None:
        item = self.book.items[name]
        whole = self.book.lists[item.list]
        follows = words.follows(item, self.language)
        place = word(words.JURISDICTION[whole.jurisdiction], self.language)
        line = Rich.assemble(
            (item.title.in_language(self.language), "bold"),
            (f" → {follows}", ""),
            (f"  [{item.id}]", "dim"),
        )
        self.hang(Rich("●", style="green"), [line])
        if item.conditions:
            self.print(item.conditions, "", 2)
        domain = self.book.domain_label(item.domain, self.language)
        period = words.period(whole.force, self.language)
        period += words.expired(whole.force.period.until, self.as_of, self.language)
        title = whole.title.in_language(self.language)
        self.print(f"{domain} · {place} · {title} · {period}", "dim", 2)
        if item.law:
            self.print(item.law, "dim", 2)

    def _precedent(self, name: str) -> None:
        model = self.book.precedents[name]
        document = self.book.documents[model.document]
        kind = word(words.DOCUMENT_KIND[document.kind], self.language)
        evidence = word(words.EVIDENCE[model.evidence], self.language)
        line = Rich.assemble(
            model.violation, (f" → {model.outcome}", ""), (f"  [{model.id}]", "dim")
        )
        self.hang(Rich("○", style="dim"), [line])
        if model.conditions:
            self.print(model.conditions, "dim", 2)
        domain = self.book.domain_label(model.domain, self.language)
        place = document.place.in_language(self.language)
        dates = f" · {document.dates}" if document.dates else ""
        ended = words.expired(document.until, self.as_of, self.language)
        cited = f"{document.title} {document.number}".strip() + dates + ended
        self.print(f"{domain} · {place}（{kind}） · {cited} · {evidence}", "dim", 2)
        if model.law:
            self.print(model.law, "dim", 2)


def write_rows(path: Path, outcome: Import) -> None:
    """Every row and what became of it, as CSV for a spreadsheet."""
    rows = [
        (
            str(row.place.line),
            row.violation,
            "收下" if row.id else "不收",
            row.id,
            row.code,
            row.reason,
            words.follows(row.outcome, "zh") if row.outcome else "",
            "；".join(row.judged),
            " ".join(row.conflicts_with),
        )
        for row in outcome.rows
    ]
    table = Table([Column(head=head) for head in _REPORT], rows)
    write_file(path, comma_separated.as_csv(table))


class ImportPage(Page):
    """What became of a table."""

    def __init__(self, console: Console, book: PenaltyBook, language: str) -> None:
        super().__init__(console, language)
        self.book = book

    def imported(self, outcome: Import, written: Path | None, dry_run: bool) -> None:
        """Counts, refused rows, questions, conflicts, coverage, and where it went."""
        accepted, refused = len(outcome.accepted), len(outcome.refused)
        self.print(
            self.pick(
                f"{outcome.file}：{len(outcome.rows)} 行，收下 {accepted} 行，不收 {refused} 行",
                f"{outcome.file}: {len(outcome.rows)} rows, {accepted} accepted, {refused} refused",
            ),
            "bold",
        )
        for row in outcome.refused[:_MOST]:
            self.hang(
                Rich("✗", style="red"),
                [Rich(f"{row.place} {row.code} {row.reason}  {row.violation[:40]}")],
                2,
            )
        self._more(refused)
        if any(row.code == "V223" for row in outcome.refused):
            self.print(self.pick(f"办法：{REMEDY}", "state the outcome alone"), indent=2)
        self._alternatives(outcome)
        self._judged(outcome)
        self._conflicts(outcome)
        self._coverage(outcome)
        if written is not None:
            text = self.pick(
                f"已导入 {written}；撤销：huiqi penalty undo", f"imported to {written}; undo: undo"
            )
        elif dry_run:
            text = self.pick("只看结果，没有导入", "dry run: nothing was imported")
        elif refused:
            text = self.pick(
                "没有导入：改好不收的行，或用 --partial 只导入其余各行",
                "nothing was imported: mend the refused rows, or import the others with --partial",
            )
        else:
            text = self.pick("没有导入：表里没有一行", "nothing was imported: no rows")
        self.print(text, "bold green" if written else "bold yellow")

    def force(self, heading: Heading) -> None:
        """Said where the list's time in force is left to an officer, every time."""
        if heading.settles:
            return
        self.print(
            self.pick(
                "没有写明清单何时有效：写 --from，并写 --until（失效日）、--open（长期有效）"
                "或 --seen（最近见到有效的日子）；不写的，每个案件都要由有权的人判定它是否有效。",
                "when the list is in force was not stated: give --from, with --until, --open or "
                "--seen; otherwise an officer has to say so in every case.",
            ),
            "yellow",
        )

    def _more(self, number: int) -> None:
        if number > _MOST:
            more = number - _MOST
            self.print(
                self.pick(
                    f"另有 {more} 行，见 --report 写出的文件", f"{more} more: see the --report file"
                ),
                "dim",
                2,
            )

    def _alternatives(self, outcome: Import) -> None:
        read = [row.outcome for row in outcome.accepted if row.outcome and row.outcome.instead]
        if read:
            self.print(
                self.pick(
                    f"{len(read)} 行的处理结果有几种可选，如：{words.follows(read[0], 'zh')}",
                    f"{len(read)} rows leave a choice, such as: {words.follows(read[0], 'en')}",
                )
            )

    def _judged(self, outcome: Import) -> None:
        rows = [row for row in outcome.accepted if row.judged]
        parts = sum(len(row.judged) for row in rows)
        if rows:
            self.print(
                self.pick(
                    f"{len(rows)} 行里有 {parts} 处条件看不懂，已照原文列为待判定的问题",
                    f"{parts} parts of conditions in {len(rows)} rows became questions as written",
                )
            )

    def _conflicts(self, outcome: Import) -> None:
        rows = [row for row in outcome.accepted if row.conflicts_with]
        if not rows:
            return
        self.print(
            self.pick(
                f"{len(rows)} 行写的是同一违法行为而内容不同，已记为冲突：",
                f"{len(rows)} rows state the same violation differently and are kept as conflicts:",
            )
        )
        for row in rows[:_MOST]:
            others = " ".join(row.conflicts_with)
            self.hang(
                Rich("!", style="magenta"),
                [Rich(f"{row.place} {row.violation[:40]} — {others}")],
                2,
            )
        self._more(len(rows))

    def _coverage(self, outcome: Import) -> None:
        domains, items = len(outcome.domains), len(outcome.accepted)
        self.print(
            self.pick(
                f"覆盖：{items} / {self.book.city_items} 项，"
                f"{domains} / {self.book.city_domains} 个领域（分母为报道的数字）",
                f"coverage: {items} of {self.book.city_items} items, {domains} of "
                f"{self.book.city_domains} fields (as reported)",
            ),
            "bold",
        )
        listed = self.pick("、", ", ").join(
            f"{name} {number}" for name, number in outcome.domains.items()
        )
        if listed:
            self.print(listed, "dim", 2)
