"""A170: what a guide to applying (申兑指南) would have to say and no source does."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from huiqi.audit.context import Audit
from huiqi.audit.finding import Check, Figure, Finding, Level, share_figure
from huiqi.rulebook.guide import Element, elements_stated
from huiqi.rulebook.measure import Measure
from huiqi.sentences import sentence

#: What each is called, and that it is stated.
_WORDS = {
    Element.BENEFICIARIES: (sentence("惠及对象"), sentence("写明惠及对象")),
    Element.CONDITIONS: (sentence("申报条件"), sentence("写明申报条件")),
    Element.PAID_WITHIN: (sentence("兑现时限"), sentence("写明兑现时限")),
    Element.OFFICE: (sentence("受理地址"), sentence("写明受理地址")),
    Element.TELEPHONE: (sentence("咨询电话"), sentence("写明咨询电话")),
}


def _measures(audit: Audit) -> list[Measure]:
    """Those that support an enterprise and have a text."""
    return [measure for measure in audit.rulebook.supports if measure.published]


def _look(audit: Audit) -> Iterator[Finding]:
    for measure in _measures(audit):
        stated = elements_stated(measure)
        missing = tuple(_WORDS[element][0] for element in Element if element not in stated)
        if missing:
            yield Finding(
                place=measure.place,
                subject=measure.id,
                text=sentence(
                    "“{measure}”来源没有写：{missing}", measure=measure.title, missing=missing
                ),
            )


def _figures(audit: Audit) -> Iterable[Figure]:
    said = [elements_stated(measure) for measure in _measures(audit)]
    text = sentence("申兑指南五要素")
    yield share_figure("guide", text, (element in one for one in said for element in Element))
    for element in Element:
        key, text = f"guide_{element.value}", _WORDS[element][1]
        yield replace(share_figure(key, text, (element in one for one in said)), detail=True)


CHECK = Check(
    code="A170",
    title=sentence("申兑指南的五要素"),
    explanation=sentence(
        "惠及对象、申报条件、兑现时限、受理地址、咨询电话，是一省要求每项政策的申兑指南写明的。"
        "这里数有条文的措施写明了几样：有条件写作 unknown 的，申报条件不算写明；"
        "外地的、推定的说法不算。缺的不是规则的缺陷，是要向主管部门补问的。"
    ),
    look=_look,
    severity=Level.NOTE,
    further=_figures,
)
