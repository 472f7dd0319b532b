"""A510: facts that rules read and that nobody is asked for."""

from __future__ import annotations

from collections.abc import Iterator

from huiqi.audit.context import Audit
from huiqi.audit.finding import Check, Figure, Finding, Looked
from huiqi.audit.unused_facts import used
from huiqi.rulebook.rulebook import Definition, Fact
from huiqi.sentences import sentence


def _look(audit: Audit) -> Iterator[Looked]:
    names, _ = used(audit)
    derived = {name: one for name, one in audit.rulebook.definitions.items() if one.ask}
    # What an enterprise has to state: the facts read, and derived ones read off a form.
    stated: dict[str, Fact | Definition] = {**audit.rulebook.facts, **derived}
    for name, declared in stated.items():
        if name in names:
            yield declared.question is not None or Finding(
                place=audit.declared(name),
                subject=name,
                text=sentence("规则用到“{fact}”，但没有写怎样问", fact=declared.label),
                remedy=sentence("加 question:"),
            )


CHECK = Check(
    code="A510",
    title=sentence("用到的事实都有问法"),
    explanation=sentence(
        "规则读到的事实要有 question；可以照表填写的定义（ask）也要有，否则访谈问不到它。"
    ),
    look=_look,
    tally=Figure(key="facts_asked", text=sentence("用到的事实有问法")),
)
