"""A fund shared under several rules: what ``fund`` answers."""

from decimal import Decimal
from typing import NotRequired, TypedDict

from huiqi.funds.applicants import Applicant
from huiqi.funds.fund_terms import Term
from huiqi.funds.sharing import Result, Sharing
from huiqi.funds.side_by_side import Summary, summaries
from huiqi.language.tree import Literal, Node
from huiqi.rulebook.basis import GRADES
from huiqi.rulebook.rulebook import Rulebook, Stated
from huiqi.serialisation.meanings import Day, GradeWord, Yuan
from huiqi.serialisation.texts import (
    RulebookForm,
    TextForm,
    maybe_text,
    rulebook_json,
    text_json,
)
from huiqi.truth import Truth


class StatedForm(TypedDict):
    """What the sources say; or why it is unknown."""

    value: str | None
    unknown: TextForm | None


class TermForm(TypedDict):
    """A parameter's value on the day, in yuan or as a ratio; ``hypothetical``: only supposed."""

    parameter: str
    value: str | None
    grade: GradeWord
    hypothetical: bool


class BaseForm(TypedDict):
    """The fact that claims are a share of, and its year."""

    fact: str
    year: int


class FundForm(TypedDict):
    """A fund with its terms; ``force``: why it may not be in force."""

    id: str
    title: TextForm
    measure: str
    year: StatedForm
    pool: TermForm
    rate: TermForm
    cap: TermForm
    base: BaseForm
    sharing: StatedForm
    force: TextForm | None


class ExcludedForm(TypedDict):
    """Who does not qualify, by which fact of the table."""

    name: str
    credit_code: str
    row: int
    by: str


class EligibilityForm(TypedDict):
    """By which facts it was asked who qualifies, who does not, and of whom it is not known."""

    facts: list[str]
    excluded: list[ExcludedForm]
    unknown: list[str]


class ApplicantsForm(TypedDict):
    """How many apply, what they claim before any cap (open claims at their lowest)."""

    count: int
    claims: Yuan
    base_unknown: list[str]
    eligibility: EligibilityForm


class SharingRuleForm(TypedDict):
    """A way to share; ``reason``: why it could not be applied, then there are no figures.

    ``complete``: nothing is open; ``certain``: how many awards nothing open can change; ``cut``:
    how many claims the cap cuts; ``more``, ``less``, ``winners`` and ``losers`` compare with the
    first rule.
    """

    id: str
    title: TextForm
    how: TextForm
    reason: TextForm | None
    complete: NotRequired[bool]
    paid: NotRequired[Yuan]
    left: NotRequired[Yuan]
    in_full: NotRequired[int]
    in_part: NotRequired[int]
    nothing: NotRequired[int]
    cut: NotRequired[int]
    certain: NotRequired[int]
    median: NotRequired[Yuan]
    largest: NotRequired[Yuan]
    more: NotRequired[int]
    less: NotRequired[int]
    winners: NotRequired[list[str]]
    losers: NotRequired[list[str]]


class ApplicantAwardForm(TypedDict):
    """What an applicant claims, and gets under each rule by its id (``null``: open); ``bounds``:
    from and to, where what is open can change it.
    """

    name: str
    credit_code: str
    row: int
    claim: Yuan | None
    amounts: dict[str, Yuan | None]
    bounds: dict[str, list[Yuan]]


class SharingForm(TypedDict):
    """A fund shared among those who apply; ``hypothetical``: parameters that are only supposed."""

    rulebook: RulebookForm
    as_of: Day
    hypothetical: dict[str, str]
    fund: FundForm
    applicants: ApplicantsForm
    rules: list[SharingRuleForm]
    awards: list[ApplicantAwardForm]


