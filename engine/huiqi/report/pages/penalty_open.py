"""An open answer: what settles most and how, what may apply, what only an officer can say."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from huiqi.evaluation.reads import Missing, declared_of
from huiqi.language.tree import FieldReference, walk
from huiqi.language.types import Kind, Type
from huiqi.penalty.results import Answer, Precondition, RuleResult, Settling, ValueEffect
from huiqi.report.blocks import Block, Column, Note, Role, Said, Table, TextRun, section
from huiqi.report.layout import WIDTH, filled
from huiqi.report.pages import marks
from huiqi.report.pages import penalty_words as words
from huiqi.report.pages.opening import and_more
from huiqi.report.pages.penalty_room import Room, Told
from huiqi.rulebook.measure import Rule
from huiqi.rulebook.penalty_clauses import HISTORY
from huiqi.rulebook.rulebook import Fact
from huiqi.truth import Truth
from huiqi.values import Interval, exactly
from huiqi.words import to_say

Row = tuple[Said, Said]
_BETWEEN = "   "
_COLUMNS = (Column(), Column(), Column(grows=True, least=80), Column(align="right"))
_MORE = to_say("另有 {number} 项：--full")
#: So many provisions are named one by one.
_NAMED = 2


def settles_most(told: Told) -> Iterator[Block]:
    """The one fact or judgement that settles most, and what each value does."""
    first, say = told.decision.first, told.phrases.say
    if first is None:
        return
    if first.question is not None:
        asked = say("{question}（由有权的人判定）", question=told.phrases.text(first.question.text))
    else:
        assert first.missing is not None
        asked = told.asked(first.missing)
    yield from section(say("先弄清这一问"))
    yield Note(asked, 1)
    yield Table((Column(), Column()), list(effect_rows(first, told)))
    for step in told.decision.steps:
        if step.late and first.missing is not None and first.missing.field == step.field:
            fact = told.label(first.missing)
            text = say("期限已过 {days} 天，{fact}没有填", days=step.late, fact=fact)
            yield Note.open(text, 1)


def effect_rows(first: Settling, told: Told) -> Iterator[Sequence[Said]]:
    """Each value of what is asked, and what follows with it."""
    for effect in first.effects:
        value = _value(effect, first, told)
        yield told.phrases.say("  {value}：", value=value), _does(effect, told)


def _value(effect: ValueEffect, first: Settling, told: Told) -> str:
    """A value, or a stretch of values, of what is asked first."""
    say, missing = told.phrases.say, first.missing
    if missing is None:
        return _yes_or_no(effect, told)
    if missing.name == HISTORY:
        return say("查清没有")
    declared = declared_of(told.phrases.rulebook, missing)
    if declared is None or isinstance(effect.value, Truth):
        return _yes_or_no(effect, told)
    if not isinstance(effect.value, Interval):
        return told.phrases.value(effect.value, declared.type)
    if declared.type.kind is Kind.DATE:
        return _days(effect.value, effect, first, declared.type, told)
    said = _amounts(effect.value, declared.type, told)
    unit = told.phrases.counted_in(declared.unit) if isinstance(declared, Fact) else ""
    return f"{said} {unit}".rstrip()


def _yes_or_no(effect: ValueEffect, told: Told) -> str:
    return told.phrases.say("是") if effect.value is Truth.TRUE else told.phrases.say("否")


def _days(value: Interval, effect: ValueEffect, first: Settling, type_: Type, told: Told) -> str:
    say, phrases = told.phrases.say, told.phrases
    if value.low is None and value.high is None:
        return say("到评估日还没有")
    if effect.beyond:
        return say("{low} 起，或者还没有", low=phrases.value(exactly(value.low), type_))
    if not value.known and (value.low is None or effect is first.effects[0]):
        return say("不晚于 {high}", high=phrases.value(exactly(value.high), type_))
    return phrases.value(value, type_)


def _amounts(value: Interval, type_: Type, told: Told) -> str:
    say, phrases = told.phrases.say, told.phrases
    if not value.known and value.high is None:
        return say("不少于 {low}", low=phrases.value(exactly(value.low), type_))
    if not value.known and not value.low:
        return say("不超过 {high}", high=phrases.value(exactly(value.high), type_))
    return phrases.value(value, type_)


def moving_rows(first: Settling, told: Told) -> list[Sequence[Said]]:
    """The same beside a question that is asked; where no value settles it that is said once, and
    of a value that moves nothing there is no line.
    """
    say = told.phrases.say
    if any(effect.settled for effect in first.effects):
        return list(effect_rows(first, told))
    rows: list[Sequence[Said]] = [
        (say("  {value}：", value=_value(effect, first, told)), say("；").join(parts))
        for effect in first.effects
        if (parts := _moves(effect, told))
    ]
    return [(say("  只答这一问"), say("还定不下来")), *rows]


def _does(effect: ValueEffect, told: Told) -> Said:
    """What follows with it; while it stays open, what it decides."""
    say = told.phrases.say
    if effect.settled:
        said = words.consequence(effect.answer.worst, say)
        holds = _named((r.id for r in effect.holds), told)
        if holds:
            said = say("{consequence}（{rules}）", consequence=said, rules=say.listed(holds))
        return TextRun(said, Role.STRONG)
    return say("；").join([say("仍没有定"), *(_moves(effect, told) or [say("还要看别的事实")])])


def _moves(effect: ValueEffect, told: Told) -> list[str]:
    """What it changes while the answer stays open."""
    say, answer, now = told.phrases.say, effect.answer, told.decision.answer
    parts, holds = list[str](), _named((r.id for r in effect.holds), told)
    if answer.best != now.best:
        parts.append(say("最轻是{best}", best=words.consequence(answer.best, say)))
    if answer.worst != now.worst:
        parts.append(say("最重是{worst}", worst=words.consequence(answer.worst, say)))
    if holds:
        parts.append(say("成立：{rules}", rules=_few(holds, told)))
    falls = _named((r.id for r in effect.falls), told)
    if falls:
        parts.append(say("不再适用：{rules}", rules=_few(falls, told)))
    return parts


def _few(names: Sequence[str], told: Told) -> str:
    """The names, or one of them and how many there are."""
    if len(names) <= _NAMED:
        return told.phrases.say.listed(list(names))
    return told.phrases.say("{first}等 {number} 条", first=names[0], number=len(names))


def _named(rules: Iterable[str], told: Told) -> list[str]:
    """Items by their lists, provisions by their titles, each once."""
    wanted = set(rules)
    found = [r.rule for r in told.decision.answer.rules if r.rule.id in wanted]
    found.sort(key=lambda rule: not rule.sanction.listed)
    return list(dict.fromkeys(words.briefly(rule, told.book, told.phrases) for rule in found))


def nothing_like(told: Told) -> str:
    """That no listed matter of the field is like the act, and what is held of that field; empty
    where one is or was named, or it is not told what was done, or whose matter it is.
    """
    say, decision, book = told.phrases.say, told.decision, told.book
    domain = told.of("domain")
    if decision.incident.items is not None or decision.alike or not domain or not told.of("act"):
        return ""
    language = told.phrases.language
    labels = {key: book.domain_label(key, language) for key in book.domains}
    own = [item for item in book.items.values() if labels[item.sanction.domain] == domain]
    if not own:
        return say("这里没有收进{domain}领域的清单事项。", domain=domain)
    # What part of a field an item is of is told in Chinese alone.
    branches = list(dict.fromkeys(item.sanction.branch for item in own if language == "zh"))
    if branches and all(branches):
        return say(
            "清单里没有像的（{domain}收进来的 {number} 项都是{branches}的）。",
            domain=domain,
            number=len(own),
            branches=say.listed(branches),
        )
    return say(
        "清单里没有像的（{domain}收进来的 {number} 项，字面上都不近）。",
        domain=domain,
        number=len(own),
    )


def named_items(told: Told, room: Room) -> Iterator[Block]:
    """Which items it falls under, where that is not said and matters."""
    decision, say = told.decision, told.phrases.say
    if not decision.unnamed:
        return
    if not decision.candidates:
        yield from section(say("属于哪些清单事项，没有写"))
        text = say(
            "先写领域（domain），或用 huiqi penalty find 词语 查找；"
            "写 items: [...]，都不是写 items: []。"
        )
        yield Note(text, 1)
        return
    if said := nothing_like(told):
        yield from section(say("属于哪些清单事项，没有写"))
        yield Note(said, 1)
        yield Note(say("清单里没有的写 items: []；自己找：huiqi penalty find 词语"), 1)
        return
    yield from section(say("是否属于这些清单事项（写 items: [...]；都不是写 items: []）"))
    if decision.alike and decision.widened:
        yield Note.quiet(words.sought_by(decision.widened, told.phrases), 1)
    sign, words_of = marks.met(Truth.UNKNOWN), told.phrases.text
    rows = [
        (sign, rule.id, words_of(rule.title), under_item(rule, answer, told))
        for rule, answer in decision.under_candidates
        # Others of the field are no answer to what was told.
        if rule is not None and (not decision.alike or rule in decision.like)
    ]
    yield Table(_COLUMNS, rows[: room.candidates])
    yield from and_more(len(rows) - room.candidates, _MORE, told.phrases, Role.QUIET)


def under_item(rule: Rule, answer: Answer, told: Told, *, names: bool = False) -> str:
    """What it comes to where the act falls under an item: what the item lacks, while it is open;
    ``names``: the first of it by its name.
    """
    say = told.phrases.say
    if answer.worst == answer.best:
        return words.brief_pair(answer.worst.outcome, say)
    (result,) = [result for result in answer.rules if result.rule.id == rule.id]
    lacking = _lacks(result, told, names=names)
    return say("{outcome}，{lacking}", outcome=words.brief(rule, say), lacking=lacking)


def may_apply(told: Told, room: Room, *, names: bool = False) -> Iterator[Block]:
    """What applies, and what may, the lightest first, with what each still turns on; ``names``: the
    first of that by its name.
    """
    decision, say = told.decision, told.phrases.say
    true = [result for result in decision.resting_on if result.decides is Truth.TRUE]
    open_ = [result for result in decision.resting_on if result.decides is not Truth.TRUE]
    if not true and not open_:
        return
    yield from section(say("可能用上的（由轻到重）"))
    # What applies is told in any case.
    kept = sorted(open_, key=lambda result: result.lightness)[: max(room.rules - len(true), 1)]
    shown = sorted([*true, *kept], key=lambda result: result.lightness)
    rows: list[Sequence[Said]] = [
        (
            marks.met(result.decides),
            words.brief(result.rule, say),
            told.titled(result.rule),
            _lacks(result, told, names=names),
        )
        for result in shown
    ]
    yield Table((*_COLUMNS[:3], Column()) if names else _COLUMNS, rows)
    yield from and_more(len(open_) - len(kept), _MORE, told.phrases, Role.QUIET)


def _lacks(result: RuleResult, told: Told, *, names: bool = False) -> str:
    """How many facts and judgements it still turns on; ``names``: which of the facts is first: a
    number alone says nothing to whoever has to find them out.
    """
    say = told.phrases.say
    if result.decides is Truth.TRUE:
        return say("成立")
    if result.decides is Truth.FALSE:
        return say("用不上")
    if result.verdict.truth is Truth.TRUE:
        return say("条件够；能否适用没有定")
    left = result.still_open
    facts = say("{number} 个事实", number=len(left.facts)) if left.facts else ""
    judged = say("{number} 个判定", number=left.judgements) if left.judgements else ""
    if names and left.facts:
        first = told.label(_first(left.facts, told))
        facts = first
        if (number := len(left.facts)) > 1:
            facts = say("{first}等 {number} 个事实", first=first, number=number)
    if names and left.judgements:
        judged = say("{number} 个由执法机关判定的", number=left.judgements)
    said = say.listed([part for part in (facts, judged) if part])
    if not said:
        return say("没有定")
    if names:
        head = to_say("有一样就成立：{lacking}") if left.any_one else to_say("还要看：{lacking}")
        return say(head, lacking=said)
    return say(to_say("任一：{lacking}") if left.any_one else to_say("差 {lacking}"), lacking=said)


def _first(facts: Sequence[Missing], told: Told) -> Missing:
    """The fact that is worth finding out before the others."""
    return next((one for one in told.decision.to_find_out if one in facts), facts[0])


def still_missing(told: Told, room: Room) -> Iterator[Row]:
    """The facts that are not known and matter, by their names."""
    say = told.phrases.say
    labels = [told.label(missing) for missing in told.decision.to_find_out]
    if not labels:
        return
    yield say("缺的事实"), told.phrases.few(labels, room.facts, to_say("{names}等 {number} 个"))


def out_of_reach(told: Told, room: Room) -> Iterator[Row]:
    """What cannot apply, on one line; what only individuals have by its number."""
    say = told.phrases.say
    failed = [r for r in told.decision.answer.rules if r.decides is Truth.FALSE]
    persons = [result for result in failed if of_persons(result, told)]
    others = [result for result in failed if result not in persons]
    named = [told.titled(result.rule) for result in others[: room.named]]
    if len(others) > room.named:
        named.append(say("另有 {number} 种", number=len(others) - room.named))
    if persons:
        named.append(say("只对自然人的 {number} 种", number=len(persons)))
    if named:
        yield say("用不上的"), say("；").join(named)


def of_persons(result: RuleResult, told: Told) -> bool:
    """Whether it fails because it asks what this kind of party does not have."""
    return any(
        isinstance(part, FieldReference) and told.applies_to_none(part.field)
        for clause in result.verdict.clauses
        if clause.condition.node is not None
        for part in walk(clause.condition.node)
    )


def judgements(told: Told, room: Room) -> Iterator[Block]:
    """What an authorised person has to judge."""
    say, questions = told.phrases.say, told.decision.questions
    if not questions:
        return
    yield from section(say("要由有权的人判定（答案写明姓名、日期、理由；写法见 --full）"))
    texts = [f"! {told.phrases.text(question.text)}" for question in questions[: room.questions]]
    for line in filled(texts, _BETWEEN, WIDTH - 2):
        yield Note(_BETWEEN.join(line), 1)
    more = to_say("另有 {number} 个：--full")
    yield from and_more(len(questions) - room.questions, more, told.phrases, Role.QUIET)


def preconditions(told: Told) -> Iterator[Row]:
    """What has to happen first, and by when; a limit that is over is said to be."""
    say = told.phrases.say
    first = told.decision.first
    asked = first.missing.field if first is not None and first.missing is not None else ""
    # Where its limit is over and it is what is asked first, that was said there.
    open_ = [s for s in told.decision.steps if not s.done and not (s.late and s.field == asked)]
    if open_:
        yield say("先要做到"), say("；").join(_step(step, told) for step in open_)


def _step(step: Precondition, told: Told) -> str:
    say, text = told.phrases.say, told.phrases.text(step.text)
    if step.by is not None:
        left = (step.by - told.decision.as_of).days
        return say("{step}，不晚于 {day}（还有 {left} 天）", step=text, day=step.by, left=left)
    if step.late:
        return say("{step}（期限已过 {days} 天）", step=text, days=step.late)
    return text
