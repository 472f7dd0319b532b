"""A300: changes of the rules that no case notices."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from huiqi.audit.context import Audit
from huiqi.audit.finding import Check, Figure, Finding, Level
from huiqi.audit.mutants import OPERATORS
from huiqi.rulebook.text import Text


def _run(audit: Audit) -> Iterator[Finding]:
    for survivor in audit.mutation.survivors:
        mutant = survivor.mutant
        reach = (
            Text(zh="没有用例发现", en="no case notices")
            if survivor.reached
            else Text(zh="没有用例走到这里", en="no case comes here")
        )
        yield Finding(
            code="A300",
            severity=Level.WARNING,
            place=mutant.place,
            subject=mutant.subject,
            text=Text(zh=f"{mutant.text.zh}：{reach.zh}", en=f"{mutant.text.en}: {reach.en}"),
        )


def _figures(audit: Audit) -> Iterable[Figure]:
    mutation = audit.mutation
    excused = len(mutation.equivalent)
    text = Text(zh="改动规则被发现", en="changes of the rules noticed")
    yield Figure(
        key="mutation",
        text=text,
        done=mutation.detected,
        total=mutation.counted,
        excused=excused,
        gate=True,
    )
    text = Text(zh="其中被来源或独立计算的用例发现", en="of them by sourced or independent cases")
    yield Figure(
        key="mutation_supported",
        text=text,
        done=mutation.supported,
        total=mutation.counted,
        excused=excused,
    )


CHECK = Check(
    code="A300",
    title=Text(zh="改动规则会被用例发现", en="Changes of the rules are noticed"),
    explanation=Text(
        zh="变异：逐一改动规则（"
        + "、".join(text.zh for text in OPERATORS.values())
        + "），看有没有用例的结果随之不符。数值移动一个最小单位：一分钱、一个、一天、"
        "0.01 个百分点。只有证明等价的改动不计。"
        "没被发现的逐条列出：或者缺用例，或者规则这里写得多余。",
        en="Mutation: the rules are changed one thing at a time ("
        + ", ".join(text.en for text in OPERATORS.values())
        + "), and the cases judged again.  A figure is moved by its smallest unit: a cent, one, a "
        "day, 0.01 of a percentage point.  Only what is proved equivalent is left out.  Each "
        "survivor is named: a case is missing, or the rule says more than it needs.",
    ),
    run=_run,
    every=True,
    figures=_figures,
)
