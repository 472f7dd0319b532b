"""``penalty`` as a screen that asks on: what follows, what settles most, why, what to do first."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice

from huiqi.diagnostics import Diagnostic
from huiqi.evaluation.reads import declared_of
from huiqi.language.tree import FieldReference, walk
from huiqi.language.types import Kind
from huiqi.penalty.incident import not_yet
from huiqi.penalty.results import PenaltyDecision, PenaltyStatus, Settling
from huiqi.profile.account import NO, YES
from huiqi.report.blocks import Block, Column, Facts, Said, Table, TextRun
from huiqi.report.pages import penalty_words as words
from huiqi.report.pages.citations import graded
from huiqi.report.pages.opening import compared
from huiqi.report.pages.penalty_beside import (
    fines,
    precedent,
    precedents,
    procedures,
    sourced,
    tasks,
    turns,
    uncounted,
    unsourced,
)
from huiqi.report.pages.penalty_items import ItemOffered, items_offered
from huiqi.report.pages.penalty_open import (
    may_apply,
    moving_rows,
    out_of_reach,
    preconditions,
)
from huiqi.report.pages.penalty_plain import in_plain_words
from huiqi.report.pages.penalty_reasons import decided_by
from huiqi.report.pages.penalty_room import ALL, Told
from huiqi.report.phrases import Phrases
from huiqi.rulebook.penalties import PenaltyBook
from huiqi.rulebook.penalty_clauses import ACT
from huiqi.rulebook.rulebook import Fact
from huiqi.values import NOT_APPLICABLE
from huiqi.wordings import says_punished
from huiqi.words import Say, to_say

#: How a day is written that has not come: that it is after one.
AHEAD = "> "
#: So many of what is open besides are asked on the same page.
_MOST = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldAsked:
    """A field of a form: ``kind`` says which input it takes; ``value``: as it is written now;
    ``wrong``: what is wrong with that; ``can_wait``: a day that may not have come, which can be
    said (``waits``: it is).
    """

    id: str
    label: str
    help: str
    kind: str
    options: Sequence[tuple[str, str]] = ()
    unit: str = ""
    value: str = ""
    required: bool = False
    wrong: Sequence[Diagnostic] = ()
    can_wait: bool = False
    waits: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class NextAsked:
    """What is best asked next, as a question, and what each answer does.

    ``field`` of a fact; ``judgement``: the key of what an officer says; neither: the history.
    """

    key: str
    text: str
    note: str
    field: FieldAsked | None
    judgement: str
    effects: Sequence[Block]


@dataclass(frozen=True, slots=True, kw_only=True)
class PenaltyScreen:
    """The screen in the order of reading; ``plain``: the same in one sentence; ``domain``: the
    field of enforcement, where it is not told and says which listed matters may be meant;
    ``items_first``: which of them it is settles more than what is best asked of the act;
    ``items``: those that ``act`` is like in its words, where it was told; ``others``: more of that
    field; ``alike``: the precedents that it is like; ``sought``: by which words of the lists,
    where it is told in others; ``unsourced``: those for which no source was
    found, wherever they would apply; ``named``: it was said which of the listed matters it falls
    under.
    """

    title: str
    name: str
    decided: bool
    lenient: bool
    verdict: str
    plain: str
    best: str
    worst: str
    dated: Sequence[str]
    asked: NextAsked | None
    said: str
    more: Sequence[FieldAsked]
    domain: FieldAsked | None
    items: Sequence[ItemOffered]
    items_first: bool
    others: Sequence[ItemOffered]
    act: str
    sought: str
    alike: Sequence[str]
    unsourced: Sequence[str]
    named: bool
    why: Sequence[Block]
    out: Sequence[Block]
    known: Sequence[tuple[str, str]]
    written: Sequence[FieldAsked]
    judgements: Sequence[tuple[str, str]]
    todo: Sequence[Block]
    beside: Sequence[Block]
    sources: Sequence[Said]
    compared: Sequence[Block]


def _punished(told: Told, say: Say) -> Iterator[str]:
    """That what is told sounds like a decision that stands: this is of those to come."""
    if said := says_punished(told.of("act")):
        yield say(
            "写着“{told}”，像是已经罚了：已经作出的决定，这里改不了；下面只是还没有决定时会怎样",
            told=said,
        )


def penalty_screen(
    decision: PenaltyDecision,
    book: PenaltyBook,
    phrases: Phrases,
    *,
    written: Mapping[str, object],
    skipped: Sequence[str] = (),
) -> PenaltyScreen:
    """The screen of a decision on an incident; ``written``: its fields as they were told;
    ``skipped``: what is to be asked later.
    """
    told, say = Told(decision, book, phrases), phrases.say
    answer = decision.answer
    decided = answer.status is PenaltyStatus.DECIDED
    asked = None if decided else _next(decision, told, skipped)
    todo = [*preconditions(told), *tasks(told, ALL), *procedures(told, False)]
    beside = [*fines(told, ALL), *turns(told, True), *uncounted(told)]
    out = list(out_of_reach(told, ALL))
    items = [] if decided else list(items_offered(decision, told))
    early = asked is not None and asked.key in _deciding_others(book.act.fields)
    domain = book.act.roles["domain"]
    # Words alone find matters of any field: nobody is to read five of food who blocked an exit.
    untold = not decided and decision.unnamed and not told.of("domain")
    # Nor to choose among six of food who advertised.
    like = [one for one in items if one.like] if told.of("act") else items
    return PenaltyScreen(
        title=told.of("act") or say("一件违法行为"),
        name=decision.incident.name,
        decided=decided,
        lenient=answer.worst.outcome[0] != "ordinary",
        verdict=words.consequence(answer.worst, say),
        plain=in_plain_words(decision, told),
        best=words.consequence(answer.best, say),
        worst=words.consequence(answer.worst, say),
        dated=[
            *_punished(told, say),
            *(phrases.text(one.later) for one in decision.dated if one.later is not None),
        ],
        asked=asked,
        said="" if decided or asked is not None else _nothing_asked(decision, say),
        more=[] if decided else list(islice(_more(decision, told, asked), _MOST)),
        domain=_field(domain, book.act.fields[domain], book, phrases) if untold else None,
        items=like,
        items_first=bool(like) and not early and not untold,
        others=[one for one in items if one not in like],
        act=told.of("act"),
        sought=words.sought_by(decision.widened, phrases) if decision.widened else "",
        alike=[precedent(model, told) for model in sourced(decision.precedents)],
        unsourced=[precedent(model, told) for model in unsourced(decision.precedents)],
        named=bool(decision.incident.items),
        why=list(decided_by(told, ALL) if decided else may_apply(told, ALL, names=True)),
        out=[] if decided or not out else [Facts(out)],
        known=list(_known(decision, told)),
        written=[
            _field(name, told.book.act.fields[name], told.book, phrases, value)
            for name, value in written.items()
            if name in told.book.act.fields
        ],
        judgements=[] if decided else [(q.key, phrases.text(q.text)) for q in decision.questions],
        todo=[Facts(todo)] if todo else [],
        beside=[*([Facts(beside)] if beside else []), *(precedents(told, ALL) if decided else ())],
        sources=list(_sources(decision, told)),
        compared=list(compared(decision.note, decision.checked, phrases)),
    )


def asked_anew(screen: PenaltyScreen, change: Callable[[FieldAsked], FieldAsked]) -> PenaltyScreen:
    """The screen with each of its fields as ``change`` makes it: as it was typed, where that was
    refused.
    """
    asked = screen.asked
    if asked is not None and asked.field is not None:
        asked = replace(asked, field=change(asked.field))
    more, written = (list(map(change, own)) for own in (screen.more, screen.written))
    return replace(screen, asked=asked, more=more, written=written)


def first_fields(book: PenaltyBook, phrases: Phrases) -> Sequence[FieldAsked]:
    """What has to be told first: what is required, and what says which fields apply."""
    fields = book.act.fields
    decides = _deciding_others(fields)
    return [
        _field(name, field, book, phrases)
        for name, field in fields.items()
        if field.required or name in decides
    ]


def _deciding_others(fields: Mapping[str, Fact]) -> frozenset[str]:
    """What says whether other fields apply at all: whether the party is a person or a firm."""
    return frozenset(
        part.field
        for field in fields.values()
        if field.applies_when is not None
        for part in walk(field.applies_when)
        if isinstance(part, FieldReference)
    )


def domains_offered(book: PenaltyBook, language: str) -> Sequence[tuple[str, str]]:
    """The fields of enforcement."""
    return [(key, book.domain_label(key, language)) for key in book.domains]


def _next(decision: PenaltyDecision, told: Told, skipped: Sequence[str]) -> NextAsked | None:
    """What says whether others apply, then what settles most; of what was skipped nothing, unless
    there is nothing else.
    """
    early = _deciding_others(told.book.act.fields)
    left = [one for one in decision.ranked if _key(one) not in skipped] or decision.ranked
    # What only an officer may judge is asked after all that whoever asks can tell.
    asked = sorted(left, key=lambda one: (_key(one) not in early, one.question is not None))
    return _asked(asked[0], decision, told) if asked else None


def _nothing_asked(decision: PenaltyDecision, say: Say) -> str:
    """Why nothing is asked although it is open."""
    if decision.unnamed:
        return say("要定下来，先说属于哪些清单事项。")
    return say("没有哪一问单独能定下来：一次多答几问，或者由有权的人判定。")


def _key(settling: Settling) -> str:
    if settling.question is not None:
        return settling.question.key
    missing = settling.missing
    return "" if missing is None else missing.field or missing.name


def _asked(first: Settling, decision: PenaltyDecision, told: Told) -> NextAsked:
    say, phrases, missing = told.phrases.say, told.phrases, first.missing
    field, note = None, ""
    if first.question is not None:
        text = phrases.text(first.question.text)
        note = say(
            "由执法机关有权的人判定，不用你答：已经判过的才照抄答案、姓名、日期、理由；"
            "没有判过的按“还没有人判，先不答”"
        )
    else:
        assert missing is not None
        text = told.asked(missing)
        declared = declared_of(phrases.rulebook, missing)
        if missing.where and isinstance(declared, Fact):
            field = _field(missing.field, declared, told.book, phrases)
            note = say("没有就写 0。") if field.kind in ("count", "money") else ""
        for step in decision.steps:
            if step.late and missing.field == step.field:
                note = say("期限已过 {days} 天。", days=step.late)
    rows = moving_rows(first, told)
    return NextAsked(
        key=_key(first),
        text=text,
        note=note,
        field=field,
        judgement=first.question.key if first.question is not None else "",
        effects=[Table((Column(), Column(grows=True)), rows)] if rows else [],
    )


def _more(decision: PenaltyDecision, told: Told, asked: NextAsked | None) -> Iterator[FieldAsked]:
    """The other facts that still matter."""
    for missing in decision.to_find_out:
        declared = declared_of(told.phrases.rulebook, missing)
        if not missing.where or not isinstance(declared, Fact) or missing.name != ACT:
            continue
        if asked is None or asked.key != missing.field:
            yield _field(missing.field, declared, told.book, told.phrases)


_INPUTS = {
    Kind.BOOL: "bool",
    Kind.DATE: "date",
    Kind.MONEY: "money",
    Kind.COUNT: "count",
    Kind.ENUM: "enum",
}


def _field(
    name: str, declared: Fact, book: PenaltyBook, phrases: Phrases, written: object = ""
) -> FieldAsked:
    say, kind = phrases.say, _INPUTS.get(declared.type.kind, "text")
    options: Sequence[tuple[str, str]] = phrases.options(declared.type)
    if kind == "bool":
        options = [(YES, say("是")), (NO, say("否"))]
    elif name == book.act.roles["domain"]:
        # A text whose words are those of the list: it is chosen here as where it is told first.
        kind, options = "enum", domains_offered(book, phrases.language)
        written = book.domain(str(written)) or written
    waits = kind == "date" and str(written).startswith(AHEAD)
    return FieldAsked(
        id=name,
        label=phrases.text(declared.label),
        help=phrases.text(declared.help) if declared.help is not None else "",
        kind=kind,
        options=options,
        unit=say("万元") if kind == "money" else phrases.counted_in(declared.unit),
        required=declared.required,
        value="" if waits else _as_typed(kind, written),
        can_wait=kind == "date" and not declared.required,
        waits=waits,
    )


def _as_typed(kind: str, written: object) -> str:
    """What was told, as the field of a form holds it."""
    if isinstance(written, bool):
        return YES if written else NO
    text = str(written)
    return text.removesuffix(to_say("万元")) if kind == "money" else text


def _known(decision: PenaltyDecision, told: Told) -> Iterator[tuple[str, str]]:
    """What is known of the act, field by field."""
    phrases, fields = told.phrases, told.book.act.fields
    known = decision.incident.known()
    for name, value in known.fields.items():
        declared = fields.get(name)
        if declared is None or declared.formula is not None:
            continue
        words_of_it = told.text(name) if declared.type.kind is Kind.TEXT else ""
        said = words_of_it or phrases.value(value, declared.type)
        if not_yet(value, decision.as_of):
            said = phrases.say("到评估日还没有")
        if value is not NOT_APPLICABLE and said != phrases.unknown:
            yield phrases.text(declared.label), said
    items = decision.incident.items
    if items is not None:
        named = [phrases.text(told.book.items[item].title) for item in items]
        yield phrases.say("清单事项"), phrases.say("；").join(named) or phrases.say("都不是")
    if known.complete:
        number = len(known.history)
        said = phrases.say("{number} 次", number=number) if number else phrases.say("查清没有")
        yield phrases.say("以前的违法"), said


def _sources(decision: PenaltyDecision, told: Told) -> Iterator[Said]:
    """Every document that it rests on, or may, once, each leading there."""
    bases = (basis for result in decision.resting_on for basis in result.rule.basis)
    for basis in {basis.source.id: basis for basis in bases}.values():
        named = graded(basis.named(), (basis,), told.phrases)
        copied = told.phrases.say("（网址是转载）") if basis.source.is_copied else ""
        yield (TextRun(named, url=basis.source.url), copied)
