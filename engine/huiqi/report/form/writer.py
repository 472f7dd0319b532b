"""What every sheet of the form needs: units, checks, notes, and what is told of sources."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal

from huiqi.language.types import Kind
from huiqi.profile.account import NO, NOT_APPLICABLE, YES
from huiqi.profile.form.layout import UNITS
from huiqi.profile.form.template import Template
from huiqi.profile.profile_reader import DETAILS
from huiqi.quantities import EXACT
from huiqi.report.answers_form import where_found
from huiqi.report.form.book import Asks, FormBook, Sheet, options_of
from huiqi.report.form.in_words import option_in_words
from huiqi.report.pages.who_knows import fact_known_to
from huiqi.report.phrases import Phrases
from huiqi.rulebook.rulebook import Definition, Fact


class FormWriter:
    """A form being written."""

    def __init__(self, template: Template, phrases: Phrases) -> None:
        self.template, self.phrases, self.say = template, phrases, phrases.say
        self.book = FormBook(template.version, template.sha256, template.as_of, phrases.say)
        self.yes, self.no = phrases.say("是"), phrases.say("否")
        self.not_applicable = NOT_APPLICABLE if phrases.zh else "not_applicable"
        #: What is told of the source of a fact, or of a fact in a year.
        self.told: list[tuple[str, int | None, Mapping[str, str]]] = []
        self.labels: dict[str, str] = {}

    def row(self, sheet: Sheet, key: str, label: str, kind: Kind = Kind.TEXT) -> None:
        """A row begun: what it is, and its label."""
        self.book.line("row", key, label, kind)
        sheet.mark(key)
        sheet.text(1, label, "label")

    def notes(self, fact: Fact | Definition) -> Iterator[str]:
        """Where to find it, what it is, who knows it, and what proves it."""
        yield where_found(fact, self.phrases)
        said = [self.phrases.text(text) for text in (fact.question, fact.help) if text is not None]
        yield " ".join(said)
        yield fact_known_to(fact, self.phrases)
        yield self.say.listed(self.phrases.papers(fact.proof))

    def bare(self, name: str, year: int | None, value: object) -> object:
        """A value without what is told of its source, which is kept for its own sheet."""
        if not (isinstance(value, Mapping) and "value" in value):
            return value
        self.told.append((name, year, {key: value[key] for key in DETAILS[1:] if key in value}))
        return value["value"]

    def local(self, fact: Fact | Definition, value: object) -> object:
        """A value in the language of the form; ``None``, which nobody knows, is no word of it."""
        if value is None:
            return None
        if isinstance(value, list):
            return [self.local(fact, one) for one in value]
        if value in (YES, NO) and fact.type.kind is Kind.BOOL:
            return self.yes if value == YES else self.no
        if value == NOT_APPLICABLE:
            return self.not_applicable
        return option_in_words(fact.type, value, self.phrases.language)

    def unit(self, sheet: Sheet, kind: Kind, unit: str, column: int = 2) -> None:
        """The unit of a row: of an amount it can be chosen."""
        if kind is Kind.MONEY:
            options = tuple(map(self.say.told, UNITS))
            sheet.value(column, Asks(kind=Kind.TEXT, options=options), self.say.told(unit))
        else:
            sheet.text(column, self.phrases.counted_in(unit), "shut")

    def asks(self, fact: Fact | Definition, unit: str) -> Asks:
        """What may be written for a fact or a field."""
        kind, enumeration = fact.type.kind, fact.type.enumeration
        options: tuple[str, ...] = ()
        if kind is Kind.BOOL:
            options = (self.yes, self.no, self.say("不知道"))
        elif enumeration is not None:
            labels = [label for _, label in self.phrases.options(fact.type)]
            options = options_of(labels, self.say("不知道"), self.not_applicable)
        ends = [_in_unit(end, kind, unit) for end in (fact.low, fact.high)]
        about = (fact.question, fact.help, fact.found_in)
        texts = [self.phrases.text(text) for text in about if text is not None]
        return Asks(
            kind=kind,
            options=options,
            low=ends[0],
            high=ends[1],
            title=self.phrases.text(fact.label),
            note=" ".join(texts),
        )


def _in_unit(end: object, kind: Kind, unit: str) -> Decimal | None:
    """An end of a domain as a number in its cell; of an amount only nothing is the same in any
    unit.
    """
    if not isinstance(end, Decimal) or (kind is Kind.MONEY and end != 0):
        return None
    return EXACT.multiply(end, Decimal(100)) if kind is Kind.RATIO else end
