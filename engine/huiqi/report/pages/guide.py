"""``rules guide``: how to apply for one measure, in the order of a guide (申兑指南)."""

from __future__ import annotations

from collections.abc import Iterator

from huiqi.report.blocks import Block, Facts, Note, Page, Role, Said, Space, TextRun, Tree, TreeItem
from huiqi.report.pages.applying import (
    material_said,
    office_said,
    paid_within_said,
    platform_said,
    telephone_said,
    window_said,
)
from huiqi.report.pages.citations import before_address, graded
from huiqi.report.pages.opening import framed
from huiqi.report.pages.rule import clause_item, only_compared
from huiqi.report.pages.rule_amount import amount_lines, figures_named
from huiqi.report.pages.whom import whom_in_short
from huiqi.report.phrases import Phrases
from huiqi.rulebook.guide import Element, elements_stated
from huiqi.rulebook.measure import Measure
from huiqi.words import to_say

ELEMENTS = {
    Element.BENEFICIARIES: to_say("惠及对象"),
    Element.CONDITIONS: to_say("申报条件"),
    Element.PAID_WITHIN: to_say("兑现时限"),
    Element.OFFICE: to_say("受理地址"),
    Element.TELEPHONE: to_say("咨询电话"),
}
_RECIPIENTS = {
    "enterprise": to_say("企业"),
    "organisation": to_say("协会、机构"),
    "cluster": to_say("集群"),
}


def guide_page(measure: Measure, phrases: Phrases) -> Page:
    """The five elements, then papers, amount, time and basis; what no source says is named."""
    say, title = phrases.say, phrases.text(measure.title)
    blocks: list[Block] = [
        Note.strong(title, beside=f"  [{measure.id}]"),
    ]
    if not measure.published:
        blocks.append(Note.open(say("条文没有公开，写不出指南")))
        for name in measure.modelled_on:
            model = phrases.rulebook.measures[name]
            if phrases.rulebook.level(model) != "comparable":
                text = say(
                    "题下的文件 {title}：huiqi rules guide {id}",
                    title=phrases.text(model.title),
                    id=name,
                )
                blocks.append(Note(text, 1))
        return framed(say("申兑指南"), [*blocks, Space()], phrases, about=title)
    whom = say(_RECIPIENTS[measure.recipient])
    if measure.summary is not None:
        whom = say("{text}：{said}", text=whom, said=phrases.text(measure.summary))
    said = elements_stated(measure)
    unsaid = [say(ELEMENTS[element]) for element in Element if element not in said]
    # Told below as well, beside the five elements.
    unsaid += [] if measure.apply.materials else [say("申报材料")]
    timed = measure.apply.windows or measure.apply.automatic is not None
    unsaid += [] if timed else [say("申报时间")]
    if unsaid:
        blocks.append(Note.open(say("来源没有写全的：{parts}", parts=say.listed(unsaid))))
    blocks += [
        Space(),
        Facts([(say(ELEMENTS[Element.BENEFICIARIES]), whom)]),
        Note.strong(say(ELEMENTS[Element.CONDITIONS])),
        Tree([clause_item(measure.requires, measure.basis, phrases, formulas=False, weak=False)]),
        *_references(measure, phrases),
        Facts([*_where(measure, phrases), *_rest(measure, phrases)]),
        Space(),
    ]
    return framed(say("申兑指南"), blocks, phrases, about=title)


def _references(measure: Measure, phrases: Phrases) -> Iterator[Block]:
    """What is no condition of it, only what another place asks."""
    texts = [phrases.text(one.text) for one in measure.conditions() if only_compared(one)]
    if texts:
        yield Note.strong(phrases.say("只作参照的（不是这份文件的条件）"))
        yield Tree([TreeItem(mark="-", text=text) for text in texts])


def _department(measure: Measure, phrases: Phrases) -> str:
    """The one that answers for it, or who may be asked; that no source names one."""
    return whom_in_short(measure, phrases) or phrases.say("来源没有写")


def _where(measure: Measure, phrases: Phrases) -> Iterator[tuple[Said, Said]]:
    """How soon, where, whom to call."""
    say, apply = phrases.say, measure.apply
    paid = apply.paid_within
    soon = paid_within_said(paid, phrases) if paid is not None else ""
    places = [office_said(apply.office, phrases)] if apply.office is not None else []
    if apply.platform is not None:
        places.append(say("网上 {platform}", platform=platform_said(apply.platform, phrases)))
    numbers = [telephone_said(telephone, phrases) for telephone in apply.telephones]
    yield say("受理部门"), _department(measure, phrases)
    for element, text in (
        (Element.PAID_WITHIN, soon),
        (Element.OFFICE, phrases.joined(places)),
        (Element.TELEPHONE, say.listed(numbers)),
    ):
        yield say(ELEMENTS[element]), _or_unsaid(text, phrases)


def _rest(measure: Measure, phrases: Phrases) -> Iterator[tuple[Said, Said]]:
    """Papers, amount, time, what is owed afterwards, basis."""
    say, apply = phrases.say, measure.apply
    materials = [material_said(material, phrases) for material in apply.materials]
    yield say("申报材料"), _or_unsaid("\n".join(materials), phrases)
    proofs = dict.fromkeys((*measure.proof, *(p for c in measure.conditions() for p in c.proof)))
    if proofs:
        yield say("条件要证明的"), say.listed(phrases.papers(proofs))
    amounts = []
    if measure.gives is not None:
        amounts = [*amount_lines(measure.gives, phrases), *figures_named(measure.gives, phrases)]
    yield say("金额"), "\n".join(amounts) or say("没有金额")
    times = [window_said(window, phrases) for window in apply.windows]
    if apply.automatic is not None:
        times.insert(0, say("免申即享") if apply.automatic else say("须申报"))
    yield say("申报时间"), _or_unsaid("\n".join(times), phrases)
    yield from Facts.under(say("以后要"), (phrases.text(one.text) for one in apply.obligations))
    if apply.note is not None:
        yield say("说明"), phrases.text(apply.note)
    cited = {basis.cited(): basis for basis in (*measure.basis, *apply.bases)}
    for number, (text, basis) in enumerate(cited.items()):
        shown = graded(text, [basis], phrases)
        url = basis.source.url
        before = before_address(basis.source, phrases)
        address = ("\n", before, TextRun(url, url=url)) if url else ()
        yield (say("依据") if number == 0 else ""), (shown, *address)
    yield say("施行"), phrases.text(measure.in_force.text)


def _or_unsaid(text: str, phrases: Phrases) -> Said:
    return text or TextRun(phrases.say("来源没有写"), Role.OPEN)
