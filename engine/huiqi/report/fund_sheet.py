"""Who gets what under each rule: as JSON, and as the rows of a CSV or a spreadsheet."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from huiqi.funds.comparison import summaries
from huiqi.funds.sharing import Result, Sharing
from huiqi.funds.terms import Term
from huiqi.report.fund_words import FundWords, yuan
from huiqi.report.json_clauses import text_json
from huiqi.report.sheets import Cell, write_sheet
from huiqi.rulebook.basis import GRADES
from huiqi.rulebook.rulebook import Rulebook, Stated
from huiqi.truth import Truth

Json = dict[str, Any]


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
        row.append(yuan(sharing.claims[n]) if known else None)
        for result in computed:
            award = result.award(n)
            row.append(None if award is None else yuan(award))
            if not result.certain:
                row += [yuan(result.low[n]), yuan(result.high[n])]
        yield [*row, supposed] if supposed else row


def sharing_json(sharing: Sharing, rulebook: Rulebook) -> Json:
    """What ``fund --json`` prints; amounts are decimal strings in yuan."""
    terms, fund = sharing.terms, sharing.terms.fund
    computed = [result for result in sharing.results if result.reason is None]
    supposed = {
        name: getattr(rulebook.parameters[name].rows[0].value, "text", "")
        for name in rulebook.hypothetical
    }
    return {
        "rulebook": {"version": rulebook.version, "sha256": rulebook.sha256},
        "as_of": terms.as_of.isoformat(),
        "hypothetical": supposed,
        "fund": {
            "id": fund.id,
            "title": text_json(fund.title),
            "measure": fund.measure,
            "year": _stated(fund.year),
            "pool": _term(terms.pool),
            "rate": _term(terms.rate),
            "cap": _term(terms.cap),
            "base": {"fact": fund.base, "year": terms.as_of.year - fund.years_before},
            "sharing": _stated(fund.sharing),
            "force": None if terms.force is None else text_json(terms.force),
        },
        "applicants": {
            "count": len(sharing.applicants),
            "claims": str(yuan(sum(sharing.claims))),
            "base_unknown": [a.name for a in sharing.applicants if not a.base_known],
            "eligibility": {
                "facts": list(sharing.checked),
                "excluded": [
                    {"name": a.name, "credit_code": a.credit_code, "row": a.row, "by": a.because}
                    for a in sharing.excluded
                ],
                "unknown": [a.name for a in sharing.applicants if a.eligible is Truth.UNKNOWN],
            },
        },
        "rules": _rules(sharing),
        "awards": [
            {
                "name": applicant.name,
                "credit_code": applicant.credit_code,
                "row": applicant.row,
                "claim": str(yuan(sharing.claims[n])) if applicant.claim_known else None,
                "amounts": {
                    result.rule.id: None if award is None else str(yuan(award))
                    for result in computed
                    for award in (result.award(n),)
                },
                "bounds": {
                    result.rule.id: [str(yuan(result.low[n])), str(yuan(result.high[n]))]
                    for result in computed
                    if result.low[n] != result.high[n]
                },
            }
            for n, applicant in enumerate(sharing.applicants)
        ],
    }


def _rules(sharing: Sharing) -> list[Json]:
    found = {summary.result.rule.id: summary for summary in summaries(sharing)}
    listed = []
    for result in sharing.results:
        rule = result.rule
        entry: Json = {"id": rule.id, "title": text_json(rule.title), "how": text_json(rule.how)}
        entry["reason"] = None if result.reason is None else text_json(result.reason)
        summary = found.get(rule.id)
        if summary is not None:
            entry |= {
                "complete": result.certain,
                "paid": str(yuan(summary.paid)),
                "left": str(yuan(summary.left)),
                "in_full": summary.in_full,
                "in_part": summary.in_part,
                "nothing": summary.nothing,
                "cut": summary.cut,
                "certain": summary.certain,
                "median": str(yuan(summary.median)),
                "largest": str(yuan(summary.largest)),
                "more": summary.more,
                "less": summary.less,
                "winners": [sharing.applicants[n].name for n in summary.winners],
                "losers": [sharing.applicants[n].name for n in summary.losers],
            }
        listed.append(entry)
    return listed


def _term(term: Term) -> Json:
    return {
        "parameter": term.parameter,
        "value": None if term.value is None else f"{term.value:f}",
        "grade": GRADES[term.grade].value,
        "hypothetical": term.hypothetical,
    }


def _stated(stated: Stated) -> Json:
    reason = None if stated.unknown is None else text_json(stated.unknown)
    return {"value": stated.value, "unknown": reason}
