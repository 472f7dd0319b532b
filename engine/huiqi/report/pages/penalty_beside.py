"""What stands beside the answer on an incident: duties, fines, procedures, basis, precedents."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from huiqi.language.formatting import format_range
from huiqi.language.types import MONEY
from huiqi.penalty.laws import ApplicableLaw, Law
from huiqi.penalty.results import Answer, Course, PenaltyStatus, Turn
from huiqi.report.blocks import Block, Facts, Note, Role, Said, TextRun, section
from huiqi.report.pages import marks
from huiqi.report.pages import penalty_words as words
from huiqi.report.pages.citations import address_told, cited, graded, sources_named
from huiqi.report.pages.penalty_reasons import rulings
from huiqi.report.pages.penalty_room import Room, Told
from huiqi.rulebook.penalty_models import PrecedentModel
from huiqi.truth import Truth
from huiqi.words import to_say

Row = tuple[Said, Said]


def tasks(told: Told, room: Room) -> Iterator[Row]:
    """What has to be done besides; while the answer is open only what holds whatever it will be."""
    say, duties = told.phrases.say, told.decision.duties
    if not duties:
        return
    said = []
    for task in duties:
        text = told.phrases.text(task.duty.text)
        if task.chosen:
            text = say("决定{effect}的：{task}", effect=say(words.EFFECTS["none"]), task=text)
        said.append(say("{task}（已做）", task=text) if task.done else text)
    if len(said) > room.named:
        said[room.named :] = [say("另有 {number} 项", number=len(said) - room.named)]
    decided = told.decision.answer.status is PenaltyStatus.DECIDED
    yield say("仍要做") if decided else say("无论哪种结论都要"), say("；").join(said)


def fines(told: Told, room: Room) -> Iterator[Row]:
    """Which version of each provision applies, which of several provisions, and its fine."""
    say, decision = told.phrases.say, told.decision
    choices = [*decision.versions, *([decision.fine] if decision.fine is not None else [])]
    yield from Facts.under(
        say("罚款按哪一条"), (_choice(one, told) for one in choices[-room.laws :])
    )


def _choice(choice: ApplicableLaw, told: Told) -> Said:
    say, reason = told.phrases.say, told.phrases.text(choice.reason)
    among = say.listed(list(dict.fromkeys(law.name for law in choice.among)))
    if choice.chosen is None:
        mark, chosen = TextRun("!", Role.OPEN), say("待判定")
    else:
        mark, chosen = marks.met(Truth.TRUE), _fine(choice.chosen, told)
    return (mark, " ", say("{laws}：{reason} → {chosen}", laws=among, reason=reason, chosen=chosen))


def _fine(law: Law, told: Told) -> str:
    """A provision with its fine, as far as it is given."""
    if not law.violation:
        return told.phrases.say("没有罚款")
    if law.fine_low is None and law.fine_high is None:
        return law.name
    fine = format_range(law.fine_low, law.fine_high, MONEY, told.phrases.language)
    return told.phrases.say("{law}，罚款 {fine}", law=law.name, fine=fine)


def procedures(told: Told, full: bool) -> Iterator[Row]:
    """Which procedure, its review and its documents; in full also the register and the basis."""
    say, phrases, shared = told.phrases.say, told.phrases, told.book.procedures
    if not told.decision.courses or shared is None:
        return
    yield from Facts.under(
        say("怎样办理"), (_course(course, told) for course in told.decision.courses)
    )
    if full:
        yield "", phrases.text(shared.register)
        for basis in shared.basis:
            yield "", cited(basis, phrases)
        if shared.note is not None:
            yield "", phrases.text(shared.note)


def _course(course: Course, told: Told) -> str:
    """A procedure with its review and its documents."""
    say, phrases, procedure = told.phrases.say, told.phrases, course.procedure
    text = phrases.text(procedure.title)
    if course.chosen:
        effect = say(words.EFFECTS[procedure.outcome])
        text = say("决定{effect}的：{task}", effect=effect, task=text)
    if course.open:
        text = say("{procedure}（是否已经立案没有写明）", procedure=text)
    review = say("须经法制审核")
    if procedure.review is None:
        review = say("是否须法制审核，来源没有说")
    elif not procedure.review:
        review = say("不须法制审核")
    return say("；").join((text, review, *map(phrases.text, procedure.documents)))


def turns(told: Told, full: bool) -> Iterator[Row]:
    """How the answer changed as things became known."""
    say, history = told.phrases.say, told.decision.turns
    if len(history) < 2:
        return
    if not full:
        yield say("怎样变的"), " > ".join(_chain(told))
        return
    for number, turn in enumerate(history):
        label = say("开始") if number == 0 else _event(turn, told)
        said = say("{event}：{state}", event=label, state=_state(turn.answer, told, ends=True))
        changed = dict.fromkeys(
            f"{marks.met(before).text}→{marks.met(after).text} {_leaf(leaf, told)}"
            for leaf, (before, after) in turn.changed.items()
        )
        said = "\n".join((said, *(f"  {line}" for line in changed)))
        yield say("怎样变的") if number == 0 else "", said


def _chain(told: Told) -> Iterator[str]:
    """State, events, state; events that leave it as it was stand together."""
    say, history = told.phrases.say, told.decision.turns
    state = _state(history[0].answer, told)
    yield state
    events: list[str] = []
    for turn in history[1:]:
        events.append(_event(turn, told))
        after = _state(turn.answer, told)
        if after != state:
            yield say.listed(events)
            yield after
            state, events = after, []
    if events:
        yield say("{events}（没有改变）", events=say.listed(events))


def _event(turn: Turn, told: Told) -> str:
    label = turn.label or told.phrases.say("事件")
    return f"{turn.on} {label}" if turn.on else label


def _state(answer: Answer, told: Told, ends: bool = False) -> str:
    say = told.phrases.say
    if answer.worst == answer.best:
        return words.consequence(answer.best, say)
    if not ends:
        return say("未定")
    return say(
        "未定，{worst}至{best}",
        worst=words.consequence(answer.worst, say),
        best=words.consequence(answer.best, say),
    )


def _leaf(leaf: str, told: Told) -> str:
    """A condition by its text."""
    rule, _, name = leaf.partition("/")
    for result in told.decision.answer.rules:
        if result.rule.id == rule:
            for clause in result.verdict.clauses:
                if clause.condition.id == name:
                    return told.phrases.text(clause.condition.text)
    return leaf


def sources(told: Told, room: Room) -> list[Row]:
    """Where what applies, or may, is written: each document once, with its grade."""
    say, decision = told.phrases.say, told.decision
    bases = (basis for result in decision.resting_on for basis in result.rule.basis)
    documents = sources_named(bases, told.phrases, articles=True)
    said = say("；").join(documents[: room.laws])
    if len(documents) > room.laws:
        said = say(
            "{documents}；另有 {number} 件", documents=said, number=len(documents) - room.laws
        )
    return [(say("依据"), said)] if documents else []


def uncounted(told: Told) -> Iterator[Row]:
    """What is not part of the answer because its text is not held."""
    say, book = told.phrases.say, told.book
    if not told.decision.city_list:
        text = say(
            "{place}的清单（报道称 {domains} 个领域 {items} 项）正文没有公开",
            place=told.phrases.text(book.named_as("city")),
            domains=book.city.domains,
            items=book.city.items,
        )
        yield say("没有算进去"), text


def precedents(told: Told, room: Room) -> Iterator[Block]:
    """What others' lists say of the like: a few of them, and that they never decide; then what no
    source was found for, which is not denied by that.
    """
    say, found = told.phrases.say, told.decision.precedents
    shown = found[: room.precedents]
    for title, models in (
        (say("别处怎样规定（先例，不能据以决定）"), sourced(shown)),
        (say("另有没核到出处的说法：清单里有的，按清单"), unsourced(shown)),
    ):
        if models:
            yield Note.strong(title)
            yield from (Note.quiet(precedent(model, told), 1) for model in models)


def sourced(models: Sequence[PrecedentModel]) -> list[PrecedentModel]:
    """Those that some other place's document states."""
    return [model for model in models if not _is_unsourced(model)]


