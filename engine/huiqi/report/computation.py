"""A computed fact in the terminal."""

from __future__ import annotations

from rich.console import Console
from rich.table import Table

from huiqi.decision.computed import Computation, ComputedLine
from huiqi.report.layout import Flowing as Rich
from huiqi.report.layout import Screen
from huiqi.report.phrases import Phrases
from huiqi.rulebook.rulebook import Definition


def print_computation(console: Console, computation: Computation, phrases: Phrases) -> None:
    """The working as a table, then the value and what is missing."""
    zh, language = phrases.zh, phrases.language
    declared = computation.declared
    year = (
        ""
        if computation.year is None
        else (f"{computation.year} 年度" if zh else f"{computation.year}")
    )
    day = f"评估日 {computation.as_of}" if zh else f"as of {computation.as_of}"
    console.print(
        Rich.assemble(
            ("huiqi 惠企 ", "bold"),
            f"{declared.label.in_language(language)}  {year}  ",
            (day, "bold cyan"),
        )
    )
    console.print(Rich(computation.enterprise, style="bold"))
    console.print()
    page = Screen(console, language)
    table = Table.grid(padding=(0, 2, 0, 0))
    table.add_column(overflow="fold")
    table.add_column(overflow="fold", justify="right")
    table.add_column(overflow="fold", style="dim")
    for line in computation.lines:
        last = line.declared.id == declared.id
        table.add_row(
            Rich(line.declared.label.in_language(language), style="bold" if last else ""),
            Rich(
                phrases.value(line.outcome.value, line.declared.type),
                style="bold" if last else "",
            ),
            _origin(line, zh),
        )
    console.print(table)
    console.print()
    if isinstance(declared, Definition):
        formula = phrases.prose(declared.node, computation.year)
        page.print(f"{'算法' if zh else 'rule'}  {formula}", "dim")
        for basis in declared.basis:
            page.print(f"{'依据' if zh else 'basis'}  {basis.cited()}", "dim")
        if declared.note is not None:
            page.print(declared.note.in_language(language), "dim")
    if computation.illustrative.value != computation.outcome.value:
        shown = phrases.value(computation.illustrative.value, declared.type)
        label = "参照（计入假定）" if zh else "for reference (assumptions counted)"
        page.print(f"{label}  {shown}", "italic")
    for cause in computation.outcome.causes[:6]:
        page.print(phrases.cause(cause), "yellow")
    if computation.outcome.missing:
        listed = [phrases.missing(missing) for missing in computation.outcome.missing]
        label = "缺少" if zh else "missing"
        more = (
            "" if len(listed) <= 10 else (f" 等 {len(listed)} 项" if zh else f" of {len(listed)}")
        )
        page.print(f"{label}  {('、' if zh else ', ').join(listed[:10])}{more}")


def _origin(line: ComputedLine, zh: bool) -> str:
    form = getattr(line.declared, "line", "")
    short = form.split(" ", 1)[-1] if form else ""
    if line.stated:
        return f"{short} {'填写' if zh else 'stated'}".strip()
    return short
