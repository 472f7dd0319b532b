"""A600: what the penalty lists leave open, and how much of the city's own list is there."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from huiqi.audit.context import Audit
from huiqi.audit.finding import Check, Figure, Finding, Level
from huiqi.rulebook.loading import holds_penalties, load_penalties
from huiqi.rulebook.measure import leaves
from huiqi.rulebook.penalty_clauses import UNSEEN
from huiqi.sentences import sentence


def _look(audit: Audit) -> Iterator[Finding]:
    if not holds_penalties(audit.rules):
        return
    book = load_penalties(audit.rules)
    for found in book.lists.values():
        period = found.in_force
        if not period.settled:
            text = sentence("清单施行到哪一天没有来源，由有权的人确认")
            yield Finding(place=period.place, subject=found.id, text=text)
    for item in book.items.values():
        for condition in leaves(item.requires):
            if condition.id == UNSEEN:
                text = sentence("条件没有看到，列为待判定的问题")
                yield Finding(place=item.place, subject=item.id, text=text)
        others = item.sanction.conflicts_with
        if others and item.id < min(others):
            text = sentence("同一事项另有写法：{others}", others=tuple(others))
            yield Finding(place=item.place, subject=item.id, text=text)


def _figures(audit: Audit) -> Iterable[Figure]:
    if not holds_penalties(audit.rules):
        return
    book = load_penalties(audit.rules)
    own = [found for found in book.lists.values() if found.level == "city"]
    items = [item for found in own for item in book.items_of(found.id)]
    city = book.named_as("city")
    text = sentence("{city}清单的事项（分母见于报道）", city=city)
    yield Figure(key="penalty_city_items", text=text, done=len(items), total=book.city.items)
    text = sentence("{city}清单的领域（分母见于报道）", city=city)
    yield Figure(
        key="penalty_city_domains",
        text=text,
        done=len({item.sanction.domain for item in items}),
        total=book.city.domains,
    )


CHECK = Check(
    code="A600",
    title=sentence("免罚轻罚清单的缺口"),
    explanation=sentence(
        "施行日无来源的清单、没有看到条件的事项、写法不一的事项，以及本市自己的清单有多少。"
    ),
    look=_look,
    severity=Level.NOTE,
    further=_figures,
)
