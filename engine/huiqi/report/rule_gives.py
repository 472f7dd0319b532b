"""What a measure gives, in words: formula, floors, caps, rounding, stages, pool."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from huiqi.language.tree import Node
from huiqi.rulebook.gives_texts import ONCE, PER, rounding_text
from huiqi.rulebook.measure import Gives
from huiqi.rulebook.rulebook import Rulebook
from huiqi.rulebook.text import Text

_PER = PER | {
    "unknown": Text(zh="按项目还是按企业，来源没有写", en="per project or enterprise: not stated")
}
STACKING = {
    "higher": ("只取高的一项", "only the higher"),
    "choice": ("由申请人选一项", "the applicant chooses one"),
    "paid_before": ("已得其一的不再给", "what has been paid excludes the other"),
    "ceiling": ("合计有上限", "together up to a ceiling"),
    "unknown": ("来源没有写能否同时得到", "not stated whether they may be had together"),
}
STACKING_SCOPE = {
    "project": ("同一项目", "the same project"),
    "item": ("同一件", "the same item"),
    "year": ("同一年度", "the same year"),
    "enterprise": ("同一企业", "the same enterprise"),
    "level": ("不同层级政府", "another level of government"),
}


def gives_lines(
    gives: Gives, rulebook: Rulebook, prose: Callable[[Node], str], language: str
) -> Iterator[str]:
    """A line for each step, in the order of working."""

    def pick(zh: str, en: str) -> str:
        return zh if language == "zh" else en

    for statement in gives.conflicting:
        yield pick("其一 ", "one source ") + statement.text.in_language(language)
    if gives.amount is not None:
        yield prose(gives.amount)
    if gives.at_most is not None:
        yield pick("最高 ", "at most ") + prose(gives.at_most)
    if gives.uplift is not None:
        names = (rulebook.measures[name].title.in_language(language) for name in gives.uplift.of)
        raised = pick("、", ", ").join(names)
        most = pick("最高", "up to ") if gives.uplift.only_limit else ""
        rate = prose(gives.uplift.rate)
        yield pick(f"在 {raised} 的金额上{most}上浮 {rate}", f"{most}{rate} on top of {raised}")
    yield from _limit_lines(gives, prose, language)
    if gives.once is not None:
        yield ONCE[gives.once.scope].in_language(language)
    if gives.rounding is not None:
        yield rounding_text(gives.rounding).in_language(language)
    for stage in gives.stages:
        yield f"{stage.text.in_language(language)}: {prose(stage.share)}"
    if gives.shared_from is not None:
        yield pick("出自总额 ", "from a fund of ") + prose(gives.shared_from)
    for reading in gives.readings:
        yield pick("另一读法 ", "other reading ") + prose(reading.node)


def _limit_lines(gives: Gives, prose: Callable[[Node], str], language: str) -> Iterator[str]:
    """Its floors, then its caps, each with what it is held to."""
    zh = language == "zh"
    for floor in gives.floors:
        per = _PER[floor.per].in_language(language)
        yield (f"下限（{per}）" if zh else f"floor ({per}) ") + prose(floor.at_least)
    for cap in gives.caps:
        per = _PER[cap.per].in_language(language)
        less = ("，扣除 " if zh else ", less ") + prose(cap.less) if cap.less is not None else ""
        yield (f"上限（{per}）" if zh else f"cap ({per}) ") + prose(cap.at_most) + less
