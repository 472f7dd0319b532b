"""Who gets what under each rule: the rows of a CSV or a spreadsheet."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from huiqi.funds.sharing import Result, Sharing
from huiqi.report.fund_words import FundWords, in_yuan
from huiqi.report.sheets import Cell, write_sheet
from huiqi.rulebook.rulebook import Rulebook


def write_awards(path: Path, sharing: Sharing, rulebook: Rulebook, language: str) -> None:
    """The awards as a table: a row for each applicant, its columns for each rule applied.

    An open award is an empty cell between its least and its most; a supposed term marks every
    column and stands in every row.
    """
    words = FundWords(sharing, rulebook, language)
    supposed = words.pick("；", "; ").join(words.hypotheses())
    mark = words.pick("［假设］", " [hypothetical]") if supposed else ""
    first = words.pick(
        "企业名称,统一社会信用代码,表中行号,应补（封顶前）",
        "enterprise,credit code,row of the table,claim before any cap",
    )
    header = first.split(",")
    header[-1] += mark
    for result in words.computed:
        title = result.rule.title.in_language(language)
        header.append(title + mark)
        if not result.certain:
            header.append(title + words.pick("·至少", ", at least") + mark)
            header.append(title + words.pick("·至多", ", at most") + mark)
    if supposed:
        header.append(words.pick("假设", "hypothetical"))
    warning = [words.warning()] if supposed else []
    lines = [*words.terms(), *words.claims(), *words.unknowns(), *words.rules()]
    notes = [words.title(), *warning, *(f"{label}  {text}" for label, text in lines)]
    write_sheet(path, header, _rows(sharing, words.computed, supposed), notes + words.sources())


def _rows(sharing: Sharing, computed: list[Result], supposed: str) -> Iterator[list[Cell]]:
    for n, applicant in enumerate(sharing.applicants):
        known = applicant.claim_known
        row: list[Cell] = [applicant.name, applicant.credit_code, applicant.row]
        row.append(in_yuan(sharing.claims[n]) if known else None)
        for result in computed:
            award = result.award(n)
            row.append(None if award is None else in_yuan(award))
            if not result.certain:
                row += [in_yuan(result.low[n]), in_yuan(result.high[n])]
        yield [*row, supposed] if supposed else row
