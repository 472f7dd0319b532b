"""The checks that rest on proofs, as the audit lists them."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from huiqi.audit.context import Audit
from huiqi.audit.finding import Check, Figure, Finding, Level
from huiqi.audit.proofs.solver import REMEDY, solver_present
from huiqi.diagnostics import Place
from huiqi.rulebook.text import Text

_SCOPE_ZH = (
    "证明对象是事实全部已知的任何企业：金额精确到分，日期在 1949 至 2079 年，清单至多三条，"
    "可以照证照填写的派生事实按填写的算；弱依据的条文也计入。每问至多 5 秒。"
)
_SCOPE_EN = (
    "Proved for every enterprise of which all is known: money in cents, dates from 1949 to 2079, "
    "lists of up to three records, what is read off a certificate as stated; weakly supported "
    "statements count.  Five seconds a question."
)


def _picked(code: str) -> Callable[[Audit], Iterable[Finding]]:
    def run(audit: Audit) -> Iterable[Finding]:
        if not solver_present():
            return
        from huiqi.audit.proofs.examine import examined

        found = examined(audit)
        yield from (finding for finding in found.findings if finding.code == code)

    return run


def _undecided(audit: Audit) -> Iterable[Finding]:
    if not solver_present():
        text = Text(
            zh=f"没有安装 Z3，未作证明（{REMEDY}）",
            en=f"Z3 is not installed: nothing proved ({REMEDY})",
        )
        yield Finding(
            code="A490",
            severity=Level.NOTE,
            place=Place("z3"),
            subject="z3",
            text=text,
            remedy=Text(zh=REMEDY, en=REMEDY),
        )
        return
    from huiqi.audit.proofs.examine import examined

    yield from examined(audit).undecided


def _figures(audit: Audit) -> Iterable[Figure]:
    if not solver_present():
        return
    from huiqi.audit.proofs.examine import examined

    found = examined(audit)
    text = Text(zh="证明：限时内判定的问题", en="proofs: questions decided in time")
    yield Figure(key="proofs", text=text, done=found.answered, total=found.asked)


def _check(code: str, zh: str, en: str, more_zh: str, more_en: str) -> Check:
    explanation = Text(zh=f"{more_zh}{_SCOPE_ZH}", en=f"{more_en}  {_SCOPE_EN}")
    return Check(code=code, title=Text(zh=zh, en=en), explanation=explanation, run=_picked(code))


PROOF_CHECKS: tuple[Check, ...] = (
    _check(
        "A401",
        "没有企业能满足的条件",
        "A clause that nothing can meet",
        "条件自相矛盾，或与事实的取值范围矛盾。",
        "The clause contradicts itself or the domain of its facts.",
    ),
    _check(
        "A402",
        "任何企业都满足的条件",
        "A clause that everything meets",
        "事实适用时条件恒真，门槛可能写错。",
        "Where its facts apply the clause always holds: the limit may be wrong.",
    ),
    _check(
        "A403",
        "被同组其余条件蕴含的条件",
        "A clause implied by its neighbours",
        "去掉它，同组的结论不变。",
        "Without it the group says the same.",
    ),
    _check(
        "A404",
        "没有企业能符合的措施",
        "A measure that nothing can qualify for",
        "各条单看都可能，合在一起矛盾；列出互相矛盾的几条。",
        "Each clause can be met, all together cannot; the clashing ones are named.",
    ),
    _check(
        "A405",
        "任何企业都符合的措施",
        "A measure that everything qualifies for",
        "条件合起来恒真。",
        "Its conditions together always hold.",
    ),
    _check(
        "A410",
        "够不到的档",
        "An unreachable row",
        "前面的档已经包含它，或它的条件不可能成立；试过规则会变的各年。",
        "Earlier rows cover it, or its condition never holds, in every year where rules change.",
    ),
    _check(
        "A411",
        "各档之间的空当",
        "A gap between rows",
        "有企业不落在任何一档，值成为不适用。",
        "Some enterprise falls in no row, so that the value does not apply.",
    ),
    _check(
        "A412",
        "重叠而取值不同的档",
        "Rows that overlap with different values",
        "同一个量的两档都成立而取值不同；或参数的两个取值同时有效。",
        "Two rows about one quantity hold with different values, or two values of a parameter do.",
    ),
    _check(
        "A420",
        "原文不许兼得而可以同时符合的措施",
        "Measures that exclude each other and can both be met",
        "两项措施的条件可以同时满足，只靠叠加规则分开。",
        "One enterprise can meet both; only the stacking rule keeps them apart.",
    ),
    _check(
        "A421",
        "用不上的叠加规则",
        "A stacking rule that never binds",
        "没有企业能在同一天同时符合它所列的两项措施。",
        "No enterprise can meet both of its measures on one day.",
    ),
    _check(
        "A430",
        "可以为负的金额",
        "An amount that can be negative",
        "符合条件的企业按公式得负数。",
        "The formula is negative for some enterprise that qualifies.",
    ),
    _check(
        "A431",
        "可以超过上限的金额",
        "An amount that can pass its limit",
        "各阶段合计超过最高限额，或另一种读法超过上限。",
        "Stages add up to more than the limit, or another reading passes the cap.",
    ),
    _check(
        "A432",
        "基数上升而下降的金额",
        "An amount that falls as its base rises",
        "两户只差一项金额的企业，多的一户反而少得。",
        "Of two enterprises that differ in one sum, the one with more is paid less.",
    ),
    Check(
        code="A490",
        title=Text(zh="没有判定的问题", en="What was not decided"),
        explanation=Text(
            zh=f"限时内没有证出也没有驳倒，或求值器没有证实；不算通过。{_SCOPE_ZH}",
            en=f"Neither proved nor refuted in time, or not confirmed: never counted.  {_SCOPE_EN}",
        ),
        run=_undecided,
        figures=_figures,
    ),
)
