"""What a form asks, and what it is filled in with to begin with."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from huiqi.diagnostics import Diagnostic, Diagnostics, Place, input_error
from huiqi.profile.account import Account, account_of
from huiqi.profile.inputs import Input, read_input
from huiqi.profile.judgements import judgements_asked
from huiqi.profile.profile_reader import profile_from
from huiqi.rulebook.measure import Measure
from huiqi.rulebook.rulebook import Definition, Fact, Rulebook
from huiqi.rulebook.vocabulary import PlaceWord
from huiqi.rulebook.years_read import years_read
from huiqi.sentences import InLanguages, sentence

_OTHER = sentence("其他")


@dataclass(frozen=True, slots=True, kw_only=True)
class FormTopic:
    """What the rules' files say belongs together."""

    title: InLanguages
    facts: tuple[Fact | Definition, ...]
    lists: tuple[Fact, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Template:
    """A form: what it asks of which years on a day, and what is known already.

    ``asked``: the years of each yearly fact that the rules can read; ``judgements``: all questions
    for an official, with what can be chosen (none: yes or no); ``listed``: those that stand there
    already; ``choosable``: those that can be; ``places``: addresses that answer facts, which are
    asked for themselves only where they are told so.
    """

    as_of: date
    version: str
    sha256: str
    places: tuple[PlaceWord, ...]
    topics: tuple[FormTopic, ...]
    years: tuple[int, ...]
    asked: Mapping[str, frozenset[int]]
    judgements: Mapping[str, tuple[str, ...]]
    listed: tuple[str, ...]
    choosable: tuple[str, ...]
    said: Account


class ReadTemplate(NamedTuple):
    """A form to fill in, and what reading what it begins with gave rise to remark."""

    template: Template
    remarks: Sequence[Diagnostic]


def read_template(
    rulebook: Rulebook, named: Sequence[str], as_of: date, source: Input | None
) -> ReadTemplate:
    """The form of the measures named, or of all where none is; ``source``: what it begins with.

    Raises :class:`~huiqi.diagnostics.InputError` with every fault found in that.
    """
    diagnostics, said = Diagnostics(), None
    if source is not None:
        document = read_input(source, diagnostics)
        profile_from(document, rulebook, diagnostics)
        diagnostics.raise_errors()
        said = account_of(document, rulebook)
    measures = [rulebook.measures[name] for name in named or rulebook.measures]
    template = template_of(rulebook, measures, as_of, said)
    if not template.topics and not template.places:
        message = sentence("这里没有要企业填的：来源没有写条件，或者都要问部门")
        remedy = sentence("不写措施名就全问；企业梯队的称号写它的 id，见 huiqi rules list")
        raise input_error("C115", Place("MEASURE"), message, found=" ".join(named), remedy=remedy)
    return ReadTemplate(template, diagnostics.sorted())


def template_of(
    rulebook: Rulebook, measures: Iterable[Measure], as_of: date, said: Account | None = None
) -> Template:
    """The form on which these measures can rest; what is known already is on it in any case."""
    chosen, said = tuple(measures), said or Account()
    read = years_read(rulebook, chosen, as_of.year)
    wanted = read.keys() | said.facts.keys()
    declared: list[Fact | Definition] = [
        *rulebook.facts.values(),
        *(one for one in rulebook.definitions.values() if one.ask or one.id in said.facts),
    ]
    places = [one for one in rulebook.vocabulary.places.values() if {one.id, *one.answers} & wanted]
    placed = {name for one in places for name in one.answers} - said.facts.keys()
    shown = [one for one in declared if one.id in wanted - placed]
    asked = {
        one.id: frozenset(as_of.year + shift for shift in read.get(one.id, (-1,)))
        for one in shown
        if one.yearly
    }
    told = {year for value in said.facts.values() for year in _years(value)}
    named = {measure.id for measure in chosen} if len(chosen) < len(rulebook.measures) else set()
    judgements = judgements_asked(rulebook)
    return Template(
        as_of=as_of,
        version=rulebook.version,
        sha256=rulebook.sha256,
        places=tuple(places),
        topics=tuple(_topics(shown)),
        years=_span({year for years in asked.values() for year in years} | {as_of.year - 1}, told),
        asked=asked,
        judgements=judgements,
        listed=tuple(key for key in judgements if key in said.judgements or _of(key) in named),
        choosable=tuple(
            key
            for key in judgements
            if key in said.judgements or _is_choosable(rulebook, _of(key), named)
        ),
        said=said,
    )


def _of(question: str) -> str:
    """The measure that a question for an official is about."""
    return question.partition("/")[0]


def _is_choosable(rulebook: Rulebook, name: str, named: Collection[str]) -> bool:
    """Whether an official of the place can be asked of a measure: its text is public, it is not
    another place's, and it is one of those named, if any is.
    """
    measure = rulebook.measures[name]
    level = rulebook.programmes[measure.collection].level
    return measure.published and level != "comparable" and (not named or name in named)


def _topics(shown: Iterable[Fact | Definition]) -> Iterator[FormTopic]:
    """Topic by topic; what is rarely known last."""
    topics: dict[str, tuple[InLanguages, list[Fact | Definition]]] = {}
    for one in shown:
        title: InLanguages = _OTHER if one.topic is None else one.topic
        topics.setdefault(title.in_language("zh"), (title, []))[1].append(one)
    for title, own in topics.values():
        lists = tuple(one for one in own if isinstance(one, Fact) and one.fields)
        facts = sorted((one for one in own if one not in lists), key=lambda one: one.rarely_known)
        yield FormTopic(title=title, facts=tuple(facts), lists=lists)


def _span(read: set[int], told: set[int]) -> tuple[int, ...]:
    """The years from the first to the last that the rules read, and those told besides."""
    return tuple(sorted({*range(min(read), max(read) + 1), *told}))


def _years(value: object) -> Iterable[int]:
    """The years for which a fact is told."""
    return (key for key in value if isinstance(key, int)) if isinstance(value, Mapping) else ()
