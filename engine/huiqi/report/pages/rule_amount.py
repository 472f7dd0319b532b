"""What a measure gives, in words: formula, floors, caps, rounding, stages, pool."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from huiqi.language.tree import Node, UnknownValue
from huiqi.report.phrases import Phrases
from huiqi.rulebook.gives_texts import ONCE, PER, rounding_text
from huiqi.rulebook.measure import Gives, Uplift, gives_nodes
from huiqi.rulebook.rulebook import names_read
from huiqi.words import to_say

_UNKNOWN = to_say("按项目还是按企业，来源没有写")


def amount_lines(gives: Gives, phrases: Phrases, formulas: bool = False) -> Iterator[str]:
    """A line for each step, in the order of working; ``formulas``: as the rule writes it."""
    say = phrases.say
    prose = phrases.written if formulas else phrases.prose
    for statement in gives.conflicting:
        yield say("其一 {text}", text=phrases.text(statement.text))
    if gives.amount is not None and not gives.conflicting:
        yield prose(gives.amount)
    if gives.at_most is not None:
        yield say("不超过 {money}", money=prose(gives.at_most))
    if gives.uplift is not None:
        yield _uplift(gives.uplift, phrases)
    yield from _limits(gives, phrases, prose)
    if gives.once is not None:
        yield phrases.text(ONCE[gives.once.scope])
    if gives.rounding is not None:
        yield phrases.text(rounding_text(gives.rounding))
    for stage in gives.stages:
        share = prose(stage.share)
        yield say("{text}：{names}", text=phrases.text(stage.text), names=share)
    if gives.shared_from is not None:
        yield say("出自总额 {money}", money=prose(gives.shared_from))
    for reading in gives.readings:
        yield say("另一读法 {formula}", formula=prose(reading.node))


def figures_named(gives: Gives, phrases: Phrases) -> Iterator[str]:
    """What the figures come to that the steps name: a rate by its name alone says nothing."""
    say, parameters = phrases.say, phrases.rulebook.parameters
    named = (name for node in gives_nodes(gives) for name in names_read(node))
    for name in dict.fromkeys(named):
        if name not in parameters or len(parameters[name].rows) != 1:
            continue
        value, label = parameters[name].rows[0].value, phrases.text(parameters[name].label)
        told = say.told(value.reason) if isinstance(value, UnknownValue) else phrases.prose(value)
        yield say("{label}：{value}", label=label, value=told)


def _uplift(uplift: Uplift, phrases: Phrases) -> str:
    """A share of what other measures pay."""
    say = phrases.say
    names = say.listed([phrases.text(phrases.rulebook.measures[n].title) for n in uplift.of])
    rate = phrases.prose(uplift.rate)
    if uplift.only_limit:
        return say("在 {names} 的金额上最高上浮 {rate}", names=names, rate=rate)
    return say("在 {names} 的金额上上浮 {rate}", names=names, rate=rate)


def _limits(gives: Gives, phrases: Phrases, prose: Callable[[Node], str]) -> Iterator[str]:
    """Its floors, then its caps, each with what it is held to."""
    say = phrases.say
    for floor in gives.floors:
        yield say("下限（{per}）{limit}", per=_per(floor.per, phrases), limit=prose(floor.at_least))
    for cap in gives.caps:
        said = say("上限（{per}）{limit}", per=_per(cap.per, phrases), limit=prose(cap.at_most))
        yield say("{said}，扣除 {less}", said=said, less=prose(cap.less)) if cap.less else said


def _per(per: str, phrases: Phrases) -> str:
    return phrases.say(_UNKNOWN) if per == "unknown" else phrases.text(PER[per])
