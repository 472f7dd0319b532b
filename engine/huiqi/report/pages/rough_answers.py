"""What was told as a range: it is not asked as if nobody had told it, and what an audit decides is
not taken as audited.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from huiqi.decision.questions import asked_alike
from huiqi.decision.results import ClauseResult, MeasureResult
from huiqi.decision.standing import is_told_roughly
from huiqi.evaluation.reads import Missing, declared_of
from huiqi.language.tree import FieldReference
from huiqi.profile.profile import Profile
from huiqi.report.phrases import Phrases
from huiqi.rulebook.rulebook import Fact, Rulebook
from huiqi.truth import Truth
from huiqi.values import Interval
from huiqi.words import to_say


def is_audited_later(declared: object) -> bool:
    """Whether a figure is that of an audit, before which it is told as a range."""
    return isinstance(declared, Fact) and declared.at_most_told is not None


def rests_on_audit(clause: ClauseResult, rulebook: Rulebook) -> bool:
    """Whether what is met is met by a figure of an audit that was told as a range: whoever tells
    one does not say that there was an audit.
    """
    if clause.truth is not Truth.TRUE:
        return False
    for found in clause.trace.actual:
        node, value = found.node, found.value
        if not isinstance(node, FieldReference) or not isinstance(value, Interval) or value.known:
            continue
        record = node.record.type.record
        owner = rulebook.facts.get(record.name) if record is not None else None
        if owner is not None and is_audited_later(owner.fields.get(node.field)):
            return True
    return False


def roughly_told(missing: Missing, profile: Profile, phrases: Phrases) -> str:
    """Of a question that was answered with a range, when it is answered anew; empty of others."""
    if not is_told_roughly(profile, missing):
        return ""
    if is_audited_later(declared_of(phrases.rulebook, missing)):
        return phrases.say("写过范围，审核以后再改")
    return phrases.say("写过范围，说得准了再改")


def awaits_audit(
    result: MeasureResult, is_rough: Callable[[Sequence[Missing]], bool], phrases: Phrases
) -> str:
    """That what it comes to is known by an audit alone, of which a range was told; empty where none
    is awaited.
    """
    waited = [
        one
        for one in result.missing
        if is_audited_later(declared_of(phrases.rulebook, one)) and is_rough([one])
    ]
    return phrases.say("审核以后才有准数") if waited else ""


def answers_told(
    missing: Iterable[Missing],
    is_rough: Callable[[Sequence[Missing]], bool],
    phrases: Phrases,
    words: str = to_say("要答：{fact}"),
    shown_as: Callable[[Sequence[Missing]], Sequence[str]] = lambda _: (),
) -> str:
    """What is to be answered (``words``); of what was told as a range, that it is to be made exact,
    or is so once it is audited.  ``shown_as``: the numbers under which questions stand below.
    """
    say, groups = phrases.say, dict[str, list[Missing]]()
    alike: dict[Missing, list[Missing]] = {}
    for one in missing:
        alike.setdefault(asked_alike(one), []).append(one)
    for asked, every in alike.items():
        declared = declared_of(phrases.rulebook, asked)
        if declared is None:
            continue
        own = words
        if is_rough(every):
            own = to_say("说准：{fact}")
            if is_audited_later(declared):
                own = to_say("审核以后定：{fact}")
        groups.setdefault(own, []).extend(every)

    def told(own: str, asked: Sequence[Missing]) -> str:
        step = say(own, fact=say.listed(labels_of(asked, phrases)))
        numbers = shown_as(asked)
        if not numbers:
            return step
        return say("{step}（下面第 {numbers} 问）", step=step, numbers=say.listed(numbers))

    return phrases.joined(told(own, asked) for own, asked in groups.items())


def labels_of(missing: Iterable[Missing], phrases: Phrases) -> list[str]:
    """What is asked, by its names, each once."""
    declared = (declared_of(phrases.rulebook, one) for one in missing)
    return list(dict.fromkeys(phrases.text(one.label) for one in declared if one is not None))
