"""``ladder``: all steps from the foot up, what each lacks, the nearest with its reasons."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from huiqi.decision.application import application_of
from huiqi.decision.results import Status
from huiqi.decision.steps import Lacking, Ladder, Step
from huiqi.report.blocks import (
    Block,
    Column,
    Facts,
    Heading,
    Note,
    Page,
    Role,
    Said,
    Space,
    Table,
    TextRun,
)
from huiqi.report.layout import widest
from huiqi.report.pages import marks
from huiqi.report.pages.applying import applying_rows
from huiqi.report.pages.citations import cited
from huiqi.report.pages.detail import FULL, Detail, levels
from huiqi.report.pages.opening import framed_answer
from huiqi.report.pages.reasons import Reasons
from huiqi.report.phrases import Phrases
from huiqi.rulebook.measure import Condition
from huiqi.truth import Truth
from huiqi.words import to_say

_HELD = {
    Truth.TRUE: to_say("已得"),
    Truth.FALSE: to_say("没有称号"),
    Truth.UNKNOWN: to_say("没有答"),
}
#: So many conditions that are lacking are named on a line, from the fullest page to the shortest.
_NAMED = (2, 1, 0)


def ladder_pages(ladder: Ladder, phrases: Phrases) -> Iterator[Page]:
    """The page with the nearest step in much detail, then ever less."""
    for named in _NAMED:
        for detail in levels():
            yield ladder_page(ladder, phrases, detail, named)
    yield ladder_page(ladder, phrases, None, 0)


def ladder_page(ladder: Ladder, phrases: Phrases, detail: Detail | None, named: int) -> Page:
    """All steps, and below them the nearest; ``detail``: how much of its reasons, if any."""
    blocks = list(_steps(ladder, phrases, named))
    if ladder.nearest is not None:
        blocks += [Space(), *_nearest(ladder.nearest, phrases, detail)]
    text = phrases.say("看一级 huiqi ladder F 高新技术企业    全部 huiqi ladder F --full")
    return _page(ladder, phrases, [*blocks, Space(), Note(text)])


def full_ladder_page(ladder: Ladder, phrases: Phrases) -> Page:
    """All steps with everything, from the foot up."""
    blocks = list(_steps(ladder, phrases, 10**9))
    for step in ladder.steps:
        blocks += [Space(), *_step(step, phrases, FULL)]
    return _page(ladder, phrases, [*blocks, Space()])


def step_page(ladder: Ladder, step: Step, phrases: Phrases) -> Page:
    """One step with everything."""
    return _page(ladder, phrases, [*_step(step, phrases, FULL), Space()])


def _page(ladder: Ladder, phrases: Phrases, blocks: Sequence[Block]) -> Page:
    return framed_answer(phrases.say("企业梯队"), ladder.decision, (Space(), *blocks), phrases)


def _steps(ladder: Ladder, phrases: Phrases, named: int) -> Iterator[Block]:
    """A line for each step: whether its conditions are met, whether it is held, what it lacks."""
    say = phrases.say
    rows: list[Sequence[Said]] = []
    for step in ladder.steps:
        role = Role.STRONG if step is ladder.nearest else None
        standing = _standing(step, phrases, named)
        if step is ladder.nearest:
            standing = say("最近的一步：{standing}", standing=standing)
        rows.append(
            (
                _met(step),
                TextRun(phrases.text(step.result.measure.name), role),
                say(_HELD[step.held]),
                standing,
            )
        )
    yield Heading(say("从下往上各级：条件够不够，有没有称号，还差什么"))
    yield Table((Column(), Column(), Column(), Column()), rows)


def _met(step: Step) -> TextRun:
    """Whether its conditions are met today."""
    status = step.result.status
    if status is Status.NEEDS_JUDGEMENT or step.result.to_be_confirmed:
        return TextRun("!", Role.OPEN)
    return marks.verdict(status)


def _standing(step: Step, phrases: Phrases, named: int) -> str:
    """What is lacking in the words of its clauses, how many are open, how much it opens."""
    said = [_verdict(step, phrases, named)]
    if step.opens:
        said.append(phrases.say("打开 {number} 项", number=len(step.opens)))
    return phrases.say("；").join(said)


def _verdict(step: Step, phrases: Phrases, named: int) -> str:
    say, result = phrases.say, step.result
    if result.status is Status.QUALIFIES:
        return say("条件够")
    if result.status is Status.NOT_IN_FORCE:
        timing = result.force.timing
        return phrases.text(timing) if timing is not None else say("不在施行期")
    if result.to_be_confirmed:
        return say("读到的条件够，文件是否仍有效待核")
    unknown = say("{number} 项没有定", number=len(step.open))
    if result.status is Status.DOES_NOT_QUALIFY:
        count = say("差 {number} 项", number=len(step.failing))
        lacking = _listed(step.failing, count, named, phrases)
        more = say("{lacking}；另有 {unknown}", lacking=lacking, unknown=unknown)
        return more if step.open else lacking
    if all(map(_to_judge, step.open)):
        return say("待主管部门认定")
    return _listed(step.open, unknown, named, phrases)


def _to_judge(part: Lacking) -> bool:
    """Whether only an official's answer is open in it."""
    found = [lack.result for lack in part.conditions if lack.result is not None]
    return bool(found) and all(result.pending for result in found)


