"""A rule that is no measure, line by line: definitions, parameters, facts, funds, sources."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TypeAlias

from huiqi.language.tree import FactReference
from huiqi.report.pages import marks
from huiqi.report.pages.citations import address_told, graded
from huiqi.report.pages.who_knows import fact_known_to
from huiqi.report.phrases import Phrases
from huiqi.rulebook.basis import Basis, Source
from huiqi.rulebook.measure import Clause, Condition
from huiqi.rulebook.rulebook import Definition, Fact, Fund, Parameter, Stacking, names_read
from huiqi.words import to_say

#: How far in it stands, and its text.
RuleLine: TypeAlias = tuple[int, str]

STACKING = {
    "higher": to_say("只取高的一项"),
    "choice": to_say("由申请人选一项"),
    "paid_before": to_say("已得其一的不再给"),
    "ceiling": to_say("合计有上限"),
    "unknown": to_say("来源没有写能否同时得到"),
}
STACKING_SCOPE = {
    "project": to_say("同一项目"),
    "item": to_say("同一件"),
    "year": to_say("同一年度"),
    "enterprise": to_say("同一企业"),
    "level": to_say("不同层级政府"),
}
GROUPS = {
    "all": to_say("全部满足"),
    "any": to_say("满足任一"),
    "none": to_say("均不得有"),
    "at_least": to_say("至少满足 {number} 项"),
}


class RuleLines:
    """The lines of each kind of rule; the first is its name."""

    def __init__(self, phrases: Phrases) -> None:
        self.phrases = phrases
        self.rulebook = phrases.rulebook
        self.say, self.text, self.written = phrases.say, phrases.text, phrases.written

    def of(self, name: str) -> Iterator[RuleLine]:
        """The lines of one of them."""
        rulebook = self.rulebook
        if name in rulebook.definitions:
            return self.definition(rulebook.definitions[name])
        if name in rulebook.parameters:
            return self.parameter(rulebook.parameters[name])
        if name in rulebook.facts:
            return self.fact(rulebook.facts[name])
        if name in rulebook.stacking:
            return self.stacking(rulebook.stacking[name])
        if name in rulebook.funds:
            return self.fund(rulebook.funds[name])
        return self.source(rulebook.sources[name])

    def bases(self, bases: Iterable[Basis], depth: int) -> Iterator[RuleLine]:
        """Each citation with its grade, and where the document stands."""
        for basis in bases:
            cited = graded(basis.cited(), [basis], self.phrases)
            yield depth, self.say("依据 {cited}", cited=cited)
            if basis.source.url:
                yield depth + 1, address_told(basis.source, self.phrases)

    def clause(
        self, clause: Clause, depth: int, shared: tuple[Basis, ...] = ()
    ) -> Iterator[RuleLine]:
        """A clause; what the rule as a whole rests on is not repeated under each."""
        if isinstance(clause, Condition):
            yield depth, f"- {self.text(clause.text)}"
            for said in self.meanings(clause):
                yield depth + 1, said
            if clause.basis != shared:
                yield from self.bases(clause.basis, depth + 1)
            if clause.note is not None:
                yield depth + 1, self.text(clause.note)
            return
        yield depth, self.say(GROUPS[clause.kind], number=clause.threshold)
        for child in clause.children:
            yield from self.clause(child, depth + 1, shared)

    def meanings(self, condition: Condition) -> Iterator[str]:
        """What a condition asks, as an expression; of one that names a definition what that is."""
        text = self.text(condition.text)
        node = condition.node
        if node is not None and not condition.once:
            said = self.written(node)
            if said.strip("「」") != text:
                yield said
            if isinstance(node, FactReference) and node.name in self.rulebook.definitions:
                meant = self.rulebook.definitions[node.name].node
                yield self.say("即 {meaning}", meaning=self.written(meant))
        for reading in condition.readings:
            named = self.text(reading.text)
            yield self.say("{text}：{names}", text=named, names=self.written(reading.node))

    def stacking(self, rule: Stacking) -> Iterator[RuleLine]:
        """A rule on having several measures at once, and whom it binds."""
        say = self.say
        yield 0, f"{self.text(rule.text)}  [{rule.id}]"
        yield 1, say(STACKING[rule.kind])
        yield 1, say("范围 {scope}", scope=say(STACKING_SCOPE[rule.scope]))
        for number, names in enumerate((rule.measures, rule.against)):
            for name in names:
                title = f"{self.text(self.rulebook.measures[name].title)}  [{name}]"
                yield 2, say("与 {title}", title=title) if number else title
        if rule.at_most is not None:
            yield 1, say("合计最高 {limit}", limit=self.written(rule.at_most))
        if rule.note is not None:
            yield 1, self.text(rule.note)
        yield from self.bases(rule.basis, 1)

    def definition(self, definition: Definition) -> Iterator[RuleLine]:
        """How it follows from other facts."""
        yield 0, f"{self.text(definition.label)}  [{definition.id}]"
        if definition.line:
            yield 1, definition.line
        yield 1, self.written(definition.node)
        parts = dict.fromkeys((*definition.working, *names_read(definition.node)))
        for name in parts:
            part = self.rulebook.definitions.get(name)
            if part is not None and part is not definition:
                label = self.text(part.label)
                yield 2, self.say("{text}：{names}", text=label, names=self.written(part.node))
        if definition.note is not None:
            yield 1, self.text(definition.note)
        yield from self.asked(definition)
        yield from self.bases(definition.basis, 1)

    def parameter(self, parameter: Parameter) -> Iterator[RuleLine]:
        """Its values, each with the days it holds."""
        yield 0, f"{self.text(parameter.label)}  [{parameter.id}]"
        for row in parameter.rows:
            until = row.until.isoformat() if row.until else ""
            when = f"  {self.written(row.when)}" if row.when is not None else ""
            yield 1, f"{row.since}..{until}  {self.written(row.value)}{when}"
            yield from self.bases(row.basis, 2)

    def fact(self, fact: Fact) -> Iterator[RuleLine]:
        """What it is, how it is asked, and what may be answered."""
        yield 0, f"{self.text(fact.label)}  [{fact.id}]"
        yield 1, self.kind(fact)
        yield from self.asked(fact)
        for symbol, label in self.phrases.options(fact.type):
            yield 2, f"{symbol}  {label}"
        for field in fact.fields.values():
            yield 2, f"{field.id}  {self.text(field.label)}"

    def kind(self, fact: Fact | Definition) -> str:
        """Its type, and whether it is told year by year."""
        kind = fact.type.kind
        said = kind.value if self.phrases.language == "zh" else kind.name.lower()
        return self.say("{kind} 按年", kind=said) if fact.yearly else said

    def asked(self, fact: Fact | Definition) -> Iterator[RuleLine]:
        """How it is asked, who knows it, and what proves it."""
        say = self.say
        for text in (fact.question, fact.help):
            if text is not None:
                yield 1, self.text(text)
        if fact.known_by is not None:
            said = say("通常由 {who}", who=fact_known_to(fact, self.phrases))
            yield 1, say("{said}，最后才问", said=said) if fact.rarely_known else said
        if fact.proof:
            yield 1, say("证明 {papers}", papers=say.listed(self.phrases.papers(fact.proof)))

    def fund(self, fund: Fund) -> Iterator[RuleLine]:
        """Its terms, and what is not known of them."""
        say = self.say
        yield 0, f"{self.text(fund.title)}  [{fund.id}]"
        yield 1, say("措施 {name}", name=fund.measure)
        for name in (fund.pool, fund.rate, fund.cap):
            parameter = self.rulebook.parameters[name]
            yield from ((depth + 1, text) for depth, text in self.parameter(parameter))
        label = self.text(self.rulebook.label(fund.base))
        yield 1, say("基数 前 {years} 年{label}", years=fund.years_before, label=label)
        yield from self.bases(fund.base_basis, 2)
        for title, stated in (
            (to_say("年度 {value}"), fund.year),
            (to_say("分配办法 {value}"), fund.sharing),
        ):
            shown = stated.value or ""
            if stated.unknown is not None:
                shown = say("未知：{reason}", reason=self.text(stated.unknown))
            yield 1, say(title, value=shown)
            yield from self.bases(stated.basis, 2)
        for text in fund.unstated:
            yield 1, say("来源没有写 {text}", text=self.text(text))
        yield from self.bases(fund.basis, 1)

    def source(self, source: Source) -> Iterator[RuleLine]:
        """A document that is cited."""
        yield 0, f"{source.title}  [{source.id}]"
        for text in (source.number, source.issuer, address_told(source, self.phrases), source.note):
            if text:
                yield 1, text
        if source.date is not None:
            yield 1, source.date.isoformat()
        yield 1, self.say(marks.GRADES_SAID[source.grade.value])
