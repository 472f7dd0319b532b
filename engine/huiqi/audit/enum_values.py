"""A520: values of enums that no case has."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from huiqi.audit.context import Audit
from huiqi.audit.finding import Check, Figure, Finding, Looked
from huiqi.audit.unused_facts import used
from huiqi.diagnostics import Place
from huiqi.language.types import Enumeration
from huiqi.rulebook.rulebook import Definition, Fact
from huiqi.rulebook.text import Text
from huiqi.sentences import Teller, sentence


def _enums(audit: Audit) -> Iterator[tuple[str, Text, Place, Enumeration]]:
    """Of facts, definitions and fields that rules read."""
    read = set().union(*used(audit))
    rulebook = audit.rulebook
    every: dict[str, Fact | Definition] = {**rulebook.facts, **rulebook.definitions}
    for fact in rulebook.facts.values():
        every |= {f"{fact.id}.{key}": field for key, field in fact.fields.items()}
    for name, declared in every.items():
        if name in read and declared.type.enumeration is not None:
            place = audit.declared(name.partition(".")[0])
            yield name, declared.label, place, declared.type.enumeration


def _look(audit: Audit) -> Iterator[Looked]:
    for subject, label, place, enumeration in _enums(audit):
        seen = audit.observed.symbols.get(subject, set())
        for symbol in enumeration.symbols:
            value = Teller(partial(enumeration.label, symbol))
            yield symbol in seen or Finding(
                place=place,
                subject=f"{subject}={symbol}",
                text=sentence("没有用例的“{fact}”是“{value}”", fact=label, value=value),
            )


CHECK = Check(
    code="A520",
    title=sentence("每个选项都有用例"),
    explanation=sentence(
        "规则读到的选项类事实、定义和清单字段，每个选项都要在某个用例的判断中出现过。"
    ),
    look=_look,
    tally=Figure(key="enum_values", text=sentence("选项都在用例里出现"), gate=True),
)