def unsourced(models: Sequence[PrecedentModel]) -> list[PrecedentModel]:
    """Those for which no source can be cited: of no other place, and perhaps in a list that is."""
    return [model for model in models if _is_unsourced(model)]


def _is_unsourced(model: PrecedentModel) -> bool:
    return model.evidence == "unsourced"


def precedent(model: PrecedentModel, told: Told) -> str:
    """A precedent with where it comes from, on a line or two."""
    say, document = told.phrases.say, told.book.documents[model.document]
    cited = f"{document.title} {document.number}".strip()
    return say(
        "◦ {place}（{kind}）{cited}{ended}：{violation} → {outcome}",
        place=told.phrases.text(document.place),
        kind=told.phrases.text(told.book.named_as(document.kind)),
        cited=cited,
        ended=words.expired(document.until, told.decision.as_of, say),
        violation=model.violation,
        outcome=model.outcome,
    )


def remarks(told: Told) -> Iterator[Block]:
    """What has to be known to read the answer; the keys of the questions, and what others say."""
    say, phrases, decision = told.phrases.say, told.phrases, told.decision
    if decision.questions:
        yield from section(say("判定写在文件的 judgements: 里，各写 answer、by、date、reason"))
        for question in decision.questions:
            yield Note((f"{question.key}  ", phrases.text(question.text)), 1)
            for saying in question.sayings:
                document = told.book.documents[saying.precedent.document]
                apart = to_say("没核到出处：{place}{ended} {violation}——{part}")
                elsewhere = to_say("别处：{place}{ended} {violation}——{part}")
                said = say(
                    apart if _is_unsourced(saying.precedent) else elsewhere,
                    place=phrases.text(document.place),
                    ended=words.expired(document.until, decision.as_of, say),
                    violation=saying.precedent.violation,
                    part=saying.part,
                )
                yield Note.quiet(said, 2)
    for title, texts in ((say("说明"), _remarks(told)), (say("文件"), _documents(told))):
        yield from section(title)
        yield from (Note(text, 1) for text in texts)


