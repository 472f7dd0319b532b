"""The types of the rule language.  Each carries its dimension: money is never added to a count."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from enum import Enum

from huiqi.language.called import NOTHING, Called
from huiqi.language.industries import NONE, Industries
from huiqi.objects import dataclass
from huiqi.spelling import plain
from huiqi.words import Say, to_say


class Kind(Enum):
    """The dimension of a value; its Chinese name is what messages print."""

    MONEY = to_say("金额")
    RATIO = to_say("比例")
    COUNT = to_say("数量")
    SCALAR = to_say("纯数字")
    DATE = to_say("日期")
    SPAN = to_say("时长")
    BOOL = to_say("是否")
    ENUM = to_say("选项")
    INDUSTRY = to_say("行业代码")
    TEXT = to_say("文字")
    RECORDS = to_say("清单")
    RECORD = to_say("记录")

    def in_language(self, language: str) -> str:
        """Its name, as messages print it."""
        return Say(language)(self.value)


@dataclass(frozen=True, slots=True, kw_only=True)
class Enumeration:
    """The symbols an enum may take, in order; ``ordered`` allows ``>=``."""

    symbols: tuple[str, ...]
    ordered: bool = False
    labels: Mapping[str, Mapping[str, str]] = field(default_factory=dict, hash=False)
    #: What else people call an option; words that stand for each other at the head of one.
    also: Mapping[str, tuple[str, ...]] = field(default_factory=dict, hash=False)
    heads: tuple[tuple[str, ...], ...] = ()
    #: Those that are given for one year each.
    yearly: frozenset[str] = frozenset()
    #: The heading, in each language, under which an option and those after it are offered.
    under: Mapping[str, Mapping[str, str]] = field(default_factory=dict, hash=False)

    def find(self, text: str) -> str | None:
        """The symbol by any of its names; ``None`` if it is none of them."""
        if text in self.symbols:
            return text
        for wanted in self._readings(plain(text)):
            for symbol in self.symbols:
                if wanted in map(plain, self.names(symbol)):
                    return symbol
        return None

    def levels_of(self, name: str) -> dict[str, str]:
        """The symbols that are called so with a level before it (省级), each by the level."""
        levels = (level for alike in self.heads for level in alike)
        found = {level: self.find(f"{level}{name}") for level in levels}
        return {level: symbol for level, symbol in found.items() if symbol is not None}

    def names(self, symbol: str) -> tuple[str, ...]:
        """All that an option is called: its id, its labels, what else people say."""
        return (symbol, *self.labels.get(symbol, {}).values(), *self.also.get(symbol, ()))

    def _readings(self, text: str) -> list[str]:
        """A name as it is written, and with each word for the one at its head."""
        found = [text]
        for alike in self.heads:
            heads = sorted(map(plain, alike), key=len, reverse=True)
            head = next((head for head in heads if text.startswith(head)), None)
            if head is not None:
                found += [other + text.removeprefix(head) for other in heads if other != head]
        return found

    def words(self, language: str) -> tuple[str, ...]:
        """Every symbol as a reader sees it."""
        return tuple(self.label(symbol, language) for symbol in self.symbols)

    def label(self, symbol: str, language: str) -> str:
        """How a reader sees the symbol."""
        return self.labels.get(symbol, {}).get(language, symbol)


@dataclass(frozen=True, slots=True, eq=False)
class RecordType:
    """The fields of one record of a list; compared by identity, since each list has its own."""

    name: str
    fields: dict[str, Type] = field(default_factory=dict)
    #: What its fields are called in Chinese.
    called: Called = NOTHING

    def find(self, word: str) -> str | None:
        """The id of the field that goes by a word."""
        return word if word in self.fields else self.called.find(word)


@dataclass(frozen=True, slots=True, kw_only=True)
class Type:
    """A kind, with the symbols of an enum, the fields of a record or the industries there are."""

    kind: Kind
    enumeration: Enumeration | None = None
    record: RecordType | None = None
    industries: Industries = NONE

    def __str__(self) -> str:
        return self.in_language("zh")

    def in_language(self, language: str) -> str:
        """Its name, as messages print it."""
        say = Say(language)
        if self.enumeration is not None:
            return say("选项({options})", options=self.enumeration.symbols[:6])
        return self.kind.in_language(language)

    @property
    def item(self) -> Type:
        """Of a list: what one of its records is."""
        return Type(kind=Kind.RECORD, record=self.record)

    @property
    def numeric(self) -> bool:
        """Whether sums and products make sense."""
        return self.kind in NUMERIC

    @property
    def ordered(self) -> bool:
        """Whether ``<`` and ``>=`` make sense."""
        return (
            self.numeric
            or self.kind in (Kind.DATE, Kind.SPAN)
            or (self.enumeration is not None and self.enumeration.ordered)
        )


MONEY = Type(kind=Kind.MONEY)
RATIO = Type(kind=Kind.RATIO)
COUNT = Type(kind=Kind.COUNT)
SCALAR = Type(kind=Kind.SCALAR)
DATE = Type(kind=Kind.DATE)
SPAN = Type(kind=Kind.SPAN)
BOOL = Type(kind=Kind.BOOL)
INDUSTRY = Type(kind=Kind.INDUSTRY)
TEXT = Type(kind=Kind.TEXT)

NUMERIC = frozenset({Kind.MONEY, Kind.RATIO, Kind.COUNT, Kind.SCALAR})
PLAIN = {
    "money": MONEY,
    "ratio": RATIO,
    "count": COUNT,
    "date": DATE,
    "bool": BOOL,
    "industry": INDUSTRY,
    "text": TEXT,
}


def comparable(left: Type, right: Type) -> Type | None:
    """The common type of two sides of a comparison or a sum; ``None`` where there is none."""
    if left == right:
        return left
    if left.kind is Kind.SCALAR and right.kind in (Kind.COUNT, Kind.RATIO):
        return right
    if right.kind is Kind.SCALAR and left.kind in (Kind.COUNT, Kind.RATIO):
        return left
    return None


def product(left: Type, right: Type) -> Type | None:
    """The type of a product; money times money has none, a share of people is people."""
    kinds = {left.kind, right.kind}
    if not kinds <= NUMERIC:
        return None
    if left.kind is Kind.MONEY or right.kind is Kind.MONEY:
        return None if kinds == {Kind.MONEY} else MONEY
    if Kind.COUNT in kinds:
        return COUNT
    return RATIO if Kind.RATIO in kinds else SCALAR


def quotient(left: Type, right: Type) -> Type | None:
    """The type of a quotient; nothing but money is divided by money."""
    if not {left.kind, right.kind} <= NUMERIC:
        return None
    if right.kind is Kind.MONEY:
        return RATIO if left.kind is Kind.MONEY else None
    return MONEY if left.kind is Kind.MONEY else RATIO
