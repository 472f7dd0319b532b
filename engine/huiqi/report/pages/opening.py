"""What pages about an enterprise begin and end with."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from huiqi.decision.expiring import expiring
from huiqi.decision.results import Decision
from huiqi.evaluation.reads import Missing
from huiqi.inference.errors import Reason
from huiqi.language.formatting import format_range
from huiqi.language.types import DATE
from huiqi.profile.profile import Prefilled, Profile
from huiqi.report.blocks import Block, Heading, Note, Page, Role, TextRun, words_of
from huiqi.report.layout import WIDTH, widest
from huiqi.report.pages.renewed_titles import renewed_titles
from huiqi.report.phrases import Phrases
from huiqi.report.wording import comparison
from huiqi.values import Records
from huiqi.words import to_say

#: With fewer facts than this it is said that little is known.
_FEW = 10


def heading(title: str, as_of: date | None, phrases: Phrases) -> Heading:
    """The product, the page, and the day it is true for, where it is of one."""
    day = "" if as_of is None else phrases.say("评估日 {day}", day=as_of)
    return Heading(("huiqi 惠企  ", title), 1, day)


def framed(
    title: str,
    blocks: Iterable[Block],
    phrases: Phrases,
    as_of: date | None = None,
    *,
    about: str = "",
    part: str = "",
) -> Page:
    """The page of these blocks, with its heading and its closing, which may say of which ``part``
    of the rules it is; ``about``: what it is on, by which a window names it.
    """
    end = closing(phrases, part)
    return Page(about or title, (heading(title, as_of, phrases), *blocks, end))


def framed_answer(
    title: str, decision: Decision, blocks: Iterable[Block], phrases: Phrases
) -> Page:
    """The same about an enterprise: with whose answer it is, and how far that was compared."""
    end = (*compared(decision.note, decision.checked, phrases), closing(phrases))
    return Page(title, (*opening(title, decision, phrases), *blocks, *end))


def opening(title: str, decision: Decision, phrases: Phrases) -> Iterator[Block]:
    """The page's name, whose answer it is, and what has to be known to read it."""
    yield heading(title, decision.as_of, phrases)
    yield Note(_named(decision.profile))
    yield from named_blocks(decision, phrases)
    for one in renewed_titles(decision, phrases):
        told = phrases.say(
            "{name} {amount}（{why}）",
            name=phrases.text(one.result.measure.name),
            amount=one.brings,
            why=one.when,
        )
        yield Note.open(told)


def _told(profile: Profile) -> int:
    """How many facts are told, in however many years; of records as many as have fields told."""
    names = {name: 1 for name, _ in profile.facts}
    for (name, _), given in profile.facts.items():
        if isinstance(given.value, Records):
            names[name] += sum(len(item.fields) for item in given.value.items) - 1
    return sum(max(number, 1) for number in names.values())


def named_blocks(decision: Decision, phrases: Phrases) -> Iterator[Block]:
    """What has to be known to read it, once it is known whose answer it is."""
    say, profile = phrases.say, decision.profile
    for name in phrases.rulebook.hypothetical:
        yield Note.open(supposed(name, phrases))
    known = _told(profile)
    said = []
    # Whoever said of enough that nobody knows it was asked, and need not be told.
    if known < _FEW and len({name for name, _ in profile.unknown}) + known < _FEW:
        said.append(say("只知道 {number} 项事实，没有写的一律未知", number=known))
    later = sorted({y for _, y in profile.facts if y is not None and y > decision.as_of.year})
    if later:
        years = say.listed([str(year) for year in later])
        said.append(say("{years} 年的数字在评估日以后，没有用", years=years))
    if said:
        yield Note.quiet(say("；").join(said))
    yield from _ending(decision, phrases)
    if profile.prefilled is not None:
        yield from _prefilled(profile.prefilled, phrases)


#: So many certificates that end, or have ended, are named, and facts of which two figures are
#: told; of the others their number.
_NAMED = 3
#: Of a day that is known less well than to so many, the days that are left say nothing.
_ROUGHLY = 31


