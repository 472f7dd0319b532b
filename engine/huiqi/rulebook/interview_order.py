"""Linking the order in which an interview asks, as the authors of the rules declare it.

R356 what is no fact, no topic, or is named twice; or a second declaration.
"""

from __future__ import annotations

from collections.abc import Mapping

from huiqi.rulebook.linking import Linking
from huiqi.rulebook.models import FactsFile
from huiqi.rulebook.rulebook import Definition, Fact
from huiqi.rulebook.vocabulary import InterviewOrder
from huiqi.sentences import sentence


def link_interview(
    linker: Linking, facts: Mapping[str, Fact], definitions: Mapping[str, Definition]
) -> InterviewOrder:
    """The one order that is declared; without one, the order of the files."""
    declared: dict[str, Fact | Definition] = {**facts, **definitions}
    topics = dict.fromkeys(one.topic.zh for one in declared.values() if one.topic is not None)
    found: InterviewOrder | None = None
    for part in linker.files.of("facts", FactsFile):
        model = part.model.interview
        if model is None:
            continue
        if found is not None:
            part.report(
                "R356",
                ("interview",),
                sentence("问答的顺序已经写在别处"),
                remedy=sentence("只写一处"),
            )
            continue
        for key, named, allowed in (
            ("first", model.first, [*declared]),
            ("topics", model.topics, [*topics]),
        ):
            for index, name in enumerate(named):
                if name not in allowed or name in named[:index]:
                    message = (
                        sentence("写了两次")
                        if name in allowed
                        else sentence("没有这项事实或这个话题")
                    )
                    at = ("interview", key, index)
                    part.report("R356", at, message, found=name, allowed=allowed)
        found = InterviewOrder(first=model.first, topics=model.topics)
    if found is None:
        return InterviewOrder(topics=tuple(topics))
    # A topic that is not named comes after those that are.
    rest = (topic for topic in topics if topic not in found.topics)
    return InterviewOrder(first=found.first, topics=(*found.topics, *rest))
