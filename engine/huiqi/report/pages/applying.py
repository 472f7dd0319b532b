"""How one applies, in words: when, where, with what, what follows, and what no source says."""

from __future__ import annotations

from collections.abc import Iterator

from huiqi.decision.application import Application, Opening
from huiqi.language.formatting import format_quantity
from huiqi.language.types import SPAN
from huiqi.report.blocks import Facts, Said
from huiqi.report.pages.whom import named_or_presumed, of_its_document
from huiqi.report.phrases import Phrases
from huiqi.rulebook.apply import Material, Office, PaidWithin, Platform, Telephone, Window
from huiqi.rulebook.measure import Measure
from huiqi.rulebook.text import Text
from huiqi.words import to_say


def applying_rows(
    measure: Measure, phrases: Phrases, now: Application | None = None
) -> Iterator[tuple[Said, Said]]:
    """A line for each part that is known; one that lists what the sources do not say.

    ``now``: whether one can apply on the day of a decision, where there is one.
    """
    say, apply = phrases.say, measure.apply
    if measure.department is None and apply.silent:
        yield (
            say("怎样申请"),
            say("时间、部门、受理地址、电话、规定的材料清单、兑现时限，读到的来源都没有写"),
        )
        yield from _asked(measure, phrases)
        return
    parts = list(_parts(measure, phrases, now))
    unsaid = [label for label, known in parts if not known]
    first = []
    if apply.automatic is not None:
        first.append(say("免申即享") if apply.automatic else say("须申报"))
    if apply.platform is not None:
        first.append(say("网上 {platform}", platform=platform_said(apply.platform, phrases)))
    if apply.note is not None:
        first.append(phrases.text(apply.note))
    if unsaid:
        first.append(say("{parts}来源没有写", parts=say.listed(unsaid)))
    if first:
        yield say("怎样申请"), phrases.joined(first)
    yield from (part for part in parts if part[1])
    yield from _asked(measure, phrases)
    yield from Facts.under(say("以后要"), (phrases.text(one.text) for one in apply.obligations))


def _asked(measure: Measure, phrases: Phrases) -> Iterator[tuple[Said, Said]]:
    """Whom to ask, where no department is named: the one that is presumed, whose document it is, or
    the office to which a letter about it goes.
    """
    if measure.department is not None:
        return
    issued = to_say("归哪个部门办，来源没有写（文件是{office}发的）")
    has = to_say("归哪个部门办，来源没有写（条文可以向{office}要）")
    whom = of_its_document(measure, phrases, issued=issued, has=has)
    if told := phrases.joined(filter(None, (named_or_presumed(measure, phrases), whom))):
        yield phrases.say("可以问"), told


def _parts(
    measure: Measure, phrases: Phrases, now: Application | None
) -> Iterator[tuple[str, str]]:
    """What everybody wants to know of it; empty where no source says it."""
    say, apply = phrases.say, measure.apply
    if apply.automatic is not True:
        times = [window_said(window, phrases) for window in apply.windows]
        if now is not None and times:
            times.append(opening_said(now, phrases))
        yield say("时间"), phrases.joined(filter(None, times))
    yield say("部门"), phrases.text(measure.department) if measure.department else ""
    yield say("受理地址"), office_said(apply.office, phrases) if apply.office else ""
    yield say("电话"), say.listed([telephone_said(item, phrases) for item in apply.telephones])
    if apply.automatic is not True:
        papers = [material_said(item, phrases) for item in apply.materials]
        yield say("规定的材料清单"), say.listed(papers)
    yield say("兑现时限"), paid_within_said(apply.paid_within, phrases) if apply.paid_within else ""


def opening_said(now: Application, phrases: Phrases) -> str:
    """Whether one can apply on the day; empty where nothing is known."""
    say, window, period = phrases.say, now.window, now.period
    if now.state is Opening.AUTOMATIC:
        return say("免申即享")
    if window is None or now.state is Opening.UNKNOWN:
        return ""
    if now.state is Opening.USUAL:
        days = phrases.text(window.days)
        return say("往年{days}，{year}年是否同样未知", days=days, year=now.day.year)
    first = phrases.text(period.first.text) if period is not None and period.first else ""
    last = phrases.text(period.last.text) if period is not None and period.last else ""
    if now.state is Opening.AHEAD:
        return say("{first} 开始，还有 {number} 天", first=first, number=now.days_until)
    if now.state is Opening.OVER:
        return say("{last} 已截止，以后的没有见到", last=last) if last else say("已不再受理")
    begun = say("正在受理") if now.state is Opening.OPEN else say("也许正在受理")
    return say("，").join([begun, *_ends(now, first, last, phrases)])


def _ends(now: Application, first: str, last: str, phrases: Phrases) -> Iterator[str]:
    """When it ends, and what of its ends no source says."""
    say, period = phrases.say, now.period
    if period is None:
        return
    ends, begins = period.last, period.first
    if ends is not None and ends.first == ends.last:
        today = now.days_left == 0
        left = say("今天截止") if today else say("还剩 {number} 天", number=now.days_left)
        yield left if today else say("{last} 截止，{left}", last=last, left=left)
    elif ends is not None:
        yield say("{last}截止（哪一天没有写）", last=last)
    if now.state is Opening.OPEN:
        return
    if ends is None:
        yield say("{first} 起，何时截止没有写", first=first)
    elif begins is None:
        yield say("何时开始没有写")
    elif now.day <= begins.last:
        yield say("{first}开始（哪一天没有写）", first=first)


def window_said(window: Window, phrases: Phrases) -> str:
    """A window, and for whom it is."""
    return _noted(phrases.text(window.text), _maybe(window.condition, phrases), phrases)


def office_said(office: Office, phrases: Phrases) -> str:
    """Who takes applications, and where."""
    return _noted(phrases.text(office.name), _maybe(office.address, phrases), phrases)


def telephone_said(telephone: Telephone, phrases: Phrases) -> str:
    """A number, and whose it is."""
    return _noted(telephone.number, _maybe(telephone.whose, phrases), phrases)


def platform_said(platform: Platform, phrases: Phrases) -> str:
    """Its name and its address."""
    return " ".join(filter(None, (_maybe(platform.name, phrases), platform.url)))


def material_said(material: Material, phrases: Phrases) -> str:
    """A paper, who issues it, and how many copies."""
    say, notes = phrases.say, []
    if material.issuer is not None:
        notes.append(say("{issuer}出具", issuer=phrases.text(material.issuer)))
    if material.copies is not None:
        notes.append(say("{number} 份", number=material.copies))
    return _noted(phrases.text(material.name), say("，").join(notes), phrases)


def paid_within_said(paid: PaidWithin, phrases: Phrases) -> str:
    """How soon it is paid."""
    span = format_quantity(paid.span, SPAN, phrases.language)
    return _noted(phrases.say("{span}内", span=span), _maybe(paid.since, phrases), phrases)


def _maybe(text: Text | None, phrases: Phrases) -> str:
    return "" if text is None else phrases.text(text)


def _noted(text: str, notes: str, phrases: Phrases) -> str:
    return phrases.say("{text}（{notes}）", text=text, notes=notes) if notes else text
