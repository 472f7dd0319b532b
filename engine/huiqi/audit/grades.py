"""A110: how well the conditions and amounts are supported."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from huiqi.audit.context import Audit
from huiqi.audit.finding import Check, Figure, Finding, Level
from huiqi.diagnostics import Place
from huiqi.rulebook.basis import GRADES, WEAK, Grade
from huiqi.rulebook.measure import leaves
from huiqi.rulebook.text import Text

_WORDS = {
    Grade.COMPARABLE: Text(zh="外地可比", en="another body's"),
    Grade.ASSUMED: Text(zh="假定", en="assumed"),
    Grade.UNSOURCED: Text(zh="无来源", en="unsourced"),
}


def _parts(audit: Audit) -> Iterator[tuple[str, Text, Place, int, bool]]:
    """Each condition and amount of the measures that support an enterprise, with its rank; the
    flag says that the source is silent and the condition presumed.
    """
    for measure in audit.rulebook.supports:
        for clause in measure.clauses():
            for leaf in leaves(clause):
                if leaf.unknown is None:
                    subject = f"{measure.id}/{leaf.id}"
                    yield subject, leaf.text, leaf.place, leaf.grade, leaf.presumed
        if measure.gives is not None:
            text = Text(zh=f"{measure.title.zh}的金额", en=f"amount of {measure.title.en}")
            yield f"{measure.id}/gives", text, measure.place, measure.gives.grade, False


def _run(audit: Audit) -> Iterator[Finding]:
    for subject, text, place, rank, presumed in _parts(audit):
        if rank >= WEAK:
            word = _WORDS[GRADES[rank]]
            yield Finding(
                code="A110",
                severity=Level.NOTE,
                place=place,
                subject=subject,
                text=Text(
                    zh=f"“{text.zh}”是推定：满足则不碍事，不满足则尚不能确定",
                    en=f"“{text.en}” is presumed: met, it is no obstacle; else the verdict is open",
                )
                if presumed
                else Text(
                    zh=f"“{text.zh}”依据为{word.zh}，严格的读法不采信",
                    en=f"“{text.en}” is {word.en}: the strict reading does not rely on it",
                ),
            )


def _figures(audit: Audit) -> Iterable[Figure]:
    ranks = [rank for *_, rank, _ in _parts(audit)]
    official = sum(rank == 0 for rank in ranks)
    relied_on = sum(rank < WEAK for rank in ranks)
    text = Text(zh="条件与金额出自官方正文", en="conditions and amounts from official texts")
    yield Figure(key="grade_official", text=text, done=official, total=len(ranks))
    text = Text(zh="出自官方正文或报道", en="from official texts or reports")
    yield Figure(key="grade_relied_on", text=text, done=relied_on, total=len(ranks))


CHECK = Check(
    code="A110",
    title=Text(zh="条件与金额的依据等级", en="How well conditions and amounts are supported"),
    explanation=Text(
        zh="本市和省的措施里，条件与金额有多少出自官方正文、有多少出自报道；"
        "外地可比、假定和无来源的逐条列出，它们只进参照。",
        en="Of the conditions and amounts of the city's and the province's measures, how many rest "
        "on official texts and how many on reports; what is another body's, assumed or unsourced "
        "is listed: it counts in illustrations only.",
    ),
    run=_run,
    figures=_figures,
)
