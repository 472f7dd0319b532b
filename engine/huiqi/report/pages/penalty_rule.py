"""``rules show`` of the penalty rules, line by line: provisions, lists, items and precedents."""

from __future__ import annotations

from collections.abc import Iterator

from huiqi.report.pages import marks
from huiqi.report.pages import penalty_words as words
from huiqi.report.pages.rule_lines import RuleLine, RuleLines
from huiqi.report.phrases import Phrases
from huiqi.rulebook.basis import Basis
from huiqi.rulebook.collection import Collection
from huiqi.rulebook.force import InForce
from huiqi.rulebook.measure import Clause, Condition, Rule
from huiqi.rulebook.penalties import PenaltyBook
from huiqi.rulebook.penalty_models import PrecedentModel

#: Beyond so many readings of a condition only their names are told.
_MOST_READINGS = 4


def penalty_names(book: PenaltyBook) -> tuple[str, ...]:
    """Everything of the penalty rules that can be shown."""
    return (
        *(rule.id for rule in book.provisions),
        *book.lists,
        *book.items,
        *book.precedents,
        *book.terms.facts,
        *book.terms.sources,
    )


class PenaltyLines(RuleLines):
    """The lines of each kind of penalty rule."""

    def __init__(self, book: PenaltyBook, language: str) -> None:
        super().__init__(Phrases(book.terms, language))
        self.book = book

    def of(self, name: str) -> Iterator[RuleLine]:
        """The lines of one of them."""
        provisions = {rule.id: rule for rule in self.book.provisions}
        if name in provisions or name in self.book.items:
            return self.rule(provisions.get(name) or self.book.items[name])
        if name in self.book.lists:
            return self.list(self.book.lists[name])
        if name in self.book.precedents:
            return self.precedent(self.book.precedents[name])
        return super().of(name)

    def clause(
        self, clause: Clause, depth: int, shared: tuple[Basis, ...] = ()
    ) -> Iterator[RuleLine]:
        """As for any rule; of many readings only what tells them apart."""
        if not isinstance(clause, Condition) or len(clause.readings) <= _MOST_READINGS:
            yield from super().clause(clause, depth, shared)
            return
        yield depth, f"- {self.phrases.text(clause.text)}"
        listed = self.say("；").join(self.phrases.text(r.text) for r in clause.readings)
        number = len(clause.readings)
        yield (
            depth + 1,
            self.say("{number} 种算法，一致时才算：{names}", number=number, names=listed),
        )
        if clause.note is not None:
            yield depth + 1, self.phrases.text(clause.note)
        yield from self.bases(clause.basis, depth + 1)

    def rule(self, rule: Rule) -> Iterator[RuleLine]:
        """A provision or an item: what follows, when, and on what it rests."""
        say, text, sanction = self.say, self.phrases.text, rule.sanction
        yield 0, f"{text(rule.title)}  [{rule.id}]"
        yield 1, words.follows(sanction, say)
        if sanction.listed:
            title = text(self.book.lists[rule.collection].title)
            numbered = say("{title} 第{number}项", title=title, number=sanction.number)
            yield 1, numbered if sanction.number else title
            domain = self.book.domain_label(sanction.domain, self.phrases.language)
            yield 1, f"{domain} {sanction.branch}".rstrip()
        yield from self._period(rule.in_force)
        yield 1, say("条件")
        yield from self.clause(rule.requires, 2, rule.basis)
        for label, said in (
            (say("原文"), sanction.conditions),
            (say("处罚依据"), sanction.law),
            (say("执法机关"), sanction.authority),
        ):
            if said:
                yield 1, f"{label} {said}"
        for other in sanction.conflicts_with:
            yield 1, say("另一处写法不同：{other}；不一致时须裁定", other=other)
        if sanction.bars_lists:
            yield 1, say("成立时清单不适用")
        if rule.note is not None:
            yield 1, say("说明 {text}", text=text(rule.note))
        yield from self.bases(rule.basis, 1)

    def list(self, found: Collection) -> Iterator[RuleLine]:
        """A list with its items."""
        say, text = self.say, self.phrases.text
        yield 0, f"{text(found.title)}  [{found.id}]"
        yield 1, text(self.book.whose(found.id))
        yield from self._period(found.in_force)
        for item in self.book.items_of(found.id):
            yield 1, f"{item.id}  {text(item.title)}"
        if found.note is not None:
            yield 1, say("说明 {text}", text=text(found.note))
        yield from self.bases(found.basis, 1)

    def _period(self, period: InForce) -> Iterator[RuleLine]:
        """When it applies, as far as it is known."""
        yield 1, self.say("施行 {period}", period=self.phrases.text(period.text))
        if period.note is not None:
            yield 2, self.phrases.text(period.note)

    def precedent(self, model: PrecedentModel) -> Iterator[RuleLine]:
        """What another place provides or decided."""
        say, document = self.say, self.book.documents[model.document]
        yield 0, f"{model.violation}  [{model.id}]"
        yield 1, say("先例，不能据以决定")
        yield 1, model.outcome
        domain = self.book.domain_label(model.domain, self.phrases.language)
        yield 1, f"{domain} {model.branch}".rstrip()
        for text in (model.conditions, model.law):
            if text:
                yield 1, text
        yield 1, f"{document.title} {document.number} {document.dates}".rstrip()
        if document.until is not None:
            yield 2, say("有效至 {day}", day=document.until)
        place = self.phrases.text(document.place)
        kind = self.phrases.text(self.book.named_as(document.kind))
        yield 2, say("{text}（{notes}）", text=place, notes=kind)
        if model.url:
            yield 2, model.url
        yield 2, say(words.EVIDENCE[model.evidence])


def penalties_listed(book: PenaltyBook, phrases: Phrases) -> list[tuple[str, str, str]]:
    """Provisions and lists: id, title (with how many items), grade."""
    say, text = phrases.say, phrases.text
    rows = []
    for rule in book.provisions:
        rows.append((text(rule.title), marks.graded_by(rule.basis, phrases), rule.id))
    for found in book.lists.values():
        number = len(book.items_of(found.id))
        title = say("{title}（{number} 项）", title=text(found.title), number=number)
        rows.append((title, marks.graded_by(found.basis, phrases), found.id))
    return rows
