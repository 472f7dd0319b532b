"""Documents by words: what a visitor calls a thing (贷款, 专利), wherever a document has it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from huiqi.report.phrases import Phrases
from huiqi.rulebook.measure import Measure
from huiqi.rulebook.reach import Reach
from huiqi.rulebook.rulebook import Rulebook
from huiqi.rulebook.sought_words import NowhereWords
from huiqi.rulebook.text import Text
from huiqi.rulebook.words_alike import PartSaid, WordsAlike
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
    ``wider``: a word by which there are others, and how many; ``parts``: the things named in what
    was written by which some were found alone, and ``rank`` how far behind what has all of it each
    of those stands, by its id; ``nowhere``: what is named that no document speaks of.
    """

    documents: Sequence[Measure]
    unpublished: Sequence[Measure] = ()
    topics: Sequence[Measure] = ()
    titles: Sequence[Measure] = ()
    elsewhere: Sequence[Measure] = ()
    apart: Sequence[str] = ()
    alike: Sequence[str] = ()
    wider: tuple[str, int] = ("", 0)
    parts: Sequence[str] = ()
    rank: Mapping[str, int] = field(default_factory=dict)
    nowhere: Sequence[NowhereWords] = ()


class PartlyFound:
    """Documents that have some of the things named in what was written: one in their names, or two
    wherever they stand.
    """

    def __init__(
        self, parts: Sequence[PartSaid], documents: Sequence[Measure], texts: DocumentWords
    ) -> None:
        """``documents``: those that do not have all of it."""
        self._parts, self._documents, self._texts = parts, documents, texts
        self._named = {one.id: sum(self._names(one, part) for part in parts) for one in documents}
        self._had = {one.id: sum(self._has(one, part) for part in parts) for one in documents}
        self.found = [one for one in documents if self._named[one.id] or self._had[one.id] > 1]

    def widen(self) -> None:
        """Take those that have one of them anywhere, where there are no others."""
        if not self.found:
            self.found = [one for one in self._documents if self._had[one.id]]

    def rank(self, one: Measure) -> int:
        """How far it stands behind what has all of it, which is 0; the more things it has the
        nearer, and of as many the more of them are in its names.
        """
        if one not in self.found:
            return 0
        most = len(self._parts)
        lacking = most - self._had[one.id], most - self._named[one.id]
        return 1 + lacking[0] * (most + 1) + lacking[1]

    def is_found_by(self, part: PartSaid) -> bool:
        """Whether some of them have it."""
        return any(self._has(one, part) for one in self.found)

    def _has(self, one: Measure, part: PartSaid) -> bool:
        return any(self._texts.has(one, [way]) for way in part.ways)

    def _names(self, one: Measure, part: PartSaid) -> bool:
        return any(self._texts.is_named(one, [way]) for way in part.ways)


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
    whole = [one for one in documents if one in found or one in further]
    # Who wrote several words wants what has all of them, where anything has.
    parts = alike.parts(own) if len(own) == 1 or not whole else []
    partly = PartlyFound(parts, [one for one in documents if one not in whole], texts)
    if not whole and not named:
        partly.widen()
    said = [*ways.words, *([way] for part in parts for way in part.ways)]
    return DocumentsFound(
        documents=sorted(
            [*whole, *partly.found],
            key=lambda one: (partly.rank(one), not texts.is_called_one_of(one, ways.words)),
        ),
        unpublished=named,
        topics=[one for one in texts.bare_topics() if texts.is_called_one_of(one, said)],
        titles=[one for one in rulebook.titles if texts.is_called_one_of(one, said)],
        elsewhere=[one for one in texts.elsewhere() if texts.has(one, own)],
        apart=apart,
        alike=alike.said(own) if further else (),
        wider=_wider(own, [*whole, *partly.found], documents, texts, alike),
        parts=[part.said for part in parts if partly.is_found_by(part)],
        rank={one.id: partly.rank(one) for one in partly.found},
        nowhere=alike.nowhere(own),
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
