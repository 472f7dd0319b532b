"""What is worth asking, with what hangs on it and who knows."""

from __future__ import annotations

from collections.abc import Iterator

from huiqi.profile.profile import Profile
from huiqi.report.blocks import Block, Column, Note, Table
from huiqi.report.figures import at_most
from huiqi.report.pages import marks
from huiqi.report.pages.next_step import NumberedQuestions
from huiqi.report.phrases import Phrases


def questions_table(
    asked: NumberedQuestions, phrases: Phrases, profile: Profile
) -> Iterator[Block]:
    """The first questions, numbered, and where the others are."""
    say = phrases.say
    if not asked.shown:
        return
    rows = [
        (
            f"{number} {phrases.asked(first.missing, profile, len(group))}",
            say("{number} 项", number=len({m.measure.id for q in group for m in q.measures})),
            at_most(largest, say) if largest is not None else say("未知"),
            marks.known_by(first.known_by, phrases),
        )
        for number, group in enumerate(asked.shown, 1)
        for first in group[:1]
        for largest in [max((q.largest for q in group if q.largest is not None), default=None)]
    ]
    columns = (
        Column(head=say("先弄清这几问"), least=42, grows=True),
        Column(head=say("关系"), align="right"),
        Column(head=say("最大一项"), align="right"),
        Column(head=say("谁知道")),
    )
    yield Table(columns, rows)
    more = asked.number - len(asked.shown)
    if more:
        yield Note(
            say("另有 {number} 问。写成表去问 huiqi check F --write-missing G", number=more), 1
        )
