"""``rules list``: the twenty topics with the documents that answer each, then everything else."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from huiqi.report.blocks import Block, Column, Facts, Note, Page, Said, Space, section
from huiqi.report.blocks import Table as Rows
from huiqi.report.layout import widest
from huiqi.report.pages import marks
from huiqi.report.pages.opening import framed
from huiqi.report.pages.penalty_rule import penalties_listed
from huiqi.report.pages.rule_lines import RuleLines
from huiqi.report.pages.texts_held import texts_held
from huiqi.report.pages.who_knows import fact_known_to
from huiqi.report.phrases import Phrases
from huiqi.rulebook.collection import Collection
from huiqi.rulebook.measure import Measure
from huiqi.rulebook.penalties import PenaltyBook
from huiqi.rulebook.rulebook import Definition, Fact

#: The columns that the names of documents may take on a line.
_ROOM = 43
_LISTED = (Column(grows=True), Column(), Column())


def rules_screen(phrases: Phrases, penalties: PenaltyBook | None) -> Page:
    """The one screen: which topics there are, what answers each, and what else is held."""
    say = phrases.say
    blocks: list[Block] = [*_topics(phrases), Space()]
    blocks += _programmes(phrases)
    rows: list[tuple[Said, Said]] = []
    if penalties is not None:
        held = say(
            "法律规定 {provisions} 条，清单 {lists} 份共 {items} 项；{precedents}",
            provisions=len(penalties.provisions),
            lists=len(penalties.lists),
            items=len(penalties.items),
            precedents=_precedents(penalties, phrases),
        )
        rows.append((say("免罚轻罚"), held))
    rulebook = phrases.rulebook
    held = say(
        "事实 {facts}，派生 {definitions}，参数 {parameters}，出处 {sources}",
        facts=len(rulebook.facts),
        definitions=len(rulebook.definitions),
        parameters=len(rulebook.parameters),
        sources=len(rulebook.sources),
    )
    rows.append((say("另有"), held))
    blocks += [Space(), Facts(rows), Space()]
    blocks.append(Note(say("全部和代号 --full    事实 --facts    看一条 huiqi rules show 首台套")))
    return framed(say("规则库"), blocks, phrases)


def rules_page(phrases: Phrases, penalties: PenaltyBook | None) -> Page:
    """Every measure by programme, and every penalty rule, with its id and grade."""
    say, rulebook = phrases.say, phrases.rulebook
    blocks: list[Block] = [*_topics(phrases)]
    for programme in rulebook.programmes.values():
        measures = [m for m in rulebook.measures.values() if m.collection == programme.id]
        if measures:
            rows = [
                (phrases.text(one.title), marks.whose_document(one, phrases), one.id)
                for one in measures
            ]
            blocks += [*section(phrases.text(programme.title)), Rows(_LISTED, rows)]
    if penalties is not None:
        rows = penalties_listed(penalties, phrases)
        blocks += [*section(say("免罚轻罚")), Rows(_LISTED, rows)]
        blocks.append(Note(_precedents(penalties, phrases)))
    return framed(say("规则库"), [*blocks, Space()], phrases)


def facts_page(phrases: Phrases) -> Page:
    """What may be said of an enterprise, by who usually knows it; then what follows from it."""
    say, rulebook = phrases.say, phrases.rulebook
    blocks: list[Block] = []
    groups: dict[str, list[Fact | Definition]] = {}
    for fact in rulebook.facts.values():
        known = fact_known_to(fact, phrases) if fact.known_by else say("没有写谁知道")
        groups.setdefault(say("事实：{who}", who=known), []).append(fact)
    groups[say("派生（由别的事实算出，也可以直接写）")] = list(rulebook.definitions.values())
    for name, facts in groups.items():
        rows = [(phrases.text(f.label), _kind(f, phrases), f.id) for f in facts]
        blocks += [*section(name), Rows(_LISTED, rows)]
    return framed(say("规则库"), [*blocks, Space()], phrases)


def _kind(fact: Fact | Definition, phrases: Phrases) -> str:
    kind = RuleLines(phrases).kind(fact)
    return f"{kind} {phrases.counted_in(fact.unit)}".rstrip()


def _topics(phrases: Phrases) -> Iterator[Block]:
    """Each topic with the documents of the city and the province, else of other places."""
    say, rulebook = phrases.say, phrases.rulebook
    slots = [measure for measure in rulebook.measures.values() if measure.slot is not None]
    if not slots:
        return
    said = say("（{texts}；按题下的文件答）", texts=texts_held(slots, phrases))
    yield Note.strong(marks.topics_heading(phrases), beside=said)
    columns = (Column(least=20), Column(least=8), Column())
    yield Rows(columns, [_topic(slot, phrases) for slot in slots])


def _topic(slot: Measure, phrases: Phrases) -> Sequence[Said]:
    rulebook = phrases.rulebook
    models = [rulebook.measures[name] for name in slot.modelled_on or (slot.id,)]
    own = [model for model in models if rulebook.level(model) != "comparable"]
    if own:
        names = _as_many([phrases.text(model.name) for model in own], phrases)
        return phrases.text(slot.name), marks.whose_document(own[0], phrases), names
    places = _as_many(marks.places_of(models, phrases), phrases)
    return phrases.text(slot.name), "", phrases.say("只有外地的：{places}", places=places)


def _as_many(names: Sequence[str], phrases: Phrases) -> str:
    """As many as have room on the line, and how many there are."""
    say = phrases.say
    for shown in range(len(names), 0, -1):
        said = say.listed(list(names[:shown]))
        if shown < len(names):
            said = say("{names} 等 {number} 件", names=said, number=len(names))
        if widest(said) <= _ROOM:
            return said
    return say("{number} 件", number=len(names))


def _programmes(phrases: Phrases) -> Iterator[Block]:
    """What else is held, and how well it is supported; other places' together."""
    say, rulebook = phrases.say, phrases.rulebook
    rows: list[tuple[Said, Said]] = []
    elsewhere: list[Measure] = []
    places: list[Collection] = []
    for programme in rulebook.programmes.values():
        measures = [m for m in rulebook.measures.values() if m.collection == programme.id]
        if programme.level == "comparable":
            elsewhere += measures
            places.append(programme)
        elif measures and not any(m.slot is not None for m in measures):
            rows.append((phrases.text(programme.name), _counted(measures, phrases)))
    if elsewhere:
        text = say(
            "{counted}，出自 {number} 地", counted=_counted(elsewhere, phrases), number=len(places)
        )
        rows.append((say("外地（只作参照）"), text))
    yield Note.strong(say("各项政策"))
    yield Facts(rows)


def _counted(measures: Sequence[Measure], phrases: Phrases) -> str:
    grades = Counter(marks.graded_by(measure.basis, phrases) for measure in measures)
    listed = phrases.say.listed([f"{word} {number}" for word, number in grades.items()])
    return phrases.say("{number} 件（{grades}）", number=len(measures), grades=listed)


def _precedents(penalties: PenaltyBook, phrases: Phrases) -> str:
    return phrases.say(
        "另有 {number} 条先例（别处的规定），不能据以决定：huiqi penalty find",
        number=len(penalties.precedents),
    )
