"""What the reports of a shared fund say, in words: the same in the terminal, page and sheet."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction

from huiqi.funds.applicants import Applicant
from huiqi.funds.fund_terms import Term
from huiqi.funds.largest_remainder import REMAINDER
from huiqi.funds.sharing import Result, Sharing
from huiqi.funds.side_by_side import Summary, sufficient_cap
from huiqi.language.formatting import count_text, format_quantity, money, ratio
from huiqi.language.tree import Literal, UnknownValue
from huiqi.quantities import round_half_up
from huiqi.report import wording
from huiqi.rulebook.basis import Basis
from huiqi.rulebook.rulebook import Rulebook, Stated
from huiqi.truth import Truth

Lines = list[tuple[str, str]]
#: How many applicants with an unknown base are named.
NAMED_UNKNOWN = 5


def in_yuan(cents: int) -> Decimal:
    """Cents as yuan, exactly."""
    return Decimal(cents).scaleb(-2)


@dataclass(frozen=True, slots=True)
class FundWords:
    """The wording of one sharing in one language."""

    sharing: Sharing
    rulebook: Rulebook
    language: str

    def pick(self, zh: str, en: str) -> str:
        """One of two wordings."""
        return zh if self.language == "zh" else en

    def money(self, cents: int) -> str:
        """An amount given in cents."""
        return money(in_yuan(cents), self.language)

    def hypotheses(self) -> list[str]:
        """What is only supposed: ``资金总额 = 1亿元``."""
        found = []
        for name in self.rulebook.hypothetical:
            parameter = self.rulebook.parameters[name]
            label = parameter.label.in_language(self.language)
            node = parameter.rows[0].value
            assert isinstance(node, Literal)
            value = format_quantity(node.value, parameter.type, self.language)
            found.append(f"{label} = {value}")
        return found

    def warning(self) -> str:
        """The mark of a what-if; empty where nothing is supposed."""
        supposed = self.pick("；", "; ").join(self.hypotheses())
        if not supposed:
            return ""
        return self.pick(
            f"假设：{supposed}。下面的数字都以此为前提，不是规定",
            f"hypothetical: {supposed}.  All figures below rest on it; it is no rule",
        )

    def terms(self) -> Lines:
        """The fund's terms, each with its grade or why it is unknown."""
        terms, fund = self.sharing.terms, self.sharing.terms.fund
        label = self.rulebook.label(fund.base).in_language(self.language)
        year = terms.as_of.year - fund.years_before
        base = self.pick(f"{year} 年{label}", f"{label} of {year}")
        base += self._graded(fund.base_basis)
        if fund.base_note is not None:
            base += self.pick("。", ".  ") + fund.base_note.in_language(self.language)
        sharing = self._stated(fund.sharing, self._rule_title(fund.sharing.value))
        if fund.sharing.value is None:
            sharing += self.pick(
                "；下面并列各种办法，没有一种是已知的规定",
                "; the ways below stand side by side, none is known to be the rule",
            )
        return [
            (self.pick("资金", "pool"), self._term(terms.pool)),
            (self.pick("比例", "rate"), self._term(terms.rate)),
            (self.pick("单户上限", "cap"), self._term(terms.cap)),
            (self.pick("基数", "base"), base),
            (self.pick("年度", "year"), self._stated(fund.year, fund.year.value or "")),
            (self.pick("分配办法", "sharing"), sharing),
        ]

    def claims(self) -> Lines:
        """How many apply, for how much, and what that means for the pool."""
        sharing = self.sharing
        count = count_text(len(sharing.applicants), self.language)
        total = sum(sharing.claims)
        text = self.pick(
            f"{count} 户，合计 {self.money(total)}",
            f"{count} enterprises, {self.money(total)} in all",
        )
        if sharing.unknown:
            text = self.pick(f"{text}（不含未知的）", f"{text} (without what is unknown)")
        over = total - sharing.pool
        text += self.pick("；", "; ")
        if over > 0:
            met = ratio(round_half_up(Fraction(sharing.pool, total), 4), self.language)
            text += self.pick(
                f"超出资金 {self.money(over)}，资金约为其 {met}",
                f"{self.money(over)} above the pool, which meets about {met}",
            )
        else:
            text += self.pick(
                f"资金余 {self.money(-over)}", f"the pool has {self.money(-over)} over"
            )
        lines = [(self.pick("申请", "claims"), text), *self._sufficient()]
        lines.append((self.pick("资格", "eligible"), self._eligible()))
        if sharing.terms.force is not None:
            force = sharing.terms.force.in_language(self.language)
            lines.append((self.pick("施行", "in force"), force))
        return lines

    def _eligible(self) -> str:
        """What was checked of the conditions, and what was not."""
        sharing, checked = self.sharing, self.sharing.checked
        if not checked:
            return self.pick(
                "表里的企业都当作已符合条件；条件用 huiqi check 逐户核对",
                "every enterprise of the table is taken to qualify; huiqi check tells whether it "
                "does",
            )
        labels = [self.rulebook.label(name).in_language(self.language) for name in checked]
        by = self.pick("、", ", ").join(labels)
        count = count_text(len(sharing.excluded), self.language)
        text = self.pick(f"按{by}，{count} 户不符合", f"by {by}, {count} do not qualify")
        if sharing.excluded:
            text += self.pick("，没有分配：", " and get nothing: ") + self._named(sharing.excluded)
        return text + self.pick(
            "；其余条件当作已符合，用 huiqi check 逐户核对",
            "; the other conditions are taken to be met, huiqi check tells whether they are",
        )

    def _named(self, applicants: Sequence[Applicant]) -> str:
        """The first few, with their rows and what the table says of them."""
        shown = []
        for a in applicants[:NAMED_UNKNOWN]:
            because = self.pick(f"，{a.because}", f", {a.because}") if a.because else ""
            row = self.pick(f"（第 {a.row} 行{because}）", f" (row {a.row}{because})")
            shown.append(a.name + row)
        more = self.pick(" 等", " and others") if len(applicants) > NAMED_UNKNOWN else ""
        return self.pick("、", ", ").join(shown) + more

    def _sufficient(self) -> Lines:
        cap = sufficient_cap(self.sharing.claims, self.sharing.pool)
        if cap is None:
            return []
        text = self.pick(
            f"单户上限降到 {self.money(cap)}，资金才够全部足额（由申请额算出，不是规定）",
            f"only with a cap of {self.money(cap)} would the pool pay all in full (worked out "
            "from the claims, no rule)",
        )
        if self.sharing.unknown:
            text += self.pick("；未知的没有算进去", "; without what is unknown")
        return [(self.pick("够用上限", "enough at"), text)]

    def unknowns(self) -> Lines:
        """Applicants whose base or place is open, and what they could change."""
        sharing, lines = self.sharing, []
        applicants = [sharing.applicants[n] for n in sharing.unknown]
        bases = [replace(a, because="") for a in applicants if not a.base_known]
        if bases:
            count = count_text(len(bases), self.language)
            text = self.pick(
                f"{count} 户：{self._named(bases)}。没有当作零：下面各户的金额是它们不占资金时"
                "的数，它们补齐以后只会减少或不变（分位的进舍除外）",
                f"{count}: {self._named(bases)}.  Not taken as zero: the awards below are as if "
                "they took nothing; once known, awards only fall or stay (but for a cent of "
                "rounding)",
            )
            lines.append((self.pick("基数未知", "unknown"), text))
        doubtful = [a for a in applicants if a.eligible is Truth.UNKNOWN]
        if doubtful:
            count = count_text(len(doubtful), self.language)
            text = self.pick(
                f"{count} 户：{self._named(doubtful)}。下面各户的金额是它们不占资金时的数",
                f"{count}: {self._named(doubtful)}.  The awards below are as if they took nothing",
            )
            lines.append((self.pick("资格未知", "may not qualify"), text))
        for result in self.computed:
            if not result.certain:
                lines.append((self._title(result), self._open(result)))
        return lines

    def _open(self, result: Result) -> str:
        sharing = self.sharing
        known = [n for n in range(len(sharing.applicants)) if n not in result.open]
        certain = sum(result.low[n] == result.high[n] for n in known)
        most = min(sharing.pool, sum(result.high[n] for n in result.open))
        parts = (count_text(certain, self.language), count_text(len(known), self.language))
        return self.pick(
            f"{len(result.open)} 户未定，最多可占 {self.money(most)}；其余 {parts[1]} 户中 "
            f"{parts[0]} 户的金额已经确定",
            f"{len(result.open)} open, who may take up to {self.money(most)}; of the other "
            f"{parts[1]}, {parts[0]} awards are already certain",
        )

    @property
    def computed(self) -> list[Result]:
        """The rules that could be applied."""
        return [result for result in self.sharing.results if result.reason is None]

    def gains(self, summary: Summary) -> str:
        """Who gets more and who less than under the first rule, with the largest named."""
        first = self.computed[0]

        def named(positions: Iterable[int]) -> str:
            shown = []
            for n in positions:
                change = summary.result.amounts[n] - first.amounts[n]
                sign = "+" if change > 0 else "−"
                shown.append(f"{self.sharing.applicants[n].name} {sign}{self.money(abs(change))}")
            return self.pick("、", ", ").join(shown)

        more, less = (
            count_text(summary.more, self.language),
            count_text(summary.less, self.language),
        )
        parts = [self.pick(f"多得 {more} 户", f"{more} get more")]
        if summary.winners:
            parts[0] += self.pick("：", ": ") + named(summary.winners)
        parts.append(self.pick(f"少得 {less} 户", f"{less} get less"))
        if summary.losers:
            parts[1] += self.pick("：", ": ") + named(summary.losers)
        return self.pick("；", "; ").join(parts)

    def rules(self) -> Lines:
        """How each rule works, or why it could not be applied; and the remainder rule."""
        lines = []
        for result in self.sharing.results:
            text = result.rule.how.in_language(self.language)
            if result.reason is not None:
                reason = result.reason.in_language(self.language)
                remedy = ""
                if result.rule.capped and self.sharing.cap is None:
                    remedy = self.pick("，可用 --cap 假设", "; suppose one with --cap")
                text = self.pick(f"没有计算：{reason}{remedy}", f"not applied: {reason}{remedy}")
            lines.append((self._title(result), text))
        cents = self.pick("分位", "cents")
        return [*lines, (cents, REMAINDER.in_language(self.language))]

    def sources(self) -> list[str]:
        """Every source, once, with the places in it and its grade."""
        terms, fund = self.sharing.terms, self.sharing.terms.fund
        bases = (
            *terms.pool.basis,
            *terms.rate.basis,
            *terms.cap.basis,
            *fund.base_basis,
            *fund.year.basis,
            *fund.sharing.basis,
        )
        locators: dict[tuple[str, str], dict[str, None]] = {}
        for basis in bases:
            title = replace(basis, locator="").cited()
            locators.setdefault((title, self._graded((basis,))), {})[basis.locator] = None
        joint = self.pick("；", "; ")
        return [
            f"{title} {joint.join(filter(None, places))}{grade}"
            for (title, grade), places in locators.items()
        ]

    def title(self) -> str:
        """The fund's name."""
        return self.sharing.terms.fund.title.in_language(self.language)

    def _title(self, result: Result) -> str:
        return result.rule.title.in_language(self.language)

    def _rule_title(self, name: str | None) -> str:
        titles = {result.rule.id: self._title(result) for result in self.sharing.results}
        return titles.get(name or "", "")

    def _stated(self, stated: Stated, shown: str) -> str:
        if stated.unknown is not None:
            reason = stated.unknown.in_language(self.language)
            return self.pick(f"未知：{reason}", f"unknown: {reason}")
        return shown + self._graded(stated.basis)

    def _term(self, term: Term) -> str:
        parameter = self.rulebook.parameters[term.parameter]
        if term.value is None:
            reason = next(
                (
                    self.pick(node.reason, node.reason_en)
                    for row in parameter.rows
                    if isinstance(node := row.value, UnknownValue)
                ),
                "",
            )
            unknown = self.pick("未知", "unknown")
            return f"{unknown}{self.pick('：', ': ')}{reason}" if reason else unknown
        shown = format_quantity(term.value, parameter.type, self.language)
        if term.hypothetical:
            return shown + self.pick("（假设，不是规定）", " (hypothetical, no rule)")
        return shown + self._bracketed(wording.grade(term.grade, self.language))

    def _graded(self, bases: tuple[Basis, ...]) -> str:
        words = dict.fromkeys(
            wording.word(wording.GRADE[basis.grade.value], self.language) for basis in bases
        )
        return self._bracketed(self.pick("、", ", ").join(words))

    def _bracketed(self, words: str) -> str:
        return self.pick(f"（{words}）", f" ({words})")
