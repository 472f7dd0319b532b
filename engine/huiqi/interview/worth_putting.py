"""Which open questions are put at all: an answer to the others would do nothing for anybody.

What only measures wait for that come to nothing anyway, be it only as presumed, need not be
answered; nor is asked how much it was where somebody does not know whether there was any.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import lru_cache

from huiqi.decision.questions import Question
from huiqi.decision.results import Decision
from huiqi.decision.standing import is_worthless
from huiqi.evaluation.reads import Missing
from huiqi.language.tree import Comparison, FactReference, Literal
from huiqi.rulebook.rulebook import Rulebook


def worth_putting(
    questions: Iterable[Question],
    rulebook: Rulebook,
    decision: Decision,
    is_unknown: Callable[[Missing], bool],
) -> list[Question]:
    """Those of them; ``is_unknown``: whether somebody said not to know a thing."""
    # What no answer is needed for, found once for all questions.
    done = {result.measure.id for result in decision.results if is_worthless(result)}
    whether = _whether(rulebook)

    def is_open(question: Question) -> bool:
        key = question.missing
        own = (key._replace(name=name) for name in whether.get(key.name, ()))
        if not key.where and any(map(is_unknown, own)):
            return False
        return not all(one.measure.id in done for one in question.measures)

    return [question for question in questions if not question.measures or is_open(question)]


@lru_cache(maxsize=4)
def _whether(rulebook: Rulebook) -> dict[str, tuple[str, ...]]:
    """By each figure the definitions that only say whether it is more than nothing."""
    found: dict[str, tuple[str, ...]] = {}
    for name, own in rulebook.definitions.items():
        node = own.node
        if not isinstance(node, Comparison) or node.operator != ">" or not own.ask:
            continue
        left, right = node.left, node.right
        if not isinstance(left, FactReference) or left.shift or left.at is not None or left.every:
            continue
        if isinstance(right, Literal) and right.value == 0:
            found[left.name] = (*found.get(left.name, ()), name)
    return found
