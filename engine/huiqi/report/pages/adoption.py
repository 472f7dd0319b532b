"""``rules adopt``: what a filled entry sheet would do, before anything is written."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

from huiqi.decision.results import REFUSED
from huiqi.report.blocks import (
    Block,
    Column,
    Facts,
    Note,
    Page,
    Role,
    Said,
    Space,
    Table,
    TextRun,
    Tree,
    TreeItem,
    section,
)
from huiqi.report.figures import amount_overview
from huiqi.report.pages import marks
from huiqi.report.pages.difference import measure_changes
from huiqi.report.pages.opening import and_more, framed
from huiqi.report.pages.profile_facts import profile_facts
from huiqi.report.pages.rule import rule_pages
from huiqi.report.phrases import Phrases
from huiqi.rulebook.yaml_text import flow
from huiqi.words import to_say

if TYPE_CHECKING:
    from huiqi.adoption.firms import Firm, LimitFirms, MeasureFirms
    from huiqi.adoption.old_cases import GoneCase
    from huiqi.adoption.plan import FileChange
    from huiqi.adoption.preview import Example, Preview

_SIDES = {"below": to_say("以下"), "at": to_say("恰好"), "above": to_say("以上")}

#: So many measures have a line each on one screen.
_FEW = 6


def adoption_screens(found: Preview, phrases: Phrases) -> Iterator[Page]:
    """The one screen, with ever fewer limits and cases told."""
    for most in (16, 12, 8, 6, 4, 3, 2, 1):
        yield adoption_page(found, phrases, most)


def undone_page(changes: Iterable[FileChange], phrases: Phrases) -> Page:
    """The last adoption taken back."""
    return _files_page(phrases.say("撤销录入"), changes, phrases, back=True)


def adopted_page(found: Preview, phrases: Phrases) -> Page:
    """What was written."""
    return _files_page(phrases.say("录入已写入"), found.changes, phrases, back=False)


def _files_page(title: str, changes: Iterable[FileChange], phrases: Phrases, *, back: bool) -> Page:
    rows = [(change.file, _what(change, phrases, back=back)) for change in changes]
    blocks: list[Block] = [Facts(rows), Space()]
    if not back:
        blocks.append(Note(phrases.say("核对 huiqi test    撤销 huiqi rules adopt --undo")))
    return framed(title, blocks, phrases)


def _what(change: FileChange, phrases: Phrases, *, back: bool = False) -> str:
    say = phrases.say
    before, after = (change.after, change.before) if back else (change.before, change.after)
    if before is None:
        return say("新写")
    return say("删去") if after is None else say("改回") if back else say("改写")


def adoption_page(found: Preview, phrases: Phrases, most: int | None = None) -> Page:
    """Everything: each rule read back, each enterprise with its facts, each case and file; with
    ``most`` so many limits and cases at most.
    """
    blocks = [*_measures(found, phrases, most), Space(), Facts(list(_answers(found, phrases)))]
    blocks += _examples(found.mismatched if most is not None else found.examples, phrases)
    blocks += _limits(found, phrases, most)
    blocks += _changes(found, phrases, most)
    blocks += _gone(found.gone, phrases, most)
    blocks += _questions(found.questions, phrases, most)
    if most is None:
        blocks += _files(found.changes, phrases)
    else:
        text = phrases.say("规则回读、每户的事实、每个用例 --full，或 -o 页.html    写入 --yes")
        blocks += [Space(), Note(text)]
    return framed(phrases.say("录入条文"), blocks, phrases)


def _measures(found: Preview, phrases: Phrases, most: int | None) -> Iterator[Block]:
    """The measures: on one screen by name, else the whole rule as it reads."""
    if most is not None and len(found.measures) > _FEW:
        titles = [phrases.text(found.after.measures[name].name) for name in found.measures]
        yield Note(phrases.say.listed(titles))
        return
    for name in found.measures:
        measure = found.after.measures[name]
        if most is not None:
            whose = marks.whose_document(measure, phrases)
            yield Note.strong(phrases.text(measure.title), beside=f"  [{name}]  {whose}")
            continue
        whole = next(rule_pages(name, phrases))
        yield Space()
        yield from whole.blocks[1:-1]


def _answers(found: Preview, phrases: Phrases) -> Iterator[tuple[Said, Said]]:
    """How much of each there is, and whether anything is wrong."""
    say = phrases.say
    slots = sum(
        not found.before.measures[name].published
        for name in found.replaced
        if name in found.before.measures
    )
    sources = len(set(found.after.sources) - set(found.before.sources))
    said = say("{number} 项措施", number=len(found.measures))
    if found.beside:
        files = say.listed(sorted({part.file for part in found.beside}))
        said = say(
            "{said}，别的 {number} 处（{files}）", said=said, number=len(found.beside), files=files
        )
    if slots:
        said += say("，其中 {number} 项此前条文没有公开", number=slots)
    if sources:
        said += say("；新来源 {number} 份", number=sources)
    yield say("录入"), said
    yield say("例子"), _examples_said(found, phrases)
    limits = [limit for own in found.firms for limit in own.limits]
    firms = sum(len(limit.firms) for limit in limits) + sum(len(own.days) for own in found.firms)
    text = say("{number} 处，企业 {firms} 户", number=len(limits), firms=firms)
    if firms and not found.confirmed_by:
        text = say("{text}；录入单没有写谁确认，不记为用例", text=text)
    yield say("界限"), text
    gone = say("没有不再成立的")
    if found.gone:
        gone = say("{number} 个不再成立，写入时撤下", number=len(found.gone))
    yield say("旧用例"), gone
    if found.questions:
        yield say("待问"), say("{number} 项录入单留给人答", number=len(found.questions))
    yield say("文件"), say("要写 {number} 个", number=len(found.changes))


def _examples_said(found: Preview, phrases: Phrases) -> Said:
    say = phrases.say
    if not found.examples:
        return say("录入单没有写")
    if not found.mismatched:
        return say("{number} 个，规则给的都相符", number=len(found.examples))
    text = say(
        "{number} 个，其中 {wrong} 个与规则给的不符：先改录入单",
        number=len(found.examples),
        wrong=len(found.mismatched),
    )
    return TextRun(text, Role.NO)


def _examples(examples: Iterable[Example], phrases: Phrases) -> Iterator[Block]:
    nodes = [
        TreeItem(
            text=phrases.say("{place}：{name}", place=str(example.place), name=example.name),
            found="\n".join(map(phrases.say.told, example.failures)) or phrases.say("相符"),
        )
        for example in examples
    ]
    if nodes:
        yield from section(phrases.say("录入单的例子"))
        yield Tree(nodes)


def _limits(found: Preview, phrases: Phrases, most: int | None) -> Iterator[Block]:
    """Each limit with what the enterprises below, at and above it get."""
    say = phrases.say
    limits = [limit for own in found.firms for limit in own.limits]
    if not limits:
        return
    yield from section(say("每个界限的企业"))
    if most is None:
        for own in found.firms:
            yield Tree([_limit(limit, phrases) for limit in own.limits])
            yield from _days(own, phrases)
        return
    columns = (Column(head=say("界限"), grows=True), *Column.texts(*map(say, _SIDES.values())))
    yield Table(columns, [_row(limit, phrases) for limit in limits[:most]])
    yield from and_more(len(limits) - most, to_say("另 {number} 处：--full"), phrases)


def _row(limit: LimitFirms, phrases: Phrases) -> list[Said]:
    firms = {str(firm.at): firm for firm in limit.firms}
    told = [_verdict(firms[side], phrases) if side in firms else "" for side in _SIDES]
    return [phrases.text(limit.said), *told]


def _verdict(firm: Firm, phrases: Phrases) -> str:
    """Its verdict, and what it gets."""
    word = phrases.say(marks.STATUSES[firm.status])
    if firm.status in REFUSED or firm.amount is None:
        return word
    return f"{word} {amount_overview(firm.amount, phrases.say)}"


def _limit(limit: LimitFirms, phrases: Phrases) -> TreeItem:
    say = phrases.say
    children = [
        TreeItem(
            text=(
                TextRun(say(_SIDES[str(firm.at)]), Role.STRONG),
                f"  {firm.figure}" if firm.figure else "",
                "  ",
                _verdict(firm, phrases),
            ),
            found=_facts(firm, phrases),
        )
        for firm in limit.firms
    ]
    for side in limit.missing:
        text = say("{side}：没有找到这样的企业", side=say(_SIDES[str(side)]))
        children.append(TreeItem(text=TextRun(text, Role.OPEN)))
    return TreeItem(text=phrases.text(limit.said), children=children)


def _facts(firm: Firm, phrases: Phrases) -> str:
    judged = {key: own for key, own in firm.judgements.items() if isinstance(own, Mapping)}
    content = {"facts": firm.facts, "judgements": judged}
    facts = profile_facts(flow(content), phrases.rulebook, phrases.language)
    return phrases.say("{facts}；评估日 {day}", facts=facts, day=firm.as_of)


def _days(own: MeasureFirms, phrases: Phrases) -> Iterator[Block]:
    words = {"true": to_say("施行"), "false": to_say("不施行"), "unknown": to_say("是否施行未知")}
    if own.days:
        yield Facts([(str(firm.as_of), phrases.say(words[firm.force])) for firm in own.days])


def _changes(found: Preview, phrases: Phrases, most: int | None) -> Iterator[Block]:
    """What it means for whom, measure by measure; only where there was a text before."""
    told = [one for one in found.difference.measures if one.measure in found.replaced]
    if told:
        yield from section(phrases.say("与原来相比"))
        yield measure_changes(told[:most], found.difference, phrases, full=most is None)


def _gone(gone: Iterable[GoneCase], phrases: Phrases, most: int | None) -> Iterator[Block]:
    cases = list(gone)
    if not cases:
        return
    say = phrases.say
    yield from section(say("不再成立的旧用例"))
    nodes = []
    for case in cases[:most]:
        told = [say("只撤下这一项的期望")] if case.measures else []
        told += map(say.told, case.failures) if most is None else ()
        nodes.append(TreeItem(text=f"{case.file}  {case.name}", found="\n".join(told)))
    yield Tree(nodes)
    more = len(cases) - most if most is not None else 0
    yield from and_more(more, to_say("另 {number} 个：--full"), phrases)


def _questions(questions: Iterable[str], phrases: Phrases, most: int | None) -> Iterator[Block]:
    listed = [phrases.say.told(question) for question in questions]
    if listed:
        yield from section(phrases.say("录入单留给人答的"))
        yield Tree([TreeItem(mark="-", text=text) for text in listed[:most]])


def _files(changes: Iterable[FileChange], phrases: Phrases) -> Iterator[Block]:
    yield from section(phrases.say("要写的文件"))
    yield Facts([(change.file, _what(change, phrases)) for change in changes])