def _documents(told: Told) -> Iterator[str]:
    """Every document that is cited, once, with its address."""
    decision, book = told.decision, told.book
    bases = [basis for result in decision.answer.rules for basis in result.rule.basis]
    bases += [basis for task in decision.duties for basis in task.duty.basis]
    bases += [*book.city_basis] if not decision.city_list else []
    for basis in {basis.source.id: basis for basis in bases}.values():
        named = graded(basis.named(), (basis,), told.phrases)
        yield f"{named}\n{address_told(basis.source, told.phrases)}".rstrip()


def _remarks(told: Told) -> Iterator[str]:
    say, phrases, decision = told.phrases.say, told.phrases, told.decision
    for found in decision.lists:
        title, period = phrases.text(found.title), phrases.text(found.in_force.text)
        yield say("{list}：{period}", list=title, period=period)
        if found.note is not None:
            yield phrases.text(found.note)
    yield from rulings(told)
    if any(result.rule.sanction.listed for result in decision.answer.rules):
        yield say(
            "清单项只及于它所依据的规定；清单的排除只在该清单之内有效，不排除行政处罚法第三十三条。"
        )
    else:
        yield say("没有列入清单的，不妨碍适用行政处罚法第三十三条。")
    if not decision.city_list:
        yield say(
            "有{place}清单的正式文本时，用 huiqi penalty import 导入。",
            place=phrases.text(told.book.named_as("city")),
        )
    if decision.note is None:
        yield say("推理网络与求值器在 {number} 个节点上结论一致", number=decision.checked)
