"""The rulebook for its readers: lists, and one rule with everything it rests on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from rich.console import Console
from rich.table import Table

from huiqi.language.prose import prose
from huiqi.language.tree import FactReference, Node
from huiqi.report.layout import Flowing as Rich
from huiqi.report.layout import Screen
from huiqi.report.rule_gives import STACKING, STACKING_SCOPE, gives_lines
from huiqi.report.wording import GRADE, INFORMANT, supported, word
from huiqi.rulebook.basis import GRADES, Basis, Source, support
from huiqi.rulebook.labels import RulebookLabels
from huiqi.rulebook.measure import Clause, Condition, Measure
from huiqi.rulebook.rulebook import (
    Definition,
    Fact,
    Fund,
    Parameter,
    Rulebook,
    Stacking,
    names_read,
)

Line = tuple[int, str]


def print_list(console: Console, rulebook: Rulebook, language: str) -> None:
    """The measures by programme."""
    table = Table.grid(padding=(0, 2, 0, 0))
    table.add_column(no_wrap=True, style="dim")
    table.add_column(overflow="fold")
    table.add_column(no_wrap=True, style="dim")
    for programme in rulebook.programmes.values():
        table.add_row("", Rich(programme.title.in_language(language), style="bold"), "")
        for measure in rulebook.measures.values():
            if measure.programme == programme.id:
                grade = supported(measure, support(measure.basis), language)
                table.add_row(measure.id, measure.title.in_language(language), grade)
    console.print(table)


def print_facts(console: Console, rulebook: Rulebook, language: str) -> None:
    """What a profile may say: id, label, type."""
    table = Table.grid(padding=(0, 2, 0, 0))
    table.add_column(overflow="fold", style="dim")
    table.add_column(overflow="fold")
    table.add_column(overflow="fold", style="dim")
    for fact in _facts(rulebook):
        marks = [fact.type.kind.value if language == "zh" else fact.type.kind.name.lower()]
        if fact.yearly:
            marks.append("按年" if language == "zh" else "yearly")
        if isinstance(fact, Definition):
            marks.append("派生" if language == "zh" else "derived")
        table.add_row(fact.id, fact.label.in_language(language), " ".join(marks))
    console.print(table)


def print_lines(console: Console, lines: Iterable[Line], language: str) -> None:
    """One rule, indented by depth."""
    page = Screen(console, language)
    for depth, text in lines:
        page.print(text, "bold" if depth == 0 else "", 2 * depth)


def _facts(rulebook: Rulebook) -> Iterator[Fact | Definition]:
    yield from rulebook.facts.values()
    yield from rulebook.definitions.values()


def rule_names(rulebook: Rulebook) -> tuple[str, ...]:
    """Everything that can be shown."""
    return (
        *rulebook.measures,
        *rulebook.definitions,
        *rulebook.parameters,
        *rulebook.facts,
        *rulebook.funds,
        *rulebook.stacking,
        *rulebook.sources,
    )


def rule_lines(rulebook: Rulebook, name: str, language: str) -> list[Line]:
    """The lines of one of them."""
    show = RuleLines(rulebook, language)
    if name in rulebook.measures:
        return list(show.measure(rulebook.measures[name]))
    if name in rulebook.definitions:
        return list(show.definition(rulebook.definitions[name]))
    if name in rulebook.parameters:
        return list(show.parameter(rulebook.parameters[name]))
    if name in rulebook.facts:
        return list(show.fact(rulebook.facts[name]))
    if name in rulebook.stacking:
        return list(show.stacking(rulebook.stacking[name]))
    if name in rulebook.funds:
        return list(show.fund(rulebook.funds[name]))
    return list(show.source(rulebook.sources[name]))


class RuleLines:
    """The lines of each kind of rule."""

    def __init__(self, rulebook: Rulebook, language: str) -> None:
        self.rulebook = rulebook
        self.language = language
        self.labels = RulebookLabels(rulebook)

    def pick(self, zh: str, en: str) -> str:
        return zh if self.language == "zh" else en

    def prose(self, node: Node) -> str:
        return prose(node, self.labels, self.language)

    def bases(self, bases: Iterable[Basis], depth: int) -> Iterator[Line]:
        for basis in bases:
            grade = word(GRADE[basis.grade.value], self.language)
            yield (
                depth,
                self.pick(f"依据 {basis.cited()}（{grade}）", f"basis {basis.cited()} ({grade})"),
            )
            if basis.source.url:
                yield depth + 1, basis.source.url

    def measure(self, measure: Measure) -> Iterator[Line]:
        yield 0, f"{measure.title.in_language(self.language)}  [{measure.id}]"
        if measure.summary is not None:
            yield 1, measure.summary.in_language(self.language)
        if measure.records is not None:
            label = self.rulebook.label(measure.records).in_language(self.language)
            yield 1, self.pick(f"逐条核对：{label}", f"for each of: {label}")
        yield 1, self.pick("施行 ", "in force ") + measure.in_force.text.in_language(self.language)
        if measure.in_force.note is not None:
            yield 2, measure.in_force.note.in_language(self.language)
        if measure.ladder is not None:
            held = self.prose(measure.ladder.held)
            yield 1, self.pick(f"视为已有称号：{held}", f"held where: {held}")
        yield 1, self.pick("条件", "requires")
        yield from self.clause(measure.requires, 2, measure.basis)
        for number, name in enumerate(measure.modelled_on):
            if number == 0:
                yield 1, self.pick("参照（由近到远）", "modelled on, nearest first")
            model = self.rulebook.measures[name]
            place = self.rulebook.programmes[model.programme].title.in_language(self.language)
            grade = word(GRADE[GRADES[support(model.basis)].value], self.language)
            title = model.title.in_language(self.language)
            yield 2, f"{title}（{place}，{grade}）  [{name}]"
        if measure.gives is not None:
            yield 1, self.pick("金额", "gives")
            for line in gives_lines(measure.gives, self.rulebook, self.prose, self.language):
                yield 2, line
        for rule in self.rulebook.stacking.values():
            if measure.id in (*rule.measures, *rule.against):
                yield 1, self.pick("不重复 ", "stacking ") + self.stacked(rule)
        for text in measure.unstated:
            yield 1, self.pick("来源未写 ", "unstated ") + text.in_language(self.language)
        for conflict in measure.conflicts:
            yield 1, self.pick("来源冲突 ", "conflict ") + conflict.text.in_language(self.language)
            yield from self.bases(conflict.basis, 2)
        if measure.note is not None:
            yield 1, self.pick("说明 ", "note ") + measure.note.in_language(self.language)
        yield from self.bases(measure.basis, 1)

    def stacked(self, rule: Stacking) -> str:
        """A rule on having several measures at once, in a line."""
        kind = word(STACKING[rule.kind], self.language)
        scope = word(STACKING_SCOPE[rule.scope], self.language)
        text = rule.text.in_language(self.language)
        return (
            f"{text}（{kind}；{scope}）" if self.language == "zh" else f"{text} ({kind}; {scope})"
        )

    def stacking(self, rule: Stacking) -> Iterator[Line]:
        """A rule on having several measures at once, and whom it binds."""
        yield 0, f"{rule.text.in_language(self.language)}  [{rule.id}]"
        yield 1, word(STACKING[rule.kind], self.language)
        yield 1, self.pick("范围 ", "scope ") + word(STACKING_SCOPE[rule.scope], self.language)
        for number, names in enumerate((rule.measures, rule.against)):
            for name in names:
                mark = self.pick("与 ", "against ") if number else ""
                title = self.rulebook.measures[name].title.in_language(self.language)
                yield 2, f"{mark}{title}  [{name}]"
        if rule.at_most is not None:
            yield 1, self.pick("合计最高 ", "together at most ") + self.prose(rule.at_most)
        if rule.note is not None:
            yield 1, rule.note.in_language(self.language)
        yield from self.bases(rule.basis, 1)

    def clause(self, clause: Clause, depth: int, shared: tuple[Basis, ...] = ()) -> Iterator[Line]:
        """A clause; what the measure as a whole rests on is not repeated under each."""
        if isinstance(clause, Condition):
            text = clause.text.in_language(self.language)
            yield depth, f"· {text}"
            if clause.node is not None and not clause.once:
                said = self.prose(clause.node)
                if said != text:
                    yield depth + 1, said
                yield from self.meaning(clause.node, depth + 1)
            for reading in clause.readings:
                text = reading.text.in_language(self.language)
                yield depth + 1, f"{text}: {self.prose(reading.node)}"
            if clause.basis != shared:
                yield from self.bases(clause.basis, depth + 1)
            if clause.note is not None:
                yield depth + 1, clause.note.in_language(self.language)
            return
        words = {
            "all": ("全部满足", "all of"),
            "any": ("满足任一", "any of"),
            "none": ("均不得有", "none of"),
            "at_least": (f"至少满足 {clause.threshold} 项", f"at least {clause.threshold} of"),
        }
        yield depth, word(words[clause.kind], self.language)
        for child in clause.children:
            yield from self.clause(child, depth + 1, shared)

    def meaning(self, node: Node, depth: int) -> Iterator[Line]:
        """What a condition that is only a definition's name means, one level down."""
        if isinstance(node, FactReference) and node.name in self.rulebook.definitions:
            definition = self.rulebook.definitions[node.name]
            yield depth, self.pick("即 ", "that is, ") + self.prose(definition.node)

    def definition(self, definition: Definition) -> Iterator[Line]:
        yield 0, f"{definition.label.in_language(self.language)}  [{definition.id}]"
        if definition.line:
            yield 1, definition.line
        yield 1, self.prose(definition.node)
        parts = dict.fromkeys((*definition.working, *names_read(definition.node)))
        for name in parts:
            part = self.rulebook.definitions.get(name)
            if part is not None and part is not definition:
                yield 2, f"{part.label.in_language(self.language)}: {self.prose(part.node)}"
        if definition.note is not None:
            yield 1, definition.note.in_language(self.language)
        yield from self.asked(definition)
        yield from self.bases(definition.basis, 1)

    def parameter(self, parameter: Parameter) -> Iterator[Line]:
        yield 0, f"{parameter.label.in_language(self.language)}  [{parameter.id}]"
        for row in parameter.rows:
            until = row.until.isoformat() if row.until else ""
            when = f"  {self.prose(row.when)}" if row.when is not None else ""
            yield 1, f"{row.since}..{until}  {self.prose(row.value)}{when}"
            yield from self.bases(row.basis, 2)

    def fact(self, fact: Fact) -> Iterator[Line]:
        yield 0, f"{fact.label.in_language(self.language)}  [{fact.id}]"
        yearly = self.pick(" 按年", " yearly") if fact.yearly else ""
        yield (
            1,
            (fact.type.kind.value if self.language == "zh" else fact.type.kind.name.lower())
            + yearly,
        )
        yield from self.asked(fact)
        if fact.type.enumeration is not None:
            for symbol in fact.type.enumeration.symbols:
                yield 2, f"{symbol}  {fact.type.enumeration.label(symbol, self.language)}"
        for field in fact.fields.values():
            yield 2, f"{field.id}  {field.label.in_language(self.language)}"

    def asked(self, fact: Fact | Definition) -> Iterator[Line]:
        """How it is asked, who knows it, and what proves it."""
        for text in (fact.question, fact.help):
            if text is not None:
                yield 1, text.in_language(self.language)
        if fact.known_by is not None:
            who = word(INFORMANT[fact.known_by], self.language)
            rarely = self.pick("，最后才问", ", asked last") if fact.rarely_known else ""
            yield 1, self.pick("通常由 ", "usually known to ") + who + rarely
        if fact.proof:
            yield 1, self.pick("证明 ", "proof ") + "、".join(fact.proof)

    def fund(self, fund: Fund) -> Iterator[Line]:
        """Its terms, and what is not known of them."""
        yield 0, f"{fund.title.in_language(self.language)}  [{fund.id}]"
        yield 1, self.pick("措施 ", "measure ") + fund.measure
        for name in (fund.pool, fund.rate, fund.cap):
            parameter = self.rulebook.parameters[name]
            yield from ((depth + 1, text) for depth, text in self.parameter(parameter))
        years = self.pick(f"前 {fund.years_before} 年", f"{fund.years_before} year(s) before")
        label = self.rulebook.label(fund.base).in_language(self.language)
        yield 1, self.pick(f"基数 {years}{label}", f"base {label}, {years}")
        yield from self.bases(fund.base_basis, 2)
        for title, stated in (
            (self.pick("年度 ", "year "), fund.year),
            (self.pick("分配办法 ", "sharing "), fund.sharing),
        ):
            shown = stated.value or ""
            if stated.unknown is not None:
                reason = stated.unknown.in_language(self.language)
                shown = self.pick(f"未知：{reason}", f"unknown: {reason}")
            yield 1, title + shown
            yield from self.bases(stated.basis, 2)
        for text in fund.unstated:
            yield 1, self.pick("来源未写 ", "unstated ") + text.in_language(self.language)
        yield from self.bases(fund.basis, 1)

    def source(self, source: Source) -> Iterator[Line]:
        yield 0, f"{source.title}  [{source.id}]"
        for text in (source.number, source.issuer, source.url, source.note):
            if text:
                yield 1, text
        if source.date is not None:
            yield 1, source.date.isoformat()
        yield 1, word(GRADE[source.grade.value], self.language)
