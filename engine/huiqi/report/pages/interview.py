"""One question of an interview: what it asks, why, what each answer does, how far it has come."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import groupby

from huiqi.decision.results import (
    REFUSED,
    AmountKind,
    Decision,
    MeasureResult,
    Status,
    amount_kind,
)
from huiqi.decision.standing import (
    Mark,
    is_share_of_maxima,
    mark_of,
    refused_as_presumed,
    worth_of,
)
from huiqi.decision.topics import overview
from huiqi.interview.results import (
    AnswerEffect,
    AnswerKind,
    AskedReply,
    InterviewQuestion,
    Progress,
    Reviewed,
    Turned,
)
from huiqi.language.types import Kind
from huiqi.profile.profile import Profile
from huiqi.quantities import LARGE_UNITS, MONEY_UNITS
from huiqi.report.answers_form import how_written
from huiqi.report.at_stake import hanging
from huiqi.report.blocks import (
    Block,
    Column,
    Facts,
    Heading,
    Note,
    Page,
    Role,
    Said,
    Table,
    TextRun,
)
from huiqi.report.pages import marks
from huiqi.report.pages.figures_needed import missed_by_share
from huiqi.report.pages.in_short import worth_in_column, worth_in_short
from huiqi.report.pages.next_step import gap_told, later_told, refused_in_full
from huiqi.report.pages.only_exclusions import only_exclusions
from huiqi.report.pages.opening import and_more
from huiqi.report.pages.three_things import counted
from huiqi.report.pages.told_words import told_words
from huiqi.report.pages.who_knows import known_to
from huiqi.report.phrases import Phrases
from huiqi.rulebook.rulebook import Fact
from huiqi.values import Interval, Records, Value, exactly
from huiqi.wordings import says_unknown
from huiqi.words import Say, to_say

#: So many of the measures that wait are named, and so many that an answer turns.
_MOST_NAMED, _MOST_TURNED = 4, 4
#: So many more are named rather than counted.
_MORE_TURNED = 5
_REPLIES = {AskedReply.UNKNOWN: to_say("不知道"), AskedReply.SKIPPED: to_say("跳过了")}


def question_words(
    question: InterviewQuestion, phrases: Phrases, profile: Profile | None = None
) -> str:
    """The question on one line: of a list that is answered anew all of it, not what else."""
    if question.anew and not question.whole:
        label = phrases.text(question.declared.label)
        return phrases.say("{list}：除了写过的，还有别的吗？", list=label)
    asked = phrases.asked(question.key, None if question.anew else profile).rstrip("?？")
    return phrases.say("{question}？", question=asked)


def moved(question: InterviewQuestion, effects: Sequence[AnswerEffect]) -> Sequence[MeasureResult]:
    """The measures that wait for it, as a result counts them; where none does, those that stand
    otherwise with an answer that is told: what else an answer moves stands beside that answer.
    """
    if question.measures:
        return question.measures
    every = (turned.before for effect in effects for turned in effect.turned)
    return list({one.measure.id: one for one in every if one.measure.published}.values())


def shown_of(results: Sequence[MeasureResult], most: int) -> Sequence[MeasureResult]:
    """The first of several; that there is one more would take as much room as its name."""
    return results[: most + 1] if len(results) == most + 1 else results[:most]


def hangs_on(question: InterviewQuestion, say: Say, effects: Sequence[AnswerEffect] = ()) -> str:
    """How many measures hang on it (:func:`moved`), and the largest amount known to."""
    return hanging(moved(question, effects), say)


def where_to_look(question: InterviewQuestion, phrases: Phrases) -> str:
    """The line of a form or a statement, else the papers."""
    found = [question.line] if question.line else []
    if question.found_in is not None:
        found.append(phrases.text(question.found_in))
    return phrases.say.listed(found or phrases.papers(question.proof))


def how_to_answer(question: InterviewQuestion, phrases: Phrases) -> str:
    """The kind of answer, with the unit that a bare figure has."""
    say = phrases.say
    if question.kind is AnswerKind.RECORDS:
        return say("一条一条写；没有写 没有")
    if question.declared.type.kind in (Kind.MONEY, Kind.RATIO):
        how = to_say("数字，单位是 {unit}；别的单位写出来，说不准的写范围，如 500至600")
        return say(how, unit=say(question.unit))
    if isinstance(question.declared, Fact) and question.declared.is_calendar_year:
        return say("写年份，如 2019")
    unit = phrases.counted_in(question.declared.unit)
    if question.declared.type.kind is Kind.COUNT and unit:
        return say("数字，单位是 {unit}；说不准的写范围，如 160至180", unit=unit)
    if isinstance(question.declared, Fact) and question.declared.not_yet is not None:
        said = to_say("日期，如 2023-03-15，只知道年月也行；没到的写计划的年月，或选“{option}”")
        return say(said, option=phrases.text(question.declared.not_yet))
    return how_written(question.declared, phrases)


def question_page(
    question: InterviewQuestion, progress: Progress, decision: Decision, phrases: Phrases
) -> Page:
    """The question with its answers, and the moves."""
    say = phrases.say
    turn = say("第 {number} 问，大约还有 {left} 问", number=progress.number, left=progress.left)
    topic = phrases.text(question.topic)
    blocks: list[Block] = [
        Heading(("huiqi 惠企  ", say("逐题答"), "  ", topic), 1, turn),
        Note(TextRun(question_words(question, phrases, decision.profile), Role.STRONG)),
    ]
    rows: list[tuple[Said, Said]] = []
    if question.measures:
        rows.append((say("为什么问"), hangs_on(question, say)))
    where = where_to_look(question, phrases)
    rows.append((say("谁知道"), known_to(question.key, phrases)))
    if where:
        rows.append((say("看哪里"), where))
    if question.help is not None:
        rows.append((say("说明"), phrases.text(question.help)))
    if not question.options or question.kind in (AnswerKind.NUMBER, AnswerKind.DAY):
        rows.append((say("怎样答"), how_to_answer(question, phrases)))
    if question.told is not None:
        rows.append((say("现在写的"), told_words(question.told, phrases, question.declared)))
    blocks.append(Facts(rows))
    blocks.extend(_answers(question, phrases, again=progress.put_off > 0))
    return Page(topic, tuple(blocks))


def _answers(question: InterviewQuestion, phrases: Phrases, *, again: bool) -> Iterator[Block]:
    """The options by number, and the moves by letter."""
    say = phrases.say
    numbered = [
        f"{number} {phrases.text(option.label)}"
        for number, option in enumerate(question.options, 1)
    ]
    moves = [
        say("? 答了怎样"),
        say("0 不知道") if chosen_by_number(question) else say("不知道"),
        say("s 跳过"),
        say("b 返回"),
        say("v 看已答的"),
        *([say("r 再问")] if again else []),
        say("q 完"),
    ]
    if question.kind in (AnswerKind.NUMBER, AnswerKind.DAY):
        numbered = [phrases.text(option.label) for option in question.options]
    if numbered:
        yield Note("    ".join(numbered), 1)
    yield Note(TextRun("    ".join(moves), Role.QUIET), 1)


def chosen_by_number(question: InterviewQuestion) -> bool:
    """Whether a figure names an option: then 0 says that it is not known."""
    return bool(question.options) and question.kind in (AnswerKind.YES_NO, AnswerKind.OPTION)


def why_page(
    question: InterviewQuestion, effects: Sequence[AnswerEffect], phrases: Phrases
) -> Page:
    """For which measures it is asked, and what each answer would do."""
    say = phrases.say
    blocks: list[Block] = [Heading(say("为什么问"), 2, hangs_on(question, say))]
    columns = (Column(least=30), Column(least=8), Column(align="right", least=16))
    rows = [
        (
            phrases.text(result.measure.title),
            marks.whose(result, phrases),
            worth_in_column(result, phrases),
        )
        for result in shown_of(sorted(question.measures, key=worth_of), _MOST_NAMED)
    ]
    if rows:
        blocks.append(Table(columns, rows))
    blocks += and_more(len(question.measures) - len(rows), to_say("另 {number} 项"), phrases)
    blocks.append(Heading(say("答了怎样")))
    told = effects_told(question, effects, phrases)
    blocks.append(Facts(told) if told else Note(say("看别的回答，现在还说不出"), 1))
    return Page(say("为什么问"), tuple(blocks))


def effects_told(
    question: InterviewQuestion, effects: Sequence[AnswerEffect], phrases: Phrases
) -> list[tuple[str, str]]:
    """Each answer in words, and what it does; options that do the same on one line."""
    found: list[tuple[str, str]] = []
    for effect in effects:
        beside = effect.beside
        if question.kind is AnswerKind.RECORDS:
            others = isinstance(effect.value, Records) and effect.value.items
            answer = phrases.say("没有别的") if others else phrases.say("没有")
        elif beside is None:
            answer = _as_asked(question, effect.value, phrases)
        else:
            words = _BELOW if beside.below else _ABOVE
            limit = _as_asked(question, exactly(beside.limit), phrases)
            answer = phrases.say(words, amount=limit)
        does = _turned(effect.turned, phrases, any_beyond=beside is not None)
        if not does:
            # What was answered is already so; of a list of which some is told it is not.
            same = to_say("和现在答的比，结果不变")
            open_ = to_say("这一问还定不了，要看别的回答")
            partly = question.kind is AnswerKind.RECORDS and not question.whole
            does = phrases.say(open_ if question.told is None or partly else same)
        found.append((answer, does))
    return found if question.kind is not AnswerKind.OPTION else _alike(found, phrases)


def _as_asked(question: InterviewQuestion, value: Value, phrases: Phrases) -> str:
    """A value in words; what is no round amount in the unit in which it is asked, to the cent."""
    shown = phrases.of_fact(question.key, value)
    amount = value.low if isinstance(value, Interval) and value.known else None
    if question.declared.type.kind is not Kind.MONEY or not isinstance(amount, Decimal):
        return shown
    figure = amount / MONEY_UNITS[question.unit]
    if phrases.language != "zh" or figure < 1 or shown.endswith(LARGE_UNITS):
        return shown
    return f"{figure.normalize():,f}{question.unit}"


def _alike(told: Sequence[tuple[str, str]], phrases: Phrases) -> list[tuple[str, str]]:
    groups: dict[str, list[str]] = {}
    for answer, does in told:
        groups.setdefault(does, []).append(answer)
    kinds = to_say("{names} 等 {number} 种")
    return [(phrases.few(own, _MOST_TURNED, kinds), does) for does, own in groups.items()]


_BELOW, _ABOVE = to_say("不到 {amount}"), to_say("超过 {amount}")


def _turned(turned: Sequence[Turned], phrases: Phrases, *, any_beyond: bool) -> str:
    """What an answer does, the measures grouped by what becomes of them; empty where nothing."""
    say = phrases.say
    groups: dict[str, list[str]] = {}
    for each in turned:
        becomes = _becomes(each, phrases, any_beyond=any_beyond)
        groups.setdefault(becomes, []).append(phrases.text(each.after.measure.name))
    said = []
    for what, names in groups.items():
        # A few more are named, too: what an answer excludes is what one wants to know.
        most = len(names) if len(names) <= _MOST_TURNED + _MORE_TURNED else _MOST_TURNED
        shown = phrases.few(names, most, to_say("{names} 等 {number} 项"))
        said.append(say("{what}：{names}", what=what, names=shown))
    return say("；").join(said)


def _becomes(turned: Turned, phrases: Phrases, *, any_beyond: bool) -> str:
    say, before, after = phrases.say, turned.before, turned.after
    if after.status is Status.QUALIFIES and before.status is not Status.QUALIFIES:
        return say("能得")
    if after.conditions is Status.QUALIFIES and before.conditions is not Status.QUALIFIES:
        return say("读到的条件够，还要问部门")
    if after.conditions in REFUSED or after.status in REFUSED:
        return say("排除")
    if refused_as_presumed(after) and not refused_as_presumed(before):
        return say("按推定排除")
    if mark_of(after) is Mark.ASK_OFFICE and mark_of(before) is Mark.ASK_ENTERPRISE:
        return say("只剩要问部门的")
    unnamed = amount_kind(after.amount, after.status) in (AmountKind.NONE, AmountKind.UNKNOWN)
    # A share of what only maxima of sources bound is no other amount.
    if unnamed or is_share_of_maxima(after):
        return say("更清楚，还没有定")
    if any_beyond:
        # The amount is that of one figure among all that this answer stands for.
        return say("金额按填的数算")
    return say("金额变为 {amount}", amount=worth_in_short(after, phrases))


def certain_lines(results: Sequence[MeasureResult], phrases: Phrases) -> Page:
    """The verdicts that have just become certain, one on a line; none of what is not in force."""
    told = (result for result in results if result.status is not Status.NOT_IN_FORCE)
    return Page("", tuple(Note(_certain(result, phrases), 1) for result in told))


def _certain(result: MeasureResult, phrases: Phrases) -> Said:
    say, name = phrases.say, phrases.text(result.measure.title)
    amount = worth_in_short(result, phrases)
    if result.status is Status.QUALIFIES:
        said = say(" 定了：能得 {name}，{amount}", name=name, amount=amount)
        return (marks.glyph(Mark.ELIGIBLE), said)
    if result.conditions is Status.QUALIFIES:
        said = say(" 读到的条件够 {name}，{amount}；还要问部门", name=name, amount=amount)
        if only := only_exclusions(result, phrases):
            said = say(" {name}，{amount}：{only}；还要问部门", name=name, amount=amount, only=only)
        return (marks.glyph(Mark.ASK_OFFICE), said)
    why, mark = refused_in_full(result, phrases), mark_of(result)
    gap = gap_told(result, phrases)
    if gap and gap in why and (share := missed_by_share(result, phrases)):
        why = say("{why}（{notes}）", why=why, notes=share)
    told = to_say(" 定了：不符合 {name}，{why}")
    if mark is Mark.ONE_STEP:
        # The result calls it so too.
        told = to_say(" 现在不符合 {name}，{why}：差一步")
    elif later_told(result, phrases):
        # Refused for good would be said of the same in the same words.
        told = to_say(" {name}：{why}")
    return (marks.glyph(mark), say(told, name=name, why=why))


def so_far(decision: Decision, progress: Progress, phrases: Phrases) -> str:
    """How the topics stand, or, of a few measures, how many are settled."""
    say = phrases.say
    found = overview(phrases.rulebook, decision)
    if not found.topics:
        return say(
            "已定 {settled} 项，还有 {open} 项没定", settled=progress.settled, open=progress.open
        )
    return say("到目前为止  {counts}", counts=counted(found, phrases))


def review_page(rows: Sequence[Reviewed], phrases: Phrases) -> Page:
    """All that was said, numbered, topic by topic."""
    say = phrases.say
    blocks: list[Block] = [Heading(say("已经答的"), 1)]
    columns = (Column(align="right"), Column(least=40, grows=True), Column())
    # By its number a row is taken up again: of what is left out it is not given to another.
    every = enumerate(rows, 1)
    numbered = (one for one in every if not tells_its_name(one[1], phrases))
    for title, own in groupby(numbered, key=lambda one: phrases.text(one[1].topic)):
        table = [(str(n), phrases.missing(row.key), reply_words(row, phrases)) for n, row in own]
        blocks += [Heading(title), Table(columns, table)]
    if not rows:
        blocks.append(Note(say("还没有答"), 1))
    return Page(say("已经答的"), tuple(blocks))


def tells_its_name(row: Reviewed, phrases: Phrases) -> bool:
    """Whether it tells of a record no more than what it is called, which the list says."""
    kinds = row.declared.type.enumeration
    symbol = kinds.find(str(row.written)) if kinds is not None and row.key.where else None
    return (
        kinds is not None
        and symbol is not None
        and kinds.label(symbol, phrases.language) == row.key.key
    )


def reply_words(row: Reviewed, phrases: Phrases) -> str:
    if row.reply in _REPLIES and (row.written is None or says_unknown(row.written)):
        return phrases.say(_REPLIES[row.reply])
    return told_words(row.written, phrases, row.declared)
