"""What weak statements, or other documents, would make of a measure: apart, and never a verdict."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from huiqi.decision.results import REFUSED, Illustration, MeasureResult
from huiqi.report.blocks import Block, Heading, Note
from huiqi.report.figures import amount_overview as worth
from huiqi.report.pages import marks
from huiqi.report.pages.detail import Detail
from huiqi.report.pages.opening import and_more
from huiqi.report.pages.reasons import Reasons
from huiqi.report.pages.topic_titles import titles_in_short, titles_told
from huiqi.report.phrases import Phrases
from huiqi.rulebook.measure import Group
from huiqi.words import to_say


def reference(
    result: MeasureResult, phrases: Phrases, detail: Detail, apart: Sequence[MeasureResult] = ()
) -> Iterator[Block]:
    """The illustration of a result, if there is one; ``apart``: what has its own place on the
    page.
    """
    illustration, say = result.illustration, phrases.say
    if illustration is None:
        return
    if not illustration.models:
        yield Note(weakly_said(illustration, phrases))
        return
    placed = {other.measure.id for other in apart}
    models = [model for model in illustration.models if model.measure.id not in placed]
    own = [model for model in illustration.models if model.measure.id in placed]
    yield Heading(say("参照（不作结论，不进合计）"))
    if own:
        names = say.listed([phrases.text(model.measure.title) for model in own])
        yield Note(say("另见：{names}", names=names), 1)
    told = models[: detail.most(detail.references)]
    for place, model in enumerate(told):
        yield Note(model_said(model, phrases), 1)
        if place == 0 or detail.full:
            yield from _reasons(model, phrases, detail)
    yield from and_more(len(models) - len(told), to_say("另 {number} 件：--full"), phrases)
    if detail.found:
        yield from titles_told(result, phrases, 1)
    elif said := titles_in_short(result, phrases):
        yield Note(said, 1)


def weakly_said(found: Illustration, phrases: Phrases) -> str:
    """What weak statements alone would make of it, and whose they are."""
    return phrases.say(
        "参照  如按参照依据计：{said}（不是本市规定：{sources}）",
        said=standing(found, phrases),
        sources=phrases.say.listed([basis.source.title for basis in found.modelled_on]),
    )


def standing(found: Illustration | MeasureResult, phrases: Phrases) -> str:
    """The verdict; where it is no refusal, with the amount."""
    say = phrases.say
    status = say(marks.STATUSES[found.status])
    if found.status in REFUSED:
        return status
    return say("{status}，{amount}", status=status, amount=worth(found.amount, say))


def model_said(model: MeasureResult, phrases: Phrases) -> str:
    """Whose measure it is, how well it is supported, and what it would make of this enterprise."""
    programme = phrases.rulebook.programmes[model.measure.collection]
    said = standing(model, phrases)
    if model.force.timing is not None:
        said = phrases.say("{said}（{timing}）", said=said, timing=phrases.text(model.force.timing))
    return phrases.say(
        "{place}《{title}》（{grade}）：照它的条件{said}",
        place=phrases.text(programme.name),
        title=phrases.text(model.measure.title),
        grade=marks.grade(model.figure_grade, phrases),
        said=said,
    )


def _reasons(model: MeasureResult, phrases: Phrases, detail: Detail) -> Iterator[Block]:
    reasons = Reasons(model, phrases, detail)
    requires = model.measure.requires
    if model.verdict is None or (isinstance(requires, Group) and requires.kind != "all"):
        yield Note(reasons.summary(), 2)
    yield from reasons.tree(2)
