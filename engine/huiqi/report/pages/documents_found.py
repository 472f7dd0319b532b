"""Documents by words: what a visitor calls a thing (贷款, 专利), wherever a document has it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from huiqi.report.phrases import Phrases
from huiqi.rulebook.measure import Measure
from huiqi.rulebook.reach import Reach
from huiqi.rulebook.rulebook import Rulebook
from huiqi.rulebook.text import Text
from huiqi.rulebook.words_alike import WordsAlike
from huiqi.spelling import plain


class DocumentWords:
    """What stands in each document: its names, conditions, what it leaves open, its sources as far
    as they are told, and what is asked of an enterprise for it.
    """

    def __init__(self, rulebook: Rulebook) -> None:
        self._rulebook = rulebook
        self._reach = Reach(rulebook)
        self._slots = [measure for measure in rulebook.supports if measure.slot is not None]

    def bare_topics(self) -> Iterator[Measure]:
        """The topics under which no document of the city or the province stands."""
        own = {measure.id for measure in self._rulebook.documents}
        yield from (slot for slot in self._slots if own.isdisjoint(slot.modelled_on))

    def elsewhere(self) -> Iterator[Measure]:
        """The documents of other places."""
        for measure in self._rulebook.measures.values():
            if measure.ladder is None and self._rulebook.level(measure) == "comparable":
                yield measure

    def is_called(self, measure: Measure, words: Sequence[str]) -> bool:
        """Whether each of some words stands in its names."""
        said = (measure.title, measure.short)
        names = [text for one in said if one is not None for text in (one.zh, one.en)]
        texts = [plain(text) for text in (*names, *measure.also)]
        return bool(words) and all(any(word in text for text in texts) for word in words)

    def is_called_one_of(self, measure: Measure, ways: Iterable[Sequence[str]]) -> bool:
        """Whether one of several ways to say it stands in its names."""
        return any(self.is_called(measure, way) for way in ways)

    def is_named(self, measure: Measure, words: Sequence[str]) -> bool:
        """The same, in the names of its topics as well."""
        topics = [slot.title for slot in self._slots if measure.id in slot.modelled_on]
        said = [measure.title, measure.short, *topics]
        texts = [plain(one.zh) for one in said if one is not None] + [*map(plain, measure.also)]
        return all(any(word in text for text in texts) for word in words)

    def has(self, measure: Measure, words: Sequence[str]) -> bool:
        """Whether each of some words stands in one of its texts."""
        texts = [plain(text) for text in self._texts(measure) if text]
        return all(any(word in text for text in texts) for word in words)

    def _texts(self, measure: Measure) -> Iterator[str]:
        topics = [slot for slot in self._slots if measure.id in slot.modelled_on]
        said: list[Text | None] = [measure.title, measure.short, measure.summary, measure.note]
        said += [measure.in_force.note, *measure.unstated, *(slot.title for slot in topics)]
        for condition in measure.conditions():
            said += [condition.text, condition.brief, condition.note]
        said += [self._rulebook.label(name) for name in self._reach.of_measure(measure)]
        said += [self._rulebook.paper(name) for name in measure.proofs]
        for text in said:
            if text is not None:
                yield from (text.zh, text.en)
        yield from measure.also
        for basis in measure.basis:
            yield from (basis.source.title, basis.source.note, basis.locator, basis.note)


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentsFound:
    """Documents, and measures without a public text; ``topics``: those without any document of the
    city or the province; ``titles``: what is recognised; ``elsewhere``: what other places have;
    ``apart``: the words by which the documents were found, where those that were written stand
    nowhere; ``alike``: what else the same thing is called, where some were found by that;
    ``wider``: a word by which there are others, and how many.
    """

    documents: Sequence[Measure]
    unpublished: Sequence[Measure] = ()
    topics: Sequence[Measure] = ()
    titles: Sequence[Measure] = ()
    elsewhere: Sequence[Measure] = ()
    apart: Sequence[str] = ()
    alike: Sequence[str] = ()
    wider: tuple[str, int] = ("", 0)


def documents_by_words(
    words: str, documents: Sequence[Measure], rulebook: Rulebook
) -> DocumentsFound:
    """Those of some documents, and of all that has no public text, in which the words stand."""
    texts, alike = DocumentWords(rulebook), WordsAlike(rulebook)
    untold = [one for one in rulebook.supports if one.slot is None and not one.published]
    own, *others = ways_to_look(words)
    for looked in (own, *others):
        found = [one for one in documents if texts.has(one, looked)]
        named = [one for one in untold if texts.has(one, looked)]
        if found or named:
            break
    apart = looked if found and looked is not own else ()
    ways, things = alike.ways(own), alike.things(own)
    further = [
        one
        for one in documents
        if one not in found
        and (
            any(texts.has(one, way) for way in ways.words)
            or any(texts.is_named(one, way) for way in (*ways.names, *things))
        )
    ]
    kept = {one.id for one in (*found, *further)}
    return DocumentsFound(
        documents=[one for one in documents if one.id in kept],
        unpublished=named,
        topics=[one for one in texts.bare_topics() if texts.is_called_one_of(one, ways.words)],
        titles=[one for one in rulebook.titles if texts.is_called_one_of(one, ways.words)],
        elsewhere=[one for one in texts.elsewhere() if texts.has(one, own)],
        apart=apart,
        alike=alike.said(own) if further else (),
        wider=_wider(own, [*found, *further], documents, texts, alike),
    )


def _wider(
    own: Sequence[str],
    found: Sequence[Measure],
    documents: Sequence[Measure],
    texts: DocumentWords,
    alike: WordsAlike,
) -> tuple[str, int]:
    """Of what was written the kind of support it is, at its end, where more documents have that:
    of 贷款贴息 one speaks, of 贴息 others, too.  企业 at the end of 高新技术企业 is none.
    """
    kind = own[-1][-2:] if own and len(own[-1]) > 3 and own[-1][-2:] in alike.kinds else ""
    more = sum(texts.has(one, [kind]) for one in documents if one not in found) if kind else 0
    return (kind, more) if found and more else ("", 0)


def ways_to_look(words: str) -> Iterator[Sequence[str]]:
    """What was written, word by word; then in pairs of characters, where it can be taken apart so:
    智能车间 stands nowhere, 智能 and 车间 do.
    """
    own = [found for word in words.split() if (found := plain(word))]
    yield own
    if all(len(word) % 2 == 0 and not word.isascii() for word in own):
        yield [word[at : at + 2] for word in own for at in range(0, len(word), 2)]


def unpublished_told(measures: Iterable[Measure], phrases: Phrases) -> list[str]:
    """What is known of measures without a public text: their titles, by who told of them, when."""
    found: dict[str, list[str]] = {}
    for measure in measures:
        told = [
            phrases.joined(filter(None, (basis.source.title, str(basis.source.date or ""))))
            for basis in measure.basis
        ]
        found.setdefault(phrases.say.listed(told), []).append(phrases.text(measure.title))
    say = phrases.say
    return [
        say("{source}：{titles}", source=source, titles=say.listed(titles))
        for source, titles in found.items()
    ]
