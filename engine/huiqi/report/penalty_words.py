"""The words of the penalty reports, in Chinese and English."""

from __future__ import annotations

from datetime import date
from typing import Protocol

from huiqi.penalty.results import Consequence, PenaltyStatus
from huiqi.report.wording import word
from huiqi.rulebook.penalties import TemporalScope
from huiqi.rulebook.penalty_models import EffectName, ModalityName

PENALTY_STATUS = {
    PenaltyStatus.DECIDED: ("已确定", "settled"),
    PenaltyStatus.NEEDS_JUDGEMENT: ("须人工判定", "needs judgement"),
    PenaltyStatus.UNDETERMINED: ("尚不能确定", "undetermined"),
}
PENALTY_MARK = {
    PenaltyStatus.DECIDED: "●",
    PenaltyStatus.NEEDS_JUDGEMENT: "!",
    PenaltyStatus.UNDETERMINED: "?",
}
_MUST, _MAY = ("应当", "must be "), ("可以", "may be ")
EFFECT = {
    "none": ("不予行政处罚", "left unpunished"),
    "mitigated": ("减轻处罚", "punished below the range"),
    "lighter_or_mitigated": ("从轻或者减轻处罚", "punished lightly or below the range"),
    "lighter": ("从轻处罚", "punished lightly within the range"),
    "ordinary": ("依法处罚", "punished as the law provides"),
}
JURISDICTION = {
    "national": ("全国", "national"),
    "province": ("山东省", "Shandong"),
    "city": ("聊城市", "Liaocheng"),
}
DOCUMENT_KIND = {
    "shandong": ("山东其他市", "another city of Shandong"),
    "elsewhere": ("外省", "another province"),
    "unknown_place": ("地区未标明", "place not stated"),
    "draft": ("征求意见稿", "a draft"),
    "unsourced": ("无可引来源", "no source can be cited"),
}
EVIDENCE = {
    "official": ("清单原文", "the list's text"),
    "reported": ("报道转述", "reported"),
    "unsourced": ("无来源", "unsourced"),
}


def outcome(effect: str, modality: str, language: str) -> str:
    """A pair of effect and modality."""
    if effect == "ordinary":
        return word(("依法处罚", "punished as the law provides"), language)
    modal = word(_MUST if modality == "must" else _MAY, language)
    return f"{modal}{word(EFFECT[effect], language)}"


class _Outcome(Protocol):
    """A rule, or the outcome that a row of a table was read as."""

    @property
    def effect(self) -> EffectName: ...
    @property
    def modality(self) -> ModalityName: ...
    @property
    def instead(self) -> tuple[EffectName, ...]: ...


def follows(rule: _Outcome, language: str) -> str:
    """What a rule comes to, with what the authority may choose in its place."""
    if not rule.instead:
        return outcome(rule.effect, rule.modality, language)
    zh = language == "zh"
    chosen = (" or ", "或者")[zh].join(word(EFFECT[effect], language) for effect in rule.instead)
    modal = word(_MAY, language)
    rest = word(EFFECT[rule.effect], language)
    if rule.modality == "may":
        return f"{modal}{chosen}或者{rest}" if zh else f"{modal}{chosen} or {rest}"
    rest = outcome(rule.effect, "must", language)
    return f"{modal}{chosen}；不这样决定的，{rest}" if zh else f"{modal}{chosen}; otherwise {rest}"


def consequence(found: Consequence, language: str) -> str:
    """What follows, in a sentence; where it may be more lenient, also what follows otherwise."""
    first = outcome(*found.outcome, language)
    if found.may is None:
        return first
    rest = outcome(found.must, "must", language)
    return f"{first}；不这样决定的，{rest}" if language == "zh" else f"{first}; otherwise {rest}"


def expired(until: date | None, day: date, language: str) -> str:
    """Said of a document that ended before the day."""
    if until is None or until >= day:
        return ""
    return f"（已过期：至 {until}）" if language == "zh" else f" (expired {until})"


def period(force: TemporalScope, language: str) -> str:
    """When a list applies, as far as it is known."""
    return force.period.text.in_language(language)
