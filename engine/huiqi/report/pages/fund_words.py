"""What pages of a shared fund say of its terms, its applicants and the rules of sharing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction

from huiqi.funds.applicants import Applicant
from huiqi.funds.fund_terms import Term
from huiqi.funds.largest_remainder import REMAINDER
from huiqi.funds.sharing import Result, Sharing
from huiqi.funds.side_by_side import sufficient_cap
from huiqi.language.formatting import count_text, format_quantity, money, ratio
from huiqi.language.tree import Literal, UnknownValue
from huiqi.quantities import round_half_up
from huiqi.report.blocks import TextRun
from huiqi.report.pages import marks
from huiqi.report.pages.citations import graded, sources_named
from huiqi.report.phrases import Phrases
from huiqi.rulebook.rulebook import Stated
from huiqi.truth import Truth

#: How many applicants that are left out or unknown are named.
_NAMED = 5


def cents_in_yuan(cents: int) -> Decimal:
    """Cents as yuan, exactly."""
    return Decimal(cents).scaleb(-2)


def figure(cents: int) -> TextRun:
    """An amount in a column of amounts in yuan."""
    amount = cents_in_yuan(cents)
    return TextRun(f"{amount:,}", value=amount)


@dataclass(frozen=True, slots=True)
class FundWords:
    """The words of one sharing in one language."""

    sharing: Sharing
    phrases: Phrases

    def money(self, cents: int) -> str:
        """An amount in prose."""
        return money(cents_in_yuan(cents), self.phrases.language)

    def count(self, number: int) -> str:
        """How many."""
        return count_text(number, self.phrases.language)

    def title(self, result: Result) -> str:
        """The name of a rule of sharing."""
        return self.phrases.text(result.rule.title)

    def supposed(self) -> list[str]:
        """What is only supposed: ``资金总额 = 1亿元``."""
        found = []
        for name in self.phrases.rulebook.hypothetical:
            parameter = self.phrases.rulebook.parameters[name]
            node = parameter.rows[0].value
            assert isinstance(node, Literal)
            value = format_quantity(node.value, parameter.type, self.phrases.language)
            found.append(f"{self.phrases.text(parameter.label)} = {value}")
        return found

    @property
    def computed(self) -> list[Result]:
        """The rules that could be applied."""
        return [result for result in self.sharing.results if result.reason is None]

    def claims(self) -> str:
        """How many apply, and for how much."""
        say, sharing = self.phrases.say, self.sharing
        text = say(
            "{count} 户，合计 {total}",
            count=self.count(len(sharing.applicants)),
            total=self.money(sum(sharing.claims)),
        )
        return say("{claims}（不含未知的）", claims=text) if sharing.unknown else text

    def enough(self) -> list[str | TextRun]:
        """Whether the pool suffices, and at what cap it would."""
        say, sharing = self.phrases.say, self.sharing
        total = sum(sharing.claims)
        over = total - sharing.pool
        if over <= 0:
            return [say("够：资金余 {money}", money=self.money(-over))]
        met = ratio(round_half_up(Fraction(sharing.pool, total), 4), self.phrases.language)
        said: list[str | TextRun] = [
            say("不够：超出资金 {over}，资金约为其 {met}", over=self.money(over), met=met)
        ]
        cap = sufficient_cap(sharing.claims, sharing.pool)
        if cap is not None:
            text = say(
                "单户上限降到 {cap}，资金才够全部足额（由申请额算出，不是规定）",
                cap=self.money(cap),
            )
            said.append("\n" + text)
            if sharing.unknown:
                said.append(say("；未知的没有算进去"))
        return said

    def eligible(self) -> str:
        """What was checked of the conditions, and what was not."""
        say, sharing = self.phrases.say, self.sharing
        if not sharing.checked:
            return say("表里的企业都当作已符合条件；条件用 huiqi check 逐户核对")
        labels = [self.phrases.text(self.phrases.rulebook.label(n)) for n in sharing.checked]
        text = say(
            "按{facts}，{count} 户不符合",
            facts=say.listed(labels),
            count=self.count(len(sharing.excluded)),
        )
        if sharing.excluded:
            text = say("{text}，没有分配：{names}", text=text, names=self.named(sharing.excluded))
        return say("{text}；其余条件当作已符合，用 huiqi check 逐户核对", text=text)

    def named(self, applicants: Sequence[Applicant]) -> str:
        """The first few, with their rows and what the table says of them."""
        say, shown = self.phrases.say, []
        for a in applicants[:_NAMED]:
            notes = [say("第 {row} 行", row=a.row), *filter(None, [say.told(a.because)])]
            shown.append(say("{name}（{notes}）", name=a.name, notes=say("，").join(notes)))
        listed = say.listed(shown)
        return say("{names} 等", names=listed) if len(applicants) > _NAMED else listed

    def unknowns(self) -> list[tuple[str, str]]:
        """Applicants whose base or place in law is open, and what they could change."""
        say, sharing = self.phrases.say, self.sharing
        lines = []
        applicants = [sharing.applicants[n] for n in sharing.unknown]
        bases = [replace(a, because="") for a in applicants if not a.base_known]
        if bases:
            text = say(
                "{count} 户：{names}。没有当作零：各户的金额是它们不占资金时的数，它们补齐以后只会"
                "减少或不变（分位的进舍除外）",
                count=self.count(len(bases)),
                names=self.named(bases),
            )
            lines.append((say("基数未知"), text))
        doubtful = [a for a in applicants if a.eligible is Truth.UNKNOWN]
        if doubtful:
            text = say(
                "{count} 户：{names}。各户的金额是它们不占资金时的数",
                count=self.count(len(doubtful)),
                names=self.named(doubtful),
            )
            lines.append((say("资格未知"), text))
        return lines

    def most_open(self, result: Result) -> int:
        """What those whose claim or place is open may take at most, in cents."""
        return min(self.sharing.pool, sum(result.high[n] for n in result.open))

    def changed(self, result: Result, position: int) -> str:
        """Who gets how much more or less than under the first rule, in yuan."""
        change = cents_in_yuan(result.amounts[position] - self.computed[0].amounts[position])
        sign = "+" if change > 0 else "−"
        return f"{self.sharing.applicants[position].name} {sign}{abs(change):,}"

    def not_applied(self) -> list[tuple[str, str]]:
        """The rules that could not be applied, by the reason, and what to do about it."""
        reasons: dict[str, list[str]] = {}
        for result in self.sharing.results:
            if result.reason is not None:
                reason = self.phrases.text(result.reason)
                if result.rule.capped and self.sharing.cap is None:
                    reason = self.phrases.say("{reason}，可用 --cap 假设", reason=reason)
                reasons.setdefault(reason, []).append(self.title(result))
        say = self.phrases.say
        return [
            (say("没有计算"), say("{names}：{reason}", names=say.listed(names), reason=reason))
            for reason, names in reasons.items()
        ]

    def rules(self) -> list[tuple[str, str]]:
        """How each rule works, and where the last cents go."""
        lines = [(self.title(r), self.phrases.text(r.rule.how)) for r in self.sharing.results]
        return [*lines, (self.phrases.say("分位"), self.phrases.text(REMAINDER))]

    def base(self) -> str:
        """What claims are worked out from, and of which year."""
        say, terms, fund = self.phrases.say, self.sharing.terms, self.sharing.terms.fund
        label = self.phrases.text(self.phrases.rulebook.label(fund.base))
        base = say("{year} 年{label}", year=terms.as_of.year - fund.years_before, label=label)
        base = graded(base, fund.base_basis, self.phrases)
        if fund.base_note is not None:
            base += say("。") + self.phrases.text(fund.base_note)
        return base

    def sharing_rule(self) -> str:
        """Which rule of sharing is known to hold."""
        stated = self.sharing.terms.fund.sharing
        titles = {result.rule.id: self.title(result) for result in self.sharing.results}
        shown = self.stated(stated, titles.get(stated.value or "", ""))
        if stated.value is None:
            shown += self.phrases.say("；各种办法并列，没有一种是已知的规定")
        return shown

    def stated(self, stated: Stated, shown: str) -> str:
        """What the fund's sources say of a term, or why it is unknown."""
        if stated.unknown is not None:
            return self.phrases.say("未知：{reason}", reason=self.phrases.text(stated.unknown))
        return graded(shown, stated.basis, self.phrases)

    def term(self, term: Term) -> str:
        """A parameter's value with its grade, or why it is unknown."""
        say, parameter = self.phrases.say, self.phrases.rulebook.parameters[term.parameter]
        if term.value is None:
            reasons = [
                say.told(node.reason)
                for row in parameter.rows
                if isinstance(node := row.value, UnknownValue)
            ]
            return say("未知：{reason}", reason=reasons[0]) if reasons else say("未知")
        shown = format_quantity(term.value, parameter.type, self.phrases.language)
        if term.hypothetical:
            return say("{value}（假设，不是规定）", value=shown)
        return say("{text}（{notes}）", text=shown, notes=marks.grade(term.grade, self.phrases))

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
        return sources_named(bases, self.phrases)
