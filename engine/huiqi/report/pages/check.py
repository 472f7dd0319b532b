"""``check``: one screen that says which, how much, which papers and what next."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from huiqi.decision.questions import Question
from huiqi.decision.results import Decision
from huiqi.decision.standing import Mark
from huiqi.decision.topics import MarkedResult, Overview, Topic, overview
from huiqi.profile.profile import Profile
from huiqi.report.at_stake import largest_at_stake
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
    words_of,
)
from huiqi.report.figures import amount_overview as worth
from huiqi.report.layout import WIDTH, widest
from huiqi.report.pages import marks, three_things
from huiqi.report.pages.answer_rows import COLUMNS, answer_row
from huiqi.report.pages.chosen_told import chosen_in_short
from huiqi.report.pages.detail import FULL
from huiqi.report.pages.in_short import FIGURES
from huiqi.report.pages.next_step import NumberedQuestions
from huiqi.report.pages.opening import closing, compared, opening
from huiqi.report.pages.openings import openings
from huiqi.report.pages.papers import papers_asked
from huiqi.report.pages.together import unproved
from huiqi.report.pages.totals import totals_facts
from huiqi.report.pages.who_knows import known_to
from huiqi.report.phrases import Phrases
from huiqi.rulebook.penalty_counts import PenaltyCounts

#: What is told, from the fullest to what always fits: so many questions; whether its parts stand
#: apart; of what can be applied for, so many of each kind by name; of what stands under no topic
#: so many.
_SHORTER = (
    *((questions, True, 2, 2) for questions in range(6, 2, -1)),
    # What to find out is of more use than how far apart things stand.
    *((questions, False, 2, beside) for questions in (3, 2) for beside in (2, 1)),
    *((questions, False, named, 1) for questions in (2, 1) for named in (1, 0)),
)
#: So many papers are named; ``check F MEASURE`` has those of each.
_PAPERS = 6
#: So many places are named.
_PLACES = 2


def check_pages(
    decision: Decision, phrases: Phrases, counts: PenaltyCounts | None
) -> Iterator[Page]:
    """The page as full as may be, then ever shorter."""
    found = overview(phrases.rulebook, decision)
    things = three_things.facts(decision, found, phrases, counts)
    for place, (most, spaced, named, beside) in enumerate(_SHORTER):
        # Why the network did not answer stands in the message too: it goes first.
        for brief in (False, True) if place == 0 and decision.note is not None else (True,):
            yield check_page(
                decision,
                found,
                things,
                phrases,
                most=most,
                spaced=spaced,
                named=named,
                beside=beside,
                brief=brief,
            )


def check_page(
    decision: Decision,
    found: Overview,
    things: Facts,
    phrases: Phrases,
    *,
    most: int,
    spaced: bool = True,
    named: int = 2,
    beside: int = 2,
    brief: bool = False,
    commands: bool = True,
    questions: Sequence[Question] | None = None,
) -> Page:
    """The page with at most so many questions, so many names of what can be applied for, and so
    many measures that stand under no topic; ``brief``: why the network did not answer is left
    to the message; ``commands``: it says how to go on; ``questions``: those that are asked, where
    that is not all.
    """
    apart = (Space(),) if spaced else ()
    every = decision.questions if questions is None else questions
    asked = NumberedQuestions(every, most, decision.profile)
    title = phrases.say("政策资格核对")
    return Page(
        title,
        (
            *opening(title, decision, phrases),
            things,
            *apart,
            *_topics(found, asked, phrases, beside, commands=commands),
            *apart,
            *_questions(asked, phrases, decision.profile, commands=commands),
            *_rest(decision, found, phrases, named),
            *(_commands(decision, found, phrases) if commands else ()),
            *unproved(decision.combinations.permitted, phrases),
            *unproved(decision.force_unknown.permitted, phrases),
            # A card is of a table, which the network is not asked about.
            *(compared(decision.note, decision.checked, phrases, brief=brief) if commands else ()),
            closing(phrases),
        ),
    )


def everything_page(decision: Decision, phrases: Phrases, counts: PenaltyCounts | None) -> Page:
    """With ``--full``: the one screen with all questions, and after it every measure with
    everything, in the order of the programmes; nothing is folded.
    """
    # The one screen is as fast without.
    from huiqi.report.pages.one_measure import measure_blocks

    found = overview(phrases.rulebook, decision)
    things = three_things.facts(decision, found, phrases, counts)
    asked, named = len(decision.questions), len(decision.results)
    page = check_page(decision, found, things, phrases, most=asked, named=named)
    *shown, end = page.blocks
    blocks: list[Block] = shown
    programme = ""
    for answer in found.marked.values():
        result = answer.result
        blocks.append(Space())
        if result.measure.collection != programme:
            programme = result.measure.collection
            declared = phrases.rulebook.programmes.get(programme)
            if declared is not None:
                blocks += [Heading(phrases.text(declared.title)), Space()]
        blocks += measure_blocks(answer, decision, phrases, FULL, decision.results)
    blocks.append(Space())
    if decision.note is None:
        blocks += compared(None, decision.checked, phrases, full=True)
    return Page(page.title, [*blocks, end])


def _topics(
    found: Overview,
    asked: NumberedQuestions,
    phrases: Phrases,
    most_beside: int,
    *,
    commands: bool,
) -> Iterator[Block]:
    """The topics with the document that answers each, then what stands under none of them."""
    if not found.topics:
        rows = [
            answer_row(answer, phrases.text(answer.result.measure.name), asked, phrases)
            for answer in found.beside
        ]
        yield Table(COLUMNS, rows)
        return
    places = marks.whose_places(phrases)
    said = phrases.say("（各题按题下现有的文件答；{places}）", places=places)
    yield Note.strong(marks.topics_heading(phrases), beside=said)
    answered = [
        answer_row(topic.best, phrases.text(topic.slot.name), asked, phrases)
        for topic in found.topics
        if topic.best is not None
    ]
    yield Table(COLUMNS, answered)
    elsewhere = [topic for topic in found.topics if topic.best is None]
    if elsewhere:
        listed = "  ".join(_elsewhere(topic, phrases) for topic in elsewhere)
        text = phrases.say("只有外地的做法，不作结论：{topics}", topics=listed)
        yield Table((Column(), Column()), [(marks.glyph(Mark.ELSEWHERE), text)])
    beside = [_beside(answer, phrases) for answer in found.beside]
    if beside:
        # On one line where that can be: a figure that is cut in two is misread.
        told = [_beside_topics(beside, most, phrases) for most in range(most_beside, 0, -1)]
        yield Note(next((said for said in told if widest(words_of(said)) <= WIDTH), told[-1]))
    yield from _unsaid(found, phrases, commands=commands)


def _elsewhere(topic: Topic, phrases: Phrases) -> str:
    """A topic that only other places have a document on, with their names."""
    say, places = phrases.say, marks.places_of(topic.elsewhere, phrases)
    said = say.listed(places)
    if len(places) > _PLACES:
        said = say("{place}等 {number} 地", place=places[0], number=len(places))
    return say("{topic}（{places}）", topic=phrases.text(topic.slot.name), places=said)


def _beside_topics(
    beside: Sequence[Sequence[str | TextRun]], most: int, phrases: Phrases
) -> Sequence[str | TextRun]:
    """The first of what stands under no topic, and how many others do."""
    said: list[str | TextRun] = [TextRun(phrases.say("题目之外"), Role.STRONG)]
    for named in beside[:most]:
        said += ["  ", *named]
    if len(beside) > most:
        said.append(phrases.say("  另 {number} 件", number=len(beside) - most))
    return said


def _beside(answer: MarkedResult, phrases: Phrases) -> Sequence[str | TextRun]:
    result = answer.result
    amount = worth(result.amount, phrases.say) if answer.mark is not Mark.NO else ""
    name = phrases.text(result.measure.name)
    if amount and result.amount_kind in FIGURES and (gate := chosen_in_short(result, phrases)):
        amount = phrases.say("{text}（{notes}）", text=amount, notes=gate)
    return (marks.glyph(answer.mark), f" {name} {amount}".rstrip())


def _unsaid(found: Overview, phrases: Phrases, *, commands: bool) -> Iterator[Block]:
    """What is not shown, and what ``*`` says."""
    say = phrases.say
    siblings = sum(len(topic.siblings) for topic in found.topics)
    parts = []
    if siblings:
        parts.append(say("同题还有 {number} 件", number=siblings))
    if found.unpublished:
        number = len(found.unpublished)
        parts.append(say("另有 {number} 个方向见报道，没有条文和金额", number=number))
    if parts:
        told = say("，").join(parts)
        yield Note.quiet(say("{parts}：--full", parts=told) if commands else told)
    yield Note.quiet(say(marks.STAR))


def _questions(
    asked: NumberedQuestions, phrases: Phrases, profile: Profile, *, commands: bool
) -> Iterator[Block]:
    """The first questions, numbered, and where the others are."""
    say = phrases.say
    if not asked.shown:
        return
    rows = [
        (
            f"{number} {phrases.asked(first.missing, profile, len(group))}",
            say("{number} 项", number=len(own)),
            largest_at_stake(own.values(), say),
            known_to(first.missing, phrases),
        )
        for number, group in enumerate(asked.shown, 1)
        for first in group[:1]
        for own in [{result.measure.id: result for q in group for result in q.measures}]
    ]
    columns = (
        Column(head=say("先弄清这几问"), least=42, grows=True),
        Column(head=say("关系"), align="right"),
        Column(head=say("已知最大一项"), align="right"),
        Column(head=say("谁知道")),
    )
    yield Table(columns, rows)
    more = asked.number - len(asked.shown)
    if more and commands:
        said = say("另有 {number} 问。写成表去问 huiqi check F --write-missing G", number=more)
        yield Note(said, 1)


def _rest(decision: Decision, found: Overview, phrases: Phrases, named: int) -> Iterator[Block]:
    """Papers, totals, and when to apply."""
    say = phrases.say
    rows: list[tuple[Said, Said]] = []
    label, asked = papers_asked(decision, phrases)
    if proofs := [paper for one in asked for paper in one.papers]:
        count = say("（共 {number} 份）", number=len(proofs))
        told = (f"{say.listed(proofs[:most])}{count}" for most in range(_PAPERS, 0, -1))
        # A second line would cost a question.
        one_line = (line for line in told if widest(label) + widest(line) <= WIDTH - 2)
        rows.append((label, next(one_line, f"{proofs[0]}{count}")))
    rows += totals_facts(decision, phrases)
    rows += openings(decision, phrases, named)
    yield Facts(rows)


def _commands(decision: Decision, found: Overview, phrases: Phrases) -> Iterator[Block]:
    """Where to go on."""
    say = phrases.say
    answered = [topic.slot for topic in found.topics if topic.best is not None]
    named_here = answered or [result.measure for result in decision.results]
    # The shortest: the line has room for no more.
    name = min((phrases.text(one.name) for one in named_here), key=widest, default="MEASURE")
    yield Note(
        say("看一项 huiqi check F {name}    金额过程 huiqi estimate F    全部 --full", name=name)
    )
