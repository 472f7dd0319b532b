"""An open answer in one plain sentence: under which listed matter the act falls, or may, what
follows then and what it still turns on, what to do first, and who decides.
"""

from __future__ import annotations

from collections.abc import Iterator

from huiqi.penalty.results import Answer, PenaltyDecision
from huiqi.report.pages import penalty_words as words
from huiqi.report.pages.penalty_open import nothing_like, under_item
from huiqi.report.pages.penalty_room import Told
from huiqi.rulebook.measure import Rule
from huiqi.truth import Truth
from huiqi.words import to_say


def in_plain_words(decision: PenaltyDecision, told: Told) -> str:
    """The sentence; empty where it is settled, or no listed matter is told, nor near in words."""
    say = told.phrases.say
    if decision.answer.worst == decision.answer.best:
        return ""
    found = _matter(decision, told)
    if found is None:
        unlike = nothing_like(told)
        if not unlike:
            return ""
        general = say("不等于就要罚：一般规定（轻微并及时改正，初次、危害轻微并及时改正）仍适用。")
        return "".join((unlike, general, *_then(decision, told)))
    rule, answer = found
    item = told.titled(rule)
    if rule.sanction.number:
        whose = words.place(rule, told.book, told.phrases)
        item = say("{place}清单第 {number} 项", place=whose, number=rule.sanction.number)
    fails = any(one.rule.id == rule.id and one.decides is Truth.FALSE for one in answer.rules)
    if fails:
        return say("{item}用不上了；还有别的可能，看下面。", item=item)
    head = to_say("像{item}，是的话{follows}。")
    if decision.incident.items:
        head = to_say("按{item}：{follows}。")
    said = say(head, item=item, follows=under_item(rule, answer, told, names=True))
    return "".join((said, *_then(decision, told)))


def _then(decision: PenaltyDecision, told: Told) -> Iterator[str]:
    """What is to be done first, and who decides."""
    say = told.phrases.say
    left = [told.phrases.text(step.text) for step in decision.steps if not step.done]
    if left:
        yield say("先做：{steps}。", steps=say.listed(left))
    authority = told.of("authority") or say("查处它的那个机关")
    yield say("由{authority}决定，带上证明去问它。", authority=authority)


def _matter(decision: PenaltyDecision, told: Told) -> tuple[Rule, Answer] | None:
    """The listed matter that was named, else the nearest in words of its field."""
    items = {*(decision.incident.items or ())}
    own = [one.rule for one in decision.answer.rules if one.rule.id in items]
    if own:
        return own[0], decision.answer
    if not decision.alike or not told.of("domain"):
        return None
    for rule, answer in decision.under_candidates:
        if rule is not None:
            return rule, answer
    return None