def _ending(decision: Decision, phrases: Phrases) -> Iterator[Block]:
    """What is held that ends soon, or has ended: what rests on it goes with it."""
    say, as_of = phrases.say, decision.as_of
    ahead, over = [], []
    for one in expiring(phrases.rulebook, decision.profile, as_of):
        held, earliest, until = one.held, one.earliest, one.until
        day = format_range(earliest, until, DATE, phrases.language)
        left = (earliest - as_of).days
        if until < as_of:
            over.append(say("{text}（{notes}）", text=held, notes=day))
        elif left < 0:
            ahead.append(say("{name}（{day}，可能已经到期）", name=held, day=day))
        else:
            told = to_say("{name}（{day}，还有 {number} 天）")
            if until == as_of:
                told = to_say("{name}（{day}，今天到期）")
            elif earliest < until and _is_within(as_of, earliest, until):
                # Of a month that has begun no first day is to be feared.
                told = to_say("{name}（{day}，本月到期）")
            elif (until - earliest).days > _ROUGHLY:
                told = to_say("{name}（{day} 之间，哪一天看证书）")
            elif earliest < until:
                told = to_say("{name}（{day}，最早还有 {number} 天）")
            ahead.append(say(told, name=held, day=day, number=left))
    for said, named in ((to_say("快到期：{named}"), ahead), (to_say("已过有效期：{named}"), over)):
        if named:
            yield Note.open(say(said, named=say.listed(_first(named, phrases))))


def _is_within(as_of: date, earliest: date, until: date) -> bool:
    """Whether what is known to the month, or better, lies in the month of a day."""
    return all((end.year, end.month) == (as_of.year, as_of.month) for end in (earliest, until))


def _first(named: list[str], phrases: Phrases) -> list[str]:
    """The first of them, and how many others there are."""
    more = len(named) - _NAMED
    return [*named[:_NAMED], phrases.say("另 {number} 项", number=more)] if more > 0 else named


def _prefilled(found: Prefilled, phrases: Phrases) -> Iterator[Block]:
    """What a platform told: whose it is, and where the enterprise says otherwise."""
    say = phrases.say
    told = say(
        "预填 {number} 项：{origin}（{day}）；依据 {basis}",
        number=len(found.facts),
        origin=found.origin,
        day=found.day,
        basis=found.lawful_basis,
    )
    yield Note.quiet(told)
    if not found.differing:
        return
    named = []
    for one in found.differing:
        fact = Missing(one.name, one.year)
        text = say(
            "{fact}所填 {stated}、平台 {platform}",
            fact=phrases.missing(fact),
            stated=phrases.of_fact(fact, one.stated.value),
            platform=phrases.of_fact(fact, one.platform.value),
        )
        named.append(text)
    told = say("；").join(_first(named, phrases))
    yield Note.open(say("与平台不同（用所填的）：{named}", named=told))


def _named(profile: Profile) -> list[str | TextRun]:
    """Name and credit code; what the file says of itself on the same line where it fits."""
    said: list[str | TextRun] = [TextRun(profile.name, Role.STRONG)]
    if profile.credit_code:
        said.append(f"  {profile.credit_code}")
    if profile.note:
        fits = widest(words_of(said)) + widest(profile.note) + 2 <= WIDTH
        said.append(TextRun(("  " if fits else "\n") + profile.note, Role.QUIET))
    return said


def and_more(number: int, said: str, phrases: Phrases, role: Role | None = None) -> Iterator[Block]:
    """How many others there are, in the words ``said``; nothing where there are none."""
    if number > 0:
        yield Note(TextRun(phrases.say(said, number=number), role), 1)


def supposed(name: str, phrases: Phrases) -> str:
    """A parameter that is only supposed: nothing that follows is what the rules say."""
    parameter = phrases.rulebook.parameters[name]
    return phrases.say(
        "假设：{label} = {value}（不是规定；以下结论与金额都以此为前提）",
        label=phrases.text(parameter.label),
        value=phrases.prose(parameter.rows[0].value),
    )


def compared(
    note: Reason | None, checked: int, phrases: Phrases, *, full: bool = False, brief: bool = False
) -> Iterator[Block]:
    """That the inference network was not asked, or not of all; where it agreed on all nothing is
    said but in full.  ``brief``: why not is left to the message.
    """
    if note is not None or (full and checked):
        role = Role.QUIET if note is None else Role.OPEN
        yield Note(TextRun(comparison(checked, note, phrases.language, brief=brief), role))


def closing(phrases: Phrases, part: str = "") -> Note:
    """What this is not, and by which rules it was said; ``part``: of them, with its own print."""
    rulebook = phrases.rulebook
    return Note.quiet(
        phrases.say(
            "本结果不是官方答复；未知的没有当作否或零。规则库{part} {version} ({sha})",
            part=part,
            version=rulebook.version,
            sha=rulebook.sha256[:12],
        )
    )
