"""The words of the pages on penalties: what follows, whose list it is, where a text comes from."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Protocol

from huiqi.penalty.results import Consequence
from huiqi.report.phrases import Phrases
from huiqi.rulebook.measure import Rule
from huiqi.rulebook.penalties import PenaltyBook
from huiqi.rulebook.sanction import EffectName, ModalityName
from huiqi.words import Say, to_say

EFFECTS = {
    "none": to_say("不予行政处罚"),
    "mitigated": to_say("减轻处罚"),
    "lighter_or_mitigated": to_say("从轻或者减轻处罚"),
    "lighter": to_say("从轻处罚"),
    "ordinary": to_say("依法处罚"),
}
#: The same in a narrow column.
_BRIEF: dict[tuple[str, str], str] = {
    ("none", "must"): to_say("应当不予"),
    ("none", "may"): to_say("可以不予"),
    ("mitigated", "must"): to_say("应当减轻"),
    ("mitigated", "may"): to_say("可以减轻"),
    ("lighter_or_mitigated", "must"): to_say("从轻减轻"),
    ("lighter_or_mitigated", "may"): to_say("可以从轻"),
    ("lighter", "must"): to_say("应当从轻"),
    ("lighter", "may"): to_say("可以从轻"),
}
EVIDENCE = {
    "official": to_say("清单原文"),
    "reported": to_say("报道转述"),
    "unsourced": to_say("无来源"),
}


def outcome(effect: str, modality: str, say: Say) -> str:
    """A pair of effect and modality."""
    named = say(EFFECTS[effect])
    if effect == "ordinary":
        return named
    return say(
        to_say("应当{effect}") if modality == "must" else to_say("可以{effect}"), effect=named
    )


class _Outcome(Protocol):
    """A rule, or the outcome that a row of a table was read as."""

    @property
    def effect(self) -> EffectName: ...
    @property
    def modality(self) -> ModalityName: ...
    @property
    def instead(self) -> tuple[EffectName, ...]: ...


def follows(rule: _Outcome, say: Say) -> str:
    """What a rule comes to, with what the authority may choose in its place."""
    if not rule.instead:
        return outcome(rule.effect, rule.modality, say)
    chosen = [say(EFFECTS[effect]) for effect in rule.instead]
    if rule.modality == "may":
        return say("可以{effect}", effect=_either([*chosen, say(EFFECTS[rule.effect])], say))
    return say(
        "{may}；不这样决定的，{must}",
        may=say("可以{effect}", effect=_either(chosen, say)),
        must=outcome(rule.effect, "must", say),
    )


def _either(effects: Iterable[str], say: Say) -> str:
    return say("或者").join(effects)


def brief(rule: Rule, say: Say) -> str:
    """What a rule comes to, in few words."""
    sanction = rule.sanction
    if sanction.instead:
        return say("可以不予") if sanction.instead == ("none",) else say("可以从轻")
    return brief_pair((sanction.effect, sanction.modality), say)


def brief_pair(pair: tuple[str, str], say: Say) -> str:
    """An effect with must or may, in few words."""
    return say(EFFECTS["ordinary"]) if pair[0] == "ordinary" else say(_BRIEF[pair])


def consequence(found: Consequence, say: Say) -> str:
    """What follows, in a sentence; where it may be more lenient, also what follows otherwise."""
    first = outcome(*found.outcome, say)
    if found.may is None:
        return first
    return say("{may}；不这样决定的，{must}", may=first, must=outcome(found.must, "must", say))


def titled(rule: Rule, book: PenaltyBook, phrases: Phrases) -> str:
    """A provision by its title, an item with the list it stands in."""
    title = phrases.text(rule.title)
    if not rule.sanction.listed:
        return title
    number, whose = rule.sanction.number, place(rule, book, phrases)
    told = to_say("{place}清单第{number}项：{title}") if number else to_say("{place}清单：{title}")
    return phrases.say(told, place=whose, number=number, title=title)


def place(rule: Rule, book: PenaltyBook, phrases: Phrases) -> str:
    """Whose list an item stands in."""
    return phrases.text(book.whose(rule.collection))


def briefly(rule: Rule, book: PenaltyBook, phrases: Phrases) -> str:
    """A provision by its title, an item by its list alone."""
    if not rule.sanction.listed:
        return phrases.text(rule.title)
    return phrases.say("{place}清单", place=place(rule, book, phrases))


def expired(until: date | None, day: date, say: Say) -> str:
    """Said of a document that ended before the day."""
    if until is None or until >= day:
        return ""
    return say("（已过期：至 {day}）", day=until)


def sought_by(widened: Iterable[tuple[str, Iterable[str]]], phrases: Phrases) -> str:
    """By which words of the lists what people say was sought, and what that does not mean."""
    say = phrases.say
    each = [
        say("“{word}”按“{listed}”", word=word, listed=say.listed(list(listed)))
        for word, listed in widened
    ]
    return say(
        "{words}找的（只为多找，不是说法律上相同）", words=phrases.pick("，", ", ").join(each)
    )
