"""What others than the house know, and is asked of them before anything is done."""

from __future__ import annotations

from collections.abc import Sequence

from huiqi.decision.questions import asked_alike
from huiqi.evaluation.reads import Missing, declared_of
from huiqi.report.pages.who_knows import known_to
from huiqi.report.phrases import Phrases
from huiqi.rulebook.rulebook import Fact
from huiqi.words import to_say


def labels_asked(missing: Sequence[Missing], phrases: Phrases) -> list[str]:
    """What is asked, by its names; none of what is worked out."""
    alike = dict.fromkeys(map(asked_alike, missing))
    declared = (declared_of(phrases.rulebook, one) for one in alike)
    return [phrases.text(one.label) for one in declared if isinstance(one, Fact)]


def first_asked(missing: Sequence[Missing], phrases: Phrases, *, said_unknown: bool) -> str:
    """What is to be asked first, and who knows it; ``said_unknown``: somebody in the house was
    asked and does not.
    """
    say = phrases.say
    who = dict.fromkeys(known_to(one, phrases) for one in missing)
    words = to_say("先问准：{fact}（{who}知道）")
    if said_unknown:
        words = to_say("先问准：{fact}（答过不知道，{who}知道）")
    labels = dict.fromkeys(labels_asked(missing, phrases))
    return say(words, fact=say.listed(list(labels)), who=say.listed(list(who)))
