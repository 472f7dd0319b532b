"""What is stated and cannot be: every constraint against what a file says.

P140 figures that cannot both be right, P141 figures that ask for a second look, P142 a field that
is stated and does not apply, P143 a field that every record needs, P146 what figures open,
P147 what they do not come to any more.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from decimal import Decimal
from functools import partial

from huiqi.evaluation.comparison import compare
from huiqi.evaluation.contradiction import Contradiction, Lists
from huiqi.evaluation.evaluator import Evaluator
from huiqi.evaluation.frame import Frame
from huiqi.evaluation.leavings_told import leaving_told
from huiqi.evaluation.openings_told import opening_told, parts_told_for, told_for_subject
from huiqi.evaluation.shown import written
from huiqi.language.prose import prose
from huiqi.language.tree import (
    Aggregate,
    Arithmetic,
    AsOf,
    FactReference,
    FieldReference,
    Literal,
    Node,
    children,
    walk,
)
from huiqi.profile.doubts import HINTS, LEAVING, OPENING, SECOND_LOOK
from huiqi.profile.profile import Profile
from huiqi.rulebook.constraint_bounds import HINT, Constraint
from huiqi.rulebook.labels import RulebookLabels
from huiqi.rulebook.rulebook import Fact, Rulebook
from huiqi.rulebook.text import Text
from huiqi.sentences import InLanguages, Sentence, bilingual, in_turn, sentence
from huiqi.truth import Truth
from huiqi.values import (
    NOT_APPLICABLE,
    Record,
    Records,
    Value,
    exactly,
    is_known,
    may_be_nothing,
)
from huiqi.words import to_say


def records_by_list(profile: Profile) -> dict[str, list[Record]]:
    """The records of every list, of all years."""
    lists: dict[str, list[Record]] = {}
    for (name, _), given in profile.facts.items():
        if isinstance(given.value, Records):
            lists.setdefault(name, []).extend(given.value.items)
    return lists


def contradictions(
    evaluator: Evaluator, lists: Lists, names: Mapping[str, Value] | None = None
) -> Iterator[Contradiction]:
    """Everything stated that cannot be; ``names``: what constraints may name besides facts.

    Where figures contradict each other as they are stated, what follows from them is not told.
    """
    every = [
        each for _, found in contradictions_by_rule(evaluator, lists, names or {}) for each in found
    ]
    yield from (each for each in every if each.code in HINTS)
    yield from plainest(each for each in every if each.code not in HINTS)


def plainest(found: Iterable[Contradiction]) -> Iterator[Contradiction]:
    """Those that are told of all that was found, but for what figures open."""
    every = list(found)
    told = [each for each in every if each.plain] or every
    refused = {fact for each in told if each.refused for fact in each.facts}
    # What is refused is not asked about as well.
    yield from (each for each in told if each.refused or not refused & set(each.facts))


def contradictions_by_rule(
    evaluator: Evaluator,
    lists: Lists,
    names: Mapping[str, Value],
    asked: Callable[[Fact | Constraint], bool] | None = None,
) -> Iterator[tuple[Fact | Constraint, list[Contradiction]]]:
    """What is found by each rule: a list that says what its records need, or a constraint;
    ``asked``: by which (absent: all).
    """
    checker = _Checker(evaluator, lists, names)
    for rule in rules_about(evaluator.rulebook, lists):
        if asked is None or asked(rule):
            yield rule, list(checker.of(rule))


def rules_about(rulebook: Rulebook, lists: Iterable[str]) -> Iterator[Fact | Constraint]:
    """Each list that says what its records need, and every constraint."""
    yield from (rulebook.facts[name] for name in lists)
    yield from rulebook.constraints.all


class _Checker:
    def __init__(self, evaluator: Evaluator, lists: Lists, names: Mapping[str, Value]) -> None:
        self.evaluator = evaluator
        self.lists = lists
        self.names = names
        self.labels = RulebookLabels(evaluator.rulebook)

    def of(self, rule: Fact | Constraint) -> Iterator[Contradiction]:
        """What is found by one rule."""
        if isinstance(rule, Fact):
            for record in self.lists[rule.id]:
                yield from self.fields(rule, record)
        elif rule.severity == "assume" or not rule.locals <= self.names.keys():
            return
        elif rule.of_any_year:
            yield from self.any_year(rule)
        elif rule.each is not None:
            for record in self.lists.get(rule.each, ()):
                if rule.severity == "ask" and self.another_does(rule, record):
                    continue
                here = Frame(self.evaluator.as_of.year, False, {**self.names, "self": record})
                yield from self.one(rule, here, record)
        else:
            for year in self.years(rule):
                here = Frame(year or self.evaluator.as_of.year, rule.yearly, self.names)
                yield from self.one(rule, here)

    def fields(self, fact: Fact, record: Record) -> Iterator[Contradiction]:
        """Fields that are needed, and fields that are stated and do not apply."""
        for key, own in fact.fields.items():
            value = record.fields.get(key)
            facts = ((f"{fact.id}.{key}", None),)
            if own.required and (value is None or not is_known(value)):
                text = sentence("没有写{field}", field=own.label)
                if value is not None:
                    text = sentence("{field}要写确切", field=own.label)
                remedy = sentence("写 {key}: …", key=key)
                if own.help is not None:
                    remedy = sentence("写 {key}: …（{help}）", key=key, help=own.help)
                yield Contradiction(
                    code="P143", text=text, facts=facts, record=record, remedy=remedy
                )
            if own.applies_when is None or value is None:
                continue
            here = Frame(self.evaluator.as_of.year, False, {**self.names, "self": record})
            applies = self.evaluator.truth(own.applies_when, here)
            if value is NOT_APPLICABLE and applies is Truth.TRUE:
                text = sentence("{field}不能写不适用", field=own.label)
                yield Contradiction(
                    code="P142",
                    text=text,
                    facts=facts,
                    record=record,
                    remedy=sentence("不知道或还没有就不写"),
                )
            if value is not NOT_APPLICABLE and applies is Truth.FALSE:
                text = sentence(
                    "{field}（{value}{unit}）只在{condition}时才有",
                    field=own.label,
                    value=Text.in_both(partial(written, value, own.type)),
                    unit=own.unit,
                    condition=Text.in_both(partial(prose, own.applies_when, self.labels)),
                )
                remedy = sentence("更正其中一处，或不写这一项")
                yield Contradiction(
                    code="P142", text=text, facts=facts, record=record, remedy=remedy
                )

    def years(self, constraint: Constraint) -> Iterator[int | None]:
        """The years in which something that it names is stated."""
        if not constraint.yearly:
            yield None
            return
        found: set[int] = set()
        for part in constraint.references:
            if isinstance(part, FactReference):
                own = {part.name}
                if constraint.severity == HINT:
                    own.update(parts_told_for(self.evaluator.rulebook, part.name))
                found.update(
                    year - part.shift
                    for name, year in self.evaluator.profile.facts
                    if name in own and year is not None
                )
        if constraint.severity == HINT and self.evaluator.profile.so_far:
            found.add(self.evaluator.as_of.year - 1)
        yield from sorted(found)

    def any_year(self, constraint: Constraint) -> Iterator[Contradiction]:
        """One that speaks of the year of whatever is stated: all that break it together."""
        broken: dict[tuple[str, int | None], Sentence] = {}
        for (name, year), given in self.evaluator.profile.facts.items():
            if year is None or given.value is NOT_APPLICABLE:
                continue
            here = Frame(year, True, self.names)
            limit = self.evaluator.value(constraint.limit, here)
            own = exactly(Decimal(year))
            if compare(constraint.operator, own, limit) is Truth.FALSE:
                label = self.evaluator.rulebook.label(name)
                broken[name, year] = sentence("{fact}（{year}年）", fact=label, year=year)
        if broken:
            yield self.told(constraint, tuple(broken.values()), tuple(broken), None)

    def another_does(self, constraint: Constraint, record: Record) -> bool:
        """Whether another record of the same thing (a certificate renewed) fulfils what is asked
        of each.
        """
        assert constraint.each is not None
        part = next(iter(self.evaluator.rulebook.facts[constraint.each].key), "")
        for other in self.lists[constraint.each]:
            if other is not record and other.fields.get(part) == record.fields.get(part):
                here = Frame(self.evaluator.as_of.year, False, {**self.names, "self": other})
                subject = self.evaluator.value(constraint.subject, here)
                limit = self.evaluator.value(constraint.limit, here)
                if compare(constraint.operator, subject, limit) is Truth.TRUE:
                    return True
        return False

    def one(
        self, constraint: Constraint, here: Frame, record: Record | None = None
    ) -> Iterator[Contradiction]:
        """One constraint in one year or of one record."""
        evaluator = self.evaluator
        facts = tuple(self.named(constraint, here))
        told = {name: self.is_told(constraint, name, year, record) for name, year in facts}
        stated = all(told.values())
        if constraint.severity == HINT:
            yield from self.opening(constraint, here, facts, told)
            return
        if not stated and not constraint.bounds:
            # It speaks of what is stated; what is not may never have happened.
            return
        when = constraint.when
        if when is not None and evaluator.truth(when, here) is not Truth.TRUE:
            return
        subject = evaluator.value(constraint.subject, here)
        limit = evaluator.value(constraint.limit, here)
        if may_be_nothing(subject) or may_be_nothing(limit):
            return
        enumeration = constraint.subject.type.enumeration
        order = enumeration.symbols if enumeration is not None else None
        holds = compare(constraint.operator, subject, limit, order)
        if holds is not Truth.FALSE:
            return
        parts: list[InLanguages] = [
            self.figure(constraint.subject, here),
            *self.parts(constraint, here),
        ]
        if record is not None and record.key:
            parts.insert(0, bilingual(record.key))
        found = in_turn(to_say("{first}，{next}"), dict.fromkeys(parts))
        yield replace(self.told(constraint, found, facts, record), plain=stated)

    def opening(
        self,
        constraint: Constraint,
        here: Frame,
        facts: tuple[tuple[str, int | None], ...],
        told: Mapping[str, bool],
    ) -> Iterator[Contradiction]:
        """What their figures open, or do not come to any more."""
        subject = constraint.subject
        figured = isinstance(subject, FactReference) and told[subject.name]
        part = told_for_subject(self.evaluator, constraint, here)
        if part is not None and isinstance(subject, FactReference):
            constraint, told, figured = (
                replace(constraint, subject=part),
                {**told, subject.name: True},
                True,
            )
        own = self.evaluator, constraint, here, self.figure
        if constraint.is_kept_above:
            if (left := leaving_told(*own, figured=figured)) is not None:
                yield Contradiction(code=LEAVING, text=left, facts=facts, refused=False)
            return
        text = opening_told(
            *own, stated=all(told.values()), figured=figured, in_part=part is not None
        )
        if text is not None:
            yield Contradiction(code=OPENING, text=text, facts=facts, refused=False)

    def named(self, constraint: Constraint, here: Frame) -> Iterator[tuple[str, int | None]]:
        """The facts it names, each in the year that is meant, and the fields."""
        for part in constraint.references:
            if isinstance(part, FactReference):
                yearly = self.evaluator.rulebook.declared(part.name).yearly
                yield part.name, here.year + part.shift if yearly else None
            elif part.record.type.record is not None:
                yield f"{part.record.type.record.name}.{part.field}", None

    def is_told(
        self, constraint: Constraint, name: str, year: int | None, record: Record | None
    ) -> bool:
        """Whether the file itself states a fact, or a field of the record; what is derived tells
        of it as far as it is known, unless it is what the constraint speaks of.
        """
        _, _, field = name.partition(".")
        if field:
            return record is None or field in record.fields
        if self.evaluator.profile.given(name, year) is not None:
            return True
        subject = constraint.subject
        return name in self.evaluator.rulebook.definitions and not (
            isinstance(subject, FactReference) and subject.name == name
        )

    def told(
        self,
        constraint: Constraint,
        found: Sentence | tuple[Sentence, ...],
        facts: tuple[tuple[str, int | None], ...],
        record: Record | None,
    ) -> Contradiction:
        """A broken constraint in words: what holds, then the figures that break it."""
        text = sentence("{rule}：{found}", rule=constraint.text, found=found)
        if constraint.severity == "ask":
            remedy = sentence("确实如此就不用改")
            return Contradiction(
                code=SECOND_LOOK,
                text=text,
                facts=facts,
                record=record,
                refused=False,
                remedy=remedy,
            )
        remedy = sentence("更正其中一处")
        return Contradiction(code="P140", text=text, facts=facts, record=record, remedy=remedy)

    def parts(self, constraint: Constraint, here: Frame) -> Iterator[Text]:
        """The limit, and each figure it is worked out from."""
        limit = constraint.limit
        if isinstance(limit, Arithmetic) and not any(
            isinstance(one, (FactReference, FieldReference)) for one in walk(limit)
        ):
            # A day reckoned from that of the decision is what the rule's text speaks of.
            return
        if not isinstance(limit, (FactReference, FieldReference, AsOf, Literal)):
            for part in _read_here(limit):
                yield self.figure(part, here)
            value = self.evaluator.value(limit, here)
            yield Text.in_both(
                lambda language: (
                    f"{prose(limit, self.labels, language)} = "
                    f"{written(value, limit.type, language)}"
                )
            )
            return
        # What is written in the rule itself is said by its text.
        if not isinstance(limit, Literal):
            yield self.figure(limit, here)

    def figure(self, node: Node, here: Frame) -> Text:
        """An expression with its value."""
        year = here.year if here.yearly else None
        value = self.evaluator.value(node, here)
        return Text.in_both(
            lambda language: (
                f"{prose(node, self.labels, language, year)} {written(value, node.type, language)}"
            )
        )


def _read_here(node: Node) -> Iterator[FactReference | FieldReference]:
    """The facts and fields in an expression that have one value; those of a list's entries have
    one in each entry, and are told by what they come to together.
    """
    if isinstance(node, FactReference | FieldReference):
        yield node
    elif not isinstance(node, Aggregate):
        for child in children(node):
            yield from _read_here(child)
