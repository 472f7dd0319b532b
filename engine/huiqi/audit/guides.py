"""A170: what a guide to applying (申兑指南) would have to say and no source does."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from huiqi.audit.context import Audit
from huiqi.audit.finding import Check, Figure, Finding, Level
from huiqi.rulebook.guide import Element, elements_stated
from huiqi.rulebook.measure import Measure
from huiqi.rulebook.text import Text

_NAMES = {
    Element.BENEFICIARIES: Text(zh="惠及对象", en="for whom it is"),
    Element.CONDITIONS: Text(zh="申报条件", en="the conditions"),
    Element.PAID_WITHIN: Text(zh="兑现时限", en="how soon it is paid"),
    Element.OFFICE: Text(zh="受理地址", en="where to apply"),
    Element.TELEPHONE: Text(zh="咨询电话", en="whom to call"),
}


def _measures(audit: Audit) -> list[Measure]:
    """Those that support an enterprise and have a text."""
    return [measure for measure in audit.rulebook.supports if measure.published]


def _run(audit: Audit) -> Iterator[Finding]:
    for measure in _measures(audit):
        missing = [
            _NAMES[element] for element in Element if element not in elements_stated(measure)
        ]
        if missing:
            yield Finding(
                code="A170",
                severity=Level.NOTE,
                place=measure.place,
                subject=measure.id,
                text=Text(
                    zh=f"“{measure.title.zh}”来源没有写：{'、'.join(text.zh for text in missing)}",
                    en=f"No source of “{measure.title.en}” says: "
                    f"{', '.join(text.en for text in missing)}",
                ),
            )


def _figures(audit: Audit) -> Iterable[Figure]:
    said = [elements_stated(measure) for measure in _measures(audit)]
    text = Text(zh="申兑指南五要素", en="the five elements of a guide")
    done = sum(len(elements) for elements in said)
    yield Figure(key="guide", text=text, done=done, total=len(said) * len(Element))
    for element in Element:
        name = _NAMES[element]
        yield Figure(
            key=f"guide_{element.value}",
            text=Text(zh=f"写明{name.zh}", en=f"of them {name.en}"),
            done=sum(element in elements for elements in said),
            total=len(said),
            detail=True,
        )


CHECK = Check(
    code="A170",
    title=Text(zh="申兑指南的五要素", en="The five elements of a guide to applying"),
    explanation=Text(
        zh="惠及对象、申报条件、兑现时限、受理地址、咨询电话，是一省要求每项政策的申兑指南写明的。"
        "这里数有条文的措施写明了几样：有条件写作 unknown 的，申报条件不算写明；"
        "外地的、推定的说法不算。缺的不是规则的缺陷，是要向主管部门补问的。",
        en="For whom, on which conditions, how soon paid, where to apply and whom to call is what "
        "one province asks of every policy's guide.  Of the measures that have a text it is "
        "counted how many say each: with a condition declared unknown the conditions are not "
        "stated; another body's and assumed statements do not count.  What is missing is no "
        "fault of the rules; the department has to be asked.",
    ),
    run=_run,
    figures=_figures,
)
