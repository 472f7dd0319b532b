"""The checks that rest on proofs, as the audit lists them."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from huiqi.audit.context import Audit
from huiqi.audit.finding import Check, Figure, Finding
from huiqi.audit.proofs.solver import REMEDY, solver_present
from huiqi.diagnostics import Place
from huiqi.sentences import Sentence, bilingual, sentence

_SCOPE = sentence(
    "证明对象是事实全部已知的任何企业、任何违法行为：金额精确到分，日期在 1949 至 2079 年，"
    "清单至多三条，可以照证照填写的派生事实按填写的算；弱依据的条文也计入。每问至多 5 秒。"
)


def _picked(code: str) -> Callable[[Audit], Iterable[Finding]]:
    def run(audit: Audit) -> Iterable[Finding]:
        if solver_present():
            yield from (one for one in audit.proved.findings if one.code == code)

    return run


def _undecided(audit: Audit) -> Iterable[Finding]:
    if solver_present():
        yield from audit.proved.undecided
    elif not audit.happened:  # It is said once, of the rules on enterprises.
        text = sentence("没有安装 Z3，未作证明（{remedy}）", remedy=REMEDY)
        place, remedy = Place("z3"), bilingual(REMEDY)
        yield Finding(code="A490", place=place, subject="z3", text=text, remedy=remedy)


def _figures(audit: Audit) -> Iterable[Figure]:
    if not solver_present():
        return
    found = audit.proved
    text = sentence("证明：限时内判定的问题")
    yield Figure(key="proofs", text=text, done=found.answered, total=found.asked)


def _scoped(explanation: Sentence) -> Sentence:
    return sentence("{explanation}{scope}", explanation=explanation, scope=_SCOPE)


#: Each with its title and what it says.
_PROOFS = (
    ("A401", sentence("不可能满足的条件"), sentence("条件自相矛盾，或与事实的取值范围矛盾。")),
    ("A402", sentence("总是满足的条件"), sentence("事实适用时条件恒真，门槛可能写错。")),
    ("A403", sentence("被同组其余条件蕴含的条件"), sentence("去掉它，同组的结论不变。")),
    (
        "A404",
        sentence("不可能符合的措施或规定"),
        sentence("各条单看都可能，合在一起矛盾；列出互相矛盾的几条。"),
    ),
    ("A405", sentence("总是符合的措施或规定"), sentence("条件合起来恒真。")),
    (
        "A410",
        sentence("够不到的档"),
        sentence("前面的档已经包含它，或它的条件不可能成立；试过规则会变的各年。"),
    ),
    ("A411", sentence("各档之间的空当"), sentence("有企业不落在任何一档，值成为不适用。")),
    (
        "A412",
        sentence("重叠而取值不同的档"),
        sentence("同一个量的两档都成立而取值不同；或参数的两个取值同时有效。"),
    ),
    (
        "A420",
        sentence("原文不许兼得而可以同时符合的措施"),
        sentence("两项措施的条件可以同时满足，只靠叠加规则分开。"),
    ),
    (
        "A421",
        sentence("用不上的叠加规则"),
        sentence("没有企业能在同一天同时符合它所列的两项措施。"),
    ),
    ("A430", sentence("可以为负的金额"), sentence("符合条件的企业按公式得负数。")),
    (
        "A431",
        sentence("可以超过上限的金额"),
        sentence("各阶段合计超过最高限额，或另一种读法超过上限。"),
    ),
    (
        "A432",
        sentence("基数上升而下降的金额"),
        sentence("两户只差一项金额的企业，多的一户反而少得。"),
    ),
)

PROOF_CHECKS: tuple[Check, ...] = (
    *(
        Check(code=code, title=title, explanation=_scoped(said), look=_picked(code), every=True)
        for code, title, said in _PROOFS
    ),
    Check(
        code="A490",
        title=sentence("没有判定的问题"),
        explanation=_scoped(sentence("限时内没有证出也没有驳倒，或求值器没有证实；不算通过。")),
        look=_undecided,
        every=True,
        further=_figures,
    ),
)
