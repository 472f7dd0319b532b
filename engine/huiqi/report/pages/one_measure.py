"""``check F MEASURE``: one measure, or the document that answers a topic, on one screen."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from huiqi.decision.application import application_of
from huiqi.decision.results import REFUSED, AmountKind, Decision, MeasureResult, Status, amount_kind
from huiqi.decision.standing import Mark, is_said_unknown
from huiqi.decision.topics import MarkedResult, Placed, placed
from huiqi.evaluation.reads import Missing
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
from huiqi.report.pages import marks
from huiqi.report.pages.answer_rows import COLUMNS, answer_row
from huiqi.report.pages.applying import applying_rows
from huiqi.report.pages.asking import asking
from huiqi.report.pages.citations import cited_below, cited_link
from huiqi.report.pages.detail import FULL, Detail, levels
from huiqi.report.pages.in_short import worth_with_base
from huiqi.report.pages.items_told import items_told
from huiqi.report.pages.narrower_paper import narrower_told, own_part
from huiqi.report.pages.next_step import NumberedQuestions, if_changed, later_told
from huiqi.report.pages.opening import and_more, closing, compared, opening
from huiqi.report.pages.papers import papers_for
from huiqi.report.pages.reasons import Reasons
from huiqi.report.pages.reference import reference
from huiqi.report.pages.rough_answers import roughly_told
from huiqi.report.pages.rule_amount import amount_lines
from huiqi.report.pages.who_knows import known_to
from huiqi.report.pages.working import why_open, working_table
from huiqi.report.phrases import Phrases
from huiqi.report.wording import to_confirm
from huiqi.rulebook.basis import Basis, support
from huiqi.words import to_say

#: So many places are named.
_PLACES = 3


def measure_pages(decision: Decision, name: str, phrases: Phrases) -> Iterator[Page]:
    """The page of a measure or a topic, ever shorter."""
    for detail in levels():
        yield measure_page(decision, name, phrases, detail)


def measure_page(decision: Decision, name: str, phrases: Phrases, detail: Detail = FULL) -> Page:
    """The page in so much detail."""
    title = phrases.say("看一项")
    shown = placed(phrases.rulebook, decision, name)
    blocks: list[Block] = [*opening(title, decision, phrases), *_topic(shown, phrases), Space()]
    blocks += measure_blocks(shown.answer, decision, phrases, detail)
    told = [shown.answer.result, *(answer.result for answer in shown.siblings)]
    if detail.full and shown.topic is not None:
        for answer in shown.siblings:
            blocks += [Space(), *measure_blocks(answer, decision, phrases, detail)]
        slot = decision[shown.topic.slot.id]
        if slot not in told and shown.elsewhere:
            blocks += [Space(), *reference(slot, phrases, detail, told)]
    else:
        beside = list(_siblings(shown, phrases, detail))
        blocks += [Space(), *beside] if beside and detail.spaced else beside
    blocks.append(Space())
    if not detail.full:
        text = phrases.say("全部条件、算式、依据和网址 --full    机器可读 --json")
        blocks.append(Note.quiet(text))
    end = (*compared(decision.note, decision.checked, phrases, full=detail.full), closing(phrases))
    return Page(phrases.text(shown.answer.result.measure.title), (*blocks, *end))


def measure_blocks(
    answer: MarkedResult,
    decision: Decision,
    phrases: Phrases,
    detail: Detail,
    apart: Sequence[MeasureResult] = (),
) -> Iterator[Block]:
    """One measure: how it stands, why, how much, what to ask, what to bring, on what it rests;
    ``apart``: what has its own place on the page.
    """
    parts = _parts(answer, decision, phrases, detail, apart)
    yield from _apart([_standing(answer, phrases, detail), *parts], detail)


def below_standing(
    answer: MarkedResult, decision: Decision, phrases: Phrases, detail: Detail
) -> Iterator[Block]:
    """The same below a line that says already how it stands."""
    yield from force_and_changes(
        answer.result, phrases, own_part(decision.profile, phrases.rulebook)
    )
    yield from _apart(_parts(answer, decision, phrases, detail), detail)


def _parts(
    answer: MarkedResult,
    decision: Decision,
    phrases: Phrases,
    detail: Detail,
    apart: Sequence[MeasureResult] = (),
) -> list[Iterator[Block]]:
    """Why, how much, what others do, what to ask, what to bring and on what it rests."""
    result = answer.result
    parts: list[Iterator[Block]] = []
    if result.measure.published:
        parts.append(Reasons(result, phrases, detail).blocks())
    parts.append(_working(result, phrases, detail))
    parts.append(reference(result, phrases, detail, apart))
    asked = [asking(result, phrases, detail), _unanswered(result, decision, phrases, detail)]
    # First what is the reader's to answer.
    parts += asked[::-1] if answer.mark is Mark.ASK_ENTERPRISE else asked
    papers = _papers(result, decision, phrases, detail)
    parts.append(iter([Facts([*papers, *_basis(result, phrases, detail)])]))
    return parts


def _apart(parts: Sequence[Iterator[Block]], detail: Detail) -> Iterator[Block]:
    """One part after the other, with room between them."""
    for number, part in enumerate(parts):
        blocks = list(part)
        if number and blocks and detail.spaced:
            yield Space()
        yield from blocks


def _topic(shown: Placed, phrases: Phrases) -> Iterator[Block]:
    """Under which topic it stands, among how many documents."""
    say = phrases.say
    if not shown.under:
        return
    names = "".join(say("“{name}”", name=phrases.text(slot.name)) for slot in shown.under)
    number = len(shown.siblings) + 1
    if shown.topic is None and number == 1:
        yield Note(say("题目{topics}下只有这一件", topics=names))
    elif shown.topic is None:
        yield Note(say("题目{topics}下的一件，共 {number} 件", topics=names, number=number))
    elif shown.topic.best is None:
        yield Note(say("题目{topics}下没有市或省的文件，只有外地的做法", topics=names))
    elif number == 1:
        yield Note(say("题目{topics}下有 1 件文件", topics=names))
    else:
        text = to_say("题目{topics}下有 {number} 件文件，先看其中最有利的一件")
        yield Note(say(text, topics=names, number=number))


def _standing(answer: MarkedResult, phrases: Phrases, detail: Detail) -> Iterator[Block]:
    """Mark and title; then whether the document is in force; then whose money and how much."""
    say, result = phrases.say, answer.result
    measure, timing = result.measure, result.force.timing
    word = say(marks.WORDS[answer.mark]) if timing is None else phrases.text(timing)
    later = later_told(result, phrases)
    if later:
        word = later
    yield Note(
        (
            marks.glyph(answer.mark),
            TextRun(f" {word}", Role.STRONG),
            TextRun(f"  {phrases.text(measure.title)}", Role.STRONG),
            TextRun(f"  [{measure.id}]", Role.QUIET),
        )
    )
    yield Note(_force(result, phrases), 1)
    if detail.full:
        for note in (measure.summary, measure.in_force.note, measure.note):
            if note is not None:
                yield Note(phrases.text(note), 1)
    if not measure.published:
        yield Note(say("条文没有公开，谁能得、得多少都不知道"), 1)
        return
    # A title is nobody's money.
    title = measure.ladder is not None
    said = marks.grade(result.grade, phrases) if title else marks.whose(result, phrases)
    if result.status not in REFUSED and not title:
        said += f"  {worth_with_base(result, phrases)}"
    if later and measure.summary is not None:
        said += "  " + say("到时：{summary}", summary=phrases.text(measure.summary))
    if measure.recipient != "enterprise":
        said += "  " + say("对象是集群或协会，不是企业")
    if weaker := weaker_than_document(result, phrases):
        said += f"  {weaker}"
    yield Note(said, 1)
    if items := items_told(result, phrases):
        yield Note(items, 1)
    if result.changes:
        yield Note(say("若改变 {changes}", changes=_changes(result, phrases)), 1)


def force_and_changes(result: MeasureResult, phrases: Phrases, own: str) -> Iterator[Block]:
    """Whether the document is in force, what is said of it, and what would have to change;
    ``own``: in which part of the city the enterprise is.
    """
    say, measure = phrases.say, result.measure
    yield Note(_force(result, phrases))
    if whose := narrower_told(measure, phrases, own):
        yield Note(whose)
    for note in (measure.summary, measure.in_force.note, measure.note):
        if note is not None:
            yield Note.quiet(phrases.text(note))
    if not measure.published:
        yield Note(say("条文没有公开，谁能得、得多少都不知道"))
    if measure.recipient != "enterprise":
        yield Note(say("对象是集群或协会，不是企业"))
    if weaker := weaker_than_document(result, phrases):
        yield Note(weaker)
    if items := items_told(result, phrases):
        yield Note(items)
    if result.changes:
        yield Note(say("若改变 {changes}", changes=_changes(result, phrases)))


def weaker_than_document(result: MeasureResult, phrases: Phrases) -> str:
    """Why the answer is not as well supported as the document; empty where it is."""
    say, measure = phrases.say, result.measure
    if measure.conflicts and result.amount is not None and result.amount.judgement is None:
        return say("来源说法不同，按不太可靠的一件写")
    own = support(measure.basis)
    if result.figure_grade <= own:
        return ""
    return say(
        "文件是{own}，有的条件或金额只有{weaker}，所以写作{weaker}",
        own=marks.grade(own, phrases),
        weaker=marks.grade(result.figure_grade, phrases),
    )


def _force(result: MeasureResult, phrases: Phrases) -> str:
    # Where some records are open it is not said of all that the conditions are met.
    if result.to_be_confirmed and not items_told(result, phrases):
        return phrases.text(to_confirm(result.measure.in_force, result.force.on))
    return phrases.text(result.force.reason)


def _changes(result: MeasureResult, phrases: Phrases) -> str:
    """The smallest changes with which it would be met."""
    say, rulebook, told = phrases.say, phrases.rulebook, []
    for change in result.changes:
        label = phrases.text(rulebook.label(change.name))
        if change.year is not None:
            label = say("{fact}（{year}年）", fact=label, year=change.year)
        declared = rulebook.scope.facts[change.name]
        before = phrases.value(change.before, declared.type)
        told.append(f"{label} {before} → {phrases.value(change.after, declared.type)}")
    if then := if_changed(result, phrases):
        return say("{changes}：{amount}", changes=phrases.joined(told), amount=then)
    return phrases.joined(told)


def _working(result: MeasureResult, phrases: Phrases, detail: Detail) -> Iterator[Block]:
    """How an amount that may be paid comes about, and why it is not one figure; where nothing can
    be worked out yet, by what rule it would be.
    """
    amount, gives = result.amount, result.measure.gives
    refused = result.status in REFUSED
    if amount is None or refused or not (amount.lines or amount.readings):
        told = detail.full or detail.every or not refused
        if gives is not None and told and (detail.full or detail.inputs):
            lines = "\n".join(amount_lines(gives, phrases))
            yield Facts([(phrases.say("金额怎样算"), lines)])
        return
    unknown = amount_kind(amount, result.status) is AmountKind.UNKNOWN
    if unknown and not detail.inputs:
        return
    yield working_table(result, phrases, full=detail.inputs)
    causes = why_open(result, phrases)
    # Why sources that disagree leave it open is said by what each of them says.
    if causes and (detail.full or not result.measure.conflicts):
        yield Note(phrases.say("为什么不是一个数：{causes}", causes=phrases.joined(causes)), 1)


def _unanswered(
    result: MeasureResult, decision: Decision, phrases: Phrases, detail: Detail
) -> Iterator[Block]:
    """What the enterprise has not answered of this measure, and who knows."""
    say, name = phrases.say, result.measure.id
    every = [q for q in decision.questions if any(r.measure.id == name for r in q.measures)]
    shown = every[: detail.most(detail.questions)]
    rows: list[Sequence[Said]] = [
        (_asked(one.missing, decision, phrases), known_to(one.missing, phrases)) for one in shown
    ]
    if len(shown) < len(every):
        rows.append((say("另有 {number} 问：--full", number=len(every) - len(shown)), ""))
    if rows:
        yield Table((Column(head=say("还不知道"), grows=True), Column(head=say("谁知道"))), rows)


def _asked(missing: Missing, decision: Decision, phrases: Phrases) -> str:
    text = phrases.asked(missing, decision.profile)
    if is_said_unknown(decision.profile, missing):
        return phrases.say("{question}（答过不知道）", question=text)
    if rough := roughly_told(missing, decision.profile, phrases):
        return phrases.say("{text}（{notes}）", text=text, notes=rough)
    return text


def _papers(
    result: MeasureResult, decision: Decision, phrases: Phrases, detail: Detail
) -> Iterator[tuple[Said, Said]]:
    """What to bring, and how one applies, where it is met or one step off."""
    say = phrases.say
    if result.status in REFUSED and not result.one_change:
        return
    own = phrases.papers(result.measure.proofs)
    if told := (detail.papers and papers_for(result, decision, phrases)) or own:
        label = say("要带") if result.status is Status.QUALIFIES else say("够了以后要带")
        if result.to_be_confirmed:
            label = say("确认有效以后要带")
        yield label, say.listed(told)
    yield from applying_rows(result.measure, phrases, application_of(result))


def _basis(result: MeasureResult, phrases: Phrases, detail: Detail) -> Iterator[tuple[Said, Said]]:
    """The documents it rests on, those of conflicting statements too, each once."""
    measure = result.measure
    every: dict[tuple[str, str], Basis] = {}
    amounts = [line.basis for line in result.amount.readings] if result.amount else []
    conflicts = [conflict.basis for conflict in measure.conflicts]
    for cited_ in (measure.basis, *conflicts, *amounts):
        for basis in cited_:
            every.setdefault((basis.source.id, basis.locator), basis)
    shown = list(every.values())[: detail.most(detail.cited)]
    cited = cited_below if detail.full else cited_link
    yield from Facts.under(phrases.say("依据"), (cited(basis, phrases) for basis in shown))
    if len(shown) < len(every):
        yield "", phrases.say("另 {number} 处：--full", number=len(every) - len(shown))


def _siblings(shown: Placed, phrases: Phrases, detail: Detail) -> Iterator[Block]:
    """The other documents of its topic, one line each; another place's only by name."""
    if not shown.siblings and (not shown.elsewhere or shown.answer.mark is Mark.ELSEWHERE):
        return
    yield Heading(phrases.say("同题的别的文件"))
    told = shown.siblings[: detail.most(detail.siblings)]
    if told:
        nothing = NumberedQuestions((), 0)
        rows = [answer_row(a, phrases.text(a.result.measure.name), nothing, phrases) for a in told]
        yield Table(COLUMNS, rows)
    more = len(shown.siblings) - len(told)
    yield from and_more(more, to_say("另 {number} 件：--full"), phrases)
    if shown.elsewhere:
        places = marks.places_of(shown.elsewhere, phrases)
        named = phrases.few(places, _PLACES, to_say("{names}等 {number} 地"))
        number = len(shown.elsewhere)
        text = phrases.say("外地 {number} 件，不作结论：{places}", number=number, places=named)
        yield Table((Column(), Column()), [(marks.glyph(Mark.ELSEWHERE), text)])
