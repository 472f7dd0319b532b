"""What if a parameter were another: a rulebook with supposed values, marked as hypothetical.

Codes: C110 not ``name=value``, C111 no such parameter, C112 not a value of its kind, C113 supposed
twice.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from decimal import Decimal

from huiqi.diagnostics import Diagnostics, InputError, Place
from huiqi.language.tree import Literal
from huiqi.language.types import Kind
from huiqi.quantities import QuantityError, split_money
from huiqi.rulebook import linked_checks
from huiqi.rulebook.basis import WEAK
from huiqi.rulebook.points import is_bare, parse_number
from huiqi.rulebook.rulebook import DatedValue, Parameter, Rulebook
from huiqi.sentences import sentence
from huiqi.slips import near
from huiqi.spelling import Names
from huiqi.wordings import yes_or_no


def suppose(
    rulebook: Rulebook,
    written: Iterable[str],
    option: str = "--set",
    diagnostics: Diagnostics | None = None,
) -> Rulebook:
    """The rulebook as if each ``name=value`` held on every day, whatever the sources say.

    The name is a parameter's id or label; the value is written as in the rules (``20%``,
    ``8000万元``).  Every dated or conditional value of that parameter gives way to the supposed
    one; the names are kept in ``Rulebook.hypothetical``.  Nothing written changes nothing.  An
    amount without a unit counts yuan, and that is remarked on to ``diagnostics`` (P131).

    Raises :class:`~huiqi.diagnostics.InputError` with every fault; ``option`` is where they stand.
    """
    diagnostics = Diagnostics() if diagnostics is None else diagnostics
    place = Place(option)
    parameters = dict(rulebook.parameters)
    supposed: dict[str, str] = {}
    names = Names({p.id: (p.id, p.label.zh, p.label.en) for p in parameters.values()})
    for text in written:
        name, mark, value = (part.strip() for part in text.partition("="))
        if not (name and mark and value):
            remedy = sentence("写作 参数=值，例如 rd_subsidy_rate=30%")
            diagnostics.report("C110", place, sentence("不是一个假设"), found=text, remedy=remedy)
            continue
        found = rulebook.parameters.get(names.find(name) or "")
        if found is None:
            labels = [parameter.label.zh for parameter in rulebook.parameters.values()]
            diagnostics.report(
                "C111",
                place,
                sentence("规则库里没有这个参数"),
                found=name,
                allowed=near(name, labels) or labels,
                names=(*rulebook.parameters, *labels),
            )
        elif found.id in supposed or found.id in rulebook.hypothetical:
            message = sentence("{parameter} 已经有一个假设", parameter=found.id)
            diagnostics.report(
                "C113", place, message, found=text, remedy=sentence("每个参数只假设一次")
            )
        else:
            supposed[found.id] = value
            try:
                parameters[found.id] = _with_value(found, value)
                _ask_about(found, value, place, diagnostics)
            except QuantityError as problem:
                message = sentence(
                    "{parameter}：{problem}", parameter=found.label, problem=problem.told
                )
                remedy = _EXAMPLES[found.type.kind]
                diagnostics.report("C112", place, message, found=value, remedy=remedy)
    if diagnostics.errors:
        raise InputError(diagnostics.items)
    if not supposed:
        return rulebook
    closure = linked_checks.closure(rulebook.definitions, parameters, rulebook.facts)
    return replace(
        rulebook,
        parameters=parameters,
        closure=closure,
        weak=linked_checks.weak(closure, rulebook.definitions, parameters),
        hypothetical=tuple(dict.fromkeys((*rulebook.hypothetical, *supposed))),
    )


def _ask_about(parameter: Parameter, written: str, place: Place, diagnostics: Diagnostics) -> None:
    """An amount without a unit: it may be meant in 万元."""
    if parameter.type.kind is Kind.MONEY and is_bare(written, parameter.type):
        number, _ = split_money(written)
        if number:
            more, less = f"{written}{_MORE}", f"{written}{_LESS}"
            diagnostics.warn(
                "P131",
                place,
                sentence("{parameter}没有写单位，按元读", parameter=parameter.label),
                found=written,
                remedy=sentence("是万元就写 {more}，是元就写 {less}", more=more, less=less),
            )


def _with_value(parameter: Parameter, written: str) -> Parameter:
    """The parameter with this one value, on every day.

    Its grade is never better than what it replaces; one that only weak statements supported counts
    as reported, because a supposed value is there to be counted.
    """
    literal = Literal(parameter.type, _parse(parameter, written), written)
    grade = min(max(row.grade for row in parameter.rows), WEAK - 1)
    row = DatedValue(since=date.min, until=None, when=None, value=literal, basis=(), grade=grade)
    return replace(parameter, overlap="none", rows=(row,))


def _parse(parameter: Parameter, written: str) -> Decimal | date | bool:
    if parameter.type.kind is Kind.BOOL:
        answer = yes_or_no(written)
        if answer is None:
            raise QuantityError(sentence("写 是 或 否"))
        return answer
    number = parse_number(written, parameter.type)
    if isinstance(number, Decimal) and number < 0:
        raise QuantityError(sentence("不能小于零"))
    return number


#: The units in which a bare amount may be meant.
_MORE, _LESS = "万元", "元"
_EXAMPLES = {
    Kind.MONEY: sentence("例如 {example}", example="500万元"),
    Kind.RATIO: sentence("例如 20% 或 0.2"),
    Kind.COUNT: sentence("例如 {example}", example="100"),
    Kind.DATE: sentence("例如 {example}", example="2023-01-01"),
    Kind.BOOL: sentence("例如 {example}", example="是"),
}
