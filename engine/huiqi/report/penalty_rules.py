"""The penalty rules for their readers: what ``rules list`` and ``rules show`` print of them."""

from __future__ import annotations

from collections.abc import Iterator

from rich.console import Console
from rich.table import Table

from huiqi.report import penalty_words as words
from huiqi.report.layout import Flowing as Rich
from huiqi.report.rulebook import Line, RuleLines
from huiqi.report.wording import GRADE, word
from huiqi.rulebook.basis import GRADES, Basis, support
from huiqi.rulebook.measure import Clause, Condition
from huiqi.rulebook.penalties import PenaltyBook, PenaltyList, Rule
from huiqi.rulebook.penalty_models import PrecedentModel

#: Beyond so many readings of a condition only their names are printed.
_MOST_READINGS = 4


def print_penalties(console: Console, book: PenaltyBook, language: str) -> None:
    """The provisions, then the lists with how many items each has."""
    zh = language == "zh"
    table = Table.grid(padding=(0, 2, 0, 0))
    table.add_column(no_wrap=True, style="dim")
    table.add_column(overflow="fold")
    table.add_column(no_wrap=True, style="dim")
    table.add_row("", Rich("免罚轻罚：法律规定" if zh else "penalties: the law", style="bold"), "")
    for rule in book.provisions:
        grade = word(GRADE[GRADES[support(rule.basis)].value], language)
        table.add_row(rule.id, rule.title.in_language(language), grade)
    table.add_row("", Rich("免罚轻罚：清单" if zh else "penalties: lists", style="bold"), "")
    for found in book.lists.values():
        grade = word(GRADE[GRADES[support(found.basis)].value], language)
        number = f"（{len(found.items)} 项）" if zh else f" ({len(found.items)} items)"
        table.add_row(found.id, found.title.in_language(language) + number, grade)
    console.print(table)
    precedents = len(book.precedents)
    console.print(
        f"另有 {precedents} 条先例（别处的规定），不能据以决定：huiqi penalty find"
        if zh
        else f"and {precedents} precedents from elsewhere, which never decide: huiqi penalty find",
        style="dim",
    )


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


def penalty_lines(book: PenaltyBook, name: str, language: str) -> list[Line]:
    """The lines of one of them."""
    show = _PenaltyLines(book, language)
    provisions = {rule.id: rule for rule in book.provisions}
    if name in provisions or name in book.items:
        return list(show.rule(provisions.get(name) or book.items[name]))
    if name in book.lists:
        return list(show.list(book.lists[name]))
    if name in book.precedents:
        return list(show.precedent(book.precedents[name]))
    if name in book.terms.facts:
        return list(show.fact(book.terms.facts[name]))
    return list(show.source(book.terms.sources[name]))


class _PenaltyLines(RuleLines):
    def __init__(self, book: PenaltyBook, language: str) -> None:
        super().__init__(book.terms, language)
        self.book = book

    def clause(self, clause: Clause, depth: int, shared: tuple[Basis, ...] = ()) -> Iterator[Line]:
        """As for a measure; of many readings only what tells them apart."""
        if not isinstance(clause, Condition) or len(clause.readings) <= _MOST_READINGS:
            yield from super().clause(clause, depth, shared)
            return
        yield depth, f"· {clause.text.in_language(self.language)}"
        listed = self.pick("；", "; ").join(
            reading.text.in_language(self.language) for reading in clause.readings
        )
        number = len(clause.readings)
        yield (
            depth + 1,
            self.pick(f"{number} 种算法，一致时才算：", f"{number} readings, which must agree: ")
            + listed,
        )
        if clause.note is not None:
            yield depth + 1, clause.note.in_language(self.language)
        yield from self.bases(clause.basis, depth + 1)

    def rule(self, rule: Rule) -> Iterator[Line]:
        yield 0, f"{rule.title.in_language(self.language)}  [{rule.id}]"
        yield 1, words.follows(rule, self.language)
        if rule.list:
            found = self.book.lists[rule.list]
            number = self.pick(f" 第{rule.number}项", f" no. {rule.number}") if rule.number else ""
            yield 1, found.title.in_language(self.language) + number
            domain = self.book.domain_label(rule.domain, self.language)
            yield 1, f"{domain} {rule.branch}".rstrip()
        yield 1, self.pick("施行 ", "in force ") + words.period(rule.force, self.language)
        if rule.force.condition.note is not None:
            yield 2, rule.force.condition.note.in_language(self.language)
        yield 1, self.pick("条件", "requires")
        yield from self.clause(rule.requires, 2, rule.basis)
        for label_zh, label_en, text in (
            ("原文", "as stated", rule.conditions),
            ("处罚依据", "law", rule.law),
            ("执法机关", "authority", rule.authority),
        ):
            if text:
                yield 1, self.pick(label_zh, label_en) + f" {text}"
        for other in rule.conflicts_with:
            yield (
                1,
                self.pick(
                    f"另一处写法不同：{other}；不一致时须裁定",
                    f"stated otherwise as {other}; a ruling is needed where they differ",
                ),
            )
        if rule.bars_lists:
            yield 1, self.pick("成立时清单不适用", "where it holds no list applies")
        if rule.note is not None:
            yield 1, self.pick("说明 ", "note ") + rule.note.in_language(self.language)
        yield from self.bases(rule.basis, 1)

    def list(self, found: PenaltyList) -> Iterator[Line]:
        yield 0, f"{found.title.in_language(self.language)}  [{found.id}]"
        yield 1, word(words.JURISDICTION[found.jurisdiction], self.language)
        yield 1, self.pick("施行 ", "in force ") + words.period(found.force, self.language)
        if found.force.condition.note is not None:
            yield 2, found.force.condition.note.in_language(self.language)
        for name in found.items:
            item = self.book.items[name]
            yield 1, f"{name}  {item.title.in_language(self.language)}"
        if found.note is not None:
            yield 1, self.pick("说明 ", "note ") + found.note.in_language(self.language)
        yield from self.bases(found.basis, 1)

    def precedent(self, model: PrecedentModel) -> Iterator[Line]:
        document = self.book.documents[model.document]
        kind = word(words.DOCUMENT_KIND[document.kind], self.language)
        yield 0, f"{model.violation}  [{model.id}]"
        yield 1, self.pick("先例，不能据以决定", "a precedent: it never decides here")
        yield 1, model.outcome
        yield 1, f"{self.book.domain_label(model.domain, self.language)} {model.branch}".rstrip()
        for text in (model.conditions, model.law):
            if text:
                yield 1, text
        place = document.place.in_language(self.language)
        yield 1, f"{document.title} {document.number} {document.dates}".rstrip()
        if document.until is not None:
            yield 2, self.pick(f"有效至 {document.until}", f"until {document.until}")
        yield 2, f"{place}（{kind}）" if self.language == "zh" else f"{place} ({kind})"
        if model.url:
            yield 2, model.url
        yield 2, word(words.EVIDENCE[model.evidence], self.language)
