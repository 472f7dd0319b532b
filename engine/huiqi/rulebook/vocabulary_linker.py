"""Linking what facts are called, where every name means one thing, and the order of an interview.

R350 a name that two things have, R351 a word that means, or answers, what is no such fact; R356
what an interview asks first, or together, that is no fact, list, option or topic, or is named
twice; a second order.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pydantic import BaseModel

from huiqi.diagnostics import Place
from huiqi.language.types import Kind
from huiqi.rulebook.claim_words import ClaimWords
from huiqi.rulebook.interview_order import InterviewOrder
from huiqi.rulebook.linking import NAMED, Linking, NamedModel
from huiqi.rulebook.list_columns import list_columns
from huiqi.rulebook.model_parts import held
from huiqi.rulebook.models import FactModel, FactsFile, FieldModel
from huiqi.rulebook.rulebook import Definition, Fact
from huiqi.rulebook.sought_words import EverydaySearch, NowhereWords, SoughtWords, WithinWords
from huiqi.rulebook.standing_words import OffenceWords, StandingWords, TradeWords
from huiqi.rulebook.validation import Part
from huiqi.rulebook.vocabulary import (
    PlaceWord,
    TitleWord,
    Vocabulary,
)
from huiqi.rulebook.vocabulary_models import (
    InterviewModel,
    PapersFile,
    PlaceWordModel,
    TitleWordModel,
)
from huiqi.sentences import sentence
from huiqi.spelling import plain

_Named = Iterator[tuple[str, str, Place]]


def link_vocabulary(linker: Linking) -> Vocabulary:
    """The words declared beside the facts."""
    declared: dict[str, Fact | Definition] = {**linker.facts, **linker.definitions}
    parts = linker.files.of("facts", FactsFile)
    vocabulary = Vocabulary(
        ambiguous={
            word: model.may_be
            for part in parts
            for model in part.model.ambiguous
            for word in model.words
        },
        at_most=_saying("at_most", parts),
        spent=_saying("spent", parts),
        unread=tuple(word for part in parts for word in part.model.unread),
        sought={
            name: SoughtWords(model.named, model.others)
            for part in parts
            for name, model in part.model.sought.items()
        },
        support=tuple(words for part in parts for words in part.model.support),
        legal_forms=tuple(word for part in parts for word in part.model.legal_forms),
        looked_for=tuple(words for part in parts for words in part.model.looked_for),
        search=EverydaySearch(
            within=tuple(held(WithinWords, one) for part in parts for one in part.model.within),
            nowhere=tuple(held(NowhereWords, one) for part in parts for one in part.model.nowhere),
        ),
        paid_as=tuple(word for part in parts for word in part.model.paid_as),
        other_heads=tuple(plain(word) for part in parts for word in part.model.other_heads),
        standing=tuple(held(StandingWords, one) for part in parts for one in part.model.standing),
        trades=tuple(held(TradeWords, one) for part in parts for one in part.model.trades),
        offences=tuple(held(OffenceWords, one) for part in parts for one in part.model.offences),
        claimed={
            name: held(ClaimWords, model)
            for part in parts
            for name, model in part.model.claimed.items()
        },
        places={
            name: held(
                PlaceWord,
                model,
                id=name,
                basis=linker.bases(model.basis, part, ("places", name, "basis")),
            )
            for part in parts
            for name, model in part.model.places.items()
        },
        titles={
            name: held(
                TitleWord,
                model,
                id=name,
                basis=linker.bases(model.basis, part, ("titles", name, "basis")),
            )
            for part in parts
            for name, model in part.model.titles.items()
        },
    )
    message = sentence("没有这项事实，或者不是一次回答的是非题")
    meant = {**declared, **vocabulary.stated, **list_columns(linker.facts)}
    asked = [key for key, one in declared.items() if one.type.kind is Kind.BOOL and not one.yearly]
    for part in parts:
        for name in part.model.sought:
            part.is_one_of(name, linker.facts, "R351", ("sought", name), sentence("没有这项事实"))
        for name in part.model.claimed:
            amounts = [key for key, one in declared.items() if one.type.kind is Kind.MONEY]
            said = sentence("没有这项金额")
            part.is_one_of(name, amounts, "R351", ("claimed", name), said)
        _check_words(part, linker)
        for index, ambiguous in enumerate(part.model.ambiguous):
            for name in ambiguous.may_be:
                part.is_one_of(name, meant, "R351", ("ambiguous", index, "may_be"), message)
        for own, model in part.model.places.items():
            for name in model.answers:
                part.is_one_of(name, asked, "R351", ("places", own, "answers"), message)
        for own, title in part.model.titles.items():
            for name in title.answers:
                part.is_one_of(name, asked, "R351", ("titles", own, "answers"), message)
            for name in title.none:
                part.is_one_of(name, asked, "R351", ("titles", own, "none"), message)
            for name in title.listed:
                part.is_one_of(name, meant, "R351", ("titles", own, "listed"), message)
    check_called_once(linker)
    return vocabulary


def _check_words(part: Part[FactsFile], linker: Linking) -> None:
    """The facts that words of trades and of offences name."""
    model = part.model
    named = [("trades", place, one.facts) for place, one in enumerate(model.trades)]
    named += [("offences", place, one.facts) for place, one in enumerate(model.offences)]
    for key, index, facts in named:
        for name in facts:
            said = sentence("没有这项事实")
            part.is_one_of(name, linker.facts, "R351", (key, index, "facts"), said)


def _saying(amounts: str, parts: Sequence[Part[FactsFile]]) -> frozenset[str]:
    """The words of several meanings that say this of an amount."""
    return frozenset(
        plain(word)
        for part in parts
        for model in part.model.ambiguous
        if model.amounts == amounts
        for word in model.words
    )


def link_interview(linker: Linking) -> InterviewOrder:
    """The one order that is declared; without one, the order of the files."""
    declared: dict[str, Fact | Definition] = {**linker.facts, **linker.definitions}
    topics = dict.fromkeys(one.topic.zh for one in declared.values() if one.topic is not None)
    files = linker.files.of("facts", FactsFile)
    written = [(p, p.model.interview) for p in files if p.model.interview is not None]
    for part, _ in written[1:]:
        message, remedy = sentence("问答的顺序已经写在别处"), sentence("只写一处")
        part.report("R356", ("interview",), message, remedy=remedy)
    if not written:
        return InterviewOrder(topics=tuple(topics))
    part, model = written[0]
    for key, named, allowed in (
        ("first", model.first, [*declared]),
        ("topics", model.topics, [*topics]),
        ("denied_together", model.denied_together, [*topics]),
        ("answered_alone", model.answered_alone, [*declared]),
        ("in_full", model.in_full, [one for one in model.first if _is_list(one, linker)]),
    ):
        for index, name in enumerate(named):
            if name not in allowed or name in named[:index]:
                message = sentence("没有这项事实或这个话题")
                if name in allowed:
                    message = sentence("写了两次")
                at = ("interview", key, index)
                part.report("R356", at, message, found=name, allowed=allowed)
    _check_with_records(linker, part, model)
    # A topic that is not named comes after those that are.
    rest = (topic for topic in topics if topic not in model.topics)
    return InterviewOrder(
        first=model.first,
        topics=(*model.topics, *rest),
        denied_together=model.denied_together,
        answered_alone=model.answered_alone,
        in_full=model.in_full,
        with_records=model.with_records,
    )


def _is_list(name: str, linker: Linking) -> bool:
    return name in linker.facts and bool(linker.facts[name].fields)


def _check_with_records(linker: Linking, part: Part[FactsFile], model: InterviewModel) -> None:
    """Lists that there are, what a record of each can be, and facts."""
    message = sentence("没有这项事实")
    for name, kinds in model.with_records.items():
        at = ("interview", "with_records", name)
        lists = [own for own, fact in linker.facts.items() if fact.fields]
        if not part.is_one_of(name, lists, "R356", at, sentence("没有这个清单")):
            continue
        listed = linker.facts[name]
        types = (listed.fields[own].type.enumeration for own in listed.key)
        options = [option for type_ in types if type_ is not None for option in type_.symbols]
        for option, facts in kinds.items():
            part.is_one_of(option, options, "R356", (*at, option), sentence("没有这个选项"))
            for index, fact in enumerate(facts):
                part.is_one_of(fact, linker.facts, "R356", (*at, option, index), message)


def link_papers(linker: Linking) -> dict[str, str]:
    """The English of the papers, by their names however these are spelt."""
    return {
        plain(name): english
        for part in linker.files.of("papers", PapersFile)
        for name, english in part.model.papers.items()
        if linker.once("paper", plain(name), part.document.key_place(("papers", name)))
    }


def check_called_once(linker: Linking) -> None:
    """No two facts share a name, nor two fields of one record."""
    _check_once(linker, _names(linker))
    for name, (part, model) in linker.models("facts", FactModel).items():
        named = (
            found
            for key, field in (model.fields or {}).items()
            for found in _called(part, ("facts", name, "fields", key), key, field)
        )
        _check_once(linker, named)


def _names(linker: Linking) -> _Named:
    """Every name of a fact, or declared word: what has it, as it is written, and where."""
    for kind, form in NAMED.items():
        if kind in linker.files.parts:
            for name, (part, model) in linker.models(kind, form).items():
                yield from _called(part, (kind, name), name, model)
    for part in linker.files.of("facts", FactsFile):
        for name, place in part.model.places.items():
            yield from _called(part, ("places", name), name, place)
        for name, title in part.model.titles.items():
            yield from _called(part, ("titles", name), name, title)
        _check_words(part, linker)
        for index, ambiguous in enumerate(part.model.ambiguous):
            for number, word in enumerate(ambiguous.words):
                where = part.place("ambiguous", index, "words", number)
                yield f"ambiguous: {word}", word, where
        for index, word in enumerate(part.model.unread):
            yield f"unread: {word}", word, part.place("unread", index)


def _called(
    part: Part[BaseModel],
    path: tuple[str, ...],
    key: str,
    model: NamedModel | FieldModel | PlaceWordModel | TitleWordModel,
) -> _Named:
    yield key, key, part.document.key_place(path)
    for label in dict.fromkeys((model.label.zh, model.label.en)):
        yield key, label, part.place(*path, "label")
    if not isinstance(model, PlaceWordModel | TitleWordModel) and model.write_as:
        yield key, model.write_as, part.place(*path, "write_as")
    for index, other in enumerate(getattr(model, "also", ())):
        yield key, other, part.place(*path, "also", index)


def _check_once(linker: Linking, named: _Named) -> None:
    every = list(named)
    # What has a name as its id has it before all others.
    first = {plain(key): (key, place) for key, written, place in reversed(every) if key == written}
    told: set[tuple[str, str]] = set()
    for key, written, place in every:
        own, where = first.setdefault(plain(written), (key, place))
        if own != key and (key, plain(written)) not in told:
            told.add((key, plain(written)))
            linker.diagnostics.report(
                "R350",
                place,
                sentence(
                    "{own} 已经叫这个名称（{place}），{key} 不能也叫", own=own, place=where, key=key
                ),
                found=written,
                remedy=sentence("一个名称只指一项；有几个意思的写进 ambiguous"),
            )
