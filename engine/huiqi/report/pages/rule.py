"""``rules show``: one rule as a person reads it; a topic, with the documents under it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import assert_never

from huiqi.diagnostics import InputError, Place, input_error
from huiqi.report.blocks import Block, Column, Facts, Note, Page, Said, Space, Table, Tree, TreeItem
from huiqi.report.pages import marks
from huiqi.report.pages.applying import applying_rows
from huiqi.report.pages.citations import address_told, graded
from huiqi.report.pages.opening import framed
from huiqi.report.pages.rule_amount import amount_lines
from huiqi.report.pages.rule_lines import GROUPS, STACKING, STACKING_SCOPE, RuleLine, RuleLines
from huiqi.report.phrases import Phrases
from huiqi.rulebook.basis import WEAK, Basis
from huiqi.rulebook.measure import Clause, Condition, Effect, Grant, Measure, Title, Unpublished
from huiqi.rulebook.naming import called, declared_facts, measures_called, things_near
from huiqi.rulebook.rulebook import Rulebook
from huiqi.rulebook.sanction import Sanction
from huiqi.sentences import sentence

_RECIPIENTS = ("organisation", "cluster")


def rule_names(rulebook: Rulebook) -> dict[str, tuple[str, ...]]:
    """Everything that can be shown, with all it is called."""
    named = measures_called(rulebook.measures.values())
    for name, found in declared_facts(rulebook).items():
        named.setdefault(name, (name, *called(found)))
    for name, parameter in rulebook.parameters.items():
        named.setdefault(name, (name, parameter.label.zh, parameter.label.en))
    for fund in rulebook.funds.values():
        named.setdefault(fund.id, (fund.id, fund.title.zh, fund.title.en))
    for name in rulebook.stacking:
        named.setdefault(name, (name,))
    for source in rulebook.sources.values():
        named.setdefault(source.id, (source.id, source.title, source.number or source.id))
    return named


def no_such_name(named: Mapping[str, tuple[str, ...]], written: str) -> InputError:
    """C107, with what is called most like it."""
    return input_error(
        "C107", Place("NAME"), sentence("规则库里没有这个名称"), **things_near(named, written)
    )


def rule_pages(name: str, phrases: Phrases) -> Iterator[Page]:
    """The rule on one screen: with its formulas and addresses where there is room, then without."""
    if name not in phrases.rulebook.measures:
        yield lines_page(RuleLines(phrases).of(name), phrases)
        return
    measure = phrases.rulebook.measures[name]
    for formulas, addresses in ((True, True), (False, True), (False, False)):
        yield _measure_page(measure, phrases, formulas=formulas, addresses=addresses)


def lines_page(lines: Iterable[RuleLine], phrases: Phrases) -> Page:
    """A rule of which each line says one thing."""
    (_, title), *rest = lines
    notes = [Note(text, depth) for depth, text in rest]
    blocks = (Note.strong(title), *notes)
    return framed(phrases.say("看一条规则"), blocks, phrases, about=title)


def _measure_page(measure: Measure, phrases: Phrases, *, formulas: bool, addresses: bool) -> Page:
    say = phrases.say
    title = phrases.text(measure.title)
    programme = phrases.rulebook.programmes.get(measure.collection)
    collection = f"  {phrases.text(programme.title)}" if programme is not None else ""
    blocks: list[Block] = [
        Note.strong(title, beside=f"  [{measure.id}]"),
        Note(f"{marks.whose_document(measure, phrases)}{collection}"),
    ]
    if measure.summary is not None:
        blocks.append(Note(phrases.text(measure.summary)))
    if not measure.published:
        blocks += _topic(measure, phrases)
    else:
        blocks += _asked(measure, phrases, formulas)
    rows = [*_facts(measure, phrases), *_sources(measure, phrases, addresses)]
    blocks += [Space(), Facts(rows), Space()]
    if not measure.published and measure.modelled_on:
        model = measure.modelled_on[0]
        blocks.append(Note(say("各件的条件 huiqi rules show {model} 等", model=model)))
    elif not (formulas and addresses):
        blocks.append(
            Note(say("条件的写法和网址 --full    对照一户企业 huiqi check F {id}", id=measure.id))
        )
    return framed(say("看一条规则"), blocks, phrases, about=title)


def _topic(measure: Measure, phrases: Phrases) -> Iterator[Block]:
    """Of a topic whose text is not public: the documents that stand under it."""
    say, rulebook = phrases.say, phrases.rulebook
    said = say("条文没有公开")
    if measure.slot is not None:
        said = say("这是一个题目：条文没有公开，按题下的文件答")
    yield Note.open(said)
    if not measure.modelled_on:
        return
    yield Space()
    rows = []
    for name in measure.modelled_on:
        model = rulebook.measures[name]
        programme = rulebook.programmes[model.collection]
        level = rulebook.level(model)
        whose = say(marks.LEVELS[level])
        if level != "comparable":
            whose = f"{whose} {marks.graded_by(model.basis, phrases)}"
        title, place = phrases.text(model.title), phrases.text(programme.name)
        rows.append((whose, title, place, name))
    columns = (
        *Column.texts(say("题下的文件")),
        Column(grows=True),
        *Column.texts(say("出自"), say("代号")),
    )
    yield Table(columns, rows)


def _asked(measure: Measure, phrases: Phrases, formulas: bool) -> Iterator[Block]:
    """Who may apply, and what it gives."""
    say = phrases.say
    yield Space()
    yield Note.strong(say("谁可以报"))
    yield Tree([clause_item(measure.requires, measure.basis, phrases, formulas)])
    for stage in measure.gives.stages if measure.gives is not None else ():
        if stage.clause is not None:
            yield Note(phrases.text(stage.text))
            yield Tree([clause_item(stage.clause, measure.basis, phrases, formulas)])
    yield Space()
    lines: list[Said] = [say("没有金额")]
    if measure.gives is not None:
        lines = list(amount_lines(measure.gives, phrases, formulas))
    yield Facts(list(Facts.under(say("给什么"), lines)))


def clause_item(
    clause: Clause, shared: tuple[Basis, ...], phrases: Phrases, formulas: bool, weak: bool = True
) -> TreeItem:
    """A clause with its parts; ``formulas``: with what it asks as an expression, and its basis
    where it is not the measure's; ``weak``: with what only another place asks.
    """
    if not isinstance(clause, Condition):
        said = phrases.say(GROUPS[clause.kind], number=clause.threshold)
        if clause.text is not None:
            said = phrases.say("{text}：{said}", text=phrases.text(clause.text), said=said)
        children = [
            clause_item(child, shared, phrases, formulas, weak)
            for child in clause.children
            if weak or not (isinstance(child, Condition) and only_compared(child))
        ]
        return TreeItem(text=said, children=children)
    found: list[str] = []
    if formulas:
        lines = RuleLines(phrases)
        found += lines.meanings(clause)
        if clause.basis != shared:
            found += [text for _, text in lines.bases(clause.basis, 0)]
        if clause.note is not None:
            found.append(phrases.text(clause.note))
    text = phrases.text(clause.text)
    if only_compared(clause):
        grade = marks.grade(clause.grade, phrases)
        text = phrases.say("{text}（{grade}，只作参照）", text=text, grade=grade)
    return TreeItem(mark="-", text=text, found="\n".join(found))


def only_compared(condition: Condition) -> bool:
    """Whether its own document does not ask it: it stands there to compare."""
    return condition.grade >= WEAK and not condition.presumed


def _facts(measure: Measure, phrases: Phrases) -> Iterator[tuple[Said, Said]]:
    """For whom, since when, with which papers, what bars it, what is not stated."""
    say, rulebook = phrases.say, phrases.rulebook
    if measure.recipient in _RECIPIENTS:
        yield say("对象"), say("不是单个企业，是协会、机构或集群")
    if measure.records is not None:
        yield say("逐条核对"), phrases.text(rulebook.label(measure.records))
    yield from _beside_amount(measure.effect, phrases)
    yield say("施行"), phrases.text(measure.in_force.text)
    if measure.in_force.note is not None:
        yield "", phrases.text(measure.in_force.note)
    topics = [slot for slot in rulebook.measures.values() if measure.id in slot.modelled_on]
    if topics:
        yield say("题目"), say.listed([phrases.text(topic.title) for topic in topics])
    if measure.proof:
        yield say("要带"), say.listed(phrases.papers(measure.proof))
    yield from applying_rows(measure, phrases)
    exclusive = []
    for rule in rulebook.stacking.values():
        if measure.id in (*rule.measures, *rule.against):
            kind, scope = say(STACKING[rule.kind]), say(STACKING_SCOPE[rule.scope])
            notes = say("；").join([kind, scope])
            exclusive.append(say("{text}（{notes}）", text=phrases.text(rule.text), notes=notes))
    yield from Facts.under(say("不能重复"), exclusive)
    yield from Facts.under(say("来源没有写"), map(phrases.text, measure.unstated))
    conflicts = (graded(phrases.text(c.text), c.basis, phrases) for c in measure.conflicts)
    yield from Facts.under(say("来源冲突"), conflicts)
    if measure.note is not None:
        yield say("说明"), phrases.text(measure.note)


def _beside_amount(effect: Effect, phrases: Phrases) -> Iterator[tuple[Said, Said]]:
    """What comes of it beside an amount."""
    match effect:
        case Title():
            yield phrases.say("视为已有"), phrases.prose(effect.held)
        case Grant() | Unpublished() | Sanction():
            pass
        case other:
            assert_never(other)


def _sources(measure: Measure, phrases: Phrases, addresses: bool) -> Iterator[tuple[Said, Said]]:
    """Every document it rests on, once, with its grade and where it stands."""
    every: dict[str, Basis] = {}
    for bases in (measure.basis, *(conflict.basis for conflict in measure.conflicts)):
        for basis in bases:
            every.setdefault(basis.cited(), basis)
    texts = []
    for cited, basis in every.items():
        text = graded(cited, [basis], phrases)
        address = address_told(basis.source, phrases) if addresses else ""
        texts.append(f"{text}\n{address}".rstrip())
    yield from Facts.under(phrases.say("依据"), texts)
