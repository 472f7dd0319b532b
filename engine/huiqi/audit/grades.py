"""A110: how well the conditions and amounts are supported."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from huiqi.audit.context import Audit
from huiqi.audit.finding import Check, Figure, Finding, Level, Looked, share_figure
from huiqi.diagnostics import Place
from huiqi.rulebook.basis import GRADES, WEAK, Grade
from huiqi.rulebook.measure import leaves
from huiqi.sentences import InLanguages, sentence
from huiqi.words import to_say

_PRESUMED = to_say("“{condition}”是推定：满足则不碍事，不满足则尚不能确定")
_WEAK = {
    Grade.COMPARABLE: to_say("“{condition}”依据为外地可比，严格的读法不采信"),
    Grade.ASSUMED: to_say("“{condition}”依据为假定，严格的读法不采信"),
    Grade.UNSOURCED: to_say("“{condition}”依据为无来源，严格的读法不采信"),
}


def _parts(audit: Audit) -> Iterator[tuple[str, InLanguages, Place, int, bool]]:
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
            amount = sentence("{measure}的金额", measure=measure.title)
            yield f"{measure.id}/gives", amount, measure.place, measure.gives.grade, False


def _look(audit: Audit) -> Iterator[Looked]:
    for subject, text, place, rank, presumed in _parts(audit):
        if rank >= WEAK:
            pattern = _PRESUMED if presumed else _WEAK[GRADES[rank]]
            yield Finding(place=place, subject=subject, text=sentence(pattern, condition=text))


def _figures(audit: Audit) -> Iterable[Figure]:
    ranks = [rank for *_, rank, _ in _parts(audit)]
    text = sentence("条件与金额出自官方正文")
    yield share_figure("grade_official", text, (rank == 0 for rank in ranks))
    text = sentence("出自官方正文或报道")
    yield share_figure("grade_relied_on", text, (rank < WEAK for rank in ranks))


CHECK = Check(
    code="A110",
    title=sentence("条件与金额的依据等级"),
    explanation=sentence(
        "本市和省的措施里，条件与金额有多少出自官方正文、有多少出自报道；"
        "外地可比、假定和无来源的逐条列出，它们只进参照。"
    ),
    look=_look,
    severity=Level.NOTE,
    further=_figures,
)