def sharing_json(sharing: Sharing, rulebook: Rulebook) -> SharingForm:
    """What ``fund --json`` prints."""
    computed = [result for result in sharing.results if result.reason is None]
    told = {summary.result.rule.id: summary for summary in summaries(sharing)}
    return {
        "rulebook": rulebook_json(rulebook),
        "as_of": sharing.terms.as_of.isoformat(),
        "hypothetical": {
            name: _written(rulebook.parameters[name].rows[0].value)
            for name in rulebook.hypothetical
        },
        "fund": _fund(sharing),
        "applicants": {
            "count": len(sharing.applicants),
            "claims": _yuan(sum(sharing.claims)),
            "base_unknown": [a.name for a in sharing.applicants if not a.base_known],
            "eligibility": {
                "facts": list(sharing.checked),
                "excluded": [_excluded(applicant) for applicant in sharing.excluded],
                "unknown": [a.name for a in sharing.applicants if a.eligible is Truth.UNKNOWN],
            },
        },
        "rules": [_rule(result, told.get(result.rule.id), sharing) for result in sharing.results],
        "awards": [_award(sharing, computed, n) for n in range(len(sharing.applicants))],
    }


def _fund(sharing: Sharing) -> FundForm:
    terms, fund = sharing.terms, sharing.terms.fund
    return {
        "id": fund.id,
        "title": text_json(fund.title),
        "measure": fund.measure,
        "year": _stated(fund.year),
        "pool": _term(terms.pool),
        "rate": _term(terms.rate),
        "cap": _term(terms.cap),
        "base": {"fact": fund.base, "year": terms.as_of.year - fund.years_before},
        "sharing": _stated(fund.sharing),
        "force": maybe_text(terms.force),
    }


def _excluded(applicant: Applicant) -> ExcludedForm:
    return {
        "name": applicant.name,
        "credit_code": applicant.credit_code,
        "row": applicant.row,
        "by": applicant.because,
    }


def _rule(result: Result, summary: Summary | None, sharing: Sharing) -> SharingRuleForm:
    rule = result.rule
    told: SharingRuleForm = {
        "id": rule.id,
        "title": text_json(rule.title),
        "how": text_json(rule.how),
        "reason": maybe_text(result.reason),
    }
    if summary is None:
        return told
    return {
        **told,
        "complete": result.certain,
        "paid": _yuan(summary.paid),
        "left": _yuan(summary.left),
        "in_full": summary.in_full,
        "in_part": summary.in_part,
        "nothing": summary.nothing,
        "cut": summary.cut,
        "certain": summary.certain,
        "median": _yuan(summary.median),
        "largest": _yuan(summary.largest),
        "more": summary.more,
        "less": summary.less,
        "winners": [sharing.applicants[n].name for n in summary.winners],
        "losers": [sharing.applicants[n].name for n in summary.losers],
    }


def _award(sharing: Sharing, computed: list[Result], n: int) -> ApplicantAwardForm:
    applicant = sharing.applicants[n]
    return {
        "name": applicant.name,
        "credit_code": applicant.credit_code,
        "row": applicant.row,
        "claim": _yuan(sharing.claims[n]) if applicant.claim_known else None,
        "amounts": {
            result.rule.id: None if award is None else _yuan(award)
            for result in computed
            for award in (result.award(n),)
        },
        "bounds": {
            result.rule.id: [_yuan(result.low[n]), _yuan(result.high[n])]
            for result in computed
            if result.low[n] != result.high[n]
        },
    }


def _term(term: Term) -> TermForm:
    return {
        "parameter": term.parameter,
        "value": None if term.value is None else f"{term.value:f}",
        "grade": GRADES[term.grade].value,
        "hypothetical": term.hypothetical,
    }


def _stated(stated: Stated) -> StatedForm:
    return {"value": stated.value, "unknown": maybe_text(stated.unknown)}


def _written(value: Node) -> str:
    """A supposed value as it was written."""
    return value.text if isinstance(value, Literal) else ""


def _yuan(cents: int) -> Yuan:
    return str(Decimal(cents).scaleb(-2))
