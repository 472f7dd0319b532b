"""Events dated after the day of decision: what that means is told (P145)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import partial

from huiqi.evaluation.comparison import compare
from huiqi.evaluation.contradiction import Contradiction, Lists
from huiqi.evaluation.shown import written
from huiqi.rulebook.rulebook import Rulebook
from huiqi.rulebook.text import Text
from huiqi.sentences import sentence
from huiqi.truth import Truth
from huiqi.values import exactly

#: So many events ahead are named.
MOST_AHEAD = 6


def events_ahead(rulebook: Rulebook, lists: Lists, as_of: date) -> Iterator[Contradiction]:
    """The events of each list that are dated after the day of decision: what that means is told,
    since a slip of the pen would take them away in silence.
    """
    for name, records in lists.items():
        fact = rulebook.facts[name]
        today = exactly(as_of)
        ahead = [
            record
            for record in records
            if fact.dated_by is not None
            and (day := record.fields.get(fact.dated_by)) is not None
            and compare(">", day, today) is Truth.TRUE
        ]
        if ahead and fact.dated_by is not None:
            field = fact.fields[fact.dated_by]
            days = tuple(
                sentence(
                    "{record}（{day}）",
                    record=record.key or sentence("没有写名称"),
                    day=Text.in_both(partial(written, record.fields[field.id], field.type)),
                )
                for record in ahead[:MOST_AHEAD]
            )
            yield Contradiction(
                code="P145",
                text=sentence(
                    "{fact}：{field}在评估日 {day} 之后的按还没有发生算：{records}",
                    fact=fact.label,
                    field=field.label,
                    day=as_of,
                    records=days,
                ),
                facts=((f"{name}.{field.id}", None),),
                record=ahead[0],
                refused=False,
                remedy=sentence("日期写错了就改；确实如此就不用改"),
            )
