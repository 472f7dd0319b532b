"""``rules answers``: of each answer that came back where it goes, and what would be written."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from huiqi.report.blocks import Block, Note, Page, Space, Tree, TreeItem
from huiqi.report.pages.opening import framed
from huiqi.report.phrases import Phrases

if TYPE_CHECKING:
    from huiqi.inquiry.asked import AnswerCarried
    from huiqi.inquiry.carried import Carried


def answers_page(carried: Carried, phrases: Phrases, *, written: bool) -> Page:
    """What is carried, then what a person has to write, then every line that differs."""
    say = phrases.say
    done = [answer for answer in carried.answers if answer.left is None]
    left = [answer for answer in carried.answers if answer.left is not None]
    blocks: list[Block] = [
        Note(
            say(
                "{all} 条答复：{done} 条可以照写进规则，{left} 条要由人写",
                all=len(carried.answers),
                done=len(done),
                left=len(left),
            )
        ),
    ]
    for title, answers in ((say("照写"), done), (say("由人写"), left)):
        if answers:
            blocks += [Space(), Note.strong(title)]
            blocks.append(Tree([_answer(answer, phrases) for answer in answers]))
    if carried.difference:
        blocks += [Space(), Note.strong(say("要改的地方"))]
        for file, lines in carried.difference:
            blocks += [Note(file, 1), *(Note(line, 2) for line in lines)]
    blocks += _gone(carried, phrases)
    blocks.append(Space())
    if written:
        blocks.append(Note(say("已写入；撤销：huiqi rules adopt --undo")))
    elif carried.plan.changes:
        blocks.append(Note(say("还没有写入：看过以后加 --write；装得上才写，写不完一个字不留")))
    return framed(say("求证单的答复"), blocks, phrases)


def _answer(answer: AnswerCarried, phrases: Phrases) -> TreeItem:
    say, point = phrases.say, answer.point
    asked = phrases.text(point.text) if point is not None else say("现在没有这一问")
    at = say.listed([str(place) for place in answer.at])
    below = [say("答复（{place}）：{text}", place=answer.place.spot, text=answer.answer)]
    if answer.cited:
        below.append(say("依据：{document}", document=answer.cited))
    if at:
        below.append(say("位置：{place}", place=at))
    below += [say("写作：{text}", text=text) for text in answer.writes]
    if answer.besides is not None:
        below.append(phrases.text(answer.besides))
    if answer.left is not None:
        below.append(phrases.text(answer.left))
    return TreeItem(text=f"{answer.id}  {asked}", found="\n".join(below))


def _gone(carried: Carried, phrases: Phrases) -> Iterator[Block]:
    """The cases that no longer hold."""
    if not carried.gone:
        return
    yield Space()
    yield Note.strong(phrases.say("{number} 个用例不再成立，一并移走", number=len(carried.gone)))
    for case in carried.gone:
        yield Note(f"{case.file}  {case.name}", 1)