def _listed(parts: Sequence[Lacking], said: str, named: int, phrases: Phrases) -> str:
    """How many, and the first few by their clauses."""
    if not named:
        return said
    names = [_lacking(part, phrases) for part in parts]
    # Where there is room for one, for the shortest.
    names = sorted(names, key=widest)[:1] if named == 1 else names[:named]
    text = phrases.say.listed(names)
    if len(parts) > named:
        return phrases.say("{count}：{names} 等", count=said, names=text)
    return phrases.say("{label}：{said}", label=said, said=text)


def _lacking(part: Lacking, phrases: Phrases) -> str:
    """A part that is not met: its own words and by how much, or those of its alternatives."""
    say, clause = phrases.say, part.clause
    if not isinstance(clause, Condition) and clause.text is not None:
        return phrases.text(clause.text)
    told = []
    for lack in part.conditions:
        assert isinstance(lack.clause, Condition)
        text, gap = phrases.text(lack.clause.text), phrases.standing(lack, known_only=True).gap
        told.append(say("{clause}（{gap}）", clause=text, gap=gap) if gap else text)
    return say(" 或 ").join(told)


def _nearest(step: Step, phrases: Phrases, detail: Detail | None) -> Iterator[Block]:
    """The step to try next: what it asks, and what it opens."""
    yield Heading(phrases.say("最近的一步"))
    if detail is None:
        yield from _opens(step, phrases)
        return
    yield from _step(step, phrases, replace(detail, full=False))


def _step(step: Step, phrases: Phrases, detail: Detail) -> Iterator[Block]:
    """A step: how it stands, why, on what authority, and what it opens."""
    say, result = phrases.say, step.result
    held, grade = say(_HELD[step.held]), marks.grade(result.grade, phrases)
    yield marks.measure_line(_met(step), result, f"{held}  {grade}", phrases)
    if result.force.truth is not Truth.TRUE or detail.full:
        yield Note.quiet(phrases.text(result.force.reason), 1)
    reasons = Reasons(result, phrases, detail)
    yield Note(reasons.summary(), 1)
    yield from reasons.tree(1)
    if detail.full:
        bases = (cited(basis, phrases, full=True) for basis in result.measure.basis)
        yield Facts(list(Facts.under(say("依据"), bases)))
        yield Facts(list(applying_rows(result.measure, phrases, application_of(result))))
    yield from _opens(step, phrases)


def _opens(step: Step, phrases: Phrases) -> Iterator[Block]:
    """The measures that ask for it."""
    say = phrases.say
    titles = say.listed([phrases.text(measure.name) for measure in step.opens])
    yield Facts([(say("打开"), titles or say("规则库里没有以它为条件的措施"))])
