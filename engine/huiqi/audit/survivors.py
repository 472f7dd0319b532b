"""A300: changes of the rules that no case notices."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from huiqi.audit.context import Audit
from huiqi.audit.finding import Check, Figure, Finding
from huiqi.audit.mutants import OPERATORS
from huiqi.sentences import sentence


def _look(audit: Audit) -> Iterator[Finding]:
    for mutant, reached in audit.mutation.survivors:
        text = (
            sentence("{change}：没有用例发现", change=mutant.text)
            if reached
            else sentence("{change}：没有用例走到这里", change=mutant.text)
        )
        yield Finding(place=mutant.place, subject=mutant.subject, text=text)


def _figures(audit: Audit) -> Iterable[Figure]:
    mutation = audit.mutation
    found = Figure(
        key="mutation",
        text=sentence("改动规则被发现"),
        done=mutation.detected,
        total=mutation.counted,
        excused=len(mutation.equivalent),
        gate=True,
    )
    text, done = sentence("其中被来源或独立计算的用例发现"), mutation.supported
    yield from (found, replace(found, key="mutation_supported", text=text, done=done, gate=False))


CHECK = Check(
    code="A300",
    title=sentence("改动规则会被用例发现"),
    explanation=sentence(
        "变异：逐一改动规则（{operators}），看有没有用例的结果随之不符。数值移动一个最小单位："
        "一分钱、一个、一天、0.01 个百分点。只有证明等价的改动不计。"
        "没被发现的逐条列出：或者缺用例，或者规则这里写得多余。",
        operators=tuple(OPERATORS.values()),
    ),
    look=_look,
    every=True,
    further=_figures,
)
