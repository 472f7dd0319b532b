"""What people call a fact, a measure or a fund, and which one they mean."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from contextlib import suppress
from difflib import get_close_matches
from functools import lru_cache
from typing import TYPE_CHECKING

from huiqi.diagnostics import Details, InputError, Place, input_error
from huiqi.language.tree import FactReference, walk
from huiqi.language.types import Kind
from huiqi.objects import cached_property
from huiqi.rulebook.list_columns import WITHIN, column_of_names, columns_of_lists
from huiqi.rulebook.measure import Measure
from huiqi.rulebook.rulebook import Definition, Fact, Fund, Rulebook
from huiqi.rulebook.text import Text
from huiqi.rulebook.vocabulary import PlaceWord, StatedWord
from huiqi.sentences import Sentence, bilingual, sentence
from huiqi.slips import near
from huiqi.spelling import QUOTES, Names, plain

if TYPE_CHECKING:
    from huiqi.rulebook.penalties import PenaltyBook

#: How alike two names are of which one may be meant for the other.
_ALMOST = 0.75
#: So many names are kept with what they look like.
_KEPT = 1024
#: What people write before a yes-or-no.
WHETHER = "是否"
_YEAR_OF_RULES = re.compile(r"\([^()]*\)$")
#: What is written behind a title where its days are told.
_DAYS_OF_IT = re.compile(
    "(?:资格|证书)?(?:"
    "(?:有效期[至到限]?|有效至|到期|认定|发证|颁证|获批|获评|通过)(?:时间|日期|日|年份|年度)?"
    "|时间|日期|年份)$"
)
_WHETHER_IT_IS = re.compile(f"^(?:{WHETHER}|是不是|有没有|有无)[为是]?")
#: The same asked otherwise, and what only says that it is of a title: 有无高企证书, 高企情况.
_OF_IT = re.compile("^(?:有无|有没有)|(?:资格|证书)?(?:情况|与否|[是有]?否)$|(?:资格|证书)$")


def declared_facts(rulebook: Rulebook) -> dict[str, Fact | Definition]:
    """Every fact and definition by its id."""
    return {**rulebook.facts, **rulebook.definitions}


def called(declared: Fact | Definition) -> tuple[str, ...]:
    """All that a fact or a field is called, its label first; of a yes-or-no, 是否 before it.

    Quotation marks within a name are left out by most who write it.
    """
    names = (declared.label.zh, declared.label.en, declared.id, *declared.also)
    names = tuple(dict.fromkeys((*names, *(name.translate(QUOTES) for name in names))))
    asked = tuple(f"{WHETHER}{name}" for name in (declared.label.zh, *declared.also))
    return (*names, *(asked if declared.type.kind is Kind.BOOL else ()))


def asked_whether(declared: Fact | Definition) -> frozenset[str]:
    """What a yes-or-no asks after (是否高企: 高企): in its cell that is a yes."""
    asked = map(plain, declared.also)
    return frozenset(
        _WHETHER_IT_IS.sub("", name) for name in asked if _WHETHER_IT_IS.match(name) is not None
    )


def names_of(declared: Mapping[str, Fact | Definition]) -> Names[str]:
    """Facts, or the fields of a record, by all that they are called."""
    return Names({name: (name, *called(one)) for name, one in declared.items()})


@lru_cache(maxsize=4)
def fact_names(rulebook: Rulebook) -> FactNames:
    """The names of a rulebook, put together once: to read a row takes less than that does."""
    return FactNames(rulebook)


class FactNames:
    """What people write for a fact, and what they mean by it."""

    def __init__(self, rulebook: Rulebook) -> None:
        words = rulebook.vocabulary
        self.declared = declared_facts(rulebook)
        self._names = names_of(self.declared)
        every = words.stated.items()
        names = {key: (key, one.label.zh, one.label.en, *one.also) for key, one in every}
        self._places = Names(names)
        self._words, self._titles, self._facts = words, rulebook.titles, rulebook.facts
        self._rulebook = rulebook
        self._unread = Names({word: (word,) for word in words.unread})
        self._ambiguous = Names({word: (word,) for word in words.ambiguous})
        self._kept = lru_cache(maxsize=_KEPT)(self._alike)

    def find(self, written: object) -> str | None:
        """The id of the fact meant; ``None`` where no one fact is."""
        return self._names.find(written)

    def place(self, written: object) -> StatedWord | None:
        """The place, or the titles, meant by a word that answers several facts."""
        found = self._places.find(written)
        return None if found is None else self._words.stated[found]

    def looks_like(self, written: str) -> list[Fact | Definition | StatedWord]:
        """What a name may be taken for: a word of several meanings, a yes-or-no without its 是否, a
        title, or one spelt almost so; of a list, what each of its records is called; nothing where
        it names another fact, or nothing like one.
        """
        return list(self._kept(written))

    def _alike(self, written: str) -> list[Fact | Definition | StatedWord]:
        """The same, looked for: the heads of a table are asked for again with every answer."""
        found = self.find(written)
        if found is not None or self.place(written) is not None:
            # Of a list what each of its records is called: 技改项目 over the projects.
            named = column_of_names(self._facts.get(found or ""), self._columns)
            return [] if named is None else [named]
        whether = _WHETHER_IT_IS.sub("", plain(written))
        bare = _OF_IT.sub("", whether)
        for name in dict.fromkeys((plain(written), whether, _DAYS_OF_IT.sub("", whether), bare)):
            word = self._ambiguous.find(name)
            if word is not None:
                return [self._meant(fact) for fact in self._words.ambiguous[word]]
            if name in self.held:
                return [self.declared[self.held[name]]]
            title = self._title_named(name)
            if title is not None:
                return [title]
        own = {plain(name): one for one in self.declared.values() for name in called(one)}
        near = get_close_matches(plain(written), own, n=2, cutoff=_ALMOST)
        return list({own[name].id: own[name] for name in near}.values())

    def asks_whether(self, written: str) -> list[Fact | Definition | StatedWord]:
        """What a yes-or-no may be about (是否规上); nothing where it is none."""
        name = plain(written)
        return self.looks_like(written) if _WHETHER_IT_IS.match(name) is not None else []

    @cached_property
    def held(self) -> dict[str, str]:
        """The fact that says whether a title is held, and any yes-or-no, by what it is about."""
        found: dict[str, str] = {}
        for title in self._titles:
            assert title.ladder is not None
            parts = walk(title.ladder.held)
            stated = [part.name for part in parts if isinstance(part, FactReference)]
            for name in measures_called([title])[title.id] if len(stated) == 1 else ():
                # Of which year's rules it is, nobody writes.
                found[_YEAR_OF_RULES.sub("", plain(name))] = stated[0]
        for one in self.declared.values():
            for name in called(one) if one.type.kind is Kind.BOOL else ():
                found[_WHETHER_IT_IS.sub("", plain(name))] = one.id
        return found

    def _title_named(self, name: str) -> Fact | None:
        """The column of the one title that is called so; of several levels, that of their field."""
        for column in self._columns.values() if name else ():
            options = column.type.enumeration
            if options is None or f"{column.id}{WITHIN}{options.symbols[0]}" not in self._columns:
                continue
            if (title := options.find(name)) is not None:
                return self._columns[f"{column.id}{WITHIN}{title}"]
            if options.levels_of(name):
                return column
        return None

    @property
    def _columns(self) -> Mapping[str, Fact]:
        return columns_of_lists(self._rulebook)

    def _meant(self, name: str) -> Fact | Definition | StatedWord:
        """What a word of several meanings may be."""
        return self._words.stated.get(name) or self.declared.get(name) or self._columns[name]

    def answering(self, fact: str) -> PlaceWord | None:
        """The place by which a fact is answered."""
        return next((own for own in self._words.places.values() if fact in own.answers), None)

    def is_unread(self, written: object) -> bool:
        """Whether it is something that no rule reads."""
        return self._unread.find(written) is not None

    def refusal(self, written: object) -> tuple[str, Details]:
        """Why no fact is meant: several may be, or none; those that are spelt much like it."""
        word = self._ambiguous.find(written)
        if word is not None:
            meanings = self._words.ambiguous[word]
            labels = {name: self._meant(name).label for name in meanings}
            said = Text(
                zh="；".join(f"{labels[name].zh}：{text.zh}" for name, text in meanings.items()),
                en="; ".join(f"{labels[name].en}: {text.en}" for name, text in meanings.items()),
            )
            message = (
                sentence("“{word}”有几个意思，写清是哪一个", word=word)
                if len(labels) > 1
                else sentence("“{word}”不一定是它，是的话写它的名称", word=word)
            )
            return message, {
                "found": written,
                "allowed": map(bilingual, labels.values()),
                "remedy": bilingual(said),
            }
        return sentence("规则库里没有这项事实"), {
            "found": written,
            "allowed": labels_near(self.declared, written),
            "names": [name for one in self.declared.values() for name in called(one)],
            "remedy": sentence("huiqi rules list --facts 列出全部"),
        }


def labels_near(declared: Mapping[str, Fact | Definition], written: object) -> list[str]:
    """The labels of what is called most like it, the nearest first."""
    names = {name: one for one in declared.values() for name in called(one)}
    found = (names[name] for name in near(str(written), names))
    return list(dict.fromkeys(bilingual(one.label) for one in found))


def fact_named(rulebook: Rulebook, written: str) -> str:
    """The id of a fact or definition, by any of its names."""
    names = fact_names(rulebook)
    found = names.find(written)
    if found is not None:
        return found
    message, details = names.refusal(written)
    raise input_error("C103", Place("FACT"), message, **details)


def domain_named(book: PenaltyBook, written: str) -> str:
    """The id of a field of enforcement, by any of its names."""
    found = book.domain(written)
    if found is None:
        labels = [model.label.zh for model in book.domains.values()]
        raise input_error(
            "V104",
            Place("--domain"),
            sentence("没有这个领域"),
            found=written,
            allowed=near(written, labels) or labels,
        )
    return found


def measures_called(measures: Iterable[Measure]) -> dict[str, tuple[str, ...]]:
    """All that each measure is called, by its id: the id, the title, the short name, others."""
    return {m.id: (m.id, m.title.zh, m.title.en, m.name.zh, m.name.en, *m.also) for m in measures}


_BRACKETS = re.compile(r"\([^()]*\)")


class MeasureNames:
    """The measures by all that they are called; those of the city and the province first."""

    def __init__(self, rulebook: Rulebook) -> None:
        self.rulebook = rulebook
        self.measures = rulebook.measures

    @cached_property
    def ids(self) -> dict[str, frozenset[str]]:
        """The ids by each name, as names are compared: found when a name is looked up."""
        found: dict[str, set[str]] = {}
        for key, called in measures_called(self.measures.values()).items():
            for name in called:
                found.setdefault(plain(name), set()).add(key)
        return self._own_first(found)

    @cached_property
    def _shortened(self) -> dict[str, frozenset[str]]:
        """The same by each name without what stands in brackets."""
        found: dict[str, set[str]] = {}
        for name, ids in self.ids.items():
            if short := _BRACKETS.sub("", name):
                found.setdefault(short, set()).update(ids)
        return self._own_first(found)

    def _own_first(self, found: dict[str, set[str]]) -> dict[str, frozenset[str]]:
        own = {measure.id for measure in self.rulebook.supports}
        return {name: frozenset(ids & own or ids) for name, ids in found.items()}

    def called(self, written: str) -> frozenset[str]:
        """The measures that go by this name; an id is its measure's, whatever else is called so.
        Without what stands in brackets (（市级）) a name is that of one measure alone.
        """
        if written in self.measures:
            return frozenset((written,))
        if found := self.ids.get(plain(written)):
            return found
        meant = self._shortened.get(plain(written), frozenset())
        return meant if len(meant) == 1 else frozenset()


def measure_named(rulebook: Rulebook, written: str, place: str = "MEASURE") -> str:
    """The id of the measure, or of the topic, that is meant: by its id, by its title with or
    without brackets and quotation marks, or by a part of one.

    A part stands for the topic that has it, and for all under it; where others have it too, they
    are offered.
    """
    named = measures_called(rulebook.supports)
    part = _bare(written)
    as_written = [key for key, names in named.items() if plain(written) in map(plain, names)]
    without = [key for key, names in named.items() if part in map(_bare, names)]
    within = [key for key, names in named.items() if part in "\n".join(map(_bare, names))]
    # What stands under a topic that has the part is shown with it.
    topics = (rulebook.measures[key] for key in within)
    under = {own for one in topics if one.slot is not None for own in one.modelled_on}
    apart = [key for key in within if key not in under]
    meant = next(filter(None, (as_written, without, apart)), []) if part else []
    if len(meant) == 1:
        return meant[0]
    if meant:
        message = sentence("这样叫的不止一项，选一项")
        raise _not_one(place, message, written, {key: named[key] for key in meant})
    raise input_error(
        "C107",
        Place(place),
        sentence("没有这项措施，也没有这个题目"),
        **things_near(named, written),
    )


def things_near(named: Mapping[str, tuple[str, ...]], written: str) -> Details:
    """What to say where nothing goes by a name: what is called most like it, its title before its
    id.  ``named``: all names of each thing by its id, the id itself first.
    """
    names: dict[str, list[str]] = {}
    for key, own in named.items():
        for name in own:
            names.setdefault(name, []).append(key)
    found = dict.fromkeys(key for name in near(written, names) for key in names[name])
    return {
        "found": written,
        "allowed": [_titled(_title(named[key]), key) if named[key][1:] else key for key in found],
        "names": names,
        "remedy": sentence("huiqi rules list 列出全部"),
    }


def _title(names: tuple[str, ...]) -> Text:
    """The title among the names of a thing, which follows its id: in Chinese, then in English."""
    return Text(zh=names[1], en=names[2] if names[2:] else names[1])


def _titled(title: Text, key: str) -> Sentence:
    """What a thing is called, and its id."""
    return sentence("{title}[{id}]", title=title, id=key)


def support_or_title_named(rulebook: Rulebook, written: str) -> str:
    """The id of a measure or topic, or else of a title of the ladder, meant by its names."""
    try:
        return measure_named(rulebook, written)
    except InputError:
        with suppress(InputError):
            return title_named(rulebook.titles, written)
        raise


def title_named(measures: Iterable[Measure], written: str, place: str = "TITLE") -> str:
    """The id of the one of these titles that is meant, by its id, its title or a part of one."""
    named = measures_called(measures)
    part = _bare(written)
    without = [key for key, names in named.items() if part in map(_bare, names)]
    within = [key for key, names in named.items() if part in "\n".join(map(_bare, names))]
    meant = (without or within) if part else []
    if len(meant) == 1:
        return meant[0]
    message = sentence("没有这一级，或这样叫的不止一级")
    raise _not_one(place, message, written, {key: named[key] for key in meant or named})


def _not_one(
    place: str, message: str, written: str, offered: Mapping[str, tuple[str, ...]]
) -> InputError:
    """C107: which of those that are ``offered`` by all their names is meant."""
    titles = [_titled(_title(names), key) for key, names in offered.items()]
    remedy = sentence("写全名称，或写方括号里的 id")
    return input_error("C107", Place(place), message, found=written, allowed=titles, remedy=remedy)


def fund_named(rulebook: Rulebook, written: str | None) -> Fund:
    """A limited fund by its id or title; the only one where none is named."""
    funds = rulebook.funds
    if written is None and len(funds) == 1:
        return next(iter(funds.values()))
    names = Names({f.id: (f.id, f.title.zh, f.title.en) for f in funds.values()})
    found = names.find(written) if written is not None else None
    if found is None:
        message = sentence("规则库里没有这项资金") if written else sentence("写明是哪一项资金")
        titles = [_titled(fund.title, fund.id) for fund in funds.values()]
        raise input_error(
            "C109", Place("--fund"), message, found=written or "", allowed=titles, names=funds
        )
    return funds[found]


def _bare(name: str) -> str:
    """A name without its brackets and quotation marks, as people shorten it."""
    return plain(name).translate(dict.fromkeys(map(ord, "()\"'")))
